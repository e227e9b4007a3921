// Exact integer arithmetic on the representation that Python ints have here.
//
// Invariant, kept by every function that returns an Int: it is a `number` when its value lies within
// ±(2^53 - 1), never -0, and a `bigint` only when it lies outside. So equal ints are `===`, and
// `typeof x === "number"` says "small int" everywhere.
//
// The number paths rely on three facts about doubles: the sum or product of two safe integers is exact
// whenever its rounded value is a safe integer; JavaScript's `%` is exact; and Math.floor(x / y) is the
// true floor whenever |x| + |y| < 2^53, because the quotient's distance to the next integer is at least
// 1/|y|, more than half a unit in its last place.

import {
  CoreError,
  memoryErrorOf,
  overflowError,
  valueError,
  zeroDivisionError,
} from "./core_error.ts";

/** A Python int: number within ±(2^53 - 1), bigint outside. */
export type Int = number | bigint;

export const MAX_SAFE = Number.MAX_SAFE_INTEGER;
export const MIN_SAFE = Number.MIN_SAFE_INTEGER;
const MAX_SAFE_BIG = BigInt(MAX_SAFE);
const MIN_SAFE_BIG = BigInt(MIN_SAFE);
const TWO_32 = 4294967296;
const TWO_53 = 9007199254740992;
/** V8 refuses a BigInt of more bits than this. */
export const MAX_BIGINT_BITS = 1073741824;

/** The one canonical form of a bigint's value. */
export function canonical(value: bigint): Int {
  return value <= MAX_SAFE_BIG && value >= MIN_SAFE_BIG ? Number(value) : value;
}

/** The Int of a double that is known to be integral. */
export function fromIntegralDouble(value: number): Int {
  return value <= MAX_SAFE && value >= MIN_SAFE ? value + 0 : BigInt(value);
}

/** int(float): towards zero; infinities and NaN raise what CPython raises. */
export function fromDouble(value: number): Int {
  if (value <= MAX_SAFE && value >= MIN_SAFE) return Math.trunc(value) + 0;
  if (value !== value) throw valueError("cannot convert float NaN to integer");
  if (value === Infinity || value === -Infinity) {
    throw overflowError("cannot convert float infinity to integer");
  }
  return BigInt(value);
}

/** float(int): to nearest, half to even; too large raises OverflowError. */
export function toDouble(value: Int): number {
  if (typeof value === "number") return value;
  const double = Number(value);
  if (double === Infinity || double === -Infinity) {
    throw overflowError("int too large to convert to float");
  }
  return double;
}

export function add(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (sum <= MAX_SAFE && sum >= MIN_SAFE) return sum;
  }
  return canonical(BigInt(a) + BigInt(b));
}

export function sub(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (difference <= MAX_SAFE && difference >= MIN_SAFE) return difference;
  }
  return canonical(BigInt(a) - BigInt(b));
}

export function mul(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    // Adding 0 turns -0 into 0 and changes nothing else.
    if (product <= MAX_SAFE && product >= MIN_SAFE) return product + 0;
  }
  return mulBig(BigInt(a), BigInt(b));
}

function mulBig(a: bigint, b: bigint): Int {
  try {
    return canonical(a * b);
  } catch (error) {
    throw memoryErrorOf(error);
  }
}

export function negate(a: Int): Int {
  return typeof a === "number" ? 0 - a : canonical(-a);
}

export function abs(a: Int): Int {
  if (typeof a === "number") return a < 0 ? -a : a;
  return a < 0n ? -a : a;
}

export function sign(a: Int): -1 | 0 | 1 {
  return a > 0 ? 1 : a < 0 ? -1 : 0;
}

/** Floor division of safe integers, `b` not 0. */
export function floordivSmall(a: number, b: number): number {
  if ((a | 0) === a && (b | 0) === b) return Math.floor(a / b) + 0;
  const remainder = a % b;
  const quotient = (a - remainder) / b;
  return (remainder !== 0 && remainder < 0 !== b < 0 ? quotient - 1 : quotient) + 0;
}

/** Modulo of safe integers with the sign of `b`, `b` not 0. */
export function modSmall(a: number, b: number): number {
  if ((a | 0) === a && (b | 0) === b) return a - Math.floor(a / b) * b;
  const remainder = a % b;
  return (remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder) + 0;
}

export function floordiv(a: Int, b: Int): Int {
  if (b === 0) throw zeroDivisionError("integer division or modulo by zero");
  if (typeof a === "number" && typeof b === "number") return floordivSmall(a, b);
  return canonical(floordivBig(BigInt(a), BigInt(b)));
}

function floordivBig(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  // The quotient is cut towards zero; where the signs differ and something is left, the floor is one less.
  return a < 0n !== b < 0n && quotient * b !== a ? quotient - 1n : quotient;
}

export function mod(a: Int, b: Int): Int {
  if (b === 0) throw zeroDivisionError("integer modulo by zero");
  if (typeof a === "number" && typeof b === "number") return modSmall(a, b);
  return canonical(modBig(BigInt(a), BigInt(b)));
}

