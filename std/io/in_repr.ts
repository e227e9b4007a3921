// Guards the reprs of streams against a `name` that leads back to the stream.

import type { PyObject, Value } from "../../vm/objects/object.ts";
import { runtimeError } from "../../vm/objects/raise.ts";
import { typeOf } from "../../vm/objects/type.ts";

const active: Set<PyObject> = new Set();

/** Makes a repr, unless the repr of the same object is being made. */
export function inRepr(self: PyObject, make: () => Value): Value {
  if (active.has(self)) {
    throw runtimeError(`reentrant call inside ${typeOf(self).name}.__repr__`);
  }
  active.add(self);
  try {
    return make();
  } finally {
    active.delete(self);
  }
}
