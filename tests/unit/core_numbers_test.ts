// The number cores: ints against plain bigint arithmetic, texts and hashes against known values.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { CoreError } from "../../vm/objects/core/core_error.ts";
import * as complex from "../../vm/objects/core/complex_text.ts";
import * as floatFormat from "../../vm/objects/core/float_format.ts";
import * as floatText from "../../vm/objects/core/float_text.ts";
import { fromBytes, toBytes } from "../../vm/objects/core/int_bytes.ts";
import * as int from "../../vm/objects/core/int_core.ts";
import type { Int } from "../../vm/objects/core/int_core.ts";
import * as intText from "../../vm/objects/core/int_text.ts";
import * as theory from "../../vm/objects/core/int_theory.ts";
import * as hash from "../../vm/objects/core/number_hash.ts";

/** "ValueError: message" of what a function throws. */
function errorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    return `${error.kind}: ${error.message}`;
  }
  return "no error";
}

function isCanonical(value: Int): boolean {
  return typeof value === "number"
    ? Number.isSafeInteger(value) && !Object.is(value, -0)
    : !Number.isSafeInteger(Number(value)) || BigInt(Number(value)) !== value;
}

const EDGES: Int[] = [0, 1, 2, 3, 7, 255, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 52]
  .concat([2 ** 53 - 1, 10 ** 15, 94906265, 94906266])
  .map((value): Int => value)
  .concat([2n ** 53n, 2n ** 53n + 1n, 2n ** 61n - 1n, 2n ** 64n, 10n ** 30n, 2n ** 200n - 1n])
  .flatMap((value) => [value, int.negate(value)]);

function floor(a: bigint, b: bigint): bigint {
  return a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n);
}

Deno.test("int arithmetic agrees with bigints and stays canonical", () => {
  const check = (result: Int, exact: bigint) => {
    assert(isCanonical(result), `${result}`);
    assertEquals(BigInt(result), exact);
  };
  for (const a of EDGES) {
    for (const b of EDGES) {
      const [x, y] = [BigInt(a), BigInt(b)];
      check(int.add(a, b), x + y);
      check(int.sub(a, b), x - y);
      check(int.mul(a, b), x * y);
      check(int.and(a, b), x & y);
      check(int.or(a, b), x | y);
      check(int.xor(a, b), x ^ y);
      if (b !== 0) {
        check(int.floordiv(a, b), floor(x, y));
        check(int.mod(a, b), x - floor(x, y) * y);
        assertEquals(int.divmod(a, b), [int.floordiv(a, b), int.mod(a, b)]);
      }
    }
    const x = BigInt(a);
    check(int.invert(a), ~x);
    for (const count of [0, 1, 31, 32, 52, 53, 54, 100]) {
      check(int.lshift(a, count), x << BigInt(count));
      check(int.rshift(a, count), x >> BigInt(count));
    }
    for (const exponent of [0, 1, 2, 3, 7]) check(int.pow(a, exponent), x ** BigInt(exponent));
    const bits = (x < 0n ? -x : x).toString(2);
    assertEquals(int.bitLength(a), x === 0n ? 0 : bits.length);
    assertEquals(int.bitCount(a), bits.replaceAll("0", "").length);
  }
});

Deno.test("true division rounds once", () => {
  assertEquals(int.truediv(1, 3), 1 / 3);
  assertEquals(int.truediv(2n ** 2000n, 2n ** 1990n), 1024);
  assertEquals(int.truediv(1, 2n ** 1074n), 5e-324);
  assertEquals(int.truediv(1, 2n ** 1075n), 0);
  assertEquals(int.truediv(3, 2n ** 1075n), 1e-323);
  // One above the tie between two doubles.
  assertEquals(int.truediv((2n ** 53n + 1n) * 10n ** 30n + 1n, 10n ** 30n), 2 ** 53 + 2);
  assertEquals(int.truediv((2n ** 53n + 1n) * 10n ** 30n, 10n ** 30n), 2 ** 53);
  assertEquals(
    errorOf(() => int.truediv(10n ** 400n, 1)),
    "OverflowError: integer division result too large for a float",
  );
});

Deno.test("int errors have Python's texts", () => {
  assertEquals(
    errorOf(() => int.floordiv(1, 0)),
    "ZeroDivisionError: integer division or modulo by zero",
  );
  assertEquals(errorOf(() => int.mod(1, 0)), "ZeroDivisionError: integer modulo by zero");
  assertEquals(errorOf(() => int.truediv(1, 0)), "ZeroDivisionError: division by zero");
  assertEquals(errorOf(() => int.lshift(1, -1)), "ValueError: negative shift count");
  assertEquals(errorOf(() => int.lshift(1, 10 ** 15)), "MemoryError: ");
  assertEquals(errorOf(() => int.pow(2, 2n ** 70n)), "MemoryError: ");
  assertEquals(
    errorOf(() => int.toDouble(10n ** 400n)),
    "OverflowError: int too large to convert to float",
  );
});

Deno.test("number theory", () => {
  assertEquals(theory.powmod(3, 200, 13), 9);
  assertEquals(theory.powmod(3, -1, 7), 5);
  assertEquals(theory.powmod(2, 10, -7), -5);
  assertEquals(theory.powmod(7n ** 40n, 65537, 10n ** 40n + 7n) < 10n ** 40n + 7n, true);
  assertEquals(
    errorOf(() => theory.powmod(2, -1, 4)),
    "ValueError: base is not invertible for the given modulus",
  );
  for (const value of EDGES) {
    if (value < 0) continue;
    const root = BigInt(theory.isqrt(value));
    assert(root * root <= value && (root + 1n) * (root + 1n) > value, `${value}`);
  }
  assertEquals(theory.gcd(2n ** 90n * 15n, 2n ** 70n * 9n), 3n * 2n ** 70n);
  assertEquals(theory.gcd(0, -5), 5);
  assertEquals(theory.lcm(4, -6), 12);
});

