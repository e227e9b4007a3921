// Compiling on demand: the loop asks, every so often, for code that goes on where a frame is.

import { FrameKind } from "../interp/frame.ts";
import type { Frame } from "../interp/frame.ts";
import { CompiledCode, compilerHooks, type Unit } from "../interp/compiled.ts";
import { Op } from "../bytecode/opcodes.ts";
import { CodeFlag, type PyCode } from "../objects/code.ts";
import { emitUnit, Refusal } from "./emit.ts";
import type { JitOptions } from "./options.ts";
import { PRELUDE, runtime } from "./runtime.ts";

/** Is told what was done: a line of the log, or the text of a unit under its name. */
export interface JitReporter {
  log(line: string): void;
  dump(name: string, text: string): void;
}

let reporter: JitReporter | undefined;
/** Each unit has a name of its own, and so a text of its own: V8 gives equal texts the same feedback. */
let serial = 0;

function unitName(code: PyCode): string {
  return `py_${code.qualname.replace(/[^A-Za-z0-9_]+/g, "_")}_${++serial}`;
}

type Factory = (
  r: typeof runtime,
  code: PyCode,
  consts: unknown,
  targets: unknown,
  globalCells: unknown,
  builtinCells: unknown,
) => Unit;

/** Compiles one unit; `null` where it was refused. */
function compileUnit(code: PyCode, entry: number): Unit | null {
  const name = unitName(code);
  const where = `${code.filename}:${code.firstlineno} ${code.qualname} at ${entry}`;
  const started = reporter === undefined ? 0 : performance.now();
  let text: string;
  try {
    text = emitUnit(code, entry, name);
  } catch (e) {
    if (!(e instanceof Refusal)) throw e;
    reporter?.log(`refused ${where}: ${e.reason}`);
    return null;
  }
  reporter?.dump(name, text);
  const factory = new Function(
    "R",
    "code",
    "consts",
    "targets",
    "globalCells",
    "builtinCells",
    PRELUDE + text,
  ) as unknown as Factory;
  const unit = factory(
    runtime,
    code,
    code.consts,
    code.targets,
    code.globalCells,
    code.builtinCells,
  );
  reporter?.log(
    `compiled ${where}: ${name}, ${text.length} characters, ${
      (performance.now() - started).toFixed(2)
    } ms`,
  );
  return unit;
}

/** The unit that goes on where the frame is, compiled now if need be. */
function find(frame: Frame): Unit | undefined {
  const { code, pc } = frame;
  let compiled = code.compiled as CompiledCode | null;
  if (compiled === null) {
    compiled = new CompiledCode();
    code.compiled = compiled;
  }
  if (compiled.refused || (frame.kind & FrameKind.TRACED) !== 0) return undefined;
  // a module or class body runs once: only its loops are worth it
  if (pc === 0 && (code.flags & CodeFlag.NEWLOCALS) !== 0) {
    if (compiled.entry === null) {
      compiled.entry = compileUnit(code, 0);
      if (compiled.entry === null) compiled.refused = true;
    }
    return compiled.entry ?? undefined;
  }
  // somebody may write the variables of a frame that is held
  if ((frame.kind & FrameKind.HELD) !== 0 || !isLoopHeader(code, pc)) return undefined;
  let unit = compiled.loops.get(pc);
  if (unit === undefined) {
    unit = compileUnit(code, pc);
    compiled.loops.set(pc, unit);
  }
  return unit ?? undefined;
}

function isLoopHeader(code: PyCode, pc: number): boolean {
  const ints = code.code;
  for (let at = pc; at < ints.length; at += 4) {
    if (ints[at] === Op.JUMP_BACKWARD && ints[at + 3] === pc) return true;
  }
  return false;
}

/** Turns the JIT on. */
export function enableJit(options: JitOptions, report: JitReporter | undefined): void {
  reporter = report;
  if (options.threshold !== undefined) {
    let n = 1;
    while (n < options.threshold) n *= 2;
    compilerHooks.callMask = n - 1;
    compilerHooks.loopMask = n - 1;
  } else {
    compilerHooks.callMask = 255;
  }
  compilerHooks.find = find;
}
