// From the library's code to a program for the backtracking machine.
//
// The library's code is nested (a repeat holds its body, a branch its alternatives), and following it needs recursion.
// The program here is flat: alternatives are SPLITs, loops are jumps with a counter in a register, so that the machine
// (matcher.ts) needs only one stack of choices. Four ints an instruction: op, a, b, c.

import { CharSet } from "./charsets.ts";
import { MAXREPEAT, Op } from "./opcodes.ts";

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
}

const SINGLE: ReadonlySet<number> = new Set<number>([
  Op.ANY,
  Op.ANY_ALL,
  Op.LITERAL,
  Op.NOT_LITERAL,
  Op.IN,
  Op.LITERAL_IGNORE,
  Op.NOT_LITERAL_IGNORE,
  Op.IN_IGNORE,
  Op.LITERAL_LOC_IGNORE,
  Op.NOT_LITERAL_LOC_IGNORE,
  Op.IN_LOC_IGNORE,
  Op.LITERAL_UNI_IGNORE,
  Op.NOT_LITERAL_UNI_IGNORE,
  Op.IN_UNI_IGNORE,
]);

class Translator {
  readonly out: number[] = [];
  readonly sets: CharSet[] = [];
  registers = 0;
  private readonly code: Uint32Array;
  constructor(code: Uint32Array) {
    this.code = code;
  }

  emit(op: number, a = 0, b = 0, c = 0): number {
    const at = this.out.length;
    this.out.push(op, a, b, c);
    return at;
  }

  private set(start: number): number {
    this.sets.push(new CharSet(this.code, start));
    return this.sets.length - 1;
  }

  /** Translates code[i..end); gives the position after what it translated. */
  sequence(i: number, end: number): void {
    while (i < end) i = this.instruction(i);
  }

  /** Translates one instruction and gives the position of the next. */
  private instruction(i: number): number {
    const { code } = this;
    const op = code[i];
    if (SINGLE.has(op)) return this.single(i);
    switch (op) {
      case Op.SUCCESS:
        this.emit(I.MATCH);
        return code.length;
      case Op.FAILURE:
        this.emit(I.FAIL);
        return i + 1;
      case Op.INFO:
        return i + 1 + code[i + 1];
      case Op.AT:
        this.emit(I.AT, code[i + 1]);
        return i + 2;
      case Op.MARK:
        this.emit(I.MARK, code[i + 1]);
        return i + 2;
      case Op.JUMP:
        // only at the end of an alternative or of the first half of a conditional: those know where it leads
        return i + 1 + code[i + 1];
      case Op.GROUPREF:
        this.emit(I.GROUPREF, code[i + 1], 0);
        return i + 2;
      case Op.GROUPREF_IGNORE:
      case Op.GROUPREF_LOC_IGNORE:
        this.emit(I.GROUPREF, code[i + 1], 1);
        return i + 2;
      case Op.GROUPREF_UNI_IGNORE:
        this.emit(I.GROUPREF, code[i + 1], 2);
        return i + 2;
      case Op.BRANCH:
        return this.branch(i);
      case Op.GROUPREF_EXISTS:
        return this.conditional(i);
      case Op.ASSERT:
      case Op.ASSERT_NOT:
        return this.assertion(i);
      case Op.ATOMIC_GROUP: {
        const end = i + 1 + code[i + 1];
        const r = this.allocate(2);
        this.emit(I.ENTER, r);
        this.body(i + 2, end);
        this.emit(I.CUT, r);
        return end;
      }
      case Op.REPEAT_ONE:
      case Op.MIN_REPEAT_ONE:
      case Op.POSSESSIVE_REPEAT_ONE:
        return this.repeatOne(i);
      case Op.REPEAT:
        return this.repeat(i);
      case Op.POSSESSIVE_REPEAT:
        return this.possessive(i);
    }
    throw new RangeError(`regular expression code ${op} at ${i}`);
  }

  private allocate(n: number): number {
    const r = this.registers;
    this.registers += n;
    return r;
  }

  /** A body that ends with SUCCESS, which stands for "go on". */
  private body(i: number, end: number): void {
    while (i < end) {
      if (this.code[i] === Op.SUCCESS) return;
      i = this.instruction(i);
    }
  }

