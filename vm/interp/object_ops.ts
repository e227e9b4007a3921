// What instructions do to objects, off the loop's fast paths: attributes, subscripts, containers, strings, `with`.

import { Kind, SECOND } from "../bytecode/feedback.ts";
import {
  callUnbound,
  computedAttr,
  deleteAttr,
  getAttr,
  getAttrOrAbsent,
  setAttr,
} from "../objects/attributes.ts";
import { PyMethodDescriptor } from "../objects/builtin.ts";
import { DictType, PyDict } from "../objects/dict.ts";
import { isPlain, mergeDict } from "../objects/dict_type.ts";
import {
  exceptionTypes,
  isExceptionOf,
  type PyException,
  StopAsyncIterationType,
} from "../objects/exceptions.ts";
import { PyStopIteration } from "../objects/exceptions_fields.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { iter, toArray, unpack } from "../objects/iteration.ts";
import { ListType, PyList } from "../objects/list.ts";
import { listGetItem, ListIterator } from "../objects/list_type.ts";
import { PyRange } from "../objects/range.ts";
import { RangeIterator } from "../objects/range_type.ts";
import { ModuleType, PyModule } from "../objects/module.ts";
import { attributesOf, type KwNames, NONE, PyObject, type Value } from "../objects/object.ts";
import * as operations from "../objects/operations.ts";
import { add } from "../objects/operators.ts";
import { PropertyType, PyProperty } from "../objects/property.ts";
import { CodeFlag } from "../objects/code.ts";
import { CallableIterator } from "../objects/iterators.ts";
import { keyError, typeError, valueError } from "../objects/raise.ts";
import { PyAnySet, type PyFrozenSet, PySet } from "../objects/set.ts";
import { PySlice } from "../objects/slice.ts";
import { type Str, strOf, utf16 } from "../objects/str.ts";
import { lookupAfter, PySuper, superCheck, SuperType } from "../objects/super.ts";
import { PyTuple, TupleType } from "../objects/tuple.ts";
import { TupleIterator } from "../objects/tuple_type.ts";
import { argumentName, PyType, typeHooks, typeOf } from "../objects/type.ts";
import { kindOf } from "./arith.ts";
import { callableName } from "./call_ops.ts";
import { enterFor } from "./generator_ops.ts";
import { begun, start as startSteps, stepsOfNext } from "./stepwise.ts";
import { functionFrame, pushFrame } from "./calls.ts";
import { type Frame, FrameKind } from "./frame.ts";
import { GeneratorBase, PyCoroutine, PyGenerator } from "./generators.ts";
import type { ThreadState } from "./thread_state.ts";

export { deleteItem, format, length } from "../objects/operations.ts";
export const AssertionErrorType: PyType = exceptionTypes.get("AssertionError")!;

// ---- attributes

/** What LOAD_METHOD keeps for an instruction: the function that instances of a class have under its name. */
export class MethodSite {
  readonly cls: PyType;
  readonly version: number;
  readonly func: Value;
  constructor(cls: PyType, func: Value) {
    this.cls = cls;
    this.version = cls.version;
    this.func = func;
  }
}

/** `o.name`; `undefined` when a frame was pushed that will give the value (a property's getter). */
export function loadAttr(
  ts: ThreadState,
  frame: Frame,
  o: Value,
  index: number,
): Value | undefined {
  const name = frame.code.names[index];
  if (typeof o === "object" && o.cls.heap) {
    const t = o.cls;
    const d = t.lookup(name);
    if (
      d instanceof PyProperty && d.cls === PropertyType && d.fget instanceof PyFunction &&
      t.lookup("__getattribute__") === typeHooks.objectGetattribute
    ) {
      const getter = d.fget;
      if (t.lookup("__getattr__") === undefined) {
        pushFrame(ts, functionFrame(getter, o, NO_VALUES, 0, 0, undefined));
        return undefined;
      }
    }
  }
  return computedAttr(o, name) ?? moduleValue(o, name) ?? getAttr(o, name);
}

/**
 * What a plain module has under a name; `undefined` sends to the general way. `module` is a builtin class, whose own
 * attributes all begin with an underscore.
 */
export function moduleValue(o: Value, name: string): Value | undefined {
  return o instanceof PyModule && o.cls === ModuleType && name.charCodeAt(0) !== 95
    ? o.dict.getStr(name)
    : undefined;
}

