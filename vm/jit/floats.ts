// Which registers of a unit hold raw doubles, by what tier 0 has seen and by what follows from it.
//
// An operator whose operands were floats is compiled for floats alone: what else comes is a *miss*, the unit is left in front of
// the instruction (or behind the one that gave the wrong value), thrown away and compiled again from what is known by then. So
// behind such an operator its result is a double, and no box is made of it. A named register is a double all over the unit where
// everything that is assigned to it is one; a temporary from where it is written to the end of its block.

import { Kind } from "../bytecode/feedback.ts";
import { FIRST, SECOND } from "../bytecode/feedback.ts";
import { Op } from "../bytecode/opcodes.ts";
import { visitRegisters } from "../bytecode/registers.ts";
import type { PyCode } from "../objects/code.ts";
import { FloatType, PyFloat } from "../objects/float.ts";
import type { Value } from "../objects/object.ts";
import { after, type Structure } from "./structure.ts";

/** An operator's opcode: which one, and whether its second operand is a constant. */
export interface Operator {
  /** In the order of the opcodes: 0 for `+` … 12 for `@`. */
  readonly index: number;
  readonly inplace: boolean;
  readonly isConst: boolean;
}

/** The operator of an arithmetic opcode. */
export function operatorOf(op: number): Operator | undefined {
  if (op < Op.ADD || op > Op.INPLACE_XOR_K) return undefined;
  if (op <= Op.MATMUL) return { index: op - Op.ADD, inplace: false, isConst: false };
  if (op < Op.ADD_K) return { index: op - Op.INPLACE_ADD, inplace: true, isConst: false };
  if (op < Op.INPLACE_ADD_K) return { index: op - Op.ADD_K, inplace: false, isConst: true };
  return { index: op - Op.INPLACE_ADD_K, inplace: true, isConst: true };
}

/** The position that stands for the unit's entry among the misses. */
export const ENTRY = -1;

/** The bits of one operand's kinds. */
const MASK = (1 << SECOND - FIRST) - 1;
/** What a float operator may have met. */
const NUMERIC = Kind.FLOAT | Kind.WIDE;
/** `+ - * / // % **` give floats of floats. */
const LAST_OPERATOR = 6;
/** Bits in a variable of the unit. */
const MOST_NAMED = 30;

/** How a float operator takes operands that are not known: as tier 0 has seen them, or any numbers of which one is a float. */
export const Level = { NONE: -1, STRICT: 0, LENIENT: 1 } as const;

function isFloat(v: Value | undefined): boolean {
  return v instanceof PyFloat && v.cls === FloatType;
}

/** What is assigned to a named register and what it is used for. */
interface Uses {
  /** Assigned from float operators. */
  floats: number;
  /** Assigned from what may well be a float: an attribute, an item, a call. */
  maybe: number;
  /** Used by float operators. */
  operand: number;
  /** Used otherwise, so that a box is needed. */
  boxed: number;
}

const MAYBE: ReadonlySet<number> = new Set([
  Op.LOAD_SUBSCR,
  Op.LOAD_SUBSCR_K,
  Op.LOAD_ATTR,
  Op.CALL,
  Op.CALL_METHOD,
  Op.FOR_ITER,
  Op.UNPACK_SEQUENCE,
  Op.LOAD_GLOBAL,
  Op.LOAD_DEREF,
]);

/** What the analysis finds. */
export class FloatPlan {
  private readonly code: PyCode;
  private readonly misses: ReadonlyMap<number, number>;
  private readonly isGeneral: boolean;
  /** Named registers that are doubles, with the bit that says that one is unbound. */
  readonly named: Map<number, number>;
  /** Those of them that have a value when the unit is entered. */
  readonly atEntry: Set<number>;

  /**
   * `entry` gives what a register holds where the unit is entered: a value, or `undefined`; `null` where that is not known.
   * `misses` counts, by position, how often the guess was wrong.
   */
  constructor(
    code: PyCode,
    shape: Structure,
    misses: ReadonlyMap<number, number>,
    isGeneral: boolean,
    entry: (register: number) => Value | undefined | null,
  ) {
    this.code = code;
    this.misses = misses;
    this.isGeneral = isGeneral;
    this.named = new Map();
    this.atEntry = new Set();
    if (isGeneral) return;
    const candidates = new Set<number>();
    for (let r = 0; r < code.tempBase; r++) {
      const v = entry(r);
      if (v === undefined || v === null && !misses.has(ENTRY)) candidates.add(r);
      else if (v !== null && isFloat(v) && !misses.has(ENTRY)) candidates.add(r);
    }
    let uses = new Map<number, Uses>();
    for (let before = -1; before !== candidates.size;) {
      before = candidates.size;
      uses = this.pass(shape, candidates);
    }
    for (const r of candidates) {
      const u = uses.get(r);
      if (u === undefined || this.named.size >= MOST_NAMED) continue;
      const v = entry(r);
      const isUnknown = u.maybe > 0 || v === null;
      if (isUnknown ? u.operand > u.boxed : u.floats > 0 || u.operand > u.boxed) {
        // an argument that stays what it is has its box already
        if (v === null && u.floats + u.maybe === 0) continue;
        this.named.set(r, 1 << this.named.size);
        if (v !== undefined) this.atEntry.add(r);
      }
    }
    // one that was dropped by the counting may have made another a double
    for (let before = -1; before !== this.named.size;) {
      before = this.named.size;
      const kept = new Set(this.named.keys());
      this.pass(shape, kept);
      for (const r of [...this.named.keys()]) if (!kept.has(r)) this.named.delete(r);
    }
  }

