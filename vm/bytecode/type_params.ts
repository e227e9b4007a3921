// Type parameters (PEP 695, 696) and the `type` statement. Bounds, constraints, defaults and alias values are hidden
// functions that run when they are first asked for.

import { type expr, Tag, type type_param, type TypeAlias } from "../syntax/ast.ts";
import type { Block, Located } from "../syntax/scopes.ts";
import type { Compiler } from "./compiler.ts";
import { operand } from "./expressions.ts";
import { makeFunction } from "./functions.ts";
import { storeName } from "./names.ts";
import { Intrinsic1, Intrinsic2, Op } from "./opcodes.ts";
import { NO_REG, UnitKind } from "./unit.ts";

/** dst = the function that computes the expression in its hidden block. */
function hiddenFunction(
  c: Compiler,
  block: Block,
  name: string,
  e: expr,
  starred: boolean,
  dst: number,
): void {
  const u = c.u;
  const inner = c.enter(UnitKind.TypeParams, block, name, e.lineno, u.privateName);
  let r: number;
  if (starred && e.tag === Tag.Starred) {
    const value = operand(c, e.value);
    inner.loc = e;
    r = inner.alloc();
    inner.emit(Op.UNPACK_SEQUENCE, r, value, 1);
  } else {
    r = operand(c, e);
  }
  inner.loc = e;
  inner.emit(Op.RETURN_VALUE, r, 0, 0);
  const code = c.leave();
  u.loc = e;
  makeFunction(c, code, dst, NO_REG, 0);
}

/** dst = the tuple of the type parameters, which are also bound to their names. */
export function typeParameters(
  c: Compiler,
  params: type_param[],
  at: Located,
  dst: number,
): void {
  const u = c.u;
  const mark = u.top;
  const first = u.allocMany(params.length);
  let seenDefault = false;
  for (let i = 0; i < params.length; i++) {
    const p = params[i];
    const r = first + i;
    const inner = u.top;
    const pair = u.allocMany(2);
    u.loc = p;
    c.loadConst(pair, p.name);
    switch (p.tag) {
      case Tag.TypeVar:
        if (p.bound !== null) {
          hiddenFunction(c, c.table.blocks.get(p)!, p.name, p.bound, false, pair + 1);
          u.loc = p;
          u.emit(
            Op.CALL_INTRINSIC_2,
            r,
            pair,
            p.bound.tag === Tag.Tuple || isConstantTuple(p.bound)
              ? Intrinsic2.TYPEVAR_WITH_CONSTRAINTS
              : Intrinsic2.TYPEVAR_WITH_BOUND,
          );
        } else u.emit(Op.CALL_INTRINSIC_1, r, pair, Intrinsic1.TYPEVAR);
        break;
      case Tag.ParamSpec:
        u.emit(Op.CALL_INTRINSIC_1, r, pair, Intrinsic1.PARAMSPEC);
        break;
      case Tag.TypeVarTuple:
        u.emit(Op.CALL_INTRINSIC_1, r, pair, Intrinsic1.TYPEVARTUPLE);
        break;
    }
    if (p.default_value !== null) {
      seenDefault = true;
      u.loc = p;
      u.emit(Op.MOVE, pair, r, 0);
      const starred = p.tag === Tag.TypeVarTuple;
      hiddenFunction(c, c.table.typeBlocks.get(p)!, p.name, p.default_value, starred, pair + 1);
      u.loc = p;
      u.emit(Op.CALL_INTRINSIC_2, r, pair, Intrinsic2.SET_TYPEPARAM_DEFAULT);
    } else if (seenDefault) {
      c.fail(`non-default type parameter '${p.name}' follows default type parameter`, p);
    }
    u.top = inner;
    storeName(c, p.name, r, p);
  }
  u.loc = at;
  u.emit(Op.BUILD_TUPLE, dst, first, params.length);
  u.top = mark;
}

function isConstantTuple(e: expr): boolean {
  return e.tag === Tag.Constant && typeof e.value === "object" && e.value !== null &&
    "items" in e.value;
}

/** `type X[T] = value`. */
export function compileTypeAlias(c: Compiler, s: TypeAlias): void {
  const u = c.u;
  const mark = u.top;
  const name = s.name.tag === Tag.Name ? s.name.id : "";
  const at: Located = s;
  const result = u.alloc();
  const generic = s.type_params.length > 0;
  if (generic) {
    const hidden = c.enter(
      UnitKind.TypeParams,
      c.table.typeBlocks.get(s)!,
      `<generic parameters of ${name}>`,
      s.lineno,
      u.privateName,
    );
    const first = hidden.allocMany(3);
    hidden.loc = at;
    c.loadConst(first, name);
    typeParameters(c, s.type_params, at, first + 1);
    const value = aliasBody(c, s, name, first);
    hidden.emit(Op.RETURN_VALUE, value, 0, 0);
    const code = c.leave();
    u.loc = at;
    makeFunction(c, code, result, NO_REG, 0);
    u.emit(Op.CALL, result, result, 0);
  } else {
    const first = u.allocMany(3);
    u.loc = at;
    c.loadConst(first, name);
    c.loadConst(first + 1, null);
    aliasBody(c, s, name, first);
    u.emit(Op.MOVE, result, first, 0);
  }
  storeName(c, name, result, s);
  u.top = mark;
}

/** first and the next hold the name and the parameters: first = the alias. */
function aliasBody(c: Compiler, s: TypeAlias, name: string, first: number): number {
  const u = c.u;
  const body = c.enter(
    UnitKind.Function,
    c.table.blocks.get(s)!,
    name,
    s.lineno,
    u.privateName,
  );
  const r = operand(c, s.value);
  body.loc = s;
  body.emit(Op.RETURN_VALUE, r, 0, 0);
  const code = c.leave();
  u.loc = s;
  makeFunction(c, code, first + 2, NO_REG, 0);
  u.emit(Op.BUILD_TUPLE, first, first, 3);
  u.emit(Op.CALL_INTRINSIC_1, first, first, Intrinsic1.TYPEALIAS);
  return first;
}
