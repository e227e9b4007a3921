// The host of the interpreter that runs: an embedder's streams stand as its descriptors 0, 1 and 2.

import type { Descriptors, Host } from "../../vm/host/mod.ts";
import { currentInterpreter } from "../../vm/vm.ts";

/** The host of the interpreter that runs. */
export function currentHost(): Host {
  return currentInterpreter().host;
}

/** The descriptors of the interpreter that runs. */
export function descriptors(): Descriptors {
  return currentInterpreter().host.descriptors;
}