  private single(i: number): number {
    const { code } = this;
    switch (code[i]) {
      case Op.ANY:
        this.emit(I.ANY);
        return i + 1;
      case Op.ANY_ALL:
        this.emit(I.ANY_ALL);
        return i + 1;
      case Op.LITERAL:
        this.emit(I.CHAR, code[i + 1]);
        return i + 2;
      case Op.NOT_LITERAL:
        this.emit(I.NOT_CHAR, code[i + 1]);
        return i + 2;
      case Op.LITERAL_IGNORE:
      case Op.LITERAL_LOC_IGNORE:
        this.emit(I.CHAR_FOLD, code[i + 1], 0);
        return i + 2;
      case Op.LITERAL_UNI_IGNORE:
        this.emit(I.CHAR_FOLD, code[i + 1], 1);
        return i + 2;
      case Op.NOT_LITERAL_IGNORE:
      case Op.NOT_LITERAL_LOC_IGNORE:
        this.emit(I.NOT_CHAR_FOLD, code[i + 1], 0);
        return i + 2;
      case Op.NOT_LITERAL_UNI_IGNORE:
        this.emit(I.NOT_CHAR_FOLD, code[i + 1], 1);
        return i + 2;
      case Op.IN:
        this.emit(I.SET, this.set(i + 2));
        return i + 1 + code[i + 1];
      case Op.IN_IGNORE:
      case Op.IN_LOC_IGNORE:
        this.emit(I.SET_FOLD, this.set(i + 2), 0);
        return i + 1 + code[i + 1];
      default:
        this.emit(I.SET_FOLD, this.set(i + 2), 1);
        return i + 1 + code[i + 1];
    }
  }

  private branch(i: number): number {
    const { code, out } = this;
    const jumps: number[] = [];
    let at = i + 1;
    let end = at;
    while (code[at] !== 0) {
      const next = at + code[at];
      const last = code[next] === 0;
      const split = last ? -1 : this.emit(I.SPLIT, out.length + 4);
      // an alternative ends with a JUMP over the others
      this.alternative(at + 1, next);
      end = next - 1 + code[next - 1];
      if (!last) {
        jumps.push(this.emit(I.JUMP));
        out[split + 2] = out.length;
      }
      at = next;
    }
    for (const j of jumps) out[j + 1] = out.length;
    return end;
  }

  private alternative(i: number, end: number): void {
    const stop = end - 2;
    while (i < stop) i = this.instruction(i);
  }

  private conditional(i: number): number {
    const { code, out } = this;
    const skip = i + 2 + code[i + 2];
    const test = this.emit(I.GROUP_EXISTS, code[i + 1]);
    // with an `else` part the first part ends with a JUMP over it
    const hasElse = code[skip - 2] === Op.JUMP && this.endsWithJump(i + 3, skip);
    this.sequence(i + 3, hasElse ? skip - 2 : skip);
    if (!hasElse) {
      out[test + 2] = out.length;
      return skip;
    }
    const end = skip - 1 + code[skip - 1];
    const jump = this.emit(I.JUMP);
    out[test + 2] = out.length;
    this.sequence(skip, end);
    out[jump + 1] = out.length;
    return end;
  }

  /** The code i..end is whole instructions, the last of which is a JUMP. */
  private endsWithJump(i: number, end: number): boolean {
    while (i < end) {
      if (i === end - 2 && this.code[i] === Op.JUMP) return true;
      i = this.length(i);
    }
    return false;
  }

  /** The position after the instruction at i. */
  private length(i: number): number {
    const { code } = this;
    switch (code[i]) {
      case Op.SUCCESS:
      case Op.FAILURE:
      case Op.ANY:
      case Op.ANY_ALL:
      case Op.MAX_UNTIL:
      case Op.MIN_UNTIL:
        return i + 1;
      case Op.AT:
      case Op.MARK:
      case Op.GROUPREF:
      case Op.GROUPREF_IGNORE:
      case Op.GROUPREF_LOC_IGNORE:
      case Op.GROUPREF_UNI_IGNORE:
      case Op.LITERAL:
      case Op.NOT_LITERAL:
      case Op.LITERAL_IGNORE:
      case Op.NOT_LITERAL_IGNORE:
      case Op.LITERAL_LOC_IGNORE:
      case Op.NOT_LITERAL_LOC_IGNORE:
      case Op.LITERAL_UNI_IGNORE:
      case Op.NOT_LITERAL_UNI_IGNORE:
        return i + 2;
      case Op.BRANCH: {
        let at = i + 1, end = at;
        while (code[at] !== 0) {
          at += code[at];
          end = at - 1 + code[at - 1];
        }
        return end;
      }
      case Op.GROUPREF_EXISTS: {
        const skip = i + 2 + code[i + 2];
        return this.endsWithJump(i + 3, skip) ? skip - 1 + code[skip - 1] : skip;
      }
      case Op.REPEAT:
      case Op.POSSESSIVE_REPEAT:
        return i + 1 + code[i + 1] + 1;
      default:
        return i + 1 + code[i + 1];
    }
  }

