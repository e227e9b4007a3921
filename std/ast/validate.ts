// The checks of a tree that a program has made: what the parser would never make, the compiler need not expect. The
// order of the checks and their texts are CPython's.

import type { Literal } from "../../vm/bytecode/constants.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import {
  type arg,
  type arguments_,
  type comprehension,
  type expr,
  expr_context,
  type keyword,
  type mod,
  type stmt,
  Tag,
  type type_param,
} from "../../vm/syntax/ast.ts";
import { InvalidLiteral } from "./from_objects.ts";
import { validatePattern } from "./validate_pattern.ts";

/** A node that knows where it stands. */
interface Located {
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
}

const CONTEXT_NAMES = ["", "Load", "Store", "Del"];

/** Throws a Python exception where the tree is none that could have been parsed. */
export function validate(tree: mod): void {
  switch (tree.tag) {
    case Tag.Module:
    case Tag.Interactive:
      statements(tree.body);
      break;
    case Tag.Expression:
      expression(tree.body);
      break;
  }
}

/** The range of lines and columns is one. */
export function positions(at: Located): void {
  const { lineno, col_offset, end_lineno, end_col_offset } = at;
  if (lineno > end_lineno) {
    throw valueError(`AST node line range (${lineno}, ${end_lineno}) is not valid`);
  }
  if (lineno < 0 && end_lineno !== lineno || col_offset < 0 && col_offset !== end_col_offset) {
    throw valueError(
      `AST node column range (${col_offset}, ${end_col_offset}) for line range (${lineno}, ${end_lineno}) is not valid`,
    );
  }
  if (lineno === end_lineno && col_offset > end_col_offset) {
    throw valueError(`line ${lineno}, column ${col_offset}-${end_col_offset} is not a valid range`);
  }
}

/** A name that can be bound. */
export function name(id: string): void {
  if (id === "None" || id === "True" || id === "False") {
    throw valueError(`identifier field can't represent '${id}' constant`);
  }
}

export function notEmpty(items: readonly unknown[], what: string, owner: string): void {
  if (items.length === 0) throw valueError(`empty ${what} on ${owner}`);
}

function statements(list: readonly (stmt | null)[]): void {
  for (const s of list) {
    if (s === null) throw valueError("None disallowed in statement list");
    statement(s);
  }
}

export function body(list: readonly stmt[], owner: string): void {
  notEmpty(list, "body", owner);
  statements(list);
}

export function expressions(
  list: readonly (expr | null)[],
  context: expr_context = expr_context.Load,
  mayLack = false,
): void {
  for (const e of list) {
    if (e !== null) expression(e, context);
    else if (!mayLack) throw valueError("None disallowed in expression list");
  }
}

function optional(e: expr | null): void {
  if (e !== null) expression(e);
}

/** The context that an expression of this kind has; 0 where it has none. */
function contextOf(e: expr): number {
  switch (e.tag) {
    case Tag.Attribute:
    case Tag.Subscript:
    case Tag.Starred:
    case Tag.List:
    case Tag.Tuple:
      return e.ctx;
    case Tag.Name:
      name(e.id);
      return e.ctx;
  }
  return 0;
}

/** Checks an expression that stands where `context` is wanted. */
export function expression(e: expr, context: expr_context = expr_context.Load): void {
  positions(e);
  const actual = contextOf(e);
  if (actual === 0) {
    if (context !== expr_context.Load) {
      throw valueError(
        `expression which can't be assigned to in ${CONTEXT_NAMES[context]} context`,
      );
    }
  } else if (actual !== context) {
    throw valueError(
      `expression must have ${CONTEXT_NAMES[context]} context but has ${
        CONTEXT_NAMES[actual]
      } instead`,
    );
  }
  parts(e, context);
}

