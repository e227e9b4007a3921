// The methods of Decimal.

import { type Declaration, type Implementation, method } from "../../vm/objects/signature.ts";
import { getAttr, special0 } from "../../vm/objects/attributes.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { PyComplex } from "../../vm/objects/complex.ts";
import { define } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { intOf } from "../../vm/objects/int.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "../../vm/objects/object.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, ObjectType, type PyType } from "../../vm/objects/type.ts";
import { isInstanceOf } from "../../vm/objects/type_type.ts";
import * as arithmetic from "./arithmetic.ts";
import * as comparison from "./compare.ts";
import { type Ctx, FLOAT_OPERATION, INVALID_OPERATION, type Rounding } from "./context.ts";
import { exactly, fromDouble, hashDec, toFloat, toInteger, toRatio } from "./convert.ts";
import * as digitwise from "./digitwise.ts";
import { DECIMAL_DOC } from "./doc.ts";
import { Dec } from "./number.ts";
import {
  contextArgument,
  currentContext,
  makeDecimal,
  newDecimal,
  operand,
  operandOf,
  type PyContext,
  PyDecimal,
  roundingOf,
  types,
} from "./objects.ts";
import { format, parseFormat, type Separators, toText } from "./text.ts";
import * as transcendental from "./transcendental.ts";

type Unary = (a: Dec, ctx: Ctx) => Dec;
type Binary = (a: Dec, b: Dec, ctx: Ctx) => Dec;

function doc(name: string): string {
  return DECIMAL_DOC[name];
}

// ---- the forms that most methods have

/** `d.name(context=None)` */
function unary(name: string, f: Unary): [string, Declaration] {
  return [
    name,
    method("(self, /, context=None)", doc(name), (self: PyDecimal, c: Value | undefined) => {
      const context = contextArgument(c);
      const r = f(self.v, context.begin());
      context.signal();
      return newDecimal(r);
    }),
  ];
}

/** `d.name(other, context=None)` */
function binary(name: string, f: Binary): [string, Declaration] {
  return [
    name,
    method(
      "(self, /, other, context=None)",
      doc(name),
      (self: PyDecimal, other: Value, c: Value | undefined) => {
        const context = contextArgument(c);
        const b = operand(other);
        const r = f(self.v, b, context.begin());
        context.signal();
        return newDecimal(r);
      },
    ),
  ];
}

/** `d.name()`: a question about the number. */
function question(name: string, f: (v: Dec) => Value): [string, Declaration] {
  return [name, method("(self, /)", doc(name), (self: PyDecimal) => f(self.v))];
}

/** A question that the context bears on. */
function contextQuestion(name: string, f: (v: Dec, ctx: Ctx) => Value): [string, Declaration] {
  return [
    name,
    method(
      "(self, /, context=None)",
      doc(name),
      (self: PyDecimal, c: Value | undefined) => f(self.v, contextArgument(c).ctx),
    ),
  ];
}

/** An operator and its reflected form. */
function operator(
  name: string,
  symbol: string,
  f: Binary,
): [string, Declaration][] {
  return [
    [
      `__${name}__`,
      method("(self, value, /)", `Return self${symbol}value.`, (self: PyDecimal, other: Value) => {
        const b = operandOf(other);
        if (b === undefined) return NOT_IMPLEMENTED;
        const context = currentContext();
        const r = f(self.v, b, context.begin());
        context.signal();
        return newDecimal(r);
      }),
    ],
    [
      `__r${name}__`,
      method("(self, value, /)", `Return value${symbol}self.`, (self: PyDecimal, other: Value) => {
        const a = operandOf(other);
        if (a === undefined) return NOT_IMPLEMENTED;
        const context = currentContext();
        const r = f(a, self.v, context.begin());
        context.signal();
        return newDecimal(r);
      }),
    ],
  ];
}

function divmodOf(a: Dec, b: Dec): Value {
  const context = currentContext();
  const [q, r] = arithmetic.divmod(a, b, context.begin());
  context.signal();
  return new PyTuple([newDecimal(q), newDecimal(r)]);
}

