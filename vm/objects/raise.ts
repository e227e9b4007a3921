// How the virtual machine makes Python exceptions: `throw typeError("…")`.
//
// An exception is a plain object of class PyException (exceptions.ts), thrown as it is: no JavaScript
// Error, so no JavaScript stack is captured. This file has no imports at run time, so that every other
// file of the object model may use it however the modules are ordered; exceptions.ts fills in the factory.

import type { PyObject, Value } from "./object.ts";

let factory: (typeName: string, args: Value[]) => PyObject = (typeName, args) => {
  throw new Error(`${typeName} before the exceptions are loaded: ${String(args[0])}`);
};

/** Called once by exceptions.ts. */
export function setExceptionFactory(f: (typeName: string, args: Value[]) => PyObject): void {
  factory = f;
}

/** Turns a JavaScript string in UTF-16 into a Python str; strings.ts fills it in. */
let text: (utf16: string) => Value = (s) => s;

/** Called once by str.ts. */
export function setTextConversion(f: (utf16: string) => Value): void {
  text = f;
}

/** A new exception of a builtin type, with these arguments. */
export function exception(typeName: string, ...args: Value[]): PyObject {
  return factory(typeName, args);
}

function textual(typeName: string): (message: string) => PyObject {
  return (message) => factory(typeName, [text(message)]);
}

export const typeError: (message: string) => PyObject = textual("TypeError");
export const valueError: (message: string) => PyObject = textual("ValueError");
export const indexError: (message: string) => PyObject = textual("IndexError");
export const overflowError: (message: string) => PyObject = textual("OverflowError");
export const zeroDivisionError: (message: string) => PyObject = textual("ZeroDivisionError");
export const runtimeError: (message: string) => PyObject = textual("RuntimeError");
export const recursionError: (message: string) => PyObject = textual("RecursionError");
export const systemError: (message: string) => PyObject = textual("SystemError");
export const bufferError: (message: string) => PyObject = textual("BufferError");
/** Out of memory; without a message, as everywhere in CPython but for a few places, it has no arguments. */
export function memoryError(message: string): PyObject {
  return factory("MemoryError", message === "" ? [] : [text(message)]);
}
export const notImplementedError: (message: string) => PyObject = textual("NotImplementedError");
export const assertionError: (message: string) => PyObject = textual("AssertionError");
export const lookupError: (message: string) => PyObject = textual("LookupError");

/** A KeyError; its argument is the key itself. */
export function keyError(key: Value): PyObject {
  return factory("KeyError", [key]);
}

/** The end of an iteration; `value` is what a generator returned. */
export function stopIteration(value?: Value): PyObject {
  return factory("StopIteration", value === undefined ? [] : [value]);
}
