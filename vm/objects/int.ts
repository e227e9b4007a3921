// int: the type of JavaScript's numbers (integral, within ±(2^53-1)) and bigints (outside).
//
// Instances of subclasses are PyIntObjects with the value in `v`. Arithmetic itself is in core/int_core.ts; the special
// methods here take ints, bools and instances of subclasses alike and give exact ints.

import * as core from "./core/int_core.ts";
import { fromBytes, toBytes } from "./core/int_bytes.ts";
import {
  parseInt as parseText,
  parseIntBytes,
  parseIntPoints,
  toDecimal,
} from "./core/int_text.ts";
import { powmod } from "./core/int_theory.ts";
import { hashInt } from "./core/number_hash.ts";
import { callSpecial, special0 } from "./attributes.ts";
import { type BufferView, bytesLikeOf } from "./buffer.ts";
import { getset } from "./builtin.ts";
import { compareHooksHash, truth } from "./compare.ts";
import { define } from "./define.ts";
import { floatPower } from "./float_power.ts";
import { PyFloat } from "./float.ts";
import { formatIntValue, specOf } from "./format_value.ts";
import { type Int, NONE, NOT_IMPLEMENTED, PyObject, type Value } from "./object.ts";
import { indexOf, operationHooks, sizeNumber, str } from "./operations.ts";
import { typeError, valueError } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { method } from "./signature.ts";
import { isStr, strOf } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { argumentName, BoolType, IntType, type Layout, type PyType, typeOf } from "./type.ts";

/** An instance of a subclass of int: the value is its payload. */
export class PyIntObject extends PyObject {
  v: Int;
  constructor() {
    super();
    this.v = 0;
  }
}
IntType.layout = PyIntObject as Layout;
IntType.proto = PyIntObject.prototype;
IntType.ctor = PyIntObject as Layout;
Object.defineProperty(PyIntObject.prototype, "cls", { value: IntType, writable: true });

/** The int of an int, a bool or an instance of a subclass; `undefined` for anything else. */
export function intOf(v: Value): Int | undefined {
  switch (typeof v) {
    case "number":
    case "bigint":
      return v;
    case "boolean":
      return v ? 1 : 0;
    case "object":
      return v instanceof PyIntObject ? v.v : undefined;
  }
  return undefined;
}
operationHooks.intOf = intOf;
compareHooksHash.intOf = intOf;

/** The value is an int, a bool or an instance of a subclass of int. */
export function isInt(v: Value): boolean {
  return intOf(v) !== undefined;
}

/** An int as an instance of `cls`. */
export function makeInt(cls: PyType, value: Int): Value {
  if (cls === IntType) return value;
  const o = cls.allocate() as PyIntObject;
  o.v = value;
  return o;
}

const SUBCLASS_DEPRECATED =
  "The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.";

/** The exact int that `__int__` or `__index__` has given. */
function exactResult(r: Value, name: string): Int {
  if (typeof r === "number" || typeof r === "bigint") return r;
  const n = intOf(r);
  const text = `${name} returned non-int (type ${typeOf(r).name})`;
  if (n === undefined) throw typeError(text);
  runtime.warn("DeprecationWarning", `${text}.  ${SUBCLASS_DEPRECATED}`, 1);
  return n;
}

/** `int(v)` without a base. */
export function toInt(v: Value): Int {
  if (typeof v === "number" || typeof v === "bigint") return v;
  if (typeof v === "boolean") return v ? 1 : 0;
  const t = typeOf(v);
  if (typeof v === "object") {
    const asInt = t.lookup("__int__");
    if (asInt !== undefined) return exactResult(special0(asInt, v), "__int__");
    const asIndex = t.lookup("__index__");
    if (asIndex !== undefined) return exactResult(special0(asIndex, v), "__index__");
    const asTrunc = callSpecial(v, "__trunc__", []);
    if (asTrunc !== undefined) {
      runtime.warn("DeprecationWarning", "The delegation of int() to __trunc__ is deprecated.", 1);
      const n = intOf(asTrunc);
      if (n !== undefined) return n;
      const index = typeOf(asTrunc).lookup("__index__");
      if (index === undefined) {
        throw typeError(`__trunc__ returned non-Integral (type ${typeOf(asTrunc).name})`);
      }
      return exactResult(special0(index, asTrunc), "__index__");
    }
  }
  const n = parseValue(v, 10);
  if (n === undefined) {
    throw typeError(
      `int() argument must be a string, a bytes-like object or a real number, not '${t.name}'`,
    );
  }
  return n;
}

