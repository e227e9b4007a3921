// Hashes of str, bytes and memoryview: equal bytes hash alike, and every str whose text is equal.
//
// The hash is two independent 32-bit mixes of the same pass over the text. Python sees 61 bits of them, always positive
// and so below 2^61; hash tables use the low word, which costs no allocation. It is the same in every run: programs that
// depend on the order in which a set of strings prints agree with themselves.

import type { Int } from "./object.ts";

const SEED_LOW = 0x9e3779b9 | 0, SEED_HIGH = 0x85ebca6b | 0;

/** Left by the last call of a mixing function. */
let low = 0;
let high = 0;

function mixBytes(bytes: Uint8Array): void {
  let a = SEED_LOW, b = SEED_HIGH;
  for (let i = 0; i < bytes.length; i++) {
    a = Math.imul(a ^ bytes[i], 0x01000193);
    b = Math.imul(b ^ bytes[i], 0x5bd1e995) ^ (b >>> 15);
  }
  finish(a, b, bytes.length);
}

function mixString(s: string): void {
  let a = SEED_LOW, b = SEED_HIGH;
  for (let i = 0; i < s.length; i++) {
    const unit = s.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15);
  }
  finish(a, b, s.length);
}

function mixPoints(points: Uint32Array): void {
  let a = SEED_LOW, b = SEED_HIGH;
  for (let i = 0; i < points.length; i++) {
    a = Math.imul(a ^ points[i], 0x01000193);
    b = Math.imul(b ^ points[i], 0x5bd1e995) ^ (b >>> 15);
  }
  finish(a, b, points.length);
}

function finish(a: number, b: number, length: number): void {
  a ^= length;
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  a = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 15) ^ a, 0x2c1b3c6d);
  low = a ^ (a >>> 16);
  high = (b ^ (b >>> 13)) & 0x1fffffff;
}

/** The two words as Python shows them. */
function joined(): Int {
  const value = high * 4294967296 + (low >>> 0);
  if (high < 0x200000) return value;
  return BigInt(high) << 32n | BigInt(low >>> 0);
}

/** `hash(b)` */
export function hashBytes(bytes: Uint8Array): Int {
  if (bytes.length === 0) return 0;
  mixBytes(bytes);
  return joined();
}

// Long strings are hashed once: V8 keeps its own hash in a string, so that finding it in a Map is quick from the second
// time on. The cache holds its strings, so it is emptied before they are many or large.
const LONG = 256;
const CACHE_ENTRIES = 512;
const CACHE_LENGTH = 1 << 24;
const longHashes: Map<string, Int> = new Map();
let cachedLength = 0;

function hashLong(s: string): Int {
  const known = longHashes.get(s);
  if (known !== undefined) return known;
  mixString(s);
  const hash = joined();
  if (longHashes.size >= CACHE_ENTRIES || cachedLength + s.length > CACHE_LENGTH) {
    longHashes.clear();
    cachedLength = 0;
  }
  longHashes.set(s, hash);
  cachedLength += s.length;
  return hash;
}

/** `hash(s)` of a str without astral characters. */
export function hashString(s: string): Int {
  if (s.length === 0) return 0;
  if (s.length > LONG) return hashLong(s);
  mixString(s);
  return joined();
}

/** The low word of the same. */
export function hashStringLow(s: string): number {
  if (s.length === 0) return 0;
  mixString(s);
  return low;
}

/** The word above the one that `hashStringLow` gave last; not for the empty str, whose hash is 0. */
export function hashStringHigh(): number {
  return high;
}

/** `hash(s)` of a str with astral characters. */
export function hashPoints(points: Uint32Array): Int {
  mixPoints(points);
  return joined();
}

/** The low word of the same. */
export function hashPointsLow(points: Uint32Array): number {
  mixPoints(points);
  return low;
}