function powerOf(base: Value, exponent: Value, modulus: Value | undefined): Value {
  const a = operandOf(base), b = operandOf(exponent);
  if (a === undefined || b === undefined) return NOT_IMPLEMENTED;
  const context = currentContext();
  let r: Dec;
  if (modulus === undefined || modulus === NONE) {
    r = transcendental.power(a, b, context.begin());
  } else {
    const m = operandOf(modulus);
    if (m === undefined) return NOT_IMPLEMENTED;
    r = transcendental.powerModulo(a, b, m, context.begin());
  }
  context.signal();
  return newDecimal(r);
}

// ---- comparison

/** The two numbers that stand for a Decimal and another number; `undefined` where the other is none. */
function comparable(self: Dec, other: Value, equality: boolean): [Dec, Dec] | undefined {
  const direct = operandOf(other);
  if (direct !== undefined) return [self, direct];
  let x: number | undefined;
  if (other instanceof PyFloat) x = other.v;
  else if (other instanceof PyComplex && equality && other.im === 0) x = other.re;
  if (x !== undefined) {
    const context = currentContext();
    if (equality) {
      context.flags |= FLOAT_OPERATION;
    } else {
      context.begin().status |= FLOAT_OPERATION;
      context.signal();
    }
    return [self, fromDouble(x)];
  }
  if (other instanceof PyComplex || typeof other !== "object") return undefined;
  const rational = getAttr(runtime.importModule("numbers"), "Rational");
  if (!isInstanceOf(other, rational)) return undefined;
  const n = operand(getAttr(other, "numerator")), d = operand(getAttr(other, "denominator"));
  const scaled = self.isFinite ? Dec.finite(self.negative, self.coef * d.coef, self.exp) : self;
  return [scaled, n];
}

function comparing(
  name: string,
  symbol: string,
  test: (order: number) => boolean,
  equality: boolean,
): [string, Declaration] {
  return [
    `__${name}__`,
    method("(self, value, /)", `Return self${symbol}value.`, (self: PyDecimal, other: Value) => {
      const pair = comparable(self.v, other, equality);
      if (pair === undefined) return NOT_IMPLEMENTED;
      const [a, b] = pair;
      if (a.isNaN || b.isNaN) {
        if (!equality || a.kind === "snan" || b.kind === "snan") {
          const context = currentContext();
          context.begin().status |= INVALID_OPERATION;
          context.signal();
        }
        return name === "ne";
      }
      return test(comparison.order(a, b));
    }),
  ];
}

// ---- rounding

/** The rounding mode and the context of `to_integral…` and `quantize`. */
function withRounding(
  rounding: Value | undefined,
  c: Value | undefined,
  f: (mode: Rounding, ctx: Ctx) => Dec,
): Value {
  const context = contextArgument(c);
  const mode = rounding === undefined || rounding === NONE
    ? context.ctx.rounding
    : roundingOf(rounding);
  const r = f(mode, context.begin());
  context.signal();
  return newDecimal(r);
}

function integral(name: string, exact: boolean): [string, Declaration] {
  return [
    name,
    method(
      "(self, /, rounding=None, context=None)",
      doc(name),
      (self: PyDecimal, rounding: Value | undefined, c: Value | undefined) =>
        withRounding(
          rounding,
          c,
          (mode, ctx) => arithmetic.toIntegral(self.v, mode, exact, ctx),
        ),
    ),
  ];
}

function quantize(self: PyDecimal, exp: Value, rounding?: Value, c?: Value): Value {
  const b = operand(exp);
  return withRounding(rounding, c, (mode, ctx) => {
    const { rounding: before } = ctx;
    ctx.rounding = mode;
    const r = arithmetic.quantize(self.v, b, ctx);
    ctx.rounding = before;
    return r;
  });
}

function toIntegerBy(v: Dec, rounding: Rounding): Value {
  if (v.isSpecial) return toInteger(v);
  return toInteger(arithmetic.toExponent(v, Math.max(0, v.exp), rounding).value);
}

