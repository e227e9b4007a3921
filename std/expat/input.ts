// The text of an XML entity as it comes in: bytes become characters in the encoding that the start of the text tells,
// and an index into the text becomes a line, a column and a number of bytes.

import { INCORRECT_ENCODING, UNKNOWN_ENCODING, XmlError } from "./errors.ts";

/** Stands in the text where the bytes are no character; no XML may hold it. */
const NO_CHARACTER = "\uffff";

/** The 256 characters of an encoding of single bytes, from who knows more encodings; "" where nobody does. */
export type EncodingFinder = (name: string) => string;

/** Where something is in the input. */
export interface Place {
  line: number;
  column: number;
  byte: number;
}

type Decode = (bytes: Uint8Array, isLast: boolean) => string;

function utf8(): Decode {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest: Uint8Array = new Uint8Array(0);
  return (bytes, isLast) => {
    let all = bytes;
    if (rest.length > 0) {
      all = new Uint8Array(rest.length + bytes.length);
      all.set(rest);
      all.set(bytes, rest.length);
    }
    // a character that is not whole yet waits
    let end = all.length;
    if (!isLast) {
      for (let i = 1; i <= 3 && i <= all.length; i++) {
        const b = all[all.length - i];
        if (b < 0x80) break;
        if (b >= 0xc0) {
          const size = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
          if (size > i) end = all.length - i;
          break;
        }
      }
    }
    rest = all.slice(end);
    const whole = all.subarray(0, end);
    try {
      return decoder.decode(whole);
    } catch {
      return validPrefix(whole) + NO_CHARACTER;
    }
  };
}

/** The characters before the first bytes that are none. */
function validPrefix(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let good = 0, step = 1;
  while (step > 0) {
    const next = Math.min(bytes.length, good + step);
    try {
      decoder.decode(bytes.subarray(0, next));
      if (next === good) break;
      good = next;
      step *= 2;
    } catch {
      // perhaps only cut in the middle of a character
      let k = next + 1;
      for (; k <= Math.min(bytes.length, next + 3); k++) {
        try {
          decoder.decode(bytes.subarray(0, k));
          break;
        } catch {
          // not whole yet
        }
      }
      if (k <= Math.min(bytes.length, next + 3)) {
        good = k;
        continue;
      }
      step = step >> 1;
    }
  }
  return decoder.decode(bytes.subarray(0, good));
}

function utf16(bigEndian: boolean): Decode {
  let odd = -1;
  let high = "";
  return (bytes) => {
    let text = high;
    high = "";
    let i = 0;
    if (odd >= 0 && bytes.length > 0) {
      text += String.fromCharCode(bigEndian ? (odd << 8) | bytes[0] : (bytes[0] << 8) | odd);
      odd = -1;
      i = 1;
    }
    const units: number[] = [];
    for (; i + 1 < bytes.length; i += 2) {
      units.push(bigEndian ? (bytes[i] << 8) | bytes[i + 1] : (bytes[i + 1] << 8) | bytes[i]);
      if (units.length === 8192) text += String.fromCharCode(...units.splice(0));
    }
    text += String.fromCharCode(...units);
    if (i < bytes.length) odd = bytes[i];
    const last = text.charCodeAt(text.length - 1);
    if (last >= 0xd800 && last < 0xdc00) {
      high = text.slice(-1);
      text = text.slice(0, -1);
    }
    return text;
  };
}

function singleBytes(map: string): Decode {
  return (bytes) => {
    let text = "";
    for (let i = 0; i < bytes.length; i++) text += map[bytes[i]];
    return text;
  };
}

const LATIN1: string = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i)).join("");
const ASCII: string = LATIN1.slice(0, 128) + NO_CHARACTER.repeat(128);

/** The input of a parser. */
export class Input {
  /** Characters that are not parsed yet, and some that are. */
  text: string = "";
  /** No more follows. */
  isLast: boolean = false;
  /** The encoding that was given from outside. */
  private given: string | undefined;
  private readonly finder: EncodingFinder;
  private decode: Decode | undefined = undefined;
  private bytesPerUnit: 0 | 1 | 2 = 0;
  private pending: Uint8Array = new Uint8Array(0);
  /** The place of a known index of `text`. */
  private known: number = 0;
  private readonly place: Place = { line: 1, column: 0, byte: 0 };

  constructor(given: string | undefined, finder: EncodingFinder) {
    this.given = given;
    this.finder = finder;
  }

  /** The bytes are not UTF-8. */
  get isConverted(): boolean {
    return this.bytesPerUnit !== 0;
  }

