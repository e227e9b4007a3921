// Runs CPython's own tests on Najash and says what passes beside what CPython counts.
//
//   deno task conformance [names…] [--cpython PATH] [--jobs N] [--jit MODE] [--timeout S] [--out FOLDER]
//                         [--update] [--check] [--selection]
//
// Each test file runs in a process of its own (runner.py), with limits of time and memory. `score.json` keeps what passes;
// `--update` records what was gained, `--check` fails where a test that passed no longer does. `--selection` takes the files
// of selection.txt, which is what CI runs. `exclusions.json` has the tests about CPython's own internals: a pattern for their
// ids, the reason, and how many of them CPython passes.

import { parseArgs } from "npm:deno-std@1.4.0/cli/parse_args.js";
import { causes, count, type FileReport, type Outcome, summary } from "./outcome.ts";
import { gain, lost, type Scores } from "./score.ts";

const here = new URL(".", import.meta.url);
const root = new URL("../../", import.meta.url);
const MEMORY_LIMIT = 4 * 1024 ** 3;
const options = parseArgs(Deno.args, {
  string: ["cpython", "jobs", "jit", "timeout", "out"],
  boolean: ["update", "check", "selection"],
}) as {
  _: (string | number)[];
  cpython?: string;
  jobs?: string;
  jit?: string;
  timeout?: string;
  out?: string;
  update: boolean;
  check: boolean;
  selection: boolean;
};

/** Runs a command and gives what it prints, or `undefined`. */
function output(command: string, args: string[]): string | undefined {
  try {
    const r = new Deno.Command(command, { args, stdout: "piped", stderr: "null" }).outputSync();
    return r.success ? new TextDecoder().decode(r.stdout).trim() : undefined;
  } catch {
    return undefined;
  }
}

/** A CPython 3.13 with its `test` package: as given, on the path, or under pyenv. */
function findCPython(): string | undefined {
  const candidates = options.cpython !== undefined ? [options.cpython] : ["python3.13"];
  const home = Deno.env.get("HOME");
  if (home !== undefined && options.cpython === undefined) {
    try {
      for (const e of Deno.readDirSync(`${home}/.pyenv/versions`)) {
        if (e.name.startsWith("3.13")) {
          candidates.push(`${home}/.pyenv/versions/${e.name}/bin/python3.13`);
        }
      }
    } catch {
      // no pyenv
    }
  }
  for (const c of candidates) {
    const lib = output(c, ["-c", "import test, os; print(os.path.dirname(test.__file__))"]);
    if (lib !== undefined) return lib;
  }
  return undefined;
}

function lines(file: string): string[][] {
  return Deno.readTextFileSync(new URL(file, here)).split("\n")
    .map((line) => line.trim().split(/\s+/)).filter(([name]) => name.startsWith("test_"));
}

/** The files that make the yardstick, with what CPython passes in them. */
function readList(): Map<string, number> {
  return new Map(
    lines("files.txt").map(([name, run, skipped, failed]) => [
      name,
      Number(run) - Number(skipped) - Number(failed),
    ]),
  );
}

/** Tests that are left out: a pattern of ids, why, and how many of them CPython passes. */
const exclusions = JSON.parse(Deno.readTextFileSync(new URL("exclusions.json", here))) as Record<
  string,
  { reason: string; tests: number }
>;

/** The resident memory of a process, where it can be told. */
function residentMemory(pid: number): number {
  try {
    return Number(Deno.readTextFileSync(`/proc/${pid}/statm`).split(" ")[1]) * 4096;
  } catch {
    return 0;
  }
}

