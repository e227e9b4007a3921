// What dict.keys(), dict.values() and dict.items() give: views that show the dict as it is now. Keys and items are
// sets as far as their entries are hashable.

import { getset } from "./builtin.ts";
import { equals } from "./compare.ts";
import { define } from "./define.ts";
import { DictType, type PyDict } from "./dict.ts";
import {
  DictItemIterator,
  DictKeyIterator,
  DictReverseItemIterator,
  DictReverseKeyIterator,
  DictReverseValueIterator,
  DictValueIterator,
} from "./dict_iterators.ts";
import { forEach, iter } from "./iteration.ts";
import { mappingProxyOf } from "./mapping_proxy.ts";
import { NOT_IMPLEMENTED, PyObject, type Value } from "./object.ts";
import { contains, length, repr } from "./operations.ts";
import { guardedRepr } from "./repr_guard.ts";
import { FrozenSetType, PyAnySet, PySet, SetType } from "./set.ts";
import {
  differenceUpdate,
  intersection,
  symmetricDifferenceUpdate,
  update,
} from "./set_algebra.ts";
import { method } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { builtinType, type PyType } from "./type.ts";

/** A view of a dict. */
export abstract class DictView extends PyObject {
  dict: PyDict;
  constructor(dict: PyDict) {
    super();
    this.dict = dict;
  }
}

/** `dict.keys()` */
export class DictKeys extends DictView {}
/** `dict.values()` */
export class DictValues extends DictView {}
/** `dict.items()` */
export class DictItems extends DictView {}

/** The entry is in the dict with an equal value. */
function hasItem(d: PyDict, item: Value): boolean {
  if (!(item instanceof PyTuple) || item.items.length !== 2) return false;
  const v = d.get(item.items[0]);
  return v !== undefined && equals(v, item.items[1]);
}

function isSetView(v: Value): v is DictKeys | DictItems {
  return v instanceof DictKeys || v instanceof DictItems;
}

function viewContains(view: DictKeys | DictItems, v: Value): boolean {
  return view instanceof DictKeys ? view.dict.has(v) : hasItem(view.dict, v);
}

function toSet(v: Value): PySet {
  const s = new PySet();
  update(s, v instanceof DictKeys && v.dict.cls === DictType ? v.dict : v);
  return s;
}

/** All items of `a` are in `b`. */
function allIn(a: Value, b: Value): boolean {
  const it = iter(a);
  for (let v = it.step(); v !== undefined; v = it.step()) if (!contains(b, v)) return false;
  return true;
}

type Order = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

function compare(self: DictView, other: Value, op: Order): Value {
  if (!(other instanceof PyAnySet) && !isSetView(other)) return NOT_IMPLEMENTED;
  const n = self.dict.size, m = length(other);
  switch (op) {
    case "eq":
      return n === m && allIn(self, other);
    case "ne":
      return n !== m || !allIn(self, other);
    case "lt":
      return n < m && allIn(self, other);
    case "le":
      return n <= m && allIn(self, other);
    case "gt":
      return n > m && allIn(other, self);
    case "ge":
      return n >= m && allIn(other, self);
  }
}

function viewIntersection(a: Value, b: Value): Value {
  // the view may stand on either side
  let self = isSetView(a) ? a : b as DictKeys;
  let other = self === a ? b : a;
  if (
    other instanceof PyAnySet && other.cls === SetType && self.dict.size <= other.size
  ) {
    return intersection(other, self);
  }
  if (isSetView(other) && other.dict.size > self.dict.size) [self, other] = [other, self];
  const out = new PySet();
  const view = self;
  forEach(other, (v) => {
    if (viewContains(view, v)) out.add(v);
  });
  return out;
}

/** Items that are in one of two dicts, or in both with different values. */
function itemsDifference(a: PyDict, b: PyDict): Value {
  const out = new PySet();
  const rest = b.copy();
  a.forEach((k, v) => {
    const w = b.get(k);
    if (w !== undefined) {
      if (equals(v, w)) {
        rest.delete(k);
        return;
      }
    }
    out.add(new PyTuple([k, v]));
  });
  rest.forEach((k, v) => out.add(new PyTuple([k, v])));
  return out;
}

function viewXor(a: Value, b: Value): Value {
  if (a instanceof DictItems && b instanceof DictItems) return itemsDifference(a.dict, b.dict);
  const s = toSet(a);
  symmetricDifferenceUpdate(s, b);
  return s;
}

function viewOr(a: Value, b: Value): Value {
  const s = toSet(a);
  update(s, b);
  return s;
}

function viewSub(a: Value, b: Value): Value {
  const s = toSet(a);
  differenceUpdate(s, b);
  return s;
}

