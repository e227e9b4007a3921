// The values of a % format: what str and bytes formatting ask of Python objects, for the core that formats.

import type { PercentValues } from "./core/percent_format.ts";
import type { Text } from "./core/text.ts";
import { PyDict } from "./dict.ts";
import { PyFloat } from "./float.ts";
import { fromDouble } from "./core/int_core.ts";
import { isExceptionOf, TypeErrorType } from "./exceptions.ts";
import { realOf } from "./float_type.ts";
import { intOf, toInt } from "./int.ts";
import type { Int, Value } from "./object.ts";
import { getItem, indexOf } from "./operations.ts";
import { typeError } from "./raise.ts";
import { isStr } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { type PyType, typeOf } from "./type.ts";

/** The arguments to the right of `%`: the items of a tuple, or one value, or a mapping for `%(name)s`. */
export abstract class FormatValues implements PercentValues<Value> {
  /** The items of a tuple; a single value stands alone. */
  readonly items: readonly Value[];
  readonly mapping: Value | undefined;
  index: number;
  private readonly single: boolean;

  constructor(args: Value) {
    this.single = !(args instanceof PyTuple);
    this.items = args instanceof PyTuple ? args.items : [args];
    this.mapping = this.single && this.isMapping(args) ? args : undefined;
    this.index = 0;
  }

  /** A value with subscripts that is no text itself can be a mapping. */
  private isMapping(v: Value): boolean {
    if (v instanceof PyDict) return true;
    const t = typeOf(v);
    return t.lookup("__getitem__") !== undefined && !isStr(v) && !this.isText(t);
  }

  /** Types that are text for this kind of format, and so no mapping. */
  protected abstract isText(t: PyType): boolean;
  /** The key of `%(key)s` as a Python value. */
  protected abstract key(text: Text): Value;
  abstract text(value: Value, conversion: string): Text;
  abstract character(value: Value): number;

  next(): Value | undefined {
    return this.index < this.items.length ? this.items[this.index++] : undefined;
  }

  lookup(key: Text): Value {
    this.requireMapping();
    return getItem(this.mapping!, this.key(key));
  }

  requireMapping(): void {
    if (this.mapping === undefined) throw typeError("format requires a mapping");
  }

  star(v: Value): Int | undefined {
    return intOf(v);
  }

  integer(v: Value, conversion: string): Int {
    const n = intOf(v);
    if (n !== undefined) return n;
    const t = typeOf(v);
    if (conversion === "x" || conversion === "X" || conversion === "o") {
      if (t.lookup("__index__") === undefined) {
        throw typeError(`%${conversion} format: an integer is required, not ${t.name}`);
      }
      return indexOf(v);
    }
    if (v instanceof PyFloat) return fromDouble(v.v);
    const isNumber = t.lookup("__index__") !== undefined || t.lookup("__int__") !== undefined ||
      t.lookup("__float__") !== undefined;
    if (isNumber) {
      try {
        return toInt(v);
      } catch (e) {
        if (!isExceptionOf(e, TypeErrorType)) throw e;
      }
    }
    throw typeError(`%${conversion} format: a real number is required, not ${t.name}`);
  }

  real(v: Value): number {
    const r = realOf(v);
    if (r === undefined) throw this.notReal(v);
    return r;
  }
  protected abstract notReal(v: Value): Value;

  leftOver(): boolean {
    return this.mapping === undefined && this.index < this.items.length;
  }
}
