// The SyntaxWarnings of the compiler, for what is nearly always a slip.

import { cmpop, type Compare, type expr, Tag } from "../syntax/ast.ts";
import { FloatLiteral, ImaginaryLiteral } from "../syntax/ast_base.ts";
import type { Compiler } from "./compiler.ts";
import {
  ComplexLiteral,
  FrozenSetLiteral,
  type Literal,
  literalType,
  TupleLiteral,
} from "./constants.ts";

/** The type that the value will have for sure, or "". */
function inferType(e: expr): string {
  switch (e.tag) {
    case Tag.Tuple:
      return "tuple";
    case Tag.List:
    case Tag.ListComp:
      return "list";
    case Tag.Dict:
    case Tag.DictComp:
      return "dict";
    case Tag.Set:
    case Tag.SetComp:
      return "set";
    case Tag.GeneratorExp:
      return "generator";
    case Tag.Lambda:
      return "function";
    case Tag.JoinedStr:
    case Tag.FormattedValue:
      return "str";
    case Tag.Constant:
      return literalType(e.value);
  }
  return "";
}

/** An operand that `is` may sensibly be asked of. */
function isIdentityOperand(e: expr): boolean {
  if (e.tag !== Tag.Constant) return true;
  const v = e.value;
  return v === null || typeof v === "boolean" || typeof v === "symbol";
}

export function checkCompare(c: Compiler, e: Compare): void {
  if (c.warn === null) return;
  let left = isIdentityOperand(e.left);
  let leftExpr = e.left;
  for (let i = 0; i < e.ops.length; i++) {
    const op = e.ops[i];
    const rightExpr = e.comparators[i];
    const right = isIdentityOperand(rightExpr);
    if ((op === cmpop.Is || op === cmpop.IsNot) && (!left || !right)) {
      const type = inferType(left ? rightExpr : leftExpr);
      c.warning(
        op === cmpop.Is
          ? `"is" with '${type}' literal. Did you mean "=="?`
          : `"is not" with '${type}' literal. Did you mean "!="?`,
        e,
      );
      return; // one warning for a chain
    }
    left = right;
    leftExpr = rightExpr;
  }
}

export function checkCalled(c: Compiler, e: expr): void {
  switch (e.tag) {
    case Tag.Constant:
    case Tag.Tuple:
    case Tag.List:
    case Tag.ListComp:
    case Tag.Dict:
    case Tag.DictComp:
    case Tag.Set:
    case Tag.SetComp:
    case Tag.GeneratorExp:
    case Tag.JoinedStr:
    case Tag.FormattedValue:
      c.warning(
        `'${inferType(e)}' object is not callable; perhaps you missed a comma?`,
        e,
      );
  }
}

export function checkSubscripted(c: Compiler, e: expr): void {
  switch (e.tag) {
    case Tag.Constant: {
      const v = e.value as Literal;
      const scalar = v === null || typeof v === "symbol" || typeof v === "number" ||
        typeof v === "bigint" || typeof v === "boolean" || v instanceof FloatLiteral ||
        v instanceof ImaginaryLiteral || v instanceof ComplexLiteral ||
        v instanceof FrozenSetLiteral;
      if (!scalar) return;
      break;
    }
    case Tag.Set:
    case Tag.SetComp:
    case Tag.GeneratorExp:
    case Tag.Lambda:
      break;
    default:
      return;
  }
  c.warning(`'${inferType(e)}' object is not subscriptable; perhaps you missed a comma?`, e);
}

export function checkIndex(c: Compiler, e: expr, index: expr): void {
  const type = inferType(index);
  if (type === "" || type === "int" || type === "bool" || type === "slice") return;
  switch (e.tag) {
    case Tag.Constant: {
      const v = e.value as Literal;
      const sequence = v instanceof TupleLiteral || literalType(v) === "str" ||
        v instanceof Uint8Array;
      if (!sequence) return;
      break;
    }
    case Tag.Tuple:
    case Tag.List:
    case Tag.ListComp:
    case Tag.JoinedStr:
    case Tag.FormattedValue:
      break;
    default:
      return;
  }
  c.warning(
    `${inferType(e)} indices must be integers or slices, not ${type}; perhaps you missed a comma?`,
    e,
  );
}
