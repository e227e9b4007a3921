// The engines that a bench compares, as far as they are found here.

import { dirname, fromFileUrl, join } from "../paths.ts";

/** The folder of the benchmarks. */
export const HERE: string = dirname(fromFileUrl(import.meta.url));
/** The checkout. */
export const ROOT: string = dirname(dirname(HERE));

const DENO = [Deno.execPath(), "run", "--quiet", "-A"];
const TIMEOUT = 300_000;

/** Something that runs Python files. */
export interface Engine {
  readonly name: string;
  /** What stands before a file and its arguments. */
  readonly command: readonly string[];
}

/** Runs a command: what it printed, or an Error with the last line of its complaint. */
export async function output(command: readonly string[]): Promise<string> {
  const path = `${dirname(Deno.execPath())}:${Deno.env.get("PATH") ?? ""}`;
  const child = new Deno.Command(command[0], {
    args: command.slice(1),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { PYTHONDONTWRITEBYTECODE: "1", PATH: path },
  }).spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT);
  const result = await child.output();
  clearTimeout(timer);
  const decoder = new TextDecoder();
  if (!result.success) {
    // the last line that is no place in a stack trace
    const lines = decoder.decode(result.stderr).trimEnd().split("\n").filter((l) => /^\S/.test(l));
    throw new Error(
      result.signal === "SIGKILL" ? "timed out" : lines[lines.length - 1] ?? "failed",
    );
  }
  return decoder.decode(result.stdout);
}

/** Whether a command can be run and succeeds. */
export async function works(command: readonly string[]): Promise<boolean> {
  try {
    await output(command);
    return true;
  } catch {
    return false;
  }
}

/** `taskset` for one core, the last, where there is such a command. */
export async function pin(): Promise<readonly string[]> {
  const command = ["taskset", "-c", String(navigator.hardwareConcurrency - 1)];
  return await works([...command, "true"]) ? command : [];
}

/** The interpreter itself where a command is a script that looks for one, as pyenv's are. */
async function resolved(command: string): Promise<string> {
  try {
    return (await output([command, "-c", "import sys; print(sys.executable)"])).trim();
  } catch {
    return command;
  }
}

/** The engines that are found, in the order of the tables; what is not found is said on standard error. */
export async function findEngines(wanted: readonly string[]): Promise<Engine[]> {
  const najash = (mode: string) => [join(ROOT, "bin/najash"), "-X", `jit=${mode}`];
  const candidates: [string, readonly string[]][] = [
    ["CPython 3.13", [await resolved("python3.13")]],
    ["PyPy", ["pypy3"]],
    ["Pyodide", [...DENO, join(HERE, "pyodide.ts")]],
    ["Najash off", najash("off")],
    ["Najash baseline", najash("baseline")],
    ["Najash full", najash("full")],
  ];
  const engines: Engine[] = [];
  for (const [name, command] of candidates) {
    if (wanted.length > 0 && !wanted.some((w) => name.toLowerCase().includes(w.toLowerCase()))) {
      continue;
    }
    if (await works([...command, "-c", "pass"])) engines.push({ name, command });
    else console.error(`${name}: NOT FOUND HERE, left out`);
  }
  return engines;
}

/** The plain JavaScript engine, for the programs that have such a version. */
export const JAVASCRIPT: Engine = {
  name: "JavaScript",
  command: [...DENO, join(HERE, "javascript/run.ts")],
};
