// Operators off the loop's fast paths: notes what kinds of operands an instruction meets, then does the operation.
//
// The families of opcodes have the same order (see opcodes.ts), so an operator is a small index and the tables below
// are in that order.

import { FIRST, Kind, SECOND } from "../bytecode/feedback.ts";
import { Op } from "../bytecode/opcodes.ts";
import { GENERAL, nativeOperator, special1 } from "../objects/attributes.ts";
import {
  type Comparison,
  EQ,
  eq,
  GE,
  ge,
  GT,
  gt,
  isSame,
  LE,
  le,
  LT,
  lt,
  NE,
  ne,
  truth,
} from "../objects/compare.ts";
import { PyFunction } from "../objects/function.ts";
import { typeError } from "../objects/raise.ts";
import { typeOf } from "../objects/type.ts";
import { FloatType, PyFloat } from "../objects/float.ts";
import { floatPower } from "../objects/float_power.ts";
import { ListType } from "../objects/list.ts";
import { TupleType } from "../objects/tuple.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "../objects/object.ts";
import * as o from "../objects/operators.ts";
import type { BinaryOperator } from "../objects/operators.ts";
import { functionFrame, pushFrame } from "./calls.ts";
import { type Frame, FrameKind } from "./frame.ts";
import type { ThreadState } from "./thread_state.ts";

type Binary = (a: Value, b: Value) => Value;

/** The operators in the order of the opcodes. */
export const PLAIN: readonly Binary[] = [
  o.add,
  o.sub,
  o.mul,
  o.truediv,
  o.floordiv,
  o.mod,
  o.pow,
  o.lshift,
  o.rshift,
  o.and,
  o.or,
  o.xor,
  o.matmul,
];

export const INPLACE: readonly Binary[] = [
  o.inplaceAdd,
  o.inplaceSub,
  o.inplaceMul,
  o.inplaceTruediv,
  o.inplaceFloordiv,
  o.inplaceMod,
  o.inplacePow,
  o.inplaceLshift,
  o.inplaceRshift,
  o.inplaceAnd,
  o.inplaceOr,
  o.inplaceXor,
  o.inplaceMatmul,
];

export const COMPARE: readonly Binary[] = [lt, le, eq, ne, gt, ge];

/** The kind of a value, as feedback.ts lists them. */
export function kindOf(v: Value): number {
  switch (typeof v) {
    case "number":
      return (v | 0) === v ? 0 : Kind.WIDE;
    case "string":
      return Kind.STR;
    case "bigint":
      return Kind.BIG;
    case "boolean":
      return Kind.OTHER;
  }
  const t = v.cls;
  return t === FloatType
    ? Kind.FLOAT
    : t === ListType
    ? Kind.LIST
    : t === TupleType
    ? Kind.TUPLE
    : Kind.OTHER;
}

/** Notes the kinds of two operands for the instruction at `pc`. */
export function noteKinds(frame: Frame, pc: number, a: Value, b: Value): void {
  frame.code.feedback![pc >> 2] |= kindOf(a) << FIRST | kindOf(b) << SECOND;
}

/** The feedback of two floats. */
export const FLOATS = Kind.FLOAT << FIRST | Kind.FLOAT << SECOND;

/** `a ** b` where it is a number and every intermediate product is exact. */
export function smallPower(a: number, b: number): number | undefined {
  let r = 1;
  for (let e = b;;) {
    if ((e & 1) !== 0) {
      r *= a;
      if (r > MAX || r < -MAX) return undefined;
    }
    e = e < 2 ** 31 ? e >> 1 : Math.floor(e / 2);
    if (e === 0) return r + 0;
    a *= a;
    if (a > MAX) return undefined;
  }
}

const MAX = Number.MAX_SAFE_INTEGER;

/** The operators in the order of the opcodes. */
export const OPERATORS: readonly BinaryOperator[] = [
  o.OPERATORS.add,
  o.OPERATORS.sub,
  o.OPERATORS.mul,
  o.OPERATORS.truediv,
  o.OPERATORS.floordiv,
  o.OPERATORS.mod,
  o.OPERATORS.pow,
  o.OPERATORS.lshift,
  o.OPERATORS.rshift,
  o.OPERATORS.and,
  o.OPERATORS.or,
  o.OPERATORS.xor,
  o.OPERATORS.matmul,
];

