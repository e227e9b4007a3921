// The state of a TextIOWrapper, and its two ways: text out through an encoder, bytes in through a decoder.
//
// Invariants:
//   - What is written stands in `text` (which only needs encoding, and that cannot fail) or in `chunks` (encoded already,
//     before `text`), until `writePending` hands it to the buffer.
//   - What has been decoded stands in `decoded`, of which `used` code points have been asked for. `snapshot` is the state
//     of the decoder before it decoded the bytes `snapshotInput`, from which all of `decoded` came: out of that `tell`
//     computes a position.

import { call, callMethod, getAttr, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import type { Int, Value } from "../../vm/objects/object.ts";
import { exception, typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Str, strOf } from "../../vm/objects/str.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { bytesArgument } from "../os_support/buffers.ts";
import { joinBytes, PyIOBase } from "./base.ts";
import { flushBuffered, isClosed, PyBuffered, read1Buffered, writeBuffered } from "./buffered.ts";
import { BufferedReaderType, BufferedWriterType } from "./buffered_types.ts";
import { type Decoder, nativeDecoder, NewlineDecoder, PythonDecoder } from "./decoders.ts";
import { markClean, markDirty, type Pending } from "./dirty.ts";
import { type Encoder, nativeEncoder, pythonEncoder } from "./encoders.ts";
import { closedError, unsupported } from "./errors.ts";
import {
  lineEnd,
  type LineMode,
  replaceNewlines,
  strHas,
  strJoin,
  strLength,
  strSlice,
} from "./str_parts.ts";

export const CHUNK_SIZE = 8192;
const EMPTY = new Uint8Array(0);

/** An instance of TextIOWrapper. */
export class PyTextIO extends PyIOBase implements Pending {
  buffer: Value | undefined;
  /** The buffer where that is exactly a BufferedReader or a BufferedWriter. */
  reader: PyBuffered | undefined;
  writer: PyBuffered | undefined;
  ready: boolean;
  isDetached: boolean;
  encoding: Str;
  errors: Str;
  encoder: Encoder | undefined;
  decoder: Decoder | undefined;
  lineMode: LineMode;
  /** What "\n" is written as, where that is something else. */
  writeNewline: string | undefined;
  lineBuffering: boolean;
  writeThrough: boolean;
  chunkSize: number;
  hasRead1: boolean;
  seekable: boolean;
  /** `tell` works: no iteration is going on. */
  telling: boolean;
  text: string;
  chunks: Uint8Array[];
  chunkBytes: number;
  decoded: Str;
  used: number;
  snapshot: Int | undefined;
  snapshotInput: Uint8Array;
  /** Bytes a decoded code point took, on the average. */
  bytesPerPoint: number;
  finalizing: boolean;
  constructor() {
    super();
    this.buffer = undefined;
    this.reader = undefined;
    this.writer = undefined;
    this.ready = false;
    this.isDetached = false;
    this.encoding = "utf-8";
    this.errors = "strict";
    this.encoder = undefined;
    this.decoder = undefined;
    this.lineMode = "translated";
    this.writeNewline = undefined;
    this.lineBuffering = false;
    this.writeThrough = false;
    this.chunkSize = CHUNK_SIZE;
    this.hasRead1 = false;
    this.seekable = false;
    this.telling = false;
    this.text = "";
    this.chunks = [];
    this.chunkBytes = 0;
    this.decoded = "";
    this.used = 0;
    this.snapshot = undefined;
    this.snapshotInput = EMPTY;
    this.bytesPerPoint = 0;
    this.finalizing = false;
  }

  writePending(): void {
    if (this.text === "" && this.chunkBytes === 0 || !this.ready) {
      markClean(this);
      return;
    }
    passOn(this);
  }

  descriptor(): number {
    return this.writer?.descriptor() ?? -1;
  }
}

/** The buffer of a stream that can be used. */
export function bufferOf(self: PyTextIO): Value {
  if (!self.ready) {
    throw valueError(
      self.isDetached
        ? "underlying buffer has been detached"
        : "I/O operation on uninitialized object",
    );
  }
  return self.buffer!;
}

/** ValueError for a stream that is not ready, or closed. */
export function checkText(self: PyTextIO): void {
  if (!self.ready) bufferOf(self);
  const fast = self.writer ?? self.reader;
  const closed = fast !== undefined ? isClosed(fast) : truth(getAttr(self.buffer!, "closed"));
  if (closed) throw closedError("I/O operation on closed file.");
}

/** Notes which shortcuts the buffer allows. */
export function takeBuffer(self: PyTextIO, buffer: Value): void {
  self.buffer = buffer;
  self.reader = undefined;
  self.writer = undefined;
  if (buffer instanceof PyBuffered) {
    if (buffer.cls === BufferedReaderType) self.reader = buffer;
    else if (buffer.cls === BufferedWriterType) self.writer = buffer;
  }
}

/** The codec of an encoding that is for text, as `codecs.lookup` gives it. */
function lookupTextCodec(encoding: Str): Value {
  const codecs = runtime.importModule("codecs");
  const info = callMethod(codecs, "lookup", encoding);
  const isText = getAttrOrAbsent(info, "_is_text_encoding");
  if (isText !== undefined && !truth(isText)) {
    throw exception(
      "LookupError",
      `'${encoding}' is not a text encoding; use codecs.open() to handle arbitrary codecs`,
    );
  }
  return info;
}

/** Checks that an encoding exists and is one of text. */
export function checkEncoding(encoding: Str, errors: Str): void {
  if (typeof encoding === "string" && typeof errors === "string") {
    if (
      nativeEncoder(encoding, errors) !== undefined || nativeDecoder(encoding, errors) !== undefined
    ) {
      return;
    }
  }
  lookupTextCodec(encoding);
}

/** Makes encoder and decoder, as far as the buffer can write and read. */
export function makeCodecs(self: PyTextIO, newline: string | undefined): void {
  const { encoding, errors } = self;
  const text = typeof encoding === "string" && typeof errors === "string";
  self.decoder = undefined;
  self.encoder = undefined;
  if (truth(callMethod(self.buffer!, "readable"))) {
    let decoder = text ? nativeDecoder(encoding, errors) : undefined;
    if (decoder === undefined) {
      const make = getAttr(lookupTextCodec(encoding), "incrementaldecoder");
      decoder = new PythonDecoder(call(make, [errors]));
    }
    self.decoder = newline === undefined || newline === ""
      ? new NewlineDecoder(decoder, newline === undefined)
      : decoder;
  }
  if (truth(callMethod(self.buffer!, "writable"))) {
    let encoder = text ? nativeEncoder(encoding, errors) : undefined;
    if (encoder === undefined) {
      const make = getAttr(lookupTextCodec(encoding), "incrementalencoder");
      encoder = pythonEncoder(call(make, [errors]));
    }
    self.encoder = encoder;
  }
}

/** Sets how lines end. */
export function setNewline(self: PyTextIO, newline: string | undefined): void {
  self.lineMode = newline === undefined
    ? "translated"
    : newline === ""
    ? "universal"
    : newline as LineMode;
  self.writeNewline = newline === "\r" || newline === "\r\n" ? newline : undefined;
}

// ---- text out

/** Hands what is pending to the buffer. */
function passOn(self: PyTextIO): void {
  let bytes: Uint8Array;
  const { chunks, chunkBytes, text } = self;
  if (chunkBytes === 0) {
    bytes = self.encoder!.encode(text);
  } else {
    if (text !== "") chunks.push(self.encoder!.encode(text));
    let total = 0;
    for (const c of chunks) total += c.length;
    bytes = joinBytes(chunks, total);
    self.chunks = [];
    self.chunkBytes = 0;
  }
  self.text = "";
  markClean(self);
  const { writer } = self;
  if (writer !== undefined) {
    writeBuffered(writer, bytes);
    return;
  }
  for (;;) {
    try {
      callMethod(self.buffer!, "write", new PyBytes(bytes));
      return;
    } catch (e) {
      if (!isInterruption(e)) throw e;
    }
  }
}

function isInterruption(e: unknown): boolean {
  return typeof e === "object" && e !== null &&
    (e as { cls?: { name?: string } }).cls?.name === "InterruptedError";
}

function hasPending(self: PyTextIO): boolean {
  return self.text !== "" || self.chunkBytes !== 0;
}

/** Hands what is pending to the buffer, if there is anything. */
export function flushText(self: PyTextIO): void {
  if (hasPending(self)) passOn(self);
}

/** `write` for a text. */
export function writeText(self: PyTextIO, given: Str): void {
  if (self.encoder === undefined) throw unsupported("not writable");
  let s = given;
  let flush = false;
  if (self.writeNewline !== undefined || self.lineBuffering) {
    const lf = strHas(s, "\n");
    if (lf && self.writeNewline !== undefined) s = replaceNewlines(s, self.writeNewline);
    flush = self.lineBuffering && (lf || strHas(s, "\r"));
  }
  if (self.encoder.defers && typeof s === "string" && s.isWellFormed()) {
    // the buffer's write may write to this stream in turn
    while (hasPending(self) && self.text.length + self.chunkBytes + s.length > self.chunkSize) {
      passOn(self);
    }
    if (!hasPending(self)) markDirty(self);
    self.text += s;
  } else {
    const bytes = self.encoder.encode(s);
    while (
      hasPending(self) && self.text.length + self.chunkBytes + bytes.length > self.chunkSize
    ) {
      passOn(self);
    }
    if (bytes.length > 0) {
      if (self.text !== "") {
        const before = self.encoder.encode(self.text);
        self.chunks.push(before);
        self.chunkBytes += before.length;
        self.text = "";
      }
      self.chunks.push(bytes);
      self.chunkBytes += bytes.length;
      markDirty(self);
    }
  }
  if (flush || self.writeThrough || self.text.length + self.chunkBytes >= self.chunkSize) {
    flushText(self);
  }
  if (flush) {
    if (self.writer !== undefined) flushBuffered(self.writer);
    else callMethod(self.buffer!, "flush");
  }
  if (self.snapshot !== undefined) {
    dropDecoded(self);
    self.snapshot = undefined;
  }
  if (self.decoder !== undefined) self.decoder.reset();
}

// ---- bytes in

/** Forgets what was decoded. */
export function dropDecoded(self: PyTextIO): void {
  self.decoded = "";
  self.used = 0;
}

/** Takes up to `n` decoded code points, all of them where `n` is below 0. */
export function takeDecoded(self: PyTextIO, n: number): Str {
  const { decoded, used } = self;
  const size = strLength(decoded);
  const end = n < 0 || used + n > size ? size : used + n;
  self.used = end;
  return used === 0 && end === size ? decoded : strSlice(decoded, used, end);
}

/** The decoder of a stream that can be read. */
export function decoderOf(self: PyTextIO): Decoder {
  const { decoder } = self;
  if (decoder === undefined) throw unsupported("not readable");
  return decoder;
}

/** Reads and decodes the next chunk; false at the end of the input. `hint`: code points wanted. */
export function readChunk(self: PyTextIO, hint: number): boolean {
  const decoder = decoderOf(self);
  const state = self.telling ? decoder.getState() : undefined;
  const wanted = hint > 0 ? Math.floor(Math.max(self.bytesPerPoint, 1) * hint) : 0;
  const size = Math.max(self.chunkSize, wanted);
  const input = readBytes(self, size);
  const eof = input.length === 0;
  const decoded = decoder.decode(input, eof);
  self.decoded = decoded;
  self.used = 0;
  const n = strLength(decoded);
  self.bytesPerPoint = n > 0 ? input.length / n : 0;
  if (state !== undefined) {
    // everything from this state on has to be decoded again to find a position in it
    self.snapshot = state.flags;
    self.snapshotInput = state.pending.length === 0
      ? input
      : joinBytes([state.pending, input], state.pending.length + input.length);
  }
  return !(eof && n === 0);
}

function readBytes(self: PyTextIO, size: number): Uint8Array {
  const { reader } = self;
  if (reader !== undefined) {
    if (isClosed(reader)) throw closedError("read of closed file");
    return read1Buffered(reader, size);
  }
  const name = self.hasRead1 ? "read1" : "read";
  const r = callMethod(self.buffer!, name, size);
  if (!(r instanceof PyBytes)) {
    let bytes: Uint8Array | undefined;
    try {
      bytes = bytesArgument(r);
    } catch {
      throw typeError(
        `underlying ${name}() should have returned a bytes-like object, not '${typeOf(r).name}'`,
      );
    }
    return bytes.slice();
  }
  return r.data;
}

/** `read()`: everything up to the end. */
export function readAllText(self: PyTextIO): Str {
  const decoder = decoderOf(self);
  const r = callMethod(self.buffer!, "read");
  let bytes: Uint8Array;
  if (r instanceof PyBytes) bytes = r.data;
  else {
    try {
      bytes = bytesArgument(r);
    } catch {
      throw typeError(
        `decoder should return a string result, not '${typeOf(r).name}'`,
      );
    }
  }
  const decoded = decoder.decode(bytes, true);
  const rest = takeDecoded(self, -1);
  const result = strLength(rest) === 0 ? decoded : strJoin(rest, decoded);
  if (self.snapshot !== undefined) {
    dropDecoded(self);
    self.snapshot = undefined;
  }
  return result;
}

/** `read(n)` for n >= 0. */
export function readText(self: PyTextIO, n: number): Str {
  let result = takeDecoded(self, n);
  let left = n - strLength(result);
  while (left > 0) {
    if (!readChunk(self, left)) break;
    const part = takeDecoded(self, left);
    left -= strLength(part);
    result = strLength(result) === 0 ? part : strJoin(result, part);
  }
  return result;
}

/** `readline(limit)`; no limit below 0. */
export function readlineText(self: PyTextIO, limit: number): Str {
  flushText(self);
  const { decoded, used } = self;
  const size = strLength(decoded);
  if (used < size && limit < 0) {
    const end = lineEnd(decoded, used, self.lineMode);
    if (end >= 0) {
      self.used = end;
      return typeof decoded === "string" ? decoded.slice(used, end) : strSlice(decoded, used, end);
    }
  }
  let line: Str = "";
  let length = 0;
  for (;;) {
    if (self.used >= strLength(self.decoded)) {
      let more = true;
      while (more && self.used >= strLength(self.decoded)) more = readChunk(self, 0);
      if (!more) {
        dropDecoded(self);
        self.snapshot = undefined;
        break;
      }
    }
    const start = self.used;
    // a separator of two characters may be split between two chunks
    if (self.lineMode === "\r\n" && length > 0 && endsInCr(line)) {
      const next = strSlice(self.decoded, start, start + 1);
      if (next === "\n") {
        self.used = start + 1;
        return strJoin(line, "\n");
      }
    }
    let end = lineEnd(self.decoded, start, self.lineMode);
    const found = end >= 0;
    if (!found) end = strLength(self.decoded);
    let done = found;
    if (limit >= 0 && length + end - start >= limit) {
      end = start + limit - length;
      done = true;
    }
    const part = strSlice(self.decoded, start, end);
    self.used = end;
    length += end - start;
    line = length === end - start ? part : strJoin(line, part);
    if (done) break;
  }
  return line;
}

function endsInCr(s: Str): boolean {
  return typeof s === "string" ? s.endsWith("\r") : s.points[s.points.length - 1] === 13;
}

/** The text of an argument that has to be a str. */
export function textArgument(v: Value, who: string): Str {
  const s = strOf(v);
  if (s === undefined) throw typeError(`${who} must be str, not ${typeOf(v).name}`);
  return s;
}
