// The combinatoric iterators of itertools: each keeps a pool and indices into it.

import { PyIterator } from "../../vm/objects/iteration.ts";
import type { Value } from "../../vm/objects/object.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";

/** itertools.product */
export class Product extends PyIterator {
  pools: Value[][] = [];
  indices: number[] | undefined = undefined;
  stopped = false;
  override step(): Value | undefined {
    if (this.stopped) return undefined;
    const { pools } = this;
    if (this.indices === undefined) {
      if (pools.some((p) => p.length === 0)) {
        this.stopped = true;
        return undefined;
      }
      this.indices = pools.map(() => 0);
    } else {
      const { indices } = this;
      let i = pools.length - 1;
      for (; i >= 0; i--) {
        if (++indices[i] < pools[i].length) break;
        indices[i] = 0;
      }
      if (i < 0) {
        this.stopped = true;
        return undefined;
      }
    }
    const row: Value[] = [];
    for (let i = 0; i < pools.length; i++) row.push(pools[i][this.indices[i]]);
    return new PyTuple(row);
  }
}

/** What combinations and permutations share: a pool, and indices into it. */
export abstract class Choosing extends PyIterator {
  pool: Value[] = [];
  r = 0;
  indices: number[] | undefined = undefined;
  stopped = false;
  /** Sets the first choice; false where there is none. */
  protected abstract first(): boolean;
  /** Moves to the next choice; false at the end. */
  protected abstract advance(indices: number[]): boolean;
  override step(): Value | undefined {
    if (this.stopped) return undefined;
    if (!(this.indices === undefined ? this.first() : this.advance(this.indices))) {
      this.stopped = true;
      return undefined;
    }
    const row: Value[] = [];
    for (let i = 0; i < this.r; i++) row.push(this.pool[this.indices![i]]);
    return new PyTuple(row);
  }
}

export class Combinations extends Choosing {
  protected override first(): boolean {
    if (this.r > this.pool.length) return false;
    this.indices = Array.from({ length: this.r }, (_, i) => i);
    return true;
  }
  protected override advance(indices: number[]): boolean {
    const n = this.pool.length, { r } = this;
    let i = r - 1;
    while (i >= 0 && indices[i] === i + n - r) i--;
    if (i < 0) return false;
    indices[i]++;
    for (let j = i + 1; j < r; j++) indices[j] = indices[j - 1] + 1;
    return true;
  }
}

export class CombinationsWithReplacement extends Choosing {
  protected override first(): boolean {
    if (this.pool.length === 0 && this.r > 0) return false;
    this.indices = new Array<number>(this.r).fill(0);
    return true;
  }
  protected override advance(indices: number[]): boolean {
    const last = this.pool.length - 1;
    let i = this.r - 1;
    while (i >= 0 && indices[i] === last) i--;
    if (i < 0) return false;
    const index = indices[i] + 1;
    for (; i < this.r; i++) indices[i] = index;
    return true;
  }
}

export class Permutations extends Choosing {
  cycles: number[] = [];
  protected override first(): boolean {
    const n = this.pool.length;
    if (this.r > n) return false;
    this.indices = Array.from({ length: n }, (_, i) => i);
    this.cycles = Array.from({ length: this.r }, (_, i) => n - i);
    return true;
  }
  protected override advance(indices: number[]): boolean {
    const n = this.pool.length, { cycles } = this;
    for (let i = this.r - 1; i >= 0; i--) {
      if (--cycles[i] === 0) {
        const index = indices[i];
        indices.splice(i, 1);
        indices.push(index);
        cycles[i] = n - i;
      } else {
        const j = n - cycles[i];
        const t = indices[i];
        indices[i] = indices[j];
        indices[j] = t;
        return true;
      }
    }
    return false;
  }
}
