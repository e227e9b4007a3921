// _asyncio: futures and tasks, and which loop runs. The classes are in asyncio/.

import { define } from "../vm/objects/define.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { callMethod } from "../vm/objects/attributes.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { runtime } from "../vm/objects/runtime.ts";
import { method } from "../vm/objects/signature.ts";
import { builtinType, type PyType } from "../vm/objects/type.ts";
import {
  FUTURE_DEFINITION,
  FutureIterator,
  ITERATOR_DEFINITION,
  PyFuture,
} from "./asyncio/future.ts";
import {
  asyncState,
  demandRunningLoop,
  enterTask,
  eventLoop,
  leaveTask,
  runningLoop,
  setRunningLoop,
  swapTask,
} from "./asyncio/state.ts";
import { prepareTasks, PyTask, TASK_DEFINITION } from "./asyncio/task.ts";

let types: { future: PyType; task: PyType } | undefined;

function makeTypes(): { future: PyType; task: PyType } {
  const options = { module: "_asyncio", hasDict: true, hasWeakref: true };
  const future = builtinType("_asyncio.Future", PyFuture, { ...options, qualname: "Future" });
  const task = builtinType("_asyncio.Task", PyTask, { ...options, qualname: "Task", base: future });
  const iterator = builtinType("_asyncio.FutureIter", FutureIterator, {
    module: "_asyncio",
    qualname: "FutureIter",
    noNew: true,
  });
  define(future, FUTURE_DEFINITION);
  define(task, TASK_DEFINITION);
  define(iterator, ITERATOR_DEFINITION);
  prepareTasks(future, task);
  return { future, task };
}

/** Makes the module. */
export function create(): PyModule {
  runtime.importModule("_contextvars");
  types ??= makeTypes();
  const state = asyncState();
  return builtinModule("_asyncio", {
    doc: "Accelerator module for asyncio",
    types: [types.future, types.task],
    functions: {
      _enter_task: method(
        "(loop, task)",
        "Enter into task execution or resume suspended task.\n\nTask belongs to loop.\n\nReturns None.",
        enterTask,
      ),
      _leave_task: method(
        "(loop, task)",
        "Leave task execution or suspend a task.\n\nTask belongs to loop.\n\nReturns None.",
        leaveTask,
      ),
      _swap_current_task: method(
        "(loop, task)",
        "Temporarily swap in the supplied task and return the original one (or None).\n\nThis is intended for use during eager coroutine execution.",
        swapTask,
      ),
      _register_task: method(
        "(task)",
        "Register a new task in asyncio as executed by loop.\n\nReturns None.",
        (task: Value) => void callMethod(state.scheduled, "add", task),
      ),
      _unregister_task: method(
        "(task)",
        "Unregister a task.\n\nReturns None.",
        (task: Value) => void callMethod(state.scheduled, "discard", task),
      ),
      _register_eager_task: method(
        "(task)",
        "Register a new task in asyncio as executed by loop.\n\nReturns None.",
        (task: Value) => void state.eager.add(task),
      ),
      _unregister_eager_task: method(
        "(task)",
        "Unregister a task.\n\nReturns None.",
        (task: Value) => void state.eager.delete(task),
      ),
      _get_running_loop: method(
        "()",
        "Return the running event loop or None.\n\nThis is a low-level function intended to be used by event loops.\nThis function is thread-specific.",
        () => runningLoop() ?? NONE,
      ),
      _set_running_loop: method(
        "(loop, /)",
        "Set the running event loop.\n\nThis is a low-level function intended to be used by event loops.\nThis function is thread-specific.",
        setRunningLoop,
        { textSignature: "($module, loop, /)" },
      ),
      get_event_loop: method(
        "()",
        "Return an asyncio event loop.\n\nWhen called from a coroutine or a callback (e.g. scheduled with\ncall_soon or similar API), this function will always return the\nrunning event loop.\n\nIf there is no running event loop set, the function will return\nthe result of `get_event_loop_policy().get_event_loop()` call.",
        eventLoop,
      ),
      get_running_loop: method(
        "()",
        "Return the running event loop.  Raise a RuntimeError if there is none.\n\nThis function is thread-specific.",
        demandRunningLoop,
      ),
      current_task: method(
        "(loop=None)",
        "Return a currently executed task.",
        (loop?: Value) => {
          const l = loop === undefined || loop === NONE ? demandRunningLoop() : loop;
          return state.current.get(l) ?? NONE;
        },
      ),
    },
    values: {
      _current_tasks: state.current,
      _eager_tasks: state.eager,
      _scheduled_tasks: state.scheduled,
    },
  });
}
