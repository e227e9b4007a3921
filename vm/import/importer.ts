// The import system of one interpreter: importlib's own code, and a short way past it.
//
// CPython's `importlib/_bootstrap.py` and `_bootstrap_external.py` are what decides; they are loaded at start-up as
// `_frozen_importlib` and `_frozen_importlib_external`, the way CPython freezes them. Where nobody has touched
// `sys.meta_path`, `sys.path_hooks` or the finders (`fast_path.ts` knows), a module is found and loaded without a line of
// Python, with the same spec, loader and module as a result.

import { finalizerHooks } from "../objects/finalizers.ts";
import { call, getAttr, getAttrOrAbsent } from "../objects/attributes.ts";
import { PyDict } from "../objects/dict.ts";
import { asException, exceptionTypes, isExceptionOf } from "../objects/exceptions.ts";
import { ModuleNotFoundErrorType, type PyImportError } from "../objects/exceptions_fields.ts";
import { toArray } from "../objects/iteration.ts";
import { PyModule } from "../objects/module.ts";
import { NONE, type Value } from "../objects/object.ts";
import { equals, truth } from "../objects/compare.ts";
import { exception, keyError, typeError, valueError } from "../objects/raise.ts";
import { repr } from "../objects/operations.ts";
import { strFromUtf16, strOf, textOf, utf16 } from "../objects/str.ts";
import { typeOf } from "../objects/type.ts";
import { clock } from "../host/mod.ts";
import { evalCode } from "../interp/mod.ts";
import type { Interpreter } from "../vm.ts";
import { FastPath } from "./fast_path.ts";
import { FROZEN, frozenCode } from "./frozen.ts";
import { trimImportFrames } from "./trim_frames.ts";

/** The import system of one interpreter. */
export class Importer {
  readonly vm: Interpreter;
  /** The module `_frozen_importlib`, once it is there. */
  bootstrapModule: PyModule | undefined;
  externalModule: PyModule | undefined;
  readonly fast: FastPath;
  /** How deep importtime is. */
  private depth: number;
  private importTimeHeader: boolean;
  private nested: number;
  /** `sys.modules` while importlib is not there yet, and the name of the import function to give to importlib. */
  private gcdImport: Value | undefined;

  constructor(vm: Interpreter) {
    this.vm = vm;
    this.bootstrapModule = undefined;
    this.externalModule = undefined;
    this.fast = new FastPath(vm);
    this.depth = 0;
    this.importTimeHeader = false;
    this.nested = 0;
    this.gcdImport = undefined;
  }

  /** Loads importlib. */
  bootstrap(): void {
    const { vm } = this;
    const imp = vm.create("_imp");
    const bootstrap = this.runFrozen("_frozen_importlib");
    this.bootstrapModule = bootstrap;
    this.gcdImport = getAttr(bootstrap, "_gcd_import");
    call(getAttr(bootstrap, "_install"), [vm.sys, imp]);
    // what `_install_external_importers` does, with our magic number set before anything reads it
    const external = this.runFrozen("_frozen_importlib_external");
    this.externalModule = external;
    bootstrap.dict.setStr("_bootstrap_external", external);
    this.fast.prepareExternal(bootstrap, external);
    call(getAttr(external, "_install"), [bootstrap]);
    this.fast.installHooks();
    this.fast.remember();
  }

  private runFrozen(name: string): PyModule {
    const { vm } = this;
    const module = new PyModule(name);
    module.dict.setStr("__origname__", strFromUtf16(FROZEN.get(name)!.origin));
    vm.modules.setStr(name, module);
    if (this.bootstrapModule !== undefined) {
      const spec = call(getAttr(this.bootstrapModule, "_spec_from_module"), [
        module,
        getAttr(this.bootstrapModule, "FrozenImporter"),
      ]);
      call(getAttr(this.bootstrapModule, "_init_module_attrs"), [spec, module]);
    }
    evalCode(frozenCode(vm, name), vm.moduleNamespace(module));
    return module;
  }

