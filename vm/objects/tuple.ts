// tuple: an array that nobody changes once the tuple is seen by Python.

import { PyObject, type Value } from "./object.ts";
import { builtinType, type PyType } from "./type.ts";

const EMPTY: Value[] = [];

/** A Python tuple. */
export class PyTuple extends PyObject {
  items: Value[];
  constructor(items: Value[] = EMPTY) {
    super();
    this.items = items;
  }
}

/** `tuple`. */
export const TupleType: PyType = builtinType("tuple", PyTuple, {
  patternKind: "sequence",
  matchSelf: true,
});

/** `()`. */
export const EMPTY_TUPLE: PyTuple = new PyTuple();
