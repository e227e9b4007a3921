// The nodes of the syntax tree that are neither statements nor expressions: modules, patterns, type
// parameters, and the small parts (arguments, aliases, handlers …). See ast.ts for the conventions.

import { mark, Tag } from "./ast_base.ts";
import type { ConstantValue } from "./ast_base.ts";
import type { expr } from "./ast_expr.ts";
import type { stmt } from "./ast_stmt.ts";

export class Module {
  declare readonly tag: typeof Tag.Module;
  body: stmt[];
  type_ignores: type_ignore[];
  constructor(body: stmt[], type_ignores: type_ignore[]) {
    this.body = body;
    this.type_ignores = type_ignores;
  }
}

export class Interactive {
  declare readonly tag: typeof Tag.Interactive;
  body: stmt[];
  constructor(body: stmt[]) {
    this.body = body;
  }
}

export class Expression {
  declare readonly tag: typeof Tag.Expression;
  body: expr;
  constructor(body: expr) {
    this.body = body;
  }
}

export class FunctionType {
  declare readonly tag: typeof Tag.FunctionType;
  argtypes: expr[];
  returns: expr;
  constructor(argtypes: expr[], returns: expr) {
    this.argtypes = argtypes;
    this.returns = returns;
  }
}

export class comprehension {
  declare readonly tag: typeof Tag.comprehension;
  target: expr;
  iter: expr;
  ifs: expr[];
  is_async: number;
  constructor(target: expr, iter: expr, ifs: expr[], is_async: number) {
    this.target = target;
    this.iter = iter;
    this.ifs = ifs;
    this.is_async = is_async;
  }
}

export class ExceptHandler {
  declare readonly tag: typeof Tag.ExceptHandler;
  type: expr | null;
  name: string | null;
  body: stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    type: expr | null,
    name: string | null,
    body: stmt[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.type = type;
    this.name = name;
    this.body = body;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class arguments_ {
  declare readonly tag: typeof Tag.arguments;
  posonlyargs: arg[];
  args: arg[];
  vararg: arg | null;
  kwonlyargs: arg[];
  kw_defaults: (expr | null)[];
  kwarg: arg | null;
  defaults: expr[];
  constructor(
    posonlyargs: arg[],
    args: arg[],
    vararg: arg | null,
    kwonlyargs: arg[],
    kw_defaults: (expr | null)[],
    kwarg: arg | null,
    defaults: expr[],
  ) {
    this.posonlyargs = posonlyargs;
    this.args = args;
    this.vararg = vararg;
    this.kwonlyargs = kwonlyargs;
    this.kw_defaults = kw_defaults;
    this.kwarg = kwarg;
    this.defaults = defaults;
  }
}

export class arg {
  declare readonly tag: typeof Tag.arg;
  arg: string;
  annotation: expr | null;
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    arg: string,
    annotation: expr | null,
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.arg = arg;
    this.annotation = annotation;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class keyword {
  declare readonly tag: typeof Tag.keyword;
  arg: string | null;
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    arg: string | null,
    value: expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.arg = arg;
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class alias {
  declare readonly tag: typeof Tag.alias;
  name: string;
  asname: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    asname: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.asname = asname;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class withitem {
  declare readonly tag: typeof Tag.withitem;
  context_expr: expr;
  optional_vars: expr | null;
  constructor(context_expr: expr, optional_vars: expr | null) {
    this.context_expr = context_expr;
    this.optional_vars = optional_vars;
  }
}

export class match_case {
  declare readonly tag: typeof Tag.match_case;
  pattern: pattern;
  guard: expr | null;
  body: stmt[];
  constructor(pattern: pattern, guard: expr | null, body: stmt[]) {
    this.pattern = pattern;
    this.guard = guard;
    this.body = body;
  }
}

export class MatchValue {
  declare readonly tag: typeof Tag.MatchValue;
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class MatchSingleton {
  declare readonly tag: typeof Tag.MatchSingleton;
  value: ConstantValue;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: ConstantValue,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class MatchSequence {
  declare readonly tag: typeof Tag.MatchSequence;
  patterns: pattern[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    patterns: pattern[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.patterns = patterns;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class MatchMapping {
  declare readonly tag: typeof Tag.MatchMapping;
  keys: expr[];
  patterns: pattern[];
  rest: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    keys: expr[],
    patterns: pattern[],
    rest: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.keys = keys;
    this.patterns = patterns;
    this.rest = rest;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class MatchClass {
  declare readonly tag: typeof Tag.MatchClass;
  cls: expr;
  patterns: pattern[];
  kwd_attrs: string[];
  kwd_patterns: pattern[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    cls: expr,
    patterns: pattern[],
    kwd_attrs: string[],
    kwd_patterns: pattern[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.cls = cls;
    this.patterns = patterns;
    this.kwd_attrs = kwd_attrs;
    this.kwd_patterns = kwd_patterns;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class MatchStar {
  declare readonly tag: typeof Tag.MatchStar;
  name: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class MatchAs {
  declare readonly tag: typeof Tag.MatchAs;
  pattern: pattern | null;
  name: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    pattern: pattern | null,
    name: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.pattern = pattern;
    this.name = name;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class MatchOr {
  declare readonly tag: typeof Tag.MatchOr;
  patterns: pattern[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    patterns: pattern[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.patterns = patterns;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class TypeIgnore {
  // The grammar calls this node's text `tag`, so it alone carries no numeric tag.
  lineno: number;
  tag: string;
  constructor(lineno: number, tag: string) {
    this.lineno = lineno;
    this.tag = tag;
  }
}

export class TypeVar {
  declare readonly tag: typeof Tag.TypeVar;
  name: string;
  bound: expr | null;
  default_value: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    bound: expr | null,
    default_value: expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.bound = bound;
    this.default_value = default_value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class ParamSpec {
  declare readonly tag: typeof Tag.ParamSpec;
  name: string;
  default_value: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    default_value: expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.default_value = default_value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class TypeVarTuple {
  declare readonly tag: typeof Tag.TypeVarTuple;
  name: string;
  default_value: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    default_value: expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.default_value = default_value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

mark(Module, Tag.Module);
mark(Interactive, Tag.Interactive);
mark(Expression, Tag.Expression);
mark(FunctionType, Tag.FunctionType);
mark(comprehension, Tag.comprehension);
mark(ExceptHandler, Tag.ExceptHandler);
mark(arguments_, Tag.arguments);
mark(arg, Tag.arg);
mark(keyword, Tag.keyword);
mark(alias, Tag.alias);
mark(withitem, Tag.withitem);
mark(match_case, Tag.match_case);
mark(MatchValue, Tag.MatchValue);
mark(MatchSingleton, Tag.MatchSingleton);
mark(MatchSequence, Tag.MatchSequence);
mark(MatchMapping, Tag.MatchMapping);
mark(MatchClass, Tag.MatchClass);
mark(MatchStar, Tag.MatchStar);
mark(MatchAs, Tag.MatchAs);
mark(MatchOr, Tag.MatchOr);
mark(TypeVar, Tag.TypeVar);
mark(ParamSpec, Tag.ParamSpec);
mark(TypeVarTuple, Tag.TypeVarTuple);

export type mod =
  | Module
  | Interactive
  | Expression
  | FunctionType;

export type excepthandler = ExceptHandler;

export type pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

export type type_ignore = TypeIgnore;

export type type_param =
  | TypeVar
  | ParamSpec
  | TypeVarTuple;
