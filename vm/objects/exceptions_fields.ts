// Exceptions with a few fields of their own: StopIteration, SystemExit, KeyError, ImportError, NameError, AttributeError.

import { type GetSetDeclaration, type Getter, member, type Setter } from "./builtin.ts";
import {
  BaseExceptionType,
  ExceptionType,
  exceptionTypes,
  LookupErrorType,
  PyException,
  withFields,
} from "./exceptions.ts";
import { instanceState } from "./instance_dict.ts";
import { PyDict } from "./dict.ts";
import { repr, str } from "./operations.ts";
import { NONE, type Value } from "./object.ts";
import { typeError } from "./raise.ts";
import { type KwMap, method } from "./signature.ts";
import { isStr, strFromUtf16 } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { builtinSubtype, type PyType } from "./type.ts";
import { define } from "./define.ts";

/** A field of an exception that reads as None while it is not set. */
export function field(doc: string | undefined, key: string): GetSetDeclaration {
  const get: Getter = (self: never) => (self as Record<string, Value | undefined>)[key] ?? NONE;
  const set: Setter = (self: never, v) => {
    (self as Record<string, Value | undefined>)[key] = v;
  };
  return member(doc, get, set);
}

/** Takes the keyword arguments in `names` out of `kw`; TypeError for any other. */
export function takeKeywords(
  e: PyException,
  kw: KwMap | undefined,
  names: readonly string[],
  what: string,
): (Value | undefined)[] {
  if (kw !== undefined) {
    if (kw.size > names.length) {
      throw typeError(
        `${what}() takes at most ${names.length} keyword argument${
          names.length === 1 ? "" : "s"
        } (${kw.size} given)`,
      );
    }
    for (const k of kw.keys()) {
      if (!names.includes(k)) {
        throw typeError(`${what}() got an unexpected keyword argument '${k}'`);
      }
    }
  }
  void e;
  return names.map((n) => kw?.get(n));
}

/** StopIteration: `value` is what a generator returned. */
export class PyStopIteration extends PyException {
  value: Value;
  constructor() {
    super();
    this.value = NONE;
  }
  override initialize(args: Value[], kw: KwMap | undefined): void {
    super.initialize(args, kw);
    this.value = args.length > 0 ? args[0] : NONE;
  }
}
export const StopIterationType: PyType = withFields(
  "StopIteration",
  PyStopIteration,
  ExceptionType,
  {
    doc: "Signal the end from iterator.__next__().",
    attributes: { value: field("generator return value", "value") },
  },
);

/** SystemExit: `code` is the exit status, or text for standard error. */
export class PySystemExit extends PyException {
  code: Value;
  constructor() {
    super();
    this.code = NONE;
  }
  override initialize(args: Value[], kw: KwMap | undefined): void {
    super.initialize(args, kw);
    if (args.length === 1) this.code = args[0];
    else if (args.length > 1) this.code = this.args;
  }
}
export const SystemExitType: PyType = withFields("SystemExit", PySystemExit, BaseExceptionType, {
  doc: "Request to exit from the interpreter.",
  attributes: { code: field("exception code", "code") },
});

/** KeyError: its text is the repr of the key. */
export class PyKeyError extends PyException {
  override text(): Value {
    const { items } = this.args;
    return items.length === 1 ? strFromUtf16(repr(items[0])) : super.text();
  }
}
export const KeyErrorType: PyType = withFields("KeyError", PyKeyError, LookupErrorType, {
  doc: "Mapping key not found.",
  methods: {
    __str__: method(
      "(self, /)",
      "Return str(self).",
      (self: PyException) => PyKeyError.prototype.text.call(self),
    ),
  },
});
// it has no fields: a class may derive from it and from another exception that has
KeyErrorType.solid = LookupErrorType.solid;

