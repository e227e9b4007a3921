// The methods of list, and its iterators.

import { atMostOne, refuseKeywordsInInit } from "./no_keywords.ts";
import { EQ, equals, ge, gt, isSame, le, lt, NE } from "./compare.ts";
import { define } from "./define.ts";
import { sortList } from "./list_sort.ts";
import { iter, iterationHooks, iteratorMethods, PyIterator, restOf } from "./iteration.ts";
import { appendAll, isExactFloat, ListType, PyList } from "./list.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { indexNumber, lengthHint, repr } from "./operations.ts";
import { ssizeNumber } from "./ssize.ts";
import { sequenceTypes } from "./operators.ts";
import { indexError, typeError, valueError } from "./raise.ts";
import { builtinFunction } from "./builtin_lookup.ts";
import { classGetItem } from "./class_getitem.ts";
import { joined, repeatArray, repeatCount } from "./repeat.ts";
import { guardedRepr } from "./repr_guard.ts";
import { equalPlainly, equalSequences, orderSequences } from "./sequence_compare.ts";
import { type KwMap, method } from "./signature.ts";
import { badSubscript, pick, PySlice, searchBounds, sliceRange } from "./slice.ts";
import { strFromUtf16 } from "./str.ts";
import { PyTuple, TupleType } from "./tuple.ts";
import { builtinType, type PyType, typeOf } from "./type.ts";

sequenceTypes.add(ListType);

/** The index that a subscript names, or `undefined` where the list has none such. */
function checkedIndex(self: PyList, key: Value): number {
  if (typeof key !== "number") {
    const t = typeOf(key);
    if (typeof key === "object" && t.lookup("__index__") === undefined) {
      throw badSubscript("list", t.name);
    }
    if (typeof key === "string") throw badSubscript("list", "str");
    key = indexNumber(key);
  }
  const n = self.length;
  const i = key < 0 ? key + n : key;
  return i >= 0 && i < n ? i : -1;
}

/** `list[key]` */
export function listGetItem(self: PyList, key: Value): Value {
  if (key instanceof PySlice) {
    const r = sliceRange(key, () => self.length);
    if (r.step === 1) return self.sliceOf(r.start, r.stop);
    const { floats } = self;
    if (floats !== undefined) return PyList.ofFloats(pick(floats, r));
    const out = new PyList();
    out.items = pick(self.items, r);
    return out;
  }
  const i = checkedIndex(self, key);
  if (i < 0) throw indexError("list index out of range");
  return self.get(i);
}

/** `list[key] = v` */
export function listSetItem(self: PyList, key: Value, v: Value): void {
  if (key instanceof PySlice) {
    setSlice(self, key, v);
    return;
  }
  const i = checkedIndex(self, key);
  if (i < 0) throw indexError("list assignment index out of range");
  self.set(i, v);
}

/** The items of what is assigned to a slice; the list itself is copied first. */
function assigned(v: Value): Value[] {
  if (v instanceof PyList && v.cls === ListType) return v.toArray();
  if (v instanceof PyTuple && v.cls === TupleType) return v.items;
  const t = typeOf(v);
  if (t.lookup("__iter__") === undefined && t.lookup("__getitem__") === undefined) {
    throw typeError("must assign iterable to extended slice");
  }
  return restOf(iter(v));
}

function setSlice(self: PyList, key: PySlice, v: Value): void {
  let r = sliceRange(key, () => self.length);
  if (r.step === 1) {
    const values = assigned(v);
    // going through the values may have changed the list
    r = sliceRange(new PySlice(r.start, r.stop), () => self.length);
    self.splice(r.start, r.count, values);
    return;
  }
  const values = assigned(v);
  r = sliceRange(key, () => self.length);
  if (values.length !== r.count) {
    throw valueError(
      `attempt to assign sequence of size ${values.length} to extended slice of size ${r.count}`,
    );
  }
  for (let i = 0, at = r.start; i < r.count; i++, at += r.step) self.set(at, values[i]);
}

/** `del list[key]` */
export function listDeleteItem(self: PyList, key: Value): void {
  if (!(key instanceof PySlice)) {
    const i = checkedIndex(self, key);
    if (i < 0) throw indexError("list assignment index out of range");
    self.removeAt(i);
    return;
  }
  const r = sliceRange(key, () => self.length);
  if (r.count === 0) return;
  if (r.step === 1) {
    self.splice(r.start, r.count, []);
    return;
  }
  const step = Math.abs(r.step);
  const first = r.step > 0 ? r.start : r.start + (r.count - 1) * r.step;
  const { floats } = self;
  if (floats !== undefined) {
    deleteEvery(floats, first, step, r.count);
    if (floats.length === 0) self.clear();
  } else {
    deleteEvery(self.items, first, step, r.count);
  }
}

