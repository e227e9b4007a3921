// Operations that are not operators: repr, str, len, subscripts, membership, `__index__`.

import {
  callSpecial,
  callUnbound,
  GENERAL,
  nativeOperator,
  special0,
  special1,
  special2,
} from "./attributes.ts";
import { compareHooks, equals, truth } from "./compare.ts";
import { iter, iterationHooks } from "./iteration.ts";
import { type Int, NONE, NOT_IMPLEMENTED, PyObject, type Value } from "./object.ts";
import { indexError, overflowError, typeError, valueError } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { isStr, type Str, strOf, utf16 } from "./str.ts";
import { type PyTuple, TupleType } from "./tuple.ts";
import { Native, PyType, typeOf } from "./type.ts";

/** `repr(v)`: what `__repr__` gives, which may be an instance of a subclass of str. */
export function reprValue(v: Value): Value {
  if (typeof v === "number") return String(v);
  // few frames: what is nested deeply is shown by as many calls
  const quick = nativeOperator(typeOf(v), Native.REPR, "__repr__");
  const r = quick === GENERAL ? callSpecial(v, "__repr__", []) : quick(v, NONE);
  if (r === undefined || !isStr(r)) {
    throw typeError(`__repr__ returned non-string (type ${typeOf(r ?? NONE).name})`);
  }
  return r;
}

/** `repr(v)` as a str. */
export function reprStr(v: Value): Str {
  return typeof v === "number" ? String(v) : strOf(reprValue(v))!;
}

/** `repr(v)` in UTF-16. */
export function repr(v: Value): string {
  return utf16(reprStr(v));
}

/** `str(v)` */
export function str(v: Value): Value {
  if (typeof v === "string") return v;
  if (typeof v === "number") return String(v);
  const f = typeOf(v).lookup("__str__");
  if (f === undefined) return reprValue(v);
  const r = special0(f, v);
  if (!isStr(r)) throw typeError(`__str__ returned non-string (type ${typeOf(r).name})`);
  return r;
}

/** `str(v)` in UTF-16. */
export function strText(v: Value): string {
  return utf16(strOf(str(v))!);
}

/** What a builtin `__len__` says, or something that is no number where there is none. */
export function quickLength(v: Value): Value {
  return nativeOperator(typeOf(v), Native.LENGTH, "__len__")(v, NONE);
}

/** `len(v)` */
export function length(v: Value): number {
  if (typeof v === "string") return v.length;
  const quick = quickLength(v);
  if (typeof quick === "number" && quick >= 0) return quick;
  const f = typeOf(v).lookup("__len__");
  if (f === undefined || f === NONE) {
    throw typeError(`object of type '${typeOf(v).name}' has no len()`);
  }
  let n: Value = special0(f, v);
  if (typeof n !== "number") n = indexOf(n);
  if (n < 0) throw valueError("__len__() should return >= 0");
  if (typeof n !== "number") throw overflowError("cannot fit 'int' into an index-sized integer");
  return n;
}
compareHooks.length = length;

/** Filled in by int.ts: the int of an int, bool or instance of a subclass. */
export const operationHooks: { intOf: (v: Value) => Int | undefined } = {
  intOf: (v) =>
    typeof v === "number" || typeof v === "bigint"
      ? v
      : typeof v === "boolean"
      ? (v ? 1 : 0)
      : undefined,
};

/** `operator.index(v)`; `message` replaces CPython's usual text of the TypeError. */
export function indexOf(v: Value, message?: string): Int {
  const direct = operationHooks.intOf(v);
  if (direct !== undefined) return direct;
  const f = typeOf(v).lookup("__index__");
  if (f === undefined) {
    throw typeError(
      message ?? `'${typeOf(v).name}' object cannot be interpreted as an integer`,
    );
  }
  const r = special0(f, v);
  if (typeof r === "number" || typeof r === "bigint") return r;
  const n = operationHooks.intOf(r);
  const text = `__index__ returned non-int (type ${typeOf(r).name})`;
  if (n === undefined) throw typeError(text);
  runtime.warn(
    "DeprecationWarning",
    `${text}.  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.`,
    1,
  );
  return n;
}

/** An index as a JavaScript number; IndexError where it does not fit a machine word. */
export function indexNumber(v: Value, message?: string): number {
  const n = indexOf(v, message);
  if (typeof n === "number") return n;
  if (BigInt.asIntN(64, n) !== n) {
    throw indexError(`cannot fit '${typeOf(v).name}' into an index-sized integer`);
  }
  return Number(n);
}

/** An index as a JavaScript number; OverflowError where it does not fit a machine word. */
export function sizeNumber(v: Value, message?: string): number {
  const n = indexOf(v, message);
  if (typeof n === "number") return n;
  if (BigInt.asIntN(64, n) !== n) {
    throw overflowError(`cannot fit '${typeOf(v).name}' into an index-sized integer`);
  }
  return Number(n);
}

