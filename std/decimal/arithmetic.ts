// The arithmetic operations: each gives the exact result rounded once, by `finalize`.

import {
  CLAMPED,
  type Ctx,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  DIVISION_UNDEFINED,
  dropDigits,
  finalize,
  INEXACT,
  INVALID_OPERATION,
  nanResult,
  ROUNDED,
  type Rounding,
  roundsUp,
} from "./context.ts";
import { Dec, integerSquareRoot, NAN, pow10 } from "./number.ts";

/** a + b */
export function add(a: Dec, b: Dec, ctx: Ctx): Dec {
  if (a.kind !== "finite" || b.kind !== "finite") {
    const nan = nanResult(a, b, ctx);
    if (nan !== undefined) return nan;
    if (a.isInfinite) {
      return b.isInfinite && a.negative !== b.negative ? ctx.invalid() : a;
    }
    return b;
  }
  return finalize(addExactly(a, b, ctx), ctx);
}

/** The sum of finite numbers; where one is far below the precision, something as small stands for it. */
function addExactly(a: Dec, b: Dec, ctx: Ctx): Dec {
  const exp = Math.min(a.exp, b.exp);
  const floor = ctx.rounding === "ROUND_FLOOR";
  if (a.coef === 0n || b.coef === 0n) {
    if (a.coef === 0n && b.coef === 0n) {
      const negative = a.negative === b.negative ? a.negative : floor;
      return Dec.finite(negative, 0n, exp);
    }
    const v = a.coef === 0n ? b : a;
    // the exponent comes down as far as the precision has room
    const e = Math.max(exp, v.exp - ctx.prec - 1);
    return e >= v.exp ? v : Dec.finite(v.negative, v.coef * pow10(v.exp - e), e);
  }
  let high = a, low = b;
  if (a.exp < b.exp) {
    high = b;
    low = a;
  }
  let lowCoef = low.coef, lowExp = low.exp;
  const limit = high.exp + Math.min(-1, high.digits - ctx.prec - 2);
  if (low.digits + lowExp - 1 < limit) {
    lowCoef = 1n;
    lowExp = limit;
  }
  const highCoef = high.coef * pow10(high.exp - lowExp);
  const sum = (high.negative ? -highCoef : highCoef) + (low.negative ? -lowCoef : lowCoef);
  if (sum === 0n) return Dec.finite(floor, 0n, lowExp);
  return Dec.finite(sum < 0n, sum < 0n ? -sum : sum, lowExp);
}

/** a - b */
export function subtract(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, b, ctx);
  if (nan !== undefined) return nan;
  return add(a, b.withSign(!b.negative), ctx);
}

/** a * b */
export function multiply(a: Dec, b: Dec, ctx: Ctx): Dec {
  const negative = a.negative !== b.negative;
  if (a.kind !== "finite" || b.kind !== "finite") {
    const nan = nanResult(a, b, ctx);
    if (nan !== undefined) return nan;
    return a.isZero || b.isZero ? ctx.invalid() : Dec.infinity(negative);
  }
  return finalize(Dec.finite(negative, a.coef * b.coef, a.exp + b.exp), ctx);
}

/** a * b + c with one rounding */
export function fusedMultiplyAdd(a: Dec, b: Dec, c: Dec, ctx: Ctx): Dec {
  const negative = a.negative !== b.negative;
  let product: Dec;
  if (a.kind !== "finite" || b.kind !== "finite") {
    if (a.kind === "snan" || b.kind === "snan") return nanResult(a, b, ctx)!;
    if (a.isNaN || b.isNaN) {
      return c.kind === "snan" ? nanResult(c, undefined, ctx)! : nanResult(a, b, ctx)!;
    }
    if (a.isZero || b.isZero) return ctx.invalid();
    product = Dec.infinity(negative);
  } else {
    product = Dec.finite(negative, a.coef * b.coef, a.exp + b.exp);
  }
  return add(product, c, ctx);
}

