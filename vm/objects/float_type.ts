// The methods of float. The class itself is in float.ts, which has no imports to speak of.

import { asIntegerRatio, floatFromHex, floatToHex } from "./core/float_text.ts";
import {
  parseFloatBytes,
  parseFloatPoints,
  parseFloatString,
  reprFloat,
} from "./core/float_text.ts";
import { roundToDigits, roundToInt } from "./core/float_format.ts";
import { compareWithDouble, fromDouble, fromIntegralDouble, toDouble } from "./core/int_core.ts";
import { hashFloat } from "./core/number_hash.ts";
import { special0 } from "./attributes.ts";
import { bytesLikeOf } from "./buffer.ts";
import { getset } from "./builtin.ts";
import { define } from "./define.ts";
import { FloatType, PyFloat } from "./float.ts";
import { floatPower } from "./float_power.ts";
import { formatFloatValue, specOf } from "./format_value.ts";
import { intOf } from "./int.ts";
import { type Int, NONE, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { indexOf, str } from "./operations.ts";
import { typeError, valueError, zeroDivisionError } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { method } from "./signature.ts";
import { isExactStr, strOf, utf16 } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { argumentName, ObjectType, type PyType, typeOf } from "./type.ts";

/** A float as an instance of `cls`. */
export function makeFloat(cls: PyType, v: number): PyFloat {
  if (cls === FloatType) return new PyFloat(v);
  const o = cls.allocate() as PyFloat;
  o.v = v;
  return o;
}

/** The double of a float, int or bool (or of a subclass's instance); `undefined` for anything else. */
export function doubleOf(v: Value): number | undefined {
  if (v instanceof PyFloat) return v.v;
  const n = intOf(v);
  return n === undefined ? undefined : toDouble(n);
}

/**
 * The double that a function taking a real number sees: a float, or what `__float__` or `__index__` give; TypeError for
 * anything else, `must be real number, not str`.
 */
export function toFloat(v: Value): number {
  const r = realOf(v);
  if (r === undefined) throw typeError(`must be real number, not ${typeOf(v).name}`);
  return r;
}

/** The same, `undefined` for what is no number. */
export function realOf(v: Value): number | undefined {
  if (typeof v === "number") return v;
  if (v instanceof PyFloat && v.cls === FloatType) return v.v;
  const t = typeOf(v);
  const asFloat = t.lookup("__float__");
  if (asFloat !== undefined) {
    const r = special0(asFloat, v);
    if (!(r instanceof PyFloat)) {
      throw typeError(`${t.name}.__float__ returned non-float (type ${typeOf(r).name})`);
    }
    if (r.cls !== FloatType) {
      runtime.warn(
        "DeprecationWarning",
        `${t.name}.__float__ returned non-float (type ${r.cls.name}).  The ability to return an ` +
          "instance of a strict subclass of float is deprecated, and may be removed in a future " +
          "version of Python.",
        1,
      );
    }
    return r.v;
  }
  return t.lookup("__index__") === undefined ? undefined : toDouble(indexOf(v));
}

function newFloat(cls: PyType, x: Value | undefined): Value {
  if (x === undefined) return makeFloat(cls, 0);
  // a subclass of str may have `__float__`, which comes first
  const real = isExactStr(x) ? undefined : realOf(x);
  if (real !== undefined) return makeFloat(cls, real);
  const s = strOf(x);
  if (s !== undefined) {
    return makeFloat(cls, typeof s === "string" ? parseFloatString(s) : parseFloatPoints(s.points));
  }
  const bytes = bytesLikeOf(x);
  if (bytes === undefined) {
    throw typeError(
      `float() argument must be a string or a real number, not '${typeOf(x).name}'`,
    );
  }
  return makeFloat(cls, parseFloatBytes(bytes));
}

// ---- operators

function binary(f: (a: number, b: number) => Value): (self: PyFloat, other: Value) => Value {
  return (self, other) => {
    const b = doubleOf(other);
    return b === undefined ? NOT_IMPLEMENTED : f(self.v, b);
  };
}

function reflected(f: (a: number, b: number) => Value): (self: PyFloat, other: Value) => Value {
  return (self, other) => {
    const b = doubleOf(other);
    return b === undefined ? NOT_IMPLEMENTED : f(b, self.v);
  };
}

/** A comparison, exact with ints of any size; `test` gets the sign of `self - other`, NaN where unordered. */
function comparison(test: (order: number) => boolean): (self: PyFloat, other: Value) => Value {
  return (self, other) => {
    if (other instanceof PyFloat) {
      const a = self.v, b = other.v;
      return test(a < b ? -1 : a > b ? 1 : a === b ? 0 : NaN);
    }
    const n = intOf(other);
    return n === undefined ? NOT_IMPLEMENTED : test(-compareWithDouble(n, self.v));
  };
}

/** `a % b` with the sign of `b`. */
export function floatModulo(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 && rest === rest ? rest + b : rest;
}

/** `a // b`. */
export function floatFloorDivision(a: number, b: number): number {
  let rest = a % b;
  // division is not exact, but with the rest taken off it is nearly; rounding settles what is left
  let quotient = (a - rest) / b;
  if (rest !== 0 && rest === rest && rest < 0 !== b < 0) {
    rest += b;
    quotient -= 1;
  }
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

const add = (a: number, b: number) => new PyFloat(a + b);
const subtract = (a: number, b: number) => new PyFloat(a - b);
const multiply = (a: number, b: number) => new PyFloat(a * b);
const divide = (a: number, b: number) => {
  if (b === 0) throw zeroDivisionError("float division by zero");
  return new PyFloat(a / b);
};
const modulo = (a: number, b: number) => {
  if (b === 0) throw zeroDivisionError("float modulo by zero");
  return new PyFloat(floatModulo(a, b));
};
const floorDivide = (a: number, b: number) => {
  if (b === 0) throw zeroDivisionError("float floor division by zero");
  return new PyFloat(floatFloorDivision(a, b));
};
const divideModulo = (a: number, b: number) => {
  if (b === 0) throw zeroDivisionError("float divmod()");
  return new PyTuple([new PyFloat(floatFloorDivision(a, b)), new PyFloat(floatModulo(a, b))]);
};

function power(a: Value, b: Value, modulus: Value | undefined): Value {
  if (modulus !== undefined && modulus !== NONE) {
    throw typeError("pow() 3rd argument not allowed unless all arguments are integers");
  }
  const x = doubleOf(a), y = doubleOf(b);
  return x === undefined || y === undefined ? NOT_IMPLEMENTED : floatPower(x, y);
}

/** The hash of a NaN is that of the object. */
function hash(self: PyFloat): Value {
  if (self.v === self.v) return hashFloat(self.v);
  return special0(ObjectType.ns.get("__hash__")!, self);
}

function ceiling(v: number): Int {
  fromDouble(v);
  return fromIntegralDouble(Math.ceil(v));
}

function floor(v: number): Int {
  fromDouble(v);
  return fromIntegralDouble(Math.floor(v));
}

const exact = (self: PyFloat) => self.cls === FloatType ? self : new PyFloat(self.v);

define(FloatType, {
  doc: "Convert a string or number to a floating-point number, if possible.",
  textSignature: "(x=0, /)",
  new: method(
    "(cls, x=0, /)",
    "Create and return a new object.  See help(type) for accurate signature.",
    newFloat,
  ),
  quickCall: (args, kw) =>
    kw === undefined && args.length === 1 ? newFloat(FloatType, args[0]) : undefined,
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", (self: PyFloat) => reprFloat(self.v)),
    __hash__: method("(self, /)", "Return hash(self).", hash),
    __lt__: method("(self, value, /)", "Return self<value.", comparison((c) => c < 0)),
    __le__: method("(self, value, /)", "Return self<=value.", comparison((c) => c <= 0)),
    __eq__: method("(self, value, /)", "Return self==value.", comparison((c) => c === 0)),
    __ne__: method("(self, value, /)", "Return self!=value.", comparison((c) => c !== 0)),
    __gt__: method("(self, value, /)", "Return self>value.", comparison((c) => c > 0)),
    __ge__: method("(self, value, /)", "Return self>=value.", comparison((c) => c >= 0)),
    __add__: method("(self, value, /)", "Return self+value.", binary(add)),
    __radd__: method("(self, value, /)", "Return value+self.", reflected(add)),
    __sub__: method("(self, value, /)", "Return self-value.", binary(subtract)),
    __rsub__: method("(self, value, /)", "Return value-self.", reflected(subtract)),
    __mul__: method("(self, value, /)", "Return self*value.", binary(multiply)),
    __rmul__: method("(self, value, /)", "Return value*self.", reflected(multiply)),
    __mod__: method("(self, value, /)", "Return self%value.", binary(modulo)),
    __rmod__: method("(self, value, /)", "Return value%self.", reflected(modulo)),
    __divmod__: method("(self, value, /)", "Return divmod(self, value).", binary(divideModulo)),
    __rdivmod__: method("(self, value, /)", "Return divmod(value, self).", reflected(divideModulo)),
    __pow__: method("(self, value, mod=None, /)", "Return pow(self, value, mod).", power),
    __rpow__: method(
      "(self, value, mod=None, /)",
      "Return pow(value, self, mod).",
      (self: Value, other: Value, modulus: Value | undefined) => power(other, self, modulus),
    ),
    __neg__: method("(self, /)", "-self", (self: PyFloat) => new PyFloat(-self.v)),
    __pos__: method("(self, /)", "+self", exact),
    __abs__: method("(self, /)", "abs(self)", (self: PyFloat) => new PyFloat(Math.abs(self.v))),
    __bool__: method("(self, /)", "True if self else False", (self: PyFloat) => self.v !== 0),
    __int__: method("(self, /)", "int(self)", (self: PyFloat) => fromDouble(self.v)),
    __float__: method("(self, /)", "float(self)", exact),
    __floordiv__: method("(self, value, /)", "Return self//value.", binary(floorDivide)),
    __rfloordiv__: method("(self, value, /)", "Return value//self.", reflected(floorDivide)),
    __truediv__: method("(self, value, /)", "Return self/value.", binary(divide)),
    __rtruediv__: method("(self, value, /)", "Return value/self.", reflected(divide)),
    conjugate: method("(self, /)", "Return self, the complex conjugate of any float.", exact),
    __trunc__: method(
      "(self, /)",
      "Return the Integral closest to x between 0 and x.",
      (self: PyFloat) => fromDouble(self.v),
    ),
    __floor__: method(
      "(self, /)",
      "Return the floor as an Integral.",
      (self: PyFloat) => floor(self.v),
    ),
    __ceil__: method(
      "(self, /)",
      "Return the ceiling as an Integral.",
      (self: PyFloat) => ceiling(self.v),
    ),
    __round__: method(
      "(self, ndigits=None, /)",
      `Return the Integral closest to x, rounding half toward even.

When an argument is passed, work like built-in round(x, ndigits).`,
      (self: PyFloat, digits: Value | undefined) => {
        if (digits === undefined || digits === NONE) return roundToInt(self.v);
        const n = indexOf(digits);
        // beyond what a double can have there is nothing to round, or nothing is left
        const places = typeof n === "number" ? n : n > 0n ? 2000 : -2000;
        return new PyFloat(roundToDigits(self.v, places));
      },
    ),
    as_integer_ratio: method(
      "(self, /)",
      `Return a pair of integers, whose ratio is exactly equal to the original float.

The ratio is in lowest terms and has a positive denominator.  Raise
OverflowError on infinities and a ValueError on NaNs.

>>> (10.0).as_integer_ratio()
(10, 1)
>>> (0.0).as_integer_ratio()
(0, 1)
>>> (-.25).as_integer_ratio()
(-1, 4)`,
      (self: PyFloat) => new PyTuple(asIntegerRatio(self.v)),
    ),
    hex: method(
      "(self, /)",
      `Return a hexadecimal representation of a floating-point number.

>>> (-0.1).hex()
'-0x1.999999999999ap-4'
>>> 3.14159.hex()
'0x1.921f9f01b866ep+1'`,
      (self: PyFloat) => floatToHex(self.v),
    ),
    is_integer: method(
      "(self, /)",
      "Return True if the float is an integer.",
      (self: PyFloat) => Number.isInteger(self.v),
    ),
    __getnewargs__: method("(self, /)", "", (self: PyFloat) => new PyTuple([new PyFloat(self.v)])),
    __sizeof__: method("(self, /)", "Size of object in memory, in bytes.", () => 24),
    __format__: method(
      "(self, format_spec, /)",
      "Formats the float according to format_spec.",
      (self: PyFloat, formatSpec: Value) => {
        const spec = specOf(formatSpec);
        if (spec === "") return self.cls === FloatType ? reprFloat(self.v) : str(self);
        return formatFloatValue(self.v, spec, typeOf(self).name);
      },
    ),
  },
  classMethods: {
    fromhex: method(
      "(cls, string, /)",
      `Create a floating-point number from a hexadecimal string.

>>> float.fromhex('0x1.ffffp10')
2047.984375
>>> float.fromhex('-0x1p-1074')
-5e-324`,
      (cls: PyType, text: Value) => {
        const s = strOf(text);
        if (s === undefined) throw typeError("bad argument type for built-in operation");
        const v = new PyFloat(floatFromHex(utf16(s)));
        return cls === FloatType ? v : cls.invoke([v], undefined);
      },
    ),
    __getformat__: method(
      "(cls, typestr, /)",
      `You probably don't want to use this function.

  typestr
    Must be 'double' or 'float'.

It exists mainly to be used in Python's test suite.

This function returns whichever of 'unknown', 'IEEE, big-endian' or 'IEEE,
little-endian' best describes the format of floating-point numbers used by the
C type named by typestr.`,
      (_cls: PyType, kind: Value) => {
        const s = strOf(kind);
        if (s === undefined) {
          throw typeError(`__getformat__() argument must be str, not ${argumentName(kind)}`);
        }
        if (s !== "double" && s !== "float") {
          throw valueError("__getformat__() argument 1 must be 'double' or 'float'");
        }
        return "IEEE, little-endian";
      },
    ),
  },
  attributes: {
    real: getset("the real part of a complex number", exact),
    imag: getset("the imaginary part of a complex number", () => new PyFloat(0)),
  },
});
