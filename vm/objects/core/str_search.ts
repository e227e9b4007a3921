// Searching, replacing and splitting strs.
//
// Every function takes canonical text (see text.ts) and gives canonical text back. On JavaScript strings the
// host's own searches do the work; what differs from Python is handled here: the empty needle, "$" in
// replacements, limits, and ranges. Text with astral characters is searched by code point.

import { asciiBytes, asciiString, literalPattern } from "./ascii.ts";
import { overwriteAt, placesOf, replaceAt } from "./bytes_search.ts";
import { findPoints, rfindPoints } from "./point_search.ts";
import { pointsToText, type Text, textToPoints } from "./text.ts";
import { isSpace } from "./unicode/character_types.ts";

/** Up to this length a loop beats the host's slice of an array. */
const SHORT_SLICE = 24;

/** Text between two indices, canonical again. */
export function sliceText(text: Text, start: number, end: number): Text {
  if (typeof text === "string") return text.slice(start, end);
  if (end - start > SHORT_SLICE) return pointsToText(text.slice(start, end));
  let units = "";
  for (let i = start; i < end; i++) {
    if (text[i] > 0xffff) return text.slice(start, end);
    units += String.fromCharCode(text[i]);
  }
  return units;
}

/** From this length on a pattern beats the host's search for a string. */
const LONG_TEXT = 512;

// The host's search takes time in proportion to the product of both lengths in the worst case. That matters
// only for long needles, so those in long texts go through the search that is linear.
const LONG_NEEDLE = 1000, LARGE_PRODUCT = 1e8;

function mayBeSlow(needle: string, range: number): boolean {
  return needle.length > LONG_NEEDLE && needle.length * range > LARGE_PRODUCT;
}

/** The index of `needle` in `text[start:end]`, or -1; `0 <= start`, `end <= length`. */
export function find(text: Text, needle: Text, start: number, end: number): number {
  if (end - start < needle.length) return -1;
  if (typeof text === "string") {
    if (typeof needle !== "string") return -1;
    if (mayBeSlow(needle, end - start)) {
      return findPoints(textToPoints(text), textToPoints(needle), start, end);
    }
    const whole = end === text.length;
    const at = whole ? text.indexOf(needle, start) : text.slice(start, end).indexOf(needle);
    return whole || at < 0 ? at : at + start;
  }
  return findPoints(text, textToPoints(needle), start, end);
}

/** The last index of `needle` in `text[start:end]`, or -1. */
export function rfind(text: Text, needle: Text, start: number, end: number): number {
  if (end - start < needle.length) return -1;
  if (typeof text === "string") {
    if (typeof needle !== "string") return -1;
    if (mayBeSlow(needle, end - start)) {
      return rfindPoints(textToPoints(text), textToPoints(needle), start, end);
    }
    if (start === 0) return text.lastIndexOf(needle, end - needle.length);
    const at = text.slice(start, end).lastIndexOf(needle);
    return at < 0 ? -1 : at + start;
  }
  return rfindPoints(text, textToPoints(needle), start, end);
}

/** How often `needle` occurs in `text[start:end]` without overlapping. */
export function count(text: Text, needle: Text, start: number, end: number): number {
  if (end < start) return 0;
  if (needle.length === 0) return end - start + 1;
  if (typeof text === "string" && typeof needle === "string" && end - start > LONG_TEXT) {
    if (!mayBeSlow(needle, end - start)) {
      return text.slice(start, end).match(literalPattern(needle))?.length ?? 0;
    }
  }
  let found = 0;
  for (let at = find(text, needle, start, end); at >= 0; at = find(text, needle, at, end)) {
    found++;
    at += needle.length;
  }
  return found;
}

export function startsWith(text: Text, prefix: Text, start: number, end: number): boolean {
  if (end - start < prefix.length) return false;
  return matchesAt(text, prefix, start);
}

export function endsWith(text: Text, suffix: Text, start: number, end: number): boolean {
  if (end - start < suffix.length) return false;
  return matchesAt(text, suffix, end - suffix.length);
}

