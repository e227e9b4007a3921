// Factorials, permutations and combinations. Products are taken by halves, so that the factors of each
// multiplication are about equally long.

import { canonical, type Int } from "../../vm/objects/core/int_core.ts";

/** The product of the integers from `low` to `high` - 1, both within doubles. */
function rangeProduct(low: number, high: number): bigint {
  const n = high - low;
  if (n <= 16) {
    let product = 1n, small = 1;
    for (let i = low; i < high; i++) {
      const next = small * i;
      if (next > Number.MAX_SAFE_INTEGER) {
        product *= BigInt(small);
        small = i;
      } else {
        small = next;
      }
    }
    return product * BigInt(small);
  }
  const middle = low + (n >> 1);
  return rangeProduct(low, middle) * rangeProduct(middle, high);
}

function rangeProductBig(low: bigint, n: number): bigint {
  if (n <= 8) {
    let product = 1n;
    for (let i = 0; i < n; i++) product *= low + BigInt(i);
    return product;
  }
  const half = n >> 1;
  return rangeProductBig(low, half) * rangeProductBig(low + BigInt(half), n - half);
}

/** The product of the odd numbers from `low` (odd) to below `high`. */
function oddProduct(low: number, high: number): bigint {
  const n = high - low + 1 >> 1;
  if (n <= 16) {
    let product = 1n, small = 1;
    for (let i = low; i < high; i += 2) {
      const next = small * i;
      if (next > Number.MAX_SAFE_INTEGER) {
        product *= BigInt(small);
        small = i;
      } else {
        small = next;
      }
    }
    return product * BigInt(small);
  }
  const split = low + 2 * (n >> 1);
  return oddProduct(low, split) * oddProduct(split, high);
}

const SMALL: number[] = [1];
for (let n = 1; n <= 18; n++) SMALL.push(SMALL[n - 1] * n);

/** n!, n >= 0: the odd parts by halving n again and again, the twos as one shift. */
export function factorial(n: number): Int {
  if (n <= 18) return SMALL[n];
  let inner = 1n, outer = 1n, twos = 0;
  let upper = 3;
  for (let k = 31 - Math.clz32(n); k >= 0; k--) {
    const v = Math.floor(n / 2 ** k);
    if (v <= 2) continue;
    const lower = upper;
    upper = (v + 1) | 1;
    inner *= oddProduct(lower, upper);
    outer *= inner;
  }
  for (let m = Math.floor(n / 2); m > 0; m = Math.floor(m / 2)) twos += m;
  return canonical(outer << BigInt(twos));
}

/** n! / (n-k)! for 0 <= k <= n. */
export function permutations(n: Int, k: number): Int {
  if (typeof n === "number" && n <= Number.MAX_SAFE_INTEGER) {
    let product = 1;
    for (let i = 0; i < k; i++) {
      product *= n - i;
      if (product > Number.MAX_SAFE_INTEGER) return canonical(rangeProduct(n - k + 1, n + 1));
    }
    return product;
  }
  return canonical(rangeProductBig(BigInt(n) - BigInt(k) + 1n, k));
}

/** Combinations of `k` out of `n`, 0 <= k <= n/2. */
export function combinations(n: Int, k: number): Int {
  if (typeof n === "number") {
    let r = 1, i = 0;
    for (; i < k; i++) {
      const next = r * (n - i);
      if (next > Number.MAX_SAFE_INTEGER) break;
      // the product of i+1 consecutive integers: divisible
      r = next / (i + 1);
    }
    if (i === k) return r;
  }
  return canonical(combinationsBig(BigInt(n), k));
}

/** C(n, k) = C(n, j) * C(n-j, k-j) / C(k, j) with j = k/2. */
function combinationsBig(n: bigint, k: number): bigint {
  if (k <= 12) {
    let numerator = 1n, denominator = 1;
    for (let i = 0; i < k; i++) {
      numerator *= n - BigInt(i);
      denominator *= i + 1;
    }
    return numerator / BigInt(denominator);
  }
  const j = k >> 1;
  const kj = combinations(k, Math.min(j, k - j));
  return combinationsBig(n, j) * combinationsBig(n - BigInt(j), k - j) / BigInt(kj);
}
