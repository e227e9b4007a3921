// try, except, except*, finally, with. Nothing of it costs anything until an exception is raised: handlers are found
// in the exception table, and their code is laid out behind the rest.
//
// The shape of a handler, as CPython's: it is itself covered by a cleanup that restores the exception that was being
// handled before, and goes on raising the new one.

import {
  type AsyncWith,
  type excepthandler,
  type stmt,
  Tag,
  type Try,
  type TryStar,
  type With,
} from "../syntax/ast.ts";
import type { Located } from "../syntax/scopes.ts";
import type { Compiler } from "./compiler.ts";
import { awaitValue } from "./delegation.ts";
import { operand } from "./expressions.ts";
import { storeName } from "./names.ts";
import { Op } from "./opcodes.ts";
import { forgetName, statements } from "./statements.ts";
import { assignTarget } from "./targets.ts";
import { FrameBlock, NO_LOC, NO_REG, UnitKind } from "./unit.ts";

/** The registers of a handler: the exception, the one handled before, and those of its cleanup. */
interface HandlerRegisters {
  exc: number;
  saved: number;
  raised: number;
  position: number;
}

function handlerRegisters(c: Compiler): HandlerRegisters {
  const first = c.u.allocMany(4);
  return { exc: first, saved: first + 1, raised: first + 2, position: first + 3 };
}

/** The cleanup of a handler: the exception handled before is current again, and the new one goes on. */
function cleanup(c: Compiler, label: number, r: HandlerRegisters): void {
  const u = c.u;
  u.place(label);
  u.loc = NO_LOC;
  u.emit(Op.POP_EXC, r.saved, 0, 0);
  u.emit(Op.RERAISE, r.raised, r.position, 0);
}

export function compileTry(c: Compiler, s: Try): void {
  if (s.finalbody.length > 0) tryFinally(c, s, (s) => tryExcept(c, s as Try));
  else tryExcept(c, s);
}

export function compileTryStar(c: Compiler, s: TryStar): void {
  if (s.finalbody.length > 0) tryFinally(c, s, (s) => tryExceptStar(c, s as TryStar));
  else tryExceptStar(c, s);
}

function tryFinally(c: Compiler, s: Try | TryStar, inner: (s: Try | TryStar) => void): void {
  const u = c.u;
  const mark = u.top;
  const r = handlerRegisters(c);
  const handler = u.label();
  const clean = u.label();
  const exit = u.label();
  const outer = u.handler;
  u.loc = s;
  u.emit(Op.NOP, 0, 0, 0);
  c.push(FrameBlock.FinallyTry, -1, -1, outer, NO_REG, s.finalbody);
  u.handler = u.addHandler(handler, r.exc, NO_REG);
  if (s.handlers.length > 0) inner(s);
  else statements(c, s.body);
  u.blocks.pop();
  u.handler = outer;
  statements(c, s.finalbody);
  u.loc = NO_LOC;
  u.jump(Op.JUMP, 0, 0, exit);
  u.cold++;
  u.place(handler);
  u.handler = u.addHandler(clean, r.raised, r.position);
  c.push(FrameBlock.FinallyEnd, -1, -1, outer, r.saved, null);
  u.emit(Op.PUSH_EXC, r.saved, r.exc, 0);
  statements(c, s.finalbody);
  u.blocks.pop();
  u.loc = NO_LOC;
  u.emit(Op.RERAISE, r.exc, NO_REG, 0);
  u.handler = outer;
  cleanup(c, clean, r);
  u.cold--;
  u.place(exit);
  u.top = mark;
}

function checkBareExcept(c: Compiler, handlers: excepthandler[]): void {
  for (let i = 0; i < handlers.length - 1; i++) {
    if (handlers[i].type === null) c.fail("default 'except:' must be last", handlers[i]);
  }
}

