// `sys`: put together from what it describes (sys_info.ts), its functions (sys_functions.ts) and hooks (sys_hooks.ts).

import { PyDict } from "../vm/objects/dict.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { strFromUtf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { libraryPath } from "../vm/import/library_importer.ts";
import type { Interpreter } from "../vm/vm.ts";
import { stderrPrinter } from "./stderr_printer.ts";
import { SYS_DOC } from "./sys_doc.ts";
import { sysFunctions } from "./sys_functions.ts";
import { sysHooks } from "./sys_hooks.ts";
import { monitoringModule } from "./sys_monitoring.ts";
import { flagsOf, infoValues } from "./sys_info.ts";

function list(items: readonly string[]): PyList {
  return new PyList(items.map(strFromUtf16));
}

/** The path to begin with: PYTHONPATH, then the library. */
function initialPath(vm: Interpreter): string[] {
  const library = libraryPath();
  return [...vm.config.pythonPath, ...(library === undefined ? [] : [library])];
}

/** `sys` for one interpreter. */
export function create(vm: Interpreter): PyModule {
  const { config } = vm;
  const xOptions = new PyDict();
  for (const [name, value] of config.xOptions) {
    xOptions.set(strFromUtf16(name), value === true ? true : strFromUtf16(value));
  }
  const prefix = strFromUtf16(config.prefix);
  const executable = strFromUtf16(config.executable);
  const names = [...vm.table.keys()].sort();
  const values: Record<string, Value> = {
    ...infoValues(),
    flags: flagsOf(config),
    modules: vm.modules,
    path: list(initialPath(vm)),
    meta_path: new PyList([]),
    path_hooks: new PyList([]),
    path_importer_cache: new PyDict(),
    argv: list(config.argv),
    orig_argv: list(config.origArgv),
    warnoptions: list(config.warnOptions),
    _xoptions: xOptions,
    executable,
    _base_executable: strFromUtf16(config.baseExecutable || config.executable),
    prefix,
    exec_prefix: prefix,
    base_prefix: prefix,
    base_exec_prefix: prefix,
    _stdlib_dir: NONE,
    _home: NONE,
    _git: new PyTuple(["Najash", "", ""]),
    pycache_prefix: config.pycachePrefix === undefined ? NONE : strFromUtf16(config.pycachePrefix),
    dont_write_bytecode: config.dontWriteBytecode,
    builtin_module_names: new PyTuple(names),
  };
  const m = builtinModule("sys", {
    doc: SYS_DOC,
    functions: { ...sysFunctions(vm), ...sysHooks(vm) },
    values,
  });
  m.dict.setStr("monitoring", monitoringModule());
  const printer = stderrPrinter(vm.host.descriptors);
  m.dict.setStr("stderr", printer);
  m.dict.setStr("__stderr__", printer);
  for (const hook of ["displayhook", "excepthook", "unraisablehook", "breakpointhook"]) {
    m.dict.setStr(`__${hook}__`, m.dict.getStr(hook)!);
  }
  return m;
}
