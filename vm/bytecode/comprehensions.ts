// Comprehensions. List, set and dict comprehensions are compiled into the block around them (PEP 709): their variables are
// taken over from the block's own of the same name while they run, and given back afterwards, on an exception too.
// Generator expressions, and comprehensions in annotation scopes of a class, are functions.

import { type comprehension, type expr, Tag } from "../syntax/ast.ts";
import {
  type Block,
  BlockKind,
  Def,
  type Located,
  Scope,
  SCOPE_MASK,
  SCOPE_SHIFT,
} from "../syntax/scopes.ts";
import type { Compiler } from "./compiler.ts";
import { awaitNext, awaitValue } from "./delegation.ts";
import { exprTo, jumpIf, operand } from "./expressions.ts";
import { finishFunction, generatorEntry, makeFunction } from "./functions.ts";
import { Op } from "./opcodes.ts";
import { assignIteration, assignTarget } from "./targets.ts";
import { FrameBlock, NO_LOC, NO_REG, TEMP, UnitKind } from "./unit.ts";

type Comprehension = expr & {
  tag:
    | typeof Tag.ListComp
    | typeof Tag.SetComp
    | typeof Tag.DictComp
    | typeof Tag.GeneratorExp;
};

export function comprehensionTo(c: Compiler, e: Comprehension, dst: number): void {
  const u = c.u;
  const block = c.table.blocks.get(e)!;
  const generator = e.tag === Tag.GeneratorExp;
  if (
    block.coroutine && !generator && u.kind !== UnitKind.AsyncFunction &&
    u.kind !== UnitKind.Comprehension && !c.topLevelAwait
  ) c.fail("asynchronous comprehension outside of an asynchronous function", e);
  if (block.inlined) inlined(c, e, block, dst);
  else asFunction(c, e, block, dst);
}

function name(e: Comprehension): string {
  switch (e.tag) {
    case Tag.ListComp:
      return "<listcomp>";
    case Tag.SetComp:
      return "<setcomp>";
    case Tag.DictComp:
      return "<dictcomp>";
  }
  return "<genexpr>";
}

function emptyContainer(c: Compiler, e: Comprehension, dst: number): void {
  const op = e.tag === Tag.ListComp
    ? Op.BUILD_LIST
    : e.tag === Tag.SetComp
    ? Op.BUILD_SET
    : Op.BUILD_MAP;
  c.u.loc = e;
  c.u.emit(op, dst, dst, 0);
}

function asFunction(c: Compiler, e: Comprehension, block: Block, dst: number): void {
  const u = c.u;
  const generator = e.tag === Tag.GeneratorExp;
  const inner = c.enter(UnitKind.Comprehension, block, name(e), e.lineno, u.privateName);
  inner.argcount = 1;
  generatorEntry(c, block);
  let container = NO_REG;
  if (!generator) {
    container = inner.alloc();
    emptyContainer(c, e, container);
  }
  loop(c, e, e.generators, 0, 0, container);
  if (!generator) {
    inner.loc = e;
    inner.emit(Op.RETURN_VALUE, container, 0, 0);
  }
  const code = finishFunction(c);
  const first = e.generators[0];
  const base = u.isLast(dst) ? dst : u.alloc();
  u.loc = e;
  makeFunction(c, code, base, NO_REG, 0);
  const argument = u.alloc();
  const r = operand(c, first.iter, argument);
  u.loc = first.iter;
  u.emit(first.is_async !== 0 ? Op.GET_AITER : Op.GET_ITER, argument, r, 0);
  u.loc = e;
  if (block.coroutine && !generator) {
    u.emit(Op.CALL, base, base, 1);
    awaitValue(c, base, 0, dst);
  } else u.emit(Op.CALL, dst, base, 1);
}

function inlined(c: Compiler, e: Comprehension, block: Block, dst: number): void {
  const u = c.u;
  const first = e.generators[0];
  const iterator = u.alloc();
  const r = operand(c, first.iter, iterator);
  u.loc = first.iter;
  u.emit(first.is_async !== 0 ? Op.GET_AITER : Op.GET_ITER, iterator, r, 0);

  const outer = u.block;
  const inClass = outer.kind === BlockKind.Class && u.inlinedDepth === 0;
  u.inlinedDepth++;
  const fast = outer.isFunctionLike();
  let hidden: string[] | null = null;
  let changed: [string, number | undefined][] | null = null;
  const saved: [number, number][] = [];
  u.loc = e;
  for (const [key, symbol] of block.symbols) {
    if ((symbol & Def.PARAM) !== 0) continue;
    const scope = (symbol >> SCOPE_SHIFT) & SCOPE_MASK;
    const old = outer.symbols.get(key);
    const oldScope = old === undefined ? 0 : (old >> SCOPE_SHIFT) & SCOPE_MASK;
    // a cell of the comprehension takes the place of the block's free variable of the same name
    const shadowsFree = scope === Scope.CELL && oldScope === Scope.FREE;
    // what is found elsewhere inside than outside is found there while the comprehension is compiled
    if ((scope !== oldScope && scope !== Scope.FREE && !shadowsFree) || inClass) {
      (changed ??= []).push([key, old]);
      outer.symbols.set(key, symbol);
    }
    if ((symbol & Def.LOCAL) === 0 || (symbol & Def.NONLOCAL) !== 0) continue;
    if (!fast && (u.fastHidden === null || u.fastHidden.get(key) !== true)) {
      (u.fastHidden ??= new Map()).set(key, true);
      (hidden ??= []).push(key);
    }
    const local = shadowsFree ? u.cellRegister(key) : u.local(key);
    const keep = u.alloc();
    u.emit(Op.SAVE_LOCAL, keep, local, 0);
    u.unbound(local);
    if (scope === Scope.CELL) u.emit(Op.MAKE_CELL, local, 0, 0);
    saved.push([local, keep]);
  }

  // a temporary may serve as the container from the start; a variable is written at the end
  const container = dst >= TEMP ? dst : u.alloc();
  const cleanup = u.label();
  const exc = u.alloc();
  const outerHandler = u.handler;
  if (saved.length > 0) u.handler = u.addHandler(cleanup, exc, NO_REG);
  emptyContainer(c, e, container);
  loop(c, e, e.generators, 0, iterator, container);
  u.handler = outerHandler;

  if (saved.length > 0) {
    const end = u.label();
    u.loc = e;
    restore(c, saved);
    u.loc = NO_LOC;
    u.jump(Op.JUMP, 0, 0, end);
    u.cold++;
    u.place(cleanup);
    u.loc = e;
    restore(c, saved);
    u.emit(Op.RERAISE, exc, NO_REG, 0);
    u.cold--;
    u.place(end);
  }
  u.loc = e;
  if (container !== dst) u.emit(Op.MOVE, dst, container, 0);
  if (changed !== null) {
    for (const [key, old] of changed) {
      if (old === undefined) outer.symbols.delete(key);
      else outer.symbols.set(key, old);
    }
  }
  if (hidden !== null) { for (const key of hidden) u.fastHidden!.set(key, false); }
  u.inlinedDepth--;
}

