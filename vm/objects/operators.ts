// Operators: what `a + b`, `-a`, `a < b` do to any two values.
//
// Each operator has a fast path for exact ints, floats and strings and then one general way (`binarySlow`): the special
// methods of the two classes, in Python's order. The special methods are the only place where a type says what an
// operator does to it; these fast paths repeat nothing but arithmetic.

import * as ints from "./core/int_core.ts";
import { callUnbound, GENERAL, nativeOperator, special1 } from "./attributes.ts";
import { PyBuiltin } from "./builtin.ts";
import { FloatType, PyFloat } from "./float.ts";
import { NOT_IMPLEMENTED, type PyObject, type Value } from "./object.ts";
import { typeError } from "./raise.ts";
import { type PyType, typeOf } from "./type.ts";

/** A binary operator: its number, its symbol in error texts and its special methods. */
export interface BinaryOperator {
  readonly index: number;
  readonly symbol: string;
  readonly method: string;
  readonly reflected: string;
  readonly inplace: string;
}

let operatorCount = 0;

/** The numbers go up in the order of the opcodes; those of the comparisons follow. */
function operator(symbol: string, name: string): BinaryOperator {
  return {
    index: operatorCount++,
    symbol,
    method: `__${name}__`,
    reflected: `__r${name}__`,
    inplace: `__i${name}__`,
  };
}

/** All binary operators. */
export const OPERATORS: {
  readonly add: BinaryOperator;
  readonly sub: BinaryOperator;
  readonly mul: BinaryOperator;
  readonly matmul: BinaryOperator;
  readonly truediv: BinaryOperator;
  readonly floordiv: BinaryOperator;
  readonly mod: BinaryOperator;
  readonly pow: BinaryOperator;
  readonly lshift: BinaryOperator;
  readonly rshift: BinaryOperator;
  readonly and: BinaryOperator;
  readonly xor: BinaryOperator;
  readonly or: BinaryOperator;
  readonly divmod: BinaryOperator;
} = {
  add: operator("+", "add"),
  sub: operator("-", "sub"),
  mul: operator("*", "mul"),
  truediv: operator("/", "truediv"),
  floordiv: operator("//", "floordiv"),
  mod: operator("%", "mod"),
  pow: operator("** or pow()", "pow"),
  lshift: operator("<<", "lshift"),
  rshift: operator(">>", "rshift"),
  and: operator("&", "and"),
  or: operator("|", "or"),
  xor: operator("^", "xor"),
  matmul: operator("@", "matmul"),
  divmod: operator("divmod()", "divmod"),
};

/**
 * Types whose `+` and `*` CPython keeps among the sequence operations, which come after the number operations of
 * *both* operands: `[1] + x` asks `x.__radd__` before it complains. Their files add them here.
 */
export const sequenceTypes: WeakSet<PyType> = new WeakSet();

/** Keeps a double that is an int's value within the ints; beyond, the exact result is made from the operands. */
const MAX = Number.MAX_SAFE_INTEGER;

/** The result of a binary operator by the special methods alone; NOT_IMPLEMENTED where neither class has it. */
export function binarySpecial(op: BinaryOperator, a: Value, b: Value): Value {
  const ta = typeOf(a), tb = typeOf(b);
  if (ta === tb) {
    const native = nativeOperator(ta, op.index, op.method);
    if (native !== GENERAL) return native(a, b);
  } else if (
    !ta.heap && !tb.heap && !tb.isSubtype(ta) &&
    (op !== OPERATORS.add && op !== OPERATORS.mul || !sequenceTypes.has(ta))
  ) {
    // the left operand's method comes first, whatever the right one has
    const native = nativeOperator(ta, op.index, op.method);
    if (native !== GENERAL) {
      const r = native(a, b);
      if (r !== NOT_IMPLEMENTED) return r;
      const fb = tb.lookup(op.reflected);
      return fb === undefined ? NOT_IMPLEMENTED : special1(fb, b, a);
    }
  }
  const fa = ta.lookup(op.method);
  const fb = ta === tb ? undefined : tb.lookup(op.reflected);
  if (fb !== undefined) {
    const first = tb.isSubtype(ta) && fb !== ta.lookup(op.reflected) ||
      (op === OPERATORS.add || op === OPERATORS.mul) &&
        fa instanceof PyBuiltin && sequenceTypes.has(fa.owner!) &&
        !(fb instanceof PyBuiltin && sequenceTypes.has(fb.owner!));
    if (first) {
      const r = special1(fb, b, a);
      if (r !== NOT_IMPLEMENTED) return r;
      return fa === undefined ? NOT_IMPLEMENTED : special1(fa, a, b);
    }
  }
  if (fa !== undefined) {
    const r = special1(fa, a, b);
    if (r !== NOT_IMPLEMENTED) return r;
  }
  if (fb !== undefined) return special1(fb, b, a);
  return NOT_IMPLEMENTED;
}

