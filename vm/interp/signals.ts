// Signals in the loop: the flag that it polls, and what is done at the next safe point of the main thread.

import { exception } from "../objects/raise.ts";
import { SIGNALS } from "../host/constants.ts";
import { armInterrupts, pendingSignals, takeSignals, watchInterrupt } from "../host/mod.ts";
import { threadHooks } from "./thread_state.ts";

/** What is done about a signal; the module `_signal` puts the handlers of the program here. */
export const signalHooks: { handle: (signal: number) => void } = {
  handle: (signal) => {
    if (signal === SIGNALS.SIGINT) throw exception("KeyboardInterrupt");
  },
};

/** Runs the handlers of the signals that have arrived; the first exception that one raises is thrown. */
export function runSignalHandlers(): void {
  const signals = takeSignals();
  for (let i = 0; i < signals.length; i++) {
    try {
      signalHooks.handle(signals[i]);
    } catch (e) {
      // the others are for the next safe point
      for (let k = i + 1; k < signals.length; k++) pendingSignals[signals[k]] = 1;
      if (i + 1 < signals.length) pendingSignals[0] = 1;
      throw e;
    }
  }
}

/**
 * Makes signals reach Python: for the command line, whose process is Python's own. SIGINT is watched once the program
 * has run for a while, or is about to wait for something.
 */
export function armSignals(): void {
  threadHooks.poll = pendingSignals;
  threadHooks.signals = runSignalHandlers;
  threadHooks.warm = watchInterrupt;
  armInterrupts(runSignalHandlers);
}
