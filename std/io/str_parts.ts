// Pieces of text by code point, and where lines end in them, for the text streams.
//
// Nearly every text is a JavaScript string whose units are code points, and goes the short way; one with characters
// above U+FFFF is an array of code points.

import { AstralStr, pointsOf, type Str, strFromPoints } from "../../vm/objects/str.ts";

/** The number of code points. */
export function strLength(s: Str): number {
  return typeof s === "string" ? s.length : s.points.length;
}

/** The code points from `start` to `end`. */
export function strSlice(s: Str, start: number, end: number): Str {
  if (typeof s === "string") return s.slice(start, end);
  if (start === 0 && end >= s.points.length) return s;
  return strFromPoints(s.points.slice(start, end));
}

/** Two texts, one after the other. */
export function strJoin(a: Str, b: Str): Str {
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (strLength(a) === 0) return b;
  if (strLength(b) === 0) return a;
  const x = pointsOf(a), y = pointsOf(b);
  const points = new Uint32Array(x.length + y.length);
  points.set(x);
  points.set(y, x.length);
  return new AstralStr(points);
}

/** The text has this character, which is below U+0100. */
export function strHas(s: Str, c: "\n" | "\r"): boolean {
  return typeof s === "string" ? s.includes(c) : s.points.includes(c.charCodeAt(0));
}

/** The text with another line separator in the place of "\n". */
export function replaceNewlines(s: Str, newline: string): Str {
  if (typeof s === "string") return s.replaceAll("\n", newline);
  const out: number[] = [];
  for (const cp of s.points) {
    if (cp === 10) { for (let i = 0; i < newline.length; i++) out.push(newline.charCodeAt(i)); }
    else out.push(cp);
  }
  return strFromPoints(Uint32Array.from(out));
}

/** How lines end: "\n" alone, any of "\n", "\r" and "\r\n", or one string. */
export type LineMode = "translated" | "universal" | "\n" | "\r" | "\r\n";

/** Where the line that begins at `start` ends, its separator included; -1 where no separator follows. */
export function lineEnd(s: Str, start: number, mode: LineMode): number {
  return typeof s === "string" ? lineEndInString(s, start, mode) : lineEndInPoints(s, start, mode);
}

function lineEndInString(s: string, start: number, mode: LineMode): number {
  if (mode === "translated" || mode === "\n") return s.indexOf("\n", start) + 1 || -1;
  if (mode === "universal") {
    const lf = s.indexOf("\n", start);
    const stop = lf < 0 ? s.length : lf;
    // only what stands before the next "\n" can be a lone "\r"
    const cr = s.indexOf("\r", start);
    if (cr < 0 || cr >= stop) return lf < 0 ? -1 : lf + 1;
    return cr + 1 === lf ? lf + 1 : cr + 1;
  }
  const at = s.indexOf(mode, start);
  return at < 0 ? -1 : at + mode.length;
}

function lineEndInPoints(s: AstralStr, start: number, mode: LineMode): number {
  const { points } = s;
  for (let i = start; i < points.length; i++) {
    const cp = points[i];
    if (cp === 10 && mode !== "\r" && mode !== "\r\n") return i + 1;
    if (cp !== 13) continue;
    if (mode === "\r") return i + 1;
    const pair = points[i + 1] === 10;
    if (mode === "universal") return pair ? i + 2 : i + 1;
    if (mode === "\r\n" && pair) return i + 2;
  }
  return -1;
}
