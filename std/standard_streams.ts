// `sys.stdin`, `sys.stdout` and `sys.stderr`, made through `io` as CPython makes them.

import { call, getAttr, setAttr } from "../vm/objects/attributes.ts";
import { truth } from "../vm/objects/compare.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { runtime } from "../vm/objects/runtime.ts";
import { strFromUtf16 } from "../vm/objects/str.ts";
import type { Interpreter } from "../vm/vm.ts";

/** Makes the standard streams. */
export function makeStandardStreams(vm: Interpreter): void {
  const { dict } = vm.sys;
  // standard error first: what goes wrong afterwards can be told
  const streams: [string, number, boolean][] = [
    ["stderr", 2, true],
    ["stdin", 0, false],
    ["stdout", 1, true],
  ];
  const io = vm.importModule("io");
  vm.builtins.dict.setStr("open", getAttr(io, "open"));
  for (const [name, fd, writes] of streams) {
    const stream = makeStream(vm, io, name, fd, writes);
    dict.setStr(name, stream);
    dict.setStr(`__${name}__`, stream);
  }
}

function isOpen(vm: Interpreter, fd: number): boolean {
  try {
    vm.host.descriptors.fstat(fd);
    return true;
  } catch {
    return false;
  }
}

function makeStream(
  vm: Interpreter,
  io: Value,
  name: string,
  fd: number,
  writes: boolean,
): Value {
  if (!isOpen(vm, fd)) return NONE;
  const { config } = vm;
  const unbuffered = config.unbuffered && writes;
  const buffer = call(getAttr(io, "open"), [
    fd,
    writes ? "wb" : "rb",
    unbuffered ? 0 : -1,
    NONE,
    NONE,
    NONE,
    false,
  ]);
  const raw = unbuffered ? buffer : getAttr(buffer, "raw");
  const text = strFromUtf16(`<${name}>`);
  setAttr(raw, "name", text);
  const isTerminal = truth(call(getAttr(raw, "isatty"), []));
  const errors = name === "stderr"
    ? "backslashreplace"
    : config.ioErrors ?? (config.utf8Mode ? "surrogateescape" : "strict");
  const stream = call(getAttr(io, "TextIOWrapper"), [
    buffer,
    strFromUtf16(config.ioEncoding ?? "utf-8"),
    strFromUtf16(errors),
    "\n",
    (isTerminal || name === "stderr") && !config.unbuffered,
    unbuffered,
  ], ["encoding", "errors", "newline", "line_buffering", "write_through"]);
  setAttr(stream, "mode", writes ? "w" : "r");
  return stream;
}

/** Flushes standard output and error; false where that failed (the failure was reported). */
export function flushStandardStreams(vm: Interpreter): boolean {
  let ok = true;
  for (const name of ["stdout", "stderr"]) {
    const stream = vm.sysAttribute(name);
    if (stream === undefined || stream === NONE) continue;
    try {
      if (isClosed(stream)) continue;
      call(getAttr(stream, "flush"), []);
    } catch (e) {
      ok = false;
      if (name === "stdout") {
        runtime.unraisable(e, NONE, "Exception ignored on flushing sys.stdout");
      }
    }
  }
  return ok;
}

function isClosed(stream: Value): boolean {
  try {
    return truth(getAttr(stream, "closed"));
  } catch {
    return false;
  }
}
