// sum, min and max: with the loops that need no general operation while all values are ints or floats.

import { call1 } from "./attributes.ts";
import { gt, lt, truth } from "./compare.ts";
import { toDouble } from "./core/int_core.ts";
import { FloatType, PyFloat } from "./float.ts";
import { itemsOf, iter } from "./iteration.ts";
import { ListType, PyList } from "./list.ts";
import { NONE, type Value } from "./object.ts";
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

/** What a sum has come to: ints and floats are added without general operations while nothing else has come. */
class Summation {
  /** The sum so far, where it is neither in `int` nor in `float`. */
  private result: Value;
  /** The sum while all values were ints that are safe integers. */
  private int: number;
  private isInt: boolean;
  /** The sum from when it became a float until something came that is no number. */
  private float: CompensatedSum | undefined;

  constructor(start: Value) {
    this.result = start;
    this.isInt = typeof start === "number";
    this.int = typeof start === "number" ? start : 0;
    this.float = start instanceof PyFloat && start.cls === FloatType
      ? new CompensatedSum(start.v)
      : undefined;
  }

  add(v: Value): void {
    if (this.isInt) {
      if (typeof v === "number") {
        const s = this.int + v;
        if (s <= Number.MAX_SAFE_INTEGER && s >= -Number.MAX_SAFE_INTEGER) {
          this.int = s;
          return;
        }
      } else if (typeof v === "boolean") {
        if (v) this.add(1);
        return;
      }
      this.isInt = false;
      const r = add(this.int, v);
      if (r instanceof PyFloat && r.cls === FloatType) this.float = new CompensatedSum(r.v);
      else this.result = r;
      return;
    }
    const total = this.float;
    if (total !== undefined) {
      if (v instanceof PyFloat && v.cls === FloatType) {
        total.add(v.v);
        return;
      }
      if (typeof v === "number" || typeof v === "boolean") {
        total.addInt(Number(v));
        return;
      }
      if (typeof v === "bigint" && BigInt.asIntN(64, v) === v) {
        total.addInt(toDouble(v));
        return;
      }
      this.result = new PyFloat(total.value);
      this.float = undefined;
    }
    this.result = add(this.result, v);
  }

  /** `add` of what is a number and makes a number. */
  take(v: Value): boolean {
    if (this.isInt ? typeof v !== "number" : this.float === undefined) return false;
    if (typeof v !== "number" && !(v instanceof PyFloat && v.cls === FloatType)) return false;
    this.add(v);
    return true;
  }

  get value(): Value {
    if (this.isInt) return this.int;
    return this.float === undefined ? this.result : new PyFloat(this.float.value);
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
  const total = new Summation(start);
  const items = itemsOf(iterable);
  if (items === undefined) iter(iterable).drain((v) => total.add(v), (v) => total.take(v));
  else for (let i = 0; i < items.length; i++) total.add(items[i]);
  return total.value;
}

function sumDoubles(first: number, doubles: readonly number[]): number {
  const total = new CompensatedSum(first);
  for (let i = 0; i < doubles.length; i++) total.add(doubles[i]);
  return total.value;
}

/** `max(…)` */
export function largest(args: Value[], key: Value | undefined, fallback?: Value): Value {
  return extreme(true, args, key, fallback);
}

/** `min(…)` */
export function smallest(args: Value[], key: Value | undefined, fallback?: Value): Value {
  return extreme(false, args, key, fallback);
}

function extreme(
  most: boolean,
  args: Value[],
  key: Value | undefined,
  fallback: Value | undefined,
): Value {
  if (args.length === 2 && key === undefined && fallback === undefined) {
    return isBetter(most, args[1], args[0]) ? args[1] : args[0];
  }
  const name = most ? "max" : "min";
  if (args.length === 0) throw typeError(`${name} expected at least 1 argument, got 0`);
  if (args.length > 1 && fallback !== undefined) {
    throw typeError(
      `Cannot specify a default for ${name}() with multiple positional arguments`,
    );
  }
  const iterable = args.length === 1 ? args[0] : undefined;
  if (
    (key === undefined || key === NONE) && iterable instanceof PyList &&
    iterable.cls === ListType && iterable.floats !== undefined
  ) return bestDouble(iterable.floats, most);
  const best = new Best(most, key === NONE ? undefined : key);
  const items = iterable === undefined ? args : itemsOf(iterable);
  if (items === undefined) iter(iterable!).drain((v) => best.offer(v), (v) => best.take(v));
  else for (let i = 0; i < items.length; i++) best.offer(items[i]);
  if (best.value !== undefined) return best.value;
  if (fallback !== undefined) return fallback;
  throw valueError(`${name}() iterable argument is empty`);
}

/** Whether `a` comes before `b`, where the most or the least is looked for. */
function isBetter(most: boolean, a: Value, b: Value): boolean {
  if (typeof a === "number" && typeof b === "number") return most ? a > b : a < b;
  const r = most ? gt(a, b) : lt(a, b);
  return r === true || r !== false && truth(r);
}

/** The best value so far, by its key where there is one. */
class Best {
  private readonly most: boolean;
  private readonly key: Value | undefined;
  value: Value | undefined;
  /** What is compared. */
  private rank: Value;
  constructor(most: boolean, key: Value | undefined) {
    this.most = most;
    this.key = key;
    this.value = undefined;
    this.rank = NONE;
  }
  offer(v: Value): void {
    const rank = this.key === undefined ? v : call1(this.key, v);
    if (this.value !== undefined && !isBetter(this.most, rank, this.rank)) return;
    this.value = v;
    this.rank = rank;
  }
  /** The same for an int among ints. */
  take(v: Value): boolean {
    if (typeof v !== "number" || this.key !== undefined) return false;
    if (this.value !== undefined) {
      if (typeof this.value !== "number") return false;
      if (this.most ? v <= this.value : v >= this.value) return true;
    }
    this.value = this.rank = v;
    return true;
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
