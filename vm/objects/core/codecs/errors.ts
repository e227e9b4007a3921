// What happens where a codec cannot go on: the exceptions, and the error handlers that are built in.
//
// A handler gets the codec's name, its input, the range it cannot handle and why, and gives a replacement
// and the position to go on at, or throws. Handlers that Python programs register come from the object
// layer in the same form.

import { CoreError } from "../core_error.ts";
import { type ByteBuilder, codePointAt, type Text, type TextBuilder } from "../text.ts";

/** UnicodeDecodeError or UnicodeEncodeError in the making, with the fields of the Python exception. */
export class CodecError {
  readonly kind: "UnicodeDecodeError" | "UnicodeEncodeError";
  readonly encoding: string;
  readonly input: Uint8Array | Text;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
  constructor(
    kind: "UnicodeDecodeError" | "UnicodeEncodeError",
    encoding: string,
    input: Uint8Array | Text,
    start: number,
    end: number,
    reason: string,
  ) {
    this.kind = kind;
    this.encoding = encoding;
    this.input = input;
    this.start = start;
    this.end = end;
    this.reason = reason;
  }

  /** str(exception). */
  get message(): string {
    return codecErrorMessage(
      this.kind,
      this.encoding,
      this.input,
      this.start,
      this.end,
      this.reason,
    );
  }
}

export function codecErrorMessage(
  kind: "UnicodeDecodeError" | "UnicodeEncodeError",
  encoding: string,
  input: Uint8Array | Text,
  start: number,
  end: number,
  reason: string,
): string {
  const decoding = kind === "UnicodeDecodeError";
  const head = `'${encoding}' codec can't ${decoding ? "decode" : "encode"} `;
  if (end === start + 1 && start < input.length) {
    const value = typeof input === "string" ? input.charCodeAt(start) : input[start];
    const shown = decoding
      ? `byte 0x${value.toString(16).padStart(2, "0")}`
      : `character '${characterEscape(value)}'`;
    return `${head}${shown} in position ${start}: ${reason}`;
  }
  return `${head}${decoding ? "bytes" : "characters"} in position ${start}-${end - 1}: ${reason}`;
}

/** A code point as backslashreplace writes it. */
export function characterEscape(cp: number): string {
  const hex = cp.toString(16);
  if (cp < 0x100) return "\\x" + hex.padStart(2, "0");
  return cp < 0x10000 ? "\\u" + hex.padStart(4, "0") : "\\U" + hex.padStart(8, "0");
}

export interface DecodeReplacement {
  readonly replacement: Text;
  /** Where to go on; negative counts from the end. */
  readonly position: number;
  /** Where the handler replaced the input as well. */
  readonly input?: Uint8Array;
}

export interface EncodeReplacement {
  /** Text is encoded in turn; bytes are taken as they are. */
  readonly replacement: Text | Bytes;
  readonly position: number;
}

