// UTF-7 (RFC 2152): ASCII, with everything else as UTF-16 in base 64 between "+" and "-".

import { ByteBuilder, codePointAt, type Text, TextBuilder } from "../text.ts";
import { type Decoded, type DecodeErrorHandler, recoverDecode, strictDecode } from "./errors.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** The value of each base-64 digit; 64 for what is none. */
const DIGIT_OF = new Uint8Array(256).fill(64);
for (let i = 0; i < 64; i++) DIGIT_OF[ALPHABET.charCodeAt(i)] = i;

const PLUS = 43, MINUS = 45;

/** Whether the encoder writes the character as itself: all of printable ASCII but + \ and ~, and space. */
function isDirect(cp: number): boolean {
  if (cp >= 32 && cp < 127) return cp !== PLUS && cp !== 92 && cp !== 126;
  return cp === 9 || cp === 10 || cp === 13;
}

export function encodeUtf7(text: Text): Uint8Array<ArrayBuffer> {
  const out = new ByteBuilder(text.length + 16);
  let shifted = false, bits = 0, buffer = 0;
  const putUnit = (unit: number) => {
    buffer = buffer << 16 | unit;
    bits += 16;
    while (bits >= 6) {
      bits -= 6;
      out.push(ALPHABET.charCodeAt(buffer >> bits & 63));
    }
    buffer &= (1 << bits) - 1;
  };
  const flush = () => {
    if (bits > 0) out.push(ALPHABET.charCodeAt(buffer << (6 - bits) & 63));
    bits = 0;
    buffer = 0;
  };
  for (let i = 0; i < text.length; i++) {
    const cp = codePointAt(text, i);
    if (shifted && isDirect(cp)) {
      flush();
      shifted = false;
      // Where the next character could be taken for more of the sequence, its end has to be said.
      if (DIGIT_OF[cp] < 64 || cp === MINUS) out.push(MINUS);
    }
    if (!shifted) {
      if (isDirect(cp)) {
        out.push(cp);
        continue;
      }
      out.push(PLUS);
      if (cp === PLUS) {
        out.push(MINUS);
        continue;
      }
      shifted = true;
    }
    if (cp > 0xffff) {
      putUnit(0xd800 + (cp - 0x10000 >> 10));
      putUnit(0xdc00 + (cp - 0x10000 & 0x3ff));
    } else {
      putUnit(cp);
    }
  }
  if (shifted) {
    flush();
    out.push(MINUS);
  }
  return out.toBytes();
}

export function decodeUtf7(
  bytes: Uint8Array,
  handler: DecodeErrorHandler = strictDecode,
  final = true,
): Decoded {
  const out = new TextBuilder(bytes.length);
  let input = bytes, at = 0;
  // The start of the sequence or character at hand, for errors; where output stood when it began.
  let start = 0, shiftLength = 0;
  let shifted = false, bits = 0, buffer = 0, high = 0;
  const fail = (end: number, reason: string) => {
    ({ input, at } = recoverDecode(handler, out, "utf7", input, start, end, reason));
  };
  for (;;) {
    while (at < input.length) {
      const byte = input[at];
      if (shifted) {
        const digit = DIGIT_OF[byte];
        if (digit < 64) {
          at++;
          buffer = buffer << 6 | digit;
          bits += 6;
          if (bits < 16) continue;
          bits -= 16;
          const unit = buffer >> bits;
          buffer &= (1 << bits) - 1;
          if (high !== 0) {
            const lead = high;
            high = 0;
            if ((unit & 0xfc00) === 0xdc00) {
              out.push(0x10000 + ((lead & 0x3ff) << 10 | unit & 0x3ff));
              continue;
            }
            out.push(lead);
          }
          if ((unit & 0xfc00) === 0xd800) high = unit;
          else out.push(unit);
          continue;
        }
        shifted = false;
        if (bits >= 6) {
          fail(at + 1, "partial character in shift sequence");
          continue;
        }
        if (bits > 0 && buffer !== 0) {
          fail(at + 1, "non-zero padding bits in shift sequence");
          continue;
        }
        if (high !== 0 && byte < 128 && byte !== PLUS) out.push(high);
        high = 0;
        if (byte === MINUS) at++;
      } else if (byte === PLUS) {
        start = at++;
        if (at < input.length && input[at] === MINUS) {
          at++;
          out.push(PLUS);
        } else if (at < input.length && DIGIT_OF[input[at]] === 64) {
          fail(at + 1, "ill-formed sequence");
        } else {
          shifted = true;
          high = bits = buffer = 0;
          shiftLength = out.length;
        }
      } else if (byte < 128) {
        at++;
        out.push(byte);
      } else {
        start = at;
        fail(at + 1, "unexpected special character");
      }
    }
    if (!shifted || !final) break;
    shifted = false;
    if (high === 0 && bits < 6 && (bits === 0 || buffer === 0)) break;
    fail(input.length, "unterminated shift sequence");
    if (at >= input.length) break;
  }
  if (shifted) {
    // Nothing of an unfinished sequence is kept: it is decoded again when more has come.
    out.truncate(shiftLength);
    return { text: out.toText(), consumed: start };
  }
  return { text: out.toText(), consumed: at };
}
