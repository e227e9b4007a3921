// dict: insertion ordered; how the entries are kept is the storage's business (dict_storage.ts).
//
// This file has the JavaScript class; dict_type.ts has the Python methods, dict_views.ts the views and iterators.

import type { Cell } from "./cell.ts";
import {
  CellStorage,
  type Cursor,
  type DictStorage,
  InstanceStorage,
  MapStorage,
  NamespaceStorage,
  nameStr,
  newStorage,
  SharedStorage,
  StrStorage,
} from "./dict_storage.ts";
import { PyObject, type Value } from "./object.ts";
import { hashLow } from "./compare.ts";
import { TableStorage } from "./dict_table.ts";
import { mayEqualStr } from "./str_keys.ts";
import { builtinType, type PyType } from "./type.ts";
import { utf16 } from "./str.ts";

/** A Python dict. */
export class PyDict extends PyObject {
  storage: DictStorage;
  constructor(storage: DictStorage = newStorage()) {
    super();
    this.storage = storage;
  }

  /** A dict with these entries. */
  static from(entries: Iterable<readonly [Value, Value]>): PyDict {
    const d = new PyDict();
    for (const [k, v] of entries) d.set(k, v);
    return d;
  }

  /** A dict over a Map that others may hold too: a class's namespace. */
  static fromMap(map: Map<string, Value>): PyDict {
    return new PyDict(new NamespaceStorage(map));
  }

  /** The namespace of a module: names stand in cells. */
  static forModule(): PyDict {
    return new PyDict(new CellStorage());
  }

  /** The live view of an object's attributes. */
  static forInstance(o: PyObject): PyDict {
    return new PyDict(new InstanceStorage(o));
  }

  get size(): number {
    return this.storage.size;
  }

  /** It is no view of anything and has no entry. */
  get isUnused(): boolean {
    return this.storage === newStorage();
  }

  /** All keys are plain strs, and a plain str can be looked for and added without running Python. */
  get isStrKeyed(): boolean {
    return this.storage instanceof StrStorage || this.isUnused;
  }

  /**
   * Gives the storage that can look for the key: a key that is no plain str but may be equal to one wants the plain
   * strs by their hashes.
   */
  private storageFor(key: Value): DictStorage {
    const { storage } = this;
    if (
      storage instanceof MapStorage && !(storage instanceof NamespaceStorage) &&
      storage.map.size !== 0 && mayEqualStr(key)
    ) {
      this.storage = storage.toTable();
      return this.storage;
    }
    return storage;
  }

  /** The value, or `undefined`; the key must be hashable. */
  get(key: Value): Value | undefined {
    const { storage } = this;
    if (typeof key === "string") {
      return storage instanceof MapStorage ? storage.map.get(key) : storage.get(key);
    }
    if (storage instanceof TableStorage) return storage.get(key);
    return this.storageFor(key).get(key);
  }

  /** The value of a key whose hash is known. */
  getHashed(key: Value, hash: number): Value | undefined {
    const { storage } = this;
    return typeof key !== "string" && storage instanceof TableStorage
      ? storage.getHashed(key, hash)
      : this.get(key);
  }

  /** Sets the entry of a key whose hash is known. */
  setHashed(key: Value, hash: number, v: Value): void {
    if (typeof key !== "string") this.tableForKeys();
    if (this.storage instanceof TableStorage) this.storage.setHashed(key, hash, v);
    else this.set(key, v);
  }

  /** A key that is no str is about to be added: what holds only strs, or nothing, becomes a table. */
  private tableForKeys(): void {
    if (this.storage instanceof MapStorage) this.storage = this.storage.toTable();
    else if (this.isUnused) this.storage = new TableStorage(newStorage);
  }

  has(key: Value): boolean {
    return this.get(key) !== undefined;
  }

  set(key: Value, v: Value): void {
    const { storage } = this;
    if (typeof key === "string" && storage instanceof StrStorage) storage.map.set(key, v);
    else this.storage = storage.set(key, v);
  }

