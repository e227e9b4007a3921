// The storage of dicts with any keys: a compact table, as CPython and PyPy have it.
//
// Invariants: entries stand in `keys` and `values` in order of insertion; a removed one leaves `undefined` in both. A slot
// of `index` is 0 (never used), `mask` (its entry was removed), or an entry's number + 1 in the bits of the mask and the
// hash in the bits above it, so that most searches touch no other entry than the one they find. `hashes[i]` has the low
// 32 bits of the hash of entry i. `moves` grows
// whenever entries change places or come and go, so that a search that ran Python's `__eq__` knows that it must begin
// again.
//
// A table of at most eight entries has no index at all (NO_INDEX): its few hashes are looked through, which
// costs less than making a typed array.

import { equals, hashLow } from "./compare.ts";
import type { Value } from "./object.ts";
import type { Cursor, DictStorage } from "./dict_storage.ts";
import { strFromUtf16 } from "./str.ts";

const MINIMUM = 8;
const PERTURB_SHIFT = 5;
/** Entries (removed ones included) that a table without an index may have. */
const FEW = 8;
const NO_INDEX = new Int32Array(1);

/** How many entries an index may hold: two thirds. */
function usable(slots: number): number {
  return Math.floor(slots * 2 / 3);
}

/** Any keys: an index by hash, entries in order of insertion. */
export class TableStorage implements DictStorage {
  private index: Int32Array;
  private hashes: number[];
  keys: (Value | undefined)[];
  values: (Value | undefined)[];
  size: number;
  /** No entry before this one is left: a dict that is used as a queue is not searched from its beginning each time. */
  private first: number;
  /** Slots of the index that are not 0. */
  private filled: number;
  private moves: number;
  private readonly whenEmpty: () => DictStorage;

  /** `whenEmpty` makes the storage that a cleared dict begins again with. */
  constructor(whenEmpty: () => DictStorage, room = 0) {
    let slots = MINIMUM;
    while (usable(slots) < room) slots *= 2;
    this.index = room <= FEW ? NO_INDEX : new Int32Array(slots);
    this.hashes = [];
    this.keys = [];
    this.values = [];
    this.size = 0;
    this.first = 0;
    this.filled = 0;
    this.moves = 0;
    this.whenEmpty = whenEmpty;
  }

  get mark(): number {
    return this.size;
  }

  /** The number of the entry with an equal key, or -1. */
  private find(key: Value, hash: number): number {
    return typeof key === "number" ? this.findNumber(key, hash) : this.search(key, hash);
  }

  /** The general way of `find`: once more where a comparison has changed the table. */
  private search(key: Value, hash: number): number {
    for (;;) {
      const i = this.index === NO_INDEX ? this.scan(key, hash) : this.probe(key, hash);
      if (i >= -1) return i;
    }
  }

  /** `probe` of a table without an index. */
  private scan(key: Value, hash: number): number {
    const { keys, hashes } = this;
    for (let i = 0; i < keys.length; i++) {
      if (hashes[i] !== hash) continue;
      const k = keys[i];
      if (k === undefined) continue;
      if (k === key) return i;
      const { moves } = this;
      const same = equals(k, key);
      if (this.moves !== moves && (this.keys !== keys || keys[i] !== k)) return -2;
      if (same) return i;
      if (this.moves !== moves) return -2;
    }
    return -1;
  }

  /** An int is equal to another one if it is the same number; no Python runs unless a key of another type is met. */
  private findNumber(key: number, hash: number): number {
    const { index, keys, hashes } = this;
    if (index === NO_INDEX) {
      for (let i = 0; i < keys.length; i++) if (keys[i] === key) return i;
      // a key of another type may be equal: a float, a bool, an instance of a class
      return this.search(key, hash);
    }
    const mask = index.length - 1;
    let perturb = hash >>> 0;
    let slot = hash & mask;
    for (;;) {
      const at = index[slot];
      if (at === 0) return -1;
      if (((at ^ hash) & ~mask) === 0 && at !== mask) {
        const i = (at & mask) - 1;
        const k = keys[i];
        if (k === key) return i;
        if (typeof k !== "number" && hashes[i] === hash) break;
      }
      perturb >>>= PERTURB_SHIFT;
      slot = (slot * 5 + perturb + 1) & mask;
    }
    return this.search(key, hash);
  }

