// Generators and coroutines: frames that are left and entered again.
//
// The loop resumes them itself where it meets them (`for`, `await`, `yield from`, `next`, `send`); what comes from JavaScript
// (a builtin that iterates, `throw`, `close`) nests a loop. While suspended, a generator's frame has no `back` and its `pc` is
// at the YIELD_VALUE (or at RETURN_GENERATOR when it has not begun); `frame` is `undefined` once it is finished.
//
// What a Sendable gives when a value is sent: a value that it yields, or `undefined` when it has returned; what it returned
// is then in `returned.value`. That is StopIteration without an exception.

import { Op } from "../bytecode/opcodes.ts";
import { call, callMethod, callUnbound, getAttrOrAbsent } from "../objects/attributes.ts";
import { CodeFlag, type PyCode } from "../objects/code.ts";
import {
  BaseExceptionType,
  GeneratorExitType,
  isExceptionOf,
  newException,
  PyException,
} from "../objects/exceptions.ts";
import { type PyStopIteration, StopIterationType } from "../objects/exceptions_fields.ts";
import { PyIterator } from "../objects/iteration.ts";
import { NONE, PyObject, type Take, type Value } from "../objects/object.ts";
import { runtimeError, stopIteration, typeError, valueError } from "../objects/raise.ts";
import { repr } from "../objects/operations.ts";
import { PyTuple } from "../objects/tuple.ts";
import { PyType, typeOf } from "../objects/type.ts";
import { pushFrame } from "./calls.ts";
import { type Frame, FrameKind, recycle } from "./frame.ts";
import { PyTraceback } from "./traceback.ts";
import { runtime } from "../objects/runtime.ts";
import { strFromUtf16 } from "../objects/str.ts";
import {
  type Body,
  type CompiledCode,
  currentDepth,
  registersOf,
  spill,
  startBody,
} from "./compiled.ts";
import { chainContext } from "./context.ts";
import { thread, type ThreadState } from "./thread_state.ts";

/** What a Sendable returned, after `send` gave `undefined`. */
export const returned: { value: Value } = { value: NONE };

/** Filled in by abandoned.ts: what owes something when it dies. */
export const watchHooks: {
  made: (g: GeneratorBase) => void;
  began: (g: Sendable) => void;
  ended: (g: Sendable) => void;
} = { made: () => {}, began: () => {}, ended: () => {} };

/** Anything with the protocol of a generator. */
export abstract class Sendable extends PyIterator {
  /** It is among the abandonable; see abandoned.ts. */
  watched: boolean;
  constructor() {
    super();
    this.watched = false;
  }
  /** Sends a value: what is yielded, or `undefined` and `returned.value`. */
  abstract send(v: Value): Value | undefined;
  /** Throws an exception in, with the same result. */
  abstract throwIn(e: PyException): Value | undefined;
  /** `close()` */
  abstract close(): Value;

  override step(): Value | undefined {
    return this.send(NONE);
  }
}

/** A taker of all values of a generator. */
export class Sink {
  readonly take: (v: Value) => boolean | void;
  /** It wants no more, or has failed. */
  stopped: boolean;
  failed: boolean;
  error: unknown;
  /** The value that the generator has just given was not offered to it. */
  bypassed: boolean;
  constructor(take: (v: Value) => boolean | void) {
    this.take = take;
    this.stopped = false;
    this.failed = false;
    this.error = undefined;
    this.bypassed = false;
  }
}

class Spilled extends PyObject {}
/** The generator was given back to tier 0 and not resumed. */
export const SPILLED: PyObject = new Spilled();

/** Filled in by loop.ts. */
export const generatorHooks: {
  run: (ts: ThreadState, frame: Frame, injected: PyException | undefined) => Value;
  /** Resumes a compiled generator from JavaScript. */
  sendBody: (ts: ThreadState, g: GeneratorBase, v: Value) => Value | undefined;
  /** The same with an exception. */
  throwBody: (ts: ThreadState, g: GeneratorBase, e: PyException) => Value | undefined;
  /** Resumes a compiled generator again and again; true when it has ended, or when `f` wants no more. */
  drainBody: (
    ts: ThreadState,
    g: GeneratorBase,
    f: (v: Value) => boolean | void,
    take: Take | null,
  ) => boolean;
} = {
  sendBody: () => undefined,
  throwBody: () => undefined,
  drainBody: () => false,
  run: () => {
    throw new Error("the evaluation loop is not loaded");
  },
};

