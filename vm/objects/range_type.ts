// The methods of range, and its iterators: one for machine-sized ranges, one for all.

import { builtinFunction } from "./builtin_lookup.ts";
import { member } from "./builtin.ts";
import { equals, hashOf } from "./compare.ts";
import { add, floordiv, mod, mul, sub } from "./core/int_core.ts";
import { define } from "./define.ts";
import { iter, iteratorMethods, PyIterator } from "./iteration.ts";
import { type Int, NONE, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { indexOf, operationHooks, repr } from "./operations.ts";
import { indexError, overflowError, typeError, valueError } from "./raise.ts";
import { PyRange, RangeType } from "./range.ts";
import { method } from "./signature.ts";
import { badSubscript, PySlice } from "./slice.ts";
import { sliceIndices } from "./slice_type.ts";
import { strFromUtf16 } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { builtinType, type PyType, typeOf } from "./type.ts";

/** The item at an index within the bounds. */
function item(r: PyRange, index: Int): Int {
  return add(r.start, mul(index, r.stride));
}

/** `range[key]` */
export function rangeGetItem(self: PyRange, key: Value): Value {
  if (key instanceof PySlice) {
    const [start, stop, step] = sliceIndices(key, self.length);
    return new PyRange(item(self, start), item(self, stop), mul(step, self.stride));
  }
  if (
    typeof key === "string" || typeof key === "object" && key.cls.lookup("__index__") === undefined
  ) {
    throw badSubscript("range", typeOf(key).name);
  }
  let i = indexOf(key);
  if (i < 0) i = add(i, self.length);
  if (i < 0 || i >= self.length) throw indexError("range object index out of range");
  return item(self, i);
}

/** The int that a value is exactly (an int or a bool); `undefined` for anything else. */
function exactInt(v: Value): Int | undefined {
  switch (typeof v) {
    case "number":
    case "bigint":
      return v;
    case "boolean":
      return v ? 1 : 0;
  }
  return undefined;
}

/** The index of an int in the range, or -1. */
function indexIn(r: PyRange, v: Int): Int {
  const { start, stop, stride } = r;
  if (stride > 0 ? v < start || v >= stop : v > start || v <= stop) return -1;
  const distance = sub(v, start);
  return mod(distance, stride) === 0 ? floordiv(distance, stride) : -1;
}

/** What makes two ranges equal: the length, and as far as it matters the start and the step. */
function identity(r: PyRange): PyTuple {
  if (r.length === 0) return new PyTuple([0, NONE, NONE]);
  return new PyTuple([r.length, r.start, r.length === 1 ? NONE : r.stride]);
}

function search(self: PyRange, v: Value): number {
  const it = iter(self);
  let i = 0;
  for (let x = it.step(); x !== undefined; x = it.step(), i++) if (equals(x, v)) return i;
  return -1;
}
define(RangeType, {
  doc:
    "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
  new: method(
    "(cls, /, *args)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (_cls: Value, args: Value[]) => {
      const n = args.length;
      if (n === 1) return new PyRange(0, indexOf(args[0]), 1);
      if (n === 0) throw typeError("range expected at least 1 argument, got 0");
      if (n > 3) throw typeError(`range expected at most 3 arguments, got ${n}`);
      const start = indexOf(args[0]), stop = indexOf(args[1]);
      const step = n === 3 ? indexOf(args[2]) : 1;
      if (step === 0) throw valueError("range() arg 3 must not be zero");
      return new PyRange(start, stop, step);
    },
  ),
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", (self: PyRange) => {
      const bounds = `${repr(self.start)}, ${repr(self.stop)}`;
      return strFromUtf16(
        self.stride === 1 ? `range(${bounds})` : `range(${bounds}, ${repr(self.stride)})`,
      );
    }),
    __hash__: method("(self, /)", "Return hash(self).", (self: PyRange) => hashOf(identity(self))),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PyRange, o: Value) =>
        o instanceof PyRange ? equals(identity(self), identity(o)) : NOT_IMPLEMENTED,
    ),
    __ne__: method(
      "(self, value, /)",
      "Return self!=value.",
      (self: PyRange, o: Value) =>
        o instanceof PyRange ? !equals(identity(self), identity(o)) : NOT_IMPLEMENTED,
    ),
    __lt__: method("(self, value, /)", "Return self<value.", () => NOT_IMPLEMENTED),
    __le__: method("(self, value, /)", "Return self<=value.", () => NOT_IMPLEMENTED),
    __gt__: method("(self, value, /)", "Return self>value.", () => NOT_IMPLEMENTED),
    __ge__: method("(self, value, /)", "Return self>=value.", () => NOT_IMPLEMENTED),
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: PyRange) => rangeIterator(self.start, self.stride, self.length),
    ),
    __bool__: method("(self, /)", "True if self else False", (self: PyRange) => self.length !== 0),
    __len__: method("(self, /)", "Return len(self).", (self: PyRange) => {
      if (self.length > 9223372036854775807n) {
        throw overflowError("Python int too large to convert to C ssize_t");
      }
      return self.length;
    }),
    __getitem__: method("(self, key, /)", "Return self[key].", rangeGetItem),
    __contains__: method(
      "(self, key, /)",
      "Return bool(key in self).",
      (self: PyRange, v: Value) => {
        const n = exactInt(v);
        return n !== undefined ? indexIn(self, n) !== -1 : search(self, v) >= 0;
      },
    ),
    __reversed__: method("(self, /)", "Return a reverse iterator.", (self: PyRange) => {
      const last = item(self, sub(self.length, 1));
      return rangeIterator(last, sub(0, self.stride), self.length);
    }),
    __reduce__: method(
      "(self, /)",
      "",
      (self: PyRange) =>
        new PyTuple([RangeType, new PyTuple([self.start, self.stop, self.stride])]),
    ),
    count: method(
      "(self, object, /)",
      "rangeobject.count(value) -> integer -- return number of occurrences of value",
      (self: PyRange, v: Value) => {
        const n = exactInt(v);
        if (n !== undefined) return indexIn(self, n) === -1 ? 0 : 1;
        let count = 0;
        const it = iter(self);
        for (let x = it.step(); x !== undefined; x = it.step()) if (equals(x, v)) count++;
        return count;
      },
    ),
    index: method(
      "(self, object, /)",
      "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.",
      (self: PyRange, v: Value) => {
        const n = exactInt(v);
        const i = n !== undefined ? indexIn(self, n) : search(self, v);
        if (i !== -1) return i;
        throw valueError(
          n !== undefined ? `${repr(v)} is not in range` : "sequence.index(x): x not in sequence",
        );
      },
    ),
  },
  attributes: {
    start: member(undefined, (self: PyRange) => self.start),
    stop: member(undefined, (self: PyRange) => self.stop),
    step: member(undefined, (self: PyRange) => self.stride),
  },
});

