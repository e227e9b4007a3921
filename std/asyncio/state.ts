// What the futures and tasks of one interpreter share: the running loops, the tasks that are entered, and the exceptions
// and helpers of the asyncio package, which are looked up when first needed.

import { call, callMethod, getAttr } from "../../vm/objects/attributes.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { newException, type PyException } from "../../vm/objects/exceptions.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { repr } from "../../vm/objects/operations.ts";
import { runtimeError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { PySet } from "../../vm/objects/set.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import type { PyType } from "../../vm/objects/type.ts";
import { thread, type ThreadState } from "../../vm/interp/thread_state.ts";
import { currentInterpreter } from "../../vm/vm.ts";

/** The state of one interpreter. */
export class AsyncState {
  /** The running loop of each thread that runs one. */
  readonly loops: Map<ThreadState, Value> = new Map();
  /** `_current_tasks`: the task that is being run, by loop. */
  readonly current: PyDict = new PyDict();
  /** `_eager_tasks` */
  readonly eager: PySet = new PySet();
  /** `_scheduled_tasks`, a WeakSet. */
  readonly scheduled: Value;
  /** How many tasks got a name by number. */
  named: number = 0;
  private readonly found: Map<string, Value> = new Map();

  constructor() {
    this.scheduled = call(getAttr(runtime.importModule("weakref"), "WeakSet"), []);
  }

  /** Something of a Python module. */
  from(module: string, name: string): Value {
    const key = `${module}.${name}`;
    let v = this.found.get(key);
    if (v === undefined) this.found.set(key, v = getAttr(runtime.importModule(module), name));
    return v;
  }
}

/** The state of the current interpreter. */
export function asyncState(): AsyncState {
  const { shared } = currentInterpreter();
  let s = shared.get("asyncio") as AsyncState | undefined;
  if (s === undefined) shared.set("asyncio", s = new AsyncState());
  return s;
}

/** `asyncio.CancelledError` */
export function cancelledErrorType(): PyType {
  return asyncState().from("asyncio.exceptions", "CancelledError") as PyType;
}

/** `asyncio.InvalidStateError` with a text. */
export function invalidState(text: string): PyException {
  const t = asyncState().from("asyncio.exceptions", "InvalidStateError") as PyType;
  return newException(t, [strFromUtf16(text)]);
}

/** The running loop of this thread. */
export function runningLoop(): Value | undefined {
  return asyncState().loops.get(thread);
}

/** Says which loop runs in this thread; None for none. */
export function setRunningLoop(loop: Value): void {
  const { loops } = asyncState();
  if (loop === NONE) loops.delete(thread);
  else loops.set(thread, loop);
}

/** `get_event_loop()` */
export function eventLoop(): Value {
  const running = runningLoop();
  if (running !== undefined) return running;
  const policy = call(asyncState().from("asyncio.events", "get_event_loop_policy"), []);
  return callMethod(policy, "get_event_loop");
}

/** `get_running_loop()` */
export function demandRunningLoop(): Value {
  const loop = runningLoop();
  if (loop === undefined) throw runtimeError("no running event loop");
  return loop;
}

/** `_enter_task` */
export function enterTask(loop: Value, task: Value): void {
  const { current } = asyncState();
  const other = current.get(loop);
  if (other !== undefined) {
    throw runtimeError(
      `Cannot enter into task ${repr(task)} while another task ${repr(other)} is being executed.`,
    );
  }
  current.set(loop, task);
}

/** `_leave_task` */
export function leaveTask(loop: Value, task: Value): void {
  const { current } = asyncState();
  const other = current.get(loop) ?? NONE;
  if (other !== task) {
    throw runtimeError(
      `Leaving task ${repr(task)} does not match the current task ${repr(other)}.`,
    );
  }
  current.delete(loop);
}

/** `_swap_current_task` */
export function swapTask(loop: Value, task: Value): Value {
  const { current } = asyncState();
  const before = current.get(loop) ?? NONE;
  if (task === NONE) current.delete(loop);
  else current.set(loop, task);
  return before;
}

/** `loop.call_soon(f, …args, context=context)` */
export function callSoon(loop: Value, f: Value, args: Value[], context: Value): void {
  call(getAttr(loop, "call_soon"), [f, ...args, context], ["context"]);
}
