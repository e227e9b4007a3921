// The errno that ctypes keeps for a program: swapped with C's around the calls that ask for it.

import { foreign } from "../../vm/host/mod.ts";
import { currentInterpreter } from "../../vm/vm.ts";

/** The kept errno. */
export interface Errno {
  value: number;
}

/** The interpreter's kept errno. */
export function keptErrno(): Errno {
  const { shared } = currentInterpreter();
  let kept = shared.get("ctypes errno") as Errno | undefined;
  if (kept === undefined) shared.set("ctypes errno", kept = { value: 0 });
  return kept;
}

/** Exchanges C's errno with the kept one. */
export function swapErrno(kept: Errno): void {
  const now = foreign.lastErrno();
  foreign.setErrno(kept.value);
  kept.value = now;
}
