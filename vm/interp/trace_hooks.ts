// Where the loop's helpers tell that something happened that a trace or profile function may want to know; trace.ts
// fills this in. Nobody comes here unless such a function is set.

import type { KwNames, Value } from "../objects/object.ts";
import type { Frame } from "./frame.ts";
import type { ThreadState } from "./thread_state.ts";

/** The events. */
export const traceHooks: {
  /** A frame was put on top of the thread's. */
  entered: (ts: ThreadState, frame: Frame) => void;
  /** A frame is about to be left with a value. */
  returned: (ts: ThreadState, frame: Frame, v: Value) => void;
  /** A generator's frame is about to be left by `yield`. */
  yielded: (ts: ThreadState, frame: Frame, v: Value) => void;
  /**
   * A generator has returned to a `for`, `await` or `yield from` of this frame, with no StopIteration raised; or another
   * iterator has ended that CPython would have raise one (`raised`).
   */
  stopped: (ts: ThreadState, frame: Frame, v: Value, raised: boolean) => void;
  /** A builtin is to be called for a profile function to see. */
  nativeCall: (
    ts: ThreadState,
    frame: Frame,
    callee: Value,
    self: Value | undefined,
    args: Value[],
    kw: KwNames | undefined,
  ) => Value;
} = {
  entered: () => {},
  returned: () => {},
  yielded: () => {},
  stopped: () => {},
  nativeCall: () => {
    throw new Error("tracing is not loaded");
  },
};
