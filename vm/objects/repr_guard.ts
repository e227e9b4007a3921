// Which containers are being shown now, so that one that contains itself is shown as `[...]` inside.

import type { PyObject } from "./object.ts";

const active: PyObject[] = [];

/** False where the object is being shown already. Each true wants a `reprLeave`. */
export function reprEnter(o: PyObject): boolean {
  if (active.includes(o)) return false;
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
