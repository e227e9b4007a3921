// list: an array of values, or of raw doubles while every item is a float.
//
// Invariants:
//   - `floats` is `undefined` and `items` holds the items; or `floats` holds them all as raw doubles and `items` is
//     empty. So whoever finds an index below `items.length` may read `items` without looking at `floats`, and who
//     finds none goes the general way. Writing to `items` wants `floats === undefined`.
//   - neither array is ever holey; ints stand as raw numbers, so that V8 keeps small-integer or double elements.
//   - the items are in `floats` only if all of them are exact floats. Reading one boxes it; the identity of floats is
//     by value, so nobody can tell.
// `toObjects` and `adopt` are the only places where the representation changes. An empty list decides again.
//
// This file has the JavaScript class; list_type.ts has the Python methods, list_sort.ts sorting.

import { FloatType, PyFloat } from "./float.ts";
import { iterationHooks } from "./iteration.ts";
import { PyObject, type Value } from "./object.ts";
import { builtinType, type PyType } from "./type.ts";

/** The value is exactly a float. */
export function isExactFloat(v: Value): v is PyFloat {
  return v instanceof PyFloat && v.cls === FloatType;
}

/** The raw doubles of values that are all exact floats; `undefined` where one is not. */
function allFloats(values: readonly Value[]): number[] | undefined {
  const out: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const v = values[i];
    if (!isExactFloat(v)) return undefined;
    out.push(v.v);
  }
  return out;
}

/** Boxes raw doubles. */
export function boxAll(doubles: readonly number[]): Value[] {
  const out: Value[] = [];
  for (let i = 0; i < doubles.length; i++) out.push(new PyFloat(doubles[i]));
  return out;
}

/** A Python list. */
export class PyList extends PyObject {
  items: Value[];
  floats: number[] | undefined;

  /** A list over `items`, which belongs to it from now on. */
  constructor(items: Value[] = []) {
    super();
    this.items = items;
    this.floats = undefined;
    if (items.length !== 0 && items[0] instanceof PyFloat) this.adopt(items);
  }

  /** A list over raw doubles, which belong to it from now on. */
  static ofFloats(doubles: number[]): PyList {
    const l = new PyList();
    if (doubles.length !== 0) l.floats = doubles;
    return l;
  }

  /** Makes these the items; the array belongs to the list from now on. */
  adopt(items: Value[]): void {
    const doubles = items.length !== 0 && isExactFloat(items[0]) ? allFloats(items) : undefined;
    this.floats = doubles;
    this.items = doubles === undefined ? items : [];
  }

  /** Changes to boxed items, for good. The array may be read and written. */
  toObjects(): Value[] {
    const { floats } = this;
    if (floats !== undefined) {
      this.items = boxAll(floats);
      this.floats = undefined;
    }
    return this.items;
  }

  get length(): number {
    const { floats } = this;
    return floats === undefined ? this.items.length : floats.length;
  }

  /** The item at an index within the bounds. */
  get(index: number): Value {
    const { floats } = this;
    return floats === undefined ? this.items[index] : new PyFloat(floats[index]);
  }

  /** The item at an index, or `undefined` past the end. */
  at(index: number): Value | undefined {
    const { items } = this;
    if (index < items.length) return items[index];
    const { floats } = this;
    return floats !== undefined && index < floats.length ? new PyFloat(floats[index]) : undefined;
  }

  /** Replaces the item at an index within the bounds. */
  set(index: number, v: Value): void {
    const { floats } = this;
    if (floats === undefined) this.items[index] = v;
    else if (isExactFloat(v)) floats[index] = v.v;
    else this.toObjects()[index] = v;
  }

  append(v: Value): void {
    const { floats, items } = this;
    if (floats === undefined) {
      if (items.length === 0 && isExactFloat(v)) this.floats = [v.v];
      else items.push(v);
    } else if (isExactFloat(v)) {
      floats.push(v.v);
    } else {
      this.toObjects().push(v);
    }
  }

