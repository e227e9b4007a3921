// Class definitions.

import { type ClassDef, type expr, expr_context, Name, Tag } from "../syntax/ast.ts";
import type { PyCode } from "../objects/code.ts";
import type { Located } from "../syntax/scopes.ts";
import type { Compiler } from "./compiler.ts";
import { type Literal, TupleLiteral } from "./constants.ts";
import { callRegister, checkKeywords } from "./calls.ts";
import { applyDecorators, decorators, makeFunction } from "./functions.ts";
import { loadName, storeName } from "./names.ts";
import { Intrinsic1, Op } from "./opcodes.ts";
import { bodyStatements } from "./statements.ts";
import { typeParameters } from "./type_params.ts";
import { NO_LOC, NO_REG, UnitKind } from "./unit.ts";

function classBody(c: Compiler, s: ClassDef, firstlineno: number): PyCode {
  const block = c.table.blocks.get(s)!;
  const u = c.enter(UnitKind.Class, block, s.name, firstlineno, s.name);
  u.staticAttributes = new Set();
  const at: Located = {
    lineno: firstlineno,
    col_offset: 0,
    end_lineno: firstlineno,
    end_col_offset: 0,
  };
  const t = u.alloc();
  loadName(c, "__name__", t, at);
  storeName(c, "__module__", t, at);
  c.loadConst(t, u.qualname);
  storeName(c, "__qualname__", t, at);
  c.loadConst(t, firstlineno);
  storeName(c, "__firstlineno__", t, at);
  if (s.type_params.length > 0) {
    loadName(c, ".type_params", t, at);
    storeName(c, "__type_params__", t, at);
  }
  if (block.needsClassdict) {
    u.loc = at;
    u.emit(Op.LOAD_LOCALS, t, 0, 0);
    u.emit(Op.STORE_DEREF, t, u.closureRegister("__classdict__"), 0);
  }
  bodyStatements(c, s.body, at);
  u.loc = NO_LOC;
  const attributes: Literal[] = [...u.staticAttributes];
  c.loadConst(t, new TupleLiteral(attributes));
  storeName(c, "__static_attributes__", t, NO_LOC);
  if (block.needsClassdict) {
    u.emit(Op.MOVE, t, u.closureRegister("__classdict__"), 0);
    storeName(c, "__classdictcell__", t, NO_LOC);
  }
  if (block.needsClassClosure) {
    u.emit(Op.MOVE, t, u.closureRegister("__class__"), 0);
    storeName(c, "__classcell__", t, NO_LOC);
    u.emit(Op.RETURN_VALUE, t, 0, 0);
  } else u.emit(Op.RETURN_CONST, 0, u.none(), 0);
  return c.leave();
}

export function compileClass(c: Compiler, s: ClassDef): void {
  const u = c.u;
  const mark = u.top;
  decorators(c, s.decorator_list);
  const firstlineno = s.decorator_list.length > 0 ? s.decorator_list[0].lineno : s.lineno;
  const at: Located = s;
  let result = u.alloc();
  if (s.type_params.length === 0) {
    const code = classBody(c, s, firstlineno);
    buildClass(c, s, code, s.bases, at, result);
  } else {
    const hidden = c.enter(
      UnitKind.TypeParams,
      c.table.typeBlocks.get(s)!,
      `<generic parameters of ${s.name}>`,
      firstlineno,
      s.name,
    );
    const t = hidden.alloc();
    typeParameters(c, s.type_params, at, t);
    storeName(c, ".type_params", t, at);
    // the body belongs to the class, not to the hidden function
    const code = classBody(c, s, firstlineno);
    loadName(c, ".type_params", t, at);
    hidden.emit(Op.CALL_INTRINSIC_1, t, t, Intrinsic1.SUBSCRIPT_GENERIC);
    storeName(c, ".generic_base", t, at);
    const generic = new Name(
      ".generic_base",
      expr_context.Load,
      s.lineno,
      s.col_offset,
      s.end_lineno,
      s.end_col_offset,
    );
    buildClass(c, s, code, [...s.bases, generic], at, t);
    hidden.loc = at;
    hidden.emit(Op.RETURN_VALUE, t, 0, 0);
    const hiddenCode = c.leave();
    u.loc = at;
    makeFunction(c, hiddenCode, result, NO_REG, 0);
    u.emit(Op.CALL, result, result, 0);
  }
  result = applyDecorators(c, s.decorator_list, result);
  storeName(c, s.name, result, at);
  u.top = mark;
}

/** dst = __build_class__(body, name, *bases, **keywords). */
function buildClass(
  c: Compiler,
  s: ClassDef,
  code: PyCode,
  bases: expr[],
  at: Located,
  dst: number,
): void {
  const u = c.u;
  const mark = u.top;
  const base = u.alloc();
  u.loc = at;
  u.emit(Op.LOAD_BUILD_CLASS, base, 0, 0);
  const body = u.alloc();
  makeFunction(c, code, body, NO_REG, 0);
  c.loadConst(u.alloc(), s.name);
  checkKeywords(c, s.keywords);
  callRegister(c, base, 2, bases, s.keywords, at, dst);
  u.top = mark;
}

/** `self.x = …` in a method: noted for the class's __static_attributes__. */
export function noteAttribute(c: Compiler, value: expr, attr: string): void {
  if (value.tag !== Tag.Name || value.id !== "self") return;
  for (let u: typeof c.u | null = c.u; u !== null; u = u.parent) {
    if (u.staticAttributes !== null) {
      u.staticAttributes.add(attr);
      return;
    }
  }
}
