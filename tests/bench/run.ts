// The benchmarks: `deno task bench [names…] [--quick] [--engines A,B] [--only programs,startup,memory] [--executable PATH]`.
//
// Programs, start-up and memory on every engine that is found here. The table goes to standard output as it grows; all of it
// goes to dist/bench as results.md, results.json and index.html. README.md in this folder says how is measured and why.

import { parseArgs } from "npm:deno-std@1.4.0/cli/parse_args.js";
import { fromFileUrl, join } from "../paths.ts";
import { type Engine, findEngines, HERE, JAVASCRIPT, output, pin, ROOT } from "./engines.ts";
import { page } from "./page.ts";
import { header, markdown, means, memoryTable, programLine, startupTable } from "./report.ts";
import type { MemoryRow, ProgramRow, Results, Startup, StartupRow } from "./report.ts";
import { type Sample, summarize } from "./statistics.ts";

const options = parseArgs(Deno.args, {
  boolean: ["quick"],
  string: ["engines", "only", "executable"],
}) as {
  _: (string | number)[];
  quick: boolean;
  engines?: string;
  only?: string;
  executable?: string;
};
const names = options._.map(String);
const PROCESSES = options.quick ? 1 : 3;
const SECONDS = options.quick ? "1" : "6";

function programs(): string[] {
  return [...Deno.readDirSync(join(HERE, "programs"))]
    .filter((e) => e.isFile && e.name.endsWith(".py"))
    .map((e) => e.name.slice(0, -3))
    .filter((n) => names.length === 0 || names.some((f) => n.includes(f)))
    .sort();
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** One program on all engines, whose processes take turns. */
async function measure(
  engines: readonly Engine[],
  program: string,
  pinned: readonly string[],
): Promise<ProgramRow> {
  const samples: Record<string, Sample[]> = {};
  const errors: Record<string, string> = {};
  const script = join(HERE, `javascript/${program}.js`);
  const python = [join(HERE, "runner.py"), join(HERE, `programs/${program}.py`)];
  for (let round = 0; round < PROCESSES; round++) {
    for (const { name, command } of engines) {
      if (name in errors || name === JAVASCRIPT.name && !exists(script)) continue;
      const files = name === JAVASCRIPT.name ? [script] : python;
      try {
        const out = await output([...pinned, ...command, ...files, SECONDS, "3"]);
        (samples[name] ??= []).push(JSON.parse(out) as Sample);
      } catch (e) {
        errors[name] = (e as Error).message;
      }
    }
  }
  const figures: ProgramRow["figures"] = {};
  for (const name in samples) if (!(name in errors)) figures[name] = summarize(samples[name]);
  return { program, figures, errors };
}

const IMPORTS: readonly [string, string][] = [
  ["-c pass", "pass"],
  ["import dataclasses", "import dataclasses"],
  ["import asyncio", "import asyncio"],
];

/** A script of about 300 lines that defines much and ends at once. */
function longScript(): string {
  const lines = ["import sys"];
  for (let i = 0; lines.length < 300; i++) {
    lines.push(
      `class Part${i}:`,
      `    size = ${i}`,
      `    def __init__(self, name, count=${i}):`,
      "        self.name = name",
      "        self.count = count * self.size",
      "    def describe(self):",
      `        return f"{self.name}: {self.count:>5} of {self.size}" if self.count else None`,
      `def make${i}(*names, scale=1):`,
      `    return [Part${i}(n).describe() for n in names if n != "skip" and scale > 0]`,
      "",
    );
  }
  return lines.join("\n") + "\nmake0('a', 'b')\n";
}

/** How long short commands take. It is done by CPython, which can tell a child's processor time. */
async function startup(engines: readonly Engine[]): Promise<StartupRow[]> {
  const folder = Deno.makeTempDirSync({ prefix: "najash-bench-" });
  const script = join(folder, "script.py");
  Deno.writeTextFileSync(script, longScript());
  const cases: [string, string[]][] = [
    ...IMPORTS.map(([title, code]): [string, string[]] => [title, ["-c", code]]),
    ["a script of 300 lines", [script]],
  ];
  const commands = cases.flatMap(([, args]) => engines.map((e) => [...e.command, ...args]));
  const child = new Deno.Command("python3.13", {
    args: [join(HERE, "startup.py"), options.quick ? "3" : "12"],
    stdin: "piped",
    stdout: "piped",
    env: {
      PATH: `${fromFileUrl(`file://${Deno.execPath()}`).replace(/\/[^/]*$/, "")}:${
        Deno.env.get("PATH")
      }`,
    },
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(commands)));
  await writer.close();
  const { stdout } = await child.output();
  const found = JSON.parse(new TextDecoder().decode(stdout)) as Startup[];
  Deno.removeSync(folder, { recursive: true });
  return cases.map(([title], i) => ({
    title,
    figures: Object.fromEntries(engines.map((e, k) => [e.name, found[i * engines.length + k]])),
  }));
}

const KINDS: readonly [string, number][] = [
  ["int", 1e6],
  ["large int", 3e5],
  ["float", 1e6],
  ["str of 10", 1e6],
  ["tuple of 2", 1e6],
  ["list of 4", 5e5],
  ["instance, 4 attributes", 5e5],
  ["instance, 4 slots", 5e5],
  ["dict of 10", 1e5],
  ["set of 10", 1e5],
  ["closure", 3e5],
  ["list of a million ints", 4],
  ["list of a million floats", 4],
];

/** Bytes of resident memory per value, and the peak of a program that drops 10 GB. */
async function memory(engines: readonly Engine[]): Promise<MemoryRow[]> {
  const rows: MemoryRow[] = [];
  const churn: [string, number][] = [["churn", options.quick ? 1000 : 10000]];
  for (const [kind, count] of [...KINDS, ...churn]) {
    const bytes: Record<string, number | string> = {};
    for (const { name, command } of engines) {
      if (name === "Pyodide") continue; // it cannot see its process
      try {
        bytes[name] = JSON.parse(
          await output([...command, join(HERE, "memory.py"), kind, String(count)]),
        );
      } catch (e) {
        bytes[name] = (e as Error).message;
      }
    }
    const title = kind === "churn" ? `peak of ${count / 1000} GB made and dropped` : kind;
    rows.push({ title, unit: kind === "churn" ? "MB" : "bytes", values: bytes });
  }
  return rows;
}

const parts = options.only?.split(",") ??
  (names.length > 0 ? ["programs"] : ["programs", "startup", "memory"]);
const engines = await findEngines(options.engines?.split(",") ?? []);
const all = options.engines === undefined || /javascript/i.test(options.engines)
  ? [...engines, JAVASCRIPT]
  : engines;
const pinned = await pin();
const results: Results = {
  date: new Date().toISOString().slice(0, 16).replace("T", " "),
  machine:
    `${Deno.build.os} ${Deno.build.arch}, ${navigator.hardwareConcurrency} cores, Deno ${Deno.version.deno}, V8 ${Deno.version.v8}`,
  pinned: pinned.length > 0,
  engines: all.map((e) => e.name),
  programs: [],
  startup: [],
  memory: [],
};
if (parts.includes("programs")) {
  console.log(header(results));
  for (const program of programs()) {
    const row = await measure(all, program, pinned);
    results.programs.push(row);
    console.log(programLine(row, results));
  }
  console.log(means(results));
}
if (parts.includes("startup")) {
  const own = [...engines];
  const executable = options.executable ?? join(ROOT, "dist/najash");
  if (exists(executable)) own.push({ name: "Najash executable", command: [executable] });
  else console.error("Najash executable: NOT FOUND HERE (deno task compile), left out");
  results.startup = await startup(own);
  console.log("\n" + startupTable(results));
}
if (parts.includes("memory")) {
  results.memory = await memory(engines);
  console.log("\n" + memoryTable(results));
}
const folder = join(ROOT, "dist/bench");
Deno.mkdirSync(folder, { recursive: true });
Deno.writeTextFileSync(join(folder, "results.json"), JSON.stringify(results, undefined, 1) + "\n");
Deno.writeTextFileSync(join(folder, "results.md"), markdown(results));
Deno.writeTextFileSync(join(folder, "index.html"), page(results));
Deno.exit(0);