/** Runs one file. */
async function runFile(name: string, expected: number, path: string): Promise<FileReport> {
  const left = Object.entries(exclusions).filter(([id]) =>
    id === `test.${name}` || id.startsWith(`test.${name}.`)
  );
  const excluded = left.reduce((sum, [, e]) => sum + e.tests, 0);
  const report: FileReport = {
    name,
    expected: expected - excluded,
    excluded,
    outcomes: [],
    trouble: "",
    missing: false,
    seconds: 0,
  };
  const limit = Number(options.timeout ?? "120") * 1000;
  const folder = await Deno.makeTempDir({ prefix: "najash-conformance-" });
  const args = [
    ...(options.jit === undefined ? [] : ["-X", `jit=${options.jit}`]),
    new URL("runner.py", here).pathname,
    `test.${name}`,
    ...left.map(([id]) => id),
  ];
  const started = performance.now();
  const child = new Deno.Command(new URL("bin/najash", root).pathname, {
    args,
    cwd: folder,
    env: { PYTHONPATH: path, TMPDIR: folder },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let killed = "";
  const watch = setInterval(() => {
    if (killed !== "") return;
    if (performance.now() - started > limit) killed = "timed out";
    else if (residentMemory(child.pid) > MEMORY_LIMIT) killed = "took more than 4 GB";
    else return;
    child.kill("SIGKILL");
  }, 250);
  const [stdout, stderr, status] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.status,
  ]);
  clearInterval(watch);
  report.seconds = (performance.now() - started) / 1000;
  let current = "its loading", done = false;
  const seen = new Map<string, Outcome>();
  for (const line of stdout.split("\n")) {
    const at = line.indexOf("\x1e");
    if (at < 0) continue;
    const r = JSON.parse(line.slice(at + 1));
    if (r.start !== undefined) current = r.start;
    else if (r.test !== undefined) {
      // a test with failing subtests reports more than once: the worst counts
      const before = seen.get(r.test);
      if (before === undefined || before.status === "passed") seen.set(r.test, r);
    } else if (r.fatal !== undefined) {
      report.trouble = `not loaded: ${r.fatal}`;
      report.missing = /No module named|cannot import name/.test(r.fatal);
    } else if (r.done !== undefined) done = true;
  }
  report.outcomes = [...seen.values()];
  // what test.support marks as CPython's own counts neither way
  report.expected -=
    report.outcomes.filter((o) =>
      o.status === "skipped" && /implementation detail|_testcapi|CPython.s internals/.test(o.text)
    ).length;
  if (!done && report.trouble === "") {
    const last = stderr.trim().split("\n").slice(-3).join(" | ").slice(-300);
    report.trouble = killed !== ""
      ? `${killed} in ${current}`
      : `crashed (${status.code}) in ${current}: ${last}`;
  }
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  return report;
}

async function main(): Promise<number> {
  const tests = findCPython();
  if (tests === undefined) {
    console.log("CONFORMANCE SKIPPED: no CPython 3.13 with its test package was found");
    return 0;
  }
  const path = await Deno.makeTempDir({ prefix: "najash-tests-" });
  await Deno.symlink(tests, `${path}/test`);
  const scoreFile = new URL("score.json", here);
  const scores = JSON.parse(await Deno.readTextFile(scoreFile)) as Scores;
  const list = readList();
  const names = options._.length > 0
    ? options._.map(String)
    : options.selection
    ? lines("selection.txt").map(([name]) => name)
    : [...list.keys()];
  const reports: FileReport[] = [];
  const gone: string[] = [];
  const queue = names.slice();
  const work = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      let r = await runFile(name, list.get(name) ?? 0, path);
      if (options.check && lost(r, scores[name]).length > 0) {
        // what hangs on time and chance gets a second try
        const again = await runFile(name, list.get(name) ?? 0, path);
        if (lost(again, scores[name]).length < lost(r, scores[name]).length) r = again;
      }
      reports.push(r);
      gone.push(...lost(r, scores[name]));
      console.log(
        `${String(reports.length).padStart(3)}/${names.length} ${name.padEnd(28)} ${
          count(r, "passed")
        }/${r.expected} ${r.seconds.toFixed(1)} s ${r.trouble}`,
      );
      if (options.update) {
        gain(scores, r);
        const sorted = Object.entries(scores).sort(([a], [b]) => a < b ? -1 : 1);
        const text = sorted.map(([k, v]) => `${JSON.stringify(k)}: ${JSON.stringify(v)}`);
        await Deno.writeTextFile(scoreFile, `{\n${text.join(",\n")}\n}\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: Number(options.jobs ?? "2") }, work));
  await Deno.remove(path, { recursive: true });
  const out = options.out ?? new URL("dist/conformance", root).pathname;
  await Deno.mkdir(out, { recursive: true });
  await Deno.writeTextFile(`${out}/failures.md`, causes(reports));
  const table = summary(reports);
  await Deno.writeTextFile(`${out}/summary.md`, table);
  console.log("\n" + table);
  for (const line of gone) console.log(`LOST ${line}`);
  return options.check && gone.length > 0 ? 1 : 0;
}

Deno.exit(await main());
