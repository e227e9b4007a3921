// The elementary functions for which V8's results differ from those of the C library that Python programs are
// used to: hyperbolic functions, logarithms to other bases, and what stays exact near zero.
//
import { exponentOf, frexp, scale } from "./float_parts.ts";

export const expm1: (x: number) => number = Math.expm1;
export const log1p: (x: number) => number = Math.log1p;
export const sinh: (x: number) => number = Math.sinh;
export const cosh: (x: number) => number = Math.cosh;
export const asinh: (x: number) => number = Math.asinh;
export const acosh: (x: number) => number = Math.acosh;
export const atanh: (x: number) => number = Math.atanh;
export const log2: (x: number) => number = Math.log2;

const INVERSE_LN10 = 4.34294481903251816668e-01;
/** log10(2) in two parts: the product of the first with an exponent is exact. */
const LOG10_2_HIGH = 3.01029995663611771306e-01;
const LOG10_2_LOW = 3.69423907715893078616e-13;

/** The logarithm to base 10: the exponent's share exactly, the mantissa's by the natural logarithm. */
export function log10(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log10(x);
  const k = exponentOf(x) - 1;
  const negative = k < 0 ? 1 : 0;
  const y = k + negative;
  const mantissa = scale(x, -k - negative);
  return y * LOG10_2_HIGH + (y * LOG10_2_LOW + INVERSE_LN10 * Math.log(mantissa));
}

/** Powers of the cube root of 2, from -2 to 2. */
const ROOTS = [
  0.6299605249474365823836,
  0.7937005259840997373759,
  1,
  1.2599210498948731648,
  1.5874010519681994748,
];

/** The cube root: a polynomial for the mantissa and one step of Halley's method. */
export function cbrt(x: number): number {
  if (x === 0 || x - x !== 0) return x;
  const [m, e] = frexp(Math.abs(x));
  const u = 0.354895765043919860 +
    (1.50819193781584896 -
        (2.11499494167371287 -
            (2.44693122278083564 -
                (1.83469277483613086 -
                    (0.784932344976639262 - 0.145263899385486367 * m) * m) * m) * m) * m) * m;
  const cube = u * u * u;
  const rest = e % 3;
  const y = u * (cube + 2 * m) / (2 * cube + m) * ROOTS[2 + rest];
  const r = scale(y, (e - rest) / 3);
  return x < 0 ? -r : r;
}

/** 2**x */
export function exp2(x: number): number {
  return 2 ** x;
}