function parts(e: expr, context: expr_context): void {
  switch (e.tag) {
    case Tag.BoolOp:
      if (e.values.length < 2) throw valueError("BoolOp with less than 2 values");
      expressions(e.values);
      break;
    case Tag.NamedExpr:
      if (e.target.tag !== Tag.Name) throw typeError("NamedExpr target must be a Name");
      expression(e.value);
      break;
    case Tag.BinOp:
      expression(e.left);
      expression(e.right);
      break;
    case Tag.UnaryOp:
      expression(e.operand);
      break;
    case Tag.Lambda:
      parameters(e.args);
      expression(e.body);
      break;
    case Tag.IfExp:
      expression(e.test);
      expression(e.body);
      expression(e.orelse);
      break;
    case Tag.Dict:
      if (e.keys.length !== e.values.length) {
        throw valueError("Dict doesn't have the same number of keys as values");
      }
      expressions(e.keys, expr_context.Load, true);
      expressions(e.values);
      break;
    case Tag.Set:
      expressions(e.elts);
      break;
    case Tag.ListComp:
    case Tag.SetComp:
    case Tag.GeneratorExp:
      comprehensions(e.generators);
      expression(e.elt);
      break;
    case Tag.DictComp:
      comprehensions(e.generators);
      expression(e.key);
      expression(e.value);
      break;
    case Tag.Await:
    case Tag.YieldFrom:
    case Tag.Attribute:
      expression(e.value);
      break;
    case Tag.Yield:
      optional(e.value);
      break;
    case Tag.Compare:
      if (e.comparators.length === 0) throw valueError("Compare with no comparators");
      if (e.comparators.length !== e.ops.length) {
        throw valueError("Compare has a different number of comparators and operands");
      }
      expressions(e.comparators);
      expression(e.left);
      break;
    case Tag.Call:
      expression(e.func);
      expressions(e.args);
      keywords(e.keywords);
      break;
    case Tag.FormattedValue:
      expression(e.value);
      optional(e.format_spec);
      break;
    case Tag.JoinedStr:
      expressions(e.values);
      break;
    case Tag.Constant:
      constant(e.value);
      break;
    case Tag.Subscript:
      expression(e.slice);
      expression(e.value);
      break;
    case Tag.Starred:
      expression(e.value, context);
      break;
    case Tag.List:
    case Tag.Tuple:
      expressions(e.elts, context);
      break;
    case Tag.Slice:
      optional(e.lower);
      optional(e.upper);
      optional(e.step);
      break;
  }
}

function constant(v: Literal | InvalidLiteral): void {
  if (v instanceof InvalidLiteral) {
    throw typeError(`got an invalid type in Constant: ${v.typeName}`);
  }
}

function comprehensions(generators: readonly comprehension[]): void {
  if (generators.length === 0) throw valueError("comprehension with no generators");
  for (const g of generators) {
    expression(g.target, expr_context.Store);
    expression(g.iter);
    expressions(g.ifs);
  }
}

function keywords(list: readonly keyword[]): void {
  for (const k of list) expression(k.value);
}

function annotations(list: readonly arg[]): void {
  for (const a of list) {
    positions(a);
    optional(a.annotation);
  }
}

function parameters(a: arguments_): void {
  annotations(a.posonlyargs);
  annotations(a.args);
  if (a.vararg !== null) optional(a.vararg.annotation);
  annotations(a.kwonlyargs);
  if (a.kwarg !== null) optional(a.kwarg.annotation);
  if (a.defaults.length > a.posonlyargs.length + a.args.length) {
    throw valueError("more positional defaults than args on arguments");
  }
  if (a.kw_defaults.length !== a.kwonlyargs.length) {
    throw valueError("length of kwonlyargs is not the same as kw_defaults on arguments");
  }
  expressions(a.defaults);
  expressions(a.kw_defaults, expr_context.Load, true);
}

function typeParameters(list: readonly type_param[]): void {
  for (const p of list) {
    positions(p);
    name(p.name);
    if (p.tag === Tag.TypeVar) optional(p.bound);
    optional(p.default_value);
  }
}

function targets(list: readonly expr[], context: expr_context, owner: string): void {
  notEmpty(list, "targets", owner);
  expressions(list, context);
}

