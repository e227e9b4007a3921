// SHA-3 and SHAKE (FIPS 202): the sponge over Keccak-f[1600]. A lane of 64 bits is a pair of words, the low one first.

import type { Digest } from "./digest.ts";

/** Rotations and the order of lanes, along the path that rho and pi take together. */
const ROTATIONS = [
  1,
  3,
  6,
  10,
  15,
  21,
  28,
  36,
  45,
  55,
  2,
  14,
  27,
  41,
  56,
  8,
  25,
  43,
  62,
  18,
  39,
  61,
  20,
  44,
];
const PATH = [
  10,
  7,
  11,
  17,
  18,
  3,
  5,
  16,
  8,
  21,
  24,
  4,
  15,
  23,
  19,
  13,
  12,
  2,
  20,
  14,
  22,
  9,
  6,
  1,
];

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
      const low = c[after], high = c[after + 1];
      const dl = c[before] ^ (low << 1 | high >>> 31);
      const dh = c[before + 1] ^ (high << 1 | low >>> 31);
      for (let y = x; y < 50; y += 10) {
        s[y] ^= dl;
        s[y + 1] ^= dh;
      }
    }
    let low = s[2], high = s[3];
    for (let t = 0; t < 24; t++) {
      const to = PATH[t] * 2, r = ROTATIONS[t];
      const nextLow = s[to], nextHigh = s[to + 1];
      if (r < 32) {
        s[to] = low << r | high >>> (32 - r);
        s[to + 1] = high << r | low >>> (32 - r);
      } else {
        s[to] = high << (r - 32) | low >>> (64 - r);
        s[to + 1] = low << (r - 32) | high >>> (64 - r);
      }
      low = nextLow;
      high = nextHigh;
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
    let { at } = this;
    for (let i = 0; i < bytes.length; i++) {
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
