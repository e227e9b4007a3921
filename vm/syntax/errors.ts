// From a source that does not parse to the SyntaxProblem that CPython would raise.

import { tokenizerProblem, unclosedProblem } from "./errors_base.ts";
import { ErrorStatements } from "./errors_stmt.ts";
import type { ParserBase } from "./parser_base.ts";
import { SyntaxProblem } from "./problem.ts";
import { DEDENT, ERRORTOKEN, INDENT, STAR } from "./tokens.ts";

/**
 * The problem of a source in which the parser failed at the token `far`, its furthest. `start` is the
 * statement of the module that it was in: those before it parse, and have no wrong forms.
 */
export function findProblem(
  parser: ParserBase,
  mode: string,
  start: number,
  far: number,
): SyntaxProblem {
  const { t } = parser;
  if (t[far] === ERRORTOKEN) return tokenizerProblem(parser, far);
  const early = earlyProblem(parser, far);
  if (early !== null) return early;
  const pass = new ErrorStatements(parser, start, far);
  try {
    if (mode === "exec") pass.module();
    else if (mode === "eval") pass.evaluation();
    else if (mode === "single") pass.interactive();
    else pass.functionType();
  } catch (problem) {
    // Where JavaScript's stack is too small for this pass, the plain complaint below is made.
    if (!(problem instanceof SyntaxProblem)) {
      if (!isStackOverflow(problem)) throw problem;
      pass.reached = far;
    } else if (t[pass.reached] === ERRORTOKEN) return problem;
    else return tokenizerFirst(parser, problem, pass.reached);
  }
  if (t[far] === INDENT || t[far] === DEDENT) {
    const msg = t[far] === INDENT ? "unexpected indent" : "unexpected unindent";
    return parser.problemAtLast("IndentationError", msg, pass.reached);
  }
  const problem = parser.problemAt(
    "SyntaxError",
    "invalid syntax",
    t[far + 3],
    t[far + 4],
    t[far + 5],
    t[far + 6],
    pass.reached,
  );
  return tokenizerFirst(parser, problem, pass.reached);
}

/** Whether a JavaScript error says that the stack has ended. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}

/**
 * CPython looks for two wrong forms in its first pass already, where it does not find others: a dict that goes
 * wrong behind its first item, and a star in a call without an expression.
 */
function earlyProblem(parser: ParserBase, far: number): SyntaxProblem | null {
  const { open, t } = parser;
  for (let i = open.length - 1; i >= 0; i--) {
    const pass = new ErrorStatements(parser, open[i], far);
    pass.invalid = false;
    try {
      if (t[open[i]] === STAR) pass.starredExpression();
      else pass.atom();
    } catch (problem) {
      if (isStackOverflow(problem)) return null;
      if (!(problem instanceof SyntaxProblem)) throw problem;
      if (t[pass.reached] === ERRORTOKEN) return problem;
      return tokenizerFirst(parser, problem, pass.reached);
    }
  }
  return null;
}

/**
 * What the tokenizer would complain of behind the token `reached` comes before the parser's complaint; an
 * open bracket does if it stands on an earlier line.
 */
export function tokenizerFirst(
  parser: ParserBase,
  problem: SyntaxProblem,
  reached: number,
): SyntaxProblem {
  const { tokenizer, t } = parser;
  if (tokenizer.ending === 0 || tokenizer.endsInFString) return problem;
  if (tokenizer.ending === 2 && tokenizer.error !== null && !tokenizer.deferred) {
    return tokenizer.error;
  }
  const { bracketLines } = tokenizer;
  if (bracketLines.length > 0 && t[reached + 3] > bracketLines[bracketLines.length - 1]) {
    return unclosedProblem(parser, tokenizer.n - 8);
  }
  return problem;
}
