// What the command does once it has a configuration: start, run the program, tell of what went wrong, end.

import { call, callMethod, getAttr, getAttrOrAbsent } from "../vm/objects/attributes.ts";
import { PyList } from "../vm/objects/list.ts";
import {
  asException,
  exceptionTypes,
  isExceptionOf,
  type PyException,
} from "../vm/objects/exceptions.ts";
import type { PySystemExit } from "../vm/objects/exceptions_fields.ts";
import { intOf } from "../vm/objects/int.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { strText } from "../vm/objects/operations.ts";
import { strFromUtf16 } from "../vm/objects/str.ts";
import type { Config } from "../vm/config.ts";
import {
  constants,
  dieOf,
  environment,
  HostError,
  PermissionRefused,
  readFile,
  systemDescriptors,
  systemFiles,
} from "../vm/host/mod.ts";
import { compileSource } from "../vm/import/compile_source.ts";
import { codeFromBytes, TYPE_CODE } from "../vm/import/code_bytes.ts";
import { magicNumber } from "../vm/import/file_code.ts";
import { armSignals, evalCode } from "../vm/interp/mod.ts";
import { formatException } from "../vm/interp/print_traceback.ts";
import type { Interpreter } from "../vm/vm.ts";
import { finishInterpreter, startInterpreter } from "../std/lifecycle.ts";
import { displayException, writeRaw } from "../std/sys_hooks.ts";
import { interact, startup } from "./prompt.ts";
import type { Program } from "./options.ts";

/** The program came to nothing before it ran: the status, after a text on standard error. */
class Failure {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

/** Runs a program with the whole process for itself; gives the exit status. */
export function runProgram(config: Config, program: Program, rest: readonly string[]): number {
  config.argv = [argumentZero(program), ...rest];
  let vm: Interpreter;
  try {
    vm = startInterpreter(config);
  } catch (e) {
    return failedStart(e);
  }
  armSignals();
  return vm.enter(() => {
    let status = attempt(vm, () => runMain(vm, program));
    status = inspect(vm, program, status);
    if (status === INTERRUPTED) {
      finishInterpreter(vm);
      return dieOf(constants.SIGNALS.SIGINT);
    }
    return finishInterpreter(vm) ? status : FLUSH_FAILED;
  });
}

/** Python could not start: there may be no `sys.stderr` to tell it on. */
function failedStart(e: unknown): number {
  const error = asException(e);
  if (isExceptionOf(error, exceptionTypes.get("SystemExit")!)) {
    const code = intOf((error as PySystemExit).code);
    return code === undefined ? 1 : Number(code) & 0xff;
  }
  const text = `Fatal Python error: the interpreter could not start\n\n${formatException(error)}`;
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) {
    at += systemDescriptors().write(2, bytes.subarray(at));
  }
  return 1;
}

const FLUSH_FAILED = 120;
const INTERRUPTED = -1;

function argumentZero(program: Program): string {
  switch (program.kind) {
    case "command":
      return "-c";
    case "module":
      return "-m";
    case "file":
      return program.path;
    case "stdin":
      return program.dash ? "-" : "";
  }
}

/** Runs Python; what it raises is reported. Gives the status. */
function attempt(vm: Interpreter, f: () => void): number {
  try {
    f();
    return 0;
  } catch (e) {
    if (e instanceof Failure) return e.status;
    return report(vm, asException(e));
  }
}

/** An uncaught exception: SystemExit is the status, anything else goes to `sys.excepthook`. */
function report(vm: Interpreter, e: PyException): number {
  if (isExceptionOf(e, exceptionTypes.get("SystemExit")!) && !inspecting(vm)) {
    return exitStatus(vm, e);
  }
  printUncaught(vm, e);
  return isExceptionOf(e, exceptionTypes.get("KeyboardInterrupt")!) ? INTERRUPTED : 1;
}

function exitStatus(vm: Interpreter, e: PyException): number {
  let code: Value = (e as PySystemExit).code;
  if (code === NONE) return 0;
  // code that is an exception instance with a code of its own was dealt with by SystemExit itself
  const n = intOf(code);
  if (n !== undefined) {
    const long = BigInt(n);
    // an int that no C long holds becomes -1
    return BigInt.asIntN(64, long) === long ? Number(BigInt.asUintN(8, long)) : 255;
  }
  if (typeof code === "object" && getAttrOrAbsent(code, "code") !== undefined) {
    code = getAttr(code, "code");
  }
  const stderr = vm.sysAttribute("stderr");
  let text: string;
  try {
    text = strText(code);
  } catch {
    text = "";
  }
  try {
    if (stderr === undefined || stderr === NONE) writeRaw(vm, text + "\n");
    else {
      call(getAttr(stderr, "write"), [strFromUtf16(text)]);
      call(getAttr(stderr, "write"), ["\n"]);
    }
  } catch {
    writeRaw(vm, text + "\n");
  }
  return 1;
}

