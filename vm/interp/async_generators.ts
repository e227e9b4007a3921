// Asynchronous generators, and the awaitables that their methods give.
//
// What the generator itself yields comes out of its frame in an AsyncGenWrapped; anything else that comes out is what an
// `await` inside it waits for, and goes on to the event loop. `__anext__`, `asend`, `athrow` and `aclose` only make
// awaitables, which drive the frame when they are awaited.

import {
  GeneratorExitType,
  isExceptionOf,
  newException,
  type PyException,
  StopAsyncIterationType,
} from "../objects/exceptions.ts";
import { call } from "../objects/attributes.ts";
import { NONE, PyObject, type Value } from "../objects/object.ts";
import { runtimeError } from "../objects/raise.ts";
import { StopIterationType } from "../objects/exceptions_fields.ts";
import type { Frame } from "./frame.ts";
import {
  GeneratorBase,
  makers,
  returned,
  Sendable,
  thrownException,
  watchHooks,
} from "./generators.ts";
import { thread } from "./thread_state.ts";

/** A value that an asynchronous generator yields, on its way out of the frame. */
export class AsyncGenWrapped extends PyObject {
  readonly value: Value;
  constructor(value: Value) {
    super();
    this.value = value;
  }
}

/** An asynchronous generator. */
export class PyAsyncGenerator extends GeneratorBase {
  /** The hooks of `sys.set_asyncgen_hooks` have been asked. */
  hooked: boolean;
  /** `aclose` was called or the generator has ended. */
  closed: boolean;
  /** One of its awaitables is in progress. */
  busy: boolean;
  finalizer: Value | undefined;
  constructor(frame: Frame) {
    super(frame);
    this.hooked = false;
    this.closed = false;
    this.busy = false;
    this.finalizer = undefined;
  }

  override get what(): string {
    return "async generator";
  }

  private hook(): void {
    if (this.hooked) return;
    this.hooked = true;
    const ts = thread;
    this.finalizer = ts.asyncgenFinalizer;
    if (ts.asyncgenFirstIter !== undefined) call(ts.asyncgenFirstIter, [this]);
  }

  /** `__anext__()` */
  anext(): AsyncGenSend {
    this.hook();
    return new AsyncGenSend(this, NONE);
  }

  /** `asend(v)` */
  asend(v: Value): AsyncGenSend {
    this.hook();
    return new AsyncGenSend(this, v);
  }

  /** `athrow(…)` */
  athrow(type: Value, value: Value | undefined, tb: Value | undefined): AsyncGenThrow {
    this.hook();
    return new AsyncGenThrow(this, [type, value, tb]);
  }

  /** `aclose()` */
  aclose(): AsyncGenThrow {
    this.hook();
    return new AsyncGenThrow(this, undefined);
  }

  /**
   * What became of resuming the frame (the arguments say how): a value for the event loop, or `undefined` with the value
   * that the generator has yielded in `returned`. StopAsyncIteration at its end.
   */
  resume(v: Value | undefined, e: PyException | undefined): Value | undefined {
    let r: Value | undefined;
    try {
      r = e === undefined ? this.send(v!) : this.throwIn(e);
      if (r === undefined) throw newException(StopAsyncIterationType, []);
    } catch (error) {
      if (
        isExceptionOf(error, StopAsyncIterationType) || isExceptionOf(error, GeneratorExitType)
      ) this.closed = true;
      this.busy = false;
      throw error;
    }
    if (r instanceof AsyncGenWrapped) {
      this.busy = false;
      returned.value = r.value;
      return undefined;
    }
    return r;
  }
}

makers.asyncGenerator = (frame) => new PyAsyncGenerator(frame);

/** How far an awaitable is. */
type Stage = "new" | "running" | "closed";

/** What `__anext__` and `asend` give. */
export class AsyncGenSend extends Sendable {
  readonly generator: PyAsyncGenerator;
  readonly value: Value;
  stage: Stage;
  constructor(generator: PyAsyncGenerator, value: Value) {
    super();
    this.generator = generator;
    this.value = value;
    this.stage = "new";
  }

  private begin(): void {
    if (this.watched) watchHooks.ended(this);
    if (this.stage === "closed") {
      throw runtimeError("cannot reuse already awaited __anext__()/asend()");
    }
    if (this.stage === "new") {
      if (this.generator.busy) {
        this.stage = "closed";
        throw runtimeError("anext(): asynchronous generator is already running");
      }
      this.stage = "running";
    }
  }

