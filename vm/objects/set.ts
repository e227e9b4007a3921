// set and frozenset: a JavaScript Set while all items are plain strs (their order is arbitrary in CPython too),
// CPython's hash table otherwise.
//
// Invariants: at most one of `strings` and `table` is there; neither in a set that never had an item. A set of strings
// changes to a table when it meets an item that is none, or a key that may be equal to one of its strings.
//
// This file has the JavaScript classes; set_type.ts has the Python methods, set_algebra.ts the operations on two sets.

import { hashLow } from "./compare.ts";
import { NONE, PyObject, type Value } from "./object.ts";
import { DUMMY, SetTable } from "./set_table.ts";
import { mayEqualStr } from "./str_keys.ts";
import { builtinType, type PyType } from "./type.ts";

/** What set and frozenset have in common. */
export abstract class PyAnySet extends PyObject {
  strings: Set<string> | undefined;
  table: SetTable | undefined;

  constructor(items?: readonly Value[]) {
    super();
    this.strings = undefined;
    this.table = undefined;
    if (items !== undefined) this.addAll(items);
  }

  get size(): number {
    const { strings, table } = this;
    return table !== undefined ? table.used : strings !== undefined ? strings.size : 0;
  }

  /** Changes to the hash table for good. */
  toTable(): SetTable {
    if (this.table === undefined) {
      const table = new SetTable();
      if (this.strings !== undefined) {
        for (const s of this.strings) table.add(s, hashLow(s));
        this.strings = undefined;
      }
      this.table = table;
    }
    return this.table;
  }

  /** Adds an item; false where an equal one is there. It must be hashable. */
  add(v: Value): boolean {
    const { table } = this;
    if (table !== undefined) return table.add(v, hashLow(v));
    if (typeof v === "string") {
      const { strings } = this;
      if (strings === undefined) {
        this.strings = new Set([v]);
        return true;
      }
      const n = strings.size;
      strings.add(v);
      return strings.size !== n;
    }
    const hash = hashLow(v);
    return this.toTable().add(v, hash);
  }

  /** Adds an item where that compares it with none of another type; false where it may. */
  takes(v: Value): boolean {
    const { table } = this;
    if (typeof v === "string") {
      if (table !== undefined) return false;
      this.add(v);
      return true;
    }
    if (typeof v !== "number" || table === undefined || table.hashes !== undefined) return false;
    table.addInt(v, hashLow(v));
    return true;
  }

  /** Adds an item whose hash is known; that of a plain str need not be. */
  addHashed(v: Value, hash: number): boolean {
    if (typeof v === "string") return this.add(v);
    return this.toTable().add(v, hash);
  }

  hasHashed(v: Value, hash: number): boolean {
    return this.table === undefined || typeof v === "string"
      ? this.has(v)
      : this.table.find(v, hash) >= 0;
  }

  deleteHashed(v: Value, hash: number): boolean {
    return this.table === undefined || typeof v === "string"
      ? this.delete(v)
      : this.table.remove(v, hash);
  }

  has(v: Value): boolean {
    const { table, strings } = this;
    if (v instanceof PySet) v = asKey(v);
    if (table !== undefined) return table.find(v, hashLow(v)) >= 0;
    if (typeof v === "string") return strings !== undefined && strings.has(v);
    const hash = hashLow(v);
    if (strings === undefined || !mayEqualStr(v)) return false;
    return this.toTable().find(v, hash) >= 0;
  }

  /** Removes an item; false where there is none. */
  delete(v: Value): boolean {
    const { table, strings } = this;
    if (v instanceof PySet) v = asKey(v);
    if (table !== undefined) return table.remove(v, hashLow(v));
    if (typeof v === "string") return strings !== undefined && strings.delete(v);
    const hash = hashLow(v);
    if (strings === undefined || !mayEqualStr(v)) return false;
    return this.toTable().remove(v, hash);
  }

  /** Removes and gives an arbitrary item; `undefined` where there is none. */
  takeAny(): Value | undefined {
    const { table, strings } = this;
    if (table !== undefined) return table.used === 0 ? undefined : table.pop();
    if (strings === undefined) return undefined;
    for (const s of strings) {
      strings.delete(s);
      return s;
    }
    return undefined;
  }

