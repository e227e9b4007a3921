// Chains of filters: what a filter is made from, how it is written down in a file, and the chain at work in either
// direction. The last filter of a chain is always LZMA1 or LZMA2.

import { BranchFilter, DeltaFilter, type Machine, type StreamFilter } from "./branch.ts";
import { CorruptData, LzmaDecoder } from "./decoder.ts";
import { type EncoderSettings, LzmaEncoder } from "./encoder.ts";
import { MAX_MATCH, packProperties, type Properties, unpackProperties } from "./model.ts";

export const FILTER_LZMA1 = 0x4000000000000001n;
export const FILTER_LZMA2 = 0x21n;
export const FILTER_DELTA = 3n;
const MACHINES: ReadonlyMap<bigint, Machine> = new Map([
  [4n, "x86"],
  [5n, "powerpc"],
  [6n, "ia64"],
  [7n, "arm"],
  [8n, "armthumb"],
  [9n, "sparc"],
]);
/** Where a machine's instructions begin. */
const ALIGNMENT: Readonly<Record<Machine, number>> = {
  x86: 1,
  powerpc: 4,
  ia64: 16,
  arm: 4,
  armthumb: 2,
  sparc: 4,
};

/** Options that are not allowed. */
export class BadOptions {
}

/** A filter with all its options. */
export interface FilterSpec {
  readonly id: bigint;
  /** LZMA1 and LZMA2. */
  readonly lzma?: EncoderSettings;
  readonly distance?: number;
  readonly start?: number;
}

/** Whether the filter runs machine code. */
export function isBranch(id: bigint): boolean {
  return MACHINES.has(id);
}

export function isLzma(id: bigint): boolean {
  return id === FILTER_LZMA1 || id === FILTER_LZMA2;
}

/** The settings behind a preset, which may have the extreme bit; `undefined` where there is none. */
export function presetSettings(preset: number): EncoderSettings | undefined {
  const level = preset & 0x1f;
  if (level > 9 || (preset & ~0x1f & 0x7fffffff) !== 0) return undefined;
  const extreme = (preset & 0x80000000) !== 0;
  const sizes = [18, 20, 21, 22, 22, 23, 23, 24, 25, 26];
  return {
    lc: 3,
    lp: 0,
    pb: 2,
    dictionarySize: 2 ** sizes[level],
    niceLength: extreme ? 273 : level < 2 ? 128 : level < 4 ? 273 : level < 6 ? 32 : 64,
    depth: extreme ? 256 : [4, 8, 24, 48, 16, 24, 32, 48, 48, 48][level],
  };
}

/** Throws where a chain cannot be used. */
export function checkChain(chain: readonly FilterSpec[], inXz: boolean): void {
  if (chain.length === 0 || chain.length > 4) throw new BadOptions();
  chain.forEach((f, i) => {
    const isLast = i === chain.length - 1;
    if (isLzma(f.id) !== isLast || inXz && f.id === FILTER_LZMA1) throw new BadOptions();
    checkSpec(f);
  });
}

/** Throws where a filter's options are not allowed. */
export function checkSpec(f: FilterSpec): void {
  const { lzma, distance, start } = f;
  if (lzma !== undefined) {
    const { lc, lp, pb, dictionarySize } = lzma;
    if (lc + lp > 4 || pb > 4 || dictionarySize < 4096 || dictionarySize > 1610612736) {
      throw new BadOptions();
    }
    if (lzma.niceLength < 2 || lzma.niceLength > 273) throw new BadOptions();
  }
  if (distance !== undefined && (distance < 1 || distance > 256)) throw new BadOptions();
  const machine = MACHINES.get(f.id);
  if (machine !== undefined && start !== undefined && start % ALIGNMENT[machine] !== 0) {
    throw new BadOptions();
  }
}

/** How much memory a decoder of the chain takes, about. */
export function memoryUse(chain: readonly FilterSpec[]): number {
  return 65536 + (chain[chain.length - 1].lzma?.dictionarySize ?? 0);
}

// ---- properties in a file

/** The size of a dictionary in LZMA2's one byte: the smallest that is large enough. */
function dictionaryByte(size: number): number {
  for (let bits = 0; bits < 40; bits++) {
    if (size <= (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11)) return bits;
  }
  return 40;
}

