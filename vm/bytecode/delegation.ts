// `await`, `yield from` and their kin: a value is sent on to another iterator until that returns.

import type { YieldFrom } from "../syntax/ast.ts";
import type { Compiler } from "./compiler.ts";
import { operand } from "./expressions.ts";
import { Op } from "./opcodes.ts";
import { NO_REG } from "./unit.ts";

/**
 * Runs the iterator in `receiver`, yielding what it yields; dst = what it returns. All at the current location. An
 * exception thrown in at the yield goes to the iterator first; only what it raises arrives here, and if that is a
 * StopIteration, its value is the result.
 */
function delegate(c: Compiler, receiver: number, dst: number): void {
  const u = c.u;
  const value = u.alloc();
  const exc = u.alloc();
  const send = u.label();
  const fail = u.label();
  const exit = u.label();
  c.loadConst(value, null);
  u.place(send);
  u.jump(Op.SEND, receiver, value, exit);
  const outer = u.handler;
  u.handler = u.addHandler(fail, exc, NO_REG);
  u.emit(Op.YIELD_VALUE, value, value, receiver);
  u.handler = outer;
  u.jump(Op.JUMP, 0, 0, send);
  u.place(fail);
  u.jump(Op.CLEANUP_THROW, value, exc, exit);
  u.place(exit);
  u.emit(Op.MOVE, dst, value, 0);
}

/** dst = `await` of the register; `where` is 0, or 1, 2 for what __aenter__, __aexit__ gave. */
export function awaitValue(c: Compiler, register: number, where: number, dst: number): void {
  const u = c.u;
  const mark = u.top;
  const receiver = u.alloc();
  u.emit(Op.GET_AWAITABLE, receiver, register, where);
  delegate(c, receiver, dst);
  u.top = mark;
}

/** dst = what the awaitable iterator in `register` (of GET_ANEXT) gives. */
export function awaitNext(c: Compiler, register: number, dst: number): void {
  const u = c.u;
  const mark = u.top;
  delegate(c, register, dst);
  u.top = mark;
}

export function yieldFrom(c: Compiler, e: YieldFrom, dst: number): void {
  const u = c.u;
  const r = operand(c, e.value);
  u.loc = e;
  const receiver = u.alloc();
  u.emit(Op.GET_YIELD_FROM_ITER, receiver, r, 0);
  delegate(c, receiver, dst);
}
