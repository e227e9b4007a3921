// code: what the compiler makes of a module, a function, a class body.
//
// A code object has a head, which a call needs (counts, names, flags), a body (instructions, constants, tables), and
// what the interpreter and the JIT gather while it runs. A body that comes out of the code cache is decoded
// when it is first needed: whoever reads `code`, `consts`, `names`, `attrKeys`, `exceptionTable` or `locations` calls
// `load()` before, once; the interpreter does so where it makes `feedback`.
//
// The exception table has rows of EXC_STRIDE ints: start, end, handler, register of the exception, register of the
// position that failed or -1. Positions count ints of `code` (pc), the end is exclusive; rows are sorted by start and do
// not overlap, so at most one row covers an instruction, and it is the innermost handler.

import { NONE, PyObject, type Value } from "./object.ts";
import { isStr } from "./str.ts";
import { builtinType, type PyType } from "./type.ts";
import { decodeLocations } from "../bytecode/locations.ts";
import { runtime } from "./runtime.ts";

/** co_flags. */
export const CodeFlag = {
  OPTIMIZED: 0x1,
  NEWLOCALS: 0x2,
  VARARGS: 0x4,
  VARKEYWORDS: 0x8,
  NESTED: 0x10,
  GENERATOR: 0x20,
  COROUTINE: 0x80,
  ITERABLE_COROUTINE: 0x100,
  ASYNC_GENERATOR: 0x200,
  FUTURE_DIVISION: 0x20000,
  FUTURE_ABSOLUTE_IMPORT: 0x40000,
  FUTURE_WITH_STATEMENT: 0x80000,
  FUTURE_PRINT_FUNCTION: 0x100000,
  FUTURE_UNICODE_LITERALS: 0x200000,
  FUTURE_BARRY_AS_BDFL: 0x400000,
  FUTURE_GENERATOR_STOP: 0x800000,
  FUTURE_ANNOTATIONS: 0x1000000,
  NO_MONITORING_EVENTS: 0x2000000,
} as const;

/** What a named register is; bits of `PyCode.localKinds`. */
export const LocalKind = {
  LOCAL: 1,
  CELL: 2,
  FREE: 4,
  /** The variable of a comprehension inlined into a module or class body: not one of the namespace's names. */
  HIDDEN: 8,
  ARGUMENT: 16,
} as const;

/** Ints in a row of the exception table. */
export const EXC_STRIDE = 5;

/** Where the body of a code object comes from that was read from the code cache. */
export interface BodySource {
  loadBody(code: PyCode): void;
}

const NO_INTS = new Int32Array(0);
const NO_BYTES = new Uint8Array(0);

/** The head of a code object. */
export interface CodeHead {
  name: string;
  qualname: string;
  filename: string;
  firstlineno: number;
  flags: number;
  argcount: number;
  posonlyargcount: number;
  kwonlyargcount: number;
  nregs: number;
  nlocals: number;
  localNames: string[];
  localKinds: Uint8Array;
}

/** A Python code object. */
export class PyCode extends PyObject {
  name: string;
  qualname: string;
  filename: string;
  firstlineno: number;
  /** CodeFlag.* */
  flags: number;
  /** Positional arguments, the positional-only ones included. */
  argcount: number;
  posonlyargcount: number;
  kwonlyargcount: number;
  /** Registers of a frame. */
  nregs: number;
  /** Registers of co_varnames: arguments and locals. */
  nlocals: number;
  /** The first register of the free variables; cells that are no arguments stand from nlocals to here. */
  freeBase: number;
  /** The first temporary; registers before it have names. */
  tempBase: number;
  /** The number of positional arguments of a call that fills the argument registers as they are; -1: no call does. */
  exactArgs: number;
  /** The name of each register before tempBase. */
  localNames: string[];
  /** LocalKind bits of each register before tempBase. */
  localKinds: Uint8Array;

  /** The doc string of a function of this code, or None. */
  doc: Value;

  // the body, valid after load()
  code: Int32Array;
  /** The first constant of a function is its doc string, or None. */
  consts: Value[];
  names: string[];
  /** "_" + name for each of `names`: the keys of attributes. */
  attrKeys: string[];
  exceptionTable: Int32Array;
  /** Encoded: see vm/bytecode/locations.ts. */
  locations: Uint8Array;
  source: BodySource | null;

  // what is gathered while it runs
  /** See vm/bytecode/feedback.ts; null until the code first runs. */
  feedback: Uint16Array | null;
  /** By pc >> 2: call targets, attribute shapes. */
  targets: unknown[] | null;
  callCount: number;
  loopCount: number;
  /** The globals that globalCells and builtinCells (by index into names) belong to. */
  linkedGlobals: unknown;
  globalCells: unknown[] | null;
  builtinCells: unknown[] | null;
  /** Free for the interpreter: a list of spare frames. */
  spareFrames: unknown;
  /** The compiled function, or null. */
  entry: unknown;
  /** Free for the JIT. */
  compiled: unknown;
  /** Some `yield` or `await` stands where leaving runs code of the function (`try`, `with`); `undefined`: not looked yet. */
  cleansUp: boolean | undefined;
  private decoded: Int32Array | null;

