// The abstract syntax tree of Python 3.13: one class for each node of CPython's abstract grammar, with
// CPython's class and field names, so that the `ast` module, `compile` and tracebacks can read it as it is.
//
// Conventions that every node keeps:
// - the constructor takes every field in the grammar's order, then, where the node has them, `lineno`,
//   `col_offset`, `end_lineno` and `end_col_offset` (lines from 1, columns from 0 in UTF-8 bytes);
// - an optional field (`?` in the grammar) that is absent is `null`, a list (`*`) is an array, never absent;
// - identifiers are JavaScript strings, in the normal form NFKC;
// - `tag` on the prototype says which class it is (`Tag.Name` …), for a switch; a TypeIgnore has none;
// - operators and contexts are the numbers in `operator`, `unaryop`, `boolop`, `cmpop`, `expr_context`;
// - the node `arguments` is the class `arguments_`, since strict JavaScript reserves the name.
// asdl.ts holds the same grammar as a table.

export {
  AstralLiteral,
  boolop,
  cmpop,
  ELLIPSIS,
  expr_context,
  FloatLiteral,
  ImaginaryLiteral,
  operator,
  Tag,
  unaryop,
} from "./ast_base.ts";
export type { ConstantValue } from "./ast_base.ts";
export * from "./ast_expr.ts";
export * from "./ast_stmt.ts";
export * from "./ast_misc.ts";
