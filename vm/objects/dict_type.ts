// The methods of dict.

import { call, callMethod, callUnbound, getAttrOrAbsent } from "./attributes.ts";
import { PyBuiltin } from "./builtin.ts";
import { classGetItem } from "./class_getitem.ts";
import { equals } from "./compare.ts";
import { define } from "./define.ts";
import { DictType, PyDict } from "./dict.ts";
import { cursorHash } from "./dict_table.ts";
import { DictKeyIterator, DictReverseKeyIterator } from "./dict_iterators.ts";
import { DictItems, DictKeys, DictValues } from "./dict_views.ts";
import { forEach, itemsOf, iter } from "./iteration.ts";
import { NONE, NOT_IMPLEMENTED, type PyObject, type Value } from "./object.ts";
import { getItem, repr, setItem } from "./operations.ts";
import { exception, keyError, runtimeError, typeError, valueError } from "./raise.ts";
import { guardedRepr } from "./repr_guard.ts";
import { PyAnySet, SetCursor } from "./set.ts";
import { type KwMap, method } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import { PyTuple, TupleType } from "./tuple.ts";
import { type PyType, typeOf } from "./type.ts";

/** `d[key]` of a dict; subclasses may have `__missing__`. */
export function dictGetItem(self: PyDict, key: Value): Value {
  const v = self.get(key);
  if (v !== undefined) return v;
  if (self.cls !== DictType) {
    const missing = self.cls.lookup("__missing__");
    if (missing !== undefined) return callUnbound(missing, self, [key]);
  }
  throw keyError(key);
}

/** Entries of this dict are found as its class's own `__iter__` and `__getitem__` would find them. */
export function isPlain(d: Value): d is PyDict {
  if (!(d instanceof PyDict)) return false;
  if (d.cls === DictType) return true;
  const f = d.cls.lookup("__iter__");
  return f instanceof PyBuiltin && f.owner === DictType;
}

/** Adds the entries of another dict. */
export function mergeDict(self: PyDict, other: PyDict): void {
  if (self === other) return;
  const n = other.size;
  // a module's names and an object's attributes are no storage to copy to
  if (self.isUnused) {
    self.copyFrom(other);
    return;
  }
  for (const c = other.cursor(); c.next();) {
    if (typeof c.key === "string") self.set(c.key, c.value);
    else self.setHashed(c.key, cursorHash(c), c.value);
    if (other.size !== n && other.storage.mark !== n) {
      throw runtimeError("dict mutated during update");
    }
  }
}

/** Adds the entries of a mapping or of pairs. */
export function dictUpdate(self: PyDict, from: Value): void {
  if (isPlain(from)) {
    mergeDict(self, from);
    return;
  }
  if (getAttrOrAbsent(from, "keys") !== undefined) {
    forEach(callMethod(from, "keys"), (k) => {
      self.set(k, getItem(from, k));
    });
    return;
  }
  addPairs(self, from);
}

function addPairs(self: PyDict, from: Value): void {
  let n = 0;
  iter(from).drain((pair) => {
    let items = itemsOf(pair);
    if (items === undefined) {
      const t = typeOf(pair);
      if (t.lookup("__iter__") === undefined && t.lookup("__getitem__") === undefined) {
        throw typeError(`cannot convert dictionary update sequence element #${n} to a sequence`);
      }
      const list: Value[] = [];
      forEach(pair, (v) => {
        list.push(v);
      });
      items = list;
    }
    if (items.length !== 2) {
      throw valueError(
        `dictionary update sequence element #${n} has length ${items.length}; 2 is required`,
      );
    }
    self.set(items[0], items[1]);
    n++;
  }, (pair) => {
    // plain strs are compared without running Python
    if (!(pair instanceof PyTuple) || pair.cls !== TupleType) return false;
    const { items } = pair;
    if (items.length !== 2 || typeof items[0] !== "string" || !self.isStrKeyed) return false;
    self.set(items[0], items[1]);
    n++;
    return true;
  });
}

