// The methods of slice.

import { EQ, ge, gt, le, lt, NE } from "./compare.ts";
import { member } from "./builtin.ts";
import { add, sub } from "./core/int_core.ts";
import { define } from "./define.ts";
import { type Int, NONE, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { indexOf, repr } from "./operations.ts";
import { typeError, valueError } from "./raise.ts";
import { equalSequences, orderSequences } from "./sequence_compare.ts";
import { method } from "./signature.ts";
import { PySlice, SliceType } from "./slice.ts";
import { strFromUtf16 } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { hashParts } from "./tuple_hash.ts";
import { typeOf } from "./type.ts";

const TEXT = "slice indices must be integers or None or have an __index__ method";

function parts(s: PySlice): Value[] {
  return [s.start, s.stop, s.stride];
}

/** Start, stop and step for a sequence of a length that may be any int. */
export function sliceIndices(s: PySlice, length: Int): [Int, Int, Int] {
  const step: Int = s.stride === NONE ? 1 : indexOf(s.stride, TEXT);
  if (step === 0) throw valueError("slice step cannot be zero");
  const backwards = step < 0;
  const low: Int = backwards ? -1 : 0;
  const high: Int = backwards ? sub(length, 1) : length;
  const fit = (v: Value, absent: Int): Int => {
    if (v === NONE) return absent;
    let n = indexOf(v, TEXT);
    if (n < 0) {
      n = add(n, length);
      return n < low ? low : n;
    }
    return n > high ? high : n;
  };
  const start = fit(s.start, backwards ? high : low);
  const stop = fit(s.stop, backwards ? low : high);
  return [start, stop, step];
}

define(SliceType, {
  doc:
    "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
  new: method(
    "(cls, /, *args)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (_cls: Value, args: Value[]) => {
      const n = args.length;
      if (n === 0) throw typeError("slice expected at least 1 argument, got 0");
      if (n > 3) throw typeError(`slice expected at most 3 arguments, got ${n}`);
      return n === 1
        ? new PySlice(NONE, args[0], NONE)
        : new PySlice(args[0], args[1], n === 3 ? args[2] : NONE);
    },
  ),
  methods: {
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (self: PySlice) =>
        strFromUtf16(`slice(${repr(self.start)}, ${repr(self.stop)}, ${repr(self.stride)})`),
    ),
    __hash__: method("(self, /)", "Return hash(self).", (self: PySlice) => hashParts(parts(self))),
    __lt__: method(
      "(self, value, /)",
      "Return self<value.",
      (self: PySlice, o: Value) =>
        o instanceof PySlice ? orderSequences(lt, parts(self), parts(o)) : NOT_IMPLEMENTED,
    ),
    __le__: method(
      "(self, value, /)",
      "Return self<=value.",
      (self: PySlice, o: Value) =>
        o instanceof PySlice ? orderSequences(le, parts(self), parts(o)) : NOT_IMPLEMENTED,
    ),
    __gt__: method(
      "(self, value, /)",
      "Return self>value.",
      (self: PySlice, o: Value) =>
        o instanceof PySlice ? orderSequences(gt, parts(self), parts(o)) : NOT_IMPLEMENTED,
    ),
    __ge__: method(
      "(self, value, /)",
      "Return self>=value.",
      (self: PySlice, o: Value) =>
        o instanceof PySlice ? orderSequences(ge, parts(self), parts(o)) : NOT_IMPLEMENTED,
    ),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PySlice, o: Value) =>
        o instanceof PySlice
          ? self === o || equalSequences(EQ, parts(self), parts(o))
          : NOT_IMPLEMENTED,
    ),
    __ne__: method(
      "(self, value, /)",
      "Return self!=value.",
      (self: PySlice, o: Value) =>
        o instanceof PySlice
          ? self !== o && equalSequences(NE, parts(self), parts(o))
          : NOT_IMPLEMENTED,
    ),
    indices: method(
      "(self, object, /)",
      "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\nindices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a manner consistent with the\nhandling of normal slices.",
      (self: PySlice, length: Value) => {
        const n = indexOf(length);
        if (n < 0) throw valueError("length should not be negative");
        return new PyTuple(sliceIndices(self, n));
      },
    ),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: PySlice) => new PyTuple([typeOf(self), new PyTuple(parts(self))]),
    ),
  },
  attributes: {
    start: member(undefined, (self: PySlice) => self.start),
    stop: member(undefined, (self: PySlice) => self.stop),
    step: member(undefined, (self: PySlice) => self.stride),
  },
});