function statement(s: stmt): void {
  positions(s);
  switch (s.tag) {
    case Tag.FunctionDef:
    case Tag.AsyncFunctionDef:
      body(s.body, s.tag === Tag.FunctionDef ? "FunctionDef" : "AsyncFunctionDef");
      typeParameters(s.type_params);
      parameters(s.args);
      expressions(s.decorator_list);
      optional(s.returns);
      break;
    case Tag.ClassDef:
      body(s.body, "ClassDef");
      typeParameters(s.type_params);
      expressions(s.bases);
      keywords(s.keywords);
      expressions(s.decorator_list);
      break;
    case Tag.Return:
      optional(s.value);
      break;
    case Tag.Delete:
      targets(s.targets, expr_context.Del, "Delete");
      break;
    case Tag.Assign:
      targets(s.targets, expr_context.Store, "Assign");
      expression(s.value);
      break;
    case Tag.TypeAlias:
      if (s.name.tag !== Tag.Name) throw typeError("TypeAlias with non-Name name");
      expression(s.name, expr_context.Store);
      typeParameters(s.type_params);
      expression(s.value);
      break;
    case Tag.AugAssign:
      expression(s.target, expr_context.Store);
      expression(s.value);
      break;
    case Tag.AnnAssign:
      if (s.target.tag !== Tag.Name && s.simple !== 0) {
        throw typeError("AnnAssign with simple non-Name target");
      }
      expression(s.target, expr_context.Store);
      optional(s.value);
      expression(s.annotation);
      break;
    case Tag.For:
    case Tag.AsyncFor:
      expression(s.target, expr_context.Store);
      expression(s.iter);
      body(s.body, s.tag === Tag.For ? "For" : "AsyncFor");
      statements(s.orelse);
      break;
    case Tag.While:
    case Tag.If:
      expression(s.test);
      body(s.body, s.tag === Tag.While ? "While" : "If");
      statements(s.orelse);
      break;
    default:
      rarer(s);
  }
}

/** The statements that are met less often. */
function rarer(s: stmt): void {
  switch (s.tag) {
    case Tag.With:
    case Tag.AsyncWith: {
      const owner = s.tag === Tag.With ? "With" : "AsyncWith";
      notEmpty(s.items, "items", owner);
      for (const { context_expr, optional_vars } of s.items) {
        expression(context_expr);
        if (optional_vars !== null) expression(optional_vars, expr_context.Store);
      }
      body(s.body, owner);
      break;
    }
    case Tag.Match:
      expression(s.subject);
      notEmpty(s.cases, "cases", "Match");
      for (const c of s.cases) {
        validatePattern(c.pattern, false);
        optional(c.guard);
        body(c.body, "match_case");
      }
      break;
    case Tag.Raise:
      if (s.exc !== null) {
        expression(s.exc);
        optional(s.cause);
      } else if (s.cause !== null) throw valueError("Raise with cause but no exception");
      break;
    case Tag.Try:
    case Tag.TryStar: {
      const owner = s.tag === Tag.Try ? "Try" : "TryStar";
      body(s.body, owner);
      if (s.handlers.length === 0) {
        if (s.finalbody.length === 0) {
          throw valueError(`${owner} has neither except handlers nor finalbody`);
        }
        if (s.orelse.length > 0) throw valueError(`${owner} has orelse but no except handlers`);
      }
      for (const h of s.handlers) {
        positions(h);
        optional(h.type);
        body(h.body, "ExceptHandler");
      }
      statements(s.finalbody);
      statements(s.orelse);
      break;
    }
    case Tag.Assert:
      expression(s.test);
      optional(s.msg);
      break;
    case Tag.Import:
      notEmpty(s.names, "names", "Import");
      break;
    case Tag.ImportFrom:
      if (s.level !== null && s.level < 0) throw valueError("Negative ImportFrom level");
      notEmpty(s.names, "names", "ImportFrom");
      break;
    case Tag.Global:
    case Tag.Nonlocal:
      notEmpty(s.names, "names", s.tag === Tag.Global ? "Global" : "Nonlocal");
      break;
    case Tag.Expr:
      expression(s.value);
      break;
  }
}