  /** The number of the entry, -1 where there is none, -2 where a comparison has changed the table. */
  private probe(key: Value, hash: number): number {
    const { index, keys, hashes } = this;
    const mask = index.length - 1;
    let perturb = hash >>> 0;
    let slot = hash & mask;
    for (;;) {
      const at = index[slot];
      if (at === 0) return -1;
      if (((at ^ hash) & ~mask) === 0 && at !== mask) {
        const i = (at & mask) - 1;
        if (hashes[i] === hash) {
          const k = keys[i]!;
          if (k === key) return i;
          const { moves } = this;
          const same = equals(k, key);
          if (this.moves !== moves && (this.keys !== keys || keys[i] !== k)) return -2;
          if (same) return i;
          if (this.moves !== moves) return -2;
        }
      }
      perturb >>>= PERTURB_SHIFT;
      slot = (slot * 5 + perturb + 1) & mask;
    }
  }

  get(key: Value): Value | undefined {
    const i = this.find(key, hashLow(key));
    return i < 0 ? undefined : this.values[i];
  }

  /** The value of a key whose hash is known. */
  getHashed(key: Value, hash: number): Value | undefined {
    const i = this.find(key, hash);
    return i < 0 ? undefined : this.values[i];
  }

  /** Sets the entry of a key whose hash is known. */
  setHashed(key: Value, hash: number, v: Value): void {
    const i = this.find(key, hash);
    if (i >= 0) this.values[i] = v;
    else this.insert(key, hash, v);
  }

  /** The low half of the hash of the entry's key. */
  hashAt(entry: number): number {
    return this.hashes[entry];
  }

  getStr(name: string): Value | undefined {
    return this.get(strFromUtf16(name));
  }

  set(key: Value, v: Value): DictStorage {
    this.setHashed(key, hashLow(key), v);
    return this;
  }

  /** The value of the key, which becomes `v` where the key is absent; one hash and one search. */
  setDefault(key: Value, v: Value): Value {
    return this.setDefaultHashed(key, hashLow(key), v);
  }

  /** The same where the hash is known. */
  setDefaultHashed(key: Value, hash: number, v: Value): Value {
    const i = this.find(key, hash);
    if (i >= 0) return this.values[i]!;
    this.insert(key, hash, v);
    return v;
  }

  /** Adds an entry whose key is absent. */
  insert(key: Value, hash: number, v: Value): void {
    if (this.index === NO_INDEX ? this.keys.length >= FEW : this.filled >= this.limit) {
      this.rebuild();
    }
    const { index } = this;
    this.hashes.push(hash);
    this.keys.push(key);
    this.values.push(v);
    if (index !== NO_INDEX) {
      const mask = index.length - 1;
      let perturb = hash >>> 0;
      let slot = hash & mask;
      while (index[slot] !== 0) {
        perturb >>>= PERTURB_SHIFT;
        slot = (slot * 5 + perturb + 1) & mask;
      }
      index[slot] = hash & ~mask | this.keys.length;
      this.filled++;
    }
    this.size++;
    this.moves++;
  }

  /** How many slots of the index may be filled. */
  private get limit(): number {
    return usable(this.index.length);
  }

  delete(key: Value): Value | undefined {
    const i = this.find(key, hashLow(key));
    return i < 0 ? undefined : this.remove(i);
  }

  private remove(i: number): Value {
    const { index } = this;
    if (index !== NO_INDEX) {
      const hash = this.hashes[i];
      const mask = index.length - 1;
      let perturb = hash >>> 0;
      let slot = hash & mask;
      const wanted = hash & ~mask | i + 1;
      while (index[slot] !== wanted) {
        perturb >>>= PERTURB_SHIFT;
        slot = (slot * 5 + perturb + 1) & mask;
      }
      index[slot] = mask;
    }
    const v = this.values[i]!;
    this.keys[i] = undefined;
    this.values[i] = undefined;
    if (i === this.first) this.first++;
    this.size--;
    this.moves++;
    return v;
  }

