// range: start, stop, step, and the length, which may be larger than any sequence's.
//
// This file has the JavaScript class; range_type.ts has the Python methods and the iterators.

import { add, floordiv, sub } from "./core/int_core.ts";
import { type Int, PyObject } from "./object.ts";
import { builtinType, type PyType } from "./type.ts";

/** The number of items of a range. */
export function rangeLength(start: Int, stop: Int, step: Int): Int {
  if (typeof start === "number" && typeof stop === "number" && typeof step === "number") {
    // the differences of safe integers may be unsafe: those go the exact way
    const span = step > 0 ? stop - start : start - stop;
    if (span <= 0) return 0;
    if (span <= Number.MAX_SAFE_INTEGER) return Math.floor((span - 1) / Math.abs(step)) + 1;
  }
  const positive = step > 0;
  if (positive ? start >= stop : start <= stop) return 0;
  const span = positive ? sub(stop, start) : sub(start, stop);
  return add(floordiv(sub(span, 1), positive ? step : sub(0, step)), 1);
}

/** A Python range. */
export class PyRange extends PyObject {
  start: Int;
  stop: Int;
  /** `step`, which is the name of the iterators' method. */
  stride: Int;
  /** The number of items. */
  length: Int;
  constructor(start: Int = 0, stop: Int = 0, step: Int = 1) {
    super();
    this.start = start;
    this.stop = stop;
    this.stride = step;
    this.length = rangeLength(start, stop, step);
  }
}

/** `range`. */
export const RangeType: PyType = builtinType("range", PyRange, {
  final: true,
  patternKind: "sequence",
});
