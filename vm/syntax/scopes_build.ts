// The first pass of the symbol tables: notes how each name occurs in each block, and reports what is wrong by
// that alone (duplicate parameters, `global` after use, assignment expressions where none may stand …).

import {
  type alias,
  type arg,
  type arguments_,
  type comprehension,
  type expr,
  expr_context,
  type FunctionDef,
  type keyword,
  type mod,
  type pattern,
  type stmt,
  Tag,
  type type_param,
} from "./ast.ts";
import { SyntaxProblem } from "./problem.ts";
import { Block, BlockKind, Comprehension, Def, type Located, mangle } from "./scopes_block.ts";
import { MAX_DEPTH, problemAt, tooDeep } from "./scopes_errors.ts";

export class ScopeBuilder {
  readonly filename: string;
  readonly futureAnnotations: boolean;
  readonly blocks: Map<object, Block>;
  readonly typeBlocks: Map<object, Block>;
  readonly top: Block;
  private cur: Block;
  private privateName: string | null;
  private depth: number;

  constructor(filename: string, futureAnnotations: boolean) {
    this.filename = filename;
    this.futureAnnotations = futureAnnotations;
    this.blocks = new Map();
    this.typeBlocks = new Map();
    this.top = new Block(BlockKind.Module, "top", 0, null);
    this.cur = this.top;
    this.privateName = null;
    this.depth = 0;
  }

  module(tree: mod): void {
    this.blocks.set(tree, this.top);
    switch (tree.tag) {
      case Tag.Module:
      case Tag.Interactive:
        this.stmts(tree.body);
        break;
      case Tag.Expression:
        this.expr(tree.body);
        break;
      default:
        throw new SyntaxProblem(
          "SyntaxError",
          "this compiler does not handle FunctionTypes",
          this.filename,
          0,
          0,
          0,
          0,
          null,
        );
    }
  }

  private fail(msg: string, at: Located): never {
    throw problemAt(msg, this.filename, at);
  }

  private enter(kind: BlockKind, name: string, at: Located): Block {
    const block = new Block(kind, name, at.lineno, this.cur);
    if (kind !== BlockKind.Annotation) this.cur.children.push(block);
    this.cur = block;
    return block;
  }

  private exit(): void {
    this.cur = this.cur.parent!;
  }

  private lookup(block: Block, name: string): number {
    return block.symbols.get(this.mangled(block, name)) ?? 0;
  }

  private mangled(block: Block, name: string): string {
    if (this.privateName === null) return name;
    if (block.mangledNames !== null && !block.mangledNames.has(name)) return name;
    return mangle(this.privateName, name);
  }

  private add(name: string, flag: number, at: Located): void {
    if ((flag & Def.TYPE_PARAM) !== 0 && this.cur.mangledNames !== null) {
      this.cur.mangledNames.add(name);
    }
    this.addTo(this.cur, name, flag, at);
  }

  private addTo(block: Block, name: string, flag: number, at: Located): void {
    const key = this.privateName === null ? name : this.mangled(block, name);
    const symbols = block.symbols;
    const old = symbols.get(key);
    let flags = flag;
    if (old !== undefined) {
      if ((flag & Def.PARAM) !== 0 && (old & Def.PARAM) !== 0) {
        this.fail(`duplicate argument '${name}' in function definition`, at);
      }
      if ((flag & Def.TYPE_PARAM) !== 0 && (old & Def.TYPE_PARAM) !== 0) {
        this.fail(`duplicate type parameter '${name}'`, at);
      }
      flags = old | flag;
    }
    if (block.iterTarget) {
      if ((flags & (Def.GLOBAL | Def.NONLOCAL)) !== 0) {
        this.fail(
          `comprehension inner loop cannot rebind assignment expression target '${name}'`,
          at,
        );
      }
      flags |= Def.COMP_ITER;
    }
    if (flags !== old) symbols.set(key, flags);
    if ((flag & Def.PARAM) !== 0) block.varnames.push(key);
    else if ((flag & Def.GLOBAL) !== 0) {
      const g = this.top.symbols;
      g.set(key, (g.get(key) ?? 0) | flag);
    }
  }

  private directive(name: string, at: Located): void {
    (this.cur.directives ??= []).push({
      name: this.mangled(this.cur, name),
      lineno: at.lineno,
      col_offset: at.col_offset,
      end_lineno: at.end_lineno,
      end_col_offset: at.end_col_offset,
    });
  }

  // Statements

