// Statements, and leaving blocks by `return`, `break` and `continue`.

import {
  type Assert,
  type AsyncFor,
  type expr,
  type For,
  type If,
  type IfExp,
  type Import,
  type ImportFrom,
  type Return,
  type stmt,
  Tag,
  type While,
} from "../syntax/ast.ts";
import type { Located } from "../syntax/scopes.ts";
import { compileClass } from "./classes.ts";
import type { Compiler } from "./compiler.ts";
import { asyncNext } from "./comprehensions.ts";
import { type Literal, literalTruth, TupleLiteral } from "./constants.ts";
import { awaitValue } from "./delegation.ts";
import { cleanDoc, docString } from "./docstrings.ts";
import { compileTry, compileTryStar, compileWith } from "./exceptions.ts";
import { exprEffect, exprTo, jumpIf, operand } from "./expressions.ts";
import { compileFunction } from "./functions.ts";
import { deleteName, storeName } from "./names.ts";
import { Intrinsic1, Op } from "./opcodes.ts";
import { compileMatch } from "./patterns.ts";
import {
  assignIteration,
  compileAnnAssign,
  compileAssign,
  compileAugAssign,
  deleteTarget,
} from "./targets.ts";
import { compileTypeAlias } from "./type_params.ts";
import { type BlockEntry, FrameBlock, NO_LOC, NO_REG, TEMP, UnitKind } from "./unit.ts";

export function statements(c: Compiler, body: stmt[], from = 0): void {
  for (let i = from; i < body.length; i++) statement(c, body[i]);
}

/** Somewhere in the statements (not in functions or classes inside) a name is annotated. */
function hasAnnotation(body: stmt[]): boolean {
  for (const s of body) {
    switch (s.tag) {
      case Tag.AnnAssign:
        return true;
      case Tag.If: {
        let at = s;
        for (;;) {
          if (hasAnnotation(at.body)) return true;
          const rest: stmt[] = at.orelse;
          if (rest.length !== 1 || rest[0].tag !== Tag.If) {
            if (hasAnnotation(rest)) return true;
            break;
          }
          at = rest[0];
        }
        break;
      }
      case Tag.For:
      case Tag.AsyncFor:
      case Tag.While:
        if (hasAnnotation(s.body) || hasAnnotation(s.orelse)) return true;
        break;
      case Tag.With:
      case Tag.AsyncWith:
        if (hasAnnotation(s.body)) return true;
        break;
      case Tag.Match:
        for (const k of s.cases) if (hasAnnotation(k.body)) return true;
        break;
      case Tag.Try:
      case Tag.TryStar:
        for (const h of s.handlers) if (hasAnnotation(h.body)) return true;
        if (hasAnnotation(s.body) || hasAnnotation(s.orelse) || hasAnnotation(s.finalbody)) {
          return true;
        }
        break;
    }
  }
  return false;
}

/** The body of a module or class: its annotations, doc string and statements. */
export function bodyStatements(c: Compiler, body: stmt[], at: Located): void {
  const u = c.u;
  if (u.kind === UnitKind.Module && body.length > 0) at = body[0];
  if (hasAnnotation(body)) {
    u.loc = at;
    u.emit(Op.SETUP_ANNOTATIONS, 0, 0, 0);
  }
  let from = 0;
  if (c.optimize < 2) {
    const doc = docString(body);
    if (doc !== null) {
      from = 1;
      const t = u.alloc();
      u.loc = doc;
      c.loadConst(t, cleanDoc(doc));
      storeName(c, "__doc__", t, NO_LOC);
      u.top--;
    }
  }
  statements(c, body, from);
}

