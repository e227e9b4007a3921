// Decimal numbers as text: reading, writing, formatting.

import { CONVERSION_SYNTAX, type Ctx, finalize, type Rounding } from "./context.ts";
import { toExponent } from "./arithmetic.ts";
import { Dec, ZERO } from "./number.ts";

const SYNTAX =
  /^([+-])?(?:(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?|\.(\d+)(?:e([+-]?\d+))?|(inf(?:inity)?)|(s)?nan(\d*))$/i;

/** Exponents are cut here: all beyond are out of any range. */
const EXPONENT_LIMIT = 4e18;

/** Digits that fit into a double, with a sign and a point perhaps: what most literals are. */
export function parsePlain(text: string): Dec | undefined {
  const n = text.length;
  if (n === 0 || n > 16) return undefined;
  const first = text.charCodeAt(0);
  const signed = first === 45 || first === 43;
  let coef = 0, point = -1;
  for (let i = signed ? 1 : 0; i < n; i++) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) coef = coef * 10 + c - 48;
    else if (c === 46 && point < 0) point = i;
    else return undefined;
  }
  const digits = n - (signed ? 1 : 0) - (point < 0 ? 0 : 1);
  if (digits === 0 || digits > 15) return undefined;
  return Dec.finite(first === 45, BigInt(coef), point < 0 ? 0 : point + 1 - n);
}

/** The number that a text spells, without underscores and white space around; `undefined` where it is none. */
export function parse(text: string): Dec | undefined {
  const m = SYNTAX.exec(text);
  if (m === null) return undefined;
  const negative = m[1] === "-";
  if (m[7] !== undefined) return Dec.infinity(negative);
  if (m[9] !== undefined) {
    return new Dec(m[8] ? "snan" : "nan", negative, m[9] === "" ? 0n : BigInt(m[9]), 0);
  }
  const whole = m[2] ?? "", fraction = m[3] ?? m[5] ?? "";
  const exponent = m[4] ?? m[6];
  let e = exponent === undefined ? 0 : Number(exponent);
  e = Math.max(-EXPONENT_LIMIT, Math.min(EXPONENT_LIMIT, e));
  return Dec.finite(negative, BigInt(whole + fraction), e - fraction.length);
}

/** The same in a context: rounded, and a NaN with Conversion_syntax where it is none. */
export function parseIn(text: string, ctx: Ctx): Dec {
  const v = parse(text);
  if (v === undefined) return ctx.invalid(CONVERSION_SYNTAX);
  if (v.isNaN && v.coef !== 0n && v.digits > ctx.prec - (ctx.clamp ? 1 : 0)) {
    return ctx.invalid(CONVERSION_SYNTAX);
  }
  return finalize(v, ctx);
}

function specialText(v: Dec): string {
  const sign = v.negative ? "-" : "";
  if (v.isInfinite) return sign + "Infinity";
  return sign + (v.kind === "snan" ? "sNaN" : "NaN") + (v.coef === 0n ? "" : v.coef.toString());
}

function digitsOf(coef: bigint): string {
  return coef < 9007199254740992n ? String(Number(coef)) : coef.toString();
}

/** To-scientific-string, or to-engineering-string. */
export function toText(v: Dec, engineering: boolean, capitals: boolean): string {
  if (v.isSpecial) return specialText(v);
  const digits = digitsOf(v.coef);
  const left = v.exp + digits.length;
  let point: number;
  if (v.exp <= 0 && left > -6) point = left;
  else if (!engineering) point = 1;
  else if (v.coef === 0n) point = positiveModulo(left + 1, 3) - 1;
  else point = positiveModulo(left - 1, 3) + 1;
  let whole: string, fraction: string;
  if (point <= 0) {
    whole = "0";
    fraction = "." + "0".repeat(-point) + digits;
  } else if (point >= digits.length) {
    whole = digits + "0".repeat(point - digits.length);
    fraction = "";
  } else {
    whole = digits.slice(0, point);
    fraction = "." + digits.slice(point);
  }
  let exponent = "";
  if (left !== point) {
    const e = left - point;
    exponent = (capitals ? "E" : "e") + (e < 0 ? "-" : "+") + Math.abs(e);
  }
  return (v.negative ? "-" : "") + whole + fraction + exponent;
}

function positiveModulo(a: number, b: number): number {
  return ((a % b) + b) % b;
}

// ---- format()

/** A parsed format specification. */
export interface DecimalFormat {
  fill: string;
  align: string;
  sign: string;
  noNegativeZero: boolean;
  zeroPad: boolean;
  width: number;
  grouping: string;
  precision: number | undefined;
  type: string;
}

const FORMAT = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGnN%])?$/su;

/** Parses a format specification; `undefined` where it is none. */
export function parseFormat(spec: string): DecimalFormat | undefined {
  const m = FORMAT.exec(spec);
  if (m === null) return undefined;
  const [, fill, align, sign, z, , zero, width, grouping, precision, type] = m;
  if (zero !== undefined && align !== undefined) {
    // an explicit alignment together with zero padding
    if (fill !== undefined || align !== undefined) return undefined;
  }
  if ((type === "n" || type === "N") && grouping !== undefined) return undefined;
  return {
    fill: fill ?? (zero ? "0" : " "),
    align: align ?? (zero ? "=" : ">"),
    sign: sign ?? "-",
    noNegativeZero: z !== undefined,
    zeroPad: zero !== undefined,
    width: width === undefined ? 0 : Number(width),
    grouping: grouping ?? "",
    precision: precision === undefined ? undefined : Number(precision),
    type: type ?? "",
  };
}

