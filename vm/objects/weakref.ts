// weakref.ref and the weak proxies. How references learn that their target is gone is in weakref_attribute.ts.

import * as operators from "./operators.ts";
import { call, deleteAttr, getAttr, setAttr } from "./attributes.ts";
import { member } from "./builtin.ts";
import {
  type Comparison,
  EQ,
  eq,
  GE,
  GT,
  hashOf,
  LE,
  LT,
  NE,
  ne,
  richCompare,
  truth,
} from "./compare.ts";
import { classGetItemMethod } from "./class_getitem.ts";
import { define } from "./define.ts";
import { fullName } from "./class_names.ts";
import { address } from "./identity.ts";
import { iter } from "./iteration.ts";
import { contains, deleteItem, getItem, indexOf, length, setItem, str } from "./operations.ts";
import { type KwNames, NONE, NOT_IMPLEMENTED, type PyObject, type Value } from "./object.ts";
import { exception, stopIteration, typeError } from "./raise.ts";
import { type Declaration, type KwMap, method } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import { builtinType, type PyType, typeOf } from "./type.ts";
import { PyWeakBase, registerWeakref, weakrefsOf } from "./weakref_attribute.ts";

/** A weak reference. */
export class PyWeakref extends PyWeakBase {
  override get isReference(): boolean {
    return true;
  }
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    if (args.length > 0) {
      throw typeError(
        kw === undefined
          ? `__call__() takes no arguments (${args.length} given)`
          : `__call__() got an unexpected keyword argument '${kw[0]}'`,
      );
    }
    return this.target ?? NONE;
  }
}

/** A weak proxy: operations go to the target. */
export class PyWeakProxy extends PyWeakBase {
  override step(): Value | undefined {
    const target = alive(this);
    if (target.cls.lookup("__next__") !== undefined) return target.step();
    throw typeError(`Weakref proxy referenced a non-iterator '${target.cls.name}' object`);
  }
  override findAttribute(name: string): Value | undefined {
    return getAttr(alive(this), name);
  }
  override storeAttribute(name: string, value: Value | undefined): void {
    const target = alive(this);
    if (value === undefined) deleteAttr(target, name);
    else setAttr(target, name, value);
  }
}

/** A weak proxy of something callable. */
export class PyCallableProxy extends PyWeakProxy {
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    return call(alive(this), args, kw);
  }
}

/** `weakref.ReferenceType`. */
export const WeakrefType: PyType = builtinType("weakref.ReferenceType", PyWeakref, {
  module: "weakref",
  qualname: "ReferenceType",
  hasWeakref: false,
});
/** `weakref.ProxyType`. */
export const WeakProxyType: PyType = builtinType("weakref.ProxyType", PyWeakProxy, {
  module: "weakref",
  qualname: "ProxyType",
  final: true,
  noNew: true,
});
/** `weakref.CallableProxyType`. */
export const CallableProxyType: PyType = builtinType("weakref.CallableProxyType", PyCallableProxy, {
  module: "weakref",
  qualname: "CallableProxyType",
  final: true,
  noNew: true,
});

function alive(p: PyWeakBase): PyObject {
  const target = p.target;
  if (target === undefined) {
    throw exception("ReferenceError", "weakly-referenced object no longer exists");
  }
  return target;
}

function targetOf(v: Value): PyObject {
  if (typeof v !== "object" || !v.cls.hasWeakref) {
    throw typeError(`cannot create weak reference to '${typeOf(v).name}' object`);
  }
  return v;
}

/** `weakref.ref(target, callback)` of the given class. */
export function newWeakref(cls: PyType, v: Value, callback: Value | undefined): PyWeakref {
  const target = targetOf(v);
  const wanted = callback === NONE ? undefined : callback;
  if (wanted === undefined && cls === WeakrefType) {
    // one reference without a callback serves all who ask
    for (const r of weakrefsOf(target)) {
      if (r.cls === WeakrefType && r.callback === undefined) return r as PyWeakref;
    }
  }
  const r = cls.allocate() as PyWeakref;
  r.callback = wanted;
  registerWeakref(r, target);
  return r;
}

/** `weakref.proxy(target, callback)` */
export function newWeakProxy(v: Value, callback: Value | undefined): PyWeakProxy {
  const target = targetOf(v);
  const wanted = callback === NONE ? undefined : callback;
  const callable = target.cls.lookup("__call__") !== undefined;
  if (wanted === undefined) {
    for (const r of weakrefsOf(target)) {
      if (r instanceof PyWeakProxy && r.callback === undefined) return r;
    }
  }
  const p = callable ? new PyCallableProxy() : new PyWeakProxy();
  p.callback = wanted;
  registerWeakref(p, target);
  return p;
}

