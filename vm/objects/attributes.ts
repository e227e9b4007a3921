// The attribute protocol: `o.x`, `o.x = v`, `del o.x`, and the look-up of special methods.

import {
  attributeKey,
  attributesOf,
  type KwNames,
  NONE,
  NOT_IMPLEMENTED,
  objectHooks,
  PyObject,
  type Value,
} from "./object.ts";
import { attributeError } from "./attribute_error.ts";
import {
  PyBuiltin,
  PyBuiltinFunction,
  PyMethodDescriptor,
  PyWrapperDescriptor,
} from "./builtin.ts";
import { typeError } from "./raise.ts";
import { strFromUtf16, strOf, utf16 } from "./str.ts";
import {
  isDataDescriptor,
  NO_NATIVES,
  type OperatorNative,
  type PyType,
  typeHooks,
  typeOf,
  virtuals,
} from "./type.ts";

/** Filled in by exceptions.ts and by instance_dict.ts. */
export const attributeHooks: {
  isAttributeError: (e: unknown) => boolean;
  isStopIteration: (e: unknown) => boolean;
  /** The dict that stands for the attributes of an instance whose `__dict__` was replaced. */
  detachedGet: (o: PyObject, name: string) => Value | undefined;
  detachedSet: (o: PyObject, name: string, v: Value | undefined) => boolean;
} = {
  isAttributeError: () => false,
  isStopIteration: () => false,
  detachedGet: () => undefined,
  detachedSet: () => false,
};

/** On the prototype of instances whose attributes live in a dict of their own (see instance_dict.ts). */
export interface MaybeDetached {
  readonly detached?: boolean;
}

/** The value of the attribute; AttributeError where there is none. */
export function getAttr(o: Value, name: string): Value {
  const v = findAttr(o, name);
  if (v === undefined) throw attributeError(o, name);
  return v;
}

/**
 * The attribute where a descriptor of a builtin class computes it: a field, a named tuple's item, a slot. `undefined` sends
 * to the general way.
 */
export function computedAttr(o: Value, name: string): Value | undefined {
  const t = typeOf(o);
  const d = t.computed.get(name) ?? findComputed(o, t, name);
  return d === undefined ? undefined : d.descrGet(o, t);
}

function findComputed(o: Value, t: PyType, name: string): PyObject | undefined {
  const d = t.lookup(name);
  if (typeof d !== "object" || (d as { isComputed?: boolean }).isComputed !== true) {
    return undefined;
  }
  if (t.lookup("__getattr__") !== undefined) return undefined;
  if (typeof o === "object" && o.findAttribute !== PyObject.prototype.findAttribute) {
    return undefined;
  }
  t.computed = new Map(t.computed).set(name, d);
  return d;
}

/** The attribute, or `undefined` where there is none (`__getattr__` is tried; its AttributeError passes). */
function findAttr(o: Value, name: string): Value | undefined {
  const t = typeOf(o);
  const hook = t.lookup("__getattr__");
  if (hook === undefined) {
    return typeof o === "object" ? o.findAttribute(name) : findGeneric(o, t, name);
  }
  let v: Value | undefined;
  try {
    v = typeof o === "object" ? o.findAttribute(name) : findGeneric(o, t, name);
  } catch (e) {
    if (!attributeHooks.isAttributeError(e)) throw e;
  }
  return v ?? callUnbound(hook, o, [strFromUtf16(name)]);
}

/** The attribute, or `undefined` where reading it raises AttributeError. */
export function getAttrOrAbsent(o: Value, name: string): Value | undefined {
  try {
    return findAttr(o, name);
  } catch (e) {
    if (attributeHooks.isAttributeError(e)) return undefined;
    throw e;
  }
}

/** `object.__getattribute__`, with `undefined` for "none". */
export function findGeneric(o: Value, t: PyType, name: string): Value | undefined {
  const d = t.lookup(name);
  if (typeof o === "object") {
    if (d !== undefined && isDataDescriptor(d) && typeHooks.isDescriptor(d)) {
      return (d as PyObject).descrGet(o, t);
    }
    if ((o as MaybeDetached).detached === true) {
      const v = attributeHooks.detachedGet(o, name);
      if (v !== undefined) return v;
    } else if (t.hasDict) {
      // where the class has a plain value, the prototype has the same under this key; a descriptor leaves
      // `undefined` there
      const v = attributesOf(o)[attributeKey(name)];
      if (v !== undefined) return v;
    }
  }
  if (d === undefined) return undefined;
  return typeof d === "object" ? d.descrGet(o, t) : d;
}
objectHooks.findAttribute = (o, name) => findGeneric(o, o.cls, name);

