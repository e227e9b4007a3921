// What is kept between runs: score.json has, for each file, how many tests pass and which of those that ran do not.

import { count, failing, type FileReport } from "./outcome.ts";

/** What is kept of a file. */
export interface Score {
  readonly passed: number;
  readonly failing: readonly string[];
  /** Why the file did not run to its end; then `failing` does not say all. */
  readonly trouble?: string;
}

/** All that is kept. */
export type Scores = Record<string, Score>;

/** What passed before and does not now, a line for each. */
export function lost(r: FileReport, before: Score | undefined): string[] {
  if (before === undefined) return [];
  const passed = count(r, "passed");
  const lines: string[] = [];
  if (before.trouble === undefined) {
    const known = new Set(before.failing);
    for (const t of failing(r)) if (!known.has(t)) lines.push(t);
  }
  if (passed < before.passed && lines.length === 0) {
    lines.push(`${r.name}: ${passed} pass, ${before.passed} did; ${r.trouble}`);
  }
  return lines;
}

/** Notes what was gained. */
export function gain(scores: Scores, r: FileReport): void {
  const before = scores[r.name], passed = count(r, "passed");
  if (before !== undefined && passed < before.passed) return;
  scores[r.name] = {
    passed,
    failing: failing(r),
    ...(r.trouble === "" ? {} : { trouble: r.trouble.slice(0, 120) }),
  };
}
