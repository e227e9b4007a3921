// A parser of regular expressions in JavaScript, for speed: what the library's parser and compiler (re/_parser.py,
// re/_compiler.py) make of a pattern, as the tree that the engines work on.
//
// It knows what patterns nearly always consist of. Wherever it meets anything else (an error, a warning, locale, names of
// characters, conditionals …) it gives up, and the library's own parser has the last word: so the texts of errors are
// the library's, and this file has none.

import { CaseFolding } from "./fold.ts";
import { CharSet } from "./charsets.ts";
import { At, Flag, Op } from "./opcodes.ts";
import { type Fold, GREEDY, LAZY, type Mode, type Node, POSSESSIVE, UNLIMITED } from "./tree.ts";

/** A pattern that has been understood. */
export interface Parsed {
  readonly nodes: Node[];
  readonly flags: number;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** Thrown where the library's parser has to do it. */
const GIVE_UP: unique symbol = Symbol("not here");
/** Thrown where an inline flag says that the pattern is verbose, which it was not read as. */
const VERBOSE: unique symbol = Symbol("verbose");

function giveUp(): never {
  throw GIVE_UP;
}

/** An item of a class, or a category: a character or range when `category` is -1. */
interface Item {
  from: number;
  to: number;
  category: number;
}

/** A sequence with its least and greatest width. */
class Part {
  readonly nodes: Node[];
  readonly min: number;
  readonly max: number;
  /** It stands in parentheses, and so can be repeated whatever is in it. */
  readonly grouped: boolean;
  constructor(nodes: Node[], min: number, max: number, grouped = false) {
    this.nodes = nodes;
    this.min = min;
    this.max = max;
    this.grouped = grouped;
  }
}

const MAX_WIDTH = 0x7fffffff;

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function isOctal(c: number): boolean {
  return c >= 48 && c <= 55;
}

function isLetter(c: number): boolean {
  return c >= 97 && c <= 122 || c >= 65 && c <= 90;
}

function isBlank(c: number): boolean {
  return c === 32 || c >= 9 && c <= 13;
}

class Parser {
  flags: number;
  groups = 1;
  readonly names: Map<string, number> = new Map();
  private readonly s: ArrayLike<number>;
  private readonly text: string | undefined;
  private i = 0;
  private readonly verbose: boolean;
  private readonly open: Set<number> = new Set();
  private readonly widths: ([number, number] | undefined)[] = [undefined];
  private lookbehind = false;
  private readonly isBytes: boolean;

  constructor(pattern: string | Uint32Array | Uint8Array, flags: number) {
    this.isBytes = pattern instanceof Uint8Array;
    if (typeof pattern === "string") {
      this.text = pattern;
      const units = new Uint16Array(pattern.length);
      for (let i = 0; i < units.length; i++) units[i] = pattern.charCodeAt(i);
      this.s = units;
    } else {
      this.text = undefined;
      this.s = pattern;
    }
    this.flags = flags;
    this.verbose = (flags & Flag.VERBOSE) !== 0;
  }

  parse(): Part {
    const part = this.alternatives(this.flags, true);
    if (this.i < this.s.length) giveUp();
    return part;
  }

  /** The next character, or -1. */
  private peek(): number {
    return this.i < this.s.length ? this.s[this.i] : -1;
  }

  private take(): number {
    return this.i < this.s.length ? this.s[this.i++] : giveUp();
  }

  private accept(c: number): boolean {
    if (this.peek() !== c) return false;
    this.i++;
    return true;
  }

  /** Passes over blanks and comments of a verbose pattern. */
  private skipBlanks(): void {
    const { s } = this;
    for (; this.i < s.length; this.i++) {
      if (s[this.i] === 35) { // #
        while (this.i < s.length && s[this.i] !== 10) this.i++;
      } else if (!isBlank(s[this.i])) return;
    }
  }

  private alternatives(flags: number, first = false): Part {
    const parts = [this.sequence(flags, first)];
    if (this.peek() !== 124) return parts[0]; // |
    while (this.accept(124)) parts.push(this.sequence(first ? this.flags : flags, false));
    return new Part(
      [joined(parts.map((p) => p.nodes))],
      Math.min(...parts.map((p) => p.min)),
      Math.max(...parts.map((p) => p.max)),
    );
  }

