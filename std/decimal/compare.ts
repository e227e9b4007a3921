// Comparisons, and the operations that choose or classify numbers by them.

import { type Ctx, finalize, INVALID_OPERATION, nanResult } from "./context.ts";
import { Dec, pow10 } from "./number.ts";

/** -1, 0 or 1: the order of two numbers that are not NaN. */
export function order(a: Dec, b: Dec): number {
  if (a.isInfinite || b.isInfinite) {
    const x = a.isInfinite ? (a.negative ? -1 : 1) : 0;
    const y = b.isInfinite ? (b.negative ? -1 : 1) : 0;
    return x - y === 0 ? 0 : x < y ? -1 : 1;
  }
  if (a.coef === 0n || b.coef === 0n) {
    if (a.coef === 0n && b.coef === 0n) return 0;
    return a.coef === 0n ? (b.negative ? 1 : -1) : a.negative ? -1 : 1;
  }
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const m = magnitudeOrder(a, b);
  return a.negative ? -m : m;
}

/** The order of the absolute values of finite numbers other than 0. */
function magnitudeOrder(a: Dec, b: Dec): number {
  const x = a.adjusted, y = b.adjusted;
  if (x !== y) return x < y ? -1 : 1;
  const p = a.exp > b.exp ? a.coef * pow10(a.exp - b.exp) : a.coef;
  const q = b.exp > a.exp ? b.coef * pow10(b.exp - a.exp) : b.coef;
  return p === q ? 0 : p < q ? -1 : 1;
}

const MINUS_ONE = Dec.fromInt(-1), ZERO = Dec.fromInt(0), ONE = Dec.fromInt(1);

function orderNumber(n: number): Dec {
  return n < 0 ? MINUS_ONE : n > 0 ? ONE : ZERO;
}

export function compare(a: Dec, b: Dec, ctx: Ctx): Dec {
  return nanResult(a, b, ctx) ?? orderNumber(order(a, b));
}

/** All NaNs signal. */
export function compareSignal(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, b, ctx);
  if (nan === undefined) return orderNumber(order(a, b));
  ctx.status |= INVALID_OPERATION;
  return nan;
}

/** The order of representations: -NaN < -sNaN < -Infinity < … < Infinity < sNaN < NaN. */
export function compareTotal(a: Dec, b: Dec): Dec {
  if (a.negative !== b.negative) return a.negative ? MINUS_ONE : ONE;
  const sign = a.negative ? -1 : 1;
  const rank = (v: Dec) => v.kind === "nan" ? 2 : v.kind === "snan" ? 1 : 0;
  const x = rank(a), y = rank(b);
  if (x !== y) return orderNumber(sign * (x - y));
  if (x > 0) {
    return orderNumber(a.coef === b.coef ? 0 : a.coef < b.coef ? -sign : sign);
  }
  const n = order(a, b);
  if (n !== 0) return orderNumber(n);
  return orderNumber(a.exp === b.exp ? 0 : a.exp < b.exp ? -sign : sign);
}

export function compareTotalMagnitude(a: Dec, b: Dec): Dec {
  return compareTotal(a.withSign(false), b.withSign(false));
}

/** The number that counts where one of two is a quiet NaN. */
function numberOf(a: Dec, b: Dec, ctx: Ctx): Dec | undefined {
  if (!a.isNaN && !b.isNaN) return undefined;
  if (a.kind === "nan" && !b.isNaN) return finalize(b, ctx);
  if (b.kind === "nan" && !a.isNaN) return finalize(a, ctx);
  return nanResult(a, b, ctx)!;
}

function pick(a: Dec, b: Dec, ctx: Ctx, sign: number, magnitude: boolean): Dec {
  const single = numberOf(a, b, ctx);
  if (single !== undefined) return single;
  let n = magnitude ? order(a.withSign(false), b.withSign(false)) : order(a, b);
  if (magnitude && n === 0) n = order(a, b);
  if (n === 0) n = order(compareTotal(a, b), ZERO);
  return finalize(n * sign >= 0 ? a : b, ctx);
}

export function max(a: Dec, b: Dec, ctx: Ctx): Dec {
  return pick(a, b, ctx, 1, false);
}
export function min(a: Dec, b: Dec, ctx: Ctx): Dec {
  return pick(a, b, ctx, -1, false);
}
export function maxMagnitude(a: Dec, b: Dec, ctx: Ctx): Dec {
  return pick(a, b, ctx, 1, true);
}
export function minMagnitude(a: Dec, b: Dec, ctx: Ctx): Dec {
  return pick(a, b, ctx, -1, true);
}

/** Below the smallest number with all digits. */
export function isSubnormal(a: Dec, ctx: Ctx): boolean {
  return a.isFinite && a.coef !== 0n && a.adjusted < ctx.emin;
}

export function isNormal(a: Dec, ctx: Ctx): boolean {
  return a.isFinite && a.coef !== 0n && a.adjusted >= ctx.emin;
}

export function numberClass(a: Dec, ctx: Ctx): string {
  if (a.kind === "snan") return "sNaN";
  if (a.kind === "nan") return "NaN";
  const sign = a.negative ? "-" : "+";
  if (a.isInfinite) return sign + "Infinity";
  if (a.coef === 0n) return sign + "Zero";
  return sign + (isSubnormal(a, ctx) ? "Subnormal" : "Normal");
}

/** The same exponent, or both infinite, or both NaN. */
export function sameQuantum(a: Dec, b: Dec): boolean {
  if (a.isSpecial || b.isSpecial) {
    return a.isNaN && b.isNaN || a.isInfinite && b.isInfinite;
  }
  return a.exp === b.exp;
}
