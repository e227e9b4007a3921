// The second pass of the symbol tables: where each name of each block is found.
//
// A name that a block does not bind is looked for in the blocks around it, from the inside out. Blocks are
// analysed from the outside in, so an outer block's answers are there when an inner one asks; on the way
// back each block learns which of its locals inner blocks use (they become cells) and which names
// inner blocks need from further out (they become free here too). Comprehensions other than generator
// expressions are then merged into the block around them (PEP 709).

import { SyntaxProblem } from "./problem.ts";
import {
  type Block,
  BlockKind,
  Comprehension,
  Def,
  Scope,
  SCOPE_MASK,
  SCOPE_SHIFT,
} from "./scopes_block.ts";

const DEF_BITS = (1 << SCOPE_SHIFT) - 1;

/** Decides the Scope of every symbol of the block and those inside; throws SyntaxProblem. */
export function analyzeScopes(top: Block, filename: string): void {
  new Analyzer(filename).block(top, null);
}

/** What a search outwards can find. */
const Found = { None: 0, Bound: 1, Global: 2 } as const;

class Analyzer {
  private readonly filename: string;

  constructor(filename: string) {
    this.filename = filename;
  }

  private fail(block: Block, msg: string, name: string): never {
    for (const d of block.directives ?? []) {
      if (d.name !== name) continue;
      throw new SyntaxProblem(
        "SyntaxError",
        msg,
        this.filename,
        d.lineno,
        d.col_offset + 1,
        d.end_lineno,
        d.end_col_offset + 1,
        null,
      );
    }
    throw new SyntaxProblem("SyntaxError", msg, this.filename, 0, 0, 0, 0, null);
  }

  /** How a name of a block inside `from` (inclusive) and its parents is bound. */
  private find(from: Block | null, name: string): number {
    for (let b = from; b !== null; b = b.parent) {
      if (b.kind === BlockKind.Class) {
        if (name === "__class__" || name === "__classdict__") return Found.Bound;
        continue;
      }
      const s = b.symbols.get(name);
      if (s === undefined || (b.spliced !== null && b.spliced.has(name))) continue;
      const scope = (s >> SCOPE_SHIFT) & SCOPE_MASK;
      if (scope === Scope.GLOBAL_EXPLICIT) return Found.Global;
      if (b.isFunctionLike() && (scope === Scope.LOCAL || scope === Scope.CELL)) return Found.Bound;
    }
    return Found.None;
  }

  private isTypeParam(from: Block | null, name: string): boolean {
    for (let b = from; b !== null; b = b.parent) {
      const s = b.symbols.get(name) ?? 0;
      if ((s & Def.BOUND) !== 0 && (s & (Def.GLOBAL | Def.NONLOCAL)) === 0) {
        return (s & Def.TYPE_PARAM) !== 0;
      }
    }
    return false;
  }

  private resolve(block: Block, name: string, flags: number, classEntry: Block | null): number {
    if ((flags & Def.GLOBAL) !== 0) {
      if ((flags & Def.NONLOCAL) !== 0) {
        this.fail(block, `name '${name}' is nonlocal and global`, name);
      }
      return Scope.GLOBAL_EXPLICIT;
    }
    if ((flags & Def.NONLOCAL) !== 0) {
      if (block.kind === BlockKind.Module) {
        this.fail(block, "nonlocal declaration not allowed at module level", name);
      }
      if (this.find(block.parent, name) !== Found.Bound) {
        this.fail(block, `no binding for nonlocal '${name}' found`, name);
      }
      if (this.isTypeParam(block.parent, name)) {
        this.fail(block, `nonlocal binding not allowed for type parameter '${name}'`, name);
      }
      return Scope.FREE;
    }
    if ((flags & Def.BOUND) !== 0) return Scope.LOCAL;
    if (classEntry !== null) {
      // both the class body and a function around it may have the name: then only the class and the globals count
      const inClass = classEntry.symbols.get(name) ?? 0;
      if ((inClass & Def.GLOBAL) !== 0) return Scope.GLOBAL_EXPLICIT;
      if ((inClass & Def.BOUND) !== 0 && (inClass & Def.NONLOCAL) === 0) {
        return Scope.GLOBAL_IMPLICIT;
      }
    }
    return this.find(block.parent, name) === Found.Bound ? Scope.FREE : Scope.GLOBAL_IMPLICIT;
  }

