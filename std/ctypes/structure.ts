// `Structure` and `Union`, their metaclasses, and the descriptors that their fields are.

import { getAttr, getAttrOrAbsent, setAttr } from "../../vm/objects/attributes.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import type { TypeDefinition } from "../../vm/objects/define.ts";
import { intOf, isInt } from "../../vm/objects/int.ts";
import { toArray } from "../../vm/objects/iteration.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { getItem, indexOf, length, repr } from "../../vm/objects/operations.ts";
import { exception, typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, type KwMap, method } from "../../vm/objects/signature.ts";
import { pointsOf, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { native, type PyType, typeOf } from "../../vm/objects/type.ts";
import { attributeName } from "../../vm/objects/attributes.ts";
import { wideLength, writeWide } from "./array.ts";
import {
  checkMemory,
  checkNew,
  CType,
  infoOf,
  newData,
  PyCData,
  type Reader,
  TypeInfo,
  type Writer,
} from "./data.ts";
import { Layout, type Place } from "./layout.ts";
import { wideFrom } from "./simple_codes.ts";
import { getValue, setValue } from "./values.ts";

/** What the metaclasses of `Structure` and `Union` share: assigning `_fields_` makes the fields. */
abstract class FieldsMeta extends CType {
  protected abstract readonly isUnion: boolean;

  override storeAttribute(name: string, v: Value | undefined): void {
    super.storeAttribute(name, v);
    if (name === "_fields_" && v !== undefined) {
      if (this.info === undefined) throw typeError("ctypes state is not initialized");
      setFields(this, v, this.isUnion);
    }
  }
}

/** The JavaScript class of the metaclass of `Structure`. */
export class StructMeta extends FieldsMeta {
  protected override get isUnion(): boolean {
    return false;
  }
}

/** The JavaScript class of the metaclass of `Union`. */
export class UnionMeta extends FieldsMeta {
  protected override get isUnion(): boolean {
    return true;
  }
}

/** A C struct. */
export class PyCStructure extends PyCData {}
/** A C union. */
export class PyCUnion extends PyCData {}

/** A field: a descriptor in the class. */
export class PyCField extends PyObject {
  type: CType = new CType();
  name: string = "";
  index: number = 0;
  isAnonymous: boolean = false;
  place: Place = { offset: 0, size: 0, low: 0, bits: 0, padding: 0 };
  read: Reader | undefined = undefined;
  write: Writer | undefined = undefined;

  override descrGet(instance: Value | undefined): Value {
    if (instance === undefined) return this;
    if (!(instance instanceof PyCData)) throw typeError("not a ctype instance");
    const at = instance.at + this.place.offset;
    if (this.read !== undefined) {
      checkMemory(instance);
      return this.read(instance.memory.view, at, this.place.size);
    }
    return getValue(this.type, instance, this.index, at);
  }

  override descrSet(instance: Value, v: Value | undefined): void {
    if (!(instance instanceof PyCData)) throw typeError("not a ctype instance");
    if (v === undefined) throw typeError("can't delete attribute");
    const at = instance.at + this.place.offset;
    setValue(instance, this.type, this.write, v, this.index, at, this.place.size);
  }
}

/** What a field has. */
export const FIELD_DEFINITION: TypeDefinition = {
  doc: "Structure/Union member",
  methods: {
    __get__: method(
      "(self, instance, owner=None, /)",
      "Return an attribute of instance, which is of type owner.",
      (self: PyCField, instance: Value) => self.descrGet(instance === NONE ? undefined : instance),
    ),
    __set__: method(
      "(self, instance, value, /)",
      "Set an attribute of instance to value.",
      (self: PyCField, instance: Value, v: Value) => self.descrSet(instance, v),
    ),
    __delete__: method(
      "(self, instance, /)",
      "Delete an attribute of instance.",
      (self: PyCField, instance: Value) => self.descrSet(instance, undefined),
    ),
    __repr__: method("(self, /)", "Return repr(self).", (self: PyCField) => {
      const { offset, size, low, bits } = self.place;
      const where = bits > 0 ? `ofs=${offset}:${low}, bits=${bits}` : `ofs=${offset}, size=${size}`;
      return strFromUtf16(`<Field type=${self.type.name}, ${where}>`);
    }),
  },
  attributes: {
    offset: getset("offset in bytes of this field", (self: PyCField) => self.place.offset),
    size: getset("size in bytes of this field", sizeOf),
  },
};

/** Bit fields say both the number of bits and the lowest one. */
function sizeOf(self: PyCField): Value {
  const { size, low, bits } = self.place;
  return bits > 0 ? bits * 65536 + low : size;
}

// ---- fields of characters and of bits

const readChars: Reader = (view, at, size) => {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, size);
  const end = bytes.indexOf(0);
  return new PyBytes(bytes.slice(0, end < 0 ? size : end));
};

