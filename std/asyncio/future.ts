// asyncio's futures.
//
// Invariant: a future with an exception that nobody has asked for is among those with a finalizer (vm/objects/finalizers.ts),
// and so is a task that is pending; others are not, so that their death costs nothing.

import { call, callMethod, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { classGetItemMethod } from "../../vm/objects/class_getitem.ts";
import { equals, truth } from "../../vm/objects/compare.ts";
import type { TypeDefinition } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import {
  BaseExceptionType,
  exceptionTypes,
  isExceptionOf,
  newException,
  PyException,
} from "../../vm/objects/exceptions.ts";
import { finalizable, registerFinalizable } from "../../vm/objects/finalizers.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { exception, runtimeError, typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { PyType } from "../../vm/objects/type.ts";
import {
  returned,
  returnedAsException,
  Sendable,
  thrownException,
} from "../../vm/interp/generators.ts";
import { copyContext } from "../_contextvars.ts";
import { asyncState, callSoon, cancelledErrorType, eventLoop, invalidState } from "./state.ts";

/** What has become of a future. */
export type FutureState = "PENDING" | "CANCELLED" | "FINISHED";

/** A callback and the context that it runs in. */
export interface Callback {
  readonly f: Value;
  readonly context: Value;
}

/** A future. */
export class PyFuture extends PyObject {
  /** `undefined` until `__init__` has run. */
  loop: Value | undefined = undefined;
  state: FutureState = "PENDING";
  callbacks: Callback[] = [];
  result: Value = NONE;
  exception: PyException | undefined = undefined;
  /** The traceback that the exception had when it was set. */
  exceptionTraceback: PyObject | undefined = undefined;
  cancelMessage: Value = NONE;
  /** The exception that cancelled it, for the first who asks. */
  cancelledError: PyException | undefined = undefined;
  sourceTraceback: Value = NONE;
  /** Its exception is told when it dies without anybody having asked for it. */
  logsTraceback: boolean = false;
  /** It was yielded by `await`, not by a bare `yield`. */
  blocking: boolean = false;

  get isDone(): boolean {
    return this.state !== "PENDING";
  }
}

/** The loop of a future; RuntimeError before `__init__`. */
export function loopOf(f: PyFuture): Value {
  if (f.loop === undefined) throw runtimeError("Future object is not initialized.");
  return f.loop;
}

/** `__init__` */
export function initFuture(f: PyFuture, loop: Value | undefined): void {
  f.loop = loop === undefined || loop === NONE ? eventLoop() : loop;
  f.state = "PENDING";
  f.callbacks = [];
  f.result = NONE;
  f.exception = undefined;
  f.cancelMessage = NONE;
  f.cancelledError = undefined;
  f.sourceTraceback = NONE;
  f.blocking = false;
  quiet(f);
  if (truth(callMethod(f.loop, "get_debug"))) {
    f.sourceTraceback = call(asyncState().from("traceback", "extract_stack"), []);
  }
}

/** Nobody needs to be told of the exception any more. */
function quiet(f: PyFuture): void {
  if (!f.logsTraceback) return;
  f.logsTraceback = false;
  finalizable.delete(f);
}

function schedule(f: PyFuture): void {
  const { callbacks } = f;
  if (callbacks.length === 0) return;
  f.callbacks = [];
  for (const c of callbacks) callSoon(f.loop!, c.f, [f], c.context);
}

/** Sets the result. */
export function setResult(f: PyFuture, v: Value): void {
  loopOf(f);
  if (f.isDone) throw invalidState("invalid state");
  f.result = v;
  f.state = "FINISHED";
  schedule(f);
}

/** Sets an exception. */
export function setException(f: PyFuture, v: Value): void {
  loopOf(f);
  if (f.isDone) throw invalidState("invalid state");
  const made = v instanceof PyType && v.isSubtype(BaseExceptionType) ? call(v, []) : v;
  if (!(made instanceof PyException)) throw typeError("invalid exception object");
  let e = made;
  if (isExceptionOf(e, exceptionTypes.get("StopIteration")!)) {
    const text = "StopIteration interacts badly with generators and cannot be raised into a Future";
    const outer = runtimeError(text) as PyException;
    outer.cause = e;
    outer.context = e;
    outer.suppressContext = true;
    e = outer;
  }
  f.exception = e;
  f.exceptionTraceback = e.traceback;
  f.state = "FINISHED";
  schedule(f);
  f.logsTraceback = true;
  registerFinalizable(f);
}

/** Cancels a future. */
export function cancelFuture(f: PyFuture, message: Value): boolean {
  loopOf(f);
  quiet(f);
  if (f.isDone) return false;
  f.state = "CANCELLED";
  f.cancelMessage = message;
  schedule(f);
  return true;
}

/** The CancelledError of a cancelled future. */
export function cancelledError(f: PyFuture): PyException {
  const saved = f.cancelledError;
  f.cancelledError = undefined;
  if (saved !== undefined) return saved;
  const args = f.cancelMessage === NONE ? [] : [f.cancelMessage];
  return newException(cancelledErrorType(), args);
}

/** What a future that is done raises, or `undefined` where it has a result. */
export function failureOf(f: PyFuture): PyException | undefined {
  if (f.state === "CANCELLED") return cancelledError(f);
  if (f.state !== "FINISHED") throw invalidState("Result is not set.");
  quiet(f);
  const e = f.exception;
  // however often it is asked for, the traceback begins where the exception was set
  if (e !== undefined) e.traceback = f.exceptionTraceback;
  return e;
}

/** `result()` */
export function resultOf(f: PyFuture): Value {
  const e = failureOf(f);
  if (e !== undefined) throw e;
  return f.result;
}

function exceptionOf(f: PyFuture): Value {
  if (f.state === "CANCELLED") throw cancelledError(f);
  if (f.state !== "FINISHED") throw invalidState("Exception is not set.");
  quiet(f);
  return f.exception ?? NONE;
}

/** `add_done_callback` */
export function addCallback(f: PyFuture, callback: Value, context: Value | undefined): void {
  const loop = loopOf(f);
  const c = context === undefined || context === NONE ? copyContext() : context;
  if (f.isDone) callSoon(loop, callback, [f], c);
  else f.callbacks.push({ f: callback, context: c });
}

function removeCallback(f: PyFuture, callback: Value): Value {
  loopOf(f);
  const before = f.callbacks.length;
  const kept = [...f.callbacks].filter((c) => !equals(c.f, callback));
  f.callbacks = kept;
  return before - kept.length;
}

// ---- awaiting

/** The iterator of `await future`. */
export class FutureIterator extends Sendable {
  future: PyFuture | undefined = undefined;

  override send(_v: Value): Value | undefined {
    const f = this.future;
    if (f === undefined) {
      returned.value = NONE;
      return undefined;
    }
    if (!f.isDone) {
      if (f.blocking) throw runtimeError("await wasn't used with future");
      f.blocking = true;
      return f;
    }
    this.future = undefined;
    returned.value = resultOf(f);
    return undefined;
  }

  override throwIn(e: PyException): Value | undefined {
    this.future = undefined;
    throw e;
  }

  override close(): Value {
    this.future = undefined;
    return NONE;
  }
}

function awaitFuture(f: PyFuture): Value {
  loopOf(f);
  const it = new FutureIterator();
  it.future = f;
  return it;
}

// ---- what Python sees

/** The dict of an exception handler's context. */
export function report(f: PyFuture, entries: [string, Value][]): void {
  if (f.loop === undefined) return;
  const context = PyDict.from(entries);
  if (f.sourceTraceback !== NONE) context.setStr("source_traceback", f.sourceTraceback);
  callMethod(f.loop, "call_exception_handler", context);
}

/** `__del__` of a future. */
export function finalizeFuture(f: PyFuture): void {
  if (!f.logsTraceback) return;
  f.logsTraceback = false;
  report(f, [
    ["message", strFromUtf16(`${f.cls.name.split(".").pop()} exception was never retrieved`)],
    ["exception", f.exception ?? NONE],
    ["future", f],
  ]);
}

function setLogs(f: PyFuture, v: Value | undefined): void {
  if (v === undefined) throw exception("AttributeError", "cannot delete attribute");
  if (truth(v)) throw valueError("_log_traceback can only be set to False");
  quiet(f);
}

const HIDDEN = { noTextSignature: true };

/** The methods that futures and tasks have in common. */
export const COMMON_METHODS: Record<string, Declaration> = {
  __await__: method(
    "(self, /)",
    "Return an iterator to be used in await expression.",
    awaitFuture,
  ),
  __iter__: method("(self, /)", "Implement iter(self).", awaitFuture),
  _make_cancelled_error: method(
    "(self, /)",
    "Create the CancelledError to raise if the Future is cancelled.\n\nThis should only be called once when handling a cancellation since\nit erases the context exception value.",
    cancelledError,
  ),
  add_done_callback: method(
    "(self, fn, /, *, context=<unrepresentable>)",
    "Add a callback to be run when the future becomes done.\n\nThe callback is called with a single argument - the future object. If\nthe future is already done when this is called, the callback is\nscheduled with call_soon.",
    addCallback,
  ),
  remove_done_callback: method(
    "(self, fn, /)",
    'Remove all instances of a callback from the "call when done" list.\n\nReturns the number of callbacks removed.',
    removeCallback,
  ),
  cancelled: method(
    "(self, /)",
    "Return True if the future was cancelled.",
    (f: PyFuture) => f.state === "CANCELLED",
  ),
  done: method(
    "(self, /)",
    "Return True if the future is done.\n\nDone means either that a result / exception are available, or that the\nfuture was cancelled.",
    (f: PyFuture) => f.isDone,
  ),
  result: method(
    "(self, /)",
    "Return the result this future represents.\n\nIf the future has been cancelled, raises CancelledError.  If the\nfuture's result isn't yet available, raises InvalidStateError.  If\nthe future is done and has an exception set, this exception is raised.",
    resultOf,
  ),
  exception: method(
    "(self, /)",
    "Return the exception that was set on this future.\n\nThe exception (or None if no exception was set) is returned only if\nthe future is done.  If the future has been cancelled, raises\nCancelledError.  If the future isn't done yet, raises\nInvalidStateError.",
    exceptionOf,
  ),
  get_loop: method("(self, /)", "Return the event loop the Future is bound to.", loopOf),
};

/** The attributes that futures and tasks have in common. */
export const COMMON_ATTRIBUTES: NonNullable<TypeDefinition["attributes"]> = {
  _asyncio_future_blocking: getset(
    undefined,
    (f: PyFuture) => f.loop !== undefined && f.blocking,
    (f: PyFuture, v) => {
      loopOf(f);
      if (v === undefined) throw exception("AttributeError", "cannot delete attribute");
      f.blocking = truth(v);
    },
  ),
  _callbacks: getset(undefined, (f: PyFuture) => {
    loopOf(f);
    if (f.callbacks.length === 0) return NONE;
    return new PyList(f.callbacks.map((c) => new PyTuple([c.f, c.context])));
  }),
  _cancel_message: getset(
    undefined,
    (f: PyFuture) => f.cancelMessage,
    (f: PyFuture, v) => {
      if (v === undefined) throw exception("AttributeError", "cannot delete attribute");
      f.cancelMessage = v;
    },
  ),
  _exception: getset(undefined, (f: PyFuture) => (loopOf(f), f.exception ?? NONE)),
  _log_traceback: getset(undefined, (f: PyFuture) => (loopOf(f), f.logsTraceback), setLogs),
  _loop: getset(undefined, (f: PyFuture) => f.loop ?? NONE),
  _result: getset(undefined, (f: PyFuture) => (loopOf(f), f.result)),
  _source_traceback: getset(undefined, (f: PyFuture) => f.sourceTraceback),
  _state: getset(undefined, (f: PyFuture) => (loopOf(f), f.state)),
};

/** What `Future` has. */
export const FUTURE_DEFINITION: TypeDefinition = {
  doc:
    "This class is *almost* compatible with concurrent.futures.Future.\n\n    Differences:\n\n    - result() and exception() do not take a timeout argument and\n      raise an exception when the future isn't done yet.\n\n    - Callbacks registered with add_done_callback() are always called\n      via the event loop's call_soon_threadsafe().\n\n    - This class is not compatible with the wait() and as_completed()\n      methods in the concurrent.futures package.",
  textSignature: "(*, loop=None)",
  new: method(
    "(cls, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => cls.allocate(),
  ),
  values: { __module__: "_asyncio" },
  methods: {
    ...COMMON_METHODS,
    __init__: method(
      "(self, /, *, loop=None)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      initFuture,
      { textSignature: "(self, /, *args, **kwargs)" },
    ),
    __del__: method(
      "(self, /)",
      "Called when the instance is about to be destroyed.",
      finalizeFuture,
    ),
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (f: PyFuture) => call(asyncState().from("asyncio.base_futures", "_future_repr"), [f]),
    ),
    cancel: method(
      "(self, /, msg=None)",
      "Cancel the future and schedule callbacks.\n\nIf the future is already done or cancelled, return False.  Otherwise,\nchange the future's state to cancelled, schedule the callbacks and\nreturn True.",
      (f: PyFuture, message?: Value) => cancelFuture(f, message ?? NONE),
    ),
    set_exception: method(
      "(self, exception, /)",
      "Mark the future done and set an exception.\n\nIf the future is already done when this method is called, raises\nInvalidStateError.",
      setException,
    ),
    set_result: method(
      "(self, result, /)",
      "Mark the future done and set its result.\n\nIf the future is already done when this method is called, raises\nInvalidStateError.",
      setResult,
    ),
  },
  classMethods: { __class_getitem__: classGetItemMethod },
  attributes: COMMON_ATTRIBUTES,
};

