// The methods of set and frozenset, and their iterator.

import { callMethod } from "./attributes.ts";
import { atMostOne, refuseKeywordsInInit, refuseKeywordsInNew } from "./no_keywords.ts";
import { builtinFunction } from "./builtin_lookup.ts";
import { classGetItem } from "./class_getitem.ts";
import { generalLowHash, hashOf } from "./compare.ts";
import { define } from "./define.ts";
import { iteratorMethods, PyIterator } from "./iteration.ts";
import { PyList } from "./list.ts";
import { type Int, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { repr } from "./operations.ts";
import { exception, keyError, runtimeError } from "./raise.ts";
import { guardedRepr } from "./repr_guard.ts";
import { FrozenSetType, PyAnySet, PyFrozenSet, PySet, SetCursor, SetType } from "./set.ts";
import {
  copySet,
  difference,
  differenceUpdate,
  emptyLike,
  intersection,
  isDisjoint,
  isSubset,
  isSuperset,
  sameSets,
  symmetricDifference,
  symmetricDifferenceUpdate,
  update,
} from "./set_algebra.ts";
import { DUMMY, type SetTable } from "./set_table.ts";
import { type KwMap, method } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { intOfWords, multiplyHigh } from "./tuple_hash.ts";
import { builtinType, type PyType } from "./type.ts";

/** An iterator over a set. */
export class SetIterator extends PyIterator {
  /** `undefined` when it is exhausted. */
  set: PyAnySet | undefined;
  /** The size that the set must keep; -1 once it has not. */
  private expected: number;
  left: number;
  private table: SetTable | undefined;
  private slot: number;
  private strings: Iterator<string> | undefined;

  constructor(set?: PyAnySet) {
    super();
    this.set = set;
    this.expected = set === undefined ? 0 : set.size;
    this.left = this.expected;
    this.table = set?.table;
    this.slot = 0;
    this.strings = set?.strings?.values();
  }

  override step(): Value | undefined {
    const { set } = this;
    if (set === undefined) return undefined;
    if (set.size !== this.expected) {
      this.expected = -1;
      throw runtimeError("Set changed size during iteration");
    }
    const { table } = set;
    if (table !== this.table) this.moveTo(table);
    if (table !== undefined) {
      const { keys } = table;
      for (let i = this.slot; i < keys.length;) {
        const k = keys[i++];
        if (k !== undefined && k !== DUMMY) {
          this.slot = i;
          this.left--;
          return k;
        }
      }
    } else if (this.strings !== undefined) {
      const r = this.strings.next();
      if (r.done !== true) {
        this.left--;
        return r.value;
      }
    }
    this.set = undefined;
    return undefined;
  }

  /** How many items are left; none where the set has grown or shrunk. */
  get remaining(): number {
    return this.set === undefined || this.set.size !== this.expected ? 0 : this.left;
  }

  /** Another that stands at the same place. */
  copy(): SetIterator {
    const other = new SetIterator(this.set);
    other.expected = this.expected;
    other.left = this.left;
    other.table = this.table;
    other.slot = this.slot;
    for (let n = this.expected - this.left; n > 0; n--) other.strings?.next();
    return other;
  }

  /** The set has changed its representation: as many items are passed over as were given. */
  private moveTo(table: SetTable | undefined): void {
    this.table = table;
    this.strings = this.set!.strings?.values();
    this.slot = 0;
    for (let n = this.expected - this.left; n > 0 && table !== undefined; n--) {
      while (table.keys[this.slot] === undefined || table.keys[this.slot] === DUMMY) this.slot++;
      this.slot++;
    }
  }
}
/** `set_iterator`. */
export const SetIteratorType: PyType = builtinType("set_iterator", SetIterator, {
  final: true,
  noNew: true,
});
define(SetIteratorType, {
  methods: {
    ...iteratorMethods,
    __length_hint__: method(
      "(self, /)",
      "Private method returning an estimate of len(list(it)).",
      (self: SetIterator) => self.remaining,
    ),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: SetIterator) => {
        const rest: Value[] = [];
        const other = self.copy();
        for (let v = other.step(); v !== undefined; v = other.step()) rest.push(v);
        return new PyTuple([builtinFunction("iter"), new PyTuple([new PyList(rest)])]);
      },
    ),
  },
});

