// Streams of zlib: buffers around C's z_stream as pako has it.

import { memoryError, valueError } from "../../vm/objects/raise.ts";
import { zlib, type ZStream } from "../../vm/host/mod.ts";
import { ModuleException } from "../module_exception.ts";

/** `zlib.error`. */
export const zlibError: ModuleException = new ModuleException("zlib", "error", ["Exception"]);

export const Z_NO_FLUSH = 0;
export const Z_SYNC_FLUSH = 2;
export const Z_FINISH = 4;
export const Z_OK = 0;
export const Z_STREAM_END = 1;
export const Z_NEED_DICT = 2;
export const Z_STREAM_ERROR = -2;
export const Z_DATA_ERROR = -3;
export const Z_MEM_ERROR = -4;
export const Z_BUF_ERROR = -5;

/** The exception for an error code. */
export function streamError(code: number, stream: ZStream | undefined, what: string): unknown {
  let text = stream?.msg ?? "";
  if (text === "" || code === Z_BUF_ERROR && text === "buffer error") {
    if (code === Z_BUF_ERROR) text = "incomplete or truncated stream";
    else if (code === Z_STREAM_ERROR) text = "inconsistent stream state";
    else if (code === Z_DATA_ERROR) text = "invalid input data";
  }
  return zlibError.error(`Error ${code} ${what}${text === "" ? "" : ": " + text}`);
}

/** Output that grows chunk by chunk. */
class Output {
  private readonly chunks: Uint8Array[] = [];
  private total: number = 0;
  private size: number;
  /** At most so many bytes in all. */
  private readonly limit: number;

  constructor(size: number, limit: number) {
    this.size = Math.max(1, Math.min(size, limit));
    this.limit = limit;
  }

  /** Whether there is room for more. */
  get hasRoom(): boolean {
    return this.total < this.limit;
  }

  /** Gives the stream a new buffer. */
  attach(s: ZStream): void {
    s.output = new Uint8Array(Math.min(this.size, this.limit - this.total));
    s.next_out = 0;
    s.avail_out = s.output.length;
    this.size *= 2;
  }

  /** Takes what the stream has written. */
  detach(s: ZStream): void {
    if (s.next_out > 0) {
      const out = s.output!;
      this.chunks.push(s.next_out === out.length ? out : out.subarray(0, s.next_out));
      this.total += s.next_out;
    }
    s.output = null;
    s.next_out = 0;
    s.avail_out = 0;
  }

  toBytes(): Uint8Array {
    if (this.chunks.length === 1) return this.chunks[0].slice();
    const all = new Uint8Array(this.total);
    let at = 0;
    for (const c of this.chunks) {
      all.set(c, at);
      at += c.length;
    }
    return all;
  }
}

const FIRST_CHUNK = 16384;

function checkInit(code: number, s: ZStream, what: string): void {
  if (code === Z_OK) return;
  if (code === Z_STREAM_ERROR) throw valueError("Invalid initialization option");
  if (code === Z_MEM_ERROR) {
    throw memoryError(`Can't allocate memory for ${what} object`);
  }
  throw streamError(code, s, `while creating ${what} object`);
}

/** A copy of a stream between two calls. */
export function copyStream(s: ZStream): ZStream {
  return structuredClone(s);
}

/** A stream for compression. */
export function newDeflate(
  level: number,
  method: number,
  wbits: number,
  memLevel: number,
  strategy: number,
): ZStream {
  const z = zlib(), s = z.newStream();
  checkInit(z.deflateInit2(s, level, method, wbits, memLevel, strategy), s, "compression");
  return s;
}

/** Compresses the whole input with a flush mode; gives the output. */
export function deflateAll(s: ZStream, input: Uint8Array, flush: number, what: string): Uint8Array {
  const z = zlib(), out = new Output(FIRST_CHUNK, Infinity);
  s.input = input;
  s.next_in = 0;
  s.avail_in = input.length;
  for (;;) {
    out.attach(s);
    const code = z.deflate(s, flush);
    const full = s.avail_out === 0;
    out.detach(s);
    if (code === Z_STREAM_ERROR) throw streamError(code, s, what);
    if (code === Z_STREAM_END) break;
    if (!full) {
      if (flush === Z_FINISH && code !== Z_BUF_ERROR) throw streamError(code, s, what);
      break;
    }
  }
  s.input = null;
  return out.toBytes();
}

/** A stream for decompression; `dictionary` is given at once where the stream has no header. */
export function newInflate(wbits: number, dictionary: Uint8Array | undefined): ZStream {
  const z = zlib(), s = z.newStream();
  checkInit(z.inflateInit2(s, wbits), s, "decompression");
  if (dictionary !== undefined && wbits < 0) {
    const code = z.inflateSetDictionary(s, dictionary);
    if (code !== Z_OK) throw streamError(code, s, "while setting zdict");
  }
  return s;
}

/** What an inflation came to. */
export interface Inflated {
  readonly bytes: Uint8Array;
  readonly code: number;
  /** The number of input bytes that are left. */
  readonly left: number;
}

/** Decompresses input until it ends, the stream ends, or `limit` bytes are there. */
export function inflateSome(
  s: ZStream,
  input: Uint8Array,
  limit: number,
  dictionary: Uint8Array | undefined,
  what: string,
  flush: number = Z_SYNC_FLUSH,
  firstSize: number = FIRST_CHUNK,
): Inflated {
  const z = zlib(), out = new Output(firstSize, limit);
  s.input = input;
  s.next_in = 0;
  s.avail_in = input.length;
  let code = Z_OK;
  for (;;) {
    out.attach(s);
    code = z.inflate(s, flush);
    if (code === Z_NEED_DICT && dictionary !== undefined) {
      const set = z.inflateSetDictionary(s, dictionary);
      if (set !== Z_OK) throw streamError(set, s, "while setting zdict");
      out.detach(s);
      continue;
    }
    const full = s.avail_out === 0;
    out.detach(s);
    if (code !== Z_OK && code !== Z_BUF_ERROR && code !== Z_STREAM_END) {
      throw streamError(code, s, what);
    }
    if (code === Z_STREAM_END || !full || !out.hasRoom) break;
  }
  const left = s.avail_in;
  s.input = null;
  return { bytes: out.toBytes(), code, left };
}
