// Runs programs of the fuzzer on the engines: many in one process, and alone what did not come through that.

import { dirname, fromFileUrl, join } from "../paths.ts";

/** The folder of the fuzzer. */
export const HERE: string = dirname(fromFileUrl(import.meta.url));
/** The checkout. */
export const ROOT: string = dirname(dirname(HERE));

/** Something that runs Python files. */
export interface Engine {
  readonly name: string;
  readonly command: readonly string[];
}

const NAJASH = join(ROOT, "bin/najash");
const MARK = "\x1e";

/** A CPython 3.13, under its own name where the command is pyenv's script; undefined where there is none. */
export function findCPython(): Engine | undefined {
  try {
    const r = new Deno.Command("python3.13", {
      args: ["-c", "import sys; print(sys.executable)"],
      stdout: "piped",
      stderr: "null",
    }).outputSync();
    if (!r.success) return undefined;
    return { name: "CPython", command: [new TextDecoder().decode(r.stdout).trim()] };
  } catch {
    return undefined;
  }
}

/** Najash in each of its modes, with thresholds so low that everything is compiled. */
export function najashModes(wanted: readonly string[]): Engine[] {
  return wanted.map((mode) => ({
    name: `Najash ${mode}`,
    command: mode === "off"
      ? [NAJASH, "-X", "jit=off"]
      : [NAJASH, "-X", `jit=${mode}`, "-X", "jit-threshold=1"],
  }));
}

/** Runs a command: all that it prints, and how it ended. */
export async function run(
  command: readonly string[],
  seconds: number,
): Promise<{ out: string; err: string; ended: string }> {
  const path = `${dirname(Deno.execPath())}:${Deno.env.get("PATH") ?? ""}`;
  const child = new Deno.Command(command[0], {
    args: command.slice(1),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: {
      PYTHONHASHSEED: "0",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONIOENCODING: "utf-8",
      PATH: path,
    },
  }).spawn();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, seconds * 1000);
  const { stdout, stderr, code } = await child.output();
  clearTimeout(timer);
  const decoder = new TextDecoder();
  const err = decoder.decode(stderr);
  return { out: decoder.decode(stdout), err, ended: late ? "timed out" : `status ${code}` };
}

/** What an engine does with each file. What ends the process is part of the outcome of the file that did it. */
export async function outcomes(engine: Engine, files: readonly string[]): Promise<string[]> {
  const all: string[] = [];
  while (all.length < files.length) {
    const rest = files.slice(all.length);
    const batch = [...engine.command, join(HERE, "batch.py"), ...rest];
    const { out, err, ended } = await run(batch, 20 + rest.length);
    const parts = out.split(new RegExp(`^${MARK} (?:\\d+|end)\\n`, "m")).slice(1);
    const whole = out.includes(`${MARK} end\n`);
    if (whole) {
      for (let i = 0; i < rest.length; i++) all.push(parts[i]);
      // what is on standard error belongs to nobody in particular, but it has to be the same
      if (err.trim() !== "") {
        all[all.length - 1] += `standard error:\n${err.replace(/0x[0-9a-f]+/g, "0x")}`;
      }
    } else {
      const done = Math.max(parts.length, 1);
      for (let i = 0; i < done - 1; i++) all.push(parts[i]);
      all.push(`${parts[done - 1] ?? ""}${ended}: ${err.trim().split("\n").slice(-3).join(" | ")}`);
    }
  }
  return all;
}

/** The first line in which two texts differ, or undefined. */
export function firstDifference(wanted: string, got: string): string | undefined {
  const a = wanted.split("\n"), b = got.split("\n");
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i] !== b[i]) return `expected: ${a[i]}\n  found:    ${b[i]}`;
  }
  return undefined;
}
