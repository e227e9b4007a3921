// What changes the shape of a str: stripping, repeating, padding, tabs, strided slices, and translation by a
// table. Canonical text in, canonical text out (see text.ts).

import { asciiBytes, asciiString, LONG } from "./ascii.ts";
import { joinText, sliceText, spaceAt } from "./str_search.ts";
import { concatText, pointsToText, type Text, textToPoints, unitsToString } from "./text.ts";

export const STRIP_LEFT = 1, STRIP_RIGHT = 2, STRIP_BOTH = 3;

/** str.strip, lstrip and rstrip of white space. */
export function strip(text: Text, sides: number): Text {
  let start = 0, end = text.length;
  if (sides & STRIP_LEFT) { while (start < end && spaceAt(text, start)) start++; }
  if (sides & STRIP_RIGHT) { while (end > start && spaceAt(text, end - 1)) end--; }
  return start === 0 && end === text.length ? text : sliceText(text, start, end);
}

/** str.strip, lstrip and rstrip of the given characters. */
export function stripChars(text: Text, chars: Text, sides: number): Text {
  let start = 0, end = text.length;
  if (typeof text === "string" && typeof chars === "string") {
    if (sides & STRIP_LEFT) { while (start < end && chars.includes(text[start])) start++; }
    if (sides & STRIP_RIGHT) { while (end > start && chars.includes(text[end - 1])) end--; }
    return start === 0 && end === text.length ? text : text.slice(start, end);
  }
  const inSet = memberTest(chars);
  const at = (i: number) => typeof text === "string" ? text.charCodeAt(i) : text[i];
  if (sides & STRIP_LEFT) { while (start < end && inSet(at(start))) start++; }
  if (sides & STRIP_RIGHT) { while (end > start && inSet(at(end - 1))) end--; }
  return start === 0 && end === text.length ? text : sliceText(text, start, end);
}

function memberTest(chars: Text): (cp: number) => boolean {
  const set = new Set(textToPoints(chars));
  return (cp) => set.has(cp);
}

/** `text * times`; the caller has checked the size. */
export function repeatText(text: Text, times: number): Text {
  if (times <= 0) return "";
  if (typeof text === "string") return text.repeat(times);
  const points = new Uint32Array(text.length * times);
  for (let i = 0; i < times; i++) points.set(text, i * text.length);
  return points;
}

/** text[start:stop:step] for indices that are already clipped; `length` items are taken. */
export function stridedSlice(text: Text, start: number, step: number, length: number): Text {
  if (step === 1) return sliceText(text, start, start + length);
  if (typeof text === "string") {
    const bytes = length >= LONG ? asciiBytes(text) : undefined;
    if (bytes !== undefined) {
      const picked = new Uint8Array(length);
      for (let i = 0, at = start; i < length; i++, at += step) picked[i] = bytes[at];
      return asciiString(picked);
    }
    const units = new Uint16Array(length);
    for (let i = 0, at = start; i < length; i++, at += step) units[i] = text.charCodeAt(at);
    return unitsToString(units);
  }
  const points = new Uint32Array(length);
  for (let i = 0, at = start; i < length; i++, at += step) points[i] = text[at];
  return pointsToText(points);
}

/** str.expandtabs. */
export function expandTabs(text: Text, tabSize: number): Text {
  const pieces: Text[] = [];
  let from = 0, column = 0;
  for (let i = 0; i < text.length; i++) {
    const cp = typeof text === "string" ? text.charCodeAt(i) : text[i];
    if (cp === 9) {
      pieces.push(sliceText(text, from, i));
      from = i + 1;
      if (tabSize > 0) {
        const width = tabSize - column % tabSize;
        pieces.push(" ".repeat(width));
        column += width;
      }
    } else {
      column = cp === 10 || cp === 13 ? 0 : column + 1;
    }
  }
  if (from === 0) return text;
  pieces.push(sliceText(text, from, text.length));
  return joinText("", pieces);
}

/** Puts `left` and `right` fill characters around a text. */
function padText(text: Text, left: number, right: number, fill: Text): Text {
  if (left <= 0 && right <= 0) return text;
  return concatText(concatText(repeatText(fill, left), text), repeatText(fill, right));
}

