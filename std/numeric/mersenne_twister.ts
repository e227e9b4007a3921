// MT19937, the generator behind `random`: the same numbers as everywhere else for the same seed.

const N = 624, M = 397;
const UPPER = 0x80000000, LOWER = 0x7fffffff, MATRIX = 0x9908b0df;

/** The generator: 624 words and the index of the next one. */
export class MersenneTwister {
  readonly state: Uint32Array;
  index: number;
  constructor() {
    this.state = new Uint32Array(N);
    this.index = N + 1;
  }

  private seedNumber(seed: number): void {
    const { state } = this;
    state[0] = seed;
    for (let i = 1; i < N; i++) {
      const previous = state[i - 1];
      state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
    this.index = N;
  }

  /** Seeds from an array of 32-bit words. */
  seed(key: Uint32Array): void {
    const { state } = this;
    this.seedNumber(19650218);
    let i = 1, j = 0;
    for (let k = Math.max(N, key.length); k > 0; k--) {
      const previous = state[i - 1];
      state[i] = (state[i] ^ Math.imul(previous ^ (previous >>> 30), 1664525)) + key[j] + j;
      if (++i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      const previous = state[i - 1];
      state[i] = (state[i] ^ Math.imul(previous ^ (previous >>> 30), 1566083941)) - i;
      if (++i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
    }
    state[0] = UPPER;
  }

  private refill(): void {
    const { state } = this;
    let k = 0;
    for (; k < N - M; k++) {
      const y = (state[k] & UPPER) | (state[k + 1] & LOWER);
      state[k] = state[k + M] ^ (y >>> 1) ^ (y & 1 ? MATRIX : 0);
    }
    for (; k < N - 1; k++) {
      const y = (state[k] & UPPER) | (state[k + 1] & LOWER);
      state[k] = state[k + M - N] ^ (y >>> 1) ^ (y & 1 ? MATRIX : 0);
    }
    const y = (state[N - 1] & UPPER) | (state[0] & LOWER);
    state[N - 1] = state[M - 1] ^ (y >>> 1) ^ (y & 1 ? MATRIX : 0);
    this.index = 0;
  }

  /** The next 32 bits. */
  next(): number {
    if (this.index >= N) this.refill();
    let y = this.state[this.index++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** A double of 53 random bits in [0, 1). */
  double(): number {
    const a = this.next() >>> 5, b = this.next() >>> 6;
    return (a * 67108864 + b) * (1 / 9007199254740992);
  }
}
