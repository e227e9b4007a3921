// sys.settrace and sys.setprofile.
//
// The loop pays nothing for them: while a function is set, `limit` of the thread is 0, so that every call takes the way
// through `pushFrame`, and a frame that is traced runs a copy of its instructions in which each is replaced by TRACE. That
// opcode comes here, where events are given; then the original instruction is uncovered, executed, and covered again
// when the next TRACE is met.

import { Op } from "../bytecode/opcodes.ts";
import { call } from "../objects/attributes.ts";
import { CodeFlag } from "../objects/code.ts";
import { newException, PyException } from "../objects/exceptions.ts";
import { StopIterationType } from "../objects/exceptions_fields.ts";
import { type KwNames, NONE, type Value } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple.ts";
import { type Frame, FrameKind, type FrameTrace, hold } from "./frame.ts";
import { demandFrames } from "./compiled.ts";
import {
  Event,
  monitorEntered,
  monitorException,
  type Monitoring,
  monitorInstruction,
  monitorLeft,
  watchRunning,
} from "./monitoring.ts";
import type { ThreadState } from "./thread_state.ts";
import { traceHooks } from "./trace_hooks.ts";
import { unwindHooks } from "./unwind.ts";

/** The opcode that covers the instructions of a traced frame. */
export const TRACE = 255;

/** The tracing state of a frame, made where there is none. */
export function tracingOf(frame: Frame): FrameTrace {
  return frame.tracing ??= {
    fn: undefined,
    lines: true,
    opcodes: false,
    line: -1,
    uncovered: -1,
    last: -1,
    jump: -1,
    starting: false,
    seen: -1,
    called: undefined,
  };
}

/** Gives a frame its copy of covered instructions. */
export function instrument(frame: Frame): void {
  hold(frame);
  tracingOf(frame);
  frame.kind |= FrameKind.TRACED;
  if (frame.ops !== frame.code.code) return;
  const ops = frame.code.code.slice();
  for (let pc = 0; pc < ops.length; pc += 4) if (ops[pc] !== Op.EXTRA) ops[pc] = TRACE;
  frame.ops = ops;
}

/** Calls a trace function; an exception out of it ends tracing. */
function callTrace(
  ts: ThreadState,
  fn: Value,
  frame: Frame,
  event: string,
  arg: Value,
): Value {
  ts.inTrace = true;
  try {
    return call(fn, [frame, event, arg]);
  } catch (e) {
    ts.traceFunction = undefined;
    ts.updateLimit();
    if (frame.tracing !== undefined) frame.tracing.fn = undefined;
    throw e;
  } finally {
    ts.inTrace = false;
  }
}

/** An event for the frame's own trace function. */
function localEvent(ts: ThreadState, frame: Frame, event: string, arg: Value): void {
  const { tracing } = frame;
  if (tracing === undefined || tracing.fn === undefined || ts.traceFunction === undefined) return;
  const r = callTrace(ts, tracing.fn, frame, event, arg);
  if (r !== NONE && frame.tracing !== undefined) frame.tracing.fn = r;
}

/** An event for the profile function. */
function profileEvent(ts: ThreadState, frame: Frame, event: string, arg: Value): void {
  const fn = ts.profileFunction;
  if (fn === undefined) return;
  ts.inTrace = true;
  try {
    call(fn, [hold(frame), event, arg]);
  } catch (e) {
    ts.profileFunction = undefined;
    ts.updateLimit();
    throw e;
  } finally {
    ts.inTrace = false;
  }
}

const GENERATORS = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;

traceHooks.entered = (ts, frame) => {
  if (ts.inTrace) return;
  // making a generator is no event; running it is
  if (frame.generator === undefined && (frame.code.flags & GENERATORS) !== 0) return;
  if (ts.monitoring !== undefined) monitorEntered(ts, ts.monitoring, frame, instrument);
  if (ts.traceFunction === undefined && ts.profileFunction === undefined) return;
  hold(frame);
  frame.kind |= FrameKind.TRACED;
  const tracing = tracingOf(frame);
  tracing.starting = frame.pc === 0 && frame.generator === undefined;
  try {
    profileEvent(ts, frame, "call", NONE);
    if (ts.traceFunction !== undefined) {
      const r = callTrace(ts, ts.traceFunction, frame, "call", NONE);
      if (r !== NONE) tracing.fn = r;
      if (tracing.fn !== undefined) instrument(frame);
    }
  } finally {
    tracing.starting = false;
  }
};

function left(ts: ThreadState, frame: Frame, v: Value, event: number): void {
  if (ts.inTrace) return;
  if (ts.monitoring !== undefined) monitorLeft(ts, ts.monitoring, frame, event, v);
  localEvent(ts, frame, "return", v);
  profileEvent(ts, frame, "return", v);
}
traceHooks.returned = (ts, frame, v) => left(ts, frame, v, Event.PY_RETURN);
traceHooks.yielded = (ts, frame, v) => left(ts, frame, v, Event.PY_YIELD);
traceHooks.stopped = (ts, frame, v, raised) => {
  if (ts.inTrace) return;
  const e = newException(StopIterationType, v === NONE ? [] : [v]);
  if (ts.monitoring !== undefined) {
    const event = raised ? Event.RAISE : Event.STOP_ITERATION;
    monitorException(ts, ts.monitoring, frame, event, e);
  }
  localEvent(ts, frame, "exception", new PyTuple([StopIterationType, e, NONE]));
};

