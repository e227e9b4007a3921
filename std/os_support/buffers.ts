// Arguments that are bytes-like, for modules that hand them to the host, and memory lent to Python code.
//
// What a module borrows here it gives back before it returns to Python: nothing keeps a view of a bytearray that may be
// resized afterwards.

import { type BufferView, getBuffer, hasBuffer, WRITABLE } from "../../vm/objects/buffer.ts";
import { PyByteArray } from "../../vm/objects/bytearray.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import type { PyObject, Value } from "../../vm/objects/object.ts";
import { callMethod } from "../../vm/objects/attributes.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
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
export function lendWritable(bytes: Uint8Array): Lent {
  return { object: new PyByteArray(bytes), release: () => {} };
}

/** Memory for Python code to read. */
export function lendReadable(bytes: Uint8Array): Lent {
  return { object: new PyBytes(bytes.slice()), release: () => {} };
}

/** A new bytearray of zeros. */
export function newByteArray(size: number): PyByteArray {
  return new PyByteArray(new Uint8Array(size));
}

/** Memory lent to Python code for the time of a call. */
export interface Lent {
  readonly object: PyObject;
  release(): void;
}

/** `memoryview(v)` */
export function memoryViewOf(v: Value): Value {
  return callMethod(runtime.importModule("builtins"), "memoryview", v);
}