/** What generators, coroutines and asynchronous generators share. */
export abstract class GeneratorBase extends Sendable {
  frame: Frame | undefined;
  readonly code: PyCode;
  running: boolean;
  /** Who takes the values where the loop gives them away without being left: see `drain`. */
  sink: Sink | undefined;
  /** Nobody but the `for` that made it can have it. */
  owned: boolean;
  name: Value;
  qualname: Value;

  /** What runs it, where it is compiled: its variables are in there. */
  body: Body | undefined;
  /** What it delegates to, where it is compiled and waits; see compiled.ts. */
  inner: Value | undefined;
  /** While it is resumed on behalf of a generator that delegates to it: that one. */
  outer: GeneratorBase | undefined;

  constructor(frame: Frame) {
    super();
    this.frame = frame;
    this.body = undefined;
    this.inner = undefined;
    this.outer = undefined;
    this.code = frame.code;
    this.running = false;
    this.sink = undefined;
    this.owned = false;
    // `eval` of code with an `await` outside of functions has no function
    this.name = frame.func?.name ?? strFromUtf16(frame.code.name);
    this.qualname = frame.func?.qualname ?? strFromUtf16(frame.code.qualname);
  }

  /** What it is called in error texts. */
  abstract get what(): string;

  /** It has not begun. */
  get isNew(): boolean {
    const f = this.frame;
    return f !== undefined && !this.running && f.code.code[f.pc] === Op.RETURN_GENERATOR;
  }

  /** What it delegates to while it is suspended. */
  get delegate(): Value | undefined {
    const f = this.frame;
    if (f === undefined || this.running) return undefined;
    const { code } = f.code;
    if (code[f.pc] !== Op.YIELD_VALUE || code[f.pc + 3] < 0) return undefined;
    return this.registers[code[f.pc + 3]];
  }

  /** Its registers while it is suspended. */
  get registers(): readonly Value[] {
    return this.body === undefined || this.isNew ? this.frame!.regs : registersOf(this.body);
  }

  /** Checks that it can be resumed with a value; true when it is finished. */
  protected refuse(v: Value): boolean {
    if (this.running) throw valueError(`${this.what} already executing`);
    if (this.frame === undefined) return true;
    if (v !== NONE && this.isNew) {
      throw typeError(`can't send non-None value to a just-started ${this.what}`);
    }
    return false;
  }

  /** Its variables go back into its frame, and tier 0 goes on with it. */
  spill(): void {
    const { body } = this;
    if (body === undefined) return;
    this.body = undefined;
    this.inner = undefined;
    this.frame!.kind &= ~FrameKind.SHADOW;
    if (!this.isNew) spill(this.frame!, body);
  }

  override send(v: Value): Value | undefined {
    if (this.refuse(v)) {
      returned.value = NONE;
      return undefined;
    }
    if (this.body !== undefined) {
      const r = generatorHooks.sendBody(thread, this, v);
      // where compiled code must not run now (r is SPILLED), tier 0 goes on
      if (r !== SPILLED) return r;
    }
    const ts = thread;
    const frame = this.frame!;
    enterGenerator(ts, this, v);
    frame.kind |= FrameKind.ENTRY;
    return this.outcome(generatorHooks.run(ts, frame, undefined));
  }

  /** After the loop has come back: yielded, or returned. */
  protected outcome(v: Value): Value | undefined {
    if (this.frame !== undefined) return v;
    returned.value = v;
    return undefined;
  }

  override throwIn(e: PyException): Value | undefined {
    if (this.running) throw valueError(`${this.what} already executing`);
    const { frame } = this;
    if (frame === undefined) throw e;
    const ts = thread;
    if (this.isNew) this.spill();
    const inner = this.delegate;
    if (inner !== undefined) {
      let thrown: PyException = e;
      try {
        const r = this.whileDelegating(ts, frame, () => {
          if (!isExceptionOf(e, GeneratorExitType)) return throwTo(inner, e);
          closeIterator(inner);
          return ABSENT;
        });
        if (r !== ABSENT) {
          if (r !== undefined) return r;
          // the delegate has returned: what waits for it goes on behind the delegation
          thrown = stopIteration(returned.value) as PyException;
        }
      } catch (other) {
        if (!(other instanceof PyException)) throw other;
        thrown = other;
      }
      e = thrown;
    }
    if (this.body !== undefined) {
      const r = generatorHooks.throwBody(ts, this, e);
      if (r !== SPILLED) return r;
    }
    ts.throwing = e;
    try {
      pushGenerator(ts, this);
    } finally {
      ts.throwing = undefined;
    }
    if (frame.exc !== undefined) chainContext(e, frame.exc);
    frame.kind |= FrameKind.ENTRY;
    return this.outcome(generatorHooks.run(ts, frame, e));
  }

