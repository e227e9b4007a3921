// The codec "escape": the escapes of Python's bytes literals, from bytes to bytes.

import { valueError } from "../core_error.ts";
import { ByteBuilder } from "../text.ts";

/** Decoded bytes, and where the backslash of the first escape stands that Python warns about (-1: nowhere). */
export interface DecodedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly invalidEscape: number;
}

function hexValue(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** What a one-letter escape stands for, -1 where it is none. */
function simpleEscape(byte: number): number {
  switch (byte) {
    case 92: // backslash
    case 39: // '
    case 34: // "
      return byte;
    case 98: // b
      return 8;
    case 102: // f
      return 12;
    case 116: // t
      return 9;
    case 110: // n
      return 10;
    case 114: // r
      return 13;
    case 118: // v
      return 11;
    case 97: // a
      return 7;
  }
  return -1;
}

/** Decodes; `errors` says what becomes of an incomplete \x. */
export function decodeByteEscapes(input: Uint8Array, errors: string | undefined): DecodedBytes {
  const out = new ByteBuilder(input.length);
  let at = 0, invalidEscape = -1;
  while (at < input.length) {
    const byte = input[at];
    if (byte !== 92) {
      out.push(byte);
      at++;
      continue;
    }
    const start = at++;
    if (at >= input.length) throw valueError("Trailing \\ in string");
    const letter = input[at++];
    if (letter === 10) continue;
    const simple = simpleEscape(letter);
    if (simple >= 0) {
      out.push(simple);
    } else if (letter >= 48 && letter <= 55) {
      let value = letter - 48;
      for (let i = 0; i < 2 && at < input.length && (input[at] & 0xf8) === 48; i++) {
        value = value * 8 + input[at++] - 48;
      }
      if (value > 255 && invalidEscape < 0) invalidEscape = start;
      out.push(value & 255);
    } else if (letter === 120) {
      const high = at < input.length ? hexValue(input[at]) : -1;
      const low = at + 1 < input.length ? hexValue(input[at + 1]) : -1;
      if (high >= 0 && low >= 0) {
        out.push(high * 16 + low);
        at += 2;
        continue;
      }
      if (errors === undefined || errors === "strict") {
        throw valueError(`invalid \\x escape at position ${start}`);
      }
      if (errors === "replace") out.push(63);
      else if (errors !== "ignore") {
        throw valueError(`decoding error; unknown error handling code: ${errors}`);
      }
      // one digit of the broken escape goes with it
      if (high >= 0) at++;
    } else {
      if (invalidEscape < 0) invalidEscape = start;
      out.push(92);
      out.push(letter);
    }
  }
  return { bytes: out.toBytes(), invalidEscape };
}

const HEX = "0123456789abcdef";

/** Encodes: the inside of the repr of bytes, with every ' escaped. */
export function encodeByteEscapes(input: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new ByteBuilder(input.length + 16);
  for (let i = 0; i < input.length; i++) {
    const byte = input[i];
    if (byte === 39 || byte === 92) {
      out.push(92);
      out.push(byte);
    } else if (byte === 9) out.pushAscii("\\t");
    else if (byte === 10) out.pushAscii("\\n");
    else if (byte === 13) out.pushAscii("\\r");
    else if (byte < 32 || byte >= 127) {
      out.pushAscii("\\x" + HEX[byte >> 4] + HEX[byte & 15]);
    } else out.push(byte);
  }
  return out.toBytes();
}
