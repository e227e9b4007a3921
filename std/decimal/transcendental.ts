// exp, ln, log10 and powers.
//
// Values are computed in binary fixed point (a bigint that counts 2**-bits), with more digits than the precision has. When
// what follows the precision is so near to a half or to a whole that the error might decide, it is done again with more.

import { divide, multiply, toIntegral } from "./arithmetic.ts";
import { order } from "./compare.ts";
import {
  type Ctx,
  finalize,
  INEXACT,
  INVALID_OPERATION,
  nanResult,
  ROUNDED,
  UNDERFLOW,
} from "./context.ts";
import { Dec, NAN, ONE, pow10, ZERO } from "./number.ts";

/** log2(10) */
const BITS_PER_DIGIT = 3.3219280948873626;

// ---- fixed point

/** atanh(1/n) * 2**bits */
function inverseHyperbolicTangent(n: bigint, bits: bigint): bigint {
  const square = n * n;
  let term = (1n << bits) / n, sum = term;
  for (let k = 3n; term !== 0n; k += 2n) {
    term /= square;
    sum += term / k;
  }
  return sum;
}

let ln10Bits = 0;
let ln10Value = 0n;

/** ln(10) * 2**bits */
function ln10(bits: number): bigint {
  if (bits > ln10Bits) {
    const b = BigInt(bits + 64);
    ln10Value = 46n * inverseHyperbolicTangent(31n, b) + 34n * inverseHyperbolicTangent(49n, b) +
      20n * inverseHyperbolicTangent(161n, b);
    ln10Bits = bits + 64;
  }
  return ln10Value >> BigInt(ln10Bits - bits);
}

/** exp(x) for |x| <= 2, both counted in 2**-bits; the error is a few units. */
function expFixed(x: bigint, bits: number): bigint {
  // the argument is halved h times, and the series' value squared as often
  const h = Math.max(4, Math.floor(Math.sqrt(bits) * 0.6));
  const guard = h + 16;
  const b = BigInt(bits + guard);
  const one = 1n << b;
  const r = (x << BigInt(guard)) >> BigInt(h);
  let term = r, sum = one + r;
  for (let k = 2n; term !== 0n && term !== -1n; k++) {
    term = (term * r >> b) / k;
    sum += term;
  }
  for (let i = 0; i < h; i++) sum = sum * sum >> b;
  return sum >> BigInt(guard);
}

/** ln(m) for 0.1 <= m < 10 or so, counted in 2**-bits. */
function lnFixed(m: bigint, bits: number): bigint {
  // a first value of 50 bits, then Halley's iteration, which trebles the right bits
  const approximate = Math.log(
    Number(m >> BigInt(Math.max(0, bits - 60))) * 2 ** -Math.min(bits, 60),
  );
  let y = BigInt(Math.round(approximate * 2 ** 52));
  let right = 48;
  y = bits >= 52 ? y << BigInt(bits - 52) : y >> BigInt(52 - bits);
  const b = BigInt(bits);
  while (right < bits) {
    const e = expFixed(y, bits);
    y += 2n * ((m - e) << b) / (m + e);
    right *= 3;
  }
  return y;
}

/** A finite number as a fraction of 2**bits, rounded down in magnitude. */
function toFixed(v: Dec, bits: number): bigint {
  let x = v.coef << BigInt(bits);
  x = v.exp >= 0 ? x * pow10(v.exp) : x / pow10(-v.exp);
  return v.negative ? -x : x;
}

/** A value in fixed point with an error of at most `error` units, as its first digits: coefficient and exponent. */
interface Approximation {
  readonly coef: bigint;
  readonly exp: number;
  /** In units of the coefficient. */
  readonly error: bigint;
}

/** The result of an approximation in the context, where its error cannot matter; `undefined` otherwise. */
function settle(negative: boolean, a: Approximation, ctx: Ctx): Dec | undefined {
  const low = Dec.finite(negative, a.coef - a.error, a.exp);
  const high = Dec.finite(negative, a.coef + a.error, a.exp);
  const x = ctx.work(ctx.prec, ctx.rounding), y = ctx.work(ctx.prec, ctx.rounding);
  const p = finalize(low, x), q = finalize(high, y);
  if (p.coef !== q.coef || p.exp !== q.exp) return undefined;
  // not exact: a last digit says so where all behind is zeros
  return finalize(Dec.finite(negative, a.coef * 10n + 1n, a.exp - 1), ctx);
}

