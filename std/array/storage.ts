// The typecodes of array.array: which JavaScript typed array holds the items, and how a Python value becomes one.

import type { Int, Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { exception, overflowError, typeError } from "../../vm/objects/raise.ts";
import {
  AstralStr,
  isStr,
  pointsOf,
  type Str,
  strFromPoints,
  strOf,
} from "../../vm/objects/str.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { realOf } from "../../vm/objects/float_type.ts";
import { typeOf } from "../../vm/objects/type.ts";

/** The typed arrays that hold items. */
export type Items =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** A typecode. */
export interface ItemKind {
  readonly code: string;
  readonly size: number;
  make(length: number): Items;
  over(buffer: ArrayBufferLike, offset: number, length: number): Items;
  /** The item for a Python value; throws where it does not fit. */
  encode(v: Value): number | bigint;
  decode(item: number | bigint): Value;
  /** CPython's number of the machine format, for pickling. */
  readonly machine: number;
}

function canonical(n: bigint): Int {
  return n >= -9007199254740991n && n <= 9007199254740991n ? Number(n) : n;
}

function integer(
  code: string,
  make: (n: number) => Items,
  over: ItemKind["over"],
  low: number,
  high: number,
  name: string,
  machine: number,
): ItemKind {
  return {
    code,
    size: make(0).BYTES_PER_ELEMENT,
    make,
    over,
    encode(v) {
      const n = typeof v === "number" ? v : indexOf(v);
      if (code === "I" && n < 0) {
        throw overflowError("can't convert negative value to unsigned int");
      }
      if (n < low) throw overflowError(`${name} is less than minimum`);
      if (n > high) throw overflowError(`${name} is greater than maximum`);
      return Number(n);
    },
    decode: (item) => item,
    machine,
  };
}

function wide(code: string, signed: boolean, what: string, machine: number): ItemKind {
  const low = signed ? -(2n ** 63n) : 0n;
  const high = signed ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  return {
    code,
    size: 8,
    make: (n) => signed ? new BigInt64Array(n) : new BigUint64Array(n),
    over: (b, o, n) => signed ? new BigInt64Array(b, o, n) : new BigUint64Array(b, o, n),
    encode(v) {
      const n = BigInt(indexOf(v));
      if (!signed && n < 0n) {
        throw overflowError(
          what === ""
            ? "can't convert negative int to unsigned"
            : "can't convert negative value to unsigned int",
        );
      }
      if (n < low || n > high) {
        throw overflowError(
          what === "" ? "int too big to convert" : `Python int too large to convert to C ${what}`,
        );
      }
      return n;
    },
    decode: (item) => canonical(item as bigint),
    machine,
  };
}

function floating(code: string, size: 4 | 8, machine: number): ItemKind {
  return {
    code,
    size,
    make: (n) => size === 4 ? new Float32Array(n) : new Float64Array(n),
    over: (b, o, n) => size === 4 ? new Float32Array(b, o, n) : new Float64Array(b, o, n),
    encode(v) {
      if (v instanceof PyFloat) return v.v;
      const n = realOf(v);
      if (n === undefined) throw typeError(`must be real number, not ${typeOf(v).name}`);
      return n;
    },
    decode: (item) => new PyFloat(item as number),
    machine,
  };
}

function character(code: string): ItemKind {
  return {
    code,
    size: 4,
    make: (n) => new Uint32Array(n),
    over: (b, o, n) => new Uint32Array(b, o, n),
    encode(v) {
      const s = isStr(v) ? strOf(v)! : undefined;
      if (s === undefined) {
        throw typeError("array item must be a unicode character, not " + typeOf(v).name);
      }
      const points = pointsOf(s);
      if (points.length !== 1) {
        throw typeError(
          `array item must be a string of length 1, not a string of length ${points.length}`,
        );
      }
      return points[0];
    },
    decode(item) {
      const cp = item as number;
      if (cp > 0x10ffff) {
        throw exception(
          "ValueError",
          `character U+${cp.toString(16)} is not in range [U+0000; U+10ffff]`,
        );
      }
      return cp > 0xffff ? new AstralStr(Uint32Array.of(cp)) : String.fromCharCode(cp);
    },
    machine: code === "u" ? 20 : 20,
  };
}

/** The kinds of items by typecode, in CPython's order. */
export const KINDS: ReadonlyMap<string, ItemKind> = new Map(
  [
    integer(
      "b",
      (n) => new Int8Array(n),
      (b, o, n) => new Int8Array(b, o, n),
      -128,
      127,
      "signed char",
      1,
    ),
    integer(
      "B",
      (n) => new Uint8Array(n),
      (b, o, n) => new Uint8Array(b, o, n),
      0,
      255,
      "unsigned byte integer",
      0,
    ),
    character("u"),
    character("w"),
    integer(
      "h",
      (n) => new Int16Array(n),
      (b, o, n) => new Int16Array(b, o, n),
      -32768,
      32767,
      "signed short integer",
      4,
    ),
    integer(
      "H",
      (n) => new Uint16Array(n),
      (b, o, n) => new Uint16Array(b, o, n),
      0,
      65535,
      "unsigned short",
      2,
    ),
    integer(
      "i",
      (n) => new Int32Array(n),
      (b, o, n) => new Int32Array(b, o, n),
      -2147483648,
      2147483647,
      "signed integer",
      8,
    ),
    integer(
      "I",
      (n) => new Uint32Array(n),
      (b, o, n) => new Uint32Array(b, o, n),
      0,
      4294967295,
      "unsigned int",
      6,
    ),
    wide("l", true, "long", 12),
    wide("L", false, "unsigned long", 10),
    wide("q", true, "", 12),
    wide("Q", false, "", 10),
    floating("f", 4, 14),
    floating("d", 8, 16),
  ].map((k) => [k.code, k]),
);

/** The str of code points. */
export function textOfItems(items: Uint32Array): Str {
  return strFromPoints(items.slice());
}
