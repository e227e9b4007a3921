// What the loop does at the instructions of generators and coroutines.

import { Op } from "../bytecode/opcodes.ts";
import { callUnbound } from "../objects/attributes.ts";
import { CodeFlag } from "../objects/code.ts";
import { PyException } from "../objects/exceptions.ts";
import { iter } from "../objects/iteration.ts";
import { NONE, type Value } from "../objects/object.ts";
import { runtimeError, typeError } from "../objects/raise.ts";
import { typeOf } from "../objects/type.ts";
import { AsyncGenWrapped, PyAsyncGenerator } from "./async_generators.ts";
import { type Frame, FrameKind } from "./frame.ts";
import { stepReturned } from "./stepwise.ts";
import {
  CoroutineWrapper,
  enterGenerator,
  feed,
  GeneratorBase,
  PyCoroutine,
  PyGenerator,
  returned,
  sendTo,
} from "./generators.ts";
import type { ThreadState } from "./thread_state.ts";
import { traceHooks } from "./trace_hooks.ts";

/** FOR_ITER over a generator: its frame is on top afterwards; false when it is finished. */
export function enterFor(ts: ThreadState, g: GeneratorBase): boolean {
  if (g.frame === undefined && !g.running) return false;
  if (g.running) {
    g.send(NONE);
    return false;
  }
  enterGenerator(ts, g, NONE);
  return true;
}

/**
 * SEND: sends a value to an iterator. `ts.frame` is afterwards the frame to go on in: the generator's, or this
 * one at its next instruction.
 */
export function enterSend(ts: ThreadState, frame: Frame, it: Value, v: Value): void {
  let target: Value = it;
  if (target instanceof CoroutineWrapper) target = target.coroutine;
  // who is traced is told of what it awaits by the loop
  if (
    target instanceof GeneratorBase && (frame.kind & FrameKind.TRACED) !== 0 && !target.running
  ) target.spill();
  if (
    target instanceof GeneratorBase && target.frame !== undefined && !target.running &&
    target.body === undefined &&
    (v === NONE || !target.isNew)
  ) {
    enterGenerator(ts, target, v);
    return;
  }
  const r = sendTo(target, v);
  const { code } = frame.code;
  const { pc } = frame;
  if (r === undefined) {
    const { value } = returned;
    // the end of an iterator that says no more than that it has ended is no event
    if ((frame.kind & FrameKind.TRACED) !== 0 && value !== NONE) {
      traceHooks.stopped(ts, frame, value, true);
    }
    frame.regs[code[pc + 2]] = value;
    frame.pc = code[pc + 3];
  } else {
    frame.regs[code[pc + 2]] = r;
    frame.pc = pc + 4;
  }
}

/**
 * YIELD_VALUE: leaves a generator's frame, which keeps its place. The value goes to the instruction that resumed it; it is
 * given back where that was not done by this loop.
 */
export function yieldOut(
  ts: ThreadState,
  frame: Frame,
  pc: number,
  value: Value,
  delegate: number,
): Value | undefined {
  const { kind } = frame;
  frame.pc = pc;
  if ((kind & FrameKind.TRACED) !== 0) traceHooks.yielded(ts, frame, value);
  let v = value;
  if (delegate < 0 && (frame.code.flags & CodeFlag.ASYNC_GENERATOR) !== 0) {
    v = new AsyncGenWrapped(value);
  }
  const back = frame.back;
  frame.generator!.running = false;
  frame.back = null;
  if (frame.exc !== undefined) ts.handlers--;
  ts.frame = back;
  if ((kind & FrameKind.ENTRY) !== 0) {
    frame.kind = kind & ~FrameKind.ENTRY;
    const g = frame.generator!;
    return g.sink !== undefined && feed(ts, g, frame, v) ? undefined : v;
  }
  if ((kind & FrameKind.STEPS) !== 0) {
    const task = frame.payload!;
    frame.payload = undefined;
    frame.kind = kind & ~FrameKind.STEPS;
    stepReturned(ts, task, v);
    return undefined;
  }
  const { code } = back!.code;
  const at = back!.pc;
  const op = code[at];
  back!.regs[code[op === Op.FOR_ITER || op === Op.SEND ? at + 2 : at + 1]] = v;
  back!.pc = at + 4;
  return undefined;
}

/** `yield from v`: what to delegate to. */
export function yieldFromIterator(frame: Frame, v: Value): Value {
  if (v instanceof PyCoroutine) {
    if ((frame.code.flags & (CodeFlag.COROUTINE | CodeFlag.ITERABLE_COROUTINE)) === 0) {
      throw typeError("cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return v;
  }
  if (v instanceof PyGenerator) return v;
  return iter(v);
}

/** `await v`: the iterator to delegate to; for what an `async with` got, `from` is 1 or 2. */
export function awaitable(v: Value, from: number): Value {
  const it = awaitIterator(v, from);
  if (it instanceof PyCoroutine && it.delegate !== undefined) {
    throw runtimeError("coroutine is being awaited already");
  }
  return it;
}

/** The iterator of an awaitable object (`_PyCoro_GetAwaitableIter`). */
export function awaitIterator(v: Value, from = 0): Value {
  if (v instanceof PyCoroutine) return v;
  if (v instanceof PyGenerator && (v.code.flags & CodeFlag.ITERABLE_COROUTINE) !== 0) return v;
  const t = typeOf(v);
  const f = t.lookup("__await__");
  if (f === undefined || f === NONE) {
    throw typeError(
      from === 0
        ? `object ${t.name} can't be used in 'await' expression`
        : `'async with' received an object from ${
          from === 1 ? "__aenter__" : "__aexit__"
        } that does not implement __await__: ${t.name}`,
    );
  }
  const it = callUnbound(f, v, []);
  if (
    it instanceof PyCoroutine ||
    it instanceof PyGenerator && (it.code.flags & CodeFlag.ITERABLE_COROUTINE) !== 0
  ) throw typeError("__await__() returned a coroutine");
  if (typeof it !== "object" || it.cls.lookup("__next__") === undefined) {
    throw typeError(`__await__() returned non-iterator of type '${typeOf(it).name}'`);
  }
  return it;
}

/** `aiter(v)` as `async for` does it. */
export function asyncIterator(v: Value): Value {
  const t = typeOf(v);
  const f = t.lookup("__aiter__");
  if (f === undefined || f === NONE) {
    throw typeError(`'async for' requires an object with __aiter__ method, got ${t.name}`);
  }
  const it = callUnbound(f, v, []);
  if (typeOf(it).lookup("__anext__") === undefined) {
    throw typeError(
      `'async for' received an object from __aiter__ that does not implement __anext__: ${
        typeOf(it).name
      }`,
    );
  }
  return it;
}

/** The awaitable's iterator of `anext(v)` as `async for` does it. */
export function asyncNext(v: Value): Value {
  if (v instanceof PyAsyncGenerator && !v.cls.heap) return v.anext();
  const t = typeOf(v);
  const f = t.lookup("__anext__");
  if (f === undefined || f === NONE) {
    throw typeError(`'async for' requires an iterator with __anext__ method, got ${t.name}`);
  }
  const next = callUnbound(f, v, []);
  try {
    return awaitIterator(next);
  } catch (e) {
    if (!(e instanceof PyException)) throw e;
    const error = typeError(
      `'async for' received an invalid object from __anext__: ${typeOf(next).name}`,
    ) as PyException;
    error.cause = e;
    error.context = e;
    error.suppressContext = true;
    throw error;
  }
}