  private stmts(body: stmt[]): void {
    for (let i = 0; i < body.length; i++) this.stmt(body[i]);
  }

  private stmt(s: stmt): void {
    if (++this.depth > MAX_DEPTH) throw tooDeep(this.filename);
    switch (s.tag) {
      case Tag.Expr:
        this.expr(s.value);
        break;
      case Tag.Assign:
        this.exprs(s.targets);
        this.expr(s.value);
        break;
      case Tag.If:
        this.ifChain(s);
        break;
      case Tag.Return:
        if (s.value !== null) {
          this.expr(s.value);
          this.cur.returnsValue = true;
        }
        break;
      case Tag.FunctionDef:
      case Tag.AsyncFunctionDef:
        this.functionDef(s as FunctionDef);
        break;
      case Tag.ClassDef:
        this.classDef(s);
        break;
      case Tag.Delete:
        this.cur.hasDel = true;
        this.exprs(s.targets);
        break;
      case Tag.AugAssign:
        this.expr(s.target);
        this.expr(s.value);
        break;
      case Tag.AnnAssign:
        this.annAssign(s);
        break;
      case Tag.For:
      case Tag.AsyncFor:
        // outside of functions (where flags allow it) it makes a coroutine of the module
        if (s.tag as number === Tag.AsyncFor) this.cur.coroutine = true;
        this.expr(s.target);
        this.expr(s.iter);
        this.stmts(s.body);
        this.stmts(s.orelse);
        break;
      case Tag.While:
        this.expr(s.test);
        this.stmts(s.body);
        this.stmts(s.orelse);
        break;
      case Tag.With:
      case Tag.AsyncWith:
        if (s.tag as number === Tag.AsyncWith) this.cur.coroutine = true;
        for (const item of s.items) {
          this.expr(item.context_expr);
          if (item.optional_vars !== null) this.expr(item.optional_vars);
        }
        this.stmts(s.body);
        break;
      case Tag.Raise:
        if (s.exc !== null) {
          this.expr(s.exc);
          if (s.cause !== null) this.expr(s.cause);
        }
        break;
      case Tag.Try:
      case Tag.TryStar:
        this.stmts(s.body);
        for (const h of s.handlers) {
          if (h.type !== null) this.expr(h.type);
          if (h.name !== null) {
            this.cur.hasDel = true;
            this.add(h.name, Def.LOCAL, h);
          }
          this.stmts(h.body);
        }
        this.stmts(s.orelse);
        this.stmts(s.finalbody);
        break;
      case Tag.Assert:
        this.expr(s.test);
        if (s.msg !== null) this.expr(s.msg);
        break;
      case Tag.Import:
      case Tag.ImportFrom:
        for (const a of s.names) this.alias(a);
        break;
      case Tag.Global:
        for (const name of s.names) this.declare(name, Def.GLOBAL, s);
        break;
      case Tag.Nonlocal:
        for (const name of s.names) this.declare(name, Def.NONLOCAL, s);
        break;
      case Tag.TypeAlias:
        this.typeAlias(s);
        break;
      case Tag.Match:
        this.expr(s.subject);
        for (const c of s.cases) {
          this.pattern(c.pattern);
          if (c.guard !== null) this.expr(c.guard);
          this.stmts(c.body);
        }
        break;
    }
    this.depth--;
  }

  /** `elif` chains nest in the tree, but not here. */
  private ifChain(s: stmt & { tag: typeof Tag.If }): void {
    const start = this.depth;
    for (;;) {
      this.expr(s.test);
      this.stmts(s.body);
      const rest = s.orelse;
      if (rest.length !== 1 || rest[0].tag !== Tag.If) {
        this.stmts(rest);
        break;
      }
      s = rest[0];
      if (++this.depth > MAX_DEPTH) throw tooDeep(this.filename);
    }
    this.depth = start;
  }

  private declare(name: string, flag: number, at: Located): void {
    const old = this.lookup(this.cur, name);
    if ((old & (Def.PARAM | Def.LOCAL | Def.USE | Def.ANNOT)) !== 0) {
      const word = flag === Def.GLOBAL ? "global" : "nonlocal";
      if ((old & Def.PARAM) !== 0) this.fail(`name '${name}' is parameter and ${word}`, at);
      if ((old & Def.USE) !== 0) {
        this.fail(`name '${name}' is used prior to ${word} declaration`, at);
      }
      if ((old & Def.ANNOT) !== 0) this.fail(`annotated name '${name}' can't be ${word}`, at);
      this.fail(`name '${name}' is assigned to before ${word} declaration`, at);
    }
    this.add(name, flag, at);
    this.directive(name, at);
  }

