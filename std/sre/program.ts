// From the tree of a pattern to a program for the backtracking machine.
//
// The program is flat: alternatives are SPLITs, loops are jumps with a counter in a register, so that the machine
// (matcher.ts) needs only one stack of choices. Four ints an instruction: op, a, b, c.

import type { CharSet } from "./charsets.ts";
import { At } from "./opcodes.ts";
import { GREEDY, LAZY, minWidth, type Node, POSSESSIVE, type Single } from "./tree.ts";

/** Instructions of the machine. `set` is an index into `Program.sets`. */
export const I = {
  MATCH: 0,
  FAIL: 1,
  /** One character equal to a. */
  CHAR: 2,
  NOT_CHAR: 3,
  /** Any character but a newline; any character. */
  ANY: 4,
  ANY_ALL: 5,
  /** A character of set a. */
  SET: 6,
  /** A character whose lower case (b: 0 ASCII, 1 Unicode) is a; is not a; is in set a. */
  CHAR_FOLD: 7,
  NOT_CHAR_FOLD: 8,
  SET_FOLD: 9,
  /** A position (At.*). */
  AT: 10,
  JUMP: 11,
  /** Goes on at a; on failure at b. */
  SPLIT: 12,
  /** Mark a is here. */
  MARK: 13,
  /** What group a matched; b: 0 as it is, 1 by ASCII case, 2 by Unicode case. */
  GROUPREF: 14,
  /** Goes on at the next instruction if group a has matched, else at b. */
  GROUP_EXISTS: 15,
  /** As many as can be of the one-character instruction at a, at least b, at most c; then gives back one by one. */
  GREEDY_ONE: 16,
  /** As few as can be. */
  LAZY_ONE: 17,
  /** As many as can be, and gives none back. */
  POSSESSIVE_ONE: 18,
  /** Registers a (count) and a + 1 (last position) are set for a new loop. */
  LOOP_INIT: 19,
  /** The end of the body of a greedy loop over register a: b is the body; the bounds follow in BOUNDS. */
  LOOP_GREEDY: 20,
  LOOP_LAZY: 21,
  /** Operand of the instruction before: a minimum, b maximum. */
  BOUNDS: 22,
  /** Remembers in register a how high the stack is. */
  ENTER: 23,
  /** Forgets all choices since ENTER a: what is inside an atomic group is not tried again. */
  CUT: 24,
  /** As CUT, and goes back to the position in register a + 1: the end of a look-ahead or look-behind. */
  CUT_BACK: 25,
  /** The end of a negative look-around: undoes everything since ENTER a and fails. */
  CUT_FAIL: 26,
  /** Position minus a; fails where that is before the beginning. */
  BACK: 27,
  /** One more round of a possessive loop over register a; goes on at b while the maximum (BOUNDS) is not reached. */
  LOOP_POSSESSIVE: 28,
} as const;

/** A compiled pattern. */
export interface Program {
  readonly code: Int32Array;
  readonly sets: readonly CharSet[];
  /** Registers beyond the marks. */
  readonly registers: number;
  /** Literal text that every match begins with. */
  readonly prefix: readonly number[];
  /** The set that the first character is in, or `undefined` where it is not known. */
  readonly first: CharSet | undefined;
  /** The least length of a match. */
  readonly minWidth: number;
  /** Matches can only begin where the subject does. */
  readonly anchored: boolean;
}

class Emitter {
  readonly out: number[] = [];
  readonly sets: CharSet[] = [];
  registers = 0;

  emit(op: number, a = 0, b = 0, c = 0): number {
    const at = this.out.length;
    this.out.push(op, a, b, c);
    return at;
  }

  sequence(nodes: readonly Node[]): void {
    for (const node of nodes) this.node(node);
  }

  private allocate(n: number): number {
    const r = this.registers;
    this.registers += n;
    return r;
  }

  private node(node: Node): void {
    switch (node.kind) {
      case "char":
      case "any":
      case "set":
        this.single(node);
        break;
      case "at":
        this.emit(I.AT, node.where);
        break;
      case "mark":
        this.emit(I.MARK, node.n);
        break;
      case "ref":
        this.emit(I.GROUPREF, node.group, node.fold);
        break;
      case "branch":
        this.branch(node.alternatives);
        break;
      case "conditional":
        this.conditional(node.group, node.yes, node.no);
        break;
      case "look":
        this.look(node.negated, node.back, node.body);
        break;
      case "atomic": {
        const r = this.allocate(2);
        this.emit(I.ENTER, r);
        this.sequence(node.body);
        this.emit(I.CUT, r);
        break;
      }
      case "run": {
        const kind = node.mode === GREEDY
          ? I.GREEDY_ONE
          : node.mode === LAZY
          ? I.LAZY_ONE
          : I.POSSESSIVE_ONE;
        // the one-character instruction stands behind a jump over it
        const at = this.emit(kind, 0, node.min, node.max);
        const jump = this.emit(I.JUMP);
        this.out[at + 1] = this.out.length;
        this.single(node.one);
        this.out[jump + 1] = this.out.length;
        break;
      }
      case "repeat":
        if (node.mode === POSSESSIVE) this.possessive(node.min, node.max, node.body);
        else this.repeat(node.mode === GREEDY, node.min, node.max, node.body);
        break;
      case "fail":
        this.emit(I.FAIL);
        break;
    }
  }

