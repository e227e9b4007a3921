// Arguments that are bytes-like, for modules that hand them to the host, and memory lent to Python code.
//
// What a module borrows here it gives back before it returns to Python: nothing keeps a view of a bytearray that may be
// resized afterwards.

import { type BufferView, getBuffer, hasBuffer, WRITABLE } from "../../vm/objects/buffer.ts";
import { PyByteArray } from "../../vm/objects/bytearray.ts";
import type { PyObject, Value } from "../../vm/objects/object.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { typeOf } from "../../vm/objects/type.ts";

export { bytesArgument } from "../../vm/objects/buffer.ts";

/** Borrows memory to write to; `what` is the argument, such as "readinto() argument". The caller releases it. */
export function writableArgument(v: Value, what: string): BufferView {
  if (hasBuffer(v)) {
    let view: BufferView | undefined;
    try {
      view = getBuffer(v, WRITABLE);
    } catch {
      // a BufferError becomes the TypeError of the argument
    }
    if (view !== undefined) return view;
  }
  throw typeError(
    `${what} must be read-write bytes-like object, not ${typeOf(v).name}`,
  );
}

/** Memory for Python code to fill. */
export function lendWritable(bytes: Uint8Array): PyObject {
  return new PyByteArray(bytes);
}

/** A new bytearray of zeros. */
export function newByteArray(size: number): PyByteArray {
  return new PyByteArray(new Uint8Array(size));
}
