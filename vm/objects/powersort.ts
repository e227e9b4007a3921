// Sorting by comparison: Munro and Wild's powersort over natural runs, with Tim Peters's binary insertion for short runs
// and galloping in merges, as CPython's listsort.txt describes them. It makes the comparisons that CPython makes, so that
// even an inconsistent `<` (NaN among floats) gives CPython's order.
//
// It sorts `keys`, and moves `values` along with them where there are any. At every moment at which `less` may throw,
// the arrays hold a permutation of what they held, or `finally` makes them do so.

import type { Value } from "./object.ts";

/** The strict order of two keys; it may run Python and throw. */
export type Less<K> = (a: K, b: K) => boolean;

/** A run that is sorted and waits to be merged. */
interface Run {
  base: number;
  length: number;
  /** The power of the boundary to the next run. */
  power: number;
}

/** Sorts `keys`, and `values` along with them. */
export type Sort<K> = (keys: K[], values: Value[] | undefined) => void;

/**
 * A sort by one order. It has a copy of the sorter of its own, made when it is first needed, because V8 keeps what it
 * knows about types with a text: in one that sorts everything each comparison is a call that cannot be inlined, and each
 * access asks what kind of array it is. `name` makes the text one of a kind. Who sorts a few short lists only is
 * spared the copy.
 */
export function sortBy<K>(name: string, less: Less<K>): Sort<K> {
  let own: typeof Sorter | undefined;
  let sorted = 0;
  return (keys, values) => {
    if (keys.length < 2) return;
    if (own === undefined && (sorted += keys.length) < FEW) {
      new Sorter(keys, values, less).sort();
      return;
    }
    own ??= new Function(`return ${Sorter.toString()} // ${name}`)() as typeof Sorter;
    new own(keys, values, less).sort();
  };
}

/** So many keys are sorted before an order gets a sorter of its own. */
const FEW = 500;

/** Its text stands alone: it names nothing else of this file, whose names a bundler may change. */
class Sorter<K, V> {
  private readonly keys: K[];
  private readonly values: V[] | undefined;
  private readonly less: Less<K>;
  private readonly runs: Run[];
  /** How often one side has to win in a row before merging starts to gallop. */
  private readonly gallop: number;
  /** Shorter lists are sorted by binary insertion alone. */
  private readonly short: number;
  private minGallop: number;
  /** Where merges keep the shorter side. */
  private tmpKeys: K[];
  private tmpValues: V[];

  constructor(keys: K[], values: V[] | undefined, less: Less<K>) {
    this.keys = keys;
    this.values = values;
    this.less = less;
    this.runs = [];
    this.gallop = 7;
    this.short = 64;
    this.minGallop = this.gallop;
    this.tmpKeys = [];
    this.tmpValues = [];
  }

  sort(): void {
    const n = this.keys.length;
    const minimum = this.minimalRun(n);
    let base = 0, left = n;
    while (left > 0) {
      let length = this.countRun(base, left);
      if (length < minimum) {
        const forced = Math.min(left, minimum);
        this.binaryInsertion(base, base + forced, base + length);
        length = forced;
      }
      this.newRun(base, length, n);
      base += length;
      left -= length;
    }
    while (this.runs.length > 1) {
      const { runs } = this;
      let i = runs.length - 2;
      if (i > 0 && runs[i - 1].length < runs[i + 1].length) i--;
      this.mergeAt(i);
    }
  }

  private newRun(base: number, length: number, n: number): void {
    const { runs } = this;
    if (runs.length > 0) {
      const last = runs[runs.length - 1];
      const power = this.boundaryPower(last.base, last.length, length, n);
      while (runs.length > 1 && runs[runs.length - 2].power > power) this.mergeAt(runs.length - 2);
      runs[runs.length - 1].power = power;
    }
    runs.push({ base, length, power: 0 });
  }

