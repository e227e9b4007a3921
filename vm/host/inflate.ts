// Decompression of DEFLATE data (RFC 1951) whose size is known, for the packaged library.
//
// Why not node:zlib: to load it costs 26 ms, more than the start of the whole interpreter; this reads
// the library's files at some 100 MB/s once warm, and is in memory at once. What a Python program
// decompresses itself (the module zlib) is another matter and goes through node:zlib.
//
// Codes are read through a table of the next FAST bits; the few longer codes are told by counting, one
// bit at a time, as the RFC defines them: codes of one length are consecutive numbers.

const FAST = 10;
const FAST_MASK = (1 << FAST) - 1;
const MAX_BITS = 15;

/** The order in which the lengths of the code length code are sent. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Base and number of extra bits of each length symbol from 257 on, and of each distance symbol. */
const LENGTH_BASE = new Uint16Array(29);
const LENGTH_EXTRA = new Uint8Array(29);
const DISTANCE_BASE = new Uint16Array(30);
const DISTANCE_EXTRA = new Uint8Array(30);
for (let i = 0, base = 3; i < 28; i++) {
  LENGTH_EXTRA[i] = i < 8 ? 0 : (i >> 2) - 1;
  LENGTH_BASE[i] = base;
  base += 1 << LENGTH_EXTRA[i];
}
LENGTH_BASE[28] = 258;
for (let i = 0, base = 1; i < 30; i++) {
  DISTANCE_EXTRA[i] = i < 4 ? 0 : (i >> 1) - 1;
  DISTANCE_BASE[i] = base;
  base += 1 << DISTANCE_EXTRA[i];
}

/** A prefix code: `fast` gives symbol << 4 | length for the next FAST bits, 0 for a longer code. */
class Code {
  readonly fast: Uint16Array;
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;

  constructor(lengths: Uint8Array, count: number) {
    this.fast = new Uint16Array(1 << FAST);
    this.counts = new Uint16Array(MAX_BITS + 1);
    this.symbols = new Uint16Array(count);
    const counts = this.counts;
    for (let i = 0; i < count; i++) counts[lengths[i]]++;
    counts[0] = 0;
    const next = new Uint16Array(MAX_BITS + 2);
    const place = new Uint16Array(MAX_BITS + 2);
    for (let n = 1; n <= MAX_BITS; n++) {
      next[n + 1] = (next[n] + counts[n]) << 1;
      place[n + 1] = place[n] + counts[n];
    }
    for (let symbol = 0; symbol < count; symbol++) {
      const length = lengths[symbol];
      if (length === 0) continue;
      this.symbols[place[length]++] = symbol;
      const code = next[length]++;
      if (length > FAST) continue;
      // Codes come with their first bit lowest: the table is indexed by the code turned around.
      let reversed = 0;
      for (let bit = 0; bit < length; bit++) reversed |= (code >> bit & 1) << (length - 1 - bit);
      for (let at = reversed; at <= FAST_MASK; at += 1 << length) {
        this.fast[at] = symbol << 4 | length;
      }
    }
  }
}

let fixedLiterals: Code | undefined;
let fixedDistances: Code | undefined;

class Inflater {
  private readonly input: Uint8Array;
  private at: number;
  private bits: number;
  private bitCount: number;
  private readonly output: Uint8Array;
  private size: number;

  constructor(input: Uint8Array, size: number) {
    this.input = input;
    this.at = 0;
    this.bits = 0;
    this.bitCount = 0;
    this.output = new Uint8Array(size);
    this.size = 0;
  }

  /** The decompressed data, or null where the input is not that many bytes of valid DEFLATE data. */
  run(): Uint8Array | null {
    for (let last = false; !last;) {
      last = this.take(1) === 1;
      const type = this.take(2);
      let fine: boolean;
      if (type === 0) fine = this.stored();
      else if (type === 1) fine = this.fixed();
      else if (type === 2) fine = this.dynamic();
      else fine = false;
      // Bits taken beyond the end were zeros; `at` has passed the end by then.
      if (!fine || this.at - (this.bitCount >> 3) > this.input.length) return null;
    }
    return this.size === this.output.length ? this.output : null;
  }

