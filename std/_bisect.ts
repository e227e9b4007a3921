// _bisect: binary search in sorted sequences.

import { call, callMethod, callSpecial } from "../vm/objects/attributes.ts";
import { compareSlow, LT, truth } from "../vm/objects/compare.ts";
import { canonical } from "../vm/objects/core/int_core.ts";
import { FloatType, PyFloat } from "../vm/objects/float.ts";
import { ListType, PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { type Int, NONE, type Value } from "../vm/objects/object.ts";
import { getItem, indexNumber, indexOf, length } from "../vm/objects/operations.ts";
import { PyRange } from "../vm/objects/range.ts";
import { indexError, valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";

/** Where both are plain numbers of one type, `a < b` as JavaScript says it; otherwise `undefined`. */
function quickLess(a: Value, b: Value): boolean | undefined {
  if (typeof a === "number" && typeof b === "number") return a < b;
  if (typeof a === "string" && typeof b === "string") return a < b;
  if (
    a instanceof PyFloat && b instanceof PyFloat && a.cls === FloatType && b.cls === FloatType
  ) return a.v < b.v;
  return undefined;
}

function less(a: Value, b: Value): boolean {
  return quickLess(a, b) ?? truth(compareSlow(LT, a, b));
}

/** The item at an index; a list may shrink while keys and comparisons run. */
function itemAt(a: Value, i: number): Value {
  if (a instanceof PyList && a.cls === ListType) {
    const v = a.at(i);
    if (v === undefined) throw indexError("list index out of range");
    return v;
  }
  return getItem(a, i);
}

/** The length, which a range may have beyond what doubles count. */
function sizeOf(a: Value): Int {
  if (a instanceof PyList) return a.length;
  if (a instanceof PyRange) return a.length;
  const n = callSpecial(a, "__len__", []);
  return typeof n === "bigint" ? n : length(a);
}

/** The search where indices are beyond doubles. */
function bisectBig(
  a: Value,
  x: Value,
  lo: Value | undefined,
  size: bigint,
  key: Value,
  right: boolean,
): Int {
  let low = lo === undefined ? 0n : BigInt(indexOf(lo));
  if (low < 0n) throw valueError("lo must be non-negative");
  let high = size;
  while (low < high) {
    const middle = (low + high) / 2n;
    let item = getItem(a, canonical(middle));
    if (key !== NONE) item = call(key, [item]);
    if (right ? less(x, item) : !less(item, x)) high = middle;
    else low = middle + 1n;
  }
  return canonical(low);
}

/** The index before which `x` belongs: behind what equals it (`right`), or in front. */
function bisect(
  a: Value,
  x: Value,
  lo: Value | undefined,
  hi: Value | undefined,
  key: Value,
  right: boolean,
): Int {
  const size = hi === undefined || hi === NONE ? sizeOf(a) : undefined;
  if (typeof size === "bigint") return bisectBig(a, x, lo, size, key, right);
  let low = lo === undefined ? 0 : indexNumber(lo);
  if (low < 0) throw valueError("lo must be non-negative");
  let high = size ?? indexNumber(hi!);
  if (high === -1) high = length(a);
  else if (high < 0) return low;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    let item = itemAt(a, middle);
    if (key !== NONE) item = call(key, [item]);
    if (right ? less(x, item) : !less(item, x)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function searcher(doc: string, right: boolean): Declaration {
  return method(
    "(a, x, lo=0, hi=None, *, key=None)",
    doc,
    (
      a: Value,
      x: Value,
      lo: Value | undefined,
      hi: Value | undefined,
      key: Value | undefined,
    ) => bisect(a, x, lo, hi, key ?? NONE, right),
  );
}

function inserter(doc: string, right: boolean): Declaration {
  return method(
    "(a, x, lo=0, hi=None, *, key=None)",
    doc,
    (
      a: Value,
      x: Value,
      lo: Value | undefined,
      hi: Value | undefined,
      key: Value | undefined,
    ) => {
      const keyed = key === undefined || key === NONE ? x : call(key, [x]);
      const at = bisect(a, keyed, lo, hi, key ?? NONE, right);
      if (a instanceof PyList && a.cls === ListType) {
        a.insert(Math.min(Number(at), a.length), x);
      } else callMethod(a, "insert", at, x);
    },
  );
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_bisect", {
    doc:
      "Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort the list after each insertion. For long lists of items with\nexpensive comparison operations, this can be an improvement over the more\ncommon approach.\n",
    functions: {
      bisect_right: searcher(
        "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e <= x, and all e in\na[i:] have e > x.  So if x already appears in the list, a.insert(i, x) will\ninsert just after the rightmost x already there.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.",
        true,
      ),
      insort_right: inserter(
        "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the right of the rightmost x.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.",
        true,
      ),
      bisect_left: searcher(
        "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e < x, and all e in\na[i:] have e >= x.  So if x already appears in the list, a.insert(i, x) will\ninsert just before the leftmost x already there.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.",
        false,
      ),
      insort_left: inserter(
        "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the left of the leftmost x.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.",
        false,
      ),
    },
  });
}
