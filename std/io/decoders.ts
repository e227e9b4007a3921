// Incremental decoders as the text streams use them: native ones for the encodings of nearly every file, any Python
// object with an incremental decoder's methods for the others, and the translation of newlines on top of either.
//
// A state is what `getstate` of an incremental decoder gives: the bytes that are not decoded yet, and a number that with
// them restores the decoder.

import { callMethod } from "../../vm/objects/attributes.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { decodeAscii, decodeLatin1 } from "../../vm/objects/core/codecs/latin1.ts";
import { type DecodeErrorHandler, decodeHandler } from "../../vm/objects/core/codecs/errors.ts";
import type { Text } from "../../vm/objects/core/text.ts";
import { decodeUtf8 } from "../../vm/objects/core/utf8.ts";
import type { Int, Value } from "../../vm/objects/object.ts";
import { operationHooks } from "../../vm/objects/operations.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { AstralStr, type Str, strFromPoints, strOf } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { unicodeErrors } from "../os_support/text_errors.ts";
import { strHas } from "./str_parts.ts";

const EMPTY = new Uint8Array(0);

/** The state of a decoder. */
export interface DecoderState {
  readonly pending: Uint8Array;
  readonly flags: Int;
}

/** An incremental decoder. */
export interface Decoder {
  decode(input: Uint8Array, final: boolean): Str;
  getState(): DecoderState;
  setState(state: DecoderState): void;
  reset(): void;
}

/** The core's text as a str. */
export function textToStr(text: Text): Str {
  return typeof text === "string" ? text : new AstralStr(text);
}

class Utf8Decoder implements Decoder {
  private readonly handler: DecodeErrorHandler;
  private pending: Uint8Array;
  constructor(handler: DecodeErrorHandler) {
    this.handler = handler;
    this.pending = EMPTY;
  }

  decode(input: Uint8Array, final: boolean): Str {
    let bytes = input;
    if (this.pending.length > 0) {
      bytes = new Uint8Array(this.pending.length + input.length);
      bytes.set(this.pending);
      bytes.set(input, this.pending.length);
    }
    const { text, consumed } = unicodeErrors(() => decodeUtf8(bytes, this.handler, final));
    this.pending = consumed < bytes.length ? bytes.slice(consumed) : EMPTY;
    return textToStr(text);
  }

  getState(): DecoderState {
    return { pending: this.pending, flags: 0 };
  }

  setState(state: DecoderState): void {
    this.pending = state.pending;
  }

  reset(): void {
    this.pending = EMPTY;
  }
}

/** ASCII and Latin-1: every byte is a character. */
class ByteDecoder implements Decoder {
  private readonly handler: DecodeErrorHandler | undefined;
  constructor(handler: DecodeErrorHandler | undefined) {
    this.handler = handler;
  }

  decode(input: Uint8Array): Str {
    const { handler } = this;
    if (handler === undefined) return decodeLatin1(input);
    return textToStr(unicodeErrors(() => decodeAscii(input, handler)).text);
  }

  getState(): DecoderState {
    return { pending: EMPTY, flags: 0 };
  }

  setState(): void {}
  reset(): void {}
}

/** An incremental decoder that is a Python object. */
export class PythonDecoder implements Decoder {
  readonly object: Value;
  constructor(object: Value) {
    this.object = object;
  }

  decode(input: Uint8Array, final: boolean): Str {
    const r = callMethod(this.object, "decode", new PyBytes(input), final);
    const s = strOf(r);
    if (s === undefined) {
      throw typeError(
        `decoder should return a string result, not '${typeOf(r).name}'`,
      );
    }
    return s;
  }

  getState(): DecoderState {
    const state = callMethod(this.object, "getstate");
    if (!(state instanceof PyTuple) || state.items.length !== 2) {
      throw typeError("illegal decoder state");
    }
    const [pending, flags] = state.items;
    if (!(pending instanceof PyBytes)) {
      throw typeError(
        `illegal decoder state: the first item should be a bytes object, not '${
          typeOf(pending).name
        }'`,
      );
    }
    const n = operationHooks.intOf(flags);
    if (n === undefined) throw typeError("illegal decoder state");
    return { pending: pending.data, flags: n };
  }

  setState(state: DecoderState): void {
    callMethod(this.object, "setstate", new PyTuple([new PyBytes(state.pending), state.flags]));
  }

  reset(): void {
    callMethod(this.object, "reset");
  }
}

