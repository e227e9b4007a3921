// `**` of floats, and of complex numbers where a float's power is one.

import { PyComplex } from "./complex.ts";
import { PyFloat } from "./float.ts";
import type { Value } from "./object.ts";
import { exception, overflowError, zeroDivisionError } from "./raise.ts";

function isOddInteger(v: number): boolean {
  return Math.abs(v % 2) === 1;
}

/** pow() of C99: what JavaScript's `**` says of NaN and infinite exponents to base 1 differs. */
function realPower(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x === -1 && (y === Infinity || y === -Infinity)) return 1;
  // these are right to the last place, as C's pow is here and V8's is not always
  if (y === 2) return x * x;
  if (y === 0.5 && x > 0) return Math.sqrt(x);
  return x ** y;
}

/** The OverflowError that C's errno ERANGE becomes. */
export function rangeError(): Value {
  return exception("OverflowError", 34, "Numerical result out of range");
}

/** `x ** y` of doubles: a float, or a complex number for a broken power of a negative one. */
export function floatPower(x: number, y: number): Value {
  if (x === 0 && y < 0 && y !== -Infinity) {
    throw zeroDivisionError("0.0 cannot be raised to a negative power");
  }
  const finite = x - x === 0 && y - y === 0;
  if (finite && x < 0 && Math.floor(y) !== y) return complexPower(x, 0, y, 0);
  // the magnitude first, so that -0.0 and signs come out as C's pow has them
  const r = finite && x < 0 ? realPower(-x, y) : realPower(x, y);
  if (finite && (r === Infinity || r === -Infinity)) throw rangeError();
  return new PyFloat(finite && x < 0 && isOddInteger(y) ? -r : r);
}

/** `x ** y` where it is a plain number of positive base; NaN where `floatPower` has to say what it is. */
export function doublePower(x: number, y: number): number {
  return x > 0 ? realPower(x, y) : NaN;
}

const SPLITTER = 134217729;

/** The length of a vector, right to the last place: the error of the squares corrects the root. */
export function hypot(x: number, y: number): number {
  x = Math.abs(x);
  y = Math.abs(y);
  if (x === Infinity || y === Infinity) return Infinity;
  if (x < y) [x, y] = [y, x];
  if (y === 0 || x !== x || y !== y) return x + y;
  // scaled so that no square overflows or loses bits
  const exponent = Math.floor(Math.log2(x));
  const half = exponent >> 1;
  const a = x * 2 ** -half * 2 ** -(exponent - half);
  const b = y * 2 ** -half * 2 ** -(exponent - half);
  const aa = a * a, bb = b * b;
  const h = Math.sqrt(aa + bb);
  // aa + bb - h*h exactly enough: each square with its rounding error
  const residual = (squareError(a, aa) + squareError(b, bb) - squareError(h, h * h)) +
    sumResidual(aa, bb, h * h);
  return (h + residual / (2 * h)) * 2 ** half * 2 ** (exponent - half);
}

/** a*a - product, exactly (Dekker). */
function squareError(a: number, product: number): number {
  const t = SPLITTER * a;
  const high = t - (t - a), low = a - high;
  return ((high * high - product) + 2 * high * low) + low * low;
}

/** x + y - z with x >= y, where z is near x + y. */
function sumResidual(x: number, y: number, z: number): number {
  const sum = x + y;
  const error = y - (sum - x);
  return (sum - z) + error;
}

/** A complex product. */
export function complexProduct(ar: number, ai: number, br: number, bi: number): PyComplex {
  return new PyComplex(ar * br - ai * bi, ar * bi + ai * br);
}

/** A complex quotient: both parts of the divisor are divided by the larger one (Smith's method). */
export function complexQuotient(ar: number, ai: number, br: number, bi: number): PyComplex {
  const absR = Math.abs(br), absI = Math.abs(bi);
  let re: number, im: number;
  if (absR >= absI) {
    if (absR === 0) throw zeroDivisionError("complex division by zero");
    const ratio = bi / br, denominator = br + bi * ratio;
    re = (ar + ai * ratio) / denominator;
    im = (ai - ar * ratio) / denominator;
  } else if (absI >= absR) {
    const ratio = br / bi, denominator = br * ratio + bi;
    re = (ar * ratio + ai) / denominator;
    im = (ai * ratio - ar) / denominator;
  } else {
    re = im = NaN;
  }
  return new PyComplex(re, im);
}

function isInfinite(v: number): boolean {
  return v === Infinity || v === -Infinity;
}

/** `(ar+ai·j) ** (br+bi·j)`, with the errors of complex.__pow__. */
export function complexPower(ar: number, ai: number, br: number, bi: number): PyComplex {
  let r: PyComplex;
  if (bi === 0 && br === Math.floor(br) && Math.abs(br) <= 100) {
    r = br >= 0 ? smallPower(ar, ai, br) : inverse(smallPower(ar, ai, -br));
  } else {
    r = polarPower(ar, ai, br, bi);
  }
  if (isInfinite(r.re) || isInfinite(r.im)) throw overflowError("complex exponentiation");
  return r;
}

function undefinedPower(): never {
  throw zeroDivisionError("0.0 to a negative or complex power");
}

function inverse(z: PyComplex): PyComplex {
  if (z.re === 0 && z.im === 0) undefinedPower();
  return complexQuotient(1, 0, z.re, z.im);
}

/** A power by squaring, `n` from 0 to 100. */
function smallPower(re: number, im: number, n: number): PyComplex {
  let r = new PyComplex(1, 0), p = new PyComplex(re, im);
  for (let mask = 1; n >= mask; mask *= 2) {
    if (n & mask) r = complexProduct(r.re, r.im, p.re, p.im);
    p = complexProduct(p.re, p.im, p.re, p.im);
  }
  return r;
}

function polarPower(ar: number, ai: number, br: number, bi: number): PyComplex {
  if (br === 0 && bi === 0) return new PyComplex(1, 0);
  if (ar === 0 && ai === 0) {
    if (bi !== 0 || br < 0) undefinedPower();
    return new PyComplex(0, 0);
  }
  const magnitude = hypot(ar, ai);
  let length = realPower(magnitude, br);
  const angle = Math.atan2(ai, ar);
  let phase = angle * br;
  if (bi !== 0) {
    length *= Math.exp(-angle * bi);
    phase += bi * Math.log(magnitude);
  }
  return new PyComplex(length * Math.cos(phase), length * Math.sin(phase));
}
