// Expressions. Three ways to compile one:
//
//   exprTo(c, e, dst)   its value goes to the register dst, which is written last: where dst is a variable, nothing is
//                       seen in it before the whole expression has succeeded. (A temporary may be used on the way.)
//   operand(c, e)       gives a register that has the value: a local's own where that is right, else a new temporary.
//   jumpIf(c, e, l, b)  jumps to l if the truth of e is b.
//
// An operand that is a local's own register is read when the instruction runs, not where the operand stands. In between
// only an assignment expression can bind the local, so units that have one copy such operands (`stable`).

import {
  type BinOp,
  cmpop,
  type Compare,
  type expr,
  operator,
  Tag,
  unaryop,
} from "../syntax/ast.ts";
import type { Located } from "../syntax/scopes.ts";
import { attributeLocation, compileCall, loadSuper, superArguments } from "./calls.ts";
import type { Compiler } from "./compiler.ts";
import { comprehensionTo } from "./comprehensions.ts";
import { literalTruth } from "./constants.ts";
import { buildDict, buildList, buildSet, buildTuple } from "./displays.ts";
import { awaitValue, yieldFrom } from "./delegation.ts";
import { compileLambda } from "./functions.ts";
import { earlyRegister, fastRegister, loadName, storeName } from "./names.ts";
import { Op } from "./opcodes.ts";
import { CELL, NO_LOC, TEMP, UnitKind } from "./unit.ts";
import { checkCompare, checkIndex, checkSubscripted } from "./warnings.ts";

/** ADD … of an operator of the tree, relative to the first opcode of its family. */
const OPERATOR_OFFSET: number[] = [];
OPERATOR_OFFSET[0] = 0;
OPERATOR_OFFSET[operator.Add] = 0;
OPERATOR_OFFSET[operator.Sub] = 1;
OPERATOR_OFFSET[operator.Mult] = 2;
OPERATOR_OFFSET[operator.MatMult] = 12;
OPERATOR_OFFSET[operator.Div] = 3;
OPERATOR_OFFSET[operator.Mod] = 5;
OPERATOR_OFFSET[operator.Pow] = 6;
OPERATOR_OFFSET[operator.LShift] = 7;
OPERATOR_OFFSET[operator.RShift] = 8;
OPERATOR_OFFSET[operator.BitOr] = 10;
OPERATOR_OFFSET[operator.BitXor] = 11;
OPERATOR_OFFSET[operator.BitAnd] = 9;
OPERATOR_OFFSET[operator.FloorDiv] = 4;

/** LT … of a comparison of the tree, relative to the first opcode of its family; the others are -1. */
const COMPARE_OFFSET: number[] = [-1, 2, 3, 0, 1, 4, 5, -1, -1, -1, -1];

/** The opcode of an operator. */
export function binaryOp(op: operator, inplace: boolean): number {
  return (inplace ? Op.INPLACE_ADD : Op.ADD) + OPERATOR_OFFSET[op];
}

/** The opcode of an operator with a constant on the right, or -1. */
export function binaryOpK(op: operator, inplace: boolean): number {
  if (op === operator.MatMult) return -1;
  return (inplace ? Op.INPLACE_ADD_K : Op.ADD_K) + OPERATOR_OFFSET[op];
}

function isSimple(e: expr): boolean {
  return e.tag === Tag.Constant || e.tag === Tag.Name;
}

/** The register of an operand that is to be read after `later` has been evaluated. */
export function stable(c: Compiler, register: number, later: expr): number {
  const u = c.u;
  if (!u.volatileLocals || register >= CELL || isSimple(later)) return register;
  const t = u.alloc();
  u.emit(Op.MOVE, t, register, 0);
  return t;
}

