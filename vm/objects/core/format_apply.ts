// Applies a parsed format specification to ints, floats, complex numbers and strs.
//
// Results are UTF-16 text. It is a Python str of code units as it stands unless the fill character lies
// beyond U+FFFF (`spec.fill > 0xFFFF`): then the caller makes an astral str of it.

import { CoreError, memoryErrorOf, overflowError, valueError } from "./core_error.ts";
import { type FloatCode, formatMagnitude, hasMinus } from "./float_format.ts";
import {
  ALIGN_CENTER,
  ALIGN_LEFT,
  ALIGN_NUMBER,
  ALIGN_RIGHT,
  type FormatSpec,
  GROUP_COMMA,
  GROUP_NONE,
  GROUP_UNDERSCORE_FOUR,
  unknownCode,
} from "./format_spec.ts";
import { type Int, toDouble } from "./int_core.ts";
import { toBase, toDecimal } from "./int_text.ts";

const MAX_PRECISION = 2147483647;
/** V8's longest string, near enough: what is longer is a MemoryError. */
const MAX_TEXT = 536870888;

/** What the "n" presentation takes from the locale; the C locale groups nothing. */
export interface NumberLocale {
  readonly decimalPoint: string;
  readonly thousandsSeparator: string;
  /** Sizes of groups from the right, as localeconv() has them: 0 repeats the last, 127 ends grouping. */
  readonly grouping: readonly number[];
}

export const C_LOCALE: NumberLocale = { decimalPoint: ".", thousandsSeparator: "", grouping: [] };

const COMMA_GROUPS: NumberLocale = { decimalPoint: ".", thousandsSeparator: ",", grouping: [3, 0] };
const UNDERSCORE_GROUPS: NumberLocale = {
  decimalPoint: ".",
  thousandsSeparator: "_",
  grouping: [3, 0],
};
const UNDERSCORE_FOUR_GROUPS: NumberLocale = {
  decimalPoint: ".",
  thousandsSeparator: "_",
  grouping: [4, 0],
};

function groupsOf(spec: FormatSpec, locale: NumberLocale): NumberLocale {
  if (spec.type === 110) return locale;
  switch (spec.grouping) {
    case GROUP_NONE:
      return C_LOCALE;
    case GROUP_COMMA:
      return COMMA_GROUPS;
    case GROUP_UNDERSCORE_FOUR:
      return UNDERSCORE_FOUR_GROUPS;
  }
  return UNDERSCORE_GROUPS;
}

/**
 * Inserts separators between groups of digits, and zeros before them up to `minWidth` characters; the
 * result never starts with a separator, and so may be one longer.
 */
export function groupDigits(digits: string, minWidth: number, groups: NumberLocale): string {
  const separator = groups.thousandsSeparator;
  let remaining = digits.length, width = minWidth;
  let result = "";
  let index = 0, size = 0, first = true;
  for (;;) {
    const next = index < groups.grouping.length ? groups.grouping[index] : 127;
    if (next === 127) size = Infinity;
    else if (next !== 0) {
      size = next;
      index++;
    }
    const length = Math.min(size, Math.max(remaining, width, 1));
    const taken = Math.min(remaining, length);
    const piece = "0".repeat(length - taken) + digits.slice(remaining - taken, remaining);
    result = first ? piece : piece + separator + result;
    first = false;
    remaining -= taken;
    width -= length;
    if (remaining <= 0 && width <= 0) return result;
    width -= separator.length;
  }
}

function repeat(cp: number, count: number): string {
  if (count <= 0) return "";
  if (count > MAX_TEXT) throw new CoreError("MemoryError", "");
  try {
    return String.fromCodePoint(cp).repeat(count);
  } catch (error) {
    throw memoryErrorOf(error);
  }
}

/** Puts sign, prefix, digits and rest together in the width that the specification asks for. */
function layOut(
  spec: FormatSpec,
  sign: string,
  prefix: string,
  digits: string,
  rest: string,
  groups: NumberLocale,
): string {
  const head = sign + prefix;
  if (groups.thousandsSeparator !== "" && digits !== "") {
    const zeroFill = spec.fill === 48 && spec.align === ALIGN_NUMBER;
    if (zeroFill && spec.width > MAX_TEXT) throw new CoreError("MemoryError", "");
    digits = groupDigits(digits, zeroFill ? spec.width - head.length - rest.length : 0, groups);
  }
  const missing = spec.width - head.length - digits.length - rest.length;
  if (missing <= 0) return head + digits + rest;
  switch (spec.align) {
    case ALIGN_LEFT:
      return head + digits + rest + repeat(spec.fill, missing);
    case ALIGN_CENTER: {
      const left = missing >> 1;
      return repeat(spec.fill, left) + head + digits + rest + repeat(spec.fill, missing - left);
    }
    case ALIGN_NUMBER:
      return head + repeat(spec.fill, missing) + digits + rest;
  }
  return repeat(spec.fill, missing) + head + digits + rest;
}

