// Runs CPython's own tests on Najash and says what passes beside what CPython counts.
//
//   deno task conformance [names…] [--cpython PATH] [--jobs N] [--jit MODE] [--timeout S] [--out FOLDER]
//                         [--update] [--check] [--selection]
//
// Each test file runs in a process of its own (runner.py), with limits of memory and time: 5 S seconds of the processor's for
// all of it, and S seconds for a single test. A test that does
// not keep to them, or that ends the process, has failed, and another process does those behind it. `score.json` keeps what passes;
// `--update` records what was gained, `--check` fails where a test that passed no longer does. `--selection` takes the files
// of selection.txt, which is what CI runs. `exclusions.json` has the tests about CPython's own internals: a pattern for their
// ids, the reason, and how many of them CPython passes.

import { parseArgs } from "npm:deno-std@1.4.0/cli/parse_args.js";
import { causes, count, type FileReport, type Outcome, summary } from "./outcome.ts";
import { gain, lost, type Scores } from "./score.ts";

const here = new URL(".", import.meta.url);
const root = new URL("../../", import.meta.url);
const MEMORY_LIMIT = 4 * 1024 ** 3;
/** So many processes are begun for a file, where tests hang or end them. */
const MOST_PROCESSES = 12;
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

/** The seconds of processor time that a process has used, where it can be told. */
function processorTime(pid: number): number {
  try {
    const fields = Deno.readTextFileSync(`/proc/${pid}/stat`).replace(/^.*\) /s, "").split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** All that a stream gives as text; `onData` is told of each piece. */
async function readText(stream: ReadableStream<Uint8Array>, onData: () => void): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of stream) {
    text += decoder.decode(piece, { stream: true });
    onData();
  }
  return text;
}

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
  const started = performance.now();
  const seen = new Map<string, Outcome>();
  const troubles: string[] = [];
  // what hangs or ends the process is one test's failure: another process goes on behind it
  for (let first = 0; troubles.length < MOST_PROCESSES;) {
    const r = await runProcess(name, first, left.map(([id]) => id), path, seen);
    if (r.trouble === "") break;
    troubles.push(r.trouble);
    report.missing = r.missing;
    if (r.position <= first) break;
    first = r.position;
  }
  report.seconds = (performance.now() - started) / 1000;
  report.outcomes = [...seen.values()];
  report.trouble = troubles.join("; ");
  // what test.support marks as CPython's own counts neither way
  report.expected -= report.outcomes.filter((o) =>
    o.status === "skipped" &&
    /implementation detail|_test(internal|limited)?capi|CPython.s internals/.test(o.text)
  ).length;
  return report;
}

/** How one process went: where it stood when it ended, and why that was not the end of the file. */
interface Ending {
  trouble: string;
  missing: boolean;
  /** The number of the test that it had begun. */
  position: number;
}

/** Runs the tests of a file behind the first few in a process, and notes what each does. */
async function runProcess(
  name: string,
  first: number,
  excluded: readonly string[],
  path: string,
  seen: Map<string, Outcome>,
): Promise<Ending> {
  const limit = Number(options.timeout ?? "120");
  const folder = await Deno.makeTempDir({ prefix: "najash-conformance-" });
  const args = [
    ...(options.jit === undefined ? [] : ["-X", `jit=${options.jit}`]),
    new URL("runner.py", here).pathname,
    `test.${name}`,
    String(first),
    ...excluded,
  ];
  const child = new Deno.Command(new URL("bin/najash", root).pathname, {
    args,
    cwd: folder,
    env: { PYTHONPATH: path, TMPDIR: folder },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let killed = "";
  let progress = performance.now();
  const watch = setInterval(() => {
    if (killed !== "") return;
    // a machine that has other work makes nothing late: what counts is the process's own time, and that something happens
    const busy = processorTime(child.pid) > 5 * limit;
    const stands = performance.now() - progress > limit * 1000;
    if (busy || stands) killed = "timed out";
    else if (residentMemory(child.pid) > MEMORY_LIMIT) killed = "took more than 4 GB";
    else return;
    child.kill("SIGKILL");
  }, 250);
  const [stdout, stderr, status] = await Promise.all([
    readText(child.stdout, () => {
      progress = performance.now();
    }),
    new Response(child.stderr).text(),
    child.status,
  ]);
  clearInterval(watch);
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  const ending: Ending = { trouble: "", missing: false, position: 0 };
  let current = "its loading", done = false;
  for (const line of stdout.split("\n")) {
    const at = line.indexOf("\x1e");
    if (at < 0) continue;
    const r = JSON.parse(line.slice(at + 1));
    if (r.start !== undefined) [current, ending.position] = [r.start, r.position];
    else if (r.test !== undefined) {
      // a test with failing subtests reports more than once: the worst counts
      const before = seen.get(r.test);
      if (before === undefined || before.status === "passed") seen.set(r.test, r);
    } else if (r.fatal !== undefined) {
      ending.trouble = `not loaded: ${r.fatal}`;
      ending.missing = /No module named|cannot import name/.test(r.fatal);
    } else if (r.done !== undefined) done = true;
  }
  if (done || ending.trouble !== "") return ending;
  const last = stderr.trim().split("\n").slice(-3).join(" | ").slice(-300);
  ending.trouble = killed !== ""
    ? `${killed} in ${current}`
    : `crashed (${status.code}) in ${current}: ${last}`;
  if (ending.position > 0) {
    seen.set(current, { test: current, status: "error", text: ending.trouble });
  }
  return ending;
}

async function main(): Promise<number> {
  const tests = findCPython();
  if (tests === undefined) {
    console.log("CONFORMANCE SKIPPED: no CPython 3.13 with its test package was found");
    return 0;
  }
  const path = await Deno.makeTempDir({ prefix: "najash-tests-" });
  await Deno.symlink(tests, `${path}/test`);
  // the packaged library lacks it, and test_decimal compares ours with it
  await Deno.symlink(`${tests}/../_pydecimal.py`, `${path}/_pydecimal.py`);
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
