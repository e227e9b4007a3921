// Hashes of str, bytes and memoryview: SipHash-1-3, as CPython computes it, over the bytes that CPython's own
// representation of the text has: one for each character up to U+00FF, two up to U+FFFF, otherwise four. So with the same
// PYTHONHASHSEED the hashes are CPython's, and equal bytes and Latin-1 texts hash alike.
//
// The 64-bit words are pairs of int32s in local variables. A hash table wants the low word alone, which costs no
// allocation; Python sees both.

import type { Int } from "./object.ts";

/** The key, as four words. */
const key = new Int32Array(4);

/** Takes the key that a seed stands for: 0 is the key of zeros, and no seed a random key. */
export function setHashSeed(seed: number | undefined): void {
  const bytes = new Uint8Array(key.buffer);
  if (seed === undefined) crypto.getRandomValues(bytes);
  else {
    // CPython's linear congruential generator
    let x = seed | 0;
    for (let i = 0; i < 16; i++) {
      x = Math.imul(x, 214013) + 2531011 | 0;
      bytes[i] = seed === 0 ? 0 : x >>> 16 & 0xff;
    }
  }
  cache.clear();
}

/** The input: words of 32 bits, an even number of them. */
let words = new Int32Array(256);

/** Makes room for so many bytes, and a last word with their number; gives the number of 64-bit words. */
function prepare(length: number): number {
  const blocks = (length >>> 3) + 1;
  if (blocks * 2 > words.length) words = new Int32Array(blocks * 2);
  words[blocks * 2 - 2] = 0;
  words[blocks * 2 - 1] = length << 24;
  return blocks;
}

/** The high word of the last hash; an array, because a variable of a module would box it. */
const high = new Int32Array(1);

/** SipHash-1-3 of the first `blocks` pairs of words; gives the low word and leaves the other in `high`. */
function sip(blocks: number): number {
  const input = words;
  let v0l = key[0] ^ 0x70736575, v0h = key[1] ^ 0x736f6d65;
  let v1l = key[2] ^ 0x6e646f6d, v1h = key[3] ^ 0x646f7261;
  let v2l = key[0] ^ 0x6e657261, v2h = key[1] ^ 0x6c796765;
  let v3l = key[2] ^ 0x79746573, v3h = key[3] ^ 0x74656462;
  // one round for each word, and three more at the end
  for (let at = 0; at < blocks + 3; at++) {
    let ml = 0, mh = 0;
    if (at < blocks) {
      ml = input[at * 2];
      mh = input[at * 2 + 1];
      v3l ^= ml;
      v3h ^= mh;
    } else if (at === blocks) {
      v2l ^= 0xff;
    }
    let l: number, h: number;
    // v0 += v1; v2 += v3
    l = v0l + v1l | 0;
    v0h = v0h + v1h + (l >>> 0 < v0l >>> 0 ? 1 : 0) | 0;
    v0l = l;
    l = v2l + v3l | 0;
    v2h = v2h + v3h + (l >>> 0 < v2l >>> 0 ? 1 : 0) | 0;
    v2l = l;
    // v1 = rotate(v1, 13) ^ v0; v3 = rotate(v3, 16) ^ v2; v0 = rotate(v0, 32)
    l = v1l << 13 | v1h >>> 19;
    h = v1h << 13 | v1l >>> 19;
    v1l = l ^ v0l;
    v1h = h ^ v0h;
    l = v3l << 16 | v3h >>> 16;
    h = v3h << 16 | v3l >>> 16;
    v3l = l ^ v2l;
    v3h = h ^ v2h;
    l = v0l;
    v0l = v0h;
    v0h = l;
    // v2 += v1; v0 += v3
    l = v2l + v1l | 0;
    v2h = v2h + v1h + (l >>> 0 < v2l >>> 0 ? 1 : 0) | 0;
    v2l = l;
    l = v0l + v3l | 0;
    v0h = v0h + v3h + (l >>> 0 < v0l >>> 0 ? 1 : 0) | 0;
    v0l = l;
    // v1 = rotate(v1, 17) ^ v2; v3 = rotate(v3, 21) ^ v0; v2 = rotate(v2, 32)
    l = v1l << 17 | v1h >>> 15;
    h = v1h << 17 | v1l >>> 15;
    v1l = l ^ v2l;
    v1h = h ^ v2h;
    l = v3l << 21 | v3h >>> 11;
    h = v3h << 21 | v3l >>> 11;
    v3l = l ^ v0l;
    v3h = h ^ v0h;
    l = v2l;
    v2l = v2h;
    v2h = l;
    v0l ^= ml;
    v0h ^= mh;
  }
  const top = v0h ^ v1h ^ v2h ^ v3h;
  const low = v0l ^ v1l ^ v2l ^ v3l;
  high[0] = top;
  // -1 is no hash
  return low === -1 && top === -1 ? -2 : low;
}