  /** Does something to the delegate while this generator's frame is on the stack, as if it did so itself. */
  private whileDelegating<T>(ts: ThreadState, frame: Frame, action: () => T): T {
    const { top } = ts;
    const { body } = this;
    // for as long as that takes, compiled code is as good as left
    if (body !== undefined) spill(frame, body);
    const back = top.frame;
    frame.back = back;
    frame.depth = currentDepth(ts) + 1;
    top.frame = frame;
    this.running = true;
    if (frame.exc !== undefined) ts.handlers++;
    try {
      return action();
    } finally {
      if (frame.exc !== undefined) ts.handlers--;
      this.running = false;
      top.frame = back;
      frame.back = null;
      if (body !== undefined) frame.kind |= FrameKind.SHADOW;
    }
  }

  override close(): Value {
    if (this.frame === undefined) return NONE;
    if (this.running) throw valueError(`${this.what} already executing`);
    if (this.isNew) {
      if (this.watched) watchHooks.ended(this);
      this.frame = undefined;
      this.body = undefined;
      return NONE;
    }
    let r: Value | undefined;
    try {
      r = this.throwIn(newException(GeneratorExitType, []));
    } catch (e) {
      if (isExceptionOf(e, GeneratorExitType) || isExceptionOf(e, StopIterationType)) return NONE;
      throw e;
    }
    if (r !== undefined) throw runtimeError(`${this.what} ignored GeneratorExit`);
    return returned.value;
  }
}

/** Puts a suspended generator's frame on top of the thread's. */
function pushGenerator(ts: ThreadState, g: GeneratorBase): void {
  const frame = g.frame!;
  pushFrame(ts, frame);
  if (g.watched) watchHooks.began(g);
  g.running = true;
  if (frame.exc !== undefined) ts.handlers++;
}

/** The same, with a value that the `yield` it stands at gives; its `pc` is then the next instruction to run. */
export function enterGenerator(ts: ThreadState, g: GeneratorBase, v: Value): void {
  const frame = g.frame!;
  pushGenerator(ts, g);
  const { code } = frame.code;
  if (code[frame.pc] === Op.YIELD_VALUE) frame.regs[code[frame.pc + 1]] = v;
  frame.pc += 4;
}

/** A generator's frame was left by `return`. */
export function finishGenerator(ts: ThreadState, frame: Frame): void {
  const g = frame.generator!;
  g.running = false;
  g.frame = undefined;
  if (g.watched) watchHooks.ended(g);
  if (frame.exc !== undefined) {
    ts.handlers--;
    frame.exc = undefined;
  }
  if ((frame.kind & (FrameKind.HELD | FrameKind.TRACED)) === 0) {
    frame.generator = undefined;
    recycle(frame);
  } else {
    frame.back = null;
  }
}

/** A generator. */
export class PyGenerator extends GeneratorBase {
  override get what(): string {
    return "generator";
  }

  /**
   * A builtin that goes through a generator would enter the loop for each value. So the loop hands the values to a sink at
   * the `yield` itself (`feed`), in the same order of events, and comes back at the end.
   */
  override drain(f: (item: Value) => boolean | void, take?: Take): void {
    const sink = new Sink(f);
    while (!sink.stopped) {
      if (this.body !== undefined) {
        if (this.refuse(NONE) || generatorHooks.drainBody(thread, this, f, take ?? null)) return;
        continue;
      }
      this.sink = sink;
      let v: Value | undefined;
      try {
        v = this.step();
      } finally {
        this.sink = undefined;
      }
      if (sink.failed) throw sink.error;
      if (v === undefined) return;
      if (sink.bypassed) {
        sink.bypassed = false;
        if (f(v) === true) return;
      }
    }
  }
}

