// bytes: an immutable array of octets.
//
// `data` belongs to the object and is never changed once Python has seen it.

import { type BufferView, simpleView } from "./buffer.ts";
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

  exportBuffer(_flags: number): BufferView {
    return simpleView(this, this.data, true);
  }
}

/** `bytes`. */
export const BytesType: PyType = builtinType("bytes", PyBytes, { matchSelf: true });

/** `b""` */
export const EMPTY_BYTES: PyBytes = new PyBytes();
