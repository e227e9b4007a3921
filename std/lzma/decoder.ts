// Decoding of LZMA: symbols from a range coder into a window.
//
// The window is an array that grows with what is decoded and is shifted down when it holds much more than the dictionary;
// so all of it is there to copy matches from. A symbol takes at most 20 bytes of input: with fewer left it is tried, and
// taken back where the input ended in the middle of it.

import {
  afterLiteral,
  afterMatch,
  afterRep,
  afterShortRep,
  ALIGN,
  CHOICE,
  CHOICE_2,
  HALF,
  HIGH,
  IS_MATCH,
  IS_REP,
  IS_REP0_LONG,
  IS_REP_G0,
  IS_REP_G1,
  IS_REP_G2,
  LENGTH,
  LITERAL,
  LOW,
  MAX_MATCH,
  MIDDLE,
  MIN_MATCH,
  modelSize,
  MOVE_BITS,
  POS_SLOT,
  POS_SPECIAL,
  type Properties,
  REP_LENGTH,
} from "./model.ts";

/** The data is not what an LZMA encoder writes. */
export class CorruptData {
}

/** The most input that one symbol can take. */
const SYMBOL_INPUT = 21;

/** A decoder of LZMA symbols. */
export class LzmaDecoder {
  window: Uint8Array = new Uint8Array(1 << 12);
  /** The end of what is decoded. */
  end: number = 0;
  /** What is before this has been handed on. */
  given: number = 0;
  /** The marker that ends a stream was met. */
  marked: boolean = false;
  input: Uint8Array = new Uint8Array(0);
  at: number = 0;
  private readonly dictionarySize: number;
  /** How much of the window matches may reach, since the last reset of the dictionary. */
  private reach: number = 0;
  private total: number = 0;
  private properties: Properties = { lc: 0, lp: 0, pb: 0 };
  private model: Uint16Array = new Uint16Array(0);
  private state: number = 0;
  private rep0: number = 0;
  private rep1: number = 0;
  private rep2: number = 0;
  private rep3: number = 0;
  private range: number = 0;
  private code: number = 0;

  constructor(dictionarySize: number) {
    this.dictionarySize = Math.max(4096, dictionarySize);
  }

  resetDictionary(): void {
    this.reach = 0;
    this.total = 0;
  }

  setProperties(p: Properties): void {
    this.properties = p;
    this.model = new Uint16Array(modelSize(p));
  }

  resetState(): void {
    this.model.fill(HALF);
    this.state = 0;
    this.rep0 =
      this.rep1 =
      this.rep2 =
      this.rep3 =
        0;
  }

  /** Reads the five bytes that a range coder starts with. */
  startRange(): void {
    const { input, at } = this;
    if (input[at] !== 0) throw new CorruptData();
    this.range = 0xffffffff;
    this.code =
      ((input[at + 1] << 24) | (input[at + 2] << 16) | (input[at + 3] << 8) | input[at + 4]) >>> 0;
    this.at += 5;
  }

  /** The range coder is where it has to be at the end of its data. */
  get rangeIsDone(): boolean {
    return this.code === 0;
  }

