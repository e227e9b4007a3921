// Writing JSON: a value as text.

import { call, callMethod } from "../../vm/objects/attributes.ts";
import { reprFloat } from "../../vm/objects/core/float_text.ts";
import { toDecimal } from "../../vm/objects/core/int_text.ts";
import { DictType, PyDict } from "../../vm/objects/dict.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { intOf } from "../../vm/objects/int.ts";
import { toArray } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { repr } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { isStr, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { typeOf } from "../../vm/objects/type.ts";

/** How values are written. */
export interface EncodeOptions {
  /** Containers are watched for cycles. */
  readonly checkCircular: boolean;
  readonly defaultFunction: Value;
  /** How a str is quoted: in JavaScript, or by a Python function. */
  readonly quote: ((text: string) => string) | undefined;
  readonly encoder: Value;
  /** What each level is indented by; `undefined` for one line. */
  readonly indent: string | undefined;
  readonly keySeparator: string;
  readonly itemSeparator: string;
  readonly sortKeys: boolean;
  readonly skipKeys: boolean;
  readonly allowNan: boolean;
}

/** One run over a value. The text is UTF-16. */
export class JsonEncoder {
  readonly options: EncodeOptions;
  out: string;
  /** The containers that are being written. */
  private readonly open: Set<Value>;
  /** A new line with the indentation of the current level; "" where all is one line. */
  private newline: string;
  constructor(options: EncodeOptions) {
    this.options = options;
    this.out = "";
    this.open = new Set();
    this.newline = "";
  }

  /** Writes a value that stands at a level of indentation. */
  encode(v: Value, level: number): string {
    const { indent } = this.options;
    if (indent !== undefined) this.newline = "\n" + indent.repeat(Math.max(level, 0));
    this.write(v);
    return this.out;
  }

  private text(v: Value): string {
    const { quote, encoder } = this.options;
    if (quote !== undefined) return quote(utf16(strOf(v)!));
    const r = call(encoder, [v]);
    if (!isStr(r)) throw typeError(`encoder() must return a string, not ${typeOf(r).name}`);
    return utf16(strOf(r)!);
  }

  private float(x: number, v: Value): string {
    if (x - x === 0) return reprFloat(x);
    if (!this.options.allowNan) {
      throw valueError(`Out of range float values are not JSON compliant: ${repr(v)}`);
    }
    return x !== x ? "NaN" : x > 0 ? "Infinity" : "-Infinity";
  }

  private write(v: Value): void {
    if (typeof v === "string") {
      this.out += this.text(v);
    } else if (typeof v === "number") {
      this.out += v;
    } else if (v === NONE) {
      this.out += "null";
    } else if (typeof v === "boolean") {
      this.out += v ? "true" : "false";
    } else if (isStr(v)) {
      this.out += this.text(v);
    } else if (v instanceof PyFloat) {
      this.out += this.float(v.v, v);
    } else if (v instanceof PyList || v instanceof PyTuple) {
      this.array(v);
    } else if (v instanceof PyDict) {
      this.object(v);
    } else {
      const n = intOf(v);
      if (n !== undefined) {
        this.out += toDecimal(n);
      } else {
        this.enter(v);
        this.write(call(this.options.defaultFunction, [v]));
        this.open.delete(v);
      }
    }
  }

  private enter(v: Value): void {
    if (!this.options.checkCircular) return;
    if (this.open.has(v)) throw valueError("Circular reference detected");
    this.open.add(v);
  }

  private array(v: PyList | PyTuple): void {
    // a subclass may iterate in a way of its own
    const items: readonly Value[] = v.cls.heap
      ? toArray(v)
      : v instanceof PyList
      ? v.view()
      : v.items;
    if (items.length === 0) {
      this.out += "[]";
      return;
    }
    this.enter(v);
    const { itemSeparator, indent } = this.options;
    const outer = this.newline;
    const inner = indent === undefined ? "" : this.newline = outer + indent;
    const separator = itemSeparator + inner;
    this.out += "[" + inner;
    for (let i = 0; i < items.length; i++) {
      if (i > 0) this.out += separator;
      this.write(items[i]);
    }
    this.newline = outer;
    this.out += outer + "]";
    this.open.delete(v);
  }

  private key(k: Value): string | undefined {
    if (isStr(k)) return this.text(k);
    let text: string;
    if (k instanceof PyFloat) text = this.float(k.v, k);
    else if (k === true) text = "true";
    else if (k === false) text = "false";
    else if (k === NONE) text = "null";
    else {
      const n = intOf(k);
      if (n === undefined) {
        if (this.options.skipKeys) return undefined;
        throw typeError(
          `keys must be str, int, float, bool or None, not ${typeOf(k).name}`,
        );
      }
      text = toDecimal(n);
    }
    return this.text(text);
  }

  private object(d: PyDict): void {
    if (d.size === 0) {
      this.out += "{}";
      return;
    }
    this.enter(d);
    const { keySeparator, itemSeparator, sortKeys, indent } = this.options;
    const outer = this.newline;
    const inner = indent === undefined ? "" : this.newline = outer + indent;
    const separator = itemSeparator + inner;
    this.out += "{" + inner;
    let first = true;
    for (const [k, v] of entriesOf(d, sortKeys)) {
      const key = this.key(k);
      if (key === undefined) continue;
      if (first) first = false;
      else this.out += separator;
      this.out += key;
      this.out += keySeparator;
      this.write(v);
    }
    this.newline = outer;
    this.out += outer + "}";
    this.open.delete(d);
  }
}

/** The members of a dict as they are now; those of a subclass are what its `items` says. */
function entriesOf(d: PyDict, sort: boolean): [Value, Value][] {
  if (!sort && d.cls === DictType) return d.entries();
  const items = d.cls === DictType
    ? new PyList(d.entries().map((e) => new PyTuple(e)))
    : new PyList(toArray(callMethod(d, "items")));
  if (sort) callMethod(items, "sort");
  return items.toArray().map((item) => {
    if (!(item instanceof PyTuple) || item.items.length !== 2) {
      throw valueError("items must return 2-tuples");
    }
    return [item.items[0], item.items[1]];
  });
}