  /** Analyses the block and those inside; gives the names they need from further out. */
  block(block: Block, classEntry: Block | null): Set<string> | null {
    const symbols = block.symbols;
    // names free here, and names that are free in blocks inside
    let own: string[] | null = null;
    let free: Set<string> | null = null;
    for (const [name, flags] of symbols) {
      const scope = this.resolve(block, name, flags, classEntry);
      symbols.set(name, flags | scope << SCOPE_SHIFT);
      if (scope === Scope.FREE) (own ??= []).push(name);
    }
    let inlinedCells: Set<string> | null = null;
    let splice = false;
    for (const child of block.children) {
      let entry: Block | null = null;
      if (child.canSeeClassScope) entry = block.kind === BlockKind.Class ? block : classEntry;
      const inline = child.comprehension !== Comprehension.None &&
        child.comprehension !== Comprehension.Generator && !block.canSeeClassScope;
      let childFree = this.block(child, entry);
      if (inline) {
        childFree ??= new Set();
        inlinedCells = this.inline(block, child, childFree, inlinedCells);
        child.inlined = true;
        splice = true;
        block.hasInlined = true;
      }
      if (childFree !== null && childFree.size > 0) {
        if (free === null) free = childFree;
        else for (const name of childFree) free.add(name);
      }
    }
    if (splice) {
      const children: Block[] = [];
      for (const child of block.children) {
        if (child.inlined) { for (const c of child.children) children.push(c); }
        else children.push(child);
      }
      block.children = children;
    }
    if (block.isFunctionLike()) {
      if (free !== null || inlinedCells !== null) this.cells(symbols, free, inlinedCells);
    } else if (block.kind === BlockKind.Class && free !== null) {
      if (free.delete("__class__")) block.needsClassClosure = true;
      if (free.delete("__classdict__")) block.needsClassdict = true;
    }
    if (inlinedCells !== null) {
      for (const name of inlinedCells) {
        const s = symbols.get(name);
        if (s !== undefined) symbols.set(name, s | Def.COMP_CELL);
      }
    }
    if (free !== null) this.propagate(block, free);
    if (own !== null) {
      free ??= new Set();
      for (const name of own) free.add(name);
    }
    return free;
  }

  private cells(
    symbols: Map<string, number>,
    free: Set<string> | null,
    inlinedCells: Set<string> | null,
  ): void {
    const become = (name: string) => {
      const s = symbols.get(name);
      if (s === undefined || ((s >> SCOPE_SHIFT) & SCOPE_MASK) !== Scope.LOCAL) return;
      symbols.set(name, (s & DEF_BITS) | Scope.CELL << SCOPE_SHIFT);
      free?.delete(name);
    };
    if (free !== null) { for (const name of free) become(name); }
    if (inlinedCells !== null) { for (const name of inlinedCells) become(name); }
  }

  /** Free names of inner blocks that this block does not have become free here, on the way to their owner. */
  private propagate(block: Block, free: Set<string>): void {
    const symbols = block.symbols;
    const classLike = block.kind === BlockKind.Class || block.canSeeClassScope;
    for (const name of free) {
      const s = symbols.get(name);
      if (s !== undefined) {
        if (classLike) symbols.set(name, s | Def.FREE_CLASS);
        continue;
      }
      if (block.kind !== BlockKind.Module && this.find(block.parent, name) !== Found.Bound) {
        continue;
      }
      symbols.set(name, Scope.FREE << SCOPE_SHIFT);
    }
  }

  /** Merges an analysed comprehension into its block; `free` are the comprehension's free names. */
  private inline(
    block: Block,
    comp: Block,
    free: Set<string>,
    inlinedCells: Set<string> | null,
  ): Set<string> | null {
    const symbols = block.symbols;
    let dropClass = false;
    for (const [name, flags] of comp.symbols) {
      if ((flags & Def.PARAM) !== 0) continue;
      let scope = (flags >> SCOPE_SHIFT) & SCOPE_MASK;
      const defs = flags & DEF_BITS;
      if (scope === Scope.CELL || (defs & Def.COMP_CELL) !== 0) {
        (inlinedCells ??= new Set()).add(name);
      }
      // the class does not exist while its body runs
      if (scope === Scope.FREE && block.kind === BlockKind.Class && name === "__class__") {
        scope = Scope.GLOBAL_IMPLICIT;
        free.delete(name);
        dropClass = true;
      }
      const existing = symbols.get(name);
      if (existing === undefined) {
        symbols.set(name, defs | scope << SCOPE_SHIFT);
        (block.spliced ??= new Set()).add(name);
      } else if ((existing & Def.BOUND) !== 0 && block.kind !== BlockKind.Class) {
        // what is free in the comprehension is simply a local now, unless blocks inside it need a cell
        if (!isFreeInChildren(comp, name)) free.delete(name);
      }
    }
    if (dropClass) comp.symbols.delete("__class__");
    return inlinedCells;
  }
}

function isFreeInChildren(block: Block, name: string): boolean {
  for (const child of block.children) if (child.scopeOf(name) === Scope.FREE) return true;
  return false;
}
