// The files around LZMA: .xz (blocks with checksums and an index) and the older .lzma.

import { crc32 } from "../binary/crc.ts";
import {
  BadOptions,
  ChainEncoder,
  checkChain,
  decodeChain,
  decodeLzma1,
  decodeProperties,
  encodeProperties,
  FILTER_LZMA1,
  FILTER_LZMA2,
  type FilterSpec,
  type Input,
  isLzma,
  joined,
  memoryUse,
  need,
  type Piece,
  taken,
} from "./chain.ts";
import { type Check, CHECK_NONE, checkSize, newCheck } from "./checks.ts";
import { CorruptData } from "./decoder.ts";

/** The input is in no format that is looked for. */
export class UnknownFormat {
}

/** Decoding would take more memory than is allowed. */
export class TooMuchMemory {
}

const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0];

function sealed(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length + 4);
  out.set(bytes);
  new DataView(out.buffer).setUint32(bytes.length, crc32(bytes, 0), true);
  return out;
}

function isSealed(bytes: Uint8Array): boolean {
  const n = bytes.length - 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return view.getUint32(n, true) === crc32(bytes.subarray(0, n), 0);
}

/** An integer of seven bits a byte, the lowest first. */
function variable(n: bigint | number): number[] {
  const bytes: number[] = [];
  let v = BigInt(n);
  for (; v >= 0x80n; v >>= 7n) bytes.push(Number(v & 0x7fn) | 0x80);
  bytes.push(Number(v));
  return bytes;
}

function padded(bytes: number[]): number[] {
  while (bytes.length % 4 !== 0) bytes.push(0);
  return bytes;
}

// ---- encoding

/** Something that compresses into a file. */
export interface FileEncoder {
  write(data: Uint8Array): void;
  finish(): void;
  take(): Uint8Array;
}

/** Writes an .xz file of one block, or none where there is no data. */
export class XzEncoder implements FileEncoder {
  private readonly parts: Uint8Array[] = [];
  private readonly chain: readonly FilterSpec[];
  private readonly check: Check;
  private readonly checkId: number;
  private encoder: ChainEncoder | undefined;
  private headerSize: number = 0;
  private packed: number = 0;
  private total: number = 0;

  constructor(chain: readonly FilterSpec[], checkId: number) {
    checkChain(chain, true);
    this.chain = chain;
    this.checkId = checkId;
    this.check = newCheck(checkId);
    this.parts.push(Uint8Array.from(MAGIC), sealed(Uint8Array.of(0, checkId)));
  }

  write(data: Uint8Array): void {
    if (data.length === 0) return;
    if (this.encoder === undefined) {
      const bytes = [0, this.chain.length - 1];
      for (const f of this.chain) {
        const properties = encodeProperties(f);
        bytes.push(...variable(f.id), ...variable(properties.length), ...properties);
      }
      padded(bytes);
      bytes[0] = bytes.length / 4;
      this.headerSize = bytes.length + 4;
      this.parts.push(sealed(Uint8Array.from(bytes)));
      this.encoder = new ChainEncoder(this.chain);
    }
    this.check.update(data);
    this.total += data.length;
    this.encoder.write(data);
    this.collect(this.encoder);
  }

  private collect(encoder: ChainEncoder): void {
    const bytes = encoder.take();
    this.packed += bytes.length;
    this.parts.push(bytes);
  }

  finish(): void {
    const { encoder, parts } = this;
    const index = [0];
    if (encoder === undefined) index.push(0);
    else {
      encoder.finish(false);
      this.collect(encoder);
      parts.push(new Uint8Array((4 - this.packed % 4) % 4), this.check.digest());
      const size = this.headerSize + this.packed + checkSize(this.checkId);
      index.push(1, ...variable(size), ...variable(this.total));
    }
    const sealedIndex = sealed(Uint8Array.from(padded(index)));
    parts.push(sealedIndex);
    const footer = new Uint8Array(12);
    const view = new DataView(footer.buffer);
    view.setUint32(4, sealedIndex.length / 4 - 1, true);
    footer[9] = this.checkId;
    footer[10] = 0x59;
    footer[11] = 0x5a;
    view.setUint32(0, crc32(footer.subarray(4, 10), 0), true);
    parts.push(footer);
  }