/** `o.name = v`. */
export function setAttr(o: Value, name: string, v: Value): void {
  const t = typeOf(o);
  const setter = t.lookup("__setattr__")!;
  if (setter instanceof PyBuiltin && setter.name === "__setattr__") {
    if (typeof o === "object") o.storeAttribute(name, v);
    else storeGeneric(o, t, name, v);
  } else {
    callUnbound(setter, o, [strFromUtf16(name), v]);
  }
}

/** `del o.name`. */
export function deleteAttr(o: Value, name: string): void {
  const t = typeOf(o);
  const deleter = t.lookup("__delattr__")!;
  if (deleter instanceof PyBuiltin && deleter.name === "__delattr__") {
    if (typeof o === "object") o.storeAttribute(name, undefined);
    else storeGeneric(o, t, name, undefined);
  } else {
    callUnbound(deleter, o, [strFromUtf16(name)]);
  }
}

/** `object.__setattr__` and `object.__delattr__` (`v` is `undefined`). */
export function storeGeneric(o: Value, t: PyType, name: string, v: Value | undefined): void {
  const d = t.lookup(name);
  if (d !== undefined && isDataDescriptor(d)) {
    (d as PyObject).descrSet(o, v);
    return;
  }
  if (typeof o === "object" && t.hasDict) {
    if ((o as MaybeDetached).detached === true) {
      if (attributeHooks.detachedSet(o, name, v)) return;
    } else {
      const storage = attributesOf(o);
      const key = attributeKey(name);
      if (v !== undefined) {
        storage[key] = v;
        return;
      }
      if (Object.hasOwn(storage, key)) {
        delete storage[key];
        return;
      }
    }
    throw attributeError(o, name);
  }
  if (d !== undefined) {
    throw attributeError(o, name, `'${t.name}' object attribute '${name}' is read-only`);
  }
  throw attributeError(o, name, undefinedAttributeText(t, name));
}
objectHooks.storeAttribute = (o, name, v) => storeGeneric(o, o.cls, name, v);

function undefinedAttributeText(t: PyType, name: string): string {
  // a class that stores or deletes attributes in a way of its own is not told why
  const isPlain = t.definingClass("__setattr__")?.heap !== true &&
    t.definingClass("__delattr__")?.heap !== true;
  const text = `'${t.name}' object has no attribute '${name}'`;
  return isPlain ? `${text} and no __dict__ for setting new attributes` : text;
}

/** An attribute name given as a Python value. */
export function attributeName(v: Value): string {
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`attribute name must be string, not '${typeOf(v).name}'`);
  }
  return utf16(s);
}

/** Calls what a class has under a name as a method of `self`: no bound method is made where it can be avoided. */
export function callUnbound(f: Value, self: Value, args: Value[], kw?: KwNames): Value {
  if (f instanceof PyMethodDescriptor || f instanceof PyWrapperDescriptor) {
    return f.callOn(self, args, kw);
  }
  if (typeof f !== "object") throw notCallable(f);
  if ((f as { isFunction?: boolean }).isFunction === true) {
    args.unshift(self);
    return f.invoke(args, kw);
  }
  const bound = f.descrGet(self, typeOf(self));
  if (typeof bound !== "object") throw notCallable(bound);
  return bound.invoke(args, kw);
}

/** Looks a special method up on the class and calls it; `undefined` where the class has none. */
export function callSpecial(self: Value, name: string, args: Value[]): Value | undefined {
  const f = typeOf(self).lookup(name);
  if (f === undefined) return undefined;
  return callUnbound(f, self, args);
}

/** A special method without arguments. */
export function special0(f: Value, self: Value): Value {
  if (f instanceof PyBuiltin && f.hasSelf) return f.native(self) ?? NONE;
  return callUnbound(f, self, []);
}

/** A special method with one argument. */
export function special1(f: Value, self: Value, a: Value): Value {
  if (f instanceof PyBuiltin && f.hasSelf) return f.native(self, a) ?? NONE;
  return callUnbound(f, self, [a]);
}

/** Stands for a special method that no builtin code has: the general way has to be gone. */
export const GENERAL: OperatorNative = () => NOT_IMPLEMENTED;

/**
 * The special method `method`, the operator number `index`, where a class has it from a builtin type; GENERAL where it
 * has none, or one written in Python.
 */