function hashBytesLow(bytes: Uint8Array): number {
  const n = bytes.length;
  const blocks = prepare(n);
  const whole = n & ~3;
  let at = 0;
  for (let i = 0; i < whole; i += 4) {
    words[at++] = bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 | bytes[i + 3] << 24;
  }
  let rest = 0;
  for (let i = whole; i < n; i++) rest |= bytes[i] << (i - whole) * 8;
  finish(at, rest, n - whole, blocks);
  return sip(blocks);
}

/** Puts the bytes that make no whole word into the last block, below its count. */
function finish(at: number, rest: number, count: number, blocks: number): void {
  if (count > 0) {
    const last = blocks * 2 - 1;
    words[at] = at === last ? words[last] | rest : rest;
  }
}

/** Whether every unit is at most U+00FF. */
function isLatin1(s: string): boolean {
  let bits = 0;
  for (let i = 0; i < s.length; i++) bits |= s.charCodeAt(i);
  return bits < 256;
}

function stringLow(s: string): number {
  return isLatin1(s) ? latin1Low(s) : unitsLow(s);
}

function latin1Low(s: string): number {
  const n = s.length;
  const blocks = prepare(n);
  const whole = n & ~3;
  let at = 0;
  for (let i = 0; i < whole; i += 4) {
    words[at++] = s.charCodeAt(i) | s.charCodeAt(i + 1) << 8 | s.charCodeAt(i + 2) << 16 |
      s.charCodeAt(i + 3) << 24;
  }
  let rest = 0;
  for (let i = whole; i < n; i++) rest |= s.charCodeAt(i) << (i - whole) * 8;
  finish(at, rest, n - whole, blocks);
  return sip(blocks);
}

function unitsLow(s: string): number {
  const n = s.length;
  const blocks = prepare(n * 2);
  const whole = n & ~1;
  let at = 0;
  for (let i = 0; i < whole; i += 2) words[at++] = s.charCodeAt(i) | s.charCodeAt(i + 1) << 16;
  finish(at, whole < n ? s.charCodeAt(whole) : 0, (n - whole) * 2, blocks);
  return sip(blocks);
}

function pointsLow(points: Uint32Array): number {
  const blocks = prepare(points.length * 4);
  for (let i = 0; i < points.length; i++) {
    words[i] = i === blocks * 2 - 1 ? words[i] | points[i] : points[i];
  }
  return sip(blocks);
}

/** Both words as Python shows them. */
function joined(low: number): Int {
  // a double holds 53 bits: beyond, the words meet in a bigint
  const top = high[0];
  if (top >= -0x200000 && top < 0x200000) {
    const value = top * 4294967296 + (low >>> 0);
    if (value >= -Number.MAX_SAFE_INTEGER) return value;
  }
  return BigInt(top) << 32n | BigInt(low >>> 0);
}

/** `hash(b)` */
export function hashBytes(bytes: Uint8Array): Int {
  return bytes.length === 0 ? 0 : joined(hashBytesLow(bytes));
}

// Strings are hashed once: V8 keeps its own hash in a string, so that finding it in a Map is much quicker than SipHash. The
// cache holds its strings, so it is emptied before they are many or large together.
const CACHE_ENTRIES = 1 << 14;
const CACHE_LENGTH = 1 << 24;
const cache: Map<string, number> = new Map();
const lows = new Int32Array(CACHE_ENTRIES);
const highs = new Int32Array(CACHE_ENTRIES);
let cachedLength = 0;

/** `hash(s)` of a str without astral characters. */
export function hashString(s: string): Int {
  return s.length === 0 ? 0 : joined(hashStringLow(s));
}

/** The low word of the same. */
export function hashStringLow(s: string): number {
  if (s.length === 0) return 0;
  const at = cache.get(s);
  if (at !== undefined) {
    high[0] = highs[at];
    return lows[at];
  }
  const low = stringLow(s);
  if (cache.size === CACHE_ENTRIES || cachedLength + s.length > CACHE_LENGTH) {
    cache.clear();
    cachedLength = 0;
  }
  lows[cache.size] = low;
  highs[cache.size] = high[0];
  cache.set(s, cache.size);
  cachedLength += s.length;
  return low;
}

/** The word above the one that `hashStringLow` gave last; not for the empty str, whose hash is 0. */
export function hashStringHigh(): number {
  return high[0];
}

/** `hash(s)` of a str with astral characters. */
export function hashPoints(points: Uint32Array): Int {
  return joined(pointsLow(points));
}

setHashSeed(undefined);
