// The hooks of `sys`: what is done with results of the prompt, with uncaught and with unraisable exceptions, and where
// `breakpoint()` goes.

import { environment } from "../vm/host/mod.ts";
import { call, getAttr, getAttrOrAbsent } from "../vm/objects/attributes.ts";
import { classModule } from "../vm/objects/class_names.ts";
import { exceptionTypes, isExceptionOf, PyException } from "../vm/objects/exceptions.ts";
import { intOf } from "../vm/objects/int.ts";
import { type KwNames, NONE, type Value } from "../vm/objects/object.ts";
import { repr, reprStr, strText } from "../vm/objects/operations.ts";
import { runtimeError, typeError } from "../vm/objects/raise.ts";
import { type Declaration, type KwMap, method } from "../vm/objects/signature.ts";
import { strFromUtf16 } from "../vm/objects/str.ts";
import { isStruct, newStruct, structType } from "../vm/objects/structseq.ts";
import { type PyType, typeOf } from "../vm/objects/type.ts";
import { intrinsicHooks } from "../vm/interp/intrinsics.ts";
import { formatException } from "../vm/interp/print_traceback.ts";
import { hold, PyTraceback, thread } from "../vm/interp/mod.ts";
import { sourceLine } from "../vm/import/source_line.ts";
import { currentInterpreter, type Interpreter, unraisableService } from "../vm/vm.ts";

let argsType: PyType | undefined;

function unraisableArgs(): PyType {
  return argsType ??= structType({
    name: "UnraisableHookArgs",
    doc: "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.",
    noNew: true,
    fields: [
      ["exc_type", "Exception type"],
      ["exc_value", "Exception value"],
      ["exc_traceback", "Exception traceback"],
      ["err_msg", "Error message"],
      ["object", "Object causing the exception"],
    ],
  });
}

/** Writes to `sys.stderr`, or to the process's where there is none or it fails. */
export function writeError(vm: Interpreter, text: string): void {
  const stderr = vm.sysAttribute("stderr");
  if (stderr === NONE) return;
  if (stderr !== undefined) {
    try {
      call(getAttr(stderr, "write"), [strFromUtf16(text)]);
      const flush = getAttrOrAbsent(stderr, "flush");
      if (flush !== undefined) call(flush, []);
      return;
    } catch (e) {
      if (!(e instanceof PyException)) throw e;
    }
  }
  writeRaw(vm, text);
}

/** Writes to descriptor 2, whatever `sys.stderr` is. */
export function writeRaw(vm: Interpreter, text: string): void {
  const bytes = new TextEncoder().encode(text.toWellFormed());
  try {
    for (let at = 0; at < bytes.length;) {
      at += vm.host.descriptors.write(2, bytes.subarray(at));
    }
  } catch {
    // there is nowhere to say it
  }
}

/** What `sys.excepthook` does. */
export function displayException(
  vm: Interpreter,
  value: Value,
  traceback: Value | undefined,
): void {
  if (!(value instanceof PyException)) {
    writeError(
      vm,
      `TypeError: print_exception(): Exception expected for value, ${typeOf(value).name} found`,
    );
    return;
  }
  if (traceback instanceof PyTraceback && value.traceback === undefined) {
    value.traceback = traceback;
  }
  writeError(vm, formatException(value, { colorize: canColorize(vm), limit: tracebackLimit(vm) }));
}

/** `sys.tracebacklimit`, where it is an int. */
function tracebackLimit(vm: Interpreter): number | undefined {
  const v = vm.sysAttribute("tracebacklimit");
  const n = v === undefined ? undefined : intOf(v);
  return n === undefined ? undefined : Math.max(0, Number(n));
}

