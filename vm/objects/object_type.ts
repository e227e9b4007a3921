// The methods of `object`.

import { checkSameLayout } from "./class_layout.ts";
import { NONE, NOT_IMPLEMENTED, PyInstance, PyObject, type Value } from "./object.ts";
import {
  attributeName,
  call,
  callMethod,
  callUnbound,
  findGeneric,
  getAttr,
  getAttrOrAbsent,
  storeGeneric,
} from "./attributes.ts";
import { attributeError } from "./attribute_error.ts";
import { getset } from "./builtin.ts";
import { hashHooks, truth } from "./compare.ts";
import { define } from "./define.ts";
import { PyDict } from "./dict.ts";
import { address, idOf } from "./identity.ts";
import { PyList } from "./list.ts";
import { prototypeFor } from "./instance_dict.ts";
import { hashInt, hashLowInt } from "./core/number_hash.ts";
import { indexOf, length, reprValue, str } from "./operations.ts";
import { typeError, valueError as typeHooksValue } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { type KwMap, method } from "./signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "./str.ts";
import { EMPTY_TUPLE, PyTuple } from "./tuple.ts";
import { argumentName, ObjectType, PyType, typeHooks, typeOf, updateFlags } from "./type.ts";
import { iter as iterOf, toArray } from "./iteration.ts";
import { classModule } from "./class_names.ts";

function excess(args: Value[], kw: KwMap | undefined): boolean {
  return args.length > 0 || kw !== undefined && kw.size > 0;
}

/** Says which abstract methods are in the way of an instance. */
function abstractError(cls: PyType): PyObject {
  const names = toArray(getAttr(cls, "__abstractmethods__")).map((n) => utf16(strOf(n)!)).sort();
  const list = names.map((n) => `'${n}'`).join(", ");
  return typeError(
    `Can't instantiate abstract class ${cls.name} without an implementation for abstract method${
      names.length === 1 ? "" : "s"
    } ${list}`,
  );
}

/** `object.__new__(cls)` without arguments: what a plain class's instance is made by. */
export function newInstance(cls: PyType): PyObject {
  if (cls.isAbstract) throw abstractError(cls);
  return cls.allocate();
}

/** The `__class__` that isinstance and error texts go by. */
function setClass(self: Value, v: Value | undefined): void {
  if (v === undefined) throw typeError("can't delete __class__ attribute");
  if (!(v instanceof PyType)) {
    throw typeError(
      `__class__ must be set to a class, not '${typeOf(v).name}' object`,
    );
  }
  const old = typeOf(self);
  const bothModules = old.layout === v.layout && old.name === "module";
  if (!(old.heap && v.heap) && !bothModules && !isModuleClass(old, v)) {
    throw typeError(
      "__class__ assignment only supported for mutable types or ModuleType subclasses",
    );
  }
  if (old !== v) checkSameLayout(old, v, "__class__");
  Object.setPrototypeOf(self, prototypeFor(self as PyObject, v));
}

function isModuleClass(a: PyType, b: PyType): boolean {
  const isModule = (t: PyType) => t.mro.some((c) => !c.heap && c.name === "module");
  return isModule(a) && isModule(b);
}

/** `object.__repr__` */
export function defaultRepr(self: Value): Value {
  const t = typeOf(self);
  const module = classModule(t);
  const name = module === undefined || module === "builtins"
    ? t.qualname
    : `${module}.${t.qualname}`;
  return strFromUtf16(`<${name} object at ${address(self)}>`);
}

function copyreg(): Value {
  return runtime.importModule("copyreg");
}

/** The state that pickling by protocol 2 keeps: `__dict__`, and the values of slots. */
function getState(self: Value, required: boolean): Value {
  const t = typeOf(self);
  const slotNames: string[] = [];
  if (typeof self === "object") {
    const listed = callMethod(copyreg(), "_slotnames", t);
    if (listed !== NONE) { for (const n of toArray(listed)) slotNames.push(utf16(strOf(n)!)); }
  }
  if (required && !t.heap && t.lookup("__itemsize__") === undefined) {
    const base = t.layout !== PyInstance;
    if (base) throw typeError(`cannot pickle '${t.name}' object`);
  }
  let state: Value = NONE;
  if (typeof self === "object") {
    const d = getAttrOrAbsent(self, "__dict__");
    if (d !== undefined && !(d instanceof PyDict && d.size === 0)) state = d;
  }
  if (slotNames.length > 0) {
    const slots = new PyDict();
    for (const n of slotNames) {
      const v = getAttrOrAbsent(self, n);
      if (v !== undefined) slots.setStr(n, v);
    }
    if (slots.size > 0) return new PyTuple([state, slots]);
  }
  return state;
}

function getStateOf(self: Value, required: boolean): Value {
  const f = typeOf(self).lookup("__getstate__")!;
  if (f === ObjectType.ns.get("__getstate__")) return getState(self, required);
  return callUnbound(f, self, []);
}

