// How long the everyday modules take to import, from the warm cache, beside CPython 3.13.
//
//   deno run -A tests/bench/imports.ts [--runs N] [--executable PATH] [module…]
//
// Each time is the median over processes of what `import` itself takes of its thread's processor time, measured inside; the
// runs of the two alternate. What else the machine does so meets both, and does not count.

import { parseArgs } from "npm:deno-std@1.4.0/cli/parse_args.js";
import { fromFileUrl } from "../paths.ts";

const MODULES = ["argparse", "dataclasses", "unittest", "asyncio", "typing", "json"];

const options = parseArgs(Deno.args, { string: ["runs", "cpython", "executable"] }) as {
  _: (string | number)[];
  runs?: string;
  cpython?: string;
  executable?: string;
};
const runs = Number(options.runs ?? "7");
const cpython = options.cpython ?? "python3.13";
const najash = options.executable ??
  fromFileUrl(new URL("../../bin/najash", import.meta.url).href);

/** Milliseconds that one import takes in a new process. */
function timeOf(command: string, module: string): number {
  const program =
    `import time; t = time.thread_time(); import ${module}; print((time.thread_time() - t) * 1000)`;
  const r = new Deno.Command(command, {
    args: ["-c", program],
    env: { PYTHONDONTWRITEBYTECODE: "" },
    stderr: "inherit",
  }).outputSync();
  if (!r.success) throw new Error(`${command} cannot import ${module}`);
  return Number(new TextDecoder().decode(r.stdout));
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

const modules = options._.length > 0 ? options._.map(String) : MODULES;
console.log(
  "| import | CPython 3.13, ms | Najash, ms | ratio |\n| --- | ---: | ---: | ---: |",
);
for (const module of modules) {
  const ours: number[] = [], theirs: number[] = [];
  timeOf(najash, module);
  timeOf(cpython, module);
  for (let i = 0; i < runs; i++) {
    ours.push(timeOf(najash, module));
    theirs.push(timeOf(cpython, module));
  }
  const a = median(theirs), b = median(ours);
  console.log(`| ${module} | ${a.toFixed(1)} | ${b.toFixed(1)} | ${(b / a).toFixed(1)} |`);
}
