// int.to_bytes and int.from_bytes: two's complement in either byte order, over canonical Ints.

import { overflowError, valueError } from "./core_error.ts";
import { newBytes } from "./small_bytes.ts";
import { canonical, type Int } from "./int_core.ts";

const HEX: string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The value of `bytes`; an empty array is 0. */
export function fromBytes(bytes: Uint8Array, littleEndian: boolean, signed: boolean): Int {
  const length = bytes.length;
  if (length === 0) return 0;
  const top = bytes[littleEndian ? length - 1 : 0];
  const negative = signed && top >= 128;
  if (length <= 6) {
    let value = 0;
    for (let i = 0; i < length; i++) {
      value = value * 256 + bytes[littleEndian ? length - 1 - i : i];
    }
    return negative ? value - 2 ** (8 * length) : value;
  }
  let hex = "0x";
  if (littleEndian) {
    for (let i = length - 1; i >= 0; i--) hex += HEX[bytes[i]];
  } else {
    for (let i = 0; i < length; i++) hex += HEX[bytes[i]];
  }
  const value = BigInt(hex);
  return canonical(negative ? value - (1n << BigInt(8 * length)) : value);
}

/** `value` in exactly `length` bytes. */
export function toBytes(
  value: Int,
  length: number,
  littleEndian: boolean,
  signed: boolean,
): Uint8Array<ArrayBuffer> {
  if (length < 0) throw valueError("length argument must be non-negative");
  if (value < 0 && !signed) throw overflowError("can't convert negative int to unsigned");
  const bytes = newBytes(length);
  if (value === 0) return bytes;
  if (typeof value === "number" && length <= 6) {
    const size = 2 ** (8 * length);
    // CPython takes -1 in no bytes at all.
    if (length === 0 && value === -1) return bytes;
    if (signed ? value >= size / 2 || value < -size / 2 : value >= size) {
      throw overflowError("int too big to convert");
    }
    let rest = value < 0 ? value + size : value;
    for (let i = 0; i < length; i++) {
      bytes[littleEndian ? i : length - 1 - i] = rest & 255;
      rest = Math.floor(rest / 256);
    }
    return bytes;
  }
  let big = BigInt(value);
  const negative = big < 0n;
  // ~value has the same bits as value, inverted, and is not negative.
  if (negative) big = ~big;
  let hex = big.toString(16);
  if (hex.length & 1) hex = "0" + hex;
  const used = hex.length >> 1;
  const fill = negative ? 255 : 0;
  if (used > length || (signed && used === length && length > 0 && hex.charCodeAt(0) >= 56)) {
    throw overflowError("int too big to convert");
  }
  if (fill !== 0) bytes.fill(255);
  for (let i = 0; i < used; i++) {
    const byte = parseInt(hex.slice(2 * i, 2 * i + 2), 16) ^ fill;
    bytes[littleEndian ? used - 1 - i : length - used + i] = byte;
  }
  return bytes;
}
