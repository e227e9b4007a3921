// The attributes of functions, bound methods and cells.

import { attributeError } from "./attribute_error.ts";
import { attributeName, getAttr } from "./attributes.ts";
import { getset, member } from "./builtin.ts";
import { Cell } from "./cell.ts";
import { CodeFlag, PyCode } from "./code.ts";
import { compareSlow, EQ, equals, hashOf, isSame, lt } from "./compare.ts";
import { define } from "./define.ts";
import { PyDict } from "./dict.ts";
import { FunctionType, MethodType, PyFunction, PyMethod } from "./function.ts";
import { address, idOf } from "./identity.ts";
import { builtinDictAttribute } from "./instance_dict.ts";
import { xor } from "./core/int_core.ts";
import { repr } from "./operations.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { typeError, valueError } from "./raise.ts";
import { type KwMap, method } from "./signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "./str.ts";
import { EMPTY_TUPLE, PyTuple } from "./tuple.ts";
import { argumentName, builtinType, type PyType, typeOf } from "./type.ts";
import { runtime } from "./runtime.ts";

/** Filled in by the interpreter: what depends on a function's code and defaults is computed again. */
export const functionTypeHooks: {
  changed: (f: PyFunction) => void;
  /** The builtins that go with these globals. */
  builtinsOf: (globals: PyDict) => PyDict;
} = { changed: () => {}, builtinsOf: () => new PyDict() };

function makeFunction(
  code: Value,
  globals: Value,
  name: Value | undefined,
  defaults: Value | undefined,
  closure: Value | undefined,
  kwdefaults: Value | undefined,
): Value {
  if (!(code instanceof PyCode)) {
    throw typeError(`function() argument 'code' must be code, not ${argumentName(code)}`);
  }
  if (!(globals instanceof PyDict)) {
    throw typeError(`function() argument 'globals' must be dict, not ${argumentName(globals)}`);
  }
  if (name !== undefined && name !== NONE && !isStr(name)) {
    throw typeError("arg 3 (name) must be None or string");
  }
  if (defaults !== undefined && defaults !== NONE && !(defaults instanceof PyTuple)) {
    throw typeError("arg 4 (defaults) must be None or tuple");
  }
  const free = code.freevars.length;
  if (closure === undefined || closure === NONE) {
    if (free > 0) throw typeError("arg 5 (closure) must be tuple");
  } else if (!(closure instanceof PyTuple)) {
    throw typeError("arg 5 (closure) must be None or tuple");
  }
  const cells = closure instanceof PyTuple ? closure.items : [];
  if (cells.length !== free) {
    throw valueError(
      `${code.name} requires closure of length ${free}, not ${cells.length}`,
    );
  }
  for (const c of cells) {
    if (!(c instanceof Cell)) {
      throw typeError(`arg 5 (closure) expected cell, found ${typeOf(c).name}`);
    }
  }
  if (kwdefaults !== undefined && kwdefaults !== NONE && !(kwdefaults instanceof PyDict)) {
    throw typeError("arg 6 (kwdefaults) must be None or dict");
  }
  const own = strFromUtf16(code.name);
  const f = new PyFunction(
    code,
    globals,
    functionTypeHooks.builtinsOf(globals),
    name === undefined || name === NONE ? own : name,
    strFromUtf16(code.qualname),
    free > 0 ? cells as Cell[] : undefined,
    globals.getStr("__name__") ?? NONE,
    docstring(code),
  );
  if (name !== undefined && name !== NONE) f.name = name;
  if (defaults instanceof PyTuple) f.defaults = defaults.items;
  if (kwdefaults instanceof PyDict) f.kwdefaults = kwdefaults;
  return f;
}

/** The doc string of a function's code. */
export function docstring(code: PyCode): Value {
  return code.doc;
}

function textSetter(key: "name" | "qualname") {
  return (self: PyFunction, v: Value | undefined): void => {
    if (v === undefined || !isStr(v)) throw typeError(`__${key}__ must be set to a string object`);
    self[key] = v;
  };
}

