// The methods of complex. The class itself is in complex.ts.

import { parseComplexPoints, parseComplexString, reprComplex } from "./core/complex_text.ts";
import { equalsDouble, toDouble } from "./core/int_core.ts";
import { hashComplex, hashFloat } from "./core/number_hash.ts";
import { special0 } from "./attributes.ts";
import { member } from "./builtin.ts";
import { ComplexType, PyComplex } from "./complex.ts";
import { define } from "./define.ts";
import { PyFloat } from "./float.ts";
import { complexPower, complexProduct, complexQuotient, hypot } from "./float_power.ts";
import { realOf } from "./float_type.ts";
import { formatComplexValue, specOf } from "./format_value.ts";
import { intOf } from "./int.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { str } from "./operations.ts";
import { overflowError, typeError, valueError } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { method } from "./signature.ts";
import { isStr, strOf } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { type PyType, typeOf } from "./type.ts";

function makeComplex(cls: PyType, re: number, im: number): PyComplex {
  if (cls === ComplexType) return new PyComplex(re, im);
  const o = cls.allocate() as PyComplex;
  o.re = re;
  o.im = im;
  return o;
}

/** What `__complex__` gives; `undefined` where the value has none. */
function fromSpecial(v: Value): PyComplex | undefined {
  if (v instanceof PyComplex && v.cls === ComplexType) return v;
  const f = typeOf(v).lookup("__complex__");
  if (f === undefined) return v instanceof PyComplex ? v : undefined;
  const r = special0(f, v);
  if (!(r instanceof PyComplex)) {
    throw typeError(`__complex__ returned non-complex (type ${typeOf(r).name})`);
  }
  if (r.cls !== ComplexType) {
    runtime.warn(
      "DeprecationWarning",
      `__complex__ returned non-complex (type ${r.cls.name}).  The ability to return an instance ` +
        "of a strict subclass of complex is deprecated, and may be removed in a future version of " +
        "Python.",
      1,
    );
  }
  return r;
}

function newComplex(cls: PyType, r: Value | undefined, i: Value | undefined): Value {
  if (r === undefined && i === undefined) return makeComplex(cls, 0, 0);
  if (r !== undefined) {
    if (i === undefined && r instanceof PyComplex && r.cls === ComplexType && cls === ComplexType) {
      return r;
    }
    const text = strOf(r);
    if (text !== undefined) {
      if (i !== undefined) throw typeError("complex() can't take second arg if first is a string");
      const [re, im] = typeof text === "string"
        ? parseComplexString(text)
        : parseComplexPoints(text.points);
      return makeComplex(cls, re, im);
    }
  }
  if (i !== undefined && isStr(i)) throw typeError("complex() second arg can't be a string");
  let re = 0, reIm = 0, hasComplexReal = false;
  if (r !== undefined) {
    const z = fromSpecial(r);
    if (z !== undefined) {
      re = z.re;
      reIm = z.im;
      hasComplexReal = true;
    } else {
      const real = realOf(r);
      if (real === undefined) {
        throw typeError(
          `complex() first argument must be a string or a number, not '${typeOf(r).name}'`,
        );
      }
      re = real;
    }
  }
  if (i === undefined) return makeComplex(cls, re, reIm);
  let im: number;
  if (i instanceof PyComplex) {
    // complex(a, b) is a + b*1j
    re -= i.im;
    im = i.re;
  } else {
    const real = realOf(i);
    if (real === undefined) {
      throw typeError(`complex() second argument must be a number, not '${typeOf(i).name}'`);
    }
    im = real;
  }
  if (hasComplexReal) im += reIm;
  return makeComplex(cls, re, im);
}

// ---- operators

/** An operand as a complex number; `undefined` for what is none. */
function operand(v: Value): PyComplex | undefined {
  if (v instanceof PyComplex) return v;
  if (v instanceof PyFloat) return new PyComplex(v.v, 0);
  const n = intOf(v);
  return n === undefined ? undefined : new PyComplex(toDouble(n), 0);
}

type Operation = (a: PyComplex, b: PyComplex) => Value;

function binary(f: Operation): (self: PyComplex, other: Value) => Value {
  return (self, other) => {
    const b = operand(other);
    return b === undefined ? NOT_IMPLEMENTED : f(self, b);
  };
}

function reflected(f: Operation): (self: PyComplex, other: Value) => Value {
  return (self, other) => {
    const b = operand(other);
    return b === undefined ? NOT_IMPLEMENTED : f(b, self);
  };
}

const add: Operation = (a, b) => new PyComplex(a.re + b.re, a.im + b.im);
const subtract: Operation = (a, b) => new PyComplex(a.re - b.re, a.im - b.im);
const multiply: Operation = (a, b) => complexProduct(a.re, a.im, b.re, b.im);
const divide: Operation = (a, b) => complexQuotient(a.re, a.im, b.re, b.im);