export function leftJustify(text: Text, width: number, fill: Text): Text {
  return padText(text, 0, width - text.length, fill);
}

export function rightJustify(text: Text, width: number, fill: Text): Text {
  return padText(text, width - text.length, 0, fill);
}

/** str.center: an odd space goes to the left where the width is odd, else to the right. */
export function center(text: Text, width: number, fill: Text): Text {
  const missing = width - text.length;
  if (missing <= 0) return text;
  const left = (missing >> 1) + (missing & width & 1);
  return padText(text, left, missing - left, fill);
}

/** str.zfill: zeros go behind a sign. */
export function zeroFill(text: Text, width: number): Text {
  const missing = width - text.length;
  if (missing <= 0) return text;
  const first = text.length === 0 ? 0 : typeof text === "string" ? text.charCodeAt(0) : text[0];
  const sign = first === 43 || first === 45 ? 1 : 0;
  const zeros = "0".repeat(missing);
  return joinText("", [sliceText(text, 0, sign), zeros, sliceText(text, sign, text.length)]);
}

/**
 * str.translate: `lookup` gives for a code point another one, a text, null to delete it or undefined to
 * keep it.
 */
export function translate(
  text: Text,
  lookup: (cp: number) => number | Text | null | undefined,
): Text {
  if (typeof text === "string") {
    if (text.length >= LONG) {
      const translated = translateAscii(text, lookup);
      if (translated !== undefined) return translated;
    }
    const out = new Uint16Array(text.length);
    const done = translateUnits(text, out, lookup);
    if (done === text.length) return unitsToString(out);
    // from here on something is longer, shorter or astral
    return concatText(
      unitsToString(out.subarray(0, done)),
      translatePieces(text.slice(done), lookup),
    );
  }
  return translatePieces(text, lookup);
}

/** In a table of ASCII: not looked up yet; deleted. */
const UNKNOWN = 255, DELETED = 254;

/** Translates ASCII to ASCII or to nothing, character by character; undefined where that is not what the table does. */
function translateAscii(
  text: string,
  lookup: (cp: number) => number | Text | null | undefined,
): string | undefined {
  const bytes = asciiBytes(text);
  if (bytes === undefined) return undefined;
  const table = new Uint8Array(128).fill(UNKNOWN);
  let end = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    let to = table[byte];
    if (to >= DELETED) {
      if (to === DELETED) continue;
      const found = lookup(byte);
      if (found === undefined) to = byte;
      else if (found === null || found === "") to = DELETED;
      else if (typeof found === "number" && found < 128) to = found;
      else if (typeof found === "string" && found.length === 1 && found < "\x80") {
        to = found.charCodeAt(0);
      } else return undefined;
      table[byte] = to;
      if (to === DELETED) continue;
    }
    bytes[end++] = to;
  }
  return asciiString(end === bytes.length ? bytes : bytes.subarray(0, end));
}

/** Translates what becomes one unit each; stops before the first character that does not. */
function translateUnits(
  text: string,
  out: Uint16Array,
  lookup: (cp: number) => number | Text | null | undefined,
): number {
  for (let i = 0; i < text.length; i++) {
    const cp = text.charCodeAt(i);
    const to = lookup(cp);
    if (to === undefined) out[i] = cp;
    else if (typeof to === "number" && to <= 0xffff) out[i] = to;
    else if (typeof to === "string" && to.length === 1) out[i] = to.charCodeAt(0);
    else return i;
  }
  return text.length;
}

/** The same, each character looked up once and in order: for tables that Python code answers for. */
export function translatePieces(
  text: Text,
  lookup: (cp: number) => number | Text | null | undefined,
): Text {
  const pieces: Text[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const cp = typeof text === "string" ? text.charCodeAt(i) : text[i];
    const to = lookup(cp);
    if (to === undefined || to === cp) continue;
    if (i > from) pieces.push(sliceText(text, from, i));
    from = i + 1;
    if (to === null) continue;
    if (typeof to !== "number") pieces.push(to);
    else pieces.push(to > 0xffff ? Uint32Array.of(to) : String.fromCharCode(to));
  }
  if (from === 0) return text;
  pieces.push(sliceText(text, from, text.length));
  return joinText("", pieces);
}