/** A register that has the value of the expression; `scratch` is a temporary to use if one is needed, or -1. */
export function operand(c: Compiler, e: expr, scratch = -1): number {
  const u = c.u;
  if (e.tag === Tag.Name) {
    const r = fastRegister(c, e.id);
    if (r >= 0) {
      u.touch(e);
      u.loc = e;
      u.check(r);
      return r;
    }
  } else if (e.tag === Tag.NamedExpr && e.target.tag === Tag.Name) {
    const r = earlyRegister(c, e.target.id);
    if (r >= 0) {
      namedExpr(c, e.target.id, e.target, e.value, r);
      return r;
    }
  }
  const t = scratch >= 0 ? scratch : u.alloc();
  exprTo(c, e, t);
  return t;
}

/** The expression for its effects only. */
export function exprEffect(c: Compiler, e: expr): void {
  const u = c.u;
  const mark = u.top;
  if (e.tag === Tag.Name) operand(c, e);
  else exprTo(c, e, u.alloc());
  u.top = mark;
}

/** dst = the value of the expression. */
export function exprTo(c: Compiler, e: expr, dst: number): void {
  const u = c.u;
  const mark = u.top;
  switch (e.tag) {
    case Tag.Constant:
      u.loc = e.lineno < 0 ? NO_LOC : e;
      c.loadConst(dst, e.value);
      break;
    case Tag.Name:
      loadName(c, e.id, dst, e);
      break;
    case Tag.Attribute:
      attributeTo(c, e, dst);
      break;
    case Tag.Call:
      compileCall(c, e, dst);
      break;
    case Tag.Subscript:
      subscriptTo(c, e, dst);
      break;
    case Tag.BinOp:
      binOpTo(c, e, dst);
      break;
    case Tag.Compare:
      compareTo(c, e, dst, e);
      break;
    case Tag.BoolOp: {
      const t = dst >= TEMP ? dst : u.alloc();
      const end = u.label();
      // boolop.And is 1
      const jump = e.op === 1 ? Op.JUMP_IF_FALSE : Op.JUMP_IF_TRUE;
      const last = e.values.length - 1;
      const isOr = e.op === 2;
      for (let i = 0; i <= last; i++) {
        const value = e.values[i];
        if (i < last && value.tag === Tag.Constant && literalTruth(value.value) !== isOr) continue;
        exprTo(c, value, t);
        if (i === last) break;
        u.loc = e;
        // what follows a constant that decides is dead, but its names and its errors count
        u.jump(value.tag === Tag.Constant ? Op.JUMP : jump, t, 0, end);
      }
      u.place(end);
      if (t !== dst) {
        u.loc = e;
        u.emit(Op.MOVE, dst, t, 0);
      }
      break;
    }
    case Tag.UnaryOp: {
      const inner = e.operand;
      if (e.op === unaryop.Not && inner.tag === Tag.Compare && inner.ops.length === 1) {
        // CPython joins the two, and the comparison gets the place of the `not`
        const t = dst >= TEMP ? dst : u.alloc();
        compareTo(c, inner, t, e);
        u.emit(Op.NOT, dst, t, 0);
        break;
      }
      const r = operand(c, e.operand, dst >= TEMP ? dst : -1);
      u.loc = e;
      u.emit(
        e.op === unaryop.Not
          ? Op.NOT
          : e.op === unaryop.USub
          ? Op.NEGATIVE
          : e.op === unaryop.UAdd
          ? Op.POSITIVE
          : Op.INVERT,
        dst,
        r,
        0,
      );
      break;
    }
    case Tag.IfExp: {
      const orelse = u.label();
      const end = u.label();
      jumpIf(c, e.test, orelse, false);
      u.top = mark;
      exprTo(c, e.body, dst);
      u.loc = NO_LOC;
      u.jump(Op.JUMP, 0, 0, end);
      u.place(orelse);
      exprTo(c, e.orelse, dst);
      u.place(end);
      break;
    }
    case Tag.Tuple:
      buildTuple(c, e.elts, e, dst);
      break;
    case Tag.List:
      buildList(c, e.elts, e, dst);
      break;
    case Tag.Set:
      buildSet(c, e.elts, e, dst);
      break;
    case Tag.Dict:
      buildDict(c, e, dst);
      break;
    case Tag.JoinedStr:
      joinedStrTo(c, e.values, 0, e.values.length, e, dst);
      break;
    case Tag.FormattedValue: {
      const r = operand(c, e.value, dst >= TEMP ? dst : -1);
      formattedTo(c, e, r, dst);
      break;
    }
    case Tag.Lambda:
      compileLambda(c, e, dst);
      break;
    case Tag.ListComp:
    case Tag.SetComp:
    case Tag.DictComp:
    case Tag.GeneratorExp:
      comprehensionTo(c, e, dst);
      break;
    case Tag.NamedExpr:
      if (e.target.tag === Tag.Name) {
        const r = earlyRegister(c, e.target.id);
        if (r >= 0) {
          namedExpr(c, e.target.id, e.target, e.value, r);
          u.loc = e;
          if (r !== dst) u.emit(Op.MOVE, dst, r, 0);
        } else {
          const t = operand(c, e.value);
          storeName(c, e.target.id, t, e.target);
          u.emit(Op.MOVE, dst, t, 0);
        }
      }
      break;
    case Tag.Yield: {
      if (!u.block.isFunctionLike()) c.fail("'yield' outside function", e);
      let r: number;
      if (e.value !== null) r = operand(c, e.value);
      else {
        u.loc = e;
        r = u.alloc();
        c.loadConst(r, null);
      }
      u.loc = e;
      u.emit(Op.YIELD_VALUE, dst, r, -1);
      break;
    }
    case Tag.YieldFrom:
      if (!u.block.isFunctionLike()) c.fail("'yield from' outside function", e);
      if (u.kind === UnitKind.AsyncFunction) c.fail("'yield from' inside async function", e);
      yieldFrom(c, e, dst);
      break;
    case Tag.Await: {
      if (!c.topLevelAwait) {
        if (!u.block.isFunctionLike()) c.fail("'await' outside function", e);
        if (u.kind !== UnitKind.AsyncFunction && u.kind !== UnitKind.Comprehension) {
          c.fail("'await' outside async function", e);
        }
      }
      const r = operand(c, e.value);
      u.loc = e;
      awaitValue(c, r, 0, dst);
      break;
    }
    case Tag.Starred:
      c.fail(
        // expr_context.Store
        e.ctx === 2
          ? "starred assignment target must be in a list or tuple"
          : "can't use starred expression here",
        e,
      );
      break;
    case Tag.Slice: {
      const n = e.step === null ? 2 : 3;
      const first = u.allocMany(n);
      sliceBounds(c, e, first);
      if (e.step !== null) exprTo(c, e.step, first + 2);
      u.loc = e;
      u.emit(Op.BUILD_SLICE, dst, first, n);
      break;
    }
  }
  u.top = mark;
}

