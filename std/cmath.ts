// cmath: functions of complex numbers. The formulas are in numeric/complex_functions.ts.

import { callSpecial } from "../vm/objects/attributes.ts";
import { PyComplex } from "../vm/objects/complex.ts";
import { complexQuotient, hypot } from "../vm/objects/float_power.ts";
import { PyFloat } from "../vm/objects/float.ts";
import { toFloat } from "../vm/objects/float_type.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { Value } from "../vm/objects/object.ts";
import { overflowError, typeError, valueError, zeroDivisionError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { typeOf } from "../vm/objects/type.ts";
import * as functions from "./numeric/complex_functions.ts";
import { problem } from "./numeric/complex_functions.ts";
import type { Parts } from "./numeric/complex_special.ts";

/** The complex number of an argument. */
function complexOf(v: Value): Parts {
  if (v instanceof PyComplex) return [v.re, v.im];
  if (typeof v === "object" && typeOf(v).lookup("__complex__") !== undefined) {
    const r = callSpecial(v, "__complex__", [])!;
    if (!(r instanceof PyComplex)) {
      throw typeError(
        `${typeOf(v).name}.__complex__() returned non-complex (type ${typeOf(r).name})`,
      );
    }
    return [r.re, r.im];
  }
  return [toFloat(v), 0];
}

/** The errors of the call that has ended. */
function raiseProblem(): void {
  const { kind } = problem;
  if (kind === "") return;
  problem.kind = "";
  throw kind === "domain" ? valueError("math domain error") : overflowError("math range error");
}

function complexFunction(doc: string, f: (re: number, im: number) => Parts): Declaration {
  return method("(z, /)", doc, (v: Value) => {
    const [re, im] = complexOf(v);
    problem.kind = "";
    const r = f(re, im);
    raiseProblem();
    return new PyComplex(r[0], r[1]);
  });
}

function log(v: Value, base: Value | undefined): Value {
  const z = complexOf(v);
  problem.kind = "";
  const r = functions.log(z[0], z[1]);
  if (base === undefined) {
    raiseProblem();
    return new PyComplex(r[0], r[1]);
  }
  const b = complexOf(base);
  const d = functions.log(b[0], b[1]);
  raiseProblem();
  if (d[0] === 0 && d[1] === 0) throw zeroDivisionError("division by zero");
  return complexQuotient(r[0], r[1], d[0], d[1]);
}

function isclose(
  av: Value,
  bv: Value,
  relative: Value | undefined,
  absolute: Value | undefined,
): boolean {
  const [ar, ai] = complexOf(av), [br, bi] = complexOf(bv);
  const rel = relative === undefined ? 1e-9 : toFloat(relative);
  const abs = absolute === undefined ? 0 : toFloat(absolute);
  if (rel < 0 || abs < 0) throw valueError("tolerances must be non-negative");
  if (ar === br && ai === bi) return true;
  const infinite = (x: number): boolean => x === Infinity || x === -Infinity;
  if (infinite(ar) || infinite(ai) || infinite(br) || infinite(bi)) return false;
  const difference = hypot(ar - br, ai - bi);
  return difference <= rel * hypot(br, bi) || difference <= rel * hypot(ar, ai) ||
    difference <= abs;
}

function length(re: number, im: number): number {
  const h = hypot(re, im);
  if (h === Infinity && re - re === 0 && im - im === 0) throw overflowError("math range error");
  return h;
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("cmath", {
    doc: "This module provides access to mathematical functions for complex\nnumbers.",
    functions: {
      acos: complexFunction("Return the arc cosine of z.", functions.acos),
      acosh: complexFunction("Return the inverse hyperbolic cosine of z.", functions.acosh),
      asin: complexFunction("Return the arc sine of z.", functions.asin),
      asinh: complexFunction("Return the inverse hyperbolic sine of z.", functions.asinh),
      atan: complexFunction("Return the arc tangent of z.", functions.atan),
      atanh: complexFunction("Return the inverse hyperbolic tangent of z.", functions.atanh),
      cos: complexFunction("Return the cosine of z.", functions.cos),
      cosh: complexFunction("Return the hyperbolic cosine of z.", functions.cosh),
      exp: complexFunction("Return the exponential value e**z.", functions.exp),
      log10: complexFunction("Return the base-10 logarithm of z.", functions.log10),
      sin: complexFunction("Return the sine of z.", functions.sin),
      sinh: complexFunction("Return the hyperbolic sine of z.", functions.sinh),
      sqrt: complexFunction("Return the square root of z.", functions.sqrt),
      tan: complexFunction("Return the tangent of z.", functions.tan),
      tanh: complexFunction("Return the hyperbolic tangent of z.", functions.tanh),
      log: method(
        "(z, base=<unrepresentable>, /)",
        "log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of z.",
        log,
      ),
      phase: method(
        "(z, /)",
        "Return argument, also known as the phase angle, of a complex.",
        (v: Value) => {
          const [re, im] = complexOf(v);
          return new PyFloat(Math.atan2(im, re));
        },
      ),
      polar: method(
        "(z, /)",
        "Convert a complex from rectangular coordinates to polar coordinates.\n\nr is the distance from 0 and phi the phase angle.",
        (v: Value) => {
          const [re, im] = complexOf(v);
          return new PyTuple([new PyFloat(length(re, im)), new PyFloat(Math.atan2(im, re))]);
        },
      ),
      rect: method(
        "(r, phi, /)",
        "Convert from polar coordinates to rectangular coordinates.",
        (r: Value, phi: Value) => {
          const x = toFloat(r), y = toFloat(phi);
          problem.kind = "";
          const z = functions.rect(x, y);
          raiseProblem();
          return new PyComplex(z[0], z[1]);
        },
      ),
      isclose: method(
        "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        'Determine whether two complex numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered "close", relative to the\n    magnitude of the input values\n  abs_tol\n    maximum difference for being considered "close", regardless of the\n    magnitude of the input values\n\nReturn True if a is close in value to b, and False otherwise.\n\nFor the values to be considered close, the difference between them must be\nsmaller than at least one of the tolerances.\n\n-inf, inf and NaN behave similarly to the IEEE 754 Standard. That is, NaN is\nnot close to anything, even itself. inf and -inf are only close to themselves.',
        isclose,
      ),
      isfinite: method(
        "(z, /)",
        "Return True if both the real and imaginary parts of z are finite, else False.",
        (v: Value) => {
          const [re, im] = complexOf(v);
          return re - re === 0 && im - im === 0;
        },
      ),
      isinf: method(
        "(z, /)",
        "Checks if the real or imaginary part of z is infinite.",
        (v: Value) => {
          const [re, im] = complexOf(v);
          return Math.abs(re) === Infinity || Math.abs(im) === Infinity;
        },
      ),
      isnan: method(
        "(z, /)",
        "Checks if the real or imaginary part of z not a number (NaN).",
        (v: Value) => {
          const [re, im] = complexOf(v);
          return re !== re || im !== im;
        },
      ),
    },
    values: {
      e: new PyFloat(Math.E),
      inf: new PyFloat(Infinity),
      infj: new PyComplex(0, Infinity),
      nan: new PyFloat(NaN),
      nanj: new PyComplex(0, NaN),
      pi: new PyFloat(Math.PI),
      tau: new PyFloat(2 * Math.PI),
    },
  });
}