  /** Takes `count` bits (at most 16). */
  private take(count: number): number {
    while (this.bitCount < count) {
      this.bits |= (this.at < this.input.length ? this.input[this.at] : 0) << this.bitCount;
      this.at++;
      this.bitCount += 8;
    }
    const value = this.bits & ((1 << count) - 1);
    this.bits >>>= count;
    this.bitCount -= count;
    return value;
  }

  private stored(): boolean {
    this.at -= this.bitCount >> 3;
    this.bits = 0;
    this.bitCount = 0;
    const { input, at } = this;
    if (at + 4 > input.length) return false;
    const length = input[at] | input[at + 1] << 8;
    if ((length ^ 0xffff) !== (input[at + 2] | input[at + 3] << 8)) return false;
    const end = at + 4 + length;
    if (end > input.length || this.size + length > this.output.length) return false;
    this.output.set(input.subarray(at + 4, end), this.size);
    this.size += length;
    this.at = end;
    return true;
  }

  private fixed(): boolean {
    if (fixedLiterals === undefined || fixedDistances === undefined) {
      const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280);
      fixedLiterals = new Code(lengths.fill(8, 280), 288);
      fixedDistances = new Code(new Uint8Array(30).fill(5), 30);
    }
    return this.block(fixedLiterals, fixedDistances);
  }

  private dynamic(): boolean {
    const literals = this.take(5) + 257;
    const distances = this.take(5) + 1;
    const sent = this.take(4) + 4;
    const lengths = new Uint8Array(320);
    for (let i = 0; i < sent; i++) lengths[ORDER[i]] = this.take(3);
    const code = new Code(lengths, 19);
    lengths.fill(0, 0, 19);
    for (let i = 0; i < literals + distances;) {
      const symbol = this.symbol(code);
      if (symbol < 0) return false;
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) return false;
      const value = symbol === 16 ? lengths[i - 1] : 0;
      const times = symbol === 16
        ? 3 + this.take(2)
        : symbol === 17
        ? 3 + this.take(3)
        : 11 + this.take(7);
      if (i + times > literals + distances) return false;
      lengths.fill(value, i, i + times);
      i += times;
    }
    if (lengths[256] === 0) return false; // a block that could not end
    const distanceLengths = lengths.slice(literals, literals + distances);
    return this.block(new Code(lengths, literals), new Code(distanceLengths, distances));
  }

  /** The next symbol of a code, or -1 for bits that are no code. */
  private symbol(code: Code): number {
    while (this.bitCount < MAX_BITS) {
      this.bits |= (this.at < this.input.length ? this.input[this.at] : 0) << this.bitCount;
      this.at++;
      this.bitCount += 8;
    }
    const entry = code.fast[this.bits & FAST_MASK];
    if (entry !== 0) {
      this.bits >>>= entry & 15;
      this.bitCount -= entry & 15;
      return entry >> 4;
    }
    let value = 0, first = 0, index = 0;
    for (let length = 1; length <= MAX_BITS; length++) {
      value |= this.bits >>> (length - 1) & 1;
      const count = code.counts[length];
      if (value - count < first) {
        this.bits >>>= length;
        this.bitCount -= length;
        return code.symbols[index + (value - first)];
      }
      index += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    return -1;
  }

  private block(literals: Code, distances: Code): boolean {
    const output = this.output;
    let size = this.size;
    for (;;) {
      const symbol = this.symbol(literals);
      if (symbol < 256) {
        if (symbol < 0 || size >= output.length) return false;
        output[size++] = symbol;
        continue;
      }
      if (symbol === 256) {
        this.size = size;
        return true;
      }
      if (symbol > 285) return false;
      const length = LENGTH_BASE[symbol - 257] + this.take(LENGTH_EXTRA[symbol - 257]);
      const where = this.symbol(distances);
      if (where < 0 || where > 29) return false;
      const distance = DISTANCE_BASE[where] + this.take(DISTANCE_EXTRA[where]);
      if (distance > size || size + length > output.length) return false;
      // Byte by byte: source and target overlap where a pattern repeats.
      const end = size + length;
      for (; size < end; size++) output[size] = output[size - distance];
    }
  }
}

/** Decompresses to exactly `size` bytes; null where the input does not hold them. */
export function inflateRaw(input: Uint8Array, size: number): Uint8Array | null {
  return new Inflater(input, size).run();
}