  /** Removes the candidates that are assigned something else, and counts for the others. */
  private pass(shape: Structure, candidates: Set<number>): Map<number, Uses> {
    const { code } = this;
    const ints = code.code;
    const uses = new Map<number, Uses>();
    const of = (r: number): Uses => {
      let u = uses.get(r);
      if (u === undefined) uses.set(r, u = { floats: 0, maybe: 0, operand: 0, boxed: 0 });
      return u;
    };
    for (const b of shape.blocks) {
      const temporaries = new Set<number>();
      const known = (r: number): boolean => candidates.has(r) || temporaries.has(r);
      for (let pc = b.start; pc < b.end; pc = after(ints, pc)) {
        const op = ints[pc], A = ints[pc + 1], B = ints[pc + 2], C = ints[pc + 3];
        const operator = operatorOf(op);
        let result = false;
        const isOperand = new Set<number>();
        if (operator !== undefined) {
          const first = known(B);
          const second = operator.isConst ? isFloat(code.consts[C]) : known(C);
          result = this.level(pc, operator, first, second) >= 0;
          if (result) {
            isOperand.add(B);
            if (!operator.isConst) isOperand.add(C);
          }
        } else if (op === Op.MOVE) {
          result = known(B);
          isOperand.add(B);
        } else if (op === Op.NEGATIVE) {
          result = known(B);
          if (result) isOperand.add(B);
        } else if (op === Op.LOAD_CONST) result = isFloat(code.consts[B]);
        else if (op >= Op.LT && op <= Op.GE_K || op >= Op.JUMP_IF_LT && op <= Op.JUMP_IF_NOT_GE_K) {
          for (const r of [A, B, C]) if (this.compares(pc)) isOperand.add(r);
        } else if (op === Op.CHECK_LOCAL) isOperand.add(A);
        visitRegisters(ints, pc, {
          read: (r, optional) => {
            if (r >= code.tempBase) return;
            if (optional || op === Op.DELETE_LOCAL || op === Op.SAVE_LOCAL || op === Op.UNSET) {
              candidates.delete(r);
            } else if (op === Op.MOVE || op === Op.CHECK_LOCAL) return;
            else if (isOperand.has(r)) of(r).operand++;
            else of(r).boxed++;
          },
          written: (r) => {
            if (r >= code.tempBase) {
              if (result) temporaries.add(r);
              else temporaries.delete(r);
            } else if (result) of(r).floats++;
            else if ((MAYBE.has(op) || op === Op.MOVE) && !this.misses.has(pc)) of(r).maybe++;
            else candidates.delete(r);
          },
        });
        if (op === Op.UNSET || op === Op.SAVE_LOCAL || op === Op.DELETE_LOCAL) {
          candidates.delete(A);
          candidates.delete(B);
        } else if (op === Op.LOAD_DEREF || op === Op.STORE_DEREF || op === Op.DELETE_DEREF) {
          candidates.delete(B);
        } else if (op === Op.MAKE_CELL || op === Op.RESTORE_LOCAL) candidates.delete(A);
      }
    }
    return uses;
  }

  /** The comparison at `pc` has met floats. */
  private compares(pc: number): boolean {
    const seen = this.code.feedback === null ? 0 : this.code.feedback[pc >> 2];
    return ((seen >> FIRST | seen >> SECOND) & MASK & Kind.FLOAT) !== 0;
  }

  /** How the operator at `pc` is compiled, given which operands are doubles. */
  level(pc: number, operator: Operator, first: boolean, second: boolean): number {
    if (this.isGeneral || operator.index > LAST_OPERATOR) return Level.NONE;
    const misses = this.misses.get(pc) ?? 0;
    if (misses > 1) return Level.NONE;
    const { code } = this;
    const seen = code.feedback === null ? 0 : code.feedback[pc >> 2];
    const a = (seen >> FIRST) & MASK, b = (seen >> SECOND) & MASK;
    if (((a | b) & ~NUMERIC) !== 0) return Level.NONE;
    if (operator.isConst) {
      const k = code.consts[code.code[pc + 3]];
      if (typeof k !== "number" && !isFloat(k)) return Level.NONE;
      if (!first && (a & Kind.FLOAT) === 0 && (!isFloat(k) || seen === 0 && misses > 0)) {
        return Level.NONE;
      }
    } else if (!first && !second && ((a | b) & Kind.FLOAT) === 0) return Level.NONE;
    return misses > 0 ? Level.LENIENT : Level.STRICT;
  }

  /** The instruction at `pc` reads the register as the operand of a float operator. */
  readsDouble(pc: number, register: number): boolean {
    const ints = this.code.code;
    const operator = operatorOf(ints[pc]);
    if (operator === undefined) return false;
    const seen = this.code.feedback === null ? 0 : this.code.feedback[pc >> 2];
    const isFirst = ints[pc + 2] === register;
    if (((seen >> (isFirst ? FIRST : SECOND)) & Kind.FLOAT) === 0) return false;
    return this.level(pc, operator, false, false) === Level.STRICT;
  }

  /** The instruction at `pc` has not given anything but floats where they were expected. */
  trusts(pc: number): boolean {
    return !this.isGeneral && !this.misses.has(pc);
  }
}