  /** The length of the run that begins at `lo`; a descending one is turned round, equal keys keep their order. */
  private countRun(lo: number, left: number): number {
    const { keys, less } = this;
    let n = 1;
    while (n < left && !less(keys[lo + n], keys[lo + n - 1])) n++;
    if (n === left) return n;
    if (n > 1) {
      if (less(keys[lo], keys[lo + n - 1])) return n;
      // all equal so far: they may begin a descending run, and are turned round with it
      this.reverse(lo, lo + n);
    }
    n++;
    let equal = 0;
    for (; n < left; n++) {
      if (less(keys[lo + n], keys[lo + n - 1])) {
        if (equal > 0) {
          this.reverse(lo + n - equal - 1, lo + n);
          equal = 0;
        }
      } else if (less(keys[lo + n - 1], keys[lo + n])) {
        break;
      } else {
        equal++;
      }
    }
    if (equal > 0) this.reverse(lo + n - equal - 1, lo + n);
    this.reverse(lo, lo + n);
    while (n < left && !less(keys[lo + n], keys[lo + n - 1])) n++;
    return n;
  }

  private reverse(lo: number, hi: number): void {
    const { keys, values } = this;
    for (let i = lo, j = hi - 1; i < j; i++, j--) {
      const k = keys[i];
      keys[i] = keys[j];
      keys[j] = k;
      if (values !== undefined) {
        const v = values[i];
        values[i] = values[j];
        values[j] = v;
      }
    }
  }

  /** Sorts `lo` to `hi`, of which everything before `start` is sorted. */
  private binaryInsertion(lo: number, hi: number, start: number): void {
    const { keys, values, less } = this;
    for (let at = start === lo ? lo + 1 : start; at < hi; at++) {
      const pivot = keys[at];
      let left = lo, right = at;
      while (left < right) {
        const middle = (left + right) >>> 1;
        if (less(pivot, keys[middle])) right = middle;
        else left = middle + 1;
      }
      for (let i = at; i > left; i--) keys[i] = keys[i - 1];
      keys[left] = pivot;
      if (values !== undefined) {
        const v = values[at];
        for (let i = at; i > left; i--) values[i] = values[i - 1];
        values[left] = v;
      }
    }
  }