function namedExpr(c: Compiler, name: string, at: Located, value: expr, register: number): void {
  exprTo(c, value, register);
  storeName(c, name, register, at);
}

/** The two bounds of a slice go to `first` and the next register. */
export function sliceBounds(
  c: Compiler,
  e: { lower: expr | null; upper: expr | null } & Located,
  first: number,
): void {
  const u = c.u;
  if (e.lower !== null) exprTo(c, e.lower, first);
  else {
    u.loc = e;
    c.loadConst(first, null);
  }
  if (e.upper !== null) exprTo(c, e.upper, first + 1);
  else {
    u.loc = e;
    c.loadConst(first + 1, null);
  }
}

function attributeTo(c: Compiler, e: expr & { tag: typeof Tag.Attribute }, dst: number): void {
  const u = c.u;
  const { value } = e;
  if (value.tag === Tag.Call && superArguments(c, value, e.attr)) {
    loadSuper(c, value, e, dst, false);
    return;
  }
  const r = operand(c, value, dst >= TEMP ? dst : -1);
  u.loc = attributeLocation(e, e);
  u.emit(Op.LOAD_ATTR, dst, r, u.nameOf(c.mangle(e.attr)));
}

function subscriptTo(c: Compiler, e: expr & { tag: typeof Tag.Subscript }, dst: number): void {
  const u = c.u;
  checkSubscripted(c, e.value);
  checkIndex(c, e.value, e.slice);
  const key = e.slice;
  if (key.tag === Tag.Slice && key.step === null) {
    const r = stable(c, operand(c, e.value, dst >= TEMP ? dst : -1), key);
    const first = u.allocMany(2);
    sliceBounds(c, key, first);
    u.loc = e;
    u.emit(Op.LOAD_SLICE, dst, r, first);
    return;
  }
  const r = stable(c, operand(c, e.value, dst >= TEMP ? dst : -1), key);
  if (key.tag === Tag.Constant) {
    u.touch(key);
    u.loc = e;
    u.emit(Op.LOAD_SUBSCR_K, dst, r, c.constant(key.value));
  } else {
    const k = operand(c, key);
    u.loc = e;
    u.emit(Op.LOAD_SUBSCR, dst, r, k);
  }
}

