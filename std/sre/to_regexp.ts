// From the tree of a pattern to the source of a JavaScript RegExp, where the two mean the same for every subject that is
// a JavaScript string (each unit a character); `undefined` where they may differ.
//
// What is refused, and why:
// - possessive repeats, atomic groups and conditionals: JavaScript has none;
// - a repeat whose body may match nothing: Python takes one empty round, JavaScript none;
// - a repeat with groups that a round may leave out: Python keeps what an earlier round set, JavaScript forgets it;
// - groups in a negative look-ahead or in a look-behind (which JavaScript matches from right to left);
// - references to groups that may not have matched (nothing in Python, the empty text in JavaScript), or by case;
// - large ranges that are compared without regard to case.
// The source is for a RegExp without the flags i, m, s, u and v: what they would do is spelled out.

import type { CharSet } from "./charsets.ts";
import { isUnicodeDigit, isUnicodeSpace, isUnicodeWord, simpleLower } from "./charsets.ts";
import { At, Op } from "./opcodes.ts";
import {
  type Fold,
  LAZY,
  minWidth,
  type Node,
  POSSESSIVE,
  type Single,
  UNLIMITED,
} from "./tree.ts";

/** A pattern in JavaScript's words. */
export interface Translation {
  readonly source: string;
  /** The groups in the order in which they are closed: the last one that has matched is `lastindex`. */
  readonly closing: readonly number[];
  /** The fewest characters that a match has. */
  readonly minWidth: number;
  /** The number of characters of every match, or -1. */
  readonly width: number;
}

/** Thrown where a pattern cannot be said. */
const REFUSED: unique symbol = Symbol("refused");

function refuse(): never {
  throw REFUSED;
}

/** One character as it stands in a RegExp, in or outside of a class. */
function escaped(c: number): string {
  if (c >= 48 && c <= 57 || c >= 65 && c <= 90 || c >= 97 && c <= 122) {
    return String.fromCharCode(c);
  }
  return "\\u" + c.toString(16).padStart(4, "0");
}

function range(from: number, to: number): string {
  return from === to ? escaped(from) : `${escaped(from)}-${escaped(to)}`;
}

/** The characters up to U+FFFF for which `test` holds, as the inside of a class. */
function rangesOf(test: (c: number) => boolean): string {
  let text = "", start = -1;
  for (let c = 0; c <= 0x10000; c++) {
    const has = c < 0x10000 && test(c);
    if (has && start < 0) start = c;
    else if (!has && start >= 0) {
      text += range(start, c - 1);
      start = -1;
    }
  }
  return text;
}

/** The insides of classes for the categories of str patterns: made when first needed, word characters are many. */
const unicodeClasses: Map<number, string> = new Map();

function unicodeClass(category: number): string {
  let text = unicodeClasses.get(category);
  if (text === undefined) {
    const test = category < 12 ? isUnicodeDigit : category < 14 ? isUnicodeSpace : isUnicodeWord;
    text = rangesOf((category & 1) === 0 ? test : (c) => !test(c));
    unicodeClasses.set(category, text);
  }
  return text;
}

const ASCII_SPACE = "\\t-\\r ";
const NOT_ASCII_SPACE = "\\0-\\u0008\\u000e-\\u001f!-\\uffff";

/** The inside of a class for a category (CHCODES of the library, in order). */
function category(n: number): string {
  switch (n) {
    case 0:
      return "0-9";
    case 1:
      return "\\D";
    case 2:
      return ASCII_SPACE;
    case 3:
      return NOT_ASCII_SPACE;
    case 4:
      return "\\w";
    case 5:
      return "\\W";
    case 6:
      return "\\n";
    case 7:
      return "\\0-\\t\\u000b-\\uffff";
  }
  return n >= 10 && n <= 15 ? unicodeClass(n) : refuse();
}

/** The characters beyond ASCII by their lower case; made when the first pattern needs it. */
let upperOf: Map<number, string> | undefined;

function beyondAscii(lower: number): string {
  if (upperOf === undefined) {
    upperOf = new Map();
    for (let c = 128; c < 0x10000; c++) {
      const low = simpleLower(c);
      if (low !== c) upperOf.set(low, (upperOf.get(low) ?? "") + escaped(c));
    }
  }
  return upperOf.get(lower) ?? "";
}

