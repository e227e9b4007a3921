// Comparison, truth and hashing of any value.

import { compareWithDouble } from "./core/int_core.ts";
import { hashFloat, hashInt, hashLowFloat, hashLowInt } from "./core/number_hash.ts";
import { GENERAL, nativeOperator, special0, special1 } from "./attributes.ts";
import { FloatType, PyFloat } from "./float.ts";
import {
  type Int,
  NONE,
  NOT_IMPLEMENTED,
  objectHooks,
  type PyObject,
  type Value,
} from "./object.ts";
import { typeError, valueError } from "./raise.ts";
import { Native, NO_NATIVES, type OperatorNative, type PyType, typeOf } from "./type.ts";

/** A comparison: its number among the operators, its symbol, its special method and the one of the other operand. */
export interface Comparison {
  readonly index: number;
  readonly symbol: string;
  readonly method: string;
  readonly reflected: string;
}

export const LT: Comparison = { index: 14, symbol: "<", method: "__lt__", reflected: "__gt__" };
export const LE: Comparison = { index: 15, symbol: "<=", method: "__le__", reflected: "__ge__" };
export const EQ: Comparison = { index: 16, symbol: "==", method: "__eq__", reflected: "__eq__" };
export const NE: Comparison = { index: 17, symbol: "!=", method: "__ne__", reflected: "__ne__" };
export const GT: Comparison = { index: 18, symbol: ">", method: "__gt__", reflected: "__lt__" };
export const GE: Comparison = { index: 19, symbol: ">=", method: "__ge__", reflected: "__le__" };

/** A comparison by the special methods of the two classes. */
export function compareSlow(op: Comparison, a: Value, b: Value): Value {
  const ta = typeOf(a), tb = typeOf(b);
  if (ta === tb) {
    const native = nativeOperator(ta, op.index, op.method);
    if (native !== GENERAL) {
      const r = native(a, b);
      if (r !== NOT_IMPLEMENTED) return r;
    }
  }
  let reflectedDone = false;
  if (ta !== tb && tb.isSubtype(ta)) {
    const fb = tb.lookup(op.reflected);
    if (fb !== undefined && fb !== NONE) {
      reflectedDone = true;
      const r = special1(fb, b, a);
      if (r !== NOT_IMPLEMENTED) return r;
    }
  }
  const fa = ta.lookup(op.method);
  if (fa !== undefined && fa !== NONE) {
    const r = special1(fa, a, b);
    if (r !== NOT_IMPLEMENTED) return r;
  }
  if (!reflectedDone) {
    const fb = tb.lookup(op.reflected);
    if (fb !== undefined && fb !== NONE) {
      const r = special1(fb, b, a);
      if (r !== NOT_IMPLEMENTED) return r;
    }
  }
  if (op === EQ) return isSame(a, b);
  if (op === NE) return !isSame(a, b);
  throw typeError(
    `'${op.symbol}' not supported between instances of '${ta.name}' and '${tb.name}'`,
  );
}

/** `a is b`: ints, floats and strings are identical when they are equal (floats by their bits). */
export function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a instanceof PyFloat && b instanceof PyFloat) {
    return a.cls === FloatType && b.cls === FloatType && Object.is(a.v, b.v);
  }
  if (typeof a === "object" && typeof b === "object") return sameHooks.astral(a, b);
  return false;
}

/** Filled in by str_type.ts: AstralStr is identical by value too. */
export const sameHooks: { astral: (a: PyObject, b: PyObject) => boolean } = { astral: () => false };

/** `a == b` as a value. */
export function eq(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a === b;
  if (typeof a === "string" && typeof b === "string") return a === b;
  if (a instanceof PyFloat && a.cls === FloatType) {
    if (b instanceof PyFloat && b.cls === FloatType) return a.v === b.v;
    if (typeof b === "number") return a.v === b;
  }
  return compareSlow(EQ, a, b);
}
/** `a != b` as a value. */
export function ne(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a !== b;
  if (typeof a === "string" && typeof b === "string") return a !== b;
  if (a instanceof PyFloat && a.cls === FloatType) {
    if (b instanceof PyFloat && b.cls === FloatType) return a.v !== b.v;
    if (typeof b === "number") return a.v !== b;
  }
  return compareSlow(NE, a, b);
}
/** `a < b` as a value. */
export function lt(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a < b;
  if (typeof a === "string" && typeof b === "string") return a < b;
  if (isFloat(a) && isFloat(b)) return a.v < b.v;
  const c = order(a, b);
  return c === undefined ? compareSlow(LT, a, b) : c < 0;
}
/** `a <= b` as a value. */
export function le(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a <= b;
  if (typeof a === "string" && typeof b === "string") return a <= b;
  if (isFloat(a) && isFloat(b)) return a.v <= b.v;
  const c = order(a, b);
  return c === undefined ? compareSlow(LE, a, b) : c <= 0;
}
/** `a > b` as a value. */
export function gt(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a > b;
  if (typeof a === "string" && typeof b === "string") return a > b;
  if (isFloat(a) && isFloat(b)) return a.v > b.v;
  const c = order(a, b);
  return c === undefined ? compareSlow(GT, a, b) : c > 0;
}
/** `a >= b` as a value. */
export function ge(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a >= b;
  if (typeof a === "string" && typeof b === "string") return a >= b;
  if (isFloat(a) && isFloat(b)) return a.v >= b.v;
  const c = order(a, b);
  return c === undefined ? compareSlow(GE, a, b) : c >= 0;
}