export function modBig(a: bigint, b: bigint): bigint {
  const remainder = a % b;
  return remainder !== 0n && remainder < 0n !== b < 0n ? remainder + b : remainder;
}

/** divmod: [floor quotient, remainder with the sign of `b`]. */
export function divmod(a: Int, b: Int): [Int, Int] {
  if (b === 0) throw zeroDivisionError("integer division or modulo by zero");
  if (typeof a === "number" && typeof b === "number") return [floordivSmall(a, b), modSmall(a, b)];
  const dividend = BigInt(a), divisor = BigInt(b);
  let quotient = dividend / divisor;
  let remainder = dividend - quotient * divisor;
  if (remainder !== 0n && remainder < 0n !== divisor < 0n) {
    quotient -= 1n;
    remainder += divisor;
  }
  return [canonical(quotient), canonical(remainder)];
}

/** `a ** b` for `b >= 0`. A negative exponent is a float's matter and is the caller's to send there. */
export function pow(a: Int, b: Int): Int {
  if (typeof b === "number") {
    if (typeof a === "number") {
      // By squaring in doubles while everything stays a safe integer.
      let result = 1, base = a, exponent = b;
      for (;;) {
        if (exponent % 2 === 1) {
          result *= base;
          if (result > MAX_SAFE || result < MIN_SAFE) break;
        }
        exponent = Math.floor(exponent / 2);
        if (exponent === 0) return result + 0;
        base *= base;
        if (base > MAX_SAFE) break;
      }
    }
    try {
      return canonical(BigInt(a) ** BigInt(b));
    } catch (error) {
      throw memoryErrorOf(error);
    }
  }
  if (a === 0 || a === 1) return a;
  if (a === -1) return b & 1n ? -1 : 1;
  throw new CoreError("MemoryError", "");
}

export function lshift(a: Int, count: Int): Int {
  if (count < 0) throw valueError("negative shift count");
  if (a === 0) return 0;
  if (typeof count === "bigint") {
    if (count < 1n << 64n) throw new CoreError("MemoryError", "");
    throw overflowError("too many digits in integer");
  }
  if (typeof a === "number" && count < 1024) {
    const shifted = a * 2 ** count;
    if (shifted <= MAX_SAFE && shifted >= MIN_SAFE) return shifted;
  }
  if (count > MAX_BIGINT_BITS) throw new CoreError("MemoryError", "");
  try {
    return canonical(BigInt(a) << BigInt(count));
  } catch (error) {
    throw memoryErrorOf(error);
  }
}

export function rshift(a: Int, count: Int): Int {
  if (typeof a === "number" && typeof count === "number" && count >= 0) {
    if (count > 52) return a < 0 ? -1 : 0;
    return (a | 0) === a ? count > 31 ? (a < 0 ? -1 : 0) : a >> count : Math.floor(a / 2 ** count);
  }
  if (count < 0) throw valueError("negative shift count");
  if (typeof count === "bigint" || count > MAX_BIGINT_BITS) return a < 0 ? -1 : 0;
  return canonical(BigInt(a) >> BigInt(count));
}

// A safe integer that is not an int32 is taken apart into a signed high word, Math.floor(a / 2^32), and
// an unsigned low one, a >>> 0: two's complement in 54 bits, as Python's operators want it.

function join(high: number, low: number): Int {
  const value = high * TWO_32 + low;
  // -2^53 is the one 54-bit value that is not a safe integer.
  return value === -TWO_53 ? -9007199254740992n : value;
}

export function and(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if ((a | 0) === a && (b | 0) === b) return a & b;
    return join(Math.floor(a / TWO_32) & Math.floor(b / TWO_32), (a & b) >>> 0);
  }
  return canonical(BigInt(a) & BigInt(b));
}

export function or(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if ((a | 0) === a && (b | 0) === b) return a | b;
    return join(Math.floor(a / TWO_32) | Math.floor(b / TWO_32), (a | b) >>> 0);
  }
  return canonical(BigInt(a) | BigInt(b));
}

export function xor(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if ((a | 0) === a && (b | 0) === b) return a ^ b;
    return join(Math.floor(a / TWO_32) ^ Math.floor(b / TWO_32), (a ^ b) >>> 0);
  }
  return canonical(BigInt(a) ^ BigInt(b));
}

export function invert(a: Int): Int {
  if (typeof a === "number") return a === MAX_SAFE ? -9007199254740992n : -1 - a;
  return canonical(~a);
}

/** Three-way comparison; two Ints are equal exactly when they are `===`. */
export function compare(a: Int, b: Int): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Compares an int with a double by their mathematical values: -1, 0, 1, or NaN when `b` is NaN.
 * JavaScript's mixed comparison of a bigint and a number is exact.
 */
export function compareWithDouble(a: Int, b: number): number {
  return a < b ? -1 : a > b ? 1 : a == b ? 0 : NaN;
}

