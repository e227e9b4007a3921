// Operators off the loop's fast paths: notes what kinds of operands an instruction meets, then does the operation.
//
// The families of opcodes have the same order (see opcodes.ts), so an operator is a small index and the tables below
// are in that order.

import { FIRST, Kind, SECOND } from "../bytecode/feedback.ts";
import { eq, ge, gt, le, lt, ne, truth } from "../objects/compare.ts";
import { FloatType, PyFloat } from "../objects/float.ts";
import { floatPower } from "../objects/float_power.ts";
import { ListType, PyList } from "../objects/list.ts";
import { PyTuple, TupleType } from "../objects/tuple.ts";
import type { Value } from "../objects/object.ts";
import * as o from "../objects/operators.ts";
import type { Frame } from "./frame.ts";

type Binary = (a: Value, b: Value) => Value;

const PLAIN: readonly Binary[] = [
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

const INPLACE: readonly Binary[] = [
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

const COMPARE: readonly Binary[] = [lt, le, eq, ne, gt, ge];

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
  if (v instanceof PyFloat) return v.cls === FloatType ? Kind.FLOAT : Kind.OTHER;
  if (v instanceof PyList) return v.cls === ListType ? Kind.LIST : Kind.OTHER;
  if (v instanceof PyTuple) return v.cls === TupleType ? Kind.TUPLE : Kind.OTHER;
  return Kind.OTHER;
}

/** Notes the kinds of two operands for the instruction at `pc`. */
export function noteKinds(frame: Frame, pc: number, a: Value, b: Value): void {
  frame.code.feedback![pc >> 2] |= kindOf(a) << FIRST | kindOf(b) << SECOND;
}

/** The feedback of two floats. */
export const FLOATS = Kind.FLOAT << FIRST | Kind.FLOAT << SECOND;

/** `a ** b` where it is a number and every intermediate product is exact. */
function smallPower(a: number, b: number): number | undefined {
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

/** A binary operator (0 for `+` … 12 for `@`) on what is not two small ints. */
export function binary(index: number, a: Value, b: Value, frame: Frame, pc: number): Value {
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
  const r = PLAIN[index](a, b);
  if (typeof r === "number" && (r | 0) !== r) frame.code.feedback![pc >> 2] |= Kind.WIDE;
  return r;
}

/** The in-place form of a binary operator. */
export function inplace(index: number, a: Value, b: Value, frame: Frame, pc: number): Value {
  if (typeof a !== "object" && typeof b !== "object") return binary(index, a, b, frame, pc);
  if (a instanceof PyFloat && b instanceof PyFloat) {
    if (a.cls === FloatType && b.cls === FloatType) return binary(index, a, b, frame, pc);
  }
  frame.pc = pc;
  noteKinds(frame, pc, a, b);
  return INPLACE[index](a, b);
}

/** A comparison (0 for `<` … 5 for `>=`) on what is not two ints. */
export function compare(index: number, a: Value, b: Value, frame: Frame, pc: number): Value {
  frame.pc = pc;
  noteKinds(frame, pc, a, b);
  return COMPARE[index](a, b);
}

/** The truth of a comparison. */
export function test(index: number, a: Value, b: Value, frame: Frame, pc: number): boolean {
  frame.pc = pc;
  noteKinds(frame, pc, a, b);
  const r = COMPARE[index](a, b);
  return r === true || r !== false && truth(r);
}