function power(a: Value, b: Value, modulus: Value | undefined): Value {
  const x = operand(a), y = operand(b);
  if (x === undefined || y === undefined) return NOT_IMPLEMENTED;
  if (modulus !== undefined && modulus !== NONE) throw valueError("complex modulo");
  return complexPower(x.re, x.im, y.re, y.im);
}

function equal(self: PyComplex, other: Value): boolean | undefined {
  if (other instanceof PyComplex) return self.re === other.re && self.im === other.im;
  if (other instanceof PyFloat) return self.im === 0 && self.re === other.v;
  const n = intOf(other);
  return n === undefined ? undefined : self.im === 0 && equalsDouble(n, self.re);
}

const unordered = () => NOT_IMPLEMENTED;
const exact = (self: PyComplex) =>
  self.cls === ComplexType ? self : new PyComplex(self.re, self.im);

define(ComplexType, {
  doc: `Create a complex number from a string or numbers.

If a string is given, parse it as a complex number.
If a single number is given, convert it to a complex number.
If the 'real' or 'imag' arguments are given, create a complex number
with the specified real and imaginary components.`,
  textSignature: "(real=0, imag=0)",
  new: method(
    "(cls, real=0, imag=0)",
    "Create and return a new object.  See help(type) for accurate signature.",
    newComplex,
  ),
  methods: {
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (self: PyComplex) => reprComplex(self.re, self.im),
    ),
    __hash__: method(
      "(self, /)",
      "Return hash(self).",
      (self: PyComplex) => hashComplex(hashFloat(self.re), hashFloat(self.im)),
    ),
    __lt__: method("(self, value, /)", "Return self<value.", unordered),
    __le__: method("(self, value, /)", "Return self<=value.", unordered),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PyComplex, other: Value) => equal(self, other) ?? NOT_IMPLEMENTED,
    ),
    __ne__: method("(self, value, /)", "Return self!=value.", (self: PyComplex, other: Value) => {
      const r = equal(self, other);
      return r === undefined ? NOT_IMPLEMENTED : !r;
    }),
    __gt__: method("(self, value, /)", "Return self>value.", unordered),
    __ge__: method("(self, value, /)", "Return self>=value.", unordered),
    __add__: method("(self, value, /)", "Return self+value.", binary(add)),
    __radd__: method("(self, value, /)", "Return value+self.", reflected(add)),
    __sub__: method("(self, value, /)", "Return self-value.", binary(subtract)),
    __rsub__: method("(self, value, /)", "Return value-self.", reflected(subtract)),
    __mul__: method("(self, value, /)", "Return self*value.", binary(multiply)),
    __rmul__: method("(self, value, /)", "Return value*self.", reflected(multiply)),
    __pow__: method("(self, value, mod=None, /)", "Return pow(self, value, mod).", power),
    __rpow__: method(
      "(self, value, mod=None, /)",
      "Return pow(value, self, mod).",
      (self: Value, other: Value, modulus: Value | undefined) => power(other, self, modulus),
    ),
    __neg__: method("(self, /)", "-self", (self: PyComplex) => new PyComplex(-self.re, -self.im)),
    __pos__: method("(self, /)", "+self", exact),
    __abs__: method("(self, /)", "abs(self)", (self: PyComplex) => {
      const length = hypot(self.re, self.im);
      if (length === Infinity && self.re - self.re === 0 && self.im - self.im === 0) {
        throw overflowError("absolute value too large");
      }
      return new PyFloat(length);
    }),
    __bool__: method(
      "(self, /)",
      "True if self else False",
      (self: PyComplex) => self.re !== 0 || self.im !== 0,
    ),
    __truediv__: method("(self, value, /)", "Return self/value.", binary(divide)),
    __rtruediv__: method("(self, value, /)", "Return value/self.", reflected(divide)),
    conjugate: method(
      "(self, /)",
      "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.",
      (self: PyComplex) => new PyComplex(self.re, -self.im),
    ),
    __complex__: method("(self, /)", "Convert this value to exact type complex.", exact),
    __getnewargs__: method(
      "(self, /)",
      "",
      (self: PyComplex) => new PyTuple([new PyFloat(self.re), new PyFloat(self.im)]),
    ),
    __sizeof__: method("(self, /)", "Size of object in memory, in bytes.", () => 32),
    __format__: method(
      "(self, format_spec, /)",
      "Convert to a string according to format_spec.",
      (self: PyComplex, formatSpec: Value) => {
        const spec = specOf(formatSpec);
        if (spec === "") {
          return self.cls === ComplexType ? reprComplex(self.re, self.im) : str(self);
        }
        return formatComplexValue(self.re, self.im, spec, typeOf(self).name);
      },
    ),
  },
  attributes: {
    real: member("the real part of a complex number", (self: PyComplex) => new PyFloat(self.re)),
    imag: member(
      "the imaginary part of a complex number",
      (self: PyComplex) => new PyFloat(self.im),
    ),
  },
});
