// Pointers: `_Pointer` and its metaclass, `POINTER`, `pointer`.

import { foreign } from "../../vm/host/mod.ts";
import { call } from "../../vm/objects/attributes.ts";
import { getset } from "../../vm/objects/builtin.ts";
import type { TypeDefinition } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { idOf } from "../../vm/objects/identity.ts";
import { isInt } from "../../vm/objects/int.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { sizeNumber } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { PySlice } from "../../vm/objects/slice.ts";
import { strOf, utf16 } from "../../vm/objects/str.ts";
import { isInstance, PyType, typeOf } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { newArgument } from "./argument.ts";
import { itemsOf } from "./array.ts";
import {
  checkNew,
  concrete,
  CType,
  dataAt,
  infoOf,
  keepRef,
  keptAt,
  keptBy,
  newData,
  PyCData,
  TypeInfo,
} from "./data.ts";
import { dataParam, makeCType } from "./metaclass.ts";
import { readAddress, writeAddress } from "./simple_codes.ts";
import { readsAsValue, store } from "./values.ts";

/** The metaclass's JavaScript class. */
export class PointerMeta extends CType {}

/** A C pointer. */
export class PyCPointer extends PyCData {}

function pointTo(info: TypeInfo, item: Value): void {
  if (!(item instanceof PyType)) throw typeError("_type_ must be a type");
  const target = infoOf(item);
  if (target === undefined) throw typeError("_type_ must have storage info");
  info.item = item as CType;
  info.format = target.shape.length > 0
    ? `&(${target.shape.join(",")})${target.format}`
    : `&${target.format}`;
}

function initClass(t: CType): void {
  checkNew(t);
  const info = new TypeInfo("pointer");
  info.size = 8;
  info.align = 8;
  info.length = 1;
  info.hasPointer = true;
  info.format = "&B";
  const own = t.ns.get("_type_");
  if (own !== undefined) pointTo(info, own);
  t.info = info;
}

/** `__init__` of the metaclass. */
export const pointerMetaInit: Declaration = method(
  "(self, /, *args, **kwargs)",
  "Initialize self.  See help(type(self)) for accurate signature.",
  initClass,
);

/** `set_type` of the metaclass. */
export const setType: Declaration = method(
  "(self, type, /)",
  "",
  (t: CType, item: Value) => {
    pointTo(t.info!, item);
    t.setOwn("_type_", item);
  },
  { noTextSignature: true },
);

/** `from_param` of the metaclass. */
export function pointerParam(t: CType, v: Value): Value {
  if (v === NONE) return NONE;
  const { item } = concrete(t);
  if (item !== undefined && isInstance(v, item)) return byReference(v as PyCData, 0);
  if (v instanceof PyCData) {
    const info = infoOf(v.cls)!;
    if (
      (info.kind === "pointer" || info.kind === "array") && item !== undefined &&
      info.item?.isSubtype(item)
    ) {
      return v;
    }
  }
  return isByReference(v, item) ? v : dataParam(t, v);
}

function isByReference(v: Value, item: CType | undefined): boolean {
  const a = v as { tag?: string; obj?: Value };
  return typeof v === "object" && item !== undefined && a.tag === "P" && a.obj !== undefined &&
    isInstance(a.obj, item);
}

/** `byref(o, offset)` */
export function byReference(o: PyCData, offset: number): Value {
  return newArgument("P", "pointer", o.address + offset, o);
}

// ---- instances

/** The memory of the item at an index: that of what the pointer keeps, where it points into it. */
function place(self: PyCData, item: CType, index: number): { memory: foreign.Memory; at: number } {
  const address = readAddress(self.memory.view, self.at);
  if (address === 0) throw valueError("NULL pointer access");
  const { size } = item.info!;
  const wanted = address + index * size;
  const kept = keptAt(self, 1);
  if (kept instanceof PyCData) {
    const { memory } = kept;
    if (wanted >= memory.address && wanted + size <= memory.address + memory.bytes.length) {
      return { memory, at: wanted - memory.address };
    }
  }
  return { memory: foreign.Memory.at(wanted, size), at: 0 };
}

function itemAt(self: PyCData, index: number): Value {
  const item = infoOf(self.cls)!.item!;
  const info = item.info!;
  const { memory, at } = place(self, item, index);
  if (readsAsValue(item, info)) return info.read!(memory.view, at, info.size);
  return dataAt(item, memory, at, self, index);
}

function setItemAt(self: PyCData, index: number, v: Value): void {
  const item = infoOf(self.cls)!.item!;
  const { memory, at } = place(self, item, index);
  keepRef(self, index, store(item, undefined, memory.view, at, v, item.info!.size));
}

function contents(self: PyCData): Value {
  const item = infoOf(self.cls)!.item!;
  const { memory, at } = place(self, item, 0);
  return dataAt(item, memory, at, self);
}

