// Operations on digits and exponents: shifts, rotations, logic on coefficients of zeros and ones, neighbours.

import { add } from "./arithmetic.ts";
import { order } from "./compare.ts";
import {
  CLAMPED,
  type Ctx,
  DIVISION_BY_ZERO,
  finalize,
  INEXACT,
  LARGEST_EXPONENT,
  nanResult,
  OVERFLOW,
  ROUNDED,
  SUBNORMAL,
  UNDERFLOW,
} from "./context.ts";
import { Dec, pow10 } from "./number.ts";

/** The exponent of the first digit, as a number */
export function logb(a: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, undefined, ctx);
  if (nan !== undefined) return nan;
  if (a.isInfinite) return Dec.infinity(false);
  if (a.coef === 0n) {
    ctx.status |= DIVISION_BY_ZERO;
    return Dec.infinity(true);
  }
  return finalize(Dec.fromInt(a.adjusted), ctx);
}

/** An integer operand as a number within ±limit; `undefined` where it is none. */
function integerWithin(b: Dec, limit: number): number | undefined {
  if (b.isSpecial || b.exp !== 0) return undefined;
  const n = b.coef > BigInt(Math.min(limit, Number.MAX_SAFE_INTEGER)) ? Infinity : Number(b.coef);
  if (n > limit) return undefined;
  return b.negative ? -n : n;
}

/** a * 10**b */
export function scaleb(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, b, ctx);
  if (nan !== undefined) return nan;
  const n = integerWithin(b, 2 * (Math.min(ctx.emax, LARGEST_EXPONENT) + ctx.prec));
  if (n === undefined) return ctx.invalid();
  if (a.isInfinite) return a;
  return finalize(Dec.finite(a.negative, a.coef, a.exp + n), ctx);
}

/** The digits shifted by b places, within the precision */
export function shift(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, b, ctx);
  if (nan !== undefined) return nan;
  const n = integerWithin(b, ctx.prec);
  if (n === undefined) return ctx.invalid();
  if (a.isInfinite) return a;
  const room = pow10(ctx.prec);
  const coef = n < 0 ? (a.coef % room) / pow10(-n) : a.coef * pow10(n) % room;
  return Dec.finite(a.negative, coef, a.exp);
}

/** The digits rotated by b places */
export function rotate(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, b, ctx);
  if (nan !== undefined) return nan;
  const n = integerWithin(b, ctx.prec);
  if (n === undefined) return ctx.invalid();
  if (a.isInfinite) return a;
  const places = n < 0 ? n + ctx.prec : n;
  const coef = a.coef % pow10(ctx.prec);
  const unit = pow10(ctx.prec - places);
  return Dec.finite(a.negative, (coef % unit) * pow10(places) + coef / unit, a.exp);
}

/** The digits of an operand of a logical operation, which are zeros and ones. */
function bits(a: Dec, ctx: Ctx): string | undefined {
  if (a.isSpecial || a.negative || a.exp !== 0) return undefined;
  const text = a.coef.toString();
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c !== 48 && c !== 49) return undefined;
  }
  return text.length > ctx.prec ? text.slice(text.length - ctx.prec) : text;
}

function logical(a: Dec, b: Dec, ctx: Ctx, f: (x: number, y: number) => number): Dec {
  const x = bits(a, ctx), y = bits(b, ctx);
  if (x === undefined || y === undefined) return ctx.invalid();
  const n = Math.max(x.length, y.length);
  let out = "";
  for (let i = n; i > 0; i--) {
    const p = i > x.length ? 0 : x.charCodeAt(x.length - i) - 48;
    const q = i > y.length ? 0 : y.charCodeAt(y.length - i) - 48;
    out += f(p, q);
  }
  return Dec.finite(false, BigInt(out), 0);
}

export function logicalAnd(a: Dec, b: Dec, ctx: Ctx): Dec {
  return logical(a, b, ctx, (x, y) => x & y);
}
export function logicalOr(a: Dec, b: Dec, ctx: Ctx): Dec {
  return logical(a, b, ctx, (x, y) => x | y);
}
export function logicalXor(a: Dec, b: Dec, ctx: Ctx): Dec {
  return logical(a, b, ctx, (x, y) => x ^ y);
}
export function logicalInvert(a: Dec, ctx: Ctx): Dec {
  const x = bits(a, ctx);
  if (x === undefined) return ctx.invalid();
  const out = x.padStart(ctx.prec, "0").replace(/[01]/g, (c) => c === "0" ? "1" : "0");
  return Dec.finite(false, BigInt(out), 0);
}

function largest(negative: boolean, ctx: Ctx): Dec {
  return Dec.finite(negative, pow10(ctx.prec) - 1n, ctx.etop);
}

/** One step towards an infinity: a rounding of the value moved by less than the smallest number. */
function step(a: Dec, down: boolean, ctx: Ctx): Dec {
  const work = ctx.work(ctx.prec, down ? "ROUND_FLOOR" : "ROUND_CEILING");
  work.emin = ctx.emin;
  work.emax = ctx.emax;
  work.clamp = ctx.clamp;
  const rounded = finalize(a, work);
  if (rounded.isInfinite || order(rounded, a) !== 0) return rounded;
  return add(a, Dec.finite(down, 1n, ctx.etiny - 1), work);
}

/** The next smaller number */
export function nextMinus(a: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, undefined, ctx);
  if (nan !== undefined) return nan;
  if (a.isInfinite) return a.negative ? a : largest(false, ctx);
  return step(a, true, ctx);
}

/** The next larger number */
export function nextPlus(a: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, undefined, ctx);
  if (nan !== undefined) return nan;
  if (a.isInfinite) return a.negative ? largest(true, ctx) : a;
  return step(a, false, ctx);
}

/** The next number in the direction of b */
export function nextToward(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, b, ctx);
  if (nan !== undefined) return nan;
  const n = order(a, b);
  if (n === 0) return a.withSign(b.negative);
  const r = n < 0 ? nextPlus(a, ctx) : nextMinus(a, ctx);
  if (r.isInfinite) {
    ctx.status |= OVERFLOW | INEXACT | ROUNDED;
  } else if (r.adjusted < ctx.emin) {
    ctx.status |= UNDERFLOW | SUBNORMAL | INEXACT | ROUNDED;
    if (r.isZero) ctx.status |= CLAMPED;
  }
  return r;
}
