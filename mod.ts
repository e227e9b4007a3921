/**
 * Najash: Python 3.13 in JavaScript.
 *
 * ```ts
 * import { Python } from "./mod.ts";
 *
 * const py = Python.create();
 * py.globals.set("n", 10);
 * console.log(py.runPython("sum(range(n))")); // 45
 * ```
 *
 * Simple values are copied between the two languages: `None` is `null`, `int` a `number` (a `bigint` where it is
 * large), `float` a `number`, `str` a `string`, `bytes` a `Uint8Array`, lists and tuples are arrays, dicts are `Map`s,
 * sets are `Set`s. Everything else is a {@linkcode PythonObject}. In the other direction a whole `number` becomes an
 * `int`, any other a `float`, and a plain object a dict.
 *
 * @module
 */

import { Expr, Expression, Module } from "./vm/syntax/ast.ts";
import {
  asException,
  exceptionTypes,
  isExceptionOf,
  type PyException,
} from "./vm/objects/exceptions.ts";
import { textKeys } from "./vm/objects/dict.ts";
import type { PyModule } from "./vm/objects/module.ts";
import { strText } from "./vm/objects/operations.ts";
import { createHost, environment, type HostInput, type HostOutput } from "./vm/host/mod.ts";
import { compileTree, parseSource } from "./vm/import/compile_source.ts";
import { defaultConfig } from "./vm/config.ts";
import { evalCode } from "./vm/interp/mod.ts";
import { formatException } from "./vm/interp/print_traceback.ts";
import type { Interpreter } from "./vm/vm.ts";
import { finishInterpreter, startInterpreter } from "./std/lifecycle.ts";
import {
  type JavaScriptValue,
  PythonObject,
  type PythonValue,
  type Runner,
  toJavaScript,
  toPython,
} from "./embed/convert.ts";

export { PythonObject } from "./embed/convert.ts";
export type { JavaScriptValue, PythonValue, Runner } from "./embed/convert.ts";
export type { HostInput, HostOutput } from "./vm/host/mod.ts";

/** How an interpreter is to be made. */
export interface PythonOptions {
  /** `sys.argv`; the first is the program's name. */
  args?: readonly string[];
  /** Directories and zip files to look for modules in before the library. */
  path?: readonly string[];
  /** Where `sys.stdin` reads from, instead of the process's standard input. */
  stdin?: HostInput;
  /** Where `sys.stdout` writes to, instead of the process's standard output. */
  stdout?: HostOutput;
  /** Where `sys.stderr` writes to, instead of the process's standard error. */
  stderr?: HostOutput;
  /** Write compiled modules into `__pycache__`; the default is not to. */
  writeBytecode?: boolean;
  /** Import `site`, which adds the user's site-packages; the default is not to. */
  site?: boolean;
}

/**
 * A Python exception that nobody caught.
 *
 * ```ts
 * import { Python, PythonError } from "./mod.ts";
 * const py = Python.create();
 * try {
 *   py.runPython("1 / 0");
 * } catch (e) {
 *   if (e instanceof PythonError) console.log(e.type, e.traceback);
 * }
 * ```
 */
export class PythonError extends Error {
  /** The name of the exception's class, such as `ZeroDivisionError`. */
  readonly type: string;
  /** The traceback as Python shows it. */
  readonly traceback: string;
  /** The exception itself. */
  readonly exception: PythonObject;
  /** The exception itself, for the interpreter. */
  readonly pythonException: unknown;

  /** Made by the interpreter only. */
  constructor(type: string, message: string, traceback: string, exception: PythonObject) {
    super(message === "" ? type : `${type}: ${message}`);
    this.name = "PythonError";
    this.type = type;
    this.traceback = traceback;
    this.exception = exception;
    this.pythonException = PythonObject.unwrap(exception);
  }
}

/** The global variables of an interpreter's `__main__`. */
export class PythonGlobals {
  readonly #main: PyModule;
  readonly #run: Runner;

  /** Made by the interpreter only. */
  constructor(main: unknown, run: Runner) {
    this.#main = main as PyModule;
    this.#run = run;
  }

  /** The value of a variable, `undefined` where there is none. */
  get(name: string): PythonValue | undefined {
    const v = this.#main.dict.getStr(name);
    return v === undefined ? undefined : this.#run(() => toJavaScript(v, this.#run));
  }