  /**
   * The place in the sorted `a[base]` … `a[base + n - 1]` before which `key` belongs, left of all equal keys;
   * the search begins at `hint` and doubles its steps.
   */
  private gallopLeft(key: K, a: K[], base: number, n: number, hint: number): number {
    const { less } = this;
    let last = 0, offset = 1;
    const at = base + hint;
    if (less(a[at], key)) {
      const most = n - hint;
      while (offset < most && less(a[at + offset], key)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > most) offset = most;
      last += hint;
      offset += hint;
    } else {
      const most = hint + 1;
      while (offset < most && !less(a[at - offset], key)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > most) offset = most;
      const k = last;
      last = hint - offset;
      offset = hint - k;
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >>> 1);
      if (less(a[base + middle], key)) last = middle + 1;
      else offset = middle;
    }
    return offset;
  }

  /** The same, right of all equal keys. */
  private gallopRight(key: K, a: K[], base: number, n: number, hint: number): number {
    const { less } = this;
    let last = 0, offset = 1;
    const at = base + hint;
    if (less(key, a[at])) {
      const most = hint + 1;
      while (offset < most && less(key, a[at - offset])) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > most) offset = most;
      const k = last;
      last = hint - offset;
      offset = hint - k;
    } else {
      const most = n - hint;
      while (offset < most && !less(key, a[at + offset])) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > most) offset = most;
      last += hint;
      offset += hint;
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >>> 1);
      if (less(key, a[base + middle])) offset = middle;
      else last = middle + 1;
    }
    return offset;
  }

  /** Merges the runs number `i` and `i + 1`. */
  private mergeAt(i: number): void {
    const { runs, keys } = this;
    let { base: a, length: na } = runs[i];
    const { base: b, length: length2 } = runs[i + 1];
    runs[i].length = na + length2;
    runs[i].power = runs[i + 1].power;
    runs.splice(i + 1, 1);
    // what is in place already at either end takes no part
    const k = this.gallopRight(keys[b], keys, a, na, 0);
    a += k;
    na -= k;
    if (na === 0) return;
    const nb = this.gallopLeft(keys[a + na - 1], keys, b, length2, length2 - 1);
    if (nb <= 0) return;
    if (na <= nb) this.mergeLow(a, na, b, nb);
    else this.mergeHigh(a, na, b, nb);
  }

  /** Keeps what a merge writes over. The arrays only grow: to empty one would give its memory back. */
  private save(from: number, n: number): void {
    const { tmpKeys, tmpValues, keys, values } = this;
    for (let i = tmpKeys.length; i < n; i++) tmpKeys.push(keys[from + i]);
    for (let i = 0; i < n; i++) tmpKeys[i] = keys[from + i];
    if (values !== undefined) {
      for (let i = tmpValues.length; i < n; i++) tmpValues.push(values[from + i]);
      for (let i = 0; i < n; i++) tmpValues[i] = values[from + i];
    }
  }

  /** Copies saved keys back. */
  private restore(from: number, to: number, n: number): void {
    const { tmpKeys, tmpValues, keys, values } = this;
    for (let i = 0; i < n; i++) keys[to + i] = tmpKeys[from + i];
    if (values !== undefined) { for (let i = 0; i < n; i++) values[to + i] = tmpValues[from + i]; }
  }

  /** Moves `n` items; the ranges may overlap. */
  private shift(from: number, to: number, n: number): void {
    const { keys, values } = this;
    const by = to < from ? 1 : -1;
    for (let i = by > 0 ? 0 : n - 1, left = n; left > 0; i += by, left--) {
      keys[to + i] = keys[from + i];
      if (values !== undefined) values[to + i] = values[from + i];
    }
  }

  /** Merges from the left; the left run, which is not the longer one, is saved. */
  private mergeLow(a: number, na: number, b: number, nb: number): void {
    const { keys, values, less } = this;
    this.save(a, na);
    const { tmpKeys, tmpValues } = this;
    let left = 0, dest = a;
    keys[dest] = keys[b];
    if (values !== undefined) values[dest] = values[b];
    dest++;
    b++;
    nb--;
    let minGallop = this.minGallop;
    try {
      if (nb === 0) return;
      if (na === 1) return;
      for (;;) {
        let aWins = 0, bWins = 0;
        for (;;) {
          if (less(keys[b], tmpKeys[left])) {
            keys[dest] = keys[b];
            if (values !== undefined) values[dest] = values[b];
            dest++;
            b++;
            nb--;
            bWins++;
            aWins = 0;
            if (nb === 0) return;
            if (bWins >= minGallop) break;
          } else {
            keys[dest] = tmpKeys[left];
            if (values !== undefined) values[dest] = tmpValues[left];
            dest++;
            left++;
            na--;
            aWins++;
            bWins = 0;
            if (na === 1) return;
            if (aWins >= minGallop) break;
          }
        }
        minGallop++;
        do {
          if (minGallop > 1) minGallop--;
          this.minGallop = minGallop;
          let k = this.gallopRight(keys[b], tmpKeys, left, na, 0);
          aWins = k;
          if (k > 0) {
            this.restore(left, dest, k);
            dest += k;
            left += k;
            na -= k;
            if (na === 1) return;
            // only an inconsistent order takes everything
            if (na === 0) return;
          }
          keys[dest] = keys[b];
          if (values !== undefined) values[dest] = values[b];
          dest++;
          b++;
          nb--;
          if (nb === 0) return;
          k = this.gallopLeft(tmpKeys[left], keys, b, nb, 0);
          bWins = k;
          if (k > 0) {
            this.shift(b, dest, k);
            dest += k;
            b += k;
            nb -= k;
            if (nb === 0) return;
          }
          keys[dest] = tmpKeys[left];
          if (values !== undefined) values[dest] = tmpValues[left];
          dest++;
          left++;
          na--;
          if (na === 1) return;
        } while (aWins >= this.gallop || bWins >= this.gallop);
        minGallop++;
        this.minGallop = minGallop;
      }
    } finally {
      if (na === 1 && nb > 0) {
        // the last key of the left run belongs at the very end, or an error came: either way it is a permutation
        this.shift(b, dest, nb);
        this.restore(left, dest + nb, 1);
      } else if (na > 0) {
        this.restore(left, dest, na);
      }
    }
  }

  /** Merges from the right; the right run, which is the shorter one, is saved. */
  private mergeHigh(a: number, na: number, b: number, nb: number): void {
    const { keys, values, less } = this;
    this.save(b, nb);
    const { tmpKeys, tmpValues } = this;
    let dest = b + nb - 1;
    let right = nb - 1;
    let last = a + na - 1;
    keys[dest] = keys[last];
    if (values !== undefined) values[dest] = values[last];
    dest--;
    last--;
    na--;
    let minGallop = this.minGallop;
    try {
      if (na === 0) return;
      if (nb === 1) return;
      for (;;) {
        let aWins = 0, bWins = 0;
        for (;;) {
          if (less(tmpKeys[right], keys[last])) {
            keys[dest] = keys[last];
            if (values !== undefined) values[dest] = values[last];
            dest--;
            last--;
            na--;
            aWins++;
            bWins = 0;
            if (na === 0) return;
            if (aWins >= minGallop) break;
          } else {
            keys[dest] = tmpKeys[right];
            if (values !== undefined) values[dest] = tmpValues[right];
            dest--;
            right--;
            nb--;
            bWins++;
            aWins = 0;
            if (nb === 1) return;
            if (bWins >= minGallop) break;
          }
        }
        minGallop++;
        do {
          if (minGallop > 1) minGallop--;
          this.minGallop = minGallop;
          let k = na - this.gallopRight(tmpKeys[right], keys, a, na, na - 1);
          aWins = k;
          if (k > 0) {
            dest -= k;
            last -= k;
            this.shift(last + 1, dest + 1, k);
            na -= k;
            if (na === 0) return;
          }
          keys[dest] = tmpKeys[right];
          if (values !== undefined) values[dest] = tmpValues[right];
          dest--;
          right--;
          nb--;
          if (nb === 1) return;
          k = nb - this.gallopLeft(keys[last], tmpKeys, 0, nb, nb - 1);
          bWins = k;
          if (k > 0) {
            dest -= k;
            right -= k;
            this.restore(right + 1, dest + 1, k);
            nb -= k;
            if (nb === 1) return;
            // only an inconsistent order takes everything
            if (nb === 0) return;
          }
          keys[dest] = keys[last];
          if (values !== undefined) values[dest] = values[last];
          dest--;
          last--;
          na--;
          if (na === 0) return;
        } while (aWins >= this.gallop || bWins >= this.gallop);
        minGallop++;
        this.minGallop = minGallop;
      }
    } finally {
      if (nb === 1 && na > 0) {
        // the first key of the right run belongs at the very beginning, or an error came: either way it is a permutation
        dest -= na;
        last -= na;
        this.shift(last + 1, dest + 1, na);
        this.restore(right, dest, 1);
      } else if (nb > 0) {
        this.restore(0, dest - (nb - 1), nb);
      }
    }
  }

  /** The least length of a run: n / minimum is a power of two or a little less. */
  private minimalRun(n: number): number {
    let rest = 0;
    while (n >= this.short) {
      rest |= n & 1;
      n >>>= 1;
    }
    return n + rest;
  }

  /** The depth in a perfectly balanced merge tree of the boundary between two runs that follow each other. */
  private boundaryPower(base: number, length1: number, length2: number, n: number): number {
    let power = 0;
    let a = 2 * base + length1;
    let b = a + length1 + length2;
    for (;;) {
      power++;
      if (a >= n) {
        a -= n;
        b -= n;
      } else if (b >= n) {
        return power;
      }
      a *= 2;
      b *= 2;
    }
  }
}
