// The native single-character formats of the struct module, as memoryview (and array) read and write items by them.

import { truth } from "./compare.ts";
import { PyBytes } from "./bytes.ts";
import { PyFloat } from "./float.ts";
import { intOf } from "./int.ts";
import type { Int, Value } from "./object.ts";
import { indexOf } from "./operations.ts";
import { typeError, valueError } from "./raise.ts";
import { realOf } from "./float_type.ts";
import { typeOf } from "./type.ts";

/** The size of an item of a native format, 0 where the character is none. */
export function nativeSize(code: string): number {
  switch (code) {
    case "c":
    case "b":
    case "B":
    case "?":
      return 1;
    case "h":
    case "H":
    case "e":
      return 2;
    case "i":
    case "I":
    case "f":
      return 4;
    case "l":
    case "L":
    case "q":
    case "Q":
    case "n":
    case "N":
    case "P":
    case "d":
      return 8;
  }
  return 0;
}

/** The character of a native format with an optional "@", "" where the format is another. */
export function nativeCode(format: string): string {
  const code = format.length === 2 && format[0] === "@" ? format[1] : format;
  return code.length === 1 && nativeSize(code) > 0 ? code : "";
}

function canonical(v: bigint): Int {
  return v <= 9007199254740991n && v >= -9007199254740991n ? Number(v) : v;
}

/** A half-precision float. */
export function readHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1, exponent = bits >> 10 & 31, fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The bits of a double rounded to half precision, -1 where it is too large. */
export function halfBits(v: number): number {
  const sign = v < 0 || Object.is(v, -0) ? 0x8000 : 0;
  if (v !== v) return sign | 0x7e00;
  const a = Math.abs(v);
  if (a === Infinity) return sign | 0x7c00;
  if (a < 2 ** -14) return sign | roundEven(a * 2 ** 24);
  if (a >= 65520) return -1;
  let exponent = Math.floor(Math.log2(a));
  if (2 ** exponent > a) exponent--;
  if (2 ** (exponent + 1) <= a) exponent++;
  // a fraction that is rounded up to 2048 carries into the exponent
  return sign | ((exponent + 14) << 10) + roundEven(a * 2 ** (10 - exponent));
}

function roundEven(v: number): number {
  const floor = Math.floor(v), rest = v - floor;
  return rest > 0.5 || rest === 0.5 && floor % 2 === 1 ? floor + 1 : floor;
}

/** Reads the item of a native format at a position. */
export function readItem(view: DataView, at: number, code: string): Value {
  switch (code) {
    case "B":
      return view.getUint8(at);
    case "b":
      return view.getInt8(at);
    case "c":
      return new PyBytes(Uint8Array.of(view.getUint8(at)));
    case "?":
      return view.getUint8(at) !== 0;
    case "h":
      return view.getInt16(at, true);
    case "H":
      return view.getUint16(at, true);
    case "i":
      return view.getInt32(at, true);
    case "I":
      return view.getUint32(at, true);
    case "l":
    case "q":
    case "n":
      return canonical(view.getBigInt64(at, true));
    case "L":
    case "Q":
    case "N":
    case "P":
      return canonical(view.getBigUint64(at, true));
    case "e":
      return new PyFloat(readHalf(view.getUint16(at, true)));
    case "f":
      return new PyFloat(view.getFloat32(at, true));
    default:
      return new PyFloat(view.getFloat64(at, true));
  }
}

function wrongType(code: string): Value {
  return typeError(`memoryview: invalid type for format '${code}'`);
}

function wrongValue(code: string): Value {
  return valueError(`memoryview: invalid value for format '${code}'`);
}

/** The int that is to be written, within bounds. */
function integer(v: Value, code: string, low: Int, high: Int): Int {
  if (intOf(v) === undefined && typeOf(v).lookup("__index__") === undefined) throw wrongType(code);
  const n = indexOf(v);
  if (n < low || n > high) throw wrongValue(code);
  return n;
}

/** Writes an item in a native format. */
export function writeItem(view: DataView, at: number, code: string, v: Value): void {
  switch (code) {
    case "B":
      view.setUint8(at, integer(v, code, 0, 255) as number);
      return;
    case "b":
      view.setInt8(at, integer(v, code, -128, 127) as number);
      return;
    case "c":
      if (!(v instanceof PyBytes)) throw wrongType(code);
      if (v.data.length !== 1) throw wrongValue(code);
      view.setUint8(at, v.data[0]);
      return;
    case "?":
      view.setUint8(at, truth(v) ? 1 : 0);
      return;
    case "h":
      view.setInt16(at, integer(v, code, -32768, 32767) as number, true);
      return;
    case "H":
      view.setUint16(at, integer(v, code, 0, 65535) as number, true);
      return;
    case "i":
      view.setInt32(at, integer(v, code, -2147483648, 2147483647) as number, true);
      return;
    case "I":
      view.setUint32(at, integer(v, code, 0, 4294967295) as number, true);
      return;
    case "l":
    case "q":
    case "n":
      view.setBigInt64(at, BigInt(integer(v, code, -(2n ** 63n), 2n ** 63n - 1n)), true);
      return;
    case "L":
    case "Q":
    case "N":
    case "P":
      view.setBigUint64(at, BigInt(integer(v, code, 0, 2n ** 64n - 1n)), true);
      return;
    default:
      writeFloat(view, at, code, v);
  }
}

function writeFloat(view: DataView, at: number, code: string, v: Value): void {
  const x = realOf(v);
  if (x === undefined) throw wrongType(code);
  if (code === "d") view.setFloat64(at, x, true);
  else if (code === "f") view.setFloat32(at, x, true);
  else {
    const bits = halfBits(x);
    if (bits < 0) throw wrongValue(code);
    view.setUint16(at, bits, true);
  }
}