/** A filter's options as they stand in a file. */
export function encodeProperties(f: FilterSpec): Uint8Array {
  if (f.id === FILTER_LZMA2) return Uint8Array.of(dictionaryByte(f.lzma!.dictionarySize));
  if (f.id === FILTER_LZMA1) {
    const bytes = new Uint8Array(5);
    bytes[0] = packProperties(f.lzma!);
    new DataView(bytes.buffer).setUint32(1, f.lzma!.dictionarySize, true);
    return bytes;
  }
  if (f.id === FILTER_DELTA) return Uint8Array.of(f.distance! - 1);
  if (!f.start) return new Uint8Array(0);
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, f.start, true);
  return bytes;
}

/** The filter that these properties describe. */
export function decodeProperties(id: bigint, bytes: Uint8Array): FilterSpec {
  const preset = presetSettings(6)!;
  if (id === FILTER_LZMA2) {
    if (bytes.length !== 1 || bytes[0] > 40) throw new BadOptions();
    const [bits] = bytes;
    const dictionarySize = bits === 40 ? 0xffffffff : (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11);
    return { id, lzma: { ...preset, dictionarySize } };
  }
  if (id === FILTER_LZMA1) {
    const properties = bytes.length === 5 ? unpackProperties(bytes[0]) : undefined;
    if (properties === undefined) throw new BadOptions();
    const dictionarySize = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true);
    return { id, lzma: { ...preset, ...properties, dictionarySize } };
  }
  if (id === FILTER_DELTA) {
    if (bytes.length !== 1) throw new BadOptions();
    return { id, distance: bytes[0] + 1 };
  }
  if (!MACHINES.has(id) || bytes.length !== 0 && bytes.length !== 4) throw new BadOptions();
  if (bytes.length === 0) return { id };
  return { id, start: new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) };
}

function streamFilter(f: FilterSpec, encodes: boolean): StreamFilter {
  if (f.id === FILTER_DELTA) return new DeltaFilter(f.distance!, encodes);
  return new BranchFilter(MACHINES.get(f.id)!, f.start ?? 0, encodes);
}

// ---- encoding

/** A chain that encodes. */
export class ChainEncoder {
  private readonly filters: StreamFilter[];
  private readonly lzma: LzmaEncoder;
  private readonly isLzma2: boolean;
  private readonly chunks: Uint8Array[] = [];
  /** What the next chunk of LZMA2 has to reset: 0 nothing … 3 everything. */
  private reset: number = 3;
  private isFirst: boolean = true;

  constructor(chain: readonly FilterSpec[]) {
    this.filters = chain.slice(0, -1).map((f) => streamFilter(f, true));
    const last = chain[chain.length - 1];
    this.isLzma2 = last.id === FILTER_LZMA2;
    this.lzma = new LzmaEncoder(last.lzma!);
  }

  write(data: Uint8Array): void {
    let bytes = data;
    for (const f of this.filters) bytes = f.push(bytes, false);
    this.lzma.feed(bytes);
    this.encode(false);
  }

  finish(endMarker: boolean): void {
    let bytes: Uint8Array = new Uint8Array(0);
    for (const f of this.filters) bytes = f.push(bytes, true);
    this.lzma.feed(bytes);
    this.encode(true);
    if (this.isLzma2) this.chunks.push(Uint8Array.of(0));
    else {
      if (endMarker) this.lzma.putEndMarker();
      this.lzma.finishRange();
      this.chunks.push(this.lzma.take());
    }
  }

  /** What has been written since the last call. */
  take(): Uint8Array {
    const all = joined(this.chunks);
    this.chunks.length = 0;
    return all;
  }

  private encode(isLast: boolean): void {
    const { lzma } = this;
    if (this.isLzma2) {
      while (lzma.waiting >= (isLast ? 1 : 1 << 21)) this.chunk();
      return;
    }
    while (lzma.waiting > (isLast ? 0 : MAX_MATCH * 4)) lzma.step();
    const bytes = lzma.take();
    if (bytes.length > 0) this.chunks.push(bytes);
  }

