// Safe points: where the loop looks whether somebody wants something of the thread. Between two of them no signal handler
// runs and no other thread.

import { liveTemporaries } from "../bytecode/liveness.ts";
import { finalizerHooks } from "../objects/finalizers.ts";
import { mainThread, threadHooks, type ThreadState } from "./thread_state.ts";

/** Runs the handlers of pending signals and raises what was sent to the thread. */
export function checkSignals(ts: ThreadState): void {
  if (threadHooks.poll[0] !== 0 && ts === mainThread) threadHooks.signals();
  const e = ts.asyncException;
  if (e !== undefined) {
    ts.asyncException = undefined;
    throw e;
  }
}

/**
 * The loop has come up for air, between two instructions of a frame whose `pc` is right: true when it has to be left, so that
 * another thread can run.
 */
export function breathe(ts: ThreadState): boolean {
  if (threadHooks.warm !== undefined) {
    const { warm } = threadHooks;
    threadHooks.warm = undefined;
    warm();
  }
  if (finalizerHooks.due && ts.nesting === ts.plainNesting) {
    // the next instruction has its operands still to read
    const frame = ts.frame!;
    finalizerHooks.collect(liveTemporaries(frame.code, frame.pc).map((r) => frame.regs[r]));
  }
  if (ts.sliced) return ts.nesting === 1 && threadHooks.shouldSwitch(ts);
  return threadHooks.others > 0 && threadHooks.letOthersRun();
}
