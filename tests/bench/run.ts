// The benchmarks: `deno task bench [name…] [--quick]`.
//
// Each program of tests/bench/programs runs on every engine that is found here: Najash, CPython 3.13, PyPy. Processes of the
// engines take turns, all on one pinned core where there is `taskset`, so that what else the machine does meets all of them
// alike. A table goes to standard output; the figures also go to dist/bench/results.json.

import { dirname, fromFileUrl, join } from "../paths.ts";
import { type Figures, geometricMean, type Sample, summarize } from "./statistics.ts";

const HERE = dirname(fromFileUrl(import.meta.url));
const ROOT = dirname(dirname(HERE));
const OUTPUT = join(ROOT, "dist/bench");
const TIMEOUT = 120_000;

interface Engine {
  readonly name: string;
  readonly command: readonly string[];
}

interface Row {
  readonly program: string;
  readonly figures: Readonly<Record<string, Figures>>;
  readonly errors: Readonly<Record<string, string>>;
}

async function output(command: readonly string[]): Promise<{ out: string; err: string }> {
  const child = new Deno.Command(command[0], {
    args: command.slice(1),
    stdout: "piped",
    stderr: "piped",
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  }).spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT);
  const result = await child.output();
  clearTimeout(timer);
  const decoder = new TextDecoder();
  const err = decoder.decode(result.stderr);
  if (!result.success) {
    const lines = err.trim().split("\n");
    throw new Error(result.signal === "SIGKILL" ? "timed out" : lines[lines.length - 1]);
  }
  return { out: decoder.decode(result.stdout), err };
}

async function works(command: readonly string[]): Promise<boolean> {
  try {
    await output(command);
    return true;
  } catch {
    return false;
  }
}

async function findEngines(): Promise<Engine[]> {
  const pinned = await works(["taskset", "-c", "0", "true"]) ? ["taskset", "-c", "0"] : [];
  const engines: Engine[] = [];
  for (
    const [name, command] of [
      ["CPython", ["python3.13"]],
      ["PyPy", ["pypy3"]],
      ["Najash", [join(ROOT, "bin/najash")]],
    ] as const
  ) {
    if (await works([...command, "-c", "pass"])) {
      engines.push({ name, command: [...pinned, ...command] });
    } else {
      console.error(`${name}: not found here`);
    }
  }
  return engines;
}

async function measure(engines: readonly Engine[], program: string, quick: boolean): Promise<Row> {
  const samples: Record<string, Sample[]> = {};
  const errors: Record<string, string> = {};
  const file = join(HERE, `programs/${program}.py`);
  const settings = quick ? ["0.5", "3"] : ["3", "10"];
  for (let round = 0; round < (quick ? 1 : 3); round++) {
    for (const { name, command } of engines) {
      if (name in errors) continue;
      try {
        const { out } = await output([...command, join(HERE, "runner.py"), file, ...settings]);
        (samples[name] ??= []).push(JSON.parse(out) as Sample);
      } catch (e) {
        errors[name] = (e as Error).message;
      }
    }
  }
  const figures: Record<string, Figures> = {};
  for (const name in samples) if (!(name in errors)) figures[name] = summarize(samples[name]);
  return { program, figures, errors };
}

function number(v: number): string {
  return v >= 100 ? v.toFixed(0) : v >= 10 ? v.toFixed(1) : v.toFixed(2);
}

/** One line of a Markdown table. */
function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function header(engines: readonly Engine[]): string {
  const titles = ["program", ...engines.map((e) => `${e.name}: steady ms (first, MB)`)];
  const ratios = engines.filter((e) => e.name !== "CPython").map((e) => `${e.name} / CPython`);
  const all = [...titles, ...ratios];
  return line(all) + "\n" + line(all.map((_, i) => i === 0 ? "---" : "---:"));
}

/** How many times as long as CPython an engine takes. */
function ratio(row: Row, name: string): number | undefined {
  const own = row.figures[name], reference = row.figures.CPython;
  return own === undefined || reference === undefined ? undefined : own.steady / reference.steady;
}

function render(row: Row, engines: readonly Engine[]): string {
  const cells = engines.map(({ name }) => {
    const f = row.figures[name];
    if (f === undefined) return row.errors[name];
    const spread = `±${(f.spread * 100).toFixed(0)}%`;
    return `${number(f.steady)} ${spread} (${number(f.first)}, ${f.memory.toFixed(0)})`;
  });
  const ratios = engines.filter((e) => e.name !== "CPython").map((e) => {
    const r = ratio(row, e.name);
    return r === undefined ? "" : r.toFixed(2);
  });
  return line([row.program, ...cells, ...ratios]);
}

function means(rows: readonly Row[], engines: readonly Engine[]): string {
  const ratios = engines.filter((e) => e.name !== "CPython").map((e) => {
    const known = rows.map((r) => ratio(r, e.name)).filter((r) => r !== undefined);
    return known.length === 0 ? "" : geometricMean(known).toFixed(2);
  });
  return line(["geometric mean", ...engines.map(() => ""), ...ratios]);
}

const quick = Deno.args.includes("--quick");
const names = Deno.args.filter((a) => !a.startsWith("--"));
const programs = [...Deno.readDirSync(join(HERE, "programs"))]
  .filter((e) => e.isFile && e.name.endsWith(".py"))
  .map((e) => e.name.slice(0, -3))
  .filter((n) => names.length === 0 || names.some((f) => n.includes(f)))
  .sort();
const engines = await findEngines();
console.log(header(engines));
const rows: Row[] = [];
for (const program of programs) {
  const row = await measure(engines, program, quick);
  rows.push(row);
  console.log(render(row, engines));
}
console.log(means(rows, engines));
Deno.mkdirSync(OUTPUT, { recursive: true });
Deno.writeTextFileSync(join(OUTPUT, "results.json"), JSON.stringify(rows, undefined, 2) + "\n");
Deno.exit(rows.some((r) => Object.keys(r.errors).length > 0) ? 1 : 0);