/** All characters whose lower case is `c`: what a comparison without regard to case takes for it. */
function caseVariants(c: number, fold: Fold): string {
  let text = "";
  const isLetter = c >= 97 && c <= 122;
  if (c >= 65 && c <= 90) return ""; // nothing has a capital for its lower case
  if (fold === 1) text = isLetter ? escaped(c) + escaped(c - 32) : escaped(c);
  else {
    if (isLetter) text = escaped(c - 32);
    if (simpleLower(c) === c) text += escaped(c);
    if (c > 127 || c === 105 || c === 107) text += beyondAscii(c);
  }
  return text;
}

/** A set as the inside of a class, with `^` in front where it is negated. */
function classOf(set: CharSet, fold: Fold): string {
  const { code } = set;
  let i = set.start;
  let text = "", negated = "";
  const one = (c: number) => {
    if (c <= 0xffff) text += fold === 0 ? escaped(c) : caseVariants(c, fold);
  };
  const many = (from: number, to: number) => {
    if (from > 0xffff) return;
    if (fold === 0) text += range(from, Math.min(to, 0xffff));
    else for (let c = from; c <= to; c++) one(c);
  };
  const bits = (at: number, base: number) => {
    let start = -1;
    for (let c = 0; c <= 256; c++) {
      const has = c < 256 && (code[at + (c >> 5)] >>> (c & 31) & 1) !== 0;
      if (has && start < 0) start = c;
      else if (!has && start >= 0) {
        many(base + start, base + c - 1);
        start = -1;
      }
    }
  };
  for (;;) {
    switch (code[i++]) {
      case Op.FAILURE:
        return negated + text;
      case Op.NEGATE:
        if (text !== "") refuse();
        negated = "^";
        break;
      case Op.LITERAL:
        one(code[i++]);
        break;
      case Op.RANGE:
        if (fold !== 0 && code[i + 1] - code[i] > 1000) refuse();
        many(code[i], code[i + 1]);
        i += 2;
        break;
      case Op.CATEGORY:
        text += category(code[i++]);
        break;
      case Op.CHARSET:
        bits(i, 0);
        i += 8;
        break;
      case Op.BIGCHARSET: {
        if (fold !== 0) refuse();
        const count = code[i++];
        const blocks = i + 64;
        for (let high = 0; high < 256; high++) {
          bits(blocks + (code[i + (high >> 2)] >>> ((high & 3) * 8) & 255) * 8, high << 8);
        }
        i = blocks + count * 8;
        break;
      }
      default:
        refuse();
    }
  }
}

function single(node: Single): string {
  switch (node.kind) {
    case "any":
      return node.newline ? "[^]" : "[^\\n]";
    case "char": {
      const { c, fold, negated } = node;
      if (fold === 0) {
        if (c > 0xffff) return negated ? "[^]" : "[]";
        return negated ? `[^${escaped(c)}]` : escaped(c);
      }
      if (c > 0xffff) refuse();
      // the code has what is to be compared in lower case; a character is also itself
      const text = negated ? caseVariants(c, fold) : caseVariants(c, fold) + escaped(c);
      return negated ? `[^${text}]` : `[${text}]`;
    }
    case "set":
      return `[${classOf(node.set, node.fold)}]`;
  }
}

function position(where: number): string {
  switch (where) {
    case At.BEGINNING:
    case At.BEGINNING_STRING:
      return "^";
    case At.BEGINNING_LINE:
      return "(?<![^\\n])";
    case At.END:
      return "(?=\\n?$)";
    case At.END_LINE:
      return "(?![^\\n])";
    case At.END_STRING:
      return "$";
    case At.BOUNDARY:
      return "\\b";
    case At.NON_BOUNDARY:
      return "\\B";
    case At.UNI_BOUNDARY:
    case At.UNI_NON_BOUNDARY: {
      const w = `[${unicodeClass(14)}]`;
      return where === At.UNI_BOUNDARY
        ? `(?:(?<=${w})(?!${w})|(?<!${w})(?=${w}))`
        : `(?:(?<=${w})(?=${w})|(?<!${w})(?!${w}))`;
    }
  }
  return refuse();
}

function quantifier(min: number, max: number, lazy: boolean): string {
  const text = max === UNLIMITED
    ? min === 0 ? "*" : min === 1 ? "+" : `{${min},}`
    : min === 0 && max === 1
    ? "?"
    : min === max
    ? `{${min}}`
    : `{${min},${max}}`;
  return lazy ? text + "?" : text;
}

