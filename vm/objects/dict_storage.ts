// How a dict keeps its entries: one storage class for each kind of key (PyPy's dict strategies).
//
//   EmptyStorage     nothing yet, the same for all dicts
//   StrStorage       keys are all JavaScript strings: a JavaScript Map, the fastest look-up that V8 has
//   SharedStorage    the same Map in several dicts, until one of them is written to
//   TableStorage     any keys, by Python's hash and equality: a compact table in order of insertion (dict_table.ts)
//   CellStorage      a module's names: a Map from names to cells, so that code links to a global once
//   InstanceStorage  a view of an object's own `_x` properties: `__dict__`
//
// A storage that cannot hold a key says so by giving the storage that can (`set` returns it); `dict.ts` swaps it in, and
// nothing else knows. Iteration is by a cursor that survives changes of values; the dict's iterator checks `size`.

import { Cell } from "./cell.ts";
import { equals, hashLow } from "./compare.ts";
import { TableStorage } from "./dict_table.ts";
import { slotKeysOf } from "./instance_slots.ts";
import { type Attributes, attributesOf, type PyObject, type Value } from "./object.ts";
import { AstralStr, type Str, strFromUtf16, utf16 } from "./str.ts";
import { mayEqualStr } from "./str_keys.ts";

/** Goes through the entries in order. After `next` is true, `key` and `value` are the entry's. */
export interface Cursor {
  key: Value;
  value: Value;
  next(): boolean;
}

/** The entries of a dict. */
export interface DictStorage {
  /** The number of entries. */
  readonly size: number;
  /** A number at hand that differs where `size` does; it may differ where `size` does not. */
  readonly mark: number;
  get(key: Value): Value | undefined;
  /** The value under a key given as a JavaScript string in UTF-16. */
  getStr(name: string): Value | undefined;
  /** Sets the entry; the result is the storage to use from now on. */
  set(key: Value, v: Value): DictStorage;
  /** Removes the entry and gives its value; `undefined` where there is none. */
  delete(key: Value): Value | undefined;
  /** Removes and gives the last entry. */
  pop(): [Value, Value] | undefined;
  cursor(): Cursor;
  backwards(): Cursor;
  clear(): DictStorage;
  /** The same entries for another dict. A StrStorage gives a SharedStorage, which then has to be the first dict's too. */
  copy(): DictStorage;
  /** The storage to use from now on where entries are to be removed. */
  writable(): DictStorage;
}

/** The str of a name in UTF-16: nearly always the name itself, and then no regular expression is run. */
export function nameStr(name: string): Str {
  for (let i = 0; i < name.length; i++) {
    if ((name.charCodeAt(i) & 0xfc00) === 0xd800) return strFromUtf16(name);
  }
  return name;
}

/** A cursor over an array of entries that was taken before. */
class ArrayCursor implements Cursor {
  key: Value;
  value: Value;
  private index: number;
  private readonly entries: [Value, Value][];
  constructor(entries: [Value, Value][]) {
    this.key = "";
    this.value = "";
    this.index = 0;
    this.entries = entries;
  }
  next(): boolean {
    if (this.index >= this.entries.length) return false;
    [this.key, this.value] = this.entries[this.index++];
    return true;
  }
}

class MapCursor implements Cursor {
  key: Value;
  value: Value;
  private readonly it: Iterator<[string, Value]>;
  constructor(map: Map<string, Value>) {
    this.key = "";
    this.value = "";
    this.it = map.entries();
  }
  next(): boolean {
    const r = this.it.next();
    if (r.done === true) return false;
    this.key = r.value[0];
    this.value = r.value[1];
    return true;
  }
}

/** Goes through the keys alone: `value` has nothing. */
class MapKeyCursor implements Cursor {
  key: Value;
  value: Value;
  private readonly it: Iterator<string>;
  constructor(map: Map<string, Value>) {
    this.key = "";
    this.value = "";
    this.it = map.keys();
  }
  next(): boolean {
    const r = this.it.next();
    if (r.done === true) return false;
    this.key = r.value;
    return true;
  }
}

