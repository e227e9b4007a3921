// The front door of the syntax folder: `parse` turns source text into a tree, or throws a SyntaxProblem.

import {
  type expr,
  Expression,
  FunctionType,
  Interactive,
  Module,
  Pass,
  type stmt,
  TypeIgnore,
} from "./ast.ts";
import { findProblem, isStackOverflow, tokenizerFirst } from "./errors.ts";
import { FAIL, type ParseOptions, TOO_COMPLEX } from "./parser_base.ts";
import { StatementParser } from "./parser_stmt.ts";
import { SyntaxProblem } from "./problem.ts";
import { COMMA, DOUBLESTAR, ENDMARKER, LPAR, NEWLINE, RARROW, RPAR, STAR } from "./tokens.ts";
import { Tokenizer } from "./tokenizer.ts";

export type { ParseOptions } from "./parser_base.ts";
export { SyntaxProblem } from "./problem.ts";

export type Mode = "exec" | "eval" | "single" | "func_type";

class Parser extends StatementParser {
  module(): Module {
    const body = this.statements(ENDMARKER);
    const ignores = this.tokenizer.typeIgnores.map(({ lineno, tag }) =>
      new TypeIgnore(lineno, tag)
    );
    return new Module(body, ignores);
  }

  evaluation(): Expression {
    const body = this.expressions();
    while (this.accept(NEWLINE));
    if (this.t[this.p] !== ENDMARKER) this.fail();
    return new Expression(body);
  }

  interactive(): Interactive {
    const { t, p } = this;
    const body: stmt[] = [];
    if (t[p] === NEWLINE) {
      this.p = p + 8;
      body.push(new Pass(t[p + 3], t[p + 4], t[p + 5], t[p + 6]));
    } else if (t[p] === ENDMARKER) this.fail();
    else {
      const compound = this.compoundStatement();
      if (compound === null) this.simpleStatements(body);
      else {
        body.push(compound);
        this.expect(NEWLINE);
      }
    }
    return new Interactive(body);
  }

  /** `(int, str) -> bool`, the form of a function's type comment. */
  functionType(): FunctionType {
    const t = this.t;
    const argtypes: expr[] = [];
    this.expect(LPAR);
    while (t[this.p] !== RPAR) {
      const kind = t[this.p];
      if (kind === STAR || kind === DOUBLESTAR) this.p += 8;
      argtypes.push(this.expression());
      if (t[this.p] !== COMMA || kind === DOUBLESTAR) break;
      if (t[this.p + 8] === RPAR || (kind === STAR && t[this.p + 8] !== DOUBLESTAR)) break;
      this.p += 8;
    }
    this.expect(RPAR);
    this.expect(RARROW);
    const returns = this.expression();
    while (this.accept(NEWLINE));
    if (this.t[this.p] !== ENDMARKER) this.fail();
    return new FunctionType(argtypes, returns);
  }
}

/**
 * Parses a source: `exec` gives a Module, `eval` an Expression, `single` an Interactive, `func_type` a
 * FunctionType. Throws a SyntaxProblem, or what `options.warn` throws.
 *
 * A problem whose `lineno` is 0 and whose `text` is null has no place in the source, only a message.
 */
export function parse(
  source: string,
  filename: string,
  mode: "exec",
  options?: ParseOptions,
): Module;
export function parse(
  source: string,
  filename: string,
  mode: "eval",
  options?: ParseOptions,
): Expression;
export function parse(
  source: string,
  filename: string,
  mode: "single",
  options?: ParseOptions,
): Interactive;
export function parse(
  source: string,
  filename: string,
  mode: Mode,
  options?: ParseOptions,
): Module | Expression | Interactive | FunctionType;
export function parse(
  source: string,
  filename: string,
  mode: Mode,
  options: ParseOptions = {},
): Module | Expression | Interactive | FunctionType {
  if (source.includes("\0")) {
    const msg = "source code string cannot contain null bytes";
    throw new SyntaxProblem("SyntaxError", msg, filename, 0, 0, 0, 0, null);
  }
  if (source.includes("\r")) source = source.replace(/\r\n?/g, "\n");
  if (mode === "exec" && source !== "" && source.charCodeAt(source.length - 1) !== 10) {
    source += "\n";
  }
  const tokenizer = new Tokenizer(source, {
    typeComments: options.typeComments === true,
    extra: false,
    single: mode === "single",
    keepIndent: options.dontImplyDedent === true,
  });
  try {
    return parseTokens(tokenizer, mode, options);
  } catch (problem) {
    if (problem instanceof SyntaxProblem) {
      problem.filename = filename;
      throw problem;
    }
    if (isStackOverflow(problem)) {
      // JavaScript's stack ended before our own count did.
      throw new SyntaxProblem("MemoryError", TOO_COMPLEX, filename, 0, 0, 0, 0, null);
    }
    throw problem;
  } finally {
    tokenizer.release();
  }
}