class Writer {
  readonly closing: number[] = [];
  /** Groups that have matched wherever the text at hand is reached. */
  private certain: Set<number>;
  private readonly seen: number[];
  /** Groups may not be told apart here. */
  private noGroups: boolean;
  constructor() {
    this.certain = new Set();
    this.seen = [];
    this.noGroups = false;
  }

  sequence(nodes: readonly Node[]): string {
    let text = "";
    for (const node of nodes) text += this.node(node);
    return text;
  }

  private mark(n: number): string {
    if (this.noGroups) refuse();
    const group = (n >> 1) + 1;
    if ((n & 1) === 0) {
      // JavaScript counts groups as they open
      if (group !== this.seen.length + 1) refuse();
      this.seen.push(group);
      return "(";
    }
    this.closing.push(group);
    this.certain.add(group);
    return ")";
  }

  /** Writes a part that may be left out: the groups in it are not certain afterwards. */
  private maybe<T>(write: () => T): T {
    const before = this.certain;
    this.certain = new Set(before);
    const result = write();
    this.certain = before;
    return result;
  }

  private withoutGroups(nodes: readonly Node[]): string {
    const before = this.noGroups;
    this.noGroups = true;
    const text = this.maybe(() => this.sequence(nodes));
    this.noGroups = before;
    return text;
  }

  private node(node: Node): string {
    switch (node.kind) {
      case "char":
      case "any":
      case "set":
        return single(node);
      case "at":
        return position(node.where);
      case "mark":
        return this.mark(node.n);
      case "branch":
        return `(?:${
          node.alternatives.map((nodes) => this.maybe(() => this.sequence(nodes))).join("|")
        })`;
      case "run":
        if (node.mode === POSSESSIVE) refuse();
        return single(node.one) + quantifier(node.min, node.max, node.mode === LAZY);
      case "repeat":
        return this.repeat(node.min, node.max, node.mode, node.body);
      case "look":
        return this.look(node.negated, node.back, node.body);
      case "ref":
        if (node.fold !== 0 || !this.certain.has(node.group + 1)) refuse();
        // a digit may follow
        return `(?:\\${node.group + 1})`;
      case "fail":
        return "[]";
    }
    return refuse();
  }

  private repeat(min: number, max: number, mode: number, body: readonly Node[]): string {
    if (mode === POSSESSIVE || minWidth(body) === 0) refuse();
    const write = () => {
      const before = this.certain;
      const opened = this.seen.length;
      const text = this.sequence(body);
      // each round has to set all of its groups
      if (max > 1) {
        for (let g = opened; g < this.seen.length; g++) {
          if (!this.certain.has(this.seen[g])) refuse();
        }
      }
      void before;
      return text;
    };
    const text = min === 0 ? this.maybe(write) : write();
    return `(?:${text})${quantifier(min, max, mode === LAZY)}`;
  }

  private look(negated: boolean, back: number, body: readonly Node[]): string {
    if (back > 0) return `(?<${negated ? "!" : "="}${this.withoutGroups(body)})`;
    if (negated) return `(?!${this.withoutGroups(body)})`;
    return `(?=${this.sequence(body)})`;
  }
}

/** The number of characters that a sequence always has, or -1. */
function fixedWidth(nodes: readonly Node[]): number {
  let n = 0;
  for (const node of nodes) {
    switch (node.kind) {
      case "char":
      case "any":
      case "set":
        n++;
        break;
      case "run":
        if (node.min !== node.max) return -1;
        n += node.min;
        break;
      case "repeat": {
        const w = fixedWidth(node.body);
        if (w < 0 || node.min !== node.max) return -1;
        n += w * node.min;
        break;
      }
      case "branch": {
        const widths = node.alternatives.map(fixedWidth);
        if (widths[0] < 0 || widths.some((w) => w !== widths[0])) return -1;
        n += widths[0];
        break;
      }
      case "ref":
      case "conditional":
      case "atomic":
        return -1;
    }
  }
  return n;
}

/** The RegExp source of a pattern, or `undefined` where JavaScript may find something else. */
export function toRegExp(nodes: readonly Node[], groups: number): Translation | undefined {
  const w = new Writer();
  try {
    const source = w.sequence(nodes);
    if (w.closing.length !== groups) return undefined;
    return { source, closing: w.closing, minWidth: minWidth(nodes), width: fixedWidth(nodes) };
  } catch (e) {
    if (e === REFUSED) return undefined;
    throw e;
  }
}
