// `__build_class__`: what a class statement does.

import { call, getAttrOrAbsent } from "../objects/attributes.ts";
import { PyBuiltinFunction } from "../objects/builtin.ts";
import { Cell } from "../objects/cell.ts";
import { calculateMetaclass } from "../objects/class_creation.ts";
import { DictType, PyDict } from "../objects/dict.ts";
import { PyFunction } from "../objects/function.ts";
import type { Value } from "../objects/object.ts";
import { repr, setItem } from "../objects/operations.ts";
import { runtimeError, typeError } from "../objects/raise.ts";
import { type KwMap, method } from "../objects/signature.ts";
import { isStr } from "../objects/str.ts";
import { PyTuple } from "../objects/tuple.ts";
import { PyType, typeOf, TypeType } from "../objects/type.ts";
import { functionFrame } from "./calls.ts";
import { execute } from "./execute.ts";
import { thread } from "./thread_state.ts";

/** The bases after `__mro_entries__`: the same array where none has it. */
export function resolveBases(bases: Value[]): Value[] {
  let resolved: Value[] | undefined;
  const tuple = new PyTuple(bases);
  for (let i = 0; i < bases.length; i++) {
    const b = bases[i];
    const f = b instanceof PyType ? undefined : getAttrOrAbsent(b, "__mro_entries__");
    if (f === undefined) {
      resolved?.push(b);
      continue;
    }
    const entries = call(f, [tuple]);
    if (!(entries instanceof PyTuple)) throw typeError("__mro_entries__ must return a tuple");
    resolved ??= bases.slice(0, i);
    resolved.push(...entries.items);
  }
  return resolved ?? bases;
}

function buildClass(f: Value, name: Value, given: Value[], kwargs: KwMap | undefined): Value {
  if (!(f instanceof PyFunction)) throw typeError("__build_class__: func must be a function");
  if (!isStr(name)) throw typeError("__build_class__: name is not a string");
  const bases = resolveBases(given);
  let meta: Value | undefined = kwargs?.get("metaclass");
  if (meta !== undefined) kwargs!.delete("metaclass");
  let isType = true;
  if (meta === undefined) meta = bases.length === 0 ? TypeType : typeOf(bases[0]);
  else isType = meta instanceof PyType;
  if (isType) meta = calculateMetaclass(meta as PyType, bases);
  const basesTuple = new PyTuple(bases);
  const kwNames = kwargs === undefined ? undefined : [...kwargs.keys()];
  const kwValues = kwargs === undefined ? [] : [...kwargs.values()];
  let ns: Value;
  const prepare = meta === TypeType ? undefined : getAttrOrAbsent(meta, "__prepare__");
  if (prepare === undefined) ns = new PyDict();
  else {
    ns = call(prepare, [name, basesTuple, ...kwValues], kwNames);
    if (!(ns instanceof PyDict) && typeOf(ns).lookup("__getitem__") === undefined) {
      const what = isType ? (meta as PyType).name : "<metaclass>";
      throw typeError(`${what}.__prepare__() must return a mapping, not ${typeOf(ns).name}`);
    }
  }
  const ts = thread;
  const frame = functionFrame(f, undefined, [], 0, 0, undefined);
  frame.locals = ns;
  const cell = execute(ts, frame);
  if (bases !== given) {
    if (ns instanceof PyDict && ns.cls === DictType) {
      ns.setStr("__orig_bases__", new PyTuple(given));
    } else {
      setItem(ns, "__orig_bases__", new PyTuple(given));
    }
  }
  const cls = call(meta, [name, basesTuple, ns, ...kwValues], kwNames);
  if (cls instanceof PyType && cell instanceof Cell) {
    if (cell.v === undefined) {
      throw runtimeError(
        `__class__ not set defining ${repr(name)} as ${
          repr(cls)
        }. Was __classcell__ propagated to type.__new__?`,
      );
    }
    if (cell.v !== cls) {
      throw typeError(`__class__ set to ${repr(cell.v)} defining ${repr(name)} as ${repr(cls)}`);
    }
  }
  return cls;
}

/** `builtins.__build_class__` */
export const buildClassFunction: PyBuiltinFunction = new PyBuiltinFunction(
  method(
    "(func, name, /, *bases, metaclass=None, **kwds)",
    "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the class statement.",
    (
      f: Value,
      name: Value,
      bases: Value[],
      metaclass: Value | undefined,
      kwds: KwMap | undefined,
    ) => {
      let kwargs = kwds;
      if (metaclass !== undefined) {
        kwargs = new Map(kwds ?? []);
        kwargs.set("metaclass", metaclass);
      }
      return buildClass(f, name, bases, kwargs);
    },
    { noTextSignature: true },
  ),
  "__build_class__",
  "builtins",
);