function round(self: PyDecimal, digits: Value | undefined): Value {
  if (digits === undefined || digits === NONE) return toIntegerBy(self.v, "ROUND_HALF_EVEN");
  const n = intOf(digits);
  if (n === undefined) throw typeError("optional arg must be an integer");
  const context = currentContext();
  const r = arithmetic.quantize(self.v, Dec.finite(false, 1n, -Number(n)), context.begin());
  context.signal();
  return newDecimal(r);
}

// ---- text

function formatDecimal(self: PyDecimal, spec: Value, override: Value | undefined): Value {
  const s = strOf(spec);
  if (s === undefined) throw typeError("format arg must be str");
  const text = utf16(s);
  const f = parseFormat(text);
  if (f === undefined || f.grouping === "_") throw valueError("invalid format string");
  const separators: Separators = {
    point: ".",
    thousands: f.grouping === "," ? "," : "",
    sizes: [3],
  };
  if (f.type === "N") {
    runtime.warn("DeprecationWarning", "Format specifier 'N' is deprecated", 1);
  }
  if (override !== undefined) {
    if (!(override instanceof PyDict)) throw typeError("optional argument must be a dict");
    overrideSeparators(separators, override);
  }
  const context = currentContext();
  return strFromUtf16(
    format(self.v, f, separators, context.ctx.rounding, context.capitals === 1),
  );
}

/** The locale that _pydecimal's and _decimal's own tests hand in. */
function overrideSeparators(s: Separators, d: PyDict): void {
  const text = (name: string): string | undefined => {
    const v = d.getStr(name);
    if (v === undefined) return undefined;
    if (!isStr(v)) throw valueError("invalid override dict");
    return utf16(strOf(v)!);
  };
  s.point = text("decimal_point") ?? s.point;
  s.thousands = text("thousands_sep") ?? s.thousands;
  const grouping = text("grouping");
  if (grouping !== undefined) s.sizes = [...grouping].map((c) => c.charCodeAt(0));
}

function textOf(v: Dec, context: PyContext): string {
  return toText(v, false, context.capitals === 1);
}

function asTuple(self: PyDecimal): Value {
  const { v } = self;
  const digits = v.isInfinite
    ? [0]
    : v.isNaN && v.coef === 0n
    ? []
    : [...v.coef.toString()].map(Number);
  const exponent: Value = v.isInfinite
    ? "F"
    : v.kind === "nan"
    ? "n"
    : v.kind === "snan"
    ? "N"
    : v.exp;
  const make = getAttr(runtime.importModule("decimal"), "DecimalTuple") as PyType;
  return make.invoke([v.negative ? 1 : 0, new PyTuple(digits), exponent], undefined);
}

const PLAIN = (name: string, f: Implementation, signature = "(self, /)", text = "") =>
  [name, method(signature, text, f)] as [string, Declaration];

