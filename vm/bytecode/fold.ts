// Constant folding over the whole tree, before the symbol tables are made: exactly what CPython's AST optimizer folds,
// since it shows (in co_consts, in what `is` says of constants, in which names a function uses).
//
// A node is replaced in its parent; the functions return what stands in its place.

import {
  type arguments_,
  type BinOp,
  cmpop,
  type Compare,
  type comprehension,
  Constant,
  type expr,
  expr_context,
  FormattedValue,
  JoinedStr,
  type keyword,
  type mod,
  operator,
  type pattern,
  type stmt,
  Tag,
  Tuple,
  type type_param,
  type UnaryOp,
  unaryop,
} from "../syntax/ast.ts";
import type { ConstantValue } from "../syntax/ast_base.ts";
import { CodeFlag } from "../objects/code.ts";
import type { Located } from "../syntax/scopes.ts";
import { FrozenSetLiteral, type Literal, literalTruth, TupleLiteral } from "./constants.ts";
import { docString } from "./docstrings.ts";
import { foldBinary, foldSubscript, foldUnary } from "./fold_values.ts";

function constant(v: Literal, at: Located): Constant {
  // the tree's type does not know the literals that only folding makes
  return new Constant(
    v as ConstantValue,
    null,
    at.lineno,
    at.col_offset,
    at.end_lineno,
    at.end_col_offset,
  );
}

class Folder {
  private readonly optimize: number;
  private readonly annotations: boolean;

  constructor(optimize: number, flags: number) {
    this.optimize = optimize;
    this.annotations = (flags & CodeFlag.FUTURE_ANNOTATIONS) === 0;
  }

  module(tree: mod): void {
    switch (tree.tag) {
      case Tag.Module:
        this.body(tree.body);
        break;
      case Tag.Interactive:
        this.stmts(tree.body);
        break;
      case Tag.Expression:
        tree.body = this.expr(tree.body);
        break;
    }
  }

  /** A body whose first statement may be a doc string; folding does not make one. */
  private body(body: stmt[]): void {
    const had = docString(body) !== null;
    this.stmts(body);
    if (had) return;
    const made = docString(body);
    if (made === null) return;
    const s = body[0];
    if (s.tag === Tag.Expr) {
      s.value = new JoinedStr(
        [made],
        made.lineno,
        made.col_offset,
        made.end_lineno,
        made.end_col_offset,
      );
    }
  }

  private stmts(body: stmt[]): void {
    for (let i = 0; i < body.length; i++) this.stmt(body[i]);
  }

  private exprs(list: expr[]): void {
    for (let i = 0; i < list.length; i++) {
      const e = list[i];
      const tag = e.tag;
      if (tag !== Tag.Constant) list[i] = this.expr(e);
    }
  }

  private optional(e: expr | null): expr | null {
    return e === null ? null : this.expr(e);
  }

  private optionals(list: (expr | null)[]): void {
    for (let i = 0; i < list.length; i++) {
      const e = list[i];
      if (e !== null) list[i] = this.expr(e);
    }
  }

  private keywords(list: keyword[]): void {
    for (let i = 0; i < list.length; i++) list[i].value = this.expr(list[i].value);
  }

