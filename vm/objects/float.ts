// float: a box around a double. Raw doubles live in compiled code, float lists and arrays only.

import { PyObject } from "./object.ts";
import { builtinType, type PyType } from "./type.ts";

/** A Python float. */
export interface PyFloat extends PyObject {
  v: number;
}

// No `extends`: a derived constructor that V8 does not inline asks at every call what its base is (10 ns).
export class PyFloat {
  constructor(v = 0) {
    this.v = v;
  }
}
Object.setPrototypeOf(PyFloat.prototype, PyObject.prototype);
Object.setPrototypeOf(PyFloat, PyObject);

/** `float`. */
export const FloatType: PyType = builtinType("float", PyFloat, { matchSelf: true });
