// asyncio's tasks: coroutines that are driven by the loop.
//
// A task is in one of three states while it is not done: it waits for `waiter`, one of whose callbacks is its wake-up; its
// next step is scheduled in the loop; or it runs.

import { call, callMethod, getAttr, setAttr } from "../../vm/objects/attributes.ts";
import { getset, PyBuiltinMethod, PyMethodDescriptor } from "../../vm/objects/builtin.ts";
import { classGetItemMethod } from "../../vm/objects/class_getitem.ts";
import { truth } from "../../vm/objects/compare.ts";
import { define, type TypeDefinition } from "../../vm/objects/define.ts";
import {
  asException,
  exceptionTypes,
  isExceptionOf,
  type PyException,
} from "../../vm/objects/exceptions.ts";
import type { PyStopIteration } from "../../vm/objects/exceptions_fields.ts";
import { finalizable, registerFinalizable } from "../../vm/objects/finalizers.ts";
import { type KwNames, NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { repr, str } from "../../vm/objects/operations.ts";
import { exception, runtimeError, typeError } from "../../vm/objects/raise.ts";
import { type KwMap, method } from "../../vm/objects/signature.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import {
  PyCoroutine,
  PyGenerator,
  returned,
  Sendable,
  sendTo,
} from "../../vm/interp/generators.ts";
import { copyContext } from "../_contextvars.ts";
import {
  addCallback,
  blockingOf,
  cancelFuture,
  cancelledError,
  COMMON_ATTRIBUTES,
  COMMON_METHODS,
  failureOf,
  finalizeFuture,
  initFuture,
  loopOf,
  PyFuture,
  report,
  setException,
  setResult,
} from "./future.ts";
import {
  asyncState,
  callSoon,
  cancelledErrorType,
  enterTask,
  invalidState,
  leaveTask,
  swapTask,
} from "./state.ts";

/** A task. */
export class PyTask extends PyFuture {
  coro: Value | undefined = undefined;
  /** A number until somebody asks for the name. */
  name: Value | number = NONE;
  context: Value = NONE;
  waiter: Value | undefined = undefined;
  mustCancel: boolean = false;
  logsPending: boolean = true;
  cancelRequests: number = 0;
  isNumbered: boolean = false;
}

/** What the loop calls to run a task's next step. */
class TaskStep extends PyObject {
  task: PyTask = NOBODY;
  error: PyException | undefined = undefined;
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    if (kw !== undefined && kw.length > 0) {
      throw typeError("function takes no keyword arguments");
    }
    if (args.length > 0) throw typeError("function takes no positional arguments");
    step(this.task, this.error);
    return NONE;
  }
}

let stepType: PyType | undefined;
let wakeup: PyMethodDescriptor | undefined;
let taskType: PyType | undefined;
let futureType: PyType | undefined;
const NOBODY = new PyTask();

/** Makes the types that only the loop sees. */
export function prepareTasks(future: PyType, task: PyType): void {
  if (stepType !== undefined) return;
  futureType = future;
  taskType = task;
  stepType = builtinType("_asyncio.TaskStepMethWrapper", TaskStep, {
    module: "_asyncio",
    qualname: "TaskStepMethWrapper",
    noNew: true,
  });
  define(stepType, {
    methods: {
      __call__: method(
        "(self, /, *args, **kwargs)",
        "Call self as a function.",
        (self: TaskStep, args: Value[], kw: KwMap | undefined) =>
          self.invoke(args, kw === undefined ? undefined : [...kw.keys()]),
      ),
    },
    attributes: {
      __self__: getset(undefined, (self: TaskStep) => self.task),
      __qualname__: getset(undefined, () => "TaskStepMethWrapper"),
    },
  });
  wakeup = new PyMethodDescriptor(
    method("(self, object, /)", "", wake, { noTextSignature: true }),
    "task_wakeup",
    task,
  );
}

function callStepSoon(t: PyTask, error?: PyException): void {
  const s = new TaskStep();
  s.task = t;
  s.error = error;
  callSoon(loopOf(t), s, [], t.context);
}

