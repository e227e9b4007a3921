// The codecs "unicode_escape" (the escapes of Python's string literals) and "raw_unicode_escape" (\u and \U
// alone). Bytes that are no escape are Latin-1.

import { ByteBuilder, codePointAt, type Text, TextBuilder } from "../text.ts";
import { type Decoded, type DecodeErrorHandler, recoverDecode, strictDecode } from "./errors.ts";

/** A decoded text, and the first escape that Python warns about. */
export interface DecodedEscapes extends Decoded {
  /** Where the backslash of the first invalid escape stands, -1 where there is none. */
  readonly invalidEscape: number;
}

function hexValue(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** What a one-letter escape stands for, -1 where it is none. */
function simpleEscape(byte: number): number {
  switch (byte) {
    case 92:
    case 39:
    case 34:
      return byte;
    case 98:
      return 8;
    case 116:
      return 9;
    case 110:
      return 10;
    case 114:
      return 13;
    case 102:
      return 12;
    case 118:
      return 11;
    case 97:
      return 7;
  }
  return -1;
}

/** The number of digits of a hexadecimal escape, 0 where the letter starts none. */
function hexDigits(byte: number): number {
  return byte === 120 ? 2 : byte === 117 ? 4 : byte === 85 ? 8 : 0;
}

function truncated(letter: number): string {
  return `truncated \\${String.fromCharCode(letter)}${"X".repeat(hexDigits(letter))} escape`;
}

/** The scan of one escape: where it ended, its character, or what is wrong with it. */
class EscapeScan {
  at: number;
  value: number;
  /** The input ended within the escape. */
  incomplete: boolean;
  reason: string;
  constructor() {
    this.at = 0;
    this.value = -1;
    this.incomplete = false;
    this.reason = "";
  }

  /** The digits of \x, \u or \U, from `at` on. */
  hex(input: Uint8Array, at: number, letter: number, tooLarge: string): void {
    let value = 0;
    const end = at + hexDigits(letter);
    for (this.reason = truncated(letter); at < end; at++) {
      this.at = at;
      if (at >= input.length) {
        this.incomplete = true;
        return;
      }
      const digit = hexValue(input[at]);
      if (digit < 0) return;
      value = value * 16 + digit;
    }
    this.at = at;
    if (value > 0x10ffff) this.reason = tooLarge;
    else this.value = value;
  }

  /** \N{name}, from `at` (behind the N) on. */
  name(input: Uint8Array, at: number, lookup: (name: string) => number): void {
    this.at = at;
    this.reason = "malformed \\N character escape";
    if (at >= input.length) {
      this.incomplete = true;
      return;
    }
    if (input[at] !== 123) return;
    const start = ++at;
    let name = "";
    while (at < input.length && input[at] !== 125) name += String.fromCharCode(input[at++]);
    this.at = at;
    if (at >= input.length) {
      this.incomplete = true;
      return;
    }
    if (at === start) return;
    this.at = at + 1;
    this.value = lookup(name);
    this.reason = "unknown Unicode character name";
  }
}

/**
 * Decodes "unicode_escape". `lookupName` gives the code point of a \N{…} name or -1; it is a parameter so
 * that the names are loaded by whoever needs them.
 */
export function decodeUnicodeEscape(
  bytes: Uint8Array,
  lookupName: (name: string) => number,
  handler: DecodeErrorHandler = strictDecode,
  final = true,
): DecodedEscapes {
  const out = new TextBuilder(bytes.length);
  let input = bytes, at = 0, invalidEscape = -1;
  while (at < input.length) {
    const byte = input[at];
    if (byte !== 92) {
      out.push(byte);
      at++;
      continue;
    }
    const start = at++;
    const scan = new EscapeScan();
    scan.at = at;
    if (at >= input.length) {
      scan.incomplete = true;
      scan.reason = "\\ at end of string";
    } else {
      const letter = input[at++];
      if (letter === 10) continue;
      const simple = simpleEscape(letter);
      if (simple >= 0) {
        out.push(simple);
        continue;
      }
      if (letter >= 48 && letter <= 55) {
        let value = letter - 48;
        for (let i = 0; i < 2 && at < input.length && (input[at] & 0xf8) === 48; i++) {
          value = value * 8 + input[at++] - 48;
        }
        if (value > 255 && invalidEscape < 0) invalidEscape = start;
        out.push(value);
        continue;
      }
      if (hexDigits(letter) > 0) scan.hex(input, at, letter, "illegal Unicode character");
      else if (letter === 78) scan.name(input, at, lookupName);
      else {
        if (invalidEscape < 0) invalidEscape = start;
        out.push(92);
        out.push(letter);
        continue;
      }
    }
    if (scan.value >= 0) {
      out.push(scan.value);
      at = scan.at;
      continue;
    }
    if (scan.incomplete && !final) return { text: out.toText(), consumed: start, invalidEscape };
    ({ input, at } = recoverDecode(
      handler,
      out,
      "unicodeescape",
      input,
      start,
      scan.at,
      scan.reason,
    ));
  }
  return { text: out.toText(), consumed: at, invalidEscape };
}

/** Decodes "raw_unicode_escape". */
export function decodeRawUnicodeEscape(
  bytes: Uint8Array,
  handler: DecodeErrorHandler = strictDecode,
  final = true,
): Decoded {
  const out = new TextBuilder(bytes.length);
  let input = bytes, at = 0;
  while (at < input.length) {
    const byte = input[at], start = at++;
    if (byte !== 92 || at >= input.length && final) {
      out.push(byte);
      continue;
    }
    if (at >= input.length) return { text: out.toText(), consumed: start };
    const letter = input[at++];
    if (letter !== 117 && letter !== 85) {
      out.push(92);
      out.push(letter);
      continue;
    }
    const scan = new EscapeScan();
    scan.hex(input, at, letter, "\\Uxxxxxxxx out of range");
    if (scan.value >= 0) {
      out.push(scan.value);
      at = scan.at;
      continue;
    }
    if (scan.incomplete && !final) return { text: out.toText(), consumed: start };
    const encoding = "rawunicodeescape";
    ({ input, at } = recoverDecode(handler, out, encoding, input, start, scan.at, scan.reason));
  }
  return { text: out.toText(), consumed: at };
}

function pushEscape(out: ByteBuilder, cp: number): void {
  const hex = cp.toString(16);
  if (cp < 0x100) out.pushAscii("\\x" + hex.padStart(2, "0"));
  else if (cp < 0x10000) out.pushAscii("\\u" + hex.padStart(4, "0"));
  else out.pushAscii("\\U" + hex.padStart(8, "0"));
}

/** Encodes as "unicode_escape": every str can be. */
export function encodeUnicodeEscape(text: Text): Uint8Array<ArrayBuffer> {
  const out = new ByteBuilder(text.length + 16);
  for (let i = 0; i < text.length; i++) {
    const cp = codePointAt(text, i);
    if (cp === 92) out.pushAscii("\\\\");
    else if (cp >= 32 && cp < 127) out.push(cp);
    else if (cp === 9) out.pushAscii("\\t");
    else if (cp === 10) out.pushAscii("\\n");
    else if (cp === 13) out.pushAscii("\\r");
    else pushEscape(out, cp);
  }
  return out.toBytes();
}

/** Encodes as "raw_unicode_escape". */
export function encodeRawUnicodeEscape(text: Text): Uint8Array<ArrayBuffer> {
  const out = new ByteBuilder(text.length + 16);
  for (let i = 0; i < text.length; i++) {
    const cp = codePointAt(text, i);
    if (cp < 0x100) out.push(cp);
    else pushEscape(out, cp);
  }
  return out.toBytes();
}