/** An iterator over a range whose items and bounds are all safe integers. */
export class RangeIterator extends PyIterator {
  /** The next item. */
  next: number;
  /** `step` of the range. */
  stride: number;
  /** How many items are left. */
  left: number;
  constructor(next = 0, stride = 1, left = 0) {
    super();
    this.next = next;
    this.stride = stride;
    this.left = left;
  }
  override step(): number | undefined {
    const { left, next } = this;
    if (left <= 0) return undefined;
    this.left = left - 1;
    this.next = next + this.stride;
    return next;
  }
}

/** An iterator over any range. */
export class LongRangeIterator extends PyIterator {
  next: Int;
  stride: Int;
  left: Int;
  constructor(next: Int = 0, stride: Int = 1, left: Int = 0) {
    super();
    this.next = next;
    this.stride = stride;
    this.left = left;
  }
  override step(): Value | undefined {
    const { left, next } = this;
    if (left <= 0) return undefined;
    this.left = sub(left, 1);
    this.next = add(next, this.stride);
    return next;
  }
}

function rangeIterator(start: Int, stride: Int, length: Int): PyIterator {
  if (
    typeof start === "number" && typeof stride === "number" && typeof length === "number" &&
    Number.isSafeInteger(start + length * stride)
  ) {
    return new RangeIterator(start, stride, length);
  }
  return new LongRangeIterator(start, stride, length);
}

/** The range of what an iterator has left. */
function rest(self: RangeIterator | LongRangeIterator): PyRange {
  return new PyRange(self.next, add(self.next, mul(self.left, self.stride)), self.stride);
}

function setState(self: RangeIterator | LongRangeIterator, state: Value): void {
  const n = operationHooks.intOf(state);
  if (n === undefined) throw typeError(`an integer is required (got type ${typeOf(state).name})`);
  const i: Int = n < 0 ? 0 : n > self.left ? self.left : n;
  // for the shorter iterator both results are numbers as well
  (self as LongRangeIterator).next = add(self.next, mul(i, self.stride));
  (self as LongRangeIterator).left = sub(self.left, i);
}
const methods = {
  ...iteratorMethods,
  __length_hint__: method(
    "(self, /)",
    "Private method returning an estimate of len(list(it)).",
    (self: RangeIterator | LongRangeIterator) => self.left,
  ),
  __reduce__: method(
    "(self, /)",
    "Return state information for pickling.",
    (self: RangeIterator | LongRangeIterator) =>
      new PyTuple([builtinFunction("iter"), new PyTuple([rest(self)]), NONE]),
  ),
  __setstate__: method("(self, object, /)", "Set state information for unpickling.", setState),
};

/** `range_iterator`. */
export const RangeIteratorType: PyType = builtinType("range_iterator", RangeIterator, {
  final: true,
  noNew: true,
});
define(RangeIteratorType, { methods });
/** `longrange_iterator`. */
export const LongRangeIteratorType: PyType = builtinType("longrange_iterator", LongRangeIterator, {
  final: true,
  noNew: true,
});
define(LongRangeIteratorType, { methods });