const NO_VALUES: readonly Value[] = [];

/** `o.name = v` */
export function storeAttr(frame: Frame, o: Value, index: number, v: Value): void {
  setAttr(o, frame.code.names[index], v);
}

/** `del o.name` */
export function removeAttr(frame: Frame, o: Value, index: number): void {
  deleteAttr(o, frame.code.names[index]);
}

/** LOAD_METHOD: `regs[A]`, `regs[A + 1]` are a plain method and its object, or the attribute's value and unset. */
export function loadMethod(
  frame: Frame,
  regs: Value[],
  A: number,
  o: Value,
  index: number,
  pc: number,
): void {
  const { code } = frame;
  const name = code.names[index];
  const t = typeOf(o);
  if (t === ModuleType) {
    const v = moduleValue(o, name);
    if (v !== undefined) {
      regs[A] = v;
      regs[A + 1] = undefined as unknown as Value;
      return;
    }
  }
  const f = t.lookup(name);
  if (typeof o !== "object" && f instanceof PyMethodDescriptor) {
    // int, str and bool: builtin classes, which look their attributes up as `object` does
    regs[A] = f;
    regs[A + 1] = o;
    return;
  }
  if (
    f !== undefined && (f instanceof PyFunction || f instanceof PyMethodDescriptor) &&
    !(o instanceof PyType) && t.lookup("__getattribute__") === typeHooks.objectGetattribute
  ) {
    if ((o as PyObject).plainGet) {
      code.targets![pc >> 2] = new MethodSite(t, f);
      if (attributesOf(o as PyObject)[code.attrKeys[index]] === undefined) {
        regs[A] = f;
        regs[A + 1] = o;
        return;
      }
    } else if (!t.hasDict) {
      regs[A] = f;
      regs[A + 1] = o;
      return;
    }
  }
  regs[A] = getAttr(o, name);
  regs[A + 1] = undefined as unknown as Value;
}

/** `super(…).name`, without making the super object: the attribute unbound, and what it is bound to. */
function superLookup(
  callee: Value,
  cls: Value,
  self: Value,
  name: string,
): { found: Value | undefined; type: PyType } | undefined {
  if (callee !== SuperType || !(cls instanceof PyType) || name === "__class__") return undefined;
  const type = superCheck(cls, self);
  return { found: lookupAfter(type, cls, name), type };
}

/** LOAD_SUPER_ATTR, LOAD_ZERO_SUPER_ATTR */
export function superAttr(
  frame: Frame,
  regs: Value[],
  A: number,
  B: number,
  index: number,
  zero: boolean,
): void {
  const name = frame.code.names[index];
  const callee = regs[B], cls = regs[B + 1], self = regs[B + 2];
  const r = superLookup(callee, cls, self, name);
  if (r !== undefined && r.found !== undefined) {
    const v = r.found;
    regs[A] = typeof v === "object" ? v.descrGet(self === r.type ? undefined : self, r.type) : v;
    return;
  }
  regs[A] = getAttr(superObject(callee, cls, self, zero), name);
}

/** The super object, made by calling what `super` is bound to. */
function superObject(callee: Value, cls: Value, self: Value, zero: boolean): Value {
  if (typeof callee !== "object") {
    throw typeError(`'${typeOf(callee).name}' object is not callable`);
  }
  if (callee === SuperType) {
    const s = new PySuper();
    if (!(cls instanceof PyType)) {
      throw typeError(`super() argument 1 must be a type, not ${argumentName(cls)}`);
    }
    s.type = cls;
    s.objType = superCheck(cls, self);
    s.obj = self;
    return s;
  }
  return callee.invoke(zero ? [] : [cls, self], undefined);
}

/** LOAD_SUPER_METHOD, LOAD_ZERO_SUPER_METHOD */
export function superMethod(
  frame: Frame,
  regs: Value[],
  A: number,
  B: number,
  index: number,
  zero: boolean,
): void {
  const name = frame.code.names[index];
  const callee = regs[B], cls = regs[B + 1], self = regs[B + 2];
  const r = superLookup(callee, cls, self, name);
  if (r !== undefined && r.found !== undefined) {
    const v = r.found;
    if (self !== r.type && (v instanceof PyFunction || v instanceof PyMethodDescriptor)) {
      regs[A] = v;
      regs[A + 1] = self;
      return;
    }
    regs[A] = typeof v === "object" ? v.descrGet(self === r.type ? undefined : self, r.type) : v;
  } else {
    regs[A] = getAttr(superObject(callee, cls, self, zero), name);
  }
  regs[A + 1] = undefined as unknown as Value;
}

