// `atexit`: functions that run when the interpreter ends, last registered first.

import { call } from "../vm/objects/attributes.ts";
import { equals } from "../vm/objects/compare.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { type KwNames, NONE, type Value } from "../vm/objects/object.ts";
import { repr } from "../vm/objects/operations.ts";
import { typeError } from "../vm/objects/raise.ts";
import { runtime } from "../vm/objects/runtime.ts";
import { type KwMap, method } from "../vm/objects/signature.ts";
import { typeOf } from "../vm/objects/type.ts";
import type { Interpreter } from "../vm/vm.ts";

interface Callback {
  readonly func: Value;
  readonly args: Value[];
  readonly kw: KwNames | undefined;
}

/** `atexit` for one interpreter. */
export function create(vm: Interpreter): PyModule {
  // a function that was unregistered leaves its place empty, and the place counts; a program that imports the module
  // twice has one list all the same
  const callbacks = (vm.shared.get("atexit") ?? []) as (Callback | undefined)[];
  vm.shared.set("atexit", callbacks);
  const run = (): void => {
    while (callbacks.length > 0) {
      const c = callbacks.pop();
      if (c === undefined) continue;
      try {
        call(c.func, c.args.slice(), c.kw);
      } catch (e) {
        runtime.unraisable(e, NONE, `Exception ignored in atexit callback ${repr(c.func)}`);
      }
    }
  };
  vm.exitFunctions = run;
  return builtinModule("atexit", {
    doc:
      "allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\nTwo public functions, register and unregister, are defined.\n",
    functions: {
      register: method(
        "(func, /, *args, **kwargs)",
        "Register a function to be executed upon normal program termination\n\n    func - function to be called at exit\n    args - optional arguments to pass to func\n    kwargs - optional keyword arguments to pass to func\n\n    func is returned to facilitate usage as a decorator.",
        (func: Value, args: Value[], kwargs: KwMap | undefined) => {
          if (typeOf(func).lookup("__call__") === undefined) {
            throw typeError("the first argument must be callable");
          }
          const all = kwargs === undefined ? args : [...args, ...kwargs.values()];
          callbacks.push({
            func,
            args: all,
            kw: kwargs === undefined ? undefined : [...kwargs.keys()],
          });
          return func;
        },
        { noTextSignature: true },
      ),
      _clear: method("()", "Clear the list of previously registered exit functions.", () => {
        callbacks.length = 0;
      }),
      unregister: method(
        "(func, /)",
        "Unregister an exit function which was previously registered using\natexit.register\n\n    func - function to be unregistered",
        (func: Value) => {
          for (let i = callbacks.length - 1; i >= 0; i--) {
            const c = callbacks[i];
            if (c !== undefined && equals(c.func, func)) callbacks[i] = undefined;
          }
        },
      ),
      _run_exitfuncs: method(
        "()",
        "Run all registered exit functions.\n\nIf a callback raises an exception, it is logged with sys.unraisablehook.",
        run,
      ),
      _ncallbacks: method(
        "()",
        "Return the number of registered exit functions.",
        () => callbacks.length,
      ),
    },
  });
}
