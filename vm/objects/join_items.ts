// What `join` of str and bytes goes through: of whatever kind the TypeError of `iter` is, it says that this is no iterable.

import { exceptionTypes, isExceptionOf } from "./exceptions.ts";
import { iter } from "./iteration.ts";
import type { PyObject, Value } from "./object.ts";
import { typeError } from "./raise.ts";

/** The iterator of what is to be joined. */
export function joinIterator(v: Value): PyObject {
  try {
    return iter(v);
  } catch (e) {
    if (!isExceptionOf(e, exceptionTypes.get("TypeError")!)) throw e;
    throw typeError("can only join an iterable");
  }
}
