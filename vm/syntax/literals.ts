// Literals -> values: numbers, and the escapes of str and bytes literals. Errors are thrown as a
// LiteralError, which the parser gives a place in the source.

import { AstralLiteral, type ConstantValue, FloatLiteral, ImaginaryLiteral } from "./ast.ts";

export class LiteralError {
  readonly msg: string;
  constructor(msg: string) {
    this.msg = msg;
  }
}

/** The value of a number token; `maxDigits` bounds decimal ints as sys.set_int_max_str_digits does (0: no bound). */
export function parseNumber(text: string, maxDigits: number): ConstantValue {
  if (text.includes("_")) text = text.replaceAll("_", "");
  const last = text.charCodeAt(text.length - 1) | 32;
  const second = text.charCodeAt(1) | 32;
  if (text.charCodeAt(0) === 48 && (second === 120 || second === 111 || second === 98)) {
    const value = Number(text);
    return value <= Number.MAX_SAFE_INTEGER ? value : BigInt(text);
  }
  if (last === 106) return new ImaginaryLiteral(Number(text.slice(0, -1)));
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return new FloatLiteral(Number(text));
  }
  if (text.length <= 15) return Number(text);
  let first = 0;
  while (first < text.length - 1 && text.charCodeAt(first) === 48) first++;
  const digits = text.length - first;
  if (maxDigits > 0 && text.length > maxDigits) {
    throw new LiteralError(
      `Exceeds the limit (${maxDigits} digits) for integer string conversion: value has ${text.length} digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.`,
    );
  }
  const value = Number(text);
  return digits <= 16 && value <= Number.MAX_SAFE_INTEGER ? value : BigInt(text);
}

/** A str as it is put together: the text so far as UTF-16, or as code points once one is above U+FFFF. */
export type StrValue = string | AstralLiteral;

/** The str that a piece of source text without escapes stands for. */
export function plainStr(text: string, nonAscii: boolean): StrValue {
  if (!nonAscii) return text;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) return new AstralLiteral(pointsOf(text));
  }
  return text;
}

/** The code points of source text, where a surrogate pair is one. */
function pointsOf(text: string): Uint32Array {
  const points = new Uint32Array(text.length);
  let n = 0;
  for (const char of text) points[n++] = char.codePointAt(0) as number;
  return points.slice(0, n);
}

export function strLength(value: StrValue): number {
  return typeof value === "string" ? value.length : value.points.length;
}

export function concatStr(parts: StrValue[]): StrValue {
  if (parts.every((part) => typeof part === "string")) return parts.join("");
  const points: number[] = [];
  for (const part of parts) {
    if (typeof part === "string") {
      for (let i = 0; i < part.length; i++) points.push(part.charCodeAt(i));
    } else for (const point of part.points) points.push(point);
  }
  return new AstralLiteral(Uint32Array.from(points));
}

export function concatBytes(parts: Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** What the decoding of one literal found besides its value. */
export interface EscapeReport {
  /** The text of the first escape that means nothing or is an octal above 0o377; null if all are right. */
  bad: string | null;
  /** The offset of that escape's backslash in the decoded text. */
  badAt: number;
}

export const escapes: EscapeReport = { bad: null, badAt: 0 };

function hexValue(text: string, at: number, count: number): { value: number; digits: number } {
  let value = 0;
  let digits = 0;
  while (digits < count) {
    const c = text.charCodeAt(at + digits);
    let digit: number;
    if (c >= 48 && c <= 57) digit = c - 48;
    else if ((c | 32) >= 97 && (c | 32) <= 102) digit = (c | 32) - 87;
    else break;
    value = value * 16 + digit;
    digits++;
  }
  return { value, digits };
}

function octalEnd(text: string, at: number): number {
  let end = at;
  while (end < at + 3 && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 55) end++;
  return end;
}

/**
 * The code of CPython's unicode_escape decoder sees each character beyond ASCII as a ten-byte escape, and its
 * messages count in that form.
 */
function escapedOffset(text: string, at: number): number {
  let offset = 0;
  for (let i = 0; i < at; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) offset++;
    else if (unit < 0xdc00 || unit > 0xdfff) offset += 10;
  }
  return offset;
}

function unicodeError(text: string, from: number, to: number, reason: string): LiteralError {
  const start = escapedOffset(text, from);
  const end = escapedOffset(text, to) - 1;
  const where = end <= start
    ? `byte 0x5c in position ${start}`
    : `bytes in position ${start}-${end}`;
  return new LiteralError(`(unicode error) 'unicodeescape' codec can't decode ${where}: ${reason}`);
}

