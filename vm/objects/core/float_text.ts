// Between doubles and text: repr, float(text) with Python's grammar, hexadecimal floats, and the exact
// ratio of a double. JavaScript's shortest digits are Python's shortest digits; only the layout differs.

import { overflowError, valueError } from "./core_error.ts";
import { canonical, type Int, scaledToDouble } from "./int_core.ts";
import { foldPoints, foldString } from "./int_text.ts";
import { reprBytes, reprPoints, reprString } from "./str_repr.ts";

/** repr(float). */
export function reprFloat(value: number): string {
  const magnitude = value < 0 ? -value : value;
  if (magnitude >= 1e-4 && magnitude < 1e16) {
    const text = String(value);
    return Math.floor(magnitude) === magnitude ? text + ".0" : text;
  }
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  if (value !== value) return "nan";
  if (magnitude === Infinity) return value > 0 ? "inf" : "-inf";
  return pythonExponent(value.toExponential());
}

/** JavaScript's "1e+5" with at least two digits in the exponent. */
export function pythonExponent(text: string): string {
  const at = text.indexOf("e") + 2;
  return text.length - at >= 2 ? text : text.slice(0, at) + "0" + text.slice(at);
}

function isCSpace(unit: number): boolean {
  return unit === 32 || unit >= 9 && unit <= 13;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Whether `word` (lower case) stands at `at`, in any case. */
function hasWord(text: string, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    if ((text.charCodeAt(at + i) | 32) !== word.charCodeAt(i)) return false;
  }
  return true;
}

/**
 * Where the longest float literal that starts at `start` ends, `start` itself where there is none: C's
 * strtod without hexadecimals.
 */
export function floatEnd(text: string, start: number): number {
  let at = start;
  let unit = text.charCodeAt(at);
  if (unit === 43 || unit === 45) unit = text.charCodeAt(++at);
  const body = at;
  while (isDigit(unit)) unit = text.charCodeAt(++at);
  let digits = at - body;
  if (unit === 46) {
    const fraction = at + 1;
    unit = text.charCodeAt(++at);
    while (isDigit(unit)) unit = text.charCodeAt(++at);
    digits += at - fraction;
  }
  if (digits === 0) {
    if (hasWord(text, body, "infinity")) return body + 8;
    if (hasWord(text, body, "inf") || hasWord(text, body, "nan")) return body + 3;
    return start;
  }
  if ((unit | 32) === 101) {
    let exponent = at + 1;
    unit = text.charCodeAt(exponent);
    if (unit === 43 || unit === 45) unit = text.charCodeAt(++exponent);
    if (isDigit(unit)) {
      while (isDigit(unit)) unit = text.charCodeAt(++exponent);
      return exponent;
    }
  }
  return at;
}

/** The NaN whose sign bit is set: `copysign` and `struct` show the difference. */
const NEGATIVE_NAN = new Float64Array(Uint32Array.of(0, 0xfff80000).buffer)[0];

/** The value of a literal that floatEnd has delimited. */
export function floatValue(literal: string): number {
  const first = literal.charCodeAt(0);
  const body = literal.charCodeAt(first === 43 || first === 45 ? 1 : 0) | 32;
  if (body === 105) return first === 45 ? -Infinity : Infinity;
  if (body === 110) return first === 45 ? NEGATIVE_NAN : NaN;
  return Number(literal);
}

/**
 * The text without the underscores that stand between digits, or undefined where one stands anywhere
 * else.
 */
export function withoutUnderscores(text: string): string | undefined {
  if (!text.includes("_")) return text;
  for (let at = text.indexOf("_"); at >= 0; at = text.indexOf("_", at + 1)) {
    if (!isDigit(text.charCodeAt(at - 1)) || !isDigit(text.charCodeAt(at + 1))) return undefined;
  }
  return text.replaceAll("_", "");
}

function parseFolded(text: string): number | undefined {
  let start = 0, end = text.length;
  while (start < end && isCSpace(text.charCodeAt(start))) start++;
  while (end > start && isCSpace(text.charCodeAt(end - 1))) end--;
  const literal = withoutUnderscores(
    start === 0 && end === text.length ? text : text.slice(start, end),
  );
  if (literal === undefined || literal.length === 0) return undefined;
  return floatEnd(literal, 0) === literal.length ? floatValue(literal) : undefined;
}

/** float(text) for a str. */
export function parseFloatString(text: string): number {
  const value = parseFolded(foldString(text));
  if (value === undefined) {
    throw valueError("could not convert string to float: " + reprString(text));
  }
  return value;
}

/** float(text) for a str with astral characters. */
export function parseFloatPoints(points: Uint32Array): number {
  const value = parseFolded(foldPoints(points));
  if (value === undefined) {
    throw valueError("could not convert string to float: " + reprPoints(points));
  }
  return value;
}