  private sequence(flags: number, first: boolean): Part {
    const nodes: Node[] = [];
    let min = 0, max = 0;
    for (;;) {
      const c = this.peek();
      if (c < 0 || c === 124 || c === 41) break; // | )
      this.i++;
      if (this.verbose && (isBlank(c) || c === 35)) { // #
        this.i--;
        this.skipBlanks();
        continue;
      }
      const start = this.i - 1;
      const part = this.item(c, flags, first && start === 0);
      if (part === undefined) {
        // global flags, a comment
        flags = first ? this.flags : flags;
        continue;
      }
      const repeated = this.repeat(part);
      for (const node of repeated.nodes) nodes.push(node);
      min = Math.min(MAX_WIDTH, min + repeated.min);
      max = Math.min(MAX_WIDTH, max + repeated.max);
    }
    return new Part(nodes, min, max);
  }

  /** The quantifier behind an item, if there is one. */
  private repeat(part: Part): Part {
    let min: number, max: number;
    // blanks and comments between an item and its quantifier do not count
    if (this.verbose) this.skipBlanks();
    const c = this.peek();
    if (c === 42) { // *
      min = 0;
      max = UNLIMITED;
      this.i++;
    } else if (c === 43) { // +
      min = 1;
      max = UNLIMITED;
      this.i++;
    } else if (c === 63) { // ?
      min = 0;
      max = 1;
      this.i++;
    } else if (c === 123) { // {
      const bounds = this.bounds();
      if (bounds === undefined) return part;
      [min, max] = bounds;
    } else return part;
    let mode: Mode = GREEDY;
    if (this.accept(63)) mode = LAZY;
    else if (this.accept(43)) mode = POSSESSIVE;
    const { nodes } = part;
    // a position cannot be repeated; a group that is one can
    if (!part.grouped && nodes[0].kind === "at") giveUp();
    const next = this.peek();
    if (next === 42 || next === 43 || next === 63) giveUp(); // a repeat of a repeat
    if (next === 123) giveUp(); // perhaps one
    const [one] = nodes;
    const isSingle = nodes.length === 1 &&
      (one.kind === "char" || one.kind === "any" || one.kind === "set");
    const node: Node = isSingle
      ? { kind: "run", mode, min, max, one }
      : { kind: "repeat", mode, min, max, body: nodes };
    const most = max === UNLIMITED ? (part.max === 0 ? 0 : MAX_WIDTH) : part.max * max;
    return new Part([node], Math.min(MAX_WIDTH, part.min * min), Math.min(MAX_WIDTH, most));
  }

  /** `{m,n}`; `undefined` (and nothing read) where it is only text. */
  private bounds(): [number, number] | undefined {
    const { s } = this;
    let i = this.i + 1;
    if (s[i] === 125) return undefined; // {}
    const number = (): number => {
      const from = i;
      let n = 0;
      while (isDigit(s[i])) n = n * 10 + s[i++] - 48;
      if (n >= 0x7fffffff) giveUp();
      return from === i ? -1 : n;
    };
    const low = number();
    let high = low;
    if (s[i] === 44) { // ,
      i++;
      high = number();
    }
    if (s[i] !== 125) return undefined;
    this.i = i + 1;
    const min = Math.max(low, 0), max = high < 0 ? UNLIMITED : high;
    if (max < min) giveUp();
    return [min, max];
  }

  private item(c: number, flags: number, atStart: boolean): Part | undefined {
    switch (c) {
      case 92:
        return this.escape(flags);
      case 91:
        return one(this.characterClass(flags));
      case 46:
        return one({ kind: "any", newline: (flags & Flag.DOTALL) !== 0 });
      case 94:
        return position((flags & Flag.MULTILINE) !== 0 ? At.BEGINNING_LINE : At.BEGINNING);
      case 36:
        return position((flags & Flag.MULTILINE) !== 0 ? At.END_LINE : At.END);
      case 40:
        return this.group(flags, atStart);
      case 42:
      case 43:
      case 63:
        return giveUp(); // nothing to repeat
      case 123: {
        this.i--;
        if (this.bounds() !== undefined) giveUp();
        this.i++;
        break;
      }
    }
    return one(this.literal(c, flags, false));
  }

  /** Whether characters have Unicode's categories and cases. */
  private isUnicode(flags: number): boolean {
    return !this.isBytes && (flags & Flag.ASCII) === 0;
  }