  take(): Uint8Array {
    const all = joined(this.parts);
    this.parts.length = 0;
    return all;
  }
}

/** Writes an .lzma file, or with no header what a chain of filters makes. */
export class PlainEncoder implements FileEncoder {
  private readonly encoder: ChainEncoder;
  private header: Uint8Array | undefined;

  constructor(chain: readonly FilterSpec[], hasHeader: boolean) {
    checkChain(chain, false);
    this.encoder = new ChainEncoder(chain);
    if (!hasHeader) return;
    this.header = new Uint8Array(13).fill(0xff);
    this.header.set(encodeProperties(chain[0]));
  }

  write(data: Uint8Array): void {
    this.encoder.write(data);
  }

  finish(): void {
    this.encoder.finish(true);
  }

  take(): Uint8Array {
    const { header } = this;
    this.header = undefined;
    const bytes = this.encoder.take();
    return header === undefined ? bytes : joined([header, bytes]);
  }
}

// ---- decoding

/** What a decoder tells of the file. */
export interface FileFacts {
  check: number;
  readonly memoryLimit: number;
}

function allow(chain: readonly FilterSpec[], facts: FileFacts): void {
  if (memoryUse(chain) > facts.memoryLimit) throw new TooMuchMemory();
}

class Bytes {
  private readonly bytes: Uint8Array;
  at: number;
  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }
  variable(): bigint {
    let v = 0n;
    for (let shift = 0n;; shift += 7n) {
      const byte = this.bytes[this.at++];
      if (byte === undefined || shift > 56n || byte === 0 && shift > 0n) throw new CorruptData();
      v |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return v;
    }
  }
  take(n: number): Uint8Array {
    if (this.at + n > this.bytes.length) throw new CorruptData();
    this.at += n;
    return this.bytes.slice(this.at - n, this.at);
  }
}

interface BlockHeader {
  readonly chain: FilterSpec[];
  readonly packed: bigint | undefined;
  readonly size: bigint | undefined;
}

function parseHeader(header: Uint8Array): BlockHeader {
  if (!isSealed(header)) throw new CorruptData();
  const flags = header[1];
  if ((flags & 0x3c) !== 0) throw new BadOptions();
  const bytes = new Bytes(header.subarray(0, header.length - 4), 2);
  const packed = flags & 0x40 ? bytes.variable() : undefined;
  const size = flags & 0x80 ? bytes.variable() : undefined;
  const chain: FilterSpec[] = [];
  for (let i = 0; i <= (flags & 3); i++) {
    const id = bytes.variable();
    if (id >= 1n << 62n) throw new CorruptData();
    const properties = bytes.take(Number(bytes.variable()));
    if (id === FILTER_LZMA1) throw new BadOptions();
    chain.push(decodeProperties(id, properties));
  }
  while (bytes.at < header.length - 4) if (header[bytes.at++] !== 0) throw new BadOptions();
  chain.forEach((f, i) => {
    if (isLzma(f.id) !== (i === chain.length - 1)) throw new BadOptions();
  });
  if (chain[chain.length - 1].id !== FILTER_LZMA2) throw new BadOptions();
  return { chain, packed, size };
}

