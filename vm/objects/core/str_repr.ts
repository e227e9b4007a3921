// repr() and ascii() of str, and repr() of bytes and bytearray: quotes, escapes, and which characters are
// printable (Unicode 15.1).

import { isPrintable } from "./unicode/character_types.ts";

const HEX = "0123456789abcdef";

function hexEscape(cp: number): string {
  if (cp < 0x100) return "\\x" + HEX[cp >> 4] + HEX[cp & 15];
  return cp < 0x10000
    ? "\\u" + cp.toString(16).padStart(4, "0")
    : "\\U" + cp.toString(16).padStart(8, "0");
}

/** The escape of a code point that does not stand for itself between `quote`s, or "" if it does. */
function escapeOf(cp: number, quote: number, asciiOnly: boolean): string {
  if (cp === quote) return "\\" + String.fromCharCode(cp);
  if (cp === 92) return "\\\\";
  if (cp >= 32 && cp < 127) return "";
  switch (cp) {
    case 9:
      return "\\t";
    case 10:
      return "\\n";
    case 13:
      return "\\r";
  }
  return cp >= 128 && !asciiOnly && isPrintable(cp) ? "" : hexEscape(cp);
}

/** Single quotes unless the text has some and no double ones. */
function quoteFor(
  text: { includes(piece: never): boolean },
  single: unknown,
  double: unknown,
): number {
  return text.includes(single as never) && !text.includes(double as never) ? 34 : 39;
}

/** repr() of a str without astral characters. */
export function reprString(text: string): string {
  return quoted(text, false);
}

/** ascii() of a str without astral characters. */
export function asciiString(text: string): string {
  return quoted(text, true);
}

function quoted(text: string, asciiOnly: boolean): string {
  const quote = quoteFor(text, "'", '"');
  const mark = quote === 39 ? "'" : '"';
  let result = mark;
  // What stands for itself is copied in whole stretches.
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 32 && unit < 127 && unit !== 92 && unit !== quote) continue;
    const escape = escapeOf(unit, quote, asciiOnly);
    if (escape === "") continue;
    result += text.slice(from, i) + escape;
    from = i + 1;
  }
  return result + (from === 0 ? text : text.slice(from)) + mark;
}

/** repr() of a str with astral characters, as UTF-16 (its own pairs are real characters). */
export function reprPoints(points: Uint32Array): string {
  return quotedPoints(points, false);
}

/** ascii() of a str with astral characters. */
export function asciiPoints(points: Uint32Array): string {
  return quotedPoints(points, true);
}

function quotedPoints(points: Uint32Array, asciiOnly: boolean): string {
  const quote = quoteFor(points, 39, 34);
  let result = String.fromCharCode(quote);
  for (let i = 0; i < points.length; i++) {
    result += escapeOf(points[i], quote, asciiOnly) || String.fromCodePoint(points[i]);
  }
  return result + String.fromCharCode(quote);
}

/** repr() of bytes, "b" included. */
export function reprBytes(bytes: Uint8Array): string {
  const quote = quoteFor(bytes, 39, 34);
  const mark = String.fromCharCode(quote);
  let result = "b" + mark;
  for (let i = 0; i < bytes.length; i++) {
    result += escapeOf(bytes[i], quote, true) || String.fromCharCode(bytes[i]);
  }
  return result + mark;
}
