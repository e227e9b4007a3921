// The exceptions of `io`: UnsupportedOperation, and what several classes say in the same words.

import { OSErrorType } from "../../vm/objects/exceptions_os.ts";
import { exceptionTypes, newException, type PyException } from "../../vm/objects/exceptions.ts";
import { linkBases, PyType } from "../../vm/objects/type.ts";
import { NONE, type PyObject } from "../../vm/objects/object.ts";
import { valueError } from "../../vm/objects/raise.ts";

let unsupportedType: PyType | undefined;

/** `io.UnsupportedOperation`, which is both an OSError and a ValueError. */
export function unsupportedOperationType(): PyType {
  if (unsupportedType === undefined) {
    const t = new PyType();
    t.name = "UnsupportedOperation";
    t.qualname = "UnsupportedOperation";
    t.heap = true;
    t.hasDict = true;
    t.hasWeakref = true;
    t.ns.set("__module__", "io");
    t.ns.set("__doc__", NONE);
    linkBases(t, [OSErrorType, exceptionTypes.get("ValueError")!], OSErrorType);
    unsupportedType = t;
  }
  return unsupportedType;
}

/** An `io.UnsupportedOperation`. */
export function unsupported(message: string): PyException {
  return newException(unsupportedOperationType(), [message]);
}

/** The error of any use of a closed stream. */
export function closedError(message = "I/O operation on closed file"): PyObject {
  return valueError(message);
}

/** A BlockingIOError that says how much was written. */
export function blockingError(errno: number, message: string, written: number): PyException {
  return newException(exceptionTypes.get("BlockingIOError")!, [errno, message, written]);
}