  /** Writes one chunk of LZMA2. */
  private chunk(): void {
    const { lzma } = this;
    if (this.reset > 0) lzma.resetState();
    lzma.resetRange();
    const start = lzma.position;
    while (
      lzma.waiting > 0 && lzma.written < 65536 - 64 &&
      lzma.position - start < (1 << 21) - MAX_MATCH
    ) lzma.step();
    lzma.finishRange();
    const packed = lzma.take();
    const size = lzma.position - start;
    if (packed.length < size) {
      const header = new Uint8Array(this.reset >= 2 ? 6 : 5);
      header[0] = 0x80 | (this.reset << 5) | ((size - 1) >> 16);
      header[1] = (size - 1) >> 8;
      header[2] = size - 1;
      header[3] = (packed.length - 1) >> 8;
      header[4] = packed.length - 1;
      if (this.reset >= 2) header[5] = packProperties(lzma.settings);
      this.chunks.push(header, packed);
      this.reset = 0;
    } else {
      const plain = lzma.bytesFrom(start);
      for (let i = 0; i < size; i += 65536) {
        const piece = plain.slice(i, i + 65536);
        const n = piece.length - 1;
        this.chunks.push(Uint8Array.of(this.isFirst ? 1 : 2, n >> 8, n), piece);
        this.isFirst = false;
      }
      this.reset = Math.max(1, Math.min(this.reset, 2));
    }
    this.isFirst = false;
  }
}

/** One array of all bytes. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  let n = 0;
  for (const p of parts) n += p.length;
  const all = new Uint8Array(n);
  n = 0;
  for (const p of parts) {
    all.set(p, n);
    n += p.length;
  }
  return all;
}

// ---- decoding

/** Input that comes piece by piece. */
export class Input {
  bytes: Uint8Array = new Uint8Array(0);
  at: number = 0;

  get left(): number {
    return this.bytes.length - this.at;
  }

  feed(more: Uint8Array): void {
    if (this.left === 0) this.bytes = more;
    else {
      const all = new Uint8Array(this.left + more.length);
      all.set(this.bytes.subarray(this.at));
      all.set(more, this.left);
      this.bytes = all;
    }
    this.at = 0;
  }

  take(n: number): Uint8Array {
    this.at += n;
    return this.bytes.slice(this.at - n, this.at);
  }
}

/** What a decoding generator gives: bytes, or `undefined` where it needs more input. */
export type Piece = Uint8Array | undefined;

/** Waits until so many bytes are there. */
export function* need(input: Input, n: number): Generator<Piece, void> {
  while (input.left < n) yield undefined;
}

/** Takes so many bytes. */
export function* taken(input: Input, n: number): Generator<Piece, Uint8Array> {
  yield* need(input, n);
  return input.take(n);
}

const PIECE = 1 << 16;

function* decodeLzma2(input: Input, settings: EncoderSettings): Generator<Piece, void> {
  const lzma = new LzmaDecoder(settings.dictionarySize);
  let needsDictionary = true, needsProperties = true, needsState = true;
  for (;;) {
    const [control] = yield* taken(input, 1);
    if (control === 0) return;
    if (control >= 0xe0 || control === 1) {
      needsDictionary = false;
      needsProperties = control === 1 || needsProperties;
      lzma.resetDictionary();
    } else if (needsDictionary) throw new CorruptData();
    if (control < 0x80) {
      if (control > 2) throw new CorruptData();
      const size = yield* taken(input, 2);
      lzma.append(yield* taken(input, ((size[0] << 8) | size[1]) + 1));
      needsState = true;
    } else {
      const reset = (control >> 5) & 3;
      const header = yield* taken(input, 4);
      const size = (((control & 0x1f) << 16) | (header[0] << 8) | header[1]) + 1;
      const packed = ((header[2] << 8) | header[3]) + 1;
      if (reset >= 2) {
        const [byte] = yield* taken(input, 1);
        const properties = unpackProperties(byte);
        if (properties === undefined) throw new CorruptData();
        lzma.setProperties(properties);
        needsProperties = false;
      } else if (needsProperties) throw new CorruptData();
      if (reset >= 1) {
        lzma.resetState();
        needsState = false;
      } else if (needsState) throw new CorruptData();
      yield* decodeChunk(input, lzma, packed, size);
    }
    yield* giveOut(lzma);
  }
}