  /** Appends bytes as they are. */
  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.window.set(bytes, this.end);
    this.end += bytes.length;
    this.reach += bytes.length;
    this.total += bytes.length;
  }

  /** Makes room for more bytes after the end. */
  private reserve(more: number): void {
    const keep = Math.min(this.given, Math.max(0, this.end - this.dictionarySize));
    if (keep > (1 << 20) + this.dictionarySize) {
      this.window.copyWithin(0, keep, this.end);
      this.end -= keep;
      this.given -= keep;
    }
    if (this.end + more > this.window.length) {
      const bigger = new Uint8Array(Math.max(this.end + more, this.window.length * 2));
      bigger.set(this.window.subarray(0, this.end));
      this.window = bigger;
    }
  }

  /** Decodes exactly so many bytes; all of the input is there. */
  decodeExactly(count: number): void {
    this.reserve(count + MAX_MATCH);
    const stop = this.end + count;
    while (this.end < stop) this.symbol();
    if (this.end !== stop || this.marked) throw new CorruptData();
  }

  /**
   * Decodes until so many bytes have been decoded, the input is used up or the end marker comes. Says whether more
   * input is needed to go on.
   */
  decodeSome(count: number): boolean {
    this.reserve(count + MAX_MATCH);
    const stop = this.end + count;
    const safe = this.input.length - SYMBOL_INPUT;
    while (this.end < stop && !this.marked && this.at <= safe) this.symbol();
    while (this.end < stop && !this.marked) if (!this.trySymbol()) return true;
    return false;
  }

  /** Decodes a symbol, or nothing where the input does not hold all of it. */
  trySymbol(): boolean {
    const { input, at, state, rep0, rep1, rep2, rep3, range, code, end, reach, total, marked } =
      this;
    const model = this.model.slice();
    const left = input.length - at;
    const padded = new Uint8Array(left + 32);
    padded.set(input.subarray(at));
    this.input = padded;
    this.at = 0;
    let failed: unknown;
    try {
      this.symbol();
    } catch (e) {
      failed = e;
    }
    const used = this.at;
    this.input = input;
    if (used <= left) {
      this.at = at + used;
      if (failed !== undefined) throw failed;
      return true;
    }
    this.model.set(model);
    Object.assign(this, { at, state, rep0, rep1, rep2, rep3, range, code, end, reach, total });
    this.marked = marked;
    return false;
  }

  private bit(index: number): number {
    const { model } = this;
    const p = model[index];
    const bound = (this.range >>> 11) * p;
    if (this.code < bound) {
      this.range = bound;
      model[index] = p + ((2048 - p) >> MOVE_BITS);
      if (bound < 0x1000000) this.normalize();
      return 0;
    }
    this.range -= bound;
    this.code -= bound;
    model[index] = p - (p >> MOVE_BITS);
    if (this.range < 0x1000000) this.normalize();
    return 1;
  }

  private normalize(): void {
    this.range = (this.range << 8) >>> 0;
    this.code = ((this.code << 8) | this.input[this.at++]) >>> 0;
  }

  private tree(base: number, bits: number): number {
    let m = 1;
    for (let i = 0; i < bits; i++) m = (m << 1) | this.bit(base + m);
    return m - (1 << bits);
  }

  private reverseTree(base: number, bits: number): number {
    let m = 1, v = 0;
    for (let i = 0; i < bits; i++) {
      const b = this.bit(base + m);
      m = (m << 1) | b;
      v |= b << i;
    }
    return v;
  }

  private direct(bits: number): number {
    let v = 0;
    for (let i = 0; i < bits; i++) {
      this.range >>>= 1;
      const b = this.code >= this.range ? 1 : 0;
      if (b) this.code -= this.range;
      v = (v * 2) + b;
      if (this.range < 0x1000000) this.normalize();
    }
    return v;
  }

  private length(base: number, posState: number): number {
    if (this.bit(base + CHOICE) === 0) {
      return MIN_MATCH + this.tree(base + LOW + posState * 8, 3);
    }
    if (this.bit(base + CHOICE_2) === 0) {
      return MIN_MATCH + 8 + this.tree(base + MIDDLE + posState * 8, 3);
    }
    return MIN_MATCH + 16 + this.tree(base + HIGH, 8);
  }

  private literal(): void {
    const { window, end, reach, properties } = this;
    const { lc, lp } = properties;
    const before = reach > 0 ? window[end - 1] : 0;
    const context = ((this.total & ((1 << lp) - 1)) << lc) | (before >> (8 - lc));
    const base = LITERAL + 0x300 * context;
    let m = 1;
    if (this.state >= 7) {
      if (this.rep0 >= reach) throw new CorruptData();
      let match = window[end - this.rep0 - 1];
      while (m < 0x100) {
        const expected = (match >> 7) & 1;
        match = (match << 1) & 0xff;
        const b = this.bit(base + ((1 + expected) << 8) + m);
        m = (m << 1) | b;
        if (b !== expected) break;
      }
    }
    while (m < 0x100) m = (m << 1) | this.bit(base + m);
    window[end] = m & 0xff;
    this.end++;
    this.reach++;
    this.total++;
    this.state = afterLiteral(this.state);
  }

  private symbol(): void {
    const { state } = this;
    const posState = this.total & ((1 << this.properties.pb) - 1);
    if (this.bit(IS_MATCH + state * 16 + posState) === 0) {
      this.literal();
      return;
    }
    let length: number;
    if (this.bit(IS_REP + state) === 0) {
      this.rep3 = this.rep2;
      this.rep2 = this.rep1;
      this.rep1 = this.rep0;
      length = this.length(LENGTH, posState);
      this.state = afterMatch(state);
      const slot = this.tree(POS_SLOT + Math.min(length - MIN_MATCH, 3) * 64, 6);
      if (slot < 4) this.rep0 = slot;
      else {
        const bits = (slot >> 1) - 1;
        const distance = (2 | (slot & 1)) * 2 ** bits;
        if (slot < 14) {
          this.rep0 = distance + this.reverseTree(POS_SPECIAL + distance - slot, bits);
        } else {
          this.rep0 = distance + this.direct(bits - 4) * 16 + this.reverseTree(ALIGN, 4);
          if (this.rep0 === 0xffffffff) {
            this.marked = true;
            return;
          }
        }
      }
    } else {
      if (this.bit(IS_REP_G0 + state) === 0) {
        if (this.bit(IS_REP0_LONG + state * 16 + posState) === 0) {
          this.state = afterShortRep(state);
          this.copy(1);
          return;
        }
      } else {
        let distance: number;
        if (this.bit(IS_REP_G1 + state) === 0) distance = this.rep1;
        else {
          if (this.bit(IS_REP_G2 + state) === 0) distance = this.rep2;
          else {
            distance = this.rep3;
            this.rep3 = this.rep2;
          }
          this.rep2 = this.rep1;
        }
        this.rep1 = this.rep0;
        this.rep0 = distance;
      }
      length = this.length(REP_LENGTH, posState);
      this.state = afterRep(state);
    }
    this.copy(length);
  }

  private copy(length: number): void {
    const { window, rep0 } = this;
    if (rep0 >= this.reach || rep0 >= this.dictionarySize) throw new CorruptData();
    let to = this.end, from = to - rep0 - 1;
    for (let i = 0; i < length; i++) window[to++] = window[from++];
    this.end = to;
    this.reach += length;
    this.total += length;
  }
}
