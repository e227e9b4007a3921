// The figures of a bench: what is derived from the times of single iterations.
//
// The time of an iteration is the processor time of the whole process, threads for compilation and garbage collection
// included. README.md says why.

/** One process: seconds of processor time and of wall time of each iteration, in order, and its peak memory in KB. */
export interface Sample {
  readonly cpu: readonly number[];
  readonly wall: readonly number[];
  readonly memory: number;
}

/** What several processes say about a program on an engine; milliseconds and megabytes. */
export interface Figures {
  readonly first: number;
  /** Processor time until the steady state begins. */
  readonly warmup: number;
  /** The least of the processes' steady medians. */
  readonly steady: number;
  /** How far the slowest process's steady median lies above the fastest's, as a share. */
  readonly spread: number;
  /** The same as `steady`, by the clock on the wall. */
  readonly wall: number;
  readonly memory: number;
  /** False where a process was still changing when it was stopped. */
  readonly settled: boolean;
}

/** The quantile `q` of some numbers, interpolated. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at), high = Math.ceil(at);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

/** The median of some numbers. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The geometric mean of positive numbers. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);
}

const RUN = 5;
const TOLERANCE = 0.06;

/**
 * Where the steady state begins: the first iteration from which on every running median of five is within 6% of the median
 * of all that follows. A lone slow iteration (a collection, a neighbour on the machine) moves no running median; a change
 * of level does. Undefined where no such place leaves ten iterations and a quarter of them.
 */
export function steadyStart(times: readonly number[]): number | undefined {
  const running: number[] = [];
  for (let i = 0; i + RUN <= times.length; i++) running.push(median(times.slice(i, i + RUN)));
  const last = times.length - Math.max(10, times.length / 4);
  // a program of thousands of short iterations is looked at in steps
  const step = Math.max(1, Math.floor(times.length / 200));
  for (let k = 0; k <= last; k += step) {
    const level = median(times.slice(k));
    let steady = true;
    for (let i = k; i < running.length && steady; i++) {
      steady = Math.abs(running[i] - level) <= TOLERANCE * level;
    }
    if (steady) return k;
  }
  return undefined;
}

/** The figures of some processes. */
export function summarize(samples: readonly Sample[]): Figures {
  const starts = samples.map((s) => steadyStart(s.cpu));
  const from = samples.map((s, i) => starts[i] ?? Math.floor(s.cpu.length * 2 / 3));
  const medians = samples.map((s, i) => median(s.cpu.slice(from[i])));
  const walls = samples.map((s, i) => median(s.wall.slice(from[i])));
  const spent = samples.map((s, i) => s.cpu.slice(0, from[i]).reduce((sum, t) => sum + t, 0));
  const steady = Math.min(...medians);
  return {
    first: Math.min(...samples.map((s) => s.cpu[0])) * 1000,
    warmup: median(spent) * 1000,
    steady: steady * 1000,
    spread: Math.max(...medians) / steady - 1,
    wall: Math.min(...walls) * 1000,
    memory: median(samples.map((s) => s.memory)) / 1024,
    settled: starts.every((s) => s !== undefined),
  };
}