// ---- subscripts

/** `o[i]` off the loop's fast path; `undefined` when a frame was pushed for a `__getitem__` written in Python. */
export function subscript(
  ts: ThreadState,
  o: Value,
  i: Value,
  frame: Frame,
  pc: number,
): Value | undefined {
  frame.pc = pc;
  const feedback = frame.code.feedback!;
  if (o instanceof PyList && o.cls === ListType) {
    feedback[pc >> 2] |= Kind.LIST | kindOf(i) << SECOND;
    if (typeof i === "number") {
      const n = o.length;
      const at = i < 0 ? i + n : i;
      if (at >= 0 && at < n) return o.get(at);
    }
    return listGetItem(o, i);
  }
  if (o instanceof PyDict && o.cls === DictType) {
    feedback[pc >> 2] |= Kind.OTHER | kindOf(i) << SECOND;
    const v = o.get(i);
    if (v === undefined) throw keyError(i);
    return v;
  }
  feedback[pc >> 2] |= kindOf(o) | kindOf(i) << SECOND;
  if (typeof i === "number") {
    if (typeof o === "string") {
      const at = i < 0 ? i + o.length : i;
      if (at >= 0 && at < o.length) return o[at];
    } else if (o instanceof PyTuple && o.cls === TupleType) {
      const { items } = o;
      const at = i + items.length;
      if (i < 0 && at >= 0) return items[at];
    }
  }
  if (typeof o === "object" && o.cls.heap) {
    const f = o.cls.lookup("__getitem__");
    if (f instanceof PyFunction) {
      pushFrame(ts, functionFrame(f, o, [i], 0, 1, undefined));
      return undefined;
    }
  }
  return operations.getItem(o, i);
}