/** Goes through the values alone: `key` has nothing. */
class MapValueCursor implements Cursor {
  key: Value;
  value: Value;
  private readonly it: Iterator<Value>;
  constructor(map: Map<string, Value>) {
    this.key = "";
    this.value = "";
    this.it = map.values();
  }
  next(): boolean {
    const r = this.it.next();
    if (r.done === true) return false;
    this.value = r.value;
    return true;
  }
}

/** A cursor of which only the keys are asked for. */
export function keyCursor(storage: DictStorage): Cursor {
  return storage instanceof MapStorage ? new MapKeyCursor(storage.map) : storage.cursor();
}

/** A cursor of which only the values are asked for. */
export function valueCursor(storage: DictStorage): Cursor {
  return storage instanceof MapStorage ? new MapValueCursor(storage.map) : storage.cursor();
}

/** Nothing yet: the first key decides. */
class EmptyStorage implements DictStorage {
  get size(): number {
    return 0;
  }
  get mark(): number {
    return 0;
  }
  get(key: Value): undefined {
    // a key without a hash is an error even here
    if (typeof key !== "string") hashLow(key);
    return undefined;
  }
  getStr(_name: string): undefined {
    return undefined;
  }
  set(key: Value, v: Value): DictStorage {
    if (typeof key !== "string") return new TableStorage(newStorage).set(key, v);
    const map = new Map<string, Value>();
    map.set(key, v);
    return new StrStorage(map);
  }
  delete(key: Value): undefined {
    return this.get(key);
  }
  pop(): undefined {
    return undefined;
  }
  cursor(): Cursor {
    return new ArrayCursor([]);
  }
  backwards(): Cursor {
    return new ArrayCursor([]);
  }
  clear(): DictStorage {
    return this;
  }
  copy(): DictStorage {
    return this;
  }
  writable(): DictStorage {
    return this;
  }
}

const EMPTY: DictStorage = new EmptyStorage();

/** All keys are plain strs: what StrStorage and SharedStorage have in common. */
export abstract class MapStorage implements DictStorage {
  readonly map: Map<string, Value>;
  constructor(map: Map<string, Value>) {
    this.map = map;
  }
  get size(): number {
    return this.map.size;
  }
  get mark(): number {
    return this.map.size;
  }
  get(key: Value): Value | undefined {
    if (typeof key === "string") return this.map.get(key);
    return searchForeign(this, key);
  }
  getStr(name: string): Value | undefined {
    return this.map.get(name);
  }
  abstract set(key: Value, v: Value): DictStorage;
  abstract delete(key: Value): Value | undefined;
  abstract pop(): [Value, Value] | undefined;
  abstract clear(): DictStorage;
  abstract copy(): DictStorage;
  abstract writable(): DictStorage;
  cursor(): Cursor {
    return new MapCursor(this.map);
  }
  backwards(): Cursor {
    return new ArrayCursor([...this.map].reverse());
  }
  /** The same entries by Python's hash and equality. */
  toTable(): TableStorage {
    const t = new TableStorage(newStorage, this.map.size);
    for (const [k, v] of this.map) t.insert(k, hashLow(k), v);
    return t;
  }
}

/** A Map that one dict has for itself. */
export class StrStorage extends MapStorage {
  override set(key: Value, v: Value): DictStorage {
    if (typeof key === "string") {
      this.map.set(key, v);
      return this;
    }
    return this.toTable().set(key, v);
  }
  override delete(key: Value): Value | undefined {
    const plain = typeof key === "string" ? key : foreignKey(this, key);
    if (plain === undefined) return undefined;
    const v = this.map.get(plain);
    if (v !== undefined) this.map.delete(plain);
    return v;
  }
  override pop(): [Value, Value] | undefined {
    let last: string | undefined;
    for (const k of this.map.keys()) last = k;
    if (last === undefined) return undefined;
    const v = this.map.get(last)!;
    this.map.delete(last);
    return [last, v];
  }
  override clear(): DictStorage {
    this.map.clear();
    return this;
  }
  override copy(): DictStorage {
    return new SharedStorage(this.map);
  }
  override writable(): DictStorage {
    return this;
  }
}