/** `copyreg.__reduce_ex__` for protocols 2 and above. */
function reduceNew(self: Value, protocol: number): Value {
  const t = typeOf(self);
  if (t.lookup("__new__") === undefined) throw typeError(`cannot pickle '${t.name}' object`);
  let args: Value = EMPTY_TUPLE;
  let kwargs: Value | undefined;
  let hasArgs = true;
  const withKw = t.lookup("__getnewargs_ex__");
  const plain = t.lookup("__getnewargs__");
  if (withKw !== undefined) {
    const r = callUnbound(withKw, self, []);
    if (!(r instanceof PyTuple)) {
      throw typeError(`__getnewargs_ex__ should return a tuple, not '${typeOf(r).name}'`);
    }
    if (r.items.length !== 2) {
      throw typeHooksValue(
        `__getnewargs_ex__ should return a tuple of length 2, not ${r.items.length}`,
      );
    }
    [args, kwargs] = r.items;
    if (!(args instanceof PyTuple)) {
      throw typeError(
        `first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '${
          typeOf(args).name
        }'`,
      );
    }
    if (!(kwargs instanceof PyDict)) {
      throw typeError(
        `second item of the tuple returned by __getnewargs_ex__ must be a dict, not '${
          typeOf(kwargs).name
        }'`,
      );
    }
  } else if (plain !== undefined) {
    args = callUnbound(plain, self, []);
    if (!(args instanceof PyTuple)) {
      throw typeError(`__getnewargs__ should return a tuple, not '${typeOf(args).name}'`);
    }
  } else {
    hasArgs = false;
  }
  const isList = self instanceof PyList, isDict = self instanceof PyDict;
  const required = !hasArgs && !isList && !isDict;
  const state = getStateOf(self, required);
  const items = isList ? iterOf(self) : NONE;
  const pairs = isDict ? iterOf(callMethod(self, "items")) : NONE;
  const module = copyreg();
  if (kwargs === undefined || kwargs instanceof PyDict && kwargs.size === 0) {
    return new PyTuple([
      getAttr(module, "__newobj__"),
      new PyTuple([t, ...(args as PyTuple).items]),
      state,
      items,
      pairs,
    ]);
  }
  void protocol;
  return new PyTuple([
    getAttr(module, "__newobj_ex__"),
    new PyTuple([t, args, kwargs]),
    state,
    items,
    pairs,
  ]);
}

function reduceEx(self: Value, protocol: number): Value {
  if (protocol >= 2) return reduceNew(self, protocol);
  return callMethod(copyreg(), "_reduce_ex", self, protocol);
}

/** The names that `dir()` shows of an object: its own, its class's and those of all bases. */
function defaultDir(self: Value): Value {
  const names = new PyDict();
  const d = getAttrOrAbsent(self, "__dict__");
  if (d instanceof PyDict) { for (const k of d.keys()) names.set(k, NONE); }
  const cls = getAttrOrAbsent(self, "__class__");
  if (cls !== undefined) mergeClassNames(names, cls);
  return new PyList(names.keys());
}

/** Adds the names of a class and its bases. */
export function mergeClassNames(names: PyDict, cls: Value): void {
  if (cls instanceof PyType) {
    for (const c of cls.mro) for (const n of c.ns.keys()) names.setStr(n, NONE);
    return;
  }
  const d = getAttrOrAbsent(cls, "__dict__");
  if (d instanceof PyDict) { for (const k of d.keys()) names.set(k, NONE); }
  const bases = getAttrOrAbsent(cls, "__bases__");
  if (bases !== undefined && bases instanceof PyTuple) {
    for (const b of bases.items) mergeClassNames(names, b);
  }
}

/** `object.__hash__` */
function identityHash(self: Value): Value {
  const id = idOf(self);
  // neighbouring ids differ in the fifth bit: the low bits are moved to the top as CPython does with addresses
  return typeof id === "number" ? Math.floor(id / 16) : hashInt(id);
}
hashHooks.identity = identityHash;
hashHooks.identityLow = (v) => {
  const id = idOf(v);
  return typeof id === "number" ? Math.floor(id / 16) | 0 : hashLowInt(hashInt(id));
};

