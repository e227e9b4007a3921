// The state that BufferedReader, BufferedWriter and BufferedRandom share, and what they do with it.
//
// Invariants:
//   - `buffer[pos .. end]` has been read from the raw stream and not yet been asked for; `pending[0 .. count]` has been
//     written to this stream and not yet to the raw one. Never are both of them there: who reads, writes out first; who
//     writes, first moves the raw stream back to where the program believes it to be.
//   - `rawPosition` is where the raw stream stands, or -1 where that is not known.
//   - `file` is the raw stream where that is exactly a FileIO: then the calls go past the attribute protocol.

import { callMethod, getAttr, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { exceptionTypes, isExceptionOf } from "../../vm/objects/exceptions.ts";
import { ERRNO } from "../../vm/host/mod.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks, sizeNumber } from "../../vm/objects/operations.ts";
import { exception, typeError, valueError } from "../../vm/objects/raise.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { type Source, sourceHooks, waitSource } from "../os_support/waiting.ts";
import { threadCount } from "../thread/scheduler.ts";
import type { Declaration } from "../../vm/objects/signature.ts";
import { lendReadable, lendWritable } from "../os_support/buffers.ts";
import { joinBytes, PyIOBase, requireSeekable } from "./base.ts";
import { markClean, markDirty, type Pending, trackStream } from "./dirty.ts";
import { blockingError, closedError, unsupported } from "./errors.ts";
import { FileIOType, fileRead, fileSeek, fileSeekable, fileWrite, PyFileIO } from "./fileio.ts";

export const DEFAULT_BUFFER_SIZE = 8192;
const EMPTY = new Uint8Array(0);
const EMPTY_BYTES: PyBytes = new PyBytes(EMPTY);

/** A buffered stream. */
export class PyBuffered extends PyIOBase implements Pending {
  raw: Value | undefined;
  file: PyFileIO | undefined;
  /** `__init__` has run, and `detach` has not. */
  ready: boolean;
  isDetached: boolean;
  readable: boolean;
  writable: boolean;
  size: number;
  buffer: Uint8Array;
  /** Somebody has a view of the buffer: what has been read stays there. */
  viewed: boolean;
  pos: number;
  end: number;
  pending: Uint8Array;
  count: number;
  rawPosition: number;
  /** The stream has been closed by its own `close`. */
  released: boolean;
  finalizing: boolean;
  constructor() {
    super();
    this.raw = undefined;
    this.file = undefined;
    this.ready = false;
    this.isDetached = false;
    this.readable = false;
    this.writable = false;
    this.size = 0;
    this.buffer = EMPTY;
    this.viewed = false;
    this.pos = 0;
    this.end = 0;
    this.pending = EMPTY;
    this.count = 0;
    this.rawPosition = -1;
    this.released = false;
    this.finalizing = false;
  }

  writePending(): void {
    if (this.ready && this.count > 0 && !isClosed(this)) writeOut(this);
    else markClean(this);
  }

  descriptor(): number {
    return this.file === undefined ? -1 : this.file.fd;
  }
}

/** `__init__`: takes a raw stream. */
export function initBuffered(
  self: PyBuffered,
  raw: Value,
  size: number,
  readable: boolean,
  writable: boolean,
): void {
  self.ready = false;
  self.isDetached = false;
  if (size <= 0) throw valueError("buffer size must be strictly positive");
  self.raw = raw;
  self.file = raw instanceof PyFileIO && raw.cls === FileIOType ? raw : undefined;
  self.readable = readable;
  self.writable = writable;
  self.size = size;
  self.buffer = readable ? new Uint8Array(size) : EMPTY;
  self.pending = writable ? new Uint8Array(size) : EMPTY;
  self.pos = self.end = self.count = 0;
  self.viewed = false;
  self.released = false;
  // finds out where the stream stands, as far as that can be known
  self.rawPosition = -1;
  if (self.file === undefined) {
    try {
      rawTell(self);
    } catch (e) {
      if (!isExceptionOf(e, exceptionTypes.get("Exception")!)) throw e;
      self.rawPosition = -1;
    }
  }
  self.ready = true;
  trackStream(self, raw instanceof PyIOBase ? raw : undefined);
}

/** The raw stream of a stream that can be used. */
export function rawOf(self: PyBuffered): Value {
  if (!self.ready) {
    throw valueError(
      self.isDetached ? "raw stream has been detached" : "I/O operation on uninitialized object",
    );
  }
  return self.raw!;
}

/** The stream, or the raw stream under it, has been closed. */
export function isClosed(self: PyBuffered): boolean {
  if (self.released) return true;
  const { file } = self;
  if (file !== undefined) return file.fd < 0;
  return truth(getAttr(rawOf(self), "closed"));
}

/** ValueError for a stream that is not ready, or closed. */
export function checkUsable(self: PyBuffered, message: string): void {
  if (!self.ready) rawOf(self);
  if (isClosed(self)) throw closedError(message);
}

function isInterrupted(e: unknown): boolean {
  return isExceptionOf(e, exceptionTypes.get("InterruptedError")!);
}

/** Reads from the raw stream; `undefined` where it would block. */
function rawRead(self: PyBuffered, target: Uint8Array): number | undefined {
  let n: number | undefined;
  if (self.file !== undefined) {
    n = fileRead(self.file, target);
  } else {
    const lent = lendWritable(target);
    let r: Value | undefined;
    while (r === undefined) {
      try {
        r = callMethod(self.raw!, "readinto", lent.object);
      } catch (e) {
        if (!isInterrupted(e)) {
          lent.release();
          throw e;
        }
      }
    }
    lent.release();
    if (r === NONE) return undefined;
    if (operationHooks.intOf(r) === undefined && typeOf(r).lookup("__index__") === undefined) {
      const cause = typeError(`'${typeOf(r).name}' object cannot be interpreted as an integer`);
      const e = exception("OSError", "raw readinto() failed");
      (e as unknown as { cause: unknown }).cause = cause;
      throw e;
    }
    const count = Number(indexOf(r));
    if (count < 0 || count > target.length) {
      throw exception(
        "OSError",
        `raw readinto() returned invalid length ${count} (should have been between 0 and ${target.length})`,
      );
    }
    n = count;
  }
  if (n !== undefined && n > 0 && self.rawPosition >= 0) self.rawPosition += n;
  return n;
}

/** Writes to the raw stream; `undefined` where it would block. */
function rawWrite(self: PyBuffered, bytes: Uint8Array): number | undefined {
  let n: number | undefined;
  if (self.file !== undefined) {
    n = fileWrite(self.file, bytes);
  } else {
    const lent = lendReadable(bytes);
    let r: Value | undefined;
    while (r === undefined) {
      try {
        r = callMethod(self.raw!, "write", lent.object);
      } catch (e) {
        if (!isInterrupted(e)) {
          lent.release();
          throw e;
        }
      }
    }
    lent.release();
    if (r === NONE) return undefined;
    n = sizeNumber(r);
    if (n < 0 || n > bytes.length) {
      throw exception(
        "OSError",
        `raw write() returned invalid length ${n} (should have been between 0 and ${bytes.length})`,
      );
    }
  }
  if (n !== undefined && n > 0 && self.rawPosition >= 0) self.rawPosition += n;
  return n;
}

function position(r: Value): number {
  const n = sizeNumber(r);
  if (n < 0) throw exception("OSError", `Raw stream returned invalid position ${n}`);
  return n;
}

/** Asks the raw stream where it stands. */
export function rawTell(self: PyBuffered): number {
  const { file } = self;
  const n = file !== undefined ? fileSeek(file, 0, 1) : position(callMethod(self.raw!, "tell"));
  self.rawPosition = n;
  return n;
}

function rawSeek(self: PyBuffered, offset: number, whence: number): number {
  const { file } = self;
  const n = file !== undefined
    ? fileSeek(file, offset, whence)
    : position(callMethod(self.raw!, "seek", offset, whence));
  self.rawPosition = n;
  return n;
}

/** Writes everything pending to the raw stream; BlockingIOError where that would block. */
export function writeOut(self: PyBuffered): void {
  let at = 0;
  try {
    while (at < self.count) {
      const n = rawWrite(self, self.pending.subarray(at, self.count));
      if (n === undefined) {
        throw blockingError(ERRNO.EAGAIN, "write could not complete without blocking", 0);
      }
      at += n;
    }
  } finally {
    // closing the raw stream from within its `write` leaves nothing to move
    if (at > 0 && at < self.count) self.pending.copyWithin(0, at, self.count);
    self.count = Math.max(self.count - at, 0);
    if (self.count === 0) markClean(self);
  }
}

/** Brings the raw stream to where the program believes it to be. */
function rewind(self: PyBuffered): void {
  const ahead = self.end - self.pos;
  self.pos = self.end = 0;
  if (ahead > 0) rawSeek(self, -ahead, 1);
}

/** `flush` of a stream that can be written. */
export function flushBuffered(self: PyBuffered): void {
  if (self.count > 0) writeOut(self);
  if (self.readable) rewind(self);
}

/** Takes bytes to be written, says how many: all of them. */
export function writeBuffered(self: PyBuffered, bytes: Uint8Array): number {
  checkUsable(self, "write to closed file");
  if (self.pos < self.end) rewind(self);
  else self.pos = self.end = 0;
  const total = bytes.length;
  if (total <= self.size - self.count) {
    if (total > 0) {
      if (self.count === 0) markDirty(self);
      self.pending.set(bytes, self.count);
      self.count += total;
    }
    return total;
  }
  try {
    writeOut(self);
  } catch (e) {
    if (!isExceptionOf(e, exceptionTypes.get("BlockingIOError")!)) throw e;
    const room = self.size - self.count;
    if (total <= room) {
      self.pending.set(bytes, self.count);
      self.count += total;
      return total;
    }
    self.pending.set(bytes.subarray(0, room), self.count);
    self.count += room;
    throw blockingError(ERRNO.EAGAIN, "write could not complete without blocking", room);
  }
  let at = 0;
  while (total - at > self.size) {
    const n = rawWrite(self, bytes.subarray(at));
    if (n === undefined) {
      self.pending.set(bytes.subarray(at, at + self.size));
      self.count = self.size;
      markDirty(self);
      throw blockingError(
        ERRNO.EAGAIN,
        "write could not complete without blocking",
        at + self.size,
      );
    }
    at += n;
  }
  if (at < total) {
    self.pending.set(bytes.subarray(at), 0);
    self.count = total - at;
    markDirty(self);
  }
  return total;
}

/** What a stream that is no file of the disk reads from, where other threads run that could go on while it waits. */
export function sourceOf(self: PyBuffered): Source | undefined {
  if (threadCount() === 0 || self.raw === undefined) return undefined;
  const { file } = self;
  if (file === undefined) return sourceHooks.find(self.raw);
  if (file.fd < 0 || fileSeekable(file) || !file.fds!.getBlocking(file.fd)) return undefined;
  return { fd: file.fd, seconds: Infinity, expire: () => {} };
}

/**
 * Reads ahead until there is enough for the method `who` that has just been called: a thread can only be put aside while
 * all that has been read is in the buffer.
 */
export function readAhead(self: PyBuffered, who: Declaration, enough: () => boolean): void {
  const source = sourceOf(self);
  if (source === undefined || enough()) return;
  beforeReading(self);
  do {
    if (!waitSource(source, who)) return;
    if (self.viewed || self.end === self.buffer.length) {
      const have = self.end - self.pos;
      const larger = new Uint8Array(Math.max(self.size, 2 * have));
      larger.set(self.buffer.subarray(self.pos, self.end));
      [self.buffer, self.pos, self.end, self.viewed] = [larger, 0, have, false];
    }
    const n = rawRead(self, self.buffer.subarray(self.end));
    if (n === undefined || n === 0) return;
    self.end += n;
  } while (!enough());
}

/** The same for a line. */
export function readAheadLine(self: PyBuffered, who: Declaration, limit: number): void {
  readAhead(
    self,
    who,
    () => newlineBefore(self, self.end) >= 0 || limit >= 0 && self.end - self.pos >= limit,
  );
}

/** Puts the raw stream in order before something is read from it. */
function beforeReading(self: PyBuffered): void {
  if (self.writable) flushBuffered(self);
}

/** Reads into the empty buffer; says how much, `undefined` where the raw stream would block. */
function fill(self: PyBuffered): number | undefined {
  if (self.pos === self.end) {
    self.pos = self.end = 0;
    if (self.viewed) {
      self.buffer = new Uint8Array(self.size);
      self.viewed = false;
    }
  }
  const n = rawRead(self, self.buffer.subarray(self.end));
  if (n !== undefined) self.end += n;
  return n;
}

/**
 * Takes what has been read: a view, which V8 makes in a twentieth of the time of a copy. The buffer is then left to those
 * who have views of it, and the next block is read into a new one.
 */
function take(self: PyBuffered, n: number): Uint8Array {
  if (n === 0) return EMPTY;
  const { pos } = self;
  self.pos = pos + n;
  self.viewed = true;
  return self.buffer.subarray(pos, pos + n);
}

/** `read(n)` for n >= 0: `undefined` where the raw stream would block and nothing is there. */
export function readBuffered(self: PyBuffered, n: number): Uint8Array | undefined {
  const have = self.end - self.pos;
  if (n <= have) return take(self, n);
  const parts: Uint8Array[] = [];
  let got = 0;
  if (have > 0) {
    parts.push(take(self, have));
    got = have;
  }
  self.pos = self.end = 0;
  beforeReading(self);
  while (got < n) {
    const left = n - got;
    // whole blocks go straight to where they are wanted
    const block = left - left % self.size;
    if (block === 0) break;
    const room = new Uint8Array(Math.min(block, Math.max(self.size, 1 << 20)));
    const r = rawRead(self, room);
    if (r === undefined || r === 0) {
      return r === 0 || got > 0 ? joinBytes(parts, got) : undefined;
    }
    parts.push(r === room.length ? room : room.slice(0, r));
    got += r;
  }
  while (got < n && self.end < self.size) {
    const r = fill(self);
    if (r === undefined || r === 0) {
      return r === 0 || got > 0 ? joinBytes(parts, got) : undefined;
    }
    const part = take(self, Math.min(r, n - got));
    parts.push(part);
    got += part.length;
  }
  return joinBytes(parts, got);
}

/** `read()`: everything up to the end. */
export function readAllBuffered(self: PyBuffered): Value {
  const rest = take(self, self.end - self.pos);
  self.pos = self.end = 0;
  beforeReading(self);
  const { raw } = self;
  const readall = getAttrOrAbsent(raw!, "readall");
  if (readall !== undefined) {
    const data = callMethod(raw!, "readall");
    self.rawPosition = -1;
    if (data === NONE) return rest.length === 0 ? NONE : new PyBytes(rest);
    if (!(data instanceof PyBytes)) throw typeError("readall() should return bytes");
    if (rest.length === 0) return data;
    return new PyBytes(joinBytes([rest, data.data], rest.length + data.data.length));
  }
  const parts = [rest];
  let total = rest.length;
  for (;;) {
    const data = callMethod(raw!, "read");
    self.rawPosition = -1;
    if (data !== NONE && !(data instanceof PyBytes)) throw typeError("read() should return bytes");
    if (data === NONE || (data as PyBytes).data.length === 0) {
      return total === 0 ? data : new PyBytes(joinBytes(parts, total));
    }
    parts.push((data as PyBytes).data);
    total += (data as PyBytes).data.length;
  }
}

/** `read1(n)`: what is there, or what one read of the raw stream gives. */
export function read1Buffered(self: PyBuffered, n: number): Uint8Array {
  if (n === 0) return EMPTY;
  const have = self.end - self.pos;
  if (have > 0) return take(self, Math.min(n, have));
  beforeReading(self);
  self.pos = self.end = 0;
  const target = new Uint8Array(n);
  const got = rawRead(self, target) ?? 0;
  return got === n ? target : target.slice(0, got);
}

/** `peek`: what is there, after one read of the raw stream where nothing is. */
export function peekBuffered(self: PyBuffered): Uint8Array {
  if (self.end === self.pos) {
    beforeReading(self);
    fill(self);
  }
  return self.buffer.slice(self.pos, self.end);
}

/** `readinto`, or `readinto1` where `once`; `undefined` where the raw stream would block. */
export function readIntoBuffered(
  self: PyBuffered,
  target: Uint8Array,
  once: boolean,
): number | undefined {
  const have = Math.min(self.end - self.pos, target.length);
  let got = 0;
  if (have > 0) {
    target.set(self.buffer.subarray(self.pos, self.pos + have));
    self.pos += have;
    got = have;
  }
  if (got === target.length) return got;
  beforeReading(self);
  self.pos = self.end = 0;
  while (got < target.length) {
    let n: number | undefined;
    if (target.length - got > self.size) {
      n = rawRead(self, target.subarray(got));
    } else if (!(once && got > 0)) {
      n = fill(self);
      if (n !== undefined && n > 0) {
        n = Math.min(n, target.length - got);
        target.set(self.buffer.subarray(self.pos, self.pos + n), got);
        self.pos += n;
      }
    } else {
      n = 0;
    }
    if (n === 0) break;
    if (n === undefined) {
      if (got > 0) break;
      return undefined;
    }
    got += n;
    if (once) break;
  }
  return got;
}

/** Where in the buffer the next newline stands, -1 where there is none before `stop`. */
function newlineBefore(self: PyBuffered, stop: number): number {
  const at = self.buffer.indexOf(10, self.pos);
  return at < stop ? at : -1;
}

/** `readline(limit)`; no limit below 0. */
export function readlineBuffered(self: PyBuffered, limit: number): Uint8Array {
  checkUsable(self, "readline of closed file");
  const have = self.end - self.pos;
  const bound = limit >= 0 && limit < have ? limit : have;
  let at = newlineBefore(self, self.pos + bound);
  if (at >= 0) return take(self, at + 1 - self.pos);
  if (bound === limit) return take(self, limit);
  const parts: Uint8Array[] = [];
  let got = 0;
  if (have > 0) {
    parts.push(take(self, have));
    got = have;
  }
  beforeReading(self);
  for (;;) {
    self.pos = self.end = 0;
    const n = fill(self);
    if (n === undefined || n === 0) break;
    const wanted = limit >= 0 ? Math.min(n, limit - got) : n;
    at = newlineBefore(self, wanted);
    const part = take(self, at >= 0 ? at + 1 : wanted);
    parts.push(part);
    got += part.length;
    if (at >= 0 || got === limit) break;
  }
  return joinBytes(parts, got);
}

/** Where the program believes the stream to be. */
export function tellBuffered(self: PyBuffered): number {
  const n = rawTell(self) - (self.end - self.pos) + self.count;
  return Math.max(n, 0);
}

/** Whether `whence` is one that the system knows. */
function checkWhence(whence: number): void {
  if (!(whence >= 0 && whence <= 4)) throw valueError(`whence value ${whence} unsupported`);
}

export function seekBuffered(self: PyBuffered, target: number, whence: number): number {
  rawOf(self);
  checkWhence(whence);
  checkUsable(self, "seek of closed file");
  requireSeekable(self.raw!);
  if (whence <= 1 && self.readable) {
    // what has been read already need not be read again
    const current = self.rawPosition < 0 ? rawTell(self) : self.rawPosition;
    const ahead = self.end - self.pos;
    if (ahead > 0) {
      const offset = whence === 0 ? target - (current - ahead) : target;
      if (offset >= -self.pos && offset <= ahead) {
        self.pos += offset;
        return Math.max(current - ahead + offset, 0);
      }
    }
  }
  if (self.writable && self.count > 0) writeOut(self);
  const relative = whence === 1 ? target - (self.end - self.pos) : target;
  const n = rawSeek(self, relative, whence);
  self.pos = self.end = 0;
  return n;
}

export function truncateBuffered(self: PyBuffered, size: Value): Value {
  checkUsable(self, "truncate of closed file");
  if (!self.writable) throw unsupported("truncate");
  flushBuffered(self);
  const n = callMethod(self.raw!, "truncate", size);
  try {
    rawTell(self);
  } catch {
    self.rawPosition = -1;
  }
  return n;
}

export { EMPTY_BYTES };
