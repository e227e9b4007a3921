// Decimal numbers as the General Decimal Arithmetic specification has them: (-1)**negative * coef * 10**exp, or a special
// value. They know nothing of Python; Python's Decimal holds one of them.

/** What kind of number it is. */
export type Kind = "finite" | "infinite" | "nan" | "snan";

const SMALL_POWERS: bigint[] = [1n];
/** More digits than V8's ints can have. */
const MOST_DIGITS = 320_000_000;

/** 10**n for n >= 0. */
export function pow10(n: number): bigint {
  if (n < SMALL_POWERS.length) return SMALL_POWERS[n];
  if (n > MOST_DIGITS) throw new RangeError("Maximum BigInt size exceeded");
  if (n > 1000) return 10n ** BigInt(n);
  for (let i = SMALL_POWERS.length; i <= n; i++) SMALL_POWERS.push(SMALL_POWERS[i - 1] * 10n);
  return SMALL_POWERS[n];
}

/** The number of decimal digits; 1 for 0. */
export function digitCount(coef: bigint): number {
  if (coef < 9007199254740992n) {
    const small = Number(coef);
    let n = 1;
    for (let p = 10; small >= p; p *= 10) n++;
    return n;
  }
  const v = Number(coef);
  if (v < 1e300) {
    // right but for one: the double is off by less than a part in 2**53
    const n = Math.floor(Math.log10(v));
    if (coef < pow10(n)) return n;
    return coef >= pow10(n + 1) ? n + 2 : n + 1;
  }
  // bits give the count but for one
  const hex = coef.toString(16);
  const bits = hex.length * 4 - Math.clz32(parseInt(hex[0], 16)) + 28;
  const n = Math.floor((bits - 1) * 0.3010299956639812) + 1;
  return coef >= pow10(n) ? n + 1 : n;
}

/** A decimal number; never changed. */
export class Dec {
  readonly kind: Kind;
  readonly negative: boolean;
  /** The coefficient, or the payload of a NaN. */
  readonly coef: bigint;
  readonly exp: number;
  private count: number;

  constructor(kind: Kind, negative: boolean, coef: bigint, exp: number) {
    this.kind = kind;
    this.negative = negative;
    this.coef = coef;
    this.exp = exp;
    this.count = -1;
  }

  static finite(negative: boolean, coef: bigint, exp: number): Dec {
    return new Dec("finite", negative, coef, exp);
  }

  static fromInt(v: number | bigint): Dec {
    const n = BigInt(v);
    return new Dec("finite", n < 0n, n < 0n ? -n : n, 0);
  }

  static infinity(negative: boolean): Dec {
    return new Dec("infinite", negative, 0n, 0);
  }

  get isFinite(): boolean {
    return this.kind === "finite";
  }
  get isInfinite(): boolean {
    return this.kind === "infinite";
  }
  get isNaN(): boolean {
    return this.kind === "nan" || this.kind === "snan";
  }
  get isSpecial(): boolean {
    return this.kind !== "finite";
  }
  /** A finite zero. */
  get isZero(): boolean {
    return this.coef === 0n && this.kind === "finite";
  }
  get digits(): number {
    if (this.count < 0) this.count = digitCount(this.coef);
    return this.count;
  }
  /** The exponent of the first digit. */
  get adjusted(): number {
    return this.exp + this.digits - 1;
  }
  /** A finite integer. */
  get isInteger(): boolean {
    if (this.kind !== "finite") return false;
    if (this.exp >= 0 || this.coef === 0n) return true;
    return -this.exp < this.digits && this.coef % pow10(-this.exp) === 0n;
  }

  withSign(negative: boolean): Dec {
    return negative === this.negative ? this : new Dec(this.kind, negative, this.coef, this.exp);
  }
}

export const NAN: Dec = new Dec("nan", false, 0n, 0);
export const ZERO: Dec = Dec.finite(false, 0n, 0);
export const ONE: Dec = Dec.finite(false, 1n, 0);

/** The largest integer whose square is at most n. */
export function integerSquareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  const bits = n.toString(2).length;
  let x = 1n << BigInt((bits + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}
