// Compression to the bzip2 format.
//
// Input goes through the first run-length coding into a block; a full block is sorted by its rotations, moved to front,
// and written with up to six Huffman tables. Bits that do not fill a byte stay until more follow.

import { crcTable } from "./crc.ts";
import { suffixArray } from "./suffix_array.ts";

const RUN_A = 0, RUN_B = 1;
const GROUP = 50;
const MAX_CODE = 17;

/** A compressor of one bzip2 stream. */
export class Encoder {
  private readonly block: Uint8Array;
  private readonly limit: number;
  private length: number = 0;
  private crc: number = -1;
  private combined: number = 0;
  private runByte: number = -1;
  private runLength: number = 0;
  private out: Uint8Array = new Uint8Array(1 << 12);
  private outLength: number = 0;
  private bits: number = 0;
  private bitCount: number = 0;

  constructor(level: number) {
    this.block = new Uint8Array(level * 100000);
    this.limit = level * 100000 - 19;
    for (const c of [0x42, 0x5a, 0x68, 0x30 + level]) this.put(8, c);
  }

  /** Takes in more data. */
  write(data: Uint8Array): void {
    for (let i = 0; i < data.length; i++) {
      const c = data[i];
      if (c === this.runByte && this.runLength < 255) {
        this.runLength++;
        continue;
      }
      this.endRun();
      if (this.length >= this.limit) this.endBlock();
      this.runByte = c;
      this.runLength = 1;
    }
  }

  /** Ends the stream. */
  finish(): void {
    this.endRun();
    this.endBlock();
    this.put(24, 0x177245);
    this.put(24, 0x385090);
    this.put32(this.combined);
    if (this.bitCount > 0) this.put(8 - this.bitCount, 0);
  }

  /** What has been written since the last call. */
  take(): Uint8Array {
    const bytes = this.out.slice(0, this.outLength);
    this.outLength = 0;
    return bytes;
  }

  private endRun(): void {
    const { runByte, runLength, block } = this;
    if (runLength === 0) return;
    const table = crcTable();
    let crc = this.crc;
    for (let i = 0; i < runLength; i++) crc = (crc << 8) ^ table[(crc >>> 24) ^ runByte];
    this.crc = crc;
    for (let i = 0; i < Math.min(runLength, 4); i++) block[this.length++] = runByte;
    if (runLength >= 4) block[this.length++] = runLength - 4;
    this.runLength = 0;
    this.runByte = -1;
  }

  private put(count: number, value: number): void {
    let { bits, bitCount } = this;
    bits = (bits << count) | value;
    bitCount += count;
    while (bitCount >= 8) {
      bitCount -= 8;
      if (this.outLength === this.out.length) {
        const bigger = new Uint8Array(this.out.length * 2);
        bigger.set(this.out);
        this.out = bigger;
      }
      this.out[this.outLength++] = bits >>> bitCount;
      bits &= (1 << bitCount) - 1;
    }
    this.bits = bits;
    this.bitCount = bitCount;
  }

  private put32(value: number): void {
    this.put(16, value >>> 16);
    this.put(16, value & 0xffff);
  }

  private endBlock(): void {
    if (this.length === 0) return;
    const crc = ~this.crc;
    this.combined = ((this.combined << 1) | (this.combined >>> 31)) ^ crc;
    const { last, origin } = sortRotations(this.block.subarray(0, this.length));
    this.put(24, 0x314159);
    this.put(24, 0x265359);
    this.put32(crc);
    this.put(1, 0);
    this.put(24, origin);
    this.writeSymbols(last);
    this.length = 0;
    this.crc = -1;
  }

  private writeSymbols(last: Uint8Array): void {
    const used = new Uint8Array(256);
    for (let i = 0; i < last.length; i++) used[last[i]] = 1;
    let groups = 0;
    for (let i = 0; i < 256; i++) if (used[i]) groups |= 0x8000 >> (i >> 4);
    this.put(16, groups);
    for (let g = 0; g < 16; g++) {
      if ((groups & (0x8000 >> g)) === 0) continue;
      let map = 0;
      for (let i = 0; i < 16; i++) if (used[g * 16 + i]) map |= 0x8000 >> i;
      this.put(16, map);
    }
    const { symbols, count, alphabet } = moveToFront(last, used);
    const { lengths, selectors } = chooseTables(symbols, count, alphabet);
    this.put(3, lengths.length);
    this.put(15, selectors.length);
    const front = lengths.map((_, i) => i);
    for (const s of selectors) {
      const at = front.indexOf(s);
      for (let i = 0; i < at; i++) this.put(1, 1);
      this.put(1, 0);
      front.splice(at, 1);
      front.unshift(s);
    }
    for (const table of lengths) {
      let now = table[0];
      this.put(5, now);
      for (let i = 0; i < alphabet; i++) {
        for (; now < table[i]; now++) this.put(2, 2);
        for (; now > table[i]; now--) this.put(2, 3);
        this.put(1, 0);
      }
    }
    const codes = lengths.map(codesOf);
    for (let g = 0; g * GROUP < count; g++) {
      const table = lengths[selectors[g]], code = codes[selectors[g]];
      const end = Math.min(count, (g + 1) * GROUP);
      for (let i = g * GROUP; i < end; i++) this.put(table[symbols[i]], code[symbols[i]]);
    }
  }
}