const writeChars: Writer = (view, at, v, size) => {
  if (!(v instanceof PyBytes)) throw typeError(`expected bytes, ${typeOf(v).name} found`);
  // a text ends at its NUL
  const end = v.data.indexOf(0);
  const data = end < 0 ? v.data : v.data.subarray(0, end);
  if (data.length > size) {
    throw valueError(`bytes too long (${data.length}, maximum length ${size})`);
  }
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, size);
  bytes.set(data);
  if (data.length < size) bytes[data.length] = 0;
  return undefined;
};

const readWideChars: Reader = (view, at, size) =>
  wideFrom(view, at, wideLength(view, at, size >> 2));

const writeWideChars: Writer = (view, at, v, size) => {
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`unicode string expected instead of ${typeOf(v).name} instance`);
  }
  const points = pointsOf(s);
  const room = size >> 2;
  if (points.length > room) {
    throw valueError(`string too long (${points.length}, maximum length ${room})`);
  }
  writeWide(view, at, points, room);
  return undefined;
};

/** Reads and writes `bits` bits from `low` on of an int of a type. */
function bitAccess(
  info: TypeInfo,
  low: number,
  bits: number,
): { read: Reader; write: Writer } {
  const isSigned = "bhilq".includes(info.code);
  const little = !info.format.startsWith(">");
  const { size } = info;
  const mask = (1n << BigInt(bits)) - 1n;
  const shift = BigInt(low);
  const load = (view: DataView, at: number): bigint => {
    switch (size) {
      case 1:
        return BigInt(view.getUint8(at));
      case 2:
        return BigInt(view.getUint16(at, little));
      case 4:
        return BigInt(view.getUint32(at, little));
    }
    return view.getBigUint64(at, little);
  };
  const save = (view: DataView, at: number, n: bigint): void => {
    if (size === 1) view.setUint8(at, Number(n));
    else if (size === 2) view.setUint16(at, Number(n), little);
    else if (size === 4) view.setUint32(at, Number(n), little);
    else view.setBigUint64(at, n, little);
  };
  const isBool = info.code === "?";
  return {
    read: (view, at) => {
      const n = load(view, at) >> shift & mask;
      if (isBool) return n !== 0n;
      const exact = isSigned ? BigInt.asIntN(bits, n) : n;
      return canonicalInt(exact);
    },
    write: (view, at, v) => {
      const n = isBool
        ? (info.write!(scratch(), 0, v, 1), BigInt(scratch().getUint8(0)))
        : BigInt(indexOf(v));
      save(view, at, load(view, at) & ~(mask << shift) | (n & mask) << shift);
      return undefined;
    },
  };
}

function canonicalInt(n: bigint): Value {
  const small = Number(n);
  return Number.isSafeInteger(small) ? small : n;
}

function scratch(): DataView {
  return SCRATCH;
}
const SCRATCH = new DataView(new ArrayBuffer(8));

const BIT_TYPES = "bBhHiIlLqQ?";

// ---- the classes

function nonNegative(t: CType, name: string): number {
  const v = getAttrOrAbsent(t, name);
  if (v === undefined) return 0;
  const n = intOf(v);
  if (n === undefined || n < 0 || n > 0x7fffffff) {
    throw valueError(`${name} must be a non-negative integer`);
  }
  return Number(n);
}

interface Pair {
  readonly name: Value;
  readonly text: string;
  readonly type: CType;
  readonly bits: number | undefined;
}

