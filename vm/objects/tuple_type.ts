// The methods of tuple, its hash and its iterator.

import { atMostOne, refuseKeywordsInNew } from "./no_keywords.ts";
import { builtinFunction } from "./builtin_lookup.ts";
import { classGetItem } from "./class_getitem.ts";
import { EQ, equals, ge, generalLowHash, gt, le, lt, NE } from "./compare.ts";
import { define } from "./define.ts";
import { iteratorMethods, PyIterator, toArray } from "./iteration.ts";
import { joined, repeatArray, repeatCount } from "./repeat.ts";
import { type Int, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { indexNumber, repr } from "./operations.ts";
import { sequenceTypes } from "./operators.ts";
import { indexError, typeError, valueError } from "./raise.ts";
import { guardedRepr } from "./repr_guard.ts";
import {
  equalPlainly,
  equalSequences,
  orderSequences,
  type SequenceView,
} from "./sequence_compare.ts";
import { type KwMap, method } from "./signature.ts";
import { badSubscript, pick, PySlice, searchBounds, sliceRange } from "./slice.ts";
import { strFromUtf16 } from "./str.ts";
import { EMPTY_TUPLE, PyTuple, TupleType } from "./tuple.ts";
import { hashItems, hashItemsLow } from "./tuple_hash.ts";
import { builtinType, type PyType, typeOf } from "./type.ts";

sequenceTypes.add(TupleType);

PyTuple.prototype.lowHash = function (this: PyTuple): number {
  return this.cls === TupleType ? hashItemsLow(this.items) : generalLowHash(this);
};

/** `tuple[key]` */
export function tupleGetItem(self: PyTuple, key: Value): Value {
  const { items } = self;
  if (typeof key !== "number") {
    if (key instanceof PySlice) {
      const r = sliceRange(key, () => items.length);
      if (r.count === items.length && r.step === 1 && self.cls === TupleType) return self;
      return r.count === 0 ? EMPTY_TUPLE : new PyTuple(pick(items, r));
    }
    if (
      typeof key === "string" ||
      typeof key === "object" && key.cls.lookup("__index__") === undefined
    ) {
      throw badSubscript("tuple", typeOf(key).name);
    }
    key = indexNumber(key);
  }
  const i = key < 0 ? key + items.length : key;
  if (i < 0 || i >= items.length) throw indexError("tuple index out of range");
  return items[i];
}

function repeat(self: PyTuple, v: Value): Value {
  const { items } = self;
  const count = repeatCount(v, items.length);
  if (self.cls === TupleType && (count === 1 || items.length === 0)) return self;
  return count === 0 ? EMPTY_TUPLE : new PyTuple(repeatArray(items, count));
}

function view(t: PyTuple): SequenceView {
  return t.items;
}

function tupleRepr(self: PyTuple): string {
  const { items } = self;
  if (items.length === 0) return "()";
  return guardedRepr(self, "(...)", () => {
    const parts: string[] = [];
    for (let i = 0; i < items.length; i++) parts.push(repr(items[i]));
    return items.length === 1 ? `(${parts[0]},)` : `(${parts.join(", ")})`;
  });
}

function find(items: readonly Value[], v: Value, from: number, to: number): number {
  for (let i = from; i < to; i++) if (equals(items[i], v)) return i;
  return -1;
}

/** `hash(tuple)` */
export function tupleHash(self: PyTuple): Int {
  return hashItems(self.items);
}

define(TupleType, {
  doc:
    "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
  textSignature: "(iterable=(), /)",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, args: Value[], kw: KwMap | undefined) => {
      refuseKeywordsInNew(cls, TupleType, kw);
      atMostOne(TupleType, args);
      const iterable = args.length === 1 ? args[0] : undefined;
      if (cls === TupleType) {
        if (iterable === undefined) return EMPTY_TUPLE;
        if (iterable instanceof PyTuple && iterable.cls === TupleType) return iterable;
        const items = toArray(iterable);
        return items.length === 0 ? EMPTY_TUPLE : new PyTuple(items);
      }
      const items = iterable === undefined ? [] : toArray(iterable);
      const t = cls.allocate() as PyTuple;
      t.items = items;
      return t;
    },
  ),
  quickCall: (args, kw) => {
    if (kw !== undefined || args.length !== 1) return undefined;
    const [iterable] = args;
    if (iterable instanceof PyTuple && iterable.cls === TupleType) return iterable;
    const items = toArray(iterable);
    return items.length === 0 ? EMPTY_TUPLE : new PyTuple(items);
  },
  methods: {
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (self: PyTuple) => strFromUtf16(tupleRepr(self)),
    ),
    __hash__: method("(self, /)", "Return hash(self).", tupleHash),
    __lt__: method(
      "(self, value, /)",
      "Return self<value.",
      (self: PyTuple, o: Value) =>
        o instanceof PyTuple ? orderSequences(lt, view(self), view(o)) : NOT_IMPLEMENTED,
    ),
    __le__: method(
      "(self, value, /)",
      "Return self<=value.",
      (self: PyTuple, o: Value) =>
        o instanceof PyTuple ? orderSequences(le, view(self), view(o)) : NOT_IMPLEMENTED,
    ),
    __gt__: method(
      "(self, value, /)",
      "Return self>value.",
      (self: PyTuple, o: Value) =>
        o instanceof PyTuple ? orderSequences(gt, view(self), view(o)) : NOT_IMPLEMENTED,
    ),
    __ge__: method(
      "(self, value, /)",
      "Return self>=value.",
      (self: PyTuple, o: Value) =>
        o instanceof PyTuple ? orderSequences(ge, view(self), view(o)) : NOT_IMPLEMENTED,
    ),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PyTuple, o: Value) =>
        o instanceof PyTuple
          ? equalPlainly(self.items, o.items) ?? equalSequences(EQ, view(self), view(o))
          : NOT_IMPLEMENTED,
    ),
    __ne__: method(
      "(self, value, /)",
      "Return self!=value.",
      (self: PyTuple, o: Value) =>
        o instanceof PyTuple ? equalSequences(NE, view(self), view(o)) : NOT_IMPLEMENTED,
    ),
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: PyTuple) => new TupleIterator(self),
    ),
    __len__: method("(self, /)", "Return len(self).", (self: PyTuple) => self.items.length),
    __getitem__: method("(self, key, /)", "Return self[key].", tupleGetItem),
    __add__: method("(self, value, /)", "Return self+value.", (self: PyTuple, o: Value) => {
      if (!(o instanceof PyTuple)) {
        throw typeError(`can only concatenate tuple (not "${typeOf(o).name}") to tuple`);
      }
      if (self.items.length === 0 && o.cls === TupleType) return o;
      if (o.items.length === 0 && self.cls === TupleType) return self;
      return new PyTuple(joined(self.items, o.items));
    }),
    __mul__: method("(self, value, /)", "Return self*value.", repeat),
    __rmul__: method("(self, value, /)", "Return value*self.", repeat),
    __contains__: method(
      "(self, key, /)",
      "Return bool(key in self).",
      (self: PyTuple, v: Value) => find(self.items, v, 0, self.items.length) >= 0,
    ),
    __getnewargs__: method(
      "(self, /)",
      "",
      (self: PyTuple) => new PyTuple([new PyTuple(self.items)]),
    ),
    index: method(
      "(self, value, start=0, stop=sys.maxsize, /)",
      "Return first index of value.\n\nRaises ValueError if the value is not present.",
      (self: PyTuple, v: Value, start: Value | undefined, stop: Value | undefined) => {
        const { items } = self;
        const [from, to] = searchBounds(start, stop, items.length);
        const i = find(items, v, from, to);
        if (i < 0) throw valueError("tuple.index(x): x not in tuple");
        return i;
      },
    ),
    count: method(
      "(self, value, /)",
      "Return number of occurrences of value.",
      (self: PyTuple, v: Value) => {
        const { items } = self;
        let n = 0;
        for (let i = 0; i < items.length; i++) if (equals(items[i], v)) n++;
        return n;
      },
    ),
    __sizeof__: method(
      "(self, /)",
      "Size of object in memory, in bytes.",
      (self: PyTuple) => 24 + 8 * self.items.length,
    ),
  },
  classMethods: {
    __class_getitem__: method("(type, object, /)", "See PEP 585", classGetItem),
  },
});