/** How digits are grouped and pointed. */
export interface Separators {
  point: string;
  thousands: string;
  /** The sizes of the groups from the right, the last one repeated; 0 ends grouping. */
  sizes: readonly number[];
}

/** Formats a number. */
export function format(
  v: Dec,
  f: DecimalFormat,
  separators: Separators,
  rounding: Rounding,
  capitals: boolean,
): string {
  let type = f.type;
  if (v.isSpecial) {
    const body = v.isInfinite
      ? "Infinity"
      : (v.kind === "snan" ? "sNaN" : "NaN") + (v.coef === 0n ? "" : v.coef.toString());
    const align = f.align === "=" && f.fill === "0" ? { ...f, fill: " " } : f;
    return pad(signOf(v.negative, f), body + (type === "%" ? "%" : ""), align);
  }
  if (type === "") type = capitals ? "G" : "g";
  if (type === "n") type = "g";
  if (type === "N") type = "G";
  let x = v;
  const { precision } = f;
  if (type === "%") x = Dec.finite(x.negative, x.coef, x.exp + 2);
  if (precision !== undefined) {
    if (type === "e" || type === "E") x = roundDigits(x, precision + 1, rounding);
    else if (type === "f" || type === "F" || type === "%") {
      x = toExponent(x, -precision, rounding).value;
    } else if (x.digits > precision) x = roundDigits(x, precision, rounding);
  }
  if (x.coef === 0n && x.exp > 0 && "fF%".includes(type)) x = ZERO.withSign(x.negative);
  let negative = x.negative;
  if (f.noNegativeZero && x.coef === 0n) negative = false;
  const digits = x.coef.toString();
  const left = x.exp + digits.length;
  let point: number;
  if (type === "e" || type === "E") {
    point = x.coef === 0n && precision !== undefined ? 1 - precision : 1;
  } else if (type === "f" || type === "F" || type === "%") point = left;
  else point = x.exp <= 0 && left > -6 ? left : 1;
  let whole: string, fraction: string;
  if (point < 0) {
    whole = "0";
    fraction = "0".repeat(-point) + digits;
  } else if (point > digits.length) {
    whole = digits + "0".repeat(point - digits.length);
    fraction = "";
  } else {
    whole = digits.slice(0, point) || "0";
    fraction = digits.slice(point);
  }
  const e = left - point;
  let tail = fraction === "" ? "" : separators.point + fraction;
  if (e !== 0 || type === "e" || type === "E") {
    const letter = type === "E" || type === "G" ? "E" : "e";
    tail += letter + (e < 0 ? "-" : "+") + Math.abs(e);
  }
  if (type === "%") tail += "%";
  const sign = signOf(negative, f);
  const room = f.align === "=" && f.fill === "0" ? f.width - tail.length - sign.length : 0;
  const grouped = group(whole, separators, room);
  return pad(sign, grouped + tail, f);
}

function signOf(negative: boolean, f: DecimalFormat): string {
  if (negative) return "-";
  return f.sign === "+" || f.sign === " " ? f.sign : "";
}

/** A number with that many digits. */
function roundDigits(v: Dec, places: number, rounding: Rounding): Dec {
  const p = Math.max(places, 1);
  if (v.coef === 0n) return v;
  const exp = v.adjusted + 1 - p;
  const r = toExponent(v, exp, rounding).value;
  // 9.99 may have become 10.0
  return r.adjusted === v.adjusted ? r : toExponent(r, exp + 1, rounding).value;
}

function pad(sign: string, body: string, f: DecimalFormat): string {
  const length = [...sign].length + [...body].length;
  if (length >= f.width) return sign + body;
  const missing = f.width - length;
  switch (f.align) {
    case "<":
      return sign + body + f.fill.repeat(missing);
    case ">":
      return f.fill.repeat(missing) + sign + body;
    case "=":
      return sign + f.fill.repeat(missing) + body;
    default: {
      const half = missing >> 1;
      return f.fill.repeat(half) + sign + body + f.fill.repeat(missing - half);
    }
  }
}

/** Groups digits, and fills with zeros up to `room` characters. */
function group(digits: string, s: Separators, room: number): string {
  if (s.thousands === "" || s.sizes.length === 0) return digits.padStart(room, "0");
  const groups: string[] = [];
  let rest = digits, width = room, i = 0;
  for (;;) {
    // 0 repeats the size before it, CHAR_MAX ends the grouping
    let size = s.sizes[Math.min(i, s.sizes.length - 1)];
    if (size === 0) size = s.sizes[Math.max(0, s.sizes.indexOf(0) - 1)];
    i++;
    if (size === 0 || size === 127) {
      groups.unshift(rest.padStart(width, "0"));
      break;
    }
    const length = Math.min(Math.max(rest.length, width, 1), size);
    const part = rest.slice(-length);
    groups.unshift(part.padStart(length, "0"));
    rest = rest.slice(0, Math.max(0, rest.length - length));
    width -= length;
    if (rest === "" && width <= 0) break;
    width -= s.thousands.length;
  }
  return groups.join(s.thousands);
}