Deno.test("int and bytes", () => {
  for (const value of EDGES) {
    for (const little of [true, false]) {
      assertEquals(fromBytes(toBytes(value, 26, little, true), little, true), value);
    }
  }
  assertEquals(toBytes(-2, 2, false, true), Uint8Array.of(255, 254));
  assertEquals(
    errorOf(() => toBytes(256, 1, true, false)),
    "OverflowError: int too big to convert",
  );
  assertEquals(
    errorOf(() => toBytes(-1, 1, true, false)),
    "OverflowError: can't convert negative int to unsigned",
  );
});

Deno.test("equal numbers have equal hashes", () => {
  assertEquals(hash.hashInt(-1), -2);
  assertEquals(hash.hashInt(2n ** 61n - 1n), 0);
  assertEquals(hash.hashFloat(1.5), 1152921504606846977n);
  assertEquals(hash.hashFloat(Infinity), 314159);
  assertEquals(hash.hashComplex(hash.hashFloat(1), hash.hashFloat(2)), 2000007);
  for (const value of EDGES) {
    const double = Number(value);
    if (BigInt(double) !== BigInt(value)) continue;
    assertEquals(hash.hashFloat(double), hash.hashInt(value));
    assertEquals(hash.hashLowFloat(double), hash.hashLowInt(value));
  }
  for (const double of [0.1, -0.5, 1e300, 5e-324, -1e-10, 3.75, 2 ** -61, -(2 ** -61)]) {
    const low = Number(BigInt.asIntN(32, BigInt(hash.hashFloat(double))));
    assertEquals(hash.hashLowFloat(double), low);
  }
});

Deno.test("int texts", () => {
  assertEquals(intText.parseInt(" -1_000 ", 10), -1000);
  assertEquals(intText.parseInt("0x_fF", 0), 255);
  assertEquals(intText.parseInt("٣٤", 10), 34);
  assertEquals(intText.parseInt("zz", 36), 1295);
  assertEquals(intText.parseInt("1" + "0".repeat(40), 7), 7n ** 40n);
  assertEquals(intText.parseIntPoints(Uint32Array.of(0x1d7cf, 0x30), 10), 10);
  for (const text of ["", "1__0", "_1", "1_", "0x", "08", "- 1"]) {
    assertEquals(
      errorOf(() => intText.parseInt(text, 0)),
      `ValueError: invalid literal for int() with base 0: '${text}'`,
    );
  }
  assertEquals(
    errorOf(() => intText.parseInt("9".repeat(5000), 10)),
    "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 " +
      "digits; use sys.set_int_max_str_digits() to increase the limit",
  );
  assertEquals(intText.toDecimal(10n ** 4299n).length, 4300);
  assert(errorOf(() => intText.toDecimal(10n ** 4300n)).startsWith("ValueError: Exceeds"));
});

Deno.test("float texts", () => {
  const shown: [number, string][] = [[1, "1.0"], [-0, "-0.0"], [1e16, "1e+16"], [1e-5, "1e-05"]];
  shown.push([123456789012345680, "1.2345678901234568e+17"], [0.0001, "0.0001"], [NaN, "nan"]);
  shown.push([5e-324, "5e-324"], [-Infinity, "-inf"], [9999999999999998, "9999999999999998.0"]);
  for (const [value, text] of shown) {
    assertEquals(floatText.reprFloat(value), text);
    assertEquals(floatText.parseFloatString(text), value);
    assertEquals(floatText.floatFromHex(floatText.floatToHex(value)), value);
  }
  assertEquals(floatText.floatToHex(-1.5), "-0x1.8000000000000p+0");
  assertEquals(floatText.floatFromHex("0x1.00000000000008p0"), 1);
  assertEquals(floatText.floatFromHex("0x1.00000000000018p0"), 1 + 2 * Number.EPSILON);
  assertEquals(floatText.asIntegerRatio(0.75), [3, 4]);
  assertEquals(
    errorOf(() => floatText.parseFloatString("1_.0")),
    "ValueError: could not convert string to float: '1_.0'",
  );
  assertEquals(complex.reprComplex(-0, -2), "(-0-2j)");
  assertEquals(complex.parseComplexString(" ( 1e3-j ) "), [1000, -1]);
  assertEquals(
    errorOf(() => complex.parseComplexString("1 + 2j")),
    "ValueError: complex() arg is a malformed string",
  );
});

Deno.test("rounding is exact and half to even", () => {
  assertEquals(floatFormat.roundToInt(2.5), 2);
  assertEquals(floatFormat.roundToInt(-3.5), -4);
  assertEquals(floatFormat.roundToDigits(2.675, 2), 2.67);
  assertEquals(floatFormat.roundToDigits(0.125, 2), 0.12);
  assertEquals(floatFormat.roundToDigits(25, -1), 20);
  assertEquals(floatFormat.fixedDigits(0.5, 0), "0");
  assertEquals(floatFormat.fixedDigits(1e22, 1), "10000000000000000000000.0");
  assertEquals(floatFormat.exponentDigits(99.5, 1), "1.0e+02");
  assertEquals(floatFormat.fixedDigits(5e-324, 1074).slice(-4), "5625");
});
