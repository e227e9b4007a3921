// The methods and attributes of `type`.

import { attributeName, callUnbound, getAttrOrAbsent } from "./attributes.ts";
import { attributeError } from "./attribute_error.ts";
import { getset, member } from "./builtin.ts";
import { bestBase, checkClassName, createClass } from "./class_creation.ts";
import { checkSameLayout } from "./class_layout.ts";
import { fullName } from "./class_names.ts";
import { PyList } from "./list.ts";
import { truth } from "./compare.ts";
import { define } from "./define.ts";
import { PyDict } from "./dict.ts";
import { NONE, NOT_IMPLEMENTED, type PyObject, type Value } from "./object.ts";
import { mergeClassNames } from "./object_type.ts";
import { typeError } from "./raise.ts";
import { type KwMap, method } from "./signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { linearize } from "./mro.ts";
import { instantiate } from "./type_call.ts";
import {
  argumentName,
  checkMutable,
  isDataDescriptor,
  isInstance,
  ObjectType,
  PyType,
  relinkBases,
  typeHooks,
  typeOf,
  TypeType,
} from "./type.ts";

/** Filled in by generic_alias.ts, mapping_proxy.ts: what `X | Y` and `__dict__` make. */
export const typeTypeHooks: {
  union: (a: Value, b: Value) => Value;
  mappingProxy: (d: PyDict) => Value;
  /** `isinstance` and `issubclass` where the second argument is a union; `undefined` where it is none. */
  unionInstance: (v: Value, union: Value) => boolean | undefined;
  unionSubclass: (v: Value, union: Value) => boolean | undefined;
} = {
  union: () => NOT_IMPLEMENTED,
  mappingProxy: (d) => d,
  unionInstance: () => undefined,
  unionSubclass: () => undefined,
};

PyType.prototype.findAttribute = function (this: PyType, name: string): Value | undefined {
  const meta = this.cls;
  const fromMeta = meta.lookup(name);
  if (
    fromMeta !== undefined && isDataDescriptor(fromMeta) && typeHooks.isDescriptor(fromMeta)
  ) {
    return (fromMeta as PyObject).descrGet(this, meta);
  }
  const v = this.lookup(name);
  if (v !== undefined) return typeof v === "object" ? v.descrGet(undefined, this) : v;
  if (fromMeta === undefined) return undefined;
  return typeof fromMeta === "object" ? fromMeta.descrGet(this, meta) : fromMeta;
};

PyType.prototype.storeAttribute = function (
  this: PyType,
  name: string,
  value: Value | undefined,
): void {
  checkMutable(this, name);
  const fromMeta = this.cls.lookup(name);
  if (fromMeta !== undefined && isDataDescriptor(fromMeta)) {
    (fromMeta as PyObject).descrSet(this, value);
  } else if (value !== undefined) {
    this.setOwn(name, value);
  } else if (!this.deleteOwn(name)) {
    throw attributeError(this, name);
  }
};

function typeNew(cls: PyType, args: Value[], kwargs: KwMap | undefined): Value {
  if (args.length === 1 && cls === TypeType && (kwargs === undefined || kwargs.size === 0)) {
    return typeOf(args[0]);
  }
  if (args.length !== 3) {
    throw typeError(
      cls === TypeType
        ? "type() takes 1 or 3 arguments"
        : `type.__new__() takes exactly 3 arguments (${args.length} given)`,
    );
  }
  const [name, bases, ns] = args;
  if (!isStr(name)) {
    throw typeError(`type.__new__() argument 1 must be str, not ${argumentName(name)}`);
  }
  if (!(bases instanceof PyTuple)) {
    throw typeError(`type.__new__() argument 2 must be tuple, not ${argumentName(bases)}`);
  }
  if (!(ns instanceof PyDict)) {
    throw typeError(`type.__new__() argument 3 must be dict, not ${argumentName(ns)}`);
  }
  return createClass(cls, name, bases, ns, kwargs);
}

/** `type.__repr__` */
export function typeRepr(t: PyType): string {
  return `<class '${fullName(t)}'>`;
}

function setBases(self: PyType, v: Value | undefined): void {
  checkMutable(self, "__bases__");
  if (v === undefined) throw typeError(`can't delete ${self.name}.__bases__`);
  if (!(v instanceof PyTuple)) {
    throw typeError(`can only assign tuple to ${self.name}.__bases__, not ${typeOf(v).name}`);
  }
  if (v.items.length === 0) {
    throw typeError(`can only assign non-empty tuple to ${self.name}.__bases__, not ()`);
  }
  for (const b of v.items) {
    if (!(b instanceof PyType)) {
      throw typeError(
        `${self.name}.__bases__ must be tuple of classes, not '${typeOf(b).name}'`,
      );
    }
    if (b.isSubtype(self) || hasBase(b, self)) {
      throw typeError("a __bases__ item causes an inheritance cycle");
    }
  }
  const base = bestBase(v.items);
  if (self.base !== null) checkSameLayout(self.base, base, "__bases__");
  relinkBases(self, v.items as PyType[], base);
}