function setRepr(self: PyAnySet): Value {
  const { name } = self.cls;
  if (self.size === 0) return strFromUtf16(`${name}()`);
  return strFromUtf16(guardedRepr(self, `${name}(...)`, () => {
    const inner = self.items().map(repr).join(", ");
    return self.cls === SetType ? `{${inner}}` : `${name}({${inner}})`;
  }));
}

let shuffledHigh = 0, shuffledLow = 0;

/** Spreads the bits of an item's hash (two words), so that frozensets of near-by hashes have far-off ones. */
function shuffle(high: number, low: number): void {
  const h = high ^ (high << 16 | low >>> 16);
  const l = low ^ 89869747 ^ low << 16;
  // times 3644798167
  shuffledLow = Math.imul(l, 3644798167);
  shuffledHigh = (multiplyHigh(l, 3644798167) + Math.imul(h, 3644798167)) | 0;
}

/** CPython's hash of a frozenset, as its words: independent of the order of the items. */
function computeHash(self: PyFrozenSet): void {
  let high = 0, low = 0;
  for (const c = new SetCursor(self); c.next();) {
    const { value } = c;
    if (typeof value === "number" && (value | 0) === value) {
      const l = value === -1 ? -2 : value;
      shuffle(l >> 31, l);
    } else if (value instanceof PyFrozenSet && value.hashed) {
      shuffle(value.hashHigh, value.hashLow);
    } else {
      const hash = hashOf(value);
      if (typeof hash === "number") {
        const l = hash | 0;
        shuffle(l === hash ? l >> 31 : Math.floor(hash / 4294967296) | 0, l);
      } else {
        shuffle(Number(BigInt.asIntN(32, hash >> 32n)), Number(BigInt.asIntN(32, hash)));
      }
    }
    high ^= shuffledHigh;
    low ^= shuffledLow;
  }
  // the number of items, spread over all bits
  const n = self.size + 1;
  high ^= multiplyHigh(n, 1927868237);
  low ^= Math.imul(n, 1927868237);
  // h ^= (h >> 11) ^ (h >> 25)
  const l = low ^ (low >>> 11 | high << 21) ^ (low >>> 25 | high << 7);
  const h = high ^ high >>> 11 ^ high >>> 25;
  // h * 69069 + 907133923
  const sum = (Math.imul(l, 69069) >>> 0) + 907133923;
  low = sum | 0;
  high = multiplyHigh(l, 69069) + Math.imul(h, 69069) + (sum > 0xffffffff ? 1 : 0) | 0;
  if (low === -1 && high === -1) {
    low = 590923713;
    high = 0;
  }
  self.hashLow = low;
  self.hashHigh = high;
  self.hashed = true;
}

/** `frozenset.__hash__` */
function frozenHash(self: PyFrozenSet): Int {
  if (!self.hashed) computeHash(self);
  return intOfWords(self.hashHigh, self.hashLow);
}

/** `set.__reduce__`: the class, a list of the items, the attributes. */
function reduce(self: PyAnySet): Value {
  return new PyTuple([
    self.cls,
    new PyTuple([new PyList(self.items())]),
    callMethod(self, "__getstate__"),
  ]);
}

/** CPython's figure: 200 bytes with eight slots inside, 16 more for each slot outside. */
function sizeOf(self: PyAnySet): number {
  const slots = self.table !== undefined
    ? self.table.keys.length
    : slotsFor(self.strings === undefined ? 0 : self.strings.size);
  return 200 + (slots > 8 ? slots * 16 : 0);
}

function slotsFor(n: number): number {
  let slots = 8;
  while (n * 5 >= (slots - 1) * 3) slots *= n > 50000 ? 2 : 4;
  return slots;
}

function union(self: PyAnySet, others: Value[]): Value {
  const [first] = others;
  const out = emptyLike(self);
  if (self.table !== undefined && first instanceof PyAnySet && first !== self) {
    out.table = self.table.copy(first.size);
  } else {
    out.merge(self);
  }
  for (const o of others) if (o !== self) update(out, o);
  return out;
}

function intersectAll(self: PyAnySet, others: Value[]): PyAnySet {
  let out: PyAnySet | undefined;
  for (const o of others) out = intersection(out ?? self, o);
  return out ?? copySet(self);
}

function differenceAll(self: PyAnySet, others: Value[]): Value {
  if (others.length === 0) return copySet(self);
  const out = difference(self, others[0]);
  for (let i = 1; i < others.length; i++) differenceUpdate(out, others[i]);
  return out;
}

