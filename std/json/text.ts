// JSON strings: scanning and quoting.
//
// All positions here are UTF-16 units. A document with astral characters is scanned in UTF-16 too; `Positions` turns units
// into the code points that Python counts, and back.

import { newException } from "../../vm/objects/exceptions.ts";
import { getAttr } from "../../vm/objects/attributes.ts";
import type { PyObject, Value } from "../../vm/objects/object.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Str, strFromUtf16, utf16 } from "../../vm/objects/str.ts";
import type { PyType } from "../../vm/objects/type.ts";

const QUOTE = 34, BACKSLASH = 92;

/** A document that is read: its text, and where Python says positions are. */
export class Source {
  readonly str: Str;
  readonly text: string;
  readonly astral: boolean;
  constructor(str: Str) {
    this.str = str;
    this.text = utf16(str);
    this.astral = typeof str !== "string";
  }

  /** The unit at which a code point stands. */
  unitOf(point: number): number {
    if (!this.astral) return point;
    const { text } = this;
    let unit = 0;
    for (let i = 0; i < point && unit < text.length; i++) {
      unit += (text.codePointAt(unit)! > 0xffff) ? 2 : 1;
    }
    return unit;
  }

  /** The number of code points in front of a unit. */
  pointOf(unit: number): number {
    if (!this.astral || unit < 0) return unit;
    const { text } = this;
    let point = 0;
    for (let i = 0; i < unit; point++) i += text.codePointAt(i)! > 0xffff ? 2 : 1;
    return point;
  }

  /** A JSONDecodeError at a unit. */
  error(message: string, unit: number): PyObject {
    const t = getAttr(runtime.importModule("json.decoder"), "JSONDecodeError") as PyType;
    const args: Value[] = [message, this.str, this.pointOf(unit)];
    return t.heap ? t.invoke(args, undefined) as PyObject : newException(t, args);
  }
}

/** What a scan of a string has found. */
export interface ScannedString {
  value: Str;
  /** The unit behind the closing quote. */
  end: number;
}

function hexDigits(text: string, at: number): number {
  let v = 0;
  for (let i = at; i < at + 4; i++) {
    const c = text.charCodeAt(i), lower = c | 32;
    if (c >= 48 && c <= 57) v = v * 16 + c - 48;
    else if (lower >= 97 && lower <= 102) v = v * 16 + lower - 87;
    else return -1;
  }
  return v;
}

/** Scans a string whose opening quote is in front of `start`; the result is written into `out`. */
export function scanString(
  source: Source,
  start: number,
  strict: boolean,
  out: ScannedString,
): void {
  const { text } = source;
  const length = text.length;
  let at = start, built = "", paired = false;
  for (;;) {
    let end = at, c = 0;
    for (; end < length; end++) {
      c = text.charCodeAt(end);
      if (c === QUOTE || c === BACKSLASH) break;
      if (c < 32 && strict) throw source.error("Invalid control character at", end);
    }
    if (end >= length) throw source.error("Unterminated string starting at", start - 1);
    if (c === QUOTE) {
      const value = built === "" ? text.slice(at, end) : built + text.slice(at, end);
      out.value = source.astral || paired ? strFromUtf16(value) : value;
      out.end = end + 1;
      return;
    }
    built += text.slice(at, end);
    at = end + 2;
    if (end + 1 >= length) throw source.error("Unterminated string starting at", start - 1);
    switch (text.charCodeAt(end + 1)) {
      case QUOTE:
        built += '"';
        break;
      case BACKSLASH:
        built += "\\";
        break;
      case 47:
        built += "/";
        break;
      case 98:
        built += "\b";
        break;
      case 102:
        built += "\f";
        break;
      case 110:
        built += "\n";
        break;
      case 114:
        built += "\r";
        break;
      case 116:
        built += "\t";
        break;
      case 117: {
        if (at + 4 >= length) throw source.error("Invalid \\uXXXX escape", at - 1);
        const unit = hexDigits(text, at);
        if (unit < 0) throw source.error("Invalid \\uXXXX escape", at - 1);
        built += String.fromCharCode(unit);
        // two escapes that are a pair are one character
        if ((unit & 0xf800) === 0xd800) paired = true;
        at += 4;
        break;
      }
      default:
        throw source.error("Invalid \\escape", end);
    }
  }
}

// ---- quoting

const SHORT: Record<number, string> = {
  8: "\\b",
  9: "\\t",
  10: "\\n",
  12: "\\f",
  13: "\\r",
  34: '\\"',
  92: "\\\\",
};

function escapeUnit(c: number): string {
  return SHORT[c] ?? "\\u" + c.toString(16).padStart(4, "0");
}

/** A JSON string in ASCII. */
export function quoteAscii(text: string): string {
  let out = '"', from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 32 && c < 127 && c !== QUOTE && c !== BACKSLASH) continue;
    out += text.slice(from, i) + escapeUnit(c);
    from = i + 1;
  }
  return from === 0 ? '"' + text + '"' : out + text.slice(from) + '"';
}

/** A JSON string in which only what must be is escaped. */
export function quote(text: string): string {
  let out = '"', from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 32 && c !== QUOTE && c !== BACKSLASH) continue;
    out += text.slice(from, i) + escapeUnit(c);
    from = i + 1;
  }
  return from === 0 ? '"' + text + '"' : out + text.slice(from) + '"';
}
