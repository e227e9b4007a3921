// The hash of a tuple: CPython's variant of xxHash over the 64-bit hashes of the items, computed in two 32-bit halves.

import { hashOf } from "./compare.ts";
import type { Int, Value } from "./object.ts";
import { hashStringHigh, hashStringLow } from "./text_hash.ts";

// The primes of xxHash64 as high and low words.
const P1H = 0x9E3779B1 | 0, P1L = 0x85EBCA87 | 0;
const P2H = 0xC2B2AE3D | 0, P2L = 0x27D4EB4F | 0;
const P5H = 0x27D4EB2F | 0, P5L = 0x165667C5 | 0;
/** P5 ^ 3527539, in the low word. */
const SEED = P5L ^ 3527539;

let high = 0, low = 0;

/** The upper word of the 64-bit product of two 32-bit words: every intermediate result has less than 53 bits. */
export function multiplyHigh(a: number, b: number): number {
  const x = a >>> 0;
  const middle = x * (b >>> 16) + Math.floor(x * (b & 0xffff) / 65536);
  return Math.floor(middle / 65536) | 0;
}

/** One round: mixes the hash of an item, given as two words, into `high` and `low`. */
function mix(itemHigh: number, itemLow: number): void {
  // acc += item * P2
  const pl = Math.imul(itemLow, P2L);
  const ph = (multiplyHigh(itemLow, P2L) + Math.imul(itemHigh, P2L) + Math.imul(itemLow, P2H)) | 0;
  const sum = (low >>> 0) + (pl >>> 0);
  let h = (high + ph + (sum > 0xffffffff ? 1 : 0)) | 0;
  let l = sum | 0;
  // acc = rotate left by 31
  const rh = h << 31 | l >>> 1;
  l = l << 31 | h >>> 1;
  h = rh;
  // acc *= P1
  low = Math.imul(l, P1L);
  high = (multiplyHigh(l, P1L) + Math.imul(h, P1L) + Math.imul(l, P1H)) | 0;
}

/** Runs the rounds over the hashes of all items; the result is in `high` and `low`. */
function mixAll(items: readonly Value[]): void {
  let h = P5H, l = P5L;
  const n = items.length;
  for (let i = 0; i < n; i++) {
    const item = items[i];
    let ih: number, il: number;
    if (typeof item === "number") {
      const n = item === -1 ? -2 : item;
      il = n | 0;
      ih = il === n ? il >> 31 : Math.floor(n / 4294967296) | 0;
    } else if (typeof item === "string") {
      il = hashStringLow(item);
      ih = item.length === 0 ? 0 : hashStringHigh();
    } else {
      // hashing an item may hash other tuples: the state is kept here meanwhile
      const hash = hashOf(item);
      if (typeof hash === "number") {
        il = hash | 0;
        ih = il === hash ? il >> 31 : Math.floor(hash / 4294967296) | 0;
      } else {
        il = Number(BigInt.asIntN(32, hash));
        ih = Number(BigInt.asIntN(32, hash >> 32n));
      }
    }
    high = h;
    low = l;
    mix(ih, il);
    h = high;
    l = low;
  }
  high = h;
  low = l;
}

/** The hash of a slice of these three parts: the rounds alone. */
export function hashParts(parts: readonly Value[]): Int {
  mixAll(parts);
  return result();
}

/** The hash of a tuple of these items, in `high` and `low`. */
function mixTuple(items: readonly Value[]): void {
  mixAll(items);
  // acc += length ^ (P5 ^ 3527539)
  const sum = (low >>> 0) + ((items.length ^ SEED) >>> 0);
  high = (high + P5H + (sum > 0xffffffff ? 1 : 0)) | 0;
  low = sum | 0;
  if (high === -1 && low === -1) {
    high = 0;
    low = 1546275796;
  }
}

/** The hash of a tuple of these items. */
export function hashItems(items: readonly Value[]): Int {
  mixTuple(items);
  return result();
}

/** Its low 32 bits. */
export function hashItemsLow(items: readonly Value[]): number {
  mixTuple(items);
  return low;
}

/** `high` and `low` as a Python int; -1 is reserved. */
function result(): Int {
  if (high === -1 && low === -1) {
    high = 0;
    low = 1546275796;
  }
  return intOfWords(high, low);
}

/** A bigint of two words is read out of memory: to put it together would make three. */
const words = new Int32Array(2);
const joined = new BigInt64Array(words.buffer);
const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Two words as a Python int. */
export function intOfWords(top: number, low: number): Int {
  if (top >= -0x200000 && top < 0x200000 && !(top === -0x200000 && low === 0)) {
    return top * 4294967296 + (low >>> 0);
  }
  words[littleEndian ? 1 : 0] = top;
  words[littleEndian ? 0 : 1] = low;
  return joined[0];
}
