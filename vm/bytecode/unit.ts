// One code object in the making: its instructions with symbolic registers and labels, its constants, names and
// registers, and the stack of blocks that `break`, `return` and exceptions have to leave.
//
// While code is emitted, nobody knows how many locals there will be (they are numbered as they are met, so that
// co_varnames has CPython's order). So registers are symbolic: locals count from 0, cells from CELL, free
// variables from FREE, temporaries from TEMP; the assembler makes them dense. Temporaries are a stack: whoever
// allocates sets `top` back when done. Jumps name labels in operand C.

import { NONE, type Value } from "../objects/object.ts";
import { type Block, type Located, Scope } from "../syntax/scopes_block.ts";
import { Op } from "./opcodes.ts";

export const CELL = 1 << 22;
export const FREE = 1 << 23;
export const TEMP = 1 << 24;

/** No register. */
export const NO_REG = -1;

/** The location of what has none. */
export const NO_LOC: Located = { lineno: -1, col_offset: -1, end_lineno: -1, end_col_offset: -1 };

/** The location of the instructions before a frame's code proper, which make cells. */
export const PROLOGUE: Located = {
  lineno: -1,
  col_offset: -1,
  end_lineno: -1,
  end_col_offset: -1,
};

/** What a unit compiles. */
export const UnitKind = {
  Module: 0,
  Class: 1,
  Function: 2,
  AsyncFunction: 3,
  Lambda: 4,
  Comprehension: 5,
  TypeParams: 6,
} as const;
export type UnitKind = typeof UnitKind[keyof typeof UnitKind];

/** What stands between a statement and the outside of its function. */
export const FrameBlock = {
  WhileLoop: 0,
  ForLoop: 1,
  TryExcept: 2,
  FinallyTry: 3,
  FinallyEnd: 4,
  With: 5,
  AsyncWith: 6,
  /** In an `except … as name` clause; leaving it also deletes the name. */
  HandlerCleanup: 7,
  ExceptionGroupHandler: 8,
  AsyncComprehension: 9,
} as const;
export type FrameBlock = typeof FrameBlock[keyof typeof FrameBlock];

/** An entry of the stack of blocks. */
export class BlockEntry {
  readonly kind: FrameBlock;
  readonly loc: Located;
  /** Where `continue` goes. */
  readonly start: number;
  /** Where `break` goes. */
  readonly exit: number;
  /** The handler that covers code outside of the block. */
  readonly outer: number;
  /** The register that leaving needs: the saved exception, the exit function … */
  readonly register: number;
  /** The `finally` body, or the name of the `except` clause. */
  readonly data: unknown;

  constructor(
    kind: FrameBlock,
    loc: Located,
    start: number,
    exit: number,
    outer: number,
    register: number,
    data: unknown,
  ) {
    this.kind = kind;
    this.loc = loc;
    this.start = start;
    this.exit = exit;
    this.outer = outer;
    this.register = register;
    this.data = data;
  }
}

/** The growing arrays of a unit; handed on from unit to unit. */
export class Buffers {
  ints: Int32Array;
  handlers: Uint32Array;
  /** 1: laid out behind the rest (exception handlers), so that the usual way has no jump. */
  cold: Uint8Array;
  locs: Located[];

  constructor() {
    this.ints = new Int32Array(4 * 256);
    this.handlers = new Uint32Array(256);
    this.cold = new Uint8Array(256);
    this.locs = [];
  }
}

export class Unit {
  readonly parent: Unit | null;
  readonly kind: UnitKind;
  readonly block: Block;
  readonly name: string;
  qualname: string;
  readonly privateName: string | null;
  firstlineno: number;
  argcount: number;
  posonlyargcount: number;
  kwonlyargcount: number;

  readonly buffers: Buffers;
  /** Instructions so far. */
  n: number;
  /** The location of what is emitted next. */
  loc: Located;
  /** The exception handler that covers what is emitted next; 0 is none. */
  handler: number;
  /** Above 0: what is emitted is cold. Cold code is entered and left by jumps alone. */
  cold: number;
  /** By handler: its label, the registers of the exception and of the position (NO_REG: not wanted). */
  readonly handlerLabels: number[];
  readonly handlerExcs: number[];
  readonly handlerPositions: number[];
  /** By label: the index of its instruction. */
  readonly labels: number[];
  checks: number;

