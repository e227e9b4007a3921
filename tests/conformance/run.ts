// Runs CPython's own tests on Najash and says what passes beside what CPython counts.
//
//   deno task conformance [names…] [--cpython PATH] [--jobs N] [--jit MODE] [--update] [--check] [--timeout S]
//
// Each test file runs in a process of its own (runner.py). `score.json` keeps, for each file, how many tests pass and which
// fail; `--update` records what was gained, `--check` fails where a test that passed no longer does.

import { parseArgs } from "npm:deno-std@1.4.0/cli/parse_args.js";

/** What one test did. */
interface Outcome {
  test: string;
  status: "passed" | "failed" | "error" | "skipped";
  text: string;
}

/** What one file did. */
interface FileReport {
  name: string;
  /** Tests that CPython 3.13 runs in it, and those of them that pass there. */
  expected: number;
  outcomes: Outcome[];
  /** Why the file did not run to its end. */
  trouble: string;
  seconds: number;
}

/** What is kept of a file between runs. */
interface Score {
  passed: number;
  failing: string[];
}

const here = new URL(".", import.meta.url);
const root = new URL("../../", import.meta.url);
const options = parseArgs(Deno.args, {
  string: ["cpython", "jobs", "jit", "timeout", "out"],
  boolean: ["update", "check"],
}) as {
  _: (string | number)[];
  cpython?: string;
  jobs?: string;
  jit?: string;
  timeout?: string;
  out?: string;
  update: boolean;
  check: boolean;
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

/** The files that make the yardstick, with what CPython counts in them. */
function readList(): Map<string, number> {
  const list = new Map<string, number>();
  for (const line of Deno.readTextFileSync(new URL("files.txt", here)).split("\n")) {
    const fields = line.trim().split(/\s+/);
    if (!fields[0].startsWith("test_")) continue;
    list.set(fields[0], Number(fields[1]) - Number(fields[2]) - Number(fields[3]));
  }
  return list;
}

const exclusions = JSON.parse(Deno.readTextFileSync(new URL("exclusions.json", here))) as Record<
  string,
  string
>;

/** Runs one file. */
async function runFile(name: string, expected: number, path: string): Promise<FileReport> {
  const report: FileReport = { name, expected, outcomes: [], trouble: "", seconds: 0 };
  const limit = Number(options.timeout ?? "120") * 1000;
  const folder = await Deno.makeTempDir({ prefix: "najash-conformance-" });
  const excluded = Object.keys(exclusions).filter((id) => id.startsWith(`test.${name}.`));
  const args = [
    ...(options.jit === undefined ? [] : ["-X", `jit=${options.jit}`]),
    new URL("runner.py", here).pathname,
    `test.${name}`,
    ...excluded,
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
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, limit);
  const [stdout, stderr, status] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.status,
  ]);
  clearTimeout(timer);
  report.seconds = (performance.now() - started) / 1000;
  let current = "", done = false;
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
    } else if (r.fatal !== undefined) report.trouble = `not loaded: ${r.fatal}`;
    else if (r.done !== undefined) done = true;
  }
  report.outcomes = [...seen.values()];
  // what test.support marks as CPython's own counts neither way
  report.expected -=
    report.outcomes.filter((o) =>
      /implementation detail|_testcapi|CPython.s internals/.test(o.text)
    ).length;
  if (!done && report.trouble === "") {
    const last = stderr.trim().split("\n").slice(-3).join(" | ").slice(-300);
    report.trouble = late
      ? `timed out in ${current}`
      : `crashed (${status.code}) in ${current}: ${last}`;
  }
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  return report;
}

function count(r: FileReport, status: Outcome["status"]): number {
  return r.outcomes.filter((o) => o.status === status).length;
}

