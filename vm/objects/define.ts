// `define`: gives a builtin type the methods and attributes that are declared next to their code.

import { NONE, type Value } from "./object.ts";
import {
  type GetSetDeclaration,
  PyBuiltinFunction,
  PyBuiltinMember,
  PyClassMethodDescriptor,
  PyGetSet,
  PyMethodDescriptor,
  PyNew,
  PyWrapperDescriptor,
} from "./builtin.ts";
import { typeError } from "./raise.ts";
import type { Declaration, Native } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import { noteDescriptorMethods, type PyType, type QuickCall, updateFlags } from "./type.ts";

/** Everything that a builtin type has, beside its layout and base. */
export interface TypeDefinition {
  doc?: string;
  /** `__text_signature__` of the type itself: "(iterable=(), /)". */
  textSignature?: string;
  /** `__new__`: the implementation's first parameter is the class. */
  new?: Declaration;
  /** See `PyType.quickCall`. */
  quickCall?: QuickCall;
  /** Methods; special methods that CPython keeps in slots become wrapper descriptors by their name. */
  methods?: Record<string, Declaration>;
  classMethods?: Record<string, Declaration>;
  staticMethods?: Record<string, Declaration>;
  attributes?: Record<string, GetSetDeclaration>;
  /** Plain class attributes. */
  values?: Record<string, Value>;
  /** Special methods that are ordinary method descriptors in CPython (`list.__getitem__`). */
  plainSpecials?: readonly string[];
  /** `__hash__ = None`. */
  unhashable?: boolean;
}

/** Special methods for which CPython's types have a slot. */
export const SLOT_NAMES: ReadonlySet<string> = new Set([
  "__repr__",
  "__hash__",
  "__call__",
  "__str__",
  "__getattribute__",
  "__setattr__",
  "__delattr__",
  "__lt__",
  "__le__",
  "__eq__",
  "__ne__",
  "__gt__",
  "__ge__",
  "__iter__",
  "__next__",
  "__get__",
  "__set__",
  "__delete__",
  "__init__",
  "__del__",
  "__await__",
  "__aiter__",
  "__anext__",
  "__add__",
  "__radd__",
  "__iadd__",
  "__sub__",
  "__rsub__",
  "__isub__",
  "__mul__",
  "__rmul__",
  "__imul__",
  "__mod__",
  "__rmod__",
  "__imod__",
  "__pow__",
  "__rpow__",
  "__ipow__",
  "__neg__",
  "__pos__",
  "__abs__",
  "__bool__",
  "__invert__",
  "__lshift__",
  "__rlshift__",
  "__ilshift__",
  "__rshift__",
  "__rrshift__",
  "__irshift__",
  "__and__",
  "__rand__",
  "__iand__",
  "__xor__",
  "__rxor__",
  "__ixor__",
  "__or__",
  "__ror__",
  "__ior__",
  "__int__",
  "__float__",
  "__index__",
  "__floordiv__",
  "__rfloordiv__",
  "__ifloordiv__",
  "__truediv__",
  "__rtruediv__",
  "__itruediv__",
  "__divmod__",
  "__rdivmod__",
  "__matmul__",
  "__rmatmul__",
  "__imatmul__",
  "__len__",
  "__getitem__",
  "__setitem__",
  "__delitem__",
  "__contains__",
  "__buffer__",
  "__release_buffer__",
]);

/** `__get__` that wants an instance or an owner. */
function ofSomebody(decl: Declaration): Declaration {
  const get = decl.implementation as unknown as Native;
  const implementation = (self: Value, instance: Value, owner?: Value) => {
    if (instance === NONE && (owner === undefined || owner === NONE)) {
      throw typeError("__get__(None, None) is invalid");
    }
    return get(self, instance, owner);
  };
  return { ...decl, implementation };
}

/** Gives `t` its methods and attributes. Called once for each builtin type, in the file of the type. */
export function define(t: PyType, d: TypeDefinition): void {
  const { ns } = t;
  if (d.new !== undefined) ns.set("__new__", new PyNew(d.new, t));
  for (const name in d.methods) {
    const decl = name === "__get__" ? ofSomebody(d.methods[name]) : d.methods[name];
    const isSlot = SLOT_NAMES.has(name) && !(d.plainSpecials?.includes(name) ?? false);
    ns.set(
      name,
      isSlot ? new PyWrapperDescriptor(decl, name, t) : new PyMethodDescriptor(decl, name, t),
    );
  }
  for (const name in d.classMethods) {
    ns.set(name, new PyClassMethodDescriptor(d.classMethods[name], name, t));
  }
  for (const name in d.staticMethods) {
    ns.set(name, new PyBuiltinFunction(d.staticMethods[name], name, undefined, t));
  }
  for (const name in d.attributes) {
    const decl = d.attributes[name];
    ns.set(
      name,
      decl.member ? new PyBuiltinMember(decl, name, t) : new PyGetSet(decl, name, t),
    );
  }
  const proto = t.proto as unknown as Record<string, Value>;
  for (const name in d.values) {
    ns.set(name, d.values[name]);
    proto["_" + name] = d.values[name];
  }
  if (d.unhashable) {
    ns.set("__hash__", NONE);
    proto["___hash__"] = NONE;
  } else if (ns.has("__eq__") && !ns.has("__hash__") && t.base !== null) {
    throw new Error(`${t.name} has __eq__ and says nothing of __hash__`);
  }
  t.textSignature = d.textSignature;
  t.quickCall = d.quickCall;
  if (d.doc !== undefined) t.doc = strFromUtf16(d.doc);
  // a type whose instances have a `__doc__` of their own keeps its own text beside it
  if (d.doc !== undefined && !ns.has("__doc__")) {
    ns.set("__doc__", t.doc!);
  } else if (!ns.has("__doc__")) {
    ns.set("__doc__", NONE);
  }
  forgetLookups(t);
  if (ns.has("__set__") || ns.has("__delete__")) noteDescriptorMethods();
  t.version++;
  updateFlags(t);
}

/** A subclass may have been asked for an attribute before its base had it: files are loaded in any order. */
function forgetLookups(t: PyType): void {
  t.forget();
  for (const sub of t.liveSubclasses()) forgetLookups(sub);
}
