// `__class_getitem__` of the builtin classes: `list[int]`.

import type { PyObject, Value } from "./object.ts";
import { type Declaration, method } from "./signature.ts";

/** Filled in by generic_alias.ts. */
export const genericAliasHooks: { make: (origin: PyObject, item: Value) => Value } = {
  make: (origin) => origin,
};

/** The implementation of `__class_getitem__`. */
export function classGetItem(cls: PyObject, item: Value): Value {
  return genericAliasHooks.make(cls, item);
}

/** `__class_getitem__` as the builtin classes declare it. */
export const classGetItemMethod: Declaration = method(
  "(cls, object, /)",
  "See PEP 585",
  classGetItem,
);
