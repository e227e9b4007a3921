// All items of a builtin container at once, without an iterator: what `list(v)`, `tuple(v)`, `*v` … begin with.

import { DictType, PyDict } from "./dict.ts";
import { DictItems, DictKeys, DictValues } from "./dict_views.ts";
import { iterationHooks } from "./iteration.ts";
import { ListType, PyList } from "./list.ts";
import { ListReverseIterator } from "./list_type.ts";
import type { Value } from "./object.ts";
import { PyRange } from "./range.ts";
import { FrozenSetType, PyAnySet, SetType } from "./set.ts";
import { PyTuple } from "./tuple.ts";

/** The items of a range of safe integers. */
function rangeItems(r: PyRange): Value[] | undefined {
  const { start, stride, length } = r;
  if (typeof start !== "number" || typeof stride !== "number" || typeof length !== "number") {
    return undefined;
  }
  if (!Number.isSafeInteger(start + length * stride) || length > 2 ** 27) return undefined;
  const out: Value[] = [];
  for (let i = 0, v = start; i < length; i++, v += stride) out.push(v);
  return out;
}

/** From this length on the host's own way is quicker. */
const LONG = 64;

function characters(s: string): Value[] {
  // a string's units are its characters
  if (s.length >= LONG) return s.split("");
  const out: Value[] = [];
  for (let i = 0; i < s.length; i++) out.push(s[i]);
  return out;
}

/** What `reversed(list)` has left; it is exhausted then. */
function reversedItems(it: ListReverseIterator): Value[] {
  const { list, index } = it;
  it.list = undefined;
  if (list === undefined || index >= list.length) return [];
  return list.sliceOf(0, index + 1).toArray().reverse();
}

iterationHooks.collect = (v) => {
  if (typeof v !== "object") return typeof v === "string" ? characters(v) : undefined;
  if (v instanceof PyList) return v.cls === ListType ? v.toArray() : undefined;
  if (v instanceof PyRange) return rangeItems(v);
  if (v instanceof PyDict) return v.cls === DictType ? v.keys() : undefined;
  if (v instanceof DictKeys) return v.dict.keys();
  if (v instanceof DictValues) return v.dict.values();
  if (v instanceof DictItems) {
    const out: Value[] = [];
    for (const c = v.dict.cursor(); c.next();) out.push(new PyTuple([c.key, c.value]));
    return out;
  }
  if (v instanceof ListReverseIterator) return reversedItems(v);
  if (v instanceof PyAnySet) {
    return v.cls === SetType || v.cls === FrozenSetType ? v.items() : undefined;
  }
  return undefined;
};