/** Makes the type. */
export function defineDecimal(): PyType {
  const t = builtinType("decimal.Decimal", PyDecimal, { module: "decimal", qualname: "Decimal" });
  types.decimal = t;
  const methods: [string, Declaration][] = [
    PLAIN(
      "__repr__",
      (self: PyDecimal) => strFromUtf16(`Decimal('${textOf(self.v, currentContext())}')`),
      "(self, /)",
      "Return repr(self).",
    ),
    PLAIN(
      "__str__",
      (self: PyDecimal) => textOf(self.v, currentContext()),
      "(self, /)",
      "Return str(self).",
    ),
    PLAIN(
      "__hash__",
      (self: PyDecimal) => hashDec(self.v) ?? special0(ObjectType.lookup("__hash__")!, self),
      "(self, /)",
      "Return hash(self).",
    ),
    comparing("lt", "<", (n) => n < 0, false),
    comparing("le", "<=", (n) => n <= 0, false),
    comparing("eq", "==", (n) => n === 0, true),
    comparing("ne", "!=", (n) => n !== 0, true),
    comparing("gt", ">", (n) => n > 0, false),
    comparing("ge", ">=", (n) => n >= 0, false),
    ...operator("add", "+", arithmetic.add),
    ...operator("sub", "-", arithmetic.subtract),
    ...operator("mul", "*", arithmetic.multiply),
    ...operator("truediv", "/", arithmetic.divide),
    ...operator("floordiv", "//", arithmetic.divideToInteger),
    ...operator("mod", "%", arithmetic.remainder),
    PLAIN(
      "__divmod__",
      (self: PyDecimal, other: Value) => {
        const b = operandOf(other);
        return b === undefined ? NOT_IMPLEMENTED : divmodOf(self.v, b);
      },
      "(self, value, /)",
      "Return divmod(self, value).",
    ),
    PLAIN(
      "__rdivmod__",
      (self: PyDecimal, other: Value) => {
        const a = operandOf(other);
        return a === undefined ? NOT_IMPLEMENTED : divmodOf(a, self.v);
      },
      "(self, value, /)",
      "Return divmod(value, self).",
    ),
    PLAIN(
      "__pow__",
      (self: Value, b: Value, m: Value | undefined) => powerOf(self, b, m),
      "(self, value, mod=None, /)",
      "Return pow(self, value, mod).",
    ),
    PLAIN(
      "__rpow__",
      (self: Value, a: Value, m: Value | undefined) => powerOf(a, self, m),
      "(self, value, mod=None, /)",
      "Return pow(value, self, mod).",
    ),
    ...([["neg", "-self", arithmetic.minus], ["pos", "+self", arithmetic.plus], [
      "abs",
      "abs(self)",
      arithmetic.absolute,
    ]] as [string, string, Unary][]).map(([name, text, f]) =>
      PLAIN(
        `__${name}__`,
        (self: PyDecimal) => {
          const context = currentContext();
          const r = f(self.v, context.begin());
          context.signal();
          return newDecimal(r);
        },
        "(self, /)",
        text,
      )
    ),
    PLAIN("__bool__", (self: PyDecimal) => !self.v.isZero, "(self, /)", "True if self else False"),
    PLAIN("__int__", (self: PyDecimal) => toInteger(self.v), "(self, /)", "int(self)"),
    PLAIN(
      "__float__",
      (self: PyDecimal) => new PyFloat(toFloat(self.v)),
      "(self, /)",
      "float(self)",
    ),
    PLAIN("__complex__", (self: PyDecimal) => new PyComplex(toFloat(self.v), 0)),
    PLAIN("__trunc__", (self: PyDecimal) => toInteger(self.v)),
    PLAIN("__floor__", (self: PyDecimal) => toIntegerBy(self.v, "ROUND_FLOOR")),
    PLAIN("__ceil__", (self: PyDecimal) => toIntegerBy(self.v, "ROUND_CEILING")),
    PLAIN("__round__", round, "(self, ndigits=None, /)"),
    PLAIN("__format__", formatDecimal, "(self, format_spec, override=None, /)"),
    PLAIN("__copy__", (self: PyDecimal) => self),
    PLAIN("__deepcopy__", (self: PyDecimal) => self, "(self, memo, /)"),
    PLAIN(
      "__reduce__",
      (self: PyDecimal) => new PyTuple([self.cls, new PyTuple([toText(self.v, false, true)])]),
    ),
    PLAIN(
      "__sizeof__",
      (self: PyDecimal) => 104 + 8 * Math.max(0, Math.ceil(self.v.digits / 19) - 4),
    ),
    unary("exp", transcendental.exp),
    unary("ln", transcendental.ln),
    unary("log10", transcendental.log10),
    unary("next_minus", digitwise.nextMinus),
    unary("next_plus", digitwise.nextPlus),
    unary("normalize", arithmetic.normalize),
    unary("sqrt", arithmetic.squareRoot),
    unary("logb", digitwise.logb),
    unary("logical_invert", digitwise.logicalInvert),
    integral("to_integral", false),
    integral("to_integral_value", false),
    integral("to_integral_exact", true),
    [
      "quantize",
      method("(self, /, exp, rounding=None, context=None)", doc("quantize"), quantize),
    ],
    binary("compare", comparison.compare),
    binary("compare_signal", comparison.compareSignal),
    binary("compare_total", comparison.compareTotal),
    binary("compare_total_mag", comparison.compareTotalMagnitude),
    binary("max", comparison.max),
    binary("max_mag", comparison.maxMagnitude),
    binary("min", comparison.min),
    binary("min_mag", comparison.minMagnitude),
    binary("next_toward", digitwise.nextToward),
    binary("remainder_near", arithmetic.remainderNear),
    binary("logical_and", digitwise.logicalAnd),
    binary("logical_or", digitwise.logicalOr),
    binary("logical_xor", digitwise.logicalXor),
    binary("rotate", digitwise.rotate),
    binary("scaleb", digitwise.scaleb),
    binary("shift", digitwise.shift),
    binary("copy_sign", (a, b) => a.withSign(b.negative)),
    [
      "same_quantum",
      method(
        "(self, /, other, context=None)",
        doc("same_quantum"),
        (self: PyDecimal, other: Value, c: Value | undefined) => {
          contextArgument(c);
          return comparison.sameQuantum(self.v, operand(other));
        },
      ),
    ],
    [
      "fma",
      method(
        "(self, /, other, third, context=None)",
        doc("fma"),
        (self: PyDecimal, other: Value, third: Value, c: Value | undefined) => {
          const context = contextArgument(c);
          const b = operand(other), d = operand(third);
          const r = arithmetic.fusedMultiplyAdd(self.v, b, d, context.begin());
          context.signal();
          return newDecimal(r);
        },
      ),
    ],
    question("is_canonical", () => true),
    question("is_finite", (v) => v.isFinite),
    question("is_infinite", (v) => v.isInfinite),
    question("is_nan", (v) => v.isNaN),
    question("is_qnan", (v) => v.kind === "nan"),
    question("is_snan", (v) => v.kind === "snan"),
    question("is_signed", (v) => v.negative),
    question("is_zero", (v) => v.isZero),
    contextQuestion("is_normal", comparison.isNormal),
    contextQuestion("is_subnormal", comparison.isSubnormal),
    contextQuestion("number_class", comparison.numberClass),
    question("adjusted", (v) => v.isSpecial ? 0 : v.adjusted),
    PLAIN("canonical", (self: PyDecimal) => self, "(self, /)", doc("canonical")),
    PLAIN("conjugate", (self: PyDecimal) => self, "(self, /)", doc("conjugate")),
    question("radix", () => newDecimal(Dec.fromInt(10))),
    question("copy_abs", (v) => newDecimal(v.withSign(false))),
    question("copy_negate", (v) => newDecimal(v.withSign(!v.negative))),
    [
      "to_eng_string",
      method(
        "(self, /, context=None)",
        doc("to_eng_string"),
        (self: PyDecimal, c: Value | undefined) =>
          toText(self.v, true, contextArgument(c).capitals === 1),
      ),
    ],
    PLAIN("as_tuple", asTuple, "(self, /)", doc("as_tuple")),
    PLAIN(
      "as_integer_ratio",
      (self: PyDecimal) => new PyTuple(toRatio(self.v)),
      "(self, /)",
      doc("as_integer_ratio"),
    ),
  ];
  define(t, {
    doc: doc("__doc__"),
    textSignature: '(value="0", context=None)',
    new: method(
      '(cls, value="0", context=None)',
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType, v: Value | undefined, c: Value | undefined) => {
        const context = contextArgument(c);
        if (v === undefined) return makeDecimal(cls, Dec.fromInt(0));
        if (v instanceof PyDecimal && v.cls === t && cls === t) return v;
        return makeDecimal(cls, exactly(v, context));
      },
    ),
    methods: Object.fromEntries(methods),
    classMethods: {
      from_float: method("(cls, f, /)", doc("from_float"), (cls: PyType, f: Value) => {
        const n = intOf(f);
        if (n === undefined && !(f instanceof PyFloat)) {
          throw typeError("argument must be int or float");
        }
        const v = n !== undefined ? Dec.fromInt(n) : fromDouble((f as PyFloat).v);
        return cls === t ? newDecimal(v) : cls.invoke([newDecimal(v)], undefined);
      }),
    },
    attributes: {
      real: getset(undefined, (self: PyDecimal) => self),
      imag: getset(undefined, () => newDecimal(Dec.fromInt(0))),
    },
  });
  return t;
}