/** The last column of the sorted rotations of a block, and where the block itself stands among them. */
function sortRotations(block: Uint8Array): { last: Uint8Array; origin: number } {
  const n = block.length;
  const twice = new Uint8Array(2 * n);
  twice.set(block);
  twice.set(block, n);
  const sorted = suffixArray(twice, 255);
  const last = new Uint8Array(n);
  let origin = 0, k = 0;
  for (let i = 0; i < 2 * n; i++) {
    const at = sorted[i];
    if (at >= n) continue;
    if (at === 0) origin = k;
    last[k++] = block[at === 0 ? n - 1 : at - 1];
  }
  return { last, origin };
}

/** Positions in the list of recent bytes; runs of position 0 as numbers of digits A and B; the end symbol. */
function moveToFront(
  last: Uint8Array,
  used: Uint8Array,
): { symbols: Uint16Array; count: number; alphabet: number } {
  const front: number[] = [];
  for (let i = 0; i < 256; i++) if (used[i]) front.push(i);
  const end = front.length + 1;
  const symbols = new Uint16Array(last.length + 1);
  let count = 0, zeros = 0;
  const endZeros = (): void => {
    for (; zeros > 0; zeros = (zeros - 1) >> 1) symbols[count++] = zeros & 1 ? RUN_A : RUN_B;
  };
  for (let i = 0; i < last.length; i++) {
    const c = last[i];
    if (front[0] === c) {
      zeros++;
      continue;
    }
    endZeros();
    let at = 1, moved = front[0];
    for (;;) {
      const next = front[at];
      front[at] = moved;
      if (next === c) break;
      moved = next;
      at++;
    }
    front[0] = c;
    symbols[count++] = at + 1;
  }
  endZeros();
  symbols[count++] = end;
  return { symbols, count, alphabet: end + 1 };
}

/** Huffman tables for the symbols, and which of them each group of fifty uses. */
function chooseTables(
  symbols: Uint16Array,
  count: number,
  alphabet: number,
): { lengths: Uint8Array[]; selectors: number[] } {
  const total = new Int32Array(alphabet);
  for (let i = 0; i < count; i++) total[symbols[i]]++;
  const tables = count < 200 ? 2 : count < 600 ? 3 : count < 1200 ? 4 : count < 2400 ? 5 : 6;
  // at first each table is cheap for a stretch of the alphabet that makes up its share of the symbols
  let lengths: Uint8Array[] = [];
  let from = 0, left = count;
  for (let t = tables; t > 0; t--) {
    let to = from, share = 0;
    while (to < alphabet && (share < left / t || to === from)) share += total[to++];
    const table = new Uint8Array(alphabet).fill(15);
    table.fill(1, from, to);
    lengths.push(table);
    left -= share;
    from = to;
  }
  let selectors: number[] = [];
  for (let round = 0; round < 4; round++) {
    const frequencies = lengths.map(() => new Int32Array(alphabet));
    selectors = [];
    for (let start = 0; start < count; start += GROUP) {
      const stop = Math.min(count, start + GROUP);
      let best = 0, bestCost = Infinity;
      for (let t = 0; t < tables; t++) {
        const table = lengths[t];
        let cost = 0;
        for (let i = start; i < stop; i++) cost += table[symbols[i]];
        if (cost < bestCost) best = t, bestCost = cost;
      }
      selectors.push(best);
      const f = frequencies[best];
      for (let i = start; i < stop; i++) f[symbols[i]]++;
    }
    lengths = frequencies.map(codeLengths);
  }
  return { lengths, selectors };
}

/** Huffman code lengths of at most 17; every symbol gets one. */
function codeLengths(frequencies: Int32Array): Uint8Array {
  const n = frequencies.length;
  const weights = Float64Array.from(frequencies, (f) => Math.max(f, 1));
  for (;;) {
    const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) =>
      weights[a] - weights[b] || a - b
    );
    // two queues: leaves by weight, and inner nodes in the order in which they are made
    const parent = new Int32Array(2 * n), weight = new Float64Array(2 * n);
    for (let i = 0; i < n; i++) weight[i] = weights[order[i]];
    let leaf = 0, inner = n, made = n;
    const next = (): number =>
      leaf < n && (inner === made || weight[leaf] <= weight[inner]) ? leaf++ : inner++;
    while (made < 2 * n - 1) {
      const a = next(), b = next();
      weight[made] = weight[a] + weight[b];
      parent[a] = parent[b] = made++;
    }
    const depth = new Uint8Array(2 * n);
    for (let i = 2 * n - 3; i >= 0; i--) depth[i] = depth[parent[i]] + 1;
    const lengths = new Uint8Array(n);
    let longest = 0;
    for (let i = 0; i < n; i++) {
      lengths[order[i]] = depth[i];
      if (depth[i] > longest) longest = depth[i];
    }
    if (longest <= MAX_CODE) return lengths;
    // flatter weights give a flatter tree
    for (let i = 0; i < n; i++) weights[i] = Math.floor(weights[i] / 2) + 1;
  }
}

/** The canonical codes of these lengths. */
function codesOf(lengths: Uint8Array): Int32Array {
  const codes = new Int32Array(lengths.length);
  let code = 0;
  for (let size = 1; size <= MAX_CODE; size++) {
    for (let i = 0; i < lengths.length; i++) if (lengths[i] === size) codes[i] = code++;
    code <<= 1;
  }
  return codes;
}