  private literal(c: number, flags: number, negated: boolean): Node {
    if ((flags & Flag.IGNORECASE) === 0) return { kind: "char", c, negated, fold: 0 };
    if (!this.isUnicode(flags)) {
      if (!isLetter(c)) return { kind: "char", c, negated, fold: 0 };
      return { kind: "char", c: c | 32, negated, fold: 1 };
    }
    if (!CaseFolding.isCased(c)) return { kind: "char", c, negated, fold: 0 };
    const low = CaseFolding.lower(c);
    const others = CaseFolding.others(low);
    if (others.length === 0) return { kind: "char", c: low, negated, fold: 2 };
    const code: number[] = negated ? [Op.NEGATE] : [];
    for (const k of [low, ...others]) code.push(Op.LITERAL, k);
    return { kind: "set", set: charSet(code), fold: 2 };
  }

  /** The number of a category for these flags, from the letter that means it. */
  private category(letter: number, flags: number): number {
    const base = this.isUnicode(flags) ? 10 : 0;
    switch (letter) {
      case 100: // d
        return base;
      case 68:
        return base + 1;
      case 115: // s
        return base + 2;
      case 83:
        return base + 3;
      case 119: // w
        return base + 4;
      case 87:
        return base + 5;
    }
    return -1;
  }

  private escape(flags: number): Part {
    const c = this.take();
    const category = this.category(c, flags);
    if (category >= 0) {
      return one({ kind: "set", set: charSet([Op.CATEGORY, category]), fold: 0 });
    }
    switch (c) {
      case 65: // A
        return position(At.BEGINNING_STRING);
      case 90: // Z
        return position(At.END_STRING);
      case 98: // b
        return position(this.isUnicode(flags) ? At.UNI_BOUNDARY : At.BOUNDARY);
      case 66: // B
        return position(this.isUnicode(flags) ? At.UNI_NON_BOUNDARY : At.NON_BOUNDARY);
    }
    if (c >= 49 && c <= 57) return this.reference(c, flags);
    return one(this.literal(this.escaped(c, false), flags, false));
  }

  /** The character of an escape that is no category, position or reference. */
  private escaped(c: number, inClass: boolean): number {
    switch (c) {
      case 97:
        return 7;
      case 98:
        return inClass ? 8 : giveUp();
      case 102:
        return 12;
      case 110:
        return 10;
      case 114:
        return 13;
      case 116:
        return 9;
      case 118:
        return 11;
      case 120:
        return this.hex(2);
      case 117:
        return this.isBytes ? giveUp() : this.hex(4);
      case 85:
        return this.isBytes ? giveUp() : this.hex(8);
    }
    if (isDigit(c)) {
      if (c !== 48 && !inClass) giveUp();
      if (!isOctal(c)) giveUp();
      let n = c - 48;
      for (let k = 0; k < 2 && isOctal(this.peek()); k++) n = n * 8 + this.take() - 48;
      return n > 255 ? giveUp() : n;
    }
    return isLetter(c) ? giveUp() : c;
  }

  private hex(digits: number): number {
    let n = 0;
    for (let k = 0; k < digits; k++) {
      const c = this.take();
      const d = isDigit(c) ? c - 48 : (c | 32) >= 97 && (c | 32) <= 102 ? (c | 32) - 87 : giveUp();
      n = n * 16 + d;
    }
    return n > 0x10ffff ? giveUp() : n;
  }

  /** `\1`: a reference, unless it is an octal escape. */
  private reference(c: number, flags: number): Part {
    let n = c - 48;
    if (isDigit(this.peek())) {
      const second = this.take();
      n = n * 10 + second - 48;
      if (isOctal(c) && isOctal(second) && isOctal(this.peek())) {
        const value = (c - 48) * 64 + (second - 48) * 8 + this.take() - 48;
        return value > 255 ? giveUp() : one(this.literal(value, flags, false));
      }
    }
    return this.referenceTo(n, flags);
  }

  private referenceTo(n: number, flags: number): Part {
    const width = this.widths[n];
    if (width === undefined || this.open.has(n) || this.lookbehind) giveUp();
    const fold: Fold = (flags & Flag.IGNORECASE) === 0 ? 0 : this.isUnicode(flags) ? 2 : 1;
    return new Part([{ kind: "ref", group: n - 1, fold }], width[0], width[1]);
  }

