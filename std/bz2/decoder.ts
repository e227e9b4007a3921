// Decompression of the bzip2 format, a piece of input at a time.
//
// The decoder is a generator that stops where it needs more input or may give out no more; so its place in the format is
// its place in the code. What it throws is an InvalidData.

import { crcTable } from "./crc.ts";

/** The data is not what bzip2 writes. */
export class InvalidData {
}

type Stop = "input" | "output";

const MAX_CODE = 20;
const GROUP = 50;

/** A Huffman table: for each length the first code, the first place in `symbols`, and how many there are. */
interface Table {
  readonly limit: Int32Array;
  readonly base: Int32Array;
  readonly symbols: Uint16Array;
  readonly shortest: number;
}

/** A decompressor of one bzip2 stream. */
export class Decoder {
  /** Input that has not been read yet. */
  input: Uint8Array = new Uint8Array(0);
  at: number = 0;
  /** The stream has come to its end. */
  ended: boolean = false;
  private out: Uint8Array = new Uint8Array(1 << 13);
  private outLength: number = 0;
  private limit: number = 0;
  private bits: number = 0;
  private bitCount: number = 0;
  private readonly steps: Generator<Stop, void>;

  constructor() {
    this.steps = this.run();
  }

  /** Decodes as much as the input allows, but at most `limit` bytes. */
  decode(limit: number): Uint8Array {
    this.limit = limit;
    this.outLength = 0;
    if (this.steps.next().done) this.ended = true;
    return this.out.slice(0, this.outLength);
  }

  /** Whether the last call stopped because of its limit. */
  get isFull(): boolean {
    return this.outLength >= this.limit;
  }

  private *bit(count: number): Generator<Stop, number> {
    while (this.bitCount < count) {
      while (this.at >= this.input.length) yield "input";
      this.bits = (this.bits << 8) | this.input[this.at++];
      this.bitCount += 8;
    }
    this.bitCount -= count;
    const v = (this.bits >>> this.bitCount) & ((1 << count) - 1);
    this.bits &= (1 << this.bitCount) - 1;
    return v;
  }

  private *word(): Generator<Stop, number> {
    const high = yield* this.bit(16);
    return (high << 16) | (yield* this.bit(16));
  }

  private *run(): Generator<Stop, void> {
    for (const c of [0x42, 0x5a, 0x68]) {
      if ((yield* this.bit(8)) !== c) throw new InvalidData();
    }
    const level = (yield* this.bit(8)) - 0x30;
    if (level < 1 || level > 9) throw new InvalidData();
    const block = new Int32Array(level * 100000);
    let combined = 0;
    for (;;) {
      const high = yield* this.bit(24), low = yield* this.bit(24);
      const expected = yield* this.word();
      if (high === 0x177245 && low === 0x385090) {
        if (expected !== combined) throw new InvalidData();
        return;
      }
      if (high !== 0x314159 || low !== 0x265359) throw new InvalidData();
      const crc = yield* this.readBlock(block);
      if (crc !== expected) throw new InvalidData();
      combined = ((combined << 1) | (combined >>> 31)) ^ crc;
    }
  }

  private *readTables(alphabet: number, count: number): Generator<Stop, Table[]> {
    const tables: Table[] = [];
    for (let t = 0; t < count; t++) {
      const lengths = new Uint8Array(alphabet);
      let now = yield* this.bit(5);
      for (let i = 0; i < alphabet; i++) {
        for (;;) {
          if (now < 1 || now > MAX_CODE) throw new InvalidData();
          if ((yield* this.bit(1)) === 0) break;
          now += (yield* this.bit(1)) === 0 ? 1 : -1;
        }
        lengths[i] = now;
      }
      tables.push(tableOf(lengths));
    }
    return tables;
  }

