// Which containers are being shown now, so that one that contains itself is shown as `[...]` inside.

import type { PyObject } from "./object.ts";
import { recursionError } from "./raise.ts";

const active: PyObject[] = [];

/** How deep containers may be nested, as in CPython's own recursion in C. */
const MAX_DEPTH = 10000;

/** False where the object is being shown already. Each true wants a `reprLeave`. */
export function reprEnter(o: PyObject): boolean {
  if (active.includes(o)) return false;
  if (active.length >= MAX_DEPTH) {
    throw recursionError("maximum recursion depth exceeded while getting the repr of an object");
  }
  active.push(o);
  return true;
}

/** The object has been shown, or showing it has failed. */
export function reprLeave(o: PyObject): void {
  active.splice(active.lastIndexOf(o), 1);
}

/** Shows a container by `show`, or as `inside` where it is being shown already. */
export function guardedRepr(o: PyObject, inside: string, show: () => string): string {
  if (!reprEnter(o)) return inside;
  try {
    return show();
  } finally {
    reprLeave(o);
  }
}
