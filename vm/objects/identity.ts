// `id()`: a number for each object, and for values without identity a number made of the value, so that
// `a is b` and `id(a) == id(b)` always agree.

import { PyFloat } from "./float.ts";
import type { Int, PyObject, Value } from "./object.ts";
import { AstralStr, utf16 } from "./str.ts";

const ids: WeakMap<PyObject, number> = new WeakMap();
const textIds: Map<string, number> = new Map();

/** Where ids of objects begin; they look like the addresses that CPython shows. */
let next = 0x7f5a10000000;

function fresh(): number {
  next += 16;
  return next;
}

const bits = new DataView(new ArrayBuffer(8));

/** `id(v)` */
export function idOf(v: Value): Int {
  switch (typeof v) {
    case "number": {
      const id = v * 16 + 1;
      return Number.isSafeInteger(id) ? id : BigInt(v) * 16n + 1n;
    }
    case "bigint":
      return v * 16n + 1n;
    case "boolean":
      return v ? 0x9f0020 : 0x9f0040;
    case "string":
      return textId("s" + v);
  }
  if (v instanceof AstralStr) return textId("a" + utf16(v));
  if (v instanceof PyFloat && v.cls.heap === false) {
    bits.setFloat64(0, v.v);
    return (bits.getBigInt64(0) << 4n) | 2n;
  }
  let id = ids.get(v);
  if (id === undefined) {
    id = fresh();
    ids.set(v, id);
  }
  return id;
}

function textId(key: string): number {
  let id = textIds.get(key);
  if (id === undefined) {
    id = fresh();
    textIds.set(key, id);
  }
  return id;
}

/** The id as `repr` shows it: "0x7f5a10000010". */
export function address(v: Value): string {
  return "0x" + BigInt(idOf(v)).toString(16);
}