function readPair(v: Value, index: number): Pair {
  const wrong = "'_fields_' must be a sequence of (name, C type) pairs";
  if (!(v instanceof PyTuple) || v.items.length < 2 || v.items.length > 3) throw typeError(wrong);
  const [name, type, bits] = v.items;
  const text = strOf(name);
  if (text === undefined || (bits !== undefined && !isInt(bits))) throw typeError(wrong);
  if (infoOf(type) === undefined) {
    throw typeError(`second item in _fields_ tuple (index ${index}) must be a C type`);
  }
  return {
    name,
    text: utf16(text),
    type: type as CType,
    bits: bits === undefined ? undefined : Number(intOf(bits)!),
  };
}

function checkBits(pair: Pair): number {
  const { type, bits } = pair;
  if (bits === undefined) return 0;
  const info = type.info!;
  if (info.kind !== "simple" || !BIT_TYPES.includes(info.code)) {
    throw typeError(`bit fields not allowed for type ${type.name}`);
  }
  if (bits <= 0 || bits > info.size * 8) throw valueError("number of bits invalid for bit field");
  return bits;
}

/** Assigns `_fields_`: lays the fields out and makes their descriptors. */
function setFields(t: CType, fields: Value, isUnion: boolean): void {
  const bigEndian = getAttrOrAbsent(t, "_swappedbytes_") !== undefined;
  const pack = nonNegative(t, "_pack_");
  const forced = nonNegative(t, "_align_");
  let count: number;
  try {
    count = length(fields);
  } catch {
    throw typeError("'_fields_' must be a sequence of pairs");
  }
  const info = t.info!;
  if (info.final) throw exception("AttributeError", "_fields_ is final");
  const base = infoOf(t.base!);
  info.parts = base === undefined ? [] : [...base.parts];
  info.hasPointer = base?.hasPointer ?? false;
  const layout = new Layout(
    base?.size ?? 0,
    Math.max(base?.align ?? 1, 1, forced),
    pack,
    isUnion,
    bigEndian,
  );
  const baseLength = base?.length ?? 0;
  info.length = baseLength + count;
  let format = !isUnion ? (base?.format.slice(0, -1) || "T{") : "B";
  if (base === undefined || !format.startsWith("T{")) format = isUnion ? "B" : "T{";
  const made: PyCField[] = [];
  for (let i = 0; i < count; i++) {
    const pair = readPair(getItem(fields, i), i);
    const item = pair.type.info!;
    if (pair.type === t) item.final = true;
    item.final = true;
    info.hasPointer ||= item.hasPointer;
    const bits = checkBits(pair);
    const place = layout.add(item, bits);
    if (info.final) {
      throw exception("AttributeError", "Structure or union cannot contain itself");
    }
    const f = new PyCField();
    f.type = pair.type;
    f.name = pair.text;
    f.index = baseLength + i;
    f.place = place;
    if (bits > 0) Object.assign(f, bitAccess(item, place.low, bits));
    else if (item.kind === "array" && item.item!.info!.code === "c") {
      f.read = readChars;
      f.write = writeChars;
    } else if (item.kind === "array" && item.item!.info!.code === "u") {
      f.read = readWideChars;
      f.write = writeWideChars;
    }
    if (!isUnion) {
      format += padding(place.padding);
      const shape = item.shape.length > 0 ? `(${item.shape.join(",")})` : "";
      format += `${shape}${item.format}:${pair.text}:`;
    }
    info.parts.push({ offset: place.offset, type: pair.type });
    made.push(f);
  }
  const size = layout.total();
  if (!isUnion) format += padding(size - layout.size) + "}";
  info.size = size;
  info.align = layout.align;
  info.format = format;
  info.native = undefined;
  for (const f of made) t.setOwn(f.name, f);
  info.final = true;
  makeAnonymous(t);
}

function padding(n: number): string {
  return n === 0 ? "" : n === 1 ? "x" : `${n}x`;
}