function setContents(self: PyCData, v: Value | undefined): void {
  if (v === undefined) throw typeError("Pointer does not support item deletion");
  const { item } = infoOf(self.cls)!;
  if (!(v instanceof PyCData)) {
    throw typeError(`expected ${item!.name} instead of ${typeOf(v).name}`);
  }
  writeAddress(self.memory.view, self.at, v.address);
  keepRef(self, 1, v);
  keepRef(self, 0, keptBy(v));
}

function isIndex(v: Value): boolean {
  return isInt(v) || typeOf(v).lookup("__index__") !== undefined;
}

function subscript(self: PyCData, key: Value): Value {
  if (isIndex(key)) return itemAt(self, sizeNumber(key));
  if (!(key instanceof PySlice)) throw typeError("Pointer indices must be integer");
  const step = key.stride === NONE ? 1 : sizeNumber(key.stride);
  if (step === 0) throw valueError("slice step cannot be zero");
  let start = 0;
  if (key.start === NONE) {
    if (step < 0) throw valueError("slice start is required for step < 0");
  } else start = sizeNumber(key.start);
  if (key.stop === NONE) throw valueError("slice stop is required");
  const stop = sizeNumber(key.stop);
  const count = Math.max(
    0,
    step < 0
      ? Math.floor((stop - start + 1) / step) + 1
      : Math.floor((stop - start - 1) / step) + 1,
  );
  const n = (step > 0 && start > stop) || (step < 0 && start < stop) ? 0 : count;
  const { item } = infoOf(self.cls)!;
  const info = item!.info!;
  if (n === 0 || (info.code !== "c" && info.code !== "u")) {
    const empty = new DataView(new ArrayBuffer(0));
    return itemsOf(info, empty, 0, { start, step, count: n }, (i) => itemAt(self, i));
  }
  const low = Math.min(start, start + (n - 1) * step);
  const address = readAddress(self.memory.view, self.at);
  if (address === 0) throw valueError("NULL pointer access");
  const memory = foreign.Memory.at(
    address + low * info.size,
    (Math.abs((n - 1) * step) + 1) * info.size,
  );
  return itemsOf(info, memory.view, 0, { start: start - low, step, count: n }, () => NONE);
}

/** What `_Pointer` has. */
export const POINTER_DEFINITION: TypeDefinition = {
  doc: "XXX to be provided",
  new: method(
    "(cls, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => {
      if (infoOf(cls)?.item === undefined) {
        throw typeError("Cannot create instance: has no _type_");
      }
      return newData(cls);
    },
  ),
  methods: {
    __init__: method(
      "(self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PyCData, args: Value[]) => {
        if (args.length > 1) {
          throw typeError(`POINTER expected at most 1 argument, got ${args.length}`);
        }
        if (args.length === 1) setContents(self, args[0]);
      },
    ),
    __bool__: method(
      "(self, /)",
      "True if self else False",
      (self: PyCData) => readAddress(self.memory.view, self.at) !== 0,
    ),
    __getitem__: method("(self, key, /)", "Return self[key].", subscript),
    __setitem__: method("(self, key, value, /)", "Set self[key] to value.", (
      self: PyCData,
      key: Value,
      v: Value,
    ) => {
      if (!isIndex(key)) {
        throw typeError(`sequence index must be integer, not '${typeOf(key).name}'`);
      }
      setItemAt(self, sizeNumber(key), v);
    }),
    __delitem__: method("(self, key, /)", "Delete self[key].", () => {
      throw typeError("Pointer does not support item deletion");
    }),
  },
  attributes: {
    contents: getset("the object this pointer points to (read-write)", contents, setContents),
  },
};

// ---- POINTER and pointer

/** The pointer classes that were made, by what they point to: `_pointer_type_cache`. */
export function pointerCache(): PyDict {
  const { shared } = currentInterpreter();
  let cache = shared.get("ctypes pointers") as PyDict | undefined;
  if (cache === undefined) shared.set("ctypes pointers", cache = new PyDict());
  return cache;
}

/** `POINTER(t)` */
export function pointerClass(pointerType: PyType, t: Value): Value {
  const cache = pointerCache();
  const known = cache.get(t);
  if (known !== undefined) return known;
  const name = strOf(t);
  if (name !== undefined) {
    const made = makeCType(pointerType, `LP_${utf16(name)}`, {});
    cache.set(idOf(made), made);
    return made;
  }
  if (!(t instanceof PyType)) throw typeError("must be a ctypes type");
  const made = makeCType(pointerType, `LP_${t.name}`, { _type_: t });
  cache.set(t, made);
  return made;
}

/** `pointer(o)` */
export function pointerTo(pointerType: PyType, o: Value): Value {
  return call(pointerClass(pointerType, typeOf(o)), [o]);
}
