// Implicit chaining: `__context__` of an exception that is raised while another one is handled.

import type { PyException } from "../objects/exceptions.ts";

/** Links a new exception to the one that is being handled, without making a cycle. */
export function chainContext(e: PyException, handled: PyException | undefined): void {
  if (handled === undefined || handled === e) return;
  let o: PyException | undefined = handled;
  let slow: PyException | undefined = handled;
  let move = false;
  while (o !== undefined) {
    const next: PyException | undefined = o.context;
    if (next === e) {
      o.context = undefined;
      break;
    }
    o = next;
    // a cycle that does not contain `e`, which somebody made by assignment
    if (o !== undefined && o === slow) break;
    if (move) slow = slow?.context;
    move = !move;
  }
  e.context = handled;
}
