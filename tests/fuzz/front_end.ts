// Source-text fuzzing of the front end: mutated pieces of the packaged library give CPython's tree or CPython's error.

import { fromFileUrl, join } from "../paths.ts";
import { type Engine, HERE, run } from "./engines.ts";

/** A mutated text on which two engines do not agree. */
export interface Disagreement {
  readonly seed: number;
  readonly text: string;
  readonly wanted: string;
  readonly got: string;
}

async function verdicts(
  engine: Engine,
  seed: number,
  count: number,
  zip: string,
): Promise<Map<number, string>> {
  const args = [join(HERE, "front_end.py"), String(seed), String(count), zip];
  const { out, err, ended } = await run([...engine.command, ...args], 60 + count);
  const found = new Map<number, string>();
  let next = seed;
  for (const line of out.split("\n")) {
    const m = /^(\d+) (.*)$/.exec(line);
    if (m === null) continue;
    next = Number(m[1]) + 1;
    found.set(Number(m[1]), m[2]);
  }
  // a text that ends the process is passed over, and the rest done by another
  if (next < seed + count) {
    found.set(next, `${ended}: ${err.trim().split("\n").slice(-2).join(" | ")}`);
    const rest = seed + count - next - 1;
    if (rest > 0) {
      for (const [k, v] of await verdicts(engine, next + 1, rest, zip)) found.set(k, v);
    }
  }
  return found;
}

/** The texts of some seeds on which the engines do not agree. */
export async function fuzzFrontEnd(
  reference: Engine,
  engine: Engine,
  seed: number,
  count: number,
): Promise<Disagreement[]> {
  const zip = fromFileUrl(import.meta.resolve("npm:pyodide@0.29.5/python_stdlib.zip"));
  const wanted = await verdicts(reference, seed, count, zip);
  const got = await verdicts(engine, seed, count, zip);
  const found: Disagreement[] = [];
  for (const [i, line] of wanted) {
    if (line === got.get(i)) continue;
    const show = [join(HERE, "front_end.py"), String(i), "1", zip, String(i)];
    const { out } = await run([...reference.command, ...show], 60);
    found.push({ seed: i, text: out, wanted: line, got: got.get(i) ?? "nothing" });
  }
  return found;
}
