// The fuzzer: `deno task fuzz [--seed N] [--count N] [--modes off,baseline,full] [--texts N] [--kinds] [--stop]`.
//
// Programs made from consecutive seeds run on CPython 3.13 and on Najash in each of its modes; output, errors and tracebacks
// must be equal. Where there is no CPython, the modes are compared with each other. A program that differs is minimised and
// stored under dist/fuzz. `--texts N` gives the front end N mutated texts; `--kinds` says which kinds of AST nodes are in less
// than 1% of the programs; `--stop` ends at the first difference. The exit status is 1 where something differs.

import { parseArgs } from "npm:deno-std@1.4.0/cli/parse_args.js";
import { join } from "../paths.ts";
import {
  type Engine,
  findCPython,
  firstDifference,
  HERE,
  najashModes,
  outcomes,
  ROOT,
  run,
} from "./engines.ts";
import { fuzzFrontEnd } from "./front_end.ts";
import { generate, PROLOGUE } from "./statements.ts";

const OUTPUT = join(ROOT, "dist/fuzz");
const BATCH = 25;

const options = parseArgs(Deno.args, {
  string: ["seed", "count", "modes", "texts"],
  boolean: ["kinds", "stop"],
}) as {
  seed?: string;
  count?: string;
  modes?: string;
  texts?: string;
  kinds: boolean;
  stop: boolean;
};
const first = parseInt(options.seed ?? "1"), count = parseInt(options.count ?? "100");
const texts = parseInt(options.texts ?? "0");
const modes = najashModes((options.modes ?? "off,baseline,full").split(","));
const cpython = findCPython();
const [reference, engines] = cpython === undefined ? [modes[0], modes.slice(1)] : [cpython, modes];
Deno.mkdirSync(OUTPUT, { recursive: true });
const scratch = Deno.makeTempDirSync({ prefix: "najash-fuzz-" });

/** Whether a program differs between an engine and the reference: the first line that does. */
async function difference(chunks: readonly string[], engine: Engine): Promise<string | undefined> {
  const file = join(scratch, "smaller.py");
  Deno.writeTextFileSync(file, chunks.join("\n") + "\n");
  const [wanted] = await outcomes(reference, [file]), [got] = await outcomes(engine, [file]);
  return firstDifference(wanted, got);
}

/** Leaves out chunks, then uses of what a chunk makes, as long as the two still differ. */
async function minimize(chunks: readonly string[], engine: Engine): Promise<string[]> {
  let kept = [...chunks];
  for (let i = kept.length - 1; i > 0; i--) {
    const fewer = kept.filter((_, k) => k !== i);
    if (await difference(fewer, engine) !== undefined) kept = fewer;
  }
  for (let i = 1; i < kept.length; i++) {
    // a use is a `try:` at the margin with what belongs to it
    const parts = kept[i].split(/^(?=try:)/m);
    for (let k = parts.length - 1; k > 0; k--) {
      const fewer = parts.filter((_, n) => n !== k);
      const smaller = kept.map((c, n) => n === i ? fewer.join("") : c);
      if (await difference(smaller, engine) !== undefined) {
        kept = smaller;
        parts.splice(k, 1);
      }
    }
  }
  return kept;
}

/** Some programs on all engines: how many differ. */
async function fuzzPrograms(seeds: readonly number[]): Promise<number> {
  const files = seeds.map((s) => join(scratch, `seed_${s}.py`));
  seeds.forEach((s, i) => Deno.writeTextFileSync(files[i], generate(s).join("\n") + "\n"));
  if (options.kinds && cpython !== undefined) return 0;
  const wanted = await outcomes(reference, files);
  const bad = new Set<number>();
  for (const engine of engines) {
    const got = await outcomes(engine, files);
    for (let i = 0; i < seeds.length; i++) {
      if (firstDifference(wanted[i], got[i]) === undefined || bad.has(seeds[i])) continue;
      if (wanted[i].endsWith("timed out: ")) continue; // not a program that ends
      bad.add(seeds[i]);
      const chunks = generate(seeds[i]);
      const alone = await difference(chunks, engine);
      const smallest = alone === undefined || options.stop
        ? chunks
        : await minimize(chunks, engine);
      const found = await difference(smallest, engine) ?? firstDifference(wanted[i], got[i]);
      Deno.writeTextFileSync(join(OUTPUT, `seed_${seeds[i]}.py`), smallest.join("\n") + "\n");
      console.log(
        `FAILED seed ${seeds[i]}, ${engine.name}${
          alone === undefined ? " (not alone)" : ""
        }\n  ${found}`,
      );
      if (options.stop) return bad.size;
    }
  }
  return bad.size;
}

let failed = 0;
if (cpython === undefined) console.log("NO CPYTHON 3.13 FOUND: modes are compared with each other");
for (let at = first; at < first + count; at += BATCH) {
  const seeds = Array.from({ length: Math.min(BATCH, first + count - at) }, (_, i) => at + i);
  failed += await fuzzPrograms(seeds);
  if (failed > 0 && options.stop) break;
}
if (options.kinds && cpython !== undefined) {
  const files = [...Deno.readDirSync(scratch)].map((e) => join(scratch, e.name));
  const common = String(PROLOGUE.split("\n").length);
  const { out, err } = await run(
    [...cpython.command, join(HERE, "kinds.py"), common, ...files],
    600,
  );
  console.log(out === "" ? "every kind of AST node is in at least 1%" : out, err);
} else if (texts > 0 && cpython !== undefined) {
  for (let at = first; at < first + texts; at += 500) {
    const size = Math.min(500, first + texts - at);
    for (const d of await fuzzFrontEnd(cpython, modes[0], at, size)) {
      failed++;
      Deno.writeTextFileSync(join(OUTPUT, `text_${d.seed}.py`), d.text);
      console.log(`FAILED text ${d.seed}\n  expected: ${d.wanted}\n  found:    ${d.got}`);
    }
  }
}
Deno.removeSync(scratch, { recursive: true });
console.log(`${count + texts - failed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
