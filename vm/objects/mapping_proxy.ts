// mappingproxy: a read-only view of any mapping; what `cls.__dict__` gives.

import { callMethod } from "./attributes.ts";
import { classGetItem } from "./class_getitem.ts";
import { eq, ge, gt, hashOf, le, lt, ne } from "./compare.ts";
import { define } from "./define.ts";
import { PyDict } from "./dict.ts";
import { iter } from "./iteration.ts";
import { NONE, PyObject, type Value } from "./object.ts";
import { contains, getItem, length, repr, str } from "./operations.ts";
import { or } from "./operators.ts";
import { typeError } from "./raise.ts";
import { method } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import { ListType } from "./list.ts";
import { TupleType } from "./tuple.ts";
import { typeTypeHooks } from "./type_type.ts";
import { builtinType, type PyType, typeOf } from "./type.ts";

/** A read-only view of a mapping. */
export class PyMappingProxy extends PyObject {
  mapping: Value;
  constructor(mapping: Value = NONE) {
    super();
    this.mapping = mapping;
  }
}

/** A proxy of a dict. */
export function mappingProxyOf(d: PyDict): PyMappingProxy {
  return new PyMappingProxy(d);
}

typeTypeHooks.mappingProxy = mappingProxyOf;

/** `mappingproxy`. */
export const MappingProxyType: PyType = builtinType("mappingproxy", PyMappingProxy, {
  final: true,
  patternKind: "mapping",
});

function bare(v: Value): Value {
  return v instanceof PyMappingProxy ? v.mapping : v;
}

/** What is no mapping: lists and tuples have `__getitem__` too. */
function check(v: Value): void {
  const t = typeOf(v);
  if (
    t.lookup("__getitem__") === undefined || t.isSubtype(TupleType) || t.isSubtype(ListType)
  ) {
    throw typeError(`mappingproxy() argument must be a mapping, not ${t.name}`);
  }
}
define(MappingProxyType, {
  doc: "Read-only proxy of a mapping.",
  textSignature: "(mapping)",
  new: method(
    "(type, /, mapping)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (_cls: PyType, mapping: Value) => {
      check(mapping);
      return new PyMappingProxy(mapping);
    },
  ),
  methods: {
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (self: PyMappingProxy) => strFromUtf16(`mappingproxy(${repr(self.mapping)})`),
    ),
    __str__: method("(self, /)", "Return str(self).", (self: PyMappingProxy) => str(self.mapping)),
    __hash__: method(
      "(self, /)",
      "Return hash(self).",
      (self: PyMappingProxy) => hashOf(self.mapping),
    ),
    __len__: method(
      "(self, /)",
      "Return len(self).",
      (self: PyMappingProxy) => length(self.mapping),
    ),
    __getitem__: method(
      "(self, key, /)",
      "Return self[key].",
      (self: PyMappingProxy, key: Value) => getItem(self.mapping, key),
    ),
    __contains__: method(
      "(self, key, /)",
      "Return bool(key in self).",
      (self: PyMappingProxy, key: Value) =>
        self.mapping instanceof PyDict && !self.mapping.cls.heap
          ? self.mapping.has(key)
          : contains(self.mapping, key),
    ),
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: PyMappingProxy) => iter(self.mapping),
    ),
    __reversed__: method(
      "(self, /)",
      "D.__reversed__() -> reverse iterator",
      (self: PyMappingProxy) => callMethod(self.mapping, "__reversed__"),
    ),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PyMappingProxy, o: Value) => eq(self.mapping, o),
    ),
    __ne__: method(
      "(self, value, /)",
      "Return self!=value.",
      (self: PyMappingProxy, o: Value) => ne(self.mapping, o),
    ),
    __lt__: method(
      "(self, value, /)",
      "Return self<value.",
      (self: PyMappingProxy, o: Value) => lt(self.mapping, o),
    ),
    __le__: method(
      "(self, value, /)",
      "Return self<=value.",
      (self: PyMappingProxy, o: Value) => le(self.mapping, o),
    ),
    __gt__: method(
      "(self, value, /)",
      "Return self>value.",
      (self: PyMappingProxy, o: Value) => gt(self.mapping, o),
    ),
    __ge__: method(
      "(self, value, /)",
      "Return self>=value.",
      (self: PyMappingProxy, o: Value) => ge(self.mapping, o),
    ),
    __or__: method(
      "(self, value, /)",
      "Return self|value.",
      (self: Value, o: Value) => or(bare(self), bare(o)),
    ),
    __ror__: method(
      "(self, value, /)",
      "Return value|self.",
      (self: Value, o: Value) => or(bare(o), bare(self)),
    ),
    __ior__: method("(self, value, /)", "Return self|=value.", (self: PyMappingProxy) => {
      throw typeError(
        `'|=' is not supported by ${self.cls.name}; use '|' instead`,
      );
    }),
    get: method(
      "(self, key, default=None, /)",
      "Return the value for key if key is in the mapping, else default.",
      (
        self: PyMappingProxy,
        key: Value,
        fallback: Value = NONE,
      ) => callMethod(self.mapping, "get", key, fallback),
    ),
    keys: method(
      "(self, /)",
      "D.keys() -> a set-like object providing a view on D's keys",
      (self: PyMappingProxy) => callMethod(self.mapping, "keys"),
    ),
    values: method(
      "(self, /)",
      "D.values() -> an object providing a view on D's values",
      (self: PyMappingProxy) => callMethod(self.mapping, "values"),
    ),
    items: method(
      "(self, /)",
      "D.items() -> a set-like object providing a view on D's items",
      (self: PyMappingProxy) => callMethod(self.mapping, "items"),
    ),
    copy: method(
      "(self, /)",
      "D.copy() -> a shallow copy of D",
      (self: PyMappingProxy) => callMethod(self.mapping, "copy"),
    ),
  },
  classMethods: {
    __class_getitem__: method("(cls, object, /)", "See PEP 585", classGetItem),
  },
});