/** Bytes that a handler gives: a wrapper, because a bare Uint8Array could be taken for code points. */
export class Bytes {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export type DecodeErrorHandler = (
  encoding: string,
  input: Uint8Array,
  start: number,
  end: number,
  reason: string,
) => DecodeReplacement;

export type EncodeErrorHandler = (
  encoding: string,
  input: Text,
  start: number,
  end: number,
  reason: string,
) => EncodeReplacement;

/** The result of a decoder: the text, and how many bytes it has used up. */
export interface Decoded {
  readonly text: Text;
  readonly consumed: number;
}

/** A handler's position as an index into an input of that length. */
export function checkedPosition(position: number, length: number): number {
  const index = position < 0 ? position + length : position;
  if (index < 0 || index > length) {
    throw new CoreError("IndexError", `position ${position} from error handler out of bounds`);
  }
  return index;
}

export const strictDecode: DecodeErrorHandler = (encoding, input, start, end, reason) => {
  throw new CodecError("UnicodeDecodeError", encoding, input, start, end, reason);
};

export const strictEncode: EncodeErrorHandler = (encoding, input, start, end, reason) => {
  throw new CodecError("UnicodeEncodeError", encoding, input, start, end, reason);
};

const ignoreDecode: DecodeErrorHandler = (_encoding, _input, _start, end) => ({
  replacement: "",
  position: end,
});

const ignoreEncode: EncodeErrorHandler = (_encoding, _input, _start, end) => ({
  replacement: "",
  position: end,
});

const replaceDecode: DecodeErrorHandler = (_encoding, _input, _start, end) => ({
  replacement: "\ufffd",
  position: end,
});

const replaceEncode: EncodeErrorHandler = (_encoding, _input, start, end) => ({
  replacement: "?".repeat(end - start),
  position: end,
});

const backslashDecode: DecodeErrorHandler = (_encoding, input, start, end) => {
  let replacement = "";
  for (let i = start; i < end; i++) replacement += characterEscape(input[i]);
  return { replacement, position: end };
};

/** An encode handler that writes each character in ASCII. */
export function perCharacter(write: (cp: number) => string): EncodeErrorHandler {
  return (_encoding, input, start, end) => {
    let replacement = "";
    for (let i = start; i < end; i++) replacement += write(codePointAt(input, i));
    return { replacement, position: end };
  };
}

const backslashEncode = perCharacter(characterEscape);
const xmlEncode = perCharacter((cp) => `&#${cp};`);
/** Bytes above 127 as U+DC80 to U+DCFF, at most four at a time. */
const surrogateEscapeDecode: DecodeErrorHandler = (encoding, input, start, end, reason) => {
  let replacement = "";
  const limit = Math.min(end, start + 4);
  let at = start;
  for (; at < limit && input[at] >= 128; at++) {
    replacement += String.fromCharCode(0xdc00 + input[at]);
  }
  if (at === start) return strictDecode(encoding, input, start, end, reason);
  return { replacement, position: at };
};

export const surrogateEscapeEncode: EncodeErrorHandler = (encoding, input, start, end, reason) => {
  const bytes = new Uint8Array(end - start);
  for (let at = start; at < end; at++) {
    const cp = codePointAt(input, at);
    if (cp < 0xdc80 || cp > 0xdcff) return strictEncode(encoding, input, start, end, reason);
    bytes[at - start] = cp - 0xdc00;
  }
  return { replacement: new Bytes(bytes), position: end };
};

/**
 * Writes the escaped bytes at the front of a run that a codec cannot encode, and returns where they end.
 * The codecs of ASCII's family go on to the handler from there, and so report less than the whole run.
 */
export function escapeSurrogates(
  input: Text,
  start: number,
  end: number,
  out: ByteBuilder,
): number {
  for (; start < end; start++) {
    const cp = codePointAt(input, start);
    if (cp < 0xdc80 || cp > 0xdcff) break;
    out.push(cp - 0xdc00);
  }
  return start;
}

/** The byte layout of an encoding that surrogatepass knows. */
function unitLayout(encoding: string): { size: number; little: boolean } | undefined {
  const name = encoding.toLowerCase().replaceAll("_", "-");
  if (!name.startsWith("utf")) return undefined;
  switch (name.slice(name.charCodeAt(3) === 45 ? 4 : 3)) {
    case "8":
      return { size: 1, little: true };
    case "16":
    case "16-le":
    case "16le":
      return { size: 2, little: true };
    case "16-be":
    case "16be":
      return { size: 2, little: false };
    case "32":
    case "32-le":
    case "32le":
      return { size: 4, little: true };
    case "32-be":
    case "32be":
      return { size: 4, little: false };
  }
  return undefined;
}

function surrogateAt(input: Uint8Array, at: number, size: number, little: boolean): number {
  if (size === 1) {
    // Three bytes, ED A0 80 to ED BF BF.
    const [a, b, c] = [input[at], input[at + 1], input[at + 2]];
    if (a !== 0xed || (b & 0xc0) !== 0x80 || (c & 0xc0) !== 0x80) return 0;
    return 0xd000 | (b & 0x3f) << 6 | c & 0x3f;
  }
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + input[at + (little ? size - 1 - i : i)];
  return value;
}

const surrogatePassDecode: DecodeErrorHandler = (encoding, input, start, end, reason) => {
  const layout = unitLayout(encoding);
  if (layout !== undefined) {
    const length = layout.size === 1 ? 3 : layout.size;
    if (start + length <= input.length) {
      const cp = surrogateAt(input, start, layout.size, layout.little);
      if (cp >= 0xd800 && cp <= 0xdfff) {
        return { replacement: String.fromCharCode(cp), position: start + length };
      }
    }
  }
  return strictDecode(encoding, input, start, end, reason);
};

const surrogatePassEncode: EncodeErrorHandler = (encoding, input, start, end, reason) => {
  const layout = unitLayout(encoding);
  const bytes: number[] = [];
  for (let i = start; i < end; i++) {
    const cp = codePointAt(input, i);
    if (layout === undefined || cp < 0xd800 || cp > 0xdfff) {
      return strictEncode(encoding, input, start, end, reason);
    }
    if (layout.size === 1) bytes.push(0xe0 | cp >> 12, 0x80 | cp >> 6 & 0x3f, 0x80 | cp & 0x3f);
    else {
      const unit = layout.size === 2 ? [cp & 255, cp >> 8] : [cp & 255, cp >> 8, 0, 0];
      if (!layout.little) unit.reverse();
      bytes.push(...unit);
    }
  }
  return { replacement: new Bytes(Uint8Array.from(bytes)), position: end };
};

const DECODE_HANDLERS = new Map<string, DecodeErrorHandler>([
  ["strict", strictDecode],
  ["ignore", ignoreDecode],
  ["replace", replaceDecode],
  ["backslashreplace", backslashDecode],
  ["surrogateescape", surrogateEscapeDecode],
  ["surrogatepass", surrogatePassDecode],
]);

const ENCODE_HANDLERS = new Map<string, EncodeErrorHandler>([
  ["strict", strictEncode],
  ["ignore", ignoreEncode],
  ["replace", replaceEncode],
  ["backslashreplace", backslashEncode],
  ["xmlcharrefreplace", xmlEncode],
  ["surrogateescape", surrogateEscapeEncode],
  ["surrogatepass", surrogatePassEncode],
]);

/** The built-in decode handler of that name. */
export function decodeHandler(errors: string): DecodeErrorHandler | undefined {
  return DECODE_HANDLERS.get(errors);
}

/** Adds a built-in encode handler: name_replace.ts brings "namereplace", and the names with it. */
export function addEncodeHandler(errors: string, handler: EncodeErrorHandler): void {
  ENCODE_HANDLERS.set(errors, handler);
}

/** The built-in encode handler of that name. */
export function encodeHandler(errors: string): EncodeErrorHandler | undefined {
  return ENCODE_HANDLERS.get(errors);
}

/** Tells a decoder's loop how to go on after an error: pushes the replacement, returns the position. */
export function recoverDecode(
  handler: DecodeErrorHandler,
  out: TextBuilder,
  encoding: string,
  input: Uint8Array,
  start: number,
  end: number,
  reason: string,
): { input: Uint8Array; at: number } {
  const result = handler(encoding, input, start, end, reason);
  out.pushText(result.replacement);
  const next = result.input ?? input;
  return { input: next, at: checkedPosition(result.position, next.length) };
}
