// SHA-1 (FIPS 180-4).

import { bigEndianBytes, BlockDigest } from "./digest.ts";

const words: Int32Array = new Int32Array(80);

export class Sha1 extends BlockDigest {
  readonly state: Int32Array;
  constructor() {
    super(64, 20, 8, false);
    this.state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  }

  protected compress(bytes: Uint8Array, at: number): void {
    const w = words;
    for (let i = 0; i < 16; i++, at += 4) {
      w[i] = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
    }
    for (let i = 16; i < 80; i++) {
      const x = w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16];
      w[i] = x << 1 | x >>> 31;
    }
    const { state } = this;
    let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (let i = 0; i < 80; i++) {
      let f: number;
      if (i < 20) f = (d ^ (b & (c ^ d))) + 0x5a827999;
      else if (i < 40) f = (b ^ c ^ d) + 0x6ed9eba1;
      else if (i < 60) f = (b & c | d & (b | c)) + 0x8f1bbcdc;
      else f = (b ^ c ^ d) + 0xca62c1d6;
      const t = ((a << 5 | a >>> 27) + f + e + w[i]) | 0;
      e = d;
      d = c;
      c = b << 30 | b >>> 2;
      b = a;
      a = t;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
  }

  protected output(): Uint8Array {
    return bigEndianBytes(this.state, 20);
  }

  protected clone(): Sha1 {
    const c = new Sha1();
    c.state.set(this.state);
    return c;
  }
}
