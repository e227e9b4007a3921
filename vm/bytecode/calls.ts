// Calls: plain, of methods, through super(), with stars.

import { type Attribute, type Call, type expr, type keyword, Tag } from "../syntax/ast.ts";
import { Def, type Located, Scope } from "../syntax/scopes.ts";
import type { Compiler } from "./compiler.ts";
import { type Literal, TupleLiteral } from "./constants.ts";
import { argumentList } from "./displays.ts";
import { exprTo, operand } from "./expressions.ts";
import { checkForbidden, loadName } from "./names.ts";
import { Op } from "./opcodes.ts";
import { TEMP } from "./unit.ts";
import { checkCalled } from "./warnings.ts";

/** The location of an operation on an attribute: it begins at the attribute's name where that is on a later line. */
export function attributeLocation(at: Located, e: Attribute): Located {
  if (at.lineno === e.end_lineno) return at;
  const n = e.attr.length;
  const line = e.end_lineno;
  const col = n <= e.end_col_offset ? e.end_col_offset - n : -1;
  return {
    lineno: line,
    col_offset: col,
    end_lineno: Math.max(line, at.end_lineno),
    end_col_offset: col < 0
      ? -1
      : at.end_lineno > line
      ? at.end_col_offset
      : Math.max(col, at.end_col_offset),
  };
}

/** The call is a `super()` or `super(a, b)` whose attribute can be looked up in one step. */
export function superArguments(c: Compiler, e: Call, attr: string): boolean {
  const u = c.u;
  if (attr === "__class__") return false;
  const { func, args } = e;
  if (func.tag !== Tag.Name || func.id !== "super" || e.keywords.length > 0) return false;
  if (u.block.scopeOf("super") !== Scope.GLOBAL_IMPLICIT) return false;
  if (c.table.top.scopeOf("super") !== 0) return false;
  if (args.length === 2) {
    return args[0].tag !== Tag.Starred && args[1].tag !== Tag.Starred;
  }
  if (args.length !== 0) return false;
  if (u.argcount === 0) return false;
  return u.freeIndex.has("__class__");
}

/** dst (for a method, also the next register) = an attribute of super(). */
export function loadSuper(
  c: Compiler,
  call: Call,
  e: Attribute,
  dst: number,
  method: boolean,
): void {
  const u = c.u;
  const mark = u.top;
  const first = u.allocMany(3);
  loadName(c, "super", first, call.func);
  const explicit = call.args.length === 2;
  if (explicit) {
    exprTo(c, call.args[0], first + 1);
    exprTo(c, call.args[1], first + 2);
  } else {
    u.loc = call;
    u.emit(Op.LOAD_DEREF, first + 1, u.cellRegister("__class__"), 0);
    loadName(c, u.varnames[0], first + 2, call);
  }
  u.loc = e;
  const op = method
    ? explicit ? Op.LOAD_SUPER_METHOD : Op.LOAD_ZERO_SUPER_METHOD
    : explicit
    ? Op.LOAD_SUPER_ATTR
    : Op.LOAD_ZERO_SUPER_ATTR;
  u.emit(op, dst, first, u.nameOf(c.mangle(e.attr)));
  u.loc = attributeLocation(e, e);
  u.emit(Op.NOP, 0, 0, 0);
  u.top = mark;
}

export function checkKeywords(c: Compiler, keywords: keyword[]): void {
  for (let i = 0; i < keywords.length; i++) {
    const { arg } = keywords[i];
    if (arg === null) continue;
    checkForbidden(c, arg, keywords[i]);
    for (let j = i + 1; j < keywords.length; j++) {
      if (keywords[j].arg === arg) c.fail(`keyword argument repeated: ${arg}`, keywords[j]);
    }
  }
}

function isPlain(args: expr[], keywords: keyword[]): boolean {
  for (let i = 0; i < args.length; i++) if (args[i].tag === Tag.Starred) return false;
  for (let i = 0; i < keywords.length; i++) if (keywords[i].arg === null) return false;
  return true;
}

/** The name was imported at module level: its attributes are hardly methods (this decides on locations only). */
function isImported(c: Compiler, e: expr): boolean {
  if (e.tag !== Tag.Name) return false;
  return ((c.table.top.symbols.get(e.id) ?? 0) & Def.IMPORT) !== 0;
}

/** Beyond this many arguments CPython does not take the way of methods (this decides on locations only). */
const MANY_ARGUMENTS = 30;

export function compileCall(c: Compiler, e: Call, dst: number): void {
  const u = c.u;
  const { func, args, keywords } = e;
  checkKeywords(c, keywords);
  const plain = isPlain(args, keywords);
  if (func.tag === Tag.Attribute && plain) {
    methodCall(c, e, func, dst);
    return;
  }
  if (c.warn !== null) checkCalled(c, func);
  const base = u.isLast(dst) ? dst : u.alloc();
  exprTo(c, func, base);
  callRegister(c, base, 0, args, keywords, e, dst);
}

function methodCall(c: Compiler, e: Call, func: Attribute, dst: number): void {
  const u = c.u;
  const { value } = func;
  const { args, keywords } = e;
  const base = u.isLast(dst) ? dst : u.alloc();
  if (value.tag === Tag.Call && superArguments(c, value, func.attr)) {
    u.alloc();
    loadSuper(c, value, func, base, true);
  } else {
    const mark = u.top;
    const r = operand(c, value, base);
    u.top = mark;
    u.alloc();
    u.loc = attributeLocation(func, func);
    u.emit(Op.LOAD_METHOD, base, r, u.nameOf(c.mangle(func.attr)));
  }
  argumentRegisters(c, args, keywords);
  const count = args.length + keywords.length;
  const asMethod = !isImported(c, value) &&
    count + (keywords.length > 0 ? 1 : 0) < MANY_ARGUMENTS;
  const at = asMethod ? attributeLocation(e, func) : e;
  if (keywords.length > 0) {
    const names = keywordNames(c, keywords);
    u.loc = at;
    u.emit(Op.CALL_METHOD_KW, dst, base, count);
    u.emit(Op.EXTRA, names, 0, 0);
  } else {
    u.loc = at;
    u.emit(Op.CALL_METHOD, dst, base, count);
  }
}

