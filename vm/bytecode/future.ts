// `from __future__ import …`: which features a module asks for, and up to which line it may.

import { type mod, type stmt, Tag } from "../syntax/ast.ts";
import { CodeFlag } from "../objects/code.ts";
import { SyntaxProblem } from "../syntax/problem.ts";
import { AstralLiteral } from "../syntax/ast_base.ts";

/** What was found. */
export interface Futures {
  flags: number;
  /** Where the last one ends: a later one is an error. */
  lastLine: number;
  lastColumn: number;
}

const BARRY = "barry_as_FLUFL";

/** Features that have become the rule and set no flag. */
const ALWAYS = new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "generator_stop",
]);

function isString(s: stmt): boolean {
  if (s.tag !== Tag.Expr || s.value.tag !== Tag.Constant) return false;
  const v = s.value.value;
  return typeof v === "string" || v instanceof AstralLiteral;
}

function unknown(msg: string, filename: string, s: stmt): SyntaxProblem {
  const { lineno, col_offset } = s;
  return new SyntaxProblem(
    "SyntaxError",
    msg,
    filename,
    lineno,
    col_offset + 1,
    lineno,
    -1,
    null,
  );
}

export function findFutures(tree: mod, filename: string): Futures {
  const found: Futures = { flags: 0, lastLine: -1, lastColumn: -1 };
  if (tree.tag !== Tag.Module && tree.tag !== Tag.Interactive) return found;
  const { body } = tree;
  let i = body.length > 0 && isString(body[0]) ? 1 : 0;
  for (; i < body.length; i++) {
    const s = body[i];
    if (s.tag !== Tag.ImportFrom || s.module !== "__future__" || s.level > 0) break;
    for (const a of s.names) {
      if (a.name === "annotations") found.flags |= CodeFlag.FUTURE_ANNOTATIONS;
      else if (a.name === BARRY) found.flags |= CodeFlag.FUTURE_BARRY_AS_BDFL;
      else if (a.name === "braces") throw unknown("not a chance", filename, s);
      else if (!ALWAYS.has(a.name)) {
        throw unknown(`future feature ${a.name} is not defined`, filename, s);
      }
    }
    found.lastLine = s.lineno;
    found.lastColumn = s.end_col_offset;
  }
  return found;
}