define(ObjectType, {
  doc:
    "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
  textSignature: "()",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, args: Value[], kwargs: KwMap | undefined) => {
      if (excess(args, kwargs)) {
        const ownNew = cls.lookup("__new__"), ownInit = cls.lookup("__init__");
        if (ownNew !== ObjectType.ns.get("__new__")) {
          throw typeError("object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (ownInit === ObjectType.ns.get("__init__")) {
          throw typeError(`${cls.name}() takes no arguments`);
        }
      }
      return newInstance(cls);
    },
  ),
  methods: {
    __init__: method(
      "(self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: Value, args: Value[], kwargs: KwMap | undefined) => {
        if (!excess(args, kwargs)) return;
        const t = typeOf(self);
        if (t.lookup("__init__") !== ObjectType.ns.get("__init__")) {
          throw typeError(
            "object.__init__() takes exactly one argument (the instance to initialize)",
          );
        }
        if (!t.disallowsInstantiation && t.lookup("__new__") === ObjectType.ns.get("__new__")) {
          throw typeError(
            `${t.name}.__init__() takes exactly one argument (the instance to initialize)`,
          );
        }
      },
    ),
    __repr__: method("(self, /)", "Return repr(self).", defaultRepr),
    __str__: method("(self, /)", "Return str(self).", (self: Value) => reprValue(self)),
    __hash__: method("(self, /)", "Return hash(self).", identityHash),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: Value, value: Value) => self === value ? true : NOT_IMPLEMENTED,
    ),
    __ne__: method("(self, value, /)", "Return self!=value.", (self: Value, value: Value) => {
      const f = typeOf(self).lookup("__eq__");
      if (f === undefined || f === NONE) return NOT_IMPLEMENTED;
      const r = callUnbound(f, self, [value]);
      return r === NOT_IMPLEMENTED ? r : !truth(r);
    }),
    __lt__: method("(self, value, /)", "Return self<value.", () => NOT_IMPLEMENTED),
    __le__: method("(self, value, /)", "Return self<=value.", () => NOT_IMPLEMENTED),
    __gt__: method("(self, value, /)", "Return self>value.", () => NOT_IMPLEMENTED),
    __ge__: method("(self, value, /)", "Return self>=value.", () => NOT_IMPLEMENTED),
    __getattribute__: method(
      "(self, name, /)",
      "Return getattr(self, name).",
      (self: Value, name: Value) => {
        const text = attributeName(name);
        const v = findGeneric(self, typeOf(self), text);
        if (v === undefined) throw attributeError(self, text);
        return v;
      },
    ),
    __setattr__: method(
      "(self, name, value, /)",
      "Implement setattr(self, name, value).",
      (self: Value, name: Value, value: Value) => {
        checkHackcheck(self, "__setattr__");
        storeGeneric(self, typeOf(self), attributeName(name), value);
      },
    ),
    __delattr__: method(
      "(self, name, /)",
      "Implement delattr(self, name).",
      (self: Value, name: Value) => {
        checkHackcheck(self, "__delattr__");
        storeGeneric(self, typeOf(self), attributeName(name), undefined);
      },
    ),
    __dir__: method("(self, /)", "Default dir() implementation.", defaultDir),
    __format__: method(
      "(self, format_spec, /)",
      "Default object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise.",
      (self: Value, spec: Value) => {
        if (!isStr(spec)) {
          throw typeError(`__format__() argument must be str, not ${argumentName(spec)}`);
        }
        if (length(spec) > 0) {
          throw typeError(
            `unsupported format string passed to ${typeOf(self).name}.__format__`,
          );
        }
        return str(self);
      },
    ),
    __sizeof__: method("(self, /)", "Size of object in memory, in bytes.", (self: Value) => {
      const t = typeOf(self);
      return 16 + (t.hasDict ? 16 : 0) +
        8 * t.mro.reduce((n, c) => n + (c.slotNames?.length ?? 0), 0);
    }),
    __reduce__: method("(self, /)", "Helper for pickle.", (self: Value) => reduceEx(self, 0)),
    __reduce_ex__: method(
      "(self, protocol, /)",
      "Helper for pickle.",
      (self: Value, protocol: Value) => {
        const n = Number(indexOf(protocol));
        const f = typeOf(self).lookup("__reduce__");
        if (f !== undefined && f !== ObjectType.ns.get("__reduce__")) {
          return call(getAttr(self, "__reduce__"), []);
        }
        return reduceEx(self, n);
      },
    ),
    __getstate__: method("(self, /)", "Helper for pickle.", (self: Value) => getState(self, false)),
  },
  classMethods: {
    __subclasshook__: method(
      "(self, object, /)",
      "Abstract classes can override this to customize issubclass().\n\nThis is invoked early on by abc.ABCMeta.__subclasscheck__().\nIt should return True, False or NotImplemented.  If it returns\nNotImplemented, the normal algorithm is used.  Otherwise, it\noverrides the normal algorithm (and the outcome is cached).",
      () => NOT_IMPLEMENTED,
      { noTextSignature: true },
    ),
    __init_subclass__: method(
      "(self, /)",
      "This method is called when a class is subclassed.\n\nThe default implementation does nothing. It may be\noverridden to extend subclasses.",
      () => NONE,
      { noTextSignature: true },
    ),
  },
  attributes: {
    __class__: getset("the object's class", (self: Value) => typeOf(self), setClass),
  },
});

/** `object.__setattr__` may not be used to get past the `__setattr__` of a builtin type. */
function checkHackcheck(self: Value, name: string): void {
  const t = typeOf(self);
  for (const c of t.mro) {
    if (c === ObjectType) return;
    if (!c.heap && c.ns.has(name)) {
      throw typeError(`can't apply this ${name} to ${t.name} object`);
    }
  }
}

// an attribute store that V8 would make an own property goes the general way for these two names
for (const name of ["__class__", "__dict__"]) {
  Object.defineProperty(PyObject.prototype, "_" + name, {
    get: () => undefined,
    set(this: PyObject, v: Value) {
      storeGeneric(this, this.cls, name, v);
    },
    configurable: true,
  });
}

typeHooks.objectGetattribute = ObjectType.ns.get("__getattribute__");
typeHooks.objectSetattr = ObjectType.ns.get("__setattr__");
updateFlags(ObjectType);
