// The errors that the symbol tables and the compiler report.

import { SyntaxProblem } from "./problem.ts";
import type { Located } from "./scopes_block.ts";

/** Nested statements and expressions that CPython's compiler takes. */
export const MAX_DEPTH = 9998;

/** The error of a tree that is too deep. */
export function tooDeep(filename: string): SyntaxProblem {
  return new SyntaxProblem(
    "RecursionError",
    "maximum recursion depth exceeded during compilation",
    filename,
    0,
    0,
    0,
    0,
    null,
  );
}

/** A SyntaxError of the compiler: its columns count bytes, from 1, and the line's text is the caller's to find. */
export function problemAt(msg: string, filename: string, at: Located): SyntaxProblem {
  return new SyntaxProblem(
    "SyntaxError",
    msg,
    filename,
    at.lineno,
    at.col_offset + 1,
    at.end_lineno,
    at.end_col_offset + 1,
    null,
  );
}
