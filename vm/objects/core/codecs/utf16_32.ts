// UTF-16 and UTF-32 in both byte orders, with and without a byte order mark.

import {
  ByteBuilder,
  codePointAt,
  type Text,
  TextBuilder,
  textToPoints,
  unitsToString,
} from "../text.ts";
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
import { latin1Bytes, LONG } from "./latin1.ts";

/** The order of bytes in a unit: -1 little, 1 big, 0 by the mark (and little where there is none). */
export type ByteOrder = -1 | 0 | 1;

/** A decoded text, and the byte order that was found or given. */
export interface DecodedUnits extends Decoded {
  readonly byteOrder: ByteOrder;
}

const UNEXPECTED_END = "unexpected end of data";

function unit16(bytes: Uint8Array, at: number, little: boolean): number {
  return little ? bytes[at] | bytes[at + 1] << 8 : bytes[at] << 8 | bytes[at + 1];
}

/** Code units of aligned input without surrogates, as a string; undefined where there are surrogates. */
function plainUnits(bytes: Uint8Array, start: number, little: boolean): string | undefined {
  const units = new Uint16Array(bytes.length - start >> 1);
  for (let i = 0, at = start; i < units.length; i++, at += 2) {
    const unit = unit16(bytes, at, little);
    if ((unit & 0xf800) === 0xd800) return undefined;
    units[i] = unit;
  }
  if (units.length < LONG || !littleEndian) return unitsToString(units);
  // the host makes one string of it, in one-byte units where they fit
  return decoderLittle.decode(units);
}

export function decodeUtf16(
  bytes: Uint8Array,
  handler: DecodeErrorHandler = strictDecode,
  byteOrder: ByteOrder = 0,
  final = true,
): DecodedUnits {
  let at = 0, order = byteOrder;
  if (order === 0 && bytes.length >= 2) {
    const mark = unit16(bytes, 0, true);
    if (mark === 0xfeff) order = -1;
    else if (mark === 0xfffe) order = 1;
    if (order !== 0) at = 2;
  }
  const little = order <= 0;
  if ((bytes.length & 1) === 0) {
    const text = plainUnits(bytes, at, little);
    if (text !== undefined) return { text, consumed: bytes.length, byteOrder: order };
  }
  const encoding = little ? "utf-16-le" : "utf-16-be";
  const out = new TextBuilder(bytes.length >> 1);
  let input = bytes;
  while (at < input.length) {
    let end = at + 2, reason = "";
    if (end > input.length) {
      if (!final) break;
      reason = "truncated data";
      end = input.length;
    } else {
      const unit = unit16(input, at, little);
      if ((unit & 0xf800) !== 0xd800) {
        out.push(unit);
        at = end;
        continue;
      }
      if (unit >= 0xdc00) {
        reason = "illegal encoding";
      } else if (at + 4 > input.length) {
        if (!final) break;
        reason = UNEXPECTED_END;
        end = input.length;
      } else {
        const low = unit16(input, at + 2, little);
        if ((low & 0xfc00) === 0xdc00) {
          out.push(0x10000 + ((unit & 0x3ff) << 10 | low & 0x3ff));
          at += 4;
          continue;
        }
        reason = "illegal UTF-16 surrogate";
      }
    }
    ({ input, at } = recoverDecode(handler, out, encoding, input, at, end, reason));
  }
  return { text: out.toText(), consumed: at, byteOrder: order };
}

function unit32(bytes: Uint8Array, at: number, little: boolean): number {
  const value = little
    ? bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24
    : bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
  return value >>> 0;
}

export function decodeUtf32(
  bytes: Uint8Array,
  handler: DecodeErrorHandler = strictDecode,
  byteOrder: ByteOrder = 0,
  final = true,
): DecodedUnits {
  let at = 0, order = byteOrder;
  if (order === 0 && bytes.length >= 4) {
    const mark = unit32(bytes, 0, true);
    if (mark === 0xfeff) order = -1;
    else if (mark === 0xfffe0000) order = 1;
    if (order !== 0) at = 4;
  }
  const little = order <= 0;
  const encoding = little ? "utf-32-le" : "utf-32-be";
  const out = new TextBuilder(bytes.length >> 2);
  let input = bytes;
  while (at < input.length) {
    let end = at + 4, reason: string;
    if (end > input.length) {
      if (!final) break;
      reason = "truncated data";
      end = input.length;
    } else {
      const cp = unit32(input, at, little);
      if (cp < 0xd800 || cp > 0xdfff && cp <= 0x10ffff) {
        out.push(cp);
        at = end;
        continue;
      }
      reason = cp > 0x10ffff
        ? "code point not in range(0x110000)"
        : "code point in surrogate code point range(0xd800, 0xe000)";
    }
    ({ input, at } = recoverDecode(handler, out, encoding, input, at, end, reason));
  }
  return { text: out.toText(), consumed: at, byteOrder: order };
}