function both(f: (a: PyAnySet, b: PyAnySet) => Value): (a: Value, b: Value) => Value {
  return (a, b) => a instanceof PyAnySet && b instanceof PyAnySet ? f(a, b) : NOT_IMPLEMENTED;
}

function flipped(f: (a: PyAnySet, b: PyAnySet) => Value): (a: Value, b: Value) => Value {
  return (a, b) => a instanceof PyAnySet && b instanceof PyAnySet ? f(b, a) : NOT_IMPLEMENTED;
}

const or = (a: PyAnySet, b: PyAnySet) => {
  if (a.table === undefined || b.table === undefined || a === b) return union(a, [b]);
  const out = emptyLike(a);
  out.table = a.table.copy(b.table.used);
  out.table.merge(b.table);
  return out;
};

/** Only sets are operands of the in-place operators. */
function inplace(f: (self: PySet, o: PyAnySet) => void): (self: PySet, o: Value) => Value {
  return (self, o) => {
    if (!(o instanceof PyAnySet)) return NOT_IMPLEMENTED;
    f(self, o);
    return self;
  };
}

const common = {
  __repr__: method("(self, /)", "Return repr(self).", setRepr),
  __eq__: method("(self, value, /)", "Return self==value.", both(sameSets)),
  __ne__: method("(self, value, /)", "Return self!=value.", both((a, b) => !sameSets(a, b))),
  __lt__: method(
    "(self, value, /)",
    "Return self<value.",
    both((a, b) => a.size < b.size && isSubset(a, b)),
  ),
  __le__: method("(self, value, /)", "Return self<=value.", both(isSubset)),
  __gt__: method(
    "(self, value, /)",
    "Return self>value.",
    both((a, b) => a.size > b.size && isSubset(b, a)),
  ),
  __ge__: method("(self, value, /)", "Return self>=value.", both((a, b) => isSubset(b, a))),
  __and__: method("(self, value, /)", "Return self&value.", both(intersection)),
  __rand__: method("(self, value, /)", "Return value&self.", flipped(intersection)),
  __or__: method("(self, value, /)", "Return self|value.", both(or)),
  __ror__: method("(self, value, /)", "Return value|self.", flipped(or)),
  __xor__: method("(self, value, /)", "Return self^value.", both(symmetricDifference)),
  __rxor__: method("(self, value, /)", "Return value^self.", flipped(symmetricDifference)),
  __sub__: method("(self, value, /)", "Return self-value.", both(difference)),
  __rsub__: method("(self, value, /)", "Return value-self.", flipped(difference)),
  __iter__: method("(self, /)", "Implement iter(self).", (self: PyAnySet) => new SetIterator(self)),
  __len__: method("(self, /)", "Return len(self).", (self: PyAnySet) => self.size),
  __contains__: method(
    "(self, object, /)",
    "x.__contains__(y) <==> y in x.",
    (self: PyAnySet, v: Value) => self.has(v),
  ),
  __reduce__: method("(self, /)", "Return state information for pickling.", reduce),
  __sizeof__: method("(self, /)", "S.__sizeof__() -> size of S in memory, in bytes.", sizeOf),
  copy: method(
    "(self, /)",
    "Return a shallow copy of a set.",
    (self: PyAnySet) => self.cls === FrozenSetType ? self : copySet(self),
  ),
  union: method(
    "(self, /, *others)",
    "Return a new set with elements from the set and all others.",
    union,
  ),
  intersection: method(
    "(self, /, *others)",
    "Return a new set with elements common to the set and all others.",
    intersectAll,
  ),
  difference: method(
    "(self, /, *others)",
    "Return a new set with elements in the set that are not in the others.",
    differenceAll,
  ),
  symmetric_difference: method(
    "(self, other, /)",
    "Return a new set with elements in either the set or other but not both.",
    symmetricDifference,
  ),
  isdisjoint: method(
    "(self, other, /)",
    "Return True if two sets have a null intersection.",
    isDisjoint,
  ),
  issubset: method("(self, other, /)", "Report whether another set contains this set.", isSubset),
  issuperset: method(
    "(self, other, /)",
    "Report whether this set contains another set.",
    isSuperset,
  ),
};
define(SetType, {
  doc: "Build an unordered collection of unique elements.",
  textSignature: "(iterable=(), /)",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => cls === SetType ? new PySet() : cls.allocate(),
  ),
  quickCall: (args, kw) => {
    if (kw !== undefined || args.length > 1) return undefined;
    const s = new PySet();
    if (args.length === 1) update(s, args[0]);
    return s;
  },
  methods: {
    ...common,
    __init__: method(
      "(self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PySet, args: Value[], kw: KwMap | undefined) => {
        refuseKeywordsInInit(SetType, SetType, kw);
        atMostOne(SetType, args);
        if (self.size !== 0) self.clear();
        if (args.length === 1) update(self, args[0]);
      },
    ),
    __isub__: method("(self, value, /)", "Return self-=value.", inplace(differenceUpdate)),
    __iand__: method(
      "(self, value, /)",
      "Return self&=value.",
      inplace((self, o) => self.become(intersection(self, o))),
    ),
    __ixor__: method("(self, value, /)", "Return self^=value.", inplace(symmetricDifferenceUpdate)),
    __ior__: method("(self, value, /)", "Return self|=value.", inplace(update)),
    add: method(
      "(self, object, /)",
      "Add an element to a set.\n\nThis has no effect if the element is already present.",
      (self: PySet, v: Value) => {
        self.add(v);
      },
    ),
    clear: method("(self, /)", "Remove all elements from this set.", (self: PySet) => self.clear()),
    discard: method(
      "(self, object, /)",
      "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set.",
      (self: PySet, v: Value) => {
        self.delete(v);
      },
    ),
    remove: method(
      "(self, object, /)",
      "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.",
      (self: PySet, v: Value) => {
        if (!self.delete(v)) throw keyError(v);
      },
    ),
    pop: method(
      "(self, /)",
      "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.",
      (self: PySet) => {
        const v = self.takeAny();
        if (v === undefined) throw exception("KeyError", "pop from an empty set");
        return v;
      },
    ),
    update: method(
      "(self, /, *others)",
      "Update the set, adding elements from all others.",
      (self: PySet, others: Value[]) => {
        for (const o of others) update(self, o);
      },
    ),
    difference_update: method(
      "(self, /, *others)",
      "Update the set, removing elements found in others.",
      (self: PySet, others: Value[]) => {
        for (const o of others) differenceUpdate(self, o);
      },
    ),
    intersection_update: method(
      "(self, /, *others)",
      "Update the set, keeping only elements found in it and all others.",
      (self: PySet, others: Value[]) => {
        self.become(intersectAll(self, others));
      },
    ),
    symmetric_difference_update: method(
      "(self, other, /)",
      "Update the set, keeping only elements found in either set, but not in both.",
      symmetricDifferenceUpdate,
    ),
  },
  classMethods: { __class_getitem__: method("(type, object, /)", "See PEP 585", classGetItem) },
  plainSpecials: ["__contains__"],
  unhashable: true,
});

