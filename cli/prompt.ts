// The prompt: on the library's `code` module, with what CPython's own prompt does differently from it.

import { call, callMethod, getAttr, getAttrOrAbsent, setAttr } from "../vm/objects/attributes.ts";
import { PyBuiltinFunction } from "../vm/objects/builtin.ts";
import { PySyntaxError } from "../vm/objects/exceptions_syntax.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { strText } from "../vm/objects/operations.ts";
import { exception } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { typeOf } from "../vm/objects/type.ts";
import { environment, readFile } from "../vm/host/mod.ts";
import { compileSource } from "../vm/import/compile_source.ts";
import { evalCode } from "../vm/interp/mod.ts";
import type { Interpreter } from "../vm/vm.ts";
import { VERSION } from "../std/sys_info.ts";

const FILE = "<stdin>";

/** PYTHONSTARTUP and `sys.__interactivehook__`, before the first prompt; `attempt` reports what they raise. */
export function startup(vm: Interpreter, main: PyModule, attempt: (f: () => void) => void): void {
  const file = vm.config.useEnvironment ? environment.getVariable("PYTHONSTARTUP") : undefined;
  if (file !== undefined && file !== "") {
    attempt(() => {
      evalCode(compileSource(readFile(file), file, "exec"), vm.moduleNamespace(main));
    });
  }
  const hook = vm.sysAttribute("__interactivehook__");
  if (hook !== undefined && !vm.config.isolated) attempt(() => void call(hook, []));
}

/** Reads and runs until the input ends. */
export function interact(vm: Interpreter, main: PyModule, banner: boolean): void {
  const { dict } = vm.sys;
  if (dict.getStr("ps1") === undefined) dict.setStr("ps1", ">>> ");
  if (dict.getStr("ps2") === undefined) dict.setStr("ps2", "... ");
  const code = vm.importModule("code");
  const console = call(getAttr(code, "InteractiveConsole"), [main.dict, FILE], [
    "locals",
    "filename",
  ]);
  vm.config.inspect = 0;
  showSource(vm, console);
  endAtBlankLines(console);
  if (!vm.host.descriptors.isatty(0)) promptOnStderr(vm, console);
  const text = banner && vm.config.quiet === 0
    ? `Python ${VERSION} on linux\nType "help", "copyright", "credits" or "license" for more information.`
    : "";
  call(getAttr(console, "interact"), [strFromUtf16(text), ""], ["banner", "exitmsg"]);
}

/** Tracebacks show the lines of what was typed. */
function showSource(vm: Interpreter, console: Value): void {
  const run = getAttr(console, "runsource");
  const register = getAttrOrAbsent(vm.importModule("linecache"), "_register_code");
  const declaration = method(
    "(source, filename='<input>', symbol='single')",
    "Compile and run some source in the interpreter.",
    (source: Value, filename?: Value, symbol?: Value) => {
      if (register !== undefined && isStr(source)) {
        vm.sources.set(FILE, utf16(strOf(source)!));
        call(register, [FILE, source, FILE]);
      }
      return call(run, [source, filename ?? "<input>", symbol ?? "single"]);
    },
  );
  setAttr(console, "runsource", new PyBuiltinFunction(declaration, "runsource", undefined));
}

/** What a block that has no body, or a `try` without handlers, is called when a blank line ends it. */
const UNFINISHED = /^(expected an indented block|expected 'except' or 'finally' block)/;

/** A blank line ends a compound statement: what is missing then is an error, and not to be waited for. */
function endAtBlankLines(console: Value): void {
  const compile = getAttr(console, "compile");
  const declaration = method(
    "(source, filename='<input>', symbol='single')",
    "Compile what has been typed; None where there is more to come.",
    (source: Value, filename?: Value, symbol?: Value) => {
      const code = call(compile, [source, filename ?? "<input>", symbol ?? "single"]);
      const text = isStr(source) ? utf16(strOf(source)!) : "";
      if (code !== NONE || !/\n[ \t]*$/.test(text)) return code;
      try {
        compileSource(text + "\n", FILE, "single");
      } catch (e) {
        if (e instanceof PySyntaxError && UNFINISHED.test(strText(e.msg ?? ""))) throw e;
      }
      return code;
    },
  );
  setAttr(console, "compile", new PyBuiltinFunction(declaration, "compile", undefined));
}

/** Where standard input is no terminal, the prompt goes to standard error, so that the output is the program's alone. */
function promptOnStderr(vm: Interpreter, console: Value): void {
  const declaration = method(
    "(prompt='')",
    "Write a prompt and read a line.",
    (prompt?: Value) => {
      const stderr = vm.sysAttribute("stderr");
      if (stderr !== undefined && stderr !== NONE) {
        callMethod(stderr, "write", prompt ?? "");
        callMethod(stderr, "flush");
      }
      const stdin = vm.sysAttribute("stdin");
      if (stdin === undefined || stdin === NONE) throw exception("RuntimeError", "lost sys.stdin");
      const line = callMethod(stdin, "readline");
      if (!isStr(line)) {
        throw exception("TypeError", `readline() returned ${typeOf(line).name}`);
      }
      const text = strText(line);
      if (text === "") throw exception("EOFError");
      return strFromUtf16(text.endsWith("\n") ? text.slice(0, -1) : text);
    },
  );
  setAttr(console, "raw_input", new PyBuiltinFunction(declaration, "raw_input", undefined));
}
