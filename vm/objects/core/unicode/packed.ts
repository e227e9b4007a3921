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