  /** `sys.modules`, whatever it is now. */
  private modules(): PyDict {
    const v = this.vm.sys.dict.getStr("modules");
    return v instanceof PyDict ? v : this.vm.modules;
  }

  /** Imports the module of this absolute name and gives that very module. */
  importAbsolute(name: string): Value {
    const found = this.modules().get(strFromUtf16(name));
    if (found !== undefined && found !== NONE) {
      this.ensureInitialized(found, name);
      return found;
    }
    return this.findAndLoad(name);
  }

  /** `__import__(name, globals, locals, fromlist, level)`. */
  importLevel(name: string, globals: Value | undefined, fromlist: Value, level: number): Value {
    if (level < 0) throw valueError("level must be >= 0");
    let absolute = name;
    if (level > 0) absolute = this.resolveName(name, globals, level);
    else if (name === "") throw valueError("Empty module name");
    const module = this.importAbsolute(absolute);
    if (fromlist === NONE || !truth(fromlist)) {
      if (level > 0 && name === "") return module;
      const dot = name.indexOf(".");
      if (dot < 0) return module;
      if (level === 0) return this.importAbsolute(name.slice(0, dot));
      const top = absolute.slice(0, absolute.length - (name.length - dot));
      const v = this.modules().get(strFromUtf16(top));
      if (v === undefined) {
        throw exception(
          "KeyError",
          strFromUtf16(`${repr(strFromUtf16(top))} not in sys.modules as expected`),
        );
      }
      return v;
    }
    if (PyModule.attribute(module, "__path__") !== undefined) this.handleFromList(module, fromlist);
    return module;
  }

  /** Submodules that `from package import …` names are imported: importlib's `_handle_fromlist`. */
  private handleFromList(module: Value, fromlist: Value, fromAll = false): void {
    for (const item of toArray(fromlist)) {
      const s = strOf(item);
      if (s === undefined) {
        const where = fromAll ? `${textOf(getAttr(module, "__name__"))}.__all__` : "``from list''";
        throw typeError(`Item in ${where} must be str, not ${typeOf(item).name}`);
      }
      if (s === "*") {
        const all = fromAll ? undefined : PyModule.attribute(module, "__all__");
        if (all !== undefined) this.handleFromList(module, all, true);
        continue;
      }
      if (PyModule.attribute(module, utf16(s)) !== undefined) continue;
      const name = `${textOf(getAttr(module, "__name__"))}.${utf16(s)}`;
      try {
        this.importAbsolute(name);
      } catch (e) {
        // there is no such module, which IMPORT_FROM will say in its own words; but not when None blocks it
        if (!isExceptionOf(e, ModuleNotFoundErrorType)) throw e;
        const missing = (e as PyImportError).name;
        if (missing === undefined || !equals(missing, strFromUtf16(name))) throw e;
        if (this.loaded(name) === NONE) throw e;
      }
    }
  }

  private resolveName(name: string, globals: Value | undefined, level: number): string {
    if (globals === undefined || globals === NONE) throw keyError("'__name__' not in globals");
    if (!(globals instanceof PyDict)) throw typeError("globals must be a dict");
    const given = globals.getStr("__package__");
    const spec = globals.getStr("__spec__");
    let text: string;
    if (given !== undefined && given !== NONE) {
      const s = strOf(given);
      if (s === undefined) throw typeError("package must be a string");
      text = utf16(s);
      if (spec !== undefined && spec !== NONE) {
        const parent = getAttrOrAbsent(spec, "parent");
        if (parent === undefined || !equals(given, parent)) {
          this.vm.warnings?.warn(
            exceptionTypes.get("DeprecationWarning")!,
            strFromUtf16(
              `__package__ != __spec__.parent (${repr(given)} != ${repr(parent ?? NONE)})`,
            ),
            1,
          );
        }
      }
    } else if (spec !== undefined && spec !== NONE) {
      const s = strOf(getAttr(spec, "parent"));
      if (s === undefined) throw typeError("__spec__.parent must be a string");
      text = utf16(s);
    } else {
      this.vm.warnings?.warn(
        exceptionTypes.get("ImportWarning")!,
        "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__",
        1,
      );
      const own = globals.getStr("__name__");
      if (own === undefined) throw keyError("'__name__' not in globals");
      const s = strOf(own);
      if (s === undefined) throw typeError("__name__ must be a string");
      text = utf16(s);
      if (globals.getStr("__path__") === undefined) {
        const dot = text.lastIndexOf(".");
        text = dot < 0 ? "" : text.slice(0, dot);
      }
    }
    if (text === "") {
      throw exception("ImportError", "attempted relative import with no known parent package");
    }
    for (let up = 1; up < level; up++) {
      const dot = text.lastIndexOf(".");
      if (dot < 0) {
        throw exception("ImportError", "attempted relative import beyond top-level package");
      }
      text = text.slice(0, dot);
    }
    return name === "" ? text : `${text}.${name}`;
  }

