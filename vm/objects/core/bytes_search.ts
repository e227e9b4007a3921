// Searching, replacing, splitting and stripping bytes. Single results are fresh arrays, so that a small piece does not
// keep a large buffer alive; the pieces of a split, which are many, are views of one fresh copy (a view costs a sixth). White space is that of ASCII.

import { copyOf, newBytes } from "./small_bytes.ts";
import { findPoints, rfindPoints } from "./point_search.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

/** The index of `needle` in `bytes[start:end]`, or -1; a byte may stand for the needle. */
export function find(
  bytes: Uint8Array,
  needle: Uint8Array | number,
  start: number,
  end: number,
): number {
  if (typeof needle !== "number" && needle.length !== 1) {
    return findPoints(bytes, needle, start, end);
  }
  const at = bytes.indexOf(typeof needle === "number" ? needle : needle[0], start);
  return at < end ? at : -1;
}

/** The last index of `needle` in `bytes[start:end]`, or -1. */
export function rfind(
  bytes: Uint8Array,
  needle: Uint8Array | number,
  start: number,
  end: number,
): number {
  if (typeof needle !== "number" && needle.length !== 1) {
    return rfindPoints(bytes, needle, start, end);
  }
  if (end <= start) return -1;
  const at = bytes.lastIndexOf(typeof needle === "number" ? needle : needle[0], end - 1);
  return at >= start ? at : -1;
}

/** How often `needle` occurs in `bytes[start:end]` without overlapping. */
export function count(
  bytes: Uint8Array,
  needle: Uint8Array | number,
  start: number,
  end: number,
): number {
  if (end < start) return 0;
  const length = typeof needle === "number" ? 1 : needle.length;
  if (length === 0) return end - start + 1;
  let found = 0;
  if (length === 1) {
    const byte = typeof needle === "number" ? needle : needle[0];
    for (let i = start; i < end; i++) if (bytes[i] === byte) found++;
    return found;
  }
  for (let at = find(bytes, needle, start, end); at >= 0; at = find(bytes, needle, at, end)) {
    found++;
    at += length;
  }
  return found;
}

function matchesAt(bytes: Uint8Array, part: Uint8Array, at: number): boolean {
  for (let i = 0; i < part.length; i++) if (bytes[at + i] !== part[i]) return false;
  return true;
}

export function startsWith(
  bytes: Uint8Array,
  prefix: Uint8Array,
  start: number,
  end: number,
): boolean {
  return end - start >= prefix.length && matchesAt(bytes, prefix, start);
}

export function endsWith(
  bytes: Uint8Array,
  suffix: Uint8Array,
  start: number,
  end: number,
): boolean {
  return end - start >= suffix.length && matchesAt(bytes, suffix, end - suffix.length);
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && matchesAt(a, b, 0);
}

export function compareBytes(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
}

export function sliceBytes(bytes: Uint8Array, start: number, end: number): Bytes {
  return copyOf(bytes, start, end);
}

export function concatBytes(pieces: readonly Uint8Array[]): Bytes {
  return joinBytes(EMPTY, pieces);
}

const EMPTY = new Uint8Array(0);

/** Up to this length a loop beats the host's copy. */
const SHORT_COPY = 24;

/** Copies `source[start:end]` to `target` and returns where it ends there. */
function copyBytes(
  source: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  to: number,
): number {
  if (end - start > SHORT_COPY) {
    target.set(source.subarray(start, end), to);
    return to + end - start;
  }
  for (let i = start; i < end; i++) target[to++] = source[i];
  return to;
}

/** separator.join(pieces). */
export function joinBytes(separator: Uint8Array, pieces: readonly Uint8Array[]): Bytes {
  let length = pieces.length > 1 ? separator.length * (pieces.length - 1) : 0;
  for (let i = 0; i < pieces.length; i++) length += pieces[i].length;
  const joined = newBytes(length);
  let at = 0;
  for (let i = 0; i < pieces.length; i++) {
    if (i > 0) at = copyBytes(separator, 0, separator.length, joined, at);
    at = copyBytes(pieces[i], 0, pieces[i].length, joined, at);
  }
  return joined;
}

export function repeatBytes(bytes: Uint8Array, times: number): Bytes {
  const length = bytes.length * Math.max(0, times);
  const result = new Uint8Array(length);
  if (length === 0) return result;
  if (bytes.length === 1) return result.fill(bytes[0]);
  result.set(bytes);
  // Each round copies all that is there already.
  for (let done = bytes.length; done < length; done *= 2) {
    result.copyWithin(done, 0, Math.min(done, length - done));
  }
  return result;
}

