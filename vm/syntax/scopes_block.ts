// The data of the symbol tables: blocks, symbols, the bits of both. See scopes.ts.

/** What kind of code a block is. The numbers are `_symtable`'s. */
export const BlockKind = {
  Function: 0,
  Class: 1,
  Module: 2,
  /** Annotations that `from __future__ import annotations` turns into text: not part of the tree of blocks. */
  Annotation: 3,
  TypeAlias: 4,
  /** The hidden function around a generic function, class or alias. */
  TypeParameters: 5,
  /** The hidden function that computes a bound, constraints or a default of a type variable. */
  TypeVariable: 6,
} as const;
export type BlockKind = typeof BlockKind[keyof typeof BlockKind];

/** How a name occurs in a block. */
export const Def = {
  GLOBAL: 1,
  LOCAL: 2,
  PARAM: 4,
  NONLOCAL: 8,
  USE: 16,
  /** Free in a function of a class body that also has the name itself. */
  FREE_CLASS: 64,
  IMPORT: 128,
  ANNOT: 256,
  COMP_ITER: 512,
  TYPE_PARAM: 1024,
  /** A cell in an inlined comprehension only. */
  COMP_CELL: 2048,
  /** LOCAL, PARAM, IMPORT or TYPE_PARAM. */
  BOUND: 2 | 4 | 128 | 1024,
} as const;

/** Where a name is found. */
export const Scope = {
  LOCAL: 1,
  GLOBAL_EXPLICIT: 2,
  GLOBAL_IMPLICIT: 3,
  FREE: 4,
  CELL: 5,
} as const;

export const SCOPE_SHIFT = 12;
export const SCOPE_MASK = 15;

/** Which comprehension a function block is. */
export const Comprehension = { None: 0, List: 1, Dict: 2, Set: 3, Generator: 4 } as const;

/** A `global`, `nonlocal` or name that an assignment expression made one: where to report a fault. */
export interface Directive {
  name: string;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
}

/** Something with a position in the source. */
export interface Located {
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
}

/** A block: a module, a class body, a function, or one of the hidden functions of type parameters. */
export class Block {
  readonly kind: BlockKind;
  readonly name: string;
  readonly lineno: number;
  readonly parent: Block | null;
  /** Def bits and Scope of each name, in the order of first occurrence. */
  readonly symbols: Map<string, number>;
  /** The parameters, in the order of co_varnames. */
  readonly varnames: string[];
  children: Block[];
  directives: Directive[] | null;
  /** Within a function, however deep. */
  nested: boolean;
  generator: boolean;
  coroutine: boolean;
  varargs: boolean;
  varkeywords: boolean;
  returnsValue: boolean;
  annotationsUsed: boolean;
  comprehension: number;
  /** A comprehension that is compiled into the block around it. */
  inlined: boolean;
  /** Has comprehensions that are compiled into it. */
  hasInlined: boolean;
  needsClassClosure: boolean;
  needsClassdict: boolean;
  canSeeClassScope: boolean;
  /** An assignment expression binds a name of this block. */
  hasNamedExpr: boolean;
  /** Parameters are deleted somewhere, so they may be unset. */
  hasDel: boolean;
  /** Names to be mangled, where only type parameters are; null where all are. */
  mangledNames: Set<string> | null;
  /** What the block of a type variable is part of, for messages. */
  scopeInfo: string;
  iterTarget: boolean;
  iterExpr: number;
  /** Names that only an inlined comprehension brought here: blocks inside do not see them. */
  spliced: Set<string> | null;

  constructor(kind: BlockKind, name: string, lineno: number, parent: Block | null) {
    this.kind = kind;
    this.name = name;
    this.lineno = lineno;
    this.parent = parent;
    this.symbols = new Map();
    this.varnames = [];
    this.children = [];
    this.directives = null;
    this.nested = parent !== null && (parent.nested || parent.isFunctionLike());
    this.generator = false;
    this.coroutine = false;
    this.varargs = false;
    this.varkeywords = false;
    this.returnsValue = false;
    this.annotationsUsed = false;
    this.comprehension = Comprehension.None;
    this.inlined = false;
    this.hasInlined = false;
    this.needsClassClosure = false;
    this.needsClassdict = false;
    this.canSeeClassScope = false;
    this.hasNamedExpr = false;
    this.hasDel = false;
    this.mangledNames = parent !== null && kind !== BlockKind.Class ? parent.mangledNames : null;
    this.scopeInfo = "";
    this.iterTarget = false;
    this.iterExpr = parent === null ? 0 : parent.iterExpr;
    this.spliced = null;
  }

  /** Function-like: its names are fast locals. */
  isFunctionLike(): boolean {
    const k = this.kind;
    return k === BlockKind.Function || k >= BlockKind.TypeAlias;
  }

  /** The Scope of a name, 0 if it does not occur. */
  scopeOf(name: string): number {
    const s = this.symbols.get(name);
    return s === undefined ? 0 : (s >> SCOPE_SHIFT) & SCOPE_MASK;
  }
}

/** The blocks of a program, by the node that makes them. */
export interface SymbolTable {
  readonly top: Block;
  /** By FunctionDef, Lambda, ClassDef, comprehension … node. */
  readonly blocks: Map<object, Block>;
  /** Type parameter blocks of a generic definition, by its node; defaults of type parameters by theirs. */
  readonly typeBlocks: Map<object, Block>;
}

/** Private names of a class: `__x` in class `_C` is `_C__x`. */
export function mangle(privateName: string | null, name: string): string {
  if (
    privateName === null || name.charCodeAt(0) !== 0x5f || name.charCodeAt(1) !== 0x5f ||
    name.endsWith("__") || name.includes(".")
  ) return name;
  let i = 0;
  while (i < privateName.length && privateName.charCodeAt(i) === 0x5f) i++;
  return i === privateName.length ? name : "_" + privateName.slice(i) + name;
}
