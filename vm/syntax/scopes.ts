// Symbol tables: which names each block of a program binds and uses, and where each is found at run time.
//
// Two passes, as in CPython. The first (scopes_build.ts) walks the tree and notes, for each block, how each
// name occurs there. The second (scopes_analyze.ts) decides for each name whether it is local, global, a
// cell that inner blocks share, or free, that is, a cell of an outer block. A symbol is one number: Def bits
// and, from SCOPE_SHIFT on, its Scope. The numbers are those the `symtable` module shows.
//
// This file knows the syntax tree only; both the compiler and the `_symtable` module read what it makes.

import type { mod } from "./ast.ts";
import { analyzeScopes } from "./scopes_analyze.ts";
import type { SymbolTable } from "./scopes_block.ts";
import { ScopeBuilder } from "./scopes_build.ts";

export {
  Block,
  BlockKind,
  Comprehension,
  Def,
  type Directive,
  type Located,
  mangle,
  Scope,
  SCOPE_MASK,
  SCOPE_SHIFT,
  type SymbolTable,
} from "./scopes_block.ts";

/** Builds the symbol tables of a module; throws SyntaxProblem. */
export function buildScopes(tree: mod, filename: string, futureAnnotations: boolean): SymbolTable {
  const builder = new ScopeBuilder(filename, futureAnnotations);
  builder.module(tree);
  analyzeScopes(builder.top, filename);
  return { top: builder.top, blocks: builder.blocks, typeBlocks: builder.typeBlocks };
}
