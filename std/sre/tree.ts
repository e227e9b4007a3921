// The library's code as a tree, from which the program of the backtracking machine (program.ts) and, where it can be, a
// JavaScript RegExp (to_regexp.ts) are made.
//
// The code is nested by offsets: a branch holds its alternatives, a repeat its body. A group is a pair of marks in one
// sequence. Whatever the compiler of the library would not write is refused with a RangeError.

import { CharSet } from "./charsets.ts";
import { MAXREPEAT, Op } from "./opcodes.ts";

/** How a character is compared: as it is, by ASCII case, by Unicode case. */
export type Fold = 0 | 1 | 2;

/** Whether a repeat takes much, little, or much without giving any back. */
export const GREEDY = 0, LAZY = 1, POSSESSIVE = 2;
export type Mode = typeof GREEDY | typeof LAZY | typeof POSSESSIVE;

/** No limit. */
export const UNLIMITED = 0x7fffffff;

export type Single =
  | { kind: "char"; c: number; negated: boolean; fold: Fold }
  | { kind: "any"; newline: boolean }
  | { kind: "set"; set: CharSet; fold: Fold };

export type Node =
  | Single
  | { kind: "at"; where: number }
  | { kind: "mark"; n: number }
  | { kind: "branch"; alternatives: Node[][] }
  | { kind: "repeat"; mode: Mode; min: number; max: number; body: Node[] }
  /** A repeat of one character. */
  | { kind: "run"; mode: Mode; min: number; max: number; one: Single }
  | { kind: "atomic"; body: Node[] }
  /** `back` characters before here, or ahead where it is 0. */
  | { kind: "look"; negated: boolean; back: number; body: Node[] }
  /** What a group has matched; groups count from 0 here. */
  | { kind: "ref"; group: number; fold: Fold }
  | { kind: "conditional"; group: number; yes: Node[]; no: Node[] }
  | { kind: "fail" };

/** The fewest characters that a sequence matches. */
export function minWidth(nodes: readonly Node[]): number {
  let n = 0;
  for (const node of nodes) n += nodeWidth(node);
  return n;
}

function nodeWidth(node: Node): number {
  switch (node.kind) {
    case "char":
    case "any":
    case "set":
      return 1;
    case "branch":
      return Math.min(...node.alternatives.map(minWidth));
    case "repeat":
      return node.min * minWidth(node.body);
    case "run":
      return node.min;
    case "atomic":
      return minWidth(node.body);
    case "conditional":
      return Math.min(minWidth(node.yes), minWidth(node.no));
  }
  return 0;
}

class Reader {
  private readonly code: Uint32Array;
  private at: number;

  constructor(code: Uint32Array) {
    this.code = code;
    this.at = 0;
  }

  /** Instructions up to `end`, or to a SUCCESS or JUMP, which are left for the caller. */
  sequence(end: number): Node[] {
    const nodes: Node[] = [];
    while (this.at < end) {
      const op = this.code[this.at];
      if (op === Op.SUCCESS || op === Op.JUMP) break;
      if (op === Op.INFO) this.at += 1 + this.code[this.at + 1];
      else nodes.push(this.instruction());
    }
    return nodes;
  }

  /** The operand of a skip at `at`: where the part ends. */
  private skip(at: number): number {
    return at + this.code[at];
  }

  private instruction(): Node {
    const { code } = this;
    const i = this.at;
    const one = this.single(i);
    if (one !== undefined) return one;
    switch (code[i]) {
      case Op.FAILURE:
        this.at = i + 1;
        return { kind: "fail" };
      case Op.AT:
        this.at = i + 2;
        return { kind: "at", where: code[i + 1] };
      case Op.MARK:
        this.at = i + 2;
        return { kind: "mark", n: code[i + 1] };
      case Op.GROUPREF:
        return this.ref(i, 0);
      case Op.GROUPREF_IGNORE:
      case Op.GROUPREF_LOC_IGNORE:
        return this.ref(i, 1);
      case Op.GROUPREF_UNI_IGNORE:
        return this.ref(i, 2);
      case Op.BRANCH:
        return this.branch(i);
      case Op.GROUPREF_EXISTS:
        return this.conditional(i);
      case Op.ASSERT:
      case Op.ASSERT_NOT: {
        const end = this.skip(i + 1);
        const body = this.part(i + 3, end);
        this.at = end;
        return { kind: "look", negated: code[i] === Op.ASSERT_NOT, back: code[i + 2], body };
      }
      case Op.ATOMIC_GROUP: {
        const end = this.skip(i + 1);
        const body = this.part(i + 2, end);
        this.at = end;
        return { kind: "atomic", body };
      }
      case Op.REPEAT_ONE:
        return this.run(i, GREEDY);
      case Op.MIN_REPEAT_ONE:
        return this.run(i, LAZY);
      case Op.POSSESSIVE_REPEAT_ONE:
        return this.run(i, POSSESSIVE);
      case Op.REPEAT:
      case Op.POSSESSIVE_REPEAT:
        return this.repeat(i);
    }
    throw new RangeError(`regular expression code ${code[i]} at ${i}`);
  }

