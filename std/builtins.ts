// builtins: the module whose names are everywhere.

import { BytesType } from "../vm/objects/bytes.ts";
import { ByteArrayType } from "../vm/objects/bytearray.ts";
import { PyBuiltinFunction } from "../vm/objects/builtin.ts";
import { valueFunctions } from "../vm/objects/builtins_functions.ts";
import { ComplexType } from "../vm/objects/complex.ts";
import { DictType } from "../vm/objects/dict.ts";
import { EnumerateType } from "../vm/objects/enumerate.ts";
import { exceptionTypes } from "../vm/objects/exceptions.ts";
import { FloatType } from "../vm/objects/float.ts";
import { ReversedType } from "../vm/objects/iterators.ts";
import { ListType } from "../vm/objects/list.ts";
import { MemoryViewType } from "../vm/objects/memoryview.ts";
import { PyModule } from "../vm/objects/module.ts";
import { ELLIPSIS, NONE, NOT_IMPLEMENTED } from "../vm/objects/object.ts";
import { ClassMethodType, PropertyType, StaticMethodType } from "../vm/objects/property.ts";
import { RangeType } from "../vm/objects/range.ts";
import { FrozenSetType, SetType } from "../vm/objects/set.ts";
import type { Declaration } from "../vm/objects/signature.ts";
import { SliceType } from "../vm/objects/slice.ts";
import { SuperType } from "../vm/objects/super.ts";
import { TupleType } from "../vm/objects/tuple.ts";
import {
  BoolType,
  IntType,
  ObjectType,
  type PyType,
  StrType,
  TypeType,
} from "../vm/objects/type.ts";
import { FilterType, MapType, ZipType } from "../vm/objects/zip.ts";
import { buildClassFunction, importHooks } from "../vm/interp/mod.ts";
import type { Interpreter } from "../vm/vm.ts";
import { asyncFunctions } from "./builtins_async.ts";
import { streamFunctions } from "./builtins_io.ts";
import { sourceFunctions } from "./builtins_source.ts";

const DOC =
  "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all 'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name for the built-in function len().\n\nThis module is not usually accessed explicitly by most\napplications, but can be useful in modules that provide\nobjects with the same name as a builtin and in which\nthe built-in of that name is also needed.";

function types(): PyType[] {
  return [
    BoolType,
    MemoryViewType,
    ByteArrayType,
    BytesType,
    ClassMethodType,
    ComplexType,
    DictType,
    EnumerateType,
    FilterType,
    FloatType,
    FrozenSetType,
    PropertyType,
    IntType,
    ListType,
    MapType,
    ObjectType,
    RangeType,
    ReversedType,
    SetType,
    SliceType,
    StaticMethodType,
    StrType,
    SuperType,
    TupleType,
    TypeType,
    ZipType,
  ];
}

/** The function objects are shared by all interpreters: code asks whether `__import__` is still the one that was there. */
const functions: Map<string, PyBuiltinFunction> = new Map();

function functionsByName(): Map<string, PyBuiltinFunction> {
  if (functions.size === 0) {
    const groups: Record<string, Declaration>[] = [
      sourceFunctions,
      valueFunctions,
      streamFunctions,
      asyncFunctions,
    ];
    for (const group of groups) {
      for (const name in group) {
        functions.set(name, new PyBuiltinFunction(group[name], name, "builtins"));
      }
    }
    importHooks.original = functions.get("__import__");
  }
  return functions;
}

/** `builtins` for one interpreter. */
export function create(vm: Interpreter): PyModule {
  const m = new PyModule("builtins", DOC);
  const { dict } = m;
  dict.setStr("__build_class__", buildClassFunction);
  for (const [name, f] of functionsByName()) dict.setStr(name, f);
  dict.setStr("None", NONE);
  dict.setStr("Ellipsis", ELLIPSIS);
  dict.setStr("NotImplemented", NOT_IMPLEMENTED);
  dict.setStr("False", false);
  dict.setStr("True", true);
  for (const t of types()) dict.setStr(t.name, t);
  dict.setStr("__debug__", vm.config.optimize === 0);
  for (const [name, t] of exceptionTypes) if (t.module === "builtins") dict.setStr(name, t);
  dict.setStr("EnvironmentError", exceptionTypes.get("OSError")!);
  dict.setStr("IOError", exceptionTypes.get("OSError")!);
  return m;
}