/** Replaces the first `limit` occurrences; a negative limit means all. */
export function replace(
  bytes: Uint8Array,
  old: Uint8Array,
  replacement: Uint8Array,
  limit: number,
): Bytes {
  const most = limit < 0 ? Infinity : limit;
  const length = bytes.length;
  if (old.length === 1 && replacement.length === 1) {
    const result = new Uint8Array(bytes);
    let done = 0;
    for (
      let at = result.indexOf(old[0]);
      at >= 0 && done < most;
      at = result.indexOf(old[0], at + 1)
    ) {
      result[at] = replacement[0];
      done++;
    }
    return result;
  }
  if (old.length === 0) {
    const insertions = Math.min(most, length + 1);
    const result = new Uint8Array(length + insertions * replacement.length);
    let to = 0;
    for (let i = 0; i < insertions; i++) {
      result.set(replacement, to);
      to += replacement.length;
      if (i < length) result[to++] = bytes[i];
    }
    if (insertions < length) result.set(bytes.subarray(insertions), to);
    return result;
  }
  if (old.length > SHORT_NEEDLE || most < length) {
    const places: number[] = [];
    for (let at = 0; places.length < most; at += old.length) {
      at = findPoints(bytes, old, at, length);
      if (at < 0) break;
      places.push(at);
    }
    return replaceAt(bytes, places, old.length, replacement);
  }
  return replaceAt(bytes, placesOf(bytes, old, 0), old.length, replacement);
}

/** Longer needles want a search that is linear. */
const SHORT_NEEDLE = 16;

/** From this length on bytes are looked at by words. */
const WORDY = 256;
const NO_WORDS = new Int32Array(0);

/** All places of `sought`, which is short, from `first` on; none overlaps another. */
export function placesOf(bytes: Uint8Array, sought: Uint8Array, first: number): number[] {
  const places: number[] = [];
  const begin = sought[0];
  const last = bytes.length - sought.length;
  // where a word has none of the first byte, all four are passed by at once
  const start = bytes.byteOffset + 3 & ~3;
  const skew = start - bytes.byteOffset;
  const words = bytes.length < WORDY
    ? NO_WORDS
    : new Int32Array(bytes.buffer, start, bytes.length - skew >> 2);
  const pattern = Math.imul(begin, 0x01010101);
  for (let at = first; at <= last;) {
    if (bytes[at] !== begin) {
      at++;
      if ((at - skew & 3) === 0) {
        let w = at - skew >> 2;
        for (; w < words.length; w++) {
          const x = words[w] ^ pattern;
          if ((x - 0x01010101 & ~x & 0x80808080) !== 0) break;
        }
        if (w << 2 > at - skew) at = (w << 2) + skew;
      }
      continue;
    }
    let i = 1;
    while (i < sought.length && bytes[at + i] === sought[i]) i++;
    if (i === sought.length) {
      places.push(at);
      at += i;
    } else {
      at++;
    }
  }
  return places;
}

/** Puts `by` in the places of needles that are as long. */
export function overwriteAt(bytes: Uint8Array, places: readonly number[], by: Uint8Array): void {
  for (let k = 0; k < places.length; k++) {
    const at = places[k];
    for (let i = 0; i < by.length; i++) bytes[at + i] = by[i];
  }
}

/** Puts `by` in the places of needles of a length. */
export function replaceAt(
  bytes: Uint8Array,
  places: readonly number[],
  length: number,
  by: Uint8Array,
): Bytes {
  if (by.length === length) {
    const same = new Uint8Array(bytes);
    overwriteAt(same, places, by);
    return same;
  }
  const result = new Uint8Array(bytes.length + places.length * (by.length - length));
  let from = 0, to = 0;
  for (let k = 0; k < places.length; k++) {
    to = copyBytes(bytes, from, places[k], result, to);
    for (let i = 0; i < by.length; i++) result[to++] = by[i];
    from = places[k] + length;
  }
  copyBytes(bytes, from, bytes.length, result, to);
  return result;
}

/** bytes.split with a separator that is not empty; a negative limit means no limit. */
export function split(source: Uint8Array, separator: Uint8Array, limit: number): Bytes[] {
  const bytes = source.slice();
  const most = limit < 0 ? Infinity : limit;
  const parts: Bytes[] = [];
  let from = 0;
  while (parts.length < most) {
    const at = find(bytes, separator, from, bytes.length);
    if (at < 0) break;
    parts.push(bytes.subarray(from, at));
    from = at + separator.length;
  }
  parts.push(bytes.subarray(from, bytes.length));
  return parts;
}

export function rsplit(bytes: Uint8Array, separator: Uint8Array, limit: number): Bytes[] {
  const most = limit < 0 ? Infinity : limit;
  const parts: Bytes[] = [];
  let end = bytes.length;
  while (parts.length < most) {
    const at = rfind(bytes, separator, 0, end);
    if (at < 0) break;
    parts.push(sliceBytes(bytes, at + separator.length, end));
    end = at;
  }
  parts.push(sliceBytes(bytes, 0, end));
  return parts.reverse();
}