/** `o[key]` */
export function getItem(o: Value, key: Value): Value {
  const t = typeOf(o);
  if (t === TupleType && typeof key === "number") {
    const { items } = o as PyTuple;
    if (key >= 0 && key < items.length) return items[key];
  }
  const quick = nativeOperator(t, Native.GET_ITEM, "__getitem__");
  if (quick !== GENERAL) return quick(o, key);
  const f = t.lookup("__getitem__");
  if (f !== undefined) return special1(f, o, key);
  if (o instanceof PyType) {
    const hook = o.findAttribute("__class_getitem__");
    if (hook !== undefined) return callUnboundValue(hook, [key]);
    if (o.name === "type" && !o.heap) return classItemHooks.typeItem(o, key);
    throw typeError(`type '${o.name}' is not subscriptable`);
  }
  throw typeError(`'${t.name}' object is not subscriptable`);
}

/** Filled in by generic_alias.ts: `type[int]`. */
export const classItemHooks: { typeItem: (t: PyType, key: Value) => Value } = {
  typeItem: (t) => {
    throw typeError(`type '${t.name}' is not subscriptable`);
  },
};

function callUnboundValue(f: Value, args: Value[]): Value {
  if (typeof f !== "object") throw typeError(`'${typeOf(f).name}' object is not callable`);
  return f.invoke(args, undefined);
}

type SetItemNative = (o: Value, key: Value, v: Value) => Value;

/** `o[key] = v` */
export function setItem(o: Value, key: Value, v: Value): void {
  const quick = nativeOperator(typeOf(o), Native.SET_ITEM, "__setitem__") as SetItemNative;
  if (quick !== GENERAL) {
    quick(o, key, v);
    return;
  }
  const f = typeOf(o).lookup("__setitem__");
  if (f === undefined) {
    throw typeError(`'${typeOf(o).name}' object does not support item assignment`);
  }
  special2(f, o, key, v);
}

/** `del o[key]` */
export function deleteItem(o: Value, key: Value): void {
  const f = typeOf(o).lookup("__delitem__");
  if (f === undefined) {
    // CPython words it differently where the type has a sequence side and the key is an index
    const t = typeOf(o);
    const sequence = t.heap || t.lookup("__len__") !== undefined;
    const not = sequence && operationHooks.intOf(key) !== undefined ? "doesn't" : "does not";
    throw typeError(`'${t.name}' object ${not} support item deletion`);
  }
  special1(f, o, key);
}

/** `item in o` */
export function contains(o: Value, item: Value): boolean {
  const t = typeOf(o);
  const quick = nativeOperator(t, Native.CONTAINS, "__contains__");
  if (quick !== GENERAL) return truth(quick(o, item));
  const f = t.lookup("__contains__");
  if (f === NONE) throw typeError(`'${t.name}' object is not a container`);
  if (f !== undefined) return truth(special1(f, o, item));
  let it: PyObject;
  if (t.lookup("__iter__") === undefined && t.lookup("__getitem__") === undefined) {
    throw typeError(`argument of type '${t.name}' is not iterable`);
  } else {
    it = iter(o);
  }
  for (let v = it.step(); v !== undefined; v = it.step()) if (equals(v, item)) return true;
  return false;
}

/** `operator.length_hint(v)` */
export function lengthHint(v: Value, fallback: number): number {
  const t = typeOf(v);
  if (t.lookup("__len__") !== undefined) {
    try {
      return length(v);
    } catch (e) {
      if (!isTypeError(e)) throw e;
    }
  }
  const f = t.lookup("__length_hint__");
  if (f === undefined) return fallback;
  let r: Value;
  try {
    r = callUnbound(f, v, []);
  } catch (e) {
    if (!isTypeError(e)) throw e;
    return fallback;
  }
  if (r === NOT_IMPLEMENTED) return fallback;
  const n = operationHooks.intOf(r);
  if (n === undefined) {
    throw typeError(`__length_hint__ must be an integer, not ${typeOf(r).name}`);
  }
  if (n < 0) throw valueError("__length_hint__() should return >= 0");
  return Number(n);
}

iterationHooks.lengthHint = lengthHint;

function isTypeError(e: unknown): boolean {
  return e instanceof PyObject && e.cls.mro.some((c) => !c.heap && c.name === "TypeError");
}

/** `format(v, spec)` */
export function format(v: Value, spec: Value): Value {
  const f = typeOf(v).lookup("__format__")!;
  const r = special1(f, v, spec);
  if (!isStr(r)) {
    throw typeError(`__format__ must return a str, not ${typeOf(r).name}`);
  }
  return r;
}
