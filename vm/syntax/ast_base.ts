// What every node of the syntax tree leans on: the numeric tags, the operators and contexts, and the
// values that a `Constant` holds. Tags and operators are plain numbers; the numbering of the operators is
// CPython's, from 1. A switch over many tags that has to be fast spells the numbers out with the name beside
// them (`case 55: // Name`): V8 makes a jump table of literals only, and TypeScript narrows by them as well.

export const Tag = {
  Module: 0,
  Interactive: 1,
  Expression: 2,
  FunctionType: 3,
  FunctionDef: 4,
  AsyncFunctionDef: 5,
  ClassDef: 6,
  Return: 7,
  Delete: 8,
  Assign: 9,
  TypeAlias: 10,
  AugAssign: 11,
  AnnAssign: 12,
  For: 13,
  AsyncFor: 14,
  While: 15,
  If: 16,
  With: 17,
  AsyncWith: 18,
  Match: 19,
  Raise: 20,
  Try: 21,
  TryStar: 22,
  Assert: 23,
  Import: 24,
  ImportFrom: 25,
  Global: 26,
  Nonlocal: 27,
  Expr: 28,
  Pass: 29,
  Break: 30,
  Continue: 31,
  BoolOp: 32,
  NamedExpr: 33,
  BinOp: 34,
  UnaryOp: 35,
  Lambda: 36,
  IfExp: 37,
  Dict: 38,
  Set: 39,
  ListComp: 40,
  SetComp: 41,
  DictComp: 42,
  GeneratorExp: 43,
  Await: 44,
  Yield: 45,
  YieldFrom: 46,
  Compare: 47,
  Call: 48,
  FormattedValue: 49,
  JoinedStr: 50,
  Constant: 51,
  Attribute: 52,
  Subscript: 53,
  Starred: 54,
  Name: 55,
  List: 56,
  Tuple: 57,
  Slice: 58,
  comprehension: 59,
  ExceptHandler: 60,
  arguments: 61,
  arg: 62,
  keyword: 63,
  alias: 64,
  withitem: 65,
  match_case: 66,
  MatchValue: 67,
  MatchSingleton: 68,
  MatchSequence: 69,
  MatchMapping: 70,
  MatchClass: 71,
  MatchStar: 72,
  MatchAs: 73,
  MatchOr: 74,
  TypeIgnore: 75,
  TypeVar: 76,
  ParamSpec: 77,
  TypeVarTuple: 78,
} as const;
export type Tag = typeof Tag[keyof typeof Tag];

/** Puts the numeric tag on a node class's prototype, where it costs no space in the nodes. */
export function mark(cls: { readonly prototype: object }, tag: Tag): void {
  Object.defineProperty(cls.prototype, "tag", { value: tag, writable: true, configurable: true });
}

export const expr_context = { Load: 1, Store: 2, Del: 3 } as const;
export type expr_context = typeof expr_context[keyof typeof expr_context];

export const boolop = { And: 1, Or: 2 } as const;
export type boolop = typeof boolop[keyof typeof boolop];

export const operator = {
  Add: 1,
  Sub: 2,
  Mult: 3,
  MatMult: 4,
  Div: 5,
  Mod: 6,
  Pow: 7,
  LShift: 8,
  RShift: 9,
  BitOr: 10,
  BitXor: 11,
  BitAnd: 12,
  FloorDiv: 13,
} as const;
export type operator = typeof operator[keyof typeof operator];

export const unaryop = { Invert: 1, Not: 2, UAdd: 3, USub: 4 } as const;
export type unaryop = typeof unaryop[keyof typeof unaryop];

export const cmpop = {
  Eq: 1,
  NotEq: 2,
  Lt: 3,
  LtE: 4,
  Gt: 5,
  GtE: 6,
  Is: 7,
  IsNot: 8,
  In: 9,
  NotIn: 10,
} as const;
export type cmpop = typeof cmpop[keyof typeof cmpop];

/** A float in the source; a bare JavaScript number is always an int. */
export class FloatLiteral {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** An imaginary number in the source (`2j`): `value` is the imaginary part. */
export class ImaginaryLiteral {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A str that holds at least one code point above U+FFFF, as its code points (lone surrogates may occur). */
export class AstralLiteral {
  readonly points: Uint32Array;
  constructor(points: Uint32Array) {
    this.points = points;
  }
}

/** The value of `...`. */
export const ELLIPSIS: unique symbol = Symbol("Ellipsis");

/**
 * What `Constant.value` and `MatchSingleton.value` may hold: None (`null`), a bool, an int (a bigint only
 * outside ±(2^53-1)), a float, an imaginary number, a str (a JavaScript string when every UTF-16 unit is a
 * code point, lone surrogates included; otherwise an AstralLiteral), bytes, or the ellipsis.
 */
export type ConstantValue =
  | null
  | boolean
  | number
  | bigint
  | FloatLiteral
  | ImaginaryLiteral
  | string
  | AstralLiteral
  | Uint8Array
  | typeof ELLIPSIS;
