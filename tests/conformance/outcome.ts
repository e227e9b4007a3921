// What a file of CPython's tests did, and how much of the yardstick it is.

/** What one test did. */
export interface Outcome {
  readonly test: string;
  readonly status: "passed" | "failed" | "error" | "skipped";
  readonly text: string;
}

/** What one file did. */
export interface FileReport {
  readonly name: string;
  /** Tests that pass on CPython 3.13, without those that are left out. */
  expected: number;
  /** Tests that CPython passes and that are left out here, as `exclusions.json` says. */
  excluded: number;
  outcomes: Outcome[];
  /** Why the file did not run to its end. */
  trouble: string;
  /** The module that the file is about or needs is not there. */
  missing: boolean;
  seconds: number;
}

/** How many tests of a file did so. */
export function count(r: FileReport, status: Outcome["status"]): number {
  return r.outcomes.filter((o) => o.status === status).length;
}

/** The tests of a file that do not pass, in order. */
export function failing(r: FileReport): string[] {
  return r.outcomes.filter((o) => o.status === "failed" || o.status === "error")
    .map((o) => o.test).sort();
}

/** The failures' texts with what varies taken out, most frequent first. */
export function causes(reports: readonly FileReport[]): string {
  const groups = new Map<string, string[]>();
  const add = (key: string, line: string): void => {
    groups.set(key, [...(groups.get(key) ?? []), line]);
  };
  for (const r of reports) {
    if (r.trouble !== "") add(r.trouble.replace(/ in test\.\S+/, ""), `${r.name}  ${r.trouble}`);
    for (const o of r.outcomes) {
      if (o.status !== "failed" && o.status !== "error") continue;
      add(
        o.text.replace(/\[[^\]]*\]$/, "").replace(/0x[0-9a-f]+|\d+/g, "N").slice(0, 160),
        `${o.test}  ${o.text}`,
      );
    }
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length)
    .map(([key, tests]) =>
      `## ${tests.length} × ${key}\n${tests.map((t) => `    ${t}\n`).join("")}`
    )
    .join("\n");
}

function total(reports: readonly FileReport[], what: string): string {
  let passed = 0, expected = 0;
  for (const r of reports) {
    passed += Math.min(count(r, "passed"), r.expected);
    expected += r.expected;
  }
  const share = (100 * passed / Math.max(expected, 1)).toFixed(1);
  return `${reports.length} files ${what}: ${passed} of ${expected} tests that CPython passes (${share}%)\n`;
}

/** The files as a Markdown table, worst first, and the totals. */
export function summary(reports: readonly FileReport[]): string {
  const rows = reports.map((r) => ({ r, share: count(r, "passed") / Math.max(r.expected, 1) }))
    .sort((a, b) => a.share - b.share);
  let text =
    "| file | CPython passes | passed | failed | errors | skipped | share | seconds | |\n|---|--:|--:|--:|--:|--:|--:|--:|---|\n";
  let excluded = 0, expected = 0, passed = 0;
  for (const { r, share } of rows) {
    excluded += r.excluded;
    expected += r.expected;
    passed += Math.min(count(r, "passed"), r.expected);
    text += `| ${r.name} | ${r.expected} | ${count(r, "passed")} | ${count(r, "failed")} | ${
      count(r, "error")
    } | ${count(r, "skipped")} | ${(100 * Math.min(share, 1)).toFixed(1)}% | ${
      r.seconds.toFixed(1)
    } | ${r.trouble.replaceAll("|", "/").slice(0, 120)} |\n`;
  }
  const there = reports.filter((r) => !r.missing);
  const all = Math.max(expected + excluded, 1);
  return `${text}\n${total(there, "whose modules exist")}${total(reports, "in all")}` +
    `${excluded} tests are left out (${
      (100 * excluded / all).toFixed(1)
    }%); counted as not passed they make it ${(100 * passed / all).toFixed(1)}%\n`;
}
