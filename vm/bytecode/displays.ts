// Tuples, lists, sets and dicts as the source writes them, with `*` and `**` in them.

import { type Dict, type expr, Tag } from "../syntax/ast.ts";
import type { Located } from "../syntax/scopes.ts";
import type { Compiler } from "./compiler.ts";
import { FrozenSetLiteral, type Literal, TupleLiteral } from "./constants.ts";
import { exprTo, operand } from "./expressions.ts";
import { Op } from "./opcodes.ts";
import { TEMP } from "./unit.ts";

/** More elements than this are added one by one instead of standing in registers all at once. */
const MAX_REGISTERS = 30;

function hasStar(elts: expr[]): boolean {
  for (let i = 0; i < elts.length; i++) if (elts[i].tag === Tag.Starred) return true;
  return false;
}

function constants(elts: expr[]): Literal[] | null {
  const items: Literal[] = [];
  for (const e of elts) {
    if (e.tag !== Tag.Constant) return null;
    items.push(e.value);
  }
  return items;
}

/** The elements in consecutive temporaries; gives the first (`none` where there are none). */
function elements(c: Compiler, elts: expr[], none: number): number {
  if (elts.length === 0) return none;
  const first = c.u.allocMany(elts.length);
  for (let i = 0; i < elts.length; i++) exprTo(c, elts[i], first + i);
  return first;
}

/** A list that grows: for elements that are starred or too many. `dst` is a temporary. */
function growList(c: Compiler, elts: expr[], at: Located, dst: number): void {
  const u = c.u;
  let built = false;
  const open = (count: number) => {
    const first = u.top;
    u.loc = at;
    u.emit(Op.BUILD_LIST, dst, count === 0 ? dst : TEMP + first - count, count);
    built = true;
  };
  const start = u.top;
  if (elts.length > MAX_REGISTERS) open(0);
  for (let i = 0; i < elts.length; i++) {
    const e = elts[i];
    if (e.tag === Tag.Starred) {
      if (!built) {
        open(i);
        u.top = start;
      }
      const r = operand(c, e.value);
      u.loc = at;
      u.emit(Op.LIST_EXTEND, dst, r, 0);
      u.top = start;
    } else if (built) {
      const r = operand(c, e);
      u.loc = at;
      u.emit(Op.LIST_APPEND, dst, r, 0);
      u.top = start;
    } else exprTo(c, e, u.alloc());
  }
  u.top = start;
}

export function buildTuple(c: Compiler, elts: expr[], at: Located, dst: number): void {
  const u = c.u;
  if (elts.length > MAX_REGISTERS || hasStar(elts)) {
    const t = u.alloc();
    growList(c, elts, at, t);
    u.emit(Op.LIST_TO_TUPLE, dst, t, 0);
    return;
  }
  const first = elements(c, elts, dst);
  u.loc = at;
  u.emit(Op.BUILD_TUPLE, dst, first, elts.length);
}

export function buildList(c: Compiler, elts: expr[], at: Located, dst: number): void {
  const u = c.u;
  if (elts.length > 2) {
    const items = constants(elts);
    if (items !== null) {
      const k = c.constant(new TupleLiteral(items));
      u.loc = at;
      u.emit(Op.BUILD_LIST_K, dst, k, 0);
      return;
    }
  }
  if (elts.length > MAX_REGISTERS || hasStar(elts)) {
    const t = dst >= TEMP ? dst : u.alloc();
    growList(c, elts, at, t);
    if (t !== dst) u.emit(Op.MOVE, dst, t, 0);
    return;
  }
  const first = elements(c, elts, dst);
  u.loc = at;
  u.emit(Op.BUILD_LIST, dst, first, elts.length);
}

export function buildSet(c: Compiler, elts: expr[], at: Located, dst: number): void {
  const u = c.u;
  if (elts.length > 2) {
    const items = constants(elts);
    if (items !== null) {
      const k = c.constant(new FrozenSetLiteral(items));
      u.loc = at;
      u.emit(Op.BUILD_SET_K, dst, k, 0);
      return;
    }
  }
  if (elts.length <= MAX_REGISTERS && !hasStar(elts)) {
    const first = elements(c, elts, dst);
    u.loc = at;
    u.emit(Op.BUILD_SET, dst, first, elts.length);
    return;
  }
  const set = u.alloc();
  const start = u.top;
  let built = false;
  if (elts.length > MAX_REGISTERS) {
    u.loc = at;
    u.emit(Op.BUILD_SET, set, set, 0);
    built = true;
  }
  for (let i = 0; i < elts.length; i++) {
    const e = elts[i];
    if (e.tag === Tag.Starred) {
      if (!built) {
        u.loc = at;
        u.emit(Op.BUILD_SET, set, i === 0 ? set : TEMP + start, i);
        built = true;
        u.top = start;
      }
      const r = operand(c, e.value);
      u.loc = at;
      u.emit(Op.SET_UPDATE, set, r, 0);
      u.top = start;
    } else if (built) {
      const r = operand(c, e);
      u.loc = at;
      u.emit(Op.SET_ADD, set, r, 0);
      u.top = start;
    } else exprTo(c, e, u.alloc());
  }
  u.loc = at;
  u.emit(Op.MOVE, dst, set, 0);
}

