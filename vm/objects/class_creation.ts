// `type(name, bases, namespace)`: the steps by which a class statement's namespace becomes a class.

import { encodeStr } from "./codecs.ts";
import { runtime } from "./runtime.ts";
import { call, callUnbound } from "./attributes.ts";
import { PyGetSet, PySlot } from "./builtin.ts";
import { Cell } from "./cell.ts";
import { PyDict } from "./dict.ts";
import { addNote, PyException } from "./exceptions.ts";
import { PyFunction } from "./function.ts";
import { dictAttribute } from "./instance_dict.ts";
import { toArray } from "./iteration.ts";
import { repr } from "./operations.ts";
import { NONE, PyInstance, type Value } from "./object.ts";
import { newClassMethod, newStaticMethod } from "./property.ts";
import { typeError, valueError } from "./raise.ts";
import { lookupAfter } from "./super.ts";
import { isExactStr, isStr, strFromUtf16, strOf, utf16 } from "./str.ts";
import type { PyTuple } from "./tuple.ts";
import { linearize } from "./mro.ts";
import { linkBases, mroHook, ObjectType, PyType, slotHook, typeOf, TypeType } from "./type.ts";
import { weakrefAttribute } from "./weakref_attribute.ts";

slotHook.isSlot = (v) => v instanceof PySlot;

/** Filled in by the interpreter. */
export const classHooks: {
  /** `__name__` of the globals of the function that creates the class. */
  callerModule: () => Value | undefined;
} = { callerModule: () => undefined };

/** The most derived metaclass of `meta` and the bases' classes. */
export function calculateMetaclass(meta: PyType, bases: readonly Value[]): PyType {
  let winner = meta;
  for (const b of bases) {
    const t = typeOf(b);
    if (winner.isSubtype(t)) continue;
    if (t.isSubtype(winner)) {
      winner = t;
      continue;
    }
    throw typeError(
      "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
    );
  }
  return winner;
}

/** The base whose layout the class gets. */
export function bestBase(bases: readonly Value[]): PyType {
  let base: PyType | undefined, winner: PyType | undefined;
  for (const b of bases) {
    if (!(b instanceof PyType)) throw typeError("bases must be types");
    if (!b.basetype) throw typeError(`type '${b.name}' is not an acceptable base type`);
    const candidate = b.solid;
    if (winner === undefined) {
      winner = candidate;
      base = b;
    } else if (winner.isSubtype(candidate)) {
      // the layout found so far includes this one
    } else if (candidate.isSubtype(winner)) {
      winner = candidate;
      base = b;
    } else {
      throw typeError("multiple bases have instance lay-out conflict");
    }
  }
  return base!;
}

