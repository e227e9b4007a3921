// Values between JavaScript and Python. Simple values are copied; everything else crosses as a PythonObject, which holds on
// to the Python object itself.

import { call, callMethod, getAttr, getAttrOrAbsent, setAttr } from "../vm/objects/attributes.ts";
import { PyBuiltinFunction } from "../vm/objects/builtin.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { exception } from "../vm/objects/raise.ts";
import { PyFloat } from "../vm/objects/float.ts";
import { PyList } from "../vm/objects/list.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { repr, strText } from "../vm/objects/operations.ts";
import { PyAnySet, PySet } from "../vm/objects/set.ts";
import { method } from "../vm/objects/signature.ts";
import { isExactStr, strFromUtf16, utf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";

/** What a Python value becomes in JavaScript. */
export type PythonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PythonValue[]
  | Map<PythonValue, PythonValue>
  | Set<PythonValue>
  | PythonObject;

/** What JavaScript may give to Python. */
export type JavaScriptValue =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly JavaScriptValue[]
  | ReadonlyMap<JavaScriptValue, JavaScriptValue>
  | ReadonlySet<JavaScriptValue>
  | PythonObject
  | ((...args: PythonValue[]) => JavaScriptValue | void)
  | { readonly [key: string]: JavaScriptValue };

/** Runs Python in the interpreter that an object belongs to; Python exceptions become PythonErrors. */
export type Runner = <T>(f: () => T) => T;

/**
 * A Python object that has no JavaScript counterpart: a function, a class, an instance, a module.
 *
 * ```ts
 * import { Python } from "./mod.ts";
 * const py = Python.create();
 * py.runPython("def greet(name): return 'hello ' + name");
 * const greet = py.globals.get("greet") as PythonObject;
 * greet.call("world"); // "hello world"
 * ```
 */
export class PythonObject {
  readonly #value: Value;
  readonly #run: Runner;

  /** Made by the interpreter only. */
  constructor(value: unknown, run: Runner) {
    this.#value = value as Value;
    this.#run = run;
  }

  /** The value of an attribute. */
  get(name: string): PythonValue {
    return this.#run(() => toJavaScript(getAttr(this.#value, name), this.#run));
  }

  /** Sets an attribute. */
  set(name: string, value: JavaScriptValue): void {
    this.#run(() => setAttr(this.#value, name, toPython(value, this.#run)));
  }

  /** Whether there is such an attribute. */
  has(name: string): boolean {
    return this.#run(() => getAttrOrAbsent(this.#value, name) !== undefined);
  }

  /** Calls the object. */
  call(...args: JavaScriptValue[]): PythonValue {
    return this.callWith(args, {});
  }

  /** Calls the object with keyword arguments. */
  callWith(
    args: readonly JavaScriptValue[],
    keywords: Readonly<Record<string, JavaScriptValue>>,
  ): PythonValue {
    return this.#run(() => {
      const names = Object.keys(keywords);
      const values = [...args, ...names.map((n) => keywords[n])].map((v) => toPython(v, this.#run));
      const result = call(this.#value, values, names.length === 0 ? undefined : names);
      return toJavaScript(result, this.#run);
    });
  }

  /** Calls a method. */
  callMethod(name: string, ...args: JavaScriptValue[]): PythonValue {
    return this.#run(() => {
      const values = args.map((v) => toPython(v, this.#run));
      return toJavaScript(callMethod(this.#value, name, ...values), this.#run);
    });
  }

  /** `str(object)` */
  toString(): string {
    return this.#run(() => strText(this.#value));
  }

  /** `repr(object)` */
  repr(): string {
    return this.#run(() => repr(this.#value));
  }

  /** The object itself, for the interpreter. */
  static unwrap(o: PythonObject): unknown {
    return o.#value;
  }
}

/** The JavaScript counterpart of a Python value. */
export function toJavaScript(v: Value, run: Runner): PythonValue {
  switch (typeof v) {
    case "number":
    case "bigint":
    case "boolean":
    case "string":
      return v;
  }
  if (v === NONE) return null;
  if (isExactStr(v)) return utf16(v);
  if (v.cls.heap) return new PythonObject(v, run);
  if (v instanceof PyFloat) return v.v;
  if (v instanceof PyBytes) return v.data.slice();
  if (v instanceof PyList) return v.toArray().map((item) => toJavaScript(item, run));
  if (v instanceof PyTuple) return v.items.map((item) => toJavaScript(item, run));
  if (v instanceof PyDict) {
    return new Map(v.entries().map(([k, x]) => [toJavaScript(k, run), toJavaScript(x, run)]));
  }
  if (v instanceof PyAnySet) return new Set(v.items().map((item) => toJavaScript(item, run)));
  return new PythonObject(v, run);
}

/** The Python counterpart of a JavaScript value. */
export function toPython(v: JavaScriptValue, run: Runner): Value {
  switch (typeof v) {
    case "undefined":
      return NONE;
    case "boolean":
      return v;
    case "number":
      return Number.isSafeInteger(v) && !Object.is(v, -0) ? v : new PyFloat(v);
    case "bigint":
      return v >= -9007199254740991n && v <= 9007199254740991n ? Number(v) : v;
    case "string":
      return strFromUtf16(v);
    case "function":
      return functionToPython(v, run);
    case "object":
      return objectToPython(v, run);
    default:
      throw exception("TypeError", `a JavaScript ${typeof v} has no counterpart in Python`);
  }
}

function objectToPython(v: object | null, run: Runner): Value {
  if (v === null) return NONE;
  if (v instanceof PythonObject) return PythonObject.unwrap(v) as Value;
  if (v instanceof Uint8Array) return new PyBytes(v.slice());
  if (Array.isArray(v)) return new PyList(v.map((item) => toPython(item, run)));
  if (v instanceof Map) {
    return PyDict.from([...v].map(([k, x]) => [toPython(k, run), toPython(x, run)] as const));
  }
  if (v instanceof Set) return new PySet([...v].map((item) => toPython(item, run)));
  return PyDict.from(
    Object.entries(v as Record<string, JavaScriptValue>).map(([k, x]) =>
      [strFromUtf16(k), toPython(x, run)] as const
    ),
  );
}

/** A function of JavaScript that Python can call; what it throws is a RuntimeError there. */
function functionToPython(
  f: (...args: PythonValue[]) => JavaScriptValue | void,
  run: Runner,
): Value {
  const declaration = method("(*args)", "A function of JavaScript.", (args: Value[]) => {
    let result: JavaScriptValue | void;
    try {
      result = f(...args.map((a) => toJavaScript(a, run)));
    } catch (e) {
      const inner = (e as { pythonException?: Value } | null)?.pythonException;
      if (inner !== undefined) throw inner;
      throw exception("RuntimeError", strFromUtf16(String(e)));
    }
    return toPython(result as JavaScriptValue, run);
  });
  return new PyBuiltinFunction(declaration, f.name === "" ? "function" : f.name, undefined);
}