/**
 * A Map that several dicts have: copying a dict costs nothing until one of them is written to, and then takes a Map of
 * its own. Nobody changes the Map while it is shared.
 */
export class SharedStorage extends MapStorage {
  override set(key: Value, v: Value): DictStorage {
    return this.writable().set(key, v);
  }
  override delete(): never {
    throw new Error("a shared dict is written to");
  }
  override pop(): never {
    throw new Error("a shared dict is written to");
  }
  override clear(): DictStorage {
    return EMPTY;
  }
  override copy(): DictStorage {
    return this;
  }
  override writable(): DictStorage {
    // a loop takes less than half the time of `new Map(map)`
    const own = new Map<string, Value>();
    for (const [k, v] of this.map) own.set(k, v);
    return new StrStorage(own);
  }
}

/** A view of a class's namespace, whose names are in UTF-16. It is only read. */
export class NamespaceStorage extends StrStorage {
  override get(key: Value): Value | undefined {
    return super.get(key instanceof AstralStr ? utf16(key) : key);
  }
  private entries(): [Value, Value][] {
    const out: [Value, Value][] = [];
    for (const [name, v] of this.map) out.push([nameStr(name), v]);
    return out;
  }
  override cursor(): Cursor {
    return new ArrayCursor(this.entries());
  }
  override backwards(): Cursor {
    return new ArrayCursor(this.entries().reverse());
  }
  override copy(): DictStorage {
    let s = EMPTY;
    for (const [k, v] of this.entries()) s = s.set(k, v);
    return s;
  }
}

/** What a dict begins with. */
export function newStorage(): DictStorage {
  return EMPTY;
}

/** An entry whose key is a str, looked for by a key that is none but may be equal to one. */
function searchForeign(s: DictStorage, key: Value): Value | undefined {
  const found = foreignKey(s, key);
  return found === undefined ? undefined : s.getStr(found);
}

/** The str among the keys that a key of another class is equal to (an instance of a subclass of str, say). */
function foreignKey(s: DictStorage, key: Value): string | undefined {
  const h = hashLow(key);
  if (!mayEqualStr(key)) return undefined;
  for (const c = s.cursor(); c.next();) {
    if (typeof c.key === "string" && hashLow(c.key) === h && equals(c.key, key)) return c.key;
  }
  return undefined;
}

/**
 * A module's names, in UTF-16 (code knows its names that way). A cell without a value is a name that some code asks
 * for and that is not there.
 */
