// Which classes have instances of the same layout, as CPython sees it: what may be assigned to `__class__` and `__bases__`.

import { typeError } from "./raise.ts";
import type { PyType } from "./type.ts";

/** Without what a class adds, its instances would be laid out as its base's. */
function addsNothing(t: PyType): boolean {
  const { base } = t;
  return t.heap && base !== null && (t.slotNames ?? []).length === 0 &&
    t.hasDict === base.hasDict && t.hasWeakref === base.hasWeakref &&
    isTracked(t) === isTracked(base);
}

/** Builtin types whose instances CPython's collector does not look at. */
const UNTRACKED: ReadonlySet<string> = new Set(
  ["object", "int", "bool", "float", "complex", "str", "bytes", "bytearray", "range", "NoneType"],
);

function isTracked(t: PyType): boolean {
  if (!t.heap) return !UNTRACKED.has(t.name);
  return (t.slotNames ?? []).length > 0 || t.hasDict || t.hasWeakref || isTracked(t.base!);
}

/** Two classes add the same to the same base. */
function addSame(a: PyType, b: PyType): boolean {
  if (!a.heap || !b.heap || a.base !== b.base) return false;
  const names = (t: PyType) => [...(t.slotNames ?? [])].sort().join();
  return names(a) === names(b) && a.hasDict === b.hasDict && a.hasWeakref === b.hasWeakref;
}

/** Fails where what has the layout of one class cannot take that of another (`attribute` is assigned). */
export function checkSameLayout(from: PyType, to: PyType, attribute: string): void {
  if (isTracked(from) !== isTracked(to)) {
    throw typeError(
      `${attribute} assignment: '${to.name}' deallocator differs from '${from.name}'`,
    );
  }
  let a = from, b = to;
  while (addsNothing(a)) a = a.base!;
  while (addsNothing(b)) b = b.base!;
  if (a !== b && !addSame(a, b)) {
    throw typeError(
      `${attribute} assignment: '${to.name}' object layout differs from '${from.name}'`,
    );
  }
}