  private characterClass(flags: number): Node {
    const negated = this.accept(94); // ^
    const items: Item[] = [];
    if (this.peek() === 91) giveUp(); // a nested set is warned about
    for (;;) {
      const c = this.take();
      if (c === 93 && items.length > 0) break; // ]
      const low = this.classItem(c, flags, items.length > 0);
      if (!this.accept(45)) { // -
        items.push(low);
        continue;
      }
      const d = this.take();
      if (d === 93) {
        items.push(low, { from: 45, to: 45, category: -1 });
        break;
      }
      if (d === 45) giveUp();
      const high = d === 92 ? this.classEscape(flags) : character(d);
      if (low.category >= 0 || high.category >= 0 || high.from < low.from) giveUp();
      items.push({ from: low.from, to: high.from, category: -1 });
    }
    const [first] = items;
    if (items.length === 1 && first.category < 0 && first.from === first.to) {
      return this.literal(first.from, flags, negated);
    }
    return this.setOf(items, negated, flags);
  }

  private classItem(c: number, flags: number, later: boolean): Item {
    if (c === 92) return this.classEscape(flags);
    // set operations are warned about: -- && ~~ ||
    if (later && (c === 45 || c === 38 || c === 126 || c === 124) && this.peek() === c) giveUp();
    return character(c);
  }

  private classEscape(flags: number): Item {
    const c = this.take();
    const category = this.category(c, flags);
    return category >= 0 ? { from: 0, to: 0, category } : character(this.escaped(c, true));
  }

  private setOf(items: readonly Item[], negated: boolean, flags: number): Node {
    const code: number[] = negated ? [Op.NEGATE] : [];
    const ignores = (flags & Flag.IGNORECASE) !== 0;
    const unicode = this.isUnicode(flags);
    let cased = false;
    for (const { from, to, category } of items) {
      if (category >= 0) {
        code.push(Op.CATEGORY, category);
      } else if (!ignores) {
        if (from === to) code.push(Op.LITERAL, from);
        else code.push(Op.RANGE, from, to);
      } else {
        if (to - from > 1000 || to > 0xffff) giveUp();
        for (let c = from; c <= to; c++) {
          if (!unicode) {
            code.push(Op.LITERAL, isLetter(c) ? c | 32 : c);
            if (isLetter(c)) cased = true;
            continue;
          }
          const low = CaseFolding.lower(c);
          code.push(Op.LITERAL, low);
          for (const k of CaseFolding.others(low)) code.push(Op.LITERAL, k);
          if (!cased && CaseFolding.isCased(c)) cased = true;
        }
      }
    }
    const fold: Fold = !cased ? 0 : unicode ? 2 : 1;
    return { kind: "set", set: charSet(code), fold };
  }

  private group(flags: number, atStart: boolean): Part | undefined {
    if (!this.accept(63)) return this.capture(flags, undefined); // ?
    const c = this.take();
    switch (c) {
      case 58: // :
        return this.inner(flags);
      case 80: // P
        return this.named(flags);
      case 35: // #
        while (this.take() !== 41);
        return undefined;
      case 61: // =
      case 33: // !
        return this.look(flags, c === 33, false);
      case 60: { // <
        const d = this.take();
        if (d !== 61 && d !== 33) giveUp();
        return this.look(flags, d === 33, true);
      }
      case 62: { // >
        const part = this.inner(flags);
        return new Part([{ kind: "atomic", body: part.nodes }], part.min, part.max, true);
      }
    }
    return this.flagGroup(c, flags, atStart);
  }

  /** The inside of a group up to its parenthesis. */
  private inner(flags: number): Part {
    const part = this.alternatives(flags);
    if (!this.accept(41)) giveUp();
    return new Part(part.nodes, part.min, part.max, true);
  }

  private capture(flags: number, name: string | undefined): Part {
    const n = this.groups++;
    this.widths.push(undefined);
    if (name !== undefined) {
      if (this.names.has(name)) giveUp();
      this.names.set(name, n);
    }
    this.open.add(n);
    const part = this.inner(flags);
    this.open.delete(n);
    this.widths[n] = [part.min, part.max];
    const nodes: Node[] = [
      { kind: "mark", n: 2 * n - 2 },
      ...part.nodes,
      { kind: "mark", n: 2 * n - 1 },
    ];
    return new Part(nodes, part.min, part.max, true);
  }

  private name(end: number): string {
    const { text } = this;
    if (text === undefined) return giveUp();
    const from = this.i;
    for (;;) {
      const c = this.take();
      if (c === end) break;
      if (!isLetter(c) && c !== 95 && !(isDigit(c) && this.i > from + 1)) giveUp();
    }
    return this.i === from + 1 ? giveUp() : text.slice(from, this.i - 1);
  }