/** `o[i] = v` off the loop's fast path */
export function storeSubscript(o: Value, i: Value, v: Value, frame: Frame, pc: number): void {
  frame.pc = pc;
  if (o instanceof PyDict && o.cls === DictType) {
    frame.code.feedback![pc >> 2] |= Kind.OTHER | kindOf(i) << SECOND;
    o.set(i, v);
    return;
  }
  frame.code.feedback![pc >> 2] |= kindOf(o) | kindOf(i) << SECOND;
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

/** A bound of a slice within a sequence of length `n`; -1 where it is not a plain number or absent. */
function bound(v: Value, n: number, absent: number): number {
  if (typeof v === "number") return v < 0 ? (v + n < 0 ? 0 : v + n) : v > n ? n : v;
  return v === NONE ? absent : -1;
}

/** `slice(start, stop, step)` */
export function buildSlice(start: Value, stop: Value, step: Value): Value {
  return new PySlice(start, stop, step);
}

/** `o[start:stop]` */
export function loadSlice(o: Value, start: Value, stop: Value): Value {
  if (typeof o === "string") {
    const from = bound(start, o.length, 0), to = bound(stop, o.length, o.length);
    if (from >= 0 && to >= 0) return from < to ? o.slice(from, to) : "";
  } else if (o instanceof PyList && o.cls === ListType) {
    const from = bound(start, o.length, 0), to = bound(stop, o.length, o.length);
    if (from >= 0 && to >= 0) return o.sliceOf(from, from < to ? to : from);
  }
  return operations.getItem(o, new PySlice(start, stop, NONE));
}

/** `o[start:stop] = v` */
export function storeSlice(o: Value, start: Value, stop: Value, v: Value): void {
  if (
    o instanceof PyList && o.cls === ListType && v instanceof PyList && v.cls === ListType
  ) {
    const n = o.length;
    const from = bound(start, n, 0), to = bound(stop, n, n);
    if (from >= 0 && to >= 0) {
      o.splice(from, from < to ? to - from : 0, v.toArray());
      return;
    }
  }
  operations.setItem(o, new PySlice(start, stop, NONE), v);
}

/** `item in o` */
export function containsAt(o: Value, item: Value, frame: Frame, pc: number): boolean {
  if (typeof o === "string" && typeof item === "string") return o.includes(item);
  frame.pc = pc;
  if (o instanceof PyDict && o.cls === DictType) return o.has(item);
  if (o instanceof PyAnySet && !o.cls.heap) return o.has(item);
  return operations.contains(o, item);
}

// ---- containers

/** An array of so many registers; the smallest are made from literals. */
export function take(regs: readonly Value[], first: number, count: number): Value[] {
  switch (count) {
    case 0:
      return [];
    case 1:
      return [regs[first]];
    case 2:
      return [regs[first], regs[first + 1]];
    case 3:
      return [regs[first], regs[first + 1], regs[first + 2]];
  }
  return regs.slice(first, first + count);
}

/** `{a, b, …}` */
export function buildSet(regs: readonly Value[], first: number, count: number): Value {
  const s = new PySet();
  for (let i = 0; i < count; i++) s.add(regs[first + i]);
  return s;
}

/** A set of the items of a constant frozenset. */
export function copySet(constant: Value): Value {
  const s = new PySet();
  for (const v of (constant as PyFrozenSet).items()) s.add(v);
  return s;
}

/** `{k: v, …}` */
export function buildMap(regs: readonly Value[], first: number, count: number): Value {
  const d = new PyDict();
  for (let i = 0; i < count; i++) d.set(regs[first + 2 * i], regs[first + 2 * i + 1]);
  return d;
}

/** `{"a": v, …}` with constant keys. */
export function buildConstKeyMap(regs: readonly Value[], first: number, keys: PyTuple): Value {
  const d = new PyDict();
  const { items } = keys;
  for (let i = 0; i < items.length; i++) d.set(items[i], regs[first + i]);
  return d;
}

/** Appends to a list that the code builds. */
export function listAppend(list: PyList, v: Value): void {
  list.append(v);
}

/** `[*v]` */
export function listExtend(list: PyList, v: Value): void {
  const t = typeOf(v);
  if (t.lookup("__iter__") === undefined && t.lookup("__getitem__") === undefined) {
    throw typeError(`Value after * must be an iterable, not ${t.name}`);
  }
  list.extend(toArray(v));
}

/** `{*v}` */
export function setUpdate(set: PySet, v: Value): void {
  const it = iter(v);
  for (let x = it.step(); x !== undefined; x = it.step()) set.add(x);
}

/** `{**v}` */
export function dictUpdate(d: PyDict, v: Value): void {
  if (isPlain(v)) {
    mergeDict(d, v);
    return;
  }
  const keys = getAttrOrAbsent(v, "keys");
  if (keys === undefined) throw typeError(`'${typeOf(v).name}' object is not a mapping`);
  const it = iter(callValueSimple(keys));
  for (let k = it.step(); k !== undefined; k = it.step()) d.set(k, operations.getItem(v, k));
}

function callValueSimple(f: Value): Value {
  if (typeof f !== "object") throw typeError(`'${typeOf(f).name}' object is not callable`);
  return f.invoke([], undefined);
}

/** `f(**v)`: the same, with the errors of a call. */
export function dictMerge(d: PyDict, v: Value, callee: Value): void {
  if (!(v instanceof PyDict) && getAttrOrAbsent(v, "keys") === undefined) {
    throw typeError(
      `${callableName(callee)} argument after ** must be a mapping, not ${typeOf(v).name}`,
    );
  }
  const add = (k: Value, x: Value): void => {
    if (d.has(k)) {
      throw typeError(
        `${callableName(callee)} got multiple values for keyword argument '${
          operations.strText(k)
        }'`,
      );
    }
    d.set(k, x);
  };
  if (isPlain(v)) {
    v.forEach(add);
    return;
  }
  // a mapping of a program's own may name a key twice
  const it = iter(callValueSimple(getAttr(v, "keys")));
  for (let k = it.step(); k !== undefined; k = it.step()) add(k, operations.getItem(v, k));
}

/** The names and values of `**kwargs` in a call. */
export function kwargsArguments(callee: Value, kwargs: Value): { names: KwNames; values: Value[] } {
  const names: string[] = [], values: Value[] = [];
  let d: PyDict;
  if (kwargs instanceof PyDict) d = kwargs;
  else {
    d = new PyDict();
    dictMerge(d, kwargs, callee);
  }
  d.forEach((k, v) => {
    const s = strOf(k);
    if (s === undefined) throw typeError("keywords must be strings");
    names.push(utf16(s));
    values.push(v);
  });
  return { names, values };
}

/** UNPACK_SEQUENCE */
export function unpackSequence(regs: Value[], A: number, v: Value, count: number): void {
  if (v instanceof PyList && v.cls === ListType && v.length === count) {
    const { items } = v;
    if (items.length === count) { for (let i = 0; i < count; i++) regs[A + i] = items[i]; }
    else for (let i = 0; i < count; i++) regs[A + i] = v.get(i);
    return;
  }
  const items = unpack(v, count);
  for (let i = 0; i < count; i++) regs[A + i] = items[i];
}

/** UNPACK_EX: `before` values, the list of the middle, `after` values. */
export function unpackEx(
  regs: Value[],
  A: number,
  v: Value,
  before: number,
  after: number,
): void {
  const t = typeOf(v);
  if (t.lookup("__iter__") === undefined && t.lookup("__getitem__") === undefined) {
    throw typeError(`cannot unpack non-iterable ${t.name} object`);
  }
  const it = iter(v);
  const items: Value[] = [];
  for (let i = 0; i < before; i++) {
    const x = it.step();
    if (x === undefined) throw notEnough(before, after, i);
    items.push(x);
  }
  for (let x = it.step(); x !== undefined; x = it.step()) items.push(x);
  if (items.length < before + after) throw notEnough(before, after, items.length);
  for (let i = 0; i < before; i++) regs[A + i] = items[i];
  const end = items.length - after;
  regs[A + before] = new PyList(items.slice(before, end));
  for (let i = 0; i < after; i++) regs[A + before + 1 + i] = items[end + i];
}

function notEnough(before: number, after: number, got: number): PyObject {
  const n = before + after;
  // with no starred target the text has no "at least"; UNPACK_EX always has one
  return valueError(`not enough values to unpack (expected at least ${n}, got ${got})`);
}

// ---- strings

/** `a + b` of two JavaScript strings, noted. */
export function concat(a: string, b: string, frame: Frame, pc: number): string {
  frame.code.feedback![pc >> 2] |= Kind.STR | Kind.STR << SECOND;
  return a + b;
}

/** Joins the strings of an f-string. */
export function buildString(regs: readonly Value[], first: number, count: number): Value {
  let text: Value = "";
  for (let i = 0; i < count; i++) {
    const part = regs[first + i];
    text = typeof text === "string" && typeof part === "string"
      ? text + part
      : add(text as Str, strOf(part)!);
  }
  return text;
}

/** `!s`, `!r`, `!a` */
export function convert(v: Value, how: number): Value {
  if (how === 1) return operations.str(v);
  const r = operations.reprStr(v);
  return how === 2 ? r : ascii(r);
}

/** A repr with everything but ASCII escaped. */
function ascii(r: Str): Value {
  const text = utf16(r);
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const cp = typeof r === "string" ? text.charCodeAt(i) : text.codePointAt(i)!;
    if (cp < 128) out += text[i];
    else if (cp < 256) out += "\\x" + cp.toString(16).padStart(2, "0");
    else if (cp < 65536) out += "\\u" + cp.toString(16).padStart(4, "0");
    else {
      out += "\\U" + cp.toString(16).padStart(8, "0");
      i++;
    }
  }
  return out;
}

