// Which containers are being shown now, so that one that contains itself is shown as `[...]` inside.

import type { PyObject } from "./object.ts";
import { recursionError } from "./raise.ts";

const active: PyObject[] = [];

/** How deep containers may be nested, as in CPython's own recursion in C. */
const MAX_DEPTH = 10000;

function tooDeep(): PyObject {
  return recursionError("maximum recursion depth exceeded while getting the repr of an object");
}

/** JavaScript's own stack has run out. */
export function isStackOverflow(e: unknown): boolean {
  return e instanceof RangeError && e.message === "Maximum call stack size exceeded";
}

/** False where the object is being shown already. Each true wants a `reprLeave`. */
export function reprEnter(o: PyObject): boolean {
  if (active.includes(o)) return false;
  if (active.length >= MAX_DEPTH) {
    throw tooDeep();
  }
  active.push(o);
  return true;
}

/** The object has been shown, or showing it has failed; so has everything inside it. */
export function reprLeave(o: PyObject): void {
  const i = active.lastIndexOf(o);
  if (i >= 0) active.length = i;
}

/** Shows a container by `show`, or as `inside` where it is being shown already. */
export function guardedRepr(o: PyObject, inside: string, show: () => string): string {
  const { length } = active;
  if (!reprEnter(o)) return inside;
  try {
    return show();
  } catch (e) {
    if (isStackOverflow(e)) throw tooDeep();
    throw e;
  } finally {
    // no call: JavaScript's stack may have run out, and then this is what puts things in order
    active.length = length;
  }
}