/** The general way of a binary operator. */
export function binarySlow(op: BinaryOperator, a: Value, b: Value): Value {
  const r = binarySpecial(op, a, b);
  if (r === NOT_IMPLEMENTED) throw unsupported(op.symbol, a, b);
  return r;
}

/** The general way of an in-place operator. */
export function inplaceSlow(op: BinaryOperator, a: Value, b: Value): Value {
  const f = typeOf(a).lookup(op.inplace);
  if (f !== undefined) {
    const late = f instanceof PyBuiltin && sequenceTypes.has(f.owner!);
    if (late) {
      // as with `+`: the number operations of the right operand come first
      const tb = typeOf(b);
      const fb = typeOf(a) === tb ? undefined : tb.lookup(op.reflected);
      if (fb !== undefined && !(fb instanceof PyBuiltin && sequenceTypes.has(fb.owner!))) {
        const r = special1(fb, b, a);
        if (r !== NOT_IMPLEMENTED) return r;
      }
    }
    const r = special1(f, a, b);
    if (r !== NOT_IMPLEMENTED) return r;
  }
  const r = binarySpecial(op, a, b);
  if (r === NOT_IMPLEMENTED) {
    throw unsupported(op === OPERATORS.pow ? "**=" : op.symbol + "=", a, b);
  }
  return r;
}

function unsupported(symbol: string, a: Value, b: Value): PyObject {
  let hint = "";
  if (symbol === ">>" && a instanceof PyBuiltin && a.name === "print") {
    hint = '. Did you mean "print(<message>, file=<output_stream>)"?';
  }
  return typeError(
    `unsupported operand type(s) for ${symbol}: '${typeOf(a).name}' and '${typeOf(b).name}'${hint}`,
  );
}

/** A number as a double where it is an exact int or float; NaN otherwise is never returned: `undefined` is. */
function doubleOf(v: Value): number | undefined {
  if (typeof v === "number") return v;
  if (typeof v === "object" && v.cls === FloatType) return (v as PyFloat).v;
  return undefined;
}

/** `a + b` */
export function add(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a + b;
    return r <= MAX && r >= -MAX ? r : ints.add(a, b);
  }
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (a instanceof PyFloat && a.cls === FloatType) {
    const y = doubleOf(b);
    if (y !== undefined) return new PyFloat(a.v + y);
  } else if (typeof a === "number" && b instanceof PyFloat && b.cls === FloatType) {
    return new PyFloat(a + b.v);
  } else if (isInt(a) && isInt(b)) return ints.add(a, b);
  return binarySlow(OPERATORS.add, a, b);
}

/** `a - b` */
export function sub(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a - b;
    return r <= MAX && r >= -MAX ? r : ints.sub(a, b);
  }
  if (a instanceof PyFloat && a.cls === FloatType) {
    const y = doubleOf(b);
    if (y !== undefined) return new PyFloat(a.v - y);
  } else if (typeof a === "number" && b instanceof PyFloat && b.cls === FloatType) {
    return new PyFloat(a - b.v);
  } else if (isInt(a) && isInt(b)) return ints.sub(a, b);
  return binarySlow(OPERATORS.sub, a, b);
}

/** `a * b` */
export function mul(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a * b;
    // `+ 0` turns -0 into 0
    return r <= MAX && r >= -MAX ? r + 0 : ints.mul(a, b);
  }
  if (a instanceof PyFloat && a.cls === FloatType) {
    const y = doubleOf(b);
    if (y !== undefined) return new PyFloat(a.v * y);
  } else if (typeof a === "number" && b instanceof PyFloat && b.cls === FloatType) {
    return new PyFloat(a * b.v);
  } else if (isInt(a) && isInt(b)) return ints.mul(a, b);
  return binarySlow(OPERATORS.mul, a, b);
}

/** `a / b` */
export function truediv(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && b !== 0) return new PyFloat(a / b);
  const x = doubleOf(a);
  if (x !== undefined) {
    const y = doubleOf(b);
    if (y !== undefined && y !== 0) return new PyFloat(x / y);
  }
  return binarySlow(OPERATORS.truediv, a, b);
}

/** `a // b` */
export function floordiv(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && b !== 0) return ints.floordiv(a, b);
  return binarySlow(OPERATORS.floordiv, a, b);
}

/** `a % b` */
export function mod(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && b !== 0) return ints.mod(a, b);
  return binarySlow(OPERATORS.mod, a, b);
}

/** `a ** b` */
export function pow(a: Value, b: Value): Value {
  return binarySlow(OPERATORS.pow, a, b);
}