  private stmt(s: stmt): void {
    switch (s.tag) {
      case Tag.Expr:
        s.value = this.expr(s.value);
        break;
      case Tag.Assign:
        this.exprs(s.targets);
        s.value = this.expr(s.value);
        break;
      case Tag.If: {
        let at = s;
        for (;;) {
          at.test = this.expr(at.test);
          this.stmts(at.body);
          const rest: stmt[] = at.orelse;
          if (rest.length !== 1 || rest[0].tag !== Tag.If) {
            this.stmts(rest);
            break;
          }
          at = rest[0];
        }
        break;
      }
      case Tag.Return:
        s.value = this.optional(s.value);
        break;
      case Tag.FunctionDef:
      case Tag.AsyncFunctionDef:
        this.typeParams(s.type_params);
        this.arguments(s.args);
        this.body(s.body);
        this.exprs(s.decorator_list);
        if (this.annotations) s.returns = this.optional(s.returns);
        break;
      case Tag.ClassDef:
        this.typeParams(s.type_params);
        this.exprs(s.bases);
        this.keywords(s.keywords);
        this.body(s.body);
        this.exprs(s.decorator_list);
        break;
      case Tag.Delete:
        this.exprs(s.targets);
        break;
      case Tag.AugAssign:
        s.target = this.expr(s.target);
        s.value = this.expr(s.value);
        break;
      case Tag.AnnAssign:
        s.target = this.expr(s.target);
        if (this.annotations) s.annotation = this.expr(s.annotation);
        s.value = this.optional(s.value);
        break;
      case Tag.For:
      case Tag.AsyncFor:
        s.target = this.expr(s.target);
        s.iter = this.expr(s.iter);
        // no display can be iterated over asynchronously: its type is only for the error's text
        if (s.tag === Tag.For) s.iter = this.iterable(s.iter);
        this.stmts(s.body);
        this.stmts(s.orelse);
        break;
      case Tag.While:
        s.test = this.expr(s.test);
        this.stmts(s.body);
        this.stmts(s.orelse);
        break;
      case Tag.With:
      case Tag.AsyncWith:
        for (const item of s.items) {
          item.context_expr = this.expr(item.context_expr);
          item.optional_vars = this.optional(item.optional_vars);
        }
        this.stmts(s.body);
        break;
      case Tag.Raise:
        s.exc = this.optional(s.exc);
        s.cause = this.optional(s.cause);
        break;
      case Tag.Try:
      case Tag.TryStar:
        this.stmts(s.body);
        for (const h of s.handlers) {
          h.type = this.optional(h.type);
          this.stmts(h.body);
        }
        this.stmts(s.orelse);
        this.stmts(s.finalbody);
        break;
      case Tag.Assert:
        s.test = this.expr(s.test);
        s.msg = this.optional(s.msg);
        break;
      case Tag.TypeAlias:
        s.name = this.expr(s.name);
        this.typeParams(s.type_params);
        s.value = this.expr(s.value);
        break;
      case Tag.Match:
        s.subject = this.expr(s.subject);
        for (const k of s.cases) {
          this.pattern(k.pattern);
          k.guard = this.optional(k.guard);
          this.stmts(k.body);
        }
        break;
    }
  }

  private typeParams(params: type_param[]): void {
    for (const p of params) {
      if (p.tag === Tag.TypeVar) p.bound = this.optional(p.bound);
      p.default_value = this.optional(p.default_value);
    }
  }

  private arguments(a: arguments_): void {
    if (this.annotations) {
      for (const p of a.posonlyargs) p.annotation = this.optional(p.annotation);
      for (const p of a.args) p.annotation = this.optional(p.annotation);
      if (a.vararg !== null) a.vararg.annotation = this.optional(a.vararg.annotation);
      for (const p of a.kwonlyargs) p.annotation = this.optional(p.annotation);
      if (a.kwarg !== null) a.kwarg.annotation = this.optional(a.kwarg.annotation);
    }
    this.optionals(a.kw_defaults);
    this.exprs(a.defaults);
  }

  private pattern(p: pattern): void {
    switch (p.tag) {
      case Tag.MatchValue:
        p.value = this.expr(p.value);
        break;
      case Tag.MatchSequence:
      case Tag.MatchOr:
        for (const q of p.patterns) this.pattern(q);
        break;
      case Tag.MatchMapping:
        this.exprs(p.keys);
        for (const q of p.patterns) this.pattern(q);
        break;
      case Tag.MatchClass:
        p.cls = this.expr(p.cls);
        for (const q of p.patterns) this.pattern(q);
        for (const q of p.kwd_patterns) this.pattern(q);
        break;
      case Tag.MatchAs:
        if (p.pattern !== null) this.pattern(p.pattern);
        break;
    }
  }

  private generators(list: comprehension[]): void {
    for (const g of list) {
      g.target = this.expr(g.target);
      g.iter = this.iterable(this.expr(g.iter));
      this.exprs(g.ifs);
    }
  }

