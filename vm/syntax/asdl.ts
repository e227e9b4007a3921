// CPython 3.13's abstract grammar as one table, from which the `_ast` module, `ast.dump` and a general
// visitor derive. A type of the grammar maps to its constructors, in CPython's order, each with its fields
// in the notation of ASDL (`type name`, `?` optional, `*` a list). The table is text, and parsed only when
// someone asks (`nodeSpecs`), because an ordinary run never does.

import * as ast from "./ast.ts";

interface AsdlType {
  /** The positions that every constructor of the type has, in the notation of fields. */
  readonly attributes: string;
  readonly members: Readonly<Record<string, string>>;
}

export const ASDL: Readonly<Record<string, AsdlType>> = {
  mod: {
    attributes: "",
    members: {
      Module: "stmt* body, type_ignore* type_ignores",
      Interactive: "stmt* body",
      Expression: "expr body",
      FunctionType: "expr* argtypes, expr returns",
    },
  },
  stmt: {
    attributes: "int lineno, int col_offset, int? end_lineno, int? end_col_offset",
    members: {
      FunctionDef:
        "identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params",
      AsyncFunctionDef:
        "identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params",
      ClassDef:
        "identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params",
      Return: "expr? value",
      Delete: "expr* targets",
      Assign: "expr* targets, expr value, string? type_comment",
      TypeAlias: "expr name, type_param* type_params, expr value",
      AugAssign: "expr target, operator op, expr value",
      AnnAssign: "expr target, expr annotation, expr? value, int simple",
      For: "expr target, expr iter, stmt* body, stmt* orelse, string? type_comment",
      AsyncFor: "expr target, expr iter, stmt* body, stmt* orelse, string? type_comment",
      While: "expr test, stmt* body, stmt* orelse",
      If: "expr test, stmt* body, stmt* orelse",
      With: "withitem* items, stmt* body, string? type_comment",
      AsyncWith: "withitem* items, stmt* body, string? type_comment",
      Match: "expr subject, match_case* cases",
      Raise: "expr? exc, expr? cause",
      Try: "stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody",
      TryStar: "stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody",
      Assert: "expr test, expr? msg",
      Import: "alias* names",
      ImportFrom: "identifier? module, alias* names, int? level",
      Global: "identifier* names",
      Nonlocal: "identifier* names",
      Expr: "expr value",
      Pass: "",
      Break: "",
      Continue: "",
    },
  },
  expr: {
    attributes: "int lineno, int col_offset, int? end_lineno, int? end_col_offset",
    members: {
      BoolOp: "boolop op, expr* values",
      NamedExpr: "expr target, expr value",
      BinOp: "expr left, operator op, expr right",
      UnaryOp: "unaryop op, expr operand",
      Lambda: "arguments args, expr body",
      IfExp: "expr test, expr body, expr orelse",
      Dict: "expr* keys, expr* values",
      Set: "expr* elts",
      ListComp: "expr elt, comprehension* generators",
      SetComp: "expr elt, comprehension* generators",
      DictComp: "expr key, expr value, comprehension* generators",
      GeneratorExp: "expr elt, comprehension* generators",
      Await: "expr value",
      Yield: "expr? value",
      YieldFrom: "expr value",
      Compare: "expr left, cmpop* ops, expr* comparators",
      Call: "expr func, expr* args, keyword* keywords",
      FormattedValue: "expr value, int conversion, expr? format_spec",
      JoinedStr: "expr* values",
      Constant: "constant value, string? kind",
      Attribute: "expr value, identifier attr, expr_context ctx",
      Subscript: "expr value, expr slice, expr_context ctx",
      Starred: "expr value, expr_context ctx",
      Name: "identifier id, expr_context ctx",
      List: "expr* elts, expr_context ctx",
      Tuple: "expr* elts, expr_context ctx",
      Slice: "expr? lower, expr? upper, expr? step",
    },
  },
  comprehension: {
    attributes: "",
    members: {
      comprehension: "expr target, expr iter, expr* ifs, int is_async",
    },
  },
  excepthandler: {
    attributes: "int lineno, int col_offset, int? end_lineno, int? end_col_offset",
    members: {
      ExceptHandler: "expr? type, identifier? name, stmt* body",
    },
  },
  arguments: {
    attributes: "",
    members: {
      arguments:
        "arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults",
    },
  },
  arg: {
    attributes: "int lineno, int col_offset, int? end_lineno, int? end_col_offset",
    members: {
      arg: "identifier arg, expr? annotation, string? type_comment",
    },
  },
  keyword: {
    attributes: "int lineno, int col_offset, int? end_lineno, int? end_col_offset",
    members: {
      keyword: "identifier? arg, expr value",
    },
  },
  alias: {
    attributes: "int lineno, int col_offset, int? end_lineno, int? end_col_offset",
    members: {
      alias: "identifier name, identifier? asname",
    },
  },
  withitem: {
    attributes: "",
    members: {
      withitem: "expr context_expr, expr? optional_vars",
    },
  },
  match_case: {
    attributes: "",
    members: {
      match_case: "pattern pattern, expr? guard, stmt* body",
    },
  },
  pattern: {
    attributes: "int lineno, int col_offset, int end_lineno, int end_col_offset",
    members: {
      MatchValue: "expr value",
      MatchSingleton: "constant value",
      MatchSequence: "pattern* patterns",
      MatchMapping: "expr* keys, pattern* patterns, identifier? rest",
      MatchClass: "expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns",
      MatchStar: "identifier? name",
      MatchAs: "pattern? pattern, identifier? name",
      MatchOr: "pattern* patterns",
    },
  },
  type_ignore: {
    attributes: "",
    members: {
      TypeIgnore: "int lineno, string tag",
    },
  },
  type_param: {
    attributes: "int lineno, int col_offset, int end_lineno, int end_col_offset",
    members: {
      TypeVar: "identifier name, expr? bound, expr? default_value",
      ParamSpec: "identifier name, expr? default_value",
      TypeVarTuple: "identifier name, expr? default_value",
    },
  },
};