function isCoroutine(v: Value): boolean {
  if (v instanceof PyCoroutine) return true;
  return truth(call(asyncState().from("asyncio.coroutines", "iscoroutine"), [v]));
}

function initTask(
  t: PyTask,
  coro: Value,
  loop: Value | undefined,
  name: Value | undefined,
  context: Value | undefined,
  eager: Value | undefined,
): void {
  initFuture(t, loop);
  if (!isCoroutine(coro)) {
    t.logsPending = false;
    throw typeError(`a coroutine was expected, got ${repr(coro)}`);
  }
  t.context = context === undefined || context === NONE ? copyContext() : context;
  t.waiter = undefined;
  t.mustCancel = false;
  t.logsPending = true;
  t.cancelRequests = 0;
  t.coro = coro;
  if (name === undefined || name === NONE) {
    t.name = ++asyncState().named;
    t.isNumbered = true;
  } else {
    t.name = str(name);
    t.isNumbered = false;
  }
  registerFinalizable(t);
  if (eager !== undefined && truth(eager) && truth(callMethod(loopOf(t), "is_running"))) {
    startEagerly(t);
    return;
  }
  callStepSoon(t);
  callMethod(asyncState().scheduled, "add", t);
}

function nameOf(t: PyTask): Value {
  if (t.isNumbered) {
    t.name = `Task-${t.name}`;
    t.isNumbered = false;
  }
  return t.name as Value;
}

/** Runs a new task's first part at once. */
function startEagerly(t: PyTask): void {
  const loop = loopOf(t);
  const before = swapTask(loop, t);
  const { eager, scheduled } = asyncState();
  eager.add(t);
  try {
    // in the task's own context
    const run = new EagerStep();
    run.task = t;
    callMethod(t.context, "run", run);
  } finally {
    eager.delete(t);
    swapTask(loop, before);
    if (t.isDone) t.coro = undefined;
    else callMethod(scheduled, "add", t);
  }
}

class EagerStep extends PyObject {
  task: PyTask = NOBODY;
  override invoke(): Value {
    stepInside(this.task, undefined);
    return NONE;
  }
}

/** The task is done: nobody waits for its end. */
function settled(t: PyTask): void {
  if (!t.logsTraceback) finalizable.delete(t);
}

function finish(t: PyTask, v: Value): void {
  if (t.mustCancel) {
    // it was cancelled right before its end
    t.mustCancel = false;
    cancelFuture(t, t.cancelMessage);
  } else setResult(t, v);
  settled(t);
}

/** Drives the coroutine: what it yields, or `undefined` and `returned.value`. */
function drive(coro: Value, error: PyException | undefined): Value | undefined {
  if (
    error === undefined &&
    (coro instanceof Sendable || typeOf(coro).lookup("__next__") !== undefined)
  ) {
    return sendTo(coro, NONE);
  }
  if (error !== undefined && coro instanceof Sendable) return coro.throwIn(error);
  try {
    return error === undefined ? callMethod(coro, "send", NONE) : callMethod(coro, "throw", error);
  } catch (e) {
    if (!isExceptionOf(e, exceptionTypes.get("StopIteration")!)) throw e;
    returned.value = (e as PyStopIteration).value;
    return undefined;
  }
}

function step(t: PyTask, given: PyException | undefined): void {
  let error = given;
  if (t.isDone) {
    throw invalidState(
      `__step(): already done: ${repr(t)} ${error === undefined ? "None" : repr(error)}`,
    );
  }
  if (t.mustCancel) {
    if (error === undefined || !isExceptionOf(error, cancelledErrorType())) {
      error = cancelledError(t);
    }
    t.mustCancel = false;
  }
  t.waiter = undefined;
  const loop = loopOf(t);
  enterTask(loop, t);
  try {
    stepInside(t, error);
  } finally {
    leaveTask(loop, t);
  }
}