  constructor(head: CodeHead) {
    super();
    this.name = head.name;
    this.qualname = head.qualname;
    this.filename = head.filename;
    this.firstlineno = head.firstlineno;
    this.flags = head.flags;
    this.argcount = head.argcount;
    this.posonlyargcount = head.posonlyargcount;
    this.kwonlyargcount = head.kwonlyargcount;
    this.nregs = head.nregs;
    this.nlocals = head.nlocals;
    this.tempBase = head.localNames.length;
    let free = this.tempBase;
    while (free > 0 && (head.localKinds[free - 1] & LocalKind.FREE) !== 0) free--;
    this.freeBase = free;
    const collects = CodeFlag.VARARGS | CodeFlag.VARKEYWORDS;
    this.exactArgs = head.kwonlyargcount === 0 && (head.flags & collects) === 0
      ? head.argcount
      : -1;
    this.localNames = head.localNames;
    this.localKinds = head.localKinds;
    this.doc = NONE;
    this.code = NO_INTS;
    this.consts = [];
    this.names = [];
    this.attrKeys = [];
    this.exceptionTable = NO_INTS;
    this.locations = NO_BYTES;
    this.source = null;
    this.feedback = null;
    this.targets = null;
    this.callCount = 0;
    this.loopCount = 0;
    this.linkedGlobals = null;
    this.globalCells = null;
    this.builtinCells = null;
    this.spareFrames = null;
    this.entry = null;
    this.compiled = null;
    this.cleansUp = undefined;
    this.decoded = null;
  }

  /** Makes the body valid. */
  load(): void {
    const source = this.source;
    if (source !== null) {
      this.source = null;
      source.loadBody(this);
    }
  }

  /** Gives the code object its body. */
  setBody(
    code: Int32Array,
    consts: Value[],
    names: string[],
    exceptionTable: Int32Array,
    locations: Uint8Array,
  ): void {
    this.code = code;
    this.consts = consts;
    this.names = names;
    const keys: string[] = [];
    for (let i = 0; i < names.length; i++) keys.push("_" + names[i]);
    this.attrKeys = keys;
    this.exceptionTable = exceptionTable;
    this.locations = locations;
    if (consts.length > 0 && isStr(consts[0])) this.doc = consts[0];
  }

  /** co_varnames. */
  get varnames(): string[] {
    return this.localNames.slice(0, this.nlocals);
  }

  /** co_cellvars: in the order of registers. */
  get cellvars(): string[] {
    return this.localNames.filter((_, i) => (this.localKinds[i] & LocalKind.CELL) !== 0);
  }

  /** co_freevars. */
  get freevars(): string[] {
    return this.localNames.slice(this.freeBase);
  }

  /** The arguments' registers: positional, keyword-only, *args, **kwargs. */
  get argumentRegisters(): number {
    return this.argcount + this.kwonlyargcount + ((this.flags & CodeFlag.VARARGS) !== 0 ? 1 : 0) +
      ((this.flags & CodeFlag.VARKEYWORDS) !== 0 ? 1 : 0);
  }

  /** Line, end line, column, end column of each instruction, four ints each; -1 where there is none. */
  positions(): Int32Array {
    if (this.decoded === null) {
      this.load();
      const p = decodeLocations(this.locations, this.firstlineno, this.code.length >> 2);
      if (runtime.noColumns) { for (let i = 0; i < p.length; i += 4) p[i + 2] = p[i + 3] = -1; }
      this.decoded = p;
    }
    return this.decoded;
  }

  /** The line of the instruction at pc, or -1. */
  lineAt(pc: number): number {
    const p = this.positions();
    return pc >= 0 && pc < p.length ? p[pc] : -1;
  }

  /** The offset in the exception table of the row that covers the instruction at pc, or -1. */
  findHandler(pc: number): number {
    const table = this.exceptionTable;
    let low = 0;
    let high = table.length / EXC_STRIDE;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (table[mid * EXC_STRIDE] <= pc) low = mid + 1;
      else high = mid;
    }
    const row = (low - 1) * EXC_STRIDE;
    return row >= 0 && pc < table[row + 1] ? row : -1;
  }

  /** co_lines(): start, end (byte offsets into co_code) and line (or -1), three ints for each run. */
  lineRuns(): number[] {
    const p = this.positions();
    const out: number[] = [];
    let start = 0;
    for (let i = 0; i < p.length; i += 4) {
      if (i + 4 < p.length && p[i + 4] === p[i]) continue;
      out.push(start * 4, (i + 4) * 4, p[i]);
      start = i + 4;
    }
    return out;
  }
}

/** `code`. */
export const CodeType: PyType = builtinType("code", PyCode, { final: true, hasWeakref: true });