  private expr(e: expr): expr {
    switch (e.tag) {
      case Tag.Constant:
        return e;
      case Tag.Name:
        if (e.ctx === expr_context.Load && e.id === "__debug__") {
          return constant(this.optimize === 0, e);
        }
        return e;
      case Tag.Attribute:
        e.value = this.expr(e.value);
        return e;
      case Tag.Call:
        e.func = this.expr(e.func);
        this.exprs(e.args);
        this.keywords(e.keywords);
        return e;
      case Tag.Subscript:
        e.value = this.expr(e.value);
        e.slice = this.expr(e.slice);
        if (
          e.ctx === expr_context.Load && e.value.tag === Tag.Constant &&
          e.slice.tag === Tag.Constant
        ) {
          const r = foldSubscript(e.value.value, e.slice.value);
          if (r !== null) return constant(r.v, e);
        }
        return e;
      case Tag.BinOp:
        return this.binOp(e);
      case Tag.BoolOp:
        this.exprs(e.values);
        return e;
      case Tag.UnaryOp:
        e.operand = this.expr(e.operand);
        return this.unary(e);
      case Tag.Compare:
        e.left = this.expr(e.left);
        this.exprs(e.comparators);
        this.compare(e);
        return e;
      case Tag.Lambda:
        this.arguments(e.args);
        e.body = this.expr(e.body);
        return e;
      case Tag.IfExp:
        e.test = this.expr(e.test);
        e.body = this.expr(e.body);
        e.orelse = this.expr(e.orelse);
        return e;
      case Tag.Dict:
        this.optionals(e.keys);
        this.exprs(e.values);
        return e;
      case Tag.Set:
      case Tag.List:
        this.exprs(e.elts);
        return e;
      case Tag.Tuple:
        this.exprs(e.elts);
        if (e.ctx !== expr_context.Load) return e;
        return this.tuple(e.elts, e) ?? e;
      case Tag.ListComp:
      case Tag.SetComp:
      case Tag.GeneratorExp:
        e.elt = this.expr(e.elt);
        this.generators(e.generators);
        return e;
      case Tag.DictComp:
        e.key = this.expr(e.key);
        e.value = this.expr(e.value);
        this.generators(e.generators);
        return e;
      case Tag.Await:
      case Tag.YieldFrom:
      case Tag.Starred:
      case Tag.NamedExpr:
        e.value = this.expr(e.value);
        return e;
      case Tag.Yield:
        e.value = this.optional(e.value);
        return e;
      case Tag.FormattedValue:
        e.value = this.expr(e.value);
        e.format_spec = this.optional(e.format_spec);
        return e;
      case Tag.JoinedStr:
        this.exprs(e.values);
        return e;
      case Tag.Slice:
        e.lower = this.optional(e.lower);
        e.upper = this.optional(e.upper);
        e.step = this.optional(e.step);
        return e;
    }
    return e;
  }

  private tuple(elts: expr[], at: Located): Constant | null {
    const items: Literal[] = [];
    for (let i = 0; i < elts.length; i++) {
      const e = elts[i];
      if (e.tag !== Tag.Constant) return null;
      items.push(e.value);
    }
    return constant(new TupleLiteral(items), at);
  }

  /** What is only iterated over or searched need not be a list or set. */
  private iterable(e: expr): expr {
    if (e.tag === Tag.List) {
      for (const item of e.elts) if (item.tag === Tag.Starred) return e;
      return this.tuple(e.elts, e) ??
        new Tuple(
          e.elts,
          expr_context.Load,
          e.lineno,
          e.col_offset,
          e.end_lineno,
          e.end_col_offset,
        );
    }
    if (e.tag === Tag.Set) {
      const items: Literal[] = [];
      for (const item of e.elts) {
        if (item.tag !== Tag.Constant) return e;
        items.push(item.value);
      }
      return constant(new FrozenSetLiteral(items), e);
    }
    return e;
  }

  private compare(e: Compare): void {
    const last = e.ops.length - 1;
    const op = e.ops[last];
    if (op === cmpop.In || op === cmpop.NotIn) {
      e.comparators[last] = this.iterable(e.comparators[last]);
    }
  }

  private unary(e: UnaryOp): expr {
    const arg = e.operand;
    if (arg.tag === Tag.Constant) {
      const r = foldUnary(e.op, arg.value, literalTruth(arg.value));
      return r === null ? e : constant(r.v, e);
    }
    if (e.op === unaryop.Not && arg.tag === Tag.Compare && arg.ops.length === 1) {
      const op = arg.ops[0];
      // Is 7, IsNot 8, In 9, NotIn 10: only these have an exact opposite
      if (op >= cmpop.Is) {
        arg.ops[0] = (op === cmpop.Is
          ? cmpop.IsNot
          : op === cmpop.IsNot
          ? cmpop.Is
          : op === cmpop.In
          ? cmpop.NotIn
          : cmpop.In) as cmpop;
        return arg;
      }
    }
    return e;
  }