define(FunctionType, {
  doc:
    "Create a function object.\n\n  code\n    a code object\n  globals\n    the globals dictionary\n  name\n    a string that overrides the name from the code object\n  argdefs\n    a tuple that specifies the default argument values\n  closure\n    a tuple that supplies the bindings for free variables\n  kwdefaults\n    a dictionary that specifies the default keyword argument values",
  textSignature: "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
  new: method(
    "(type, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (
      _cls: PyType,
      code: Value,
      globals: Value,
      name?: Value,
      argdefs?: Value,
      closure?: Value,
      kwdefaults?: Value,
    ) => makeFunction(code, globals, name, argdefs, closure, kwdefaults),
  ),
  methods: {
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (self: PyFunction) =>
        strFromUtf16(`<function ${utf16(strOf(self.qualname)!)} at ${address(self)}>`),
    ),
    __call__: method(
      "(self, /, *args, **kwargs)",
      "Call self as a function.",
      (self: PyFunction, args: Value[], kwargs: KwMap | undefined) =>
        self.invoke(
          kwargs === undefined ? args : [...args, ...kwargs.values()],
          kwargs === undefined ? undefined : [...kwargs.keys()],
        ),
    ),
    __get__: method(
      "(self, instance, owner=None, /)",
      "Return an attribute of instance, which is of type owner.",
      (self: PyFunction, instance: Value) =>
        instance === NONE ? self : new PyMethod(self, instance),
    ),
  },
  attributes: {
    __code__: getset(undefined, (self: PyFunction) => self.code, (self: PyFunction, v) => {
      if (!(v instanceof PyCode)) throw typeError("__code__ must be set to a code object");
      const have = self.closure?.length ?? 0;
      if (v.freevars.length !== have) {
        throw valueError(
          `${
            utf16(strOf(self.name)!)
          }() requires a code object with ${have} free vars, not ${v.freevars.length}`,
        );
      }
      const kinds = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;
      if (((v.flags ^ self.code.flags) & kinds) !== 0) {
        runtime.warn(
          "DeprecationWarning",
          "Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)",
          1,
        );
      }
      self.code = v;
      functionTypeHooks.changed(self);
    }),
    __defaults__: getset(
      undefined,
      (self: PyFunction) => self.defaults === undefined ? NONE : new PyTuple(self.defaults),
      (self: PyFunction, v) => {
        if (v !== undefined && v !== NONE && !(v instanceof PyTuple)) {
          throw typeError("__defaults__ must be set to a tuple object");
        }
        self.defaults = v instanceof PyTuple ? v.items : undefined;
        functionTypeHooks.changed(self);
      },
    ),
    __kwdefaults__: getset(
      undefined,
      (self: PyFunction) => self.kwdefaults ?? NONE,
      (self: PyFunction, v) => {
        if (v !== undefined && v !== NONE && !(v instanceof PyDict)) {
          throw typeError("__kwdefaults__ must be set to a dict object");
        }
        self.kwdefaults = v instanceof PyDict ? v : undefined;
        functionTypeHooks.changed(self);
      },
    ),
    __annotations__: getset(
      undefined,
      (self: PyFunction) => self.annotations ??= new PyDict(),
      (self: PyFunction, v) => {
        if (v !== undefined && v !== NONE && !(v instanceof PyDict)) {
          throw typeError("__annotations__ must be set to a dict object");
        }
        self.annotations = v instanceof PyDict ? v : undefined;
      },
    ),
    __closure__: member(
      undefined,
      (self: PyFunction) => self.closure === undefined ? NONE : new PyTuple([...self.closure]),
    ),
    __globals__: member(undefined, (self: PyFunction) => self.globals),
    __builtins__: member(undefined, (self: PyFunction) => self.builtins),
    __doc__: member(undefined, (self: PyFunction) => self.doc, (self: PyFunction, v) => {
      self.doc = v ?? NONE;
    }),
    __module__: member(undefined, (self: PyFunction) => self.module, (self: PyFunction, v) => {
      self.module = v ?? NONE;
    }),
    __name__: getset(undefined, (self: PyFunction) => self.name, textSetter("name")),
    __qualname__: getset(undefined, (self: PyFunction) => self.qualname, textSetter("qualname")),
    __type_params__: getset(
      undefined,
      (self: PyFunction) => self.typeParams ?? EMPTY_TUPLE,
      (self: PyFunction, v) => {
        if (!(v instanceof PyTuple)) throw typeError("__type_params__ must be set to a tuple");
        self.typeParams = v;
      },
    ),
    __dict__: builtinDictAttribute,
  },
});

PyMethod.prototype.findAttribute = function (this: PyMethod, name: string): Value | undefined {
  const d = MethodType.lookup(name);
  if (d !== undefined) return typeof d === "object" ? d.descrGet(this, MethodType) : d;
  return getAttr(this.func, name);
};

