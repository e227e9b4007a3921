// `_warnings`: warn and warn_explicit, the way from a warning to a line on standard error, an exception or nothing.
//
// The filters are the list that `warnings.filters` is; once `warnings` is imported, its `filters`, `defaultaction`,
// `onceregistry` and `_showwarnmsg` are asked, so that what a program does to them counts.

import { call, getAttr, getAttrOrAbsent } from "../vm/objects/attributes.ts";
import { isSubclassOf } from "../vm/objects/type_type.ts";
import { equals, truth } from "../vm/objects/compare.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { exceptionTypes } from "../vm/objects/exceptions.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { operationHooks, repr, str, strText } from "../vm/objects/operations.ts";
import { runtimeError, typeError, valueError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, textOf, utf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, isInstance, PyType, typeOf } from "../vm/objects/type.ts";
import type { Frame } from "../vm/interp/frame.ts";
import { backOf, topFrame } from "../vm/interp/compiled.ts";
import { thread } from "../vm/interp/thread_state.ts";
import { sourceLine } from "../vm/import/source_line.ts";
import type { Interpreter } from "../vm/vm.ts";
import { writeError } from "./sys_hooks.ts";

/** Where a warning is said to come from. */
interface Place {
  filename: Value;
  lineno: number;
  module: Value;
  registry: Value;
  globals: Value;
}

function isImportlib(filename: string): boolean {
  return filename.includes("importlib") && filename.includes("_bootstrap");
}

/** The next frame outwards that is not importlib's and whose file does not begin with one of the prefixes. */
function nextFrame(frame: Frame | null, prefixes: readonly string[]): Frame | null {
  let f = frame;
  do f = backOf(f!); while (
    f !== null &&
    (isImportlib(f.code.filename) || prefixes.some((p) => f!.code.filename.startsWith(p)))
  );
  return f;
}

class Warnings {
  private readonly vm: Interpreter;
  readonly filters: PyList;
  readonly onceRegistry: PyDict;
  version: number;

  constructor(vm: Interpreter) {
    this.vm = vm;
    this.version = 0;
    this.onceRegistry = new PyDict();
    const filter = (action: string, category: string, module: Value = NONE): Value =>
      new PyTuple([action, NONE, exceptionTypes.get(category)!, module, 0]);
    this.filters = new PyList([
      filter("default", "DeprecationWarning", "__main__"),
      filter("ignore", "DeprecationWarning"),
      filter("ignore", "PendingDeprecationWarning"),
      filter("ignore", "ImportWarning"),
      filter("ignore", "ResourceWarning"),
    ]);
  }

  /** An attribute of `warnings`, where that is imported. */
  private fromPython(name: string): Value | undefined {
    const m = this.vm.imported("warnings");
    return m === undefined ? undefined : getAttrOrAbsent(m, name);
  }

  /** The place `level` calls up. */
  private place(level: number, prefixes: readonly string[]): Place {
    let f = topFrame(thread);
    let left = level;
    // the frame's own file counts for skip_file_prefixes, as it does in CPython, through one step more
    if (prefixes.length > 0 && left < 2) left = 2;
    if (left <= 0 || f !== null && isImportlib(f.code.filename)) {
      while (--left > 0 && f !== null) f = backOf(f);
    } else {
      while (--left > 0 && f !== null) f = nextFrame(f, prefixes);
    }
    let globals: PyDict;
    let filename: Value;
    let lineno: number;
    if (f === null) {
      globals = this.vm.sys.dict;
      filename = "<sys>";
      lineno = 0;
    } else {
      globals = f.globals;
      filename = strFromUtf16(f.code.filename);
      lineno = f.line;
    }
    let registry = globals.getStr("__warningregistry__");
    if (registry === undefined) {
      registry = new PyDict();
      globals.setStr("__warningregistry__", registry);
    }
    let module = globals.getStr("__name__");
    if (module === undefined || module !== NONE && !isStr(module)) module = "<string>";
    return { filename, lineno, module, registry, globals };
  }

  warn(
    category: Value,
    message: Value,
    level: number,
    source: Value | undefined,
    prefixes: readonly string[] = [],
  ): void {
    const p = this.place(level, prefixes);
    this.explicit(category, message, p.filename, p.lineno, p.module, p.registry, source, undefined);
  }

  /** Marks a place as having warned; true where it had. */
  private already(registry: PyDict, key: Value, shouldSet: boolean): boolean {
    const version = registry.getStr("version");
    if (version !== this.version) {
      registry.clear();
      registry.setStr("version", this.version);
    } else {
      const known = registry.get(key);
      if (known !== undefined && truth(known)) return true;
    }
    if (shouldSet) registry.set(key, true);
    return false;
  }

  private matches(pattern: Value, text: Value): boolean {
    if (pattern === NONE) return true;
    if (isStr(pattern) && typeOf(pattern).name === "str") return equals(pattern, text);
    return truth(call(getAttr(pattern, "match"), [text]));
  }