  private assertion(i: number): number {
    const { code, out } = this;
    const end = i + 1 + code[i + 1];
    const back = code[i + 2];
    const r = this.allocate(2);
    if (code[i] === Op.ASSERT) {
      this.emit(I.ENTER, r);
      if (back > 0) this.emit(I.BACK, back);
      this.body(i + 3, end);
      this.emit(I.CUT_BACK, r);
      return end;
    }
    this.emit(I.ENTER, r);
    const split = this.emit(I.SPLIT, out.length + 4);
    if (back > 0) this.emit(I.BACK, back);
    this.body(i + 3, end);
    this.emit(I.CUT_FAIL, r);
    out[split + 2] = out.length;
    return end;
  }

  private repeatOne(i: number): number {
    const { code, out } = this;
    const op = code[i];
    const end = i + 1 + code[i + 1];
    const min = code[i + 2], max = bound(code[i + 3]);
    const kind = op === Op.REPEAT_ONE
      ? I.GREEDY_ONE
      : op === Op.MIN_REPEAT_ONE
      ? I.LAZY_ONE
      : I.POSSESSIVE_ONE;
    // the one-character instruction stands behind a jump over it
    const at = this.emit(kind, 0, min, max);
    const jump = this.emit(I.JUMP);
    out[at + 1] = out.length;
    this.single(i + 4);
    out[jump + 1] = out.length;
    return end;
  }

  private repeat(i: number): number {
    const { code } = this;
    const until = i + 1 + code[i + 1];
    const min = code[i + 2], max = bound(code[i + 3]);
    const r = this.allocate(2);
    this.emit(I.LOOP_INIT, r);
    // the first test comes before the body, as every other
    const jump = this.emit(I.JUMP);
    const start = this.out.length;
    this.sequence(i + 4, until);
    this.out[jump + 1] = this.out.length;
    this.emit(code[until] === Op.MAX_UNTIL ? I.LOOP_GREEDY : I.LOOP_LAZY, r, start);
    this.emit(I.BOUNDS, min, max);
    return until + 1;
  }

  /** Every round is an atomic group. */
  private possessive(i: number): number {
    const { code, out } = this;
    const end = i + 1 + code[i + 1];
    const min = code[i + 2], max = bound(code[i + 3]);
    const r = this.allocate(4);
    this.emit(I.LOOP_INIT, r);
    const head = this.emit(I.LOOP_POSSESSIVE, r, 0);
    this.emit(I.BOUNDS, min, max);
    // as many rounds as have to be are tried without a way out
    const enter = out.length;
    this.emit(I.ENTER, r + 2);
    this.body(i + 4, end);
    this.emit(I.CUT, r + 2);
    this.emit(I.JUMP, head);
    out[head + 2] = out.length;
    void enter;
    return end + 1;
  }
}

/** A bound of a repeat; no limit is the largest int32. */
function bound(n: number): number {
  return n >= MAXREPEAT || n > 0x7fffffff ? 0x7fffffff : n;
}

/** Translates the library's code. */
export function translate(code: Uint32Array): Program {
  const t = new Translator(code);
  let prefix: number[] = [];
  let first: CharSet | undefined;
  let minWidth = 0;
  if (code[0] === Op.INFO) {
    const flags = code[2];
    minWidth = code[3];
    if ((flags & 1) !== 0) {
      const n = code[5];
      prefix = [...code.subarray(7, 7 + n)];
    } else if ((flags & 4) !== 0) {
      first = new CharSet(code, 5);
    }
  }
  t.sequence(0, code.length);
  return {
    code: Int32Array.from(t.out),
    sets: t.sets,
    registers: t.registers,
    prefix,
    first,
    minWidth,
  };
}