/** Decodes a chunk of LZMA2 as its bytes come in. */
function* decodeChunk(
  input: Input,
  lzma: LzmaDecoder,
  packed: number,
  size: number,
): Generator<Piece, void> {
  if (packed < 5) throw new CorruptData();
  let left = packed, todo = size, started = false;
  yield* need(input, 1);
  if (input.bytes[input.at] !== 0) throw new CorruptData();
  yield* need(input, 5);
  for (;;) {
    const there = Math.min(input.left, left);
    lzma.input = input.bytes.subarray(input.at, input.at + there);
    lzma.at = 0;
    if (!started) lzma.startRange();
    started = true;
    const before = lzma.end - lzma.given;
    let waits = false;
    if (there === left) lzma.decodeExactly(todo);
    else waits = lzma.decodeSome(Math.min(todo, PIECE));
    todo -= lzma.end - lzma.given - before;
    left -= lzma.at;
    input.at += lzma.at;
    if (todo < 0 || left < 0 || lzma.marked) throw new CorruptData();
    if (todo === 0) {
      if (left !== 0 || !lzma.rangeIsDone) throw new CorruptData();
      return;
    }
    const unread = input.left;
    yield* giveOut(lzma);
    // more may have come in while the bytes were given out
    if (waits && input.left === unread) yield undefined;
  }
}

function* giveOut(lzma: LzmaDecoder): Generator<Piece, void> {
  while (lzma.given < lzma.end) {
    const stop = Math.min(lzma.end, lzma.given + PIECE);
    const piece = lzma.window.slice(lzma.given, stop);
    lzma.given = stop;
    yield piece;
  }
}

/** Decodes LZMA1 of this size, or up to its marker where the size is not known. */
export function* decodeLzma1(
  input: Input,
  settings: EncoderSettings,
  size: number,
  mayHaveMarker: boolean,
): Generator<Piece, void> {
  const lzma = new LzmaDecoder(settings.dictionarySize);
  lzma.setProperties(settings);
  lzma.resetState();
  yield* need(input, 5);
  const lend = (): void => {
    lzma.input = input.bytes;
    lzma.at = input.at;
  };
  lend();
  lzma.startRange();
  input.at = lzma.at;
  let left = size;
  for (;;) {
    lend();
    const before = lzma.end - lzma.given;
    const waits = lzma.decodeSome(Math.min(PIECE, left));
    input.at = lzma.at;
    const n = lzma.end - lzma.given - before;
    if (n > left) throw new CorruptData();
    left -= n;
    const unread = input.left;
    yield* giveOut(lzma);
    if (lzma.marked) {
      if (left > 0 && size !== Infinity || !lzma.rangeIsDone) throw new CorruptData();
      return;
    }
    if (left === 0) {
      if (lzma.rangeIsDone || !mayHaveMarker) return;
      lend();
      // the range coder is not done: only the marker can follow
      const ended = lzma.trySymbol();
      input.at = lzma.at;
      if (ended) {
        if (!lzma.marked || !lzma.rangeIsDone) throw new CorruptData();
        return;
      }
      yield undefined;
      continue;
    }
    if (waits && input.left === unread) yield undefined;
  }
}

/** Decodes what a chain has written. */
export function* decodeChain(input: Input, chain: readonly FilterSpec[]): Generator<Piece, void> {
  const last = chain[chain.length - 1];
  const inner = last.id === FILTER_LZMA2
    ? decodeLzma2(input, last.lzma!)
    : decodeLzma1(input, last.lzma!, Infinity, true);
  const filters = chain.slice(0, -1).reverse().map((f) => streamFilter(f, false));
  if (filters.length === 0) return yield* inner;
  for (;;) {
    const step = inner.next();
    if (!step.done && step.value === undefined) {
      yield undefined;
      continue;
    }
    let bytes: Uint8Array = step.done ? new Uint8Array(0) : step.value!;
    for (const f of filters) bytes = f.push(bytes, step.done === true);
    if (bytes.length > 0) yield bytes;
    if (step.done) return;
  }
}

export type { Properties };
