// Sums of doubles that lose nothing on the way: fsum, the length of a vector, and the dot product.

import { exponentOf, scale } from "./float_parts.ts";

/** What a sum of doubles can end in, besides a double. */
export type SumError = "overflow" | "infinities";

/**
 * A running sum that is exact: Shewchuk's partial sums, which do not overlap and grow in magnitude. Infinities and NaN
 * are kept apart, as IEEE 754 adds them.
 */
export class ExactSum {
  readonly partials: number[];
  special: number;
  infinities: number;
  overflow: boolean;
  constructor() {
    this.partials = [];
    this.special = 0;
    this.infinities = 0;
    this.overflow = false;
  }

  add(value: number): void {
    const { partials } = this;
    let x = value, kept = 0;
    for (let i = 0; i < partials.length; i++) {
      let y = partials[i];
      if (Math.abs(x) < Math.abs(y)) {
        const t = x;
        x = y;
        y = t;
      }
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    if (x === 0) return;
    if (x - x === 0) {
      partials.push(x);
    } else if (value - value === 0) {
      this.overflow = true;
    } else {
      if (value === Infinity || value === -Infinity) this.infinities += value;
      this.special += value;
      partials.length = 0;
    }
  }

  /** The sum, rounded once. */
  result(): number | SumError {
    if (this.overflow) return "overflow";
    if (this.special !== 0) {
      return this.infinities !== this.infinities ? "infinities" : this.special;
    }
    const p = this.partials;
    let n = p.length;
    if (n === 0) return 0;
    let high = p[--n], low = 0;
    while (n > 0) {
      const x = high, y = p[--n];
      high = x + y;
      low = y - (high - x);
      if (low !== 0) break;
    }
    // half-way cases are decided by what comes after
    if (n > 0 && (low < 0 && p[n - 1] < 0 || low > 0 && p[n - 1] > 0)) {
      const y = low * 2, x = high + y;
      if (y === x - high) high = x;
    }
    return high;
  }
}

const SPLITTER = 134217729;

/** The error of the product x*y: exact as long as nothing over- or underflows (Dekker). */
export function productError(x: number, y: number, product: number): number {
  const s = SPLITTER * x, xh = s - (s - x), xl = x - xh;
  const t = SPLITTER * y, yh = t - (t - y), yl = y - yh;
  return ((xh * yh - product) + xh * yl + xl * yh) + xl * yl;
}

/** The length of a vector, with one correction of the root by what is left of the exact sum of squares. */
export function vectorLength(v: number[]): number {
  let max = 0, nan = false;
  for (let i = 0; i < v.length; i++) {
    const a = Math.abs(v[i]);
    v[i] = a;
    if (a > max) max = a;
    else if (a !== a) nan = true;
  }
  if (max === Infinity) return Infinity;
  if (nan) return NaN;
  if (max === 0 || v.length === 1) return max;
  const e = exponentOf(max);
  // below the normal numbers there is nothing to scale by: a larger unit first
  if (e < -1021) return vectorLength(v.map((x) => x * 2 ** 60)) * 2 ** -60;
  let sum = 1, errors = 0, squareErrors = 0;
  for (let i = 0; i < v.length; i++) {
    const x = scale(v[i], -e);
    const square = x * x;
    squareErrors += productError(x, x, square);
    const next = sum + square;
    errors += square - (next - sum);
    sum = next;
  }
  let h = Math.sqrt(sum - 1 + (errors + squareErrors));
  // h*h is taken out of the same sum; what remains corrects the root
  const square = -h * h;
  squareErrors += productError(-h, h, square);
  const next = sum + square;
  errors += square - (next - sum);
  h += (next - 1 + (errors + squareErrors)) / (2 * h);
  return scale(h, e);
}

/** A sum of products in triple length (Ogita, Rump and Oishi). */
export class DotProduct {
  high: number;
  low: number;
  tiny: number;
  used: boolean;
  constructor() {
    this.used = false;
    this.high = 0;
    this.low = 0;
    this.tiny = 0;
  }

  /** Adds x*y; changes nothing and says false where the sum would not be finite. */
  add(x: number, y: number): boolean {
    const product = x * y;
    const s = this.high + product;
    if (s - s !== 0) return false;
    const error = productError(x, y, product);
    const z = s - this.high;
    const e1 = (this.high - (s - z)) + (product - z);
    const l = this.low + error;
    const w = l - this.low;
    const e2 = (this.low - (l - w)) + (error - w);
    const m = l + e1;
    const u = m - l;
    const e3 = (l - (m - u)) + (e1 - u);
    this.high = s;
    this.low = m;
    this.tiny += e2 + e3;
    this.used = true;
    return true;
  }

  result(): number {
    const s = this.high + this.low;
    const z = s - this.high;
    const e = (this.high - (s - z)) + (this.low - z);
    // three parts, the two small ones first
    return s + (this.tiny + e);
  }
}
