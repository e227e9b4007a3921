// Raw doubles in the text of a unit: `d<n>` beside `r<n>`. A register is a box in `r`, a raw double in `d`, or both.
//
// A named register of the plan is a double everywhere; its bit in `u` says that it has no value yet. A temporary, or the known
// double of any other register, is one up to the end of its block.

import { liveTemporaries } from "../bytecode/liveness.ts";
import { visitRegisters } from "../bytecode/registers.ts";
import { Op } from "../bytecode/opcodes.ts";
import type { PyCode } from "../objects/code.ts";
import { FloatType, PyFloat } from "../objects/float.ts";
import type { Value } from "../objects/object.ts";
import { ENTRY, type FloatPlan } from "./floats.ts";
import { after, type Structure } from "./structure.ts";
import { type UnitKind, UnitWriter } from "./writer.ts";

/** A double as JavaScript source. */
export function doubleLiteral(v: number): string {
  return v < 0 || Object.is(v, -0) ? `(${Object.is(v, -0) ? "-0" : v})` : `${v}`;
}

/** Writes what has to do with raw doubles. */
export abstract class DoubleWriter extends UnitWriter {
  protected readonly plan: FloatPlan;
  /** The doubles of the block; true where the register has its box too. */
  private doubles: Map<number, boolean>;
  /** Names of variables for doubles that the text uses. */
  protected readonly usedDoubles: Set<number>;
  /** Named doubles that this block has given a value. */
  private readonly bound: Set<number>;

  constructor(
    code: PyCode,
    shape: Structure,
    kind: UnitKind,
    sites: number,
    inModule: boolean,
    plan: FloatPlan,
  ) {
    super(code, shape, kind, sites, inModule);
    this.plan = plan;
    this.doubles = new Map();
    this.usedDoubles = new Set();
    this.bound = new Set();
  }

  /** The register's double, where it is known to be one. */
  protected double(register: number): string | undefined {
    return this.plan.named.has(register) || this.doubles.has(register)
      ? this.d(register)
      : undefined;
  }

  private d(register: number): string {
    this.usedDoubles.add(register);
    return `d${register}`;
  }

  /** A constant as a double: a float's value, or an int's. */
  protected constantDouble(index: number): string | undefined {
    const k: Value = this.code.consts[index];
    if (typeof k === "number") return doubleLiteral(k);
    return k instanceof PyFloat && k.cls === FloatType ? doubleLiteral(k.v) : undefined;
  }

  /** The guess at `pc` was wrong: the unit is left in front of it. */
  protected miss(pc: number): string {
    return `{${this.boxes(pc)}ops.miss(code,${pc});${this.at(pc)}pending.error=UNWIND;break out;}`;
  }

  /** Makes the boxes that tier 0 would miss at `pc`, in a branch that is left. */
  protected boxes(pc: number): string {
    let text = "";
    for (const r of liveTemporaries(this.code, pc)) {
      if (this.doubles.get(r) === false) text += `${this.r(r)}=new PyFloat(${this.d(r)});`;
    }
    return text;
  }

  /** The box of a register in a branch that goes the general way. */
  protected boxOf(register: number): string {
    return this.plan.named.has(register) || this.doubles.get(register) === false
      ? `new PyFloat(${this.d(register)})`
      : this.r(register);
  }

  /** Makes the boxes of those registers, and of the temporaries that are needed from `pc` on. */
  private box(pc: number, registers: readonly number[]): void {
    for (const r of registers) {
      const has = this.doubles.get(r);
      if (has === true || has === undefined && !this.plan.named.has(r)) continue;
      this.out(`${this.r(r)}=new PyFloat(${this.d(r)});`);
      this.doubles.set(r, true);
    }
    for (const r of liveTemporaries(this.code, pc)) {
      if (this.doubles.get(r) !== false) continue;
      this.out(`${this.r(r)}=new PyFloat(${this.d(r)});`);
      this.doubles.set(r, true);
    }
  }

  /** Before an instruction that knows nothing of doubles. */
  protected prepare(pc: number): void {
    if (this.doubles.size === 0 && this.plan.named.size === 0) return;
    const reads: number[] = [];
    visitRegisters(this.ints, pc, { read: (r) => reads.push(r), written: () => {} });
    this.box(pc, this.ints[pc] === Op.CHECK_LOCAL ? [] : reads);
  }

  /** Before a jump, or behind the last instruction of a block. */
  protected leaveBlock(pc: number): void {
    if (this.doubles.size !== 0) this.box(pc, []);
  }