/** `PyErr_PrintEx`: sets `sys.last_exc`, calls `sys.excepthook`. */
function printUncaught(vm: Interpreter, e: PyException): void {
  const { dict } = vm.sys;
  dict.setStr("last_exc", e);
  dict.setStr("last_type", e.cls);
  dict.setStr("last_value", e);
  dict.setStr("last_traceback", e.traceback ?? NONE);
  const hook = vm.sysAttribute("excepthook");
  if (hook === undefined) {
    writeRaw(vm, "sys.excepthook is missing\n");
    displayException(vm, e, undefined);
    return;
  }
  try {
    vm.audit("sys.excepthook", hook, e.cls, e, e.traceback ?? NONE);
    call(hook, [e.cls, e, e.traceback ?? NONE]);
  } catch (inner) {
    const second = asException(inner);
    if (isExceptionOf(second, exceptionTypes.get("SystemExit")!)) {
      throw new Failure(exitStatus(vm, second));
    }
    writeRaw(vm, "Error in sys.excepthook:\n");
    displayException(vm, second, undefined);
    writeRaw(vm, "\nOriginal exception was:\n");
    displayException(vm, e, undefined);
  }
}

function mainModule(vm: Interpreter): PyModule {
  return vm.modules.getStr("__main__") as PyModule;
}

function runMain(vm: Interpreter, program: Program): void {
  const importable = program.kind === "file" && isImportable(vm, program.path);
  prependPath(vm, program, importable);
  switch (program.kind) {
    case "command":
      return runCommand(vm, program.source);
    case "module":
      return runModule(vm, program.name, true);
    case "file":
      return importable ? runModule(vm, "__main__", false) : runFile(vm, program.path);
    case "stdin":
      return runStandardInput(vm);
  }
}

/** A directory or a zip file stands for the `__main__` in it. */
function isImportable(vm: Interpreter, path: string): boolean {
  let mode: number;
  try {
    mode = systemFiles().stat(path).mode & constants.S_IFMT;
  } catch {
    return false;
  }
  if (mode === constants.S_IFDIR) return true;
  if (mode !== constants.S_IFREG || !looksLikeZip(path)) return false;
  const hooks = vm.sysAttribute("path_hooks");
  for (const hook of hooks instanceof PyList ? hooks.toArray() : []) {
    try {
      const finder = call(hook, [strFromUtf16(absolutePath(path))]);
      const cache = vm.sysAttribute("path_importer_cache");
      if (cache !== undefined) {
        callMethod(cache, "__setitem__", strFromUtf16(absolutePath(path)), finder);
      }
      return true;
    } catch (e) {
      if (!isExceptionOf(e, exceptionTypes.get("ImportError")!)) throw e;
    }
  }
  return false;
}

/** The end record of a zip file stands in its last 64 KB. */
function looksLikeZip(path: string): boolean {
  const bytes = readFile(path);
  for (let i = bytes.length - 22; i >= Math.max(0, bytes.length - 65557); i--) {
    if (bytes[i] === 0x50 && bytes[i + 1] === 0x4b && bytes[i + 2] === 5 && bytes[i + 3] === 6) {
      return true;
    }
  }
  return false;
}

/** Puts the directory of the program first on `sys.path`. */
function prependPath(vm: Interpreter, program: Program, importable: boolean): void {
  let folder: string;
  if (program.kind === "file" && importable) {
    folder = absolutePath(program.path);
  } else {
    if (vm.config.safePath) return;
    if (program.kind === "file") folder = scriptFolder(program.path);
    else if (program.kind === "module") {
      const cwd = currentFolder();
      if (cwd === undefined) return;
      folder = cwd;
    } else folder = "";
  }
  vm.scriptFolder = folder;
  const path = vm.sysAttribute("path");
  if (path instanceof PyList) path.insert(0, strFromUtf16(folder));
}

function currentFolder(): string | undefined {
  try {
    const cwd = systemFiles().getcwd();
    return typeof cwd === "string" ? cwd : undefined;
  } catch {
    return undefined;
  }
}

/** The path from the root; nothing in it is resolved. */
function absolutePath(path: string): string {
  if (path.startsWith("/")) return path;
  const cwd = currentFolder() ?? "";
  return path === "." ? cwd : `${cwd}/${path}`;
}

/** The directory of a script, links followed. */
function scriptFolder(path: string): string {
  let file = path;
  try {
    for (let i = 0; i < 40; i++) {
      const target = systemFiles().readlink(file);
      if (typeof target !== "string") break;
      file = target.startsWith("/") ? target : file.slice(0, file.lastIndexOf("/") + 1) + target;
    }
  } catch {
    // no link: this is the file
  }
  const absolute = absolutePath(file);
  const folder = absolute.slice(0, Math.max(1, absolute.lastIndexOf("/")));
  return normalize(folder);
}

/** The path without `.`, `..` and doubled slashes; links in it stay unless they matter. */
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return "/" + parts.join("/");
}

