// The errno that ctypes keeps for a program: swapped with C's around the calls that ask for it.

import { foreign } from "../../vm/host/mod.ts";
import { thread } from "../../vm/interp/thread_state.ts";

/** The kept errno. */
export interface Errno {
  value: number;
}

/** The kept errno of each thread. */
const kept: WeakMap<object, Errno> = new WeakMap();

/** The kept errno of the running thread. */
export function keptErrno(): Errno {
  let own = kept.get(thread);
  if (own === undefined) kept.set(thread, own = { value: 0 });
  return own;
}

/** Exchanges C's errno with the kept one. */
export function swapErrno(kept: Errno): void {
  const now = foreign.lastErrno();
  foreign.setErrno(kept.value);
  kept.value = now;
}