function tryExcept(c: Compiler, s: Try): void {
  const u = c.u;
  const mark = u.top;
  const r = handlerRegisters(c);
  const handler = u.label();
  const clean = u.label();
  const end = u.label();
  const outer = u.handler;
  u.loc = s;
  u.emit(Op.NOP, 0, 0, 0);
  c.push(FrameBlock.TryExcept, -1, -1, outer, NO_REG, null);
  u.handler = u.addHandler(handler, r.exc, NO_REG);
  statements(c, s.body);
  u.blocks.pop();
  u.handler = outer;
  statements(c, s.orelse);
  u.loc = NO_LOC;
  u.jump(Op.JUMP, 0, 0, end);
  u.cold++;
  u.place(handler);
  const covered = u.addHandler(clean, r.raised, r.position);
  u.handler = covered;
  u.emit(Op.PUSH_EXC, r.saved, r.exc, 0);
  checkBareExcept(c, s.handlers);
  for (const h of s.handlers) {
    const next = u.label();
    u.loc = h;
    if (h.type !== null) {
      const inner = u.top;
      const type = operand(c, h.type);
      u.loc = h;
      u.jump(Op.JUMP_IF_NOT_EXC_MATCH, r.exc, type, next);
      u.top = inner;
    }
    u.touch(h);
    if (h.name !== null) {
      storeName(c, h.name, r.exc, h);
      const named = u.label();
      const inner = u.top;
      const raised = u.alloc();
      const position = u.alloc();
      u.handler = u.addHandler(named, raised, position);
      u.loc = h;
      c.push(FrameBlock.HandlerCleanup, -1, -1, outer, r.saved, h.name);
      statements(c, h.body);
      u.blocks.pop();
      u.handler = outer;
      u.loc = NO_LOC;
      u.emit(Op.POP_EXC, r.saved, 0, 0);
      forgetName(c, h.name);
      u.jump(Op.JUMP, 0, 0, end);
      u.handler = covered;
      u.place(named);
      u.loc = NO_LOC;
      forgetName(c, h.name);
      u.emit(Op.RERAISE, raised, position, 0);
      u.top = inner;
    } else {
      c.push(FrameBlock.HandlerCleanup, -1, -1, outer, r.saved, null);
      statements(c, h.body);
      u.blocks.pop();
      u.handler = outer;
      u.loc = NO_LOC;
      u.emit(Op.POP_EXC, r.saved, 0, 0);
      u.jump(Op.JUMP, 0, 0, end);
      u.handler = covered;
    }
    u.place(next);
  }
  u.loc = NO_LOC;
  u.emit(Op.RERAISE, r.exc, NO_REG, 0);
  u.handler = outer;
  cleanup(c, clean, r);
  u.cold--;
  u.place(end);
  u.top = mark;
}

/**
 * except*: every clause takes its part of the group; what handlers raise, and what nobody took, is collected in a list,
 * and one exception is made of it in the end.
 */
function tryExceptStar(c: Compiler, s: TryStar): void {
  const u = c.u;
  const mark = u.top;
  const r = handlerRegisters(c);
  const handler = u.label();
  const clean = u.label();
  const orelse = u.label();
  const end = u.label();
  const outer = u.handler;
  u.loc = s;
  u.emit(Op.NOP, 0, 0, 0);
  c.push(FrameBlock.TryExcept, -1, -1, outer, NO_REG, null);
  u.handler = u.addHandler(handler, r.exc, NO_REG);
  statements(c, s.body);
  u.blocks.pop();
  u.handler = outer;
  u.loc = NO_LOC;
  u.jump(Op.JUMP, 0, 0, orelse);
  u.cold++;
  u.place(handler);
  const covered = u.addHandler(clean, r.raised, r.position);
  u.handler = covered;
  u.emit(Op.PUSH_EXC, r.saved, r.exc, 0);
  // [rest, match] as CHECK_EG_MATCH leaves them; the list of what is to be raised
  const rest = u.allocMany(2);
  const match = rest + 1;
  const list = u.alloc();
  const raised = u.alloc();
  const position = u.alloc();
  for (let i = 0; i < s.handlers.length; i++) {
    const h = s.handlers[i];
    const failed = u.label();
    const next = u.label();
    u.loc = h;
    if (i === 0) {
      u.emit(Op.BUILD_LIST, list, list, 0);
      u.emit(Op.MOVE, rest, r.exc, 0);
    }
    const noMatch = u.label();
    if (h.type !== null) {
      const inner = u.top;
      const type = operand(c, h.type);
      u.loc = h;
      u.emit(Op.CHECK_EG_MATCH, rest, rest, type);
      u.jump(Op.JUMP_IF_NONE, match, 0, noMatch);
      u.top = inner;
    }
    if (h.name !== null) storeName(c, h.name, match, h);
    u.handler = u.addHandler(failed, raised, position);
    u.loc = h;
    c.push(FrameBlock.ExceptionGroupHandler, -1, -1, outer, NO_REG, h.name);
    statements(c, h.body);
    u.blocks.pop();
    u.handler = covered;
    u.loc = NO_LOC;
    if (h.name !== null) forgetName(c, h.name);
    u.jump(Op.JUMP, 0, 0, next);
    u.place(failed);
    u.loc = NO_LOC;
    if (h.name !== null) forgetName(c, h.name);
    u.emit(Op.LIST_APPEND, list, raised, 0);
    u.place(next);
    u.place(noMatch);
    if (i === s.handlers.length - 1) {
      u.loc = NO_LOC;
      u.emit(Op.LIST_APPEND, list, rest, 0);
    }
  }
  u.loc = NO_LOC;
  const result = u.alloc();
  const reraise = u.label();
  u.emit(Op.PREP_RERAISE_STAR, result, r.exc, list);
  u.jump(Op.JUMP_IF_NOT_NONE, result, 0, reraise);
  u.handler = outer;
  u.emit(Op.POP_EXC, r.saved, 0, 0);
  u.jump(Op.JUMP, 0, 0, end);
  u.handler = covered;
  u.place(reraise);
  u.loc = NO_LOC;
  u.handler = outer;
  u.emit(Op.POP_EXC, r.saved, 0, 0);
  u.emit(Op.RERAISE, result, NO_REG, 0);
  cleanup(c, clean, r);
  u.cold--;
  u.place(orelse);
  statements(c, s.orelse);
  u.place(end);
  u.top = mark;
}

