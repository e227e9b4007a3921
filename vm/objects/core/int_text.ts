// Between ints and text: int(text, base) with Python's grammar, str(int) and the other bases, and the
// limit on the number of digits that a conversion may have (sys.set_int_max_str_digits).
//
// The limit guards conversions whose time is not linear: every base but the powers of two.

import { type CoreError, valueError } from "./core_error.ts";
import { bitLength, canonical, type Int } from "./int_core.ts";
import { reprBytes, reprPoints, reprString } from "./str_repr.ts";
import { decimalValue, isSpace } from "./unicode/character_types.ts";

export const DEFAULT_MAX_STR_DIGITS = 4300;
/** Below this no limit can be set, and numbers this short are never refused. */
export const MAX_STR_DIGITS_THRESHOLD = 640;

let maxStrDigits = DEFAULT_MAX_STR_DIGITS;

export function getMaxStrDigits(): number {
  return maxStrDigits;
}

/** sys.set_int_max_str_digits; 0 lifts the limit. */
export function setMaxStrDigits(limit: number): void {
  if (limit !== 0 && limit < MAX_STR_DIGITS_THRESHOLD) {
    throw valueError(`maxdigits must be 0 or larger than ${MAX_STR_DIGITS_THRESHOLD}`);
  }
  maxStrDigits = limit;
}

function limitMessage(detail: string): CoreError {
  return valueError(
    `Exceeds the limit (${maxStrDigits} digits) for integer string conversion${detail}; ` +
      "use sys.set_int_max_str_digits() to increase the limit",
  );
}

/** The value of an ASCII digit or letter as a digit; 36 for anything else. */
function digitOf(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const lower = unit | 32;
  return lower >= 97 && lower <= 122 ? lower - 87 : 36;
}

/** C's isspace. */
function isCSpace(unit: number): boolean {
  return unit === 32 || unit >= 9 && unit <= 13;
}

const PLAIN_DECIMAL = /^-?[0-9]+$/;

/** Refuses more digits than the limit allows. */
function checkDigits(digits: number): void {
  if (digits > MAX_STR_DIGITS_THRESHOLD && maxStrDigits > 0 && digits > maxStrDigits) {
    throw limitMessage(`: value has ${digits} digits`);
  }
}

/** int(text, base) for a str; `base` is 0 or 2 to 36. */
export function parseInt(text: string, base: number): Int {
  // The common case needs no folding: a short ASCII decimal.
  if (base === 10 && text.length <= 15) {
    const value = parseShort(text);
    if (value === value) return value;
  } else if (base === 10 && PLAIN_DECIMAL.test(text)) {
    checkDigits(text.charCodeAt(0) === 45 ? text.length - 1 : text.length);
    return canonical(BigInt(text));
  }
  return parseFolded(foldString(text), base) ?? refuse(base, reprString(text));
}

/** int(text, base) for a str with astral characters. */
export function parseIntPoints(points: Uint32Array, base: number): Int {
  return parseFolded(foldPoints(points), base) ?? refuse(base, reprPoints(points));
}

/** int(text, base) for bytes. */
export function parseIntBytes(bytes: Uint8Array, base: number): Int {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]);
  return parseFolded(text, base) ?? refuse(base, reprBytes(bytes));
}

function refuse(base: number, repr: string): never {
  throw valueError(`invalid literal for int() with base ${base}: ${firstPoints(repr, 200)}`);
}

/** The first `count` code points of UTF-16 text. */
function firstPoints(text: string, count: number): string {
  return text.length <= count ? text : Array.from(text).slice(0, count).join("");
}

/** Plain digits with an optional minus; NaN asks for the general way. */
function parseShort(text: string): number {
  let i = text.charCodeAt(0) === 45 ? 1 : 0;
  if (i === text.length) return NaN;
  let value = 0;
  for (; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return text.charCodeAt(0) === 45 ? 0 - value : value;
}

/**
 * The text as ASCII: spaces as " ", decimal digits of any script as "0" to "9", anything else that is not
 * ASCII as "?", which no grammar accepts. ASCII stays as it is: its separators (U+001C to U+001F) are no
 * space here, as in CPython.
 */
export function foldString(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) {
      let folded = "";
      for (let j = 0; j < text.length; j++) folded += foldUnit(text.charCodeAt(j));
      return folded;
    }
  }
  return text;
}

/** foldString for code points. */
export function foldPoints(points: Uint32Array): string {
  let folded = "";
  for (let i = 0; i < points.length; i++) folded += foldUnit(points[i]);
  return folded;
}

