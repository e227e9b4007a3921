// What exception groups need of containers that are loaded later.

import type { PyObject, Value } from "./object.ts";
import { PyTuple } from "./tuple.ts";

/** Filled in by list.ts and generic_alias.ts. */
export const classHooksGroup: {
  list: (items: Value[]) => Value;
  alias: (origin: PyObject, item: Value) => Value;
} = {
  list: (items) => new PyTuple(items),
  alias: (origin) => origin,
};