/** `pow(a, b, modulus)`: the three-argument form, which only the left operand's class and the others' `__pow__` decide. */
export function ternaryPow(a: Value, b: Value, modulus: Value): Value {
  for (const [x, v] of [[typeOf(a), a], [typeOf(b), b], [typeOf(modulus), modulus]] as const) {
    const f = x.lookup("__pow__");
    // a builtin type further right only refuses: pow(2, 3, 1.0)
    if (f === undefined || v !== a && !(f instanceof PyBuiltin)) continue;
    const r = f instanceof PyBuiltin
      ? f.callOn(a, [b, modulus], undefined)
      : powHooks.call(f, a, [b, modulus]);
    if (r !== NOT_IMPLEMENTED) return r;
  }
  throw typeError(
    `unsupported operand type(s) for ** or pow(): '${typeOf(a).name}', '${typeOf(b).name}', '${
      typeOf(modulus).name
    }'`,
  );
}

const powHooks = { call: callUnbound };

/** `a << b` */
export function lshift(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b) && b >= 0) return ints.lshift(a, b);
  return binarySlow(OPERATORS.lshift, a, b);
}

/** `a >> b` */
export function rshift(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b) && b >= 0) return ints.rshift(a, b);
  return binarySlow(OPERATORS.rshift, a, b);
}

/** `a & b` */
export function and(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return ints.and(a, b);
  return binarySlow(OPERATORS.and, a, b);
}

/** `a | b` */
export function or(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return ints.or(a, b);
  return binarySlow(OPERATORS.or, a, b);
}

/** `a ^ b` */
export function xor(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return ints.xor(a, b);
  return binarySlow(OPERATORS.xor, a, b);
}

/** `a @ b` */
export function matmul(a: Value, b: Value): Value {
  return binarySlow(OPERATORS.matmul, a, b);
}

/** `divmod(a, b)` */
export function divmod(a: Value, b: Value): Value {
  return binarySlow(OPERATORS.divmod, a, b);
}

function isInt(v: Value): v is number | bigint {
  return typeof v === "number" || typeof v === "bigint";
}

function inplace(op: BinaryOperator, plain: (a: Value, b: Value) => Value) {
  return (a: Value, b: Value): Value => {
    if (typeof a !== "object" || a.cls === FloatType) return plain2(op, plain, a, b);
    return inplaceSlow(op, a, b);
  };
}

/** ints, floats and strings have no in-place form; only the error text differs where they lack an operation. */
function plain2(
  op: BinaryOperator,
  plain: (a: Value, b: Value) => Value,
  a: Value,
  b: Value,
): Value {
  const supported = typeof a === "string" ? plain === add : op !== OPERATORS.matmul;
  if (supported && typeof a === typeof b && typeof a !== "object") return plain(a, b);
  return inplaceSlow(op, a, b);
}

export const inplaceAdd: (a: Value, b: Value) => Value = inplace(OPERATORS.add, add);
export const inplaceSub: (a: Value, b: Value) => Value = inplace(OPERATORS.sub, sub);
export const inplaceMul: (a: Value, b: Value) => Value = inplace(OPERATORS.mul, mul);
export const inplaceMatmul: (a: Value, b: Value) => Value = inplace(OPERATORS.matmul, matmul);
export const inplaceTruediv: (a: Value, b: Value) => Value = inplace(OPERATORS.truediv, truediv);
export const inplaceFloordiv: (a: Value, b: Value) => Value = inplace(
  OPERATORS.floordiv,
  floordiv,
);
export const inplaceMod: (a: Value, b: Value) => Value = inplace(OPERATORS.mod, mod);
export const inplacePow: (a: Value, b: Value) => Value = inplace(OPERATORS.pow, pow);
export const inplaceLshift: (a: Value, b: Value) => Value = inplace(OPERATORS.lshift, lshift);
export const inplaceRshift: (a: Value, b: Value) => Value = inplace(OPERATORS.rshift, rshift);
export const inplaceAnd: (a: Value, b: Value) => Value = inplace(OPERATORS.and, and);
export const inplaceXor: (a: Value, b: Value) => Value = inplace(OPERATORS.xor, xor);
export const inplaceOr: (a: Value, b: Value) => Value = inplace(OPERATORS.or, or);

function unary(symbol: string, name: string): (v: Value) => Value {
  return (v) => {
    const f = typeOf(v).lookup(name);
    if (f === undefined) {
      throw typeError(`bad operand type for ${symbol}: '${typeOf(v).name}'`);
    }
    return f instanceof PyBuiltin && f.hasSelf ? f.native(v)! : callUnbound(f, v, []);
  };
}

const negSlow = unary("unary -", "__neg__");

/** `-v` */
export function neg(v: Value): Value {
  if (typeof v === "number") return 0 - v;
  if (v instanceof PyFloat && v.cls === FloatType) return new PyFloat(-v.v);
  return negSlow(v);
}
/** `+v` */
export const pos: (v: Value) => Value = unary("unary +", "__pos__");
/** `~v` */
export const invert: (v: Value) => Value = unary("unary ~", "__invert__");
/** `abs(v)` */
export const abs: (v: Value) => Value = unary("abs()", "__abs__");
