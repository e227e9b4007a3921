// One interpreter: its modules, its `sys`, its settings, and the services that modules of std/ give it.
//
// Everything that a Python program can change belongs to an Interpreter; builtin types, which it cannot change, are
// shared. While an interpreter runs Python it is the current one (`currentInterpreter`): several in one process take
// turns and see nothing of each other.
//
// The machine knows no module of the standard library by name, except those without which Python does not start: `sys`,
// `builtins` and those that importlib itself wants. It gets the table of builtin modules from who creates it.

import { configureJit } from "./jit/mod.ts";
import "./objects/mod.ts";
import { call, getAttr, getAttrOrAbsent } from "./objects/attributes.ts";
import { bytesWarnings } from "./objects/bytes_arguments.ts";
import { CodecState, switchCodecs } from "./objects/codecs.ts";
import { PyDict } from "./objects/dict.ts";
import { asException, exceptionTypes, type PyException } from "./objects/exceptions.ts";
import { PyList } from "./objects/list.ts";
import { moduleHooks, PyModule } from "./objects/module.ts";
import type { PyObject, Value } from "./objects/object.ts";
import { runtime } from "./objects/runtime.ts";
import { isStr, strOf, utf16 } from "./objects/str.ts";
import { setHashSeed } from "./objects/text_hash.ts";
import type { PyType } from "./objects/type.ts";
import { PyAnySet } from "./objects/set.ts";
import type { Config } from "./config.ts";
import { createHost, type Host } from "./host/mod.ts";
import { Importer } from "./import/importer.ts";
import { explainMissingAttribute, explainMissingName } from "./import/import_errors.ts";
import { sourceLine } from "./import/source_line.ts";
import { importHooks } from "./interp/import_ops.ts";
import { builtinsHooks } from "./interp/mod.ts";
import { printHooks } from "./interp/print_traceback.ts";

/** Makes a builtin module for an interpreter. */
export type ModuleFactory = (vm: Interpreter) => PyModule;

/** The builtin modules, by name. */
export type ModuleTable = ReadonlyMap<string, ModuleFactory>;

/** What `_warnings` does, for the parts of the machine that warn. */
export interface WarningService {
  /** `warnings.warn` from where Python code runs now. */
  warn(category: PyType, message: Value, stackLevel: number, source?: Value): void;
  /** `warnings.warn_explicit`, for the compiler: a place in a file. */
  warnExplicit(
    category: PyType,
    message: Value,
    filename: string,
    lineno: number,
    module: string | undefined,
  ): void;
}

/** One interpreter. */
export class Interpreter {
  readonly config: Config;
  readonly table: ModuleTable;
  /** `sys.modules` as it was made; `sys.modules` itself may be rebound. */
  readonly modules: PyDict;
  /** Set by `start`. */
  sys: PyModule;
  builtins: PyModule;
  readonly importer: Importer;
  /** Filled in by `_warnings`; before that nothing warns. */
  warnings: WarningService | undefined;
  /** What runs at the end, in order: `threading._shutdown` is looked up, `atexit` adds itself. */
  exitFunctions: () => void;
  /** Where audit events go (`sys.addaudithook`). */
  auditHooks: Value[];
  /** `site` has not run yet: what it asks for and may not have is passed over. */
  starting: boolean;
  /** Python no longer runs the program (`sys.is_finalizing`). */
  finalizing: boolean;
  /** Other threads than the main one were started: imports take their locks. */
  threaded: boolean;
  /** The process's descriptors and files, or what an embedder put in their place. */
  readonly host: Host;
  /** The directory of the script, which came first on `sys.path`; "" for the current one. */
  scriptFolder: string | undefined;
  /** Sources that are in no file (`-c`), by the file name of their code: tracebacks show their lines. */
  readonly sources: Map<string, string>;
  /** What is done once a module has been imported, by its name. */
  readonly afterImport: Map<string, (module: Value) => void>;
  readonly codecs: CodecState;
  /** State of builtin modules that other builtin modules share, by name. */
  readonly shared: Map<string, unknown>;

  constructor(config: Config, table: ModuleTable, host: Host = createHost()) {
    this.config = config;
    this.table = table;
    this.modules = new PyDict();
    this.sys = new PyModule();
    this.builtins = new PyModule();
    this.importer = new Importer(this);
    this.warnings = undefined;
    this.exitFunctions = () => {};
    this.auditHooks = [];
    this.starting = true;
    this.finalizing = false;
    this.threaded = false;
    this.host = host;
    this.scriptFolder = undefined;
    this.sources = new Map();
    this.afterImport = new Map();
    this.codecs = new CodecState(config.devMode);
    this.shared = new Map();
  }

  /** Makes `sys`, `builtins` and the import system. Nothing of the library runs but importlib. */
  start(): void {
    if (!hashSeeded) setHashSeed(this.config.hashSeed);
    hashSeeded = true;
    this.enter(() => {
      this.sys = this.create("sys");
      this.builtins = this.create("builtins");
      this.modules.setStr("sys", this.sys);
      this.modules.setStr("builtins", this.builtins);
      this.importer.bootstrap();
    });
  }

