// The figures of a bench: what is derived from the times of single iterations.

/** The times of one process, in seconds, in order, and its peak memory in KB. */
export interface Sample {
  readonly times: readonly number[];
  readonly memory: number;
}

/** What several processes say about a program on an engine; milliseconds and megabytes. */
export interface Figures {
  readonly first: number;
  readonly warmup: number;
  readonly steady: number;
  /** Half the distance of the quartiles of all steady iterations, as a share of the median. */
  readonly spread: number;
  readonly memory: number;
}

/** The quantile `q` of some numbers, interpolated. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at), high = Math.ceil(at);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

/** The geometric mean of positive numbers. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);
}

/** The second half of the iterations is taken to be steady. */
function steadyTimes(s: Sample): readonly number[] {
  return s.times.slice(Math.floor(s.times.length / 2));
}

/** The time until an iteration first takes at most a tenth more than the steady median. */
function warmupOf(s: Sample): number {
  const limit = quantile(steadyTimes(s), 0.5) * 1.1;
  let spent = 0;
  for (const t of s.times) {
    if (t <= limit) break;
    spent += t;
  }
  return spent;
}

/** The figures of some processes. */
export function summarize(samples: readonly Sample[]): Figures {
  const steady = samples.flatMap(steadyTimes);
  const median = quantile(steady, 0.5);
  const middle = (values: readonly number[]): number => quantile(values, 0.5);
  return {
    first: middle(samples.map((s) => s.times[0])) * 1000,
    warmup: middle(samples.map(warmupOf)) * 1000,
    steady: median * 1000,
    spread: (quantile(steady, 0.75) - quantile(steady, 0.25)) / 2 / median,
    memory: middle(samples.map((s) => s.memory)) / 1024,
  };
}