/** By the chain of bases alone: the order of `t` may not follow its bases yet. */
function hasBase(t: PyType, other: PyType): boolean {
  for (let b = t.base; b !== null; b = b.base) if (b === other) return true;
  return false;
}

function nameSetter(what: "__name__" | "__qualname__") {
  return (self: PyType, v: Value | undefined): void => {
    checkMutable(self, what);
    if (v === undefined) {
      throw typeError(`cannot delete '${what}' attribute of immutable type '${self.name}'`);
    }
    if (!isStr(v)) {
      throw typeError(
        `can only assign string to ${self.name}.${what}, not '${typeOf(v).name}'`,
      );
    }
    if (what === "__name__") checkClassName(v);
    self[what === "__name__" ? "name" : "qualname"] = utf16(strOf(v)!);
  };
}

function annotations(self: PyType): Value {
  if (!self.heap) throw attributeError(self, "__annotations__");
  let v = self.ns.get("__annotations__");
  if (v === undefined) {
    v = new PyDict();
    self.setOwn("__annotations__", v);
  }
  return typeof v === "object" ? v.descrGet(undefined, self) : v;
}

/** isinstance by the MRO, or by what `__class__` claims. */
export function instanceCheck(self: PyType, v: Value): boolean {
  if (isInstance(v, self)) return true;
  if (typeof v !== "object") return false;
  const claimed = typeHooksClass.classOf(v);
  return claimed instanceof PyType && claimed !== v.cls && claimed.isSubtype(self);
}

const typeHooksClass = {
  classOf(v: PyObject): Value | undefined {
    // the usual object does not lie about its class
    if (v.plainGet === true && v.cls.lookup("__class__") === ObjectType.ns.get("__class__")) {
      return v.cls;
    }
    return getAttrOrAbsent(v, "__class__");
  },
};

function docOf(self: PyType): Value {
  if (!self.heap && self.doc !== undefined) return self.doc;
  const v = self.ns.get("__doc__");
  if (v === undefined) {
    const inherited = self.heap ? NONE : self.lookup("__doc__");
    return inherited ?? NONE;
  }
  return typeof v === "object" ? v.descrGet(undefined, self) : v;
}

/** CPython's flag bits that programs look at. */
function flags(t: PyType): number {
  let f = 1 << 12; // ready
  // the types of typing are made at run time in CPython too
  if (t.heap || t.module === "typing") f |= 1 << 9;
  else f |= 1 << 8;
  if (t.basetype) f |= 1 << 10;
  if (t.isAbstract) f |= 1 << 20;
  if (t.patternKind === "sequence") f |= 1 << 5;
  if (t.patternKind === "mapping") f |= 1 << 6;
  if (t.disallowsInstantiation) f |= 1 << 7;
  const bits: [string, number][] = [
    ["int", 24],
    ["list", 25],
    ["tuple", 26],
    ["bytes", 27],
    [
      "str",
      28,
    ],
    ["dict", 29],
    ["BaseException", 30],
  ];
  for (const [name, bit] of bits) if (t.mro.some((c) => !c.heap && c.name === name)) f |= 1 << bit;
  if (t.mro.includes(TypeType)) f |= 1 << 31;
  return f >>> 0;
}