  readonly constValues: Value[];
  readonly constPrimitives: Map<unknown, number>;
  readonly constOthers: Map<string, number>;
  readonly names: string[];
  readonly nameIndex: Map<string, number>;
  readonly varnames: string[];
  readonly varIndex: Map<string, number>;
  /** By local: its place in co_varnames, which counts first uses in evaluation order; -1 until then. */
  readonly ranks: number[];
  /** The locals by rank. */
  readonly byRank: number[];
  readonly cellNames: string[];
  readonly cellIndex: Map<string, number>;
  readonly freeNames: string[];
  readonly freeIndex: Map<string, number>;
  /** Names of inlined comprehensions in a module or class body that are fast locals now. */
  fastHidden: Map<string, boolean> | null;
  /** Depth of inlined comprehensions. */
  inlinedDepth: number;
  staticAttributes: Set<string> | null;

  readonly blocks: BlockEntry[];
  /** Temporaries in use. */
  top: number;
  maxTop: number;

  /** By local: bound for sure since the last label if it holds this epoch. */
  private readonly boundEpoch: number[];
  private epoch: number;
  /** Parameters are always bound here: nothing unbinds one. */
  readonly stableParams: boolean;
  readonly paramCount: number;
  /** An operand may change before its instruction: an assignment expression can bind any local. */
  readonly volatileLocals: boolean;

  constructor(
    parent: Unit | null,
    kind: UnitKind,
    block: Block,
    name: string,
    privateName: string | null,
    firstlineno: number,
    buffers: Buffers,
  ) {
    this.parent = parent;
    this.kind = kind;
    this.block = block;
    this.name = name;
    this.qualname = name;
    this.privateName = privateName;
    this.firstlineno = firstlineno;
    this.argcount = 0;
    this.posonlyargcount = 0;
    this.kwonlyargcount = 0;
    this.buffers = buffers;
    buffers.locs.length = 0;
    this.n = 0;
    this.loc = NO_LOC;
    this.handler = 0;
    this.cold = 0;
    this.handlerLabels = [-1];
    this.handlerExcs = [NO_REG];
    this.handlerPositions = [NO_REG];
    this.labels = [];
    this.checks = 0;
    this.constValues = [];
    this.constPrimitives = new Map();
    this.constOthers = new Map();
    this.names = [];
    this.nameIndex = new Map();
    this.varnames = [];
    this.varIndex = new Map();
    this.ranks = [];
    this.byRank = [];
    this.cellNames = [];
    this.cellIndex = new Map();
    this.freeNames = [];
    this.freeIndex = new Map();
    this.fastHidden = null;
    this.inlinedDepth = 0;
    this.staticAttributes = null;
    this.blocks = [];
    this.top = 0;
    this.maxTop = 0;
    this.boundEpoch = [];
    this.epoch = 1;
    for (const p of block.varnames) this.local(p);
    this.paramCount = block.varnames.length;
    this.stableParams = !block.hasDel && !block.hasInlined;
    this.volatileLocals = block.hasNamedExpr;
  }

  // Instructions

  emit(op: number, a: number, b: number, c: number): void {
    const i = this.n++;
    const buffers = this.buffers;
    if (i * 4 >= buffers.ints.length) this.grow();
    const ints = buffers.ints;
    const at = i * 4;
    ints[at] = op;
    ints[at + 1] = a;
    ints[at + 2] = b;
    ints[at + 3] = c;
    buffers.handlers[i] = this.handler;
    buffers.cold[i] = this.cold > 0 ? 1 : 0;
    buffers.locs.push(this.loc);
  }

  private grow(): void {
    const b = this.buffers;
    const ints = new Int32Array(b.ints.length * 2);
    ints.set(b.ints);
    b.ints = ints;
    const handlers = new Uint32Array(b.handlers.length * 2);
    handlers.set(b.handlers);
    b.handlers = handlers;
    const cold = new Uint8Array(b.cold.length * 2);
    cold.set(b.cold);
    b.cold = cold;
  }

  /** An operand that needs no instruction has a line of its own, which tracing shows. */
  touch(e: Located): void {
    const { locs } = this.buffers;
    if (e.lineno < 0 || (this.n > 0 && locs[this.n - 1].lineno === e.lineno)) return;
    this.loc = e;
    this.emit(Op.NOP, 0, 0, 0);
  }

