// `_imp`: what importlib needs of the machine: builtin and frozen modules, the import lock, hashes of sources.

import { currentFrozen, frozenNames } from "../vm/import/frozen_names.ts";
import { frozenCode } from "../vm/import/frozen.ts";
import { callMethod, getAttr } from "../vm/objects/attributes.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { PyCode } from "../vm/objects/code.ts";
import { exceptionTypes, newException } from "../vm/objects/exceptions.ts";
import type { PyImportError } from "../vm/objects/exceptions_fields.ts";
import { operationHooks } from "../vm/objects/operations.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type PyObject, type Value } from "../vm/objects/object.ts";
import { runtimeError, typeError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { strFromUtf16, textOf } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, typeOf } from "../vm/objects/type.ts";
import { evalCode } from "../vm/interp/mod.ts";
import type { Interpreter } from "../vm/vm.ts";
import { siphash13 } from "./siphash.ts";

function importError(text: string, name: string): PyObject {
  const e = newException(exceptionTypes.get("ImportError")!, [strFromUtf16(text)]) as PyImportError;
  e.name = strFromUtf16(name);
  return e;
}

/** `_imp` for one interpreter. */
export function create(vm: Interpreter): PyModule {
  let lock = 0;
  let frozenOverride = 0;
  const frozen = (name: string) => currentFrozen(name, frozenOverride);
  return builtinModule("_imp", {
    doc: "(Extremely) low-level import machinery bits as used by importlib.",
    functions: {
      lock_held: method(
        "()",
        "Return True if the import lock is currently held, else False.\n\nOn platforms without threads, return False.",
        () => lock > 0,
      ),
      acquire_lock: method(
        "()",
        "Acquires the interpreter's import lock for the current thread.\n\nThis lock should be used by import hooks to ensure thread-safety when importing\nmodules. On platforms without threads, this function does nothing.",
        () => {
          lock++;
        },
      ),
      release_lock: method(
        "()",
        "Release the interpreter's import lock.\n\nOn platforms without threads, this function does nothing.",
        () => {
          if (lock === 0) throw runtimeError("not holding the import lock");
          lock--;
        },
      ),
      extension_suffixes: method(
        "()",
        "Returns the list of file suffixes used to identify extension modules.",
        () => new PyList([]),
      ),
      create_builtin: method(
        "(spec, /)",
        "Create an extension module.",
        (spec: Value) => {
          const name = textOf(getAttr(spec, "name"));
          const known = vm.modules.getStr(name);
          if (known !== undefined) return known;
          return vm.table.has(name) ? vm.create(name) : NONE;
        },
      ),
      exec_builtin: method("(mod, /)", "Initialize a built-in module.", () => 0),
      is_builtin: method(
        "(name, /)",
        "Returns True if the module name corresponds to a built-in module.",
        (name: Value) => vm.table.has(textOf(name)) ? 1 : 0,
      ),
      find_frozen: method(
        "(name, /, *, withdata=False)",
        "Return info about the corresponding frozen module (if there is one) or None.\n\nThe returned info (a 2-tuple):\n\n * data         the raw marshalled bytes\n * is_package   whether or not it is a package\n * origname     the originally frozen module's name, or None if not\n                a stdlib module (this will usually be the same as\n                the module's current name)",
        (name: Value) => {
          const f = frozen(textOf(name));
          if (f === undefined) return NONE;
          return new PyTuple([NONE, f.isPackage, strFromUtf16(f.origin)]);
        },
      ),
      get_frozen_object: method(
        "(name, data=None, /)",
        "Create a code object for a frozen module.",
        (name: Value) => {
          const text = textOf(name);
          if (frozen(text) === undefined) {
            throw importError(`No such frozen object named ${text}`, text);
          }
          return frozenCode(vm, text);
        },
      ),
      init_frozen: method("(name, /)", "Initializes a frozen module.", (name: Value) => {
        const text = textOf(name);
        if (frozen(text) === undefined) return NONE;
        const bootstrap = vm.importer.bootstrapModule!;
        const spec = callMethod(getAttr(bootstrap, "FrozenImporter"), "find_spec", name);
        const m = callMethod(bootstrap, "module_from_spec", spec) as PyModule;
        vm.modules.setStr(text, m);
        evalCode(frozenCode(vm, text), vm.moduleNamespace(m));
        return m;
      }),
      is_frozen: method(
        "(name, /)",
        "Returns True if the module name corresponds to a frozen module.",
        (name: Value) => frozen(textOf(name)) !== undefined,
      ),
      is_frozen_package: method(
        "(name, /)",
        "Returns True if the module name is of a frozen package.",
        (name: Value) => {
          const text = textOf(name);
          const f = frozen(text);
          if (f === undefined) throw importError(`No such frozen object named ${text}`, text);
          return f.isPackage;
        },
      ),
      _frozen_module_names: method(
        "()",
        "Returns the list of available frozen modules.",
        () => new PyList(frozenNames().map(strFromUtf16)),
      ),
      _override_frozen_modules_for_tests: method(
        "(override, /)",
        '(internal-only) Override PyConfig.use_frozen_modules.\n\n(-1: "off", 1: "on", 0: no override)\nSee frozen_modules() in Lib/test/support/import_helper.py.',
        (override: Value) => {
          frozenOverride = Number(operationHooks.intOf(override) ?? 0);
        },
      ),
      _override_multi_interp_extensions_check: method(
        "(override, /)",
        '(internal-only) Override PyInterpreterConfig.check_multi_interp_extensions.\n\n(-1: "never", 1: "always", 0: no override)',
        () => 0,
      ),
      _fix_co_filename: method(
        "(code, path, /)",
        "Changes code.co_filename to specify the passed-in path.\n\n  code\n    Code object to change.\n  path\n    File path to use.",
        (code: Value, path: Value) => {
          if (!(code instanceof PyCode)) {
            throw typeError(
              `_fix_co_filename() argument 1 must be code, not ${argumentName(code)}`,
            );
          }
          renameCode(code, code.filename, textOf(path));
        },
      ),
      create_dynamic: method(
        "(spec, file=<unrepresentable>, /)",
        "Create an extension module.",
        (spec: Value) => {
          const name = textOf(getAttr(spec, "name"));
          throw importError(
            "dynamic module does not define module export function (PyInit_" +
              `${name.slice(name.lastIndexOf(".") + 1)})`,
            name,
          );
        },
      ),
      exec_dynamic: method("(mod, /)", "Initialize an extension module.", () => 0),
      source_hash: method("(key, source)", "", (key: Value, source: Value) => {
        if (!(source instanceof PyBytes)) {
          throw typeError(`a bytes-like object is required, not '${typeOf(source).name}'`);
        }
        const k = BigInt(operationHooks.intOf(key) ?? 0);
        const bytes = new Uint8Array(8);
        new DataView(bytes.buffer).setBigUint64(0, siphash13(k, 0n, source.data), true);
        return new PyBytes(bytes);
      }),
    },
    values: { check_hash_based_pycs: vm.config.checkHashPycs },
  });
}

/** Gives a code object and those in it that have the same file name another one. */
function renameCode(code: PyCode, from: string, to: string): void {
  if (code.filename !== from || from === to) return;
  code.filename = to;
  code.load();
  for (const c of code.consts) if (c instanceof PyCode) renameCode(c, from, to);
}
