// What compiled code calls off its fast paths: the loop's operations without a frame.
//
// Each gives its value; `undefined` says that a compiled function which it called has been left (see interp/compiled.ts), and
// the caller leaves too. Where the loop would have pushed a frame of a special kind, that frame is marked so on the way out.

import { FIRST, SECOND } from "../bytecode/feedback.ts";
import {
  COMPARE,
  COMPARISONS,
  INPLACE,
  kindOf,
  notImplementedComparison,
  notImplementedOperator,
  OPERATORS,
  PLAIN,
  smallPower,
  specialMethod,
} from "../interp/arith.ts";
import {
  type CompiledCode,
  ENDED,
  LINK,
  linked,
  pending,
  resumeBody,
  UNWIND,
} from "../interp/compiled.ts";
import { FrameKind } from "../interp/frame.ts";
import { raised } from "../interp/unwind.ts";
import { moduleValue } from "../interp/object_ops.ts";
import {
  CoroutineWrapper,
  GeneratorBase,
  PyGenerator,
  returned,
  Sendable,
  sendTo,
} from "../interp/generators.ts";
import { LIMIT, state, thread, threadHooks } from "../interp/thread_state.ts";
import { computedAttr, getAttr, setAttr } from "../objects/attributes.ts";
import { PyMethodDescriptor } from "../objects/builtin.ts";
import type { PyCode } from "../objects/code.ts";
import { truth } from "../objects/compare.ts";
import { DictType, PyDict } from "../objects/dict.ts";
import { isExceptionOf, type PyException } from "../objects/exceptions.ts";
import { StopIterationType } from "../objects/exceptions_fields.ts";
import { FloatType, PyFloat } from "../objects/float.ts";
import { floatPower } from "../objects/float_power.ts";
import { PyFunction } from "../objects/function.ts";
import { PyIterator, unpack } from "../objects/iteration.ts";
import { ListType, PyList } from "../objects/list.ts";
import { listGetItem } from "../objects/list_type.ts";
import { NONE, NOT_IMPLEMENTED, type PyObject, type Value } from "../objects/object.ts";
import * as operations from "../objects/operations.ts";
import { PropertyType, PyProperty } from "../objects/property.ts";
import { indexError, keyError, stopIteration, typeError } from "../objects/raise.ts";
import { PyAnySet } from "../objects/set.ts";
import { PyTuple, TupleType } from "../objects/tuple.ts";
import { ObjectType, PyType, typeHooks, typeOf, TypeType } from "../objects/type.ts";
import { call1, call2 } from "./calls.ts";

/** The frame that a function has become which was called for an operator, an `__init__` … */
export function markLeft(kind: number): undefined {
  pending.last!.kind |= kind;
  return undefined;
}

function special(f: PyFunction, a: Value, b: Value, depth: number): Value | undefined {
  const v = call2(f, a, b, depth);
  return v === undefined ? markLeft(FrameKind.OPERATOR) : v;
}

/** A binary operator (0 for `+` … 12 for `@`). */
export function binary(index: number, a: Value, b: Value, depth: number): Value | undefined {
  if (
    a instanceof PyFloat && b instanceof PyFloat && a.cls === FloatType && b.cls === FloatType
  ) {
    const x = a.v, y = b.v;
    switch (index) {
      case 0:
        return new PyFloat(x + y);
      case 1:
        return new PyFloat(x - y);
      case 2:
        return new PyFloat(x * y);
      case 3:
        if (y !== 0) return new PyFloat(x / y);
        break;
      case 6:
        return floatPower(x, y);
    }
  } else if (index === 6 && typeof a === "number" && typeof b === "number" && b >= 0) {
    const r = smallPower(a, b);
    if (r !== undefined) return r;
  }
  const f = specialMethod(OPERATORS[index].method, a, b);
  if (f !== undefined) {
    const v = special(f, a, b, depth);
    return v === NOT_IMPLEMENTED ? notImplementedOperator(index, false, a, b) : v;
  }
  return PLAIN[index](a, b);
}

