// bytes: an immutable array of octets.

import { PyObject } from "./object.ts";
import { builtinType, type PyType } from "./type.ts";

const EMPTY = new Uint8Array(0);

/** A Python bytes object. */
export class PyBytes extends PyObject {
  data: Uint8Array;
  constructor(data: Uint8Array = EMPTY) {
    super();
    this.data = data;
  }
}

/** `bytes`. */
export const BytesType: PyType = builtinType("bytes", PyBytes, { matchSelf: true });
