// The general form of the instructions that have fast paths, for units that would otherwise be too large.
//
// V8 never optimises a function whose bytecode is larger than 60 KB. A unit whose text comes near that is written again with
// fast paths in its loops only, and if that is not enough without any: each instruction is then one call. What is too large even
// so is left to tier 0, and its loops are compiled each on its own.

import { Op } from "../bytecode/opcodes.ts";
import type { PyCode } from "../objects/code.ts";
import type { FloatPlan } from "./floats.ts";
import { SiteWriter } from "./sites.ts";
import type { Structure } from "./structure.ts";
import { fillTemplate } from "./templates.ts";
import type { UnitKind } from "./writer.ts";

/** Characters of a unit's text; V8's bytecode has 0.6 to 1.4 bytes for each, measured over the library. */
export const MAX_TEXT = 50_000;

/** Where a unit has fast paths. */
export const FastPaths = { Everywhere: 0, InLoops: 1, Nowhere: 2 } as const;

/** Calls of the runtime that give the value of an instruction, in the form of the templates. */
const VALUES: ReadonlyMap<number, string> = new Map([
  [Op.NEGATIVE, "neg($B)"],
  [Op.INVERT, "invert($B)"],
  [Op.NOT, "!truth($B)"],
  [Op.LOAD_ATTR, "ops.loadAttr($B,$nC,depth)"],
  [Op.LOAD_SUBSCR, "ops.subscript($B,$C,depth)"],
  [Op.LOAD_SUBSCR_K, "ops.subscript($B,$kC,depth)"],
]);

/** The same for those that have none. */
const EFFECTS: ReadonlyMap<number, string> = new Map([
  [Op.STORE_ATTR, "ops.storeAttr($B,$nC,$A);"],
  [Op.STORE_SUBSCR, "ops.storeSubscript($B,$C,$A);"],
]);

function operator(op: number): string | undefined {
  if (op >= Op.ADD && op <= Op.MATMUL) return `ops.binary(${op - Op.ADD},$B,$C,depth)`;
  if (op >= Op.ADD_K && op <= Op.XOR_K) return `ops.binary(${op - Op.ADD_K},$B,$kC,depth)`;
  if (op >= Op.INPLACE_ADD && op <= Op.INPLACE_MATMUL) {
    return `ops.inplace(${op - Op.INPLACE_ADD},$B,$C,depth)`;
  }
  if (op >= Op.INPLACE_ADD_K && op <= Op.INPLACE_XOR_K) {
    return `ops.inplace(${op - Op.INPLACE_ADD_K},$B,$kC,depth)`;
  }
  if (op >= Op.LT && op <= Op.GE) return `ops.compare(${op - Op.LT},$B,$C,depth)`;
  if (op >= Op.LT_K && op <= Op.GE_K) return `ops.compare(${op - Op.LT_K},$B,$kC,depth)`;
  return undefined;
}

/** Writes instructions without fast paths. */
export abstract class LeanWriter extends SiteWriter {
  private readonly fastPaths: number;

  constructor(
    code: PyCode,
    shape: Structure,
    kind: UnitKind,
    sites: number,
    inModule: boolean,
    plan: FloatPlan,
    fastPaths: number,
  ) {
    super(code, shape, kind, sites, inModule, plan);
    this.fastPaths = fastPaths;
  }

  /** The instructions of the block get no fast paths. */
  protected isLean(block: number): boolean {
    if (this.fastPaths === FastPaths.Everywhere) return false;
    return this.fastPaths === FastPaths.Nowhere ||
      !this.shape.scopes.some((s) => s.loop && s.first <= block && block <= s.last);
  }

  /** The instruction as one call; false where it has no such form, or is short anyway. */
  protected lean(block: number, pc: number): boolean {
    const { ints } = this;
    const op = ints[pc], A = ints[pc + 1], B = ints[pc + 2], C = ints[pc + 3];
    const value = VALUES.get(op) ?? operator(op);
    const effect = EFFECTS.get(op);
    if (value !== undefined) this.out(this.operation(pc, fillTemplate(value, ints, pc, this)));
    else if (effect !== undefined) this.out(this.away(pc) + fillTemplate(effect, ints, pc, this));
    else if (op === Op.CALL || op === Op.CALL_METHOD) {
      const isMethod = op === Op.CALL_METHOD;
      const self = isMethod ? this.r(B + 1) : "undefined";
      const args = this.list(B + (isMethod ? 2 : 1), C);
      this.out(
        this.operation(pc, `calls.callAny(${this.r(B)},${self},${args},undefined,depth)`),
      );
    } else if (op >= Op.JUMP_IF_LT && op <= Op.JUMP_IF_NOT_GE_K) {
      const form = op - Op.JUMP_IF_LT;
      const b = form >= 12 ? this.constant(B) : this.r(B);
      this.out(
        `${this.away(pc)}if((v=ops.test(${form % 6},${this.r(A)},${b},depth))===undefined)` +
          this.failed,
      );
      this.branch(block, pc, `v===${Math.floor(form / 6) % 2 === 0}`);
    } else if (op === Op.LOAD_METHOD) {
      this.out(
        `${this.away(pc)}v=${this.r(B)};` +
          `${this.r(A)}=ops.loadMethod(v,${this.name(C)},${this.key(C)});` +
          `${this.r(A + 1)}=method.self;`,
      );
    } else if (op === Op.FOR_ITER) {
      this.out(
        `${this.away(pc)}if((v=ops.next(${this.r(A)},depth))===undefined)${this.failed}` +
          `if(v===ENDED){${this.goto(block, C)}}${this.r(B)}=v;`,
      );
    } else return false;
    return true;
  }
}
