// The attributes of builtin callables and descriptors: names, signatures, documentation, reprs.

import {
  BuiltinFunctionType,
  ClassMethodDescriptorType,
  getset,
  GetSetType,
  member,
  MemberType,
  MethodDescriptorType,
  MethodWrapperType,
  type PyBuiltin,
  PyBuiltinFunction,
  PyBuiltinMethod,
  PyClassMethodDescriptor,
  type PyGetSet,
  PyMethodWrapper,
  PyNew,
  PySlot,
  WrapperDescriptorType,
} from "./builtin.ts";
import { callMethod as callNamed, getAttr } from "./attributes.ts";
import { hashOf, isSame } from "./compare.ts";
import { xor } from "./core/int_core.ts";
import { define, type TypeDefinition } from "./define.ts";
import { address, idOf } from "./identity.ts";
import { NONE, NOT_IMPLEMENTED, type PyObject, type Value } from "./object.ts";
import { runtime } from "./runtime.ts";
import { type KwMap, method, textSignature } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { PyType, typeOf } from "./type.ts";

/** The declared function behind any builtin callable. */
function declared(v: PyObject): PyBuiltin {
  return v instanceof PyBuiltinMethod || v instanceof PyMethodWrapper ? v.descr : v as PyBuiltin;
}

function selfOf(v: PyObject): Value {
  if (v instanceof PyBuiltinMethod || v instanceof PyMethodWrapper) return v.self;
  // static methods belong to their type
  return (v as PyBuiltin).owner ?? NONE;
}

function doc(v: PyObject): Value {
  const text = declared(v).decl.doc;
  return text === "" ? NONE : strFromUtf16(text);
}

function signature(v: PyObject): Value {
  const d = declared(v);
  // CPython knows no more of what stands in a type's slots for making and calling
  if (d instanceof PyNew) return "($type, *args, **kwargs)";
  if (d.slot && (d.name === "__init__" || d.name === "__call__")) {
    return "($self, /, *args, **kwargs)";
  }
  const text = d.hasSelf || d.owner !== undefined
    ? textSignature(d.decl, d.hasSelf)
    : moduleSignature(d.decl);
  if (text === undefined) return NONE;
  const named = d instanceof PyClassMethodDescriptor && d.decl.options?.textSignature === undefined;
  return strFromUtf16(named ? text.replace(/^\(\$\w+/, "($type") : text);
}

/** `__text_signature__` of a module's function: "($module, x, /)". */
function moduleSignature(decl: PyBuiltin["decl"]): string | undefined {
  const text = textSignature(decl, false);
  if (text === undefined) return undefined;
  if (text === "()") return "($module, /)";
  const rest = text.slice(1);
  const marked = decl.options?.textSignature !== undefined || rest.includes(" /,") ||
    rest.endsWith(" /)");
  return marked ? "($module, " + rest : "($module, /, " + rest;
}

function qualname(v: PyObject): string {
  const d = declared(v);
  if (v instanceof PyBuiltinMethod) return v.qualname;
  if (v instanceof PyMethodWrapper) {
    const { self } = v;
    const owner = self instanceof PyType ? self.qualname : typeOf(self).qualname;
    return `${owner}.${d.name}`;
  }
  return d.owner === undefined ? d.name : `${d.owner.qualname}.${d.name}`;
}

const names: NonNullable<TypeDefinition["attributes"]> = {
  __name__: getset(undefined, (self: PyObject) => strFromUtf16(declared(self).name)),
  __qualname__: getset(undefined, (self: PyObject) => strFromUtf16(qualname(self))),
  __doc__: getset(undefined, doc),
  __text_signature__: getset(undefined, signature),
};

const callMethod = method(
  "(self, /, *args, **kwargs)",
  "Call self as a function.",
  (self: PyObject, args: Value[], kwargs: KwMap | undefined) =>
    self.invoke(
      kwargs === undefined ? args : [...args, ...kwargs.values()],
      kwargs === undefined ? undefined : [...kwargs.keys()],
    ),
);

const getMethod = method(
  "(self, instance, owner=None, /)",
  "Return an attribute of instance, which is of type owner.",
  (self: PyObject, instance: Value, owner?: Value) =>
    self.descrGet(
      instance === NONE ? undefined : instance,
      owner === undefined || owner === NONE ? undefined : owner as PyType,
    ),
);

function reduceByName(self: PyObject): Value {
  const d = declared(self);
  if (d.owner === undefined) return strFromUtf16(d.name);
  const owner: Value = self instanceof PyBuiltinMethod || self instanceof PyMethodWrapper
    ? self.self
    : d.owner;
  const getattr = getAttr(runtime.importModule("builtins"), "getattr");
  return new PyTuple([getattr, new PyTuple([owner, strFromUtf16(d.name)])]);
}

define(BuiltinFunctionType, {
  methods: {
    __call__: callMethod,
    __repr__: method("(self, /)", "Return repr(self).", (self: PyObject) => {
      const d = declared(self);
      const s = selfOf(self);
      if (s === NONE || d.owner === undefined) return strFromUtf16(`<built-in function ${d.name}>`);
      return strFromUtf16(
        `<built-in method ${d.name} of ${typeOf(s).name} object at ${address(s)}>`,
      );
    }),
    __eq__: method("(self, value, /)", "Return self==value.", (self: PyObject, o: Value) => {
      if (self === o) return true;
      if (self instanceof PyBuiltinMethod && o instanceof PyBuiltinMethod) {
        return self.descr === o.descr && isSame(self.self, o.self);
      }
      return typeof o === "object" && o.cls === BuiltinFunctionType ? false : NOT_IMPLEMENTED;
    }),
    __hash__: method("(self, /)", "Return hash(self).", (self: PyObject) => {
      if (self instanceof PyBuiltinMethod) {
        return hashOf(xor(idOf(self.descr), idOf(self.self)));
      }
      return hashOf(idOf(self));
    }),
    __reduce__: method("(self, /)", "", reduceByName),
  },
  attributes: {
    ...names,
    __self__: getset(undefined, (self: PyObject) => {
      const s = selfOf(self);
      if (s === NONE && self instanceof PyBuiltinFunction) {
        if (self.owner !== undefined) return self.owner;
        return self.module === undefined ? NONE : runtime.importModule(self.module);
      }
      return s;
    }),
    __module__: getset(undefined, (self: PyObject) => {
      const { module } = self as PyBuiltinFunction;
      return self instanceof PyBuiltinFunction && module !== undefined
        ? strFromUtf16(module)
        : NONE;
    }),
  },
});

for (
  const [t, what] of [
    [MethodDescriptorType, "method"],
    [WrapperDescriptorType, "slot wrapper"],
    [ClassMethodDescriptorType, "method"],
  ] as const
) {
  define(t, {
    methods: {
      __call__: callMethod,
      __get__: getMethod,
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: PyBuiltin) =>
          strFromUtf16(`<${what} '${self.name}' of '${self.owner!.name}' objects>`),
      ),
      __reduce__: method("(self, /)", "", reduceByName),
    },
    attributes: {
      ...names,
      __objclass__: member(undefined, (self: PyBuiltin) => self.owner!),
    },
  });
}