function binOpTo(c: Compiler, e: BinOp, dst: number): void {
  const u = c.u;
  if (e.left.tag !== Tag.BinOp) {
    binOpStep(c, e, stable(c, operand(c, e.left, dst >= TEMP ? dst : -1), e.right), dst);
    return;
  }
  // a chain that leans to the left, without recursion
  const chain: BinOp[] = [];
  let left: expr = e;
  while (left.tag === Tag.BinOp) {
    chain.push(left);
    left = left.left;
  }
  const t = dst >= TEMP ? dst : u.alloc();
  let r = operand(c, left, t);
  for (let i = chain.length - 1; i >= 0; i--) {
    const step = chain[i];
    const to = i === 0 ? dst : t;
    const mark = u.top;
    binOpStep(c, step, stable(c, r, step.right), to);
    u.top = mark;
    r = to;
  }
}

function binOpStep(c: Compiler, e: BinOp, left: number, dst: number): void {
  const u = c.u;
  const { right } = e;
  if (right.tag === Tag.Constant) {
    const op = binaryOpK(e.op, false);
    if (op >= 0) {
      u.touch(right);
      const k = c.constant(right.value);
      u.loc = e;
      u.emit(op, dst, left, k);
      return;
    }
  }
  const r = operand(c, right);
  u.loc = e;
  u.emit(binaryOp(e.op, false), dst, left, r);
}

/** dst = left op right, for one comparison. */
function compareStep(c: Compiler, op: cmpop, left: number, right: expr, dst: number, at: Located) {
  const u = c.u;
  const offset = COMPARE_OFFSET[op];
  if (right.tag === Tag.Constant && (offset >= 0 || op >= cmpop.In)) {
    u.touch(right);
    const k = c.constant(right.value);
    u.loc = at;
    const opcode = offset >= 0 ? Op.LT_K + offset : op === cmpop.In ? Op.IN_K : Op.NOT_IN_K;
    u.emit(opcode, dst, left, k);
    return;
  }
  const r = operand(c, right);
  u.loc = at;
  u.emit(compareOpcode(op), dst, left, r);
}

function compareOpcode(op: cmpop): number {
  switch (op) {
    case cmpop.Is:
      return Op.IS;
    case cmpop.IsNot:
      return Op.IS_NOT;
    case cmpop.In:
      return Op.IN;
    case cmpop.NotIn:
      return Op.NOT_IN;
  }
  return Op.LT + COMPARE_OFFSET[op];
}