/** `format(v, "")` */
export function formatSimple(v: Value): Value {
  if (typeof v === "number") return String(v);
  return operations.format(v, "");
}

// ---- iteration and generators

/** `iter(v)`; the commonest iterables need no look-up. */
export function iterate(v: Value): Value {
  if (v instanceof PyList) {
    if (v.cls === ListType) return new ListIterator(v);
  } else if (v instanceof PyTuple) {
    if (v.cls === TupleType) return new TupleIterator(v);
  } else if (v instanceof PyRange) {
    const { start, stride, length } = v;
    if (
      typeof start === "number" && typeof stride === "number" && typeof length === "number" &&
      Number.isSafeInteger(start + length * stride)
    ) return new RangeIterator(start, stride, length);
  } else if (v instanceof GeneratorBase) {
    return iterOfGenerator(v);
  }
  return iter(v);
}

/** A call of such a function only makes an object; its frame is no ordinary one. */
const MAKES_GENERATOR = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;

/**
 * FOR_ITER over what the loop does not know: the next item, `undefined` at the end; CALLED when a frame was pushed, the
 * iterator's `__next__` written in Python.
 */
export function next(ts: ThreadState, it: PyObject): Value | undefined {
  if (ts.sliced && ts.nesting === 1 && ts.limit !== 0) {
    if (it instanceof GeneratorBase && it.body !== undefined && !it.running) {
      it.spill();
      return enterFor(ts, it) ? CALLED : undefined;
    }
    const steps = stepsOfNext(it);
    if (steps !== undefined) {
      const v = startSteps(ts, steps, [it]);
      return begun ? CALLED : v;
    }
  }
  if (it.cls.heap && !(it instanceof GeneratorBase)) {
    const f = it.cls.lookup("__next__");
    if (f instanceof PyFunction && (f.code.flags & MAKES_GENERATOR) === 0) {
      const frame = functionFrame(f, it, NO_VALUES, 0, 0, undefined);
      frame.kind |= FrameKind.NEXT;
      pushFrame(ts, frame);
      return CALLED;
    }
  } else if (it instanceof CallableIterator) {
    // `iter(f, end)`: where `f` is written in Python, it runs in this loop
    const f = it.callable;
    const self = f instanceof PyMethod ? f.self : undefined;
    const target = f instanceof PyMethod ? f.func : f;
    if (target instanceof PyFunction && (target.code.flags & MAKES_GENERATOR) === 0) {
      const frame = functionFrame(target, self, NO_VALUES, 0, 0, undefined);
      frame.kind |= FrameKind.NEXT;
      pushFrame(ts, frame);
      return CALLED;
    }
  }
  return it.step();
}

