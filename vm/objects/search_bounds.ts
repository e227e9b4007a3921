// The optional start and end of `find`, `count`, `startswith` …: as a slice's, except that a start past the end stays past
// it, where not even the empty sequence is found.

import { type Int, NONE, type Value } from "./object.ts";
import { indexOf } from "./operations.ts";

const TEXT = "slice indices must be integers or None or have an __index__ method";

function bound(v: Value): Int {
  return typeof v === "number" ? v : indexOf(v, TEXT);
}

/** The start of a search in a sequence of `length` items; may be greater than `length`. */
export function searchStart(v: Value | undefined, length: number): number {
  if (v === undefined || v === NONE) return 0;
  const n = Number(bound(v));
  return n < 0 ? Math.max(0, n + length) : n;
}

/** The end of a search, at most `length`. */
export function searchEnd(v: Value | undefined, length: number): number {
  if (v === undefined || v === NONE) return length;
  const n = Number(bound(v));
  return n < 0 ? Math.max(0, n + length) : Math.min(n, length);
}