/** The in-place form of a binary operator. */
export function inplace(index: number, a: Value, b: Value, depth: number): Value | undefined {
  // as in tier 0 (interp/arith.ts): what lacks an operation altogether has an error text of its own
  if (typeof a !== "object" && typeof b !== "object") {
    const texts = (typeof a === "string" ? 1 : 0) + (typeof b === "string" ? 1 : 0);
    if (texts === 0 ? index !== 12 : texts === 2 && index === 0) return binary(index, a, b, depth);
  }
  if (a instanceof PyFloat && b instanceof PyFloat && index <= 6) {
    if (a.cls === FloatType && b.cls === FloatType) return binary(index, a, b, depth);
  }
  if (typeof a === "object" && a.cls.heap && a.cls.lookup(OPERATORS[index].inplace) === undefined) {
    const f = specialMethod(OPERATORS[index].method, a, b);
    if (f !== undefined) {
      const v = special(f, a, b, depth);
      return v === NOT_IMPLEMENTED ? notImplementedOperator(index, true, a, b) : v;
    }
  }
  return INPLACE[index](a, b);
}

/** A comparison (0 for `<` … 5 for `>=`). */
export function compare(index: number, a: Value, b: Value, depth: number): Value | undefined {
  const f = specialMethod(COMPARISONS[index].method, a, b);
  if (f !== undefined) {
    const v = special(f, a, b, depth);
    return v === NOT_IMPLEMENTED ? notImplementedComparison(index, a, b) : v;
  }
  return COMPARE[index](a, b);
}

/** The truth of a comparison. */
export function test(index: number, a: Value, b: Value, depth: number): boolean | undefined {
  const v = compare(index, a, b, depth);
  return typeof v === "boolean" || v === undefined ? v : truth(v);
}

/** `item in o` */
export function contains(o: Value, item: Value): boolean {
  if (typeof o === "string" && typeof item === "string") return o.includes(item);
  if (o instanceof PyDict && o.cls === DictType) return o.has(item);
  if (o instanceof PyAnySet && !o.cls.heap) return o.has(item);
  return operations.contains(o, item);
}

/** `o.name` */
export function loadAttr(o: Value, name: string, depth: number): Value | undefined {
  if (typeof o === "object" && o.cls.heap) {
    const t = o.cls;
    const d = t.lookup(name);
    if (
      d instanceof PyProperty && d.cls === PropertyType && d.fget instanceof PyFunction &&
      t.lookup("__getattribute__") === typeHooks.objectGetattribute &&
      t.lookup("__getattr__") === undefined
    ) return call1(d.fget, o, depth);
  }
  return computedAttr(o, name) ?? moduleValue(o, name) ?? getAttr(o, name);
}

/** `o.name = v` */
export function storeAttr(o: Value, name: string, v: Value): void {
  setAttr(o, name, v);
}

/** What LOAD_METHOD puts into its second register, after `loadMethod`. */
export const method: { self: Value | undefined } = { self: undefined };

/** LOAD_METHOD: a plain method, with the object in `method.self`; or the attribute's value, with `undefined` there. */
export function loadMethod(o: Value, name: string, key: string): Value {
  const own = moduleValue(o, name);
  if (own !== undefined) {
    method.self = undefined;
    return own;
  }
  const t = typeOf(o);
  const f = t.lookup(name);
  if (
    f !== undefined && (f instanceof PyFunction || f instanceof PyMethodDescriptor) &&
    !(o instanceof PyType) && t.lookup("__getattribute__") === typeHooks.objectGetattribute
  ) {
    if (
      typeof o !== "object" || !t.hasDict ||
      o.plainGet && (o as unknown as Record<string, unknown>)[key] === undefined
    ) {
      method.self = o;
      return f;
    }
  }
  const v = getAttr(o, name);
  // only now: what ran for it may have been here too
  method.self = undefined;
  return v;
}