traceHooks.nativeCall = (ts, frame, callee, self, args, kw) => {
  if (self !== undefined) args.unshift(self);
  const f = callee as unknown as { invoke(args: Value[], kw: KwNames | undefined): Value };
  if (ts.inTrace) return f.invoke(args, kw);
  profileEvent(ts, frame, "c_call", callee);
  let v: Value;
  try {
    v = f.invoke(args, kw);
  } catch (e) {
    profileEvent(ts, frame, "c_exception", callee);
    throw e;
  }
  profileEvent(ts, frame, "c_return", callee);
  return v;
};

/** Tells sys.monitoring of an exception; what a callback raises takes its place. */
function monitored(ts: ThreadState, frame: Frame, e: PyException, event: number): PyException {
  if (ts.inTrace || ts.monitoring === undefined) return e;
  try {
    monitorException(ts, ts.monitoring, frame, event, e);
    return e;
  } catch (other) {
    if (!(other instanceof PyException)) throw other;
    return other;
  }
}
unwindHooks.reraised = (ts, frame, e) => monitored(ts, frame, e, Event.RERAISE);
unwindHooks.handled = (ts, frame, e) => monitored(ts, frame, e, Event.EXCEPTION_HANDLED);

unwindHooks.exception = (ts, frame, e) => {
  e = monitored(ts, frame, e, Event.RAISE);
  if (ts.inTrace || frame.tracing?.fn === undefined) return e;
  try {
    localEvent(ts, frame, "exception", new PyTuple([e.cls, e, e.traceback ?? NONE]));
    return e;
  } catch (other) {
    if (!(other instanceof PyException)) throw other;
    return other;
  }
};

unwindHooks.unwound = (ts, frame, e) => {
  if (ts.inTrace) return undefined;
  try {
    if (ts.monitoring !== undefined) {
      if (frame.generator !== undefined && frame.code.code[frame.pc] !== Op.RETURN_GENERATOR) {
        // CPython's generators have a handler around them, which sees to StopIteration
        monitorException(ts, ts.monitoring, frame, Event.EXCEPTION_HANDLED, e);
        monitorException(ts, ts.monitoring, frame, Event.RERAISE, e);
      }
      monitorException(ts, ts.monitoring, frame, Event.PY_UNWIND, e);
    }
    localEvent(ts, frame, "return", NONE);
    profileEvent(ts, frame, "return", NONE);
    return undefined;
  } catch (other) {
    if (!(other instanceof PyException)) throw other;
    return other;
  }
};

/** Instructions that begin a frame and belong to no statement. */
function isPrologue(op: number): boolean {
  return op === Op.MAKE_CELL || op === Op.RETURN_GENERATOR;
}

/** TRACE at `pc`: gives the events of the instruction and uncovers it; the instruction to run, after a jump another one. */
export function traceInstruction(ts: ThreadState, frame: Frame, pc: number): number {
  const t = frame.tracing!;
  const original = frame.code.code;
  const { ops } = frame;
  if (t.uncovered >= 0) {
    ops[t.uncovered] = TRACE;
    t.uncovered = -1;
  }
  if (ts.monitoring !== undefined && !ts.inTrace) {
    frame.pc = pc;
    monitorInstruction(ts, ts.monitoring, frame, t, pc);
  }
  if (t.fn !== undefined && ts.traceFunction !== undefined && !ts.inTrace) {
    frame.pc = pc;
    const line = frame.code.lineAt(pc);
    if (line >= 0 && !isPrologue(original[pc])) {
      const backward = pc < t.last && original[t.last] === Op.JUMP_BACKWARD;
      if (line !== t.line || backward) {
        t.line = line;
        if (t.lines) {
          t.jump = -2;
          localEvent(ts, frame, "line", NONE);
          if (t.jump >= 0) {
            pc = t.jump;
            frame.pc = pc;
            t.line = frame.code.lineAt(pc);
          }
          t.jump = -1;
        }
      }
    }
    if (t.opcodes && t.fn !== undefined) localEvent(ts, frame, "opcode", NONE);
  }
  ops[pc] = original[pc];
  t.uncovered = pc;
  t.last = pc;
  return pc;
}

/** `sys.settrace` */
export function setTrace(ts: ThreadState, fn: Value): void {
  demandFrames(ts);
  ts.traceFunction = fn === NONE ? undefined : fn;
  ts.updateLimit();
}

/** `sys.setprofile` */
export function setProfile(ts: ThreadState, fn: Value): void {
  demandFrames(ts);
  ts.profileFunction = fn === NONE ? undefined : fn;
  ts.updateLimit();
  // frames that are running already are to be seen when they return
  if (fn !== NONE) {
    for (let f = ts.frame; f !== null; f = f.back) {
      hold(f);
      f.kind |= FrameKind.TRACED;
    }
  }
}

/** What tools want to know has changed: the running thread acts on it. */
export function monitorThread(ts: ThreadState, m: Monitoring): void {
  ts.monitoring = m.active ? m : undefined;
  ts.updateLimit();
  if (ts.monitoring !== undefined) watchRunning(ts, m, instrument, tracingOf);
}
