// The expression nodes of the syntax tree, one class for each constructor of `expr` in CPython 3.13's
// abstract grammar, with its names (see ast.ts for the conventions that all nodes keep).

import { mark, Tag } from "./ast_base.ts";
import type { boolop, cmpop, ConstantValue, expr_context, operator, unaryop } from "./ast_base.ts";
import type { arguments_, comprehension, keyword } from "./ast_misc.ts";

export class BoolOp {
  declare readonly tag: typeof Tag.BoolOp;
  op: boolop;
  values: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    op: boolop,
    values: expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.op = op;
    this.values = values;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class NamedExpr {
  declare readonly tag: typeof Tag.NamedExpr;
  target: expr;
  value: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    target: expr,
    value: expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.target = target;
    this.value = value;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class BinOp {
  declare readonly tag: typeof Tag.BinOp;
  left: expr;
  op: operator;
  right: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    left: expr,
    op: operator,
    right: expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.left = left;
    this.op = op;
    this.right = right;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class UnaryOp {
  declare readonly tag: typeof Tag.UnaryOp;
  op: unaryop;
  operand: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    op: unaryop,
    operand: expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.op = op;
    this.operand = operand;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Lambda {
  declare readonly tag: typeof Tag.Lambda;
  args: arguments_;
  body: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    args: arguments_,
    body: expr,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.args = args;
    this.body = body;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class IfExp {
  declare readonly tag: typeof Tag.IfExp;
  test: expr;
  body: expr;
  orelse: expr;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    test: expr,
    body: expr,
    orelse: expr,
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

export class Dict {
  declare readonly tag: typeof Tag.Dict;
  keys: (expr | null)[];
  values: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    keys: (expr | null)[],
    values: expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.keys = keys;
    this.values = values;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Set {
  declare readonly tag: typeof Tag.Set;
  elts: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    elts: expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.elts = elts;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class ListComp {
  declare readonly tag: typeof Tag.ListComp;
  elt: expr;
  generators: comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    elt: expr,
    generators: comprehension[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.elt = elt;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class SetComp {
  declare readonly tag: typeof Tag.SetComp;
  elt: expr;
  generators: comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    elt: expr,
    generators: comprehension[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.elt = elt;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class DictComp {
  declare readonly tag: typeof Tag.DictComp;
  key: expr;
  value: expr;
  generators: comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    key: expr,
    value: expr,
    generators: comprehension[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.key = key;
    this.value = value;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class GeneratorExp {
  declare readonly tag: typeof Tag.GeneratorExp;
  elt: expr;
  generators: comprehension[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    elt: expr,
    generators: comprehension[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.elt = elt;
    this.generators = generators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Await {
  declare readonly tag: typeof Tag.Await;
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

export class Yield {
  declare readonly tag: typeof Tag.Yield;
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

export class YieldFrom {
  declare readonly tag: typeof Tag.YieldFrom;
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

export class Compare {
  declare readonly tag: typeof Tag.Compare;
  left: expr;
  ops: cmpop[];
  comparators: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    left: expr,
    ops: cmpop[],
    comparators: expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.left = left;
    this.ops = ops;
    this.comparators = comparators;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Call {
  declare readonly tag: typeof Tag.Call;
  func: expr;
  args: expr[];
  keywords: keyword[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    func: expr,
    args: expr[],
    keywords: keyword[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.func = func;
    this.args = args;
    this.keywords = keywords;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class FormattedValue {
  declare readonly tag: typeof Tag.FormattedValue;
  value: expr;
  conversion: number;
  format_spec: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: expr,
    conversion: number,
    format_spec: expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.conversion = conversion;
    this.format_spec = format_spec;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class JoinedStr {
  declare readonly tag: typeof Tag.JoinedStr;
  values: expr[];
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    values: expr[],
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.values = values;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Constant {
  declare readonly tag: typeof Tag.Constant;
  value: ConstantValue;
  kind: string | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: ConstantValue,
    kind: string | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.kind = kind;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Attribute {
  declare readonly tag: typeof Tag.Attribute;
  value: expr;
  attr: string;
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: expr,
    attr: string,
    ctx: expr_context,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.attr = attr;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Subscript {
  declare readonly tag: typeof Tag.Subscript;
  value: expr;
  slice: expr;
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: expr,
    slice: expr,
    ctx: expr_context,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.slice = slice;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Starred {
  declare readonly tag: typeof Tag.Starred;
  value: expr;
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    value: expr,
    ctx: expr_context,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.value = value;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Name {
  declare readonly tag: typeof Tag.Name;
  id: string;
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    id: string,
    ctx: expr_context,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.id = id;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class List {
  declare readonly tag: typeof Tag.List;
  elts: expr[];
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    elts: expr[],
    ctx: expr_context,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.elts = elts;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Tuple {
  declare readonly tag: typeof Tag.Tuple;
  elts: expr[];
  ctx: expr_context;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    elts: expr[],
    ctx: expr_context,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.elts = elts;
    this.ctx = ctx;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

export class Slice {
  declare readonly tag: typeof Tag.Slice;
  lower: expr | null;
  upper: expr | null;
  step: expr | null;
  lineno: number;
  col_offset: number;
  end_lineno: number;
  end_col_offset: number;
  constructor(
    lower: expr | null,
    upper: expr | null,
    step: expr | null,
    lineno: number,
    col_offset: number,
    end_lineno: number,
    end_col_offset: number,
  ) {
    this.lower = lower;
    this.upper = upper;
    this.step = step;
    this.lineno = lineno;
    this.col_offset = col_offset;
    this.end_lineno = end_lineno;
    this.end_col_offset = end_col_offset;
  }
}

mark(BoolOp, Tag.BoolOp);
mark(NamedExpr, Tag.NamedExpr);
mark(BinOp, Tag.BinOp);
mark(UnaryOp, Tag.UnaryOp);
mark(Lambda, Tag.Lambda);
mark(IfExp, Tag.IfExp);
mark(Dict, Tag.Dict);
mark(Set, Tag.Set);
mark(ListComp, Tag.ListComp);
mark(SetComp, Tag.SetComp);
mark(DictComp, Tag.DictComp);
mark(GeneratorExp, Tag.GeneratorExp);
mark(Await, Tag.Await);
mark(Yield, Tag.Yield);
mark(YieldFrom, Tag.YieldFrom);
mark(Compare, Tag.Compare);
mark(Call, Tag.Call);
mark(FormattedValue, Tag.FormattedValue);
mark(JoinedStr, Tag.JoinedStr);
mark(Constant, Tag.Constant);
mark(Attribute, Tag.Attribute);
mark(Subscript, Tag.Subscript);
mark(Starred, Tag.Starred);
mark(Name, Tag.Name);
mark(List, Tag.List);
mark(Tuple, Tag.Tuple);
mark(Slice, Tag.Slice);

export type expr =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | Set
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | JoinedStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;
