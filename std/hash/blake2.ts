// BLAKE2b and BLAKE2s (RFC 7693), with keys, salts, personalisation and the tree parameters.

import { type Digest, littleEndianBytes } from "./digest.ts";

/** The parameters of a BLAKE2 hash. */
export interface Blake2Options {
  readonly digestSize: number;
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
  readonly person: Uint8Array;
  readonly fanout: number;
  readonly depth: number;
  readonly leafSize: number;
  /** 64 bits for BLAKE2b, 48 for BLAKE2s. */
  readonly nodeOffset: bigint;
  readonly nodeDepth: number;
  readonly innerSize: number;
  readonly lastNode: boolean;
}

const SIGMA: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/** SHA-512's start values, low word first. */
const START: readonly number[] = [
  0xf3bcc908,
  0x6a09e667,
  0x84caa73b,
  0xbb67ae85,
  0xfe94f82b,
  0x3c6ef372,
  0x5f1d36f1,
  0xa54ff53a,
  0xade682d1,
  0x510e527f,
  0x2b3e6c1f,
  0x9b05688c,
  0xfb41bd6b,
  0x1f83d9ab,
  0x137e2179,
  0x5be0cd19,
];

/** What both sizes share: the parameter block, buffering, the key. */
abstract class Blake2 implements Digest {
  readonly blockSize: number;
  readonly digestSize: number;
  protected readonly options: Blake2Options;
  protected buffer: Uint8Array;
  protected filled: number;
  protected total: number;
  /** The chaining value: 8 words, or 8 pairs. */
  protected readonly state: Int32Array;

  constructor(blockSize: number, options: Blake2Options, start: Int32Array) {
    this.blockSize = blockSize;
    this.digestSize = options.digestSize;
    this.options = options;
    this.buffer = new Uint8Array(blockSize);
    this.filled = 0;
    this.total = 0;
    this.state = start;
    const block = parameterBlock(options, start.length * 4);
    for (let i = 0; i < start.length; i++) {
      start[i] ^= block[4 * i] | block[4 * i + 1] << 8 | block[4 * i + 2] << 16 |
        block[4 * i + 3] << 24;
    }
    if (options.key.length > 0) {
      this.buffer.set(options.key);
      this.filled = blockSize;
      this.total = blockSize;
    }
  }

  /** Takes in the buffer; `total` bytes have come with it. */
  protected abstract compress(bytes: Uint8Array, at: number, total: number, last: boolean): void;
  protected abstract clone(): Blake2;

  update(bytes: Uint8Array): void {
    const { blockSize, buffer } = this;
    let at = 0;
    const n = bytes.length;
    // the last block waits until it is known that more comes
    while (at < n) {
      if (this.filled === blockSize) {
        this.compress(buffer, 0, this.total, false);
        this.filled = 0;
      }
      const count = Math.min(blockSize - this.filled, n - at);
      buffer.set(bytes.subarray(at, at + count), this.filled);
      this.filled += count;
      this.total += count;
      at += count;
    }
  }

  copy(): Blake2 {
    const c = this.clone();
    c.buffer.set(this.buffer);
    c.filled = this.filled;
    c.total = this.total;
    c.state.set(this.state);
    return c;
  }

  digest(): Uint8Array {
    const c = this.copy();
    c.buffer.fill(0, c.filled);
    c.compress(c.buffer, 0, c.total, true);
    return littleEndianBytes(c.state, this.digestSize);
  }
}

function parameterBlock(o: Blake2Options, size: number): Uint8Array {
  const block = new Uint8Array(size);
  const view = new DataView(block.buffer);
  const wide = size === 64;
  block[0] = o.digestSize;
  block[1] = o.key.length;
  block[2] = o.fanout;
  block[3] = o.depth;
  view.setUint32(4, o.leafSize, true);
  view.setUint32(8, Number(o.nodeOffset & 0xffffffffn), true);
  const high = Number(o.nodeOffset >> 32n);
  if (wide) {
    view.setUint32(12, high, true);
    block[16] = o.nodeDepth;
    block[17] = o.innerSize;
  } else {
    view.setUint16(12, high, true);
    block[14] = o.nodeDepth;
    block[15] = o.innerSize;
  }
  block.set(o.salt, size / 2);
  block.set(o.person, size * 3 / 4);
  return block;
}

// ---- BLAKE2s

const v32: Int32Array = new Int32Array(16);
const m32: Int32Array = new Int32Array(32);

function mix32(a: number, b: number, c: number, d: number, x: number, y: number): void {
  const v = v32;
  let va = (v[a] + v[b] + x) | 0;
  let vd = v[d] ^ va;
  vd = vd >>> 16 | vd << 16;
  let vc = (v[c] + vd) | 0;
  let vb = v[b] ^ vc;
  vb = vb >>> 12 | vb << 20;
  va = (va + vb + y) | 0;
  vd ^= va;
  vd = vd >>> 8 | vd << 24;
  vc = (vc + vd) | 0;
  vb ^= vc;
  v[a] = va;
  v[b] = vb >>> 7 | vb << 25;
  v[c] = vc;
  v[d] = vd;
}

/** BLAKE2s: digests of up to 32 bytes. */
export class Blake2s extends Blake2 {
  constructor(options: Blake2Options) {
    super(64, options, Int32Array.from({ length: 8 }, (_, i) => START[2 * i + 1]));
  }