  /** Sets a variable. */
  set(name: string, value: JavaScriptValue): void {
    this.#run(() => this.#main.dict.setStr(name, toPython(value, this.#run)));
  }

  /** Whether there is such a variable. */
  has(name: string): boolean {
    return this.#main.dict.getStr(name) !== undefined;
  }

  /** Removes a variable; false where there is none. */
  delete(name: string): boolean {
    return this.#main.dict.deleteStr(name);
  }

  /** The names of all variables. */
  keys(): string[] {
    return textKeys(this.#main.dict);
  }
}

/** A Python interpreter. Several can be used side by side; they share nothing. */
export class Python {
  /** The variables of `__main__`. */
  readonly globals: PythonGlobals;
  readonly #vm: Interpreter;
  readonly #main: PyModule;

  private constructor(vm: Interpreter) {
    this.#vm = vm;
    this.#main = vm.modules.getStr("__main__") as PyModule;
    this.globals = new PythonGlobals(this.#main, this.#run);
  }

  /**
   * Makes an interpreter.
   *
   * ```ts
   * import { Python } from "./mod.ts";
   * const lines: string[] = [];
   * const decoder = new TextDecoder();
   * const py = Python.create({ stdout: { write: (bytes) => void lines.push(decoder.decode(bytes)) } });
   * py.runPython("print('hello', flush=True)");
   * ```
   */
  static create(options: PythonOptions = {}): Python {
    const config = defaultConfig();
    config.argv = [...options.args ?? [""]];
    config.pythonPath = [...options.path ?? []];
    config.dontWriteBytecode = options.writeBytecode !== true;
    config.noSite = options.site !== true;
    config.executable = environment.executable();
    const { stdin, stdout, stderr } = options;
    const host = createHost({ stdin, stdout, stderr });
    return convert(() => new Python(startInterpreter(config, host)));
  }

  /** Runs Python with this interpreter as the current one. */
  readonly #run: Runner = (f) => this.#vm.enter(() => convert(f, this.#run));

  /**
   * Runs a source in `__main__` and gives the value of its last expression, `null` where it ends in a statement.
   *
   * ```ts
   * import { Python } from "./mod.ts";
   * const py = Python.create();
   * py.runPython("import math; math.factorial(20)"); // 2432902008176640000n
   * ```
   */
  runPython(source: string, filename: string = "<exec>"): PythonValue {
    return this.#run(() => {
      this.#vm.sources.set(filename, source);
      const tree = parseSource(source, filename, "exec") as Module;
      const globals = this.#vm.moduleNamespace(this.#main);
      const last = tree.body.at(-1);
      if (!(last instanceof Expr)) {
        evalCode(compileTree(tree, filename, "exec"), globals);
        return null;
      }
      const body = tree.body.slice(0, -1);
      if (body.length > 0) {
        evalCode(compileTree(new Module(body, tree.type_ignores), filename, "exec"), globals);
      }
      const value = evalCode(compileTree(new Expression(last.value), filename, "eval"), globals);
      return toJavaScript(value, this.#run);
    });
  }

  /** Imports a module; `a.b` gives the module `a.b`. */
  importModule(name: string): PythonObject {
    return this.#run(() => new PythonObject(this.#vm.importModule(name), this.#run));
  }

  /** Runs exit functions and flushes the standard streams. The interpreter is not to be used afterwards. */
  close(): void {
    finishInterpreter(this.#vm);
  }
}

/** Runs `f`; a Python exception becomes a PythonError. */
function convert<T>(f: () => T, run: Runner = (g) => g()): T {
  try {
    return f();
  } catch (e) {
    if (e instanceof PythonError) throw e;
    throw toPythonError(asException(e), run);
  }
}

function toPythonError(e: PyException, run: Runner): PythonError {
  let message: string;
  try {
    message = strText(e);
  } catch {
    message = "<exception str() failed>";
  }
  const type = e.cls.name;
  const isExit = isExceptionOf(e, exceptionTypes.get("SystemExit")!);
  return new PythonError(
    type,
    message,
    isExit ? "" : formatException(e),
    new PythonObject(e, run),
  );
}