/** The fields of anonymous members are fields of the whole. */
function makeAnonymous(t: CType): void {
  const v = getAttrOrAbsent(t, "_anonymous_");
  if (v === undefined) return;
  let names: Value[];
  try {
    names = toArray(v);
  } catch {
    throw typeError("_anonymous_ must be a sequence");
  }
  for (const name of names) {
    const outer = getAttr(t, attributeName(name));
    if (!(outer instanceof PyCField)) {
      throw exception(
        "AttributeError",
        `'${utf16(strOf(name) ?? "")}' is specified in _anonymous_ but not in _fields_`,
      );
    }
    outer.isAnonymous = true;
    hoist(t, outer.type, outer.index, outer.place.offset);
  }
}

function hoist(t: CType, from: CType, index: number, offset: number): void {
  for (const pair of toArray(getAttr(from, "_fields_"))) {
    const inner = getAttr(from, attributeName(getItem(pair, 0)));
    if (!(inner instanceof PyCField)) throw typeError("unexpected type");
    if (inner.isAnonymous) {
      hoist(t, inner.type, inner.index + index, inner.place.offset + offset);
      continue;
    }
    const f = new PyCField();
    f.type = inner.type;
    f.name = inner.name;
    f.index = inner.index + index;
    f.place = { ...inner.place, offset: inner.place.offset + offset };
    f.read = inner.read;
    f.write = inner.write;
    t.setOwn(f.name, f);
  }
}

function initClass(t: CType, isUnion: boolean): void {
  if (t.ns.has("_abstract_")) return;
  checkNew(t);
  const base = infoOf(t.base!);
  const info = base === undefined ? new TypeInfo(isUnion ? "union" : "struct") : base.clone();
  t.info = info;
  const fields = t.ns.get("_fields_");
  if (fields !== undefined) {
    setAttr(t, "_fields_", fields);
    return;
  }
  if (base === undefined) return;
  base.final = true;
}

/** `__init__` of the metaclasses. */
export function structMetaInit(isUnion: boolean): Declaration {
  return method(
    "(self, /, *args, **kwargs)",
    "Initialize self.  See help(type(self)) for accurate signature.",
    (t: CType) => initClass(t, isUnion),
  );
}

/** `__setattr__` and `__delattr__` of the metaclasses. */
export const STRUCT_META_ATTRIBUTES: Record<string, Declaration> = {
  __setattr__: method(
    "(self, name, value, /)",
    "Implement setattr(self, name, value).",
    (t: CType, name: Value, v: Value) => native(t).storeAttribute.call(t, attributeName(name), v),
  ),
  __delattr__: method(
    "(self, name, /)",
    "Implement delattr(self, name).",
    (t: CType, name: Value) => native(t).storeAttribute.call(t, attributeName(name), undefined),
  ),
};

// ---- instances

/** Sets the fields of the class and of those in front of it from positional arguments; gives how many were used. */
function initFields(
  self: PyCData,
  t: PyType,
  args: readonly Value[],
  kw: KwMap | undefined,
  from: number,
): number {
  let index = from;
  const base = t.base!;
  if (infoOf(base) !== undefined) index = initFields(self, base, args, kw, index);
  const fields = t.ns.get("_fields_");
  if (fields === undefined) return index;
  const count = length(fields);
  for (let i = 0; i < count && index < args.length; i++, index++) {
    const name = getItem(getItem(fields, i), 0);
    const text = attributeName(name);
    if (kw?.has(text)) throw typeError(`duplicate values for field ${repr(name)}`);
    setAttr(self, text, args[index]);
  }
  return index;
}

/** What `Structure` and `Union` have. */
export function structDefinition(isUnion: boolean): TypeDefinition {
  return {
    doc: isUnion ? "Union base class" : "Structure base class",
    new: method(
      "(cls, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType) => newData(cls),
    ),
    methods: {
      __init__: method(
        "(self, /, *args, **kwargs)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyCData, args: Value[], kw: KwMap | undefined) => {
          if (args.length > 0) {
            const used = initFields(self, self.cls, args, kw, 0);
            if (used < args.length) throw typeError("too many initializers");
          }
          for (const [name, v] of kw ?? []) setAttr(self, name, v);
        },
      ),
    },
  };
}
