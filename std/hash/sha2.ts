// SHA-224, SHA-256, SHA-384 and SHA-512 (FIPS 180-4). The constants are the first bits of the fractional parts of square
// roots and cube roots of primes; they are computed when a hash is first made.

import { bigEndianBytes, BlockDigest } from "./digest.ts";

function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) {
    if (!found.some((p) => n % p === 0n)) found.push(n);
  }
  return found;
}

/** floor(root(n) * 2^64) mod 2^64, by Newton's method on integers. */
function rootFraction(n: bigint, degree: bigint): bigint {
  const scaled = n << (64n * degree);
  let x = 1n << 70n;
  for (;;) {
    const next = ((degree - 1n) * x + scaled / x ** (degree - 1n)) / degree;
    if (next >= x) break;
    x = next;
  }
  return BigInt.asUintN(64, x);
}

/** Numbers of 64 bits as pairs of words, the high one first. */
function pairs(values: readonly bigint[]): Int32Array {
  const out = new Int32Array(values.length * 2);
  values.forEach((v, i) => {
    out[2 * i] = Number(v >> 32n);
    out[2 * i + 1] = Number(v & 0xffffffffn);
  });
  return out;
}

interface Constants {
  /** The round constants as pairs. */
  readonly rounds: Int32Array;
  /** The high words of the first 64 of them. */
  readonly rounds32: Int32Array;
  readonly start512: Int32Array;
  readonly start384: Int32Array;
  readonly start256: Int32Array;
  readonly start224: Int32Array;
}

let made: Constants | undefined;

function constants(): Constants {
  if (made !== undefined) return made;
  const p = primes(80);
  const rounds = pairs(p.map((n) => rootFraction(n, 3n)));
  const start512 = pairs(p.slice(0, 8).map((n) => rootFraction(n, 2n)));
  const start384 = pairs(p.slice(8, 16).map((n) => rootFraction(n, 2n)));
  made = {
    rounds,
    rounds32: Int32Array.from({ length: 64 }, (_, i) => rounds[2 * i]),
    start512,
    start384,
    start256: Int32Array.from({ length: 8 }, (_, i) => start512[2 * i]),
    // SHA-224 begins with the low words of SHA-384's
    start224: Int32Array.from({ length: 8 }, (_, i) => start384[2 * i + 1]),
  };
  return made;
}

const words: Int32Array = new Int32Array(160);

/** SHA-256, or SHA-224 where the digest has 28 bytes. */
export class Sha256 extends BlockDigest {
  readonly state: Int32Array;
  private readonly rounds: Int32Array;
  constructor(digestSize: 32 | 28) {
    super(64, digestSize, 8, false);
    const k = constants();
    this.state = (digestSize === 32 ? k.start256 : k.start224).slice();
    this.rounds = k.rounds32;
  }

  protected compress(bytes: Uint8Array, at: number): void {
    const w = words, k = this.rounds;
    for (let i = 0; i < 16; i++, at += 4) {
      w[i] = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15], y = w[i - 2];
      const s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
      const s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    const s = this.state;
    let a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7];
    for (let i = 0; i < 64; i++) {
      const s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
      const t1 = (h + s1 + (g ^ (e & (f ^ g))) + k[i] + w[i]) | 0;
      const s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
      const t2 = (s0 + (a & b | c & (a | b))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    s[0] += a;
    s[1] += b;
    s[2] += c;
    s[3] += d;
    s[4] += e;
    s[5] += f;
    s[6] += g;
    s[7] += h;
  }

  protected output(): Uint8Array {
    return bigEndianBytes(this.state, this.digestSize);
  }

  protected clone(): Sha256 {
    const c = new Sha256(this.digestSize as 32 | 28);
    c.state.set(this.state);
    return c;
  }
}

/** How SHA-512/t begins: with the hash of its name by a SHA-512 that begins differently. */
function truncatedStart(digestSize: 32 | 28): Int32Array {
  const h = new Sha512(64);
  for (let i = 0; i < 16; i++) h.state[i] ^= 0xa5a5a5a5;
  h.update(new TextEncoder().encode(`SHA-512/${digestSize * 8}`));
  const view = new DataView(h.digest().buffer);
  return Int32Array.from({ length: 16 }, (_, i) => view.getInt32(4 * i));
}

/** SHA-512, or where the digest has 48 bytes SHA-384, 32 SHA-512/256, 28 SHA-512/224. Words of 64 bits are pairs, the high half first. */
export class Sha512 extends BlockDigest {
  readonly state: Int32Array;
  private readonly rounds: Int32Array;
  constructor(digestSize: 64 | 48 | 32 | 28) {
    super(128, digestSize, 16, false);
    const k = constants();
    this.rounds = k.rounds;
    this.state = digestSize === 48
      ? k.start384.slice()
      : digestSize === 64
      ? k.start512.slice()
      : truncatedStart(digestSize);
  }