/** The int that a str or a bytes-like object spells; `undefined` for anything else. */
function parseValue(v: Value, base: number): Int | undefined {
  const s = strOf(v);
  if (s !== undefined) {
    return typeof s === "string" ? parseText(s, base) : parseIntPoints(s.points, base);
  }
  const bytes = bytesLikeOf(v);
  return bytes === undefined ? undefined : parseIntBytes(bytes, base);
}

function newInt(cls: PyType, x: Value | undefined, base: Value | undefined): Value {
  if (base === undefined) return makeInt(cls, x === undefined ? 0 : toInt(x));
  if (x === undefined) throw typeError("int() missing string argument");
  const radix = Number(indexOf(base));
  if (radix !== 0 && (radix < 2 || radix > 36)) {
    throw valueError("int() base must be >= 2 and <= 36, or 0");
  }
  const n = isStr(x) || isBytesOrArray(x) ? parseValue(x, radix) : undefined;
  if (n === undefined) throw typeError("int() can't convert non-string with explicit base");
  return makeInt(cls, n);
}

function isBytesOrArray(v: Value): boolean {
  const { mro } = typeOf(v);
  return mro.some((t) => t.module === "builtins" && (t.name === "bytes" || t.name === "bytearray"));
}

// ---- operators

type Operation = (a: Int, b: Int) => Value;

/** A binary special method: NotImplemented where the other operand is no int. */
function binary(f: Operation): (self: Value, other: Value) => Value {
  return (self, other) => {
    const b = intOf(other);
    return b === undefined ? NOT_IMPLEMENTED : f(intOf(self)!, b);
  };
}

/** The reflected form. */
function reflected(f: Operation): (self: Value, other: Value) => Value {
  return (self, other) => {
    const b = intOf(other);
    return b === undefined ? NOT_IMPLEMENTED : f(b, intOf(self)!);
  };
}

const divide: Operation = (a, b) => new PyFloat(core.truediv(a, b));
const divideModulo: Operation = (a, b) => new PyTuple(core.divmod(a, b));

/** `a ** b`, or `pow(a, b, modulus)`. */
function power(a: Value, b: Value, modulus: Value | undefined): Value {
  const x = intOf(a), y = intOf(b);
  if (x === undefined || y === undefined) return NOT_IMPLEMENTED;
  if (modulus !== undefined && modulus !== NONE) {
    const m = intOf(modulus);
    return m === undefined ? NOT_IMPLEMENTED : powmod(x, y, m);
  }
  if (y < 0) return floatPower(core.toDouble(x), core.toDouble(y));
  return core.pow(x, y);
}

/** `round(value, digits)`: to a multiple of a power of ten, half to even. */
export function roundInt(value: Int, digits: Int): Int {
  if (digits >= 0) return value;
  // 10^n > 2^(3n): beyond that everything rounds to nothing
  if (digits < -(core.bitLength(value) / 3 + 2)) return 0;
  const unit = core.pow(10, core.negate(digits));
  const [quotient, rest] = core.divmod(value, unit);
  const order = core.compare(core.mul(rest, 2), unit);
  const up = order > 0 || order === 0 && core.and(quotient, 1) === 1;
  return core.mul(up ? core.add(quotient, 1) : quotient, unit);
}

/** The byte order that an argument names; true for little. */
function littleEndian(v: Value | undefined, who: string): boolean {
  if (v === undefined) return false;
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`${who}() argument 'byteorder' must be str, not ${argumentName(v)}`);
  }
  if (s === "little") return true;
  if (s === "big") return false;
  throw valueError("byteorder must be either 'little' or 'big'");
}