/** ASCII white space: tab, line feed, vertical tab, form feed, carriage return and space. */
export function isSpaceByte(byte: number): boolean {
  return byte === 32 || byte >= 9 && byte <= 13;
}

/** bytes.split without a separator. */
export function splitWhitespace(source: Uint8Array, limit: number): Bytes[] {
  const bytes = source.slice();
  const most = limit < 0 ? Infinity : limit;
  const parts: Bytes[] = [];
  const length = bytes.length;
  let at = 0;
  for (;;) {
    while (at < length && isSpaceByte(bytes[at])) at++;
    if (at === length) return parts;
    if (parts.length >= most) break;
    const start = at++;
    while (at < length && !isSpaceByte(bytes[at])) at++;
    parts.push(bytes.subarray(start, at));
  }
  parts.push(bytes.subarray(at, length));
  return parts;
}

export function rsplitWhitespace(bytes: Uint8Array, limit: number): Bytes[] {
  const most = limit < 0 ? Infinity : limit;
  const parts: Bytes[] = [];
  let end = bytes.length;
  for (;;) {
    while (end > 0 && isSpaceByte(bytes[end - 1])) end--;
    if (end === 0) return parts.reverse();
    if (parts.length >= most) break;
    const stop = end--;
    while (end > 0 && !isSpaceByte(bytes[end - 1])) end--;
    parts.push(sliceBytes(bytes, end, stop));
  }
  parts.push(sliceBytes(bytes, 0, end));
  return parts.reverse();
}

/** bytes.splitlines: line feed, carriage return and both end lines. */
export function splitLines(source: Uint8Array, keepEnds: boolean): Bytes[] {
  const bytes = source.slice();
  const lines: Bytes[] = [];
  const length = bytes.length;
  let start = 0;
  for (let at = 0; at < length; at++) {
    if (bytes[at] !== 10 && bytes[at] !== 13) continue;
    const end = at;
    if (bytes[at] === 13 && bytes[at + 1] === 10) at++;
    lines.push(bytes.subarray(start, keepEnds ? at + 1 : end));
    start = at + 1;
  }
  if (start < length) lines.push(bytes.subarray(start, length));
  return lines;
}

/** bytes.partition. */
export function partition(bytes: Uint8Array, separator: Uint8Array): [Bytes, Bytes, Bytes] {
  const at = find(bytes, separator, 0, bytes.length);
  if (at < 0) return [new Uint8Array(bytes), new Uint8Array(0), new Uint8Array(0)];
  return [
    sliceBytes(bytes, 0, at),
    new Uint8Array(separator),
    sliceBytes(bytes, at + separator.length, bytes.length),
  ];
}

export function rpartition(bytes: Uint8Array, separator: Uint8Array): [Bytes, Bytes, Bytes] {
  const at = rfind(bytes, separator, 0, bytes.length);
  if (at < 0) return [new Uint8Array(0), new Uint8Array(0), new Uint8Array(bytes)];
  return [
    sliceBytes(bytes, 0, at),
    new Uint8Array(separator),
    sliceBytes(bytes, at + separator.length, bytes.length),
  ];
}

export const STRIP_LEFT = 1, STRIP_RIGHT = 2, STRIP_BOTH = 3;

/** A table of 256 that says which bytes are in the set. */
function membership(chars: Uint8Array): Uint8Array {
  const table = new Uint8Array(256);
  for (let i = 0; i < chars.length; i++) table[chars[i]] = 1;
  return table;
}

const WHITE_SPACE = membership(Uint8Array.of(9, 10, 11, 12, 13, 32));

/** bytes.strip, lstrip and rstrip; without `chars`, of ASCII white space. */
export function strip(bytes: Uint8Array, chars: Uint8Array | undefined, sides: number): Bytes {
  const table = chars === undefined ? WHITE_SPACE : membership(chars);
  let start = 0, end = bytes.length;
  if (sides & STRIP_LEFT) { while (start < end && table[bytes[start]] === 1) start++; }
  if (sides & STRIP_RIGHT) { while (end > start && table[bytes[end - 1]] === 1) end--; }
  return sliceBytes(bytes, start, end);
}

/** bytes.translate: deletes, then maps through a table of 256 (or keeps, without one). */
export function translate(
  bytes: Uint8Array,
  table: Uint8Array | undefined,
  deleted: Uint8Array,
): Bytes {
  const result = new Uint8Array(bytes.length);
  if (deleted.length === 0) {
    if (table === undefined) result.set(bytes);
    else for (let i = 0; i < bytes.length; i++) result[i] = table[bytes[i]];
    return result;
  }
  const drop = membership(deleted);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (drop[bytes[i]] === 0) result[length++] = table === undefined ? bytes[i] : table[bytes[i]];
  }
  return result.slice(0, length);
}