/** Gives the variables back, the last first. */
function restore(c: Compiler, saved: [number, number][]): void {
  for (let i = saved.length - 1; i >= 0; i--) {
    c.u.emit(Op.RESTORE_LOCAL, saved[i][0], saved[i][1], 0);
    c.u.unbound(saved[i][0]);
  }
}

/**
 * The loop of generator `i` and those inside it. The iterator of the first one is in `iterator` (a comprehension that
 * is a function finds it in its argument).
 */
function loop(
  c: Compiler,
  e: Comprehension,
  generators: comprehension[],
  i: number,
  iterator: number,
  container: number,
): void {
  const u = c.u;
  const g = generators[i];
  const mark = u.top;
  const isAsync = g.is_async !== 0;
  let single: expr | null = null;
  if (i > 0) {
    if (!isAsync) single = onlyElement(g.iter);
    if (single === null) {
      iterator = u.alloc();
      const r = operand(c, g.iter, iterator);
      u.loc = g.iter;
      u.emit(isAsync ? Op.GET_AITER : Op.GET_ITER, iterator, r, 0);
    }
  }
  const start = u.label();
  const again = u.label();
  const exit = u.label();
  const exc = u.alloc();
  const outer = u.handler;
  if (single !== null) assignTarget(c, g.target, single);
  else if (isAsync) {
    u.place(start);
    asyncNext(c, iterator, exit, exc, g.target, e);
    c.push(FrameBlock.AsyncComprehension, start, exit, outer, NO_REG, null);
  } else {
    u.place(start);
    u.loc = g.iter;
    assignIteration(c, iterator, g.target, exit);
  }
  for (const test of g.ifs) jumpIf(c, test, again, false);
  let last: Located = g.target;
  if (i + 1 < generators.length) loop(c, e, generators, i + 1, NO_REG, container);
  else last = element(c, e, container);
  u.place(again);
  if (single === null) {
    u.loc = i + 1 < generators.length ? NO_LOC : last;
    if (isAsync) u.blocks.pop();
    u.jump(Op.JUMP_BACKWARD, 0, 0, start);
    u.place(exit);
    if (isAsync) {
      u.loc = e;
      u.emit(Op.END_ASYNC_FOR, exc, 0, 0);
    }
  }
  u.top = mark;
}

/**
 * The head of an `async for`: awaits the next item and assigns it. The exception that ends it (or any other) goes to the
 * handler at `exit`, into `exc`.
 */
export function asyncNext(
  c: Compiler,
  iterator: number,
  exit: number,
  exc: number,
  target: expr,
  at: Located,
): void {
  const u = c.u;
  const mark = u.top;
  const outer = u.handler;
  u.loc = at;
  u.handler = u.addHandler(exit, exc, NO_REG);
  const awaitable = u.alloc();
  const item = u.alloc();
  u.emit(Op.GET_ANEXT, awaitable, iterator, 0);
  awaitNext(c, awaitable, item);
  u.handler = outer;
  assignTarget(c, target, item);
  u.top = mark;
}

function onlyElement(e: expr): expr | null {
  if (e.tag === Tag.Constant) return null;
  if (e.tag !== Tag.List && e.tag !== Tag.Tuple) return null;
  return e.elts.length === 1 && e.elts[0].tag !== Tag.Starred ? e.elts[0] : null;
}

/** What happens once for each item; gives the location of the jump back. */
function element(c: Compiler, e: Comprehension, container: number): Located {
  const u = c.u;
  const mark = u.top;
  let at: Located;
  if (e.tag === Tag.DictComp) {
    at = {
      lineno: e.key.lineno,
      col_offset: e.key.col_offset,
      end_lineno: e.value.end_lineno,
      end_col_offset: e.value.end_col_offset,
    };
    const key = u.alloc();
    exprTo(c, e.key, key);
    const value = operand(c, e.value);
    u.loc = at;
    u.emit(Op.MAP_ADD, container, key, value);
  } else {
    at = e.elt;
    const r = operand(c, e.elt);
    u.loc = at;
    if (e.tag === Tag.GeneratorExp) u.emit(Op.YIELD_VALUE, u.alloc(), r, -1);
    else u.emit(e.tag === Tag.ListComp ? Op.LIST_APPEND : Op.SET_ADD, container, r, 0);
  }
  u.top = mark;
  return at;
}