class Called extends PyObject {}
/** Says that a frame was pushed whose value is not there yet. */
export const CALLED: PyObject = new Called();

/** `iter(g)`: a generator is its own iterator, a coroutine none. */
export function iterOfGenerator(g: GeneratorBase): Value {
  if (g instanceof PyGenerator) return g;
  throw typeError(
    g instanceof PyCoroutine
      ? "'coroutine' object is not iterable"
      : `'${g.cls.name}' object is not iterable`,
  );
}

/** The exception ends an `async for`. */
export function isStopAsync(e: Value): boolean {
  return isExceptionOf(e, StopAsyncIterationType);
}

/** The value of a StopIteration, `undefined` for any other exception. */
export function stopIterationValue(e: Value): Value | undefined {
  return e instanceof PyStopIteration ? e.value : undefined;
}

// ---- with

function contextError(v: Value, asynchronous: boolean, name: string): PyObject {
  const t = typeOf(v);
  const missed = name === "__exit__" || name === "__aexit__";
  const what = asynchronous ? "asynchronous context manager" : "context manager";
  const hint = missed ? ` (missed ${name} method)` : "";
  return typeError(`'${t.name}' object does not support the ${what} protocol${hint}`);
}

/** The method that a class has under a name, bound to the object. */
function special(o: Value, name: string): Value | undefined {
  const t = typeOf(o);
  const f = t.lookup(name);
  if (f === undefined) return undefined;
  return typeof f === "object" ? f.descrGet(o, t) : f;
}

/** What BEFORE_WITH calls with the manager; the bound `__exit__` is then in its second register. */
export function enterMethod(
  regs: Value[],
  A: number,
  manager: Value,
  asynchronous: boolean,
): Value {
  const enterName = asynchronous ? "__aenter__" : "__enter__";
  const exitName = asynchronous ? "__aexit__" : "__exit__";
  const enter = typeOf(manager).lookup(enterName);
  if (enter === undefined) throw contextError(manager, asynchronous, enterName);
  const exit = special(manager, exitName);
  if (exit === undefined) throw contextError(manager, asynchronous, exitName);
  regs[A + 1] = exit;
  return enter;
}

/** BEFORE_WITH: what `__enter__` gives, and the bound `__exit__`. */
export function beforeWith(regs: Value[], A: number, manager: Value, asynchronous: boolean): void {
  regs[A] = callUnbound(enterMethod(regs, A, manager, asynchronous), manager, []);
}

/** The arguments of `__exit__` where nothing was raised. */
export const NO_EXCEPTION: readonly Value[] = [NONE, NONE, NONE];

/** `exit(type(e), e, e.__traceback__)` */
export function withExceptStart(exit: Value, e: PyException): Value {
  if (typeof exit !== "object") throw typeError(`'${typeOf(exit).name}' object is not callable`);
  return exit.invoke([e.cls, e, e.traceback ?? NONE], undefined);
}