/** Approximates with more and more digits until the rounding is certain. */
function approximated(
  negative: boolean,
  digits: number,
  ctx: Ctx,
  f: (digits: number) => Approximation,
): Dec {
  for (let extra = 8;; extra *= 2) {
    const r = settle(negative, f(digits + extra), ctx);
    if (r !== undefined) return r;
  }
}

// ---- exp

/** e**a to that many digits, for a finite number whose result is in reach. */
function expDigits(a: Dec, digits: number): Approximation {
  const size = Math.max(0, a.adjusted + 1);
  const bits = Math.ceil((digits + size + 4) * BITS_PER_DIGIT) + 16;
  const x = toFixed(a, bits);
  const log = ln10(bits);
  // x = k*ln(10) + r
  let k = x / log;
  let r = x - k * log;
  if (r < 0n) {
    r += log;
    k--;
  }
  // r < 2.31: half of it is within the series' reach
  const e = expFixed(r >> 1n, bits);
  const value = e * e >> BigInt(bits);
  const coef = value * pow10(digits) >> BigInt(bits);
  return { coef, exp: Number(k) - digits, error: 10n };
}

/** e**a, rounded half to even */
export function exp(a: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, undefined, ctx);
  if (nan !== undefined) return nan;
  if (a.isInfinite) return a.negative ? ZERO : a;
  if (a.coef === 0n) return ONE;
  return halfEven(ctx, () => {
    // far outside the range of exponents nothing need be computed
    if (a.adjusted > 19 || a.adjusted > Math.log10(Math.max(ctx.emax, -ctx.etiny) * 3 + 10)) {
      return a.negative
        ? finalize(Dec.finite(false, 1n, ctx.etiny - 3), ctx)
        : finalize(Dec.finite(false, 1n, ctx.emax + 3), ctx);
    }
    if (a.adjusted < -ctx.prec - 2) {
      // 1 and a little more or less
      const p = ctx.prec + 2;
      return finalize(
        Dec.finite(false, pow10(p) + (a.negative ? -1n : 1n), -p),
        ctx,
      );
    }
    return approximated(false, ctx.prec + 2, ctx, (digits) => expDigits(a, digits));
  });
}

/** Runs a function with rounding half to even. */
function halfEven(ctx: Ctx, f: () => Dec): Dec {
  const { rounding } = ctx;
  ctx.rounding = "ROUND_HALF_EVEN";
  try {
    return f();
  } finally {
    ctx.rounding = rounding;
  }
}

// ---- logarithms

/** ln(a) for a > 0 other than 1, counted in 2**-bits, with an error of a few units. */
function lnBits(a: Dec, bits: number): bigint {
  // a = m * 10**k with m between 0.32 and 3.2
  let k = a.adjusted;
  const leading = Number(a.coef.toString().slice(0, 3).padEnd(3, "0"));
  if (leading > 316) k++;
  const m = toFixed(Dec.finite(false, a.coef, a.exp - k), bits);
  return lnFixed(m, bits) + BigInt(k) * ln10(bits);
}

/** The position of the first digit of ln(a), at least. */
function lnMagnitude(a: Dec): number {
  const d = a.adjusted;
  if (d >= 1) return Math.floor(Math.log10(d * 2.3));
  if (d <= -2) return Math.floor(Math.log10((-d - 1) * 2.3));
  // near 1: ln(a) is about a - 1
  const gap = a.coef - pow10Of(-a.exp);
  const digits = (gap < 0n ? -gap : gap).toString().length;
  return digits + a.exp - 2;
}

function pow10Of(n: number): bigint {
  return n >= 0 ? pow10(n) : 0n;
}

function lnDigits(
  a: Dec,
  digits: number,
  base10: boolean,
): { a: Approximation; negative: boolean } {
  const magnitude = lnMagnitude(a);
  const places = Math.max(digits - magnitude, 1);
  const bits = Math.ceil((places + Math.max(magnitude, 0) + 6) * BITS_PER_DIGIT) + 32;
  let value = lnBits(a, bits);
  if (base10) value = (value << BigInt(bits)) / ln10(bits);
  const negative = value < 0n;
  if (negative) value = -value;
  const coef = value * pow10(places) >> BigInt(bits);
  return { a: { coef, exp: -places, error: 10n }, negative };
}

