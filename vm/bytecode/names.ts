// Reading, binding and deleting a name: which instruction does it, by the symbol tables.

import type { Compiler } from "./compiler.ts";
import { BlockKind, type Located, Scope, SCOPE_MASK, SCOPE_SHIFT } from "../syntax/scopes.ts";
import { Op } from "./opcodes.ts";
import type { Unit } from "./unit.ts";

/** How a name is reached. */
export const Access = { Fast: 0, Global: 1, Deref: 2, Name: 3 } as const;

/** How the mangled name is reached in the unit; `loads` where it is about to be read. */
export function accessOf(u: Unit, name: string): number {
  const { block } = u;
  const s = block.symbols.get(name);
  const scope = s === undefined ? 0 : (s >> SCOPE_SHIFT) & SCOPE_MASK;
  switch (scope) {
    case Scope.LOCAL:
      if (block.isFunctionLike()) return Access.Fast;
      return u.fastHidden !== null && u.fastHidden.get(name) === true ? Access.Fast : Access.Name;
    case Scope.FREE:
    case Scope.CELL:
      return Access.Deref;
    case Scope.GLOBAL_EXPLICIT:
      return Access.Global;
    case Scope.GLOBAL_IMPLICIT:
      return block.isFunctionLike() ? Access.Global : Access.Name;
  }
  return Access.Name;
}

/** The register of a name that is a fast local, or -1. */
export function fastRegister(c: Compiler, name: string): number {
  const u = c.u;
  const mangled = c.mangle(name);
  return accessOf(u, mangled) === Access.Fast ? u.local(mangled) : -1;
}

/** The same where the name is bound only later (see Unit.earlyLocal). */
export function earlyRegister(c: Compiler, name: string): number {
  const u = c.u;
  const mangled = c.mangle(name);
  return accessOf(u, mangled) === Access.Fast ? u.earlyLocal(mangled) : -1;
}

/** dst = the name. */
export function loadName(c: Compiler, name: string, dst: number, at: Located): void {
  const u = c.u;
  const mangled = c.mangle(name);
  u.loc = at;
  switch (accessOf(u, mangled)) {
    case Access.Fast: {
      const r = u.local(mangled);
      u.check(r);
      if (r !== dst) u.emit(Op.MOVE, dst, r, 0);
      return;
    }
    case Access.Deref: {
      const cell = u.cellRegister(mangled);
      const { block } = u;
      if (block.kind === BlockKind.Class && u.inlinedDepth === 0) {
        const t = u.alloc();
        u.emit(Op.LOAD_LOCALS, t, 0, 0);
        u.emit(Op.LOAD_FROM_DICT_OR_DEREF, dst, cell, t);
        u.top--;
      } else if (block.canSeeClassScope) {
        const t = u.alloc();
        u.emit(Op.LOAD_DEREF, t, u.cellRegister("__classdict__"), 0);
        u.emit(Op.LOAD_FROM_DICT_OR_DEREF, dst, cell, t);
        u.top--;
      } else u.emit(Op.LOAD_DEREF, dst, cell, 0);
      return;
    }
    case Access.Global:
      if (u.block.canSeeClassScope && u.block.scopeOf(mangled) === Scope.GLOBAL_IMPLICIT) {
        const t = u.alloc();
        u.emit(Op.LOAD_DEREF, t, u.cellRegister("__classdict__"), 0);
        u.emit(Op.LOAD_FROM_DICT_OR_GLOBALS, dst, u.nameOf(mangled), t);
        u.top--;
      } else u.emit(Op.LOAD_GLOBAL, dst, u.nameOf(mangled), 0);
      return;
    default:
      u.emit(
        u.block.kind === BlockKind.Class && u.inlinedDepth > 0 ? Op.LOAD_GLOBAL : Op.LOAD_NAME,
        dst,
        u.nameOf(mangled),
        0,
      );
  }
}

/** name = src. */
export function storeName(c: Compiler, name: string, src: number, at: Located): void {
  const u = c.u;
  checkForbidden(c, name, at);
  const mangled = c.mangle(name);
  u.loc = at;
  switch (accessOf(u, mangled)) {
    case Access.Fast: {
      const r = u.local(mangled);
      if (r !== src) u.emit(Op.MOVE, r, src, 0);
      else u.touch(at);
      u.bound(r);
      return;
    }
    case Access.Deref:
      u.emit(Op.STORE_DEREF, src, u.cellRegister(mangled), 0);
      return;
    case Access.Global:
      u.emit(Op.STORE_GLOBAL, src, u.nameOf(mangled), 0);
      return;
    default:
      u.emit(Op.STORE_NAME, src, u.nameOf(mangled), 0);
  }
}

/** del name. */
export function deleteName(c: Compiler, name: string, at: Located): void {
  const u = c.u;
  if (name === "__debug__") c.fail("cannot delete __debug__", at);
  const mangled = c.mangle(name);
  u.loc = at;
  switch (accessOf(u, mangled)) {
    case Access.Fast: {
      const r = u.local(mangled);
      u.emit(Op.DELETE_LOCAL, r, 0, 0);
      u.unbound(r);
      return;
    }
    case Access.Deref:
      u.emit(Op.DELETE_DEREF, 0, u.cellRegister(mangled), 0);
      return;
    case Access.Global:
      u.emit(Op.DELETE_GLOBAL, 0, u.nameOf(mangled), 0);
      return;
    default:
      u.emit(Op.DELETE_NAME, 0, u.nameOf(mangled), 0);
  }
}

/** `__debug__` is bound by nobody. */
export function checkForbidden(c: Compiler, name: string, at: Located): void {
  if (name === "__debug__") c.fail("cannot assign to __debug__", at);
}
