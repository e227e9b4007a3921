// _decimal: decimal arithmetic, exact to the General Decimal Arithmetic specification. The arithmetic is in decimal/, on
// bigints; the methods of the types are in decimal/decimal_type.ts and decimal/context_type.ts.

import { call, getAttr } from "../vm/objects/attributes.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { PyList } from "../vm/objects/list.ts";
import type { Value } from "../vm/objects/object.ts";
import { typeError } from "../vm/objects/raise.ts";
import { type KwMap, method } from "../vm/objects/signature.ts";
import type { PyType } from "../vm/objects/type.ts";
import type { Interpreter } from "../vm/vm.ts";
import {
  ALL_INVALID,
  CLAMPED,
  DIVISION_BY_ZERO,
  OVERFLOW,
  ROUNDINGS,
  UNDERFLOW,
} from "./decimal/context.ts";
import { defineContext, localContext } from "./decimal/context_type.ts";
import { defineDecimal } from "./decimal/decimal_type.ts";
import { MODULE_DOC } from "./decimal/doc.ts";
import {
  currentContext,
  PyContext,
  setCurrentContext,
  type Templates,
  types,
} from "./decimal/objects.ts";
import { EXCEPTIONS } from "./decimal/signals.ts";

function makeTemplates(): Templates {
  const basic = new PyContext(), extended = new PyContext();
  for (const c of [basic, extended]) {
    c.prec = 9;
    c.ctx.prec = 9;
  }
  basic.ctx.rounding = "ROUND_HALF_UP";
  basic.traps = ALL_INVALID | DIVISION_BY_ZERO | OVERFLOW | UNDERFLOW | CLAMPED;
  extended.traps = 0;
  return { default: new PyContext(), basic, extended };
}

/** `DecimalTuple`, a named tuple that belongs to the module `decimal`. */
function makeDecimalTuple(vm: Interpreter): Value {
  const made = vm.shared.get("decimal tuple") as Value | undefined;
  if (made !== undefined) return made;
  const namedtuple = getAttr(vm.importModule("collections"), "namedtuple");
  const t = call(namedtuple, ["DecimalTuple", "sign digits exponent", "decimal"], ["module"]);
  vm.shared.set("decimal tuple", t);
  return t;
}

/** Makes the module. */
export function create(vm: Interpreter): PyModule {
  return make(vm, "_decimal");
}

/**
 * `_pydecimal`: what `decimal` falls back on where `_decimal` is blocked. There is one implementation, under both names.
 */
export function createFallback(vm: Interpreter): PyModule {
  const m = make(vm, "_pydecimal");
  const names = m.dict.keys().filter((k) => typeof k === "string" && !k.startsWith("_"));
  m.dict.setStr("__all__", new PyList(names));
  return m;
}

function make(vm: Interpreter, name: string): PyModule {
  const decimal: PyType = types.decimal ?? defineDecimal();
  const context: PyType = types.context ?? defineContext();
  const t = (vm.shared.get("decimal templates") as Templates | undefined) ?? makeTemplates();
  vm.shared.set("decimal templates", t);
  const values: Record<string, Value> = {};
  for (const e of EXCEPTIONS) values[e.name] = e.type();
  for (const r of ROUNDINGS) values[r] = r;
  // so that isinstance(d, numbers.Number) holds, without Decimal being a Real
  const numbers = vm.importModule("numbers");
  call(getAttr(getAttr(numbers, "Number"), "register"), [decimal]);
  return builtinModule(name, {
    doc: "C decimal arithmetic module",
    types: [decimal, context],
    functions: {
      getcontext: method("()", MODULE_DOC.getcontext, currentContext),
      setcontext: method("(context, /)", MODULE_DOC.setcontext, (c: Value) => {
        if (!(c instanceof PyContext)) throw typeError("argument must be a context");
        setCurrentContext(c);
      }),
      localcontext: method(
        "(ctx=None, **kwargs)",
        MODULE_DOC.localcontext,
        (c: Value | undefined, settings: KwMap | undefined) => localContext(c, settings),
      ),
    },
    values: {
      ...values,
      DecimalTuple: makeDecimalTuple(vm),
      DefaultContext: t.default,
      BasicContext: t.basic,
      ExtendedContext: t.extended,
      HAVE_CONTEXTVAR: true,
      HAVE_THREADS: true,
      MAX_EMAX: 999999999999999999n,
      MAX_PREC: 999999999999999999n,
      MIN_EMIN: -999999999999999999n,
      MIN_ETINY: -1999999999999999997n,
      __version__: "1.70",
      __libmpdec_version__: "2.5.1",
    },
  });
}