function matchesAt(text: Text, part: Text, at: number): boolean {
  if (typeof text === "string") return typeof part === "string" && text.startsWith(part, at);
  const points = textToPoints(part);
  for (let i = 0; i < points.length; i++) if (text[at + i] !== points[i]) return false;
  return true;
}

/** Replaces the first `limit` occurrences; a negative limit means all. */
export function replace(text: Text, old: Text, replacement: Text, limit: number): Text {
  if (limit === 0) return text;
  if (typeof text === "string" && typeof old === "string" && typeof replacement === "string") {
    if (limit < 0) {
      // A replacement given as text would have its "$" interpreted; split and join take it as it is.
      if (old !== "") {
        if (old === replacement) return text;
        const first = find(text, old, 0, text.length);
        if (first < 0) return text;
        if (text.length <= LONG_TEXT) return replaceShort(text, old, replacement, first);
        if (mayBeSlow(old, text.length)) return text.split(old).join(replacement);
        return replaceAscii(text, old, replacement, first) ??
          text.replace(literalPattern(old), replacement.replaceAll("$", "$$$$"));
      }
      return replacement + text.split("").map((unit) => unit + replacement).join("");
    }
  }
  const most = limit < 0 ? Infinity : limit;
  const pieces: Text[] = [];
  const length = text.length;
  if (old.length === 0) {
    let done = 0;
    for (let i = 0; i <= length && done < most; i++, done++) {
      pieces.push(replacement);
      if (i < length) pieces.push(sliceText(text, i, i + 1));
    }
    // Where the limit came first, what follows the last replacement stands as it is.
    if (done <= length) pieces.push(sliceText(text, done, length));
    return joinText("", pieces);
  }
  if (typeof text !== "string") return replacePoints(text, textToPoints(old), replacement, most);
  let from = 0, done = 0;
  while (done < most) {
    const at = find(text, old, from, length);
    if (at < 0) break;
    pieces.push(sliceText(text, from, at), replacement);
    from = at + old.length;
    done++;
  }
  if (done === 0) return text;
  pieces.push(sliceText(text, from, length));
  return joinText("", pieces);
}

/** Piece by piece, from the first place on. */
function replaceShort(text: string, old: string, by: string, first: number): string {
  let result = first === 0 ? by : text.slice(0, first) + by;
  let from = first + old.length;
  for (let at = text.indexOf(old, from); at >= 0; at = text.indexOf(old, from)) {
    result += at === from ? by : text.slice(from, at) + by;
    from = at + old.length;
  }
  return from === text.length ? result : result + text.slice(from);
}

/** Where places are rarer than one in so many characters, the host's own replacement is as fast. */
const DENSE = 128;

/** `replace` of ASCII by ASCII in ASCII text with many places, through its bytes; undefined for any other text. */
function replaceAscii(
  text: string,
  old: string,
  by: string,
  first: number,
): string | undefined {
  const bytes = asciiBytes(text);
  if (bytes === undefined) return undefined;
  const inserted = asciiBytes(by);
  if (inserted === undefined) return undefined;
  if (old.length === 1 && by.length === 1) {
    const from = old.charCodeAt(0), to = inserted[0];
    for (let i = first; i < bytes.length; i++) if (bytes[i] === from) bytes[i] = to;
    return asciiString(bytes);
  }
  const sought = asciiBytes(old)!;
  const places = placesOf(bytes, sought, first);
  const { length } = bytes;
  if (places.length * DENSE < length) return undefined;
  if (by.length === old.length) {
    overwriteAt(bytes, places, inserted);
    return asciiString(bytes);
  }
  return asciiString(replaceAt(bytes, places, old.length, inserted));
}

