// A line of a source file, for warnings and tracebacks: from the file system or from the packaged library.

import { readOrNull } from "../host/mod.ts";
import { SyntaxProblem } from "../syntax/problem.ts";
import { decodeSource } from "../syntax/source.ts";
import type { Interpreter } from "../vm.ts";
import { decodeByCodec } from "./compile_source.ts";
import { libraryFile } from "./library_importer.ts";

/** The lines of the file read last, because lines are asked for in runs. */
let last: { filename: string; lines: string[] } | undefined;

function readLines(vm: Interpreter, filename: string): string[] {
  const kept = vm.sources.get(filename);
  if (kept !== undefined) return kept.split("\n");
  const bytes = libraryFile(filename) ?? find(vm, filename);
  if (bytes === null) return [];
  try {
    return decodeSource(bytes, { filename, decode: decodeByCodec }).text.split("\n");
  } catch (e) {
    if (e instanceof SyntaxProblem) return [];
    throw e;
  }
}

/** The file; where its name is relative and it is not here, it may lie on `sys.path`, as traceback display has it. */
function find(vm: Interpreter, filename: string): Uint8Array | null {
  if (filename.startsWith("<") && filename.endsWith(">")) return null;
  const here = readOrNull(filename);
  if (here !== null || filename.startsWith("/")) return here;
  for (const folder of vm.pathEntries()) {
    const bytes = readOrNull(`${folder}/${filename}`);
    if (bytes !== null) return bytes;
  }
  return null;
}

/** The line without its end, or `undefined` where it cannot be had. */
export function sourceLine(vm: Interpreter, filename: string, lineno: number): string | undefined {
  if (last?.filename !== filename) last = { filename, lines: readLines(vm, filename) };
  const line = last.lines[lineno - 1];
  return line?.endsWith("\r") ? line.slice(0, -1) : line;
}