/** Whether `sys.stderr` takes colours, as the library's `_colorize` decides it. */
function canColorize(vm: Interpreter): boolean {
  const variable = (name: string): string => environment.getVariable(name) ?? "";
  if (vm.config.useEnvironment) {
    const wish = variable("PYTHON_COLORS");
    if (wish === "0" || wish === "1") return wish === "1";
  }
  if (variable("NO_COLOR") !== "") return false;
  if (variable("FORCE_COLOR") !== "") return true;
  if (variable("TERM") === "dumb") return false;
  const stderr = vm.sysAttribute("stderr");
  if (stderr === undefined || stderr === NONE) return false;
  try {
    const fileno = getAttrOrAbsent(stderr, "fileno");
    const fd = fileno === undefined ? undefined : intOf(call(fileno, []));
    return typeof fd === "number" && vm.host.descriptors.isatty(fd);
  } catch (e) {
    if (!(e instanceof PyException)) throw e;
    return false;
  }
}

/** What `sys.unraisablehook` does. */
function displayUnraisable(vm: Interpreter, args: Value): void {
  if (!isStruct(args, unraisableArgs())) {
    throw typeError("sys.unraisablehook argument type must be UnraisableHookArgs");
  }
  const [type, value, traceback, message, object] = args.items;
  let text = "";
  if (message !== NONE) {
    text += strText(message);
    text += object === NONE ? ":\n" : `: ${safeRepr(object)}\n`;
  } else if (object !== NONE) {
    text += `Exception ignored in: ${safeRepr(object)}\n`;
  }
  if (traceback instanceof PyTraceback) text += plainTraceback(vm, traceback);
  const t = type as PyType;
  const module = classModule(t);
  if (module !== "builtins" && module !== "__main__") text += `${module ?? "<unknown>"}.`;
  text += t.qualname;
  if (value !== NONE) {
    let shown: string;
    try {
      shown = strText(value);
    } catch {
      shown = "<exception str() failed>";
    }
    if (shown !== "") text += `: ${shown}`;
  }
  writeError(vm, text + "\n");
}

/** A traceback as CPython's C code shows it: no marks under the lines, equal entries counted after the third. */
function plainTraceback(vm: Interpreter, first: PyTraceback): string {
  const limit = tracebackLimit(vm) ?? 1000;
  if (limit === 0) return "";
  let entries = 0;
  for (let tb: PyTraceback | undefined = first; tb !== undefined; tb = tb.next) entries++;
  for (; entries > limit; entries--) first = first.next!;
  let text = "Traceback (most recent call last):\n";
  let last = "";
  let count = 0;
  const flush = (): void => {
    if (count > 3) {
      const more = count - 3;
      text += `  [Previous line repeated ${more} more time${more === 1 ? "" : "s"}]\n`;
    }
  };
  for (let tb: PyTraceback | undefined = first; tb !== undefined; tb = tb.next) {
    const { code } = tb.frame;
    let entry = `  File "${code.filename}", line ${tb.line}, in ${code.name}\n`;
    // no line of what is in no file
    const line = vm.sources.has(code.filename)
      ? ""
      : sourceLine(vm, code.filename, tb.line)?.trim() ?? "";
    if (line !== "") entry += `    ${line}\n`;
    if (entry === last) {
      count++;
    } else {
      flush();
      count = 1;
      last = entry;
    }
    if (count <= 3) text += entry;
  }
  flush();
  return text;
}

function safeRepr(v: Value): string {
  try {
    return repr(v);
  } catch {
    return "<object repr() failed>";
  }
}

/** The traceback of an exception that has passed no frame of Python's: where the program stands. */
function tracebackHere(): Value {
  const { frame } = thread;
  return frame === null ? NONE : new PyTraceback(hold(frame), frame.pc, undefined);
}

unraisableService.report = (vm, e, where, message) => {
  const args = newStruct(unraisableArgs(), [
    e.cls,
    e,
    e.traceback ?? tracebackHere(),
    message === undefined ? NONE : strFromUtf16(message),
    where,
  ]);
  const hook = vm.sysAttribute("unraisablehook");
  try {
    vm.audit("sys.unraisablehook", hook ?? NONE, args);
    if (hook === undefined || hook === NONE) displayUnraisable(vm, args);
    else call(hook, [args]);
  } catch (inner) {
    if (!(inner instanceof PyException) || hook === undefined) return;
    try {
      displayUnraisable(
        vm,
        newStruct(unraisableArgs(), [
          inner.cls,
          inner,
          inner.traceback ?? NONE,
          "Exception ignored in sys.unraisablehook",
          hook,
        ]),
      );
    } catch {
      // nothing is left to be done
    }
  }
};