/** `replace` in text with astral characters: finds all places first, so that the result is made in one piece. */
function replacePoints(text: Uint32Array, old: Uint32Array, by: Text, most: number): Text {
  const places: number[] = [];
  for (let at = 0; places.length < most; at += old.length) {
    at = findPoints(text, old, at, text.length);
    if (at < 0) break;
    places.push(at);
  }
  if (places.length === 0) return text;
  const replacement = textToPoints(by);
  const result = new Uint32Array(
    text.length + places.length * (replacement.length - old.length),
  );
  let from = 0, to = 0;
  for (let k = 0; k <= places.length; k++) {
    const end = k < places.length ? places[k] : text.length;
    while (from < end) result[to++] = text[from++];
    if (k === places.length) break;
    for (let i = 0; i < replacement.length; i++) result[to++] = replacement[i];
    from = end + old.length;
  }
  return pointsToText(result);
}

/** separator.join(pieces). */
export function joinText(separator: Text, pieces: readonly Text[]): Text {
  let plain = typeof separator === "string" || pieces.length < 2, length = 0;
  for (let i = 0; i < pieces.length; i++) {
    if (typeof pieces[i] !== "string") plain = false;
    length += pieces[i].length + (i > 0 ? separator.length : 0);
  }
  if (plain) return (pieces as string[]).join(separator as string);
  const points = new Uint32Array(length);
  let at = 0;
  const put = (piece: Text) => {
    if (typeof piece === "string") {
      for (let i = 0; i < piece.length; i++) points[at++] = piece.charCodeAt(i);
    } else {
      points.set(piece, at);
      at += piece.length;
    }
  };
  for (let i = 0; i < pieces.length; i++) {
    if (i > 0) put(separator);
    put(pieces[i]);
  }
  return points;
}

/** str.split with a separator that is not empty; a negative limit means no limit. */
export function split(text: Text, separator: Text, limit: number): Text[] {
  if (limit < 0 && typeof text === "string" && typeof separator === "string") {
    return text.split(separator);
  }
  const most = limit < 0 ? Infinity : limit;
  if (typeof text !== "string") return splitPoints(text, textToPoints(separator), most);
  const parts: Text[] = [];
  let from = 0;
  while (parts.length < most) {
    const at = find(text, separator, from, text.length);
    if (at < 0) break;
    parts.push(sliceText(text, from, at));
    from = at + separator.length;
  }
  parts.push(sliceText(text, from, text.length));
  return parts;
}

/** `split` of text with astral characters; its pieces share their code points with the text. */
function splitPoints(text: Uint32Array, separator: Uint32Array, most: number): Text[] {
  const parts: Text[] = [];
  let from = 0;
  while (parts.length < most) {
    const at = findPoints(text, separator, from, text.length);
    if (at < 0) break;
    parts.push(sharedSlice(text, from, at));
    from = at + separator.length;
  }
  parts.push(sharedSlice(text, from, text.length));
  return parts;
}

/** `sliceText` without a copy. */
function sharedSlice(text: Uint32Array, start: number, end: number): Text {
  for (let i = start; i < end; i++) if (text[i] > 0xffff) return text.subarray(start, end);
  return sliceText(text, start, end);
}

/** str.rsplit with a separator that is not empty. */
export function rsplit(text: Text, separator: Text, limit: number): Text[] {
  const most = limit < 0 ? Infinity : limit;
  const parts: Text[] = [];
  let end = text.length;
  while (parts.length < most) {
    const at = rfind(text, separator, 0, end);
    if (at < 0) break;
    parts.push(sliceText(text, at + separator.length, end));
    end = at;
  }
  parts.push(sliceText(text, 0, end));
  return parts.reverse();
}

/** Whether the code point at an index is white space (str.isspace). */
export function spaceAt(text: Text, at: number): boolean {
  const cp = typeof text === "string" ? text.charCodeAt(at) : text[at];
  return cp === 32 || (cp < 33 ? cp >= 9 && cp <= 13 || cp >= 28 : cp >= 133 && isSpace(cp));
}

