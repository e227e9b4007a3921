// sum, min and max: with the loops that need no general operation while all values are ints or floats.

import { call } from "./attributes.ts";
import { gt, lt, truth } from "./compare.ts";
import { toDouble } from "./core/int_core.ts";
import { FloatType, PyFloat } from "./float.ts";
import { itemsOf, iter } from "./iteration.ts";
import { ListType, PyList } from "./list.ts";
import { NONE, type PyObject, type Value } from "./object.ts";
import { add } from "./operators.ts";
import { typeError, valueError } from "./raise.ts";
import { isStr } from "./str.ts";
import { PyBytes } from "./bytes.ts";
import { PyByteArray } from "./bytearray.ts";

/** A sum of doubles with the part that rounding has lost (Neumaier's compensated summation). */
class CompensatedSum {
  private high: number;
  private lost: number;
  constructor(first: number) {
    this.high = first;
    this.lost = 0;
  }
  add(x: number): void {
    const { high } = this;
    const t = high + x;
    if (Math.abs(high) >= Math.abs(x)) this.lost += (high - t) + x;
    else this.lost += (x - t) + high;
    this.high = t;
  }
  /** An int is added without compensation, as CPython 3.13 does. */
  addInt(n: number): void {
    this.high += n;
  }
  /** A sum that overflowed stays so, and -0.0 keeps its sign. */
  get value(): number {
    const { lost } = this;
    return lost !== 0 && lost - lost === 0 ? this.high + lost : this.high;
  }
}

/** Steps over an array or an iterator, whichever the iterable has. */
class Source {
  private readonly items: readonly Value[] | undefined;
  private readonly it: PyObject | undefined;
  private index: number;
  constructor(iterable: Value) {
    this.items = itemsOf(iterable);
    this.it = this.items === undefined ? iter(iterable) : undefined;
    this.index = 0;
  }
  next(): Value | undefined {
    const { items } = this;
    if (items === undefined) return this.it!.step();
    return this.index < items.length ? items[this.index++] : undefined;
  }
}

/** `sum(iterable, start=0)` */
export function sum(iterable: Value, start: Value = 0): Value {
  if (isStr(start)) throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  if (start instanceof PyBytes) {
    throw typeError("sum() can't sum bytes [use b''.join(seq) instead]");
  }
  if (start instanceof PyByteArray) {
    throw typeError("sum() can't sum bytearray [use b''.join(seq) instead]");
  }
  if (iterable instanceof PyList && iterable.cls === ListType && iterable.floats !== undefined) {
    const first = typeof start === "number"
      ? start
      : start instanceof PyFloat && start.cls === FloatType
      ? start.v
      : undefined;
    if (first !== undefined) return new PyFloat(sumDoubles(first, iterable.floats));
  }
  const source = new Source(iterable);
  let result = start;
  for (;;) {
    let v = source.next();
    if (typeof result === "number") {
      let n: number = result;
      while (typeof v === "number" || typeof v === "boolean") {
        const s: number = n + Number(v);
        // what leaves the safe integers is added exactly
        if (s > Number.MAX_SAFE_INTEGER || s < -Number.MAX_SAFE_INTEGER) break;
        n = s;
        v = source.next();
      }
      result = n;
    } else if (result instanceof PyFloat && result.cls === FloatType) {
      const total = new CompensatedSum(result.v);
      for (;; v = source.next()) {
        if (v instanceof PyFloat && v.cls === FloatType) {
          total.add(v.v);
        } else if (typeof v === "number" || typeof v === "boolean") {
          total.addInt(Number(v));
        } else if (typeof v === "bigint" && BigInt.asIntN(64, v) === v) {
          total.addInt(toDouble(v));
        } else {
          break;
        }
      }
      result = new PyFloat(total.value);
    }
    if (v === undefined) return result;
    result = add(result, v);
  }
}

function sumDoubles(first: number, doubles: readonly number[]): number {
  const total = new CompensatedSum(first);
  for (let i = 0; i < doubles.length; i++) total.add(doubles[i]);
  return total.value;
}

/** `max(…)` */
export function largest(args: Value[], key: Value | undefined, fallback?: Value): Value {
  return extreme("max", args, key, fallback, gt);
}

/** `min(…)` */
export function smallest(args: Value[], key: Value | undefined, fallback?: Value): Value {
  return extreme("min", args, key, fallback, lt);
}

type Better = (a: Value, b: Value) => Value;

function extreme(
  name: string,
  args: Value[],
  key: Value | undefined,
  fallback: Value | undefined,
  better: Better,
): Value {
  if (args.length === 2 && key === undefined && fallback === undefined) {
    const r = better(args[1], args[0]);
    return r === true || r !== false && truth(r) ? args[1] : args[0];
  }
  if (args.length === 0) throw typeError(`${name} expected at least 1 argument, got 0`);
  if (args.length > 1 && fallback !== undefined) {
    throw typeError(
      `Cannot specify a default for ${name}() with multiple positional arguments`,
    );
  }
  const iterable = args.length === 1 ? args[0] : undefined;
  const keyed = key !== undefined && key !== NONE;
  let best: Value | undefined;
  if (iterable === undefined) {
    best = keyed
      ? bestByKey(new ArraySource(args), key, better)
      : bestOf(new ArraySource(args), better);
  } else if (
    !keyed && iterable instanceof PyList && iterable.cls === ListType &&
    iterable.floats !== undefined
  ) {
    best = bestDouble(iterable.floats, better === gt);
  } else {
    const source = new Source(iterable);
    best = keyed ? bestByKey(source, key, better) : bestOf(source, better);
  }
  if (best !== undefined) return best;
  if (fallback !== undefined) return fallback;
  throw valueError(`${name}() iterable argument is empty`);
}

interface Values {
  next(): Value | undefined;
}

class ArraySource implements Values {
  private readonly items: readonly Value[];
  private index: number;
  constructor(items: readonly Value[]) {
    this.items = items;
    this.index = 0;
  }
  next(): Value | undefined {
    return this.index < this.items.length ? this.items[this.index++] : undefined;
  }
}

function bestDouble(doubles: readonly number[], most: boolean): Value {
  let best = doubles[0];
  for (let i = 1; i < doubles.length; i++) {
    const d = doubles[i];
    if (most ? d > best : d < best) best = d;
  }
  return new PyFloat(best);
}

function bestOf(source: Values, better: Better): Value | undefined {
  let best = source.next();
  if (best === undefined) return undefined;
  for (let v = source.next(); v !== undefined; v = source.next()) {
    const r = better(v, best);
    if (r === true || r !== false && truth(r)) best = v;
  }
  return best;
}

function bestByKey(source: Values, key: Value, better: Better): Value | undefined {
  let best = source.next();
  if (best === undefined) return undefined;
  let bestKey = call(key, [best]);
  for (let v = source.next(); v !== undefined; v = source.next()) {
    const k = call(key, [v]);
    const r = better(k, bestKey);
    if (r === true || r !== false && truth(r)) {
      best = v;
      bestKey = k;
    }
  }
  return best;
}