  private alias(a: alias): void {
    const name = a.asname ?? a.name;
    if (name === "*") {
      if (this.cur.kind !== BlockKind.Module) this.fail("import * only allowed at module level", a);
      return;
    }
    const dot = name.indexOf(".");
    this.add(dot < 0 ? name : name.slice(0, dot), Def.IMPORT, a);
  }

  private annAssign(s: stmt & { tag: typeof Tag.AnnAssign }): void {
    const target = s.target;
    if (target.tag === Tag.Name) {
      const old = this.lookup(this.cur, target.id);
      if (
        (old & (Def.GLOBAL | Def.NONLOCAL)) !== 0 && this.cur !== this.top && s.simple !== 0
      ) {
        const word = (old & Def.GLOBAL) !== 0 ? "global" : "nonlocal";
        this.fail(`annotated name '${target.id}' can't be ${word}`, s);
      }
      if (s.simple !== 0) this.add(target.id, Def.ANNOT | Def.LOCAL, target);
      else if (s.value !== null) this.add(target.id, Def.LOCAL, target);
    } else this.expr(target);
    this.annotation(s.annotation);
    if (s.value !== null) this.expr(s.value);
  }

  private annotation(e: expr): void {
    if (!this.futureAnnotations) {
      this.expr(e);
      return;
    }
    this.enter(BlockKind.Annotation, "_annotation", e);
    this.expr(e);
    this.exit();
  }

  private functionDef(s: FunctionDef): void {
    this.add(s.name, Def.LOCAL, s);
    const args = s.args;
    this.exprs(args.defaults);
    this.optionalExprs(args.kw_defaults);
    this.exprs(s.decorator_list);
    const generic = s.type_params.length > 0;
    if (generic) {
      // CPython always has a place for the defaults
      this.enterTypeParams(s, s.name, true, hasKwDefaults(args), false);
      this.typeParams(s.type_params);
    }
    this.annotations(s, args, s.returns);
    const block = this.enter(BlockKind.Function, s.name, s);
    this.blocks.set(s, block);
    this.parameters(args);
    if (s.tag as number === Tag.AsyncFunctionDef) block.coroutine = true;
    this.stmts(s.body);
    this.exit();
    if (generic) this.exit();
  }

  private annotations(s: FunctionDef, a: arguments_, returns: expr | null): void {
    if (this.futureAnnotations) this.enter(BlockKind.Annotation, "_annotation", s);
    this.argAnnotations(a.posonlyargs);
    this.argAnnotations(a.args);
    if (a.vararg !== null && a.vararg.annotation !== null) this.expr(a.vararg.annotation);
    if (a.kwarg !== null && a.kwarg.annotation !== null) this.expr(a.kwarg.annotation);
    this.argAnnotations(a.kwonlyargs);
    if (this.futureAnnotations) this.exit();
    if (returns !== null) this.annotation(returns);
  }

  private argAnnotations(args: arg[]): void {
    for (const a of args) if (a.annotation !== null) this.expr(a.annotation);
  }

  private parameters(a: arguments_): void {
    for (const p of a.posonlyargs) this.add(p.arg, Def.PARAM, p);
    for (const p of a.args) this.add(p.arg, Def.PARAM, p);
    for (const p of a.kwonlyargs) this.add(p.arg, Def.PARAM, p);
    if (a.vararg !== null) {
      this.add(a.vararg.arg, Def.PARAM, a.vararg);
      this.cur.varargs = true;
    }
    if (a.kwarg !== null) {
      this.add(a.kwarg.arg, Def.PARAM, a.kwarg);
      this.cur.varkeywords = true;
    }
  }

  private classDef(s: stmt & { tag: typeof Tag.ClassDef }): void {
    this.add(s.name, Def.LOCAL, s);
    this.exprs(s.decorator_list);
    const outer = this.privateName;
    const generic = s.type_params.length > 0;
    if (generic) {
      this.enterTypeParams(s, s.name, false, false, true);
      // of the names in this block only the type parameters are mangled
      this.privateName = s.name;
      this.cur.mangledNames = new Set();
      this.typeParams(s.type_params);
    }
    this.exprs(s.bases);
    this.keywords(s.keywords);
    this.blocks.set(s, this.enter(BlockKind.Class, s.name, s));
    this.privateName = s.name;
    if (generic) {
      this.add("__type_params__", Def.LOCAL, s);
      this.add(".type_params", Def.USE, s);
    }
    this.stmts(s.body);
    this.exit();
    if (generic) this.exit();
    this.privateName = outer;
  }

