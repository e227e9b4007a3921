// types.SimpleNamespace: an object with nothing but attributes.

import { member } from "./builtin.ts";
import { equals } from "./compare.ts";
import { define } from "./define.ts";
import { PyDict } from "./dict.ts";
import { dictUpdate } from "./dict_type.ts";
import { instanceDict } from "./instance_dict.ts";
import { NOT_IMPLEMENTED, PyObject, type Value } from "./object.ts";
import { repr } from "./operations.ts";
import { typeError } from "./raise.ts";
import { guardedRepr } from "./repr_guard.ts";
import { type KwMap, method } from "./signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { builtinType, type PyType } from "./type.ts";
import { call } from "./attributes.ts";

/** A types.SimpleNamespace. */
export class PySimpleNamespace extends PyObject {}

/** `types.SimpleNamespace`. */
export const SimpleNamespaceType: PyType = builtinType("types.SimpleNamespace", PySimpleNamespace, {
  hasDict: true,
  module: "types",
  qualname: "SimpleNamespace",
});

function namespaceRepr(self: PySimpleNamespace): Value {
  const name = self.cls === SimpleNamespaceType ? "namespace" : self.cls.name;
  return strFromUtf16(guardedRepr(self, `${name}(...)`, () => {
    const parts: string[] = [];
    instanceDict(self).forEach((k, v) => {
      if (isStr(k)) parts.push(`${utf16(strOf(k)!)}=${repr(v)}`);
    });
    return `${name}(${parts.join(", ")})`;
  }));
}
define(SimpleNamespaceType, {
  doc: "A simple attribute-based namespace.",
  textSignature: "(mapping_or_iterable=(), /, **kwargs)",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => cls.allocate(),
  ),
  methods: {
    __init__: method(
      "(self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PySimpleNamespace, args: Value[], kw: KwMap | undefined) => {
        if (args.length > 1) {
          throw typeError(
            `${self.cls.name.split(".").pop()} expected at most 1 argument, got ${args.length}`,
          );
        }
        const d = instanceDict(self);
        if (args.length === 1) {
          const given = new PyDict();
          dictUpdate(given, args[0]);
          given.forEach((k) => {
            if (!isStr(k)) throw typeError(`keywords must be strings`);
          });
          given.forEach((k, v) => d.set(k, v));
        }
        for (const [name, v] of kw ?? []) d.setStr(name, v);
      },
    ),
    __repr__: method("(self, /)", "Return repr(self).", namespaceRepr),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PySimpleNamespace, o: Value) =>
        o instanceof PySimpleNamespace
          ? equals(instanceDict(self), instanceDict(o))
          : NOT_IMPLEMENTED,
    ),
    __ne__: method(
      "(self, value, /)",
      "Return self!=value.",
      (self: PySimpleNamespace, o: Value) =>
        o instanceof PySimpleNamespace
          ? !equals(instanceDict(self), instanceDict(o))
          : NOT_IMPLEMENTED,
    ),
    __lt__: method("(self, value, /)", "Return self<value.", () => NOT_IMPLEMENTED),
    __le__: method("(self, value, /)", "Return self<=value.", () => NOT_IMPLEMENTED),
    __gt__: method("(self, value, /)", "Return self>value.", () => NOT_IMPLEMENTED),
    __ge__: method("(self, value, /)", "Return self>=value.", () => NOT_IMPLEMENTED),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling",
      (self: PySimpleNamespace) => new PyTuple([self.cls, new PyTuple([]), instanceDict(self)]),
    ),
    __replace__: method(
      "(self, /, *args, **changes)",
      "Return a copy of the namespace object with new values for the specified attributes.",
      (
        self: PySimpleNamespace,
        args: Value[],
        kw: KwMap | undefined,
      ) => {
        if (args.length > 0) throw typeError("__replace__() takes no positional arguments");
        const made = call(self.cls, []);
        if (!(made instanceof PyObject)) throw typeError("expect a namespace");
        const d = instanceDict(made);
        instanceDict(self).forEach((k, v) => d.set(k, v));
        for (const [name, v] of kw ?? []) d.setStr(name, v);
        return made;
      },
    ),
  },
  attributes: { __dict__: member(undefined, instanceDict) },
  unhashable: true,
});
