// The life of an interpreter with the whole standard library: how it starts and how it ends.

import { call, getAttr, getAttrOrAbsent } from "../vm/objects/attributes.ts";
import { PyException } from "../vm/objects/exceptions.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { PyModule } from "../vm/objects/module.ts";
import { runtime } from "../vm/objects/runtime.ts";
import type { Config } from "../vm/config.ts";
import { createHost, type Host } from "../vm/host/mod.ts";
import { saveLibraryCode } from "../vm/import/library_code.ts";
import { libraryPath } from "../vm/import/library_importer.ts";
import { collectFrom, finalizeAll } from "../vm/collector.ts";
import { Interpreter } from "../vm/vm.ts";
import { writeAllPending } from "./io/dirty.ts";
import { flushStandardStreams, makeStandardStreams } from "./standard_streams.ts";
import { PYTHON_SOURCES } from "./python/table.ts";
import { TABLE } from "./table.ts";

/** Makes an interpreter and starts it: afterwards `__main__` is there and `site` has run. */
export function startInterpreter(config: Config, host: Host = createHost()): Interpreter {
  const vm = new Interpreter(config, TABLE, host);
  if (libraryPath() !== undefined) host.library.add(PYTHON_SOURCES);
  vm.start();
  collectFrom(vm);
  vm.enter(() => {
    makeStandardStreams(vm);
    addMain(vm);
    if (config.warnOptions.length > 0) vm.importModule("warnings");
    if (!config.noSite) vm.importModule("site");
    vm.started();
  });
  return vm;
}

/** The module `__main__`, as it is before anything runs in it. */
function addMain(vm: Interpreter): void {
  const main = new PyModule("__main__");
  main.dict.setStr("__annotations__", new PyDict());
  main.dict.setStr("__builtins__", vm.builtins);
  const loader = getAttr(vm.importer.bootstrapModule!, "BuiltinImporter");
  main.dict.setStr("__loader__", loader);
  vm.modules.setStr("__main__", main);
}

/** Ends an interpreter: waits for threads, runs the exit functions, flushes. False where output was lost. */
export function finishInterpreter(vm: Interpreter): boolean {
  return vm.enter(() => {
    const threading = vm.imported("threading");
    if (threading !== undefined) {
      const shutdown = getAttrOrAbsent(threading, "_shutdown");
      try {
        if (shutdown !== undefined) call(shutdown, []);
      } catch (e) {
        runtime.unraisable(e, threading, "Exception ignored on threading shutdown");
      }
    }
    try {
      vm.exitFunctions();
    } catch (e) {
      if (!(e instanceof PyException)) throw e;
    }
    finalizeAll();
    const flushed = flushStandardStreams(vm);
    writeAllPending();
    vm.finalizing = true;
    saveLibraryCode();
    return flushed;
  });
}
