// The error that the cores below the object layer throw: the name of a Python exception and its
// message, nothing else. It is not a JavaScript Error, so throwing one captures no stack; the object
// layer turns it into the Python exception of that name.

/** The Python exceptions that a core function may ask for. */
export type CoreErrorKind =
  | "ValueError"
  | "TypeError"
  | "OverflowError"
  | "ZeroDivisionError"
  | "MemoryError"
  | "IndexError"
  | "KeyError"
  | "LookupError";

/** A Python exception in the making. */
export class CoreError {
  readonly kind: CoreErrorKind;
  readonly message: string;
  constructor(kind: CoreErrorKind, message: string) {
    this.kind = kind;
    this.message = message;
  }
}

export function valueError(message: string): CoreError {
  return new CoreError("ValueError", message);
}

export function overflowError(message: string): CoreError {
  return new CoreError("OverflowError", message);
}

export function zeroDivisionError(message: string): CoreError {
  return new CoreError("ZeroDivisionError", message);
}

export function typeError(message: string): CoreError {
  return new CoreError("TypeError", message);
}

/**
 * Runs a bigint operation whose result may be larger than V8 can hold (2^30 bits). V8 says RangeError
 * then; Python says MemoryError.
 */
export function memoryErrorOf(error: unknown): unknown {
  return error instanceof RangeError ? new CoreError("MemoryError", "") : error;
}