/** The builtin class of `o`, where `f` is what its instances have under the method's name for good. */
export function fixedMethodClass(o: Value, f: Value): PyType | undefined {
  if (method.self === undefined || typeof o !== "object" || o.cls.heap || o.cls.hasDict) {
    return undefined;
  }
  return f instanceof PyMethodDescriptor ? o.cls : undefined;
}

/** `o[i]` */
export function subscript(o: Value, i: Value, depth: number): Value | undefined {
  if (o instanceof PyList && o.cls === ListType) {
    if (typeof i === "number") {
      const n = o.length;
      const at = i < 0 ? i + n : i;
      return at >= 0 && at < n ? o.get(at) : raises(indexError("list index out of range"));
    }
    return listGetItem(o, i);
  }
  if (o instanceof PyDict && o.cls === DictType) {
    return o.get(i) ?? raises(keyError(i));
  }
  if (typeof i === "number") {
    if (typeof o === "string") {
      const at = i < 0 ? i + o.length : i;
      if (at >= 0 && at < o.length) return o[at];
    } else if (o instanceof PyTuple && o.cls === TupleType) {
      const { items } = o;
      const at = i < 0 ? i + items.length : i;
      if (at >= 0 && at < items.length) return items[at];
    }
  }
  if (typeof o === "object" && o.cls.heap) {
    const f = o.cls.lookup("__getitem__");
    if (f instanceof PyFunction) return call2(f, o, i, depth);
  }
  return operations.getItem(o, i);
}

/** `o[i] = v` */
export function storeSubscript(o: Value, i: Value, v: Value): void {
  if (o instanceof PyDict && o.cls === DictType) {
    o.set(i, v);
    return;
  }
  if (typeof i === "number" && o instanceof PyList && o.cls === ListType) {
    const n = o.length;
    const at = i < 0 ? i + n : i;
    if (at >= 0 && at < n) {
      o.set(at, v);
      return;
    }
  }
  operations.setItem(o, i, v);
}

/** Compiled code is to go on at its handler, or to leave: nothing is thrown where nobody between has to be told. */
function raises(e: PyObject): undefined {
  pending.error = e;
  return undefined;
}

/** `next(it)` of a builtin iterator or a compiled generator. ENDED: the general way is to be gone. */
export function nextValue(it: Value, depth: number): Value | undefined {
  if (typeof it !== "object" || it.cls.heap) return ENDED;
  if (it instanceof PyGenerator) {
    if (it.body === undefined || it.running) return ENDED;
    if (depth >= state[LIMIT] || threadHooks.poll[0] !== 0) return ENDED;
    const v = resumeBody(thread, it, NONE, depth + 1);
    if (v !== ENDED) return v;
    const { value } = returned;
    return raises(value === NONE ? stopIteration() : stopIteration(value));
  }
  if (it instanceof Sendable || !(it instanceof PyIterator)) return ENDED;
  return it.step() ?? raises(stopIteration());
}

/** FOR_ITER over a generator. */
export function nextOfGenerator(g: GeneratorBase, depth: number): Value | undefined {
  const ts = thread;
  if (g.body === undefined || g.running || depth >= state[LIMIT] || threadHooks.poll[0] !== 0) {
    return g.step() ?? ENDED;
  }
  return resumeBody(ts, g, NONE, depth + 1);
}

/** SEND: what the iterator yields; ENDED, with `returned.value`, when it has returned; `undefined` when it was left. */
export function send(it: Value, v: Value, depth: number): Value | undefined {
  if (v === LINK) return linked.outcome;
  const target = it instanceof CoroutineWrapper ? it.coroutine : it;
  if (
    target instanceof GeneratorBase && target.body !== undefined && !target.running &&
    depth < state[LIMIT] && threadHooks.poll[0] === 0 && (v === NONE || !target.isNew)
  ) return resumeBody(thread, target, v, depth + 1);
  return sendTo(it, v) ?? ENDED;
}