  label(): number {
    return this.labels.push(-1) - 1;
  }

  /** The label stands here. */
  place(label: number): void {
    this.labels[label] = this.n;
    this.epoch++;
  }

  jump(op: number, a: number, b: number, label: number): void {
    this.emit(op, a, b, label);
  }

  /** A handler whose code begins at a label. */
  addHandler(label: number, exc: number, position: number): number {
    this.handlerLabels.push(label);
    this.handlerExcs.push(exc);
    this.handlerPositions.push(position);
    return this.handlerLabels.length - 1;
  }

  // Temporaries

  alloc(): number {
    const t = this.top++;
    if (this.top > this.maxTop) this.maxTop = this.top;
    return TEMP + t;
  }

  /** So many consecutive temporaries; gives the first. */
  allocMany(n: number): number {
    const t = this.top;
    this.top += n;
    if (this.top > this.maxTop) this.maxTop = this.top;
    return TEMP + t;
  }

  /** The register is the temporary allocated last. */
  isLast(register: number): boolean {
    return register === TEMP + this.top - 1;
  }

  // Names, locals, constants

  nameOf(name: string): number {
    let i = this.nameIndex.get(name);
    if (i === undefined) {
      i = this.names.push(name) - 1;
      this.nameIndex.set(name, i);
    }
    return i;
  }

  /** The local of a name that is used now. */
  local(name: string): number {
    const i = this.earlyLocal(name);
    if (this.ranks[i] < 0) this.ranks[i] = this.byRank.push(i) - 1;
    return i;
  }

  /** The local of a name that is a destination, but is bound only after what comes first. */
  earlyLocal(name: string): number {
    let i = this.varIndex.get(name);
    if (i === undefined) {
      i = this.varnames.push(name) - 1;
      this.varIndex.set(name, i);
      this.boundEpoch.push(0);
      this.ranks.push(-1);
    }
    return i;
  }

  addCell(name: string): void {
    if (!this.cellIndex.has(name)) this.cellIndex.set(name, this.cellNames.push(name) - 1);
  }

  addFree(name: string): void {
    if (!this.freeIndex.has(name)) this.freeIndex.set(name, this.freeNames.push(name) - 1);
  }

  /**
   * The register that holds the cell of a name. A name may have two: a class body, or a function with an inlined
   * comprehension, can have a cell of its own beside the free variable of the same name. The symbol says which is meant.
   */
  cellRegister(name: string): number {
    const cell = this.cellIndex.get(name);
    const free = this.freeIndex.get(name);
    if (cell === undefined) {
      if (free === undefined) throw new Error(`no cell for ${name}`);
      return FREE + free;
    }
    if (free === undefined || this.block.scopeOf(name) === Scope.CELL) return CELL + cell;
    return FREE + free;
  }

  /** The register that a function made here gets as the cell of its free name: a class's own `__class__` comes first. */
  closureRegister(name: string): number {
    const cell = this.cellIndex.get(name);
    const own = this.kind === UnitKind.Class && (name === "__class__" || name === "__classdict__");
    return own && cell !== undefined ? CELL + cell : this.cellRegister(name);
  }

  /** A local is written: it is bound from here on. */
  bound(register: number): void {
    if (register < CELL) this.boundEpoch[register] = this.epoch;
  }

  unbound(register: number): void {
    if (register < CELL) this.boundEpoch[register] = 0;
  }

  /** Before a local is read: emits the check where it may be unset (the flow analysis removes most of them). */
  check(register: number): void {
    if (this.boundEpoch[register] === this.epoch) return;
    if (this.stableParams && register < this.paramCount) return;
    this.boundEpoch[register] = this.epoch;
    this.checks++;
    this.emit(Op.CHECK_LOCAL, register, 0, 0);
  }

  none(): number {
    let i = this.constPrimitives.get(NONE);
    if (i === undefined) {
      i = this.constValues.push(NONE) - 1;
      this.constPrimitives.set(NONE, i);
    }
    return i;
  }

  /** A constant that is equal to no other: a code object. */
  uniqueConst(v: Value): number {
    return this.constValues.push(v) - 1;
  }
}
