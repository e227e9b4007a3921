// A str's text below the object layer, and the builder that decides which of its two forms it takes.
//
// Invariant: text is a JavaScript string, each unit one code point (lone surrogates included), exactly when
// it has no code point above U+FFFF, and a Uint32Array of code points otherwise.

import { copyOf } from "./small_bytes.ts";

/** A str's text in its canonical form. */
export type Text = string | Uint32Array;

const CHUNK = 8192;

/** A string of code points that are all at most U+FFFF. */
export function unitsToString(units: Uint32Array | Uint16Array | Uint8Array): string {
  const length = units.length;
  if (length <= CHUNK) return String.fromCharCode.apply(null, units as unknown as number[]);
  let text = "";
  for (let at = 0; at < length; at += CHUNK) {
    const chunk = units.subarray(at, Math.min(at + CHUNK, length));
    text += String.fromCharCode.apply(null, chunk as unknown as number[]);
  }
  return text;
}

/** Whether any of the code points is above U+FFFF. */
export function hasAstral(points: Uint32Array): boolean {
  for (let i = 0; i < points.length; i++) if (points[i] > 0xffff) return true;
  return false;
}

/** Code points as canonical text. */
export function pointsToText(points: Uint32Array): Text {
  return hasAstral(points) ? points : unitsToString(points);
}

/** UTF-16, whose pairs are astral characters, as canonical text. */
export function utf16ToText(utf16: string): Text {
  let pairs = 0;
  for (let i = 0; i + 1 < utf16.length; i++) {
    if (
      (utf16.charCodeAt(i) & 0xfc00) === 0xd800 && (utf16.charCodeAt(i + 1) & 0xfc00) === 0xdc00
    ) {
      pairs++;
      i++;
    }
  }
  if (pairs === 0) return utf16;
  const points = new Uint32Array(utf16.length - pairs);
  for (let i = 0, at = 0; i < utf16.length; i++) {
    const cp = utf16.codePointAt(i)!;
    if (cp > 0xffff) i++;
    points[at++] = cp;
  }
  return points;
}

/** Canonical text as code points. */
export function textToPoints(text: Text): Uint32Array {
  if (typeof text !== "string") return text;
  const points = new Uint32Array(text.length);
  for (let i = 0; i < text.length; i++) points[i] = text.charCodeAt(i);
  return points;
}

/** Canonical text as UTF-16, for the host and for messages. */
export function textToUtf16(text: Text): string {
  if (typeof text === "string") return text;
  let utf16 = "";
  for (let i = 0; i < text.length; i++) utf16 += String.fromCodePoint(text[i]);
  return utf16;
}

export function codePointAt(text: Text, index: number): number {
  return typeof text === "string" ? text.charCodeAt(index) : text[index];
}

/** Text of one code point. */
export function pointText(cp: number): Text {
  return cp > 0xffff ? Uint32Array.of(cp) : String.fromCharCode(cp);
}

export function concatText(a: Text, b: Text): Text {
  if (typeof a === "string" && typeof b === "string") return a + b;
  const points = new Uint32Array(a.length + b.length);
  points.set(textToPoints(a));
  points.set(textToPoints(b), a.length);
  return points;
}

/** Collects code points and makes canonical text of them. */
export class TextBuilder {
  points: Uint32Array;
  length: number;
  /** The or of all code points: above 0xFFFF exactly when some code point is. */
  bits: number;
  constructor(capacity: number) {
    this.points = new Uint32Array(Math.max(capacity, 16));
    this.length = 0;
    this.bits = 0;
  }

  push(cp: number): void {
    if (this.length === this.points.length) this.grow(this.length + 1);
    this.points[this.length++] = cp;
    this.bits |= cp;
  }

  pushText(text: Text): void {
    if (this.length + text.length > this.points.length) this.grow(this.length + text.length);
    for (let i = 0; i < text.length; i++) {
      const cp = codePointAt(text, i);
      this.points[this.length++] = cp;
      this.bits |= cp;
    }
  }

  private grow(least: number): void {
    const larger = new Uint32Array(Math.max(least, this.points.length * 2));
    larger.set(this.points.subarray(0, this.length));
    this.points = larger;
  }

  /** Takes back what stands behind the first `length` code points. */
  truncate(length: number): void {
    this.length = length;
    this.bits = 0;
    for (let i = 0; i < length; i++) this.bits |= this.points[i];
  }

  toText(): Text {
    const used = this.points.subarray(0, this.length);
    return this.bits > 0xffff ? used.slice() : unitsToString(used);
  }
}

/** Collects bytes. */
export class ByteBuilder {
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
  constructor(capacity: number) {
    this.bytes = new Uint8Array(Math.max(capacity, 16));
    this.length = 0;
  }

  push(byte: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    const least = this.length + count;
    if (least <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(least, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  pushBytes(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  pushAscii(text: string): void {
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i);
  }

  toBytes(): Uint8Array<ArrayBuffer> {
    return this.length === this.bytes.length ? this.bytes : copyOf(this.bytes, 0, this.length);
  }
}
