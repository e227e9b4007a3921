// Checks of a code object that the evaluation loop relies on and does not repeat: operands in range, jumps to
// instructions, control that cannot run off the end, temporaries written before they are read on every path, the order of
// the exception table. For tests and for code that does not come from the compiler.

import { EXC_STRIDE, PyCode } from "../objects/code.ts";
import { Op, OPS } from "./opcodes.ts";
import { EXTRA_ROLES, FLAGS, OpFlag, Role, ROLES } from "./roles.ts";
import { type RegisterVisitor, visitRegisters } from "./registers.ts";

/** What is wrong with the code object and those in its constants; empty if nothing is. */
export function verifyCode(code: PyCode): string[] {
  const faults: string[] = [];
  verify(code, faults);
  return faults;
}

function verify(code: PyCode, faults: string[]): void {
  code.load();
  const count = faults.length;
  operands(code, faults);
  exceptionTable(code, faults);
  // the flow means something only where every operand does
  if (faults.length === count) new Assigned(code, faults).run();
  for (const k of code.consts) if (k instanceof PyCode) verify(k, faults);
}

function operands(code: PyCode, faults: string[]): void {
  const ints = code.code;
  const fail = (pc: number, what: string) => {
    faults.push(`${code.qualname} at ${pc >> 2} (${OPS[ints[pc]]?.name}): ${what}`);
  };
  if (ints.length === 0 || ints.length % 4 !== 0) {
    faults.push(`${code.qualname}: no instructions`);
    return;
  }
  let extraOf = -1;
  for (let pc = 0; pc < ints.length; pc += 4) {
    const op = ints[pc];
    if (op < 0 || op >= OPS.length) {
      fail(pc, `unknown opcode ${op}`);
      return;
    }
    if ((op === Op.EXTRA) !== (extraOf >= 0)) fail(pc, "EXTRA out of place");
    const roles = extraOf >= 0 ? EXTRA_ROLES : ROLES;
    const row = (extraOf >= 0 ? extraOf : op) * 3;
    for (let k = 0; k < 3; k++) {
      const v = ints[pc + 1 + k];
      switch (roles[row + k]) {
        case Role.Register:
          if (v < -1 || v >= code.nregs) fail(pc, `register ${v}`);
          break;
        case Role.Const:
          if (v < 0 || v >= code.consts.length) fail(pc, `constant ${v}`);
          break;
        case Role.Name:
          if (v < 0 || v >= code.names.length) fail(pc, `name ${v}`);
          break;
        case Role.Jump:
          if (v < 0 || v >= ints.length || v % 4 !== 0) fail(pc, `target ${v}`);
          break;
      }
    }
    extraOf = extraOf < 0 && (FLAGS[op] & OpFlag.EXTRA) !== 0 &&
        (op !== Op.MAKE_FUNCTION || ints[pc + 3] !== 0)
      ? op
      : -1;
  }
  const last = ints.length - 4;
  if ((FLAGS[ints[last]] & OpFlag.ENDS) === 0) fail(last, "control runs off the end");
}

function exceptionTable(code: PyCode, faults: string[]): void {
  const table = code.exceptionTable;
  let end = 0;
  for (let i = 0; i < table.length; i += EXC_STRIDE) {
    if (table[i] < end || table[i + 1] <= table[i] || table[i + 1] > code.code.length) {
      faults.push(`${code.qualname}: exception table row ${i / EXC_STRIDE}`);
    }
    end = table[i + 1];
    if (
      table[i + 2] < 0 || table[i + 2] >= code.code.length || table[i + 3] < 0 ||
      table[i + 3] >= code.nregs || table[i + 4] >= code.nregs
    ) faults.push(`${code.qualname}: handler of row ${i / EXC_STRIDE}`);
  }
}

/** Temporaries that are surely written, forward over the instructions. */
class Assigned implements RegisterVisitor {
  private readonly code: PyCode;
  private readonly faults: string[];
  private readonly states: (Uint8Array | null)[];
  private readonly work: number[];
  private state: Uint8Array;
  private pc: number;

  constructor(code: PyCode, faults: string[]) {
    this.code = code;
    this.faults = faults;
    this.states = new Array(code.code.length >> 2).fill(null);
    this.work = [];
    this.state = new Uint8Array(code.nregs);
    this.pc = 0;
  }

  read(register: number, optional: boolean): void {
    if (optional || register < this.code.tempBase || this.state[register] === 1) return;
    const text =
      `${this.code.qualname} at ${this.pc >> 2} (${OPS[this.code.code[this.pc]].name}): ` +
      `temporary ${register - this.code.tempBase} is read before it is written`;
    if (!this.faults.includes(text)) this.faults.push(text);
  }

  written(register: number): void {
    if (register < this.code.nregs) this.state[register] = 1;
    else this.faults.push(`${this.code.qualname} at ${this.pc >> 2}: register ${register}`);
  }

  private flow(pc: number, state: Uint8Array): void {
    const old = this.states[pc >> 2];
    if (old === null) {
      this.states[pc >> 2] = state.slice();
      this.work.push(pc);
      return;
    }
    let changed = false;
    for (let i = 0; i < old.length; i++) {
      if (old[i] === 1 && state[i] === 0) {
        old[i] = 0;
        changed = true;
      }
    }
    if (changed) this.work.push(pc);
  }

  run(): void {
    const { code } = this;
    const ints = code.code;
    const table = code.exceptionTable;
    this.flow(0, new Uint8Array(code.nregs));
    while (this.work.length > 0) {
      this.pc = this.work.pop()!;
      const before = this.states[this.pc >> 2]!;
      const row = code.findHandler(this.pc);
      if (row >= 0) {
        const entry = before.slice();
        entry[table[row + 3]] = 1;
        if (table[row + 4] >= 0) entry[table[row + 4]] = 1;
        this.flow(table[row + 2], entry);
      }
      const op = ints[this.pc];
      this.state = before.slice();
      visitRegisters(ints, this.pc, this);
      const flags = FLAGS[op];
      if ((flags & OpFlag.JUMPS) !== 0) {
        this.flow(ints[this.pc + 3], op === Op.FOR_ITER ? before : this.state);
      }
      if ((flags & OpFlag.ENDS) === 0 && this.pc + 4 < ints.length) {
        this.flow(this.pc + 4, this.state);
      }
    }
  }
}
