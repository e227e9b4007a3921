// What the parts of the compiler share: the unit at hand, entering and leaving units, constants, errors and
// warnings. The parts (statements, expressions, functions …) are functions over this context.

import { type expr, Tag } from "../syntax/ast.ts";
import { CodeFlag, type PyCode } from "../objects/code.ts";
import type { Value } from "../objects/object.ts";
import { problemAt } from "../syntax/scopes_errors.ts";
import {
  type Block,
  BlockKind,
  Def,
  type Located,
  mangle,
  Scope,
  SCOPE_MASK,
  SCOPE_SHIFT,
  type SymbolTable,
} from "../syntax/scopes.ts";
import { assemble } from "./assemble.ts";
import { type Literal, literalKey, literalValue } from "./constants.ts";
import type { Futures } from "./future.ts";
import { Op } from "./opcodes.ts";
import { BlockEntry, Buffers, CELL, type FrameBlock, PROLOGUE, Unit, UnitKind } from "./unit.ts";

/** Receives a SyntaxWarning; raising from it aborts the compilation. */
export type WarnHook = (
  message: string,
  filename: string,
  lineno: number,
  at: Located,
) => void;

/** Flags of `compile()` that the compiler itself looks at. */
export const CompileFlag = {
  DONT_IMPLY_DEDENT: 0x200,
  ONLY_AST: 0x400,
  IGNORE_COOKIE: 0x800,
  TYPE_COMMENTS: 0x1000,
  ALLOW_TOP_LEVEL_AWAIT: 0x2000,
  ALLOW_INCOMPLETE_INPUT: 0x4000,
  OPTIMIZED_AST: 0x8400,
} as const;

export class Compiler {
  readonly filename: string;
  readonly table: SymbolTable;
  /** CompileFlag bits, and CodeFlag.FUTURE_* bits of the features in force. */
  readonly flags: number;
  readonly optimize: number;
  readonly interactive: boolean;
  readonly warn: WarnHook | null;
  /** Where the future statements of the module end. */
  readonly futures: Futures;
  u: Unit;
  /** Units open, the module's included. */
  depth: number;
  private readonly spare: Buffers[];
  private readonly shared: Map<string, Value>;

  constructor(
    filename: string,
    table: SymbolTable,
    flags: number,
    optimize: number,
    interactive: boolean,
    warn: WarnHook | null,
    futures: Futures,
  ) {
    this.filename = filename;
    this.table = table;
    this.flags = flags;
    this.optimize = optimize;
    this.interactive = interactive;
    this.warn = warn;
    this.futures = futures;
    this.depth = 0;
    this.spare = [];
    this.shared = new Map();
    // replaced by the module's unit before anything is compiled
    this.u = new Unit(null, UnitKind.Module, table.top, "<module>", null, 1, new Buffers());
  }

  get futureAnnotations(): boolean {
    return (this.flags & CodeFlag.FUTURE_ANNOTATIONS) !== 0;
  }

  get topLevelAwait(): boolean {
    return (this.flags & CompileFlag.ALLOW_TOP_LEVEL_AWAIT) !== 0 &&
      this.u.block.kind === BlockKind.Module;
  }

  fail(msg: string, at: Located): never {
    throw problemAt(msg, this.filename, at);
  }

  warning(msg: string, at: Located): void {
    if (this.warn !== null) this.warn(msg, this.filename, at.lineno, at);
  }

  /** Opens a block of statements at the current location. */
  push(
    kind: FrameBlock,
    start: number,
    exit: number,
    outer: number,
    register: number,
    data: unknown,
  ): void {
    const u = this.u;
    if (u.blocks.length >= MAX_BLOCKS) this.fail("too many statically nested blocks", u.loc);
    u.blocks.push(new BlockEntry(kind, u.loc, start, exit, outer, register, data));
  }

  // Units

  enter(
    kind: UnitKind,
    block: Block,
    name: string,
    firstlineno: number,
    privateName: string | null,
  ): Unit {
    const outer = this.u;
    const parent = this.depth === 0 ? null : outer;
    const u = new Unit(
      parent,
      kind,
      block,
      name,
      privateName,
      firstlineno,
      this.spare.pop() ?? new Buffers(),
    );
    this.depth++;
    this.u = u;
    const cells: string[] = [];
    const frees: string[] = [];
    for (const [n, s] of block.symbols) {
      const scope = (s >> SCOPE_SHIFT) & SCOPE_MASK;
      if (scope === Scope.CELL || ((s & Def.COMP_CELL) !== 0 && scope !== Scope.FREE)) {
        cells.push(n);
      }
      if (scope === Scope.FREE || (s & Def.FREE_CLASS) !== 0) frees.push(n);
    }
    if (cells.length > 1) cells.sort();
    if (frees.length > 1) frees.sort();
    for (const n of cells) u.addCell(n);
    if (block.needsClassClosure) u.addCell("__class__");
    if (block.needsClassdict) u.addCell("__classdict__");
    for (const n of frees) u.addFree(n);
    if (parent !== null) this.setQualname(u, parent);
    // cells are made by the first instructions, which have no location
    u.loc = PROLOGUE;
    for (let i = 0; i < u.cellNames.length; i++) {
      if (isOwnCell(block, u.cellNames[i])) u.emit(Op.MAKE_CELL, CELL + i, 0, 0);
    }
    return u;
  }

