// The elementary functions for which V8's results differ from those of the C library that Python programs are
// used to: hyperbolic functions, logarithms to other bases, and what stays exact near zero.
//
import { exponentOf, scale } from "./float_parts.ts";

export const expm1: (x: number) => number = Math.expm1;
export const log1p: (x: number) => number = Math.log1p;
export const sinh: (x: number) => number = Math.sinh;
export const cosh: (x: number) => number = Math.cosh;
export const asinh: (x: number) => number = Math.asinh;
export const acosh: (x: number) => number = Math.acosh;
export const atanh: (x: number) => number = Math.atanh;
export const cbrt: (x: number) => number = Math.cbrt;
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

/** 2**x */
export function exp2(x: number): number {
  return 2 ** x;
}
