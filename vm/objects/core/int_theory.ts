// Number theory on Ints: modular powers and inverses, integer square roots, greatest common divisors.
// Results are canonical (see int_core.ts).

import { valueError } from "./core_error.ts";
import { bitLength, canonical, type Int, mod, modBig, modSmall } from "./int_core.ts";

/** Below this, the product of two residues is a safe integer. */
const SMALL_MODULUS = 94906265;

/** pow(base, exponent, modulus), with the sign of the modulus; a negative exponent inverts the base. */
export function powmod(base: Int, exponent: Int, modulus: Int): Int {
  if (modulus === 0) throw valueError("pow() 3rd argument cannot be 0");
  if (modulus === 1 || modulus === -1) return 0;
  if (exponent < 0) {
    base = inverse(base, modulus);
    exponent = typeof exponent === "number" ? -exponent : -exponent;
  }
  if (
    typeof modulus === "number" && typeof exponent === "number" && modulus <= SMALL_MODULUS &&
    modulus >= -SMALL_MODULUS
  ) {
    const magnitude = Math.abs(modulus);
    let square = mod(base, magnitude) as number;
    let result = 1, rest = exponent;
    while (rest > 0) {
      if (rest % 2 === 1) result = result * square % magnitude;
      rest = Math.floor(rest / 2);
      square = square * square % magnitude;
    }
    return modSmall(result, modulus);
  }
  const magnitude = BigInt(modulus < 0 ? -modulus : modulus);
  const result = powmodBig(modBig(BigInt(base), magnitude), BigInt(exponent), magnitude);
  return canonical(modulus < 0 && result !== 0n ? result - magnitude : result);
}

/** Left-to-right sliding windows over the exponent's bits; all arguments positive, base < modulus. */
function powmodBig(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (exponent === 0n) return 1n;
  const bits = exponent.toString(2);
  const window = bits.length < 24 ? 1 : bits.length < 120 ? 3 : bits.length < 700 ? 4 : 5;
  // odd[i] is base^(2i+1).
  const odd: bigint[] = [base];
  if (window > 1) {
    const square = base * base % modulus;
    for (let i = 1; i < 1 << (window - 1); i++) odd.push(odd[i - 1] * square % modulus);
  }
  let result = 1n;
  let at = 0;
  while (at < bits.length) {
    if (bits.charCodeAt(at) === 48) {
      result = result * result % modulus;
      at++;
      continue;
    }
    let end = Math.min(at + window, bits.length);
    while (bits.charCodeAt(end - 1) === 48) end--;
    for (let i = at; i < end; i++) result = result * result % modulus;
    result = result * odd[parseInt(bits.slice(at, end), 2) >> 1] % modulus;
    at = end;
  }
  return result;
}

function inverse(value: Int, modulus: Int): Int {
  const m = BigInt(modulus < 0 ? -modulus : modulus);
  let [r0, r1] = [m, modBig(BigInt(value), m)];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  if (r0 !== 1n) throw valueError("base is not invertible for the given modulus");
  return canonical(modBig(t0, m));
}

/** The largest r with r*r <= value. */
export function isqrt(value: Int): Int {
  if (value < 0) throw valueError("isqrt() argument must be nonnegative");
  if (typeof value === "number") {
    // The root is below 2^27, so its square is exact and one step of correction is enough.
    const root = Math.floor(Math.sqrt(value));
    return root * root > value ? root - 1 : root;
  }
  return canonical(isqrtBig(value, bitLength(value)));
}

/**
 * Zimmermann's recursive square root without its remainder: the root of the upper half of the bits,
 * refined by one Newton division to the full width, is at most one too large.
 */
function isqrtBig(value: bigint, bits: number): bigint {
  if (bits <= 104) {
    let root = BigInt(Math.floor(Math.sqrt(Number(value))));
    // The double root is off by less than one after one Newton step.
    root = root + value / root >> 1n;
    while (root * root > value) root--;
    while ((root + 1n) * (root + 1n) <= value) root++;
    return root;
  }
  const quarter = BigInt(bits - 1 >> 2);
  const upper = value >> 2n * quarter;
  const root = isqrtBig(upper, bits - 2 * Number(quarter));
  const refined = (root << quarter) + ((value >> quarter) / root) >> 1n;
  // Newton from below or above lands at or above the true root, at most a few units away.
  let result = refined;
  while (result * result > value) result--;
  while ((result + 1n) * (result + 1n) <= value) result++;
  return result;
}

function gcdSmall(a: number, b: number): number {
  while (b !== 0) {
    const remainder = a % b;
    a = b;
    b = remainder;
  }
  return a;
}

/** The greatest common divisor, never negative. */
export function gcd(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") return gcdSmall(Math.abs(a), Math.abs(b));
  return gcdBig(BigInt(a < 0 ? -a : a), BigInt(b < 0 ? -b : b));
}

const LEHMER_BITS = 50;

/**
 * Lehmer's algorithm: as many quotients as the leading bits of both numbers settle are found in doubles
 * and applied to the bigints in one linear combination.
 */
function gcdBig(a: bigint, b: bigint): Int {
  if (a < b) [a, b] = [b, a];
  for (;;) {
    if (b === 0n) return canonical(a);
    const size = bitLength(a);
    if (size <= 53) return gcdSmall(Number(a), Number(b));
    const shift = BigInt(size - LEHMER_BITS);
    let x = Number(a >> shift), y = Number(b >> shift);
    let ca = 1, cb = 0, da = 0, db = 1;
    // Collins's condition: the quotient is certain while both bounds give the same one.
    for (;;) {
      if (y + da === 0 || y + db === 0) break;
      const quotient = Math.floor((x + ca) / (y + da));
      if (quotient !== Math.floor((x + cb) / (y + db))) break;
      // The coefficients stay below 2^26, so that every product here is exact.
      const nextA = ca - quotient * da, nextB = cb - quotient * db;
      if (Math.abs(nextA) > 67108864 || Math.abs(nextB) > 67108864) break;
      const nextX = x - quotient * y;
      [ca, da] = [da, nextA];
      [cb, db] = [db, nextB];
      x = y;
      y = nextX;
    }
    if (cb === 0) {
      [a, b] = [b, a % b];
    } else {
      const nextA = BigInt(ca) * a + BigInt(cb) * b;
      b = BigInt(da) * a + BigInt(db) * b;
      a = nextA;
      if (a < b) [a, b] = [b, a];
    }
  }
}

/** The least common multiple, never negative. */
export function lcm(a: Int, b: Int): Int {
  if (a === 0 || b === 0) return 0;
  const divisor = BigInt(gcd(a, b));
  const multiple = BigInt(a) / divisor * BigInt(b);
  return canonical(multiple < 0n ? -multiple : multiple);
}