function compareTo(c: Compiler, e: Compare, dst: number, at: Located): void {
  const u = c.u;
  checkCompare(c, e);
  const n = e.ops.length;
  if (n === 1) {
    const left = stable(c, operand(c, e.left, dst >= TEMP ? dst : -1), e.comparators[0]);
    compareStep(c, e.ops[0], left, e.comparators[0], dst, at);
    return;
  }
  const t = dst >= TEMP ? dst : u.alloc();
  const end = u.label();
  let left = operand(c, e.left);
  for (let i = 0; i < n - 1; i++) {
    left = stable(c, left, e.comparators[i]);
    const right = operand(c, e.comparators[i]);
    u.loc = e;
    u.emit(compareOpcode(e.ops[i]), t, left, right);
    u.jump(Op.JUMP_IF_FALSE, t, 0, end);
    left = right;
  }
  left = stable(c, left, e.comparators[n - 1]);
  compareStep(c, e.ops[n - 1], left, e.comparators[n - 1], t, e);
  u.place(end);
  if (t !== dst) u.emit(Op.MOVE, dst, t, 0);
}

/** Jumps to `label` if `left op right` has the truth `when`. */
function compareJump(
  c: Compiler,
  op: cmpop,
  left: number,
  right: expr,
  label: number,
  when: boolean,
  at: Located,
): void {
  const u = c.u;
  const offset = COMPARE_OFFSET[op];
  if (op === cmpop.Is || op === cmpop.IsNot) {
    const is = (op === cmpop.Is) === when;
    if (right.tag === Tag.Constant && right.value === null) {
      c.constant(null);
      u.loc = at;
      u.jump(is ? Op.JUMP_IF_NONE : Op.JUMP_IF_NOT_NONE, left, 0, label);
    } else {
      const r = operand(c, right);
      u.loc = at;
      u.jump(is ? Op.JUMP_IF_IS : Op.JUMP_IF_IS_NOT, left, r, label);
    }
    return;
  }
  if (offset < 0) {
    const isIn = (op === cmpop.In) === when;
    if (right.tag === Tag.Constant) {
      u.touch(right);
      const k = c.constant(right.value);
      u.loc = at;
      u.jump(isIn ? Op.JUMP_IF_IN_K : Op.JUMP_IF_NOT_IN_K, left, k, label);
    } else {
      const r = operand(c, right);
      u.loc = at;
      u.jump(isIn ? Op.JUMP_IF_IN : Op.JUMP_IF_NOT_IN, left, r, label);
    }
    return;
  }
  if (right.tag === Tag.Constant) {
    u.touch(right);
    const k = c.constant(right.value);
    u.loc = at;
    u.jump((when ? Op.JUMP_IF_LT_K : Op.JUMP_IF_NOT_LT_K) + offset, left, k, label);
  } else {
    const r = operand(c, right);
    u.loc = at;
    u.jump((when ? Op.JUMP_IF_LT : Op.JUMP_IF_NOT_LT) + offset, left, r, label);
  }
}

/** Jumps to `label` if the truth of the expression is `when`. */
export function jumpIf(c: Compiler, e: expr, label: number, when: boolean): void {
  const u = c.u;
  const mark = u.top;
  switch (e.tag) {
    case Tag.UnaryOp:
      if (e.op === unaryop.Not) {
        jumpIf(c, e.operand, label, !when);
        return;
      }
      break;
    case Tag.BoolOp: {
      const isOr = e.op === 2;
      const last = e.values.length - 1;
      const other = isOr !== when ? u.label() : label;
      for (let i = 0; i < last; i++) jumpIf(c, e.values[i], other, isOr);
      jumpIf(c, e.values[last], label, when);
      if (other !== label) u.place(other);
      return;
    }
    case Tag.IfExp: {
      const orelse = u.label();
      const end = u.label();
      jumpIf(c, e.test, orelse, false);
      jumpIf(c, e.body, label, when);
      u.loc = NO_LOC;
      u.jump(Op.JUMP, 0, 0, end);
      u.place(orelse);
      jumpIf(c, e.orelse, label, when);
      u.place(end);
      return;
    }
    case Tag.Compare: {
      checkCompare(c, e);
      const n = e.ops.length;
      let left = operand(c, e.left);
      if (n === 1) {
        left = stable(c, left, e.comparators[0]);
        compareJump(c, e.ops[0], left, e.comparators[0], label, when, e);
        u.top = mark;
        return;
      }
      const out = when ? u.label() : label;
      for (let i = 0; i < n; i++) {
        left = stable(c, left, e.comparators[i]);
        if (i === n - 1) {
          compareJump(c, e.ops[i], left, e.comparators[i], label, when, e);
          break;
        }
        // the middle operand is needed again: it has to be in a register
        const right = operand(c, e.comparators[i]);
        registerJump(c, e.ops[i], left, right, out, e);
        left = right;
      }
      if (out !== label) u.place(out);
      u.top = mark;
      return;
    }
    case Tag.Constant:
      u.loc = e;
      if (literalTruth(e.value) === when) u.jump(Op.JUMP, 0, 0, label);
      else u.emit(Op.NOP, 0, 0, 0);
      return;
  }
  const r = operand(c, e);
  u.loc = e;
  u.jump(when ? Op.JUMP_IF_TRUE : Op.JUMP_IF_FALSE, r, 0, label);
  u.top = mark;
}

