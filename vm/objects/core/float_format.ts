// The digits of doubles at a given precision: what %e, %f, %g and round() are made of.
//
// Python rounds the exact decimal value of a double, ties to even. JavaScript's toFixed, toExponential and
// toPrecision round the exact value too, but ties go up, and they end at 100 digits (toFixed at 1e21). So
// they serve wherever there is no tie, and the exact expansion in bigints does the rest.

import { overflowError, valueError } from "./core_error.ts";
import { fromIntegralDouble, type Int } from "./int_core.ts";
import { decompose, pythonExponent, reprFloat } from "./float_text.ts";

const JS_MAX_DIGITS = 100;
const JS_MAX_FIXED = 1e21;

/** |value| = 0.digits × 10^point exactly; `digits` has no leading zero and is "" for zero. */
interface Decimal {
  digits: string;
  point: number;
}

function exactDecimal(magnitude: number): Decimal {
  if (magnitude === 0) return { digits: "", point: 0 };
  const { mantissa, exponent } = decompose(magnitude);
  if (exponent >= 0) {
    const digits = (mantissa << BigInt(exponent)).toString();
    return { digits, point: digits.length };
  }
  // m / 2^k is m·5^k / 10^k.
  const digits = (mantissa * 5n ** BigInt(-exponent)).toString();
  return { digits, point: digits.length + exponent };
}

/** Rounds to `keep` leading digits, half to even; the result may have fewer (trailing zeros implied). */
function roundDecimal(decimal: Decimal, keep: number): Decimal {
  const { digits, point } = decimal;
  if (digits.length <= keep) return decimal;
  if (keep < 0) return { digits: "", point };
  const kept = digits.slice(0, keep);
  const next = digits.charCodeAt(keep) - 48;
  let up = next > 5;
  if (next === 5) {
    const odd = keep > 0 && (digits.charCodeAt(keep - 1) & 1) === 1;
    up = odd || hasNonZero(digits, keep + 1);
  }
  if (!up) return { digits: kept, point };
  const increased = (BigInt(kept === "" ? "0" : kept) + 1n).toString();
  return increased.length > keep
    ? { digits: increased, point: point + 1 }
    : { digits: increased, point };
}

function hasNonZero(digits: string, from: number): boolean {
  for (let i = from; i < digits.length; i++) if (digits.charCodeAt(i) !== 48) return true;
  return false;
}

/** |value| with `decimals` digits after the point; `decimals >= 0`. */
export function fixedDigits(magnitude: number, decimals: number): string {
  if (magnitude < JS_MAX_FIXED && decimals <= JS_MAX_DIGITS) {
    // A double has as many decimals as it has fractional bits, so it is a tie exactly when it has one
    // bit more than there are decimals to keep.
    const scaled = magnitude * 2 ** decimals;
    if (Math.floor(scaled) === scaled || Math.floor(scaled * 2) !== scaled * 2) {
      return magnitude.toFixed(decimals);
    }
  }
  const exact = exactDecimal(magnitude);
  const { digits, point } = roundDecimal(exact, exact.point + decimals);
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  if (decimals === 0) return whole;
  const fraction = point >= 0
    ? digits.slice(point)
    : "0".repeat(Math.min(-point, decimals)) + digits;
  return whole + "." + fraction.padEnd(decimals, "0");
}

/** |value| as `d.ddde±xx` with `decimals` digits after the point. */
export function exponentDigits(magnitude: number, decimals: number): string {
  if (magnitude === 0) return (decimals > 0 ? "0." + "0".repeat(decimals) : "0") + "e+00";
  if (decimals < JS_MAX_DIGITS) {
    // A tie has exactly one digit more, and that digit is a 5.
    const longer = magnitude.toExponential(decimals + 1);
    if (longer.charCodeAt(longer.indexOf("e") - 1) !== 53) {
      return pythonExponent(magnitude.toExponential(decimals));
    }
  }
  const { digits, point } = roundDecimal(exactDecimal(magnitude), decimals + 1);
  const exponent = point - 1;
  const fraction = decimals > 0 ? "." + digits.slice(1, decimals + 1).padEnd(decimals, "0") : "";
  const size = Math.abs(exponent);
  return `${digits[0]}${fraction}e${exponent < 0 ? "-" : "+"}${size < 10 ? "0" : ""}${size}`;
}

function stripZeros(text: string): string {
  if (!text.includes(".")) return text;
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end--;
  if (text.charCodeAt(end - 1) === 46) end--;
  return text.slice(0, end);
}

