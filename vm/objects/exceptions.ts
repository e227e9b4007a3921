// Exceptions: plain Python objects, thrown as they are.
//
// This file has the base class, the hierarchy and the types that only have a name. Types with fields of their own
// (OSError, UnicodeError, SyntaxError, groups …) are in exceptions_*.ts. `asException` is the one place where anything
// that JavaScript throws becomes a Python exception.

import { attributeErrorHooks } from "./attribute_error.ts";
import { attributeHooks, getAttrOrAbsent, setAttr } from "./attributes.ts";
import { getset, member } from "./builtin.ts";
import { PyBytes } from "./bytes.ts";
import { CodecError } from "./core/codecs/errors.ts";
import { CoreError } from "./core/core_error.ts";
import { define, type TypeDefinition } from "./define.ts";
import { PyDict } from "./dict.ts";
import { PyList } from "./list.ts";
import { iterationHooks, toArray } from "./iteration.ts";
import { builtinDictAttribute, instanceState } from "./instance_dict.ts";
import { repr, str } from "./operations.ts";
import { type Int, NONE, PyObject, type Value } from "./object.ts";
import { setExceptionFactory, typeError } from "./raise.ts";
import { type KwMap, method } from "./signature.ts";
import { AstralStr, isStr, strFromUtf16, strOf, utf16 } from "./str.ts";
import { EMPTY_TUPLE, PyTuple } from "./tuple.ts";
import {
  builtinSubtype,
  builtinType,
  type BuiltinTypeOptions,
  isInstance,
  type PyType,
  typeOf,
} from "./type.ts";

/** An instance of BaseException or of a subclass. */
export class PyException extends PyObject {
  args: PyTuple;
  /** The PyTraceback, `undefined` for None. */
  traceback: PyObject | undefined;
  context: PyException | undefined;
  cause: PyException | undefined;
  suppressContext: boolean;

  constructor() {
    super();
    this.args = EMPTY_TUPLE;
    this.traceback = undefined;
    this.context = undefined;
    this.cause = undefined;
    this.suppressContext = false;
  }

  /** What `__init__` does with its arguments; types with fields override it. */
  initialize(args: Value[], kw: KwMap | undefined): void {
    this.rejectKeywords(kw);
    this.args = args.length === 0 ? EMPTY_TUPLE : new PyTuple(args);
  }

  /** What `str()` gives. */
  text(): Value {
    const { items } = this.args;
    if (items.length === 0) return "";
    if (items.length === 1) return str(items[0]);
    return str(this.args);
  }

  protected rejectKeywords(kw: KwMap | undefined): void {
    if (kw !== undefined && kw.size > 0) {
      throw typeError(`${this.cls.name}() takes no keyword arguments`);
    }
  }
}

/** `BaseException`. */
export const BaseExceptionType: PyType = builtinType("BaseException", PyException, {
  hasDict: true,
  hasWeakref: true,
});

function optional(v: PyObject | undefined): Value {
  return v ?? NONE;
}

/** Filled in by the interpreter: the value is a traceback. */
export const exceptionHooks: {
  isTraceback: (v: Value) => boolean;
  stackText: (e: unknown) => string;
} = {
  isTraceback: () => false,
  stackText: (e) => e instanceof Error ? `${e.name}: ${e.message}` : String(e),
};

function setTraceback(self: PyException, v: Value | undefined): void {
  if (v === undefined) throw typeError("__traceback__ may not be deleted");
  if (v === NONE) self.traceback = undefined;
  else if (exceptionHooks.isTraceback(v)) self.traceback = v as PyObject;
  else throw typeError("__traceback__ must be a traceback or None");
}

function setLink(key: "context" | "cause") {
  return (self: PyException, v: Value | undefined): void => {
    if (v === undefined) throw typeError(`__${key}__ may not be deleted`);
    if (v !== NONE && !(v instanceof PyException)) {
      throw typeError(`exception ${key} must be None or derive from BaseException`);
    }
    self[key] = v === NONE ? undefined : v as PyException;
    if (key === "cause") self.suppressContext = true;
  };
}