  private single(node: Single): void {
    switch (node.kind) {
      case "any":
        this.emit(node.newline ? I.ANY_ALL : I.ANY);
        break;
      case "char":
        if (node.fold === 0) this.emit(node.negated ? I.NOT_CHAR : I.CHAR, node.c);
        else this.emit(node.negated ? I.NOT_CHAR_FOLD : I.CHAR_FOLD, node.c, node.fold - 1);
        break;
      case "set": {
        const set = this.sets.push(node.set) - 1;
        if (node.fold === 0) this.emit(I.SET, set);
        else this.emit(I.SET_FOLD, set, node.fold - 1);
        break;
      }
    }
  }

  private branch(alternatives: readonly Node[][]): void {
    const { out } = this;
    const jumps: number[] = [];
    alternatives.forEach((nodes, i) => {
      const last = i === alternatives.length - 1;
      const split = last ? -1 : this.emit(I.SPLIT, out.length + 4);
      this.sequence(nodes);
      if (last) return;
      jumps.push(this.emit(I.JUMP));
      out[split + 2] = out.length;
    });
    for (const j of jumps) out[j + 1] = out.length;
  }

  private conditional(group: number, yes: readonly Node[], no: readonly Node[]): void {
    const { out } = this;
    const test = this.emit(I.GROUP_EXISTS, group);
    this.sequence(yes);
    const jump = no.length === 0 ? -1 : this.emit(I.JUMP);
    out[test + 2] = out.length;
    if (jump < 0) return;
    this.sequence(no);
    out[jump + 1] = out.length;
  }

  private look(negated: boolean, back: number, body: readonly Node[]): void {
    const { out } = this;
    const r = this.allocate(2);
    this.emit(I.ENTER, r);
    const split = negated ? this.emit(I.SPLIT, out.length + 4) : -1;
    if (back > 0) this.emit(I.BACK, back);
    this.sequence(body);
    this.emit(negated ? I.CUT_FAIL : I.CUT_BACK, r);
    if (negated) out[split + 2] = out.length;
  }

  private repeat(greedy: boolean, min: number, max: number, body: readonly Node[]): void {
    const r = this.allocate(2);
    this.emit(I.LOOP_INIT, r);
    // the first test comes before the body, as every other
    const jump = this.emit(I.JUMP);
    const start = this.out.length;
    this.sequence(body);
    this.out[jump + 1] = this.out.length;
    this.emit(greedy ? I.LOOP_GREEDY : I.LOOP_LAZY, r, start);
    this.emit(I.BOUNDS, min, max);
  }

  /** Every round is an atomic group, and so is the whole. */
  private possessive(min: number, max: number, body: readonly Node[]): void {
    const { out } = this;
    const r = this.allocate(6);
    this.emit(I.ENTER, r + 4);
    this.emit(I.LOOP_INIT, r);
    const head = this.emit(I.LOOP_POSSESSIVE, r, 0);
    this.emit(I.BOUNDS, min, max);
    this.emit(I.ENTER, r + 2);
    this.sequence(body);
    this.emit(I.CUT, r + 2);
    this.emit(I.JUMP, head);
    out[head + 2] = out.length;
    this.emit(I.CUT, r + 4);
  }
}

/** The literal text that a sequence begins with. */
function prefixOf(nodes: readonly Node[]): number[] {
  const prefix: number[] = [];
  for (const node of nodes) {
    if (node.kind === "mark") continue;
    if (node.kind !== "char" || node.negated || node.fold !== 0) break;
    prefix.push(node.c);
  }
  return prefix;
}

/** The set that the first character of a sequence has to be in, if there is one. */
function firstSet(nodes: readonly Node[]): CharSet | undefined {
  for (const node of nodes) {
    if (node.kind === "mark") continue;
    if (node.kind === "set" && node.fold === 0) return node.set;
    if (node.kind === "run" && node.min > 0 && node.one.kind === "set" && node.one.fold === 0) {
      return node.one.set;
    }
    break;
  }
  return undefined;
}

/** The program of a pattern. */
export function translate(nodes: readonly Node[]): Program {
  const e = new Emitter();
  e.sequence(nodes);
  e.emit(I.MATCH);
  const [start] = nodes;
  return {
    code: Int32Array.from(e.out),
    sets: e.sets,
    registers: e.registers,
    prefix: prefixOf(nodes),
    first: firstSet(nodes),
    minWidth: minWidth(nodes),
    anchored: start !== undefined && start.kind === "at" &&
      (start.where === At.BEGINNING || start.where === At.BEGINNING_STRING),
  };
}