/** ImportError. */
export class PyImportError extends PyException {
  msg: Value | undefined;
  name: Value | undefined;
  path: Value | undefined;
  name_from: Value | undefined;
  constructor() {
    super();
    this.msg = undefined;
    this.name = undefined;
    this.path = undefined;
    this.name_from = undefined;
  }
  override initialize(args: Value[], kw: KwMap | undefined): void {
    const [name, path, nameFrom] = takeKeywords(
      this,
      kw,
      ["name", "path", "name_from"],
      "ImportError",
    );
    super.initialize(args, undefined);
    this.msg = args.length === 1 ? args[0] : undefined;
    this.name = name;
    this.path = path;
    this.name_from = nameFrom;
  }
  override text(): Value {
    return this.msg !== undefined && isStr(this.msg) ? str(this.msg) : super.text();
  }
}
export const ImportErrorType: PyType = withFields("ImportError", PyImportError, ExceptionType, {
  doc: "Import can't find module, or can't find name in module.",
  methods: {
    __str__: method("(self, /)", "Return str(self).", (self: PyImportError) => self.text()),
    __reduce__: method("(self, /)", "Helper for pickle.", (self: PyImportError) => {
      const state = instanceState(self) ?? new PyDict();
      for (const k of ["name", "path", "name_from"] as const) {
        const v = self[k];
        if (v !== undefined && v !== NONE) state.setStr(k, v);
      }
      return new PyTuple(
        state.size === 0 ? [self.cls, self.args] : [self.cls, self.args, state],
      );
    }),
  },
  attributes: {
    msg: field("exception message", "msg"),
    name: field("module name", "name"),
    path: field("module path", "path"),
    name_from: field("name imported from module", "name_from"),
  },
});
export const ModuleNotFoundErrorType: PyType = subtype(
  "ModuleNotFoundError",
  ImportErrorType,
  "Module not found.",
);

/** NameError: the name. */
export class PyNameError extends PyException {
  name: Value | undefined;
  constructor() {
    super();
    this.name = undefined;
  }
  override initialize(args: Value[], kw: KwMap | undefined): void {
    const [name] = takeKeywords(this, kw, ["name"], "NameError");
    super.initialize(args, undefined);
    this.name = name;
  }
}
export const NameErrorType: PyType = withFields("NameError", PyNameError, ExceptionType, {
  doc: "Name not found globally.",
  attributes: { name: field("name", "name") },
});
export const UnboundLocalErrorType: PyType = subtype(
  "UnboundLocalError",
  NameErrorType,
  "Local name referenced but not bound to a value.",
);

/** AttributeError: the name and the object that lacks it. */
export class PyAttributeError extends PyException {
  name: Value | undefined;
  obj: Value | undefined;
  constructor() {
    super();
    this.name = undefined;
    this.obj = undefined;
  }
  override initialize(args: Value[], kw: KwMap | undefined): void {
    const [name, obj] = takeKeywords(this, kw, ["name", "obj"], "AttributeError");
    super.initialize(args, undefined);
    this.name = name;
    this.obj = obj;
  }
}
export const AttributeErrorType: PyType = withFields(
  "AttributeError",
  PyAttributeError,
  ExceptionType,
  {
    doc: "Attribute not found.",
    methods: {
      __reduce__: method("(self, /)", "Helper for pickle.", (self: PyAttributeError) => {
        const state = instanceState(self) ?? new PyDict();
        if (self.name !== undefined && self.name !== NONE) state.setStr("name", self.name);
        state.setStr("args", self.args);
        return new PyTuple([self.cls, self.args, state]);
      }),
      __getstate__: method("(self, /)", "Helper for pickle.", (self: PyAttributeError) => {
        const state = instanceState(self) ?? new PyDict();
        if (self.name !== undefined && self.name !== NONE) state.setStr("name", self.name);
        state.setStr("args", self.args);
        return state;
      }),
    },
    attributes: {
      name: field("attribute name", "name"),
      obj: field("object", "obj"),
    },
  },
);

/** A type that differs from its base in name and documentation only. */
export function subtype(name: string, base: PyType, doc: string): PyType {
  const t = builtinSubtype(name, base);
  define(t, { doc });
  exceptionTypes.set(name, t);
  return t;
}