/**
 * A generator that is being drained has yielded: its sink takes the value. True when the generator's frame is on top of
 * the thread's again and goes on.
 */
export function feed(ts: ThreadState, g: GeneratorBase, frame: Frame, v: Value): boolean {
  const sink = g.sink!;
  // whatever the sink does, it finds a generator that is suspended like any other
  g.sink = undefined;
  try {
    if (sink.take(v) === true) sink.stopped = true;
  } catch (e) {
    sink.failed = true;
    sink.stopped = true;
    sink.error = e;
  }
  if (sink.stopped || g.running || g.frame !== frame) return false;
  g.sink = sink;
  // it stands where it stood: above compiled functions, which the loop that runs it does not see
  const { depth } = frame;
  enterGenerator(ts, g, NONE);
  frame.depth = depth;
  frame.kind |= FrameKind.ENTRY;
  return true;
}

/** A coroutine. */
export class PyCoroutine extends GeneratorBase {
  /** `cr_origin`: (file, line, function) of the callers, where tracking is on. */
  origin: Value;
  constructor(frame: Frame) {
    super(frame);
    this.origin = NONE;
  }
  override get what(): string {
    return "coroutine";
  }
  protected override refuse(v: Value): boolean {
    if (super.refuse(v)) throw runtimeError("cannot reuse already awaited coroutine");
    return false;
  }
  override throwIn(e: PyException): Value | undefined {
    if (this.frame === undefined && !this.running) {
      throw runtimeError("cannot reuse already awaited coroutine");
    }
    return super.throwIn(e);
  }
}

/** The iterator of `coroutine.__await__()`. */
export class CoroutineWrapper extends Sendable {
  readonly coroutine: PyCoroutine;
  constructor(coroutine: PyCoroutine) {
    super();
    this.coroutine = coroutine;
  }
  override send(v: Value): Value | undefined {
    return this.coroutine.send(v);
  }
  override throwIn(e: PyException): Value | undefined {
    return this.coroutine.throwIn(e);
  }
  override close(): Value {
    return this.coroutine.close();
  }
}

/** The origin of a coroutine: where its callers stand. */
function coroutineOrigin(caller: Frame | null, depth: number): Value {
  const entries: Value[] = [];
  for (let f = caller; f !== null && entries.length < depth; f = f.back) {
    entries.push(
      new PyTuple([strFromUtf16(f.code.filename), f.line, strFromUtf16(f.code.name)]),
    );
  }
  return new PyTuple(entries);
}

/** Makes the generator of a frame that has just begun. */
export function makeGenerator(frame: Frame): GeneratorBase {
  const { flags } = frame.code;
  const g = (flags & CodeFlag.COROUTINE) !== 0
    ? makeCoroutine(frame)
    : (flags & CodeFlag.ASYNC_GENERATOR) !== 0
    ? makers.asyncGenerator(frame)
    : new PyGenerator(frame);
  frame.generator = g;
  watchHooks.made(g);
  frame.kind = frame.kind & ~FrameKind.ENTRY | FrameKind.GENERATOR;
  const compiled = frame.code.compiled as CompiledCode | null;
  if (
    // a coroutine that nobody takes is closed already
    compiled !== null && compiled.body !== null && g.frame === frame &&
    (frame.kind & FrameKind.TRACED) === 0 &&
    frame.globals === frame.code.linkedGlobals
  ) startBody(g, compiled.body);
  return g;
}

function makeCoroutine(frame: Frame): PyCoroutine {
  const c = new PyCoroutine(frame);
  const depth = thread.originDepth;
  if (depth > 0) c.origin = coroutineOrigin(frame.back, depth);
  return c;
}

/** Filled in by async_generators.ts. */
export const makers: { asyncGenerator: (frame: Frame) => GeneratorBase } = {
  asyncGenerator: () => {
    throw new Error("asynchronous generators are not loaded");
  },
};

// ---- the protocol for any object

