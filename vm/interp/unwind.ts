// What happens when an instruction fails: the exception's context and traceback, the handler that covers the
// instruction, and the frames that are left on the way to it.

import { Op } from "../bytecode/opcodes.ts";
import { CodeFlag } from "../objects/code.ts";
import { asException, isExceptionOf, newException, PyException } from "../objects/exceptions.ts";
import { StopIterationType } from "../objects/exceptions_fields.ts";
import { StopAsyncIterationType } from "../objects/exceptions.ts";
import { attributeContext } from "../objects/attribute_error.ts";
import { call } from "../objects/attributes.ts";
import { abandonable } from "../objects/finalizers.ts";
import { PyBuiltin } from "../objects/builtin.ts";
import { NONE, type Value } from "../objects/object.ts";
import { recursionError, runtimeError, typeError } from "../objects/raise.ts";
import { CallableIterator } from "../objects/iterators.ts";
import { repr } from "../objects/operations.ts";
import { PyType, typeOf } from "../objects/type.ts";
import { BaseExceptionType } from "../objects/exceptions.ts";
import { leftByException } from "./abandoned.ts";
import { handlingFrame } from "./compiled.ts";
import { type Frame, FrameKind } from "./frame.ts";
import { stepFailed } from "./stepwise.ts";
import { watchHooks } from "./generators.ts";
import { chainContext } from "./context.ts";
import { PyTraceback } from "./traceback.ts";
import type { ThreadState } from "./thread_state.ts";

/** The exception that is being handled: `sys.exception()`. */
export function handledException(ts: ThreadState): PyException | undefined {
  if (ts.handlers <= 0) return undefined;
  const compiled = handlingFrame();
  for (let f = ts.frame; f !== null; f = f.back) {
    if (compiled !== undefined && compiled.depth > f.depth) return compiled.exc;
    if (f.exc !== undefined) return f.exc;
  }
  return compiled?.exc;
}

/** Tracing of exceptions; filled in by trace.ts. */
export const unwindHooks: {
  exception: (ts: ThreadState, frame: Frame, e: PyException) => PyException;
  reraised: (ts: ThreadState, frame: Frame, e: PyException) => PyException;
  handled: (ts: ThreadState, frame: Frame, e: PyException) => PyException;
  unwound: (ts: ThreadState, frame: Frame, e: PyException) => PyException | undefined;
} = {
  exception: (_ts, _frame, e) => e,
  reraised: (_ts, _frame, e) => e,
  handled: (_ts, _frame, e) => e,
  unwound: () => undefined,
};

/** The JavaScript stack is used up: what was thrown says so. */
function isOverflow(e: unknown): boolean {
  return e instanceof RangeError && e.message.includes("call stack");
}

/**
 * Takes an exception out of the instruction at `pc` of the thread's frame to its handler: true when `ts.frame` is the
 * frame to go on in, at its `pc`. False when the exception has left the frame by which the loop was entered; it is then
 * in `ts.frame`'s caller's hands, as `unwound.error`.
 */
export function unwind(ts: ThreadState, thrown: unknown, pc: number, fresh: boolean): boolean {
  let frame = ts.frame!;
  let e: PyException;
  if (thrown instanceof PyException) e = thrown;
  else if (isOverflow(thrown)) {
    e = recursionError("maximum recursion depth exceeded") as PyException;
  } else e = asException(thrown);
  if (!(thrown instanceof PyException)) chainContext(e, handledException(ts));
  if ((frame.kind & FrameKind.RERAISES) !== 0) {
    frame.kind &= ~FrameKind.RERAISES;
    fresh = false;
    const ints = frame.code.code;
    const position = ints[pc] === Op.RERAISE ? ints[pc + 2] : -1;
    frame.pc = position >= 0 ? frame.regs[position] as number : pc;
  }
  for (;;) {
    if (fresh) {
      if (e.traceback === undefined && e.context === undefined && ts.handlers > 0) {
        chainContext(e, handledException(ts));
      }
      frame.kind |= FrameKind.HELD;
      frame.pc = pc;
      e.traceback = new PyTraceback(frame, pc, e.traceback as PyTraceback | undefined);
      const ints = frame.code.code;
      if (ints[pc] === Op.LOAD_ATTR || ints[pc] === Op.LOAD_METHOD) {
        attributeContext(e, frame.regs[ints[pc + 2]], frame.code.names[ints[pc + 3]]);
      }
      if ((frame.kind & FrameKind.TRACED) !== 0) e = unwindHooks.exception(ts, frame, e);
    } else if ((frame.kind & FrameKind.TRACED) !== 0) {
      e = unwindHooks.reraised(ts, frame, e);
    }
    const { code } = frame;
    const row = code.findHandler(pc);
    if (row >= 0) {
      if ((frame.kind & FrameKind.TRACED) !== 0) e = unwindHooks.handled(ts, frame, e);
      const table = code.exceptionTable;
      const { regs } = frame;
      // a RERAISE that restored an earlier position hands that one on
      if (table[row + 4] >= 0) regs[table[row + 4]] = frame.pc;
      regs[table[row + 3]] = e;
      frame.pc = table[row + 2];
      if (abandonable.size !== 0) leftByException(frame, pc, row);
      return true;
    }
    // out of this frame
    if (abandonable.size !== 0) leftByException(frame, pc, -1);
    if ((frame.kind & FrameKind.TRACED) !== 0) {
      const other = unwindHooks.unwound(ts, frame, e);
      if (other !== undefined) e = other;
    }
    const { kind } = frame;
    const back = frame.back;
    if (frame.exc !== undefined) {
      ts.handlers--;
      frame.exc = undefined;
    }
    ts.frame = back;
    const left = frame;
    if ((kind & FrameKind.GENERATOR) !== 0) {
      e = leaveGenerator(frame, e);
    } else if (back !== null) {
      back.kind |= FrameKind.HELD;
    }
    if ((kind & FrameKind.ENTRY) !== 0) {
      frame.kind &= ~FrameKind.ENTRY;
      outcome.error = e;
      return false;
    }
    frame = back!;
    if ((kind & FrameKind.STEPS) !== 0) {
      const task = left.payload!;
      left.payload = undefined;
      left.kind &= ~FrameKind.STEPS;
      try {
        stepFailed(ts, task, e);
        return true;
      } catch (other) {
        e = asException(other);
      }
    }
    if ((kind & FrameKind.NEXT) !== 0 && isExceptionOf(e, StopIterationType)) {
      // the end of a `for` over an iterator written in Python
      if ((frame.kind & FrameKind.TRACED) !== 0) e = unwindHooks.exception(ts, frame, e);
      const it = frame.regs[frame.code.code[frame.pc + 1]];
      if (it instanceof CallableIterator) it.callable = undefined;
      frame.pc = frame.code.code[frame.pc + 3];
      return true;
    }
    pc = frame.pc;
    fresh = true;
  }
}