function updateFrom(self: PyDict, who: string, args: Value[], kw: KwMap | undefined): void {
  if (args.length > 1) {
    throw typeError(`${who} expected at most 1 argument, got ${args.length}`);
  }
  if (args.length === 1) dictUpdate(self, args[0]);
  if (kw !== undefined) { for (const [name, v] of kw) self.setStr(name, v); }
}

/** Two dicts have equal keys with equal values. */
export function sameDicts(a: PyDict, b: PyDict): boolean {
  if (a.size !== b.size) return false;
  for (const c = a.cursor(); c.next();) {
    const { value } = c;
    const v = typeof c.key === "string" ? b.get(c.key) : b.getHashed(c.key, cursorHash(c));
    if (v === undefined || !equals(value, v)) return false;
  }
  return true;
}

function dictRepr(self: PyDict): string {
  if (self.size === 0) return "{}";
  return guardedRepr(self, "{...}", () => {
    const parts: string[] = [];
    for (const c = self.cursor(); c.next();) {
      const { value } = c;
      parts.push(`${repr(c.key)}: ${repr(value)}`);
    }
    return "{" + parts.join(", ") + "}";
  });
}

/** CPython's figure for a dict of this many entries: an index of a power of two and two thirds as many entries. */
function sizeOf(self: PyDict): number {
  const n = self.size;
  if (n === 0) return 48;
  let slots = 8;
  while (Math.floor(slots * 2 / 3) < n) slots *= 2;
  const width = slots <= 128 ? 1 : slots <= 32768 ? 2 : 4;
  const entry = self.keys().every((k) => typeof k === "string") ? 16 : 24;
  return 48 + 32 + slots * width + Math.floor(slots * 2 / 3) * entry;
}