  private part(start: number, end: number): Node[] {
    this.at = start;
    return this.sequence(end);
  }

  private ref(i: number, fold: Fold): Node {
    this.at = i + 2;
    return { kind: "ref", group: this.code[i + 1], fold };
  }

  private char(i: number, negated: boolean, fold: Fold): Single {
    this.at = i + 2;
    return { kind: "char", c: this.code[i + 1], negated, fold };
  }

  private set(i: number, fold: Fold): Single {
    this.at = this.skip(i + 1);
    return { kind: "set", set: new CharSet(this.code, i + 2), fold };
  }

  private single(i: number): Single | undefined {
    switch (this.code[i]) {
      case Op.ANY:
        this.at = i + 1;
        return { kind: "any", newline: false };
      case Op.ANY_ALL:
        this.at = i + 1;
        return { kind: "any", newline: true };
      case Op.LITERAL:
        return this.char(i, false, 0);
      case Op.NOT_LITERAL:
        return this.char(i, true, 0);
      case Op.LITERAL_IGNORE:
      case Op.LITERAL_LOC_IGNORE:
        return this.char(i, false, 1);
      case Op.NOT_LITERAL_IGNORE:
      case Op.NOT_LITERAL_LOC_IGNORE:
        return this.char(i, true, 1);
      case Op.LITERAL_UNI_IGNORE:
        return this.char(i, false, 2);
      case Op.NOT_LITERAL_UNI_IGNORE:
        return this.char(i, true, 2);
      case Op.CATEGORY:
        this.at = i + 2;
        return {
          kind: "set",
          set: new CharSet(Uint32Array.of(Op.CATEGORY, this.code[i + 1], Op.FAILURE), 0),
          fold: 0,
        };
      case Op.IN:
        return this.set(i, 0);
      case Op.IN_IGNORE:
      case Op.IN_LOC_IGNORE:
        return this.set(i, 1);
      case Op.IN_UNI_IGNORE:
        return this.set(i, 2);
    }
    return undefined;
  }

  /** Alternatives, each with its length in front and a JUMP over the others at its end; the list ends with FAILURE. */
  private branch(i: number): Node {
    const alternatives: Node[][] = [];
    let at = i + 1;
    while (this.code[at] !== Op.FAILURE) {
      const next = this.skip(at);
      alternatives.push(this.part(at + 1, next));
      at = next;
    }
    this.at = at + 1;
    return { kind: "branch", alternatives };
  }

  private conditional(i: number): Node {
    const { code } = this;
    const end = i + 1 + code[i + 2];
    const yes = this.part(i + 3, end);
    let no: Node[] = [];
    if (this.at < end && code[this.at] === Op.JUMP) {
      const after = this.skip(this.at + 1);
      no = this.part(this.at + 2, after);
      this.at = after;
    } else this.at = end;
    return { kind: "conditional", group: code[i + 1], yes, no };
  }

  private run(i: number, mode: Mode): Node {
    const { code } = this;
    const end = this.skip(i + 1);
    const one = this.single(i + 4);
    if (one === undefined) {
      throw new RangeError(`regular expression code ${code[i + 4]} at ${i + 4}`);
    }
    this.at = end;
    return { kind: "run", mode, min: bound(code[i + 2]), max: bound(code[i + 3]), one };
  }

  private repeat(i: number): Node {
    const { code } = this;
    const end = this.skip(i + 1);
    const body = this.part(i + 4, end);
    this.at = end + 1;
    const mode = code[i] === Op.POSSESSIVE_REPEAT
      ? POSSESSIVE
      : code[end] === Op.MIN_UNTIL
      ? LAZY
      : GREEDY;
    return { kind: "repeat", mode, min: bound(code[i + 2]), max: bound(code[i + 3]), body };
  }
}

function bound(n: number): number {
  return n >= MAXREPEAT || n > UNLIMITED ? UNLIMITED : n;
}

/** The tree of a pattern's code. */
export function readCode(code: Uint32Array): Node[] {
  return new Reader(code).sequence(code.length);
}
