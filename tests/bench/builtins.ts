// What Najash and CPython take for the work inside the builtins: `deno task bench:builtins [word…] [--fresh] [--cpu] [--rounds=N] [--jit=off]`.
//
// One process of each engine (with --fresh: one for each item) measures the items of builtins.py whose names contain a
// word; they take turns, item by item and round by round, so that what else the machine does meets both alike. The table
// has the quickest rounds, which that adds least to; the worst ratios come again at its end. With --cpu the main thread's processor time is taken, for a
// machine that has other work.

import { dirname, fromFileUrl, join } from "../paths.ts";
import { geometricMean } from "./statistics.ts";

const HERE = dirname(fromFileUrl(import.meta.url));
const ROOT = dirname(dirname(HERE));

/** What is passed on. */
const OPTIONS = Deno.args.filter((a) => a === "--cpu");

/** A process that answers a line with a line. */
class Engine {
  private readonly process: Deno.ChildProcess;
  private readonly input: WritableStreamDefaultWriter<Uint8Array>;
  private readonly output: ReadableStreamDefaultReader<string>;
  private rest = "";
  constructor(command: readonly string[]) {
    this.process = new Deno.Command(command[0], {
      args: [...command.slice(1), join(HERE, "builtins.py"), ...OPTIONS],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.input = this.process.stdin.getWriter();
    this.output = this.process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }
  async ask(line: string): Promise<string> {
    await this.input.write(new TextEncoder().encode(line + "\n"));
    while (!this.rest.includes("\n")) {
      const { value, done } = await this.output.read();
      if (done) return "error: the process ended";
      this.rest += value;
    }
    const end = this.rest.indexOf("\n");
    const answer = this.rest.slice(0, end);
    this.rest = this.rest.slice(end + 1);
    return answer;
  }
  async end(): Promise<void> {
    await this.input.close().catch(() => {});
    await this.output.cancel();
    await this.process.status;
  }
}

function duration(seconds: number): string {
  const [n, unit] = seconds < 1e-3 ? [seconds * 1e6, "µs"] : [seconds * 1e3, "ms"];
  return `${n.toPrecision(3)} ${unit}`;
}

const jit = Deno.args.filter((a) => a.startsWith("--jit=")).flatMap((a) => ["-X", a.slice(2)]);
const COMMANDS = [["python3.13"], [join(ROOT, "bin/najash"), ...jit]];
const fresh = Deno.args.includes("--fresh");
const rounds = Number(Deno.args.find((a) => a.startsWith("--rounds="))?.slice(9) ?? 5);
const words = Deno.args.filter((a) => !a.startsWith("--"));
let engines = COMMANDS.map((c) => new Engine(c));
const names = (await engines[0].ask("names")).split("\t");
const rows: { line: string; ratio: number }[] = [];
let failed = false;
console.log("| item | CPython | Najash | Najash / CPython |\n| --- | ---: | ---: | ---: |");
for (let item = 0; item < names.length; item++) {
  const name = names[item];
  if (words.length > 0 && !words.some((w) => name.includes(w))) continue;
  if (fresh && rows.length > 0) {
    await Promise.all(engines.map((e) => e.end()));
    engines = COMMANDS.map((c) => new Engine(c));
  }
  const times: number[][] = engines.map(() => []);
  let error: string | undefined;
  for (let round = 0; round < rounds && error === undefined; round++) {
    for (let i = 0; i < engines.length; i++) {
      const answer = await engines[i].ask(String(item));
      if (answer.startsWith("error")) error = answer;
      else times[i].push(Number(answer));
    }
  }
  if (error !== undefined) {
    console.log(`| ${name} | ${error} |`);
    failed = true;
    continue;
  }
  const [reference, own] = times.map((t) => Math.min(...t));
  const ratio = own / reference;
  const line = `| ${name} | ${duration(reference)} | ${duration(own)} | ${ratio.toFixed(2)} |`;
  rows.push({ line, ratio });
  console.log(line);
}
await Promise.all(engines.map((e) => e.end()));
const slow = rows.filter((r) => r.ratio > 2).sort((a, b) => b.ratio - a.ratio);
const ahead = rows.filter((r) => r.ratio < 1).length;
console.log(
  `\n${rows.length} items, ${ahead} ahead of CPython, geometric mean ${
    geometricMean(rows.map((r) => r.ratio)).toFixed(2)
  }; more than twice as long as CPython: ${slow.length}`,
);
for (const { line } of slow) console.log(line);
Deno.exit(failed ? 1 : 0);