/** Decodes one stream of an .xz file. */
export function* decodeXz(input: Input, facts: FileFacts): Generator<Piece, void> {
  for (const c of MAGIC) {
    const [byte] = yield* taken(input, 1);
    if (byte !== c) throw new UnknownFormat();
  }
  const flags = yield* taken(input, 6);
  if (!isSealed(flags)) throw new CorruptData();
  if (flags[0] !== 0 || flags[1] > 15) throw new BadOptions();
  facts.check = flags[1];
  const blocks: [number, number][] = [];
  for (;;) {
    const [first] = yield* taken(input, 1);
    if (first === 0) break;
    blocks.push(yield* decodeBlock(input, first, facts));
  }
  // the index: the same numbers again
  const index = [0];
  const nextByte = function* (): Generator<Piece, number> {
    const [byte] = yield* taken(input, 1);
    index.push(byte);
    return byte;
  };
  const number = function* (): Generator<Piece, number> {
    const digits: number[] = [];
    do {
      digits.push(yield* nextByte());
    } while (digits[digits.length - 1] >= 0x80 && digits.length < 9);
    return Number(new Bytes(Uint8Array.from(digits), 0).variable());
  };
  if ((yield* number()) !== blocks.length) throw new CorruptData();
  for (const [packed, size] of blocks) {
    if ((yield* number()) !== packed || (yield* number()) !== size) throw new CorruptData();
  }
  while (index.length % 4 !== 0) if ((yield* nextByte()) !== 0) throw new CorruptData();
  index.push(...yield* taken(input, 4));
  if (!isSealed(Uint8Array.from(index))) throw new CorruptData();
  const footer = yield* taken(input, 12);
  const view = new DataView(footer.buffer);
  if (footer[10] !== 0x59 || footer[11] !== 0x5a) throw new CorruptData();
  if (view.getUint32(0, true) !== crc32(footer.subarray(4, 10), 0)) throw new CorruptData();
  if (footer[8] !== flags[0] || footer[9] !== flags[1]) throw new CorruptData();
  if ((view.getUint32(4, true) + 1) * 4 !== index.length) throw new CorruptData();
}

function* decodeBlock(
  input: Input,
  first: number,
  facts: FileFacts,
): Generator<Piece, [number, number]> {
  const rest = yield* taken(input, (first + 1) * 4 - 1);
  const header = joined([Uint8Array.of(first), rest]);
  const { chain, packed, size } = parseHeader(header);
  allow(chain, facts);
  const check = newCheck(facts.check);
  const length = checkSize(facts.check);
  let total = 0, eaten = 0;
  const inner = decodeChain(input, chain);
  for (;;) {
    const before = input.at;
    const step = inner.next();
    eaten += input.at - before;
    if (step.done) break;
    if (step.value !== undefined) {
      check.update(step.value);
      total += step.value.length;
    }
    yield step.value;
  }
  if (packed !== undefined && packed !== BigInt(eaten)) throw new CorruptData();
  if (size !== undefined && size !== BigInt(total)) throw new CorruptData();
  const padding = yield* taken(input, (4 - eaten % 4) % 4);
  if (padding.some((b) => b !== 0)) throw new CorruptData();
  const sum = yield* taken(input, length);
  const expected = check.digest();
  if (expected.length > 0 && expected.some((b, i) => b !== sum[i])) throw new CorruptData();
  return [header.length + eaten + length, total];
}

/** Decodes an .lzma file. */
export function* decodeAlone(
  input: Input,
  facts: FileFacts,
  isGuess: boolean,
): Generator<Piece, void> {
  yield* need(input, 1);
  if (input.bytes[input.at] >= 225) throw new UnknownFormat();
  const header = yield* taken(input, 13);
  const view = new DataView(header.buffer);
  let spec: FilterSpec;
  try {
    spec = decodeProperties(FILTER_LZMA1, header.subarray(0, 5));
  } catch (e) {
    throw e instanceof BadOptions ? new UnknownFormat() : e;
  }
  const { dictionarySize } = spec.lzma!;
  const size = view.getBigUint64(5, true);
  const isKnown = size !== 0xffffffffffffffffn;
  if (isGuess) {
    const top = 31 - Math.clz32(dictionarySize);
    const usual = dictionarySize === 0xffffffff || dictionarySize === 2 ** top ||
      dictionarySize === 2 ** top + 2 ** (top - 1);
    if (!usual || isKnown && size >= 1n << 38n) throw new UnknownFormat();
  }
  facts.check = CHECK_NONE;
  allow([spec], facts);
  yield* decodeLzma1(input, spec.lzma!, isKnown ? Number(size) : Infinity, true);
}

/** Decodes an .xz or an .lzma file. */
export function* decodeAny(input: Input, facts: FileFacts): Generator<Piece, void> {
  yield* need(input, 1);
  if (input.bytes[input.at] === MAGIC[0]) yield* decodeXz(input, facts);
  else yield* decodeAlone(input, facts, true);
}