export class CellStorage implements DictStorage {
  readonly cells: Map<string, Cell>;
  constructor(cells: Map<string, Cell> = new Map()) {
    this.cells = cells;
  }
  get size(): number {
    let n = 0;
    for (const c of this.cells.values()) if (c.v !== undefined) n++;
    return n;
  }
  get mark(): number {
    return this.cells.size;
  }
  /** The cell of a name, made empty where the name is absent. */
  cell(name: string): Cell {
    let c = this.cells.get(name);
    if (c === undefined) {
      c = new Cell(undefined);
      this.cells.set(name, c);
    }
    return c;
  }
  get(key: Value): Value | undefined {
    if (typeof key === "string") return this.cells.get(key)?.v;
    if (key instanceof AstralStr) return this.cells.get(utf16(key))?.v;
    return searchForeign(this, key);
  }
  getStr(name: string): Value | undefined {
    return this.cells.get(name)?.v;
  }
  set(key: Value, v: Value): DictStorage {
    const name = key instanceof AstralStr ? utf16(key) : key;
    if (typeof name === "string") {
      const c = this.cells.get(name);
      if (c === undefined) {
        this.cells.set(name, new Cell(v));
      } else {
        if (c.v === undefined) {
          // a name that was asked for before it was there takes its place in the order now
          this.cells.delete(name);
          this.cells.set(name, c);
        }
        c.v = v;
      }
      return this;
    }
    return new MixedCellStorage(this).set(key, v);
  }
  delete(key: Value): Value | undefined {
    const plain = typeof key === "string"
      ? key
      : key instanceof AstralStr
      ? utf16(key)
      : foreignKey(this, key);
    if (plain === undefined) return undefined;
    const c = this.cells.get(plain);
    const v = c?.v;
    if (c !== undefined) c.v = undefined;
    return v;
  }
  pop(): [Value, Value] | undefined {
    let last: string | undefined;
    for (const [k, c] of this.cells) if (c.v !== undefined) last = k;
    if (last === undefined) return undefined;
    const c = this.cells.get(last)!;
    const v = c.v!;
    c.v = undefined;
    return [nameStr(last), v];
  }
  private entries(): [Value, Value][] {
    const out: [Value, Value][] = [];
    for (const [k, c] of this.cells) if (c.v !== undefined) out.push([nameStr(k), c.v]);
    return out;
  }
  cursor(): Cursor {
    return new CellCursor(this.cells);
  }
  backwards(): Cursor {
    return new ArrayCursor(this.entries().reverse());
  }
  clear(): DictStorage {
    for (const c of this.cells.values()) c.v = undefined;
    return this;
  }
  copy(): DictStorage {
    let s = EMPTY;
    for (const [k, c] of this.cells) if (c.v !== undefined) s = s.set(nameStr(k), c.v);
    return s;
  }
  writable(): DictStorage {
    return this;
  }
}

class CellCursor implements Cursor {
  key: Value;
  value: Value;
  private readonly it: Iterator<[string, Cell]>;
  constructor(cells: Map<string, Cell>) {
    this.key = "";
    this.value = "";
    this.it = cells.entries();
  }
  next(): boolean {
    for (;;) {
      const r = this.it.next();
      if (r.done === true) return false;
      const v = r.value[1].v;
      if (v === undefined) continue;
      this.key = nameStr(r.value[0]);
      this.value = v;
      return true;
    }
  }
}

function isName(key: Value): boolean {
  return typeof key === "string" || key instanceof AstralStr;
}

/** A module's names and, beside them, keys that are no strings. */
class MixedCellStorage implements DictStorage {
  private readonly names: CellStorage;
  private readonly rest: TableStorage;
  constructor(names: CellStorage, rest: TableStorage = new TableStorage(newStorage)) {
    this.names = names;
    this.rest = rest;
  }
  get size(): number {
    return this.names.size + this.rest.size;
  }
  get mark(): number {
    return this.names.mark + this.rest.mark;
  }
  cell(name: string): Cell {
    return this.names.cell(name);
  }
  get(key: Value): Value | undefined {
    return this.names.get(key) ?? (isName(key) ? undefined : this.rest.get(key));
  }
  getStr(name: string): Value | undefined {
    return this.names.getStr(name);
  }
  set(key: Value, v: Value): DictStorage {
    if (isName(key)) this.names.set(key, v);
    else this.rest.set(key, v);
    return this;
  }
  delete(key: Value): Value | undefined {
    return this.names.delete(key) ?? this.rest.delete(key);
  }
  pop(): [Value, Value] | undefined {
    return this.rest.pop() ?? this.names.pop();
  }
  cursor(): Cursor {
    const all: [Value, Value][] = [];
    for (const c = this.names.cursor(); c.next();) all.push([c.key, c.value]);
    for (const c = this.rest.cursor(); c.next();) all.push([c.key, c.value]);
    return new ArrayCursor(all);
  }
  backwards(): Cursor {
    const all: [Value, Value][] = [];
    for (const c = this.cursor(); c.next();) all.push([c.key, c.value]);
    return new ArrayCursor(all.reverse());
  }
  clear(): DictStorage {
    // the names' cells may be linked: they stay
    return this.names.clear();
  }
  copy(): DictStorage {
    let s = this.names.copy();
    for (const c = this.rest.cursor(); c.next();) s = s.set(c.key, c.value);
    return s;
  }
  writable(): DictStorage {
    return this;
  }
}