/** What int.ts needs of bytes.ts, which needs ints itself. */
export const intHooks: {
  makeBytes: (data: Uint8Array<ArrayBuffer>) => Value;
  /** `bytes(v)` as `int.from_bytes` takes its argument. */
  bytesFrom: (v: Value) => Uint8Array;
} = {
  makeBytes: () => NONE,
  bytesFrom: () => new Uint8Array(0),
};

const self = (v: Value): Value => intOf(v)!;

define(IntType, {
  doc: `int([x]) -> integer
int(x, base=10) -> integer

Convert a number or string to an integer, or return 0 if no arguments
are given.  If x is a number, return x.__int__().  For floating-point
numbers, this truncates towards zero.

If x is not a number or if base is given, then x must be a string,
bytes, or bytearray instance representing an integer literal in the
given base.  The literal can be preceded by '+' or '-' and be surrounded
by whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.
Base 0 means to interpret the base from the string as an integer literal.
>>> int('0b100', base=0)
4`,
  new: method(
    "(cls, x=0, /, base=10)",
    "Create and return a new object.  See help(type) for accurate signature.",
    newInt,
    { countsPositional: true },
  ),
  quickCall: (args, kw) => kw === undefined && args.length === 1 ? toInt(args[0]) : undefined,
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", (v: Value) => toDecimal(intOf(v)!)),
    __hash__: method("(self, /)", "Return hash(self).", (v: Value) => hashInt(intOf(v)!)),
    __lt__: method("(self, value, /)", "Return self<value.", binary((a, b) => a < b)),
    __le__: method("(self, value, /)", "Return self<=value.", binary((a, b) => a <= b)),
    __eq__: method("(self, value, /)", "Return self==value.", binary((a, b) => a === b)),
    __ne__: method("(self, value, /)", "Return self!=value.", binary((a, b) => a !== b)),
    __gt__: method("(self, value, /)", "Return self>value.", binary((a, b) => a > b)),
    __ge__: method("(self, value, /)", "Return self>=value.", binary((a, b) => a >= b)),
    __add__: method("(self, value, /)", "Return self+value.", binary(core.add)),
    __radd__: method("(self, value, /)", "Return value+self.", reflected(core.add)),
    __sub__: method("(self, value, /)", "Return self-value.", binary(core.sub)),
    __rsub__: method("(self, value, /)", "Return value-self.", reflected(core.sub)),
    __mul__: method("(self, value, /)", "Return self*value.", binary(core.mul)),
    __rmul__: method("(self, value, /)", "Return value*self.", reflected(core.mul)),
    __mod__: method("(self, value, /)", "Return self%value.", binary(core.mod)),
    __rmod__: method("(self, value, /)", "Return value%self.", reflected(core.mod)),
    __divmod__: method("(self, value, /)", "Return divmod(self, value).", binary(divideModulo)),
    __rdivmod__: method("(self, value, /)", "Return divmod(value, self).", reflected(divideModulo)),
    __pow__: method("(self, value, mod=None, /)", "Return pow(self, value, mod).", power),
    __rpow__: method(
      "(self, value, mod=None, /)",
      "Return pow(value, self, mod).",
      (v: Value, other: Value, modulus: Value | undefined) => power(other, v, modulus),
    ),
    __neg__: method("(self, /)", "-self", (v: Value) => core.negate(intOf(v)!)),
    __pos__: method("(self, /)", "+self", self),
    __abs__: method("(self, /)", "abs(self)", (v: Value) => core.abs(intOf(v)!)),
    __bool__: method("(self, /)", "True if self else False", (v: Value) => intOf(v) !== 0),
    __invert__: method("(self, /)", "~self", (v: Value) => core.invert(intOf(v)!)),
    __lshift__: method("(self, value, /)", "Return self<<value.", binary(core.lshift)),
    __rlshift__: method("(self, value, /)", "Return value<<self.", reflected(core.lshift)),
    __rshift__: method("(self, value, /)", "Return self>>value.", binary(core.rshift)),
    __rrshift__: method("(self, value, /)", "Return value>>self.", reflected(core.rshift)),
    __and__: method("(self, value, /)", "Return self&value.", binary(core.and)),
    __rand__: method("(self, value, /)", "Return value&self.", reflected(core.and)),
    __xor__: method("(self, value, /)", "Return self^value.", binary(core.xor)),
    __rxor__: method("(self, value, /)", "Return value^self.", reflected(core.xor)),
    __or__: method("(self, value, /)", "Return self|value.", binary(core.or)),
    __ror__: method("(self, value, /)", "Return value|self.", reflected(core.or)),
    __int__: method("(self, /)", "int(self)", self),
    __float__: method(
      "(self, /)",
      "float(self)",
      (v: Value) => new PyFloat(core.toDouble(intOf(v)!)),
    ),
    __floordiv__: method("(self, value, /)", "Return self//value.", binary(core.floordiv)),
    __rfloordiv__: method("(self, value, /)", "Return value//self.", reflected(core.floordiv)),
    __truediv__: method("(self, value, /)", "Return self/value.", binary(divide)),
    __rtruediv__: method("(self, value, /)", "Return value/self.", reflected(divide)),
    __index__: method(
      "(self, /)",
      "Return self converted to an integer, if self is suitable for use as an index into a list.",
      self,
    ),
    conjugate: method("(self, /)", "Returns self, the complex conjugate of any int.", self),
    bit_length: method(
      "(self, /)",
      `Number of bits necessary to represent self in binary.

>>> bin(37)
'0b100101'
>>> (37).bit_length()
6`,
      (v: Value) => core.bitLength(intOf(v)!),
    ),
    bit_count: method(
      "(self, /)",
      `Number of ones in the binary representation of the absolute value of self.

Also known as the population count.

>>> bin(13)
'0b1101'
>>> (13).bit_count()
3`,
      (v: Value) => core.bitCount(intOf(v)!),
    ),
    to_bytes: method(
      "(self, /, length=1, byteorder='big', *, signed=False)",
      `Return an array of bytes representing an integer.

  length
    Length of bytes object to use.  An OverflowError is raised if the
    integer is not representable with the given number of bytes.  Default
    is length 1.
  byteorder
    The byte order used to represent the integer.  If byteorder is 'big',
    the most significant byte is at the beginning of the byte array.  If
    byteorder is 'little', the most significant byte is at the end of the
    byte array.  To request the native byte order of the host system, use
    sys.byteorder as the byte order value.  Default is to use 'big'.
  signed
    Determines whether two's complement is used to represent the integer.
    If signed is False and a negative integer is given, an OverflowError
    is raised.`,
      (
        v: Value,
        length: Value | undefined,
        order: Value | undefined,
        signed: Value | undefined,
      ) => {
        const n = length === undefined ? 1 : sizeNumber(length);
        const little = littleEndian(order, "to_bytes");
        const isSigned = signed !== undefined && truth(signed);
        return intHooks.makeBytes(toBytes(intOf(v)!, n, little, isSigned));
      },
    ),
    as_integer_ratio: method(
      "(self, /)",
      `Return a pair of integers, whose ratio is equal to the original int.

The ratio is in lowest terms and has a positive denominator.

>>> (10).as_integer_ratio()
(10, 1)
>>> (-10).as_integer_ratio()
(-10, 1)
>>> (0).as_integer_ratio()
(0, 1)`,
      (v: Value) => new PyTuple([intOf(v)!, 1]),
    ),
    __trunc__: method("(self, /)", "Truncating an Integral returns itself.", self),
    __floor__: method("(self, /)", "Flooring an Integral returns itself.", self),
    __ceil__: method("(self, /)", "Ceiling of an Integral returns itself.", self),
    __round__: method(
      "(self, ndigits=<unrepresentable>, /)",
      `Rounding an Integral returns itself.

Rounding with an ndigits argument also returns an integer.`,
      (v: Value, digits: Value | undefined) => {
        if (digits === undefined || digits === NONE) return intOf(v)!;
        return roundInt(intOf(v)!, indexOf(digits));
      },
    ),
    __getnewargs__: method("(self, /)", "", (v: Value) => new PyTuple([intOf(v)!])),
    __format__: method(
      "(self, format_spec, /)",
      "Convert to a string according to format_spec.",
      (v: Value, formatSpec: Value) => {
        const spec = specOf(formatSpec);
        if (spec === "") {
          return typeof v === "object" || typeof v === "boolean" ? str(v) : toDecimal(intOf(v)!);
        }
        return formatIntValue(intOf(v)!, spec, typeOf(v).name);
      },
    ),
    __sizeof__: method("(self, /)", "Returns size in memory, in bytes.", (v: Value) => {
      const digits = Math.max(1, Math.ceil(core.bitLength(intOf(v)!) / 30));
      return 24 + 4 * digits;
    }),
    is_integer: method(
      "(self, /)",
      "Returns True. Exists for duck type compatibility with float.is_integer.",
      () => true,
    ),
  },
  classMethods: {
    from_bytes: method(
      "(cls, /, bytes, byteorder='big', *, signed=False)",
      `Return the integer represented by the given array of bytes.

  bytes
    Holds the array of bytes to convert.  The argument must either
    support the buffer protocol or be an iterable object producing bytes.
    Bytes and bytearray are examples of built-in objects that support the
    buffer protocol.
  byteorder
    The byte order used to represent the integer.  If byteorder is 'big',
    the most significant byte is at the beginning of the byte array.  If
    byteorder is 'little', the most significant byte is at the end of the
    byte array.  To request the native byte order of the host system, use
    sys.byteorder as the byte order value.  Default is to use 'big'.
  signed
    Indicates whether two's complement is used to represent the integer.`,
      (cls: PyType, bytes: Value, order: Value | undefined, signed: Value | undefined) => {
        const little = littleEndian(order, "from_bytes");
        const isSigned = signed !== undefined && truth(signed);
        const value = fromBytes(intHooks.bytesFrom(bytes), little, isSigned);
        return cls === IntType ? value : cls.invoke([value], undefined);
      },
    ),
  },
  attributes: {
    real: getset("the real part of a complex number", self),
    imag: getset("the imaginary part of a complex number", () => 0),
    numerator: getset("the numerator of a rational number in lowest terms", self),
    denominator: getset("the denominator of a rational number in lowest terms", () => 1),
  },
});

