// Frames: one for each running Python function, class body or module, on the heap.
//
// A frame is everything that the loop needs to go on: registers and a position. A code object keeps a pool of frames that
// have run (`spareFrames`), linked by `back`, and a call takes one of those; a frame that something may still look
// at (a traceback, a generator, `sys._getframe`) is marked HELD and never goes back to the pool. A spare frame has all
// registers unset and `kind` 0; all that it refers to is the function that ran in it last, if that has no closure, so
// that the next call of the same function finds its globals in place.
//
// `pc` is the position of the instruction that the frame is at (`f_lasti`): the loop keeps it in a local and writes it
// where other code may look, that is before anything that may run Python.

import { Cell } from "../objects/cell.ts";
import { CodeFlag, type PyCode } from "../objects/code.ts";
import type { PyDict } from "../objects/dict.ts";
import { PyObject, type Take, type Value } from "../objects/object.ts";
import type { PyException } from "../objects/exceptions.ts";
import type { PyFunction } from "../objects/function.ts";
import type { GeneratorBase } from "./generators.ts";

/** Bits of `Frame.kind`; a frame of kind 0 is entered and left in the loop without further ado. */
export const FrameKind = {
  /** The loop returns to JavaScript when this frame is left. */
  ENTRY: 1,
  /** The frame belongs to a generator, a coroutine or an asynchronous generator. */
  GENERATOR: 2,
  /** The frame is an `__init__`: its caller gets `payload`, the instance. */
  INIT: 4,
  /** Events are to be given to a trace or profile function. */
  TRACED: 8,
  /** Something may look at the frame after it was left. */
  HELD: 16,
  /** The frame is a `__next__` called by FOR_ITER: StopIteration ends the loop. */
  NEXT: 32,
  /** The frame is a special method called for an operator: NotImplemented is not the last word. */
  OPERATOR: 64,
  /** It has made what is watched (abandoned.ts): to be looked for when the frame is left. */
  WATCHES: 128,
  /** The frame stands for a compiled function that runs: it has no variables yet; see compiled.ts. */
  SHADOW: 256,
  /** The frame is at its first instruction, but not for the first time. */
  BEGUN: 512,
  /** The frame stands for a compiled function, and somebody has asked for it. */
  ASKED: 1024,
  /** Compiled code has left the frame at an instruction by which an exception only goes on rising; see unwind.ts. */
  RERAISES: 2048,
  /** The frame runs for a builtin that is done in steps, `payload`; see stepwise.ts. */
  STEPS: 4096,
} as const;

/** What a frame needs while it is traced; see trace.ts. */
export interface FrameTrace {
  /** The local trace function (`f_trace`), `undefined` for None. */
  fn: Value | undefined;
  lines: boolean;
  opcodes: boolean;
  /** The line of the last event, or -1. */
  line: number;
  /** The instruction that stands uncovered in the instrumented copy, or -1. */
  uncovered: number;
  /** The last instruction executed, to tell a jump backwards. */
  last: number;
  /** Where an assignment to `f_lineno` jumps to; -2 while one is allowed, else -1. */
  jump: number;
  /** The "call" event is being given: the frame is at the line of its `def`. */
  starting: boolean;
  /** The line of the last LINE event of sys.monitoring, or -1. */
  seen: number;
  /** The call of something not written in Python that sys.monitoring was told of last. */
  called: { readonly callable: Value; readonly argument: Value; readonly at: number } | undefined;
}

/**
 * The spare frames of a code object. An object of its own, made with the first frame, because V8's write barrier is slow where
 * an old object is made to refer to a young one, and the code object is always the older one.
 */
export class FramePool {
  head: Frame | null;
  constructor() {
    this.head = null;
  }
}

/** A frame. */
export class Frame extends PyObject {
  code: PyCode;
  /** The instructions: those of the code object, or a copy that is instrumented for tracing. */
  ops: Int32Array;
  regs: Value[];
  consts: Value[];
  readonly pool: FramePool;
  pc: number;
  back: Frame | null;
  globals: PyDict;
  builtins: PyDict;
  /** The cells of the code's global names, where it is linked to these globals; see scope_ops.ts. */
  cells: readonly Cell[];
  func: PyFunction | null;
  /** The namespace of module and class code and of exec; `undefined` for functions. */
  locals: Value | undefined;
  /** The exception that the frame handles. */
  exc: PyException | undefined;
  /** FrameKind bits. */
  kind: number;
  depth: number;
  generator: GeneratorBase | undefined;
  /** By `kind`: the instance that an `__init__` is for, or the builtin that waits for what the frame gives. */
  payload: Value | undefined;
  tracing: FrameTrace | undefined;
  /** Takes what a compiled generator yields, where that runs no Python; only while a builtin drains it. */
  take: Take | null;
  /** Variables that a debugger added to `f_locals`. */
  extraLocals: PyDict | undefined;

