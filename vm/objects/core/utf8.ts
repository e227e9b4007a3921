// UTF-8. Valid input goes through the host's TextDecoder and TextEncoder; what they refuse, or would
// silently mend, goes through loops that find CPython's error positions and reasons.

import {
  Bytes,
  checkedPosition,
  type Decoded,
  type DecodeErrorHandler,
  type EncodeErrorHandler,
  escapeSurrogates,
  recoverDecode,
  strictDecode,
  strictEncode,
  surrogateEscapeEncode,
} from "./codecs/errors.ts";
import { beginsAscii } from "./ascii.ts";
import { newBytes } from "./small_bytes.ts";
import { ByteBuilder, type Text, TextBuilder, utf16ToText } from "./text.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenientDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Up to this many bytes a loop beats the call into the host. */
const SHORT = 32;
/** From this many bytes on a view of words is worth making. */
const WIDE = 64;
/** Where the host writes what is not ASCII, before its length is known. */
let scratch = new Uint8Array(0);
/** The scratch never grows beyond this. */
const LARGEST_SCRATCH = 1 << 22;

/**
 * Decodes UTF-8. With `final` false an incomplete character at the end is left over: `consumed` says
 * where it starts.
 */
export function decodeUtf8(
  bytes: Uint8Array,
  handler: DecodeErrorHandler = strictDecode,
  final = true,
): Decoded {
  const length = bytes.length;
  if (length <= SHORT) {
    let text = "";
    let at = 0;
    while (at < length && bytes[at] < 128) text += String.fromCharCode(bytes[at++]);
    if (at === length) return { text, consumed: length };
    return decodeSlowly(bytes, handler, final);
  }
  // TextDecoder does not read shared memory.
  const input = bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice();
  const text = lenientDecoder.decode(input);
  // The host's strict decoder takes ten times as long, so it is asked only where something was mended, perhaps.
  if (text.includes("\ufffd") && !isValid(input)) return decodeSlowly(bytes, handler, final);
  // As many units as bytes: ASCII. Otherwise only four-byte characters become pairs.
  if (text.length === length || !hasFourByteLead(bytes)) return { text, consumed: length };
  return { text: utf16ToText(text), consumed: length };
}

function isValid(bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Whether a byte is at least F0: four bytes are looked at together. */
function hasFourByteLead(bytes: Uint8Array): boolean {
  let at = 0;
  if (bytes.length >= WIDE) {
    while ((bytes.byteOffset + at & 3) !== 0) if (bytes[at++] >= 0xf0) return true;
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, bytes.length - at >> 2);
    for (let i = 0; i < words.length; i++) {
      const w = words[i];
      if ((w & w << 1 & w << 2 & w << 3 & 0x80808080) !== 0) return true;
    }
    at += words.length * 4;
  }
  for (; at < bytes.length; at++) if (bytes[at] >= 0xf0) return true;
  return false;
}

const INVALID_START = "invalid start byte";
const INVALID_CONTINUATION = "invalid continuation byte";
const UNEXPECTED_END = "unexpected end of data";

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** How many bytes a character with this first byte has; 0 for a byte that starts none. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

/** Whether the second byte keeps the character from being overlong, a surrogate or too large. */
function secondFits(lead: number, second: number): boolean {
  if (!isContinuation(second)) return false;
  switch (lead) {
    case 0xe0:
      return second >= 0xa0;
    case 0xed:
      return second < 0xa0;
    case 0xf0:
      return second >= 0x90;
    case 0xf4:
      return second < 0x90;
  }
  return true;
}

function decodeSlowly(bytes: Uint8Array, handler: DecodeErrorHandler, final: boolean): Decoded {
  const out = new TextBuilder(bytes.length);
  let input = bytes, at = 0;
  while (at < input.length) {
    const lead = input[at];
    if (lead < 0x80) {
      out.push(lead);
      at++;
      continue;
    }
    const size = sequenceLength(lead);
    let reason = INVALID_START, end = at + 1;
    if (size > 0) {
      // How many bytes of the character are there and fit.
      while (end < at + size && end < input.length) {
        if (end === at + 1 ? !secondFits(lead, input[end]) : !isContinuation(input[end])) break;
        end++;
      }
      if (end === at + size) {
        out.push(
          size === 2
            ? (lead & 0x1f) << 6 | input[at + 1] & 0x3f
            : size === 3
            ? (lead & 0x0f) << 12 | (input[at + 1] & 0x3f) << 6 | input[at + 2] & 0x3f
            : (lead & 0x07) << 18 | (input[at + 1] & 0x3f) << 12 | (input[at + 2] & 0x3f) << 6 |
              input[at + 3] & 0x3f,
        );
        at = end;
        continue;
      }
      // Half a surrogate is left over too, so that "surrogatepass" sees it whole when more has come.
      const halfSurrogate = lead === 0xed && end === at + 1 && end + 1 === input.length &&
        isContinuation(input[end]);
      if (halfSurrogate && !final) break;
      if (end === input.length) {
        if (!final) break;
        reason = UNEXPECTED_END;
      } else {
        reason = INVALID_CONTINUATION;
      }
    }
    ({ input, at } = recoverDecode(handler, out, "utf-8", input, at, end, reason));
  }
  return { text: out.toText(), consumed: at };
}