  /** Appends all of these. The array stays the caller's; it may be this list's own. */
  extend(values: readonly Value[]): void {
    const n = values.length;
    if (n === 0) return;
    if (this.floats === undefined && this.items.length === 0) {
      this.adopt(values.slice());
      return;
    }
    if (this.floats !== undefined) {
      const doubles = allFloats(values);
      if (doubles !== undefined) {
        appendAll(this.floats, doubles);
        return;
      }
    }
    appendAll(this.toObjects(), values);
  }

  /** Inserts before an index from 0 to the length. */
  insert(index: number, v: Value): void {
    const { floats } = this;
    if (index === this.length) this.append(v);
    else if (floats === undefined) insertAt(this.items, index, v);
    else if (isExactFloat(v)) insertAt(floats, index, v.v);
    else insertAt(this.toObjects(), index, v);
  }

  /** Removes and gives the item at an index within the bounds. */
  removeAt(index: number): Value {
    const { floats } = this;
    if (floats !== undefined) {
      const v = removeFrom(floats, index);
      if (floats.length === 0) this.floats = undefined;
      return new PyFloat(v);
    }
    return removeFrom(this.items, index);
  }

  /** Removes `count` items at `start` and puts `values` in their place. */
  splice(start: number, count: number, values: readonly Value[]): void {
    const { floats } = this;
    if (floats !== undefined) {
      const doubles = allFloats(values);
      if (doubles !== undefined) {
        spliceInto(floats, start, count, doubles);
        if (floats.length === 0) this.floats = undefined;
        return;
      }
    } else if (count === this.items.length) {
      this.adopt(values.slice());
      return;
    }
    spliceInto(this.toObjects(), start, count, values);
  }

  /** A new list of the items from `start` to `stop`. */
  sliceOf(start: number, stop: number): PyList {
    const { floats } = this;
    if (floats !== undefined) return PyList.ofFloats(floats.slice(start, stop));
    const l = new PyList();
    l.items = this.items.slice(start, stop);
    return l;
  }

  copy(): PyList {
    return this.sliceOf(0, this.length);
  }

  clear(): void {
    this.items = [];
    this.floats = undefined;
  }

  reverse(): void {
    if (this.floats !== undefined) this.floats.reverse();
    else this.items.reverse();
  }

  /** A fresh array of the items. */
  toArray(): Value[] {
    const { floats } = this;
    return floats === undefined ? this.items.slice() : boxAll(floats);
  }

  /** The items in an array that is only read, and only until Python runs or the list changes. */
  view(): readonly Value[] {
    const { floats } = this;
    return floats === undefined ? this.items : boxAll(floats);
  }
}

/** Appends without the limit that a spread call has on arguments. */
export function appendAll<T>(target: T[], values: readonly T[]): void {
  const n = values.length;
  for (let i = 0; i < n; i++) target.push(values[i]);
}

/** Few items are moved here; for many, V8's own functions move memory (`copyWithin` goes item by item). */
const FEW = 16;

function insertAt<T>(target: T[], index: number, v: T): void {
  const last = target.length;
  if (last - index > FEW) {
    if (index === 0) target.unshift(v);
    else target.splice(index, 0, v);
    return;
  }
  target.push(v);
  for (let i = last; i > index; i--) target[i] = target[i - 1];
  target[index] = v;
}

function removeFrom<T>(target: T[], index: number): T {
  const v = target[index];
  const last = target.length - 1;
  if (last - index > FEW) {
    if (index === 0) return target.shift()!;
    target.splice(index, 1);
    return v;
  }
  for (let i = index; i < last; i++) target[i] = target[i + 1];
  target.pop();
  return v;
}

const SPREAD_LIMIT = 10000;

function spliceInto<T>(target: T[], start: number, count: number, values: readonly T[]): void {
  if (values.length <= SPREAD_LIMIT) {
    target.splice(start, count, ...values);
    return;
  }
  const tail = target.slice(start + count);
  target.length = start;
  appendAll(target, values);
  appendAll(target, tail);
}

/** `list`. */
export const ListType: PyType = builtinType("list", PyList, {
  patternKind: "sequence",
  matchSelf: true,
});

iterationHooks.listItems = (v) =>
  v instanceof PyList && v.cls === ListType && v.floats === undefined ? v.items : undefined;