function argumentRegisters(c: Compiler, args: expr[], keywords: keyword[]): void {
  const u = c.u;
  for (let i = 0; i < args.length; i++) exprTo(c, args[i], u.alloc());
  for (let i = 0; i < keywords.length; i++) exprTo(c, keywords[i].value, u.alloc());
}

function keywordNames(c: Compiler, keywords: keyword[]): number {
  const names: Literal[] = [];
  for (const k of keywords) names.push(k.arg!);
  return c.constant(new TupleLiteral(names));
}

/**
 * Calls what is in `base`; the next `given` registers already hold arguments, and the temporaries end there.
 * Evaluates the arguments and calls at the location.
 */
export function callRegister(
  c: Compiler,
  base: number,
  given: number,
  args: expr[],
  keywords: keyword[],
  at: Located,
  dst: number,
): void {
  const u = c.u;
  if (isPlain(args, keywords)) {
    argumentRegisters(c, args, keywords);
    const count = given + args.length + keywords.length;
    if (keywords.length > 0) {
      const names = keywordNames(c, keywords);
      u.loc = at;
      u.emit(Op.CALL_KW, dst, base, count);
      u.emit(Op.EXTRA, names, 0, 0);
    } else {
      u.loc = at;
      u.emit(Op.CALL, dst, base, count);
    }
    return;
  }
  positional(c, base, given, args, at);
  if (keywords.length > 0) keywordDict(c, base, keywords, at);
  u.loc = at;
  u.emit(Op.CALL_EX, dst, base, keywords.length > 0 ? 1 : 0);
}

/** base + 1 = the positional arguments of a call with stars. */
function positional(c: Compiler, base: number, given: number, args: expr[], at: Located): void {
  const u = c.u;
  const only = args.length === 1 ? args[0] : null;
  if (given === 0) {
    const list = u.alloc();
    if (only !== null && only.tag === Tag.Starred) {
      exprTo(c, only.value, list);
      return;
    }
    let star = false;
    for (const a of args) if (a.tag === Tag.Starred) star = true;
    if (star) {
      argumentList(c, args, at, list);
      u.loc = at;
      u.emit(Op.LIST_TO_TUPLE, list, list, 0);
    } else if (args.length === 0) {
      u.loc = at;
      c.loadConst(list, new TupleLiteral([]));
    } else {
      const first = u.allocMany(args.length);
      for (let i = 0; i < args.length; i++) exprTo(c, args[i], first + i);
      u.loc = at;
      u.emit(Op.BUILD_TUPLE, list, first, args.length);
      u.top = list - TEMP + 1;
    }
    return;
  }
  // what is given stands where the list has to go
  const list = u.alloc();
  u.loc = at;
  u.emit(Op.BUILD_LIST, list, base + 1, given);
  const start = u.top;
  for (const a of args) {
    const starred = a.tag === Tag.Starred;
    const r = operand(c, starred ? a.value : a);
    u.loc = at;
    u.emit(starred ? Op.LIST_EXTEND : Op.LIST_APPEND, list, r, 0);
    u.top = start;
  }
  u.loc = at;
  u.emit(Op.LIST_TO_TUPLE, base + 1, list, 0);
  u.top = base - TEMP + 2;
}

/** base + 2 = the dict of the keyword arguments of a call with stars. */
function keywordDict(c: Compiler, base: number, keywords: keyword[], at: Located): void {
  const u = c.u;
  const dict = u.alloc();
  const start = u.top;
  let have = false;
  let from = 0;
  const flush = (to: number) => {
    const n = to - from;
    if (n === 0) return;
    const part = have ? u.alloc() : dict;
    if (n === 1) {
      const pair = u.allocMany(2);
      u.loc = at;
      c.loadConst(pair, keywords[from].arg!);
      exprTo(c, keywords[from].value, pair + 1);
      u.loc = at;
      u.emit(Op.BUILD_MAP, part, pair, 1);
    } else {
      const first = u.allocMany(n);
      const names: Literal[] = [];
      for (let i = 0; i < n; i++) {
        exprTo(c, keywords[from + i].value, first + i);
        names.push(keywords[from + i].arg!);
      }
      u.loc = at;
      const k = c.constant(new TupleLiteral(names));
      u.emit(Op.BUILD_MAP_K, part, first, n);
      u.emit(Op.EXTRA, k, 0, 0);
    }
    if (have) {
      u.loc = at;
      u.emit(Op.DICT_MERGE, dict, part, base);
    }
    have = true;
    u.top = start;
  };
  for (let i = 0; i < keywords.length; i++) {
    if (keywords[i].arg !== null) continue;
    flush(i);
    from = i + 1;
    if (!have) {
      u.loc = at;
      u.emit(Op.BUILD_MAP, dict, dict, 0);
      have = true;
    }
    const r = operand(c, keywords[i].value);
    u.loc = at;
    u.emit(Op.DICT_MERGE, dict, r, base);
    u.top = start;
  }
  flush(keywords.length);
}