export function compileWith(c: Compiler, s: With | AsyncWith, item: number): void {
  const u = c.u;
  const mark = u.top;
  const isAsync = s.tag === Tag.AsyncWith;
  if (isAsync && !c.topLevelAwait && u.kind !== UnitKind.AsyncFunction) {
    c.fail("'async with' outside async function", s);
  }
  const { context_expr, optional_vars } = s.items[item];
  const at: Located = context_expr;
  const pair = u.allocMany(2);
  const r = handlerRegisters(c);
  const handler = u.label();
  const clean = u.label();
  const exit = u.label();
  const suppress = u.label();
  const inner = u.top;
  const manager = operand(c, context_expr);
  u.loc = at;
  if (isAsync) {
    u.emit(Op.BEFORE_ASYNC_WITH, pair, manager, 0);
    awaitValue(c, pair, 1, pair);
  } else u.emit(Op.BEFORE_WITH, pair, manager, 0);
  u.top = inner;
  const outer = u.handler;
  c.push(isAsync ? FrameBlock.AsyncWith : FrameBlock.With, -1, -1, outer, pair + 1, null);
  u.handler = u.addHandler(handler, r.exc, r.position);
  if (optional_vars !== null) assignTarget(c, optional_vars, pair);
  if (item + 1 < s.items.length) compileWith(c, s, item + 1);
  else statements(c, s.body as stmt[]);
  u.blocks.pop();
  u.handler = outer;
  u.loc = at;
  u.emit(Op.WITH_EXIT, pair, pair + 1, 0);
  if (isAsync) awaitValue(c, pair, 2, pair);
  u.jump(Op.JUMP, 0, 0, exit);
  u.cold++;
  u.place(handler);
  const raisedPosition = u.alloc();
  u.loc = at;
  u.handler = u.addHandler(clean, r.raised, raisedPosition);
  u.emit(Op.PUSH_EXC, r.saved, r.exc, 0);
  u.emit(Op.WITH_EXCEPT_START, pair, pair + 1, r.exc);
  if (isAsync) awaitValue(c, pair, 2, pair);
  u.jump(Op.JUMP_IF_TRUE, pair, 0, suppress);
  u.emit(Op.RERAISE, r.exc, r.position, 0);
  u.place(suppress);
  u.handler = outer;
  u.emit(Op.POP_EXC, r.saved, 0, 0);
  u.jump(Op.JUMP, 0, 0, exit);
  cleanup(c, clean, { exc: r.exc, saved: r.saved, raised: r.raised, position: raisedPosition });
  u.cold--;
  u.place(exit);
  u.top = mark;
}