/** What the iterator of `await future` has. */
export const ITERATOR_DEFINITION: TypeDefinition = {
  methods: {
    __iter__: method("(self, /)", "Implement iter(self).", (it: Value) => it),
    __next__: method("(self, /)", "Implement next(self).", (it: FutureIterator) => sent(it, NONE)),
    send: method("(self, value, /)", "", sent, HIDDEN),
    throw: method("(self, type, value=None, traceback=None, /)", "", thrown, HIDDEN),
    close: method("(self, /)", "", (it: FutureIterator) => it.close(), HIDDEN),
  },
};

function sent(it: FutureIterator, v: Value): Value {
  const r = it.send(v);
  if (r !== undefined) return r;
  throw returnedAsException();
}

function thrown(it: FutureIterator, type: Value, value?: Value, tb?: Value): Value {
  if (value !== undefined) {
    runtime.warn(
      "DeprecationWarning",
      "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.",
      1,
    );
  }
  const e = thrownException(type, value, tb);
  return it.throwIn(e) ?? NONE;
}

/** The future-like protocol's mark of any object: whether it blocks, or `undefined` where it is no future. */
export function blockingOf(v: Value): boolean | undefined {
  const mark = getAttrOrAbsent(v, "_asyncio_future_blocking");
  return mark === undefined || mark === NONE ? undefined : truth(mark);
}
