// What str's methods ask of a code point (Unicode 15.1): the is… predicates, decimal and digit values, and
// the case mappings, simple and full.
//
// Invariant: code points below 256 are answered from two small arrays that are part of this file; the
// table in data/types.json is decoded at the first question about any other.

import packed from "./data/types.json" with { type: "json" };
import { CodePointTrie, PackedReader } from "./packed.ts";

// The bits of a code point's flags, in the order in which the generator writes them.
export const ALPHA = 1 << 0;
export const DECIMAL = 1 << 1;
export const DIGIT = 1 << 2;
export const NUMERIC = 1 << 3;
export const LOWER = 1 << 4;
export const UPPER = 1 << 5;
export const TITLE = 1 << 6;
export const SPACE = 1 << 7;
export const LINE_BREAK = 1 << 8;
export const PRINTABLE = 1 << 9;
export const XID_START = 1 << 10;
export const XID_CONTINUE = 1 << 11;
export const CASED = 1 << 12;
export const CASE_IGNORABLE = 1 << 13;
/** Some full case mapping is not the simple one, or the fold is not the lower case. */
export const SPECIAL_CASE = 1 << 14;
export const ASSIGNED = 1 << 15;
export const ALNUM = ALPHA | DECIMAL | DIGIT | NUMERIC;

interface SpecialCase {
  readonly lower: readonly number[];
  readonly title: readonly number[];
  readonly upper: readonly number[];
  readonly fold: readonly number[];
}

/** The decoded table: a trie of record numbers, and the fields of the records in parallel arrays. */
class TypeTable {
  readonly stages: Uint16Array;
  readonly blocks: Uint16Array;
  readonly flags: Uint16Array;
  readonly lower: Int32Array;
  readonly title: Int32Array;
  readonly upper: Int32Array;
  readonly decimal: Int8Array;
  readonly digit: Int8Array;
  readonly special: Map<number, SpecialCase>;
  constructor() {
    const trie = new CodePointTrie(packed);
    const count = packed.recordCount;
    this.stages = trie.stages;
    this.blocks = trie.blocks;
    this.flags = new Uint16Array(count);
    this.lower = new Int32Array(count);
    this.title = new Int32Array(count);
    this.upper = new Int32Array(count);
    this.decimal = new Int8Array(count);
    this.digit = new Int8Array(count);
    this.special = new Map();
    const records = new PackedReader(packed.records);
    for (let i = 0; i < count; i++) {
      this.flags[i] = records.nextSigned();
      this.lower[i] = records.nextSigned();
      this.title[i] = records.nextSigned();
      this.upper[i] = records.nextSigned();
      this.decimal[i] = records.nextSigned();
      this.digit[i] = records.nextSigned();
    }
    const specials = new PackedReader(packed.specials);
    let cp = 0;
    const sequence = () =>
      Array.from({ length: specials.next() }, () => cp + specials.nextSigned());
    while (!specials.done) {
      cp += specials.next();
      const lower = sequence(), title = sequence(), upper = sequence(), fold = sequence();
      this.special.set(cp, { lower, title, upper, fold });
    }
  }

  record(cp: number): number {
    return this.blocks[(this.stages[cp >> 7] << 7) + (cp & 127)];
  }
}

let table: TypeTable | undefined;

function loaded(): TypeTable {
  return table ??= new TypeTable();
}

/** The flags of U+0000 to U+00FF; LATIN1_RUNS holds [flags, run length] pairs. */
const LATIN1_FLAGS = new Uint16Array(256);
// deno-fmt-ignore
const LATIN1_RUNS = [
  32768, 9, 32896, 1, 33152, 4, 32768, 14, 33152, 3, 32896, 1, 33408, 1, 33280, 6, 41472, 1, 33280,
  6, 41472, 1, 33280, 1, 35342, 10, 41472, 1, 33280, 6, 40481, 26, 33280, 3, 41472, 1, 35328, 1,
  41472, 1, 40465, 26, 33280, 4, 32768, 6, 33152, 1, 32768, 26, 32896, 1, 33280, 7, 41472, 1, 33280,
  1, 40465, 1, 33280, 2, 40960, 1, 33280, 1, 41472, 1, 33280, 2, 33292, 2, 41472, 1, 56849, 1,
  33280, 1, 43520, 1, 41472, 1, 33292, 1, 40465, 1, 33280, 1, 33288, 3, 33280, 1, 40481, 23, 33280,
  1, 40481, 7, 56849, 1, 40465, 23, 33280, 1, 40465, 8,
];
for (let i = 0, at = 0; i < LATIN1_RUNS.length; i += 2) {
  const end = at + LATIN1_RUNS[i + 1];
  LATIN1_FLAGS.fill(LATIN1_RUNS[i], at, end);
  at = end;
}

