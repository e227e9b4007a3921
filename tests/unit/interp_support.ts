// Runs Python sources in the bare interpreter, for the tests of vm/interp: no import system, no streams.

import "../../vm/objects/mod.ts";
import { compileModule } from "../../vm/bytecode/compile.ts";
import { PyBuiltinFunction } from "../../vm/objects/builtin.ts";
import { valueFunctions } from "../../vm/objects/builtins_functions.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { exceptionTypes, PyException } from "../../vm/objects/exceptions.ts";
import { type Implementation, method } from "../../vm/objects/signature.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { strText } from "../../vm/objects/operations.ts";
import { ClassMethodType, PropertyType, StaticMethodType } from "../../vm/objects/property.ts";
import { DictType } from "../../vm/objects/dict.ts";
import { FloatType } from "../../vm/objects/float.ts";
import { ListType } from "../../vm/objects/list.ts";
import { RangeType } from "../../vm/objects/range.ts";
import { SetType } from "../../vm/objects/set.ts";
import { SuperType } from "../../vm/objects/super.ts";
import { TupleType } from "../../vm/objects/tuple.ts";
import { IntType, ObjectType, StrType, TypeType } from "../../vm/objects/type.ts";
import { parse } from "../../vm/syntax/parser.ts";
import {
  buildClassFunction,
  builtinsHooks,
  evalCode,
  formatException,
  getFrame,
  localsOf,
  printHooks,
  setTrace,
  thread,
} from "../../vm/interp/mod.ts";

/** What a program gave to `out`, and the exception that it ended with. */
export interface Outcome {
  lines: string[];
  error: PyException | undefined;
}

const builtins = new PyDict();
let lines: string[] = [];

function declare(name: string, signature: string, f: Implementation): void {
  builtins.setStr(name, new PyBuiltinFunction(method(signature, "", f), name, "builtins"));
}

for (const [name, d] of Object.entries(valueFunctions)) {
  builtins.setStr(name, new PyBuiltinFunction(d, name, "builtins"));
}
for (const [name, t] of exceptionTypes) builtins.setStr(name, t);
for (
  const t of [
    ObjectType,
    TypeType,
    IntType,
    StrType,
    FloatType,
    ListType,
    TupleType,
    DictType,
    SetType,
    RangeType,
    PropertyType,
    ClassMethodType,
    StaticMethodType,
    SuperType,
  ]
) builtins.setStr(t.name, t);
builtins.setStr("__build_class__", buildClassFunction);
declare("out", "(*args)", (args: Value[]) => {
  lines.push(args.map(strText).join(" "));
});
declare("settrace", "(f, /)", (f: Value) => setTrace(thread, f));
declare("frame", "(depth=0, /)", (n?: Value) => getFrame(Number(n ?? 0)) ?? NONE);
declare("locals", "()", () => localsOf(getFrame(0)!));
declare("setrecursionlimit", "(n, /)", (n: Value) => {
  thread.recursionLimit = Number(n);
  thread.updateLimit();
});
builtinsHooks.default = () => builtins;

/** Runs a program. */
export function runSource(source: string): Outcome {
  const code = compileModule(parse(source, "<test>", "exec"), "<test>");
  const globals = new PyDict();
  globals.setStr("__name__", "__main__");
  globals.setStr("__builtins__", builtins);
  const sourceLines = source.split("\n");
  printHooks.line = (filename, n) => filename === "<test>" ? sourceLines[n - 1] : undefined;
  lines = [];
  let error: PyException | undefined;
  try {
    evalCode(code, globals);
  } catch (e) {
    if (!(e instanceof PyException)) throw e;
    error = e;
  }
  return { lines, error };
}

/** What the program gave to `out`; fails where it ends with an exception. */
export function output(source: string): string[] {
  const { lines, error } = runSource(source);
  if (error !== undefined) throw new Error(formatException(error));
  return lines;
}

/** How the program's uncaught exception is shown. */
export function failure(source: string): string {
  const { error } = runSource(source);
  if (error === undefined) throw new Error("the program ended well");
  return formatException(error);
}

/** The type and text of the exception that a program ends with. */
export function errorOf(source: string): string {
  const { error } = runSource(source);
  if (error === undefined) throw new Error("the program ended well");
  return `${typeOf(error).name}: ${strText(error)}`;
}
