// The parts of doubles: mantissa and exponent, neighbours, and the operations of C's libm that are exact.

import { decompose } from "../../vm/objects/core/float_text.ts";
import { scaledToDouble } from "../../vm/objects/core/int_core.ts";

const view = new DataView(new ArrayBuffer(8));

/** The bits of a double as a signed 64-bit integer. */
export function bitsOf(x: number): bigint {
  view.setFloat64(0, x);
  return view.getBigInt64(0);
}

function fromBits(bits: bigint): number {
  view.setBigInt64(0, bits);
  return view.getFloat64(0);
}

/** The exponent field of a finite double other than 0, as `frexp` counts it: 0.5 <= |x| / 2**e < 1. */
export function exponentOf(x: number): number {
  view.setFloat64(0, x);
  const field = (view.getUint16(0) >> 4) & 0x7ff;
  if (field !== 0) return field - 1022;
  view.setFloat64(0, x * 18014398509481984); // 2**54 makes a normal number of it
  return ((view.getUint16(0) >> 4) & 0x7ff) - 1076;
}

/** C's frexp. */
export function frexp(x: number): [number, number] {
  if (x === 0 || x - x !== 0) return [x, 0];
  const e = exponentOf(x);
  return [scale(x, -e), e];
}

/** x * 2**e, rounded once. */
export function scale(x: number, e: number): number {
  if (x === 0 || x - x !== 0) return x;
  if (e > -1000 && e < 1000) {
    const r = x * 2 ** e;
    // a normal result is exact
    if (Math.abs(r) >= 2.2250738585072014e-308 || e >= 0) return r;
  }
  if (e > 2200) return x * Infinity;
  if (e < -2200) return x < 0 ? -0 : 0;
  for (; e > 1000; e -= 1000) x *= 2 ** 1000;
  if (e > 0) return x * 2 ** e;
  // down to a subnormal result with one rounding: exact steps first
  const own = exponentOf(x);
  const exact = Math.max(e, Math.min(0, -1021 - own));
  for (let left = exact; left < 0;) {
    const step = Math.max(left, -1000);
    x *= 2 ** step;
    left -= step;
  }
  e -= exact;
  if (e < -1000) return x < 0 ? -0 : 0;
  return x * 2 ** e;
}

/** The double that is `steps` places after x towards y. */
export function nextAfter(x: number, y: number, steps: bigint): number {
  if (steps === 0n) return x;
  if (x !== x) return x;
  if (y !== y) return y;
  if (x === y) return y;
  // doubles in their order as integers, -0 and 0 as one
  const from = ordinal(x), to = ordinal(y);
  const r = from < to
    ? (to - from <= steps ? to : from + steps)
    : (from - to <= steps ? to : from - steps);
  if (r === 0n) return from < 0n ? -0 : 0;
  if (r === to) return y;
  return r > 0n ? fromBits(r) : -fromBits(-r);
}

function ordinal(x: number): bigint {
  const bits = bitsOf(Math.abs(x));
  return x < 0 ? -bits : bits;
}

/** The distance to the next double away from zero. */
export function ulp(x: number): number {
  if (x !== x) return x;
  x = Math.abs(x);
  if (x === Infinity) return x;
  const next = fromBits(bitsOf(x) + 1n);
  return next === Infinity ? x - fromBits(bitsOf(x) - 1n) : next - x;
}

/** The mantissa of a finite double with its sign, and its exponent. */
function signedParts(x: number): { mantissa: bigint; exponent: number } {
  const parts = decompose(x);
  return x < 0 ? { mantissa: -parts.mantissa, exponent: parts.exponent } : parts;
}

/** x * y + z of finite doubles, rounded once. */
export function fusedMultiplyAdd(x: number, y: number, z: number): number {
  if (x === 0 || y === 0) return x * y + z;
  const a = signedParts(x), b = signedParts(y), c = signedParts(z);
  const e = a.exponent + b.exponent;
  const low = Math.min(e, c.exponent);
  const sum = (a.mantissa * b.mantissa << BigInt(e - low)) +
    (c.mantissa << BigInt(c.exponent - low));
  if (sum === 0n) return 0;
  return sum < 0n ? -scaledToDouble(-sum, low) : scaledToDouble(sum, low);
}

/** IEEE 754's remainder: x - n*y with n nearest to x/y, half to even. */
export function ieeeRemainder(x: number, y: number): number {
  if (x !== x) return x;
  if (y !== y) return y;
  if (x - x !== 0) return NaN;
  if (y - y !== 0) return x;
  const a = Math.abs(x), b = Math.abs(y);
  const m = a % b;
  const c = b - m;
  let r: number;
  if (m < c) r = m;
  else if (m > c) r = -c;
  else r = m - 2 * ((0.5 * (a - m)) % b);
  return x < 0 || Object.is(x, -0) ? -r : r;
}

/** |x| with the sign of y. */
export function copySign(x: number, y: number): number {
  const negative = y < 0 || Object.is(y, -0) || y !== y && bitsOf(y) < 0n;
  return negative ? -Math.abs(x) : Math.abs(x);
}
