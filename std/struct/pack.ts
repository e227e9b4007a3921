// Packing and unpacking values by a compiled format.

import { PyByteArray } from "../../vm/objects/bytearray.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { canonical } from "../../vm/objects/core/int_core.ts";
import { copyOf } from "../../vm/objects/core/small_bytes.ts";
import { FloatType, PyFloat } from "../../vm/objects/float.ts";
import { toFloat } from "../../vm/objects/float_type.ts";
import { intOf } from "../../vm/objects/int.ts";
import type { Int, Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { overflowError } from "../../vm/objects/raise.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { type Field, type Format, structError } from "./format.ts";
import { halfFromBits, halfToBits } from "./half.ts";

/** The last view of a buffer that small bytes objects share. */
let shared: DataView = new DataView(new ArrayBuffer(0));
/** Larger buffers are not held on to. */
const LARGEST_SHARED = 1 << 16;

/**
 * A view of the buffer of these bytes, for numbers; they begin at their `byteOffset`. To make a view costs more than most
 * structs, and what a program packs and unpacks mostly lies in one slab (small_bytes.ts).
 */
function viewOf(bytes: Uint8Array): DataView {
  const { buffer } = bytes;
  if (shared.buffer === buffer) return shared;
  const view = new DataView(buffer);
  if (buffer.byteLength <= LARGEST_SHARED) shared = view;
  return view;
}

/** The int of 8 bytes. */
export function readInt64(view: DataView, at: number, little: boolean): Int {
  const high = view.getInt32(little ? at + 4 : at, little);
  if (high >= -2097152 && high < 2097152) {
    const v = high * 4294967296 + view.getUint32(little ? at : at + 4, little);
    if (v !== -9007199254740992) return v;
  }
  return canonical(view.getBigInt64(at, little));
}

/** The int of 8 bytes without a sign. */
export function readUint64(view: DataView, at: number, little: boolean): Int {
  const high = view.getUint32(little ? at + 4 : at, little);
  if (high < 2097152) return high * 4294967296 + view.getUint32(little ? at : at + 4, little);
  return canonical(view.getBigUint64(at, little));
}

function writeInt64(view: DataView, at: number, v: Int, little: boolean): void {
  if (typeof v === "number") {
    const high = Math.floor(v / 4294967296);
    view.setInt32(little ? at + 4 : at, high, little);
    view.setUint32(little ? at : at + 4, v - high * 4294967296, little);
  } else {
    view.setBigInt64(at, BigInt.asIntN(64, v), little);
  }
}

// ---- unpacking

function unpackField(
  f: Field,
  bytes: Uint8Array,
  view: DataView,
  start: number,
  little: boolean,
  out: Value[],
): void {
  const { size, repeat } = f;
  // in the bytes, and in the view
  const from = start + f.offset;
  let at = bytes.byteOffset + from;
  switch (f.kind) {
    case "int":
      for (let i = 0; i < repeat; i++, at += size) {
        out.push(
          size === 4
            ? view.getInt32(at, little)
            : size === 2
            ? view.getInt16(at, little)
            : size === 1
            ? view.getInt8(at)
            : readInt64(view, at, little),
        );
      }
      break;
    case "uint":
      for (let i = 0; i < repeat; i++, at += size) {
        out.push(
          size === 4
            ? view.getUint32(at, little)
            : size === 2
            ? view.getUint16(at, little)
            : size === 1
            ? view.getUint8(at)
            : readUint64(view, at, little),
        );
      }
      break;
    case "float":
      for (let i = 0; i < repeat; i++, at += size) {
        out.push(
          new PyFloat(
            size === 8
              ? view.getFloat64(at, little)
              : size === 4
              ? view.getFloat32(at, little)
              : halfFromBits(view.getUint16(at, little)),
          ),
        );
      }
      break;
    case "bool":
      for (let i = 0; i < repeat; i++) out.push(bytes[from + i] !== 0);
      break;
    case "char":
      for (let i = 0; i < repeat; i++) out.push(new PyBytes(copyOf(bytes, from + i, from + i + 1)));
      break;
    case "bytes":
      out.push(new PyBytes(copyOf(bytes, from, from + size)));
      break;
    case "pascal": {
      const n = size === 0 ? 0 : Math.min(bytes[from], size - 1);
      out.push(new PyBytes(copyOf(bytes, from + 1, from + 1 + n)));
    }
  }
}

/** The values that stand at `start`. */
export function unpackValues(format: Format, bytes: Uint8Array, start: number): Value[] {
  const view = viewOf(bytes);
  const out: Value[] = [];
  const { fields, littleEndian } = format;
  for (let i = 0; i < fields.length; i++) {
    unpackField(fields[i], bytes, view, start, littleEndian, out);
  }
  return out;
}

// ---- packing

function packedInt(v: Value): Int {
  const n = intOf(v);
  if (n !== undefined) return n;
  if (typeOf(v).lookup("__index__") === undefined) {
    throw structError.error("required argument is not an integer");
  }
  return indexOf(v);
}

function packedFloat(v: Value): number {
  if (v instanceof PyFloat && v.cls === FloatType) return v.v;
  try {
    return toFloat(v);
  } catch {
    throw structError.error("required argument is not a float");
  }
}

function outOfRange(f: Field): never {
  if (f.code === "P") throw structError.error("int too large to convert");
  const bits = BigInt(f.size * 8);
  const low = f.kind === "int" ? -(1n << (bits - 1n)) : 0n;
  const high = (1n << (f.kind === "int" ? bits - 1n : bits)) - 1n;
  throw structError.error(`'${f.code}' format requires ${low} <= number <= ${high}`);
}

function packInt(f: Field, view: DataView, at: number, little: boolean, v: Value): void {
  const n = typeof v === "number" ? v : packedInt(v);
  const { size } = f;
  if (size === 8) {
    const signed = f.kind === "int" || f.code === "P" && n < 0;
    if (typeof n === "bigint") {
      if ((signed ? BigInt.asIntN(64, n) : BigInt.asUintN(64, n)) !== n) outOfRange(f);
    } else if (!signed && n < 0) {
      outOfRange(f);
    }
    writeInt64(view, at, n, little);
    return;
  }
  if (typeof n === "bigint") outOfRange(f);
  if (f.kind === "int") {
    const limit = size === 4 ? 2147483648 : size === 2 ? 32768 : 128;
    if (n < -limit || n >= limit) outOfRange(f);
  } else {
    const limit = size === 4 ? 4294967296 : size === 2 ? 65536 : 256;
    if (n < 0 || n >= limit) outOfRange(f);
  }
  if (size === 4) view.setInt32(at, n, little);
  else if (size === 2) view.setInt16(at, n, little);
  else view.setInt8(at, n);
}

function packFloat(f: Field, view: DataView, at: number, format: Format, v: Value): void {
  const x = packedFloat(v);
  if (f.size === 8) {
    view.setFloat64(at, x, format.littleEndian);
  } else if (f.size === 4) {
    if (!format.native && x - x === 0 && Math.abs(Math.fround(x)) === Infinity) {
      throw overflowError("float too large to pack with f format");
    }
    view.setFloat32(at, x, format.littleEndian);
  } else {
    const bits = halfToBits(x);
    if (bits === undefined) throw overflowError("float too large to pack with e format");
    view.setUint16(at, bits, format.littleEndian);
  }
}

function octets(f: Field, v: Value): Uint8Array {
  if (v instanceof PyBytes) return v.data;
  if (v instanceof PyByteArray) return v.view();
  throw structError.error(`argument for '${f.code}' must be a bytes object`);
}

/** Writes the values of `args` from `first` on at `start`; the bytes of the struct are cleared before. */
export function packValues(
  format: Format,
  bytes: Uint8Array,
  start: number,
  args: readonly Value[],
  first: number,
): void {
  const view = viewOf(bytes);
  const base = bytes.byteOffset;
  const { fields, littleEndian } = format;
  bytes.fill(0, start, start + format.size);
  let next = first;
  for (let i = 0; i < fields.length; i++) {
    const f = fields[i];
    const { size, repeat } = f;
    let at = start + f.offset;
    switch (f.kind) {
      case "int":
      case "uint":
        for (let k = 0; k < repeat; k++, at += size) {
          packInt(f, view, base + at, littleEndian, args[next++]);
        }
        break;
      case "float":
        for (let k = 0; k < repeat; k++, at += size) {
          packFloat(f, view, base + at, format, args[next++]);
        }
        break;
      case "bool":
        for (let k = 0; k < repeat; k++) bytes[at++] = truth(args[next++]) ? 1 : 0;
        break;
      case "char":
        for (let k = 0; k < repeat; k++) {
          const v = args[next++];
          if (!(v instanceof PyBytes) || v.data.length !== 1) {
            throw structError.error("char format requires a bytes object of length 1");
          }
          bytes[at++] = v.data[0];
        }
        break;
      case "bytes": {
        const data = octets(f, args[next++]);
        bytes.set(data.length > size ? data.subarray(0, size) : data, at);
        break;
      }
      case "pascal": {
        const data = octets(f, args[next++]);
        if (size === 0) break;
        const n = Math.min(data.length, size - 1);
        bytes.set(data.subarray(0, n), at + 1);
        bytes[at] = Math.min(n, 255);
      }
    }
  }
}