function parseTokens(
  tokenizer: Tokenizer,
  mode: Mode,
  options: ParseOptions,
): Module | Expression | Interactive | FunctionType {
  tokenizer.run();
  const parser = new Parser(tokenizer, options);
  let tree: Module | Expression | Interactive | FunctionType;
  try {
    if (mode === "exec") tree = parser.module();
    else if (mode === "eval") tree = parser.evaluation();
    else if (mode === "single") tree = parser.interactive();
    else tree = parser.functionType();
  } catch (error) {
    const far = Math.max(parser.far, error === FAIL ? 0 : parser.p);
    if (error !== FAIL && !(error instanceof SyntaxProblem)) throw error;
    issueWarnings(parser, far);
    if (options.allowIncompleteInput === true && tokenizer.reachesEnd(far)) {
      throw parser.problemAtLast("_IncompleteInputError", "incomplete input", far);
    }
    // In the error pass CPython takes `match (x)` before the end of a line for a wrong match statement,
    // whatever comes later; other statements that parse have no wrong forms and are passed over.
    const start = parser.nearMatch >= 0 ? parser.nearMatch : parser.outermost;
    if (error === FAIL) throw findProblem(parser, mode, start, far);
    throw error.type === "MemoryError" ? error : tokenizerFirst(parser, error, far);
  }
  issueWarnings(parser, tokenizer.n);
  if (mode === "single" && moreThanOne(tokenizer.source, parser.t[parser.p - 8 + 2])) {
    throw parser.problemAtLast(
      "SyntaxError",
      "multiple statements found while compiling a single statement",
      parser.p - 8,
    );
  }
  return tree;
}

/** Whether there is more than comments and space behind an interactive statement. */
function moreThanOne(source: string, from: number): boolean {
  let comment = false;
  for (let i = from; i < source.length; i++) {
    const c = source.charCodeAt(i);
    if (c === 10) comment = false;
    else if (c === 35) comment = true;
    else if (!comment && c !== 32 && c !== 9 && c !== 12) return true;
  }
  return false;
}

/** Issues the warnings about tokens up to `far`, in the order of the source. */
function issueWarnings(parser: Parser, far: number): void {
  const { tokenizer, options, t } = parser;
  if (tokenizer.warnings.length === 0 && parser.warnings.length === 0) return;
  const warn = options.warn;
  if (warn === undefined) return;
  const limit = far >= tokenizer.n ? tokenizer.length : t[far + 2];
  const all: {
    offset: number;
    msg: string;
    lineno: number;
    token: number;
    problem: () => SyntaxProblem;
  }[] = [];
  for (const { offset, end, msg, lineno } of tokenizer.warnings) {
    if (offset <= limit) {
      all.push({ offset, msg, lineno, token: -1, problem: () => tokenizer.problemAt(msg, end) });
    }
  }
  for (const { offset, msg, lineno, token } of parser.warnings) {
    all.push({
      offset,
      msg,
      lineno,
      token,
      problem: () => parser.problemAtTokens(msg, token, token, token),
    });
  }
  all.sort((a, b) => a.offset - b.offset);
  let previous = -1;
  for (const { offset, msg, lineno, token, problem } of all) {
    // A part that was parsed twice warns once.
    if (offset === previous) continue;
    previous = offset;
    if (!warn("SyntaxWarning", msg, lineno)) continue;
    if (token < 0) throw problem();
    // CPython reads the rest of the tokens for a complaint that goes before this one.
    for (const later of all) {
      if (later.token < 0 && later.offset > offset) {
        if (warn("SyntaxWarning", later.msg, later.lineno)) throw later.problem();
      }
    }
    throw tokenizerFirst(parser, problem(), token);
  }
}
