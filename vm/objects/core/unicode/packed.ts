// The text encoding of the generated Unicode tables: a sequence of non-negative integers, each as base-64
// digits of five bits, least significant first, with the sixth bit saying that another digit follows.
// Tables travel in JSON files because a JSON string costs nothing to parse until someone asks for it.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const digitOf = new Uint8Array(128);
for (let i = 0; i < 64; i++) digitOf[ALPHABET.charCodeAt(i)] = i;

/** Reads a packed sequence from its start. */
export class PackedReader {
  readonly text: string;
  at: number;
  constructor(text: string) {
    this.text = text;
    this.at = 0;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  next(): number {
    const text = this.text;
    let at = this.at, shift = 1, value = 0;
    for (;;) {
      const digit = digitOf[text.charCodeAt(at++)];
      value += (digit & 31) * shift;
      if (digit < 32) break;
      shift *= 32;
    }
    this.at = at;
    return value;
  }

  /** A signed number: the lowest bit is the sign. */
  nextSigned(): number {
    const value = this.next();
    return value & 1 ? -(value + 1) / 2 : value / 2;
  }
}

/** Writes what PackedReader reads; the table generator uses it. */
export class PackedWriter {
  text: string;
  constructor() {
    this.text = "";
  }

  put(value: number): void {
    do {
      const digit = value % 32;
      value = (value - digit) / 32;
      this.text += ALPHABET[value > 0 ? digit + 32 : digit];
    } while (value > 0);
  }

  putSigned(value: number): void {
    this.put(value < 0 ? -value * 2 - 1 : value * 2);
  }
}

/**
 * A run-length encoded array: each entry is value·2, or value·2+1 and then the length of the run.
 * `target` is filled to its end.
 */
export function unpackRuns(text: string, target: Uint8Array | Uint16Array | Uint32Array): void {
  const reader = new PackedReader(text);
  let at = 0;
  while (at < target.length) {
    const head = reader.next();
    if (head & 1) {
      const end = at + reader.next();
      target.fill((head - 1) / 2, at, end);
      at = end;
    } else {
      target[at++] = head / 2;
    }
  }
}

export function packRuns(values: ArrayLike<number>): string {
  const writer = new PackedWriter();
  for (let at = 0; at < values.length;) {
    let end = at + 1;
    while (end < values.length && values[end] === values[at]) end++;
    if (end - at === 1) {
      writer.put(values[at] * 2);
    } else {
      writer.put(values[at] * 2 + 1);
      writer.put(end - at);
    }
    at = end;
  }
  return writer.text;
}

/** A table over all code points, in blocks of 128, equal blocks stored once. */
export interface PackedTrie {
  readonly blockCount: number;
  readonly stages: string;
  readonly blocks: string;
}

/** The value at `cp` is `blocks[(stages[cp >> 7] << 7) + (cp & 127)]`. */
export class CodePointTrie {
  readonly stages: Uint16Array;
  readonly blocks: Uint16Array;
  constructor(packed: PackedTrie) {
    this.stages = new Uint16Array(0x110000 >> 7);
    this.blocks = new Uint16Array(packed.blockCount << 7);
    unpackRuns(packed.stages, this.stages);
    unpackRuns(packed.blocks, this.blocks);
  }

  at(cp: number): number {
    return this.blocks[(this.stages[cp >> 7] << 7) + (cp & 127)];
  }
}

export function packTrie(values: Uint16Array): PackedTrie {
  const known = new Map<string, number>();
  const stages: number[] = [];
  const blocks: number[] = [];
  for (let start = 0; start < 0x110000; start += 128) {
    const block = values.subarray(start, start + 128);
    const key = block.join();
    let index = known.get(key);
    if (index === undefined) {
      index = known.size;
      known.set(key, index);
      for (const value of block) blocks.push(value);
    }
    stages.push(index);
  }
  return { blockCount: known.size, stages: packRuns(stages), blocks: packRuns(blocks) };
}

// The words of names have numbers in 92 printable characters, without the space and those that JSON
// escapes. The first character of a number says how many follow: numbers below ONE take one character, the
// next TWO·92 take two, the rest three.
const DIGITS = 92, ONE = 32, TWO = 52;
const TWO_LIMIT = ONE + TWO * DIGITS;

function wordDigit(value: number): string {
  // 33 to 126 without " (34) and \\ (92).
  const code = value + 33;
  return String.fromCharCode(code >= 34 ? code + 1 >= 92 ? code + 2 : code + 1 : code);
}

function wordDigitValue(code: number): number {
  return code > 92 ? code - 35 : code > 34 ? code - 34 : code - 33;
}

/** The encoding of a word's number. */
export function encodeWord(index: number): string {
  if (index < ONE) return wordDigit(index);
  if (index < TWO_LIMIT) {
    const rest = index - ONE;
    return wordDigit(ONE + Math.floor(rest / DIGITS)) + wordDigit(rest % DIGITS);
  }
  const rest = index - TWO_LIMIT;
  return wordDigit(ONE + TWO + Math.floor(rest / (DIGITS * DIGITS))) +
    wordDigit(Math.floor(rest / DIGITS) % DIGITS) + wordDigit(rest % DIGITS);
}

/** Reads what encodeWord wrote. */
export function readWord(reader: PackedReader): number {
  const text = reader.text;
  const first = wordDigitValue(text.charCodeAt(reader.at++));
  if (first < ONE) return first;
  const second = wordDigitValue(text.charCodeAt(reader.at++));
  if (first < ONE + TWO) return (first - ONE) * DIGITS + second + ONE;
  const third = wordDigitValue(text.charCodeAt(reader.at++));
  return ((first - ONE - TWO) * DIGITS + second) * DIGITS + third + TWO_LIMIT;
}