export function nativeOperator(t: PyType, index: number, method: string): OperatorNative {
  return t.natives[index] ?? findNative(t, index, method);
}

function findNative(t: PyType, index: number, method: string): OperatorNative {
  const f = t.lookup(method);
  const native = f instanceof PyBuiltin && f.hasSelf ? f.native as OperatorNative : GENERAL;
  if (t.natives === NO_NATIVES) t.natives = NO_NATIVES.slice();
  t.natives[index] = native;
  return native;
}

/** A special method with two arguments. */
export function special2(f: Value, self: Value, a: Value, b: Value): Value {
  if (f instanceof PyBuiltin && f.hasSelf) return f.native(self, a, b) ?? NONE;
  return callUnbound(f, self, [a, b]);
}

/** The special method that a class has under a name, bound to the object; `undefined` where there is none. */
export function bindSpecial(o: Value, name: string): Value | undefined {
  const t = typeOf(o);
  const f = t.lookup(name);
  if (f === undefined) return undefined;
  return typeof f === "object" ? f.descrGet(o, t) : f;
}

function notCallable(v: Value): Value {
  return typeError(`'${typeOf(v).name}' object is not callable`);
}

/** Calls any value: positional arguments, then the values of the keyword arguments named by `kw`. */
export function call(f: Value, args: Value[], kw?: KwNames): Value {
  if (typeof f !== "object") throw notCallable(f);
  return f.invoke(args, kw);
}

/** Calls any value with one argument. */
export function call1(f: Value, a: Value): Value {
  if (f instanceof PyBuiltinFunction && f.accepts(1)) return f.native(a) ?? NONE;
  return call(f, [a]);
}

/** Calls a method by name, through the attribute protocol. */
export function callMethod(o: Value, name: string, ...args: Value[]): Value {
  const t = typeOf(o);
  const f = t.lookup(name);
  if (
    f !== undefined && t.lookup("__getattribute__") === typeHooks.objectGetattribute &&
    (!t.hasDict || attributesOf(o as PyObject)[attributeKey(name)] === undefined)
  ) {
    return callUnbound(f, o, args);
  }
  return call(getAttr(o, name), args);
}

objectHooks.callSpecial = (o, args, kw) => {
  const f = o.cls.lookup("__call__");
  if (f === undefined) throw notCallable(o);
  return callUnbound(f, o, args, kw);
};

objectHooks.notDataDescriptor = (_d, instance, value) => {
  const which = value === undefined ? "__delete__" : "__set__";
  throw attributeError(instance, which, which);
};

objectHooks.notIterator = (o) => {
  throw typeError(`'${o.cls.name}' object is not an iterator`);
};

// ---- special methods defined in Python stand in for JavaScript methods of the builtin classes

virtuals.set("__call__", {
  key: "invoke",
  python(this: PyObject, args: Value[], kw: KwNames | undefined): Value {
    return callUnbound(this.cls.lookup("__call__")!, this, args, kw);
  },
  builtin: () => undefined,
});

virtuals.set("__get__", {
  key: "descrGet",
  python(this: PyObject, instance: Value | undefined, owner: PyType | undefined): Value {
    return callUnbound(this.cls.lookup("__get__")!, this, [instance ?? NONE, owner ?? NONE]);
  },
  builtin: () => undefined,
});

function pythonDescrSet(this: PyObject, instance: Value, value: Value | undefined): void {
  const name = value === undefined ? "__delete__" : "__set__";
  const f = this.cls.lookup(name);
  if (f === undefined) throw attributeError(this, name, name);
  callUnbound(f, this, value === undefined ? [instance] : [instance, value]);
}
virtuals.set("__set__", { key: "descrSet", python: pythonDescrSet, builtin: () => undefined });
virtuals.set("__delete__", { key: "descrSet", python: pythonDescrSet, builtin: () => undefined });

virtuals.set("__getattribute__", {
  key: "findAttribute",
  python(this: PyObject, name: string): Value {
    return callUnbound(this.cls.lookup("__getattribute__")!, this, [strFromUtf16(name)]);
  },
  builtin: () => undefined,
});

virtuals.set("__next__", {
  key: "step",
  python(this: PyObject): Value | undefined {
    try {
      return callUnbound(this.cls.lookup("__next__")!, this, []);
    } catch (e) {
      if (attributeHooks.isStopIteration(e)) return undefined;
      throw e;
    }
  },
  builtin: () => undefined,
});