function stepInside(t: PyTask, error: PyException | undefined): void {
  if (t.coro === undefined) throw runtimeError("uninitialized Task object");
  let result: Value | undefined;
  try {
    result = drive(t.coro, error);
  } catch (thrown) {
    const e = asException(thrown);
    if (isExceptionOf(e, cancelledErrorType())) {
      t.cancelledError = e;
      cancelFuture(t, NONE);
      settled(t);
      return;
    }
    setException(t, e);
    if (
      isExceptionOf(e, exceptionTypes.get("KeyboardInterrupt")!) ||
      isExceptionOf(e, exceptionTypes.get("SystemExit")!)
    ) {
      throw e;
    }
    return;
  }
  if (result === undefined) finish(t, returned.value);
  else wait(t, result);
}

function fail(t: PyTask, text: string): void {
  callStepSoon(t, runtimeError(text) as PyException);
}

/** The coroutine has yielded: the task waits for what that is. */
function wait(t: PyTask, result: Value): void {
  if (result === t) {
    fail(t, `Task cannot await on itself: ${repr(t)}`);
    return;
  }
  if (result instanceof PyFuture && (result.cls === futureType || result.cls === taskType)) {
    if (loopOf(result) !== loopOf(t)) {
      fail(t, `Task ${repr(t)} got Future ${repr(result)} attached to a different loop`);
    } else if (!result.blocking) {
      fail(t, `yield was used instead of yield from in task ${repr(t)} with ${repr(result)}`);
    } else {
      result.blocking = false;
      addCallback(result, wakeupOf(t), t.context);
      t.waiter = result;
      if (t.mustCancel && cancelAny(result, t.cancelMessage)) t.mustCancel = false;
    }
    return;
  }
  if (result === NONE) {
    callStepSoon(t);
    return;
  }
  const blocking = blockingOf(result);
  if (blocking === undefined) {
    fail(
      t,
      result instanceof PyGenerator
        ? `yield was used instead of yield from for generator in task ${repr(t)} with ${
          repr(result)
        }`
        : `Task got bad yield: ${repr(result)}`,
    );
    return;
  }
  const loop = call(asyncState().from("asyncio.futures", "_get_loop"), [result]);
  if (loop !== loopOf(t)) {
    fail(t, `Task ${repr(t)} got Future ${repr(result)} attached to a different loop`);
  } else if (!blocking) {
    fail(t, `yield was used instead of yield from in task ${repr(t)} with ${repr(result)}`);
  } else {
    setAttr(result, "_asyncio_future_blocking", false);
    call(getAttr(result, "add_done_callback"), [wakeupOf(t), t.context], ["context"]);
    t.waiter = result;
    if (t.mustCancel && cancelAny(result, t.cancelMessage)) t.mustCancel = false;
  }
}

function wakeupOf(t: PyTask): Value {
  return new PyBuiltinMethod(wakeup!, t);
}

function cancelAny(v: Value, message: Value): boolean {
  return truth(call(getAttr(v, "cancel"), [message], ["msg"]));
}

/** What the task waited for is done. */
function wake(t: PyTask, future: Value): void {
  let error: PyException | undefined;
  if (future instanceof PyFuture && (future.cls === futureType || future.cls === taskType)) {
    try {
      error = failureOf(future);
    } catch (e) {
      error = asException(e);
    }
  } else {
    try {
      callMethod(future, "result");
    } catch (e) {
      error = asException(e);
    }
  }
  step(t, error);
}

function cancelTask(t: PyTask, given?: Value): boolean {
  const message = given ?? NONE;
  t.logsTraceback = false;
  if (t.isDone) {
    finalizable.delete(t);
    return false;
  }
  t.cancelRequests++;
  if (t.waiter !== undefined && cancelAny(t.waiter, message)) return true;
  t.mustCancel = true;
  t.cancelMessage = message;
  return true;
}

function uncancel(t: PyTask): number {
  if (t.cancelRequests > 0 && --t.cancelRequests === 0) t.mustCancel = false;
  return t.cancelRequests;
}

function finalizeTask(t: PyTask): void {
  if (t.loop !== undefined && t.state === "PENDING" && t.logsPending) {
    report(t, [["task", t], ["message", "Task was destroyed but it is pending!"]]);
  }
  finalizeFuture(t);
}