export function statement(c: Compiler, s: stmt): void {
  const u = c.u;
  u.loc = s;
  switch (s.tag) {
    case Tag.Expr:
      expressionStatement(c, s.value, s);
      break;
    case Tag.Assign:
      compileAssign(c, s);
      break;
    case Tag.If:
      compileIf(c, s);
      break;
    case Tag.Return:
      compileReturn(c, s);
      break;
    case Tag.FunctionDef:
    case Tag.AsyncFunctionDef:
      compileFunction(c, s);
      break;
    case Tag.ClassDef:
      compileClass(c, s);
      break;
    case Tag.AugAssign:
      compileAugAssign(c, s);
      break;
    case Tag.AnnAssign:
      compileAnnAssign(c, s);
      break;
    case Tag.For:
      compileFor(c, s);
      break;
    case Tag.AsyncFor:
      compileAsyncFor(c, s);
      break;
    case Tag.While:
      compileWhile(c, s);
      break;
    case Tag.With:
    case Tag.AsyncWith:
      compileWith(c, s, 0);
      break;
    case Tag.Try:
      compileTry(c, s);
      break;
    case Tag.TryStar:
      compileTryStar(c, s);
      break;
    case Tag.Raise: {
      const mark = u.top;
      let exc = NO_REG;
      let cause = NO_REG;
      if (s.exc !== null) {
        exc = operand(c, s.exc);
        if (s.cause !== null) cause = operand(c, s.cause);
      }
      u.loc = s;
      u.emit(Op.RAISE, exc, cause, 0);
      u.top = mark;
      break;
    }
    case Tag.Assert:
      compileAssert(c, s);
      break;
    case Tag.Delete:
      for (const target of s.targets) deleteTarget(c, target);
      break;
    case Tag.Import:
      compileImport(c, s);
      break;
    case Tag.ImportFrom:
      compileImportFrom(c, s);
      break;
    case Tag.Global:
    case Tag.Nonlocal:
      break;
    case Tag.Pass:
      u.emit(Op.NOP, 0, 0, 0);
      break;
    case Tag.Break: {
      u.emit(Op.NOP, 0, 0, 0);
      const loop = findLoop(c);
      if (loop === null) c.fail("'break' outside loop", s);
      leaveTo(c, loop, true);
      break;
    }
    case Tag.Continue: {
      u.emit(Op.NOP, 0, 0, 0);
      const loop = findLoop(c);
      if (loop === null) c.fail("'continue' not properly in loop", s);
      leaveTo(c, loop, false);
      break;
    }
    case Tag.Match:
      compileMatch(c, s);
      break;
    case Tag.TypeAlias:
      compileTypeAlias(c, s);
      break;
  }
}

function expressionStatement(c: Compiler, e: expr, s: Located): void {
  const u = c.u;
  if (c.interactive && c.depth <= 1) {
    const mark = u.top;
    const t = u.alloc();
    exprTo(c, e, t);
    u.loc = s;
    u.emit(Op.CALL_INTRINSIC_1, t, t, Intrinsic1.PRINT);
    u.top = mark;
    return;
  }
  if (e.tag === Tag.Constant) {
    u.loc = s;
    u.emit(Op.NOP, 0, 0, 0);
    return;
  }
  exprEffect(c, e);
}

function compileIf(c: Compiler, s: If): void {
  const u = c.u;
  const end = u.label();
  // `elif` chains nest in the tree, but not here
  for (;;) {
    const hasElse = s.orelse.length > 0;
    const next = hasElse ? u.label() : end;
    jumpIf(c, s.test, next, false);
    statements(c, s.body);
    if (!hasElse) break;
    u.loc = NO_LOC;
    u.jump(Op.JUMP, 0, 0, end);
    u.place(next);
    const only: stmt = s.orelse[0];
    if (s.orelse.length === 1 && only.tag === Tag.If) {
      s = only;
      continue;
    }
    statements(c, s.orelse);
    break;
  }
  u.place(end);
}