/** A private name as it is seen inside a class: `__x` in class C is `_C__x`. */
export function mangle(className: string, name: string): string {
  if (!name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

function isIdentifier(name: string): boolean {
  return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name);
}

/** Reads `__slots__`: the names, mangled, and whether `__dict__` and `__weakref__` are asked for. */
function readSlots(
  name: string,
  slots: Value,
  base: PyType,
  ns: Map<string, Value>,
): { names: string[]; wantsDict: boolean; wantsWeakref: boolean } {
  const listed = isStr(slots) ? [slots] : toArray(slots);
  const names: string[] = [];
  let wantsDict = false, wantsWeakref = false;
  if (listed.length > 0 && base.layout !== PyInstance && !canHaveSlots(base)) {
    const only = listed.every((s) =>
      isStr(s) && ["__dict__", "__weakref__"].includes(utf16(strOf(s)!))
    );
    if (!only) {
      throw typeError(`nonempty __slots__ not supported for subtype of '${base.name}'`);
    }
  }
  for (const s of listed) {
    if (!isStr(s)) throw typeError(`__slots__ items must be strings, not '${typeOf(s).name}'`);
    const text = utf16(strOf(s)!);
    if (!isIdentifier(text)) throw typeError("__slots__ must be identifiers");
    if (text === "__dict__") {
      if (base.hasDict || wantsDict) {
        throw typeError("__dict__ slot disallowed: we already got one");
      }
      wantsDict = true;
    } else if (text === "__weakref__") {
      if (base.hasWeakref || wantsWeakref) {
        throw typeError("__weakref__ slot disallowed: we already got one");
      }
      wantsWeakref = true;
    } else {
      const mangled = mangle(name, text);
      if (
        ns.has(mangled) && !["__qualname__", "__classcell__", "__classdictcell__"].includes(mangled)
      ) {
        throw valueError(`${repr(s)} in __slots__ conflicts with class variable`);
      }
      names.push(mangled);
    }
  }
  return { names, wantsDict, wantsWeakref };
}

/** CPython refuses slots where instances have a variable size. */
function canHaveSlots(base: PyType): boolean {
  return !["int", "tuple", "bytes", "type"].some((n) =>
    base.mro.some((c) => !c.heap && c.name === n)
  );
}

/** A name that a class cannot have. */
export function checkClassName(name: Value): void {
  if (utf16(strOf(name)!).includes("\0")) {
    throw valueError("type name must not contain null characters");
  }
  checkEncodable(name);
}

/** UnicodeEncodeError where a str has no UTF-8 form. */
function checkEncodable(v: Value): void {
  if (typeof v === "string" && v.isWellFormed()) return;
  encodeStr(strOf(v)!, undefined, undefined);
}

/** Makes a class; the arguments have been checked to be a str, a tuple and a dict. */
export function createClass(
  meta: PyType,
  nameValue: Value,
  basesTuple: PyTuple,
  namespace: PyDict,
  kwargs: Map<string, Value> | undefined,
): Value {
  for (const b of basesTuple.items) {
    if (!(b instanceof PyType) && typeOf(b).lookup("__mro_entries__") !== undefined) {
      throw typeError("type() doesn't support MRO entry resolution; use types.new_class()");
    }
  }
  const winner = calculateMetaclass(meta, basesTuple.items);
  if (winner !== meta) {
    const maker = winner.lookup("__new__");
    if (maker !== undefined && maker !== TypeType.ns.get("__new__")) {
      const f = typeof maker === "object" ? maker.descrGet(undefined, winner) : maker;
      return call(
        f,
        [winner, nameValue, basesTuple, namespace, ...(kwargs?.values() ?? [])],
        kwargs === undefined ? undefined : [...kwargs.keys()],
      );
    }
  }
  const bases = basesTuple.items.length > 0 ? basesTuple.items as PyType[] : [ObjectType];
  const base = bestBase(bases);
  const name = utf16(strOf(nameValue)!);
  checkClassName(nameValue);
  const t = winner.allocate() as PyType;
  t.heap = true;
  t.name = name;
  t.qualname = name;
  t.patternKind = bases.find((b) => b.patternKind !== "")?.patternKind ?? "";
  t.matchSelf = base.matchSelf;
  const { ns } = t;
  let strange = false;
  for (const [k, v] of namespace.entries()) {
    if (isExactStr(k)) ns.set(utf16(k), v);
    else if (!isStr(k)) strange = true;
  }
  setNames(t);
  if (strange) {
    runtime.warn("RuntimeWarning", `non-string key in the __dict__ of class ${name}`, 1);
  }
  const cells = takeCells(t, namespace);
  const slots = ns.get("__slots__");
  const mayAddDict = !base.hasDict, mayAddWeakref = !base.hasWeakref;
  let addDict = mayAddDict, addWeakref = mayAddWeakref;
  if (slots !== undefined) {
    const read = readSlots(name, slots, base, ns);
    addDict = read.wantsDict;
    addWeakref = read.wantsWeakref;
    t.slotNames = read.names;
  }
  // what other bases have comes in by inheritance, though the layout is the best base's
  const inheritsDict = bases.some((b) => b.hasDict),
    inheritsWeakref = bases.some((b) => b.hasWeakref);
  t.hasDict = base.hasDict || addDict || inheritsDict;
  t.hasWeakref = base.hasWeakref || addWeakref || inheritsWeakref;
  if (addDict && !ns.has("__dict__")) {
    ns.set("__dict__", new PyGetSet(dictAttribute, "__dict__", t));
  }
  if (addWeakref && !ns.has("__weakref__")) {
    ns.set("__weakref__", new PyGetSet(weakrefAttribute, "__weakref__", t));
  }
  for (const n of t.slotNames ?? []) ns.set(n, new PySlot(n, t));
  if (!ns.has("__doc__")) ns.set("__doc__", NONE);
  if (cells.classCell !== undefined) cells.classCell.v = t;
  linkBases(t, bases, base, hasCustomMro(t) ? () => customMro(t) : undefined);
  if (t.slotNames !== undefined && t.slotNames.length > 0) t.solid = t;
  setNamesOnAttributes(t, namespace);
  initSubclass(t, kwargs);
  return t;
}

/** `__module__`, `__qualname__`, `__doc__`, and the methods that are static or class methods by their name. */
function setNames(t: PyType): void {
  const { ns } = t;
  if (!ns.has("__module__")) {
    const module = classHooks.callerModule();
    if (module !== undefined) ns.set("__module__", module);
  }
  const qualname = ns.get("__qualname__");
  if (qualname !== undefined) {
    if (!isStr(qualname)) {
      throw typeError(`type __qualname__ must be a str, not ${typeOf(qualname).name}`);
    }
    t.qualname = utf16(strOf(qualname)!);
    ns.delete("__qualname__");
  }
  const maker = ns.get("__new__");
  if (maker instanceof PyFunction) ns.set("__new__", newStaticMethod(maker));
  for (const n of ["__init_subclass__", "__class_getitem__"]) {
    const f = ns.get(n);
    if (f instanceof PyFunction) ns.set(n, newClassMethod(f));
  }
  const doc = ns.get("__doc__");
  if (doc !== undefined && isStr(doc)) checkEncodable(doc);
  if (ns.has("__eq__") && !ns.has("__hash__")) ns.set("__hash__", NONE);
}

function takeCells(t: PyType, namespace: PyDict): { classCell: Cell | undefined } {
  const { ns } = t;
  const cell = ns.get("__classcell__");
  if (cell !== undefined) {
    if (!(cell instanceof Cell)) {
      throw typeError(`__classcell__ must be a nonlocal cell, not ${repr(typeOf(cell))}`);
    }
    ns.delete("__classcell__");
  }
  const dictCell = ns.get("__classdictcell__");
  if (dictCell !== undefined) {
    if (!(dictCell instanceof Cell)) {
      throw typeError(`__classdictcell__ must be a nonlocal cell, not ${repr(typeOf(dictCell))}`);
    }
    ns.delete("__classdictcell__");
    dictCell.v = PyDict.fromMap(ns);
  }
  void namespace;
  return { classCell: cell as Cell | undefined };
}

function hasCustomMro(t: PyType): boolean {
  const f = t.cls.lookup("mro");
  return f !== undefined && f !== TypeType.ns.get("mro");
}

/** The order that the metaclass's own `mro()` gives. */
function customMro(t: PyType): PyType[] {
  const listed = toArray(callUnbound(t.cls.lookup("mro")!, t, []));
  const base = t.base!;
  for (const c of listed) {
    if (!(c instanceof PyType)) {
      throw typeError(`mro() returned a non-class ('${typeOf(c).name}')`);
    }
    if (!t.solid.isSubtype(c.solid) && c !== t && !base.solid.isSubtype(c.solid)) {
      throw typeError(`mro() returned base with unsuitable layout ('${c.name}')`);
    }
  }
  return listed as PyType[];
}

mroHook.of = (t) => hasCustomMro(t) ? customMro(t) : linearize(t, t.bases);

function setNamesOnAttributes(t: PyType, namespace: PyDict): void {
  for (const [k, v] of namespace.entries()) {
    if (typeof v !== "object" || v instanceof PyFunction) continue;
    const f = v.cls.lookup("__set_name__");
    if (f === undefined) continue;
    try {
      callUnbound(f, v, [t, k]);
    } catch (e) {
      if (e instanceof PyException) {
        addNote(
          e,
          strFromUtf16(
            `Error calling __set_name__ on '${v.cls.name}' instance ${repr(k)} in '${t.name}'`,
          ),
        );
      }
      throw e;
    }
  }
}

function initSubclass(t: PyType, kwargs: Map<string, Value> | undefined): void {
  if (!t.mro.includes(t)) {
    const what = `type ${t.name}`;
    throw typeError(
      `super(type, obj): obj (${what}) is not an instance or subtype of type (${t.name}).`,
    );
  }
  const f = lookupAfter(t, t, "__init_subclass__");
  if (f === undefined || typeof f !== "object") return;
  if (f === ObjectType.ns.get("__init_subclass__")) {
    if (kwargs !== undefined && kwargs.size > 0) {
      throw typeError(`${t.name}.__init_subclass__() takes no keyword arguments`);
    }
    return;
  }
  call(
    f.descrGet(undefined, t),
    kwargs === undefined ? [] : [...kwargs.values()],
    kwargs === undefined ? undefined : [...kwargs.keys()],
  );
}