/** str.split without a separator: runs of white space separate, and none stands at the ends. */
export function splitWhitespace(text: Text, limit: number): Text[] {
  const most = limit < 0 ? Infinity : limit;
  const parts: Text[] = [];
  const length = text.length;
  let at = 0;
  for (;;) {
    while (at < length && spaceAt(text, at)) at++;
    if (at === length) return parts;
    if (parts.length >= most) break;
    const start = at++;
    while (at < length && !spaceAt(text, at)) at++;
    parts.push(sliceText(text, start, at));
  }
  // What the limit leaves keeps the white space at its end.
  parts.push(sliceText(text, at, length));
  return parts;
}

/** str.rsplit without a separator. */
export function rsplitWhitespace(text: Text, limit: number): Text[] {
  const most = limit < 0 ? Infinity : limit;
  const parts: Text[] = [];
  let end = text.length;
  for (;;) {
    while (end > 0 && spaceAt(text, end - 1)) end--;
    if (end === 0) return parts.reverse();
    if (parts.length >= most) break;
    const stop = end--;
    while (end > 0 && !spaceAt(text, end - 1)) end--;
    parts.push(sliceText(text, end, stop));
  }
  parts.push(sliceText(text, 0, end));
  return parts.reverse();
}

function lineBreakAt(text: Text, at: number): boolean {
  const cp = typeof text === "string" ? text.charCodeAt(at) : text[at];
  if (cp < 128) return cp >= 10 && cp <= 13 || cp >= 28 && cp <= 30;
  return cp === 0x85 || cp === 0x2028 || cp === 0x2029;
}

/** Line breaks other than the line feed. */
// deno-lint-ignore no-control-regex -- the control characters are meant
const RARE_BREAK = /[\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

/** str.splitlines. */
export function splitLines(text: Text, keepEnds: boolean): Text[] {
  if (!keepEnds && typeof text === "string" && text.length > LONG_TEXT && !RARE_BREAK.test(text)) {
    const plain = text.split("\n");
    if (plain[plain.length - 1] === "") plain.pop();
    return plain;
  }
  const lines: Text[] = [];
  const length = text.length;
  let start = 0;
  for (let at = 0; at < length; at++) {
    if (!lineBreakAt(text, at)) continue;
    const end = at;
    const cp = typeof text === "string" ? text.charCodeAt(at) : text[at];
    if (cp === 13 && at + 1 < length) {
      const next = typeof text === "string" ? text.charCodeAt(at + 1) : text[at + 1];
      if (next === 10) at++;
    }
    lines.push(sliceText(text, start, keepEnds ? at + 1 : end));
    start = at + 1;
  }
  if (start < length) lines.push(sliceText(text, start, length));
  return lines;
}

/** str.partition: three texts; without the separator the text and two empty ones. */
export function partition(text: Text, separator: Text): [Text, Text, Text] {
  const at = find(text, separator, 0, text.length);
  if (at < 0) return [text, "", ""];
  return [sliceText(text, 0, at), separator, sliceText(text, at + separator.length, text.length)];
}

/** str.rpartition: without the separator two empty texts and the text. */
export function rpartition(text: Text, separator: Text): [Text, Text, Text] {
  const at = rfind(text, separator, 0, text.length);
  if (at < 0) return ["", "", text];
  return [sliceText(text, 0, at), separator, sliceText(text, at + separator.length, text.length)];
}

/** Three-way comparison by code points. */
export function compareText(a: Text, b: Text): -1 | 0 | 1 {
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = typeof a === "string" ? a.charCodeAt(i) : a[i];
    const y = typeof b === "string" ? b.charCodeAt(i) : b[i];
    if (x !== y) return x < y ? -1 : 1;
  }
  return a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
}

export function equalText(a: Text, b: Text): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** str.removeprefix. */
export function removePrefix(text: Text, prefix: Text): Text {
  return startsWith(text, prefix, 0, text.length)
    ? sliceText(text, prefix.length, text.length)
    : text;
}

/** str.removesuffix. */
export function removeSuffix(text: Text, suffix: Text): Text {
  return suffix.length > 0 && endsWith(text, suffix, 0, text.length)
    ? sliceText(text, 0, text.length - suffix.length)
    : text;
}
