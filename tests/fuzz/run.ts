// The fuzzer: `deno task fuzz [--seed N] [--count N]`.
//
// Programs made from consecutive seeds run on CPython 3.13 and on Najash; output, error output and exit status must be equal.
// A program that differs is minimised and stored under dist/fuzz. The exit status is 1 where one differs.

import { parseArgs } from "npm:deno-std@1.4.0/cli/parse_args.js";
import { dirname, fromFileUrl, join } from "../paths.ts";
import { generate } from "./generate.ts";

const ROOT = dirname(dirname(dirname(fromFileUrl(import.meta.url))));
const OUTPUT = join(ROOT, "dist/fuzz");
const TIMEOUT = 20_000;

async function outcome(command: string, file: string): Promise<string> {
  const child = new Deno.Command(command, {
    args: [file],
    stdout: "piped",
    stderr: "piped",
    env: { PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
  }).spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT);
  const { stdout, stderr, code, signal } = await child.output();
  clearTimeout(timer);
  const decoder = new TextDecoder();
  return `${decoder.decode(stdout)}\n${decoder.decode(stderr)}\nstatus ${signal ?? code}`;
}

/** The first line of Najash's outcome that differs from CPython's, or undefined where the two agree. */
async function difference(source: string, file: string): Promise<string | undefined> {
  Deno.writeTextFileSync(file, source);
  const wanted = (await outcome("python3.13", file)).split("\n");
  const got = (await outcome(join(ROOT, "bin/najash"), file)).split("\n");
  for (let i = 0; i < Math.max(wanted.length, got.length); i++) {
    if (wanted[i] !== got[i]) return `expected: ${wanted[i]}\n  found:    ${got[i]}`;
  }
  return undefined;
}

/** Leaves out chunks as long as the two still differ. */
async function minimize(chunks: readonly string[], file: string): Promise<string[]> {
  let kept = [...chunks];
  for (let i = kept.length - 1; i > 0; i--) {
    const fewer = kept.filter((_, k) => k !== i);
    if (await difference(fewer.join("\n"), file) !== undefined) kept = fewer;
  }
  return kept;
}

const options = parseArgs(Deno.args, { string: ["seed", "count"] });
const first = parseInt(options.seed ?? "1"), count = parseInt(options.count ?? "100");
Deno.mkdirSync(OUTPUT, { recursive: true });
const scratch = join(OUTPUT, "program.py");
let failed = 0;
for (let seed = first; seed < first + count; seed++) {
  const chunks = generate(seed);
  if (await difference(chunks.join("\n"), scratch) === undefined) continue;
  failed++;
  const smallest = (await minimize(chunks, scratch)).join("\n") + "\n";
  const found = await difference(smallest, scratch);
  Deno.writeTextFileSync(join(OUTPUT, `seed_${seed}.py`), smallest);
  console.log(`FAILED seed ${seed}\n  ${found}`);
}
console.log(`${count - failed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