function foldUnit(cp: number): string {
  if (cp < 127) return String.fromCharCode(cp);
  if (isSpace(cp)) return " ";
  const digit = decimalValue(cp);
  return digit < 0 ? "?" : String.fromCharCode(48 + digit);
}

/** The value, or undefined where the text is not an int literal of that base. */
function parseFolded(text: string, base: number): Int | undefined {
  if (base !== 0 && (base < 2 || base > 36)) {
    throw valueError("int() base must be >= 2 and <= 36, or 0");
  }
  let at = 0, end = text.length;
  while (at < end && isCSpace(text.charCodeAt(at))) at++;
  while (end > at && isCSpace(text.charCodeAt(end - 1))) end--;
  let negative = false;
  if (at < end && (text.charCodeAt(at) === 43 || text.charCodeAt(at) === 45)) {
    negative = text.charCodeAt(at) === 45;
    at++;
  }
  let mustBeZero = false;
  const prefix = text.charCodeAt(at) === 48 && at + 1 < end
    ? prefixBase(text.charCodeAt(at + 1))
    : 0;
  if (base === 0) {
    if (prefix !== 0) base = prefix;
    else {
      // Old octal literals are refused, but any number of zeros is zero.
      mustBeZero = text.charCodeAt(at) === 48;
      base = 10;
    }
  }
  if (prefix === base) {
    at += 2;
    if (text.charCodeAt(at) === 95) at++;
  }
  const start = at;
  let digits = 0, underscore = true;
  for (; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 95) {
      if (underscore) return undefined;
      underscore = true;
    } else if (digitOf(unit) < base) {
      digits++;
      underscore = false;
    } else {
      break;
    }
  }
  if (underscore || at < end) return undefined;
  const powerOfTwo = (base & (base - 1)) === 0;
  if (!powerOfTwo) checkDigits(digits);
  let body = text.slice(start, end);
  if (body.length !== digits) body = body.replaceAll("_", "");
  const value = digitsToInt(body, base);
  if (mustBeZero && value !== 0) return undefined;
  return !negative ? value : typeof value === "number" ? 0 - value : -value;
}

function prefixBase(unit: number): number {
  switch (unit | 32) {
    case 120:
      return 16;
    case 111:
      return 8;
    case 98:
      return 2;
  }
  return 0;
}

/** How many digits of each base are a safe integer whatever they are. */
const SAFE_DIGITS = new Uint8Array(37);
for (let base = 2; base <= 36; base++) {
  SAFE_DIGITS[base] = Math.floor(53 * Math.LN2 / Math.log(base) - 1e-9);
}

/** The value of a non-empty run of valid digits, without sign, prefix or underscores. */
export function digitsToInt(digits: string, base: number): Int {
  if (digits.length <= SAFE_DIGITS[base]) return chunkValue(digits, 0, digits.length, base);
  switch (base) {
    case 10:
      return canonical(BigInt(digits));
    case 16:
      return canonical(BigInt("0x" + digits));
    case 8:
      return canonical(BigInt("0o" + digits));
    case 2:
      return canonical(BigInt("0b" + digits));
  }
  // Safe chunks first, then neighbours are joined, so that the large products are few and balanced.
  const size = SAFE_DIGITS[base];
  let parts: bigint[] = [];
  for (let end = digits.length; end > 0; end -= size) {
    parts.push(BigInt(chunkValue(digits, Math.max(0, end - size), end, base)));
  }
  let weight = BigInt(base) ** BigInt(size);
  while (parts.length > 1) {
    const joined: bigint[] = [];
    for (let i = 0; i < parts.length; i += 2) {
      joined.push(i + 1 < parts.length ? parts[i + 1] * weight + parts[i] : parts[i]);
    }
    parts = joined;
    if (parts.length > 1) weight *= weight;
  }
  return canonical(parts[0]);
}

function chunkValue(digits: string, start: number, end: number, base: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * base + digitOf(digits.charCodeAt(i));
  return value;
}

/** str(int); the digit limit applies. */
export function toDecimal(value: Int): string {
  if (typeof value === "number") return String(value);
  const limit = maxStrDigits;
  // The exact check needs the digits; this one spares making very many of them only to refuse.
  if (limit > 0 && bitLength(value) > limit * 3.33 + 64) throw limitMessage("");
  const text = value.toString();
  if (limit > 0 && text.length - (value < 0n ? 1 : 0) > limit) throw limitMessage("");
  return text;
}

/** The digits in a base of 2 to 36, lower case, without prefix; no limit. */
export function toBase(value: Int, base: number): string {
  return value.toString(base);
}