function compileWhile(c: Compiler, s: While): void {
  const u = c.u;
  const start = u.label();
  const exit = u.label();
  const end = u.label();
  u.place(start);
  c.push(FrameBlock.WhileLoop, start, end, u.handler, NO_REG, null);
  const { test } = s;
  const forever = test.tag === Tag.Constant && literalTruth(test.value);
  let head = start;
  if (forever) {
    // the line of the `while` shows at each turn, but the jump back carries it
    u.loc = test;
    u.emit(Op.NOP, 0, 0, 0);
    head = u.label();
    u.place(head);
  } else jumpIf(c, test, exit, false);
  statements(c, s.body);
  u.loc = forever ? test : NO_LOC;
  u.jump(Op.JUMP_BACKWARD, 0, 0, head);
  u.blocks.pop();
  u.place(exit);
  if (s.orelse.length > 0) statements(c, s.orelse);
  u.place(end);
}

function compileFor(c: Compiler, s: For): void {
  const u = c.u;
  const mark = u.top;
  const iterator = u.alloc();
  const start = u.label();
  const exit = u.label();
  const end = u.label();
  const r = operand(c, s.iter, iterator);
  u.loc = s.iter;
  u.emit(Op.GET_ITER, iterator, r, 0);
  u.loc = s;
  c.push(FrameBlock.ForLoop, start, end, u.handler, iterator, null);
  u.place(start);
  u.loc = s.iter;
  assignIteration(c, iterator, s.target, exit);
  statements(c, s.body);
  u.loc = NO_LOC;
  u.jump(Op.JUMP_BACKWARD, 0, 0, start);
  u.blocks.pop();
  u.top = mark;
  u.place(exit);
  if (s.orelse.length > 0) statements(c, s.orelse);
  u.place(end);
}

function compileAsyncFor(c: Compiler, s: AsyncFor): void {
  const u = c.u;
  if (!c.topLevelAwait && u.kind !== UnitKind.AsyncFunction) {
    c.fail("'async for' outside async function", s);
  }
  const mark = u.top;
  const iterator = u.alloc();
  const exc = u.alloc();
  const start = u.label();
  const exit = u.label();
  const end = u.label();
  const r = operand(c, s.iter, iterator);
  u.loc = s.iter;
  u.emit(Op.GET_AITER, iterator, r, 0);
  u.loc = s;
  c.push(FrameBlock.ForLoop, start, end, u.handler, iterator, null);
  u.place(start);
  asyncNext(c, iterator, exit, exc, s.target, s);
  statements(c, s.body);
  u.loc = NO_LOC;
  u.jump(Op.JUMP_BACKWARD, 0, 0, start);
  u.blocks.pop();
  u.place(exit);
  u.loc = s.iter;
  u.emit(Op.END_ASYNC_FOR, exc, 0, 0);
  u.top = mark;
  if (s.orelse.length > 0) statements(c, s.orelse);
  u.place(end);
}

function compileAssert(c: Compiler, s: Assert): void {
  const u = c.u;
  const { test } = s;
  if (
    (test.tag === Tag.Tuple && test.elts.length > 0) ||
    (test.tag === Tag.Constant && (test.value as Literal) instanceof TupleLiteral &&
      literalTruth(test.value))
  ) c.warning("assertion is always true, perhaps remove parentheses?", s);
  if (c.optimize > 0) return;
  const mark = u.top;
  const fail = u.label();
  const end = u.label();
  jumpIf(c, test, fail, false);
  u.loc = NO_LOC;
  u.jump(Op.JUMP, 0, 0, end);
  u.cold++;
  u.place(fail);
  u.loc = s;
  const exc = u.alloc();
  u.emit(Op.LOAD_ASSERTION_ERROR, exc, 0, 0);
  if (s.msg !== null) {
    const msg = u.alloc();
    exprTo(c, s.msg, msg);
    u.loc = s;
    u.emit(Op.CALL, exc, exc, 1);
  }
  u.loc = test;
  u.emit(Op.RAISE, exc, NO_REG, 0);
  u.cold--;
  u.top = mark;
  u.place(end);
}