/** The exponent where a is a power of ten. */
function exactLog10(a: Dec): number | undefined {
  const text = a.coef.toString();
  if (text[0] !== "1") return undefined;
  for (let i = 1; i < text.length; i++) if (text[i] !== "0") return undefined;
  return a.adjusted;
}

function logarithm(a: Dec, ctx: Ctx, base10: boolean): Dec {
  const nan = nanResult(a, undefined, ctx);
  if (nan !== undefined) return nan;
  if (a.isZero) return Dec.infinity(true);
  if (a.negative) return ctx.invalid();
  if (a.isInfinite) return a;
  const power = exactLog10(a);
  if (power === 0) return ZERO;
  if (base10 && power !== undefined) {
    return halfEven(ctx, () => finalize(Dec.fromInt(power), ctx));
  }
  return halfEven(ctx, () => {
    for (let extra = 8;; extra *= 2) {
      const { a: value, negative } = lnDigits(a, ctx.prec + extra, base10);
      const r = settle(negative, value, ctx);
      if (r !== undefined) return r;
    }
  });
}

/** The natural logarithm */
export function ln(a: Dec, ctx: Ctx): Dec {
  return logarithm(a, ctx, false);
}

/** The logarithm to base 10 */
export function log10(a: Dec, ctx: Ctx): Dec {
  return logarithm(a, ctx, true);
}

// ---- powers

function isOdd(v: Dec): boolean {
  if (v.exp > 0 || v.coef === 0n) return false;
  return (v.coef / pow10(-v.exp)) % 2n === 1n;
}

/** a**b */
export function power(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = nanResult(a, b, ctx);
  if (nan !== undefined) return nan;
  const integer = b.isInteger;
  const negative = a.negative && integer && isOdd(b);
  if (a.isZero) {
    if (b.isZero) return ctx.invalid();
    if (b.negative) {
      return b.isInfinite || integer || !a.negative ? Dec.infinity(negative) : Dec.infinity(false);
    }
    return Dec.finite(negative, 0n, 0);
  }
  // a negative base has integral powers only
  if (a.negative && (b.isInfinite || !integer)) return ctx.invalid();
  if (a.isInfinite) {
    if (b.isZero) return ONE;
    return b.negative ? Dec.finite(negative, 0n, 0) : Dec.infinity(negative);
  }
  const base = a.withSign(false);
  const size = order(base, ONE);
  if (b.isInfinite) {
    if (size === 0) return inexactOne(false, ctx);
    return size > 0 === b.negative ? ZERO : Dec.infinity(false);
  }
  if (b.isZero) return ONE;
  if (size === 0) {
    if (!integer) return inexactOne(false, ctx);
    // 1 with as many zeros as the exact power has
    const ideal = base.exp * Number(b.negative ? 0 : b.coef * pow10(Math.max(b.exp, 0)));
    if (-ideal > ctx.prec - 1 || b.negative && base.exp !== 0) return inexactOne(negative, ctx);
    return finalize(Dec.finite(negative, pow10(Math.max(0, -ideal)), Math.min(0, ideal)), ctx);
  }
  const far = outOfRange(base, b, size, negative, ctx);
  if (far !== undefined) return far;
  return integer ? integerPower(base, b, negative, ctx) : realPower(base, b, ctx);
}

/** 1.000… where the power is not exact. */
function inexactOne(negative: boolean, ctx: Ctx): Dec {
  ctx.status |= INEXACT | ROUNDED;
  return Dec.finite(negative, pow10(ctx.prec - 1), 1 - ctx.prec);
}

/** The result where the exponents alone say that it over- or underflows. */
function outOfRange(base: Dec, b: Dec, size: number, negative: boolean, ctx: Ctx): Dec | undefined {
  // |log10(base)| is at least this
  const log = base.adjusted >= 1 || base.adjusted <= -2
    ? Math.max(1, Math.abs(base.adjusted + (base.adjusted < 0 ? 1 : 0)))
    : 10 ** (lnMagnitude(base) - 1);
  const room = Math.max(ctx.emax, -ctx.etiny) + 2 * ctx.prec;
  if (Math.log10(log) + b.adjusted <= Math.log10(room) + 1) return undefined;
  return size > 0 !== b.negative
    ? finalize(Dec.finite(negative, 1n, ctx.emax + 2), ctx)
    : finalize(Dec.finite(negative, 1n, ctx.etiny - 2), ctx);
}

