// The simple C types by their letters: size, how a value is read from memory and written to it, how it is passed.

import { foreign } from "../../vm/host/mod.ts";
import { newBytes } from "../../vm/objects/core/small_bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { PyByteArray } from "../../vm/objects/bytearray.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { toFloat } from "../../vm/objects/float_type.ts";
import { intOf } from "../../vm/objects/int.ts";
import { idOf } from "../../vm/objects/identity.ts";
import { type Int, NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { pointsOf, strFromPoints, strOf } from "../../vm/objects/str.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { readInt64, readUint64 } from "../struct/pack.ts";
import type { Reader, Writer } from "./data.ts";

/** A simple C type. */
export interface SimpleCode {
  readonly code: string;
  readonly size: number;
  readonly native: foreign.NativeType | undefined;
  /** The letter in `memoryview.format`. */
  readonly letter: string;
  /** Readers and writers, in the machine's byte order and in the other one, where that exists. */
  readonly read: Reader;
  readonly write: Writer;
  readonly swappedRead?: Reader;
  readonly swappedWrite?: Writer;
}

/** The letters that the error text lists. */
export const ALL_CODES = "cbBhHiIlLdfuzZqQPXOv?g";

function int32(v: Value): number {
  const n = typeof v === "number" ? v : indexOf(v);
  if (typeof n !== "number") return Number(BigInt.asIntN(32, n));
  // JavaScript's conversion to 32 bits is modular up to 2^53
  return n | 0;
}

function int64(v: Value): Int {
  return typeof v === "number" ? v : indexOf(v);
}

function write64(view: DataView, at: number, v: Int, little: boolean): void {
  if (typeof v === "number") {
    const high = Math.floor(v / 4294967296);
    view.setInt32(little ? at + 4 : at, high, little);
    view.setUint32(little ? at : at + 4, v - high * 4294967296, little);
  } else {
    view.setBigInt64(at, BigInt.asIntN(64, v), little);
  }
}

/** The address in memory. */
export function readAddress(view: DataView, at: number): number {
  const high = view.getUint32(at + 4, true);
  return high * 4294967296 + view.getUint32(at, true);
}

/** Writes an address. */
export function writeAddress(view: DataView, at: number, address: Int): void {
  write64(view, at, address, true);
}

/** A number as an address. */
export function addressNumber(n: Int): number {
  return typeof n === "number" && n >= 0 ? n : Number(BigInt.asUintN(64, BigInt(n)));
}

// ---- characters and texts

function charOf(v: Value): number {
  if (v instanceof PyBytes && v.data.length === 1) return v.data[0];
  if (v instanceof PyByteArray) {
    if (v.size === 1) return v.data[0];
  }
  const n = intOf(v);
  if (n !== undefined && n >= 0 && n < 256) return Number(n);
  throw typeError("one character bytes, bytearray or integer expected");
}

function wideCharOf(v: Value): number {
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`unicode string expected instead of ${typeOf(v).name} instance`);
  }
  const points = pointsOf(s);
  if (points.length !== 1) throw typeError("one character unicode string expected");
  return points[0];
}

/** A place in memory that holds the characters of an object. */
interface Text {
  readonly memory: foreign.Memory;
  readonly at: number;
}

/** Where the bytes objects stand whose address C was given: as long as the object lives. */
const texts: WeakMap<PyObject, Text> = new WeakMap();

/** The address of the NUL-terminated characters of a bytes object. */
export function bytesAddress(v: PyBytes): number {
  let t = texts.get(v);
  if (t === undefined) {
    const at = foreign.take(v.data.length + 1);
    t = { memory: foreign.taken, at };
    t.memory.bytes.set(v.data, at);
    texts.set(v, t);
  }
  return t.memory.address + t.at;
}

/** Wide characters in memory, for as long as the object lives. */
export class WideText extends PyObject {
  memory: foreign.Memory = foreign.Memory.at(0, 0);
  at: number = 0;
  get address(): number {
    return this.memory.address + this.at;
  }
}

/** The NUL-terminated wide characters of a str. */
export function wideText(points: Uint32Array): WideText {
  const text = new WideText();
  text.at = foreign.take(points.length * 4 + 4);
  text.memory = foreign.taken;
  for (let i = 0; i < points.length; i++) {
    text.memory.view.setUint32(text.at + i * 4, points[i], true);
  }
  return text;
}

/** The bytes at an address up to a NUL, or `size` of them. */
export function bytesAt(address: number, size: number = -1): PyBytes {
  const n = size < 0 ? foreign.stringLength(address) : size;
  return new PyBytes(foreign.copyOf(address, n));
}