function compileImport(c: Compiler, s: Import): void {
  const u = c.u;
  const mark = u.top;
  const module = u.alloc();
  for (const a of s.names) {
    u.loc = s;
    const level = c.constant(0);
    const fromlist = c.constant(null);
    u.emit(Op.IMPORT_NAME, module, u.nameOf(c.mangle(a.name)), level);
    u.emit(Op.EXTRA, fromlist, 0, 0);
    const parts = a.name.split(".");
    if (a.asname !== null) {
      for (let i = 1; i < parts.length; i++) {
        u.loc = s;
        u.emit(Op.IMPORT_FROM, module, module, u.nameOf(c.mangle(parts[i])));
      }
      storeName(c, a.asname, module, s);
    } else storeName(c, parts[0], module, s);
  }
  u.top = mark;
}

function compileImportFrom(c: Compiler, s: ImportFrom): void {
  const u = c.u;
  const mark = u.top;
  const { lastLine, lastColumn } = c.futures;
  if (
    s.module === "__future__" && s.level === 0 &&
    (s.lineno > lastLine || (s.lineno === lastLine && s.end_col_offset > lastColumn))
  ) {
    c.fail("from __future__ imports must occur at the beginning of the file", s);
  }
  const level = c.constant(s.level);
  const names: Literal[] = s.names.map((a) => a.name);
  const fromlist = c.constant(new TupleLiteral(names));
  const module = u.alloc();
  u.loc = s;
  u.emit(Op.IMPORT_NAME, module, u.nameOf(c.mangle(s.module ?? "")), level);
  u.emit(Op.EXTRA, fromlist, 0, 0);
  if (s.names.length === 1 && s.names[0].name === "*") {
    u.emit(Op.CALL_INTRINSIC_1, module, module, Intrinsic1.IMPORT_STAR);
    u.top = mark;
    return;
  }
  const value = u.alloc();
  for (const a of s.names) {
    u.loc = s;
    u.emit(Op.IMPORT_FROM, value, module, u.nameOf(c.mangle(a.name)));
    storeName(c, a.asname ?? a.name, value, s);
  }
  u.top = mark;
}

// Leaving blocks

function findLoop(c: Compiler): BlockEntry | null {
  const { blocks } = c.u;
  for (let i = blocks.length - 1; i >= 0; i--) {
    const b = blocks[i];
    if (b.kind === FrameBlock.WhileLoop || b.kind === FrameBlock.ForLoop) return b;
    if (b.kind === FrameBlock.ExceptionGroupHandler) leavesGroup(c);
  }
  return null;
}

function leavesGroup(c: Compiler): never {
  c.fail("'break', 'continue' and 'return' cannot appear in an except* block", c.u.loc);
}

function leaveTo(c: Compiler, loop: BlockEntry, isBreak: boolean): void {
  const u = c.u;
  const handler = u.handler;
  unwind(c, loop);
  if (isBreak || loop.start < 0) {
    leaveBlock(c, loop);
    u.jump(Op.JUMP, 0, 0, loop.exit);
  } else u.jump(Op.JUMP_BACKWARD, 0, 0, loop.start);
  u.handler = handler;
}

/**
 * Emits what leaving the blocks above `until` (all of them, if null) does, and makes the handler outside of them the current
 * one. The blocks stay on the stack: the code behind the jump is still inside them.
 */
function unwind(c: Compiler, until: BlockEntry | null): void {
  const u = c.u;
  const kept = u.blocks.slice();
  while (u.blocks.length > 0 && u.blocks[u.blocks.length - 1] !== until) {
    leaveBlock(c, u.blocks.pop()!);
  }
  u.blocks.length = 0;
  for (const b of kept) u.blocks.push(b);
}