  constructor(code: PyCode, regs: Value[], globals: PyDict, builtins: PyDict) {
    super();
    this.code = code;
    this.ops = code.code;
    this.regs = regs;
    this.consts = code.consts;
    this.pool = code.spareFrames as FramePool;
    this.pc = 0;
    this.back = null;
    this.globals = globals;
    this.builtins = builtins;
    this.cells = cellsFor(code, globals);
    this.func = null;
    this.locals = undefined;
    this.exc = undefined;
    this.kind = 0;
    this.depth = 0;
    this.generator = undefined;
    this.payload = undefined;
    this.tracing = undefined;
    this.take = null;
    this.extraLocals = undefined;
  }

  /** The line that the frame is at, or -1 where its instruction belongs to none. */
  get line(): number {
    return this.code.lineAt(this.pc);
  }
}

const UNSET = undefined as unknown as Value;

/** Registers, all unset. Small sizes come from literals, which V8 makes in one step and never holey. */
// deno-fmt-ignore One size is one line.
export function makeRegisters(n: number): Value[] {
  const u = UNSET;
  switch (n) {
    case 0: return [];
    case 1: return [u];
    case 2: return [u, u];
    case 3: return [u, u, u];
    case 4: return [u, u, u, u];
    case 5: return [u, u, u, u, u];
    case 6: return [u, u, u, u, u, u];
    case 7: return [u, u, u, u, u, u, u];
    case 8: return [u, u, u, u, u, u, u, u];
    case 9: return [u, u, u, u, u, u, u, u, u];
    case 10: return [u, u, u, u, u, u, u, u, u, u];
    case 11: return [u, u, u, u, u, u, u, u, u, u, u];
    case 12: return [u, u, u, u, u, u, u, u, u, u, u, u];
    case 13: return [u, u, u, u, u, u, u, u, u, u, u, u, u];
    case 14: return [u, u, u, u, u, u, u, u, u, u, u, u, u, u];
    case 15: return [u, u, u, u, u, u, u, u, u, u, u, u, u, u, u];
    case 16: return [u, u, u, u, u, u, u, u, u, u, u, u, u, u, u, u];
  }
  const regs: Value[] = [u, u, u, u, u, u, u, u, u, u, u, u, u, u, u, u];
  for (let i = 16; i < n; i++) regs.push(u);
  return regs;
}

/** Makes what a code object needs to run. */
export function prepareCode(code: PyCode): void {
  code.load();
  const n = code.code.length >> 2;
  code.spareFrames = new FramePool();
  code.feedback = new Uint16Array(n);
  const targets: unknown[] = [];
  for (let i = 0; i < n; i++) targets.push(undefined);
  code.targets = targets;
}

/** Stands for the cell of a name that is not linked yet. */
export const UNLINKED: Cell = new Cell(undefined);

/** For each number of names, as many unlinked cells. */
const unlinkedCells: Cell[][] = [];

/** The cells of a code object's global names for these globals. */
export function cellsFor(code: PyCode, globals: PyDict): readonly Cell[] {
  if (code.linkedGlobals === globals) return code.globalCells as Cell[];
  const n = code.names.length;
  while (unlinkedCells.length <= n) {
    const cells: Cell[] = [];
    for (let i = 0; i < unlinkedCells.length; i++) cells.push(UNLINKED);
    unlinkedCells.push(cells);
  }
  return unlinkedCells[n];
}

/** Makes a frame the one of a function: globals, builtins, the cells of its free variables. */
export function enterFunction(frame: Frame, f: PyFunction): void {
  frame.func = f;
  // a function made of a module's code works in its globals
  if ((frame.code.flags & CodeFlag.NEWLOCALS) === 0) frame.locals = f.globals;
  if (frame.globals !== f.globals) {
    frame.globals = f.globals;
    frame.builtins = f.builtins;
    frame.cells = cellsFor(frame.code, f.globals);
  }
  const { closure } = f;
  if (closure !== undefined) {
    const { regs } = frame;
    const base = frame.code.freeBase;
    for (let i = 0; i < closure.length; i++) regs[base + i] = closure[i];
  }
}

/** A frame for a function: a spare one, or a new one. */
export function takeFrame(f: PyFunction): Frame {
  const { code } = f;
  if (code.feedback === null) prepareCode(code);
  const pool = code.spareFrames as FramePool;
  const spare = pool.head;
  if (spare !== null) {
    pool.head = spare.back;
    spare.back = null;
    spare.pc = 0;
    if (spare.func !== f) enterFunction(spare, f);
    return spare;
  }
  const frame = new Frame(code, makeRegisters(code.nregs), f.globals, f.builtins);
  enterFunction(frame, f);
  return frame;
}

/** Gives a frame back that nobody holds. */
export function recycle(frame: Frame): void {
  const { regs, code } = frame;
  for (let i = 0; i < regs.length; i++) regs[i] = UNSET;
  frame.kind = 0;
  if (code.freeBase !== code.tempBase || frame.locals !== undefined) frame.func = null;
  frame.locals = undefined;
  frame.exc = undefined;
  frame.payload = undefined;
  const { pool } = frame;
  frame.back = pool.head;
  pool.head = frame;
}

/** Marks a frame as seen by somebody. */
export function hold(frame: Frame): Frame {
  frame.kind |= FrameKind.HELD;
  return frame;
}
