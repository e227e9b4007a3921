// Latin-1 and ASCII: one byte a character, and what does not fit goes to the handler.

import { beginsAscii } from "../ascii.ts";
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
const utf8Encoder = new TextEncoder();
/** From this length on the host's converters beat a loop. */
export const LONG = 64;

export function isAscii(bytes: Uint8Array): boolean {
  let at = 0;
  if (bytes.length >= LONG) {
    // four bytes at once
    while ((bytes.byteOffset + at & 3) !== 0) if (bytes[at++] > 127) return false;
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, bytes.length - at >> 2);
    let i = 0;
    for (const wholes = words.length - 3; i < wholes; i += 4) {
      if (((words[i] | words[i + 1] | words[i + 2] | words[i + 3]) & 0x80808080) !== 0) {
        return false;
      }
    }
    for (; i < words.length; i++) if ((words[i] & 0x80808080) !== 0) return false;
    at += words.length * 4;
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

/** The host's way between Latin-1 and bytes is Base64, there and back; newer hosts have both halves. */
const host = Uint8Array as unknown as {
  readonly fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
};

/** Latin-1 takes every byte for the code point of its value. */
export function decodeLatin1(bytes: Uint8Array): string {
  if (bytes.length < LONG || !(bytes.buffer instanceof ArrayBuffer)) return unitsToString(bytes);
  if (isAscii(bytes)) return utf8Decoder.decode(bytes);
  const { toBase64 } = bytes as { toBase64?: () => string };
  return toBase64 === undefined ? unitsToString(bytes) : atob(toBase64.call(bytes));
}

/** The units of a long string as bytes; undefined where one does not fit, or the host has no way of its own. */
export function latin1Bytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (host.fromBase64 === undefined) return undefined;
  let base64: string;
  try {
    base64 = btoa(text);
  } catch {
    // a unit above U+00FF
    return undefined;
  }
  return host.fromBase64(base64);
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
    if (length >= LONG) {
      if (beginsAscii(text)) {
        const { read, written } = utf8Encoder.encodeInto(text, bytes);
        if (read === length && written === length) return bytes;
      }
      const fitting = limit === 256 ? latin1Bytes(text) : undefined;
      if (fitting !== undefined) return fitting;
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