  /** The value of the key, which becomes `v` where the key is absent. */
  setDefault(key: Value, v: Value): Value {
    const { storage } = this;
    if (storage instanceof TableStorage) return storage.setDefault(key, v);
    if (typeof key !== "string") {
      const hash = hashLow(key);
      this.tableForKeys();
      if (this.storage instanceof TableStorage) return this.storage.setDefaultHashed(key, hash, v);
    }
    const old = this.storageFor(key).get(key);
    if (old !== undefined) return old;
    this.set(key, v);
    return v;
  }

  /** Removes the entry; false where there was none. */
  delete(key: Value): boolean {
    return this.take(key) !== undefined;
  }

  /** Removes the entry and gives its value. */
  take(key: Value): Value | undefined {
    this.storage = this.storage.writable();
    return (typeof key === "string" ? this.storage : this.storageFor(key)).delete(key);
  }

  /** Moves an entry that is there behind all others; false where it is the last one. */
  moveLast(key: Value): boolean {
    this.storage = this.storage.writable();
    const storage = typeof key === "string" ? this.storage : this.storageFor(key);
    if (storage instanceof TableStorage) return storage.moveLast(key);
    if (storage.size === 1) return false;
    const v = storage.delete(key);
    if (v !== undefined) this.set(key, v);
    return true;
  }

  /** Removes and gives the last entry. */
  takeLast(): [Value, Value] | undefined {
    const storage = this.storage = this.storage.writable();
    // only a table finds its last entry at once; a dict that is used as a stack changes once
    if (storage instanceof StrStorage && storage.map.size > 8) this.storage = storage.toTable();
    return this.storage.pop();
  }

  /** The value under a name in UTF-16. */
  getStr(name: string): Value | undefined {
    return this.storage.getStr(name);
  }

  /** Sets the value under a name in UTF-16. */
  setStr(name: string, v: Value): void {
    this.set(nameStr(name), v);
  }

  /** Removes the entry under a name in UTF-16; false where there was none. */
  deleteStr(name: string): boolean {
    return this.take(nameStr(name)) !== undefined;
  }

  /** The cell of a global name. The dict keeps its entries in cells from now on. */
  cell(name: string): Cell {
    const s = this.storage as DictStorage & { cell?: (name: string) => Cell };
    if (s.cell !== undefined) return s.cell(name);
    let cells: DictStorage = new CellStorage();
    for (const c = this.storage.cursor(); c.next();) cells = cells.set(c.key, c.value);
    this.storage = cells;
    return (cells as CellStorage).cell(name);
  }

  cursor(): Cursor {
    return this.storage.cursor();
  }

  keys(): Value[] {
    const out: Value[] = [];
    for (const c = this.storage.cursor(); c.next();) out.push(c.key);
    return out;
  }

  values(): Value[] {
    const out: Value[] = [];
    for (const c = this.storage.cursor(); c.next();) out.push(c.value);
    return out;
  }

  entries(): [Value, Value][] {
    const out: [Value, Value][] = [];
    for (const c = this.storage.cursor(); c.next();) out.push([c.key, c.value]);
    return out;
  }

  forEach(f: (key: Value, value: Value) => void): void {
    for (const c = this.storage.cursor(); c.next();) f(c.key, c.value);
  }

  clear(): void {
    this.storage = this.storage.clear();
  }

  /** A dict of its own with the same entries; cells and views are left behind. */
  copy(): PyDict {
    return new PyDict(this.copyStorage());
  }

  /** The entries for another dict. */
  private copyStorage(): DictStorage {
    const copy = this.storage.copy();
    if (copy instanceof SharedStorage) this.storage = copy;
    return copy;
  }

  /** Takes the entries of another dict into this one, which has none. */
  copyFrom(other: PyDict): void {
    this.storage = other.copyStorage();
  }

  /** Takes over the entries of another dict: this one was a view and is no more. */
  become(other: PyDict): void {
    this.storage = other.storage;
  }
}

/** `dict`. */
export const DictType: PyType = builtinType("dict", PyDict, {
  patternKind: "mapping",
  matchSelf: true,
});

/** The keys of a dict whose keys are str, in UTF-16. */
export function textKeys(d: PyDict): string[] {
  return d.keys().map((k) => utf16(k as string));
}
