// Assignment: to names, attributes, subscripts, sequences of targets; augmented and annotated; deletion.

import {
  type AnnAssign,
  type Assign,
  type AugAssign,
  type expr,
  type operator,
  Tag,
} from "../syntax/ast.ts";
import type { Located } from "../syntax/scopes.ts";
import { attributeLocation } from "./calls.ts";
import { noteAttribute } from "./classes.ts";
import type { Compiler } from "./compiler.ts";
import {
  binaryOp,
  binaryOpK,
  exprEffect,
  exprTo,
  operand,
  sliceBounds,
  stable,
} from "./expressions.ts";
import { annotationTo } from "./functions.ts";
import {
  checkForbidden,
  deleteName,
  earlyRegister,
  fastRegister,
  loadName,
  storeName,
} from "./names.ts";
import { Op } from "./opcodes.ts";
import { TEMP, UnitKind } from "./unit.ts";

/** Assigns to a target: a register, or an expression that is evaluated for it. */
export function assignTarget(c: Compiler, target: expr, value: number | expr): void {
  const u = c.u;
  const mark = u.top;
  if (target.tag === Tag.Name) {
    if (typeof value === "number") storeName(c, target.id, value, target);
    else {
      checkForbidden(c, target.id, target);
      const r = earlyRegister(c, target.id);
      if (r >= 0) {
        exprTo(c, value, r);
        storeName(c, target.id, r, target);
      } else storeName(c, target.id, operand(c, value), target);
    }
    u.top = mark;
    return;
  }
  if (typeof value !== "number") {
    if (sequencePair(c, target, value)) {
      u.top = mark;
      return;
    }
    value = operand(c, value);
  }
  store(c, target, value);
  u.top = mark;
}

/** target = the register, where the target is no name that could have been the destination. */
function store(c: Compiler, target: expr, value: number): void {
  const u = c.u;
  const mark = u.top;
  switch (target.tag) {
    case Tag.Name:
      storeName(c, target.id, value, target);
      break;
    case Tag.Attribute: {
      checkForbidden(c, target.attr, target);
      noteAttribute(c, target.value, target.attr);
      value = stable(c, value, target.value);
      const o = operand(c, target.value);
      u.loc = attributeLocation(target, target);
      u.emit(Op.STORE_ATTR, value, o, u.nameOf(c.mangle(target.attr)));
      break;
    }
    case Tag.Subscript: {
      value = stable(c, stable(c, value, target.value), target.slice);
      const o = stable(c, operand(c, target.value), target.slice);
      const key = target.slice;
      if (key.tag === Tag.Slice && key.step === null) {
        const first = u.allocMany(2);
        sliceBounds(c, key, first);
        u.loc = target;
        u.emit(Op.STORE_SLICE, value, o, first);
      } else if (key.tag === Tag.Constant) {
        u.touch(key);
        const k = c.constant(key.value);
        u.loc = target;
        u.emit(Op.STORE_SUBSCR_K, value, o, k);
      } else {
        const k = operand(c, key);
        u.loc = target;
        u.emit(Op.STORE_SUBSCR, value, o, k);
      }
      break;
    }
    case Tag.Tuple:
    case Tag.List:
      unpack(c, target.elts, value, target);
      break;
    case Tag.Starred:
      c.fail("starred assignment target must be in a list or tuple", target);
      break;
    default:
      c.fail("cannot assign to this expression", target);
  }
  u.top = mark;
}

/** Unpacks the register into targets. */
function unpack(c: Compiler, elts: expr[], value: number, at: Located): void {
  const u = c.u;
  const n = elts.length;
  let star = -1;
  for (let i = 0; i < n; i++) {
    if (elts[i].tag !== Tag.Starred) continue;
    if (star >= 0) c.fail("multiple starred expressions in assignment", at);
    if (i >= 1 << 8 || n - i - 1 >= (1 << 23)) {
      c.fail("too many expressions in star-unpacking assignment", at);
    }
    star = i;
  }
  // where the targets are consecutive locals, the items go there at once
  let first = consecutiveLocals(c, elts);
  const direct = first >= 0;
  if (!direct) first = u.allocMany(n);
  u.loc = at;
  if (star < 0) u.emit(Op.UNPACK_SEQUENCE, first, value, n);
  else u.emit(Op.UNPACK_EX, first, value, star | (n - star - 1) << 8);
  for (let i = 0; i < n; i++) {
    const e = elts[i];
    const target = e.tag === Tag.Starred ? e.value : e;
    if (direct && target.tag === Tag.Name) {
      storeName(c, target.id, u.byRank[u.ranks[first] + i], target);
    } else store(c, target, first + i);
  }
}