  private setQualname(u: Unit, parent: Unit): void {
    let outer = parent;
    if (outer.kind === UnitKind.TypeParams) {
      // the hidden function does not count
      if (outer.parent === null || outer.parent.parent === null) return;
      outer = outer.parent;
    }
    if (outer.parent === null && outer.kind === UnitKind.Module) return;
    if (
      u.kind === UnitKind.Function || u.kind === UnitKind.AsyncFunction || u.kind === UnitKind.Class
    ) {
      const mangled = mangle(outer.privateName, u.name);
      if (outer.block.scopeOf(mangled) === Scope.GLOBAL_EXPLICIT) return;
    }
    u.qualname = outer.kind === UnitKind.Function || outer.kind === UnitKind.AsyncFunction ||
        outer.kind === UnitKind.Lambda
      ? `${outer.qualname}.<locals>.${u.name}`
      : `${outer.qualname}.${u.name}`;
  }

  /** Ends the unit at hand: its code object. */
  leave(): PyCode {
    const u = this.u;
    const code = assemble(u, this.codeFlags(u), this.filename);
    this.drop();
    return code;
  }

  private drop(): void {
    const u = this.u;
    this.spare.push(u.buffers);
    this.depth--;
    if (u.parent !== null) this.u = u.parent;
  }

  private codeFlags(u: Unit): number {
    const b = u.block;
    let flags = 0;
    if (b.isFunctionLike()) {
      flags |= CodeFlag.NEWLOCALS | CodeFlag.OPTIMIZED;
      if (b.nested) flags |= CodeFlag.NESTED;
      if (b.generator) flags |= b.coroutine ? CodeFlag.ASYNC_GENERATOR : CodeFlag.GENERATOR;
      else if (b.coroutine) flags |= CodeFlag.COROUTINE;
      if (b.varargs) flags |= CodeFlag.VARARGS;
      if (b.varkeywords) flags |= CodeFlag.VARKEYWORDS;
    } else if (this.topLevelAwait && b.coroutine && !b.generator) flags |= CodeFlag.COROUTINE;
    return flags | (this.flags & FUTURE_MASK);
  }

  // Names

  mangle(name: string): string {
    const u = this.u;
    if (u.privateName === null) return name;
    const { mangledNames } = u.block;
    if (mangledNames !== null && !mangledNames.has(name)) return name;
    return mangle(u.privateName, name);
  }

  // Constants

  /** The index of a literal in the pool of the unit. */
  constant(v: Literal): number {
    const u = this.u;
    switch (typeof v) {
      case "string":
      case "number":
      case "boolean":
      case "bigint": {
        let i = u.constPrimitives.get(v);
        if (i === undefined) {
          i = u.constValues.push(v) - 1;
          u.constPrimitives.set(v, i);
        }
        return i;
      }
    }
    if (v === null) return u.none();
    const key = literalKey(v);
    let i = u.constOthers.get(key);
    if (i === undefined) {
      let value = this.shared.get(key);
      if (value === undefined) {
        value = literalValue(v);
        this.shared.set(key, value);
      }
      i = u.constValues.push(value) - 1;
      u.constOthers.set(key, i);
    }
    return i;
  }

  /** A = the constant. */
  loadConst(dst: number, v: Literal): void {
    this.u.emit(Op.LOAD_CONST, dst, this.constant(v), 0);
  }
}

/** Loops, handlers and with statements around a statement. */
const MAX_BLOCKS = 21;

const FUTURE_MASK = CodeFlag.FUTURE_DIVISION | CodeFlag.FUTURE_ABSOLUTE_IMPORT |
  CodeFlag.FUTURE_WITH_STATEMENT | CodeFlag.FUTURE_PRINT_FUNCTION |
  CodeFlag.FUTURE_UNICODE_LITERALS |
  CodeFlag.FUTURE_BARRY_AS_BDFL | CodeFlag.FUTURE_GENERATOR_STOP | CodeFlag.FUTURE_ANNOTATIONS;

/** A cell of the block itself, not only of a comprehension inlined into it (which makes its own). */
function isOwnCell(block: Block, name: string): boolean {
  const s = block.symbols.get(name);
  if (s === undefined || (block.needsClassClosure && name === "__class__")) return true;
  return ((s >> SCOPE_SHIFT) & SCOPE_MASK) === Scope.CELL;
}

/** The expression is a constant. */
export function isConstant(e: expr): e is expr & { tag: typeof Tag.Constant } {
  return e.tag === Tag.Constant;
}