define(MethodType, {
  doc: "Create a bound instance method object.",
  textSignature: "(function, instance, /)",
  new: method(
    "(type, function, instance, /)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (_cls: PyType, f: Value, self: Value) => {
      if (typeof f !== "object" || f.cls.lookup("__call__") === undefined) {
        throw typeError("first argument must be callable");
      }
      if (self === NONE) throw typeError("instance must not be None");
      return new PyMethod(f, self);
    },
  ),
  methods: {
    __call__: method(
      "(self, /, *args, **kwargs)",
      "Call self as a function.",
      (self: PyMethod, args: Value[], kwargs: KwMap | undefined) =>
        self.invoke(
          kwargs === undefined ? args : [...args, ...kwargs.values()],
          kwargs === undefined ? undefined : [...kwargs.keys()],
        ),
    ),
    __get__: method(
      "(self, instance, owner=None, /)",
      "Return an attribute of instance, which is of type owner.",
      (self: PyMethod) => self,
    ),
    __getattribute__: method(
      "(self, name, /)",
      "Return getattr(self, name).",
      (self: PyMethod, name: Value) => {
        const text = attributeName(name);
        const v = self.findAttribute(text);
        if (v === undefined) throw attributeError(self, text);
        return v;
      },
    ),
    __repr__: method("(self, /)", "Return repr(self).", (self: PyMethod) => {
      const f = self.func as Value;
      const q = methodName(f, "__qualname__") ?? methodName(f, "__name__") ?? "?";
      return strFromUtf16(`<bound method ${q} of ${repr(self.self)}>`);
    }),
    __eq__: method("(self, value, /)", "Return self==value.", (self: PyMethod, o: Value) => {
      if (!(o instanceof PyMethod)) return NOT_IMPLEMENTED;
      return isSame(self.self, o.self) && equals(self.func, o.func);
    }),
    __hash__: method("(self, /)", "Return hash(self).", (self: PyMethod) => {
      const h = xor(objectHash(self.self), hashOf(self.func));
      return h === -1 ? -2 : h;
    }),
    __reduce__: method("(self, /)", "", (self: PyMethod) => {
      const getattr = runtime.importModule("builtins");
      return new PyTuple([
        getAttr(getattr, "getattr"),
        new PyTuple([self.self, getAttr(self.func, "__name__")]),
      ]);
    }),
  },
  attributes: {
    __func__: member(
      "the function (or other callable) implementing a method",
      (self: PyMethod) => self.func,
    ),
    __self__: member("the instance to which a method is bound", (self: PyMethod) => self.self),
    __doc__: getset(undefined, (self: PyMethod) => getAttr(self.func, "__doc__")),
  },
});

/** The hash that an object has by its identity, whatever its class says. */
function objectHash(v: Value): number | bigint {
  const id = idOf(v);
  return typeof id === "number" ? Math.floor(id / 16) : id >> 4n;
}

function methodName(f: Value, key: string): string | undefined {
  try {
    const v = getAttr(f, key);
    return isStr(v) ? utf16(strOf(v)!) : undefined;
  } catch {
    return undefined;
  }
}

/** `cell`. */
export const CellType: PyType = builtinType("cell", Cell);

define(CellType, {
  doc:
    "Create a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be empty,\n    and \n further attempts to access its cell_contents attribute will\n    raise a ValueError.",
  new: method(
    "(type, contents=None, /)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (_cls: PyType, contents?: Value) => new Cell(contents),
  ),
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", (self: Cell) =>
      strFromUtf16(
        self.v === undefined
          ? `<cell at ${address(self)}: empty>`
          : `<cell at ${address(self)}: ${typeOf(self.v).name} object at ${address(self.v)}>`,
      )),
    __eq__: method("(self, value, /)", "Return self==value.", (self: Cell, o: Value) => {
      if (!(o instanceof Cell)) return NOT_IMPLEMENTED;
      if (self.v === undefined || o.v === undefined) return self.v === o.v;
      return compareSlow(EQ, self.v, o.v);
    }),
    __lt__: method("(self, value, /)", "Return self<value.", (self: Cell, o: Value) => {
      if (!(o instanceof Cell)) return NOT_IMPLEMENTED;
      if (self.v === undefined || o.v === undefined) {
        return self.v === undefined && o.v !== undefined;
      }
      return lt(self.v, o.v);
    }),
  },
  unhashable: true,
  attributes: {
    cell_contents: getset(undefined, (self: Cell) => {
      if (self.v === undefined) throw valueError("Cell is empty");
      return self.v;
    }, (self: Cell, v) => {
      self.v = v;
    }),
  },
});
