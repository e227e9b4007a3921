// The memory in which a signal that has arrived is noted: cell 0 is not 0 while any is pending, cell n
// while signal n is. It is written by a native handler or by a worker (signals.ts) and read, plainly, by
// the evaluation loop every so often: `Atomics.load` there would cost 4.8 ns, a plain read costs nothing.

import { SIGNAL_MAX } from "./constants.ts";

export const pendingSignals: Int32Array<SharedArrayBuffer> = new Int32Array(
  new SharedArrayBuffer(4 * (SIGNAL_MAX + 1)),
);
