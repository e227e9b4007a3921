// The statement nodes of the syntax tree, one class for each constructor of `stmt` in CPython 3.13's
// abstract grammar, with its names (see ast.ts for the conventions that all nodes keep).

import { mark, Tag } from "./ast_base.ts";
import type { operator } from "./ast_base.ts";
import type { expr } from "./ast_expr.ts";
import type {
  alias,
  arguments_,
  excepthandler,
  keyword,
  match_case,
  type_param,
  withitem,
} from "./ast_misc.ts";

export class FunctionDef {
  declare readonly tag: typeof Tag.FunctionDef;
  name: string;
  args: arguments_;
  body: stmt[];
  decorator_list: expr[];
  returns: expr | null;
  type_comment: string | null;
  type_params: type_param[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    args: arguments_,
    body: stmt[],
    decorator_list: expr[],
    returns: expr | null,
    type_comment: string | null,
    type_params: type_param[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.args = args;
    this.body = body;
    this.decorator_list = decorator_list;
    this.returns = returns;
    this.type_comment = type_comment;
    this.type_params = type_params;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class AsyncFunctionDef {
  declare readonly tag: typeof Tag.AsyncFunctionDef;
  name: string;
  args: arguments_;
  body: stmt[];
  decorator_list: expr[];
  returns: expr | null;
  type_comment: string | null;
  type_params: type_param[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    args: arguments_,
    body: stmt[],
    decorator_list: expr[],
    returns: expr | null,
    type_comment: string | null,
    type_params: type_param[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.args = args;
    this.body = body;
    this.decorator_list = decorator_list;
    this.returns = returns;
    this.type_comment = type_comment;
    this.type_params = type_params;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class ClassDef {
  declare readonly tag: typeof Tag.ClassDef;
  name: string;
  bases: expr[];
  keywords: keyword[];
  body: stmt[];
  decorator_list: expr[];
  type_params: type_param[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: string,
    bases: expr[],
    keywords: keyword[],
    body: stmt[],
    decorator_list: expr[],
    type_params: type_param[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.bases = bases;
    this.keywords = keywords;
    this.body = body;
    this.decorator_list = decorator_list;
    this.type_params = type_params;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Return {
  declare readonly tag: typeof Tag.Return;
  value: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: expr | null,
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

export class Delete {
  declare readonly tag: typeof Tag.Delete;
  targets: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    targets: expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.targets = targets;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Assign {
  declare readonly tag: typeof Tag.Assign;
  targets: expr[];
  value: expr;
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    targets: expr[],
    value: expr,
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.targets = targets;
    this.value = value;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class TypeAlias {
  declare readonly tag: typeof Tag.TypeAlias;
  name: expr;
  type_params: type_param[];
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    name: expr,
    type_params: type_param[],
    value: expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.name = name;
    this.type_params = type_params;
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class AugAssign {
  declare readonly tag: typeof Tag.AugAssign;
  target: expr;
  op: operator;
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    target: expr,
    op: operator,
    value: expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.target = target;
    this.op = op;
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class AnnAssign {
  declare readonly tag: typeof Tag.AnnAssign;
  target: expr;
  annotation: expr;
  value: expr | null;
  simple: number;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    target: expr,
    annotation: expr,
    value: expr | null,
    simple: number,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.target = target;
    this.annotation = annotation;
    this.value = value;
    this.simple = simple;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class For {
  declare readonly tag: typeof Tag.For;
  target: expr;
  iter: expr;
  body: stmt[];
  orelse: stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    target: expr,
    iter: expr,
    body: stmt[],
    orelse: stmt[],
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.target = target;
    this.iter = iter;
    this.body = body;
    this.orelse = orelse;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class AsyncFor {
  declare readonly tag: typeof Tag.AsyncFor;
  target: expr;
  iter: expr;
  body: stmt[];
  orelse: stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    target: expr,
    iter: expr,
    body: stmt[],
    orelse: stmt[],
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.target = target;
    this.iter = iter;
    this.body = body;
    this.orelse = orelse;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class While {
  declare readonly tag: typeof Tag.While;
  test: expr;
  body: stmt[];
  orelse: stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    test: expr,
    body: stmt[],
    orelse: stmt[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.test = test;
    this.body = body;
    this.orelse = orelse;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class If {
  declare readonly tag: typeof Tag.If;
  test: expr;
  body: stmt[];
  orelse: stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    test: expr,
    body: stmt[],
    orelse: stmt[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.test = test;
    this.body = body;
    this.orelse = orelse;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class With {
  declare readonly tag: typeof Tag.With;
  items: withitem[];
  body: stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    items: withitem[],
    body: stmt[],
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.items = items;
    this.body = body;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class AsyncWith {
  declare readonly tag: typeof Tag.AsyncWith;
  items: withitem[];
  body: stmt[];
  type_comment: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    items: withitem[],
    body: stmt[],
    type_comment: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.items = items;
    this.body = body;
    this.type_comment = type_comment;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Match {
  declare readonly tag: typeof Tag.Match;
  subject: expr;
  cases: match_case[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    subject: expr,
    cases: match_case[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.subject = subject;
    this.cases = cases;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Raise {
  declare readonly tag: typeof Tag.Raise;
  exc: expr | null;
  cause: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    exc: expr | null,
    cause: expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.exc = exc;
    this.cause = cause;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Try {
  declare readonly tag: typeof Tag.Try;
  body: stmt[];
  handlers: excepthandler[];
  orelse: stmt[];
  finalbody: stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    body: stmt[],
    handlers: excepthandler[],
    orelse: stmt[],
    finalbody: stmt[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.body = body;
    this.handlers = handlers;
    this.orelse = orelse;
    this.finalbody = finalbody;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class TryStar {
  declare readonly tag: typeof Tag.TryStar;
  body: stmt[];
  handlers: excepthandler[];
  orelse: stmt[];
  finalbody: stmt[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    body: stmt[],
    handlers: excepthandler[],
    orelse: stmt[],
    finalbody: stmt[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.body = body;
    this.handlers = handlers;
    this.orelse = orelse;
    this.finalbody = finalbody;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Assert {
  declare readonly tag: typeof Tag.Assert;
  test: expr;
  msg: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    test: expr,
    msg: expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.test = test;
    this.msg = msg;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Import {
  declare readonly tag: typeof Tag.Import;
  names: alias[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    names: alias[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.names = names;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class ImportFrom {
  declare readonly tag: typeof Tag.ImportFrom;
  module: string | null;
  names: alias[];
  level: number;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    module: string | null,
    names: alias[],
    level: number,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.module = module;
    this.names = names;
    this.level = level;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Global {
  declare readonly tag: typeof Tag.Global;
  names: string[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    names: string[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.names = names;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Nonlocal {
  declare readonly tag: typeof Tag.Nonlocal;
  names: string[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    names: string[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.names = names;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Expr {
  declare readonly tag: typeof Tag.Expr;
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

export class Pass {
  declare readonly tag: typeof Tag.Pass;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Break {
  declare readonly tag: typeof Tag.Break;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Continue {
  declare readonly tag: typeof Tag.Continue;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(lineno: number, col_offset: number, end_lineno: number, end_col_offset: number) {
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

mark(FunctionDef, Tag.FunctionDef);
mark(AsyncFunctionDef, Tag.AsyncFunctionDef);
mark(ClassDef, Tag.ClassDef);
mark(Return, Tag.Return);
mark(Delete, Tag.Delete);
mark(Assign, Tag.Assign);
mark(TypeAlias, Tag.TypeAlias);
mark(AugAssign, Tag.AugAssign);
mark(AnnAssign, Tag.AnnAssign);
mark(For, Tag.For);
mark(AsyncFor, Tag.AsyncFor);
mark(While, Tag.While);
mark(If, Tag.If);
mark(With, Tag.With);
mark(AsyncWith, Tag.AsyncWith);
mark(Match, Tag.Match);
mark(Raise, Tag.Raise);
mark(Try, Tag.Try);
mark(TryStar, Tag.TryStar);
mark(Assert, Tag.Assert);
mark(Import, Tag.Import);
mark(ImportFrom, Tag.ImportFrom);
mark(Global, Tag.Global);
mark(Nonlocal, Tag.Nonlocal);
mark(Expr, Tag.Expr);
mark(Pass, Tag.Pass);
mark(Break, Tag.Break);
mark(Continue, Tag.Continue);

export type stmt =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | Expr
  | Pass
  | Break
  | Continue;