/** The name of an encoding without case and the difference between "-" and "_". */
export function normalEncoding(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

/** The native decoder of an encoding; `undefined` where there is none. */
export function nativeDecoder(encoding: string, errors: string): Decoder | undefined {
  const handler = decodeHandler(errors);
  if (handler === undefined) return undefined;
  switch (normalEncoding(encoding)) {
    case "utf-8":
    case "utf8":
      return new Utf8Decoder(handler);
    case "ascii":
    case "us-ascii":
      return new ByteDecoder(handler);
    case "latin-1":
    case "latin1":
    case "iso-8859-1":
    case "iso8859-1":
      return new ByteDecoder(undefined);
  }
  return undefined;
}

const SEEN_CR = 1;
const SEEN_LF = 2;
const SEEN_CRLF = 4;

/** Finds newlines in decoded text, translates them where asked to, and keeps "\r\n" in one piece. */
export class NewlineDecoder implements Decoder {
  readonly inner: Decoder | undefined;
  readonly translate: boolean;
  /** A "\r" came last: it is kept back until it is known what follows. */
  private pendingCr: boolean;
  private seen: number;
  constructor(inner: Decoder | undefined, translate: boolean) {
    this.inner = inner;
    this.translate = translate;
    this.pendingCr = false;
    this.seen = 0;
  }

  decode(input: Uint8Array, final: boolean): Str {
    return this.convert(this.inner!.decode(input, final), final);
  }

  /** Takes decoded text. */
  convert(text: Str, final: boolean): Str {
    let out = text;
    if (this.pendingCr && (final || lengthOf(out) > 0)) {
      out = typeof out === "string" ? "\r" + out : prependCr(out);
      this.pendingCr = false;
    }
    if (!strHas(out, "\r")) {
      if ((this.seen & SEEN_LF) === 0 && strHas(out, "\n")) this.seen |= SEEN_LF;
      return out;
    }
    if (!final && endsWithCr(out)) {
      out = typeof out === "string"
        ? out.slice(0, -1)
        : strFromPoints(out.points.slice(0, out.points.length - 1));
      this.pendingCr = true;
    }
    return typeof out === "string" ? this.convertString(out) : this.convertPoints(out);
  }

  private convertString(text: string): string {
    const crlf = text.includes("\r\n");
    let rest = crlf ? text.replaceAll("\r\n", "\n") : text;
    if (rest.includes("\r")) this.seen |= SEEN_CR;
    if (crlf) {
      this.seen |= SEEN_CRLF;
      // what was a "\n" by itself is more than there were pairs
      if ((this.seen & SEEN_LF) === 0 && loneLf(text)) this.seen |= SEEN_LF;
    } else if (text.includes("\n")) {
      this.seen |= SEEN_LF;
    }
    if (!this.translate) return text;
    if ((this.seen & SEEN_CR) !== 0) rest = rest.replaceAll("\r", "\n");
    return rest;
  }

  private convertPoints(text: AstralStr): Str {
    const { points } = text;
    const out = new Uint32Array(points.length);
    let n = 0;
    for (let i = 0; i < points.length; i++) {
      const cp = points[i];
      if (cp === 13) {
        if (points[i + 1] === 10) {
          this.seen |= SEEN_CRLF;
          i++;
        } else {
          this.seen |= SEEN_CR;
        }
        out[n++] = 10;
      } else {
        if (cp === 10) this.seen |= SEEN_LF;
        out[n++] = cp;
      }
    }
    return this.translate ? strFromPoints(out.slice(0, n)) : text;
  }

  getState(): DecoderState {
    const { pending, flags } = this.inner?.getState() ?? { pending: EMPTY, flags: 0 };
    const doubled = typeof flags === "number" && flags < 2 ** 51
      ? flags * 2 + (this.pendingCr ? 1 : 0)
      : BigInt(flags) << 1n | (this.pendingCr ? 1n : 0n);
    return { pending, flags: doubled };
  }

  setState(state: DecoderState): void {
    const { flags } = state;
    this.pendingCr = typeof flags === "number" ? flags % 2 === 1 : (flags & 1n) === 1n;
    const rest = typeof flags === "number" ? Math.floor(flags / 2) : flags >> 1n;
    this.inner?.setState({
      pending: state.pending,
      flags: typeof rest === "bigint" && rest <= BigInt(Number.MAX_SAFE_INTEGER)
        ? Number(rest)
        : rest,
    });
  }

  reset(): void {
    this.seen = 0;
    this.pendingCr = false;
    this.inner?.reset();
  }

  /** The newlines seen, in the order in which CPython lists them. */
  newlines(): string[] {
    const out: string[] = [];
    if ((this.seen & SEEN_CR) !== 0) out.push("\r");
    if ((this.seen & SEEN_LF) !== 0) out.push("\n");
    if ((this.seen & SEEN_CRLF) !== 0) out.push("\r\n");
    return out;
  }
}

function lengthOf(s: Str): number {
  return typeof s === "string" ? s.length : s.points.length;
}

function endsWithCr(s: Str): boolean {
  if (typeof s === "string") return s.endsWith("\r");
  return s.points[s.points.length - 1] === 13;
}

function prependCr(s: AstralStr): Str {
  const points = new Uint32Array(s.points.length + 1);
  points[0] = 13;
  points.set(s.points, 1);
  return new AstralStr(points);
}

/** Some "\n" does not follow a "\r". */
function loneLf(text: string): boolean {
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    if (at === 0 || text.charCodeAt(at - 1) !== 13) return true;
  }
  return false;
}
