// The operations on a set and another set or iterable. They go through their operands in CPython's order, because that
// order shows in the results' own order.

import { DictType, PyDict } from "./dict.ts";
import { cursorHash } from "./dict_table.ts";
import { forEach, itemsOf, iter, toArray } from "./iteration.ts";
import type { Value } from "./object.ts";
import { PyAnySet, PyFrozenSet, PySet, SetCursor } from "./set.ts";
import { DUMMY, SetTable } from "./set_table.ts";

/** The value is a dict whose keys are found without running Python. */
function isExactDict(v: Value): v is PyDict {
  return v instanceof PyDict && v.cls === DictType;
}

/** An empty set or frozenset, as the first operand is one. */
export function emptyLike(s: PyAnySet): PyAnySet {
  return s instanceof PyFrozenSet ? new PyFrozenSet() : new PySet();
}

/** A set or frozenset with the same items. */
export function copySet(s: PyAnySet): PyAnySet {
  const out = emptyLike(s);
  out.merge(s);
  return out;
}

/** Calls `f` with each item of a set that may change meanwhile, and its hash. */
function eachItem(s: PyAnySet, f: (v: Value, hash: number) => void): void {
  for (const c = new SetCursor(s); c.next();) f(c.value, c.hash);
}

/** Puts those items of a set into an empty one that are, or are not, in another. */
function pick(from: PyAnySet, other: PyAnySet, wanted: boolean, out: PyAnySet): void {
  const { strings, table } = from;
  if (table !== undefined) {
    // a comparison that runs Python may change either set
    for (let i = 0; i < table.keys.length; i++) {
      const k = table.keys[i];
      if (k === undefined || k === DUMMY) continue;
      const hash = table.hashAt(i);
      if (other.hasHashed(k, hash) === wanted) (out.table ??= new SetTable()).insert(k, hash);
    }
  } else if (strings !== undefined) {
    if (other.strings !== undefined) {
      const others = other.strings;
      for (const s of strings) if (others.has(s) === wanted) (out.strings ??= new Set()).add(s);
    } else {
      for (const s of strings) if (other.has(s) === wanted) (out.strings ??= new Set()).add(s);
    }
  }
}

/** Whether a set has an item that is, or is not, in another. */
function meets(from: PyAnySet, other: PyAnySet, wanted: boolean): boolean {
  const { strings, table } = from;
  if (table !== undefined) {
    for (let i = 0; i < table.keys.length; i++) {
      const k = table.keys[i];
      if (k === undefined || k === DUMMY) continue;
      if (other.hasHashed(k, table.hashAt(i)) === wanted) return true;
    }
  } else if (strings !== undefined) {
    for (const s of strings) if (other.has(s) === wanted) return true;
  }
  return false;
}

/** Adds all items of an iterable. */
export function update(self: PyAnySet, from: Value): void {
  if (from instanceof PyAnySet) {
    self.merge(from);
  } else if (isExactDict(from)) {
    if (self.table !== undefined) self.table.reserve(from.size);
    for (const c = from.cursor(); c.next();) {
      if (typeof c.key === "string") self.add(c.key);
      else self.addHashed(c.key, cursorHash(c));
    }
  } else {
    const items = itemsOf(from);
    if (items !== undefined) self.addAll(items);
    else {
      iter(from).drain(
        (v) => void self.add(v),
        (v) => self.takes(v),
      );
    }
  }
}

/** `a & b` */
export function intersection(self: PyAnySet, other: Value): PyAnySet {
  if (self === other) return copySet(self);
  const out = emptyLike(self);
  if (other instanceof PyAnySet) {
    // through the smaller one
    const swap = other.size > self.size;
    pick(swap ? self : other, swap ? other : self, true, out);
    return out;
  }
  forEach(other, (v) => {
    if (self.has(v)) out.add(v);
  });
  return out;
}

/** `a -= b` */
export function differenceUpdate(self: PyAnySet, other: Value): void {
  if (self === other) {
    self.clear();
    return;
  }
  if (other instanceof PyAnySet) {
    const from = (other.size >> 3) > self.size ? intersection(self, other) : other;
    eachItem(from, (v, hash) => {
      self.deleteHashed(v, hash);
    });
  } else {
    forEach(other, (v) => {
      self.delete(v);
    });
  }
  self.table?.shrink();
}

/** `a - b` */
export function difference(self: PyAnySet, other: Value): PyAnySet {
  let size: number;
  if (other instanceof PyAnySet) size = other.size;
  else if (isExactDict(other)) size = other.size;
  else size = -1;
  if (size < 0 || (self.size >> 2) > size) {
    const out = copySet(self);
    if (isExactDict(other)) {
      for (const c = other.cursor(); c.next();) {
        if (typeof c.key === "string") out.delete(c.key);
        else out.deleteHashed(c.key, cursorHash(c));
      }
    } else {
      differenceUpdate(out, other);
    }
    return out;
  }
  const out = emptyLike(self);
  if (other instanceof PyAnySet) {
    pick(self, other, false, out);
    return out;
  }
  eachItem(self, (v, hash) => {
    if ((other as PyDict).getHashed(v, hash) === undefined) out.addHashed(v, hash);
  });
  return out;
}

/** `a ^= b` */
export function symmetricDifferenceUpdate(self: PyAnySet, other: Value): void {
  if (self === other) {
    self.clear();
    return;
  }
  if (isExactDict(other)) {
    for (const c = other.cursor(); c.next();) {
      const { key } = c;
      if (typeof key === "string") {
        if (!self.delete(key)) self.add(key);
      } else {
        const hash = cursorHash(c);
        if (!self.deleteHashed(key, hash)) self.addHashed(key, hash);
      }
    }
    return;
  }
  // an iterable may name an item twice
  const others = other instanceof PyAnySet ? other : new PySet(toArray(other));
  eachItem(others, (v, hash) => {
    if (!self.deleteHashed(v, hash)) self.addHashed(v, hash);
  });
}

/** `a ^ b` */
export function symmetricDifference(self: PyAnySet, other: Value): PyAnySet {
  const out = emptyLike(self);
  update(out, other);
  symmetricDifferenceUpdate(out, self);
  return out;
}

/** `a.issubset(b)` */
export function isSubset(self: PyAnySet, other: Value): boolean {
  if (!(other instanceof PyAnySet)) return isSubset(self, new PySet(toArray(other)));
  if (self.size > other.size) return false;
  return !meets(self, other, false);
}

/** `a.issuperset(b)` */
export function isSuperset(self: PyAnySet, other: Value): boolean {
  if (other instanceof PyAnySet) return isSubset(other, self);
  let all = true;
  forEach(other, (v) => {
    if (self.has(v)) return false;
    all = false;
    return true;
  });
  return all;
}

/** `a.isdisjoint(b)` */
export function isDisjoint(self: PyAnySet, other: Value): boolean {
  if (self === other) return self.size === 0;
  if (other instanceof PyAnySet) {
    const swap = other.size > self.size;
    return !meets(swap ? self : other, swap ? other : self, true);
  }
  let disjoint = true;
  forEach(other, (v) => {
    if (!self.has(v)) return false;
    disjoint = false;
    return true;
  });
  return disjoint;
}

/** The same items. */
export function sameSets(a: PyAnySet, b: PyAnySet): boolean {
  if (a.size !== b.size) return false;
  if (
    a instanceof PyFrozenSet && b instanceof PyFrozenSet && a.hashed && b.hashed &&
    (a.hashLow !== b.hashLow || a.hashHigh !== b.hashHigh)
  ) return false;
  return isSubset(a, b);
}
