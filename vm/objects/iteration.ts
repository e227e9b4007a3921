// Iteration: what builtin iterators are, and how builtins go through any iterable.
//
// A builtin iterator is a PyIterator with a `step` that gives the next value, or `undefined` at the end. A class whose
// `__next__` is written in Python has a `step` that calls it (attributes.ts), so that a loop calls `step` on anything.

import { NONE, PyObject, type Value } from "./object.ts";
import { attributeHooks, callUnbound, special0 } from "./attributes.ts";
import { stopIteration, typeError, valueError } from "./raise.ts";
import { type Declaration, method } from "./signature.ts";
import { builtinType, native, type PyType, typeOf } from "./type.ts";
import { type PyTuple, TupleType } from "./tuple.ts";

/** Base of all builtin iterators. */
export abstract class PyIterator extends PyObject {
  abstract override step(): Value | undefined;
}

/** `__iter__` and `__next__` as every builtin iterator type has them. */
export const iteratorMethods: Record<string, Declaration> = {
  __iter__: method("(self, /)", "Implement iter(self).", (self: Value) => self),
  __next__: method("(self, /)", "Implement next(self).", (self: PyIterator) => {
    const v = native(self).step.call(self);
    if (v === undefined) throw stopIteration();
    return v;
  }),
};

/** An iterator over anything that has `__getitem__`: `iterator`. */
export class SequenceIterator extends PyIterator {
  /** `undefined` when it is exhausted. */
  seq: Value | undefined;
  index: number;
  constructor(seq: Value) {
    super();
    this.seq = seq;
    this.index = 0;
  }
  override step(): Value | undefined {
    const { seq } = this;
    if (seq === undefined) return undefined;
    const getitem = typeOf(seq).lookup("__getitem__");
    if (getitem === undefined) {
      throw typeError(`'${typeOf(seq).name}' object is not subscriptable`);
    }
    try {
      return callUnbound(getitem, seq, [this.index++]);
    } catch (e) {
      if (attributeHooks.isStopIteration(e) || iterationHooks.isIndexError(e)) {
        this.seq = undefined;
        return undefined;
      }
      throw e;
    }
  }
}
/** `iterator`. */
export const SequenceIteratorType: PyType = builtinType("iterator", SequenceIterator, {
  final: true,
  noNew: true,
});

/** Filled in by exceptions.ts and list.ts. */
export const iterationHooks: {
  isIndexError: (e: unknown) => boolean;
  /** The elements of an exact list without an iterator; `undefined` for anything else. */
  listItems: (v: Value) => Value[] | undefined;
  /** A fresh array of the items of a builtin container; `undefined` for anything else. */
  collect: (v: Value) => Value[] | undefined;
  /** `operator.length_hint` */
  lengthHint: (v: Value, fallback: number) => number;
} = {
  isIndexError: () => false,
  listItems: () => undefined,
  collect: () => undefined,
  lengthHint: (_v, fallback) => fallback,
};

/** `iter(v)`. */
export function iter(v: Value): PyObject {
  const t = typeOf(v);
  const f = t.lookup("__iter__");
  if (f === undefined) {
    const byKey = !t.heap && (t.patternKind === "mapping" || t.patternKind === "subscript");
    if (!byKey && t.lookup("__getitem__") !== undefined) {
      return new SequenceIterator(v);
    }
    throw typeError(`'${t.name}' object is not iterable`);
  }
  if (f === NONE) throw typeError(`'${t.name}' object is not iterable`);
  const it = special0(f, v);
  if (it instanceof PyIterator && !it.cls.heap) return it;
  if (typeof it !== "object" || it.cls.lookup("__next__") === undefined) {
    throw typeError(`iter() returned non-iterator of type '${typeOf(it).name}'`);
  }
  return it;
}

/** Calls `f` for each element; stops early where `f` returns true. */
export function forEach(v: Value, f: (item: Value) => boolean | void): void {
  const direct = itemsOf(v);
  if (direct !== undefined) {
    // a list may grow or shrink while it is gone through
    for (let i = 0; i < direct.length; i++) if (f(direct[i]) === true) return;
    return;
  }
  iter(v).drain(f);
}

/** The array behind an exact tuple or an exact list of objects; `undefined` for anything else. */
export function itemsOf(v: Value): Value[] | undefined {
  if (typeof v !== "object") return undefined;
  if (v.cls === TupleType) return (v as PyTuple).items;
  return iterationHooks.listItems(v);
}

/** A fresh array of all elements of an iterable. */
export function toArray(v: Value): Value[] {
  const direct = itemsOf(v);
  if (direct !== undefined) return direct.slice();
  const items = iterationHooks.collect(v);
  if (items !== undefined) return items;
  const it = iter(v);
  // what a `__len__` or `__length_hint__` written in Python raises is raised here
  if (typeof v === "object" && v.cls.heap) iterationHooks.lengthHint(v, 8);
  return restOf(it);
}

/** A fresh array of what an iterator has left. */
export function restOf(it: PyObject): Value[] {
  const out: Value[] = [];
  it.drain(
    (item) => {
      out.push(item);
    },
    (item) => {
      out.push(item);
      return true;
    },
  );
  return out;
}

/** Exactly `n` elements, with the errors of an assignment to `n` targets. */
export function unpack(v: Value, n: number): Value[] {
  let items = itemsOf(v);
  if (items === undefined) {
    const t = typeOf(v);
    if (t.lookup("__iter__") === undefined && t.lookup("__getitem__") === undefined) {
      throw typeError(`cannot unpack non-iterable ${t.name} object`);
    }
    const it = iter(v);
    items = [];
    while (items.length <= n) {
      const item = it.step();
      if (item === undefined) break;
      items.push(item);
    }
    if (items.length > n) throw valueError(`too many values to unpack (expected ${n})`);
  }
  if (items.length > n) throw valueError(`too many values to unpack (expected ${n})`);
  if (items.length < n) {
    throw valueError(`not enough values to unpack (expected ${n}, got ${items.length})`);
  }
  return items;
}