  private resume(v: Value | undefined, e: PyException | undefined): Value | undefined {
    this.generator.busy = true;
    let r: Value | undefined;
    try {
      r = this.generator.resume(v, e);
    } catch (error) {
      this.stage = "closed";
      throw error;
    }
    if (r === undefined) this.stage = "closed";
    return r;
  }

  override send(v: Value): Value | undefined {
    const isNew = this.stage === "new";
    this.begin();
    return this.resume(isNew && v === NONE ? this.value : v, undefined);
  }

  override throwIn(e: PyException): Value | undefined {
    this.begin();
    return this.resume(undefined, e);
  }

  override close(): Value {
    if (this.watched) watchHooks.ended(this);
    return closeAwaitable(this, this.stage === "closed");
  }
}

/** `close()` of the awaitables. */
function closeAwaitable(a: Sendable, closed: boolean): Value {
  if (closed) return NONE;
  let r: Value | undefined;
  try {
    r = a.throwIn(newException(GeneratorExitType, []));
  } catch (e) {
    if (
      isExceptionOf(e, StopIterationType) || isExceptionOf(e, StopAsyncIterationType) ||
      isExceptionOf(e, GeneratorExitType)
    ) return NONE;
    throw e;
  }
  if (r === undefined) return NONE;
  throw runtimeError("coroutine ignored GeneratorExit");
}

/** What `athrow` and (without arguments) `aclose` give. */
export class AsyncGenThrow extends Sendable {
  readonly generator: PyAsyncGenerator;
  readonly args: [Value, Value | undefined, Value | undefined] | undefined;
  stage: Stage;
  constructor(
    generator: PyAsyncGenerator,
    args: [Value, Value | undefined, Value | undefined] | undefined,
  ) {
    super();
    this.generator = generator;
    this.args = args;
    this.stage = "new";
  }

  private refuse(): void {
    if (this.watched) watchHooks.ended(this);
    if (this.stage === "closed") {
      throw runtimeError("cannot reuse already awaited aclose()/athrow()");
    }
  }

  private checkFree(): void {
    if (this.generator.busy) {
      this.stage = "closed";
      throw runtimeError(
        `${
          this.args === undefined ? "aclose" : "athrow"
        }(): asynchronous generator is already running`,
      );
    }
  }

  override send(v: Value): Value | undefined {
    const g = this.generator;
    this.refuse();
    if (g.frame === undefined && !g.running) {
      this.stage = "closed";
      returned.value = NONE;
      return undefined;
    }
    if (this.stage === "new") {
      this.checkFree();
      if (g.closed) {
        this.stage = "closed";
        throw newException(StopAsyncIterationType, []);
      }
      if (v !== NONE) {
        throw runtimeError("can't send non-None value to a just-started coroutine");
      }
      this.stage = "running";
      g.busy = true;
      if (this.args === undefined) {
        g.closed = true;
        return this.closing(undefined, newException(GeneratorExitType, []));
      }
      return this.throwing(undefined, thrownException(...this.args));
    }
    return this.args === undefined ? this.closing(v, undefined) : this.throwing(v, undefined);
  }

  /** A step of `athrow`. */
  private throwing(v: Value | undefined, e: PyException | undefined): Value | undefined {
    try {
      const r = this.generator.resume(v, e);
      if (r === undefined) this.stage = "closed";
      return r;
    } catch (error) {
      this.generator.busy = false;
      this.stage = "closed";
      throw error;
    }
  }

  /** A step of `aclose`: the generator must not yield. */
  private closing(v: Value | undefined, e: PyException | undefined): Value | undefined {
    const g = this.generator;
    let r: Value | undefined;
    try {
      r = e === undefined ? g.send(v!) : g.throwIn(e);
    } catch (error) {
      g.busy = false;
      this.stage = "closed";
      if (
        isExceptionOf(error, StopAsyncIterationType) || isExceptionOf(error, GeneratorExitType)
      ) {
        returned.value = NONE;
        return undefined;
      }
      throw error;
    }
    if (r === undefined) {
      g.busy = false;
      this.stage = "closed";
      returned.value = NONE;
      return undefined;
    }
    if (r instanceof AsyncGenWrapped) {
      g.busy = false;
      this.stage = "closed";
      throw runtimeError("async generator ignored GeneratorExit");
    }
    return r;
  }

  override throwIn(e: PyException): Value | undefined {
    this.refuse();
    if (this.stage === "new") {
      this.checkFree();
      this.stage = "running";
      this.generator.busy = true;
    }
    return this.args === undefined ? this.closing(undefined, e) : this.throwing(undefined, e);
  }

  override close(): Value {
    if (this.watched) watchHooks.ended(this);
    return closeAwaitable(this, this.stage === "closed");
  }
}