  /** The action of the first filter that fits, and the filter. */
  private find(category: Value, text: Value, lineno: number, module: Value): [string, Value] {
    const filters = this.fromPython("filters") ?? this.filters;
    if (!(filters instanceof PyList)) {
      throw valueError("_warnings.filters must be a list");
    }
    for (let i = 0; i < filters.length; i++) {
      const item = filters.get(i);
      if (!(item instanceof PyTuple) || item.items.length !== 5) {
        throw valueError(`_warnings.filters item ${i} isn't a 5-tuple`);
      }
      const [action, message, cat, mod, line] = item.items;
      if (!isStr(action)) {
        throw typeError(`action must be a string, not '${typeOf(action).name}'`);
      }
      const wanted = operationHooks.intOf(line);
      if (
        this.matches(message, text) && isSubclassOf(category, cat) && this.matches(mod, module) &&
        (wanted === undefined || wanted === 0 || Number(wanted) === lineno)
      ) {
        return [utf16(strOf(action)!), item];
      }
    }
    const fallback = this.fromPython("defaultaction") ?? "default";
    if (!isStr(fallback)) {
      throw typeError(
        `_warnings.defaultaction must be a string, not '${typeOf(fallback).name}'`,
      );
    }
    return [utf16(strOf(fallback)!), NONE];
  }

  explicit(
    category0: Value,
    message0: Value,
    filename: Value,
    lineno: number,
    module0: Value | undefined,
    registry0: Value,
    source: Value | undefined,
    sourceText: Value | undefined,
  ): void {
    let category = category0;
    let message = message0;
    if (module0 === NONE) return;
    const module = module0 ?? normalizeModule(filename);
    const registry = registry0 === NONE ? undefined : registry0;
    if (registry !== undefined && !(registry instanceof PyDict)) {
      throw typeError("'registry' must be a dict or None");
    }
    let text: Value;
    if (isInstance(message, exceptionTypes.get("Warning")!)) {
      text = str(message);
      category = typeOf(message);
    } else {
      text = message;
      message = call(category, [text]);
    }
    const key = new PyTuple([text, category, lineno]);
    if (registry !== undefined && this.already(registry, key, false)) return;
    const [action, item] = this.find(category, text, lineno, module);
    if (action === "error") throw message;
    if (action === "ignore") return;
    let done = false;
    if (action !== "always") {
      registry?.set(key, true);
      switch (action) {
        case "once": {
          let once: Value | undefined = registry;
          if (once === undefined) {
            once = this.fromPython("onceregistry") ?? this.onceRegistry;
            if (!(once instanceof PyDict)) {
              throw typeError(
                `_warnings.onceregistry must be a dict, not '${typeOf(once).name}'`,
              );
            }
          }
          done = this.already(once as PyDict, new PyTuple([text, category]), true);
          break;
        }
        case "module":
          if (registry !== undefined) {
            done = this.already(registry, new PyTuple([text, category, 0]), true);
          }
          break;
        case "default":
          break;
        default:
          throw runtimeError(
            `Unrecognized action (${repr(strFromUtf16(action))}) in warnings.filters:\n ${
              repr(item)
            }`,
          );
      }
    }
    if (done) return;
    this.show(message, category, filename, lineno, text, sourceText, source);
  }

  private show(
    message: Value,
    category: Value,
    filename: Value,
    lineno: number,
    text: Value,
    sourceText: Value | undefined,
    source: Value | undefined,
  ): void {
    let showFunction = this.fromPython("_showwarnmsg");
    if (showFunction === undefined && source !== undefined && source !== NONE) {
      showFunction = getAttrOrAbsent(this.vm.importModule("warnings"), "_showwarnmsg");
    }
    if (showFunction === undefined) {
      const name = category instanceof PyType ? category.name : "Warning";
      let out = `${strText(filename)}:${lineno}: ${name}: ${strText(text)}\n`;
      const line = sourceText !== undefined && isStr(sourceText)
        ? utf16(strOf(sourceText)!)
        : sourceLine(this.vm, strText(filename), lineno);
      const trimmed = line?.trim() ?? "";
      if (trimmed !== "") out += `  ${trimmed}\n`;
      writeError(this.vm, out);
      return;
    }
    if (typeof showFunction !== "object" || typeOf(showFunction).lookup("__call__") === undefined) {
      throw typeError("warnings._showwarnmsg() must be set to a callable");
    }
    const messageType = this.fromPython("WarningMessage");
    if (messageType === undefined) throw runtimeError("unable to get warnings.WarningMessage");
    const m = call(messageType, [
      message,
      category,
      filename,
      lineno,
      NONE,
      NONE,
      source ?? NONE,
    ]);
    call(showFunction, [m]);
  }
}

/** A module name made of a file name. */
function normalizeModule(filename: Value): Value {
  const text = textOf(filename);
  if (text === "") return "<unknown>";
  return strFromUtf16(text.endsWith(".py") ? text.slice(0, -3) : text);
}

