// Arguments of the methods of bytes and bytearray, converted and checked.

import { toHex } from "./core/bytes_text.ts";
import { bytesArgument, bytesLikeOf } from "./buffer.ts";
import { PyByteArray } from "./bytearray.ts";
import { PyBytes } from "./bytes.ts";
import { intOf } from "./int.ts";
import type { Value } from "./object.ts";
import { indexOf, length, sizeNumber } from "./operations.ts";
import { memoryError, overflowError, typeError, valueError } from "./raise.ts";
import { ssizeNumber } from "./ssize.ts";
import { strOf } from "./str.ts";
import { argumentName, typeOf } from "./type.ts";

/** bytes or bytearray. */
export type Octets = PyBytes | PyByteArray;

/** The bytes that count. */
export function octets(self: Octets): Uint8Array {
  return self instanceof PyBytes ? self.data : self.view();
}

/** A byte given as an int. */
export function byteOf(v: Value): number {
  const n = indexOf(v);
  if (n < 0 || n > 255) throw valueError("byte must be in range(0, 256)");
  return n as number;
}

/** What is looked for: bytes, or one byte given as an int. */
export function needleOf(v: Value): Uint8Array | number {
  const bytes = bytesLikeOf(v);
  if (bytes !== undefined) return bytes;
  return integerNeedle(v);
}

function integerNeedle(v: Value): number {
  if (intOf(v) === undefined && typeOf(v).lookup("__index__") === undefined) {
    throw typeError(
      `argument should be integer or bytes-like object, not '${typeOf(v).name}'`,
    );
  }
  return byteOf(v);
}

/** The fill character of `center`, `ljust` and `rjust`. */
export function fillByte(v: Value | undefined, who: string): number {
  if (v === undefined) return 32;
  const data = v instanceof PyBytes || v instanceof PyByteArray ? octets(v) : undefined;
  if (data === undefined || data.length !== 1) {
    throw typeError(
      `${who}() argument 2 must be a byte string of length 1, not ${argumentName(v)}`,
    );
  }
  return data[0];
}

/** A width that is not absurd. */
export function widthOf(v: Value): number {
  const n = ssizeNumber(v);
  if (n > 2 ** 32) throw memoryError("");
  return n;
}

/** A separator, which must not be empty. */
export function separatorOf(v: Value): Uint8Array {
  const sep = bytesArgument(v);
  if (sep.length === 0) throw valueError("empty separator");
  return sep;
}

/** How often `b * n` repeats. */
export function bytesRepeatCount(v: Value, size: number): number {
  if (intOf(v) === undefined && typeOf(v).lookup("__index__") === undefined) {
    throw typeError(`can't multiply sequence by non-int of type '${typeOf(v).name}'`);
  }
  const n = Math.max(0, sizeNumber(v));
  if (n * size > 2 ** 32) throw memoryError("");
  return n;
}

/** A C int. */
export function cInt(v: Value): number {
  const n = indexOf(v);
  if (n > 2147483647 || n < -2147483648) {
    throw typeof n === "bigint" && BigInt.asIntN(64, n) !== n
      ? overflowError("Python int too large to convert to C long")
      : overflowError(
        n > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum",
      );
  }
  return n as number;
}

/** `hex` with its optional separator. */
export function hexText(
  bytes: Uint8Array,
  sep: Value | undefined,
  perGroup: Value | undefined,
): string {
  const group = perGroup === undefined ? 1 : cInt(perGroup);
  if (sep === undefined) return toHex(bytes);
  const n = length(sep);
  if (n !== 1) throw valueError("sep must be length 1.");
  const s = strOf(sep);
  let code: number;
  if (s !== undefined) code = typeof s === "string" ? s.charCodeAt(0) : s.points[0];
  else if (sep instanceof PyBytes) code = sep.data[0];
  else throw typeError("sep must be str or bytes.");
  if (code > 127) throw valueError("sep must be ASCII.");
  return toHex(bytes, String.fromCharCode(code), group);
}

/** Warns under `-b`; set by the interpreter from its options. */
export const bytesWarnings: { level: number } = { level: 0 };
