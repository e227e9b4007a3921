// SHA-3 and SHAKE (FIPS 202): the sponge over Keccak-f[1600]. A lane of 64 bits is a pair of words, the low one first.

import type { Digest } from "./digest.ts";

/** The order of lanes along the path that rho and pi take together (as indices of words), and how far each is rotated. */
const PATH: Uint8Array = new Uint8Array(24);
const SHIFTS: Uint8Array = new Uint8Array(24);
/** 1 where the rotation is by 32 or more: the halves change places. */
const SWAPS: Uint8Array = new Uint8Array(24);
for (let t = 0, x = 1, y = 0; t < 24; t++) {
  const next = (2 * x + 3 * y) % 5;
  x = y;
  y = next;
  const rotation = (t + 1) * (t + 2) / 2 % 64;
  PATH[t] = 2 * (x + 5 * y);
  SHIFTS[t] = rotation % 32;
  SWAPS[t] = rotation < 32 ? 0 : 1;
}

/** The constants of iota, low word first, from a shift register of 8 bits. */
const ROUNDS: Int32Array = new Int32Array(48);
for (let round = 0, register = 1; round < 24; round++) {
  for (let j = 0; j < 7; j++) {
    const bit = (1 << j) - 1;
    if (register & 1) ROUNDS[2 * round + (bit >> 5)] ^= 1 << (bit & 31);
    register = register & 0x80 ? (register << 1) ^ 0x171 : register << 1;
  }
}

const column: Int32Array = new Int32Array(10);

function permute(s: Int32Array): void {
  const c = column;
  for (let round = 0; round < 48; round += 2) {
    for (let x = 0; x < 10; x++) c[x] = s[x] ^ s[x + 10] ^ s[x + 20] ^ s[x + 30] ^ s[x + 40];
    for (let x = 0; x < 10; x += 2) {
      const before = x === 0 ? 8 : x - 2, after = x === 8 ? 0 : x + 2;
      const cl = c[after], ch = c[after + 1];
      const dl = c[before] ^ (cl << 1 | ch >>> 31);
      const dh = c[before + 1] ^ (ch << 1 | cl >>> 31);
      s[x] ^= dl;
      s[x + 1] ^= dh;
      s[x + 10] ^= dl;
      s[x + 11] ^= dh;
      s[x + 20] ^= dl;
      s[x + 21] ^= dh;
      s[x + 30] ^= dl;
      s[x + 31] ^= dh;
      s[x + 40] ^= dl;
      s[x + 41] ^= dh;
    }
    let low = s[2], high = s[3];
    for (let t = 0; t < 24; t++) {
      const to = PATH[t], r = SHIFTS[t];
      const l = SWAPS[t] === 0 ? low : high, h = SWAPS[t] === 0 ? high : low;
      low = s[to];
      high = s[to + 1];
      s[to] = l << r | h >>> (32 - r);
      s[to + 1] = h << r | l >>> (32 - r);
    }
    for (let y = 0; y < 50; y += 10) {
      const a0 = s[y], a1 = s[y + 1], b0 = s[y + 2], b1 = s[y + 3], c0 = s[y + 4];
      const c1 = s[y + 5], d0 = s[y + 6], d1 = s[y + 7], e0 = s[y + 8], e1 = s[y + 9];
      s[y] = a0 ^ (~b0 & c0);
      s[y + 1] = a1 ^ (~b1 & c1);
      s[y + 2] = b0 ^ (~c0 & d0);
      s[y + 3] = b1 ^ (~c1 & d1);
      s[y + 4] = c0 ^ (~d0 & e0);
      s[y + 5] = c1 ^ (~d1 & e1);
      s[y + 6] = d0 ^ (~e0 & a0);
      s[y + 7] = d1 ^ (~e1 & a1);
      s[y + 8] = e0 ^ (~a0 & b0);
      s[y + 9] = e1 ^ (~a1 & b1);
    }
    s[0] ^= ROUNDS[round];
    s[1] ^= ROUNDS[round + 1];
  }
}

/** The sponge: `rate` bytes at a time; `suffix` are the bits that tell the functions apart. */
export class Sponge implements Digest {
  readonly blockSize: number;
  readonly digestSize: number;
  readonly suffix: number;
  private readonly state: Int32Array;
  private at: number;
  constructor(rate: number, digestSize: number, suffix: number) {
    this.blockSize = rate;
    this.digestSize = digestSize;
    this.suffix = suffix;
    this.state = new Int32Array(50);
    this.at = 0;
  }

  update(bytes: Uint8Array): void {
    const { state, blockSize } = this;
    const n = bytes.length;
    let { at } = this, i = 0;
    // whole words where they are aligned
    while ((at & 3) === 0 && i + 4 <= n) {
      state[at >> 2] ^= bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 | bytes[i + 3] << 24;
      i += 4;
      at += 4;
      if (at === blockSize) {
        permute(state);
        at = 0;
      }
    }
    for (; i < n; i++) {
      state[at >> 2] ^= bytes[i] << (8 * (at & 3));
      if (++at === blockSize) {
        permute(state);
        at = 0;
      }
    }
    this.at = at;
  }

  copy(): Sponge {
    const c = new Sponge(this.blockSize, this.digestSize, this.suffix);
    c.state.set(this.state);
    c.at = this.at;
    return c;
  }

  digest(): Uint8Array {
    return this.squeeze(this.digestSize);
  }

  /** As many bytes as are asked for. */
  squeeze(count: number): Uint8Array {
    const { state, blockSize, at } = this.copy();
    state[at >> 2] ^= this.suffix << (8 * (at & 3));
    const last = blockSize - 1;
    state[last >> 2] ^= 0x80 << (8 * (last & 3));
    const out = new Uint8Array(count);
    for (let i = 0; i < count;) {
      permute(state);
      for (let k = 0; k < blockSize && i < count; k++) out[i++] = state[k >> 2] >>> (8 * (k & 3));
    }
    return out;
  }
}

/** SHA-3 with a digest of that many bytes. */
export function sha3(digestSize: number): Sponge {
  return new Sponge(200 - 2 * digestSize, digestSize, 0x06);
}

/** SHAKE128 or SHAKE256. */
export function shake(bits: 128 | 256): Sponge {
  return new Sponge(200 - bits / 4, 0, 0x1f);
}
