// A generator of numbers, so that a seed is a program for ever.

/** A linear congruential generator. */
export class Random {
  private state: number;
  constructor(seed: number) {
    this.state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0;
    for (let i = 0; i < 3; i++) this.next();
  }
  /** A number from 0 up to 1. */
  next(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 4294967296;
  }
  /** An integer from 0 to n - 1. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  /** True once in n times. */
  once(n: number): boolean {
    return this.below(n) === 0;
  }
  /** One of the items. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
}