/** An iterator over a tuple. */
export class TupleIterator extends PyIterator {
  /** `undefined` when it is exhausted. */
  tuple: PyTuple | undefined;
  index: number;
  constructor(tuple?: PyTuple) {
    super();
    this.tuple = tuple;
    this.index = 0;
  }
  override step(): Value | undefined {
    const { tuple, index } = this;
    if (tuple === undefined) return undefined;
    const { items } = tuple;
    if (index < items.length) {
      this.index = index + 1;
      return items[index];
    }
    this.tuple = undefined;
    return undefined;
  }
}

/** `tuple_iterator`. */
export const TupleIteratorType: PyType = builtinType("tuple_iterator", TupleIterator, {
  final: true,
  noNew: true,
});
define(TupleIteratorType, {
  methods: {
    ...iteratorMethods,
    __length_hint__: method(
      "(self, /)",
      "Private method returning an estimate of len(list(it)).",
      (self: TupleIterator) => self.tuple === undefined ? 0 : self.tuple.items.length - self.index,
    ),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: TupleIterator) =>
        new PyTuple(
          self.tuple === undefined
            ? [builtinFunction("iter"), new PyTuple([EMPTY_TUPLE])]
            : [builtinFunction("iter"), new PyTuple([self.tuple]), self.index],
        ),
    ),
    __setstate__: method(
      "(self, object, /)",
      "Set state information for unpickling.",
      (self: TupleIterator, state: Value) => {
        const i = indexNumber(state, "an integer is required");
        if (self.tuple !== undefined) {
          self.index = Math.min(Math.max(i, 0), self.tuple.items.length);
        }
      },
    ),
  },
});