function checkCategory(message: Value, category: Value | undefined): Value {
  const warningType = exceptionTypes.get("Warning")!;
  if (isInstance(message, warningType)) return typeOf(message);
  const t = category === undefined || category === NONE
    ? exceptionTypes.get("UserWarning")!
    : category;
  if (!(t instanceof PyType) || !t.isSubtype(warningType)) {
    throw typeError(`category must be a Warning subclass, not '${typeOf(t).name}'`);
  }
  return t;
}

/** `_warnings` for one interpreter. */
export function create(vm: Interpreter): PyModule {
  const state = new Warnings(vm);
  vm.warnings = {
    warn: (category, message, level, source) => state.warn(category, message, level, source),
    warnExplicit: (category, message, filename, lineno, module) =>
      state.explicit(
        category,
        message,
        strFromUtf16(filename),
        lineno,
        module === undefined ? undefined : strFromUtf16(module),
        NONE,
        undefined,
        undefined,
      ),
  };
  return builtinModule("_warnings", {
    doc:
      "_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.",
    functions: {
      warn: method(
        "(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=<unrepresentable>)",
        "Issue a warning, or maybe ignore it or raise an exception.\n\n  message\n    Text of the warning message.\n  category\n    The Warning category subclass. Defaults to UserWarning.\n  stacklevel\n    How far up the call stack to make this warning appear. A value of 2 for\n    example attributes the warning to the caller of the code calling warn().\n  source\n    If supplied, the destroyed object which emitted a ResourceWarning\n  skip_file_prefixes\n    An optional tuple of module filename prefixes indicating frames to skip\n    during stacklevel computations for stack frame attribution.",
        (
          message: Value,
          category?: Value,
          stackLevel?: Value,
          source?: Value,
          prefixes?: Value,
        ) => {
          const t = checkCategory(message, category);
          let skip: string[] = [];
          if (prefixes !== undefined) {
            if (!(prefixes instanceof PyTuple)) {
              throw typeError(
                `warn() argument 'skip_file_prefixes' must be tuple, not ${argumentName(prefixes)}`,
              );
            }
            skip = prefixes.items.map((p) => {
              if (!isStr(p)) {
                throw typeError(
                  `Found non-str '${typeOf(p).name}' in skip_file_prefixes.`,
                );
              }
              return utf16(strOf(p)!);
            });
          }
          const level = stackLevel === undefined ? 1 : operationHooks.intOf(stackLevel);
          if (level === undefined) {
            throw typeError(
              `'${typeOf(stackLevel!).name}' object cannot be interpreted as an integer`,
            );
          }
          state.warn(t, message, Number(level), source === NONE ? undefined : source, skip);
        },
      ),
      warn_explicit: method(
        "(message, category, filename, lineno, module=<unrepresentable>, registry=None, module_globals=None, source=None)",
        "Issue a warning, or maybe ignore it or raise an exception.",
        (
          message: Value,
          category: Value,
          filename: Value,
          lineno: Value,
          module?: Value,
          registry?: Value,
          globals?: Value,
          source?: Value,
        ) => {
          if (!isStr(filename)) {
            throw typeError(
              `warn_explicit() argument 'filename' must be str, not ${argumentName(filename)}`,
            );
          }
          const line = operationHooks.intOf(lineno);
          if (line === undefined) {
            throw typeError(
              `'${typeOf(lineno).name}' object cannot be interpreted as an integer`,
            );
          }
          let text: Value | undefined;
          if (globals !== undefined && globals !== NONE) {
            if (!(globals instanceof PyDict)) {
              throw typeError(`module_globals must be a dict, not '${typeOf(globals).name}'`);
            }
            text = lineFromLoader(vm, globals, Number(line));
          }
          state.explicit(
            checkCategory(message, category),
            message,
            filename,
            Number(line),
            module,
            registry ?? NONE,
            source === NONE ? undefined : source,
            text,
          );
        },
      ),
      _filters_mutated: method("()", "", () => {
        state.version++;
      }),
    },
    values: {
      filters: state.filters,
      _onceregistry: state.onceRegistry,
      _defaultaction: "default",
    },
  });
}

/** The line of a module's source as its loader gives it; "" where it gives none. */
function lineFromLoader(vm: Interpreter, globals: PyDict, lineno: number): Value | undefined {
  const external = vm.importer.externalModule;
  if (external === undefined) return undefined;
  const loader = call(getAttr(external, "_bless_my_loader"), [globals]);
  const name = globals.getStr("__name__");
  if (loader === NONE || name === undefined) return undefined;
  const getSource = getAttrOrAbsent(loader, "get_source");
  if (getSource === undefined) return undefined;
  const source = call(getSource, [name]);
  if (source === NONE) return undefined;
  const lines = call(getAttr(source, "splitlines"), []);
  return lines instanceof PyList ? lines.at(lineno - 1) ?? "" : "";
}
