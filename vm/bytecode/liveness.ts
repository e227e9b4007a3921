// Which temporaries of a frame are still needed. A register keeps its value after its last use, so the frames of a
// running program hold on to objects that CPython would have let go; whoever marks what is reachable (gc.collect, for weak
// references and `__del__`) asks here which temporaries count. Named registers always do: locals() shows them.
//
// A backward analysis, made when it is first asked for and kept with the code object.

import type { PyCode } from "../objects/code.ts";
import { Op } from "./opcodes.ts";
import { FLAGS, OpFlag } from "./roles.ts";
import { type RegisterVisitor, visitRegisters } from "./registers.ts";

class Liveness implements RegisterVisitor {
  /** Words of a set. */
  readonly words: number;
  /** What is live before each instruction, as bits of temporaries; index (pc >> 2) * words. */
  readonly before: Uint32Array;
  private readonly base: number;
  private readonly code: PyCode;
  private readonly scratch: Uint32Array;
  private reading: boolean;

  constructor(code: PyCode) {
    code.load();
    this.code = code;
    this.base = code.tempBase;
    this.words = (code.nregs - code.tempBase + 31) >> 5;
    this.before = new Uint32Array((code.code.length >> 2) * this.words);
    this.scratch = new Uint32Array(this.words);
    this.reading = false;
    let changed = true;
    // backward jumps are few: two or three rounds reach the fixed point
    while (changed) {
      changed = false;
      for (let pc = code.code.length - 4; pc >= 0; pc -= 4) if (this.step(pc)) changed = true;
    }
  }

  read(register: number): void {
    if (!this.reading || register < this.base) return;
    const t = register - this.base;
    this.scratch[t >> 5] |= 1 << (t & 31);
  }

  written(register: number): void {
    if (this.reading || register < this.base) return;
    const t = register - this.base;
    this.scratch[t >> 5] &= ~(1 << (t & 31));
  }

  private add(pc: number): void {
    const from = (pc >> 2) * this.words;
    for (let i = 0; i < this.words; i++) this.scratch[i] |= this.before[from + i];
  }

  /** scratch = what is live behind the instruction, whichever way it ends, without what it writes itself. */
  behind(pc: number): void {
    const ints = this.code.code;
    this.scratch.fill(0);
    const flags = FLAGS[ints[pc]];
    if ((flags & OpFlag.ENDS) === 0 && pc + 4 < ints.length) this.add(pc + 4);
    if ((flags & OpFlag.JUMPS) !== 0) this.add(ints[pc + 3]);
    this.reading = false;
    visitRegisters(ints, pc, this);
    // only what can raise (a loop's jump: an interrupt) leads to the handler
    if ((flags & OpFlag.RAISES) === 0 && ints[pc] !== Op.JUMP_BACKWARD) return;
    const row = this.code.findHandler(pc);
    if (row < 0) return;
    const table = this.code.exceptionTable;
    const exc = table[row + 3] - this.base;
    const position = table[row + 4] - this.base;
    const had = this.scratch.slice();
    this.scratch.fill(0);
    this.add(table[row + 2]);
    if (exc >= 0) this.scratch[exc >> 5] &= ~(1 << (exc & 31));
    if (position >= 0) this.scratch[position >> 5] &= ~(1 << (position & 31));
    for (let i = 0; i < this.words; i++) this.scratch[i] |= had[i];
  }

  private step(pc: number): boolean {
    this.behind(pc);
    this.reading = true;
    visitRegisters(this.code.code, pc, this);
    const at = (pc >> 2) * this.words;
    let changed = false;
    for (let i = 0; i < this.words; i++) {
      if (this.before[at + i] !== this.scratch[i]) {
        this.before[at + i] = this.scratch[i];
        changed = true;
      }
    }
    return changed;
  }

  /** Whether the register is read where the instruction at pc has succeeded and written it. */
  readBehind(pc: number, register: number): boolean {
    const next = (pc >> 2) + 1;
    const t = register - this.base;
    return (this.before[next * this.words + (t >> 5)] & (1 << (t & 31))) !== 0;
  }

  /** Whether the temporary is needed behind the instruction that `behind` was last asked about. */
  has(register: number): boolean {
    const t = register - this.base;
    return (this.scratch[t >> 5] & (1 << (t & 31))) !== 0;
  }
}

const known = new WeakMap<PyCode, Liveness>();

/**
 * The registers, named ones and temporaries, that count in a frame which is in the middle of the instruction at pc: it has
 * read its operands and not yet written its results (a call that runs, a yield that waits).
 */
export function liveRegisters(code: PyCode, pc: number): number[] {
  let l = known.get(code);
  if (l === undefined) {
    l = new Liveness(code);
    known.set(code, l);
  }
  const live: number[] = [];
  for (let r = 0; r < code.tempBase; r++) live.push(r);
  if (pc < 0 || pc >= code.code.length) return live;
  l.behind(pc);
  for (let r = code.tempBase; r < code.nregs; r++) if (l.has(r)) live.push(r);
  // `__exit__` is there while `__enter__` runs
  const op = code.code[pc];
  if (op === Op.BEFORE_WITH || op === Op.BEFORE_ASYNC_WITH) live.push(code.code[pc + 1] + 1);
  return live;
}

/** The instruction behind the one at pc reads the register: so it is mostly, and needs no analysis. */
function readsNext(code: PyCode, pc: number, register: number): boolean {
  const ints = code.code;
  let next = pc + 4;
  while (ints[next] === Op.EXTRA || ints[next] === Op.NOP) next += 4;
  if (next >= ints.length) return false;
  let found = false;
  visitRegisters(ints, next, {
    read: (r) => {
      if (r === register) found = true;
    },
    written: () => {},
  });
  return found;
}

/** Whether what the instruction at pc writes into the register can be read by anybody; a named register always can. */
export function readAfter(code: PyCode, pc: number, register: number): boolean {
  if (register < code.tempBase) return true;
  if (readsNext(code, pc, register)) return true;
  let l = known.get(code);
  if (l === undefined) {
    l = new Liveness(code);
    known.set(code, l);
  }
  return l.readBehind(pc, register);
}

/** The temporaries that are needed by the instruction at pc or behind it: what a frame must hold to go on there. */
export function liveTemporaries(code: PyCode, pc: number): number[] {
  let l = known.get(code);
  if (l === undefined) {
    l = new Liveness(code);
    known.set(code, l);
  }
  const live: number[] = [];
  const at = (pc >> 2) * l.words;
  for (let t = 0; t < code.nregs - code.tempBase; t++) {
    if ((l.before[at + (t >> 5)] & (1 << (t & 31))) !== 0) live.push(code.tempBase + t);
  }
  return live;
}
