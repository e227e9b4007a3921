// Contexts of decimal arithmetic: precision, rounding, the range of exponents, and the conditions that came up.

import { Dec, digitCount, NAN, pow10 } from "./number.ts";

// conditions, with the bits that CPython shows
export const CLAMPED = 0x1;
export const CONVERSION_SYNTAX = 0x2;
export const DIVISION_BY_ZERO = 0x4;
export const DIVISION_IMPOSSIBLE = 0x8;
export const DIVISION_UNDEFINED = 0x10;
export const INEXACT = 0x40;
export const INVALID_CONTEXT = 0x80;
export const INVALID_OPERATION = 0x100;
export const FLOAT_OPERATION = 0x400;
export const OVERFLOW = 0x800;
export const ROUNDED = 0x1000;
export const SUBNORMAL = 0x2000;
export const UNDERFLOW = 0x4000;
/** All conditions that signal InvalidOperation. */
export const ALL_INVALID: number = CONVERSION_SYNTAX | DIVISION_IMPOSSIBLE | DIVISION_UNDEFINED |
  INVALID_CONTEXT | INVALID_OPERATION;

/** The rounding modes, in the order of their names. */
export const ROUNDINGS = [
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_05UP",
] as const;
export type Rounding = typeof ROUNDINGS[number];

/** A context as the arithmetic needs it. */
export class Ctx {
  prec: number;
  rounding: Rounding;
  emin: number;
  emax: number;
  clamp: boolean;
  /** The conditions of the operation that runs. */
  status: number;

  constructor(prec: number, rounding: Rounding, emin: number, emax: number, clamp: boolean) {
    this.prec = prec;
    this.rounding = rounding;
    this.emin = emin;
    this.emax = emax;
    this.clamp = clamp;
    this.status = 0;
  }

  /** The exponent of the least subnormal number. */
  get etiny(): number {
    return this.emin - this.prec + 1;
  }
  /** The largest exponent of a number with all digits. */
  get etop(): number {
    return this.emax - this.prec + 1;
  }

  /** A context for intermediate results: as large as there is. */
  work(prec: number, rounding: Rounding = "ROUND_HALF_EVEN"): Ctx {
    return new Ctx(prec, rounding, -LARGEST_EXPONENT, LARGEST_EXPONENT, false);
  }

  invalid(condition = INVALID_OPERATION): Dec {
    this.status |= condition;
    return NAN;
  }
}

/** CPython's MAX_EMAX, as far as doubles can count. */
export const LARGEST_EXPONENT = 999999999999999999;

/** Whether a quotient is to be raised by one: `order` is the remainder compared with the half (-1, 0, 1). */
export function roundsUp(
  rounding: Rounding,
  negative: boolean,
  quotient: bigint,
  order: number,
): boolean {
  switch (rounding) {
    case "ROUND_UP":
      return true;
    case "ROUND_DOWN":
      return false;
    case "ROUND_CEILING":
      return !negative;
    case "ROUND_FLOOR":
      return negative;
    case "ROUND_HALF_UP":
      return order >= 0;
    case "ROUND_HALF_DOWN":
      return order > 0;
    case "ROUND_HALF_EVEN":
      return order > 0 || order === 0 && (quotient & 1n) === 1n;
    case "ROUND_05UP": {
      const last = quotient % 10n;
      return last === 0n || last === 5n;
    }
  }
}

/** `coef` without its last `drop` digits, rounded; `out.exact` says whether anything was lost. */
export function dropDigits(
  coef: bigint,
  drop: number,
  rounding: Rounding,
  negative: boolean,
  out: { exact: boolean },
): bigint {
  if (drop <= 0) {
    out.exact = true;
    return coef;
  }
  let quotient: bigint, order: number;
  if (drop > digitCount(coef)) {
    // all of it is less than half a unit
    if (coef === 0n) {
      out.exact = true;
      return 0n;
    }
    quotient = 0n;
    order = -1;
  } else {
    const unit = pow10(drop);
    quotient = coef / unit;
    const rest = coef - quotient * unit;
    if (rest === 0n) {
      out.exact = true;
      return quotient;
    }
    const twice = rest * 2n;
    order = twice > unit ? 1 : twice === unit ? 0 : -1;
  }
  out.exact = false;
  return roundsUp(rounding, negative, quotient, order) ? quotient + 1n : quotient;
}

/** The result where a finite number is too large. */
function overflow(negative: boolean, ctx: Ctx): Dec {
  ctx.status |= OVERFLOW | INEXACT | ROUNDED;
  const { rounding } = ctx;
  const toLargest = rounding === "ROUND_DOWN" || rounding === "ROUND_05UP" ||
    rounding === "ROUND_CEILING" && negative || rounding === "ROUND_FLOOR" && !negative;
  return toLargest ? Dec.finite(negative, pow10(ctx.prec) - 1n, ctx.etop) : Dec.infinity(negative);
}

const lost = { exact: true };

/** A result brought into the context: rounded, and within the range of exponents. */
export function finalize(v: Dec, ctx: Ctx): Dec {
  if (v.kind !== "finite") return v.isNaN ? fixNaN(v, ctx) : v;
  const { negative, coef, exp } = v;
  const { prec, etiny, etop } = ctx;
  if (coef === 0n) {
    const top = ctx.clamp ? etop : ctx.emax;
    const e = Math.min(Math.max(exp, etiny), top);
    if (e === exp) return v;
    ctx.status |= CLAMPED;
    return Dec.finite(negative, 0n, e);
  }
  const { digits } = v;
  let least = digits + exp - prec;
  if (least > etop) return overflow(negative, ctx);
  const subnormal = least < etiny;
  if (subnormal) least = etiny;
  if (exp < least) {
    let c = dropDigits(coef, least - exp, ctx.rounding, negative, lost);
    const changed = !lost.exact;
    if (changed && digitCount(c) > prec) {
      c /= 10n;
      least++;
    }
    const r = least > etop ? overflow(negative, ctx) : Dec.finite(negative, c, least);
    if (changed && subnormal) ctx.status |= UNDERFLOW;
    if (subnormal) ctx.status |= SUBNORMAL;
    if (changed) ctx.status |= INEXACT;
    ctx.status |= ROUNDED;
    if (r.isZero) ctx.status |= CLAMPED;
    return r;
  }
  if (subnormal) ctx.status |= SUBNORMAL;
  if (ctx.clamp && exp > etop) {
    ctx.status |= CLAMPED;
    return Dec.finite(negative, coef * pow10(exp - etop), etop);
  }
  return v;
}

/** A NaN's payload has room in the precision. */
function fixNaN(v: Dec, ctx: Ctx): Dec {
  const room = ctx.prec - (ctx.clamp ? 1 : 0);
  if (v.coef === 0n || v.digits <= room) return v;
  return new Dec(v.kind, v.negative, room === 0 ? 0n : v.coef % pow10(room), 0);
}

/** The NaN that an operation on a NaN gives; `undefined` where there is none. A signaling one is an invalid operation. */
export function nanResult(a: Dec, b: Dec | undefined, ctx: Ctx): Dec | undefined {
  if (!a.isNaN && (b === undefined || !b.isNaN)) return undefined;
  let from: Dec;
  if (a.kind === "snan") from = a;
  else if (b?.kind === "snan") from = b;
  else from = a.isNaN ? a : b!;
  if (from.kind === "snan") ctx.status |= INVALID_OPERATION;
  return fixNaN(new Dec("nan", from.negative, from.coef, 0), ctx);
}
