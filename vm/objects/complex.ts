// complex: two doubles.

import { PyObject } from "./object.ts";
import { builtinType, type PyType } from "./type.ts";

/** A Python complex number. */
export class PyComplex extends PyObject {
  re: number;
  im: number;
  constructor(re = 0, im = 0) {
    super();
    this.re = re;
    this.im = im;
  }
}

/** `complex`. */
export const ComplexType: PyType = builtinType("complex", PyComplex);