  private named(flags: number): Part {
    const c = this.take();
    if (c === 60) return this.capture(flags, this.name(62)); // <name>
    if (c !== 61) giveUp();
    const n = this.names.get(this.name(41)); // =name)
    return n === undefined ? giveUp() : this.referenceTo(n, flags);
  }

  private look(flags: number, negated: boolean, back: boolean): Part {
    const before = this.lookbehind;
    if (back) this.lookbehind = true;
    const part = this.inner(flags);
    this.lookbehind = before;
    if (back && (part.min !== part.max || part.max >= MAX_WIDTH)) giveUp();
    // the library makes a failure of (?!)
    const node: Node = negated && !back && part.nodes.length === 0
      ? { kind: "fail" }
      : { kind: "look", negated, back: back ? part.min : 0, body: part.nodes };
    return new Part([node], 0, 0, true);
  }

  /** `(?i)` at the very start, `(?i-s:…)`. */
  private flagGroup(c: number, flags: number, atStart: boolean): Part | undefined {
    let add = 0, remove = 0, removing = false;
    for (let d = c;; d = this.take()) {
      if (d === 41) { // )
        if (removing || !atStart || (add & Flag.ASCII) !== 0) giveUp();
        if ((add & Flag.VERBOSE) !== 0 && !this.verbose) throw VERBOSE;
        this.flags |= add;
        return undefined;
      }
      if (d === 58) break; // :
      if (d === 45) { // -
        if (removing) giveUp();
        removing = true;
        continue;
      }
      if (d === 97 && !this.isBytes && !removing) {
        add |= Flag.ASCII;
        continue;
      }
      const bit = d === 105
        ? Flag.IGNORECASE
        : d === 109
        ? Flag.MULTILINE
        : d === 115
        ? Flag.DOTALL
        : d === 120 && atStart
        ? Flag.VERBOSE
        : giveUp();
      if (removing) remove |= bit;
      else add |= bit;
    }
    // blanks that count in one part and not in another are too rare to be done here
    if ((add & remove) !== 0 || ((add | remove) & Flag.VERBOSE) !== 0) giveUp();
    if (removing && remove === 0) giveUp();
    return this.inner((flags | add) & ~remove);
  }
}

function one(node: Node): Part {
  return new Part([node], 1, 1);
}

function position(where: number): Part {
  return new Part([{ kind: "at", where }], 0, 0);
}

function character(c: number): Item {
  return { from: c, to: c, category: -1 };
}

function charSet(code: number[]): CharSet {
  code.push(Op.FAILURE);
  return new CharSet(Uint32Array.from(code), 0);
}

/** Alternatives as one node; a set where all of them are one character. */
function joined(alternatives: Node[][]): Node {
  const code: number[] = [];
  for (const nodes of alternatives) {
    const [node] = nodes;
    if (nodes.length !== 1 || node.kind !== "char" || node.negated || node.fold !== 0) {
      return { kind: "branch", alternatives };
    }
    code.push(Op.LITERAL, node.c);
  }
  return { kind: "set", set: charSet(code), fold: 0 };
}

/** Flags with which the library's parser is not needed for certain. */
const KNOWN = Flag.IGNORECASE | Flag.MULTILINE | Flag.DOTALL | Flag.UNICODE | Flag.VERBOSE |
  Flag.ASCII;

/** Parses a pattern; `undefined` where the library's parser has to do it. */
export function parse(
  pattern: string | Uint32Array | Uint8Array,
  flags: number,
): Parsed | undefined {
  if ((flags & ~KNOWN) !== 0) return undefined;
  const isBytes = pattern instanceof Uint8Array;
  if ((flags & Flag.UNICODE) !== 0 && (isBytes || (flags & Flag.ASCII) !== 0)) return undefined;
  try {
    return parseWith(pattern, flags);
  } catch (e) {
    if (e === VERBOSE) return parse(pattern, flags | Flag.VERBOSE);
    // nested too deep for JavaScript: the library says so
    if (e === GIVE_UP || e instanceof RangeError) return undefined;
    throw e;
  }
}

function parseWith(pattern: string | Uint32Array | Uint8Array, flags: number): Parsed {
  const p = new Parser(pattern, flags);
  const { nodes } = p.parse();
  const isBytes = pattern instanceof Uint8Array;
  const unicode = isBytes || (p.flags & Flag.ASCII) !== 0 ? 0 : Flag.UNICODE;
  return { nodes, flags: p.flags | unicode, groups: p.groups - 1, names: p.names };
}