  protected compress(bytes: Uint8Array, at: number): void {
    const w = words, k = this.rounds;
    for (let i = 0; i < 32; i++, at += 4) {
      w[i] = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
    }
    for (let i = 32; i < 160; i += 2) {
      const xh = w[i - 30], xl = w[i - 29], yh = w[i - 4], yl = w[i - 3];
      const s0h = (xh >>> 1 | xl << 31) ^ (xh >>> 8 | xl << 24) ^ xh >>> 7;
      const s0l = (xl >>> 1 | xh << 31) ^ (xl >>> 8 | xh << 24) ^ (xl >>> 7 | xh << 25);
      const s1h = (yh >>> 19 | yl << 13) ^ (yl >>> 29 | yh << 3) ^ yh >>> 6;
      const s1l = (yl >>> 19 | yh << 13) ^ (yh >>> 29 | yl << 3) ^ (yl >>> 6 | yh << 26);
      // the carry of the low halves: their sum is exact as a double
      const low = (w[i - 31] >>> 0) + (s0l >>> 0) + (w[i - 13] >>> 0) + (s1l >>> 0);
      w[i + 1] = low;
      w[i] = w[i - 32] + s0h + w[i - 14] + s1h + Math.floor(low / 4294967296);
    }
    const s = this.state;
    let ah = s[0], al = s[1], bh = s[2], bl = s[3], ch = s[4], cl = s[5], dh = s[6], dl = s[7];
    let eh = s[8],
      el = s[9],
      fh = s[10],
      fl = s[11],
      gh = s[12],
      gl = s[13],
      hh = s[14],
      hl = s[15];
    for (let i = 0; i < 160; i += 2) {
      const s1h = (eh >>> 14 | el << 18) ^ (eh >>> 18 | el << 14) ^ (el >>> 9 | eh << 23);
      const s1l = (el >>> 14 | eh << 18) ^ (el >>> 18 | eh << 14) ^ (eh >>> 9 | el << 23);
      const cfh = gh ^ (eh & (fh ^ gh)), cfl = gl ^ (el & (fl ^ gl));
      const t1l = (hl >>> 0) + (s1l >>> 0) + (cfl >>> 0) + (k[i + 1] >>> 0) + (w[i + 1] >>> 0);
      const t1h = (hh + s1h + cfh + k[i] + w[i] + Math.floor(t1l / 4294967296)) | 0;
      const s0h = (ah >>> 28 | al << 4) ^ (al >>> 2 | ah << 30) ^ (al >>> 7 | ah << 25);
      const s0l = (al >>> 28 | ah << 4) ^ (ah >>> 2 | al << 30) ^ (ah >>> 7 | al << 25);
      const mjh = ah & bh | ch & (ah | bh), mjl = al & bl | cl & (al | bl);
      const t2l = (s0l >>> 0) + (mjl >>> 0);
      const t2h = s0h + mjh + Math.floor(t2l / 4294967296);
      hh = gh;
      hl = gl;
      gh = fh;
      gl = fl;
      fh = eh;
      fl = el;
      const elow = (dl >>> 0) + (t1l >>> 0);
      el = elow | 0;
      eh = (dh + t1h + Math.floor(elow / 4294967296)) | 0;
      dh = ch;
      dl = cl;
      ch = bh;
      cl = bl;
      bh = ah;
      bl = al;
      const alow = (t1l >>> 0) + (t2l >>> 0);
      al = alow | 0;
      ah = (t1h + t2h + Math.floor(alow / 4294967296)) | 0;
    }
    addPair(s, 0, ah, al);
    addPair(s, 2, bh, bl);
    addPair(s, 4, ch, cl);
    addPair(s, 6, dh, dl);
    addPair(s, 8, eh, el);
    addPair(s, 10, fh, fl);
    addPair(s, 12, gh, gl);
    addPair(s, 14, hh, hl);
  }

  protected output(): Uint8Array {
    return bigEndianBytes(this.state, this.digestSize);
  }

  protected clone(): Sha512 {
    const c = new Sha512(this.digestSize as 64 | 48 | 32 | 28);
    c.state.set(this.state);
    return c;
  }
}

function addPair(s: Int32Array, at: number, high: number, low: number): void {
  const sum = (s[at + 1] >>> 0) + (low >>> 0);
  s[at + 1] = sum;
  s[at] = s[at] + high + (sum > 4294967295 ? 1 : 0);
}