  private binOp(e: BinOp): expr {
    if (e.left.tag !== Tag.BinOp) {
      e.left = this.expr(e.left);
      e.right = this.expr(e.right);
      return this.binOpNode(e);
    }
    const chain: BinOp[] = [];
    let at: expr = e;
    while (at.tag === Tag.BinOp) {
      chain.push(at);
      at = at.left;
    }
    let left = this.expr(at);
    for (let i = chain.length - 1; i >= 0; i--) {
      const node = chain[i];
      node.left = left;
      node.right = this.expr(node.right);
      left = this.binOpNode(node);
    }
    return left;
  }

  private binOpNode(e: BinOp): expr {
    const { left, right } = e;
    if (left.tag !== Tag.Constant) return e;
    if (
      e.op === operator.Mod && right.tag === Tag.Tuple && typeof left.value === "string"
    ) {
      for (const item of right.elts) if (item.tag === Tag.Starred) return e;
      return formatString(left.value, right.elts, e) ?? e;
    }
    if (right.tag !== Tag.Constant) return e;
    const r = foldBinary(e.op, left.value, right.value);
    return r === null ? e : constant(r.v, e);
  }
}

/** What the pieces of the text are given: CPython's have no location. */
const NOWHERE: Located = { lineno: -1, col_offset: -1, end_lineno: -1, end_col_offset: -1 };

const PERCENT = 37;

/** `"%s: %r" % (a, b)` as an f-string, where only %s, %r, %a with plain widths occur. */
function formatString(format: string, elts: expr[], at: Located): JoinedStr | null {
  const parts: expr[] = [];
  const n = format.length;
  let pos = 0;
  let count = 0;
  for (;;) {
    const start = pos;
    while (pos < n) {
      if (format.charCodeAt(pos) !== PERCENT) pos++;
      else if (format.charCodeAt(pos + 1) === PERCENT) pos += 2;
      else break;
    }
    if (pos > start) parts.push(constant(format.slice(start, pos).replaceAll("%%", "%"), NOWHERE));
    if (pos >= n) break;
    if (count >= elts.length) return null;
    const spec = new FormatSpec();
    pos = spec.parse(format, pos + 1);
    if (pos < 0) return null;
    parts.push(spec.value(elts[count++]));
  }
  if (count < elts.length) return null;
  return new JoinedStr(parts, at.lineno, at.col_offset, at.end_lineno, at.end_col_offset);
}

class FormatSpec {
  private left = false;
  private width = -1;
  private precision = -1;
  private conversion = 0;

  /** Parses from behind the `%`; gives the position behind it, or -1 if it is no simple one. */
  parse(format: string, pos: number): number {
    let ch = format.charCodeAt(pos++);
    for (;; ch = format.charCodeAt(pos++)) {
      // - + space # 0
      if (ch === 45) this.left = true;
      else if (ch !== 43 && ch !== 32 && ch !== 35 && ch !== 48) break;
    }
    for (let digits = 0; ch >= 48 && ch <= 57; ch = format.charCodeAt(pos++)) {
      this.width = Math.max(this.width, 0) * 10 + ch - 48;
      if (++digits >= 3) return -1;
    }
    if (ch === 46) {
      this.precision = 0;
      ch = format.charCodeAt(pos++);
      for (let digits = 0; ch >= 48 && ch <= 57; ch = format.charCodeAt(pos++)) {
        this.precision = this.precision * 10 + ch - 48;
        if (++digits >= 3) return -1;
      }
    }
    // s r a
    if (ch !== 115 && ch !== 114 && ch !== 97) return -1;
    this.conversion = ch;
    return pos;
  }

  value(e: expr): FormattedValue {
    let text = "";
    if (!this.left && this.width > 0) text += ">";
    if (this.width >= 0) text += this.width;
    if (this.precision >= 0) text += `.${this.precision}`;
    return new FormattedValue(
      e,
      this.conversion,
      text === "" ? null : constant(text, e),
      e.lineno,
      e.col_offset,
      e.end_lineno,
      e.end_col_offset,
    );
  }
}

/** Folds the constants of a tree, in place. */
export function foldModule(tree: mod, optimize: number, flags: number): void {
  new Folder(optimize, flags).module(tree);
}
