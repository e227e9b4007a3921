// The compiler's entry: from the tree of a module to its code object.
//
// fold (constants, once over the tree) -> future statements -> symbol tables -> code. The tree is changed by
// folding, so it belongs to the compiler from here on. Whatever is wrong is thrown as a SyntaxProblem; its columns
// count bytes, and the text of the line is filled in by whoever has the source.

import { type mod, Tag } from "../syntax/ast.ts";
import type { PyCode } from "../objects/code.ts";
import { SyntaxProblem } from "../syntax/problem.ts";
import { buildScopes } from "../syntax/scopes.ts";
import { tooDeep } from "../syntax/scopes_errors.ts";
import { Compiler, type WarnHook } from "./compiler.ts";
import { operand } from "./expressions.ts";
import { foldModule } from "./fold.ts";
import { generatorEntry } from "./functions.ts";
import { findFutures } from "./future.ts";
import { Op } from "./opcodes.ts";
import { bodyStatements, statements } from "./statements.ts";
import { NO_LOC, UnitKind } from "./unit.ts";

export { CompileFlag, type WarnHook } from "./compiler.ts";

/** What `compile()` is asked for. */
export interface CompileOptions {
  mode?: "exec" | "eval" | "single";
  /** CompileFlag bits and CodeFlag.FUTURE_* of features that are in force anyway. */
  flags?: number;
  /** 0; 1: no asserts; 2: no doc strings either. */
  optimize?: number;
  warn?: WarnHook | null;
}

/** Compiles a tree; throws SyntaxProblem. */
export function compileModule(tree: mod, filename: string, options: CompileOptions = {}): PyCode {
  try {
    return compileTree(tree, filename, options);
  } catch (e) {
    // the tree is deeper than JavaScript's stack: CPython would have found it too deep, or nearly so
    if (e instanceof RangeError && !(e instanceof SyntaxProblem)) throw tooDeep(filename);
    throw e;
  }
}

function compileTree(tree: mod, filename: string, options: CompileOptions): PyCode {
  const optimize = options.optimize ?? 0;
  const futures = findFutures(tree, filename);
  const flags = (options.flags ?? 0) | futures.flags;
  foldModule(tree, optimize, flags);
  const futureAnnotations = (flags & 0x1000000) !== 0;
  const table = buildScopes(tree, filename, futureAnnotations);
  const c = new Compiler(
    filename,
    table,
    flags,
    optimize,
    options.mode === "single" || tree.tag === Tag.Interactive,
    options.warn ?? null,
    futures,
  );
  const u = c.enter(UnitKind.Module, table.top, "<module>", 1, null);
  if (c.topLevelAwait) generatorEntry(c, table.top);
  switch (tree.tag) {
    case Tag.Module:
      bodyStatements(c, tree.body, { lineno: 1, col_offset: 0, end_lineno: 1, end_col_offset: 0 });
      break;
    case Tag.Interactive:
      statements(c, tree.body);
      break;
    case Tag.Expression: {
      const r = operand(c, tree.body);
      u.loc = tree.body;
      u.emit(Op.RETURN_VALUE, r, 0, 0);
      break;
    }
  }
  if (tree.tag !== Tag.Expression) {
    u.loc = NO_LOC;
    u.emit(Op.RETURN_CONST, 0, u.none(), 0);
  }
  return c.leave();
}