function signText(negative: boolean, sign: number): string {
  return negative ? "-" : sign === 43 ? "+" : sign === 32 ? " " : "";
}

/** int.__format__ with a specification that is not empty. */
export function formatInt(
  value: Int,
  spec: FormatSpec,
  typeName: string,
  locale: NumberLocale = C_LOCALE,
): string {
  switch (spec.type) {
    case 98: // b
      return formatInteger(value, spec, 2, "0b", locale);
    case 99: // c
      return formatCharacter(value, spec);
    case 100: // d
    case 110: // n
      return formatInteger(value, spec, 10, "", locale);
    case 111: // o
      return formatInteger(value, spec, 8, "0o", locale);
    case 120: // x
      return formatInteger(value, spec, 16, "0x", locale);
    case 88: // X
      return formatInteger(value, spec, 16, "0X", locale);
    case 101:
    case 69:
    case 102:
    case 70:
    case 103:
    case 71:
    case 37:
      return formatFloat(toDouble(value), spec, typeName, locale);
  }
  throw unknownCode(spec.type, typeName);
}

function checkInteger(spec: FormatSpec): void {
  if (spec.precision >= 0) {
    throw valueError("Precision not allowed in integer format specifier");
  }
  if (spec.noNegativeZero) {
    throw valueError("Negative zero coercion (z) not allowed in integer format specifier");
  }
}

function formatInteger(
  value: Int,
  spec: FormatSpec,
  base: number,
  prefix: string,
  locale: NumberLocale,
): string {
  checkInteger(spec);
  const negative = value < 0;
  let digits = base === 10 ? toDecimal(value) : toBase(value, base);
  if (negative) digits = digits.slice(1);
  if (spec.type === 88) digits = digits.toUpperCase();
  return layOut(
    spec,
    signText(negative, spec.sign),
    spec.alternate ? prefix : "",
    digits,
    "",
    groupsOf(spec, locale),
  );
}

/** Type "c". A character beyond U+FFFF makes the result astral as well. */
function formatCharacter(value: Int, spec: FormatSpec): string {
  checkInteger(spec);
  if (spec.sign !== 0) {
    throw valueError("Sign not allowed with integer format specifier 'c'");
  }
  if (spec.alternate) {
    throw valueError("Alternate form (#) not allowed with integer format specifier 'c'");
  }
  if (typeof value === "bigint" && (value >= 1n << 63n || value < -(1n << 63n))) {
    throw overflowError("Python int too large to convert to C long");
  }
  if (value < 0 || value > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
  const character = String.fromCodePoint(Number(value));
  // One character, however many units; the sign's place is empty, so "=" pads on the left.
  const missing = spec.width - 1;
  if (missing <= 0) return character;
  const left = spec.align === ALIGN_LEFT ? 0 : spec.align === ALIGN_CENTER ? missing >> 1 : missing;
  return repeat(spec.fill, left) + character + repeat(spec.fill, missing - left);
}

/** Whether the text of a formatted magnitude is zero. */
function isZeroText(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 101) break;
    if (unit !== 48 && unit !== 46) return false;
  }
  return true;
}

/** The part of a number's text before its point or exponent. */
function integerPartEnd(text: string): number {
  let end = 0;
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return end;
}

/** A formatted magnitude in its layout, with point, case and percent sign. */
function layOutFloat(
  value: number,
  text: string,
  spec: FormatSpec,
  sign: number,
  suffix: string,
  upper: boolean,
  locale: NumberLocale,
): string {
  const negative = hasMinus(value) && !(spec.noNegativeZero && isZeroText(text));
  const groups = groupsOf(spec, locale);
  if (upper) text = text.toUpperCase();
  const end = integerPartEnd(text);
  let rest = text.slice(end);
  if (groups.decimalPoint !== "." && rest.charCodeAt(0) === 46) {
    rest = groups.decimalPoint + rest.slice(1);
  }
  return layOut(spec, signText(negative, sign), "", text.slice(0, end), rest + suffix, groups);
}

interface FloatPresentation {
  code: FloatCode;
  precision: number;
  upper: boolean;
  percent: boolean;
}

function presentation(spec: FormatSpec): FloatPresentation | undefined {
  let code: FloatCode, precision = 6;
  const upper = spec.type === 69 || spec.type === 70 || spec.type === 71;
  switch (spec.type) {
    case 0:
      code = "r";
      precision = 0;
      break;
    case 101:
    case 69:
      code = "e";
      break;
    case 102:
    case 70:
    case 37:
      code = "f";
      break;
    case 103:
    case 71:
    case 110:
      code = "g";
      break;
    default:
      return undefined;
  }
  if (spec.precision > MAX_PRECISION) throw valueError("precision too big");
  if (spec.precision >= 0) {
    precision = spec.precision;
    if (code === "r") code = "g";
  }
  return { code, precision, upper, percent: spec.type === 37 };
}

