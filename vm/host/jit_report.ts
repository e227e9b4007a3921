// Where the JIT writes what it did (`-X jit-log=FILE`) and what it emitted (`-X jit-dump=DIR`). Failing to write is no error of
// the program that runs: the report is then incomplete.

/** Appends a line to a file. */
export function appendLine(file: string, line: string): void {
  try {
    Deno.writeTextFileSync(file, line + "\n", { append: true });
  } catch {
    // see above
  }
}

/** Writes a file into a folder, which is made if need be. */
export function writeInto(folder: string, name: string, text: string): void {
  try {
    Deno.mkdirSync(folder, { recursive: true });
    Deno.writeTextFileSync(`${folder}/${name}`, text);
  } catch {
    // see above
  }
}