  private typeAlias(s: stmt & { tag: typeof Tag.TypeAlias }): void {
    this.expr(s.name);
    const name = s.name.tag === Tag.Name ? s.name.id : "";
    const inClass = this.cur.kind === BlockKind.Class;
    const generic = s.type_params.length > 0;
    if (generic) {
      this.enterTypeParams(s, name, false, false, false);
      this.typeParams(s.type_params);
    }
    const block = this.enter(BlockKind.TypeAlias, name, s);
    this.blocks.set(s, block);
    block.canSeeClassScope = inClass;
    if (inClass) this.add("__classdict__", Def.USE, s.value);
    this.expr(s.value);
    this.exit();
    if (generic) this.exit();
  }

  private enterTypeParams(
    s: stmt,
    name: string,
    hasDefaults: boolean,
    hasKwDefaults: boolean,
    isClass: boolean,
  ): void {
    const inClass = this.cur.kind === BlockKind.Class;
    const block = this.enter(BlockKind.TypeParameters, name, s);
    this.typeBlocks.set(s, block);
    if (inClass) {
      block.canSeeClassScope = true;
      this.add("__classdict__", Def.USE, s);
    }
    if (isClass) {
      this.add(".type_params", Def.LOCAL, s);
      this.add(".type_params", Def.USE, s);
      this.add(".generic_base", Def.LOCAL, s);
      this.add(".generic_base", Def.USE, s);
    }
    if (hasDefaults) this.add(".defaults", Def.PARAM, s);
    if (hasKwDefaults) this.add(".kwdefaults", Def.PARAM, s);
  }

  private typeParams(params: type_param[]): void {
    for (const p of params) {
      if (++this.depth > MAX_DEPTH) throw tooDeep(this.filename);
      this.add(p.name, Def.TYPE_PARAM | Def.LOCAL, p);
      if (p.tag === Tag.TypeVar) {
        const info = p.bound !== null && p.bound.tag === Tag.Tuple
          ? "a TypeVar constraint"
          : "a TypeVar bound";
        this.typeVariable(this.blocks, p, p.bound, info);
        this.typeVariable(this.typeBlocks, p, p.default_value, "a TypeVar default");
      } else if (p.tag === Tag.ParamSpec) {
        this.typeVariable(this.typeBlocks, p, p.default_value, "a ParamSpec default");
      } else {
        this.typeVariable(this.typeBlocks, p, p.default_value, "a TypeVarTuple default");
      }
      this.depth--;
    }
  }

  private typeVariable(
    into: Map<object, Block>,
    key: type_param,
    e: expr | null,
    info: string,
  ): void {
    if (e === null) return;
    const inClass = this.cur.canSeeClassScope;
    const block = this.enter(BlockKind.TypeVariable, key.name, e);
    into.set(key, block);
    block.canSeeClassScope = inClass;
    block.scopeInfo = info;
    if (inClass) this.add("__classdict__", Def.USE, e);
    this.expr(e);
    this.exit();
  }

  private pattern(p: pattern): void {
    if (++this.depth > MAX_DEPTH) throw tooDeep(this.filename);
    switch (p.tag) {
      case Tag.MatchValue:
        this.expr(p.value);
        break;
      case Tag.MatchSequence:
      case Tag.MatchOr:
        for (const q of p.patterns) this.pattern(q);
        break;
      case Tag.MatchStar:
        if (p.name !== null) this.add(p.name, Def.LOCAL, p);
        break;
      case Tag.MatchMapping:
        this.exprs(p.keys);
        for (const q of p.patterns) this.pattern(q);
        if (p.rest !== null) this.add(p.rest, Def.LOCAL, p);
        break;
      case Tag.MatchClass:
        this.expr(p.cls);
        for (const q of p.patterns) this.pattern(q);
        for (const q of p.kwd_patterns) this.pattern(q);
        break;
      case Tag.MatchAs:
        if (p.pattern !== null) this.pattern(p.pattern);
        if (p.name !== null) this.add(p.name, Def.LOCAL, p);
        break;
    }
    this.depth--;
  }

  // Expressions

  private exprs(list: expr[]): void {
    for (let i = 0; i < list.length; i++) this.expr(list[i]);
  }

  private optionalExprs(list: (expr | null)[]): void {
    for (const e of list) if (e !== null) this.expr(e);
  }

