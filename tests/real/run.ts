// Real libraries, unchanged: the programs of tests/real use pure-Python packages of Debian and give what CPython 3.13 gives.
//
//   deno task real [filter…] [--record] [--jobs N]
//
// A program names the packages that it needs in its line `# packages: …`. They are fetched with apt-get and unpacked into
// dist/real, never installed; where there is no apt-get nothing runs, and the last line says so. `--record` writes down what
// `python3.13` gives. The programs run with string hashing that does not vary (PYTHONHASHSEED=0), as they were recorded.

import { differences, expected, findPrograms, record, ROOT, runProgram } from "../programs.ts";
import type { Outcome, Program } from "../programs.ts";
import { join } from "../paths.ts";

const FOLDER = join(ROOT, "tests/real");
const STORE = join(ROOT, "dist/real");
const PACKAGES = join(STORE, "usr/lib/python3/dist-packages");

/** Runs a command in the store; gives whether it succeeded. */
function succeeds(command: string, args: string[]): boolean {
  try {
    const options = { args, cwd: STORE, stdout: "null", stderr: "null" } as const;
    return new Deno.Command(command, options).outputSync().success;
  } catch {
    return false;
  }
}

/** The packages that a program names. */
function packagesOf(p: Program): string[] {
  const line = /^# packages: (.+)$/m.exec(Deno.readTextFileSync(p.file));
  return line === null ? [] : line[1].trim().split(/\s+/);
}

/** Brings a package into the store, where it is not there yet. */
function provide(name: string): boolean {
  const done = join(STORE, `${name}.done`);
  try {
    Deno.statSync(done);
    return true;
  } catch {
    // not yet
  }
  if (!succeeds("apt-get", ["download", "-qq", name])) return false;
  for (const entry of Deno.readDirSync(STORE)) {
    if (!entry.name.startsWith(`${name}_`) || !entry.name.endsWith(".deb")) continue;
    if (!succeeds("dpkg-deb", ["-x", entry.name, "."])) return false;
    Deno.removeSync(join(STORE, entry.name));
    Deno.writeTextFileSync(done, "");
    return true;
  }
  return false;
}

/** Where the packages lie differs between machines. */
function withoutStore(o: Outcome): Outcome {
  const plain = (text: string): string =>
    text.replaceAll(STORE, "<packages>").replaceAll(FOLDER, "<programs>");
  return { out: plain(o.out), err: plain(o.err), code: o.code };
}

async function main(args: readonly string[]): Promise<number> {
  const recording = args.includes("--record");
  const at = args.indexOf("--jobs");
  const jobs = at < 0 ? 2 : Number(args[at + 1]);
  const filters = args.filter((a, i) => !a.startsWith("--") && (at < 0 || i !== at + 1));
  const programs = findPrograms(filters, FOLDER);
  await Deno.mkdir(STORE, { recursive: true });
  if (!succeeds("apt-get", ["--version"]) || !succeeds("dpkg-deb", ["--version"])) {
    console.log(`REAL PROGRAMS SKIPPED: there is no apt-get, so none of ${programs.length} ran`);
    return 0;
  }
  const needed = new Set(programs.flatMap(packagesOf));
  const missing = new Set([...needed].filter((name) => !provide(name)));
  const environment = { PYTHONPATH: PACKAGES, COLUMNS: "80", TZ: "UTC" };
  let passed = 0, failed = 0, skipped = 0;
  const queue = programs.slice();
  const work = async (): Promise<void> => {
    for (let p = queue.shift(); p !== undefined; p = queue.shift()) {
      const absent = packagesOf(p).filter((name) => missing.has(name));
      if (absent.length > 0) {
        skipped++;
        console.log(`SKIPPED ${p.name}: cannot fetch ${absent.join(", ")}`);
        continue;
      }
      const command = recording ? "python3.13" : join(ROOT, "bin/najash");
      const outcome = withoutStore(await runProgram(command, ["-Wignore"], p, environment, 300));
      if (recording) {
        record(p, outcome);
        console.log(p.name);
        continue;
      }
      const problems = differences(expected(p), outcome);
      if (problems.length === 0) passed++;
      else {
        failed++;
        console.log(`FAILED ${p.name}\n${problems.join("\n")}`);
      }
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  const tail = skipped > 0 ? `, ${skipped} SKIPPED` : "";
  console.log(`real programs: ${passed} passed, ${failed} failed${tail}`);
  return failed > 0 ? 1 : 0;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