define(BaseExceptionType, {
  doc: "Common base class for all exceptions",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, args: Value[]) => {
      const e = cls.allocate() as PyException;
      e.args = args.length === 0 ? EMPTY_TUPLE : new PyTuple(args);
      return e;
    },
  ),
  methods: {
    __init__: method(
      "(self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PyException, args: Value[], kwargs: KwMap | undefined) => {
        self.initialize(args, kwargs);
      },
    ),
    __repr__: method("(self, /)", "Return repr(self).", (self: PyException) => {
      const { items } = self.args;
      const inner = items.length === 1 ? `(${repr(items[0])})` : repr(self.args);
      return strFromUtf16(self.cls.name + inner);
    }),
    __str__: method("(self, /)", "Return str(self).", (self: PyException) => self.text()),
    __reduce__: method("(self, /)", "Helper for pickle.", (self: PyException) => reduce(self)),
    __setstate__: method("(self, object, /)", "", (self: PyException, state: Value) => {
      if (state === NONE) return NONE;
      if (!(state instanceof PyDict)) throw typeError("state is not a dictionary");
      for (const [k, v] of state.entries()) setAttr(self, utf16(strOf(k)!), v);
      return NONE;
    }),
    with_traceback: method(
      "(self, object, /)",
      "Set self.__traceback__ to tb and return self.",
      (self: PyException, tb: Value) => {
        setTraceback(self, tb);
        return self;
      },
    ),
    add_note: method(
      "(self, object, /)",
      "Add a note to the exception",
      (self: PyException, note: Value) => {
        if (!isStr(note)) {
          throw typeError(`note must be a str, not '${typeOf(note).name}'`);
        }
        addNote(self, note);
      },
    ),
  },
  attributes: {
    args: getset(undefined, (self: PyException) => self.args, (self: PyException, v) => {
      if (v === undefined) throw typeError("args may not be deleted");
      self.args = new PyTuple(toArray(v));
    }),
    __traceback__: getset(undefined, (self: PyException) => optional(self.traceback), setTraceback),
    __context__: getset(
      undefined,
      (self: PyException) => optional(self.context),
      setLink("context"),
    ),
    __cause__: getset(undefined, (self: PyException) => optional(self.cause), setLink("cause")),
    __suppress_context__: member(
      undefined,
      (self: PyException) => self.suppressContext,
      (self: PyException, v) => {
        if (typeof v !== "boolean") throw typeError("attribute value type must be bool");
        self.suppressContext = v;
      },
    ),
    __dict__: builtinDictAttribute,
  },
});

/** `e.add_note(note)`: the notes are an ordinary attribute, `__notes__`. */
export function addNote(e: PyException, note: Value): void {
  const notes = getAttrOrAbsent(e, "__notes__");
  if (notes === undefined) setAttr(e, "__notes__", new PyList([note]));
  else if (notes instanceof PyList) notes.append(note);
  else throw typeError("Cannot add note: __notes__ is not a list");
}

/** `__reduce__`: the class, its arguments and, where there are attributes, those. */
export function reduce(self: PyException, args: Value = self.args): Value {
  const state = instanceState(self);
  return new PyTuple(state === undefined ? [self.cls, args] : [self.cls, args, state]);
}

/** Builtin exception types by name. */
export const exceptionTypes: Map<string, PyType> = new Map([["BaseException", BaseExceptionType]]);

/** Declares an exception type that has nothing but a name, a base and a doc string. */
export function simple(name: string, base: PyType, doc: string): PyType {
  const t = builtinSubtype(name, base);
  finish(t, { doc });
  return t;
}

/** Declares an exception type with a JavaScript class of its own. */
export function withFields(
  name: string,
  layout: unknown,
  base: PyType,
  definition: TypeDefinition,
  options: BuiltinTypeOptions = {},
): PyType {
  const t = builtinType(name, layout, { ...options, base });
  finish(t, definition);
  return t;
}

function finish(t: PyType, definition: TypeDefinition): void {
  define(t, {
    // CPython gives every exception type a __new__ and an __init__ of its own
    new: (BaseExceptionType.ns.get("__new__") as unknown as { decl: TypeDefinition["new"] }).decl,
    ...definition,
    methods: {
      __init__: (BaseExceptionType.ns.get("__init__") as unknown as {
        decl: NonNullable<TypeDefinition["new"]>;
      })
        .decl,
      ...definition.methods,
    },
  });
  exceptionTypes.set(t.name, t);
}

// ---- the hierarchy: what has only a name

