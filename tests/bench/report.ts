// The results of a bench as Markdown.

import { type Figures, geometricMean } from "./statistics.ts";

/** What the engines did with one program. */
export interface ProgramRow {
  program: string;
  figures: Record<string, Figures>;
  errors: Record<string, string>;
}

/** One command from start to end: milliseconds and megabytes, or why it did not run. */
export interface Startup {
  wall?: number;
  median?: number;
  cpu?: number;
  memory?: number;
  error?: string;
}

/** A short command on the engines. */
export interface StartupRow {
  title: string;
  figures: Record<string, Startup>;
}

/** What one kind of value takes on the engines. */
export interface MemoryRow {
  title: string;
  unit: string;
  values: Record<string, number | string>;
}

/** All of a run. */
export interface Results {
  date: string;
  machine: string;
  pinned: boolean;
  engines: string[];
  programs: ProgramRow[];
  startup: StartupRow[];
  memory: MemoryRow[];
}

/** What the others are compared with. */
export const REFERENCE = "CPython 3.13";

/** A figure with three digits that count. */
export function number(v: number): string {
  return v >= 100 ? v.toFixed(0) : v >= 10 ? v.toFixed(1) : v.toFixed(2);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, i) => i === 0 ? "---" : "---:");
  return [head, rule, ...rows].map(line).join("\n") + "\n";
}

/** How many times as long as CPython an engine takes: processor time, or time on the wall. */
export function ratio(row: ProgramRow, name: string, by: "steady" | "wall"): number | undefined {
  const own = row.figures[name], reference = row.figures[REFERENCE];
  return own === undefined || reference === undefined ? undefined : own[by] / reference[by];
}

/** The geometric mean of an engine's ratios, over the programs that it runs. */
export function meanRatio(
  results: Results,
  name: string,
  by: "steady" | "wall",
): number | undefined {
  const known = results.programs.map((r) => ratio(r, name, by)).filter((r) => r !== undefined);
  return known.length === 0 ? undefined : geometricMean(known);
}

function others(results: Results): string[] {
  return results.engines.filter((e) => e !== REFERENCE);
}

/** The head of the table of programs. */
export function header(results: Results): string {
  const titles = results.engines.map((e) => `${e}: steady ms (first, to steady, MB)`);
  const all = ["program", ...titles, ...others(results).map((e) => `${e} / CPython`)];
  return line(all) + "\n" + line(all.map((_, i) => i === 0 ? "---" : "---:"));
}

/** A program's line. */
export function programLine(row: ProgramRow, results: Results): string {
  const cells = results.engines.map((name) => {
    const f = row.figures[name];
    if (f === undefined) return (row.errors[name] ?? "").replaceAll("|", "/").slice(0, 60);
    const steady = `${number(f.steady)}${f.settled ? "" : "~"} +${(f.spread * 100).toFixed(0)}%`;
    return `${steady} (${number(f.first)}, ${number(f.warmup)}, ${f.memory.toFixed(0)})`;
  });
  const ratios = others(results).map((e) => ratio(row, e, "steady"));
  return line([row.program, ...cells, ...ratios.map((r) => r === undefined ? "" : r.toFixed(2))]);
}

/** The last lines of the table of programs. */
export function means(results: Results): string {
  return (["steady", "wall"] as const).map((by) =>
    line([
      by === "steady" ? "geometric mean" : "the same by wall time",
      ...results.engines.map(() => ""),
      ...others(results).map((e) => {
        const mean = meanRatio(results, e, by);
        return mean === undefined ? "" : mean.toFixed(2);
      }),
    ])
  ).join("\n");
}

/** Start-up: wall time, the least of the runs; processor time in parentheses. */
export function startupTable(results: Results): string {
  if (results.startup.length === 0) return "";
  const engines = Object.keys(results.startup[0].figures);
  return table(
    ["start to end: ms on the wall (cpu, MB)", ...engines],
    results.startup.map((r) => [
      r.title,
      ...engines.map((e) => {
        const { wall, cpu, memory, error } = r.figures[e];
        return wall === undefined
          ? String(error).slice(0, 60)
          : `${number(wall)} (${number(cpu!)}, ${memory!.toFixed(0)})`;
      }),
    ]),
  );
}

/** What values take. */
export function memoryTable(results: Results): string {
  if (results.memory.length === 0) return "";
  const engines = Object.keys(results.memory[0].values);
  return table(
    ["bytes of resident memory each", ...engines],
    results.memory.map((r) => [
      r.unit === "bytes" ? r.title : `${r.title} (${r.unit})`,
      ...engines.map((e) => {
        const v = r.values[e];
        return typeof v === "number" ? v.toFixed(0) : String(v).slice(0, 60);
      }),
    ]),
  );
}

/** The whole report. */
export function markdown(results: Results): string {
  const programs = results.programs.length === 0 ? [] : [
    "## Programs\n",
    [header(results), ...results.programs.map((r) => programLine(r, results)), means(results)]
      .join("\n") + "\n",
    "Steady is the least of the processes' medians (processor time, `~` where one was still changing), `+` how far the " +
    "slowest process lies above. First is the first iteration, then the time until steady.\n",
  ];
  return [
    `# Najash benchmarks, ${results.date}\n`,
    `${results.machine}; ${results.pinned ? "pinned to one core" : "not pinned"}.\n`,
    ...programs,
    ...(results.startup.length > 0 ? ["## Start-up\n", startupTable(results)] : []),
    ...(results.memory.length > 0 ? ["## Memory\n", memoryTable(results)] : []),
  ].join("\n");
}
