// Latin-1 and ASCII: one byte a character, and what does not fit goes to the handler.

import { ByteBuilder, codePointAt, type Text, TextBuilder, unitsToString } from "../text.ts";
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
} from "./errors.ts";

const utf8Decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** Under the label "latin1" too, this is Windows-1252. */
const windowsDecoder = new TextDecoder("windows-1252");
const utf8Encoder = new TextEncoder();
/** From this length on the host's converters beat a loop. */
const LONG = 64;

function isAscii(bytes: Uint8Array): boolean {
  let at = 0;
  const wholes = bytes.length - 7;
  for (; at < wholes; at += 8) {
    const bits = bytes[at] | bytes[at + 1] | bytes[at + 2] | bytes[at + 3] | bytes[at + 4] |
      bytes[at + 5] | bytes[at + 6] | bytes[at + 7];
    if (bits > 127) return false;
  }
  for (; at < bytes.length; at++) if (bytes[at] > 127) return false;
  return true;
}

/** The text of bytes that are all ASCII, or undefined. */
function asciiText(bytes: Uint8Array): string | undefined {
  if (!isAscii(bytes)) return undefined;
  if (bytes.length < LONG || !(bytes.buffer instanceof ArrayBuffer)) return unitsToString(bytes);
  return utf8Decoder.decode(bytes);
}

/** Latin-1 takes every byte for the code point of its value. */
export function decodeLatin1(bytes: Uint8Array): string {
  if (bytes.length < LONG || !(bytes.buffer instanceof ArrayBuffer)) return unitsToString(bytes);
  if (isAscii(bytes)) return utf8Decoder.decode(bytes);
  return hasC1Control(bytes) ? unitsToString(bytes) : windowsDecoder.decode(bytes);
}

/** Whether there are bytes 80 to 9F: the only ones that Windows-1252 takes for other characters. */
function hasC1Control(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] & 0xe0) === 0x80) return true;
  return false;
}

export function decodeAscii(
  bytes: Uint8Array,
  handler: DecodeErrorHandler = strictDecode,
): Decoded {
  const text = asciiText(bytes);
  if (text !== undefined) return { text, consumed: bytes.length };
  const out = new TextBuilder(bytes.length);
  let input = bytes, at = 0;
  while (at < input.length) {
    if (input[at] < 128) {
      out.push(input[at++]);
    } else {
      const reason = "ordinal not in range(128)";
      ({ input, at } = recoverDecode(handler, out, "ascii", input, at, at + 1, reason));
    }
  }
  return { text: out.toText(), consumed: at };
}

export function encodeLatin1(
  text: Text,
  handler: EncodeErrorHandler = strictEncode,
): Uint8Array<ArrayBuffer> {
  return encode(text, 256, "latin-1", handler);
}

export function encodeAscii(
  text: Text,
  handler: EncodeErrorHandler = strictEncode,
): Uint8Array<ArrayBuffer> {
  return encode(text, 128, "ascii", handler);
}

function encode(
  text: Text,
  limit: number,
  encoding: string,
  handler: EncodeErrorHandler,
): Uint8Array<ArrayBuffer> {
  const length = text.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  if (typeof text === "string") {
    if (length >= LONG && limit === 128) {
      const { read, written } = utf8Encoder.encodeInto(text, bytes);
      if (read === length && written === length) return bytes;
    }
    for (; at < length; at++) {
      const unit = text.charCodeAt(at);
      if (unit >= limit) break;
      bytes[at] = unit;
    }
    if (at === length) return bytes;
  }
  const out = new ByteBuilder(length + 16);
  out.pushBytes(bytes.subarray(0, at));
  while (at < length) {
    const cp = codePointAt(text, at);
    if (cp < limit) {
      out.push(cp);
      at++;
      continue;
    }
    // The whole run that does not fit is one error.
    let end = at + 1;
    while (end < length && codePointAt(text, end) >= limit) end++;
    const reason = `ordinal not in range(${limit})`;
    if (handler === surrogateEscapeEncode) {
      at = escapeSurrogates(text, at, end, out);
      if (at === end) continue;
    }
    const { replacement, position } = handler(encoding, text, at, end, reason);
    const next = checkedPosition(position, length);
    if (replacement instanceof Bytes) {
      out.pushBytes(replacement.bytes);
    } else {
      for (let i = 0; i < replacement.length; i++) {
        const replaced = codePointAt(replacement, i);
        if (replaced >= limit) strictEncode(encoding, text, at, end, reason);
        out.push(replaced);
      }
    }
    at = next;
  }
  return out.toBytes();
}