function disjoint(self: DictKeys | DictItems, other: Value): Value {
  if (self === other) return self.dict.size === 0;
  let found = false;
  if (
    other instanceof PyAnySet && (other.cls === SetType || other.cls === FrozenSetType) ||
    isSetView(other)
  ) {
    if (length(other) > self.dict.size) {
      const it = iter(self);
      for (let v = it.step(); v !== undefined; v = it.step()) if (contains(other, v)) return false;
      return true;
    }
  }
  forEach(other, (v) => {
    if (!viewContains(self, v)) return false;
    found = true;
    return true;
  });
  return !found;
}

function viewRepr(self: DictView): Value {
  return strFromUtf16(guardedRepr(self, "...", () => {
    const parts: string[] = [];
    forEach(self, (v) => {
      parts.push(repr(v));
    });
    return `${self.cls.name}([${parts.join(", ")}])`;
  }));
}

function flip(f: (a: Value, b: Value) => Value): (self: Value, other: Value) => Value {
  return (self, other) => f(other, self);
}
const mapping = getset(
  "dictionary that this view refers to",
  (self: DictView) => mappingProxyOf(self.dict),
);

const common = {
  __repr__: method("(self, /)", "Return repr(self).", viewRepr),
  __len__: method("(self, /)", "Return len(self).", (self: DictView) => self.dict.size),
};

const setMethods = {
  ...common,
  __eq__: method(
    "(self, value, /)",
    "Return self==value.",
    (self: DictView, o: Value) => compare(self, o, "eq"),
  ),
  __ne__: method(
    "(self, value, /)",
    "Return self!=value.",
    (self: DictView, o: Value) => compare(self, o, "ne"),
  ),
  __lt__: method(
    "(self, value, /)",
    "Return self<value.",
    (self: DictView, o: Value) => compare(self, o, "lt"),
  ),
  __le__: method(
    "(self, value, /)",
    "Return self<=value.",
    (self: DictView, o: Value) => compare(self, o, "le"),
  ),
  __gt__: method(
    "(self, value, /)",
    "Return self>value.",
    (self: DictView, o: Value) => compare(self, o, "gt"),
  ),
  __ge__: method(
    "(self, value, /)",
    "Return self>=value.",
    (self: DictView, o: Value) => compare(self, o, "ge"),
  ),
  __and__: method("(self, value, /)", "Return self&value.", viewIntersection),
  __rand__: method("(self, value, /)", "Return value&self.", flip(viewIntersection)),
  __or__: method("(self, value, /)", "Return self|value.", viewOr),
  __ror__: method("(self, value, /)", "Return value|self.", flip(viewOr)),
  __xor__: method("(self, value, /)", "Return self^value.", viewXor),
  __rxor__: method("(self, value, /)", "Return value^self.", flip(viewXor)),
  __sub__: method("(self, value, /)", "Return self-value.", viewSub),
  __rsub__: method("(self, value, /)", "Return value-self.", flip(viewSub)),
  isdisjoint: method(
    "(self, object, /)",
    "Return True if the view and the given iterable have a null intersection.",
    disjoint,
  ),
};

/** `dict_keys` */
export const DictKeysType: PyType = builtinType("dict_keys", DictKeys, {
  final: true,
  noNew: true,
});
define(DictKeysType, {
  methods: {
    ...setMethods,
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: DictView) => new DictKeyIterator(self.dict),
    ),
    __contains__: method(
      "(self, key, /)",
      "Return bool(key in self).",
      (self: DictView, v: Value) => self.dict.has(v),
    ),
    __reversed__: method(
      "(self, /)",
      "Return a reverse iterator over the dict keys.",
      (self: DictView) => new DictReverseKeyIterator(self.dict),
    ),
  },
  attributes: { mapping },
  unhashable: true,
});
/** `dict_items` */
export const DictItemsType: PyType = builtinType("dict_items", DictItems, {
  final: true,
  noNew: true,
});
define(DictItemsType, {
  methods: {
    ...setMethods,
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: DictView) => new DictItemIterator(self.dict),
    ),
    __contains__: method(
      "(self, key, /)",
      "Return bool(key in self).",
      (self: DictView, v: Value) => hasItem(self.dict, v),
    ),
    __reversed__: method(
      "(self, /)",
      "Return a reverse iterator over the dict items.",
      (self: DictView) => new DictReverseItemIterator(self.dict),
    ),
  },
  attributes: { mapping },
  unhashable: true,
});
/** `dict_values` */
export const DictValuesType: PyType = builtinType("dict_values", DictValues, {
  final: true,
  noNew: true,
});
define(DictValuesType, {
  methods: {
    ...common,
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: DictView) => new DictValueIterator(self.dict),
    ),
    __reversed__: method(
      "(self, /)",
      "Return a reverse iterator over the dict values.",
      (self: DictView) => new DictReverseValueIterator(self.dict),
    ),
  },
  attributes: { mapping },
});