/** a / b */
export function divide(a: Dec, b: Dec, ctx: Ctx): Dec {
  const negative = a.negative !== b.negative;
  if (a.kind !== "finite" || b.kind !== "finite") {
    const nan = nanResult(a, b, ctx);
    if (nan !== undefined) return nan;
    if (a.isInfinite) return b.isInfinite ? ctx.invalid() : Dec.infinity(negative);
    ctx.status |= CLAMPED;
    return finalize(Dec.finite(negative, 0n, ctx.etiny), ctx);
  }
  if (b.coef === 0n) {
    if (a.coef === 0n) return ctx.invalid(DIVISION_UNDEFINED);
    ctx.status |= DIVISION_BY_ZERO;
    return Dec.infinity(negative);
  }
  if (a.coef === 0n) return finalize(Dec.finite(negative, 0n, a.exp - b.exp), ctx);
  // as many digits as the precision: one more where the digits of a are the larger ones, if both are lined up
  const { prec } = ctx;
  const apart = b.digits - a.digits;
  const larger = apart >= 0 ? a.coef * pow10(apart) >= b.coef : a.coef >= b.coef * pow10(-apart);
  const shift = apart + prec - (larger ? 1 : 0);
  const numerator = shift >= 0 ? a.coef * pow10(shift) : a.coef;
  const denominator = shift >= 0 ? b.coef : b.coef * pow10(-shift);
  const ideal = a.exp - b.exp;
  let exp = ideal - shift;
  let q = numerator / denominator;
  const rest = numerator - q * denominator;
  if (rest === 0n) {
    while (exp < ideal && q % 10n === 0n) {
      q /= 10n;
      exp++;
    }
    if (exp > ideal) ctx.status |= ROUNDED;
    return finalize(Dec.finite(negative, q, exp), ctx);
  }
  const twice = rest * 2n;
  const order = twice > denominator ? 1 : twice === denominator ? 0 : -1;
  if (exp < ctx.etiny || exp >= ctx.etop) {
    // the rounding may be at another place: another digit says what is left
    const last = order > 0 ? 6n : order === 0 ? 5n : 1n;
    return finalize(Dec.finite(negative, q * 10n + last, exp - 1), ctx);
  }
  ctx.status |= INEXACT | ROUNDED;
  if (roundsUp(ctx.rounding, negative, q, order) && ++q === pow10(prec)) {
    q = pow10(prec - 1);
    exp++;
  }
  return Dec.finite(negative, q, exp);
}

/** The integer quotient and the remainder of finite numbers, b not 0; `undefined` where the quotient is too long. */
function divideInteger(a: Dec, b: Dec, ctx: Ctx): [Dec, Dec] | undefined {
  const negative = a.negative !== b.negative;
  const exp = Math.min(a.exp, b.exp);
  const difference = a.adjusted - b.adjusted;
  if (a.coef === 0n || difference <= -2) {
    return [
      Dec.finite(negative, 0n, 0),
      rescale(a, a.coef === 0n ? exp : Math.min(exp, a.exp)),
    ];
  }
  if (difference > ctx.prec) return undefined;
  const x = a.exp >= b.exp ? a.coef * pow10(a.exp - b.exp) : a.coef;
  const y = a.exp >= b.exp ? b.coef : b.coef * pow10(b.exp - a.exp);
  const q = x / y;
  if (q >= pow10(ctx.prec)) return undefined;
  return [Dec.finite(negative, q, 0), Dec.finite(a.negative, x - q * y, exp)];
}

/** The same value with a smaller exponent, as far as that is exact. */
function rescale(v: Dec, exp: number): Dec {
  if (exp >= v.exp) return v.coef === 0n ? Dec.finite(v.negative, 0n, exp) : v;
  return Dec.finite(v.negative, v.coef * pow10(v.exp - exp), exp);
}

/** The integer part of a / b */
export function divideToInteger(a: Dec, b: Dec, ctx: Ctx): Dec {
  const negative = a.negative !== b.negative;
  const nan = nanResult(a, b, ctx);
  if (nan !== undefined) return nan;
  if (a.isInfinite) return b.isInfinite ? ctx.invalid() : Dec.infinity(negative);
  if (b.isInfinite) return Dec.finite(negative, 0n, 0);
  if (b.coef === 0n) {
    if (a.coef === 0n) return ctx.invalid(DIVISION_UNDEFINED);
    ctx.status |= DIVISION_BY_ZERO;
    return Dec.infinity(negative);
  }
  const r = divideInteger(a, b, ctx);
  return r === undefined ? ctx.invalid(DIVISION_IMPOSSIBLE) : finalize(r[0], ctx);
}

