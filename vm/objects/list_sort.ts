// list.sort and sorted(): which comparison the keys allow, and the list's state while Python may run.
//
// Keys that are all ints, all floats or all plain strs are compared by JavaScript itself; ints and floats without
// values to move along are sorted by V8's typed arrays where that cannot be told from a stable sort by `<`.

import { call1 } from "./attributes.ts";
import { equals, lt, truth } from "./compare.ts";
import { boxAll, isExactFloat, type PyList } from "./list.ts";
import type { Value } from "./object.ts";
import { type Less, type Sort, sortBy } from "./powersort.ts";
import { valueError } from "./raise.ts";
import { PyTuple, TupleType } from "./tuple.ts";

const lessValue: Less<Value> = (a, b) => {
  const r = lt(a, b);
  return r === true || r !== false && truth(r);
};
/** Exact tuples: the first items that differ decide. */
const lessTuple: Less<Value> = (a, b) => {
  const x = (a as PyTuple).items, y = (b as PyTuple).items;
  const n = Math.min(x.length, y.length);
  for (let i = 0; i < n; i++) {
    const p = x[i], q = y[i];
    if (typeof p === "number" && typeof q === "number") {
      if (p !== q) return p < q;
    } else if (typeof p === "string" && typeof q === "string") {
      if (p !== q) return p < q;
    } else if (!equals(p, q)) {
      return lessValue(p, q);
    }
  }
  return x.length < y.length;
};

const sortInts: Sort<number> = sortBy("ints", (a, b) => a < b);
const sortDoubles: Sort<number> = sortBy("doubles", (a, b) => a < b);
const sortStrings: Sort<string> = sortBy("strings", (a, b) => a < b);
const sortTuples: Sort<Value> = sortBy("tuples", lessTuple);
const sortValues: Sort<Value> = sortBy("values", lessValue);

type Kind = "int" | "str" | "float" | "tuple" | "other";

/** What all keys are. */
function kindOf(keys: readonly Value[]): Kind {
  const n = keys.length;
  const first = keys[0];
  let i = 1;
  switch (typeof first) {
    case "number":
      while (i < n && typeof keys[i] === "number") i++;
      return i === n ? "int" : "other";
    case "string":
      while (i < n && typeof keys[i] === "string") i++;
      return i === n ? "str" : "other";
    case "object": {
      if (isExactFloat(first)) {
        while (i < n && isExactFloat(keys[i])) i++;
        return i === n ? "float" : "other";
      }
      if (first instanceof PyTuple && first.cls === TupleType) {
        while (i < n && (keys[i] as { cls?: unknown }).cls === TupleType) i++;
        return i === n ? "tuple" : "other";
      }
    }
  }
  return "other";
}

/** Below this, setting up a typed array costs more than it saves. */
const TYPED_MINIMUM = 48;

/** Sorts numbers in place; the result is that of a stable sort by `<`. */
function sortNumbers(a: number[]): void {
  const n = a.length;
  if (n < 2) return;
  let turns = 0, odd = false, small = true;
  let up = true;
  for (let i = 0; i < n; i++) {
    const x = a[i];
    if ((x | 0) !== x) {
      small = false;
      if (x !== x) odd = true;
    } else if (x === 0 && Object.is(x, -0)) {
      odd = true;
    }
    if (i > 0 && (a[i - 1] <= x) !== up) {
      turns++;
      up = !up;
    }
  }
  if (turns === 0) return;
  // NaN and -0 have an order of their own in typed arrays; long runs are merged faster than sorted anew
  if (odd || n < TYPED_MINIMUM || turns * 64 < n) {
    (small ? sortInts : sortDoubles)(a, undefined);
    return;
  }
  const typed = small ? Int32Array.from(a) : Float64Array.from(a);
  typed.sort();
  for (let i = 0; i < n; i++) a[i] = typed[i];
}

/** Sorts `values` by `keys`, both in place; with `values` undefined the keys themselves. */
function sortKeys(keys: Value[], values: Value[] | undefined): void {
  switch (kindOf(keys)) {
    case "int":
      if (values === undefined) sortNumbers(keys as number[]);
      else sortInts(keys as number[], values);
      break;
    case "str":
      sortStrings(keys as string[], values);
      break;
    case "float": {
      const doubles = keys.map((k) => (k as { v: number } & Value).v) as number[];
      if (values !== undefined) {
        sortDoubles(doubles, values);
      } else {
        sortNumbers(doubles);
        const boxed = boxAll(doubles);
        for (let i = 0; i < keys.length; i++) keys[i] = boxed[i];
      }
      break;
    }
    case "tuple":
      sortTuples(keys, values);
      break;
    default:
      sortValues(keys, values);
  }
}

/** `list.sort(key=key, reverse=reverse)` */
export function sortList(list: PyList, key: Value | undefined, reverse: Value | undefined): void {
  const backwards = reverse !== undefined && truth(reverse);
  const { floats } = list;
  if (floats !== undefined && key === undefined) {
    // reversed before and after: equal items keep their order
    if (backwards) floats.reverse();
    sortNumbers(floats);
    if (backwards) floats.reverse();
    return;
  }
  const items = list.toObjects();
  // while keys and comparisons run, the list is seen empty
  // — as a list of no floats, a state that any change ends even if it leaves the list empty
  const hidden: Value[] = [];
  const noFloats: number[] = [];
  list.items = hidden;
  list.floats = noFloats;
  try {
    if (key === undefined) {
      if (backwards) items.reverse();
      sortKeys(items, undefined);
    } else {
      const keys: Value[] = [];
      for (let i = 0; i < items.length; i++) keys.push(call1(key, items[i]));
      if (backwards) {
        items.reverse();
        keys.reverse();
      }
      sortKeys(keys, items);
    }
    if (backwards) items.reverse();
  } finally {
    const changed = list.items !== hidden || list.floats !== noFloats || noFloats.length !== 0;
    list.floats = undefined;
    list.items = items;
    if (changed) modified();
  }
}

function modified(): never {
  throw valueError("list modified during sort");
}