  clear(): void {
    // who goes through the table just now finds no more keys
    this.table?.reset();
    this.strings = undefined;
    this.table = undefined;
  }

  /** A fresh array of the items, in the order of iteration. */
  items(): Value[] {
    const { table, strings } = this;
    if (table !== undefined) return table.items();
    return strings === undefined ? [] : [...strings];
  }

  /** Adds all items of another set. */
  merge(other: PyAnySet): void {
    if (other === this || other.size === 0) return;
    const { strings } = other;
    if (strings !== undefined) {
      if (this.table === undefined) {
        if (this.strings === undefined) {
          this.strings = new Set(strings);
        } else {
          for (const s of strings) this.strings.add(s);
        }
        return;
      }
      this.table.reserve(strings.size);
      for (const s of strings) this.table.add(s, hashLow(s));
    } else if (this.table === undefined && this.strings === undefined) {
      this.table = other.table!.copy();
    } else {
      this.toTable().merge(other.table!);
    }
  }

  /** Adds the items of an array that may change meanwhile. */
  addAll(items: readonly Value[]): void {
    let i = 0;
    if (this.table === undefined) {
      // plain strs are a set of strs until something else comes
      if (this.strings === undefined) {
        if (typeof items[0] === "string") this.strings = new Set();
        else if (typeof items[0] === "number") this.table = new SetTable();
      }
      const { strings } = this;
      if (strings !== undefined) {
        for (; i < items.length; i++) {
          const v = items[i];
          if (typeof v !== "string") break;
          strings.add(v);
        }
      }
    }
    const { table } = this;
    if (table !== undefined && table.hashes === undefined) {
      for (; i < items.length; i++) {
        const v = items[i];
        if (typeof v !== "number") break;
        table.addInt(v, hashLow(v));
      }
    }
    for (; i < items.length; i++) {
      const v = items[i];
      // an item without a hash leaves the set as it was
      const hash = hashLow(v);
      (this.table ?? this.toTable()).add(v, hash);
    }
  }

  /** Takes over the items of a set that nobody else holds. */
  become(other: PyAnySet): void {
    this.strings = other.strings;
    this.table = other.table;
  }
}

/** A Python set. */
export class PySet extends PyAnySet {
}

/** A Python frozenset. */
export class PyFrozenSet extends PyAnySet {
  /** The words of its hash, computed when it is first asked for. */
  hashHigh: number;
  hashLow: number;
  hashed: boolean;
  constructor(items?: readonly Value[]) {
    super(items);
    this.hashHigh = 0;
    this.hashLow = 0;
    this.hashed = false;
  }
}

/** A set is looked for as the frozenset with its items, unless its class gives it a hash. */
function asKey(v: PySet): Value {
  const hash = v.cls.lookup("__hash__");
  if (hash !== undefined && hash !== NONE) return v;
  const frozen = new PyFrozenSet();
  frozen.merge(v);
  return frozen;
}

/** `set`. */
export const SetType: PyType = builtinType("set", PySet, { matchSelf: true, hasWeakref: true });
/** `frozenset`. */
export const FrozenSetType: PyType = builtinType("frozenset", PyFrozenSet, {
  matchSelf: true,
  hasWeakref: true,
});

/** Goes through the items of a set that nobody changes meanwhile. */
export class SetCursor {
  value: Value;
  private readonly it: Iterator<string> | undefined;
  private readonly table: SetTable | undefined;
  private slot: number;
  constructor(s: PyAnySet) {
    this.value = "";
    this.table = s.table;
    this.it = s.strings?.values();
    this.slot = 0;
  }
  /** The low half of the hash of `value`; 0 for a plain str out of a set of strs. */
  get hash(): number {
    return this.table === undefined ? 0 : this.table.hashAt(this.slot - 1);
  }
  next(): boolean {
    const { table, it } = this;
    if (table !== undefined) {
      const { keys } = table;
      let i = this.slot;
      while (i < keys.length) {
        const k = keys[i++];
        if (k !== undefined && k !== DUMMY) {
          this.slot = i;
          this.value = k;
          return true;
        }
      }
      this.slot = i;
      return false;
    }
    if (it === undefined) return false;
    const r = it.next();
    if (r.done === true) return false;
    this.value = r.value;
    return true;
  }
}
