// Arrays of C data: `Array` and its metaclass; `c_int * 3` makes a subclass.

import { getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { getset, PyGetSet } from "../../vm/objects/builtin.ts";
import { bytesArgument } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { classGetItemMethod } from "../../vm/objects/class_getitem.ts";
import type { TypeDefinition } from "../../vm/objects/define.ts";
import { intOf, isInt } from "../../vm/objects/int.ts";
import { PyList } from "../../vm/objects/list.ts";
import type { Value } from "../../vm/objects/object.ts";
import { getItem, length, sizeNumber } from "../../vm/objects/operations.ts";
import {
  exception,
  indexError,
  overflowError,
  typeError,
  valueError,
} from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { PySlice, sliceRange } from "../../vm/objects/slice.ts";
import { pointsOf, strFromPoints, strOf } from "../../vm/objects/str.ts";
import { type PyType, typeOf } from "../../vm/objects/type.ts";
import { checkNew, CType, infoOf, newData, PyCData, TypeInfo } from "./data.ts";
import { makeCType } from "./metaclass.ts";
import { wideFrom } from "./simple_codes.ts";
import { getValue, setValue } from "./values.ts";

/** The metaclass's JavaScript class. */
export class ArrayMeta extends CType {}

/** A C array. */
export class PyCArray extends PyCData {}

// ---- arrays of characters have their text as attributes

function textEnd(bytes: Uint8Array): number {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes.length : end;
}

const CHAR_VALUE = getset("string value", (self: PyCData) => {
  const bytes = self.bytes();
  return new PyBytes(bytes.slice(0, textEnd(bytes)));
}, (self: PyCData, v: Value | undefined) => {
  if (v === undefined) throw typeError("can't delete attribute");
  if (!(v instanceof PyBytes)) {
    throw typeError(`bytes expected instead of ${typeOf(v).name} instance`);
  }
  const bytes = self.bytes();
  if (v.data.length > bytes.length) throw valueError("byte string too long");
  bytes.set(v.data);
  if (v.data.length < bytes.length) bytes[v.data.length] = 0;
});

const CHAR_RAW = getset("value", (self: PyCData) => new PyBytes(self.bytes().slice()), (
  self: PyCData,
  v: Value | undefined,
) => {
  if (v === undefined) throw exception("AttributeError", "cannot delete attribute");
  const given = bytesArgument(v);
  if (given.length > self.size) throw valueError("byte string too long");
  self.bytes().set(given);
});

/** How many wide characters come before a NUL. */
export function wideLength(view: DataView, at: number, limit: number): number {
  let n = 0;
  while (n < limit && view.getUint32(at + n * 4, true) !== 0) n++;
  return n;
}

const WIDE_VALUE = getset("string value", (self: PyCData) => {
  const { view } = self.memory;
  return wideFrom(view, self.at, wideLength(view, self.at, self.size >> 2));
}, (self: PyCData, v: Value | undefined) => {
  if (v === undefined) throw typeError("can't delete attribute");
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`unicode string expected instead of ${typeOf(v).name} instance`);
  }
  const points = pointsOf(s);
  const room = self.size >> 2;
  if (points.length > room) throw valueError("string too long");
  writeWide(self.memory.view, self.at, points, room);
});

/** Writes wide characters, and a NUL where there is room. */
export function writeWide(view: DataView, at: number, points: Uint32Array, room: number): void {
  for (let i = 0; i < points.length; i++) view.setUint32(at + i * 4, points[i], true);
  if (points.length < room) view.setUint32(at + points.length * 4, 0, true);
}

// ---- the class

function lengthOf(t: CType): number {
  const v = getAttrOrAbsent(t, "_length_");
  if (v === undefined) {
    throw exception("AttributeError", "class must define a '_length_' attribute");
  }
  const n = intOf(v);
  if (n === undefined) throw typeError("The '_length_' attribute must be an integer");
  if (n < 0) throw valueError("The '_length_' attribute must not be negative");
  if (typeof n === "bigint" && n >= 1n << 63n) {
    throw overflowError("The '_length_' attribute is too large");
  }
  return Number(n);
}

function initClass(t: CType, arrayType: PyType): void {
  // `Array` itself has no length
  if (t === arrayType) return;
  checkNew(t);
  const count = lengthOf(t);
  const itemType = getAttrOrAbsent(t, "_type_");
  if (itemType === undefined) {
    throw exception("AttributeError", "class must define a '_type_' attribute");
  }
  const item = infoOf(itemType);
  if (item === undefined) throw typeError("_type_ must have storage info");
  if (item.size !== 0 && count > (2 ** 63 - 1) / item.size) throw overflowError("array too large");
  const info = new TypeInfo("array");
  info.size = count * item.size;
  info.align = item.align;
  info.length = count;
  info.item = itemType as CType;
  info.format = item.format;
  info.shape = [count, ...item.shape];
  info.hasPointer = item.hasPointer || item.kind === "pointer";
  item.final = true;
  t.info = info;
  if (item.code === "c") {
    t.setOwn("value", new PyGetSet(CHAR_VALUE, "value", t));
    t.setOwn("raw", new PyGetSet(CHAR_RAW, "raw", t));
  } else if (item.code === "u") {
    t.setOwn("value", new PyGetSet(WIDE_VALUE, "value", t));
  }
}