/** What an InstanceStorage needs of instance_dict.ts, which stands above it. */
export const instanceStorageHooks: { detach: (o: PyObject) => DictStorage } = {
  detach: () => {
    throw new Error("instance_dict.ts is not loaded");
  },
};

/** A view of an object's attributes. */
export class InstanceStorage implements DictStorage {
  readonly target: PyObject;
  constructor(target: PyObject) {
    this.target = target;
  }
  private names(): string[] {
    const storage = attributesOf(this.target);
    const slots = slotKeysOf(this.target.cls);
    const out: string[] = [];
    for (const k of Object.keys(storage)) {
      if (k.charCodeAt(0) === 95 && !slots.has(k) && storage[k] !== undefined) out.push(k);
    }
    return out;
  }
  get size(): number {
    return this.names().length;
  }
  /** Counting is not cheap; what comes and goes while `__dict__` is gone through is not noticed. */
  get mark(): number {
    return 0;
  }
  get(key: Value): Value | undefined {
    if (typeof key === "string") return this.getStr(key);
    if (key instanceof AstralStr) return this.getStr(utf16(key));
    return searchForeign(this, key);
  }
  getStr(name: string): Value | undefined {
    const storage: Attributes = attributesOf(this.target);
    const key = "_" + name;
    if (!Object.hasOwn(storage, key) || slotKeysOf(this.target.cls).has(key)) return undefined;
    return storage[key];
  }
  set(key: Value, v: Value): DictStorage {
    const name = typeof key === "string" ? key : key instanceof AstralStr ? utf16(key) : undefined;
    if (name !== undefined && !hidden(this.target, name)) {
      attributesOf(this.target)["_" + name] = v;
      return this;
    }
    return instanceStorageHooks.detach(this.target).set(key, v);
  }
  delete(key: Value): Value | undefined {
    const name = typeof key === "string"
      ? key
      : key instanceof AstralStr
      ? utf16(key)
      : foreignKey(this, key);
    if (name === undefined) return undefined;
    const v = this.getStr(name);
    if (v !== undefined) delete attributesOf(this.target)["_" + name];
    return v;
  }
  pop(): [Value, Value] | undefined {
    const last = this.names().pop();
    if (last === undefined) return undefined;
    const storage = attributesOf(this.target);
    const v = storage[last]!;
    delete storage[last];
    return [nameStr(last.slice(1)), v];
  }
  private entries(): [Value, Value][] {
    const storage = attributesOf(this.target);
    return this.names().map((k) => [nameStr(k.slice(1)), storage[k]!]);
  }
  cursor(): Cursor {
    return new ArrayCursor(this.entries());
  }
  backwards(): Cursor {
    return new ArrayCursor(this.entries().reverse());
  }
  clear(): DictStorage {
    const storage = attributesOf(this.target);
    for (const k of this.names()) delete storage[k];
    return this;
  }
  copy(): DictStorage {
    let s = EMPTY;
    for (const [k, v] of this.entries()) s = s.set(k, v);
    return s;
  }
  writable(): DictStorage {
    return this;
  }
}

/** The class has a data descriptor under this name, which a plain property would stand over. */
function hidden(o: PyObject, name: string): boolean {
  const d = o.cls.lookup(name);
  if (typeof d !== "object") return false;
  return d.cls.lookup("__set__") !== undefined || d.cls.lookup("__delete__") !== undefined;
}