/** Where `unwind` leaves the exception that nobody in its loop caught. */
export const outcome: { error: PyException | undefined } = { error: undefined };

/** A generator's frame is left by an exception: it is finished, and StopIteration would end somebody else's loop. */
function leaveGenerator(frame: Frame, e: PyException): PyException {
  const g = frame.generator!;
  // thrown in before the first instruction of the body, StopIteration stays what it is
  const isNew = frame.code.code[frame.pc] === Op.RETURN_GENERATOR;
  g.running = false;
  g.frame = undefined;
  if (g.watched) watchHooks.ended(g);
  frame.back = null;
  const { flags } = frame.code;
  let text: string | undefined;
  if (isNew) return e;
  if (isExceptionOf(e, StopIterationType)) {
    text = (flags & CodeFlag.ASYNC_GENERATOR) !== 0
      ? "async generator raised StopIteration"
      : (flags & CodeFlag.COROUTINE) !== 0
      ? "coroutine raised StopIteration"
      : "generator raised StopIteration";
  } else if (
    (flags & CodeFlag.ASYNC_GENERATOR) !== 0 && isExceptionOf(e, StopAsyncIterationType)
  ) {
    text = "async generator raised StopAsyncIteration";
  }
  if (text === undefined) return e;
  const r = runtimeError(text) as PyException;
  r.cause = e;
  r.context = e;
  r.suppressContext = true;
  return r;
}

const plainNew = (BaseExceptionType.ns.get("__new__") as PyBuiltin).decl;
const plainInit = (BaseExceptionType.ns.get("__init__") as PyBuiltin).decl;

/** Making an instance of the exception class runs no Python and takes any arguments: BaseException's own way. */
export function isPlainException(t: PyType): boolean {
  const maker = t.lookup("__new__"), init = t.lookup("__init__");
  return maker instanceof PyBuiltin && maker.decl === plainNew && init instanceof PyBuiltin &&
    init.decl === plainInit;
}

/** An instance of an exception class, as calling the class makes it. */
function instantiate(t: PyType): PyException {
  if (isPlainException(t)) return newException(t, []);
  const made = call(t, []);
  if (made instanceof PyException) return made;
  throw typeError(
    `calling ${repr(t)} should have returned an instance of BaseException, not ${
      repr(typeOf(made))
    }`,
  );
}

/** The exception of a `raise` statement. */
export function raised(
  ts: ThreadState,
  what: Value | undefined,
  cause: Value | undefined,
): PyException {
  if (what === undefined) {
    const e = handledException(ts);
    if (e === undefined) return runtimeError("No active exception to reraise") as PyException;
    return e;
  }
  let e: PyException;
  if (what instanceof PyException) e = what;
  else if (what instanceof PyType && what.isSubtype(BaseExceptionType)) e = instantiate(what);
  else throw typeError("exceptions must derive from BaseException");
  if (cause !== undefined) {
    let c: PyException | undefined;
    if (cause instanceof PyException) c = cause;
    else if (cause instanceof PyType && cause.isSubtype(BaseExceptionType)) c = instantiate(cause);
    else if (cause !== NONE) throw typeError("exception causes must derive from BaseException");
    e.cause = c;
    e.suppressContext = true;
  }
  if (ts.handlers > 0) chainContext(e, handledException(ts));
  return e;
}