intrinsicHooks.displayhook = (v) => {
  const hook = currentInterpreter().sysAttribute("displayhook");
  if (hook === undefined) throw runtimeError("lost sys.displayhook");
  call(hook, [v]);
};

function displayResult(vm: Interpreter, v: Value): void {
  if (v === NONE) return;
  vm.builtins.dict.setStr("_", NONE);
  const stdout = vm.sysAttribute("stdout");
  if (stdout === undefined || stdout === NONE) throw runtimeError("lost sys.stdout");
  const write = getAttr(stdout, "write");
  const text = reprStr(v);
  try {
    call(write, [text]);
  } catch (e) {
    if (!isExceptionOf(e, exceptionTypes.get("UnicodeEncodeError")!)) throw e;
    const encoding = getAttr(stdout, "encoding");
    const bytes = call(getAttr(text, "encode"), [encoding, "backslashreplace"]);
    const buffer = getAttrOrAbsent(stdout, "buffer");
    if (buffer !== undefined) call(getAttr(buffer, "write"), [bytes]);
    else call(write, [call(getAttr(bytes, "decode"), [encoding, "strict"])]);
  }
  call(write, ["\n"]);
  vm.builtins.dict.setStr("_", v);
}

function breakpoint(vm: Interpreter, args: Value[], kwargs: KwMap | undefined): Value {
  const name = environment.getVariable("PYTHONBREAKPOINT") || "pdb.set_trace";
  if (name === "0") return NONE;
  const dot = name.lastIndexOf(".");
  let hook: Value | undefined;
  try {
    const module = vm.importModule(dot < 0 ? "builtins" : name.slice(0, dot));
    hook = getAttrOrAbsent(module, name.slice(dot + 1));
  } catch (e) {
    if (!isExceptionOf(e, exceptionTypes.get("ImportError")!)) throw e;
  }
  if (hook === undefined) {
    vm.warnings?.warn(
      exceptionTypes.get("RuntimeWarning")!,
      strFromUtf16(`Ignoring unimportable $PYTHONBREAKPOINT: "${name}"`),
      1,
    );
    return NONE;
  }
  const kw: KwNames | undefined = kwargs === undefined ? undefined : [...kwargs.keys()];
  return call(hook, kwargs === undefined ? args : [...args, ...kwargs.values()], kw);
}

/** The hooks, for one interpreter. */
export function sysHooks(vm: Interpreter): Record<string, Declaration> {
  return {
    displayhook: method(
      "(object, /)",
      "Print an object to sys.stdout and also save it in builtins._",
      (o: Value) => displayResult(vm, o),
    ),
    excepthook: method(
      "(exctype, value, traceback, /)",
      "Handle an exception by displaying it with a traceback on sys.stderr.",
      (_type: Value, value: Value, traceback: Value) => displayException(vm, value, traceback),
    ),
    unraisablehook: method(
      "(unraisable, /)",
      "Handle an unraisable exception.\n\nThe unraisable argument has the following attributes:\n\n* exc_type: Exception type.\n* exc_value: Exception value, can be None.\n* exc_traceback: Exception traceback, can be None.\n* err_msg: Error message, can be None.\n* object: Object causing the exception, can be None.",
      (unraisable: Value) => displayUnraisable(vm, unraisable),
    ),
    breakpointhook: method(
      "(*args, **kwargs)",
      "This hook function is called by built-in breakpoint().\n",
      (args: Value[], kwargs: KwMap | undefined) => breakpoint(vm, args, kwargs),
    ),
  };
}