function magnitudeText(
  value: number,
  shown: FloatPresentation,
  alternate: boolean,
  pointZero: boolean,
): string {
  if (shown.precision > MAX_TEXT) throw new CoreError("MemoryError", "");
  try {
    return formatMagnitude(value, shown.code, shown.precision, alternate, pointZero);
  } catch (error) {
    throw memoryErrorOf(error);
  }
}

/** float.__format__ with a specification that is not empty. */
export function formatFloat(
  value: number,
  spec: FormatSpec,
  typeName: string,
  locale: NumberLocale = C_LOCALE,
): string {
  const shown = presentation(spec);
  if (shown === undefined) throw unknownCode(spec.type, typeName);
  if (shown.percent) value *= 100;
  const text = magnitudeText(value, shown, spec.alternate, spec.type === 0);
  return layOutFloat(value, text, spec, spec.sign, shown.percent ? "%" : "", shown.upper, locale);
}

/** complex.__format__ with a specification that is not empty. */
export function formatComplex(
  real: number,
  imaginary: number,
  spec: FormatSpec,
  typeName: string,
  locale: NumberLocale = C_LOCALE,
): string {
  const shown = spec.type === 37 ? undefined : presentation(spec);
  if (shown === undefined) throw unknownCode(spec.type, typeName);
  if (spec.fill === 48) {
    throw valueError("Zero padding is not allowed in complex format specifier");
  }
  if (spec.align === ALIGN_NUMBER) {
    throw valueError("'=' alignment flag is not allowed in complex format specifier");
  }
  const onlyImaginary = spec.type === 0 && Object.is(real, 0);
  const part = (value: number, sign: number) => {
    const text = magnitudeText(value, shown, spec.alternate, false);
    return layOutFloat(value, text, { ...spec, width: -1 }, sign, "", shown.upper, locale);
  };
  const imaginaryText = part(imaginary, onlyImaginary ? spec.sign : 43) + "j";
  let text = onlyImaginary ? imaginaryText : part(real, spec.sign) + imaginaryText;
  if (spec.type === 0 && !onlyImaginary) text = `(${text})`;
  const missing = spec.width - text.length;
  if (missing <= 0) return text;
  const left = spec.align === ALIGN_RIGHT
    ? missing
    : spec.align === ALIGN_CENTER
    ? missing >> 1
    : 0;
  return repeat(spec.fill, left) + text + repeat(spec.fill, missing - left);
}

/** Throws what str.__format__ throws for a specification that strs do not allow. */
function checkString(spec: FormatSpec, typeName: string): void {
  if (spec.type !== 115) throw unknownCode(spec.type, typeName);
  if (spec.sign !== 0) {
    throw valueError(
      `${spec.sign === 32 ? "Space" : "Sign"} not allowed in string format specifier`,
    );
  }
  if (spec.noNegativeZero) {
    throw valueError("Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) {
    throw valueError("Alternate form (#) not allowed in string format specifier");
  }
  if (spec.align === ALIGN_NUMBER) {
    throw valueError("'=' alignment not allowed in string format specifier");
  }
}

/** str.__format__ of a str without astral characters. */
export function formatString(text: string, spec: FormatSpec, typeName = "str"): string {
  checkString(spec, typeName);
  if (spec.precision >= 0 && spec.precision < text.length) text = text.slice(0, spec.precision);
  const missing = spec.width - text.length;
  if (missing <= 0) return text;
  const left = spec.align === ALIGN_RIGHT
    ? missing
    : spec.align === ALIGN_CENTER
    ? missing >> 1
    : 0;
  return repeat(spec.fill, left) + text + repeat(spec.fill, missing - left);
}

/** str.__format__ of a str with astral characters. */
export function formatPoints(
  points: Uint32Array,
  spec: FormatSpec,
  typeName = "str",
): Uint32Array {
  checkString(spec, typeName);
  const length = spec.precision >= 0 ? Math.min(spec.precision, points.length) : points.length;
  const missing = Math.max(0, spec.width - length);
  if (missing > MAX_TEXT) throw new CoreError("MemoryError", "");
  const left = spec.align === ALIGN_RIGHT
    ? missing
    : spec.align === ALIGN_CENTER
    ? missing >> 1
    : 0;
  const result = new Uint32Array(length + missing).fill(spec.fill);
  result.set(points.subarray(0, length), left);
  return result;
}
