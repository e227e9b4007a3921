// Functions and lambdas: defaults, annotations, closures, decorators, and their bodies.

import {
  type arguments_,
  type AsyncFunctionDef,
  type expr,
  type FunctionDef,
  type Lambda,
  Tag,
} from "../syntax/ast.ts";
import type { PyCode } from "../objects/code.ts";
import type { Block, Located } from "../syntax/scopes.ts";
import { unparse } from "../syntax/unparse.ts";
import type { Compiler } from "./compiler.ts";
import { type Literal, TupleLiteral } from "./constants.ts";
import { cleanDoc, docString } from "./docstrings.ts";
import { exprTo, operand } from "./expressions.ts";
import { checkForbidden, storeName } from "./names.ts";
import { Intrinsic2, MakeFunction, Op } from "./opcodes.ts";
import { statements } from "./statements.ts";
import { typeParameters } from "./type_params.ts";
import { NO_LOC, NO_REG, TEMP, UnitKind } from "./unit.ts";

/** Ends a function-like unit: the implicit return and, for generators, their entry are in place. */
export function finishFunction(c: Compiler): PyCode {
  const u = c.u;
  u.loc = NO_LOC;
  u.emit(Op.RETURN_CONST, 0, u.none(), 0);
  return c.leave();
}

/** The first instruction of a generator or coroutine. */
export function generatorEntry(c: Compiler, block: Block): void {
  const u = c.u;
  if (!block.generator && !block.coroutine) return;
  u.loc = {
    lineno: u.firstlineno,
    col_offset: -1,
    end_lineno: u.firstlineno,
    end_col_offset: -1,
  };
  u.emit(Op.RETURN_GENERATOR, 0, 0, 0);
}

/** dst = a function of the code; the registers of its attributes, if any, end with the last temporary, and begin at `first`. */
export function makeFunction(
  c: Compiler,
  code: PyCode,
  dst: number,
  first: number,
  attributes: number,
): void {
  const u = c.u;
  const free = code.freevars;
  let flags = attributes;
  const mark = u.top;
  if (free.length > 0) {
    let count = 0;
    for (let bit = 1; bit < MakeFunction.CLOSURE; bit <<= 1) if ((attributes & bit) !== 0) count++;
    if (count === 0) first = u.alloc();
    else u.alloc();
    const closure = first + count;
    const cells = u.allocMany(free.length);
    for (let i = 0; i < free.length; i++) {
      u.emit(Op.MOVE, cells + i, u.closureRegister(free[i]), 0);
    }
    u.emit(Op.BUILD_TUPLE, closure, cells, free.length);
    flags |= MakeFunction.CLOSURE;
  }
  const k = u.uniqueConst(code);
  u.emit(Op.MAKE_FUNCTION, dst, k, flags);
  if (flags !== 0) u.emit(Op.EXTRA, first, 0, 0);
  u.top = mark;
}

/** Evaluates defaults into the next temporaries; gives the MakeFunction bits. */
function defaults(c: Compiler, args: arguments_, at: Located): number {
  const u = c.u;
  let flags = 0;
  if (args.defaults.length > 0) {
    flags |= MakeFunction.DEFAULTS;
    const tuple = u.alloc();
    const mark = u.top;
    const constants: Literal[] = [];
    for (const d of args.defaults) {
      if (d.tag !== Tag.Constant) break;
      u.touch(d);
      constants.push(d.value);
    }
    if (constants.length === args.defaults.length) {
      u.loc = at;
      c.loadConst(tuple, new TupleLiteral(constants));
    } else {
      const first = u.allocMany(args.defaults.length);
      for (let i = 0; i < args.defaults.length; i++) exprTo(c, args.defaults[i], first + i);
      u.loc = at;
      u.emit(Op.BUILD_TUPLE, tuple, first, args.defaults.length);
    }
    u.top = mark;
  }
  const names: Literal[] = [];
  let dict = -1;
  for (let i = 0; i < args.kwonlyargs.length; i++) {
    const d = args.kw_defaults[i];
    if (d === null) continue;
    if (dict < 0) dict = u.alloc();
    names.push(c.mangle(args.kwonlyargs[i].arg));
    exprTo(c, d, u.alloc());
  }
  if (dict >= 0) {
    flags |= MakeFunction.KWDEFAULTS;
    u.loc = at;
    const k = c.constant(new TupleLiteral(names));
    u.emit(Op.BUILD_MAP_K, dict, dict + 1, names.length);
    u.emit(Op.EXTRA, k, 0, 0);
    u.top = dict - TEMP + 1;
  }
  return flags;
}

/** An annotation's value, or its text under `from __future__ import annotations`. */
export function annotationTo(c: Compiler, e: expr, dst: number): void {
  if (c.futureAnnotations) {
    c.u.loc = e;
    c.loadConst(dst, unparse(e));
  } else exprTo(c, e, dst);
}

function annotations(c: Compiler, args: arguments_, returns: expr | null, at: Located): number {
  const u = c.u;
  const tuple = u.alloc();
  let count = 0;
  const add = (name: string, e: expr | null) => {
    if (e === null) return;
    const first = u.allocMany(2);
    u.loc = at;
    c.loadConst(first, c.mangle(name));
    if (!c.futureAnnotations && e.tag === Tag.Starred) {
      // *args: *Ts — the one item that unpacking gives
      const r = operand(c, e.value);
      u.loc = at;
      u.emit(Op.UNPACK_SEQUENCE, first + 1, r, 1);
      u.top = first + 2 - TEMP;
    } else annotationTo(c, e, first + 1);
    count += 2;
  };
  // in CPython's order, which is not the source's
  for (const a of args.args) add(a.arg, a.annotation);
  for (const a of args.posonlyargs) add(a.arg, a.annotation);
  if (args.vararg !== null) add(args.vararg.arg, args.vararg.annotation);
  for (const a of args.kwonlyargs) add(a.arg, a.annotation);
  if (args.kwarg !== null) add(args.kwarg.arg, args.kwarg.annotation);
  add("return", returns);
  if (count === 0) {
    u.top--;
    return 0;
  }
  u.loc = at;
  u.emit(Op.BUILD_TUPLE, tuple, tuple + 1, count);
  u.top = tuple - TEMP + 1;
  return MakeFunction.ANNOTATIONS;
}

