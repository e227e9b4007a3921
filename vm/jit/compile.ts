// Compiling on demand: functions that are called often, and loops that turn often.

import {
  type BodyUnit,
  CompiledCode,
  compilerHooks,
  type Entry,
  type LoopUnit,
  reserveSites,
} from "../interp/compiled.ts";
import { type Frame, FrameKind } from "../interp/frame.ts";
import { threadHooks } from "../interp/thread_state.ts";
import { linkNames } from "../interp/scope_ops.ts";
import { Op } from "../bytecode/opcodes.ts";
import { CodeFlag, type PyCode } from "../objects/code.ts";
import type { PyFunction } from "../objects/function.ts";
import { emitUnit } from "./emit.ts";
import type { JitOptions } from "./options.ts";
import { Refusal, type UnitKind } from "./writer.ts";
import { PRELUDE, runtime } from "./runtime.ts";
import { scriptOf } from "./source.ts";

/** Is told what was done: a line of the log, or the text of a unit under its name. */
export interface JitReporter {
  log(line: string): void;
  dump(name: string, heading: string, text: string, code: PyCode): void;
}

let reporter: JitReporter | undefined;
/** Each unit has a name of its own, and so a text of its own: V8 gives equal texts the same feedback. */
let serial = 0;

function unitName(code: PyCode): string {
  return `py_${code.qualname.replace(/[^A-Za-z0-9_]+/g, "_")}_${++serial}`;
}

/** A code object in which more guesses were wrong is compiled without any. */
const MOST_MISSES = 12;

/** Indirect, so that the script sees nothing of this file. */
const evaluate: (script: string) => unknown = eval;

/** Compiles one unit; `null` where it was refused. */
function compileUnit(
  code: PyCode,
  entry: number,
  kind: UnitKind,
  globals: unknown,
  inModule: boolean,
  frame: Frame | undefined,
  why: string,
): unknown {
  const name = unitName(code);
  const where = `${code.filename}:${code.firstlineno} ${code.qualname}${
    kind === "loop" || entry > 4 ? ` loop at ${entry}` : ""
  }`;
  const started = reporter === undefined ? 0 : performance.now();
  let emitted;
  try {
    const { misses } = recordOf(code);
    emitted = emitUnit(code, entry, kind, reserveSites(code), name, inModule, {
      misses,
      isGeneral: misses.size > MOST_MISSES,
      entry: (r) =>
        frame !== undefined ? frame.regs[r] : r < code.argumentRegisters ? null : undefined,
    });
  } catch (e) {
    if (!(e instanceof Refusal)) throw e;
    reporter?.log(`refused ${where}: ${e.reason} (${why})`);
    return null;
  }
  const { text, names, values, fastPaths } = emitted;
  reporter?.dump(name, where, text, code);
  const parameters = ["R", "globals", "poll", ...names];
  const script = scriptOf(text, parameters, PRELUDE, code.filename, code.firstlineno);
  const factory = evaluate(script) as (...args: unknown[]) => unknown;
  const unit = factory(runtime, globals, threadHooks.poll, ...values);
  reporter?.log(
    `compiled ${where}: ${name}, ${why}, ${text.length} characters, ${
      (performance.now() - started).toFixed(2)
    } ms${LEAN[fastPaths]}`,
  );
  return unit;
}

/** What the log says of a unit that would be too large for V8 with all fast paths. */
const LEAN = ["", ", large: fast paths in loops only", ", large: no fast paths"];

function recordOf(code: PyCode): CompiledCode {
  return (code.compiled ??= new CompiledCode()) as CompiledCode;
}

const SUSPENDS = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;

/** Names are linked to the globals that code runs with first. */
function refuseGlobals(code: PyCode): void {
  reporter?.log(
    `refused ${code.filename}:${code.firstlineno} ${code.qualname}: it has run with other globals`,
  );
}

function turned(code: PyCode): string {
  return `turned ${code.loopCount} times${again(recordOf(code))}`;
}

/** Why it is compiled once more. */
function again(record: CompiledCode): string {
  return record.misses.size === 0 ? "" : `, wrong guesses: ${record.misses.size}`;
}

/** Compiles a function. */
function compile(f: PyFunction): void {
  const { code } = f;
  const record = recordOf(code);
  if (record.refused) return;
  if (!linkNames(code, f.globals, f.builtins)) {
    refuseGlobals(code);
    record.refused = true;
    return;
  }
  const why = `called ${code.callCount} times${again(record)}`;
  if ((code.flags & SUSPENDS) !== 0) {
    let begin = 4;
    while (code.code[begin - 4] !== Op.RETURN_GENERATOR) begin += 4;
    record.body = compileUnit(code, begin, "body", f.globals, false, undefined, why) as
      | BodyUnit
      | null;
    if (record.body === null) record.refused = true;
    return;
  }
  const unit = compileUnit(code, 0, "function", f.globals, false, undefined, why);
  if (unit === null) record.refused = true;
  else code.entry = unit as Entry;
}

/** The compiled loop whose header the frame is at. */
function findLoop(frame: Frame): LoopUnit | undefined {
  const { code, pc } = frame;
  if ((frame.kind & ~ALLOWED) !== 0 || !isLoopHeader(code, pc)) return undefined;
  const record = recordOf(code);
  if (!linkNames(code, frame.globals, frame.builtins)) {
    if (!record.refused) refuseGlobals(code);
    record.refused = true;
    return undefined;
  }
  const inModule = frame.locals === frame.globals;
  let unit = record.loops.get(pc);
  if (unit === undefined) {
    unit = compileUnit(code, pc, "loop", frame.globals, inModule, frame, turned(code)) as
      | LoopUnit
      | null;
    record.loops.set(pc, unit);
  }
  return unit ?? undefined;
}

/** The compiled rest of a generator's loop whose header the frame is at. */
function findBodyLoop(frame: Frame): BodyUnit | undefined {
  const { code, pc } = frame;
  if ((frame.kind & ~(ALLOWED | FrameKind.GENERATOR)) !== 0 || !isLoopHeader(code, pc)) {
    return undefined;
  }
  const record = recordOf(code);
  if (!linkNames(code, frame.globals, frame.builtins)) return undefined;
  let unit = record.bodyLoops.get(pc);
  if (unit === undefined) {
    unit = compileUnit(code, pc, "body", frame.globals, false, frame, turned(code)) as
      | BodyUnit
      | null;
    record.bodyLoops.set(pc, unit);
  }
  return unit ?? undefined;
}

/** Kinds of frames whose loops are compiled: those that only say what is done with the result, and held ones. */
const ALLOWED = FrameKind.ENTRY | FrameKind.WATCHES | FrameKind.INIT | FrameKind.HELD |
  FrameKind.NEXT |
  FrameKind.OPERATOR | FrameKind.BEGUN;

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
  if (options.mode === "full") report?.log("mode full: there is no optimising tier yet, baseline");
  if (options.threshold !== undefined) {
    let n = 1;
    while (n < options.threshold) n *= 2;
    compilerHooks.callMask = n - 1;
    compilerHooks.loopMask = n - 1;
  } else {
    // while V8 has not yet optimised tier 0 either, compiled code pays at once (see README.md)
    compilerHooks.callMask = 15;
    compilerHooks.loopMask = 31;
  }
  threadHooks.started = report === undefined ? undefined : (ident) => {
    report.log(`thread ${ident} stays in tier 0, as all but the main one`);
  };
  compilerHooks.compile = compile;
  compilerHooks.findLoop = findLoop;
  compilerHooks.findBodyLoop = findBodyLoop;
}