/** a - b * (the integer part of a / b) */
export function remainder(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, b, ctx);
  if (nan !== undefined) return nan;
  if (a.isInfinite) return ctx.invalid();
  if (b.isInfinite) return finalize(a, ctx);
  if (b.coef === 0n) return ctx.invalid(a.coef === 0n ? DIVISION_UNDEFINED : INVALID_OPERATION);
  const r = divideInteger(a, b, ctx);
  return r === undefined ? ctx.invalid(DIVISION_IMPOSSIBLE) : finalize(r[1], ctx);
}

/** Both of them. */
export function divmod(a: Dec, b: Dec, ctx: Ctx): [Dec, Dec] {
  const nan = nanResult(a, b, ctx);
  if (nan !== undefined) return [nan, nan];
  const negative = a.negative !== b.negative;
  if (a.isInfinite) {
    ctx.status |= INVALID_OPERATION;
    return [b.isInfinite ? NAN : Dec.infinity(negative), NAN];
  }
  if (b.isInfinite) return [Dec.finite(negative, 0n, 0), finalize(a, ctx)];
  if (b.coef === 0n) {
    if (a.coef === 0n) {
      ctx.status |= DIVISION_UNDEFINED;
      return [NAN, NAN];
    }
    ctx.status |= DIVISION_BY_ZERO | INVALID_OPERATION;
    return [Dec.infinity(negative), NAN];
  }
  const r = divideInteger(a, b, ctx);
  if (r === undefined) {
    ctx.status |= DIVISION_IMPOSSIBLE;
    return [NAN, NAN];
  }
  return [finalize(r[0], ctx), finalize(r[1], ctx)];
}

/** The remainder with the nearest quotient, half to even */
export function remainderNear(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, b, ctx);
  if (nan !== undefined) return nan;
  if (a.isInfinite) return ctx.invalid();
  if (b.isInfinite) return finalize(a, ctx);
  if (b.coef === 0n) return ctx.invalid(a.coef === 0n ? DIVISION_UNDEFINED : INVALID_OPERATION);
  const exp = Math.min(a.exp, b.exp);
  if (a.coef === 0n) return finalize(Dec.finite(a.negative, 0n, exp), ctx);
  const difference = a.adjusted - b.adjusted;
  if (difference >= ctx.prec + 1) return ctx.invalid(DIVISION_IMPOSSIBLE);
  if (difference <= -2) return finalize(rescale(a, exp), ctx);
  const x = a.coef * pow10(a.exp - exp), y = b.coef * pow10(b.exp - exp);
  let q = x / y, rest = x - q * y;
  if (2n * rest + (q & 1n) > y) {
    rest -= y;
    q++;
  }
  if (q >= pow10(ctx.prec)) return ctx.invalid(DIVISION_IMPOSSIBLE);
  const negative = rest < 0n ? !a.negative : a.negative;
  return finalize(Dec.finite(negative, rest < 0n ? -rest : rest, exp), ctx);
}

/** The value rounded to the context; zero without a sign unless the mode is ROUND_FLOOR */
export function plus(a: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, undefined, ctx);
  if (nan !== undefined) return nan;
  if (a.isZero && ctx.rounding !== "ROUND_FLOOR") return finalize(a.withSign(false), ctx);
  return finalize(a, ctx);
}

/** -a */
export function minus(a: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, undefined, ctx);
  if (nan !== undefined) return nan;
  if (a.isZero && ctx.rounding !== "ROUND_FLOOR") return finalize(a.withSign(false), ctx);
  return finalize(a.withSign(!a.negative), ctx);
}

/** |a| */
export function absolute(a: Dec, ctx: Ctx): Dec {
  return a.negative ? minus(a, ctx) : plus(a, ctx);
}

