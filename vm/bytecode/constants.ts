// Constants: from the literals of the tree to Python objects, and the pool of a code object.
//
// The optimizer makes constants that a source cannot spell (a tuple, a frozenset); in the tree they are
// TupleLiteral and FrozenSetLiteral. Two constants are one entry of the pool when they have the same type and
// value, element by element, the sign of a zero included.

import {
  AstralLiteral,
  type ConstantValue,
  FloatLiteral,
  ImaginaryLiteral,
} from "../syntax/ast_base.ts";
import { ELLIPSIS, NONE, type Value } from "../objects/object.ts";
import { PyFloat } from "../objects/float.ts";
import { PyComplex } from "../objects/complex.ts";
import { EMPTY_TUPLE, PyTuple } from "../objects/tuple.ts";
import { EMPTY_BYTES, PyBytes } from "../objects/bytes.ts";
import { AstralStr } from "../objects/str.ts";
import { PyFrozenSet } from "../objects/set.ts";
import { EMPTY_FROZENSET } from "../objects/set_type.ts";

/** A tuple of constants. */
export class TupleLiteral {
  readonly items: Literal[];
  constructor(items: Literal[]) {
    this.items = items;
  }
}

/** A frozenset of constants. */
export class FrozenSetLiteral {
  readonly items: Literal[];
  constructor(items: Literal[]) {
    this.items = items;
  }
}

/** A complex number with a real part: only folding makes one. */
export class ComplexLiteral {
  readonly re: number;
  readonly im: number;
  constructor(re: number, im: number) {
    this.re = re;
    this.im = im;
  }
}

/** What a Constant node may hold once the optimizer has run. */
export type Literal = ConstantValue | TupleLiteral | FrozenSetLiteral | ComplexLiteral;

/** The Python type's name of a literal. */
export function literalType(v: Literal): string {
  switch (typeof v) {
    case "boolean":
      return "bool";
    case "number":
    case "bigint":
      return "int";
    case "string":
      return "str";
    case "symbol":
      return "ellipsis";
  }
  if (v === null) return "NoneType";
  if (v instanceof FloatLiteral) return "float";
  if (v instanceof ImaginaryLiteral || v instanceof ComplexLiteral) return "complex";
  if (v instanceof AstralLiteral) return "str";
  if (v instanceof TupleLiteral) return "tuple";
  if (v instanceof FrozenSetLiteral) return "frozenset";
  return "bytes";
}

/** The truth value of a literal. */
export function literalTruth(v: Literal): boolean {
  switch (typeof v) {
    case "boolean":
      return v;
    case "number":
      return v !== 0;
    case "bigint":
      return true;
    case "string":
      return v.length > 0;
    case "symbol":
      return true;
  }
  if (v === null) return false;
  if (v instanceof FloatLiteral || v instanceof ImaginaryLiteral) return v.value !== 0;
  if (v instanceof ComplexLiteral) return v.re !== 0 || v.im !== 0;
  if (v instanceof AstralLiteral) return true;
  if (v instanceof TupleLiteral || v instanceof FrozenSetLiteral) return v.items.length > 0;
  return v.length > 0;
}

/** The Python object of a literal. */
export function literalValue(v: Literal): Value {
  switch (typeof v) {
    case "boolean":
    case "number":
    case "bigint":
    case "string":
      return v;
    case "symbol":
      return ELLIPSIS;
  }
  if (v === null) return NONE;
  if (v instanceof FloatLiteral) return new PyFloat(v.value);
  if (v instanceof ImaginaryLiteral) return new PyComplex(0, v.value);
  if (v instanceof ComplexLiteral) return new PyComplex(v.re, v.im);
  if (v instanceof AstralLiteral) return new AstralStr(v.points);
  if (v instanceof TupleLiteral) {
    return v.items.length === 0 ? EMPTY_TUPLE : new PyTuple(v.items.map(literalValue));
  }
  if (v instanceof FrozenSetLiteral) {
    return v.items.length === 0 ? EMPTY_FROZENSET : new PyFrozenSet(v.items.map(literalValue));
  }
  return v.length === 0 ? EMPTY_BYTES : new PyBytes(v);
}

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

function doubleKey(v: number): string {
  doubles[0] = v;
  return `${words[1].toString(36)},${words[0].toString(36)}`;
}

/** A text that two literals share exactly when they are one constant. */
export function literalKey(v: Literal): string {
  switch (typeof v) {
    case "boolean":
      return v ? "T" : "F";
    case "number":
    case "bigint":
      return `i${v}`;
    case "string":
      return `s${v.length}:${v}`;
    case "symbol":
      return "E";
  }
  if (v === null) return "N";
  if (v instanceof FloatLiteral) return `f${doubleKey(v.value)}`;
  if (v instanceof ImaginaryLiteral) return `c${doubleKey(0)},${doubleKey(v.value)}`;
  if (v instanceof ComplexLiteral) return `c${doubleKey(v.re)},${doubleKey(v.im)}`;
  if (v instanceof AstralLiteral) return `a${v.points.length}:${v.points.join()}`;
  if (v instanceof TupleLiteral) return `(${v.items.map(literalKey).join()})`;
  // the order in which a set was written is not part of its value
  if (v instanceof FrozenSetLiteral) return `{${v.items.map(literalKey).sort().join()}}`;
  return `b${v.length}:${v.join()}`;
}