/** Whether an int and a double are the same number. */
export function equalsDouble(a: Int, b: number): boolean {
  return a == b;
}

/** `a / b`, correctly rounded whatever the sizes. */
export function truediv(a: Int, b: Int): number {
  if (b === 0) throw zeroDivisionError("division by zero");
  if (typeof a === "number" && typeof b === "number") return a / b;
  return truedivBig(BigInt(a), BigInt(b));
}

const MANTISSA_BITS = 53;
const MIN_EXPONENT = -1074;

function truedivBig(a: bigint, b: bigint): number {
  if (a === 0n) return b < 0n ? -0 : 0;
  const negative = a < 0n !== b < 0n;
  const dividend = a < 0n ? -a : a, divisor = b < 0n ? -b : b;
  const difference = bitLength(dividend) - bitLength(divisor);
  // The quotient lies in (2^(difference-1), 2^(difference+1)).
  if (difference > 1024) throw overflowError("integer division result too large for a float");
  if (difference < MIN_EXPONENT - 1) return negative ? -0 : 0;
  // An integer quotient with two or more bits beyond the mantissa, or beyond the last place that a
  // subnormal has, the lowest of which is made sticky: then the conversion rounds once and rightly.
  const exponent = Math.max(difference - MANTISSA_BITS - 3, MIN_EXPONENT - 2);
  const scaledDividend = exponent < 0 ? dividend << BigInt(-exponent) : dividend;
  const scaledDivisor = exponent > 0 ? divisor << BigInt(exponent) : divisor;
  let quotient = scaledDividend / scaledDivisor;
  if (quotient * scaledDivisor !== scaledDividend) quotient |= 1n;
  const result = scaledToDouble(quotient, exponent);
  if (result === Infinity) throw overflowError("integer division result too large for a float");
  return negative ? -result : result;
}

/**
 * The double nearest to `mantissa * 2^exponent`, ties to even, mantissa positive; Infinity when it is too
 * large. `exponent` is expected to be within a few thousand.
 */
export function scaledToDouble(mantissa: bigint, exponent: number): number {
  // Drop the bits that the result has no room for here, so that what is left is exact as a double.
  const excess = Math.max(bitLength(mantissa) - MANTISSA_BITS, MIN_EXPONENT - exponent);
  if (excess <= 0) return scaleByPowerOfTwo(Number(mantissa), exponent);
  const shift = BigInt(excess);
  const kept = mantissa >> shift;
  const rest = mantissa - (kept << shift), half = 1n << (shift - 1n);
  const rounded = rest > half || (rest === half && kept & 1n) ? kept + 1n : kept;
  return scaleByPowerOfTwo(Number(rounded), exponent + excess);
}

/** `value * 2^exponent` in two steps, so that the power itself neither overflows nor vanishes. */
function scaleByPowerOfTwo(value: number, exponent: number): number {
  if (exponent > 1000) return value * 2 ** 1000 * 2 ** (exponent - 1000);
  if (exponent < -1000) return value * 2 ** (exponent + 100) * 2 ** -100;
  return value * 2 ** exponent;
}

/** The number of bits of |a| without leading zeros. */
export function bitLength(a: Int): number {
  if (typeof a === "number") {
    const magnitude = a < 0 ? -a : a;
    return magnitude < TWO_32
      ? 32 - Math.clz32(magnitude)
      : 64 - Math.clz32(Math.floor(magnitude / TWO_32));
  }
  const magnitude = a < 0n ? -a : a;
  const double = Number(magnitude);
  if (double !== Infinity) {
    // The double may have been rounded up to the next power of two; then the bigint decides.
    const exponent = doubleExponent(double);
    return BigInt(double) > magnitude && double === 2 ** exponent ? exponent : exponent + 1;
  }
  const hex = magnitude.toString(16);
  return hex.length * 4 - (Math.clz32(parseInt(hex[0], 16)) - 28);
}

const doubleView = new Float64Array(1);
const doubleWords = new Uint32Array(doubleView.buffer);

/** floor(log2(value)) of a positive, normal double. */
function doubleExponent(value: number): number {
  doubleView[0] = value;
  return (doubleWords[1] >>> 20 & 0x7ff) - 1023;
}

function popCount32(word: number): number {
  word -= word >>> 1 & 0x55555555;
  word = (word & 0x33333333) + (word >>> 2 & 0x33333333);
  return Math.imul(word + (word >>> 4) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The number of ones in |a|. */
export function bitCount(a: Int): number {
  if (typeof a === "number") {
    const magnitude = a < 0 ? -a : a;
    return popCount32(magnitude) + popCount32(Math.floor(magnitude / TWO_32));
  }
  const hex = (a < 0n ? -a : a).toString(16);
  let count = 0;
  for (let end = hex.length; end > 0; end -= 8) {
    count += popCount32(parseInt(hex.slice(Math.max(0, end - 8), end), 16));
  }
  return count;
}