/** Closes the gaps of `count` items from `first` on, `step` apart. */
function deleteEvery<T>(items: T[], first: number, step: number, count: number): void {
  let to = first, next = first;
  for (let from = first; from < items.length; from++) {
    if (count > 0 && from === next) {
      count--;
      next += step;
    } else {
      items[to++] = items[from];
    }
  }
  items.length = to;
}

/** Appends everything that an iterable gives. */
export function listExtend(self: PyList, iterable: Value): void {
  if (iterable instanceof PyList && iterable.cls === ListType) {
    const { floats } = iterable;
    if (floats !== undefined && (self.floats !== undefined || self.length === 0)) {
      if (self.floats === undefined) self.floats = floats.slice();
      else appendAll(self.floats, floats);
    } else {
      self.extend(iterable.view());
    }
    return;
  }
  if (iterable instanceof PyTuple && iterable.cls === TupleType) {
    self.extend(iterable.items);
    return;
  }
  const items = iterationHooks.collect(iterable);
  if (items !== undefined) {
    if (self.length === 0) self.adopt(items);
    else self.extend(items);
    return;
  }
  const it = iter(iterable);
  // what a `__len__` or `__length_hint__` written in Python raises is raised here
  if (typeof iterable === "object" && iterable.cls.heap) lengthHint(iterable, 8);
  if (self.length === 0) {
    // nobody has seen the items of a list that is being made; should Python look, it is empty
    const fresh = restOf(it);
    if (self.length === 0) self.adopt(fresh);
    else self.extend(fresh);
    return;
  }
  it.drain(
    (item) => self.append(item),
    (item) => {
      self.append(item);
      return true;
    },
  );
}

function repeat(self: PyList, v: Value): Value {
  const count = repeatCount(v, self.length);
  if (self.floats !== undefined) {
    return count === 0 ? new PyList() : PyList.ofFloats(repeatArray(self.floats, count));
  }
  const out = new PyList();
  out.items = repeatArray(self.items, count);
  return out;
}

function concat(self: PyList, other: Value): Value {
  if (!(other instanceof PyList)) {
    throw typeError(`can only concatenate list (not "${typeOf(other).name}") to list`);
  }
  if (self.floats !== undefined && other.floats !== undefined) {
    return PyList.ofFloats(joined(self.floats, other.floats));
  }
  const out = new PyList();
  if (self.floats === undefined && other.floats === undefined) {
    out.items = joined(self.items, other.items);
  } else {
    out.adopt([...self.view(), ...other.view()]);
  }
  return out;
}

/** The index of the first item that equals `v` from `start` to `stop`, or -1. */
function findFrom(self: PyList, v: Value, start: number, stop: number): number {
  const { floats, items } = self;
  if (floats !== undefined) {
    if (typeof v === "number" || isExactFloat(v)) {
      const d = typeof v === "number" ? v : v.v;
      for (let i = start; i < stop && i < floats.length; i++) {
        if (floats[i] === d || d !== d && isSame(self.get(i), v)) return i;
      }
      return -1;
    }
    if (typeof v === "string") return -1;
  } else if (typeof v === "string" || typeof v === "number") {
    for (let i = start; i < stop && i < items.length; i++) {
      const item = items[i];
      if (item === v) return i;
      // an item of another type may be equal all the same
      if (typeof item !== typeof v && equals(item, v)) return i;
    }
    return -1;
  }
  for (let i = start; i < stop; i++) {
    const item = self.at(i);
    if (item === undefined) return -1;
    if (equals(item, v)) return i;
  }
  return -1;
}

/** `sys.maxsize`, where a search ends that has no end. */
const NO_END = Number.MAX_SAFE_INTEGER;

function compareLists(_self: PyList, other: Value): other is PyList {
  return other instanceof PyList;
}

