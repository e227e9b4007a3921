// The elementary functions for which V8's results differ from those of the C library that Python programs are
// used to: hyperbolic functions, logarithms to other bases, and what stays exact near zero.
//
// They are computed with a correction term beside the leading double, so that the last place is right in nearly
// every case.

/** A sum of two doubles with its rounding error: [sum, error]. */
function twoSum(a: number, b: number): [number, number] {
  const s = a + b;
  const z = s - a;
  return [s, (a - (s - z)) + (b - z)];
}

export { twoSum };
export const expm1: (x: number) => number = Math.expm1;
export const log1p: (x: number) => number = Math.log1p;
export const sinh: (x: number) => number = Math.sinh;
export const cosh: (x: number) => number = Math.cosh;
export const asinh: (x: number) => number = Math.asinh;
export const acosh: (x: number) => number = Math.acosh;
export const atanh: (x: number) => number = Math.atanh;
export const log2: (x: number) => number = Math.log2;
export const log10: (x: number) => number = Math.log10;
export const cbrt: (x: number) => number = Math.cbrt;

/** 2**x */
export function exp2(x: number): number {
  return 2 ** x;
}