/** `__init__` of the metaclass. */
export function arrayMetaInit(arrayType: () => PyType): Declaration {
  return method(
    "(self, /, *args, **kwargs)",
    "Initialize self.  See help(type(self)) for accurate signature.",
    (t: CType) => initClass(t, arrayType()),
  );
}

/** Array classes by the type of their items, then by length. */
const arrays: WeakMap<PyType, Map<number, CType>> = new WeakMap();

/** `item * count` */
export function arrayClass(arrayType: PyType, item: CType, count: number): CType {
  let made = arrays.get(item);
  if (made === undefined) arrays.set(item, made = new Map());
  let t = made.get(count);
  if (t === undefined) {
    t = makeCType(arrayType, `${item.name}_Array_${count}`, { _length_: count, _type_: item });
    made.set(count, t);
  }
  return t;
}

/** `ctype * n` */
export function multiplied(arrayType: () => PyType): (t: CType, n: Value) => Value {
  return (t, n) => {
    if (!isInt(n) && typeOf(n).lookup("__index__") === undefined) {
      throw typeError(`can't multiply sequence by non-int of type '${typeOf(n).name}'`);
    }
    const count = sizeNumber(n);
    if (count < 0) throw valueError(`Array length must be >= 0, not ${count}`);
    if (t.info === undefined) throw typeError("Expected a type object");
    return arrayClass(arrayType(), t, count);
  };
}

// ---- instances

function itemAt(self: PyCData, index: number): Value {
  if (index < 0 || index >= self.length) throw indexError("invalid index");
  const item = infoOf(self.cls)!.item!;
  return getValue(item, self, index, self.at + index * item.info!.size);
}

function setItemAt(self: PyCData, index: number, v: Value): void {
  if (index < 0 || index >= self.length) throw indexError("invalid index");
  const item = infoOf(self.cls)!.item!;
  const { size } = item.info!;
  setValue(self, item, undefined, v, index, self.at + index * size, size);
}

function isIndex(v: Value): boolean {
  return isInt(v) || typeOf(v).lookup("__index__") !== undefined;
}

function subscript(self: PyCData, key: Value): Value {
  if (isIndex(key)) {
    const n = sizeNumber(key);
    return itemAt(self, n < 0 ? n + self.length : n);
  }
  if (!(key instanceof PySlice)) throw typeError("indices must be integers");
  const r = sliceRange(key, () => self.length);
  const item = infoOf(self.cls)!.item!.info!;
  return itemsOf(item, self.memory.view, self.at, r, (i) => itemAt(self, i));
}

/** Items of a slice: characters as one text, others as a list. */
export function itemsOf(
  item: TypeInfo,
  view: DataView,
  at: number,
  r: { start: number; step: number; count: number },
  read: (index: number) => Value,
): Value {
  const { start, step, count } = r;
  if (item.code === "c") {
    const bytes = new Uint8Array(count);
    for (let i = 0; i < count; i++) bytes[i] = view.getUint8(at + start + i * step);
    return new PyBytes(bytes);
  }
  if (item.code === "u") {
    const points = new Uint32Array(count);
    for (let i = 0; i < count; i++) points[i] = view.getUint32(at + (start + i * step) * 4, true);
    return strFromPoints(points);
  }
  const out: Value[] = [];
  for (let i = 0; i < count; i++) out.push(read(start + i * step));
  return new PyList(out);
}

function setSubscript(self: PyCData, key: Value, v: Value): void {
  if (isIndex(key)) {
    const n = sizeNumber(key);
    setItemAt(self, n < 0 ? n + self.length : n, v);
    return;
  }
  if (!(key instanceof PySlice)) throw typeError("indices must be integer");
  const r = sliceRange(key, () => self.length);
  if (length(v) !== r.count) throw valueError("Can only assign sequence of same size");
  for (let i = 0; i < r.count; i++) setItemAt(self, r.start + i * r.step, getItem(v, i));
}

/** What `Array` has. */
export const ARRAY_DEFINITION: TypeDefinition = {
  doc:
    "Abstract base class for arrays.\n\nThe recommended way to create concrete array types is by multiplying any\nctypes data type with a non-negative integer. Alternatively, you can subclass\nthis type and define _length_ and _type_ class variables. Array elements can\nbe read and written using standard subscript and slice accesses for slice\nreads, the resulting object is not itself an Array.",
  new: method(
    "(cls, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => newData(cls),
  ),
  methods: {
    __init__: method(
      "(self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PyCData, args: Value[]) => {
        for (let i = 0; i < args.length; i++) setItemAt(self, i, args[i]);
      },
    ),
    __len__: method("(self, /)", "Return len(self).", (self: PyCData) => self.length),
    __getitem__: method("(self, key, /)", "Return self[key].", subscript),
    __setitem__: method("(self, key, value, /)", "Set self[key] to value.", setSubscript),
    __delitem__: method("(self, key, /)", "Delete self[key].", () => {
      throw typeError("Array does not support item deletion");
    }),
  },
  classMethods: { __class_getitem__: classGetItemMethod },
};