/** The types whose constructors have no fields: an operator is a number here, its name is at that index. */
export const ENUMS: Readonly<Record<string, readonly string[]>> = {
  expr_context: ["", ...Object.keys(ast.expr_context)],
  boolop: ["", ...Object.keys(ast.boolop)],
  operator: ["", ...Object.keys(ast.operator)],
  unaryop: ["", ...Object.keys(ast.unaryop)],
  cmpop: ["", ...Object.keys(ast.cmpop)],
};

export interface FieldSpec {
  readonly name: string;
  /** `identifier`, `string`, `int`, `constant`, or a key of ASDL or ENUMS. */
  readonly type: string;
  readonly quantity: "" | "?" | "*";
}

/** Any node, seen through the table. */
export type Node = { [field: string]: unknown };

export interface NodeSpec {
  readonly name: string;
  /** The type of the grammar that it belongs to; the node's own name for a product type. */
  readonly type: string;
  /** Whether `type` has this one constructor of the same name (`arguments`, `alias` …). */
  readonly product: boolean;
  readonly fields: readonly FieldSpec[];
  readonly attributes: readonly FieldSpec[];
  /** The JavaScript class; its constructor takes `fields`, then `attributes`. */
  readonly cls: new (...values: never[]) => object;
}

function parseFields(text: string): FieldSpec[] {
  if (text === "") return [];
  return text.split(", ").map((field) => {
    const [type, name] = field.split(" ");
    const last = type[type.length - 1];
    const quantity = last === "?" || last === "*" ? last : "";
    return { name, type: quantity === "" ? type : type.slice(0, -1), quantity };
  });
}

let specs: Map<string, NodeSpec> | null = null;
let specOfClass: Map<unknown, NodeSpec> | null = null;

/** Every node class by its name in the grammar, in the grammar's order. */
export function nodeSpecs(): ReadonlyMap<string, NodeSpec> {
  if (specs !== null) return specs;
  specs = new Map();
  const classes = ast as unknown as Record<string, NodeSpec["cls"]>;
  for (const [type, { attributes, members }] of Object.entries(ASDL)) {
    for (const [name, fields] of Object.entries(members)) {
      specs.set(name, {
        name,
        type,
        product: name === type,
        fields: parseFields(fields),
        attributes: parseFields(attributes),
        cls: classes[name === "arguments" ? "arguments_" : name],
      });
    }
  }
  return specs;
}

/** The description of a node's class. */
export function specOf(node: object): NodeSpec {
  if (specOfClass === null) {
    specOfClass = new Map();
    for (const spec of nodeSpecs().values()) specOfClass.set(spec.cls, spec);
  }
  const spec = specOfClass.get(node.constructor);
  if (spec === undefined) throw new TypeError("not a node of the syntax tree");
  return spec;
}