define(MethodWrapperType, {
  methods: {
    __call__: callMethod,
    __repr__: method("(self, /)", "Return repr(self).", (self: PyMethodWrapper) =>
      strFromUtf16(
        `<method-wrapper '${self.descr.name}' of ${typeOf(self.self).name} object at ${
          address(self.self)
        }>`,
      )),
    __eq__: method("(self, value, /)", "Return self==value.", (self: PyMethodWrapper, o: Value) => {
      if (!(o instanceof PyMethodWrapper)) return NOT_IMPLEMENTED;
      return self.descr === o.descr && isSame(self.self, o.self);
    }),
    __hash__: method(
      "(self, /)",
      "Return hash(self).",
      (self: PyMethodWrapper) => hashOf(xor(idOf(self.descr), idOf(self.self))),
    ),
    __reduce__: method("(self, /)", "", reduceByName),
  },
  attributes: {
    ...names,
    __self__: member(undefined, (self: PyMethodWrapper) => self.self),
    __objclass__: getset(undefined, (self: PyMethodWrapper) => self.descr.owner!),
  },
});

for (const [t, what] of [[GetSetType, "attribute"], [MemberType, "member"]] as const) {
  define(t, {
    methods: {
      __get__: getMethod,
      __set__: method(
        "(self, instance, value, /)",
        "Set an attribute of instance to value.",
        (self: PyGetSet | PySlot, instance: Value, value: Value) => self.descrSet(instance, value),
      ),
      __delete__: method(
        "(self, instance, /)",
        "Delete an attribute of instance.",
        (self: PyGetSet | PySlot, instance: Value) => self.descrSet(instance, undefined),
      ),
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: PyGetSet | PySlot) =>
          strFromUtf16(`<${what} '${self.name}' of '${self.owner.name}' objects>`),
      ),
      __reduce__: method("(self, /)", "", (self: PyGetSet | PySlot) => {
        const getattr = getAttr(runtime.importModule("builtins"), "getattr");
        return new PyTuple([getattr, new PyTuple([self.owner, strFromUtf16(self.name)])]);
      }),
    },
    attributes: {
      __name__: member(undefined, (self: PyGetSet | PySlot) => strFromUtf16(self.name)),
      __qualname__: getset(
        undefined,
        (self: PyGetSet | PySlot) => strFromUtf16(`${self.owner.qualname}.${self.name}`),
      ),
      __objclass__: member(undefined, (self: PyGetSet | PySlot) => self.owner),
      __doc__: getset(undefined, (self: PyGetSet | PySlot) => {
        if (self instanceof PySlot) return slotDoc(self);
        return self.decl.doc === undefined ? NONE : strFromUtf16(self.decl.doc);
      }),
    },
  });
}

/** The doc string of a slot: the value under its name where `__slots__` is a dict. */
function slotDoc(self: PySlot): Value {
  const slots = self.owner.ns.get("__slots__");
  if (slots === undefined || typeof slots !== "object") return NONE;
  const get = slots.cls.lookup("get");
  if (get === undefined || slots.cls.lookup("keys") === undefined) return NONE;
  return slotHooks.get(slots, strFromUtf16(self.name));
}

const slotHooks = { get: (d: Value, key: Value): Value => callNamed(d, "get", key) };
