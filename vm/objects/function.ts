// Functions made by `def` and `lambda`, and bound methods.
//
// A function knows nothing of how it is run: `functionHooks.call` is filled in by the interpreter, which itself calls
// functions without coming through here.

import type { Cell } from "./cell.ts";
import type { PyCode } from "./code.ts";
import type { PyDict } from "./dict.ts";
import { type KwNames, PyObject, type Value } from "./object.ts";
import { builtinType, type PyType } from "./type.ts";

/** Filled in by the interpreter. */
export const functionHooks: {
  call: (f: PyFunction, args: Value[], kw: KwNames | undefined) => Value;
} = {
  call: () => {
    throw new Error("the interpreter is not loaded");
  },
};

/** A Python function. */
export class PyFunction extends PyObject {
  /** True on the prototype: what attribute access binds without asking for `__get__`. */
  declare readonly isFunction: boolean;
  code: PyCode;
  readonly globals: PyDict;
  /** The `__builtins__` that its globals had when it was made. */
  readonly builtins: PyDict;
  name: Value;
  qualname: Value;
  /** Defaults of the last positional parameters. */
  defaults: Value[] | undefined;
  kwdefaults: PyDict | undefined;
  readonly closure: Cell[] | undefined;
  doc: Value;
  module: Value;
  annotations: PyDict | undefined;
  typeParams: Value | undefined;

  constructor(
    code: PyCode,
    globals: PyDict,
    builtins: PyDict,
    name: Value,
    qualname: Value,
    closure: Cell[] | undefined,
    module: Value,
    doc: Value,
  ) {
    super();
    this.code = code;
    this.globals = globals;
    this.builtins = builtins;
    this.name = name;
    this.qualname = qualname;
    this.defaults = undefined;
    this.kwdefaults = undefined;
    this.closure = closure;
    this.doc = doc;
    this.module = module;
    this.annotations = undefined;
    this.typeParams = undefined;
  }

  override invoke(args: Value[], kw: KwNames | undefined): Value {
    return functionHooks.call(this, args, kw);
  }

  override descrGet(instance: Value | undefined, _owner: PyType | undefined): Value {
    return instance === undefined ? this : new PyMethod(this, instance);
  }
}
Object.defineProperty(PyFunction.prototype, "isFunction", { value: true });

/** A function (or any callable) bound to an object. */
export class PyMethod extends PyObject {
  readonly func: Value;
  readonly self: Value;
  constructor(func: Value, self: Value) {
    super();
    this.func = func;
    this.self = self;
  }

  override invoke(args: Value[], kw: KwNames | undefined): Value {
    args.unshift(this.self);
    return (this.func as PyObject).invoke(args, kw);
  }
}

/** `function`. */
export const FunctionType: PyType = builtinType("function", PyFunction, {
  final: true,
  hasDict: true,
  hasWeakref: true,
});
/** `method`. */
export const MethodType: PyType = builtinType("method", PyMethod, {
  final: true,
  hasWeakref: true,
});