  setEncoding(name: string): void {
    if (this.decode === undefined) this.given = name;
  }

  feed(bytes: Uint8Array, isLast: boolean): void {
    this.isLast = isLast;
    if (this.decode !== undefined) {
      this.text += this.decode(bytes, isLast);
      return;
    }
    const all = new Uint8Array(this.pending.length + bytes.length);
    all.set(this.pending);
    all.set(bytes, this.pending.length);
    this.pending = all;
    if (!this.choose()) return;
    this.pending = new Uint8Array(0);
    let start = 0;
    if (all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf) start = 3;
    else if (this.bytesPerUnit === 2 && (all[0] === 0xfe || all[0] === 0xff)) start = 2;
    this.place.byte = start;
    this.text += this.decode!(all.subarray(start), isLast);
  }

  /** Finds out the encoding, if enough of the text is there. */
  private choose(): boolean {
    const b = this.pending;
    if (!this.isLast && b.length < 4) return false;
    const use = (decode: Decode, size: 0 | 1 | 2): boolean => {
      this.decode = decode;
      this.bytesPerUnit = size;
      return true;
    };
    const { given } = this;
    if (given === undefined || /^utf-?16$/i.test(given)) {
      if (b[0] === 0xfe && b[1] === 0xff) return use(utf16(true), 2);
      if (b[0] === 0xff && b[1] === 0xfe) return use(utf16(false), 2);
      if (b[0] === 0x3c && b[1] === 0) return use(utf16(false), 2);
      if (b[0] === 0) return use(utf16(true), 2);
      if (given !== undefined) return use(utf16(true), 2);
    }
    if (given !== undefined) return this.named(given);
    if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return use(utf8(), 0);
    // an encoding in the declaration counts from the text's start on
    const head = String.fromCharCode(...b.subarray(0, 1024));
    if (!"<?xml".startsWith(head.slice(0, 5))) return use(utf8(), 0);
    const end = head.indexOf("?>");
    if (end < 0 && !this.isLast && b.length < 1024) return false;
    const declared = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(
      end < 0 ? head : head.slice(0, end),
    );
    if (declared === null || /^utf-?8$/i.test(declared[1])) return use(utf8(), 0);
    // the bytes are plainly no UTF-16; where the declaration says so, the parser objects
    if (/^utf-?16/i.test(declared[1])) return use(utf8(), 0);
    return this.named(declared[1]);
  }

  private named(name: string): boolean {
    const upper = name.toUpperCase();
    this.bytesPerUnit = 1;
    if (upper === "UTF-8") {
      this.decode = utf8();
      this.bytesPerUnit = 0;
    } else if (upper === "ISO-8859-1") this.decode = singleBytes(LATIN1);
    else if (upper === "US-ASCII") this.decode = singleBytes(ASCII);
    else if (upper === "UTF-16LE" || upper === "UTF-16BE") {
      this.decode = utf16(upper === "UTF-16BE");
      this.bytesPerUnit = 2;
    } else {
      const map = this.finder(name);
      if (map === "") throw new XmlError(UNKNOWN_ENCODING, 30);
      this.decode = singleBytes(map.replaceAll("\ufffd", NO_CHARACTER));
    }
    return true;
  }

  /** Objects where a declaration names an encoding that the bytes are plainly not in. */
  checkDeclared(name: string, at: number): void {
    const is16 = /^utf-?16/i.test(name);
    if (this.given === undefined && is16 !== (this.bytesPerUnit === 2)) {
      throw new XmlError(INCORRECT_ENCODING, at);
    }
  }

  /** The place of an index; only ever asked forwards, or for the last one again. */
  locate(index: number): Place {
    const { text, place } = this;
    for (let i = this.known; i < index && i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 10 || c === 13 && text.charCodeAt(i + 1) !== 10) {
        place.line++;
        place.column = 0;
      } else if (c !== 13 && (c < 0xdc00 || c > 0xdfff)) place.column++;
      else if (c === 13) place.column++;
      if (this.bytesPerUnit !== 0) place.byte += this.bytesPerUnit;
      else if (c < 0x80) place.byte++;
      else if (c < 0x800) place.byte += 2;
      else if (c >= 0xd800 && c < 0xe000) place.byte += 2;
      else place.byte += 3;
    }
    if (index > this.known) this.known = index;
    return place;
  }

  /** Forgets what is before an index; says by how much indices have moved. */
  drop(index: number): void {
    this.locate(index);
    this.text = this.text.slice(index);
    this.known -= index;
  }
}