  /** Another thread may still be importing the module. */
  private ensureInitialized(module: Value, name: string): void {
    if (!this.vm.threaded) return;
    const spec = getAttrOrAbsent(module, "__spec__");
    if (spec === undefined || spec === NONE) return;
    const initializing = getAttrOrAbsent(spec, "_initializing");
    if (initializing === undefined || !truth(initializing)) return;
    const f = getAttr(this.bootstrapModule!, "_lock_unlock_module");
    this.trimmed(() => call(f, [strFromUtf16(name)]));
  }

  private findAndLoad(name: string): Value {
    const { vm } = this;
    if (vm.auditHooks.length > 0) {
      const sys = (n: string): Value => vm.sysAttribute(n) ?? NONE;
      vm.audit(
        "import",
        strFromUtf16(name),
        NONE,
        sys("path"),
        sys("meta_path"),
        sys("path_hooks"),
      );
    }
    return vm.config.importTime ? this.timed(name) : this.load(name);
  }

  private load(name: string): Value {
    // the module may have been written just now
    finalizerHooks.writeFiles();
    const module = this.fast.load(name) ?? this.slowLoad(name);
    this.vm.afterImport.get(name)?.(module);
    return module;
  }

  private slowLoad(name: string): Value {
    const bootstrap = this.bootstrapModule;
    if (bootstrap === undefined) throw new Error(`import of ${name} before importlib is there`);
    const f = bootstrap.dict.getStr("_find_and_load")!;
    return this.trimmed(() => call(f, [strFromUtf16(name), this.gcdImport!]));
  }

  /** Runs `f`; an exception that passes loses the entries of importlib in its traceback. */
  private trimmed<T>(f: () => T): T {
    try {
      return f();
    } catch (e) {
      const error = asException(e);
      if (this.vm.config.verbose === 0) trimImportFrames(error);
      throw error;
    }
  }

  /** `-X importtime`: the same table as CPython's on standard error. */
  private timed(name: string): Value {
    const { depth, nested } = this;
    if (!this.importTimeHeader) {
      this.importTimeHeader = true;
      this.note("import time: self [us] | cumulative | imported package\n");
    }
    this.depth++;
    this.nested = 0;
    const start = clock.monotonic();
    try {
      return this.load(name);
    } finally {
      const cumulative = (clock.monotonic() - start) * 1e6;
      const self = Math.max(0, cumulative - this.nested);
      this.depth = depth;
      this.nested = nested + cumulative;
      this.note(
        `import time: ${Math.round(self).toString().padStart(9)} | ${
          Math.round(cumulative).toString().padStart(10)
        } | ${"  ".repeat(depth)}${name}\n`,
      );
    }
  }

  private note(text: string): void {
    const stderr = this.vm.sysAttribute("stderr");
    if (stderr !== undefined && stderr !== NONE) {
      call(getAttr(stderr, "write"), [strFromUtf16(text)]);
    }
  }

  /** `sys.modules.get(name)` */
  loaded(name: string): Value | undefined {
    return this.modules().get(strFromUtf16(name));
  }
}