const B = BaseExceptionType;
export const ExceptionType: PyType = simple(
  "Exception",
  B,
  "Common base class for all non-exit exceptions.",
);
export const GeneratorExitType: PyType = simple(
  "GeneratorExit",
  B,
  "Request that a generator exit.",
);
export const KeyboardInterruptType: PyType = simple(
  "KeyboardInterrupt",
  B,
  "Program interrupted by user.",
);
const E = ExceptionType;
export const TypeErrorType: PyType = simple("TypeError", E, "Inappropriate argument type.");
export const StopAsyncIterationType: PyType = simple(
  "StopAsyncIteration",
  E,
  "Signal the end from iterator.__anext__().",
);
export const ArithmeticErrorType: PyType = simple(
  "ArithmeticError",
  E,
  "Base class for arithmetic errors.",
);
simple("FloatingPointError", ArithmeticErrorType, "Floating-point operation failed.");
simple("OverflowError", ArithmeticErrorType, "Result too large to be represented.");
simple(
  "ZeroDivisionError",
  ArithmeticErrorType,
  "Second argument to a division or modulo operation was zero.",
);
simple("AssertionError", E, "Assertion failed.");
simple("BufferError", E, "Buffer error.");
simple("EOFError", E, "Read beyond end of file.");
export const LookupErrorType: PyType = simple("LookupError", E, "Base class for lookup errors.");
export const IndexErrorType: PyType = simple(
  "IndexError",
  LookupErrorType,
  "Sequence index out of range.",
);
simple("MemoryError", E, "Out of memory.");
simple("ReferenceError", E, "Weak ref proxy used after referent went away.");
export const RuntimeErrorType: PyType = simple("RuntimeError", E, "Unspecified run-time error.");
export const RecursionErrorType: PyType = simple(
  "RecursionError",
  RuntimeErrorType,
  "Recursion limit exceeded.",
);
simple("NotImplementedError", RuntimeErrorType, "Method or function hasn't been implemented yet.");
simple(
  "PythonFinalizationError",
  RuntimeErrorType,
  "Operation blocked during Python finalization.",
);
simple(
  "SystemError",
  E,
  "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.",
);
export const ValueErrorType: PyType = simple(
  "ValueError",
  E,
  "Inappropriate argument value (of correct type).",
);
export const WarningType: PyType = simple("Warning", E, "Base class for warning categories.");
const W = WarningType;
simple(
  "BytesWarning",
  W,
  "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.",
);
simple("DeprecationWarning", W, "Base class for warnings about deprecated features.");
simple("EncodingWarning", W, "Base class for warnings about encodings.");
simple(
  "FutureWarning",
  W,
  "Base class for warnings about constructs that will change semantically\nin the future.",
);
simple("ImportWarning", W, "Base class for warnings about probable mistakes in module imports");
simple(
  "PendingDeprecationWarning",
  W,
  "Base class for warnings about features which will be deprecated\nin the future.",
);
simple("ResourceWarning", W, "Base class for warnings about resource usage.");
simple("RuntimeWarning", W, "Base class for warnings about dubious runtime behavior.");
simple("SyntaxWarning", W, "Base class for warnings about dubious syntax.");
simple(
  "UnicodeWarning",
  W,
  "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.",
);
simple("UserWarning", W, "Base class for warnings generated by user code.");

// ---- making and recognising exceptions

setExceptionFactory((typeName, args) => newException(exceptionTypes.get(typeName)!, args));

/** A new exception of a builtin type. */
export function newException(t: PyType, args: Value[]): PyException {
  const e = t.allocate() as PyException;
  e.initialize(args, undefined);
  return e;
}

/** What was thrown is a Python exception of this type. */
export function isExceptionOf(e: unknown, t: PyType): e is PyException {
  return e instanceof PyException && isInstance(e, t);
}

const attributeErrorName = "AttributeError";
attributeErrorHooks.isAttributeError = attributeHooks.isAttributeError = (e) =>
  isExceptionOf(e, exceptionTypes.get(attributeErrorName) ?? BaseExceptionType);
attributeHooks.isStopIteration = (e) =>
  isExceptionOf(e, exceptionTypes.get("StopIteration") ?? BaseExceptionType);
iterationHooks.isIndexError = (e) => isExceptionOf(e, IndexErrorType);

/** Filled in by vm/host users: what a failed system call becomes. */
export const conversionHooks: { host: (e: unknown) => PyException | undefined } = {
  host: () => undefined,
};

/**
 * The Python exception for anything that was thrown. A JavaScript error is a fault of the interpreter, except for an
 * exhausted stack (RecursionError) and memory or sizes that V8 refuses (MemoryError).
 */
export function asException(e: unknown): PyException {
  if (e instanceof PyException) return e;
  if (e instanceof CoreError) {
    const args = e.message === "" ? [] : [strFromUtf16(e.message)];
    return newException(exceptionTypes.get(e.kind)!, args);
  }
  if (e instanceof CodecError) {
    const fields = [
      strFromUtf16(e.encoding),
      codecInput(e.input, e.kind),
      e.start,
      e.end,
      strFromUtf16(e.reason),
    ];
    return newException(exceptionTypes.get(e.kind)!, fields);
  }
  const host = conversionHooks.host(e);
  if (host !== undefined) return host;
  if (e instanceof RangeError) {
    if (e.message.includes("call stack")) {
      return newException(RecursionErrorType, ["maximum recursion depth exceeded"]);
    }
    // "Invalid array length", "Maximum BigInt size exceeded", "Invalid string length"
    return newException(exceptionTypes.get("MemoryError")!, []);
  }
  const text = exceptionHooks.stackText(e);
  return newException(exceptionTypes.get("SystemError")!, [
    strFromUtf16(`fault in the interpreter, please report it: ${text}`),
  ]);
}

/** What a codec was working on, as a Python value. */
function codecInput(input: Uint8Array | Uint32Array | string, kind: string): Value {
  if (typeof input === "string") return input;
  return kind === "UnicodeDecodeError"
    ? new PyBytes(input.slice() as Uint8Array)
    : new AstralStr(input as Uint32Array);
}

/** A Python int or `undefined`, for fields that are often absent. */
export type MaybeInt = Int | undefined;