const lost = { exact: true };

/** The value with a given exponent, rounded by a mode; no limits are looked at. */
export function toExponent(
  a: Dec,
  exp: number,
  rounding: Rounding,
): { value: Dec; exact: boolean } {
  if (a.coef === 0n) return { value: Dec.finite(a.negative, 0n, exp), exact: true };
  if (a.exp >= exp) return { value: rescale(a, exp), exact: true };
  const c = dropDigits(a.coef, exp - a.exp, rounding, a.negative, lost);
  return { value: Dec.finite(a.negative, c, exp), exact: lost.exact };
}

/** a with the exponent of b */
export function quantize(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, b, ctx);
  if (nan !== undefined) return nan;
  if (a.isInfinite || b.isInfinite) {
    return a.isInfinite && b.isInfinite ? a : ctx.invalid();
  }
  const { exp } = b;
  if (exp < ctx.etiny || exp > ctx.emax) return ctx.invalid();
  if (a.coef === 0n) return finalize(Dec.finite(a.negative, 0n, exp), ctx);
  if (a.adjusted > ctx.emax || a.adjusted - exp + 1 > ctx.prec) return ctx.invalid();
  const { value, exact } = toExponent(a, exp, ctx.rounding);
  if (value.adjusted > ctx.emax || value.digits > ctx.prec) return ctx.invalid();
  if (exp > a.exp) ctx.status |= ROUNDED;
  if (!exact) ctx.status |= INEXACT;
  return finalize(value, ctx);
}

/** Rounds to an integer; `exact` sets Inexact and Rounded */
export function toIntegral(a: Dec, rounding: Rounding, exact: boolean, ctx: Ctx): Dec {
  const nan = nanResult(a, undefined, ctx);
  if (nan !== undefined) return nan;
  if (a.isInfinite || a.exp >= 0) return a;
  if (a.coef === 0n) return Dec.finite(a.negative, 0n, 0);
  const r = toExponent(a, 0, rounding);
  if (exact) {
    ctx.status |= ROUNDED;
    if (!r.exact) ctx.status |= INEXACT;
  }
  return r.value;
}

/** The square root, correctly rounded half to even */
export function squareRoot(a: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, undefined, ctx);
  if (nan !== undefined) return nan;
  if (a.isZero) return finalize(Dec.finite(a.negative, 0n, Math.floor(a.exp / 2)), ctx);
  if (a.negative) return ctx.invalid();
  if (a.isInfinite) return a;
  const prec = ctx.prec + 1;
  let exp: number, c: bigint, length: number;
  if (Math.abs(a.exp % 2) === 1) {
    exp = (a.exp - 1) / 2;
    c = a.coef * 10n;
    length = (a.digits >> 1) + 1;
  } else {
    exp = a.exp / 2;
    c = a.coef;
    length = (a.digits + 1) >> 1;
  }
  const shift = prec - length;
  let exact = true;
  if (shift >= 0) {
    c *= pow10(2 * shift);
  } else {
    const unit = pow10(-2 * shift);
    exact = c % unit === 0n;
    c /= unit;
  }
  exp -= shift;
  let n = integerSquareRoot(c);
  exact = exact && n * n === c;
  if (exact) {
    if (shift >= 0) n /= pow10(shift);
    else n *= pow10(-shift);
    exp += shift;
  } else if (n % 5n === 0n) {
    n++;
  }
  const { rounding } = ctx;
  ctx.rounding = "ROUND_HALF_EVEN";
  const r = finalize(Dec.finite(false, n, exp), ctx);
  ctx.rounding = rounding;
  return r;
}

/** Without trailing zeros */
export function normalize(a: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, undefined, ctx);
  if (nan !== undefined) return nan;
  const v = finalize(a, ctx);
  if (v.isInfinite) return v;
  if (v.coef === 0n) return Dec.finite(v.negative, 0n, 0);
  const top = ctx.clamp ? ctx.etop : ctx.emax;
  let { coef, exp } = v;
  while (exp < top && coef % 10n === 0n) {
    coef /= 10n;
    exp++;
  }
  return Dec.finite(v.negative, coef, exp);
}