define(ListType, {
  doc:
    "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
  textSignature: "(iterable=(), /)",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => cls === ListType ? new PyList() : cls.allocate(),
  ),
  quickCall: (args, kw) => {
    if (kw !== undefined || args.length > 1) return undefined;
    const list = new PyList();
    if (args.length === 1) listExtend(list, args[0]);
    return list;
  },
  methods: {
    __init__: method(
      "(self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PyList, args: Value[], kw: KwMap | undefined) => {
        refuseKeywordsInInit(self.cls, ListType, kw);
        atMostOne(ListType, args);
        if (self.length !== 0) self.clear();
        if (args.length === 1) listExtend(self, args[0]);
      },
    ),
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (self: PyList) => strFromUtf16(listRepr(self)),
    ),
    __lt__: method(
      "(self, value, /)",
      "Return self<value.",
      (self: PyList, o: Value) =>
        compareLists(self, o) ? orderSequences(lt, self, o) : NOT_IMPLEMENTED,
    ),
    __le__: method(
      "(self, value, /)",
      "Return self<=value.",
      (self: PyList, o: Value) =>
        compareLists(self, o) ? orderSequences(le, self, o) : NOT_IMPLEMENTED,
    ),
    __gt__: method(
      "(self, value, /)",
      "Return self>value.",
      (self: PyList, o: Value) =>
        compareLists(self, o) ? orderSequences(gt, self, o) : NOT_IMPLEMENTED,
    ),
    __ge__: method(
      "(self, value, /)",
      "Return self>=value.",
      (self: PyList, o: Value) =>
        compareLists(self, o) ? orderSequences(ge, self, o) : NOT_IMPLEMENTED,
    ),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PyList, o: Value) =>
        !compareLists(self, o)
          ? NOT_IMPLEMENTED
          : (self.floats === undefined && o.floats === undefined
            ? equalPlainly(self.items, o.items)
            : undefined) ?? equalSequences(EQ, self, o),
    ),
    __ne__: method(
      "(self, value, /)",
      "Return self!=value.",
      (self: PyList, o: Value) =>
        compareLists(self, o) ? equalSequences(NE, self, o) : NOT_IMPLEMENTED,
    ),
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: PyList) => new ListIterator(self),
    ),
    __len__: method("(self, /)", "Return len(self).", (self: PyList) => self.length),
    __getitem__: method("(self, index, /)", "Return self[index].", listGetItem),
    __setitem__: method("(self, key, value, /)", "Set self[key] to value.", listSetItem),
    __delitem__: method("(self, key, /)", "Delete self[key].", listDeleteItem),
    __add__: method("(self, value, /)", "Return self+value.", concat),
    __mul__: method("(self, value, /)", "Return self*value.", repeat),
    __rmul__: method("(self, value, /)", "Return value*self.", repeat),
    __contains__: method(
      "(self, key, /)",
      "Return bool(key in self).",
      (self: PyList, v: Value) => findFrom(self, v, 0, NO_END) >= 0,
    ),
    __iadd__: method("(self, value, /)", "Implement self+=value.", (self: PyList, v: Value) => {
      listExtend(self, v);
      return self;
    }),
    __imul__: method("(self, value, /)", "Implement self*=value.", (self: PyList, v: Value) => {
      const count = repeatCount(v, self.length);
      if (count === 0) self.clear();
      else if (self.floats !== undefined) self.floats = repeatArray(self.floats, count);
      else self.items = repeatArray(self.items, count);
      return self;
    }),
    __reversed__: method(
      "(self, /)",
      "Return a reverse iterator over the list.",
      (self: PyList) => new ListReverseIterator(self),
    ),
    __sizeof__: method(
      "(self, /)",
      "Return the size of the list in memory, in bytes.",
      (self: PyList) => 40 + 8 * self.length,
    ),
    clear: method("(self, /)", "Remove all items from list.", (self: PyList) => self.clear()),
    copy: method("(self, /)", "Return a shallow copy of the list.", (self: PyList) => self.copy()),
    append: method(
      "(self, object, /)",
      "Append object to the end of the list.",
      (self: PyList, v: Value) => self.append(v),
    ),
    insert: method(
      "(self, index, object, /)",
      "Insert object before index.",
      (self: PyList, index: Value, v: Value) => {
        let i = ssizeNumber(index);
        const n = self.length;
        if (i < 0) i = Math.max(0, i + n);
        self.insert(Math.min(i, n), v);
      },
    ),
    extend: method(
      "(self, iterable, /)",
      "Extend list by appending elements from the iterable.",
      listExtend,
    ),
    pop: method(
      "(self, index=-1, /)",
      "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.",
      (self: PyList, index: Value | undefined) => {
        const n = self.length;
        if (index === undefined) {
          if (n === 0) throw indexError("pop from empty list");
          return self.removeAt(n - 1);
        }
        let i = ssizeNumber(index);
        if (n === 0) throw indexError("pop from empty list");
        if (i < 0) i += n;
        if (i < 0 || i >= n) throw indexError("pop index out of range");
        return self.removeAt(i);
      },
    ),
    remove: method(
      "(self, value, /)",
      "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.",
      (self: PyList, v: Value) => {
        const i = findFrom(self, v, 0, NO_END);
        if (i < 0) throw valueError("list.remove(x): x not in list");
        if (i < self.length) self.removeAt(i);
      },
    ),
    index: method(
      "(self, value, start=0, stop=sys.maxsize, /)",
      "Return first index of value.\n\nRaises ValueError if the value is not present.",
      (self: PyList, v: Value, start: Value | undefined, stop: Value | undefined) => {
        const [from, to] = searchBounds(start, stop, self.length);
        const i = findFrom(self, v, from, stop === undefined ? NO_END : to);
        if (i < 0) throw valueError(`${repr(v)} is not in list`);
        return i;
      },
    ),
    count: method(
      "(self, value, /)",
      "Return number of occurrences of value.",
      (self: PyList, v: Value) => {
        let n = 0;
        for (let i = 0;; i++) {
          const item = self.at(i);
          if (item === undefined) return n;
          if (equals(item, v)) n++;
        }
      },
    ),
    reverse: method("(self, /)", "Reverse *IN PLACE*.", (self: PyList) => self.reverse()),
    sort: method(
      "(self, /, *, key=None, reverse=False)",
      "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and sort them,\nascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in descending order.",
      (self: PyList, key: Value | undefined, reverse: Value | undefined) => {
        sortList(self, key === NONE ? undefined : key, reverse);
      },
    ),
  },
  classMethods: {
    __class_getitem__: method("(type, object, /)", "See PEP 585", classGetItem),
  },
  plainSpecials: ["__getitem__"],
  unhashable: true,
});