function runCommand(vm: Interpreter, source: string): void {
  vm.audit("cpython.run_command", strFromUtf16(source));
  const code = compileSource(source, "<string>", "exec", { optimize: vm.config.optimize });
  keepSource(vm, "<string>", source);
  evalCode(code, vm.moduleNamespace(mainModule(vm)));
}

/** Tracebacks show the lines of a program that is in no file. */
function keepSource(vm: Interpreter, name: string, source: string): void {
  vm.sources.set(name, source);
  vm.afterImport.set("linecache", (linecache) => {
    const register = getAttrOrAbsent(linecache, "_register_code");
    if (register !== undefined) {
      call(register, [strFromUtf16(name), strFromUtf16(source), strFromUtf16(name)]);
    }
  });
}

function runModule(vm: Interpreter, name: string, setArgv: boolean): void {
  vm.audit("cpython.run_module", strFromUtf16(name));
  const runpy = vm.importModule("runpy");
  call(getAttr(runpy, "_run_module_as_main"), [strFromUtf16(name), setArgv]);
}

function runFile(vm: Interpreter, path: string): void {
  const absolute = absolutePath(path);
  vm.audit("cpython.run_file", strFromUtf16(absolute));
  let bytes: Uint8Array;
  try {
    bytes = readFile(absolute);
  } catch (e) {
    const text = e instanceof HostError
      ? `[Errno ${e.errno}] ${e.message}`
      : e instanceof PermissionRefused
      ? `[Errno 13] Permission denied (${e.flag})`
      : undefined;
    if (text === undefined) throw e;
    writeRaw(vm, `${vm.config.executable}: can't open file '${absolute}': ${text}\n`);
    throw new Failure(2);
  }
  const main = mainModule(vm);
  const { dict } = main;
  dict.setStr("__file__", strFromUtf16(absolute));
  dict.setStr("__cached__", NONE);
  const compiled = isCompiled(absolute, bytes);
  const external = vm.importer.externalModule!;
  const loaderName = compiled ? "SourcelessFileLoader" : "SourceFileLoader";
  dict.setStr(
    "__loader__",
    call(getAttr(external, loaderName), ["__main__", strFromUtf16(absolute)]),
  );
  try {
    if (compiled) {
      const code = codeFromBytes(bytes.subarray(21), undefined);
      if (code === null) {
        throw exceptionOf("RuntimeError", "Bad magic number in .pyc file");
      }
      evalCode(code, vm.moduleNamespace(main));
      return;
    }
    let source = bytes;
    if (vm.config.skipFirstLine) {
      const end = bytes.indexOf(10);
      // the newline stays, so that lines keep their numbers
      source = end < 0 ? new Uint8Array(0) : bytes.subarray(end);
    }
    const code = compileSource(source, absolute, "exec", { optimize: vm.config.optimize });
    evalCode(code, vm.moduleNamespace(main));
  } finally {
    if (dict.getStr("__file__") !== undefined && inspecting(vm) === false) {
      // CPython takes these away once the script has run
      dict.deleteStr("__file__");
      dict.deleteStr("__cached__");
    }
  }
}

function exceptionOf(type: string, message: string): PyException {
  return call(exceptionTypes.get(type)!, [strFromUtf16(message)]) as PyException;
}

function isCompiled(path: string, bytes: Uint8Array): boolean {
  if (!path.endsWith(".pyc") || bytes.length < 21 || bytes[16] !== TYPE_CODE) return false;
  const magic = magicNumber();
  return magic.every((b, i) => bytes[i] === b);
}

function runStandardInput(vm: Interpreter): void {
  if (vm.host.descriptors.isatty(0) || vm.config.interactive > 0) {
    startup(vm, mainModule(vm), (f) => void attempt(vm, f));
    interact(vm, mainModule(vm), true);
    return;
  }
  vm.audit("cpython.run_stdin");
  const { dict } = mainModule(vm);
  dict.setStr("__file__", "<stdin>");
  dict.setStr("__cached__", NONE);
  const source = readAll(vm);
  const code = compileSource(source, "<stdin>", "exec", { optimize: vm.config.optimize });
  evalCode(code, vm.moduleNamespace(mainModule(vm)));
}

function readAll(vm: Interpreter): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = new Uint8Array(65536);
    const n = vm.host.descriptors.read(0, chunk);
    if (n === 0) break;
    chunks.push(chunk.subarray(0, n));
    total += n;
  }
  const all = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** -i, or PYTHONINSPECT, which the program may have set. */
function inspecting(vm: Interpreter): boolean {
  if (vm.config.inspect > 0) return true;
  if (!vm.config.useEnvironment) return false;
  const value = environment.getVariable("PYTHONINSPECT");
  return value !== undefined && value !== "";
}

/** The prompt after a program, where it was asked for. */
function inspect(vm: Interpreter, program: Program, status: number): number {
  if (program.kind === "stdin" || !inspecting(vm)) return status;
  if (!(vm.host.descriptors.isatty(0) || vm.config.interactive > 0)) return status;
  return attempt(vm, () => interact(vm, mainModule(vm), false));
}
