// The signals of decimal: which condition is which exception, and raising those that are trapped.

import type { PyException } from "../../vm/objects/exceptions.ts";
import { PyList } from "../../vm/objects/list.ts";
import type { Value } from "../../vm/objects/object.ts";
import { keyError } from "../../vm/objects/raise.ts";
import { ModuleException } from "../module_exception.ts";
import {
  ALL_INVALID,
  CLAMPED,
  CONVERSION_SYNTAX,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  DIVISION_UNDEFINED,
  FLOAT_OPERATION,
  INEXACT,
  INVALID_CONTEXT,
  INVALID_OPERATION,
  OVERFLOW,
  ROUNDED,
  SUBNORMAL,
  UNDERFLOW,
} from "./context.ts";

function exception(name: string, ...bases: (string | ModuleException)[]): ModuleException {
  return new ModuleException("decimal", name, bases);
}

export const DecimalException: ModuleException = exception("DecimalException", "ArithmeticError");
const Clamped = exception("Clamped", DecimalException);
export const InvalidOperation: ModuleException = exception("InvalidOperation", DecimalException);
const DivisionByZero = exception("DivisionByZero", DecimalException, "ZeroDivisionError");
const Inexact = exception("Inexact", DecimalException);
const Rounded = exception("Rounded", DecimalException);
const Subnormal = exception("Subnormal", DecimalException);
const Overflow = exception("Overflow", Inexact, Rounded);
const Underflow = exception("Underflow", Inexact, Rounded, Subnormal);
const FloatOperation = exception("FloatOperation", DecimalException, "TypeError");
const ConversionSyntax = exception("ConversionSyntax", InvalidOperation);
const DivisionImpossible = exception("DivisionImpossible", InvalidOperation);
const DivisionUndefined = exception("DivisionUndefined", InvalidOperation, "ZeroDivisionError");
const InvalidContext = exception("InvalidContext", InvalidOperation);

/** All exception classes of the module. */
export const EXCEPTIONS: readonly ModuleException[] = [
  DecimalException,
  Clamped,
  InvalidOperation,
  DivisionByZero,
  Inexact,
  Rounded,
  Subnormal,
  Overflow,
  Underflow,
  FloatOperation,
  ConversionSyntax,
  DivisionImpossible,
  DivisionUndefined,
  InvalidContext,
];

/** A signal and the conditions that it stands for. */
export interface Signal {
  readonly exception: ModuleException;
  readonly bits: number;
}

/** The signals, in the order in which they are shown. */
export const SIGNALS: readonly Signal[] = [
  { exception: InvalidOperation, bits: ALL_INVALID },
  { exception: FloatOperation, bits: FLOAT_OPERATION },
  { exception: DivisionByZero, bits: DIVISION_BY_ZERO },
  { exception: Overflow, bits: OVERFLOW },
  { exception: Underflow, bits: UNDERFLOW },
  { exception: Subnormal, bits: SUBNORMAL },
  { exception: Inexact, bits: INEXACT },
  { exception: Rounded, bits: ROUNDED },
  { exception: Clamped, bits: CLAMPED },
];

const INVALID_CONDITIONS: readonly Signal[] = [
  { exception: InvalidOperation, bits: INVALID_OPERATION },
  { exception: ConversionSyntax, bits: CONVERSION_SYNTAX },
  { exception: DivisionImpossible, bits: DIVISION_IMPOSSIBLE },
  { exception: DivisionUndefined, bits: DIVISION_UNDEFINED },
  { exception: InvalidContext, bits: INVALID_CONTEXT },
];

/** The exception for conditions that are trapped. */
export function trapped(bits: number): PyException {
  const first = SIGNALS.find((s) => (s.bits & bits) !== 0)!;
  const all = [...INVALID_CONDITIONS, ...SIGNALS.slice(1)];
  const list = all.filter((s) => (s.bits & bits) !== 0).map((s): Value => s.exception.type());
  return first.exception.make(new PyList(list));
}

/** The signal that a class is; KeyError where it is none. */
export function signalOf(v: Value): Signal {
  for (const s of SIGNALS) if (s.exception.type() === v) return s;
  throw keyError(
    "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   " +
      "Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]",
  );
}