/** Encodes as UTF-8; surrogates go to the handler. */
export function encodeUtf8(
  text: Text,
  handler: EncodeErrorHandler = strictEncode,
): Uint8Array<ArrayBuffer> {
  if (typeof text !== "string") return encodeSlowly(text, handler);
  if (text.length <= SHORT) {
    const bytes = newBytes(text.length);
    let at = 0;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit >= 128) break;
      bytes[at] = unit;
    }
    return at === text.length ? bytes : encodeSlowly(text, handler);
  }
  // ASCII has as many bytes as units; anything else has more, or is not read to its end.
  const length = text.length;
  if (beginsAscii(text)) {
    const ascii = new Uint8Array(length);
    const { read, written } = encoder.encodeInto(text, ascii);
    if (read === length && written === length) return ascii;
  }
  if (!text.isWellFormed()) return encodeSlowly(text, handler);
  const bytes = encodeByHost(text);
  // Two surrogates side by side are two characters to Python; the host made one of them.
  if (hasFourByteLead(bytes)) return encodeSlowly(text, handler);
  return bytes;
}

/** The host's UTF-8. To write into memory that is there and to copy that costs half of having new memory made. */
function encodeByHost(text: string): Uint8Array<ArrayBuffer> {
  const most = text.length * 3;
  if (most > LARGEST_SCRATCH) return encoder.encode(text) as Uint8Array<ArrayBuffer>;
  if (scratch.length < most) scratch = new Uint8Array(Math.min(most * 2, LARGEST_SCRATCH));
  const { written } = encoder.encodeInto(text, scratch);
  return scratch.slice(0, written);
}

function encodeSlowly(text: Text, handler: EncodeErrorHandler): Uint8Array<ArrayBuffer> {
  const length = text.length;
  const plain = typeof text === "string";
  const out = new ByteBuilder(plain ? length * 2 : length * 4);
  let at = 0;
  while (at < length) {
    // up to the next surrogate; there is room for all that is written before `filled` is looked at again
    out.reserve(4);
    const { bytes } = out;
    const filled = bytes.length - 4;
    let to = out.length;
    let cp = 0;
    for (; at < length && to <= filled; at++) {
      cp = plain ? text.charCodeAt(at) : text[at];
      if (cp < 0x80) {
        bytes[to++] = cp;
      } else if (cp < 0x800) {
        bytes[to++] = 0xc0 | cp >> 6;
        bytes[to++] = 0x80 | cp & 0x3f;
      } else if (cp < 0x10000) {
        if ((cp & 0xf800) === 0xd800) break;
        bytes[to++] = 0xe0 | cp >> 12;
        bytes[to++] = 0x80 | cp >> 6 & 0x3f;
        bytes[to++] = 0x80 | cp & 0x3f;
      } else {
        bytes[to++] = 0xf0 | cp >> 18;
        bytes[to++] = 0x80 | cp >> 12 & 0x3f;
        bytes[to++] = 0x80 | cp >> 6 & 0x3f;
        bytes[to++] = 0x80 | cp & 0x3f;
      }
    }
    out.length = to;
    if (at < length && (cp & 0xfffff800) === 0xd800) at = recoverSurrogates(text, at, handler, out);
  }
  return out.toBytes();
}

/** Hands a run of surrogates to the handler, writes what it gives, returns where to go on. */
function recoverSurrogates(
  text: Text,
  start: number,
  handler: EncodeErrorHandler,
  out: ByteBuilder,
): number {
  let end = start;
  while (end < text.length) {
    const cp = typeof text === "string" ? text.charCodeAt(end) : text[end];
    if (cp < 0xd800 || cp > 0xdfff) break;
    end++;
  }
  const reason = "surrogates not allowed";
  if (handler === surrogateEscapeEncode) start = escapeSurrogates(text, start, end, out);
  if (start === end) return end;
  const { replacement, position } = handler("utf-8", text, start, end, reason);
  const at = checkedPosition(position, text.length);
  if (replacement instanceof Bytes) {
    out.pushBytes(replacement.bytes);
  } else {
    if (!isAsciiText(replacement)) strictEncode("utf-8", text, start, end, reason);
    out.pushAscii(replacement as string);
  }
  return at;
}

function isAsciiText(text: Text): boolean {
  if (typeof text !== "string") return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