/** What `Task` has. */
export const TASK_DEFINITION: TypeDefinition = {
  doc: "A coroutine wrapped in a Future.",
  textSignature: "(coro, *, loop=None, name=None, context=None, eager_start=False)",
  values: { __module__: "_asyncio" },
  new: method(
    "(cls, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => cls.allocate(),
  ),
  methods: {
    ...COMMON_METHODS,
    __init__: method(
      "(self, /, coro, *, loop=None, name=None, context=None, eager_start=False)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      initTask,
      { textSignature: "(self, /, *args, **kwargs)" },
    ),
    __del__: method(
      "(self, /)",
      "Called when the instance is about to be destroyed.",
      finalizeTask,
    ),
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (t: PyTask) => call(asyncState().from("asyncio.base_tasks", "_task_repr"), [t]),
    ),
    cancel: method(
      "(self, /, msg=None)",
      "Request that this task cancel itself.\n\nA CancelledError is thrown into the wrapped coroutine on the next cycle\nthrough the event loop. The coroutine may clean up, or deny the request\nwith try/except/finally. Unlike Future.cancel, this does not guarantee\nthat the task will be cancelled, and cancelled() is not True right after\nit. The task's count of cancellation requests grows.",
      cancelTask,
    ),
    cancelling: method(
      "(self, /)",
      "Return the count of the task's cancellation requests.\n\nThis count is incremented when .cancel() is called\nand may be decremented using .uncancel().",
      (t: PyTask) => t.cancelRequests,
    ),
    uncancel: method(
      "(self, /)",
      "Decrement the task's count of cancellation requests.\n\nThis should be used by tasks that catch CancelledError\nand wish to continue indefinitely until they are cancelled again.\n\nReturns the remaining number of cancellation requests.",
      uncancel,
    ),
    get_context: method("(self, /)", "", (t: PyTask) => t.context),
    get_coro: method("(self, /)", "", (t: PyTask) => t.coro ?? NONE),
    get_name: method("(self, /)", "", nameOf),
    set_name: method("(self, value, /)", "", (t: PyTask, v: Value) => {
      t.name = str(v);
      t.isNumbered = false;
    }),
    get_stack: method(
      "(self, /, *, limit=None)",
      "Return the list of stack frames for this task's coroutine.\n\nA coroutine that is not done has the frame where it is suspended, one that\nis done or cancelled none, and one that was ended by an exception those of\nthe traceback, oldest first. 'limit' is the most frames to return: the\nnewest of a stack, the oldest of a traceback.",
      (t: PyTask, limit?: Value) =>
        call(asyncState().from("asyncio.base_tasks", "_task_get_stack"), [t, limit ?? NONE]),
    ),
    print_stack: method(
      "(self, /, *, limit=None, file=None)",
      "Print the stack or traceback for this task's coroutine.\n\nThis is what get_stack() gives, as the traceback module shows it, to 'file'\nor to sys.stderr.",
      (t: PyTask, limit?: Value, file?: Value) =>
        call(asyncState().from("asyncio.base_tasks", "_task_print_stack"), [
          t,
          limit ?? NONE,
          file ?? NONE,
        ]),
    ),
    set_result: method("(self, result, /)", "", () => {
      throw runtimeError("Task does not support set_result operation");
    }),
    set_exception: method("(self, exception, /)", "", () => {
      throw runtimeError("Task does not support set_exception operation");
    }),
  },
  classMethods: { __class_getitem__: classGetItemMethod },
  attributes: {
    ...COMMON_ATTRIBUTES,
    _coro: getset(undefined, (t: PyTask) => t.coro ?? NONE),
    _fut_waiter: getset(undefined, (t: PyTask) => t.waiter ?? NONE),
    _log_destroy_pending: getset(undefined, (t: PyTask) => t.logsPending, (t: PyTask, v) => {
      if (v === undefined) throw exception("AttributeError", "cannot delete attribute");
      t.logsPending = truth(v);
    }),
    _must_cancel: getset(undefined, (t: PyTask) => t.mustCancel),
  },
};
