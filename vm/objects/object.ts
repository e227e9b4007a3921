// What a Python value is in JavaScript.
//
//   None               the one frozen PyNone; never `undefined` (which says "absent") nor `null`
//   bool               true, false
//   int                number within ±(2^53-1), otherwise bigint; canonical, never -0
//   str                a JavaScript string whose every UTF-16 unit is one code point (lone surrogates
//                      included), or an AstralStr when it has a code point above U+FFFF
//   everything else    an object whose JavaScript class extends PyObject
//
// An object's Python class is `cls`, a property of its JavaScript prototype, so that V8's hidden class
// already says which Python class an object has. An attribute `x` of an instance is the own property
// `_x`; therefore no internal field of any class may begin with `_` or `$`.
//
// The prototype chain ends at PyObject.prototype, whose own prototype is null: an attribute that is
// called `_proto__` or `_defineGetter__` is only an attribute.

import type { PyType } from "./type.ts";

/** Any Python value. */
export type Value = PyObject | number | bigint | string | boolean;

/** A Python int: a number within ±(2^53-1), a bigint outside. */
export type Int = number | bigint;

/** Names of the keyword arguments that stand at the end of an argument array. */
export type KwNames = readonly string[];

/** Base of the JavaScript classes of all Python objects that are not JavaScript primitives. */
export abstract class PyObject {
  /** The Python class; stands on the prototype, never on the instance. */
  declare readonly cls: PyType;
  /** On the prototype: reading `_x` finds the attribute `x`, or the general way has to be gone. */
  declare readonly plainGet: boolean;
  /** On the prototype: writing `_x` is all that an attribute assignment does. */
  declare readonly plainSet: boolean;

  /**
   * Calls the object: positional arguments, then the values of the keyword arguments named by `kw`.
   * The array belongs to the callee from now on. Overridden by the classes of builtin callables.
   */
  invoke(args: Value[], kw: KwNames | undefined): Value {
    return objectHooks.callSpecial(this, args, kw);
  }

  /**
   * What reading an attribute of a class gives where the class has this object under the attribute's name:
   * the descriptor protocol's `__get__`. An object that is no descriptor is the value itself.
   */
  descrGet(_instance: Value | undefined, _owner: PyType | undefined): Value {
    return this;
  }

  /** The descriptor protocol's `__set__`, or `__delete__` where `value` is `undefined`. */
  descrSet(instance: Value, value: Value | undefined): void {
    objectHooks.notDataDescriptor(this, instance, value);
  }

  /**
   * The attribute as `__getattribute__` finds it, or `undefined` where there is none; `__getattr__` is not
   * tried. Overridden by classes, modules and `super`.
   */
  findAttribute(name: string): Value | undefined {
    return objectHooks.findAttribute(this, name);
  }

  /** Sets the attribute as `__setattr__` does, or deletes it where `value` is `undefined`. */
  storeAttribute(name: string, value: Value | undefined): void {
    objectHooks.storeAttribute(this, name, value);
  }

  /** The low 32 bits of `hash(o)`, as an int32. Overridden by what is a usual key. */
  lowHash(): number {
    return objectHooks.lowHash(this);
  }

  /** The next value of an iterator, `undefined` at its end: `__next__` without StopIteration. */
  step(): Value | undefined {
    return objectHooks.notIterator(this);
  }

  /**
   * Gives `f` the rest of an iterator, one by one; stops early where it returns true. An iterator may offer an item to
   * `take` first, from wherever it stands: true says that it was taken, and that no Python has run for it.
   */
  drain(f: (item: Value) => boolean | void, _take?: Take): void {
    for (let v = this.step(); v !== undefined; v = this.step()) if (f(v) === true) return;
  }
}
Object.setPrototypeOf(PyObject.prototype, null);

/** Takes an item where that runs no Python. */
export type Take = (item: Value) => boolean;

/** An object seen as the storage of its own attributes. */
export type Attributes = Record<string, Value | undefined>;

/** The attributes of an object, by key (`_` and the name). */
export function attributesOf(o: PyObject): Attributes {
  return o as unknown as Attributes;
}

/** The keys of names that were asked for lately: to put a key together, and to intern it, costs more than to find it. */
let keys = new Map<string, string>();
const MOST_KEYS = 4096;

/** The key of an attribute in its object: `_` and the name. */
export function attributeKey(name: string): string {
  let key = keys.get(name);
  if (key === undefined) {
    key = "_" + name;
    if (keys.size >= MOST_KEYS) keys = new Map();
    keys.set(name, key);
  }
  return key;
}

function notLoaded(): never {
  throw new Error("the object model is not loaded");
}

/** What this file needs from files that stand above it; filled in by them when they are loaded. */
export const objectHooks: {
  callSpecial: (callee: PyObject, args: Value[], kw: KwNames | undefined) => Value;
  notDataDescriptor: (d: PyObject, instance: Value, value: Value | undefined) => never;
  findAttribute: (o: PyObject, name: string) => Value | undefined;
  storeAttribute: (o: PyObject, name: string, value: Value | undefined) => void;
  notIterator: (o: PyObject) => Value | undefined;
  lowHash: (o: PyObject) => number;
} = {
  callSpecial: notLoaded,
  notDataDescriptor: notLoaded,
  findAttribute: notLoaded,
  storeAttribute: notLoaded,
  notIterator: notLoaded,
  lowHash: notLoaded,
};

/** An instance of a Python class whose bases have no layout of their own (`object()` too). */
export class PyInstance extends PyObject {}

/** The class of None. */
export class PyNone extends PyObject {}

/** Python's None. */
export const NONE: PyNone = Object.freeze(new PyNone());

/** The class of `...`. */
export class PyEllipsis extends PyObject {}

/** Python's Ellipsis. */
export const ELLIPSIS: PyEllipsis = Object.freeze(new PyEllipsis());

/** The class of NotImplemented. */
export class PyNotImplemented extends PyObject {}

/** Python's NotImplemented. */
export const NOT_IMPLEMENTED: PyNotImplemented = Object.freeze(new PyNotImplemented());