/** Writes code units of `size` bytes. */
class UnitWriter {
  readonly out: ByteBuilder;
  readonly size: number;
  readonly little: boolean;
  constructor(capacity: number, size: number, little: boolean) {
    this.out = new ByteBuilder(capacity);
    this.size = size;
    this.little = little;
  }

  put(unit: number): void {
    const { out, size } = this;
    out.reserve(size);
    for (let i = 0; i < size; i++) {
      out.bytes[out.length++] = unit >>> 8 * (this.little ? i : size - 1 - i) & 255;
    }
  }

  putPoint(cp: number): void {
    if (this.size === 4 || cp < 0x10000) {
      this.put(cp);
    } else {
      this.put(0xd800 + (cp - 0x10000 >> 10));
      this.put(0xdc00 + (cp - 0x10000 & 0x3ff));
    }
  }
}

/** `byteOrder` 0 writes a mark, and then the order of this machine: little. */
export function encodeUtf16(
  text: Text,
  handler: EncodeErrorHandler = strictEncode,
  byteOrder: ByteOrder = 0,
): Uint8Array<ArrayBuffer> {
  return encodeUnits(text, handler, byteOrder, 2);
}

export function encodeUtf32(
  text: Text,
  handler: EncodeErrorHandler = strictEncode,
  byteOrder: ByteOrder = 0,
): Uint8Array<ArrayBuffer> {
  return encodeUnits(text, handler, byteOrder, 4);
}

function encodeUnits(
  text: Text,
  handler: EncodeErrorHandler,
  byteOrder: ByteOrder,
  size: 2 | 4,
): Uint8Array<ArrayBuffer> {
  const length = text.length;
  if (size === 2 && typeof text === "string") {
    const bytes = encodePlain(text, byteOrder);
    if (bytes !== undefined) return bytes;
  }
  const encoding = `utf-${size * 8}${byteOrder === 0 ? "" : byteOrder < 0 ? "-le" : "-be"}`;
  const writer = new UnitWriter((length + 1) * size, size, byteOrder <= 0);
  if (byteOrder === 0) writer.put(0xfeff);
  let at = 0;
  while (at < length) {
    const cp = codePointAt(text, at);
    if (cp < 0xd800 || cp > 0xdfff) {
      writer.putPoint(cp);
      at++;
      continue;
    }
    const end = at + 1;
    const reason = "surrogates not allowed";
    const { replacement, position } = handler(encoding, text, at, end, reason);
    const next = checkedPosition(position, length);
    if (replacement instanceof Bytes) {
      if (replacement.bytes.length % size !== 0) strictEncode(encoding, text, at, end, reason);
      writer.out.pushBytes(replacement.bytes);
    } else {
      const points = textToPoints(replacement);
      for (let i = 0; i < points.length; i++) {
        if (points[i] > 127) strictEncode(encoding, text, at, end, reason);
        writer.put(points[i]);
      }
    }
    at = next;
  }
  return writer.out.toBytes();
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
/** The host's decoder leaves a mark at the start alone. */
const decoderLittle = new TextDecoder("utf-16le", { ignoreBOM: true });

/** UTF-16 of text without surrogates; undefined where there are some. */
function encodePlain(text: string, byteOrder: ByteOrder): Uint8Array<ArrayBuffer> | undefined {
  const { length } = text;
  const mark = byteOrder === 0 ? 1 : 0;
  const units = new Uint16Array(mark + length);
  if (mark === 1) units[0] = 0xfeff;
  const bytes = length >= LONG ? latin1Bytes(text) : undefined;
  if (bytes !== undefined) {
    units.set(bytes, mark);
  } else {
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if ((unit & 0xf800) === 0xd800) return undefined;
      units[mark + i] = unit;
    }
  }
  if (littleEndian === byteOrder > 0) {
    for (let i = 0; i < units.length; i++) units[i] = units[i] << 8 | units[i] >> 8;
  }
  return new Uint8Array(units.buffer);
}