function isFloat(v: Value): v is PyFloat {
  return v instanceof PyFloat && v.cls === FloatType;
}

/** -1, 0, 1 or NaN for an exact int and an exact float in either order; `undefined` for anything else. */
function order(a: Value, b: Value): number | undefined {
  if (isFloat(a)) {
    if (typeof b === "number" || typeof b === "bigint") return -compareWithDouble(b, a.v);
  } else if (isFloat(b)) {
    if (typeof a === "number" || typeof a === "bigint") return compareWithDouble(a, b.v);
  }
  return undefined;
}

/** `a == b` as containers ask it: identity first, then `==`. */
export function equals(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a === "string" && typeof b === "string") return false;
  if (typeof a === "number" && typeof b === "number") return false;
  if (a instanceof PyFloat && isSame(a, b)) return true;
  const r = eq(a, b);
  return r === true || r !== false && truth(r);
}

/** The comparison's general form, by operator. */
export function richCompare(op: Comparison, a: Value, b: Value): Value {
  switch (op) {
    case EQ:
      return eq(a, b);
    case NE:
      return ne(a, b);
    case LT:
      return lt(a, b);
    case LE:
      return le(a, b);
    case GT:
      return gt(a, b);
    default:
      return ge(a, b);
  }
}

/** `bool(v)` */
export function truth(v: Value): boolean {
  switch (typeof v) {
    case "boolean":
      return v;
    case "number":
      return v !== 0;
    case "string":
      return v.length !== 0;
    case "bigint":
      return true;
  }
  const t = v.cls;
  const r = (t.natives[Native.TRUTH] ?? findTruth(t))(v, NONE);
  return typeof r === "boolean" ? r : typeof r === "number" ? r !== 0 : generalTruth(v, t);
}

const ALWAYS: OperatorNative = () => true;

/** What tells the truth of a builtin type's values: its `__bool__`, or its `__len__`; else GENERAL. */
function findTruth(t: PyType): OperatorNative {
  if (t.lookup("__bool__") !== undefined) return nativeOperator(t, Native.TRUTH, "__bool__");
  if (t.lookup("__len__") !== undefined) return nativeOperator(t, Native.TRUTH, "__len__");
  if (t.natives === NO_NATIVES) t.natives = NO_NATIVES.slice();
  return t.natives[Native.TRUTH] = ALWAYS;
}

function generalTruth(v: PyObject, t: PyType): boolean {
  const f = t.lookup("__bool__");
  if (f !== undefined) {
    const r = special0(f, v);
    if (typeof r === "boolean") return r;
    throw typeError(`__bool__ should return bool, returned ${typeOf(r).name}`);
  }
  const len = t.lookup("__len__");
  if (len === undefined) return true;
  const n = special0(len, v);
  if (typeof n === "number") {
    if (n < 0) throw valueError("__len__() should return >= 0");
    return n !== 0;
  }
  return compareHooks.length(v) !== 0;
}

/** Filled in by operations.ts. */
export const compareHooks: { length: (v: Value) => number } = { length: () => 0 };

/** `hash(v)`, as Python shows it. */
export function hashOf(v: Value): Int {
  switch (typeof v) {
    case "number":
    case "bigint":
      return hashInt(v);
    case "boolean":
      return v ? 1 : 0;
  }
  const t = typeOf(v);
  if (v instanceof PyFloat && t === FloatType && v.v === v.v) return hashFloat(v.v);
  const f = t.lookup("__hash__");
  if (f === undefined || f === NONE) throw typeError(`unhashable type: '${t.name}'`);
  const h = special0(f, v);
  if (typeof h === "number") return h === -1 ? -2 : h;
  if (typeof h === "bigint") {
    const n = BigInt.asIntN(64, h) === h ? h : BigInt(hashInt(h));
    return n >= -9007199254740991n && n <= 9007199254740991n ? Number(n) : n;
  }
  const n = compareHooksHash.intOf(h);
  if (n === undefined) throw typeError("__hash__ method should return an integer");
  return hashOf(n);
}

/** Filled in by int.ts. */
export const compareHooksHash: { intOf: (v: Value) => Int | undefined } = {
  intOf: (v) =>
    typeof v === "number" || typeof v === "bigint"
      ? v
      : typeof v === "boolean"
      ? (v ? 1 : 0)
      : undefined,
};

/** The low 32 bits of `hash(v)` as an int32, without allocating for what is a usual key. */
export function hashLow(v: Value): number {
  switch (typeof v) {
    case "number":
    case "bigint":
      return hashLowInt(v);
    case "boolean":
      return v ? 1 : 0;
    case "string":
      return hashHooks.text(v);
  }
  if (v instanceof PyFloat && v.cls === FloatType && v.v === v.v) return hashLowFloat(v.v);
  return v.lowHash();
}

/** The same of an object whose class says nothing better. */
export function generalLowHash(v: PyObject): number {
  const native = nativeOperator(v.cls, HASH, "__hash__");
  if (native === hashHooks.identity) return hashHooks.identityLow(v);
  const h = hashOf(v);
  return typeof h === "number" && (h | 0) === h ? h : Number(BigInt.asIntN(32, BigInt(h)));
}

objectHooks.lowHash = generalLowHash;

/** The number of `hash` among the operators. */
export const HASH = 20;

/** Filled in by str_type.ts (text) and object_type.ts: `object.__hash__`, and its low 32 bits. */
export const hashHooks: {
  text: (s: string) => number;
  identity: OperatorNative | undefined;
  identityLow: (v: PyObject) => number;
} = { text: () => 0, identity: undefined, identityLow: () => 0 };
