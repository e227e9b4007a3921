// Writing and reading bytes: LEB128 numbers, 32-bit words, doubles, raw pieces, and arrays of integers.
//
// An array of integers is its length, the bytes that each of them takes, and they themselves, in the machine's own order
// (Deno runs on little-endian machines only): so that V8 converts them all at once. Numbers read one by one cost more than
// all else of an import, because that code is seldom warm.

/** A growable array of bytes with LEB128 writers. */
export class ByteWriter {
  bytes: Uint8Array;
  length: number;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.length = 0;
  }

  reserve(n: number): void {
    if (this.length + n <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.length + n, this.bytes.length * 2));
    grown.set(this.bytes);
    this.bytes = grown;
  }

  byte(v: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = v;
  }

  /** A number that is not negative and below 2^53. */
  varint(v: number): void {
    this.reserve(8);
    while (v >= 0x80) {
      this.bytes[this.length++] = (v % 0x80) | 0x80;
      v = v > 0x7fffffff ? Math.floor(v / 0x80) : v >>> 7;
    }
    this.bytes[this.length++] = v;
  }

  /** A number of either sign, below 2^52 in size. */
  svarint(v: number): void {
    this.varint(v < 0 ? -v * 2 - 1 : v * 2);
  }

  raw(b: Uint8Array): void {
    this.reserve(b.length);
    this.bytes.set(b, this.length);
    this.length += b.length;
  }

  /** Integers of 32 bits, in as few bytes each as the largest needs. */
  ints(v: Int32Array): void {
    let width = 1;
    for (let i = 0; i < v.length && width < 4; i++) {
      if (v[i] < -0x8000 || v[i] > 0x7fff) width = 4;
      else if (v[i] < -0x80 || v[i] > 0x7f) width = 2;
    }
    this.varint(v.length);
    if (v.length === 0) return;
    this.byte(width);
    const narrow = width === 1 ? new Int8Array(v) : width === 2 ? new Int16Array(v) : v;
    this.raw(new Uint8Array(narrow.buffer, narrow.byteOffset, narrow.byteLength));
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  /** A 32-bit word, little-endian. */
  uint32(v: number): void {
    this.reserve(4);
    for (let i = 0; i < 4; i++, v >>>= 8) this.bytes[this.length++] = v & 0xff;
  }

  /** The bits of a double. */
  double(v: number): void {
    doubles[0] = v;
    this.raw(doubleBytes);
  }
}

const doubles = new Float64Array(1);
const doubleBytes = new Uint8Array(doubles.buffer);

const NO_INTS = new Int32Array(0);

/** Reads what ByteWriter wrote. Beyond the end it reads zeros. */
export class ByteReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.at < this.bytes.length ? this.bytes[this.at++] : 0;
  }

  varint(): number {
    const { bytes } = this;
    if (this.at >= bytes.length) return 0;
    let b = bytes[this.at++];
    if (b < 0x80) return b;
    let v = b & 0x7f;
    let scale = 0x80;
    while (this.at < bytes.length) {
      b = bytes[this.at++];
      v += (b & 0x7f) * scale;
      if (b < 0x80) break;
      scale *= 0x80;
    }
    return v;
  }

  svarint(): number {
    const v = this.varint();
    return v % 2 === 1 ? -((v + 1) / 2) : v / 2;
  }

  uint32(): number {
    const a = this.byte();
    const b = this.byte();
    const c = this.byte();
    return (a | b << 8 | c << 16 | this.byte() << 24) >>> 0;
  }

  double(): number {
    for (let i = 0; i < 8; i++) doubleBytes[i] = this.byte();
    return doubles[0];
  }

  /** What `ints` wrote; beyond the end, and where what is there cannot be that, none. */
  ints(): Int32Array {
    const n = this.varint();
    if (n === 0) return NO_INTS;
    const width = this.byte();
    const { bytes, at } = this;
    if (n * width > bytes.length - at) return NO_INTS;
    this.at += n * width;
    if (width === 1) return new Int32Array(new Int8Array(bytes.buffer, bytes.byteOffset + at, n));
    // a copy begins where an array may begin
    const { buffer } = bytes.slice(at, at + n * width);
    if (width === 2) return new Int32Array(new Int16Array(buffer));
    return width === 4 ? new Int32Array(buffer) : NO_INTS;
  }

  /** The next n bytes, not copied. */
  raw(n: number): Uint8Array {
    const piece = this.bytes.subarray(this.at, this.at + n);
    this.at += n;
    return piece;
  }
}
