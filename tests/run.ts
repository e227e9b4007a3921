// Runs the tests: `deno task test [filter…]`.
//
// First the programs of tests/programs, two at a time, with --allow-read alone but for those that `permissions.json` lists,
// then `deno test` on tests/unit. Filters choose programs by a part of their names, and then no unit test runs unless
// one of them is `unit`. The last line is `N passed, N failed`.

import { differences, expected, findPrograms, type Program, ROOT, runProgram } from "./programs.ts";
import { join } from "./paths.ts";

const PARALLEL = 2;
const STACK = "--v8-flags=--stack-size=6400";

/** Flags of programs that need more than reading, by name or by the folder's name with a slash. */
type Permissions = Readonly<Record<string, readonly string[]>>;

function permissionsOf(p: Program, table: Permissions): readonly string[] {
  const own = table[p.name];
  if (own !== undefined) return own;
  for (const key in table) if (key.endsWith("/") && p.name.startsWith(key)) return table[key];
  return [];
}

/** NAJASH_JIT=baseline runs the programs with everything compiled that can be, =full with the usual thresholds. */
const MODE = Deno.env.get("NAJASH_JIT");
const JIT = MODE === undefined
  ? []
  : ["-X", `jit=${MODE}`, ...(MODE === "baseline" ? ["-X", "jit-threshold=1"] : [])];

async function runPrograms(filters: readonly string[]): Promise<[number, number]> {
  const table = JSON.parse(
    Deno.readTextFileSync(join(ROOT, "tests/programs/permissions.json")),
  ) as Permissions;
  const queue = findPrograms(filters);
  let passed = 0, failed = 0;
  const worker = async (): Promise<void> => {
    for (let p = queue.shift(); p !== undefined; p = queue.shift()) {
      const flags = ["run", "--quiet", "--no-prompt", STACK, "--allow-read"];
      const args = [...flags, ...permissionsOf(p, table), join(ROOT, "cli.ts"), ...JIT];
      const problems = differences(expected(p), await runProgram(Deno.execPath(), args, p));
      if (problems.length === 0) {
        passed++;
      } else {
        failed++;
        console.log(`FAILED ${p.name}\n${problems.join("\n")}`);
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return [passed, failed];
}

async function runUnitTests(): Promise<[number, number]> {
  const output = await new Deno.Command(Deno.execPath(), {
    args: ["test", "--quiet", "-A", join(ROOT, "tests/unit")],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "inherit",
  }).output();
  const text = new TextDecoder().decode(output.stdout);
  const summary = /(\d+) passed(?: \(\d+ steps?\))? \| (\d+) failed/.exec(text);
  if (summary === null || !output.success) console.log(text);
  if (summary === null) return [0, 1];
  const failed = parseInt(summary[2]);
  return [parseInt(summary[1]), failed === 0 && !output.success ? 1 : failed];
}

const filters = Deno.args;
const wantsUnit = filters.length === 0 || filters.includes("unit");
const programFilters = filters.filter((f) => f !== "unit");
const wantsPrograms = filters.length === 0 || programFilters.length > 0;
const [p1, f1] = wantsPrograms ? await runPrograms(programFilters) : [0, 0];
const [p2, f2] = wantsUnit ? await runUnitTests() : [0, 0];
if (wantsPrograms) console.log(`programs: ${p1} passed, ${f1} failed`);
if (wantsUnit) console.log(`unit tests: ${p2} passed, ${f2} failed`);
console.log(`${p1 + p2} passed, ${f1 + f2} failed`);
Deno.exit(f1 + f2 === 0 ? 0 : 1);