// ---- bool

/** A bitwise operator of two bools is a bool; with an int it is the int's. */
function bitwise(f: (a: Int, b: Int) => Int): (self: Value, other: Value) => Value {
  return (self, other) => {
    const b = intOf(other);
    if (b === undefined) return NOT_IMPLEMENTED;
    const r = f(intOf(self)!, b);
    return typeof self === "boolean" && typeof other === "boolean" ? r !== 0 : r;
  };
}

define(BoolType, {
  doc: `Returns True when the argument is true, False otherwise.
The builtins True and False are the only two instances of the class bool.
The class bool is a subclass of the class int, and cannot be subclassed.`,
  textSignature: "(object=False, /)",
  new: method(
    "(cls, object=False, /)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (_cls: PyType, v: Value | undefined) => v !== undefined && truth(v),
  ),
  quickCall: (args, kw) => kw === undefined && args.length === 1 ? truth(args[0]) : undefined,
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", (v: boolean) => v ? "True" : "False"),
    __invert__: method("(self, /)", "~self", (v: boolean) => {
      runtime.warn(
        "DeprecationWarning",
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This " +
          "returns the bitwise inversion of the underlying int object and is usually not what " +
          "you expect from negating a bool. Use the 'not' operator for boolean negation or " +
          "~int(x) if you really want the bitwise inversion of the underlying int.",
        1,
      );
      return v ? -2 : -1;
    }),
    __and__: method("(self, value, /)", "Return self&value.", bitwise(core.and)),
    __rand__: method("(self, value, /)", "Return value&self.", bitwise(core.and)),
    __xor__: method("(self, value, /)", "Return self^value.", bitwise(core.xor)),
    __rxor__: method("(self, value, /)", "Return value^self.", bitwise(core.xor)),
    __or__: method("(self, value, /)", "Return self|value.", bitwise(core.or)),
    __ror__: method("(self, value, /)", "Return value|self.", bitwise(core.or)),
  },
});

export type { BufferView };