/** dst (a temporary) = the dict of the pairs from `from` to `to`. */
function subDict(c: Compiler, e: Dict, from: number, to: number, dst: number): void {
  const u = c.u;
  const n = to - from;
  const start = u.top;
  if (n * 2 > MAX_REGISTERS) {
    u.loc = e;
    u.emit(Op.BUILD_MAP, dst, dst, 0);
    for (let i = from; i < to; i++) {
      const key = u.alloc();
      exprTo(c, e.keys[i]!, key);
      const value = operand(c, e.values[i]);
      u.loc = e;
      u.emit(Op.MAP_ADD, dst, key, value);
      u.top = start;
    }
    return;
  }
  if (n > 1) {
    const keys: Literal[] = [];
    for (let i = from; i < to; i++) {
      const key = e.keys[i]!;
      if (key.tag !== Tag.Constant) break;
      keys.push(key.value);
    }
    if (keys.length === n) {
      const first = u.allocMany(n);
      for (let i = 0; i < n; i++) exprTo(c, e.values[from + i], first + i);
      u.loc = e;
      const k = c.constant(new TupleLiteral(keys));
      u.emit(Op.BUILD_MAP_K, dst, first, n);
      u.emit(Op.EXTRA, k, 0, 0);
      u.top = start;
      return;
    }
  }
  const first = n === 0 ? dst : u.allocMany(n * 2);
  for (let i = 0; i < n; i++) {
    exprTo(c, e.keys[from + i]!, first + 2 * i);
    exprTo(c, e.values[from + i], first + 2 * i + 1);
  }
  u.loc = e;
  u.emit(Op.BUILD_MAP, dst, first, n);
  u.top = start;
}

export function buildDict(c: Compiler, e: Dict, dst: number): void {
  const u = c.u;
  const n = e.values.length;
  let unpacks = false;
  for (let i = 0; i < n; i++) if (e.keys[i] === null) unpacks = true;
  if (!unpacks && n * 2 <= MAX_REGISTERS + 4) {
    // one instruction makes it, so it may go to a variable at once; not so where pairs are added one by one
    const t = dst >= TEMP || n * 2 <= MAX_REGISTERS ? dst : u.alloc();
    subDict(c, e, 0, n, t);
    if (t !== dst) u.emit(Op.MOVE, dst, t, 0);
    return;
  }
  const dict = u.alloc();
  const start = u.top;
  let have = false;
  let from = 0;
  const flush = (to: number) => {
    if (to > from) {
      if (!have) subDict(c, e, from, to, dict);
      else {
        const part = u.alloc();
        subDict(c, e, from, to, part);
        u.loc = e;
        u.emit(Op.DICT_UPDATE, dict, part, 0);
        u.top = start;
      }
      have = true;
    }
    from = to;
  };
  for (let i = 0; i < n; i++) {
    if (e.keys[i] === null) {
      flush(i);
      from = i + 1;
      if (!have) {
        u.loc = e;
        u.emit(Op.BUILD_MAP, dict, dict, 0);
        have = true;
      }
      const r = operand(c, e.values[i]);
      u.loc = e;
      u.emit(Op.DICT_UPDATE, dict, r, 0);
      u.top = start;
    } else if ((i + 1 - from) * 2 > MAX_REGISTERS) flush(i + 1);
  }
  flush(n);
  if (!have) {
    u.loc = e;
    u.emit(Op.BUILD_MAP, dict, dict, 0);
  }
  u.loc = e;
  u.emit(Op.MOVE, dst, dict, 0);
}

/** A list in `dst` for the positional arguments of a call with stars. */
export function argumentList(c: Compiler, args: expr[], at: Located, dst: number): void {
  growList(c, args, at, dst);
}