  private keywords(list: keyword[]): void {
    for (let i = 0; i < list.length; i++) this.expr(list[i].value);
  }

  private expr(e: expr): void {
    if (++this.depth > MAX_DEPTH) throw tooDeep(this.filename);
    switch (e.tag) {
      case Tag.Constant:
        break;
      case Tag.Name: {
        const load = e.ctx === expr_context.Load;
        this.add(e.id, load ? Def.USE : Def.LOCAL, e);
        if (load && e.id === "super" && this.cur.isFunctionLike()) {
          this.add("__class__", Def.USE, e);
        }
        break;
      }
      case Tag.Attribute:
        this.expr(e.value);
        break;
      case Tag.Call:
        this.expr(e.func);
        this.exprs(e.args);
        this.keywords(e.keywords);
        break;
      case Tag.Subscript:
        this.expr(e.value);
        this.expr(e.slice);
        break;
      case Tag.BinOp:
        this.binOp(e);
        break;
      case Tag.Compare:
        this.expr(e.left);
        this.exprs(e.comparators);
        break;
      case Tag.BoolOp:
        this.exprs(e.values);
        break;
      case Tag.UnaryOp:
        this.expr(e.operand);
        break;
      case Tag.Tuple:
      case Tag.List:
      case Tag.Set:
        this.exprs(e.elts);
        break;
      case Tag.Dict:
        this.optionalExprs(e.keys);
        this.exprs(e.values);
        break;
      case Tag.IfExp:
        this.expr(e.test);
        this.expr(e.body);
        this.expr(e.orelse);
        break;
      case Tag.JoinedStr:
        this.exprs(e.values);
        break;
      case Tag.FormattedValue:
        this.expr(e.value);
        if (e.format_spec !== null) this.expr(e.format_spec);
        break;
      case Tag.Starred:
        this.expr(e.value);
        break;
      case Tag.Slice:
        if (e.lower !== null) this.expr(e.lower);
        if (e.upper !== null) this.expr(e.upper);
        if (e.step !== null) this.expr(e.step);
        break;
      case Tag.Lambda:
        this.exprs(e.args.defaults);
        this.optionalExprs(e.args.kw_defaults);
        this.blocks.set(e, this.enter(BlockKind.Function, "lambda", e));
        this.parameters(e.args);
        this.expr(e.body);
        this.exit();
        break;
      case Tag.ListComp:
        this.comprehension(e, "listcomp", Comprehension.List, e.generators, e.elt, null);
        break;
      case Tag.SetComp:
        this.comprehension(e, "setcomp", Comprehension.Set, e.generators, e.elt, null);
        break;
      case Tag.DictComp:
        this.comprehension(e, "dictcomp", Comprehension.Dict, e.generators, e.key, e.value);
        break;
      case Tag.GeneratorExp:
        this.comprehension(e, "genexpr", Comprehension.Generator, e.generators, e.elt, null);
        break;
      case Tag.NamedExpr:
        this.checkAnnotationBlock("named expression", e);
        this.namedExpr(e, e.target, e.value);
        break;
      case Tag.Yield:
        this.checkAnnotationBlock("yield expression", e);
        if (e.value !== null) this.expr(e.value);
        this.cur.generator = true;
        this.checkComprehension(e);
        break;
      case Tag.YieldFrom:
        this.checkAnnotationBlock("yield expression", e);
        this.expr(e.value);
        this.cur.generator = true;
        this.checkComprehension(e);
        break;
      case Tag.Await:
        this.checkAnnotationBlock("await expression", e);
        this.expr(e.value);
        this.cur.coroutine = true;
        break;
    }
    this.depth--;
  }

  /** `a + b + c …` leans to the left: goes down without recursion, so that long chains need no stack. */
  private binOp(e: expr & { tag: typeof Tag.BinOp }): void {
    if (e.left.tag !== Tag.BinOp) {
      this.expr(e.left);
      this.expr(e.right);
      return;
    }
    const start = this.depth;
    const chain: (typeof e)[] = [];
    let left: expr = e;
    while (left.tag === Tag.BinOp) {
      chain.push(left);
      left = left.left;
      if (++this.depth > MAX_DEPTH) throw tooDeep(this.filename);
    }
    this.depth--;
    this.expr(left);
    for (let i = chain.length - 1; i >= 0; i--) {
      this.expr(chain[i].right);
      this.depth--;
    }
    this.depth = start;
  }