function registerJump(
  c: Compiler,
  op: cmpop,
  left: number,
  right: number,
  label: number,
  at: Located,
): void {
  const u = c.u;
  u.loc = at;
  switch (op) {
    case cmpop.Is:
      u.jump(Op.JUMP_IF_IS_NOT, left, right, label);
      break;
    case cmpop.IsNot:
      u.jump(Op.JUMP_IF_IS, left, right, label);
      break;
    case cmpop.In:
      u.jump(Op.JUMP_IF_NOT_IN, left, right, label);
      break;
    case cmpop.NotIn:
      u.jump(Op.JUMP_IF_IN, left, right, label);
      break;
    default:
      u.jump(Op.JUMP_IF_NOT_LT + COMPARE_OFFSET[op], left, right, label);
  }
}

/** Pieces of an f-string beyond which it is put together from parts. */
const MAX_PIECES = 30;

function joinedStrTo(
  c: Compiler,
  values: expr[],
  from: number,
  to: number,
  at: Located,
  dst: number,
): void {
  const u = c.u;
  const n = to - from;
  if (n === 1) {
    const only = values[from];
    exprTo(c, only, dst);
    return;
  }
  if (n === 0) {
    u.loc = at;
    c.loadConst(dst, "");
    return;
  }
  if (n > MAX_PIECES) {
    const parts = Math.ceil(n / MAX_PIECES);
    const first = u.allocMany(parts);
    for (let i = 0; i < parts; i++) {
      const start = from + i * MAX_PIECES;
      joinedStrTo(c, values, start, Math.min(start + MAX_PIECES, to), at, first + i);
    }
    u.loc = at;
    u.emit(Op.BUILD_STRING, dst, first, parts);
    return;
  }
  const first = u.allocMany(n);
  for (let i = 0; i < n; i++) exprTo(c, values[from + i], first + i);
  u.loc = at;
  u.emit(Op.BUILD_STRING, dst, first, n);
}

function formattedTo(
  c: Compiler,
  e: expr & { tag: typeof Tag.FormattedValue },
  value: number,
  dst: number,
): void {
  const u = c.u;
  if (e.conversion >= 0) {
    const t = u.alloc();
    u.loc = e;
    const kind = e.conversion === 115 ? 1 : e.conversion === 114 ? 2 : 3;
    u.emit(Op.CONVERT_VALUE, t, value, kind);
    value = t;
  }
  if (e.format_spec !== null) {
    value = stable(c, value, e.format_spec);
    const spec = operand(c, e.format_spec);
    u.loc = e;
    u.emit(Op.FORMAT_WITH_SPEC, dst, value, spec);
  } else {
    u.loc = e;
    u.emit(Op.FORMAT_SIMPLE, dst, value, 0);
  }
}
