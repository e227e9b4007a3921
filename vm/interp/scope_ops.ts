// Names: globals by linked cells, namespaces of modules and classes, and the errors of what is not bound.
//
// A code object is linked to the first globals that it runs with: for each of its names two cells, the global's and the
// builtin's, found when the name is first used. An unlinked name has the shared empty cell, so that the loop needs no
// other test. With other globals than those (code that `exec` runs twice, say) names are looked up in the dicts.

import type { Cell } from "../objects/cell.ts";
import { LocalKind, type PyCode } from "../objects/code.ts";
import { DictType, PyDict } from "../objects/dict.ts";
import { finalizerHooks } from "../objects/finalizers.ts";
import { exceptionTypes, isExceptionOf } from "../objects/exceptions.ts";
import type { PyObject, Value } from "../objects/object.ts";
import { deleteItem, getItem, setItem } from "../objects/operations.ts";
import { exception, systemError } from "../objects/raise.ts";
import { strFromUtf16 } from "../objects/str.ts";
import { mayDie } from "./abandoned.ts";
import { type Frame, UNLINKED } from "./frame.ts";

function link(code: PyCode, globals: PyDict): void {
  const n = code.names.length;
  code.linkedGlobals = globals;
  const globalCells: Cell[] = [], builtinCells: Cell[] = [];
  for (let i = 0; i < n; i++) {
    globalCells.push(UNLINKED);
    builtinCells.push(UNLINKED);
  }
  code.globalCells = globalCells;
  code.builtinCells = builtinCells;
}

/** Links a code object to globals, where it is not yet linked to others; false where it cannot be. */
export function linkNames(code: PyCode, globals: PyDict, builtins: PyDict): boolean {
  if (code.linkedGlobals === globals) return true;
  if (code.linkedGlobals !== null || globals.cls !== DictType || builtins.cls !== DictType) {
    return false;
  }
  link(code, globals);
  return true;
}

/** "name 'x' is not defined" */
function nameError(name: string, text: string): PyObject {
  const e = exception("NameError", strFromUtf16(text)) as PyObject & { name: Value };
  e.name = strFromUtf16(name);
  return e;
}

function notDefined(name: string): PyObject {
  return nameError(name, `name '${name}' is not defined`);
}

/** A global or builtin, off the fast path. */
export function loadGlobal(frame: Frame, index: number): Value {
  const { code, globals } = frame;
  const v = resolveGlobal(code, globals, frame.builtins, index);
  if (code.linkedGlobals === globals) frame.cells = code.globalCells as Cell[];
  return v;
}

/** The same for code with these globals; links the name where the code is, or can be, linked to them. */
export function resolveGlobal(
  code: PyCode,
  globals: PyDict,
  builtins: PyDict,
  index: number,
): Value {
  const name = code.names[index];
  if (linkNames(code, globals, builtins)) {
    const global = code.globalCells![index] = globals.cell(name);
    if (global.v !== undefined) return global.v;
    const builtin = code.builtinCells![index] = builtins.cell(name);
    if (builtin.v !== undefined) return builtin.v;
    throw notDefined(name);
  }
  const v = lookup(globals, name) ?? lookup(builtins, name);
  if (v === undefined) throw notDefined(name);
  return v;
}

/** A name in a namespace; an instance of a subclass of dict may have a `__getitem__` of its own. */
export function lookup(ns: PyDict, name: string): Value | undefined {
  if (ns.cls === DictType) return ns.getStr(name);
  return lookupMapping(ns, name);
}

/** `mapping[name]`, with `undefined` for a KeyError. */
function lookupMapping(mapping: Value, name: string): Value | undefined {
  try {
    return getItem(mapping, strFromUtf16(name));
  } catch (e) {
    if (isExceptionOf(e, exceptionTypes.get("KeyError")!)) return undefined;
    throw e;
  }
}

/** `global x; x = v` */
export function storeGlobal(frame: Frame, index: number, v: Value): void {
  const { code, globals } = frame;
  if (code.linkedGlobals === globals) {
    const cell = code.globalCells![index] as Cell;
    if (cell.v !== undefined) {
      const old = cell.v;
      cell.v = v;
      if (mayDie(old)) finalizerHooks.collect(undefined, old);
      return;
    }
  }
  globals.set(strFromUtf16(code.names[index]), v);
}

/** `global x; del x` */
export function deleteGlobal(frame: Frame, index: number): void {
  const name = frame.code.names[index];
  const old = frame.globals.getStr(name);
  if (!frame.globals.delete(strFromUtf16(name))) throw notDefined(name);
  if (mayDie(old)) finalizerHooks.collect(undefined, old);
}