/** The failures' texts with what varies taken out, most frequent first. */
function causes(reports: FileReport[]): string {
  const groups = new Map<string, string[]>();
  for (const r of reports) {
    if (r.trouble !== "") {
      const key = r.trouble.replace(/ in test\.\S+/, "");
      groups.set(key, [...(groups.get(key) ?? []), r.name]);
    }
    for (const o of r.outcomes) {
      if (o.status !== "failed" && o.status !== "error") continue;
      const key = o.text.replace(/\[[^\]]*\]$/, "").replace(/0x[0-9a-f]+|\d+/g, "N").slice(0, 160);
      groups.set(key, [...(groups.get(key) ?? []), `${o.test}  ${o.text}`]);
    }
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length)
    .map(([key, tests]) =>
      `## ${tests.length} × ${key}\n${tests.map((t) => `    ${t}\n`).join("")}`
    )
    .join("\n");
}

function summary(reports: FileReport[]): string {
  const rows = reports.map((r) => ({ r, share: count(r, "passed") / Math.max(r.expected, 1) }))
    .sort((a, b) => a.share - b.share);
  let text =
    "| file | CPython passes | passed | failed | errors | skipped | share | seconds | |\n|---|--:|--:|--:|--:|--:|--:|--:|---|\n";
  let passed = 0, expected = 0;
  for (const { r, share } of rows) {
    const p = count(r, "passed");
    passed += Math.min(p, r.expected);
    expected += r.expected;
    text += `| ${r.name} | ${r.expected} | ${p} | ${count(r, "failed")} | ${count(r, "error")} | ${
      count(r, "skipped")
    } | ${(100 * Math.min(share, 1)).toFixed(1)}% | ${r.seconds.toFixed(1)} | ${
      r.trouble.replaceAll("|", "/").slice(0, 120)
    } |\n`;
  }
  text += `\n${reports.length} files: ${passed} of ${expected} tests that CPython passes (${
    (100 * passed / Math.max(expected, 1)).toFixed(1)
  }%); ${Object.keys(exclusions).length} tests excluded.\n`;
  return text;
}

async function main(): Promise<number> {
  const tests = findCPython();
  if (tests === undefined) {
    console.log("CONFORMANCE SKIPPED: no CPython 3.13 with its test package was found");
    return 0;
  }
  const path = await Deno.makeTempDir({ prefix: "najash-tests-" });
  await Deno.symlink(tests, `${path}/test`);
  const list = readList();
  const names = options._.length > 0 ? options._.map(String) : [...list.keys()];
  const reports: FileReport[] = [];
  const queue = names.slice();
  const work = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const r = await runFile(name, list.get(name) ?? 0, path);
      reports.push(r);
      console.log(
        `${String(reports.length).padStart(3)}/${names.length} ${name.padEnd(28)} ${
          count(r, "passed")
        }/${r.expected} ${r.seconds.toFixed(1)} s ${r.trouble}`,
      );
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
  return await compare(reports);
}

/** Holds the result against score.json. */
async function compare(reports: FileReport[]): Promise<number> {
  const file = new URL("score.json", here);
  const scores = JSON.parse(await Deno.readTextFile(file)) as Record<string, Score>;
  let lost = 0;
  for (const r of reports) {
    const failing = r.outcomes.filter((o) => o.status === "failed" || o.status === "error")
      .map((o) => o.test).sort();
    const before = scores[r.name];
    const passed = count(r, "passed");
    if (before !== undefined && (options.check || !options.update)) {
      const known = new Set(before.failing);
      for (const t of failing.filter((t) => !known.has(t))) {
        lost++;
        console.log(`LOST ${t}`);
      }
      if (r.trouble !== "" && passed < before.passed) {
        lost++;
        console.log(`LOST ${r.name}: ${r.trouble}`);
      }
    }
    if (options.update && (before === undefined || passed >= before.passed)) {
      scores[r.name] = { passed, failing };
    }
  }
  if (options.update) {
    const sorted = Object.fromEntries(Object.entries(scores).sort(([a], [b]) => a < b ? -1 : 1));
    await Deno.writeTextFile(file, JSON.stringify(sorted, undefined, 1) + "\n");
  }
  return options.check && lost > 0 ? 1 : 0;
}

Deno.exit(await main());