/** All the flags of a code point. */
export function flagsOf(cp: number): number {
  if (cp < 256) return LATIN1_FLAGS[cp];
  const types = loaded();
  return types.flags[types.record(cp)];
}

export function isAlpha(cp: number): boolean {
  return (flagsOf(cp) & ALPHA) !== 0;
}

export function isAlnum(cp: number): boolean {
  return (flagsOf(cp) & ALNUM) !== 0;
}

export function isDecimal(cp: number): boolean {
  return (flagsOf(cp) & DECIMAL) !== 0;
}

export function isDigit(cp: number): boolean {
  return (flagsOf(cp) & DIGIT) !== 0;
}

export function isNumeric(cp: number): boolean {
  return (flagsOf(cp) & NUMERIC) !== 0;
}

export function isLower(cp: number): boolean {
  return (flagsOf(cp) & LOWER) !== 0;
}

export function isUpper(cp: number): boolean {
  return (flagsOf(cp) & UPPER) !== 0;
}

export function isTitle(cp: number): boolean {
  return (flagsOf(cp) & TITLE) !== 0;
}

export function isSpace(cp: number): boolean {
  return (flagsOf(cp) & SPACE) !== 0;
}

export function isPrintable(cp: number): boolean {
  return (flagsOf(cp) & PRINTABLE) !== 0;
}

export function isCased(cp: number): boolean {
  return (flagsOf(cp) & CASED) !== 0;
}

export function isCaseIgnorable(cp: number): boolean {
  return (flagsOf(cp) & CASE_IGNORABLE) !== 0;
}

/** Whether Unicode 15.1 assigns a character to the code point. */
export function isAssigned(cp: number): boolean {
  return (flagsOf(cp) & ASSIGNED) !== 0;
}

/** The value of a decimal digit, or -1. */
export function decimalValue(cp: number): number {
  if (cp < 128) return cp >= 48 && cp <= 57 ? cp - 48 : -1;
  const types = loaded();
  return types.decimal[types.record(cp)];
}

/** The value of a digit (superscripts and the like count), or -1. */
export function digitValue(cp: number): number {
  if (cp < 128) return cp >= 48 && cp <= 57 ? cp - 48 : -1;
  const types = loaded();
  return types.digit[types.record(cp)];
}

/** The one-to-one lower case mapping. */
export function simpleLower(cp: number): number {
  if (cp < 128) return cp >= 65 && cp <= 90 ? cp + 32 : cp;
  const types = loaded();
  return cp + types.lower[types.record(cp)];
}

/** The one-to-one upper case mapping. */
export function simpleUpper(cp: number): number {
  if (cp < 128) return cp >= 97 && cp <= 122 ? cp - 32 : cp;
  const types = loaded();
  return cp + types.upper[types.record(cp)];
}

/** The one-to-one title case mapping. */
export function simpleTitle(cp: number): number {
  if (cp < 128) return cp >= 97 && cp <= 122 ? cp - 32 : cp;
  const types = loaded();
  return cp + types.title[types.record(cp)];
}

/** Appends the full lower case of `cp` to `out`, the final sigma aside (it depends on the context). */
export function pushLower(out: number[], cp: number): void {
  if ((flagsOf(cp) & SPECIAL_CASE) === 0) {
    out.push(simpleLower(cp));
  } else {
    for (const target of loaded().special.get(cp)!.lower) out.push(target);
  }
}

/** Appends the full upper case of `cp` to `out`. */
export function pushUpper(out: number[], cp: number): void {
  if ((flagsOf(cp) & SPECIAL_CASE) === 0) {
    out.push(simpleUpper(cp));
  } else {
    for (const target of loaded().special.get(cp)!.upper) out.push(target);
  }
}

/** Appends the full title case of `cp` to `out`. */
export function pushTitle(out: number[], cp: number): void {
  if ((flagsOf(cp) & SPECIAL_CASE) === 0) {
    out.push(simpleTitle(cp));
  } else {
    for (const target of loaded().special.get(cp)!.title) out.push(target);
  }
}

/** Appends the full case fold of `cp` to `out`. */
export function pushFold(out: number[], cp: number): void {
  if ((flagsOf(cp) & SPECIAL_CASE) === 0) {
    out.push(simpleLower(cp));
  } else {
    for (const target of loaded().special.get(cp)!.fold) out.push(target);
  }
}
