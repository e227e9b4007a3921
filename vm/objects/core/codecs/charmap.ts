// Charmap: the codecs of one byte a character that the library's encodings/cp*.py and iso8859_*.py describe
// by a table.

import { ByteBuilder, codePointAt, type Text, TextBuilder } from "../text.ts";
import {
  Bytes,
  checkedPosition,
  type Decoded,
  type DecodeErrorHandler,
  type EncodeErrorHandler,
  recoverDecode,
  strictDecode,
  strictEncode,
} from "./errors.ts";

const UNDEFINED = "character maps to <undefined>";
/** In a table, this code point says that a byte means nothing. */
const HOLE = 0xfffe;

/**
 * Decodes by a table of code points, or by a function that gives a byte's text (a Python mapping);
 * undefined means that there is none.
 */
export function decodeCharmap(
  bytes: Uint8Array,
  mapping: Text | ((byte: number) => Text | undefined),
  handler: DecodeErrorHandler = strictDecode,
): Decoded {
  const out = new TextBuilder(bytes.length);
  let input = bytes, at = 0;
  while (at < input.length) {
    const byte = input[at];
    if (typeof mapping === "function") {
      const text = mapping(byte);
      if (text !== undefined) {
        out.pushText(text);
        at++;
        continue;
      }
    } else if (byte < mapping.length) {
      const cp = codePointAt(mapping, byte);
      if (cp !== HOLE) {
        out.push(cp);
        at++;
        continue;
      }
    }
    ({ input, at } = recoverDecode(handler, out, "charmap", input, at, at + 1, UNDEFINED));
  }
  return { text: out.toText(), consumed: at };
}

/** The inverse of a decoding table (codecs.charmap_build): of two bytes for one character the last wins. */
export function buildEncodingMap(table: Text): Map<number, number> {
  const map = new Map<number, number>();
  for (let byte = 0; byte < table.length && byte < 256; byte++) {
    const cp = codePointAt(table, byte);
    if (cp !== HOLE) map.set(cp, byte);
  }
  return map;
}

/** Encodes by a function that gives a character's byte or bytes, undefined where there are none. */
export function encodeCharmap(
  text: Text,
  lookup: (cp: number) => number | Uint8Array | undefined,
  handler: EncodeErrorHandler = strictEncode,
): Uint8Array<ArrayBuffer> {
  const length = text.length;
  const out = new ByteBuilder(length + 16);
  const put = (found: number | Uint8Array) => {
    if (typeof found === "number") out.push(found);
    else out.pushBytes(found);
  };
  let at = 0;
  while (at < length) {
    const found = lookup(codePointAt(text, at));
    if (found !== undefined) {
      put(found);
      at++;
      continue;
    }
    let end = at + 1;
    while (end < length && lookup(codePointAt(text, end)) === undefined) end++;
    const { replacement, position } = handler("charmap", text, at, end, UNDEFINED);
    const next = checkedPosition(position, length);
    if (replacement instanceof Bytes) {
      out.pushBytes(replacement.bytes);
    } else {
      // The replacement is encoded by the same table.
      for (let i = 0; i < replacement.length; i++) {
        const replaced = lookup(codePointAt(replacement, i));
        if (replaced === undefined) strictEncode("charmap", text, at, end, UNDEFINED);
        else put(replaced);
      }
    }
    at = next;
  }
  return out.toBytes();
}