export const COMPARISONS: readonly Comparison[] = [LT, LE, EQ, NE, GT, GE];

/** The special method of `a`, where it is written in Python and nothing of `b` comes before it. */
export function specialMethod(method: string, a: Value, b: Value): PyFunction | undefined {
  if (typeof a !== "object" || !a.cls.heap) return undefined;
  const t = a.cls;
  if (typeof b === "object" && b.cls !== t && b.cls.isSubtype(t)) return undefined;
  const f = t.lookup(method);
  return f instanceof PyFunction ? f : undefined;
}

/**
 * Pushes a frame for a special method of `a` that is written in Python. True when it has; the result is looked at in
 * `operatorResult` when the frame is left.
 */
function enterSpecial(ts: ThreadState, method: string, a: Value, b: Value): boolean {
  const f = specialMethod(method, a, b);
  if (f === undefined) return false;
  const frame = functionFrame(f, a, [b], 0, 1, undefined);
  frame.kind |= FrameKind.OPERATOR;
  pushFrame(ts, frame);
  return true;
}

/** What the operator at the caller's instruction gives, when the method that was called for it has returned `v`. */
export function operatorResult(back: Frame, v: Value): Value {
  if (v !== NOT_IMPLEMENTED) return v;
  const { code } = back.code;
  const at = back.pc;
  const op = code[at];
  const jump = op >= Op.JUMP_IF_LT;
  const x = code[at + (jump ? 1 : 2)], y = code[at + (jump ? 2 : 3)];
  const a = back.regs[x];
  const isConst = op >= Op.ADD_K && op <= Op.INPLACE_XOR_K || op >= Op.LT_K && op <= Op.GE_K ||
    op >= Op.JUMP_IF_LT_K;
  const b = isConst ? back.consts[y] : back.regs[y];
  if (op >= Op.LT) return notImplementedComparison(comparisonIndex(op), a, b);
  const inplace = op >= Op.INPLACE_ADD && op <= Op.INPLACE_MATMUL || op >= Op.INPLACE_ADD_K;
  return notImplementedOperator(operatorIndex(op), inplace, a, b);
}

/** `a + b` where the method of `a` has given NotImplemented. */
export function notImplementedOperator(
  index: number,
  inplace: boolean,
  a: Value,
  b: Value,
): Value {
  const ta = typeOf(a), tb = typeOf(b);
  const operator = OPERATORS[index];
  const f = ta === tb ? undefined : tb.lookup(operator.reflected);
  const r = f === undefined ? NOT_IMPLEMENTED : special1(f, b, a);
  if (r !== NOT_IMPLEMENTED) return r;
  const symbol = !inplace ? operator.symbol : index === 6 ? "**=" : operator.symbol + "=";
  throw typeError(`unsupported operand type(s) for ${symbol}: '${ta.name}' and '${tb.name}'`);
}

/** `a < b` where the method of `a` has given NotImplemented. */
export function notImplementedComparison(index: number, a: Value, b: Value): Value {
  const ta = typeOf(a), tb = typeOf(b);
  const comparison = COMPARISONS[index];
  const f = tb.lookup(comparison.reflected);
  if (f !== undefined && f !== NONE) {
    const r = special1(f, b, a);
    if (r !== NOT_IMPLEMENTED) return r;
  }
  if (comparison === EQ) return isSame(a, b);
  if (comparison === NE) return !isSame(a, b);
  throw typeError(
    `'${comparison.symbol}' not supported between instances of '${ta.name}' and '${tb.name}'`,
  );
}

function operatorIndex(op: number): number {
  if (op < Op.INPLACE_ADD) return op - Op.ADD;
  if (op < Op.ADD_K) return op - Op.INPLACE_ADD;
  return op < Op.INPLACE_ADD_K ? op - Op.ADD_K : op - Op.INPLACE_ADD_K;
}

function comparisonIndex(op: number): number {
  return op < Op.JUMP_IF_LT ? (op - Op.LT) % 6 : (op - Op.JUMP_IF_LT) % 6;
}

/** Where a fused comparison goes on, given what the comparison gave. */
export function jumpAfter(back: Frame, v: Value): number {
  const { code } = back.code;
  const at = back.pc;
  const jumpsIfTrue = Math.floor((code[at] - Op.JUMP_IF_LT) / 6) % 2 === 0;
  return (v === true || v !== false && truth(v)) === jumpsIfTrue ? code[at + 3] : at + 4;
}