function leaveBlock(c: Compiler, b: BlockEntry): void {
  const u = c.u;
  switch (b.kind) {
    case FrameBlock.ForLoop:
      u.emit(Op.CALL_INTRINSIC_1, b.register, b.register, Intrinsic1.LEAVE_FOR);
      break;
    case FrameBlock.TryExcept:
      u.handler = b.outer;
      break;
    case FrameBlock.FinallyTry: {
      u.handler = b.outer;
      // CPython's jump out of here has no line of its own after the finally body
      const mark = u.top;
      statements(c, b.data as stmt[]);
      u.top = mark;
      u.loc = NO_LOC;
      break;
    }
    case FrameBlock.FinallyEnd:
      u.handler = b.outer;
      u.emit(Op.POP_EXC, b.register, 0, 0);
      break;
    case FrameBlock.With:
    case FrameBlock.AsyncWith: {
      u.handler = b.outer;
      u.loc = b.loc;
      const t = u.alloc();
      u.emit(Op.WITH_EXIT, t, b.register, 0);
      if (b.kind === FrameBlock.AsyncWith) awaitValue(c, t, 2, t);
      u.top--;
      u.loc = NO_LOC;
      break;
    }
    case FrameBlock.HandlerCleanup:
      u.handler = b.outer;
      u.emit(Op.POP_EXC, b.register, 0, 0);
      if (b.data !== null) forgetName(c, b.data as string);
      break;
    case FrameBlock.ExceptionGroupHandler:
      leavesGroup(c);
      break;
  }
}

/** The end of `except … as name`: the name is deleted, whether it is still bound or not. */
export function forgetName(c: Compiler, name: string): void {
  const u = c.u;
  const at = u.loc;
  const t = u.alloc();
  c.loadConst(t, null);
  storeName(c, name, t, at);
  u.top--;
  deleteName(c, name, at);
}

function compileReturn(c: Compiler, s: Return): void {
  const u = c.u;
  const { value } = s;
  if (!u.block.isFunctionLike()) c.fail("'return' outside function", s);
  if (value !== null && u.block.coroutine && u.block.generator) {
    c.fail("'return' with value in async generator", s);
  }
  if (value !== null && value.tag === Tag.IfExp && u.blocks.length === 0) {
    returnEither(c, s, value);
    return;
  }
  const mark = u.top;
  const handler = u.handler;
  let r = NO_REG;
  const constant = value === null || value.tag === Tag.Constant;
  if (!constant) {
    r = operand(c, value);
    if (r < TEMP && mayRebind(c)) {
      const t = u.alloc();
      u.loc = value;
      u.emit(Op.MOVE, t, r, 0);
      r = t;
    }
  } else if (value !== null) {
    u.loc = value;
    u.emit(Op.NOP, 0, 0, 0);
  }
  if (value === null || value.lineno !== s.lineno) {
    u.loc = s;
    if (u.blocks.length > 0 || constant) u.emit(Op.NOP, 0, 0, 0);
  }
  u.loc = constant && value !== null && value.lineno === s.lineno ? value : s;
  unwind(c, null);
  if (constant) u.emit(Op.RETURN_CONST, 0, value === null ? u.none() : c.constant(value.value), 0);
  else u.emit(Op.RETURN_VALUE, r, 0, 0);
  u.handler = handler;
  u.top = mark;
}

/** `return a if c else b`: each branch returns, so nothing has to be moved. */
function returnEither(c: Compiler, s: Return, e: IfExp): void {
  const u = c.u;
  const mark = u.top;
  const orelse = u.label();
  jumpIf(c, e.test, orelse, false);
  for (const branch of [e.body, e.orelse]) {
    if (branch.tag === Tag.IfExp) returnEither(c, s, branch);
    else {
      const r = operand(c, branch);
      u.loc = s;
      u.emit(Op.RETURN_VALUE, r, 0, 0);
    }
    u.top = mark;
    if (branch === e.body) u.place(orelse);
  }
}

/** Leaving the blocks runs code that could rebind a local whose register is to be returned. */
function mayRebind(c: Compiler): boolean {
  for (const b of c.u.blocks) {
    if (b.kind === FrameBlock.FinallyTry || b.kind === FrameBlock.HandlerCleanup) return true;
  }
  return false;
}