/** The text of wide characters at an address up to a NUL, or `size` of them. */
export function wideAt(address: number, size: number = -1): Value {
  let n = size;
  if (n < 0) { for (n = 0; foreign.wordAt(address + n * 4) !== 0;) n++; }
  return wideFrom(new DataView(foreign.copyOf(address, n * 4).buffer), 0, n);
}

/** The text of `n` wide characters in memory. */
export function wideFrom(view: DataView, at: number, n: number): Value {
  const points = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const p = view.getUint32(at + i * 4, true);
    if (p > 0x10ffff) {
      throw valueError(`character U+${p.toString(16)} is not in range [U+0000; U+10ffff]`);
    }
    points[i] = p;
  }
  return strFromPoints(points);
}

function addressOrNone(view: DataView, at: number): Value {
  const n = readUint64(view, at, true);
  return n === 0 ? NONE : n;
}

// ---- Python objects in C memory

/** The objects whose address stands in C memory, by that address. */
export function handles(): Map<string, Value> {
  const { shared } = currentInterpreter();
  let known = shared.get("ctypes objects") as Map<string, Value> | undefined;
  if (known === undefined) shared.set("ctypes objects", known = new Map());
  return known;
}

/** The address that stands for an object. */
export function handleOf(v: Value): Int {
  const id = idOf(v);
  const address = typeof id === "number" ? id : BigInt.asUintN(64, id);
  handles().set(String(address), v);
  return address;
}

/** The object that an address stands for. */
export function objectAt(address: Int): Value {
  if (address === 0) throw valueError("PyObject is NULL");
  const v = handles().get(String(address));
  if (v === undefined) throw valueError("no object has this address");
  return v;
}

// ---- the x87's 80-bit floats

function readLong(view: DataView, at: number): Value {
  const head = view.getUint16(at + 8, true);
  const mantissa = view.getBigUint64(at, true);
  const sign = head & 0x8000 ? -1 : 1;
  const e = head & 0x7fff;
  if (e === 0x7fff) {
    return new PyFloat(mantissa << 1n & 0xffffffffffffffffn ? NaN : sign * Infinity);
  }
  if (mantissa === 0n) return new PyFloat(sign * 0);
  // two factors, because either alone may leave a double's range
  const power = e - 16383 - 63;
  const half = Math.trunc(power / 2);
  return new PyFloat(sign * Number(mantissa) * 2 ** half * 2 ** (power - half));
}

function writeLong(view: DataView, at: number, x: number): void {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const raw = bits.getBigUint64(0);
  const sign = raw >> 63n ? 0x8000 : 0;
  const e = Number(raw >> 52n & 0x7ffn);
  let fraction = raw & 0xfffffffffffffn;
  let head = 0, mantissa = 0n;
  if (e === 0x7ff) {
    head = 0x7fff;
    mantissa = 1n << 63n | fraction << 11n;
  } else if (e !== 0) {
    head = e - 1023 + 16383;
    mantissa = 1n << 63n | fraction << 11n;
  } else if (fraction !== 0n) {
    head = 1 - 1023 + 16383;
    while (!(fraction >> 52n)) {
      fraction <<= 1n;
      head--;
    }
    mantissa = fraction << 11n;
  }
  view.setBigUint64(at, mantissa, true);
  view.setUint32(at + 8, head | sign, true);
  view.setUint32(at + 12, 0, true);
}

type Raw = (view: DataView, at: number, little: boolean) => Value;
type RawWrite = (view: DataView, at: number, v: Value, little: boolean) => void;

function number(
  code: string,
  size: number,
  native: foreign.NativeType,
  read: Raw,
  write: RawWrite,
  letter: string = code,
): SimpleCode {
  const swapped: Partial<SimpleCode> = {
    swappedRead: (view, at) => read(view, at, false),
    swappedWrite: (view, at, v) => void write(view, at, v, false),
  };
  return {
    code,
    size,
    native,
    letter,
    read: (view, at) => read(view, at, true),
    write: (view, at, v) => void write(view, at, v, true),
    ...(size === 1 ? {} : swapped),
  };
}

const read64: Raw = readInt64;
const readU64: Raw = readUint64;
const writeI64: RawWrite = (view, at, v, little) => write64(view, at, int64(v), little);