/** %g by way of toPrecision, undefined where its layout or its rounding of ties is not Python's. */
function quickGeneral(
  magnitude: number,
  precision: number,
  pointZero: boolean,
): string | undefined {
  const longer = magnitude.toExponential(precision);
  if (longer.charCodeAt(longer.indexOf("e") - 1) === 53) return undefined;
  const text = magnitude.toPrecision(precision);
  const exponent = text.indexOf("e");
  if (exponent >= 0) {
    return stripZeros(text.slice(0, exponent)) + pythonExponent(text.slice(exponent));
  }
  if (!pointZero) return stripZeros(text);
  // Without a point, the exponent is the largest that this layout has; format()'s empty type ends before.
  if (!text.includes(".")) return undefined;
  const stripped = stripZeros(text);
  return stripped.includes(".") ? stripped : stripped + ".0";
}

/** |value| as %g gives it. `pointZero` is format()'s empty type: never looks like an int. */
function generalDigits(
  magnitude: number,
  precision: number,
  alternate: boolean,
  pointZero: boolean,
): string {
  if (precision === 0) precision = 1;
  if (magnitude >= 1e-4 && precision < JS_MAX_DIGITS && !alternate) {
    const quick = quickGeneral(magnitude, precision, pointZero);
    if (quick !== undefined) return quick;
  }
  const scientific = exponentDigits(magnitude, precision - 1);
  const at = scientific.indexOf("e");
  const exponent = Number(scientific.slice(at + 1));
  if (exponent < -4 || exponent >= precision - (pointZero ? 1 : 0)) {
    const mantissa = scientific.slice(0, at);
    if (!alternate) return stripZeros(mantissa) + scientific.slice(at);
    return (mantissa.includes(".") ? mantissa : mantissa + ".") + scientific.slice(at);
  }
  const fixed = fixedDigits(magnitude, precision - 1 - exponent);
  if (alternate) return fixed.includes(".") ? fixed : fixed + ".";
  const stripped = stripZeros(fixed);
  return pointZero && !stripped.includes(".") ? stripped + ".0" : stripped;
}

/** The presentations of a double; upper case is the caller's. "r" is repr's digits, without ".0". */
export type FloatCode = "e" | "f" | "g" | "r";

/**
 * |value| in the presentation `code`: "inf" and "nan" included, no sign. `alternate` is the "#" flag;
 * `pointZero` adds ".0" where "g" or "r" would look like an int.
 */
export function formatMagnitude(
  value: number,
  code: FloatCode,
  precision: number,
  alternate: boolean,
  pointZero: boolean,
): string {
  if (value !== value) return "nan";
  const magnitude = Math.abs(value);
  if (magnitude === Infinity) return "inf";
  switch (code) {
    case "f": {
      const text = fixedDigits(magnitude, precision);
      return alternate && precision === 0 ? text + "." : text;
    }
    case "e": {
      const text = exponentDigits(magnitude, precision);
      return alternate && precision === 0 ? text.replace("e", ".e") : text;
    }
    case "g":
      return generalDigits(magnitude, precision, alternate, pointZero);
  }
  const text = reprFloat(magnitude);
  if (text.endsWith(".0")) {
    return pointZero ? text : alternate ? text.slice(0, -1) : text.slice(0, -2);
  }
  return alternate && !text.includes(".") ? text.replace("e", ".e") : text;
}

/** Whether a "-" stands before the value: NaN has no sign in Python's text. */
export function hasMinus(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

const MAX_ROUND_DIGITS = 323;
const MIN_ROUND_DIGITS = -308;

/** round(value, digits): the exact value rounded half to even. */
export function roundToDigits(value: number, digits: number): number {
  if (value - value !== 0 || value === 0 || digits > MAX_ROUND_DIGITS) return value;
  if (digits < MIN_ROUND_DIGITS) return value < 0 ? -0 : 0;
  const magnitude = Math.abs(value);
  let rounded: number;
  if (digits >= 0) {
    rounded = magnitude >= 4503599627370496 ? magnitude : Number(fixedDigits(magnitude, digits));
  } else {
    const exact = exactDecimal(magnitude);
    const { digits: kept, point } = roundDecimal(exact, exact.point + digits);
    rounded = kept === "" ? 0 : Number(`0.${kept}e${point}`);
    if (rounded === Infinity) throw overflowError("rounded value too large to represent");
  }
  return value < 0 ? -rounded : rounded;
}

/** round(value): the nearest int, half to even. */
export function roundToInt(value: number): Int {
  if (value !== value) throw valueError("cannot convert float NaN to integer");
  if (value === Infinity || value === -Infinity) {
    throw overflowError("cannot convert float infinity to integer");
  }
  const floor = Math.floor(value), rest = value - floor;
  if (rest < 0.5) return fromIntegralDouble(floor);
  if (rest > 0.5) return fromIntegralDouble(floor + 1);
  return fromIntegralDouble(floor % 2 === 0 ? floor : floor + 1);
}
