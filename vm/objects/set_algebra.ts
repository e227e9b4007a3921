// The operations on a set and another set or iterable. They go through their operands in CPython's order, because that
// order shows in the results' own order.

import { DictType, PyDict } from "./dict.ts";
import { cursorHash } from "./dict_table.ts";
import { forEach, toArray } from "./iteration.ts";
import type { Value } from "./object.ts";
import { PyAnySet, PyFrozenSet, PySet, SetCursor } from "./set.ts";

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
    forEach(from, (v) => {
      self.add(v);
    });
  }
}

/** `a & b` */
export function intersection(self: PyAnySet, other: Value): PyAnySet {
  if (self === other) return copySet(self);
  const out = emptyLike(self);
  if (other instanceof PyAnySet) {
    // through the smaller one
    const [small, large] = other.size > self.size ? [self, other] : [other, self];
    eachItem(small, (v, hash) => {
      if (large.hasHashed(v, hash)) out.addHashed(v, hash);
    });
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
  eachItem(self, (v, hash) => {
    const found = other instanceof PyAnySet
      ? other.hasHashed(v, hash)
      : (other as PyDict).getHashed(v, hash) !== undefined;
    if (!found) out.addHashed(v, hash);
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
  for (const c = new SetCursor(self); c.next();) {
    if (!other.hasHashed(c.value, c.hash)) return false;
  }
  return true;
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
    const [small, large] = other.size > self.size ? [self, other] : [other, self];
    for (const c = new SetCursor(small); c.next();) {
      if (large.hasHashed(c.value, c.hash)) return false;
    }
    return true;
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
    a instanceof PyFrozenSet && b instanceof PyFrozenSet && a.hash !== undefined &&
    b.hash !== undefined && a.hash !== b.hash
  ) return false;
  return isSubset(a, b);
}
