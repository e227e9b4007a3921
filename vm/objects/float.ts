// float: a box around a double. Raw doubles live in compiled code, float lists and arrays only.

import { PyObject } from "./object.ts";
import { builtinType, type PyType } from "./type.ts";

/** A Python float. */
export class PyFloat extends PyObject {
  v: number;
  constructor(v = 0) {
    super();
    this.v = v;
  }
}

/** `float`. */
export const FloatType: PyType = builtinType("float", PyFloat, { matchSelf: true });