function checkArguments(c: Compiler, args: arguments_): void {
  for (const a of args.posonlyargs) checkForbidden(c, a.arg, a);
  for (const a of args.args) checkForbidden(c, a.arg, a);
  if (args.vararg !== null) checkForbidden(c, args.vararg.arg, args.vararg);
  for (const a of args.kwonlyargs) checkForbidden(c, a.arg, a);
  if (args.kwarg !== null) checkForbidden(c, args.kwarg.arg, args.kwarg);
}

/** Evaluates decorators into consecutive temporaries. */
export function decorators(c: Compiler, list: expr[]): void {
  for (const d of list) exprTo(c, d, c.u.alloc());
}

/** Calls the decorators that stand just below `register`; gives the register of the result. */
export function applyDecorators(c: Compiler, list: expr[], register: number): number {
  const u = c.u;
  for (let i = list.length - 1; i >= 0; i--) {
    u.loc = list[i];
    u.emit(Op.CALL, register - 1, register - 1, 1);
    register--;
  }
  return register;
}

export function compileFunction(c: Compiler, s: FunctionDef | AsyncFunctionDef): void {
  const u = c.u;
  const mark = u.top;
  const isAsync = s.tag === Tag.AsyncFunctionDef;
  checkArguments(c, s.args);
  decorators(c, s.decorator_list);
  const firstlineno = s.decorator_list.length > 0 ? s.decorator_list[0].lineno : s.lineno;
  const at: Located = s;
  let result = u.alloc();
  const generic = s.type_params.length > 0;
  if (!generic) {
    const flags = defaults(c, s.args, at) | annotations(c, s.args, s.returns, at);
    const code = functionBody(c, s, isAsync, firstlineno);
    u.loc = at;
    makeFunction(c, code, result, result + 1, flags);
  } else {
    // the defaults are evaluated outside of the hidden function and passed to it
    const flags = defaults(c, s.args, at);
    const hidden = c.enter(
      UnitKind.TypeParams,
      c.table.typeBlocks.get(s)!,
      `<generic parameters of ${s.name}>`,
      firstlineno,
      u.privateName,
    );
    const given = ((flags & 1) !== 0 ? 1 : 0) + ((flags & 2) !== 0 ? 1 : 0);
    hidden.argcount = given;
    const params = hidden.alloc();
    typeParameters(c, s.type_params, at, params);
    const pair = hidden.alloc();
    hidden.alloc();
    const first = hidden.allocMany(given);
    hidden.loc = at;
    for (let i = 0; i < given; i++) hidden.emit(Op.MOVE, first + i, i, 0);
    const inner = flags | annotations(c, s.args, s.returns, at);
    const code = functionBody(c, s, isAsync, firstlineno);
    hidden.loc = at;
    makeFunction(c, code, pair, first, inner);
    hidden.emit(Op.MOVE, pair + 1, params, 0);
    hidden.emit(Op.CALL_INTRINSIC_2, pair, pair, Intrinsic2.SET_FUNCTION_TYPE_PARAMS);
    hidden.emit(Op.RETURN_VALUE, pair, 0, 0);
    const hiddenCode = c.leave();
    u.loc = at;
    makeFunction(c, hiddenCode, result, NO_REG, 0);
    u.emit(Op.CALL, result, result, given);
  }
  result = applyDecorators(c, s.decorator_list, result);
  storeName(c, s.name, result, at);
  u.top = mark;
}

function functionBody(
  c: Compiler,
  s: FunctionDef | AsyncFunctionDef,
  isAsync: boolean,
  firstlineno: number,
): PyCode {
  const block = c.table.blocks.get(s)!;
  const u = c.enter(
    isAsync ? UnitKind.AsyncFunction : UnitKind.Function,
    block,
    s.name,
    firstlineno,
    c.u.privateName,
  );
  countArguments(c, s.args);
  let first = 0;
  const doc = docString(s.body);
  if (doc !== null) {
    first = 1;
    if (c.optimize < 2) c.constant(cleanDoc(doc));
    else u.none();
  } else u.none();
  generatorEntry(c, block);
  statements(c, s.body, first);
  return finishFunction(c);
}

function countArguments(c: Compiler, args: arguments_): void {
  const u = c.u;
  u.posonlyargcount = args.posonlyargs.length;
  u.argcount = args.posonlyargs.length + args.args.length;
  u.kwonlyargcount = args.kwonlyargs.length;
}

export function compileLambda(c: Compiler, e: Lambda, dst: number): void {
  const u = c.u;
  checkArguments(c, e.args);
  const first = u.top;
  const flags = defaults(c, e.args, e);
  const block = c.table.blocks.get(e)!;
  const inner = c.enter(UnitKind.Lambda, block, "<lambda>", e.lineno, u.privateName);
  countArguments(c, e.args);
  inner.none();
  generatorEntry(c, block);
  const r = operand(c, e.body);
  inner.loc = e.body;
  inner.emit(Op.RETURN_VALUE, r, 0, 0);
  const code = c.leave();
  u.loc = e;
  makeFunction(c, code, dst, TEMP + first, flags);
}
