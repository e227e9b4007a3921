// MD5 (RFC 1321).

import { BlockDigest, littleEndianBytes } from "./digest.ts";

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES: Int32Array = new Int32Array(64);
for (let i = 0; i < 64; i++) SINES[i] = Math.floor(Math.abs(Math.sin(i + 1)) * 4294967296);

const words: Int32Array = new Int32Array(16);

export class Md5 extends BlockDigest {
  readonly state: Int32Array;
  constructor() {
    super(64, 16, 8, true);
    this.state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  }

  protected compress(bytes: Uint8Array, at: number): void {
    for (let i = 0; i < 16; i++, at += 4) {
      words[i] = bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24;
    }
    const { state } = this;
    let a = state[0], b = state[1], c = state[2], d = state[3];
    for (let i = 0; i < 64; i++) {
      let f: number, g: number;
      if (i < 16) {
        f = d ^ (b & (c ^ d));
        g = i;
      } else if (i < 32) {
        f = c ^ (d & (b ^ c));
        g = (5 * i + 1) & 15;
      } else if (i < 48) {
        f = b ^ c ^ d;
        g = (3 * i + 5) & 15;
      } else {
        f = c ^ (b | ~d);
        g = (7 * i) & 15;
      }
      const t = (a + f + SINES[i] + words[g]) | 0;
      const s = SHIFTS[(i >> 4 << 2) | (i & 3)];
      a = d;
      d = c;
      c = b;
      b = (b + (t << s | t >>> (32 - s))) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  }

  protected output(): Uint8Array {
    return littleEndianBytes(this.state, 16);
  }

  protected clone(): Md5 {
    const c = new Md5();
    c.state.set(this.state);
    return c;
  }
}
