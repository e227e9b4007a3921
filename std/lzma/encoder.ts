// Encoding of LZMA: matches found with hash chains, chosen one symbol ahead, written with a range coder.
//
// Input stands in `data` from `base` on and is shifted down when it is more than the dictionary. Positions are absolute.
// An encoder can lag behind its input: symbols are only chosen where enough of what follows is known, or at the end.

import {
  afterLiteral,
  afterMatch,
  afterRep,
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

/** What an encoder is made from. */
export interface EncoderSettings extends Properties {
  dictionarySize: number;
  niceLength: number;
  /** How many earlier places with the same hash are tried. */
  depth: number;
}

const HASH_BITS = 16;

function hash3(a: number, b: number, c: number): number {
  return Math.imul(a | (b << 8) | (c << 16), 0x9e3779b1) >>> (32 - HASH_BITS);
}

/** An encoder of LZMA symbols. */
export class LzmaEncoder {
  readonly settings: EncoderSettings;
  private data: Uint8Array = new Uint8Array(1 << 12);
  private base: number = 0;
  /** Ends, absolute: of the input, of what is encoded, of what is in the hash chains. */
  private inputEnd: number = 0;
  position: number = 0;
  private hashed: number = 0;
  private readonly heads: Int32Array = new Int32Array(1 << HASH_BITS).fill(-1);
  private links: Int32Array = new Int32Array(1 << 12);
  private readonly model: Uint16Array;
  private state: number = 0;
  private readonly reps: number[] = [0, 0, 0, 0];
  // the range coder
  private out: Uint8Array = new Uint8Array(1 << 13);
  private outLength: number = 0;
  private low: number = 0;
  private range: number = 0xffffffff;
  private cache: number = 0;
  private pending: number = 1;
  // the match at the present position
  private matchLength: number = 0;
  private matchDistance: number = 0;
  private matchedAt: number = -1;

  constructor(settings: EncoderSettings) {
    this.settings = settings;
    this.model = new Uint16Array(modelSize(settings));
    this.resetState();
  }

  resetState(): void {
    this.model.fill(HALF);
    this.state = 0;
    this.reps.fill(0);
  }

  resetRange(): void {
    this.low = 0;
    this.range = 0xffffffff;
    this.cache = 0;
    this.pending = 1;
    this.outLength = 0;
  }

  /** How much input is not encoded yet. */
  get waiting(): number {
    return this.inputEnd - this.position;
  }

  /** How many bytes the range coder has written, at most. */
  get written(): number {
    return this.outLength + this.pending + 4;
  }

  feed(bytes: Uint8Array): void {
    const keep = Math.max(0, this.position - this.settings.dictionarySize) - this.base;
    if (keep > (1 << 20) && keep > this.settings.dictionarySize) {
      this.data.copyWithin(0, keep, this.inputEnd - this.base);
      this.base += keep;
    }
    const end = this.inputEnd - this.base + bytes.length;
    if (end > this.data.length) {
      const bigger = new Uint8Array(Math.max(end, this.data.length * 2));
      bigger.set(this.data.subarray(0, this.inputEnd - this.base));
      this.data = bigger;
    }
    this.data.set(bytes, this.inputEnd - this.base);
    this.inputEnd += bytes.length;
    const { dictionarySize } = this.settings;
    while (this.links.length < this.inputEnd && this.links.length < dictionarySize) {
      const bigger = new Int32Array(this.links.length * 2);
      bigger.set(this.links);
      this.links = bigger;
    }
  }

  /** Input that was encoded, from an absolute position. */
  bytesFrom(start: number): Uint8Array {
    return this.data.subarray(start - this.base, this.position - this.base);
  }

  /** Takes what the range coder wrote. */
  take(): Uint8Array {
    const bytes = this.out.slice(0, this.outLength);
    this.outLength = 0;
    return bytes;
  }

  finishRange(): void {
    for (let i = 0; i < 5; i++) this.shift();
  }

  // ---- matches

  private insertUpTo(end: number): void {
    const { data, base, heads, links, inputEnd } = this;
    const mask = links.length - 1;
    const stop = Math.min(end, inputEnd - 2);
    let p = this.hashed;
    for (; p < stop; p++) {
      const i = p - base;
      const h = hash3(data[i], data[i + 1], data[i + 2]);
      links[p & mask] = heads[h];
      heads[h] = p;
    }
    this.hashed = Math.max(this.hashed, p);
  }

  /** Finds the longest match at a position, where all earlier positions are in the chains. */
  private findMatch(position: number): void {
    if (this.matchedAt === position) return;
    this.matchedAt = position;
    this.matchLength = 0;
    const most = Math.min(MAX_MATCH, this.inputEnd - position);
    if (most < 3) return;
    this.insertUpTo(position);
    const { data, base, links } = this;
    const { dictionarySize, niceLength } = this.settings;
    const mask = links.length - 1;
    const here = position - base;
    const oldest = Math.max(base, position - Math.min(dictionarySize, links.length) + 1, 0);
    let candidate = this.heads[hash3(data[here], data[here + 1], data[here + 2])];
    let best = 2, distance = 0;
    for (let depth = this.settings.depth; depth > 0 && candidate >= oldest; depth--) {
      const there = candidate - base;
      if (data[there + best] === data[here + best] && data[there] === data[here]) {
        let n = 0;
        while (n < most && data[there + n] === data[here + n]) n++;
        if (n > best) {
          best = n;
          distance = position - candidate;
          if (n >= niceLength || n === most) break;
        }
      }
      const next = links[candidate & mask];
      if (next >= candidate) break;
      candidate = next;
    }
    if (best >= 3) {
      this.matchLength = best;
      this.matchDistance = distance;
    }
  }

  private repLength(position: number, distance: number): number {
    const { data, base } = this;
    const here = position - base, there = here - distance - 1;
    if (distance >= this.settings.dictionarySize || there < 0) return 0;
    const most = Math.min(MAX_MATCH, this.inputEnd - position);
    let n = 0;
    while (n < most && data[there + n] === data[here + n]) n++;
    return n;
  }

  /** Encodes one symbol. */
  step(): void {
    const { position, reps } = this;
    this.findMatch(position);
    const length = this.matchLength, distance = this.matchDistance;
    let repAt = 0, repLength = 0;
    for (let i = 0; i < 4; i++) {
      const n = this.repLength(position, reps[i]);
      if (n > repLength) repAt = i, repLength = n;
    }
    const { niceLength } = this.settings;
    if (repLength >= niceLength) return this.putRep(repAt, repLength);
    if (length >= niceLength) return this.putMatch(length, distance);
    if (
      repLength >= 2 &&
      (repLength + 1 >= length || repLength + 2 >= length && distance > 512 ||
        repLength + 3 >= length && distance > 32768)
    ) return this.putRep(repAt, repLength);
    if (length < 3 || length === 3 && distance > 65536) return this.putLiteral();
    // perhaps the next position has something better
    if (this.waiting > length) {
      this.findMatch(position + 1);
      const next = this.matchLength, nextDistance = this.matchDistance;
      if (
        next > length + 1 || next >= length && nextDistance < distance ||
        next === length + 1 && nextDistance >> 7 <= distance ||
        next + 1 >= length && next >= 3 && distance >> 7 > nextDistance
      ) return this.putLiteral();
      for (let i = 0; i < 4; i++) {
        if (this.repLength(position + 1, reps[i]) >= Math.max(2, length - 1)) {
          return this.putLiteral();
        }
      }
    }
    this.putMatch(length, distance);
  }

  // ---- symbols

  private get posState(): number {
    return this.position & ((1 << this.settings.pb) - 1);
  }

  private putLiteral(): void {
    const { data, settings, position, state } = this;
    const { lc, lp } = settings;
    this.bit(IS_MATCH + state * 16 + this.posState, 0);
    const i = position - this.base;
    const before = position > 0 ? data[i - 1] : 0;
    const context = ((position & ((1 << lp) - 1)) << lc) | (before >> (8 - lc));
    const at = LITERAL + 0x300 * context;
    const c = data[i];
    let m = 1, k = 7;
    if (state >= 7) {
      const match = data[i - this.reps[0] - 1];
      for (; k >= 0; k--) {
        const expected = (match >> k) & 1, b = (c >> k) & 1;
        this.bit(at + ((1 + expected) << 8) + m, b);
        m = (m << 1) | b;
        if (b !== expected) {
          k--;
          break;
        }
      }
    }
    for (; k >= 0; k--) {
      const b = (c >> k) & 1;
      this.bit(at + m, b);
      m = (m << 1) | b;
    }
    this.state = afterLiteral(state);
    this.position++;
  }

  private putRep(which: number, length: number): void {
    const { state, reps } = this;
    const { posState } = this;
    this.bit(IS_MATCH + state * 16 + posState, 1);
    this.bit(IS_REP + state, 1);
    if (which === 0) {
      this.bit(IS_REP_G0 + state, 0);
      this.bit(IS_REP0_LONG + state * 16 + posState, 1);
    } else {
      this.bit(IS_REP_G0 + state, 1);
      this.bit(IS_REP_G1 + state, which === 1 ? 0 : 1);
      if (which > 1) this.bit(IS_REP_G2 + state, which - 2);
      const [distance] = reps.splice(which, 1);
      reps.unshift(distance);
    }
    this.putLength(REP_LENGTH, length, posState);
    this.state = afterRep(state);
    this.position += length;
  }

  private putMatch(length: number, distance: number): void {
    const { posState, reps } = this;
    this.putDistance(length, distance - 1, posState);
    reps.pop();
    reps.unshift(distance - 1);
    this.position += length;
  }

  /** The marker of the end. */
  putEndMarker(): void {
    this.putDistance(MIN_MATCH, 0xffffffff, this.posState);
  }

  private putDistance(length: number, distance: number, posState: number): void {
    const { state } = this;
    this.bit(IS_MATCH + state * 16 + posState, 1);
    this.bit(IS_REP + state, 0);
    this.state = afterMatch(state);
    this.putLength(LENGTH, length, posState);
    const slotBase = POS_SLOT + Math.min(length - MIN_MATCH, 3) * 64;
    if (distance < 4) {
      this.tree(slotBase, 6, distance);
      return;
    }
    const top = 31 - Math.clz32(distance);
    const slot = top * 2 + ((distance >>> (top - 1)) & 1);
    this.tree(slotBase, 6, slot);
    const bits = (slot >> 1) - 1;
    const first = (2 | (slot & 1)) * 2 ** bits;
    const rest = distance - first;
    if (slot < 14) this.reverseTree(POS_SPECIAL + first - slot, bits, rest);
    else {
      for (let i = bits - 1; i >= 4; i--) this.direct((rest >>> i) & 1);
      this.reverseTree(ALIGN, 4, rest & 15);
    }
  }

  private putLength(base: number, length: number, posState: number): void {
    const n = length - MIN_MATCH;
    if (n < 8) {
      this.bit(base + CHOICE, 0);
      this.tree(base + LOW + posState * 8, 3, n);
    } else {
      this.bit(base + CHOICE, 1);
      if (n < 16) {
        this.bit(base + CHOICE_2, 0);
        this.tree(base + MIDDLE + posState * 8, 3, n - 8);
      } else {
        this.bit(base + CHOICE_2, 1);
        this.tree(base + HIGH, 8, n - 16);
      }
    }
  }

  // ---- bits

  private tree(base: number, bits: number, value: number): void {
    let m = 1;
    for (let i = bits - 1; i >= 0; i--) {
      const b = (value >>> i) & 1;
      this.bit(base + m, b);
      m = (m << 1) | b;
    }
  }

  private reverseTree(base: number, bits: number, value: number): void {
    let m = 1;
    for (let i = 0; i < bits; i++) {
      const b = (value >>> i) & 1;
      this.bit(base + m, b);
      m = (m << 1) | b;
    }
  }

  private bit(index: number, bit: number): void {
    const { model } = this;
    const p = model[index];
    const bound = (this.range >>> 11) * p;
    if (bit === 0) {
      this.range = bound;
      model[index] = p + ((2048 - p) >> MOVE_BITS);
    } else {
      this.low += bound;
      this.range -= bound;
      model[index] = p - (p >> MOVE_BITS);
    }
    if (this.range < 0x1000000) {
      this.range = (this.range << 8) >>> 0;
      this.shift();
    }
  }

  private direct(bit: number): void {
    this.range >>>= 1;
    if (bit) this.low += this.range;
    if (this.range < 0x1000000) {
      this.range = (this.range << 8) >>> 0;
      this.shift();
    }
  }

  /** Moves the upper byte of `low` out, once no carry can change it any more. */
  private shift(): void {
    if (this.low < 0xff000000 || this.low > 0xffffffff) {
      const carry = this.low > 0xffffffff ? 1 : 0;
      let byte = this.cache;
      for (; this.pending > 0; this.pending--) {
        if (this.outLength === this.out.length) {
          const bigger = new Uint8Array(this.out.length * 2);
          bigger.set(this.out);
          this.out = bigger;
        }
        this.out[this.outLength++] = byte + carry;
        byte = 0xff;
      }
      this.cache = (this.low >>> 24) & 0xff;
    }
    this.pending++;
    this.low = (this.low % 0x1000000) * 256;
  }
}
