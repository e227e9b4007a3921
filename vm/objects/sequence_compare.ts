// How lists and tuples are compared: item by item, identity before equality, up to the first difference.

import { type Comparison, EQ, equals } from "./compare.ts";
import type { PyObject, Value } from "./object.ts";
import { recursionError } from "./raise.ts";
import { isStackOverflow } from "./repr_guard.ts";

/** A sequence that may change while it is compared. */
export interface SequenceView {
  readonly length: number;
  /** The item, or `undefined` past the end. */
  at(index: number): Value | undefined;
}

/** Whether two arrays of items are equal, where that needs no object's `==`; `undefined` where it does. */
export function equalPlainly(a: readonly Value[], b: readonly Value[]): boolean | undefined {
  const n = a.length;
  if (n !== b.length) return false;
  for (let i = 0; i < n; i++) {
    const x = a[i], y = b[i];
    if (x === y) continue;
    const type = typeof x;
    // True == 1, and a str that is no JavaScript string may not be equal to one
    return type === typeof y && (type === "number" || type === "string") ? false : undefined;
  }
  return true;
}

/** How deep sequences may be nested, as in CPython's own recursion in C. */
const MAX_DEPTH = 10000;
let depth = 0;

function tooDeep(): PyObject {
  return recursionError("maximum recursion depth exceeded in comparison");
}

/** `==` or `!=` of two sequences. */
export function equalSequences(op: Comparison, a: SequenceView, b: SequenceView): boolean {
  if (depth >= MAX_DEPTH) throw tooDeep();
  depth++;
  try {
    return sameItems(a, b) === (op === EQ);
  } catch (e) {
    if (isStackOverflow(e)) throw tooDeep();
    throw e;
  } finally {
    depth--;
  }
}

function sameItems(a: SequenceView, b: SequenceView): boolean {
  if (a === b && a.length === 0) return true;
  if (a.length !== b.length) return false;
  for (let i = 0;; i++) {
    const x = a.at(i), y = b.at(i);
    if (x === undefined || y === undefined) return a.length === b.length;
    if (x !== y && !equals(x, y)) {
      // the comparison may have shortened the sequences to nothing that differs
      return (i >= a.length || i >= b.length) && a.length === b.length;
    }
  }
}

/** An ordering of two sequences: that of the first items that differ, else of the lengths. */
export function orderSequences(
  compare: (a: Value, b: Value) => Value,
  a: SequenceView,
  b: SequenceView,
): Value {
  if (depth >= MAX_DEPTH) throw tooDeep();
  depth++;
  try {
    return orderItems(compare, a, b);
  } catch (e) {
    if (isStackOverflow(e)) throw tooDeep();
    throw e;
  } finally {
    depth--;
  }
}

function orderItems(
  compare: (a: Value, b: Value) => Value,
  a: SequenceView,
  b: SequenceView,
): Value {
  for (let i = 0;; i++) {
    const x = a.at(i), y = b.at(i);
    if (x === undefined || y === undefined) return compare(a.length, b.length);
    if (x !== y && !equals(x, y)) {
      const p = a.at(i), q = b.at(i);
      return p === undefined || q === undefined ? compare(a.length, b.length) : compare(p, q);
    }
  }
}
