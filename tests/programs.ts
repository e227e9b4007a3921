// The programs of tests/programs: Python files with the output, error output and exit status that CPython 3.13 gives.
//
//   x.py    the program, run in its own directory
//   x.in    its standard input, where it reads any
//   x.out   standard output       x.err   standard error, absent where there is none
//   x.code  the exit status, absent where it is 0
//
// Paths and addresses are normalised on both sides: see `normalise`.

import { dirname, fromFileUrl, join, relative } from "./paths.ts";

/** The repository's directory. */
export const ROOT: string = dirname(dirname(fromFileUrl(import.meta.url)));
/** Where the programs are. */
export const PROGRAMS: string = join(ROOT, "tests/programs");

/** A program and what it is to give. */
export interface Program {
  /** Its path below tests/programs, without `.py`. */
  readonly name: string;
  readonly file: string;
}

/** What a program gave. */
export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** All programs below a folder whose name contains one of the filters; all of them where there is none. */
export function findPrograms(filters: readonly string[], root: string = PROGRAMS): Program[] {
  const programs: Program[] = [];
  const walk = (folder: string): void => {
    for (const entry of Deno.readDirSync(folder)) {
      const path = join(folder, entry.name);
      // helpers that programs import lie in folders whose names begin with an underscore
      if (entry.isDirectory && !entry.name.startsWith("_")) walk(path);
      else if (entry.isFile && entry.name.endsWith(".py") && !entry.name.startsWith("_")) {
        const name = relative(root, path).slice(0, -3);
        if (filters.length === 0 || filters.some((f) => name.includes(f))) {
          programs.push({ name, file: path });
        }
      }
    }
  };
  walk(root);
  return programs.sort((a, b) => a.name < b.name ? -1 : 1);
}

function readText(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return undefined;
  }
}

/** What a program is to give. */
export function expected(p: Program): Outcome {
  const base = p.file.slice(0, -3);
  return {
    out: readText(base + ".out") ?? "",
    err: readText(base + ".err") ?? "",
    code: parseInt(readText(base + ".code") ?? "0"),
  };
}

/** Writes down what a program is to give. */
export function record(p: Program, outcome: Outcome): void {
  const base = p.file.slice(0, -3);
  Deno.writeTextFileSync(base + ".out", outcome.out);
  const optional = (name: string, text: string, present: boolean): void => {
    if (present) Deno.writeTextFileSync(name, text);
    else {
      try {
        Deno.removeSync(name);
      } catch {
        // it was not there
      }
    }
  };
  optional(base + ".err", outcome.err, outcome.err !== "");
  optional(base + ".code", `${outcome.code}\n`, outcome.code !== 0);
}

/** Runs a command on a program. */
export async function runProgram(
  command: string,
  args: readonly string[],
  p: Program,
  environment: Record<string, string> = {},
  seconds = 60,
): Promise<Outcome> {
  const input = readText(p.file.slice(0, -3) + ".in") ?? "";
  const child = new Deno.Command(command, {
    args: [...args, p.file],
    cwd: dirname(p.file),
    env: { PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0", ...environment },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
  const writer = child.stdin.getWriter();
  writer.write(new TextEncoder().encode(input)).then(() => writer.close()).catch(() => {});
  const output = await child.output();
  clearTimeout(timer);
  const decoder = new TextDecoder();
  return {
    out: normalise(decoder.decode(output.stdout)),
    err: normalise(decoder.decode(output.stderr)),
    code: output.signal === null ? output.code : -1,
  };
}

const LIBRARY = /\/[^\s"']*\/(?:python_stdlib\.zip|lib\/python3\.13)(?=\/)/g;

/**
 * Makes what differs between machines and implementations equal: the directory of the programs, the library's, its line
 * numbers in tracebacks, the name of the command, addresses of objects.
 */
export function normalise(text: string): string {
  return text
    .replaceAll(PROGRAMS, "<programs>")
    .replace(LIBRARY, "<library>")
    .replace(/(File "<(?:library|frozen)[^"]*", line )\d+/g, "$1N")
    .replace(/0x[0-9a-f]{6,}/g, "0xADDRESS")
    .replace(/^\/\S+\/(?:python3\.13|najash): /gm, "<python>: ");
}

/** The first line in which two texts differ. */
function firstDifference(what: string, wanted: string, got: string): string {
  const a = wanted.split("\n"), b = got.split("\n");
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  const show = (line: string | undefined): string => line === undefined ? "(end)" : line;
  return `  ${what}, line ${i + 1}\n    expected: ${show(a[i])}\n    found:    ${show(b[i])}`;
}

/** What differs between what a program is to give and what it gave. */
export function differences(wanted: Outcome, got: Outcome): string[] {
  const problems: string[] = [];
  if (wanted.out !== got.out) {
    problems.push(firstDifference("standard output", wanted.out, got.out));
  }
  if (wanted.err !== got.err) problems.push(firstDifference("standard error", wanted.err, got.err));
  if (wanted.code !== got.code) {
    problems.push(`  exit status\n    expected: ${wanted.code}\n    found:    ${got.code}`);
  }
  return problems;
}