  /** Makes the entry of a key the last one; false where it is that already, or is not there. */
  moveLast(key: Value): boolean {
    const i = this.find(key, hashLow(key));
    if (i < 0 || i === this.keys.length - 1) return false;
    const k = this.keys[i]!, hash = this.hashes[i];
    this.insert(k, hash, this.remove(i));
    return true;
  }

  /** Closes the gaps and makes the index fit: three times the entries, as CPython. */
  private rebuild(): void {
    const { keys, values, hashes } = this;
    if (this.size !== keys.length) {
      // a search that is interrupted by this sees other arrays where entries have moved
      this.keys = [];
      this.values = [];
      this.hashes = [];
      this.first = 0;
      for (let i = 0; i < keys.length; i++) {
        const k = keys[i];
        if (k === undefined) continue;
        this.keys.push(k);
        this.values.push(values[i]);
        this.hashes.push(hashes[i]);
      }
    }
    this.moves++;
    if (this.size < FEW) {
      this.index = NO_INDEX;
      this.filled = 0;
      return;
    }
    let slots = MINIMUM;
    while (slots <= this.size * 3) slots *= 2;
    const mask = slots - 1;
    const index = new Int32Array(slots);
    const kept = this.hashes;
    const n = kept.length;
    for (let i = 0; i < n; i++) {
      const hash = kept[i];
      let perturb = hash >>> 0;
      let slot = hash & mask;
      while (index[slot] !== 0) {
        perturb >>>= PERTURB_SHIFT;
        slot = (slot * 5 + perturb + 1) & mask;
      }
      index[slot] = hash & ~mask | i + 1;
    }
    this.index = index;
    this.filled = n;
  }

  pop(): [Value, Value] | undefined {
    if (this.size === 0) return undefined;
    let i = this.keys.length - 1;
    while (this.keys[i] === undefined) i--;
    const key = this.keys[i]!;
    const v = this.remove(i);
    // gaps at the end would be searched again at each pop; their slots stay marked as removed
    this.keys.length = i;
    this.values.length = i;
    this.hashes.length = i;
    if (this.first > i) this.first = i;
    if (this.size === 0) this.forgetRemoved();
    return [key, v];
  }

  /** An empty table needs no marks of what was removed. */
  private forgetRemoved(): void {
    this.index = NO_INDEX;
    this.hashes = [];
    this.keys = [];
    this.values = [];
    this.first = 0;
    this.filled = 0;
  }

  cursor(): Cursor {
    return new TableCursor(this, this.start(), 1);
  }
  /** The number of the first entry that is left. */
  private start(): number {
    const { keys } = this;
    let i = this.first;
    while (i < keys.length && keys[i] === undefined) i++;
    return this.first = i;
  }
  backwards(): Cursor {
    return new TableCursor(this, this.keys.length - 1, -1);
  }
  clear(): DictStorage {
    return this.whenEmpty();
  }
  copy(): DictStorage {
    const t = new TableStorage(this.whenEmpty);
    t.index = this.index === NO_INDEX ? NO_INDEX : this.index.slice();
    t.hashes = this.hashes.slice();
    t.keys = this.keys.slice();
    t.values = this.values.slice();
    t.size = this.size;
    t.first = this.first;
    t.filled = this.filled;
    return t;
  }
  writable(): DictStorage {
    return this;
  }
}

/** The low half of the hash of the key that a cursor stands at. */
export function cursorHash(c: Cursor): number {
  return c instanceof TableCursor ? c.hash : hashLow(c.key);
}

/** Goes through a table either way; it keeps its place while entries are removed. */
class TableCursor implements Cursor {
  key: Value;
  value: Value;
  private readonly table: TableStorage;
  private position: number;
  private readonly by: number;
  constructor(table: TableStorage, position: number, by: number) {
    this.key = "";
    this.value = "";
    this.table = table;
    this.position = position;
    this.by = by;
  }
  get hash(): number {
    return this.table.hashAt(this.position - this.by);
  }
  next(): boolean {
    const { keys, values } = this.table;
    const { by } = this;
    let i = this.position;
    while (i >= 0 && i < keys.length && keys[i] === undefined) i += by;
    if (i < 0 || i >= keys.length) {
      this.position = i;
      return false;
    }
    this.key = keys[i]!;
    this.value = values[i]!;
    this.position = i + by;
    return true;
  }
}