/** The first register if the targets are locals in registers that will be consecutive, else -1. */
function consecutiveLocals(c: Compiler, elts: expr[]): number {
  const u = c.u;
  let first = -1;
  for (let i = 0; i < elts.length; i++) {
    const e = elts[i];
    const target = e.tag === Tag.Starred ? e.value : e;
    if (target.tag !== Tag.Name) return -1;
    const r = fastRegister(c, target.id);
    if (r < 0) return -1;
    if (first < 0) first = r;
    else if (u.ranks[r] !== u.ranks[first] + i) return -1;
  }
  return first;
}

/** `a, b = x, y`: no tuple is made. False where the general way has to be taken. */
function sequencePair(c: Compiler, target: expr, value: expr): boolean {
  const u = c.u;
  if (target.tag !== Tag.Tuple || value.tag !== Tag.Tuple) return false;
  const n = target.elts.length;
  if (n !== value.elts.length || n < 2 || n > 3) return false;
  for (let i = 0; i < n; i++) {
    if (target.elts[i].tag === Tag.Starred || value.elts[i].tag === Tag.Starred) return false;
  }
  const registers: number[] = [];
  for (let i = 0; i < n; i++) {
    const e = value.elts[i];
    let r = operand(c, e);
    if (r < TEMP && (u.volatileLocals || overwritten(c, target.elts, i, r))) {
      const t = u.alloc();
      u.emit(Op.MOVE, t, r, 0);
      r = t;
    }
    registers.push(r);
  }
  for (let i = 0; i < n; i++) store(c, target.elts[i], registers[i]);
  return true;
}

/** The local is bound by a target before `index`. */
function overwritten(c: Compiler, targets: expr[], index: number, register: number): boolean {
  for (let i = 0; i < index; i++) {
    const t = targets[i];
    if (t.tag === Tag.Name) {
      if (fastRegister(c, t.id) === register) return true;
    } else if (t.tag !== Tag.Attribute && t.tag !== Tag.Subscript) return true;
  }
  return false;
}

/** FOR_ITER and the assignment of the item; the current location is the iterable's. */
export function assignIteration(
  c: Compiler,
  iterator: number,
  target: expr,
  exit: number,
): void {
  const u = c.u;
  const mark = u.top;
  if (target.tag === Tag.Name) {
    const r = fastRegister(c, target.id);
    if (r >= 0) {
      u.jump(Op.FOR_ITER, iterator, r, exit);
      u.loc = target;
      u.emit(Op.NOP, 0, 0, 0);
      storeName(c, target.id, r, target);
      return;
    }
  }
  const item = u.alloc();
  u.jump(Op.FOR_ITER, iterator, item, exit);
  u.loc = target;
  u.emit(Op.NOP, 0, 0, 0);
  store(c, target, item);
  u.top = mark;
}

export function compileAssign(c: Compiler, s: Assign): void {
  const u = c.u;
  const mark = u.top;
  if (s.targets.length === 1) assignTarget(c, s.targets[0], s.value);
  else {
    // the first target may be rebound by the second (`a = a.b = …`): the value needs a register of its own
    let value = operand(c, s.value);
    if (value < TEMP) {
      const t = u.alloc();
      u.emit(Op.MOVE, t, value, 0);
      value = t;
    }
    for (const target of s.targets) store(c, target, value);
  }
  u.top = mark;
}

