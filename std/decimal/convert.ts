// What Decimal is made of: text, ints, floats, tuples; and what it becomes: ints, floats, hashes, fractions.

import { canonical } from "../../vm/objects/core/int_core.ts";
import { asIntegerRatio } from "../../vm/objects/core/float_text.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { intOf } from "../../vm/objects/int.ts";
import { PyList } from "../../vm/objects/list.ts";
import type { Int, Value } from "../../vm/objects/object.ts";
import { overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { typeOf } from "../../vm/objects/type.ts";
import {
  CONVERSION_SYNTAX,
  type Ctx,
  finalize,
  FLOAT_OPERATION,
  INVALID_OPERATION,
  LARGEST_EXPONENT,
} from "./context.ts";
import { Dec, NAN, pow10 } from "./number.ts";
import { literalText, looseText, type PyContext, PyDecimal } from "./objects.ts";
import { parse, parseIn, parsePlain, toText } from "./text.ts";

/** The exact number of a double. */
export function fromDouble(x: number): Dec {
  if (x !== x) return NAN;
  if (x - x !== 0) return Dec.infinity(x < 0);
  const negative = x < 0 || Object.is(x, -0);
  const [n, d] = asIntegerRatio(Math.abs(x));
  // d is 2**k: n/d = n * 5**k / 10**k
  const k = BigInt(d).toString(2).length - 1;
  return Dec.finite(negative, BigInt(n) * 5n ** BigInt(k), -k);
}

/** The number that a tuple (sign, digits, exponent) spells. */
export function fromTuple(items: readonly Value[]): Dec {
  if (items.length !== 3) throw valueError("argument must be a sequence of length 3");
  const sign = intOf(items[0]);
  if (sign !== 0 && sign !== 1) throw valueError("sign must be an integer with the value 0 or 1");
  const negative = sign === 1;
  const e = items[2];
  const s = strOf(e);
  let special = "";
  let exp = 0;
  if (s !== undefined) {
    special = utf16(s);
    if (special === "F") return Dec.infinity(negative);
    if (special !== "n" && special !== "N") {
      throw valueError("string argument in the third position must be 'F', 'n' or 'N'");
    }
  } else {
    const n = intOf(e);
    if (n === undefined) throw valueError("exponent must be an integer");
    if (typeof n !== "number") {
      throw overflowError("Python int too large to convert to C ssize_t");
    }
    exp = n;
  }
  const digits = items[1];
  const list = digits instanceof PyTuple
    ? digits.items
    : digits instanceof PyList
    ? digits.toArray()
    : undefined;
  if (list === undefined) throw valueError("coefficient must be a tuple of digits");
  let text = "";
  for (const d of list) {
    const n = intOf(d);
    if (n === undefined || n < 0 || n > 9) {
      throw valueError("coefficient must be a tuple of digits");
    }
    text += n;
  }
  const coef = text === "" ? 0n : BigInt(text);
  if (special !== "") return new Dec(special === "N" ? "snan" : "nan", negative, coef, 0);
  return Dec.finite(negative, coef, exp);
}

function itemsOf(v: Value): readonly Value[] | undefined {
  if (v instanceof PyTuple) return v.items;
  if (v instanceof PyList) return v.toArray();
  return undefined;
}

function notSupported(v: Value): Value {
  return typeError(`conversion from ${typeOf(v).name} to Decimal is not supported`);
}

/** The exponent is within what any context can have. */
function isRepresentable(v: Dec): boolean {
  return !v.isFinite || v.adjusted <= LARGEST_EXPONENT && v.exp >= -2 * LARGEST_EXPONENT;
}

/** `Decimal(v)`: exact. */
export function exactly(v: Value, context: PyContext): Dec {
  if (v instanceof PyDecimal) return v.v;
  const s = strOf(v);
  if (s !== undefined) {
    const d = (typeof s === "string" ? parsePlain(s) : undefined) ?? parse(looseText(s));
    const ctx = context.begin();
    if (d === undefined) ctx.status |= CONVERSION_SYNTAX;
    else if (!isRepresentable(d)) ctx.status |= INVALID_OPERATION;
    else return d;
    context.signal();
    return NAN;
  }
  const n = intOf(v);
  if (n !== undefined) return Dec.fromInt(n);
  if (v instanceof PyFloat) {
    const ctx = context.begin();
    ctx.status |= FLOAT_OPERATION;
    context.signal();
    return fromDouble(v.v);
  }
  const items = itemsOf(v);
  if (items !== undefined) return fromTuple(items);
  throw notSupported(v);
}

/** `Context.create_decimal(v)`: rounded. */
export function rounded(v: Value, context: PyContext, ctx: Ctx): Dec {
  const s = strOf(v);
  if (s !== undefined) return parseIn(literalText(s), ctx);
  let d: Dec;
  if (v instanceof PyDecimal) d = v.v;
  else {
    const n = intOf(v);
    const items = itemsOf(v);
    if (n !== undefined) d = Dec.fromInt(n);
    else if (v instanceof PyFloat) {
      ctx.status |= FLOAT_OPERATION;
      context.signal();
      d = fromDouble(v.v);
    } else if (items !== undefined) d = fromTuple(items);
    else throw notSupported(v);
  }
  if (d.isNaN && d.coef !== 0n && d.digits > ctx.prec - (ctx.clamp ? 1 : 0)) {
    return ctx.invalid(CONVERSION_SYNTAX);
  }
  return finalize(d, ctx);
}

/** The integer part. */
export function toInteger(v: Dec): Int {
  if (v.isNaN) throw valueError("cannot convert NaN to integer");
  if (v.isInfinite) throw overflowError("cannot convert Infinity to integer");
  const n = v.exp >= 0 ? v.coef * pow10(v.exp) : -v.exp > v.digits ? 0n : v.coef / pow10(-v.exp);
  return canonical(v.negative ? -n : n);
}

/** The nearest double. */
export function toFloat(v: Dec): number {
  if (v.kind === "snan") throw valueError("cannot convert signaling NaN to float");
  if (v.isNaN) return NaN;
  if (v.isInfinite) return v.negative ? -Infinity : Infinity;
  return Number(toText(v, false, true));
}

/** Numerator and denominator in lowest terms. */
export function toRatio(v: Dec): [Int, Int] {
  if (v.isNaN) throw valueError("cannot convert NaN to integer ratio");
  if (v.isInfinite) throw overflowError("cannot convert Infinity to integer ratio");
  let { coef } = v;
  if (coef === 0n) return [0, 1];
  const sign = v.negative ? -1n : 1n;
  if (v.exp >= 0) return [canonical(sign * coef * pow10(v.exp)), 1];
  // only twos and fives can be taken out
  let twos = -v.exp, fives = -v.exp;
  for (; fives > 0 && coef % 5n === 0n; fives--) coef /= 5n;
  for (; twos > 0 && (coef & 1n) === 0n; twos--) coef >>= 1n;
  return [canonical(sign * coef), canonical(5n ** BigInt(fives) << BigInt(twos))];
}

const PRIME = (1n << 61n) - 1n;
/** The inverse of 10 modulo the prime. */
const INVERSE_10 = modularPower(10n, PRIME - 2n);

function modularPower(base: bigint, exponent: bigint): bigint {
  let r = 1n, x = base % PRIME;
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) r = r * x % PRIME;
    x = x * x % PRIME;
  }
  return r;
}

/** The hash: that of an int or float of the same value. `undefined` for a NaN. */
export function hashDec(v: Dec): Int | undefined {
  if (v.kind === "snan") throw typeError("Cannot hash a signaling NaN value");
  if (v.isNaN) return undefined;
  if (v.isInfinite) return v.negative ? -314159 : 314159;
  const scale = v.exp >= 0
    ? modularPower(10n, BigInt(v.exp))
    : modularPower(INVERSE_10, BigInt(-v.exp));
  const h = v.coef % PRIME * scale % PRIME;
  const signed = v.negative ? -h : h;
  return signed === -1n ? -2 : canonical(signed);
}
