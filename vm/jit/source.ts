// What V8 gets of an emitted text, and what a reader of `-X jit-dump` gets.
//
// The emitter puts a line `//@n` where the code of Python's line n begins. For V8 the text is laid out so that what is emitted for
// a Python line stands in that line of a script which is called like the Python file: profiles (`deno run --cpu-prof`) and
// debuggers then show Python's lines. Control flow may have moved a handler in front of what stands above it; such code stands in
// a later line than its own. For a reader the marks become comments with the Python lines.

const MARK = "//@";

/** The line that says where the code of a Python line begins. */
export function lineMark(line: number): string {
  return MARK + line;
}

/** A script whose value is the factory of the unit: a function of these parameters. */
export function scriptOf(
  text: string,
  parameters: readonly string[],
  prelude: string,
  filename: string,
  firstLine: number,
): string {
  let script = "\n".repeat(Math.max(firstLine - 1, 0)) +
    `(function(${parameters}){"use strict";${prelude}`;
  let at = Math.max(firstLine, 1);
  for (const part of text.split("\n")) {
    if (!part.startsWith(MARK)) script += part + " ";
    else {
      const line = Number(part.slice(MARK.length));
      if (line > at) {
        script += "\n".repeat(line - at);
        at = line;
      }
    }
  }
  return `${script}})\n//# sourceURL=${encodeURI(filename)}`;
}

/** The text as a reader wants it; `source` gives the lines of the Python file, as far as they are known. */
export function readableText(
  text: string,
  heading: string,
  source: (line: number) => string | undefined,
): string {
  let out = `// ${heading}\n`;
  for (const part of text.split("\n")) {
    if (!part.startsWith(MARK)) out += part + "\n";
    else {
      const line = Number(part.slice(MARK.length));
      const python = source(line)?.trim() ?? "";
      out += `\n// ${line}: ${python}\n`;
    }
  }
  return out;
}