function listRepr(self: PyList): string {
  if (self.length === 0) return "[]";
  return guardedRepr(self, "[...]", () => {
    const parts: string[] = [];
    for (let i = 0;; i++) {
      const item = self.at(i);
      if (item === undefined) break;
      parts.push(repr(item));
    }
    return "[" + parts.join(", ") + "]";
  });
}

/** An iterator over a list. */
export class ListIterator extends PyIterator {
  /** `undefined` when it is exhausted. */
  list: PyList | undefined;
  index: number;
  constructor(list?: PyList) {
    super();
    this.list = list;
    this.index = 0;
  }
  override step(): Value | undefined {
    const { list, index } = this;
    if (list === undefined) return undefined;
    const { items } = list;
    if (index < items.length) {
      this.index = index + 1;
      return items[index];
    }
    const v = list.at(index);
    if (v === undefined) this.list = undefined;
    else this.index = index + 1;
    return v;
  }
}

/** `list_iterator`. */
export const ListIteratorType: PyType = builtinType("list_iterator", ListIterator, {
  final: true,
  noNew: true,
});
define(ListIteratorType, {
  methods: {
    ...iteratorMethods,
    __length_hint__: method(
      "(self, /)",
      "Private method returning an estimate of len(list(it)).",
      (self: ListIterator) =>
        self.list === undefined ? 0 : Math.max(0, self.list.length - self.index),
    ),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: ListIterator) =>
        new PyTuple(
          self.list === undefined
            ? [builtinFunction("iter"), new PyTuple([new PyList()])]
            : [builtinFunction("iter"), new PyTuple([self.list]), self.index],
        ),
    ),
    __setstate__: method(
      "(self, object, /)",
      "Set state information for unpickling.",
      (self: ListIterator, state: Value) => {
        const i = indexNumber(state, "an integer is required");
        if (self.list !== undefined) self.index = Math.min(Math.max(i, 0), self.list.length);
      },
    ),
  },
});

/** An iterator over a list from its end. */
export class ListReverseIterator extends PyIterator {
  list: PyList | undefined;
  index: number;
  constructor(list?: PyList) {
    super();
    this.list = list;
    this.index = list === undefined ? -1 : list.length - 1;
  }
  override step(): Value | undefined {
    const { list, index } = this;
    if (list === undefined) return undefined;
    const v = index >= 0 ? list.at(index) : undefined;
    if (v === undefined) this.list = undefined;
    else this.index = index - 1;
    return v;
  }
}

/** `list_reverseiterator`. */
export const ListReverseIteratorType: PyType = builtinType(
  "list_reverseiterator",
  ListReverseIterator,
  { final: true, noNew: true },
);
define(ListReverseIteratorType, {
  methods: {
    ...iteratorMethods,
    __length_hint__: method(
      "(self, /)",
      "Private method returning an estimate of len(list(it)).",
      (self: ListReverseIterator) =>
        self.list === undefined || self.list.length <= self.index ? 0 : self.index + 1,
    ),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: ListReverseIterator) =>
        new PyTuple(
          self.list === undefined
            ? [builtinFunction("iter"), new PyTuple([new PyList()])]
            : [builtinFunction("reversed"), new PyTuple([self.list]), self.index],
        ),
    ),
    __setstate__: method(
      "(self, object, /)",
      "Set state information for unpickling.",
      (self: ListReverseIterator, state: Value) => {
        const i = indexNumber(state, "an integer is required");
        if (self.list !== undefined) {
          self.index = Math.min(Math.max(i, -1), self.list.length - 1);
        }
      },
    ),
  },
});