define(WeakrefType, {
  new: method(
    "(type, object, callback=None, /)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, o: Value, callback?: Value) => newWeakref(cls, o, callback),
  ),
  methods: {
    __init__: method(
      "(self, object, callback=None, /)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      () => NONE,
    ),
    __call__: method(
      "(self, /)",
      "Call self as a function.",
      (self: PyWeakref) => self.target ?? NONE,
    ),
    __hash__: method("(self, /)", "Return hash(self).", (self: PyWeakref) => {
      if (self.hash === undefined) {
        const target = self.target;
        if (target === undefined) throw typeError("weak object has gone away");
        self.hash = hashOf(target);
      }
      return self.hash;
    }),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PyWeakref, o: Value) => same(self, o, true),
    ),
    __ne__: method(
      "(self, value, /)",
      "Return self!=value.",
      (self: PyWeakref, o: Value) => same(self, o, false),
    ),
    __repr__: method("(self, /)", "Return repr(self).", (self: PyWeakref) => {
      const target = self.target;
      const kind = `weakref at ${address(self)}`;
      if (target === undefined) return strFromUtf16(`<${kind}; dead>`);
      return strFromUtf16(
        `<${kind}; to '${fullName(target.cls)}' at ${address(target)}${nameOf(target)}>`,
      );
    }),
  },
  classMethods: {
    __class_getitem__: classGetItemMethod,
  },
  attributes: {
    __callback__: member(
      undefined,
      (self: PyWeakref) => self.target === undefined ? NONE : self.callback ?? NONE,
    ),
  },
});

function nameOf(target: PyObject): string {
  const name = target.cls.lookup("__name__") !== undefined
    ? getAttr(target, "__name__")
    : undefined;
  return typeof name === "string" ? ` (${name})` : "";
}

function same(self: PyWeakref, o: Value, wanted: boolean): Value {
  if (!(o instanceof PyWeakref)) return NOT_IMPLEMENTED;
  const a = self.target, b = o.target;
  if (a === undefined || b === undefined) return (self === o) === wanted;
  return wanted ? eq(a, b) : ne(a, b);
}

/** The target where the value is a proxy, the value itself otherwise. */
function unproxied(v: Value): Value {
  return v instanceof PyWeakProxy ? alive(v) : v;
}

function binary(f: (a: Value, b: Value) => Value): Declaration {
  return method("(self, value, /)", "", (a: Value, b: Value) => f(unproxied(a), unproxied(b)));
}

function reflected(f: (a: Value, b: Value) => Value): Declaration {
  return method("(self, value, /)", "", (a: Value, b: Value) => f(unproxied(b), unproxied(a)));
}

function comparison(op: Comparison): Declaration {
  return method(
    "(self, value, /)",
    "",
    (a: Value, b: Value) => richCompare(op, unproxied(a), unproxied(b)),
  );
}

function onTarget(f: (target: Value) => Value): Declaration {
  return method("(self, /)", "", (self: PyWeakProxy) => f(alive(self)));
}

const proxyMethods: Record<string, Declaration> = {
  __repr__: method("(self, /)", "Return repr(self).", (self: PyWeakProxy) => {
    const target = self.target;
    const to = target === undefined ? "dead" : `to '${target.cls.name}' at ${address(target)}`;
    return strFromUtf16(`<weakproxy at ${address(self)}; ${to}>`);
  }),
  __str__: onTarget(str),
  __bool__: onTarget(truth),
  __len__: onTarget(length),
  __getitem__: binary(getItem),
  __setitem__: method(
    "(self, key, value, /)",
    "",
    (self: PyWeakProxy, k: Value, v: Value) => setItem(alive(self), k, v),
  ),
  __delitem__: method(
    "(self, key, /)",
    "",
    (self: PyWeakProxy, k: Value) => deleteItem(alive(self), k),
  ),
  __contains__: method(
    "(self, key, /)",
    "",
    (self: PyWeakProxy, k: Value) => contains(alive(self), k),
  ),
  __iter__: onTarget(iter),
  __next__: method("(self, /)", "", (self: PyWeakProxy) => {
    const v = self.step();
    if (v === undefined) throw stopIteration();
    return v;
  }),
  __eq__: comparison(EQ),
  __ne__: comparison(NE),
  __lt__: comparison(LT),
  __le__: comparison(LE),
  __gt__: comparison(GT),
  __ge__: comparison(GE),
  __neg__: onTarget(operators.neg),
  __pos__: onTarget(operators.pos),
  __invert__: onTarget(operators.invert),
  __abs__: onTarget(operators.abs),
  __index__: onTarget((v) => indexOf(v)),
  __int__: onTarget((v) => callNamed(v, "__int__")),
  __float__: onTarget((v) => callNamed(v, "__float__")),
  __bytes__: onTarget((v) => callNamed(v, "__bytes__")),
  __reversed__: onTarget((v) => callNamed(v, "__reversed__")),
};
for (
  const name of [
    "add",
    "sub",
    "mul",
    "matmul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "lshift",
    "rshift",
    "and",
    "xor",
    "or",
    "divmod",
  ] as const
) {
  const plain = operators[name];
  proxyMethods[`__${name}__`] = binary(plain);
  proxyMethods[`__r${name}__`] = reflected(plain);
  if (name !== "divmod") {
    const op = operators.OPERATORS[name];
    proxyMethods[`__i${name}__`] = binary((a, b) => operators.inplaceSlow(op, a, b));
  }
}

function callNamed(v: Value, name: string): Value {
  return call(getAttr(v, name), []);
}

define(WeakProxyType, { methods: proxyMethods, unhashable: true });
define(CallableProxyType, {
  methods: {
    ...proxyMethods,
    __call__: method(
      "(self, /, *args, **kwargs)",
      "Call self as a function.",
      (self: PyCallableProxy, args: Value[], kwargs: KwMap | undefined) =>
        self.invoke(
          kwargs === undefined ? args : [...args, ...kwargs.values()],
          kwargs === undefined ? undefined : [...kwargs.keys()],
        ),
    ),
  },
  unhashable: true,
});