define(TypeType, {
  doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    typeNew,
  ),
  methods: {
    __init__: method(
      "(self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (_self: PyType, args: Value[], kwargs: KwMap | undefined) => {
        if (kwargs !== undefined && kwargs.size > 0 && args.length === 1) {
          throw typeError("type.__init__() takes no keyword arguments");
        }
        if (args.length !== 1 && args.length !== 3) {
          throw typeError("type.__init__() takes 1 or 3 arguments");
        }
      },
    ),
    __call__: method(
      "(self, /, *args, **kwargs)",
      "Call self as a function.",
      (self: PyType, args: Value[], kwargs: KwMap | undefined) =>
        instantiate(
          self,
          kwargs === undefined ? args : [...args, ...kwargs.values()],
          kwargs === undefined ? undefined : [...kwargs.keys()],
        ),
    ),
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (self: PyType) => strFromUtf16(typeRepr(self)),
    ),
    __getattribute__: method(
      "(self, name, /)",
      "Return getattr(self, name).",
      (self: PyType, name: Value) => {
        const text = attributeName(name);
        const v = PyType.prototype.findAttribute.call(self, text);
        if (v === undefined) throw attributeError(self, text);
        return v;
      },
    ),
    __setattr__: method(
      "(self, name, value, /)",
      "Implement setattr(self, name, value).",
      (self: PyType, name: Value, value: Value) =>
        PyType.prototype.storeAttribute.call(self, attributeName(name), value),
    ),
    __delattr__: method(
      "(self, name, /)",
      "Implement delattr(self, name).",
      (self: PyType, name: Value) =>
        PyType.prototype.storeAttribute.call(self, attributeName(name), undefined),
    ),
    __or__: method(
      "(self, value, /)",
      "Return self|value.",
      (self: Value, value: Value) => typeTypeHooks.union(self, value),
    ),
    __ror__: method(
      "(self, value, /)",
      "Return value|self.",
      (self: Value, value: Value) => typeTypeHooks.union(value, self),
    ),
    mro: method(
      "(self, /)",
      "Return a type's method resolution order.",
      (self: PyType) => new PyList(self.bases.length === 0 ? [self] : linearize(self, self.bases)),
    ),
    __subclasses__: method(
      "(self, /)",
      "Return a list of immediate subclasses.",
      (self: PyType) => new PyList([...self.liveSubclasses()]),
    ),
    __instancecheck__: method(
      "(self, instance, /)",
      "Check if an object is an instance.",
      (self: PyType, v: Value) => instanceCheck(self, v),
    ),
    __subclasscheck__: method(
      "(self, subclass, /)",
      "Check if a class is a subclass.",
      (self: PyType, v: Value) => plainSubclassCheck(v, self),
    ),
    __dir__: method(
      "(self, /)",
      "Specialized __dir__ implementation for types.",
      (self: PyType) => {
        const names = new PyDict();
        mergeClassNames(names, self);
        return new PyList(names.keys());
      },
    ),
    __sizeof__: method(
      "(self, /)",
      "Return memory consumption of the type object.",
      (self: PyType) => self.heap ? 920 : 408,
    ),
  },
  classMethods: {
    __prepare__: method(
      "(cls, /, *args, **kwargs)",
      "Create the namespace for the class statement",
      () => new PyDict(),
      { textSignature: "(cls, name, bases, /, **kwds)" },
    ),
  },
  attributes: {
    __name__: getset(
      undefined,
      (self: PyType) => strFromUtf16(self.heap ? self.name : self.name.split(".").pop()!),
      nameSetter("__name__"),
    ),
    __qualname__: getset(
      undefined,
      (self: PyType) => strFromUtf16(self.qualname),
      nameSetter("__qualname__"),
    ),
    __module__: getset(undefined, (self: PyType) => {
      if (!self.heap) return strFromUtf16(self.module);
      const v = self.ns.get("__module__");
      if (v === undefined) throw attributeError(self, "__module__");
      return v;
    }, (self: PyType, v) => {
      checkMutable(self, "__module__");
      if (v === undefined) {
        throw typeError(`cannot delete '__module__' attribute of immutable type '${self.name}'`);
      }
      self.setOwn("__module__", v);
      // the line belongs to a class statement in the module that it had
      self.deleteOwn("__firstlineno__");
    }),
    __bases__: getset(undefined, (self: PyType) => new PyTuple([...self.bases]), setBases),
    __base__: member(undefined, (self: PyType) => self.base ?? NONE),
    __mro__: member(
      undefined,
      (self: PyType) => self.mro.length === 0 ? NONE : new PyTuple([...self.mro]),
    ),
    __dict__: getset(
      undefined,
      (self: PyType) => typeTypeHooks.mappingProxy(PyDict.fromMap(self.ns)),
    ),
    __doc__: getset(undefined, docOf, (self: PyType, v) => {
      checkMutable(self, "__doc__");
      if (v === undefined) {
        throw typeError(`cannot delete '__doc__' attribute of immutable type '${self.name}'`);
      }
      self.setOwn("__doc__", v);
    }),
    __text_signature__: getset(
      undefined,
      (self: PyType) => self.textSignature === undefined ? NONE : strFromUtf16(self.textSignature),
    ),
    __annotations__: getset(undefined, annotations, (self: PyType, v) => {
      checkMutable(self, "__annotations__");
      if (v !== undefined) self.setOwn("__annotations__", v);
      else if (!self.deleteOwn("__annotations__")) throw attributeError(self, "__annotations__");
    }),
    __type_params__: getset(
      undefined,
      (self: PyType) => self.heap ? self.ns.get("__type_params__") ?? new PyTuple() : new PyTuple(),
      (self: PyType, v) => {
        checkMutable(self, "__type_params__");
        if (v === undefined) {
          throw typeError(
            `cannot delete '__type_params__' attribute of immutable type '${self.name}'`,
          );
        }
        self.setOwn("__type_params__", v);
      },
    ),
    __abstractmethods__: getset(undefined, (self: PyType) => {
      const v = self === TypeType ? undefined : self.ns.get("__abstractmethods__");
      if (v === undefined) throw attributeError(self, "__abstractmethods__", "__abstractmethods__");
      return v;
    }, (self: PyType, v) => {
      if (v === undefined) {
        if (!self.deleteOwn("__abstractmethods__")) {
          throw attributeError(self, "__abstractmethods__", "__abstractmethods__");
        }
        self.isAbstract = false;
      } else {
        self.setOwn("__abstractmethods__", v);
        self.isAbstract = truth(v);
      }
    }),
    __flags__: member(undefined, (self: PyType) => flags(self)),
    __basicsize__: member(undefined, (self: PyType) => basicSize(self)),
    __itemsize__: member(undefined, (self: PyType) => itemSize(self)),
    __dictoffset__: member(undefined, (self: PyType) => self.hasDict ? -1 : 0),
    __weakrefoffset__: member(undefined, (self: PyType) => self.hasWeakref ? 24 : 0),
  },
});