const LIST: readonly SimpleCode[] = [
  {
    code: "c",
    size: 1,
    native: "i8",
    letter: "c",
    read: (view, at) => {
      const bytes = newBytes(1);
      bytes[0] = view.getUint8(at);
      return new PyBytes(bytes);
    },
    write: (view, at, v) => void view.setUint8(at, charOf(v)),
  },
  number("b", 1, "i8", (m, at) => m.getInt8(at), (m, at, v) => m.setInt8(at, int32(v))),
  number("B", 1, "u8", (m, at) => m.getUint8(at), (m, at, v) => m.setUint8(at, int32(v))),
  number(
    "h",
    2,
    "i16",
    (m, at, l) => m.getInt16(at, l),
    (m, at, v, l) => m.setInt16(at, int32(v), l),
  ),
  number(
    "H",
    2,
    "u16",
    (m, at, l) => m.getUint16(at, l),
    (m, at, v, l) => m.setUint16(at, int32(v), l),
  ),
  number(
    "i",
    4,
    "i32",
    (m, at, l) => m.getInt32(at, l),
    (m, at, v, l) => m.setInt32(at, int32(v), l),
  ),
  number(
    "I",
    4,
    "u32",
    (m, at, l) => m.getUint32(at, l),
    (m, at, v, l) => m.setUint32(at, int32(v), l),
  ),
  number("l", 8, "i64", read64, writeI64, "q"),
  number("L", 8, "u64", readU64, writeI64, "Q"),
  number("q", 8, "i64", read64, writeI64),
  number("Q", 8, "u64", readU64, writeI64),
  number(
    "f",
    4,
    "f32",
    (m, at, l) => new PyFloat(m.getFloat32(at, l)),
    (m, at, v, l) => m.setFloat32(at, toFloat(v), l),
  ),
  number(
    "d",
    8,
    "f64",
    (m, at, l) => new PyFloat(m.getFloat64(at, l)),
    (m, at, v, l) => m.setFloat64(at, toFloat(v), l),
  ),
  {
    code: "g",
    size: 16,
    native: undefined,
    letter: "g",
    read: readLong,
    write: (view, at, v) => void writeLong(view, at, toFloat(v)),
  },
  {
    code: "u",
    size: 4,
    native: "i32",
    letter: "u",
    read: (view, at) => wideFrom(view, at, 1),
    write: (view, at, v) => void view.setUint32(at, wideCharOf(v), true),
  },
  {
    code: "?",
    size: 1,
    native: "u8",
    letter: "?",
    read: (view, at) => view.getUint8(at) !== 0,
    write: (view, at, v) => void view.setUint8(at, truth(v) ? 1 : 0),
  },
  {
    code: "v",
    size: 2,
    native: "i16",
    letter: "v",
    read: (view, at) => view.getInt16(at, true) !== 0,
    write: (view, at, v) => void view.setInt16(at, truth(v) ? -1 : 0, true),
  },
  {
    code: "z",
    size: 8,
    native: "pointer",
    letter: "z",
    read: (view, at) => {
      const address = readAddress(view, at);
      return address === 0 ? NONE : bytesAt(address);
    },
    write: (view, at, v) => {
      if (v === NONE) {
        writeAddress(view, at, 0);
        return v;
      }
      if (v instanceof PyBytes) {
        writeAddress(view, at, bytesAddress(v));
        return v;
      }
      const n = intOf(v);
      if (n === undefined) {
        throw typeError(`bytes or integer address expected instead of ${typeOf(v).name} instance`);
      }
      writeAddress(view, at, n);
      return undefined;
    },
  },
  {
    code: "Z",
    size: 8,
    native: "pointer",
    letter: "Z",
    read: (view, at) => {
      const address = readAddress(view, at);
      return address === 0 ? NONE : wideAt(address);
    },
    write: (view, at, v) => {
      if (v === NONE) {
        writeAddress(view, at, 0);
        return v;
      }
      const s = strOf(v);
      if (s !== undefined) {
        const text = wideText(pointsOf(s));
        writeAddress(view, at, text.address);
        return text;
      }
      const n = intOf(v);
      if (n === undefined) {
        throw typeError(
          `unicode string or integer address expected instead of ${typeOf(v).name} instance`,
        );
      }
      writeAddress(view, at, n);
      return undefined;
    },
  },
  {
    code: "P",
    size: 8,
    native: "pointer",
    letter: "P",
    read: addressOrNone,
    write: (view, at, v) => {
      if (v === NONE) {
        writeAddress(view, at, 0);
        return v;
      }
      const n = intOf(v);
      if (n === undefined) throw typeError("cannot be converted to pointer");
      writeAddress(view, at, n);
      return undefined;
    },
  },
  {
    code: "O",
    size: 8,
    native: "pointer",
    letter: "O",
    read: (view, at) => objectAt(readUint64(view, at, true)),
    write: (view, at, v) => {
      writeAddress(view, at, handleOf(v));
      return v;
    },
  },
];

/** The simple types by letter. */
export const CODES: ReadonlyMap<string, SimpleCode> = new Map(LIST.map((c) => [c.code, c]));