  protected enterBlock(): void {
    this.doubles.clear();
    this.bound.clear();
  }

  /** Behind an instruction that knows nothing of doubles: what it has written to a named double is looked at. */
  protected finish(pc: number): void {
    const named: number[] = [];
    visitRegisters(this.ints, pc, {
      read: () => {},
      written: (r) => {
        this.doubles.delete(r);
        if (this.plan.named.has(r)) named.push(r);
      },
    });
    if (named.length === 0) return;
    this.out(this.unboxed(pc, named));
  }

  /** Takes the doubles of boxes that the instruction at `pc` has just made. */
  protected unboxed(pc: number, named: readonly number[]): string {
    let bits = 0;
    for (const r of named) bits |= this.plan.named.get(r)!;
    let text = "";
    const next = after(this.ints, pc);
    for (const r of named) {
      const box = this.r(r);
      text += `if(${box}.cls!==FloatType){u|=${bits};ops.miss(code,${pc});${this.at(next)}` +
        `pending.error=UNWIND;break out;}`;
    }
    for (const r of named) text += `${this.d(r)}=${this.r(r)}.v;${this.binds(r)}`;
    return text;
  }

  /** The value in `v` is no float, though one was expected in register A: leaves behind the instruction at `pc`. */
  protected wrong(pc: number, A: number): string {
    const bit = this.plan.named.get(A);
    return `${this.boxes(pc)}${this.r(A)}=v;${bit === undefined ? "" : `u|=${bit};`}` +
      `ops.miss(code,${pc});${this.at(after(this.ints, pc))}pending.error=UNWIND;break out;`;
  }

  private binds(r: number): string {
    if (this.plan.atEntry.has(r) || this.bound.has(r)) return "";
    this.bound.add(r);
    return `u&=${~this.plan.named.get(r)!};`;
  }

  /** Text that gives a register a double. */
  protected setDouble(register: number, value: string): string {
    const d = this.d(register);
    if (this.plan.named.has(register)) {
      this.doubles.delete(register);
      return `${d}=${value};${this.binds(register)}`;
    }
    if (register >= this.code.tempBase) {
      this.doubles.set(register, false);
      return `${d}=${value};`;
    }
    this.doubles.set(register, true);
    return `${this.r(register)}=new PyFloat(${d}=${value});`;
  }

  /** The register's box was just seen to be a float: keeps its double. */
  protected keepDouble(register: number): string {
    this.doubles.set(register, true);
    return `${this.d(register)}=${this.r(register)}.v;`;
  }

  /** Instructions that are written in a branch of their own leave nothing known behind. */
  protected inBranch(write: () => void): void {
    const before = new Map(this.doubles);
    write();
    this.doubles = before;
  }

  /** A named register that has no value yet has this condition. */
  protected isUnbound(register: number): string | undefined {
    const bit = this.plan.named.get(register);
    return bit === undefined ? undefined : `(u&${bit})!==0`;
  }

  /** The next use of a temporary, in its block, is as a float's; or the register is a double anyway. */
  protected wantsDouble(pc: number, end: number, register: number): boolean {
    if (!this.plan.trusts(pc)) return false;
    if (this.plan.named.has(register)) return true;
    if (register < this.code.tempBase) return false;
    for (let at = after(this.ints, pc); at < end; at = after(this.ints, at)) {
      let reads = false, writes = false;
      visitRegisters(this.ints, at, {
        read: (r) => reads ||= r === register,
        written: (r) => writes ||= r === register,
      });
      if (reads) return this.plan.readsDouble(at, register);
      if (writes) return false;
    }
    return false;
  }

  /** What the frame holds for the register, at the end of the unit. */
  protected inFrame(register: number, otherwise: string): string {
    const bit = this.plan.named.get(register);
    if (bit === undefined || !this.usedDoubles.has(register)) return otherwise;
    return `(u&${bit})!==0?${this.r(register)}:new PyFloat(d${register})`;
  }

  /** What a unit begins with: the named doubles that have a value already. */
  protected enterDoubles(entry: number): string {
    let text = "";
    for (const r of this.plan.atEntry) {
      const box = this.r(r);
      text += `if(${box}.cls===FloatType){${this.d(r)}=${box}.v;u&=${~this.plan.named.get(r)!};}` +
        `else{ops.miss(code,${ENTRY});${this.at(entry)}pending.error=UNWIND;break out;}`;
    }
    return text;
  }
}