  protected clone(): Blake2s {
    return new Blake2s(this.options);
  }

  protected compress(bytes: Uint8Array, at: number, total: number, last: boolean): void {
    const { state } = this;
    const v = v32, m = m32;
    for (let i = 0; i < 16; i++, at += 4) {
      m[i] = bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24;
    }
    for (let i = 0; i < 8; i++) {
      v[i] = state[i];
      v[i + 8] = START[2 * i + 1];
    }
    v[12] ^= total;
    v[13] ^= Math.floor(total / 4294967296);
    if (last) {
      v[14] ^= -1;
      if (this.options.lastNode) v[15] ^= -1;
    }
    for (let round = 0; round < 10; round++) {
      const s = SIGMA[round];
      mix32(0, 4, 8, 12, m[s[0]], m[s[1]]);
      mix32(1, 5, 9, 13, m[s[2]], m[s[3]]);
      mix32(2, 6, 10, 14, m[s[4]], m[s[5]]);
      mix32(3, 7, 11, 15, m[s[6]], m[s[7]]);
      mix32(0, 5, 10, 15, m[s[8]], m[s[9]]);
      mix32(1, 6, 11, 12, m[s[10]], m[s[11]]);
      mix32(2, 7, 8, 13, m[s[12]], m[s[13]]);
      mix32(3, 4, 9, 14, m[s[14]], m[s[15]]);
    }
    for (let i = 0; i < 8; i++) state[i] ^= v[i] ^ v[i + 8];
  }
}

// ---- BLAKE2b: words of 64 bits are pairs, the low one first

const v64: Int32Array = new Int32Array(32);

/** 2**-32: the carry of a sum of unsigned low halves is its product with this, cut. */
const CARRY = 1 / 4294967296;

/** Mixes four words; all of them are in variables meanwhile. */
function mix64(a: number, b: number, c: number, d: number, x: number, y: number): void {
  const v = v64, m = m32;
  let al = v[a], ah = v[a + 1], bl = v[b], bh = v[b + 1];
  let cl = v[c], ch = v[c + 1], dl = v[d], dh = v[d + 1];
  let sum = (al >>> 0) + (bl >>> 0) + (m[x] >>> 0);
  ah = (ah + bh + m[x + 1] + ((sum * CARRY) | 0)) | 0;
  al = sum | 0;
  // rotated by 32
  let low = dl ^ al;
  dl = dh ^ ah;
  dh = low;
  sum = (cl >>> 0) + (dl >>> 0);
  ch = (ch + dh + ((sum * CARRY) | 0)) | 0;
  cl = sum | 0;
  low = bl ^ cl;
  let high = bh ^ ch;
  bl = low >>> 24 | high << 8;
  bh = high >>> 24 | low << 8;
  sum = (al >>> 0) + (bl >>> 0) + (m[y] >>> 0);
  ah = (ah + bh + m[y + 1] + ((sum * CARRY) | 0)) | 0;
  al = sum | 0;
  low = dl ^ al;
  high = dh ^ ah;
  dl = low >>> 16 | high << 16;
  dh = high >>> 16 | low << 16;
  sum = (cl >>> 0) + (dl >>> 0);
  ch = (ch + dh + ((sum * CARRY) | 0)) | 0;
  cl = sum | 0;
  low = bl ^ cl;
  high = bh ^ ch;
  v[a] = al;
  v[a + 1] = ah;
  v[b] = high >>> 31 | low << 1;
  v[b + 1] = low >>> 31 | high << 1;
  v[c] = cl;
  v[c + 1] = ch;
  v[d] = dl;
  v[d + 1] = dh;
}

/** BLAKE2b: digests of up to 64 bytes. */
export class Blake2b extends Blake2 {
  constructor(options: Blake2Options) {
    super(128, options, Int32Array.from(START));
  }

  protected clone(): Blake2b {
    return new Blake2b(this.options);
  }

  protected compress(bytes: Uint8Array, at: number, total: number, last: boolean): void {
    const { state } = this;
    const v = v64, m = m32;
    for (let i = 0; i < 32; i++, at += 4) {
      m[i] = bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24;
    }
    for (let i = 0; i < 16; i++) {
      v[i] = state[i];
      v[i + 16] = START[i];
    }
    v[24] ^= total;
    v[25] ^= Math.floor(total / 4294967296);
    if (last) {
      v[28] ^= -1;
      v[29] ^= -1;
      if (this.options.lastNode) {
        v[30] ^= -1;
        v[31] ^= -1;
      }
    }
    for (let round = 0; round < 12; round++) {
      const s = SIGMA[round % 10];
      mix64(0, 8, 16, 24, 2 * s[0], 2 * s[1]);
      mix64(2, 10, 18, 26, 2 * s[2], 2 * s[3]);
      mix64(4, 12, 20, 28, 2 * s[4], 2 * s[5]);
      mix64(6, 14, 22, 30, 2 * s[6], 2 * s[7]);
      mix64(0, 10, 20, 30, 2 * s[8], 2 * s[9]);
      mix64(2, 12, 22, 24, 2 * s[10], 2 * s[11]);
      mix64(4, 14, 16, 26, 2 * s[12], 2 * s[13]);
      mix64(6, 8, 18, 28, 2 * s[14], 2 * s[15]);
    }
    for (let i = 0; i < 16; i++) state[i] ^= v[i] ^ v[i + 16];
  }
}