/** FOR_ITER over an iterator whose class is Python's: the next item, ENDED, or `undefined`. */
export function next(it: PyObject, depth: number): Value | undefined {
  if (it instanceof GeneratorBase) return nextOfGenerator(it, depth);
  const f = it.cls.lookup("__next__");
  if (!(f instanceof PyFunction)) return it.step() ?? ENDED;
  let v: Value | undefined;
  try {
    v = call1(f, it, depth);
  } catch (e) {
    // what is not compiled runs in a loop of its own, which throws
    if (!isExceptionOf(e, StopIterationType)) throw e;
    return ENDED;
  }
  if (v !== undefined) return v;
  if (pending.error !== UNWIND && isExceptionOf(pending.error, StopIterationType)) {
    pending.error = undefined;
    pending.first = pending.last = null;
    return ENDED;
  }
  return markLeft(FrameKind.NEXT);
}

/** The items of a sequence that is unpacked. */
export function unpackItems(v: Value, count: number): readonly Value[] {
  if (v instanceof PyTuple && v.cls === TupleType && v.items.length === count) return v.items;
  if (v instanceof PyList && v.cls === ListType && v.length === count) {
    return v.floats === undefined ? v.items : v.toArray();
  }
  return unpack(v, count);
}

/** The exception of `raise a from b`. */
export function raise(a: Value, b: Value | undefined): PyException {
  return raised(thread, a, b);
}

/** `__init__` has returned something. */
export function badInit(v: Value): PyObject {
  return typeError(`__init__() should return None, not '${typeOf(v).name}'`);
}

/** `isinstance(v, c)` where no `__instancecheck__` and no `__class__` of its own can have a say; else `undefined`. */
export function isInstance(v: Value, c: Value): boolean | undefined {
  if (c instanceof PyTuple && c.cls === TupleType) {
    for (const one of c.items) {
      const r = isInstance(v, one);
      if (r !== false) return r;
    }
    return false;
  }
  if (!(c instanceof PyType) || c.cls !== TypeType) return undefined;
  const t = typeOf(v);
  if (t.isSubtype(c)) return true;
  return !t.heap || t.lookup("__class__") === ObjectType.lookup("__class__") ? false : undefined;
}

/** What cold sites have to say before code is compiled again, and how often it is for their sake. */
const COLD_ENOUGH = 100, MOST_REMAKES = 4;

/** Code has learned what it did not know when it was compiled: true where it is to be left, and compiled again. */
function learned(code: PyCode): boolean {
  const compiled = code.compiled as CompiledCode;
  if (++compiled.learned < COLD_ENOUGH || compiled.remakes >= MOST_REMAKES) return false;
  compiled.learned = 0;
  compiled.remakes++;
  discard(code);
  return true;
}

/** An operator that tier 0 has not seen at work meets operands which are not ints. */
export function cold(code: PyCode, pc: number, a: Value, b: Value): boolean {
  const kinds = kindOf(a) << FIRST | kindOf(b) << SECOND;
  if (kinds === 0 || code.feedback === null) return false;
  code.feedback[pc >> 2] |= kinds;
  return learned(code);
}

/** A call that tier 0 has not seen at work meets a class. */
export function coldClass(code: PyCode, pc: number, t: Value): boolean {
  if (!(t instanceof PyType) || !t.heap || t.cls !== TypeType || code.targets === null) {
    return false;
  }
  if (!(t.lookup("__init__") instanceof PyFunction)) return false;
  code.targets[pc >> 2] ??= t;
  return learned(code);
}

/** A guess of compiled code was wrong at a position: what was compiled is thrown away, to be compiled again without it. */
export function miss(code: PyCode, pc: number): void {
  const compiled = code.compiled as CompiledCode;
  compiled.misses.set(pc, (compiled.misses.get(pc) ?? 0) + 1);
  discard(code);
}

function discard(code: PyCode): void {
  const compiled = code.compiled as CompiledCode;
  compiled.loops.clear();
  compiled.bodyLoops.clear();
  compiled.body = null;
  code.entry = null;
}