/** A binary operator (0 for `+` … 12 for `@`) on what is not two small ints; `undefined` when a frame was pushed for it. */
export function binary(
  ts: ThreadState,
  index: number,
  a: Value,
  b: Value,
  frame: Frame,
  pc: number,
): Value | undefined {
  if (
    a instanceof PyFloat && b instanceof PyFloat && a.cls === FloatType && b.cls === FloatType
  ) {
    const x = a.v, y = b.v;
    switch (index) {
      case 0:
        frame.code.feedback![pc >> 2] |= FLOATS;
        return new PyFloat(x + y);
      case 1:
        frame.code.feedback![pc >> 2] |= FLOATS;
        return new PyFloat(x - y);
      case 2:
        frame.code.feedback![pc >> 2] |= FLOATS;
        return new PyFloat(x * y);
      case 3:
        frame.code.feedback![pc >> 2] |= FLOATS;
        if (y !== 0) return new PyFloat(x / y);
        break;
      case 6:
        frame.pc = pc;
        frame.code.feedback![pc >> 2] |= FLOATS;
        return floatPower(x, y);
    }
  } else if (index === 6 && typeof a === "number" && typeof b === "number" && b >= 0) {
    const r = smallPower(a, b);
    if (r !== undefined) return r;
  }
  frame.pc = pc;
  noteKinds(frame, pc, a, b);
  if (typeof a === "object" && typeof b === "object" && a.cls === b.cls) {
    const native = nativeOperator(a.cls, index, OPERATORS[index].method);
    if (native !== GENERAL) {
      const r = native(a, b);
      if (r !== NOT_IMPLEMENTED) return r;
    }
  }
  if (enterSpecial(ts, OPERATORS[index].method, a, b)) return undefined;
  const r = PLAIN[index](a, b);
  if (typeof r === "number" && (r | 0) !== r) frame.code.feedback![pc >> 2] |= Kind.WIDE;
  return r;
}

/** The in-place form of a binary operator. */
export function inplace(
  ts: ThreadState,
  index: number,
  a: Value,
  b: Value,
  frame: Frame,
  pc: number,
): Value | undefined {
  // ints and floats have no in-place forms, only an error text of their own where they lack an operation altogether
  if (typeof a !== "object" && typeof b !== "object") {
    const texts = (typeof a === "string" ? 1 : 0) + (typeof b === "string" ? 1 : 0);
    if (texts === 0 ? index !== 12 : texts === 2 && index === 0) {
      return binary(ts, index, a, b, frame, pc);
    }
  }
  if (a instanceof PyFloat && b instanceof PyFloat && index <= 6) {
    if (a.cls === FloatType && b.cls === FloatType) return binary(ts, index, a, b, frame, pc);
  }
  frame.pc = pc;
  noteKinds(frame, pc, a, b);
  if (typeof a === "object" && a.cls.heap && a.cls.lookup(OPERATORS[index].inplace) === undefined) {
    if (enterSpecial(ts, OPERATORS[index].method, a, b)) return undefined;
  }
  return INPLACE[index](a, b);
}

/** A comparison (0 for `<` … 5 for `>=`) on what is not two ints; `undefined` when a frame was pushed for it. */
export function compare(
  ts: ThreadState,
  index: number,
  a: Value,
  b: Value,
  frame: Frame,
  pc: number,
): Value | undefined {
  frame.pc = pc;
  noteKinds(frame, pc, a, b);
  if (typeof a === "object" && typeof b === "object" && a.cls === b.cls) {
    const comparison = COMPARISONS[index];
    const native = nativeOperator(a.cls, comparison.index, comparison.method);
    if (native !== GENERAL) {
      const r = native(a, b);
      if (r !== NOT_IMPLEMENTED) return r;
    }
  }
  if (enterSpecial(ts, COMPARISONS[index].method, a, b)) return undefined;
  return COMPARE[index](a, b);
}

/** The truth of a comparison; `undefined` when a frame was pushed for it. */
export function test(
  ts: ThreadState,
  index: number,
  a: Value,
  b: Value,
  frame: Frame,
  pc: number,
): boolean | undefined {
  const r = compare(ts, index, a, b, frame, pc);
  return typeof r === "boolean" || r === undefined ? r : truth(r);
}
