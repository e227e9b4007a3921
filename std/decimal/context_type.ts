// Context, the mappings that show its traps and flags, and the context manager of localcontext().

import { call, getAttr } from "../../vm/objects/attributes.ts";
import { getset, type GetSetDeclaration } from "../../vm/objects/builtin.ts";
import { truth } from "../../vm/objects/compare.ts";
import { canonical } from "../../vm/objects/core/int_core.ts";
import { define } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { intOf } from "../../vm/objects/int.ts";
import { iter } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { type Int, NONE, NOT_IMPLEMENTED, PyObject, type Value } from "../../vm/objects/object.ts";
import { repr } from "../../vm/objects/operations.ts";
import { keyError, overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { attributeError } from "../../vm/objects/attribute_error.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import * as arithmetic from "./arithmetic.ts";
import * as comparison from "./compare.ts";
import { ALL_INVALID, type Ctx, finalize } from "./context.ts";
import { fromDouble, rounded } from "./convert.ts";
import * as digitwise from "./digitwise.ts";
import { CONTEXT_DOC } from "./doc.ts";
import { Dec } from "./number.ts";
import {
  currentContext,
  newDecimal,
  operand,
  PyContext,
  PyDecimal,
  roundingOf,
  setCurrentContext,
  templates,
  types,
} from "./objects.ts";
import { signalOf, SIGNALS } from "./signals.ts";
import { toText } from "./text.ts";
import * as transcendental from "./transcendental.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";
const LARGEST = 999999999999999999n;

// ---- traps and flags as mappings

/** A view of a context's traps or flags. */
class SignalDictMixin extends PyObject {
  context: PyContext = new PyContext();
  isTraps: boolean = false;

  get bits(): number {
    return this.isTraps ? this.context.traps : this.context.flags;
  }
  set bits(v: number) {
    if (this.isTraps) this.context.traps = v;
    else this.context.flags = v;
  }
}

let mixinType: PyType | undefined;

function defineMixin(): PyType {
  const t = builtinType("decimal.SignalDictMixin", SignalDictMixin, {
    module: "decimal",
    qualname: "SignalDictMixin",
  });
  const setItem = (self: SignalDictMixin, key: Value, v: Value): void => {
    const { bits } = signalOf(key);
    self.bits = truth(v) ? self.bits | bits : self.bits & ~bits;
  };
  const same = (self: SignalDictMixin, other: Value): boolean | undefined => {
    if (other instanceof SignalDictMixin) return other.bits === self.bits;
    if (!(other instanceof PyDict)) return undefined;
    const bits = bitsOfDict(other);
    return bits === undefined ? undefined : bits === self.bits;
  };
  define(t, {
    methods: {
      __repr__: method("(self, /)", "Return repr(self).", (self: SignalDictMixin) => {
        const entries = SIGNALS.map((s) =>
          `${repr(s.exception.type())}:${(self.bits & s.bits) !== 0 ? "True" : "False"}`
        );
        return strFromUtf16(`{${entries.join(", ")}}`);
      }),
      __len__: method("(self, /)", "Return len(self).", () => SIGNALS.length),
      __iter__: method(
        "(self, /)",
        "Implement iter(self).",
        () => iter(new PyTuple(SIGNALS.map((s) => s.exception.type()))),
      ),
      __getitem__: method(
        "(self, key, /)",
        "Return self[key].",
        (self: SignalDictMixin, key: Value) => (self.bits & signalOf(key).bits) !== 0,
      ),
      __setitem__: method("(self, key, value, /)", "Set self[key] to value.", setItem),
      __delitem__: method("(self, key, /)", "Delete self[key].", () => {
        throw valueError("signal keys cannot be deleted");
      }),
      __eq__: method(
        "(self, value, /)",
        "Return self==value.",
        (self: SignalDictMixin, other: Value) => same(self, other) ?? NOT_IMPLEMENTED,
      ),
      __ne__: method("(self, value, /)", "Return self!=value.", (
        self: SignalDictMixin,
        other: Value,
      ) => {
        const r = same(self, other);
        return r === undefined ? NOT_IMPLEMENTED : !r;
      }),
      copy: method("(self, /)", "", (self: SignalDictMixin) =>
        PyDict.from(
          SIGNALS.map((s) => [s.exception.type(), (self.bits & s.bits) !== 0] as const),
        )),
    },
    unhashable: true,
  });
  return t;
}

/** The class of the mappings: a MutableMapping, so each interpreter has its own. */
function signalDictType(): PyType {
  const { shared } = currentInterpreter();
  let t = shared.get("decimal.SignalDict") as PyType | undefined;
  if (t === undefined) {
    mixinType ??= defineMixin();
    const mapping = getAttr(runtime.importModule("collections.abc"), "MutableMapping") as PyType;
    const ns = new PyDict();
    ns.setStr("__module__", "abc");
    // the metaclass is MutableMapping's
    t = call(typeOf(mapping), [
      "SignalDict",
      new PyTuple([mixinType, mapping]),
      ns,
    ]) as PyType;
    shared.set("decimal.SignalDict", t);
  }
  return t;
}

function signalDict(context: PyContext, isTraps: boolean): Value {
  const known = isTraps ? context.trapDict : context.flagDict;
  if (known !== undefined) return known;
  const d = signalDictType().allocate() as SignalDictMixin;
  d.context = context;
  d.isTraps = isTraps;
  if (isTraps) context.trapDict = d;
  else context.flagDict = d;
  return d;
}

/** The bits of a dict from signals to truth values; `undefined` where it has not just all of them. */
function bitsOfDict(d: PyDict): number | undefined {
  if (d.size !== SIGNALS.length) return undefined;
  let bits = 0;
  for (const s of SIGNALS) {
    const v = d.get(s.exception.type());
    if (v === undefined) return undefined;
    if (truth(v)) bits |= s.bits;
  }
  return bits;
}

/** What traps and flags may be set to: a mapping of all signals; as an argument also a list of some. */
function bitsOf(v: Value, allowList: boolean): number {
  if (v instanceof SignalDictMixin) return v.bits;
  if (v instanceof PyDict) {
    const bits = bitsOfDict(v);
    if (bits !== undefined) return bits;
    for (const k of v.keys()) signalOf(k);
    throw keyError("invalid signal dict");
  }
  if (allowList && v instanceof PyList) {
    let bits = 0;
    for (const item of v.toArray()) bits |= signalOf(item).bits;
    return bits;
  }
  throw typeError("argument must be a signal dict");
}

// ---- settings

function setting(v: Value): Int {
  const n = intOf(v);
  if (n === undefined) throw typeError("an integer is required");
  if (typeof n === "bigint" && BigInt.asIntN(64, n) !== n) {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  return n;
}

function setPrec(c: PyContext, v: Value): void {
  const n = setting(v);
  if (n < 1 || n > LARGEST) throw valueError("valid range for prec is [1, MAX_PREC]");
  c.prec = n;
  c.ctx.prec = Number(n);
}

function setEmin(c: PyContext, v: Value): void {
  const n = setting(v);
  if (n > 0 || n < -LARGEST) throw valueError("valid range for Emin is [MIN_EMIN, 0]");
  c.emin = n;
  c.ctx.emin = Number(n);
}

function setEmax(c: PyContext, v: Value): void {
  const n = setting(v);
  if (n < 0 || n > LARGEST) throw valueError("valid range for Emax is [0, MAX_EMAX]");
  c.emax = n;
  c.ctx.emax = Number(n);
}

function setCapitals(c: PyContext, v: Value): void {
  const n = setting(v);
  if (n !== 0 && n !== 1) throw valueError("valid values for capitals are 0 or 1");
  c.capitals = n;
}

function setClamp(c: PyContext, v: Value): void {
  const n = setting(v);
  if (n !== 0 && n !== 1) throw valueError("valid values for clamp are 0 or 1");
  c.ctx.clamp = n === 1;
}

const SETTERS: Record<string, (c: PyContext, v: Value) => void> = {
  prec: setPrec,
  rounding: (c, v) => {
    c.ctx.rounding = roundingOf(v);
  },
  Emin: setEmin,
  Emax: setEmax,
  capitals: setCapitals,
  clamp: setClamp,
  flags: (c, v) => {
    c.flags = bitsOf(v, false);
  },
  traps: (c, v) => {
    c.traps = bitsOf(v, false);
  },
};
const SETTING_NAMES = Object.keys(SETTERS);

function applySettings(c: PyContext, values: readonly (Value | undefined)[]): void {
  SETTING_NAMES.forEach((name, i) => {
    const v = values[i];
    if (v === undefined || v === NONE) return;
    if (name === "flags") c.flags = bitsOf(v, true);
    else if (name === "traps") c.traps = bitsOf(v, true);
    else SETTERS[name](c, v);
  });
}

function signalList(bits: number): Value[] {
  return SIGNALS.filter((s) => (s.bits & bits) !== 0).map((s) => s.exception.type());
}

// ---- methods

type Unary = (a: Dec, ctx: Ctx) => Dec;
type Binary = (a: Dec, b: Dec, ctx: Ctx) => Dec;

function doc(name: string): string {
  return CONTEXT_DOC[name];
}

function unary(name: string, f: Unary): [string, Declaration] {
  return [
    name,
    method("(self, x, /)", doc(name), (self: PyContext, x: Value) => {
      const a = operand(x);
      const r = f(a, self.begin());
      self.signal();
      return newDecimal(r);
    }),
  ];
}

function binary(name: string, f: Binary): [string, Declaration] {
  return [
    name,
    method("(self, x, y, /)", doc(name), (self: PyContext, x: Value, y: Value) => {
      const a = operand(x), b = operand(y);
      const r = f(a, b, self.begin());
      self.signal();
      return newDecimal(r);
    }),
  ];
}

function question(name: string, f: (v: Dec, c: PyContext) => Value): [string, Declaration] {
  return [
    name,
    method("(self, x, /)", doc(name), (self: PyContext, x: Value) => f(operand(x), self)),
  ];
}

function plain(name: string, f: (self: PyContext) => Value | void): [string, Declaration] {
  return [name, method("(self, /)", doc(name) ?? "", f)];
}

function copyOf(c: PyContext, flags: boolean): PyContext {
  const copy = new PyContext();
  copy.assign(c, flags);
  return copy;
}

function describe(c: PyContext): string {
  // in the order of the lowest bit of each that can come up alone
  const order = (bits: number): number => bits === ALL_INVALID ? 2 : bits;
  const names = (bits: number) =>
    SIGNALS.filter((s) => (s.bits & bits) !== 0)
      .sort((a, b) => order(a.bits) - order(b.bits))
      .map((s) => s.exception.name).join(", ");
  return `Context(prec=${c.prec}, rounding=${c.ctx.rounding}, Emin=${c.emin}, Emax=${c.emax}, ` +
    `capitals=${c.capitals}, clamp=${c.ctx.clamp ? 1 : 0}, flags=[${names(c.flags)}], ` +
    `traps=[${names(c.traps)}])`;
}

function integralBy(exact: boolean): Unary {
  return (a, ctx) => arithmetic.toIntegral(a, ctx.rounding, exact, ctx);
}

/** A setting as an attribute. */
function attribute(name: string, get: (self: PyContext) => Value): GetSetDeclaration {
  return getset(undefined, get, (self: PyContext, v: Value | undefined) => {
    if (v === undefined) {
      throw attributeError(self, name, "context attributes cannot be deleted");
    }
    SETTERS[name](self, v);
  });
}

/** Makes the type. */
export function defineContext(): PyType {
  const t = builtinType("decimal.Context", PyContext, { module: "decimal", qualname: "Context" });
  types.context = t;
  const methods: [string, Declaration][] = [
    [
      "__init__",
      method(
        "(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyContext, ...values: (Value | undefined)[]) => applySettings(self, values),
      ),
    ],
    ["__repr__", method("(self, /)", "Return repr(self).", describe as (c: PyContext) => Value)],
    unary("abs", arithmetic.absolute),
    unary("exp", transcendental.exp),
    unary("ln", transcendental.ln),
    unary("log10", transcendental.log10),
    unary("minus", arithmetic.minus),
    unary("next_minus", digitwise.nextMinus),
    unary("next_plus", digitwise.nextPlus),
    unary("normalize", arithmetic.normalize),
    unary("plus", arithmetic.plus),
    unary("to_integral", integralBy(false)),
    unary("to_integral_exact", integralBy(true)),
    unary("to_integral_value", integralBy(false)),
    unary("sqrt", arithmetic.squareRoot),
    unary("logb", digitwise.logb),
    unary("logical_invert", digitwise.logicalInvert),
    unary("copy_abs", (a) => a.withSign(false)),
    unary("copy_negate", (a) => a.withSign(!a.negative)),
    unary("copy_decimal", (a) => a),
    binary("add", arithmetic.add),
    binary("compare", comparison.compare),
    binary("compare_signal", comparison.compareSignal),
    binary("compare_total", comparison.compareTotal),
    binary("compare_total_mag", comparison.compareTotalMagnitude),
    binary("divide", arithmetic.divide),
    binary("divide_int", arithmetic.divideToInteger),
    binary("max", comparison.max),
    binary("max_mag", comparison.maxMagnitude),
    binary("min", comparison.min),
    binary("min_mag", comparison.minMagnitude),
    binary("multiply", arithmetic.multiply),
    binary("next_toward", digitwise.nextToward),
    binary("quantize", arithmetic.quantize),
    binary("remainder", arithmetic.remainder),
    binary("remainder_near", arithmetic.remainderNear),
    binary("subtract", arithmetic.subtract),
    binary("copy_sign", (a, b) => a.withSign(b.negative)),
    binary("logical_and", digitwise.logicalAnd),
    binary("logical_or", digitwise.logicalOr),
    binary("logical_xor", digitwise.logicalXor),
    binary("rotate", digitwise.rotate),
    binary("scaleb", digitwise.scaleb),
    binary("shift", digitwise.shift),
    [
      "divmod",
      method("(self, x, y, /)", doc("divmod"), (self: PyContext, x: Value, y: Value) => {
        const a = operand(x), b = operand(y);
        const [q, r] = arithmetic.divmod(a, b, self.begin());
        self.signal();
        return new PyTuple([newDecimal(q), newDecimal(r)]);
      }),
    ],
    [
      "power",
      method("(self, /, a, b, modulo=None)", doc("power"), (
        self: PyContext,
        x: Value,
        y: Value,
        modulo: Value | undefined,
      ) => {
        const a = operand(x), b = operand(y);
        const r = modulo === undefined || modulo === NONE
          ? transcendental.power(a, b, self.begin())
          : transcendental.powerModulo(a, b, operand(modulo), self.begin());
        self.signal();
        return newDecimal(r);
      }),
    ],
    [
      "fma",
      method("(self, x, y, z, /)", doc("fma"), (self: PyContext, x: Value, y: Value, z: Value) => {
        const a = operand(x), b = operand(y), c = operand(z);
        const r = arithmetic.fusedMultiplyAdd(a, b, c, self.begin());
        self.signal();
        return newDecimal(r);
      }),
    ],
    [
      "same_quantum",
      method(
        "(self, x, y, /)",
        doc("same_quantum"),
        (_self: PyContext, x: Value, y: Value) => comparison.sameQuantum(operand(x), operand(y)),
      ),
    ],
    [
      "is_canonical",
      method("(self, x, /)", doc("is_canonical"), (_self: PyContext, x: Value) => {
        if (!(x instanceof PyDecimal)) throw typeError("argument must be a Decimal");
        return true;
      }),
    ],
    question("is_finite", (v) => v.isFinite),
    question("is_infinite", (v) => v.isInfinite),
    question("is_nan", (v) => v.isNaN),
    question("is_normal", (v, c) => comparison.isNormal(v, c.ctx)),
    question("is_qnan", (v) => v.kind === "nan"),
    question("is_signed", (v) => v.negative),
    question("is_snan", (v) => v.kind === "snan"),
    question("is_subnormal", (v, c) => comparison.isSubnormal(v, c.ctx)),
    question("is_zero", (v) => v.isZero),
    question("number_class", (v, c) => comparison.numberClass(v, c.ctx)),
    question("to_sci_string", (v, c) => toText(v, false, c.capitals === 1)),
    question("to_eng_string", (v, c) => toText(v, true, c.capitals === 1)),
    [
      "canonical",
      method("(self, x, /)", doc("canonical"), (_self: PyContext, x: Value) => {
        if (!(x instanceof PyDecimal)) throw typeError("argument must be a Decimal");
        return x;
      }),
    ],
    [
      "_apply",
      method("(self, x, /)", "", (self: PyContext, x: Value) => {
        const a = operand(x);
        const r = finalize(a, self.begin());
        self.signal();
        return newDecimal(r);
      }),
    ],
    plain("Etiny", (self) => canonical(BigInt(self.emin) - BigInt(self.prec) + 1n)),
    plain("Etop", (self) => canonical(BigInt(self.emax) - BigInt(self.prec) + 1n)),
    plain("radix", () => newDecimal(Dec.fromInt(10))),
    plain("clear_flags", (self) => {
      self.flags = 0;
    }),
    plain("clear_traps", (self) => {
      self.traps = 0;
    }),
    plain("__copy__", (self) => copyOf(self, true)),
    plain("copy", (self) => copyOf(self, true)),
    plain("__reduce__", (self) =>
      new PyTuple([
        self.cls,
        new PyTuple([
          self.prec,
          self.ctx.rounding,
          self.emin,
          self.emax,
          self.capitals,
          self.ctx.clamp ? 1 : 0,
          new PyList(signalList(self.flags)),
          new PyList(signalList(self.traps)),
        ]),
      ])),
    [
      "create_decimal",
      method('(self, num="0", /)', doc("create_decimal"), (self: PyContext, v?: Value) => {
        if (v === undefined) return newDecimal(Dec.fromInt(0));
        const r = rounded(v, self, self.begin());
        self.signal();
        return newDecimal(r);
      }),
    ],
    [
      "create_decimal_from_float",
      method("(self, f, /)", doc("create_decimal_from_float"), (self: PyContext, f: Value) => {
        const n = intOf(f);
        if (n === undefined && !(f instanceof PyFloat)) {
          throw typeError("argument must be int or float");
        }
        const v = n !== undefined ? Dec.fromInt(n) : fromDouble((f as PyFloat).v);
        const r = finalize(v, self.begin());
        self.signal();
        return newDecimal(r);
      }),
    ],
  ];
  define(t, {
    doc: doc("__doc__"),
    textSignature:
      "(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
    new: method("(cls, /, *args, **kwargs)", NEW_DOC, (cls: PyType) => {
      const c = cls.allocate() as PyContext;
      const shared = currentInterpreter().shared.get("decimal templates");
      if (shared !== undefined) c.assign(templates().default, false);
      return c;
    }),
    methods: Object.fromEntries(methods),
    attributes: {
      prec: attribute("prec", (self) => self.prec),
      Emax: attribute("Emax", (self) => self.emax),
      Emin: attribute("Emin", (self) => self.emin),
      rounding: attribute("rounding", (self) => self.ctx.rounding),
      capitals: attribute("capitals", (self) => self.capitals),
      clamp: attribute("clamp", (self) => self.ctx.clamp ? 1 : 0),
      traps: attribute("traps", (self) => signalDict(self, true)),
      flags: attribute("flags", (self) => signalDict(self, false)),
    },
  });
  return t;
}

// ---- localcontext

/** What `localcontext()` gives. */
class ContextManager extends PyObject {
  local: PyContext = new PyContext();
  saved: PyContext = new PyContext();
}

let managerType: PyType | undefined;

function contextManagerType(): PyType {
  if (managerType !== undefined) return managerType;
  managerType = builtinType("decimal.ContextManager", ContextManager, {
    module: "decimal",
    qualname: "ContextManager",
    noNew: true,
  });
  define(managerType, {
    methods: {
      __enter__: method("(self, /)", "", (self: ContextManager) => {
        setCurrentContext(self.local);
        return self.local;
      }),
      __exit__: method("(self, /, *args)", "", (self: ContextManager) => {
        setCurrentContext(self.saved);
        return false;
      }),
    },
  });
  return managerType;
}

/** `localcontext(ctx=None, **settings)` */
export function localContext(
  ctx: Value | undefined,
  settings: Map<string, Value> | undefined,
): Value {
  let from: PyContext;
  if (ctx === undefined || ctx === NONE) from = currentContext();
  else if (ctx instanceof PyContext) from = ctx;
  else throw typeError("optional argument must be a context");
  const local = copyOf(from, true);
  for (const [name, v] of settings ?? []) {
    if (!Object.hasOwn(SETTERS, name)) {
      throw typeError(`this function got an unexpected keyword argument '${name}'`);
    }
    if (v !== NONE) SETTERS[name](local, v);
  }
  const m = contextManagerType().allocate() as ContextManager;
  m.local = local;
  m.saved = currentContext();
  return m;
}