function itemSize(t: PyType): number {
  for (const c of t.mro) {
    if (c.heap) continue;
    if (c.name === "int") return 4;
    if (c.name === "tuple") return 8;
    if (c.name === "bytes") return 1;
    if (c.name === "type") return 40;
  }
  return 0;
}

const BASIC_SIZES: Record<string, number> = {
  object: 16,
  int: 24,
  float: 24,
  complex: 32,
  str: 64,
  bytes: 33,
  bytearray: 56,
  list: 40,
  tuple: 24,
  dict: 64,
  set: 200,
  frozenset: 200,
  type: 928,
  BaseException: 72,
};

function basicSize(t: PyType): number {
  let size = 0;
  for (const c of t.mro) {
    size += 8 * (c.slotNames?.length ?? 0);
    if (!c.heap && c.name in BASIC_SIZES) return size + BASIC_SIZES[c.name];
  }
  return size + 16;
}

/** issubclass by the MRO; for what is no class, by its `__bases__`. */
export function plainSubclassCheck(v: Value, t: PyType): boolean {
  if (v instanceof PyType) return v.isSubtype(t);
  const bases = getAttrOrAbsent(v, "__bases__");
  if (!(bases instanceof PyTuple)) throw typeError("issubclass() arg 1 must be a class");
  return bases.items.some((b) => plainSubclassCheck(b, t));
}

/** `isinstance(v, cls)`, with tuples, unions and `__instancecheck__`. */
export function isInstanceOf(v: Value, cls: Value): boolean {
  if (cls instanceof PyType) {
    if (typeOf(v) === cls) return true;
    if (cls.cls === TypeType) return instanceCheck(cls, v);
  }
  if (cls instanceof PyTuple) return cls.items.some((c) => isInstanceOf(v, c));
  const among = typeTypeHooks.unionInstance(v, cls);
  if (among !== undefined) return among;
  const f = typeOf(cls).lookup("__instancecheck__");
  if (f !== undefined) return truth(callUnbound(f, cls, [v]));
  const bases = getAttrOrAbsent(cls, "__bases__");
  if (!(bases instanceof PyTuple)) {
    throw typeError("isinstance() arg 2 must be a type, a tuple of types, or a union");
  }
  const own = getAttrOrAbsent(v, "__class__");
  return own !== undefined && abstractSubclass(own, cls);
}

/** `issubclass(v, cls)`, with tuples, unions and `__subclasscheck__`. */
export function isSubclassOf(v: Value, cls: Value): boolean {
  if (cls instanceof PyType && cls.cls === TypeType) {
    if (v === cls) return true;
    return plainSubclassCheck(v, cls);
  }
  if (cls instanceof PyTuple) return cls.items.some((c) => isSubclassOf(v, c));
  const among = typeTypeHooks.unionSubclass(v, cls);
  if (among !== undefined) return among;
  const f = typeOf(cls).lookup("__subclasscheck__");
  if (f !== undefined) return truth(callUnbound(f, cls, [v]));
  if (!(getAttrOrAbsent(v, "__bases__") instanceof PyTuple)) {
    throw typeError("issubclass() arg 1 must be a class");
  }
  if (!(getAttrOrAbsent(cls, "__bases__") instanceof PyTuple)) {
    throw typeError("issubclass() arg 2 must be a class, a tuple of classes, or a union");
  }
  return abstractSubclass(v, cls);
}

function abstractSubclass(v: Value, cls: Value): boolean {
  if (v === cls) return true;
  const bases = getAttrOrAbsent(v, "__bases__");
  return bases instanceof PyTuple && bases.items.some((b) => abstractSubclass(b, cls));
}
