// Hashes of numbers, as CPython defines them: the value modulo the prime 2^61 - 1, sign kept, so that an
// int, a float and a complex that are equal hash alike. -1 is reserved and becomes -2.
//
// `hashInt` and `hashFloat` give the whole hash as a canonical Int; `hashLow*` give its low 32 bits as an
// int32, without making a bigint, for hash tables.

import { canonical, type Int } from "./int_core.ts";

const MODULUS = (1n << 61n) - 1n;
const HASH_INFINITY = 314159;
const IMAGINARY_FACTOR = 1000003n;

export function hashInt(value: Int): Int {
  if (typeof value === "number") return value === -1 ? -2 : value;
  // bigint's % keeps the sign of the dividend, as the definition wants.
  const hash = canonical(value % MODULUS);
  return hash === -1 ? -2 : hash;
}

export function hashLowInt(value: Int): number {
  if (typeof value === "number") return value === -1 ? -2 : value | 0;
  const hash = value % MODULUS;
  return hash === -1n ? -2 : Number(BigInt.asIntN(32, hash));
}

// A double is ±m·2^e with an integer m < 2^53. Multiplying by 2^e modulo 2^61 - 1 rotates a 61-bit word
// left by e mod 61. The word is held as its upper 29 and lower 32 bits.
const doubleView = new Float64Array(1);
const doubleWords = new Uint32Array(doubleView.buffer);
let rotatedHigh = 0;
let rotatedLow = 0;

/** Leaves |value|'s residue in rotatedHigh and rotatedLow; value finite. */
function residue(value: number): void {
  doubleView[0] = value;
  const low = doubleWords[0], top = doubleWords[1];
  const biased = top >>> 20 & 0x7ff;
  const high = (top & 0xfffff) + (biased === 0 ? 0 : 0x100000);
  // 2^61 leaves every residue as it is; 1098 is a multiple of 61 that keeps the exponent from being negative
  const rotation = ((biased === 0 ? 1 : biased) - 1075 + 1098) % 61;
  if (rotation === 0) {
    rotatedHigh = high;
    rotatedLow = low;
  } else if (rotation < 32) {
    // The bits that leave at the top are the upper `rotation` bits of the 61.
    const leaving = rotation <= 29
      ? high >>> (29 - rotation)
      : (high << (rotation - 29) | low >>> (61 - rotation));
    rotatedLow = (low << rotation | leaving) >>> 0;
    rotatedHigh = rotation <= 29
      ? (high << rotation | low >>> (32 - rotation)) & 0x1fffffff
      : (low >>> (32 - rotation)) & 0x1fffffff;
    if (rotation === 29) rotatedHigh = low >>> 3;
  } else {
    // A long way left is a short way right: `right` is 1 to 29.
    const right = 61 - rotation;
    const leaving = low & (2 ** right - 1);
    rotatedLow = (low >>> right | high << (32 - right)) >>> 0;
    rotatedHigh = high >>> right | leaving << (29 - right);
  }
  if (rotatedHigh === 0x1fffffff && rotatedLow === 0xffffffff) {
    rotatedHigh = 0;
    rotatedLow = 0;
  }
}

/** The hash of a float. A NaN's is by identity, which only the object layer knows: 0 here. */
export function hashFloat(value: number): Int {
  if (Number.isSafeInteger(value)) return value === -1 ? -2 : value + 0;
  if (value - value !== 0) {
    return value === Infinity ? HASH_INFINITY : value === -Infinity ? -HASH_INFINITY : 0;
  }
  residue(value);
  // Two words make a double exactly while they have at most 53 bits.
  const hash = rotatedHigh < 0x200000
    ? rotatedHigh * 4294967296 + rotatedLow
    : canonical(BigInt(rotatedHigh) << 32n | BigInt(rotatedLow));
  if (value >= 0) return hash;
  return hash === 1 ? -2 : typeof hash === "number" ? 0 - hash : -hash;
}

export function hashLowFloat(value: number): number {
  if ((value | 0) === value) return value === -1 ? -2 : value | 0;
  if (value - value !== 0) {
    return value === Infinity ? HASH_INFINITY : value === -Infinity ? -HASH_INFINITY : 0;
  }
  residue(value);
  if (value >= 0) return rotatedLow | 0;
  return rotatedHigh === 0 && rotatedLow === 1 ? -2 : -rotatedLow | 0;
}

/** The hash of a complex number from those of its parts (a NaN's is given by the object layer). */
export function hashComplex(real: Int, imaginary: Int): Int {
  const hash = BigInt.asIntN(64, BigInt(real) + IMAGINARY_FACTOR * BigInt(imaginary));
  return hash === -1n ? -2 : canonical(hash);
}
