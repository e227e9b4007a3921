// Which characters a set, a category or a case-insensitive literal matches.

import {
  isAlphaText,
  isDecimalText,
  isNumericText,
  isSpaceText,
  lower,
} from "../../vm/objects/core/str_case.ts";
import { pointText } from "../../vm/objects/core/text.ts";
import { Op } from "./opcodes.ts";

function isAsciiWord(c: number): boolean {
  return c >= 97 && c <= 122 || c >= 65 && c <= 90 || c >= 48 && c <= 57 || c === 95;
}

function isAsciiSpace(c: number): boolean {
  return c === 32 || c >= 9 && c <= 13;
}

/** `\w` of a str pattern. */
export function isUnicodeWord(c: number): boolean {
  if (c < 128) return isAsciiWord(c);
  const t = pointText(c);
  return isAlphaText(t) || isNumericText(t) || isDecimalText(t);
}

/** `\s` of a str pattern. */
export function isUnicodeSpace(c: number): boolean {
  if (c < 128) return isAsciiSpace(c) || c >= 28 && c <= 31;
  return isSpaceText(pointText(c));
}

/** `\d` of a str pattern. */
export function isUnicodeDigit(c: number): boolean {
  if (c < 128) return c >= 48 && c <= 57;
  return isDecimalText(pointText(c));
}

function isUnicodeLinebreak(c: number): boolean {
  return c >= 10 && c <= 13 || c >= 28 && c <= 30 || c === 0x85 || c === 0x2028 || c === 0x2029;
}

/** The character is in the category (CHCODES of the library, in order). */
export function inCategory(category: number, c: number): boolean {
  switch (category) {
    case 0:
      return c >= 48 && c <= 57;
    case 1:
      return !(c >= 48 && c <= 57);
    case 2:
      return isAsciiSpace(c);
    case 3:
      return !isAsciiSpace(c);
    case 4:
    case 8: // locale: the C locale's letters
      return isAsciiWord(c);
    case 5:
    case 9:
      return !isAsciiWord(c);
    case 6:
      return c === 10;
    case 7:
      return c !== 10;
    case 10:
      return isUnicodeDigit(c);
    case 11:
      return !isUnicodeDigit(c);
    case 12:
      return isUnicodeSpace(c);
    case 13:
      return !isUnicodeSpace(c);
    case 14:
      return isUnicodeWord(c);
    case 15:
      return !isUnicodeWord(c);
    case 16:
      return isUnicodeLinebreak(c);
    case 17:
      return !isUnicodeLinebreak(c);
  }
  return false;
}

/** Lower case of an ASCII letter. */
export function lowerAscii(c: number): number {
  return c >= 65 && c <= 90 ? c + 32 : c;
}

const upperToLower: Map<number, number> = new Map();

/** Lower case of one character, where it is one character. */
export function lowerUnicode(c: number): number {
  if (c < 128) return lowerAscii(c);
  let low = upperToLower.get(c);
  if (low === undefined) {
    low = simpleLower(c);
    upperToLower.set(c, low);
  }
  return low;
}

/** The same, not remembered. */
export function simpleLower(c: number): number {
  if (c === 0x130) return 0x69;
  const t = lower(pointText(c));
  if (typeof t === "string") return t.length === 1 ? t.charCodeAt(0) : c;
  return t.length === 1 ? t[0] : c;
}

/** A set of characters: `[…]`, a category. Characters below 256 are answered from a table. */
export class CharSet {
  readonly code: Uint32Array;
  /** Where its items begin. */
  readonly start: number;
  private low: Uint8Array | undefined;
  constructor(code: Uint32Array, start: number) {
    this.code = code;
    this.start = start;
    this.low = undefined;
  }

  has(c: number): boolean {
    return c < 256 ? (this.low ?? this.fill())[c] === 1 : this.search(c);
  }

  private fill(): Uint8Array {
    const low = new Uint8Array(256);
    for (let c = 0; c < 256; c++) low[c] = this.search(c) ? 1 : 0;
    return this.low = low;
  }

  /** Goes through the items of the set as the library's compiler laid them out. */
  private search(c: number): boolean {
    const { code } = this;
    let i = this.start;
    let ok = true;
    for (;;) {
      switch (code[i++]) {
        case Op.FAILURE:
          return !ok;
        case Op.LITERAL:
          if (c === code[i]) return ok;
          i++;
          break;
        case Op.CATEGORY:
          if (inCategory(code[i], c)) return ok;
          i++;
          break;
        case Op.CHARSET:
          if (c < 256 && (code[i + (c >> 5)] >>> (c & 31) & 1) !== 0) return ok;
          i += 8;
          break;
        case Op.RANGE:
          if (c >= code[i] && c <= code[i + 1]) return ok;
          i += 2;
          break;
        case Op.RANGE_UNI_IGNORE: {
          if (c >= code[i] && c <= code[i + 1]) return ok;
          const up = upperOf(c);
          if (up >= code[i] && up <= code[i + 1]) return ok;
          i += 2;
          break;
        }
        case Op.NEGATE:
          ok = !ok;
          break;
        case Op.BIGCHARSET: {
          const count = code[i++];
          let block = -1;
          if (c < 65536) {
            const at = c >> 8;
            block = code[i + (at >> 2)] >>> ((at & 3) * 8) & 255;
          }
          i += 64;
          if (block >= 0 && (code[i + block * 8 + ((c & 255) >> 5)] >>> (c & 31) & 1) !== 0) {
            return ok;
          }
          i += count * 8;
          break;
        }
        default:
          return false;
      }
    }
  }
}

function upperOf(c: number): number {
  if (c < 128) return c >= 97 && c <= 122 ? c - 32 : c;
  const t = String.fromCodePoint(c).toUpperCase();
  const up = t.codePointAt(0)!;
  return t.length === (up > 0xffff ? 2 : 1) ? up : c;
}