export function compileAugAssign(c: Compiler, s: AugAssign): void {
  const u = c.u;
  const mark = u.top;
  const target = s.target;
  switch (target.tag) {
    case Tag.Name: {
      checkForbidden(c, target.id, target);
      const r = fastRegister(c, target.id);
      if (r >= 0) {
        u.loc = target;
        u.check(r);
        inplace(c, s.op, stable(c, r, s.value), s.value, s, r);
        storeName(c, target.id, r, target);
      } else {
        const t = u.alloc();
        loadName(c, target.id, t, target);
        inplace(c, s.op, t, s.value, s, t);
        storeName(c, target.id, t, target);
      }
      break;
    }
    case Tag.Attribute: {
      checkForbidden(c, target.attr, target);
      const o = stable(c, operand(c, target.value), s.value);
      const name = u.nameOf(c.mangle(target.attr));
      const t = u.alloc();
      const at = attributeLocation(target, target);
      u.loc = at;
      u.emit(Op.LOAD_ATTR, t, o, name);
      inplace(c, s.op, t, s.value, s, t);
      u.loc = at;
      u.emit(Op.STORE_ATTR, t, o, name);
      break;
    }
    case Tag.Subscript: {
      const key = target.slice;
      const o = stable(c, stable(c, operand(c, target.value), key), s.value);
      if (key.tag === Tag.Slice && key.step === null) {
        const first = u.allocMany(2);
        sliceBounds(c, key, first);
        const t = u.alloc();
        u.loc = target;
        u.emit(Op.LOAD_SLICE, t, o, first);
        inplace(c, s.op, t, s.value, s, t);
        u.loc = target;
        u.emit(Op.STORE_SLICE, t, o, first);
      } else if (key.tag === Tag.Constant) {
        u.touch(key);
        const k = c.constant(key.value);
        const t = u.alloc();
        u.loc = target;
        u.emit(Op.LOAD_SUBSCR_K, t, o, k);
        inplace(c, s.op, t, s.value, s, t);
        u.loc = target;
        u.emit(Op.STORE_SUBSCR_K, t, o, k);
      } else {
        const k = stable(c, operand(c, key), s.value);
        const t = u.alloc();
        u.loc = target;
        u.emit(Op.LOAD_SUBSCR, t, o, k);
        inplace(c, s.op, t, s.value, s, t);
        u.loc = target;
        u.emit(Op.STORE_SUBSCR, t, o, k);
      }
      break;
    }
    default:
      c.fail("invalid node type for augmented assignment", target);
  }
  u.top = mark;
}

function inplace(
  c: Compiler,
  op: operator,
  left: number,
  value: expr,
  at: Located,
  dst: number,
): void {
  const u = c.u;
  if (value.tag === Tag.Constant) {
    const opcode = binaryOpK(op, true);
    if (opcode >= 0) {
      u.touch(value);
      const k = c.constant(value.value);
      u.loc = at;
      u.emit(opcode, dst, left, k);
      return;
    }
  }
  const r = operand(c, value);
  u.loc = at;
  u.emit(binaryOp(op, true), dst, left, r);
}

export function compileAnnAssign(c: Compiler, s: AnnAssign): void {
  const u = c.u;
  const mark = u.top;
  const target = s.target;
  const inNamespace = u.kind === UnitKind.Module || u.kind === UnitKind.Class;
  if (s.value !== null) assignTarget(c, target, s.value);
  switch (target.tag) {
    case Tag.Name:
      checkForbidden(c, target.id, s);
      if (s.simple !== 0 && inNamespace) {
        const value = u.alloc();
        annotationTo(c, s.annotation, value);
        const dict = u.alloc();
        u.loc = s;
        u.emit(Op.LOAD_NAME, dict, u.nameOf("__annotations__"), 0);
        const k = c.constant(c.mangle(target.id));
        u.emit(Op.STORE_SUBSCR_K, value, dict, k);
      }
      break;
    case Tag.Attribute:
      checkForbidden(c, target.attr, s);
      if (s.value === null) exprEffect(c, target.value);
      break;
    case Tag.Subscript:
      if (s.value === null) {
        exprEffect(c, target.value);
        annotatedSubscript(c, target.slice);
      }
      break;
    default:
      c.fail("invalid node type for annotated assignment", s);
  }
  if (s.simple === 0 && !c.futureAnnotations && inNamespace) exprEffect(c, s.annotation);
  u.top = mark;
}

function annotatedSubscript(c: Compiler, e: expr): void {
  if (e.tag === Tag.Slice) {
    for (const part of [e.lower, e.upper, e.step]) if (part !== null) exprEffect(c, part);
  } else if (e.tag === Tag.Tuple) { for (const part of e.elts) annotatedSubscript(c, part); }
  else exprEffect(c, e);
}

export function deleteTarget(c: Compiler, e: expr): void {
  const u = c.u;
  const mark = u.top;
  switch (e.tag) {
    case Tag.Name:
      deleteName(c, e.id, e);
      break;
    case Tag.Attribute: {
      const o = operand(c, e.value);
      u.loc = attributeLocation(e, e);
      u.emit(Op.DELETE_ATTR, 0, o, u.nameOf(c.mangle(e.attr)));
      break;
    }
    case Tag.Subscript: {
      const o = stable(c, operand(c, e.value), e.slice);
      const k = operand(c, e.slice);
      u.loc = e;
      u.emit(Op.DELETE_SUBSCR, 0, o, k);
      break;
    }
    case Tag.Tuple:
    case Tag.List:
      for (const part of e.elts) deleteTarget(c, part);
      break;
    default:
      c.fail("cannot delete this expression", e);
  }
  u.top = mark;
}
