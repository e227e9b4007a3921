// slice: three values; what they mean for a sequence of a certain length is computed here, for all sequences alike.
//
// This file has the JavaScript class and the arithmetic; slice_type.ts has the Python methods.

import { NONE, PyObject, type Value } from "./object.ts";
import { indexOf } from "./operations.ts";
import { typeError, valueError } from "./raise.ts";
import { builtinType, type PyType } from "./type.ts";

/** A Python slice. */
export class PySlice extends PyObject {
  start: Value;
  stop: Value;
  /** `step`, which is the name of the iterators' method. */
  stride: Value;
  constructor(start: Value = NONE, stop: Value = NONE, step: Value = NONE) {
    super();
    this.start = start;
    this.stop = stop;
    this.stride = step;
  }
}

/** `slice`. */
export const SliceType: PyType = builtinType("slice", PySlice, { final: true });

/** A slice of a sequence: the index of the first item, the distance to the next, the number of items. */
export interface SliceRange {
  start: number;
  /** Where the slice ends, exclusive; with a step of 1 never before `start`. */
  stop: number;
  step: number;
  count: number;
}

const TEXT = "slice indices must be integers or None or have an __index__ method";

/** A bound clamped to ±2^53, far beyond the length of any sequence. */
function bound(v: Value, text = TEXT): number {
  if (typeof v === "number") return v;
  const n = indexOf(v, text);
  if (typeof n === "number") return n;
  return n > 0n ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER;
}

/** The step of a slice, which must not be 0. */
function stepOf(v: Value): number {
  if (v === NONE) return 1;
  const step = bound(v);
  if (step === 0) throw valueError("slice step cannot be zero");
  return step;
}

/** A bound that may be negative, brought between `low` and `high`. */
function clamp(v: number, length: number, low: number, high: number): number {
  if (v < 0) {
    v += length;
    return v < low ? low : v;
  }
  return v > high ? high : v;
}

/**
 * Evaluates the bounds (which may run Python), in CPython's order: step, start, stop. The length is
 * asked for afterwards, because `__index__` may have changed the sequence.
 */
export function sliceRange(s: PySlice, length: () => number): SliceRange {
  const step = stepOf(s.stride);
  const start = s.start === NONE ? undefined : bound(s.start);
  const stop = s.stop === NONE ? undefined : bound(s.stop);
  return fitSlice(start, stop, step, length());
}

/** The range of a slice whose bounds are numbers (`undefined`: not given) in a sequence of `length` items. */
export function fitSlice(
  start: number | undefined,
  stop: number | undefined,
  step: number,
  length: number,
): SliceRange {
  const low = step < 0 ? -1 : 0;
  const high = step < 0 ? length - 1 : length;
  const from = start === undefined ? (step < 0 ? high : 0) : clamp(start, length, low, high);
  let to = stop === undefined ? (step < 0 ? -1 : length) : clamp(stop, length, low, high);
  let count: number;
  if (step === 1) {
    if (to < from) to = from;
    count = to - from;
  } else if (step < 0) {
    count = to < from ? Math.floor((from - to - 1) / -step) + 1 : 0;
  } else {
    count = from < to ? Math.floor((to - from - 1) / step) + 1 : 0;
  }
  return { start: from, stop: to, step, count };
}

const SEARCH_TEXT = "slice indices must be integers or have an __index__ method";

/** The two bounds of `s.index(x, start, stop)`, clamped to the length; `undefined` for one that is not given. */
export function searchBounds(
  start: Value | undefined,
  stop: Value | undefined,
  length: number,
): [number, number] {
  const from = start === undefined ? 0 : clamp(bound(start, SEARCH_TEXT), length, 0, length);
  const to = stop === undefined ? length : clamp(bound(stop, SEARCH_TEXT), length, 0, length);
  return [from, to];
}

/** Picks the items of a slice. */
export function pick<T>(items: readonly T[], r: SliceRange): T[] {
  const { step, count } = r;
  if (step === 1) return items.slice(r.start, r.start + count);
  if (step === -1) return items.slice(r.start - count + 1, r.start + 1).reverse();
  const out: T[] = [];
  for (let i = 0, at = r.start; i < count; i++, at += step) out.push(items[at]);
  return out;
}

/** The TypeError of a subscript that is neither an int nor a slice. */
export function badSubscript(kind: string, typeName: string): PyObject {
  return typeError(`${kind} indices must be integers or slices, not ${typeName}`);
}