/** `frozenset()` */
export const EMPTY_FROZENSET: PyFrozenSet = new PyFrozenSet();

PyFrozenSet.prototype.lowHash = function (this: PyFrozenSet): number {
  if (this.cls !== FrozenSetType) return generalLowHash(this);
  if (!this.hashed) computeHash(this);
  return this.hashLow;
};

define(FrozenSetType, {
  doc: "Build an immutable unordered collection of unique elements.",
  textSignature: "(iterable=(), /)",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, args: Value[], kw: KwMap | undefined) => {
      refuseKeywordsInNew(cls, FrozenSetType, kw);
      atMostOne(FrozenSetType, args);
      const from = args[0];
      if (cls === FrozenSetType) {
        if (from === undefined) return EMPTY_FROZENSET;
        if (from instanceof PyFrozenSet && from.cls === FrozenSetType) return from;
      }
      const s = cls === FrozenSetType ? new PyFrozenSet() : cls.allocate() as PyFrozenSet;
      if (from !== undefined) update(s, from);
      return s.size === 0 && cls === FrozenSetType ? EMPTY_FROZENSET : s;
    },
  ),
  quickCall: (args, kw) => {
    if (kw !== undefined || args.length !== 1) return undefined;
    const [from] = args;
    if (from instanceof PyFrozenSet && from.cls === FrozenSetType) return from;
    const s = new PyFrozenSet();
    update(s, from);
    return s.size === 0 ? EMPTY_FROZENSET : s;
  },
  methods: { ...common, __hash__: method("(self, /)", "Return hash(self).", frozenHash) },
  classMethods: { __class_getitem__: method("(type, object, /)", "See PEP 585", classGetItem) },
  plainSpecials: ["__contains__"],
});