function integerPower(base: Dec, b: Dec, negative: boolean, ctx: Ctx): Dec {
  const n = b.exp >= 0 ? b.coef * pow10(b.exp) : b.coef / pow10(-b.exp);
  // as libmpdec does it: a chain of rounded multiplications with room for their errors
  const work = ctx.work(ctx.prec + b.digits + Math.max(b.exp, 0) + 2);
  let start = base;
  if (b.negative) {
    work.prec++;
    start = divide(ONE, base, work);
  }
  let r = start;
  const bits = n.toString(2);
  for (let i = 1; i < bits.length; i++) {
    r = multiply(r, r, work);
    if (bits[i] === "1") r = multiply(r, start, work);
    if (r.isInfinite || r.isZero) break;
  }
  if (work.status & INEXACT) {
    ctx.status |= INEXACT | ROUNDED;
  }
  return finalize(r.withSign(negative), ctx);
}

function realPower(base: Dec, b: Dec, ctx: Ctx): Dec {
  const r = halfEven(ctx, () => {
    const work = ctx.work(ctx.prec);
    for (let extra = 8;; extra *= 2) {
      const digits = ctx.prec + extra;
      const size = Math.max(0, b.adjusted) + 25;
      const magnitude = lnMagnitude(base);
      const bits = Math.ceil((digits + size + Math.max(0, -magnitude)) * BITS_PER_DIGIT) + 32;
      const log = lnBits(base, bits);
      // b * ln(base), exactly but for the error of the logarithm
      let x = log * b.coef;
      x = b.exp >= 0 ? x * pow10(b.exp) : x / pow10(-b.exp);
      if (b.negative) x = -x;
      const l10 = ln10(bits);
      let k = x / l10, rest = x - k * l10;
      if (rest < 0n) {
        rest += l10;
        k--;
      }
      const e = expFixed(rest >> 1n, bits);
      const coef = (e * e >> BigInt(bits)) * pow10(digits) >> BigInt(bits);
      const value = { coef, exp: Number(k) - digits, error: 20n };
      const settled = settle(false, value, work);
      if (settled !== undefined || extra > 40) {
        // an exact power looks as if it could not be settled: it is what is nearest
        return settled ??
          finalize(Dec.finite(false, coef + 5n * pow10(3), value.exp), ctx.work(ctx.prec + 6));
      }
    }
  });
  const full = r.digits < ctx.prec && r.isFinite
    ? Dec.finite(false, r.coef * pow10(ctx.prec - r.digits), r.exp - (ctx.prec - r.digits))
    : r;
  ctx.status |= INEXACT | ROUNDED;
  const v = finalize(full, ctx);
  // it counts as inexact even where it is not
  if (v.isFinite && v.coef !== 0n && v.adjusted < ctx.emin) ctx.status |= UNDERFLOW;
  return v;
}

/** a**b modulo c, for integers */
export function powerModulo(a: Dec, b: Dec, c: Dec, ctx: Ctx): Dec {
  if (a.isNaN || b.isNaN || c.isNaN) {
    return nanResult(a, b, ctx) !== undefined && c.kind !== "snan"
      ? nanResult(a, b, ctx)!
      : nanResult(c, undefined, ctx)!;
  }
  if (!a.isInteger || !b.isInteger || !c.isInteger || b.negative && !b.isZero || c.isZero) {
    ctx.status |= INVALID_OPERATION;
    return NAN;
  }
  if (c.adjusted >= ctx.prec) return ctx.invalid();
  if (a.isZero && b.isZero) return ctx.invalid();
  const negative = a.negative && isOdd(b);
  const modulus = toIntegral(c, "ROUND_DOWN", false, ctx);
  const m = modulus.coef * pow10(Math.max(modulus.exp, 0));
  const whole = (v: Dec): bigint => v.exp >= 0 ? v.coef : v.coef / pow10(-v.exp);
  // 10**exp modulo m where a has a large exponent
  let base = whole(a) % m;
  if (a.exp > 0) base = base * modularPower(10n, BigInt(a.exp), m) % m;
  let r = modularPower(base, whole(b), m);
  if (b.exp > 0) { for (let i = 0; i < b.exp; i++) r = modularPower(r, 10n, m); }
  return finalize(Dec.finite(negative && r !== 0n || negative, r, 0), ctx);
}

function modularPower(base: bigint, exponent: bigint, m: bigint): bigint {
  let r = 1n % m, x = base % m;
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) r = r * x % m;
    x = x * x % m;
  }
  return r;
}