/** float(text) for bytes. */
export function parseFloatBytes(bytes: Uint8Array): number {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]);
  const value = parseFolded(text);
  if (value === undefined) {
    throw valueError("could not convert string to float: " + reprBytes(bytes));
  }
  return value;
}

const view = new DataView(new ArrayBuffer(8));

/** The parts of a finite double: |value| is `mantissa * 2^exponent` exactly. */
export function decompose(value: number): { mantissa: bigint; exponent: number } {
  view.setFloat64(0, value);
  const biased = view.getUint16(0) >>> 4 & 0x7ff;
  const fraction = view.getBigUint64(0) & 0xfffffffffffffn;
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}

/** float.as_integer_ratio: [numerator, denominator] in lowest terms. */
export function asIntegerRatio(value: number): [Int, Int] {
  if (value - value !== 0) {
    throw value !== value
      ? valueError("cannot convert NaN to integer ratio")
      : overflowError("cannot convert Infinity to integer ratio");
  }
  if (Number.isSafeInteger(value)) return [value + 0, 1];
  let { mantissa, exponent } = decompose(value);
  if (value < 0) mantissa = -mantissa;
  if (exponent >= 0) return [canonical(mantissa << BigInt(exponent)), 1];
  while (exponent < 0 && (mantissa & 1n) === 0n) {
    mantissa >>= 1n;
    exponent++;
  }
  return [canonical(mantissa), canonical(1n << BigInt(-exponent))];
}

/** float.hex. */
export function floatToHex(value: number): string {
  if (value - value !== 0) return reprFloat(value);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return sign + "0x0.0p+0";
  view.setFloat64(0, value);
  const biased = view.getUint16(0) >>> 4 & 0x7ff;
  const fraction = (view.getBigUint64(0) & 0xfffffffffffffn).toString(16).padStart(13, "0");
  const exponent = biased === 0 ? -1022 : biased - 1023;
  return `${sign}0x${biased === 0 ? 0 : 1}.${fraction}p${exponent < 0 ? "" : "+"}${exponent}`;
}

function isHexDigit(unit: number): boolean {
  return isDigit(unit) || (unit | 32) >= 97 && (unit | 32) <= 102;
}

function hexTooLarge(): never {
  throw overflowError("hexadecimal value too large to represent as a float");
}

/** float.fromhex, rounding half to even. */
export function floatFromHex(text: string): number {
  let at = 0, end = text.length;
  while (at < end && isCSpace(text.charCodeAt(at))) at++;
  while (end > at && isCSpace(text.charCodeAt(end - 1))) end--;
  const value = parseHex(text.slice(at, end));
  if (value === undefined) throw valueError("invalid hexadecimal floating-point string");
  return value;
}

function parseHex(text: string): number | undefined {
  let at = 0;
  const negative = text.charCodeAt(0) === 45;
  if (negative || text.charCodeAt(0) === 43) at++;
  if (hasWord(text, at, "inf") || hasWord(text, at, "nan")) {
    const end = floatEnd(text, at);
    if (end !== text.length) return undefined;
    const value = floatValue(text.slice(at));
    return negative ? -value : value;
  }
  if (text.charCodeAt(at) === 48 && (text.charCodeAt(at + 1) | 32) === 120) at += 2;
  const whole = at;
  while (isHexDigit(text.charCodeAt(at))) at++;
  let digits = text.slice(whole, at);
  let exponent = 0;
  if (text.charCodeAt(at) === 46) {
    const fraction = ++at;
    while (isHexDigit(text.charCodeAt(at))) at++;
    digits += text.slice(fraction, at);
    exponent = -4 * (at - fraction);
  }
  if (digits.length === 0) return undefined;
  if ((text.charCodeAt(at) | 32) === 112) {
    const start = ++at;
    if (text.charCodeAt(at) === 43 || text.charCodeAt(at) === 45) at++;
    const first = at;
    while (isDigit(text.charCodeAt(at))) at++;
    if (at === first) return undefined;
    exponent += Number(text.slice(start, at));
  }
  // A value out of range is reported before what follows the number is looked at, as CPython does.
  const value = hexValue(digits, exponent);
  if (at !== text.length) return undefined;
  return negative ? -value : value;
}

function hexValue(digits: string, exponent: number): number {
  let firstDigit = 0;
  while (firstDigit < digits.length && digits.charCodeAt(firstDigit) === 48) firstDigit++;
  const significant = digits.length - firstDigit;
  if (significant === 0) return 0;
  // Far outside the range of doubles the exponent alone decides, however long the digits.
  if (exponent + 4 * significant > 2000) hexTooLarge();
  if (exponent + 4 * significant < -2000) return 0;
  const value = scaledToDouble(BigInt("0x" + digits.slice(firstDigit)), exponent);
  if (value === Infinity) hexTooLarge();
  return value;
}