  /** Reads a block and gives out what it holds; its checksum. */
  private *readBlock(block: Int32Array): Generator<Stop, number> {
    const randomised = yield* this.bit(1);
    const origin = yield* this.bit(24);
    const used: number[] = [];
    const groups = yield* this.bit(16);
    for (let g = 0; g < 16; g++) {
      if ((groups & (0x8000 >> g)) === 0) continue;
      const map = yield* this.bit(16);
      for (let i = 0; i < 16; i++) if ((map & (0x8000 >> i)) !== 0) used.push(g * 16 + i);
    }
    if (used.length === 0 || randomised !== 0) throw new InvalidData();
    const tableCount = yield* this.bit(3);
    const selectorCount = yield* this.bit(15);
    if (tableCount < 2 || tableCount > 6 || selectorCount < 1) throw new InvalidData();
    const front = [0, 1, 2, 3, 4, 5];
    const selectors = new Uint8Array(selectorCount);
    for (let i = 0; i < selectorCount; i++) {
      let at = 0;
      while ((yield* this.bit(1)) === 1) if (++at >= tableCount) throw new InvalidData();
      const [t] = front.splice(at, 1);
      front.unshift(t);
      selectors[i] = t;
    }
    const end = used.length + 1;
    const tables = yield* this.readTables(end + 1, tableCount);
    const counts = new Int32Array(257);
    const bytes = Uint8Array.from(used);
    let length = 0, run = 0, runBit = 1;
    reading:
    for (let g = 0;; g++) {
      if (g >= selectorCount) throw new InvalidData();
      const { limit, base, symbols, shortest } = tables[selectors[g]];
      for (let k = 0; k < GROUP; k++) {
        // one symbol; written out, since a generator a symbol is slow
        let size = shortest;
        while (this.bitCount < size) {
          while (this.at >= this.input.length) yield "input";
          this.bits = (this.bits << 8) | this.input[this.at++];
          this.bitCount += 8;
        }
        while (((this.bits >>> (this.bitCount - size)) - limit[size]) >= 0) {
          if (++size > MAX_CODE) throw new InvalidData();
          if (this.bitCount < size) {
            while (this.at >= this.input.length) yield "input";
            this.bits = (this.bits << 8) | this.input[this.at++];
            this.bitCount += 8;
          }
        }
        this.bitCount -= size;
        const symbol = symbols[(this.bits >>> this.bitCount) + base[size]];
        this.bits &= (1 << this.bitCount) - 1;

        if (symbol < 2) {
          run += runBit << symbol;
          runBit <<= 1;
          if (run > block.length) throw new InvalidData();
          continue;
        }
        if (run > 0) {
          if (length + run > block.length) throw new InvalidData();
          counts[bytes[0] + 1] += run;
          block.fill(bytes[0], length, length + run);
          length += run;
          run = 0;
          runBit = 1;
        }
        if (symbol === end) break reading;
        if (length >= block.length) throw new InvalidData();
        const c = bytes[symbol - 1];
        bytes.copyWithin(1, 0, symbol - 1);
        bytes[0] = c;
        counts[c + 1]++;
        block[length++] = c;
      }
    }
    if (origin >= length) throw new InvalidData();
    // The rotation that follows in each place: in the upper bits of the block.
    for (let i = 0; i < 256; i++) counts[i + 1] += counts[i];
    for (let i = 0; i < length; i++) block[counts[block[i] & 0xff]++] |= i << 8;
    return yield* this.giveOut(block, length, block[origin] >>> 8);
  }

  private *giveOut(block: Int32Array, length: number, start: number): Generator<Stop, number> {
    const table = crcTable();
    let place = start, crc = -1, previous = -1, same = 0, left = length;
    while (left > 0 || same > 4) {
      // same > 4: so many more of `previous` are owed, plus four
      if (this.outLength >= this.limit) {
        yield "output";
        continue;
      }
      if (this.outLength === this.out.length) {
        const bigger = new Uint8Array(this.out.length * 2);
        bigger.set(this.out);
        this.out = bigger;
      }
      let c: number;
      if (same > 4) {
        c = previous;
        if (--same === 4) same = 0, previous = -1;
      } else {
        const entry = block[place];
        c = entry & 0xff;
        place = entry >>> 8;
        left--;
        if (same === 4) {
          same = c === 0 ? 0 : 4 + c;
          if (same === 0) previous = -1;
          continue;
        }
        if (c === previous) same++;
        else previous = c, same = 1;
        if (same === 4 && left === 0) throw new InvalidData();
      }
      this.out[this.outLength++] = c;
      crc = (crc << 8) ^ table[(crc >>> 24) ^ c];
    }
    return ~crc;
  }
}

function tableOf(lengths: Uint8Array): Table {
  const limit = new Int32Array(MAX_CODE + 2), base = new Int32Array(MAX_CODE + 2);
  const symbols = new Uint16Array(lengths.length);
  let code = 0, at = 0, shortest = MAX_CODE;
  for (let size = 1; size <= MAX_CODE; size++) {
    const first = at;
    for (let i = 0; i < lengths.length; i++) if (lengths[i] === size) symbols[at++] = i;
    if (at > first && size < shortest) shortest = size;
    base[size] = first - code;
    code += at - first;
    limit[size] = code;
    code <<= 1;
  }
  return { limit, base, symbols, shortest };
}