/** Sends a value to any iterator: what it yields, or `undefined` and `returned.value`. */
export function sendTo(it: Value, v: Value): Value | undefined {
  if (it instanceof Sendable) return it.send(v);
  if (v === NONE && it instanceof PyIterator && !it.cls.heap) {
    const r = it.step();
    if (r === undefined) returned.value = NONE;
    return r;
  }
  try {
    if (v === NONE) {
      const f = typeOf(it).lookup("__next__");
      if (f === undefined) throw typeError(`'${typeOf(it).name}' object is not an iterator`);
      return callUnbound(f, it, []);
    }
    return callMethod(it, "send", v);
  } catch (e) {
    if (!isExceptionOf(e, StopIterationType)) throw e;
    returned.value = (e as PyStopIteration).value;
    return undefined;
  }
}

/** Says that a delegate has no `throw`. */
const ABSENT = Symbol("no throw method");

/** Throws an exception into what a generator delegates to. */
function throwTo(it: Value, e: PyException): Value | undefined | typeof ABSENT {
  if (it instanceof Sendable) return it.throwIn(e);
  const f = getAttrOrAbsent(it, "throw");
  if (f === undefined) return ABSENT;
  try {
    return call(f, [e]);
  } catch (other) {
    if (!isExceptionOf(other, StopIterationType)) throw other;
    returned.value = (other as PyStopIteration).value;
    return undefined;
  }
}

/** Closes what a generator delegates to. */
function closeIterator(it: Value): void {
  if (it instanceof Sendable) {
    it.close();
    return;
  }
  let f: Value | undefined;
  try {
    f = getAttrOrAbsent(it, "close");
  } catch (e) {
    runtime.unraisable(e, it);
  }
  if (f !== undefined) call(f, []);
}

/** An instance of an exception class; what goes wrong in making it takes its place. */
function newThrown(type: PyType, args: Value[]): PyException {
  let made: Value;
  try {
    made = call(type, args);
  } catch (e) {
    if (e instanceof PyException) return e;
    throw e;
  }
  if (made instanceof PyException) return made;
  return typeError(
    `calling ${repr(type)} should have returned an instance of BaseException, not ${
      typeOf(made).name
    }`,
  ) as PyException;
}

/** The exception that the arguments of `throw` say. */
export function thrownException(
  type: Value,
  value: Value | undefined,
  tb: Value | undefined,
): PyException {
  if (tb !== undefined && tb !== NONE && !(tb instanceof PyTraceback)) {
    throw typeError("throw() third argument must be a traceback object");
  }
  let e: PyException;
  if (type instanceof PyType && type.isSubtype(BaseExceptionType)) {
    if (value instanceof PyException && value.cls.isSubtype(type)) {
      e = value;
    } else {
      const args = value === undefined || value === NONE
        ? []
        : value instanceof PyTuple
        ? value.items.slice()
        : [value];
      e = newThrown(type, args);
    }
  } else if (type instanceof PyException) {
    if (value !== undefined && value !== NONE) {
      throw typeError("instance exception may not have a separate value");
    }
    e = type;
  } else {
    throw typeError(
      `exceptions must be classes or instances deriving from BaseException, not ${
        typeOf(type).name
      }`,
    );
  }
  if (tb instanceof PyTraceback) e.traceback = tb;
  return e;
}

/** StopIteration for a Sendable that has returned. */
export function returnedAsException(): PyException {
  const { value } = returned;
  if (value === NONE) return stopIteration() as PyException;
  return stopIteration(value) as PyException;
}

/** `next(it)`: the next value; StopIteration with what a generator returned, or `fallback` where there is one. */
export function nextOf(it: Value, fallback?: Value): Value {
  if (it instanceof PyIterator && !it.cls.heap) {
    const v = it.step();
    if (v !== undefined) return v;
    if (fallback !== undefined) return fallback;
    throw it instanceof Sendable ? returnedAsException() : stopIteration();
  }
  if (typeof it !== "object" || it.cls.lookup("__next__") === undefined) {
    throw typeError(`'${typeOf(it).name}' object is not an iterator`);
  }
  let v: Value | undefined;
  if (it.cls.heap && !(it instanceof Sendable)) {
    try {
      return callUnbound(it.cls.lookup("__next__")!, it, []);
    } catch (e) {
      if (fallback !== undefined && isExceptionOf(e, StopIterationType)) return fallback;
      throw e;
    }
  } else if (it instanceof Sendable) {
    v = it.send(NONE);
    if (v === undefined && fallback === undefined) throw returnedAsException();
  } else {
    v = it.step();
    if (v === undefined && fallback === undefined) throw stopIteration();
  }
  return v ?? fallback!;
}