  /** `site` has run. What ran until now was not worth compiling; what comes is the program. */
  started(): void {
    this.starting = false;
    configureJit(this.config.xOptions);
  }

  /** A builtin module out of the table, without import machinery. */
  create(name: string): PyModule {
    const factory = this.table.get(name);
    if (factory === undefined) throw new Error(`the table lacks the module ${name}`);
    return factory(this);
  }

  /** Runs `f` with this interpreter as the current one. */
  enter<T>(f: () => T): T {
    const before = current;
    if (before === this) return f();
    current = this;
    const { intMaxStrDigits } = runtime;
    const { level } = bytesWarnings;
    const codecs = switchCodecs(this.codecs);
    runtime.intMaxStrDigits = this.config.intMaxStrDigits;
    bytesWarnings.level = this.config.bytesWarning;
    try {
      return f();
    } finally {
      this.config.intMaxStrDigits = runtime.intMaxStrDigits;
      runtime.intMaxStrDigits = intMaxStrDigits;
      bytesWarnings.level = level;
      switchCodecs(codecs);
      current = before;
    }
  }

  /** An attribute of `sys`, or `undefined`. */
  sysAttribute(name: string): Value | undefined {
    return this.sys.dict.getStr(name);
  }

  /** The entries of `sys.path` that are str. */
  pathEntries(): string[] {
    const path = this.sysAttribute("path");
    if (!(path instanceof PyList)) return [];
    return path.toArray().filter(isStr).map((v) => utf16(strOf(v)!));
  }

  /** `import name`, and the module of that very name. */
  importModule(name: string): Value {
    return this.importer.importAbsolute(name);
  }

  /** A module that was imported, or `undefined`. */
  imported(name: string): PyObject | undefined {
    const v = this.modules.getStr(name);
    return typeof v === "object" ? v : undefined;
  }

  /** A new dict with the builtins linked, for code to run in. */
  moduleNamespace(module: PyModule): PyDict {
    const { dict } = module;
    if (dict.getStr("__builtins__") === undefined) {
      dict.setStr("__builtins__", this.builtins.dict);
    }
    return dict;
  }

  /** `sys.audit(event, …)`: free where nobody listens. */
  audit(event: string, ...args: Value[]): void {
    if (this.auditHooks.length > 0) auditService.raise(this, event, args);
  }
}

/** Filled in by sys. */
export const auditService: {
  raise: (vm: Interpreter, event: string, args: Value[]) => void;
} = { raise: () => {} };

let current: Interpreter | undefined;

/** The hashes of strings are one for the process: the first interpreter says what they are. */
let hashSeeded = false;

/** The interpreter that runs now. */
export function currentInterpreter(): Interpreter {
  if (current === undefined) throw new Error("no interpreter runs");
  return current;
}

/** The interpreter that runs now, where there is one. */
export function interpreterOrNone(): Interpreter | undefined {
  return current;
}

printHooks.line = (filename, line) =>
  current === undefined ? undefined : sourceLine(current, filename, line);
printHooks.isLibraryModule = (name) => {
  const names = current?.sysAttribute("stdlib_module_names");
  return names instanceof PyAnySet && names.has(name);
};
printHooks.importModule = (name) => currentInterpreter().importModule(name);

importHooks.importName = (name, globals, _locals, fromlist, level) =>
  currentInterpreter().importer.importLevel(name, globals, fromlist, level);
importHooks.loaded = (name) => currentInterpreter().importer.loaded(name);
importHooks.explain = explainMissingName;
moduleHooks.missing = (m, name) =>
  current === undefined ? undefined : explainMissingAttribute(current, m, name);
moduleHooks.repr = (m) => {
  const bootstrap = currentInterpreter().importer.bootstrapModule!;
  return call(getAttr(bootstrap, "_module_repr"), [m]);
};
builtinsHooks.default = () => currentInterpreter().builtins.dict;

Object.defineProperty(runtime, "noColumns", {
  get: () => currentInterpreter().config.noDebugRanges,
});
runtime.importModule = (name) => currentInterpreter().importModule(name);
runtime.warn = (category, message, stackLevel) => {
  const t = exceptionTypes.get(category)!;
  current?.warnings?.warn(t, message, stackLevel);
};
runtime.unraisable = (e, where, message) => {
  if (current !== undefined) reportUnraisable(current, asException(e), where, message);
};

/** Filled in by sys: `sys.unraisablehook`. */
export const unraisableService: {
  report: (vm: Interpreter, e: PyException, where: Value, message: string | undefined) => void;
} = { report: () => {} };

function reportUnraisable(
  vm: Interpreter,
  e: PyException,
  where: Value,
  message: string | undefined,
): void {
  unraisableService.report(vm, e, where, message);
}

/** The text of an attribute that is a str, or `undefined`. */
export function textAttribute(o: Value, name: string): string | undefined {
  const v = getAttrOrAbsent(o, name);
  return v !== undefined && isStr(v) ? utf16(strOf(v)!) : undefined;
}