function fromKeys(cls: PyObject, iterable: Value, value: Value = NONE): Value {
  if (cls === DictType) {
    const d = new PyDict();
    if (isPlain(iterable)) {
      for (const c = iterable.cursor(); c.next();) {
        if (typeof c.key === "string") d.set(c.key, value);
        else d.setHashed(c.key, cursorHash(c), value);
      }
    } else if (iterable instanceof PyAnySet && !iterable.cls.heap) {
      for (const c = new SetCursor(iterable); c.next();) {
        if (typeof c.value === "string") d.set(c.value, value);
        else d.setHashed(c.value, c.hash, value);
      }
    } else {
      forEach(iterable, (k) => d.set(k, value));
    }
    return d;
  }
  const d = call(cls, []);
  if (d instanceof PyDict && d.cls === DictType) {
    forEach(iterable, (k) => d.set(k, value));
  } else {
    forEach(iterable, (k) => setItem(d, k, value));
  }
  return d;
}
define(DictType, {
  doc:
    "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => cls === DictType ? new PyDict() : cls.allocate(),
  ),
  quickCall: (args, kw) => {
    if (kw !== undefined) {
      if (kw.length < args.length) return undefined;
      const d = new PyDict();
      for (let i = 0; i < kw.length; i++) d.setStr(kw[i], args[i]);
      return d;
    }
    if (args.length > 1) return undefined;
    const d = new PyDict();
    if (args.length === 1) dictUpdate(d, args[0]);
    return d;
  },
  methods: {
    __init__: method(
      "(self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PyDict, args: Value[], kw: KwMap | undefined) => updateFrom(self, "dict", args, kw),
    ),
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (self: PyDict) => strFromUtf16(dictRepr(self)),
    ),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PyDict, o: Value) =>
        o instanceof PyDict ? self === o || sameDicts(self, o) : NOT_IMPLEMENTED,
    ),
    __ne__: method(
      "(self, value, /)",
      "Return self!=value.",
      (self: PyDict, o: Value) =>
        o instanceof PyDict ? self !== o && !sameDicts(self, o) : NOT_IMPLEMENTED,
    ),
    __lt__: method("(self, value, /)", "Return self<value.", () => NOT_IMPLEMENTED),
    __le__: method("(self, value, /)", "Return self<=value.", () => NOT_IMPLEMENTED),
    __gt__: method("(self, value, /)", "Return self>value.", () => NOT_IMPLEMENTED),
    __ge__: method("(self, value, /)", "Return self>=value.", () => NOT_IMPLEMENTED),
    __or__: method("(self, value, /)", "Return self|value.", (self: PyDict, o: Value) => {
      if (!(self instanceof PyDict) || !(o instanceof PyDict)) return NOT_IMPLEMENTED;
      const d = self.copy();
      dictUpdate(d, o);
      return d;
    }),
    __ror__: method("(self, value, /)", "Return value|self.", (self: PyDict, o: Value) => {
      if (!(o instanceof PyDict)) return NOT_IMPLEMENTED;
      const d = o.copy();
      dictUpdate(d, self);
      return d;
    }),
    __ior__: method("(self, value, /)", "Return self|=value.", (self: PyDict, o: Value) => {
      dictUpdate(self, o);
      return self;
    }),
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: PyDict) => new DictKeyIterator(self),
    ),
    __len__: method("(self, /)", "Return len(self).", (self: PyDict) => self.size),
    __getitem__: method("(self, key, /)", "Return self[key].", dictGetItem),
    __setitem__: method(
      "(self, key, value, /)",
      "Set self[key] to value.",
      (self: PyDict, key: Value, v: Value) => self.set(key, v),
    ),
    __delitem__: method("(self, key, /)", "Delete self[key].", (self: PyDict, key: Value) => {
      if (self.take(key) === undefined) throw keyError(key);
    }),
    __contains__: method(
      "(self, key, /)",
      "True if the dictionary has the specified key, else False.",
      (self: PyDict, key: Value) => self.get(key) !== undefined,
    ),
    __sizeof__: method("(self, /)", "Return the size of the dict in memory, in bytes.", sizeOf),
    __reversed__: method(
      "(self, /)",
      "Return a reverse iterator over the dict keys.",
      (self: PyDict) => new DictReverseKeyIterator(self),
    ),
    get: method(
      "(self, key, default=None, /)",
      "Return the value for key if key is in the dictionary, else default.",
      (self: PyDict, key: Value, fallback: Value | undefined) => self.get(key) ?? fallback,
    ),
    setdefault: method(
      "(self, key, default=None, /)",
      "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
      (self: PyDict, key: Value, v: Value = NONE) => self.setDefault(key, v),
    ),
    pop: method(
      "(self, key, default=<unrepresentable>, /)",
      "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
      (self: PyDict, key: Value, fallback: Value | undefined) => {
        // an empty dict does not even ask for the hash
        const v = (self.size === 0 ? undefined : self.take(key)) ?? fallback;
        if (v === undefined) throw keyError(key);
        return v;
      },
    ),
    popitem: method(
      "(self, /)",
      "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.",
      (self: PyDict) => {
        const entry = self.takeLast();
        if (entry === undefined) {
          throw exception("KeyError", "popitem(): dictionary is empty");
        }
        return new PyTuple(entry);
      },
    ),
    keys: method(
      "(self, /)",
      "Return a set-like object providing a view on the dict's keys.",
      (self: PyDict) => new DictKeys(self),
    ),
    items: method(
      "(self, /)",
      "Return a set-like object providing a view on the dict's items.",
      (self: PyDict) => new DictItems(self),
    ),
    values: method(
      "(self, /)",
      "Return an object providing a view on the dict's values.",
      (self: PyDict) => new DictValues(self),
    ),
    update: method(
      "(self, /, *args, **kwargs)",
      "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E: D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]",
      (self: PyDict, args: Value[], kw: KwMap | undefined) => updateFrom(self, "update", args, kw),
      { noTextSignature: true },
    ),
    clear: method("(self, /)", "Remove all items from the dict.", (self: PyDict) => self.clear()),
    copy: method("(self, /)", "Return a shallow copy of the dict.", (self: PyDict) => self.copy()),
  },
  classMethods: {
    __class_getitem__: method("(type, object, /)", "See PEP 585", classGetItem),
    fromkeys: method(
      "(type, iterable, value=None, /)",
      "Create a new dictionary with keys from iterable and values set to value.",
      fromKeys,
    ),
  },
  plainSpecials: ["__getitem__", "__contains__"],
  unhashable: true,
});