/** A name of a module or class body, or of code run by `exec`. */
export function loadName(frame: Frame, index: number): Value {
  const { locals, globals, code } = frame;
  if (locals === globals) {
    if (code.linkedGlobals === globals) {
      const v = (code.globalCells![index] as Cell).v ?? (code.builtinCells![index] as Cell).v;
      if (v !== undefined) return v;
    }
    return loadGlobal(frame, index);
  }
  if (locals === undefined) throw systemError(`no locals when loading '${code.names[index]}'`);
  const name = code.names[index];
  const v = locals instanceof PyDict && locals.cls === DictType
    ? locals.getStr(name)
    : lookupMapping(locals, name);
  if (v !== undefined) return v;
  const g = lookup(globals, name) ?? lookup(frame.builtins, name);
  if (g === undefined) throw notDefined(name);
  return g;
}

/** Binds a name in the frame's namespace. */
export function storeName(frame: Frame, index: number, v: Value): void {
  const { locals, code } = frame;
  if (locals === frame.globals && code.linkedGlobals === locals) {
    const cell = code.globalCells![index] as Cell;
    if (cell.v !== undefined) {
      const old = cell.v;
      cell.v = v;
      if (mayDie(old)) finalizerHooks.collect(undefined, old);
      return;
    }
  }
  if (locals === undefined) {
    throw systemError(`no locals found when storing '${code.names[index]}'`);
  }
  if (locals instanceof PyDict && locals.cls === DictType) {
    const name = strFromUtf16(code.names[index]);
    const old = locals.get(name);
    locals.set(name, v);
    if (mayDie(old)) finalizerHooks.collect(undefined, old);
  } else {
    setItem(locals, strFromUtf16(code.names[index]), v);
  }
}

/** `del` of a name in the frame's namespace. */
export function deleteName(frame: Frame, index: number): void {
  const { locals } = frame;
  const name = frame.code.names[index];
  if (locals === undefined) throw systemError(`no locals when deleting '${name}'`);
  if (locals instanceof PyDict && locals.cls === DictType) {
    const old = locals.getStr(name);
    if (!locals.delete(strFromUtf16(name))) throw notDefined(name);
    if (mayDie(old)) finalizerHooks.collect(undefined, old);
    return;
  }
  try {
    deleteItem(locals, strFromUtf16(name));
  } catch (e) {
    if (isExceptionOf(e, exceptionTypes.get("KeyError")!)) throw notDefined(name);
    throw e;
  }
}

/** The frame's namespace. */
export function loadLocals(frame: Frame): Value {
  if (frame.locals === undefined) throw systemError("no locals");
  return frame.locals;
}

/** `builtins.__build_class__` */
export function loadBuildClass(frame: Frame): Value {
  const v = lookup(frame.builtins, "__build_class__");
  if (v === undefined) throw nameError("__build_class__", "__build_class__ not found");
  return v;
}

/** Gives the namespace an `__annotations__`. */
export function setupAnnotations(frame: Frame): void {
  const ns = loadLocals(frame);
  if (ns instanceof PyDict && ns.cls === DictType) {
    if (ns.getStr("__annotations__") === undefined) ns.setStr("__annotations__", new PyDict());
  } else if (
    ns instanceof PyDict
      ? lookupMapping(ns, "__annotations__") === undefined
      : !containsName(ns, "__annotations__")
  ) {
    setItem(ns, "__annotations__", new PyDict());
  }
}

function containsName(ns: Value, name: string): boolean {
  try {
    getItem(ns, name);
    return true;
  } catch (e) {
    if (isExceptionOf(e, exceptionTypes.get("KeyError")!)) return false;
    throw e;
  }
}

/** UnboundLocalError for a register. */
export function unboundLocal(frame: Frame, register: number): PyObject {
  const name = frame.code.localNames[register];
  // without `name`, as in CPython: no other name is suggested for one that is right
  return exception(
    "UnboundLocalError",
    strFromUtf16(`cannot access local variable '${name}' where it is not associated with a value`),
  );
}

/** The error for an empty cell. */
export function unboundCell(frame: Frame, register: number): PyObject {
  const { code } = frame;
  if ((code.localKinds[register] & LocalKind.FREE) === 0) return unboundLocal(frame, register);
  const name = code.localNames[register];
  return nameError(
    name,
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
  );
}

/** A name of a class body that is also a variable of an enclosing function. */
export function loadFromDictOrDeref(
  frame: Frame,
  ns: Value,
  register: number,
  cell: Cell,
): Value {
  const name = frame.code.localNames[register];
  const v = ns instanceof PyDict && ns.cls === DictType ? ns.getStr(name) : lookupMapping(ns, name);
  if (v !== undefined) return v;
  if (cell.v === undefined) throw unboundCell(frame, register);
  return cell.v;
}

/** A name of an annotation scope: the class's namespace first, then the globals. */
export function loadFromDictOrGlobals(frame: Frame, ns: Value, index: number): Value {
  const name = frame.code.names[index];
  const v = ns instanceof PyDict && ns.cls === DictType ? ns.getStr(name) : lookupMapping(ns, name);
  return v ?? resolveGlobal(frame.code, frame.globals, frame.builtins, index);
}
