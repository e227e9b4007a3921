// math: the functions of C's math library, and exact ones over ints.
//
// What JavaScript has is V8's; numeric/ has the rest. A function says here which of C's errors its result stands for.

import { callUnbound } from "../vm/objects/attributes.ts";
import { floatPower } from "../vm/objects/float_power.ts";
import { bitLength, fromDouble, toDouble } from "../vm/objects/core/int_core.ts";
import { gcd, isqrt, lcm } from "../vm/objects/core/int_theory.ts";
import { FloatType, PyFloat } from "../vm/objects/float.ts";
import { realOf, toFloat } from "../vm/objects/float_type.ts";
import { intOf } from "../vm/objects/int.ts";
import { forEach, iter, toArray } from "../vm/objects/iteration.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { type Int, NONE, type Value } from "../vm/objects/object.ts";
import { indexOf } from "../vm/objects/operations.ts";
import { add, mul, truediv } from "../vm/objects/operators.ts";
import { overflowError, typeError, valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { typeOf } from "../vm/objects/type.ts";
import { combinations, factorial, permutations } from "./numeric/combinatorics.ts";
import * as elementary from "./numeric/elementary.ts";
import { erf, erfc } from "./numeric/error_function.ts";
import {
  copySign,
  frexp,
  fusedMultiplyAdd,
  ieeeRemainder,
  nextAfter,
  scale,
  ulp,
} from "./numeric/float_parts.ts";
import { gamma, logGamma } from "./numeric/gamma.ts";
import { DotProduct, ExactSum, vectorLength } from "./numeric/sums.ts";

function domainError(): Value {
  return valueError("math domain error");
}

function rangeError(): Value {
  return overflowError("math range error");
}

/** The double of an argument. */
function real(v: Value): number {
  if (v instanceof PyFloat && v.cls === FloatType) return v.v;
  return toFloat(v);
}

/** A function of one double that C would say EDOM of where a NaN or an infinity comes out of a finite number. */
function bounded(doc: string, f: (x: number) => number): Declaration {
  return method("(x, /)", doc, (v: Value) => {
    const x = real(v);
    const r = f(x);
    if (r - r !== 0) {
      if (r !== r) {
        if (x === x) throw domainError();
      } else if (x - x === 0) throw domainError();
    }
    return new PyFloat(r);
  }, { onDoubles: f });
}

/** The same for a function whose infinite result from a finite number is an overflow. */
function growing(doc: string, f: (x: number) => number): Declaration {
  return method("(x, /)", doc, (v: Value) => {
    const x = real(v);
    const r = f(x);
    if (r - r !== 0) {
      if (r !== r) {
        if (x === x) throw domainError();
      } else if (x - x === 0) throw rangeError();
    }
    return new PyFloat(r);
  }, { onDoubles: f });
}

/** A function of two doubles. */
function binary(
  signature: string,
  doc: string,
  f: (x: number, y: number) => number,
): Declaration {
  return method(signature, doc, (a: Value, b: Value) => {
    const x = real(a), y = real(b);
    const r = f(x, y);
    if (r - r !== 0) {
      if (r !== r) {
        if (x === x && y === y) throw domainError();
      } else if (x - x === 0 && y - y === 0) throw rangeError();
    }
    return new PyFloat(r);
  }, { onDoubles: f });
}

/** floor and ceil: of a float, or by a special method. */
function integral(name: string, f: (x: number) => number): (v: Value) => Value {
  return (v) => {
    if (v instanceof PyFloat && v.cls === FloatType) return fromDouble(f(v.v));
    if (typeof v === "number") return v;
    const special = typeOf(v).lookup(name);
    if (special !== undefined) return callUnbound(special, v, []);
    const x = realOf(v);
    if (x === undefined) throw typeError(`must be real number, not ${typeOf(v).name}`);
    return fromDouble(f(x));
  };
}

function trunc(v: Value): Value {
  if (v instanceof PyFloat && v.cls === FloatType) return fromDouble(Math.trunc(v.v));
  const special = typeOf(v).lookup("__trunc__");
  if (special === undefined) {
    throw typeError(`type ${typeOf(v).name} doesn't define __trunc__ method`);
  }
  return callUnbound(special, v, []);
}

/** A logarithm of a real number; ints too large for a double are shifted first. */
function logarithm(v: Value, f: (x: number) => number, logOf2: number): number {
  const n = intOf(v);
  if (n === undefined) {
    const x = real(v);
    if (x > 0 && x < Infinity) return f(x);
    if (x === Infinity || x !== x) return x;
    throw domainError();
  }
  if (n <= 0) throw domainError();
  if (typeof n === "number") return f(n);
  const bits = bitLength(n);
  if (bits <= 1000) return f(toDouble(n));
  // the mantissa between 1/2 and 1, rounded as a double of 53 bits
  const mantissa = toDouble(n >> BigInt(bits - 64)) * 2 ** -64;
  return f(mantissa) + logOf2 * bits;
}

function log(v: Value, base: Value | undefined): Value {
  const x = logarithm(v, Math.log, Math.LN2);
  if (base === undefined) return new PyFloat(x);
  const b = logarithm(base, Math.log, Math.LN2);
  return truediv(new PyFloat(x), new PyFloat(b));
}

/** pow() of C, with its errors. */
function power(a: Value, b: Value): Value {
  const x = real(a), y = real(b);
  if (x - x === 0 && y - y === 0) {
    if (x === 0 && y < 0 || x < 0 && y !== Math.floor(y)) throw domainError();
    const r = x ** y;
    if (r - r !== 0) throw rangeError();
    // floatPower knows the signs that JavaScript and C differ in
    return r === 0 || x < 0 ? floatPower(x, y) : new PyFloat(r);
  }
  if (x === 1 || y === 0) return new PyFloat(1);
  if (x === -1 && (y === Infinity || y === -Infinity)) return new PyFloat(1);
  return new PyFloat(x ** y);
}

function fmod(a: Value, b: Value): Value {
  const x = real(a), y = real(b);
  const r = x % y;
  if (r !== r && x === x && y === y) throw domainError();
  return new PyFloat(r);
}

function ldexp(a: Value, i: Value): Value {
  const x = real(a);
  const e = intOf(i);
  if (e === undefined) throw typeError("Expected an int as second argument to ldexp.");
  const r = scale(x, e > 1e6 ? 1e6 : e < -1e6 ? -1e6 : Number(e));
  if (r - r !== 0 && x - x === 0) throw rangeError();
  return new PyFloat(r);
}

function modf(v: Value): Value {
  const x = real(v);
  if (x - x !== 0) {
    return new PyTuple([new PyFloat(x === x ? copySign(0, x) : x), new PyFloat(x)]);
  }
  const whole = Math.trunc(x);
  return new PyTuple([new PyFloat(copySign(x - whole, x)), new PyFloat(whole)]);
}

function fma(a: Value, b: Value, c: Value): Value {
  const x = real(a), y = real(b), z = real(c);
  if (x - x === 0 && y - y === 0 && z - z === 0) {
    const r = fusedMultiplyAdd(x, y, z);
    if (r - r !== 0) throw overflowError("overflow in fma");
    return new PyFloat(r);
  }
  // where the product of finite numbers overflows, only z counts
  const product = x - x === 0 && y - y === 0 ? 0 : x * y;
  const r = product + z;
  if (r !== r && x === x && y === y && z === z) throw valueError("invalid operation in fma");
  return new PyFloat(r);
}

function gammaOf(v: Value): Value {
  const x = real(v);
  const r = gamma(x);
  if (r - r !== 0 && x === x && x !== Infinity) {
    throw r !== r || x === 0 ? domainError() : rangeError();
  }
  return new PyFloat(r);
}

function logGammaOf(v: Value): Value {
  const x = real(v);
  const r = logGamma(x);
  if (r - r !== 0 && x - x === 0) {
    throw x <= 0 && Math.floor(x) === x ? domainError() : rangeError();
  }
  return new PyFloat(r);
}

// ---- ints

const LARGEST = "9223372036854775807";

function factorialOf(v: Value): Value {
  const n = indexOf(v);
  if (n < 0) throw valueError("factorial() not defined for negative values");
  if (typeof n !== "number") {
    throw overflowError(`factorial() argument should not exceed ${LARGEST}`);
  }
  // beyond that the result is longer than V8's ints
  if (n > 50_000_000) throw new RangeError("Maximum BigInt size exceeded");
  return factorial(n);
}

/** The arguments of comb and perm, checked. */
function count(v: Value, name: string): Int {
  const n = indexOf(v);
  if (n < 0) throw valueError(`${name} must be a non-negative integer`);
  return n;
}

function comb(nv: Value, kv: Value): Value {
  const ni = indexOf(nv), ki = indexOf(kv);
  const n = count(ni, "n"), k = count(ki, "k");
  if (k > n) return 0;
  const other = canonicalDifference(n, k);
  const least = other < k ? other : k;
  if (typeof least !== "number") {
    throw overflowError(`min(n - k, k) must not exceed ${LARGEST}`);
  }
  return combinations(n, least);
}

function canonicalDifference(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const d = BigInt(a) - BigInt(b);
  return d <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(d) : d;
}

function perm(nv: Value, kv: Value | undefined): Value {
  if (kv === undefined || kv === NONE) return factorialOf(nv);
  const ni = indexOf(nv), ki = indexOf(kv);
  const n = count(ni, "n"), k = count(ki, "k");
  if (k > n) return 0;
  if (typeof k !== "number") throw overflowError(`k must not exceed ${LARGEST}`);
  return permutations(n, k);
}

// ---- sums

function fsum(seq: Value): Value {
  const sum = new ExactSum();
  forEach(seq, (v) => {
    sum.add(real(v));
    if (sum.overflow) throw overflowError("intermediate overflow in fsum");
  });
  const r = sum.result();
  if (r === "overflow") throw overflowError("intermediate overflow in fsum");
  if (r === "infinities") throw valueError("-inf + inf in fsum");
  return new PyFloat(r);
}

function prod(iterable: Value, start: Value | undefined): Value {
  let r: Value = start ?? 1;
  forEach(iterable, (v) => {
    r = mul(r, v);
  });
  return r;
}

/** The exact float or int that the triple-length sum takes; `undefined` for other values. */
function sumprodOperand(v: Value): number | undefined {
  if (v instanceof PyFloat && v.cls === FloatType) return v.v;
  if (typeof v === "number") return v;
  if (typeof v === "boolean") return v ? 1 : 0;
  return undefined;
}

/**
 * A sum of products. It begins with plain ints, goes on in triple length at the first float, and by the operators
 * at anything else.
 */
function sumprod(pv: Value, qv: Value): Value {
  const p = iter(pv), q = iter(qv);
  const floats = new DotProduct();
  let total: Value = 0;
  let ints = 0, phase: "ints" | "floats" | "any" = "ints";
  for (;;) {
    const a = p.step(), b = q.step();
    if ((a === undefined) !== (b === undefined)) {
      throw valueError("Inputs are not the same length");
    }
    if (a === undefined || b === undefined) break;
    if (phase === "ints") {
      if (typeof a === "number" && typeof b === "number") {
        const product = a * b, next = ints + product;
        if (Number.isSafeInteger(product) && Number.isSafeInteger(next)) {
          ints = next;
          continue;
        }
      }
      total = ints;
      phase = "floats";
    }
    if (phase === "floats") {
      const x = sumprodOperand(a), y = sumprodOperand(b);
      if (
        x !== undefined && y !== undefined && (a instanceof PyFloat || b instanceof PyFloat) &&
        floats.add(x, y)
      ) continue;
      if (floats.used) total = add(total, new PyFloat(floats.result()));
      phase = "any";
    }
    total = add(total, mul(a, b));
  }
  if (phase === "ints") return ints;
  if (phase === "floats" && floats.used) return add(total, new PyFloat(floats.result()));
  return total;
}

/** The coordinates of a point. */
function coordinates(v: Value): Value[] {
  return v instanceof PyTuple ? v.items : toArray(v);
}

function dist(pv: Value, qv: Value): Value {
  const p = coordinates(pv), q = coordinates(qv);
  if (p.length !== q.length) {
    throw valueError("both points must have the same number of dimensions");
  }
  return new PyFloat(vectorLength(p.map((x, i) => real(x) - real(q[i]))));
}

function isclose(
  av: Value,
  bv: Value,
  relative: Value | undefined,
  absolute: Value | undefined,
): boolean {
  const a = real(av), b = real(bv);
  const rel = relative === undefined ? 1e-9 : real(relative);
  const abs = absolute === undefined ? 0 : real(absolute);
  if (rel < 0 || abs < 0) throw valueError("tolerances must be non-negative");
  if (a === b) return true;
  if (Math.abs(a) === Infinity || Math.abs(b) === Infinity) return false;
  const difference = Math.abs(b - a);
  return difference <= Math.abs(rel * b) || difference <= Math.abs(rel * a) || difference <= abs;
}

function nextafter(a: Value, b: Value, steps: Value | undefined): Value {
  const x = real(a), y = real(b);
  if (steps === undefined || steps === NONE) return new PyFloat(nextAfter(x, y, 1n));
  const n = indexOf(steps);
  if (n < 0) throw valueError("steps must be a non-negative integer");
  return new PyFloat(nextAfter(x, y, BigInt(n)));
}

function gcdOf(values: Value[]): Value {
  let r: Int = 0;
  for (const v of values) r = gcd(r, indexOf(v));
  return r;
}

function lcmOf(values: Value[]): Value {
  let r: Int = 1;
  for (const v of values) {
    const n = indexOf(v);
    r = lcm(r, n);
  }
  return r;
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("math", {
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    functions: {
      acos: bounded(
        "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi.",
        Math.acos,
      ),
      acosh: bounded("Return the inverse hyperbolic cosine of x.", elementary.acosh),
      asin: bounded(
        "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.",
        Math.asin,
      ),
      asinh: bounded("Return the inverse hyperbolic sine of x.", elementary.asinh),
      atan: bounded(
        "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.",
        Math.atan,
      ),
      atan2: binary(
        "(y, x, /)",
        "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both x and y are considered.",
        Math.atan2,
      ),
      atanh: bounded("Return the inverse hyperbolic tangent of x.", elementary.atanh),
      cbrt: bounded("Return the cube root of x.", elementary.cbrt),
      ceil: method(
        "(x, /)",
        "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x.",
        integral("__ceil__", Math.ceil),
      ),
      comb: method(
        "(n, k, /)",
        "Number of ways to choose k items from n items without repetition and without order.\n\nEvaluates to n! / (k! * (n - k)!) when k <= n and evaluates\nto zero when k > n.\n\nAlso called the binomial coefficient because it is equivalent\nto the coefficient of k-th term in polynomial expansion of the\nexpression (1 + x)**n.\n\nRaises TypeError if either of the arguments are not integers.\nRaises ValueError if either of the arguments are negative.",
        comb,
      ),
      copysign: binary(
        "(x, y, /)",
        "Return a float with the magnitude (absolute value) of x but the sign of y.\n\nOn platforms that support signed zeros, copysign(1.0, -0.0)\nreturns -1.0.\n",
        copySign,
      ),
      cos: bounded("Return the cosine of x (measured in radians).", Math.cos),
      cosh: growing("Return the hyperbolic cosine of x.", elementary.cosh),
      degrees: method(
        "(x, /)",
        "Convert angle x from radians to degrees.",
        (v: Value) => new PyFloat(real(v) * (180 / Math.PI)),
      ),
      dist: method(
        "(p, q, /)",
        "Return the Euclidean distance between two points p and q.\n\nThe points should be specified as sequences (or iterables) of\ncoordinates.  Both inputs must have the same dimension.\n\nRoughly equivalent to:\n    sqrt(sum((px - qx) ** 2.0 for px, qx in zip(p, q)))",
        dist,
      ),
      erf: bounded("Error function at x.", erf),
      erfc: bounded("Complementary error function at x.", erfc),
      exp: growing("Return e raised to the power of x.", Math.exp),
      exp2: growing("Return 2 raised to the power of x.", elementary.exp2),
      expm1: growing(
        "Return exp(x)-1.\n\nThis function avoids the loss of precision involved in the direct evaluation of exp(x)-1 for small x.",
        elementary.expm1,
      ),
      fabs: bounded("Return the absolute value of the float x.", Math.abs),
      factorial: method(
        "(n, /)",
        "Find n!.\n\nRaise a ValueError if x is negative or non-integral.",
        factorialOf,
      ),
      floor: method(
        "(x, /)",
        "Return the floor of x as an Integral.\n\nThis is the largest integer <= x.",
        integral("__floor__", Math.floor),
      ),
      fma: method(
        "(x, y, z, /)",
        "Fused multiply-add operation.\n\nCompute (x * y) + z with a single round.",
        fma,
      ),
      fmod: method(
        "(x, y, /)",
        "Return fmod(x, y), according to platform C.\n\nx % y may differ.",
        fmod,
      ),
      frexp: method(
        "(x, /)",
        "Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float and e is an int, such that x = m * 2.**e.\nIf x is 0, m and e are both 0.  Else 0.5 <= abs(m) < 1.0.",
        (v: Value) => {
          const [m, e] = frexp(real(v));
          return new PyTuple([new PyFloat(m), e]);
        },
      ),
      fsum: method(
        "(seq, /)",
        "Return an accurate floating-point sum of values in the iterable seq.\n\nAssumes IEEE-754 floating-point arithmetic.",
        fsum,
      ),
      gamma: method("(x, /)", "Gamma function at x.", gammaOf),
      gcd: method("(*integers)", "Greatest Common Divisor.", gcdOf, {
        textSignature: "(*integers)",
      }),
      hypot: method(
        "(*coordinates)",
        "hypot(*coordinates) -> value\n\nMultidimensional Euclidean distance from the origin to a point.\n\nRoughly equivalent to:\n    sqrt(sum(x**2 for x in coordinates))\n\nFor a two dimensional point (x, y), gives the hypotenuse\nusing the Pythagorean theorem:  sqrt(x*x + y*y).\n\nFor example, the hypotenuse of a 3/4/5 right triangle is:\n\n    >>> hypot(3.0, 4.0)\n    5.0\n",
        (values: Value[]) => new PyFloat(vectorLength(values.map(real))),
        { noTextSignature: true },
      ),
      isclose: method(
        "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        'Determine whether two floating-point numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered "close", relative to the\n    magnitude of the input values\n  abs_tol\n    maximum difference for being considered "close", regardless of the\n    magnitude of the input values\n\nReturn True if a is close in value to b, and False otherwise.\n\nFor the values to be considered close, the difference between them\nmust be smaller than at least one of the tolerances.\n\n-inf, inf and NaN behave similarly to the IEEE 754 Standard.  That\nis, NaN is not close to anything, even itself.  inf and -inf are\nonly close to themselves.',
        isclose,
      ),
      isfinite: method(
        "(x, /)",
        "Return True if x is neither an infinity nor a NaN, and False otherwise.",
        (v: Value) => {
          const x = real(v);
          return x - x === 0;
        },
      ),
      isinf: method(
        "(x, /)",
        "Return True if x is a positive or negative infinity, and False otherwise.",
        (v: Value) => Math.abs(real(v)) === Infinity,
      ),
      isnan: method(
        "(x, /)",
        "Return True if x is a NaN (not a number), and False otherwise.",
        (v: Value) => Number.isNaN(real(v)),
      ),
      isqrt: method(
        "(n, /)",
        "Return the integer part of the square root of the input.",
        (v: Value) => isqrt(indexOf(v)),
      ),
      lcm: method("(*integers)", "Least Common Multiple.", lcmOf, {
        textSignature: "(*integers)",
      }),
      ldexp: method(
        "(x, i, /)",
        "Return x * (2**i).\n\nThis is essentially the inverse of frexp().",
        ldexp,
      ),
      lgamma: method(
        "(x, /)",
        "Natural logarithm of absolute value of Gamma function at x.",
        logGammaOf,
      ),
      log: method(
        "(x, base=e, /)",
        "log(x, [base=math.e])\nReturn the logarithm of x to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of x.",
        log,
        { noTextSignature: true },
      ),
      log10: method(
        "(x, /)",
        "Return the base 10 logarithm of x.",
        (v: Value) => new PyFloat(logarithm(v, elementary.log10, Math.log10(2))),
      ),
      log1p: bounded(
        "Return the natural logarithm of 1+x (base e).\n\nThe result is computed in a way which is accurate for x near zero.",
        elementary.log1p,
      ),
      log2: method(
        "(x, /)",
        "Return the base 2 logarithm of x.",
        (v: Value) => new PyFloat(logarithm(v, elementary.log2, 1)),
      ),
      modf: method(
        "(x, /)",
        "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are floats.",
        modf,
      ),
      nextafter: method(
        "(x, y, /, *, steps=None)",
        "Return the floating-point value the given number of steps after x towards y.\n\nIf steps is not specified or is None, it defaults to 1.\n\nRaises a TypeError, if x or y is not a double, or if steps is not an integer.\nRaises ValueError if steps is negative.",
        nextafter,
      ),
      perm: method(
        "(n, k=None, /)",
        "Number of ways to choose k items from n items without repetition and with order.\n\nEvaluates to n! / (n - k)! when k <= n and evaluates\nto zero when k > n.\n\nIf k is not specified or is None, then k defaults to n\nand the function returns n!.\n\nRaises TypeError if either of the arguments are not integers.\nRaises ValueError if either of the arguments are negative.",
        perm,
      ),
      pow: method("(x, y, /)", "Return x**y (x to the power of y).", power),
      prod: method(
        "(iterable, /, *, start=1)",
        "Calculate the product of all the elements in the input iterable.\n\nThe default start value for the product is 1.\n\nWhen the iterable is empty, return the start value.  This function is\nintended specifically for use with numeric values and may reject\nnon-numeric types.",
        prod,
      ),
      radians: method(
        "(x, /)",
        "Convert angle x from degrees to radians.",
        (v: Value) => new PyFloat(real(v) * (Math.PI / 180)),
      ),
      remainder: binary(
        "(x, y, /)",
        "Difference between x and the closest integer multiple of y.\n\nReturn x - n*y where n*y is the closest integer multiple of y.\nIn the case where x is exactly halfway between two multiples of\ny, the nearest even value of n is used. The result is always exact.",
        ieeeRemainder,
      ),
      sin: bounded("Return the sine of x (measured in radians).", Math.sin),
      sinh: growing("Return the hyperbolic sine of x.", elementary.sinh),
      sqrt: bounded("Return the square root of x.", Math.sqrt),
      sumprod: method(
        "(p, q, /)",
        "Return the sum of products of values from two iterables p and q.\n\nRoughly equivalent to:\n\n    sum(itertools.starmap(operator.mul, zip(p, q, strict=True)))\n\nFor float and mixed int/float inputs, the intermediate products\nand sums are computed with extended precision.",
        sumprod,
      ),
      tan: bounded("Return the tangent of x (measured in radians).", Math.tan),
      tanh: bounded("Return the hyperbolic tangent of x.", Math.tanh),
      trunc: method(
        "(x, /)",
        "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method.",
        trunc,
      ),
      ulp: method(
        "(x, /)",
        "Return the value of the least significant bit of the float x.",
        (v: Value) => new PyFloat(ulp(real(v))),
      ),
    },
    values: {
      e: new PyFloat(Math.E),
      inf: new PyFloat(Infinity),
      nan: new PyFloat(NaN),
      pi: new PyFloat(Math.PI),
      tau: new PyFloat(2 * Math.PI),
    },
  });
}
