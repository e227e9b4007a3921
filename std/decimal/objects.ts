// Decimal and Context as JavaScript objects, and what the methods of both need: the current context, conversion of
// operands, and signalling.

import { pointsOf, type Str } from "../../vm/objects/str.ts";
import { foldPoints, foldString } from "../../vm/objects/core/int_text.ts";
import { intOf } from "../../vm/objects/int.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { typeError } from "../../vm/objects/raise.ts";
import type { PyType } from "../../vm/objects/type.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { internalVariable, readVariable, writeVariable } from "../_contextvars.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { ALL_INVALID, Ctx, DIVISION_BY_ZERO, OVERFLOW, type Rounding } from "./context.ts";
import { Dec, ZERO } from "./number.ts";
import { trapped } from "./signals.ts";

/** A Python Decimal. */
export class PyDecimal extends PyObject {
  v: Dec;
  constructor() {
    super();
    this.v = ZERO;
  }
}

/** The default of `Context.traps`. */
export const DEFAULT_TRAPS: number = ALL_INVALID | DIVISION_BY_ZERO | OVERFLOW;

/** A Python Context. The limits may be larger than doubles count exactly: as Python sees them they stand beside `ctx`. */
export class PyContext extends PyObject {
  readonly ctx: Ctx;
  prec: number | bigint;
  emin: number | bigint;
  emax: number | bigint;
  capitals: number;
  traps: number;
  flags: number;
  /** The mappings that show traps and flags, made when they are asked for. */
  trapDict: PyObject | undefined;
  flagDict: PyObject | undefined;
  constructor() {
    super();
    this.ctx = new Ctx(28, "ROUND_HALF_EVEN", -999999, 999999, false);
    this.prec = 28;
    this.emin = -999999;
    this.emax = 999999;
    this.capitals = 1;
    this.traps = DEFAULT_TRAPS;
    this.flags = 0;
    this.trapDict = undefined;
    this.flagDict = undefined;
  }

  /** Takes over another one's settings, and its flags where they are asked for. */
  assign(other: PyContext, flags: boolean): void {
    const { ctx } = this;
    ctx.prec = other.ctx.prec;
    ctx.rounding = other.ctx.rounding;
    ctx.emin = other.ctx.emin;
    ctx.emax = other.ctx.emax;
    ctx.clamp = other.ctx.clamp;
    this.prec = other.prec;
    this.emin = other.emin;
    this.emax = other.emax;
    this.capitals = other.capitals;
    this.traps = other.traps;
    this.flags = flags ? other.flags : 0;
  }

  /** Signals the conditions of the operation that has ended. */
  signal(): void {
    const { status } = this.ctx;
    if (status !== 0) {
      this.flags |= status;
      if ((status & this.traps) !== 0) throw trapped(status & this.traps);
    }
  }

  /** The context for an operation. */
  begin(): Ctx {
    this.ctx.status = 0;
    return this.ctx;
  }
}

/** The types, once the module is made. */
export const types: { decimal: PyType | undefined; context: PyType | undefined } = {
  decimal: undefined,
  context: undefined,
};

/** An exact Decimal. */
export function newDecimal(v: Dec): PyDecimal {
  const d = new PyDecimal();
  d.v = v;
  return d;
}

/** A Decimal of a class, which may be a subclass. */
export function makeDecimal(cls: PyType, v: Dec): PyDecimal {
  if (cls === types.decimal) return newDecimal(v);
  const d = cls.allocate() as PyDecimal;
  d.v = v;
  return d;
}

// ---- the current context

const variable = internalVariable("decimal_context");

/** The templates of an interpreter. */
export interface Templates {
  readonly default: PyContext;
  readonly basic: PyContext;
  readonly extended: PyContext;
}

/** The templates of the interpreter that runs; made with the module. */
export function templates(): Templates {
  return currentInterpreter().shared.get("decimal templates") as Templates;
}

/** `getcontext()` */
export function currentContext(): PyContext {
  const c = readVariable(variable);
  if (c instanceof PyContext) return c;
  const made = new PyContext();
  made.assign(templates().default, false);
  writeVariable(variable, made);
  return made;
}

/** `setcontext(c)` */
export function setCurrentContext(c: PyContext): void {
  const t = templates();
  if (c === t.default || c === t.basic || c === t.extended) {
    const copy = new PyContext();
    copy.assign(c, false);
    writeVariable(variable, copy);
  } else {
    writeVariable(variable, c);
  }
}

/** The context that an argument is, or the current one. */
export function contextArgument(v: Value | undefined): PyContext {
  if (v === undefined || v === NONE) return currentContext();
  if (v instanceof PyContext) return v;
  throw typeError("optional argument must be a context");
}

// ---- operands

/** The number of a Decimal or an int; `undefined` for anything else. */
export function operandOf(v: Value): Dec | undefined {
  if (v instanceof PyDecimal) return v.v;
  const n = intOf(v);
  return n === undefined ? undefined : Dec.fromInt(n);
}

/** The same; TypeError for anything else. */
export function operand(v: Value): Dec {
  const d = operandOf(v);
  if (d === undefined) {
    throw typeError(`conversion from ${typeOf(v).name} to Decimal is not supported`);
  }
  return d;
}

const ROUNDING_TEXT =
  "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   " +
  "ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]";

const ROUNDING_NAMES: ReadonlySet<string> = new Set([
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_05UP",
]);

/** A rounding mode given as a str. */
export function roundingOf(v: Value): Rounding {
  if (typeof v === "string" && ROUNDING_NAMES.has(v)) return v as Rounding;
  throw typeError(ROUNDING_TEXT);
}

/** A literal in ASCII. */
export function literalText(s: Str): string {
  return typeof s === "string" ? foldString(s) : foldPoints(pointsOf(s));
}

/** A literal without white space around it and underscores, which only `Decimal()` allows. */
export function looseText(s: Str): string {
  return literalText(s).trim().replaceAll("_", "");
}
