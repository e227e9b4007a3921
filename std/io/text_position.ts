// Positions of a TextIOWrapper: `tell` and `seek`.
//
// A position in text cannot be the number of a byte alone: the decoder may be in the middle of something there. So it is
// the position of a byte near by where decoding can start, with the decoder's state there, how many bytes to feed it and
// how many characters to skip; packed into one int. Nearly always the extras are 0 and the int is the byte's number.

import { callMethod } from "../../vm/objects/attributes.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { lt } from "../../vm/objects/compare.ts";
import type { Int, Value } from "../../vm/objects/object.ts";
import { operationHooks, repr, sizeNumber } from "../../vm/objects/operations.ts";
import { exception, typeError, valueError } from "../../vm/objects/raise.ts";
import { typeOf } from "../../vm/objects/type.ts";
import type { Decoder } from "./decoders.ts";
import { unsupported } from "./errors.ts";
import { strLength } from "./str_parts.ts";
import { bufferOf, checkText, dropDecoded, flushText, type PyTextIO } from "./text.ts";

const EMPTY = new Uint8Array(0);
const MASK64 = (1n << 64n) - 1n;
const MASK32 = (1n << 32n) - 1n;

interface Position {
  start: number;
  flags: Int;
  feed: number;
  skip: number;
  needEof: boolean;
}

function pack(p: Position): Int {
  if (p.flags === 0 && p.feed === 0 && p.skip === 0 && !p.needEof) return p.start;
  return BigInt(p.start) | BigInt(p.flags) << 64n | BigInt(p.feed) << 96n |
    BigInt(p.skip) << 128n | (p.needEof ? 1n << 160n : 0n);
}

function unpack(cookie: Int): Position {
  if (typeof cookie === "number") {
    return { start: cookie, flags: 0, feed: 0, skip: 0, needEof: false };
  }
  return {
    start: Number(cookie & MASK64),
    flags: Number(cookie >> 64n & MASK32),
    feed: Number(cookie >> 96n & MASK32),
    skip: Number(cookie >> 128n & MASK32),
    needEof: (cookie >> 160n & 1n) === 1n,
  };
}

/** `tell` */
export function tellText(self: PyTextIO): Int {
  checkText(self);
  if (!self.seekable) throw unsupported("underlying stream is not seekable");
  if (!self.telling) throw exception("OSError", "telling position disabled by next() call");
  flushText(self);
  callMethod(self, "flush");
  const position = sizeNumber(callMethod(bufferOf(self), "tell"));
  const { decoder, snapshot } = self;
  if (decoder === undefined || snapshot === undefined) return position;
  const start = position - self.snapshotInput.length;
  if (self.used === 0) {
    return pack({ start, flags: snapshot, feed: 0, skip: 0, needEof: false });
  }
  const saved = decoder.getState();
  try {
    return pack(locate(self, decoder, start, snapshot));
  } finally {
    decoder.setState(saved);
  }
}

/** Finds a place to start from, the nearest one before what has been used of the decoded text. */
function locate(self: PyTextIO, decoder: Decoder, start: number, flags: Int): Position {
  const input = self.snapshotInput;
  const p: Position = { start, flags, feed: 0, skip: self.used, needEof: false };
  // a guess by the average first: the bytes before it are decoded in one go
  let skipBytes = Math.min(Math.floor(self.bytesPerPoint * p.skip), input.length);
  let back = 1;
  while (skipBytes > 0) {
    decoder.setState({ pending: EMPTY, flags });
    const n = strLength(decoder.decode(input.subarray(0, skipBytes), false));
    if (n <= p.skip) {
      const state = decoder.getState();
      if (state.pending.length === 0) {
        p.flags = state.flags;
        p.skip -= n;
        break;
      }
      skipBytes -= state.pending.length;
      back = 1;
    } else {
      skipBytes -= back;
      back *= 2;
    }
  }
  if (skipBytes <= 0) {
    skipBytes = 0;
    decoder.setState({ pending: EMPTY, flags });
  }
  p.start = start + skipBytes;
  if (p.skip === 0) return p;
  // then byte by byte: each place where the decoder holds nothing back is a better one
  let decoded = 0;
  for (let i = skipBytes; i < input.length; i++) {
    p.feed++;
    decoded += strLength(decoder.decode(input.subarray(i, i + 1), false));
    const state = decoder.getState();
    if (state.pending.length === 0 && decoded <= p.skip) {
      p.start += p.feed;
      p.skip -= decoded;
      p.flags = state.flags;
      p.feed = 0;
      decoded = 0;
    }
    if (decoded >= p.skip) return p;
  }
  decoded += strLength(decoder.decode(EMPTY, true));
  p.needEof = true;
  if (decoded < p.skip) throw exception("OSError", "can't reconstruct logical file position");
  return p;
}

/** `seek` */
export function seekText(self: PyTextIO, cookie: Value, whence: number): Value {
  checkText(self);
  if (!self.seekable) throw unsupported("underlying stream is not seekable");
  const buffer = bufferOf(self);
  let target = cookie;
  switch (whence) {
    case 1:
      if (!isZero(cookie)) throw unsupported("can't do nonzero cur-relative seeks");
      target = callMethod(self, "tell");
      break;
    case 2: {
      if (!isZero(cookie)) throw unsupported("can't do nonzero end-relative seeks");
      callMethod(self, "flush");
      dropDecoded(self);
      self.snapshot = undefined;
      self.decoder?.reset();
      const end = callMethod(buffer, "seek", 0, 2);
      restart(self, isZero(end));
      return end;
    }
    case 0:
      break;
    default:
      throw valueError(`invalid whence (${whence}, should be 0, 1 or 2)`);
  }
  const n = operationHooks.intOf(target);
  if (n === undefined) {
    if (lt(target, 0) === true) throw valueError(`negative seek position ${repr(target)}`);
    throw typeError(`an integer is required (got type ${typeOf(target).name})`);
  }
  if (n < 0) throw valueError(`negative seek position ${repr(target)}`);
  callMethod(self, "flush");
  const p = unpack(n);
  callMethod(buffer, "seek", p.start);
  dropDecoded(self);
  self.snapshot = undefined;
  const { decoder } = self;
  if (decoder !== undefined) {
    if (p.start === 0 && p.flags === 0) decoder.reset();
    else decoder.setState({ pending: EMPTY, flags: p.flags });
    if (p.skip > 0) {
      const input = callMethod(buffer, "read", p.feed);
      if (!(input instanceof PyBytes)) {
        throw typeError(
          `underlying read() should have returned a bytes object, not '${typeOf(input).name}'`,
        );
      }
      self.snapshot = p.flags;
      self.snapshotInput = input.data;
      self.decoded = decoder.decode(input.data, p.needEof);
      if (strLength(self.decoded) < p.skip) {
        throw exception("OSError", "can't restore logical file position");
      }
      self.used = p.skip;
    } else {
      self.snapshot = p.flags;
      self.snapshotInput = EMPTY;
    }
  }
  restart(self, p.start === 0 && p.flags === 0);
  return target;
}

/** Tells the encoder whether it stands at the start of the stream. */
export function restart(self: PyTextIO, atStart: boolean): void {
  if (self.encoder === undefined) return;
  if (atStart) self.encoder.reset();
  else self.encoder.resume();
}

function isZero(v: Value): boolean {
  return v === 0 || v === false;
}