  private comprehension(
    e: expr,
    name: string,
    kind: number,
    generators: comprehension[],
    elt: expr,
    value: expr | null,
  ): void {
    const outermost = generators[0];
    this.cur.iterExpr++;
    this.expr(outermost.iter);
    this.cur.iterExpr--;
    const block = this.enter(BlockKind.Function, name, e);
    this.blocks.set(e, block);
    block.comprehension = kind;
    if (outermost.is_async !== 0) block.coroutine = true;
    this.add(".0", Def.PARAM, e);
    block.iterTarget = true;
    this.expr(outermost.target);
    block.iterTarget = false;
    this.exprs(outermost.ifs);
    for (let i = 1; i < generators.length; i++) {
      const g = generators[i];
      block.iterTarget = true;
      this.expr(g.target);
      block.iterTarget = false;
      block.iterExpr++;
      this.expr(g.iter);
      block.iterExpr--;
      this.exprs(g.ifs);
      if (g.is_async !== 0) block.coroutine = true;
    }
    if (value !== null) this.expr(value);
    this.expr(elt);
    const generator = kind === Comprehension.Generator;
    block.generator = generator;
    this.exit();
    if (block.coroutine && !generator) this.cur.coroutine = true;
  }

  private namedExpr(e: expr, target: expr, value: expr): void {
    const cur = this.cur;
    if (cur.iterExpr > 0) {
      this.fail("assignment expression cannot be used in a comprehension iterable expression", e);
    }
    cur.hasNamedExpr = true;
    if (cur.comprehension !== Comprehension.None && target.tag === Tag.Name) {
      this.extendNamedExpr(target.id, target);
    }
    this.expr(value);
    this.expr(target);
  }

  /** An assignment expression in a comprehension binds in the nearest block that is none. */
  private extendNamedExpr(name: string, at: Located): void {
    for (let block: Block | null = this.cur; block !== null; block = block.parent) {
      if (block.comprehension !== Comprehension.None) {
        const flags = this.lookup(block, name);
        if ((flags & Def.COMP_ITER) !== 0 && (flags & Def.LOCAL) !== 0) {
          this.fail(
            `assignment expression cannot rebind comprehension iteration variable '${name}'`,
            at,
          );
        }
        continue;
      }
      block.hasNamedExpr = true;
      switch (block.kind) {
        case BlockKind.Function:
          this.add(
            name,
            (this.lookup(block, name) & Def.GLOBAL) !== 0 ? Def.GLOBAL : Def.NONLOCAL,
            at,
          );
          this.directive(name, at);
          this.addTo(block, name, Def.LOCAL, at);
          return;
        case BlockKind.Module:
          this.add(name, Def.GLOBAL, at);
          this.directive(name, at);
          this.addTo(block, name, Def.GLOBAL, at);
          return;
        case BlockKind.Class:
          this.fail(
            "assignment expression within a comprehension cannot be used in a class body",
            at,
          );
          break;
        case BlockKind.TypeParameters:
          this.fail(
            "assignment expression within a comprehension cannot be used within the definition of a generic",
            at,
          );
          break;
        case BlockKind.TypeAlias:
          this.fail(
            "assignment expression within a comprehension cannot be used in a type alias",
            at,
          );
          break;
        case BlockKind.TypeVariable:
          this.fail(
            "assignment expression within a comprehension cannot be used in a TypeVar bound",
            at,
          );
          break;
      }
    }
  }

  private checkAnnotationBlock(what: string, at: expr): void {
    const block = this.cur;
    switch (block.kind) {
      case BlockKind.Annotation:
        this.fail(`${what} cannot be used within an annotation`, at);
        break;
      case BlockKind.TypeVariable:
        this.fail(`${what} cannot be used within ${block.scopeInfo}`, at);
        break;
      case BlockKind.TypeAlias:
        this.fail(`${what} cannot be used within a type alias`, at);
        break;
      case BlockKind.TypeParameters:
        this.fail(`${what} cannot be used within the definition of a generic`, at);
        break;
    }
  }

  private checkComprehension(at: expr): void {
    switch (this.cur.comprehension) {
      case Comprehension.List:
        this.fail("'yield' inside list comprehension", at);
        break;
      case Comprehension.Set:
        this.fail("'yield' inside set comprehension", at);
        break;
      case Comprehension.Dict:
        this.fail("'yield' inside dict comprehension", at);
        break;
      case Comprehension.Generator:
        this.fail("'yield' inside generator expression", at);
        break;
    }
  }
}

function hasKwDefaults(a: arguments_): boolean {
  for (const d of a.kw_defaults) if (d !== null) return true;
  return false;
}