/** Decodes the escapes of a str literal's body; `escapes` says whether one was wrong but tolerable. */
export function decodeStr(text: string, lookup: ((name: string) => number) | undefined): StrValue {
  escapes.bad = null;
  let out = "";
  let astral: number[] | null = null;
  let from = 0;
  const flush = (to: number) => {
    if (astral === null) {
      const piece = text.slice(from, to);
      const value = plainStr(piece, true);
      if (typeof value === "string") {
        out += value;
        return;
      }
      astral = toPoints(out);
    }
    for (const char of text.slice(from, to)) astral.push(char.codePointAt(0) as number);
  };
  const emit = (point: number) => {
    if (astral === null) {
      if (point <= 0xffff) {
        out += String.fromCharCode(point);
        return;
      }
      astral = toPoints(out);
    }
    astral.push(point);
  };
  let i = text.indexOf("\\");
  while (i >= 0) {
    flush(i);
    const start = i;
    const c = text.charCodeAt(++i);
    i++;
    switch (c) {
      case 10:
        break;
      case 92:
      case 39:
      case 34:
        emit(c);
        break;
      case 98: // b
        emit(8);
        break;
      case 102: // f
        emit(12);
        break;
      case 116: // t
        emit(9);
        break;
      case 110: // n
        emit(10);
        break;
      case 114: // r
        emit(13);
        break;
      case 118: // v
        emit(11);
        break;
      case 97: // a
        emit(7);
        break;
      case 48:
      case 49:
      case 50:
      case 51:
      case 52:
      case 53:
      case 54:
      case 55: {
        const end = octalEnd(text, i - 1);
        const value = parseInt(text.slice(i - 1, end), 8);
        if (value > 0o377 && escapes.bad === null) {
          escapes.bad = text.slice(i - 1, end);
          escapes.badAt = start;
        }
        emit(value);
        i = end;
        break;
      }
      case 120: // x
      case 117: // u
      case 85: { // U
        const count = c === 120 ? 2 : c === 117 ? 4 : 8;
        const { value, digits } = hexValue(text, i, count);
        if (digits < count) {
          const form = c === 120 ? "\\xXX" : c === 117 ? "\\uXXXX" : "\\UXXXXXXXX";
          throw unicodeError(text, start, i + digits, `truncated ${form} escape`);
        }
        i += count;
        if (value > 0x10ffff) throw unicodeError(text, start, i, "illegal Unicode character");
        emit(value);
        break;
      }
      case 78: { // N
        const close = text.charCodeAt(i) === 123 ? text.indexOf("}", i) : -1;
        if (close <= i + 1) {
          let to = i;
          if (text.charCodeAt(i) === 123) to = close < 0 ? text.length : i + 1;
          throw unicodeError(text, start, to, "malformed \\N character escape");
        }
        const point = lookup === undefined ? -1 : lookup(text.slice(i + 1, close));
        if (point < 0) {
          throw unicodeError(text, start, close + 1, "unknown Unicode character name");
        }
        emit(point);
        i = close + 1;
        break;
      }
      default:
        // At the end (before a brace of an f-string) and before a character beyond ASCII, CPython takes
        // the backslash for one that was meant.
        if (c < 128 && escapes.bad === null) {
          escapes.bad = String.fromCharCode(c);
          escapes.badAt = start;
        }
        emit(92);
        // The character itself is ordinary text, and may be half of a pair.
        i--;
    }
    from = i;
    i = text.indexOf("\\", i);
  }
  flush(text.length);
  return astral === null ? out : new AstralLiteral(Uint32Array.from(astral));
}

function toPoints(text: string): number[] {
  const points: number[] = [];
  for (let i = 0; i < text.length; i++) points.push(text.charCodeAt(i));
  return points;
}

/** The bytes of a bytes literal's body, which is ASCII. */
export function decodeBytes(text: string, raw: boolean): Uint8Array {
  escapes.bad = null;
  const out = new Uint8Array(text.length);
  let n = 0;
  for (let i = 0; i < text.length;) {
    const c = text.charCodeAt(i++);
    if (c !== 92 || raw) {
      out[n++] = c;
      continue;
    }
    const start = i - 1;
    const e = text.charCodeAt(i++);
    switch (e) {
      case 10:
        break;
      case 92:
      case 39:
      case 34:
        out[n++] = e;
        break;
      case 98:
        out[n++] = 8;
        break;
      case 102:
        out[n++] = 12;
        break;
      case 116:
        out[n++] = 9;
        break;
      case 110:
        out[n++] = 10;
        break;
      case 114:
        out[n++] = 13;
        break;
      case 118:
        out[n++] = 11;
        break;
      case 97:
        out[n++] = 7;
        break;
      case 48:
      case 49:
      case 50:
      case 51:
      case 52:
      case 53:
      case 54:
      case 55: {
        const end = octalEnd(text, i - 1);
        const value = parseInt(text.slice(i - 1, end), 8);
        if (value > 0o377 && escapes.bad === null) {
          escapes.bad = text.slice(i - 1, end);
          escapes.badAt = start;
        }
        out[n++] = value & 255;
        i = end;
        break;
      }
      case 120: {
        const { value, digits } = hexValue(text, i, 2);
        if (digits < 2) {
          throw new LiteralError(`(value error) invalid \\x escape at position ${start}`);
        }
        out[n++] = value;
        i += 2;
        break;
      }
      default:
        if (escapes.bad === null) {
          escapes.bad = String.fromCharCode(e);
          escapes.badAt = start;
        }
        out[n++] = 92;
        i--;
    }
  }
  return out.slice(0, n);
}
