// _contextvars: context variables.
//
// A context is a map from variables to values. Copying one is cheap: both share the map until one of them sets a variable.
// Each thread has a stack of contexts that it has entered; the innermost is the current one.

import { call } from "../vm/objects/attributes.ts";
import { getset, member } from "../vm/objects/builtin.ts";
import { classGetItemMethod } from "../vm/objects/class_getitem.ts";
import { equals } from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import { address, idOf } from "../vm/objects/identity.ts";
import { iter } from "../vm/objects/iteration.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, NOT_IMPLEMENTED, PyObject, type Value } from "../vm/objects/object.ts";
import { repr } from "../vm/objects/operations.ts";
import { exception, keyError, runtimeError, typeError, valueError } from "../vm/objects/raise.ts";
import { type KwMap, method } from "../vm/objects/signature.ts";
import { isStr, strFromUtf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { builtinType, type PyType } from "../vm/objects/type.ts";
import { thread, type ThreadState } from "../vm/interp/thread_state.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";

/** A context variable. */
class PyContextVar extends PyObject {
  name: Value = "";
  default: Value | undefined = undefined;
}

type Variables = Map<PyContextVar, Value>;

/** A context. */
class PyContext extends PyObject {
  vars: Variables = new Map();
  /** Another context has the same map. */
  shared: boolean = false;
  entered: boolean = false;
  /** The context that was current when this one was entered. */
  previous: PyContext | undefined = undefined;

  copy(): PyContext {
    const c = new PyContext();
    c.vars = this.vars;
    c.shared = this.shared = true;
    return c;
  }

  private own(): Variables {
    if (this.shared) {
      this.vars = new Map(this.vars);
      this.shared = false;
    }
    return this.vars;
  }

  set(v: PyContextVar, value: Value): void {
    this.own().set(v, value);
  }

  delete(v: PyContextVar): void {
    this.own().delete(v);
  }
}

/** The mark for "no value before". */
class MissingMark extends PyObject {}

let MISSING: MissingMark;

/** What `ContextVar.set` gives. */
class PyToken extends PyObject {
  context: PyContext = new PyContext();
  variable: PyContextVar = new PyContextVar();
  old: Value = NONE;
  used: boolean = false;
}

/** The current context of each thread, and the one of the thread that was asked for last. */
const contexts: WeakMap<ThreadState, PyContext> = new WeakMap();
let lastThread: ThreadState | undefined;
let lastContext: PyContext | undefined;

function currentContext(): PyContext {
  if (thread === lastThread && lastContext !== undefined) return lastContext;
  let c = contexts.get(thread);
  if (c === undefined) {
    c = new PyContext();
    c.entered = true;
    contexts.set(thread, c);
  }
  lastThread = thread;
  lastContext = c;
  return c;
}

function makeCurrent(c: PyContext): void {
  contexts.set(thread, c);
  lastThread = thread;
  lastContext = c;
}

function run(self: PyContext, args: Value[], kwargs: KwMap | undefined): Value {
  if (args.length === 0) throw typeError("run() missing 1 required positional argument");
  if (self.entered) {
    throw runtimeError(`cannot enter context: ${repr(self)} is already entered`);
  }
  const before = currentContext();
  self.entered = true;
  self.previous = before;
  makeCurrent(self);
  try {
    const [f, ...rest] = args;
    return kwargs === undefined
      ? call(f, rest)
      : call(f, [...rest, ...kwargs.values()], [...kwargs.keys()]);
  } finally {
    self.entered = false;
    self.previous = undefined;
    makeCurrent(before);
  }
}

function variableKey(v: Value): PyContextVar {
  if (v instanceof PyContextVar) return v;
  throw typeError(`a ContextVar key was expected, got ${repr(v)}`);
}

function equalContexts(a: PyContext, b: PyContext): boolean {
  if (a.vars === b.vars) return true;
  if (a.vars.size !== b.vars.size) return false;
  for (const [k, v] of a.vars) {
    const w = b.vars.get(k);
    if (w === undefined || !equals(v, w)) return false;
  }
  return true;
}

function getVariable(self: PyContextVar, fallback: Value | undefined): Value {
  const v = currentContext().vars.get(self) ?? fallback ?? self.default;
  if (v === undefined) throw exception("LookupError", self);
  return v;
}

function setVariable(self: PyContextVar, value: Value): Value {
  const context = currentContext();
  const token = new PyToken();
  token.context = context;
  token.variable = self;
  token.old = context.vars.get(self) ?? MISSING;
  context.set(self, value);
  return token;
}

function resetVariable(self: PyContextVar, token: Value): void {
  if (!(token instanceof PyToken)) {
    throw typeError(`expected an instance of Token, got ${repr(token)}`);
  }
  if (token.used) throw runtimeError(`${repr(token)} has already been used once`);
  if (token.variable !== self) {
    throw valueError(`${repr(token)} was created by a different ContextVar`);
  }
  const context = currentContext();
  if (token.context !== context) {
    throw valueError(`${repr(token)} was created in a different Context`);
  }
  token.used = true;
  if (token.old === MISSING) context.delete(self);
  else context.set(self, token.old);
}

/** `copy_context()` */
export function copyContext(): Value {
  return currentContext().copy();
}

/** A variable of the machine's own: `decimal` keeps its context in one. */
export function internalVariable(name: string): PyObject {
  const v = new PyContextVar();
  v.name = name;
  return v;
}

/** The value of such a variable in the current context. */
export function readVariable(v: PyObject): Value | undefined {
  return currentContext().vars.get(v as PyContextVar);
}

/** Sets such a variable in the current context. */
export function writeVariable(v: PyObject, value: Value): void {
  currentContext().set(v as PyContextVar, value);
}

let types: PyType[] | undefined;

function makeTypes(): PyType[] {
  const missing = builtinType("Token.MISSING", MissingMark, {
    module: "Token",
    qualname: "MISSING",
    final: true,
    noNew: true,
  });
  define(missing, {
    methods: { __repr__: method("(self, /)", "Return repr(self).", () => "<Token.MISSING>") },
  });
  MISSING = new MissingMark();
  return [defineContext(), defineContextVar(), defineToken()];
}

function defineContext(): PyType {
  const t = builtinType("_contextvars.Context", PyContext, {
    module: "_contextvars",
    qualname: "Context",
    final: true,
    hasWeakref: true,
  });
  const compare = (negate: boolean) => (self: PyContext, other: Value): Value =>
    other instanceof PyContext ? equalContexts(self, other) !== negate : NOT_IMPLEMENTED;
  // CPython's are iterators too
  const keys = (self: PyContext): PyObject => iter(new PyList([...self.vars.keys()]));
  define(t, {
    new: method("(cls, /, *args, **kwargs)", NEW_DOC, (
      cls: PyType,
      args: Value[],
      kwargs: KwMap | undefined,
    ) => {
      if (args.length > 0 || kwargs !== undefined) {
        throw typeError("Context() does not accept any arguments");
      }
      return cls.allocate();
    }),
    methods: {
      __eq__: method("(self, value, /)", "Return self==value.", compare(false)),
      __ne__: method("(self, value, /)", "Return self!=value.", compare(true)),
      __iter__: method("(self, /)", "Implement iter(self).", keys),
      __len__: method("(self, /)", "Return len(self).", (self: PyContext) => self.vars.size),
      __getitem__: method("(self, key, /)", "Return self[key].", (self: PyContext, k: Value) => {
        const key = variableKey(k);
        const v = self.vars.get(key);
        if (v === undefined) throw keyError(key);
        return v;
      }),
      __contains__: method(
        "(self, key, /)",
        "Return bool(key in self).",
        (self: PyContext, k: Value) => self.vars.has(variableKey(k)),
      ),
      get: method(
        "(self, key, default=None, /)",
        "Return the value for `key` if `key` has the value in the context object.\n\nIf `key` does not exist, return `default`. If `default` is not given,\nreturn None.",
        (self: PyContext, k: Value, fallback: Value | undefined) =>
          self.vars.get(variableKey(k)) ?? fallback ?? NONE,
      ),
      items: method(
        "(self, /)",
        "Return all variables and their values in the context object.\n\nThe result is returned as a list of 2-tuples (variable, value).",
        (self: PyContext) => iter(new PyList([...self.vars].map(([k, v]) => new PyTuple([k, v])))),
      ),
      keys: method("(self, /)", "Return a list of all variables in the context object.", keys),
      values: method(
        "(self, /)",
        "Return a list of all variables' values in the context object.",
        (self: PyContext) => iter(new PyList([...self.vars.values()])),
      ),
      copy: method(
        "(self, /)",
        "Return a shallow copy of the context object.",
        (self: PyContext) => self.copy(),
      ),
      run: method("(self, /, *args, **kwargs)", "", run, { noTextSignature: true }),
    },
    unhashable: true,
  });
  return t;
}

function defineContextVar(): PyType {
  const t = builtinType("_contextvars.ContextVar", PyContextVar, {
    module: "_contextvars",
    qualname: "ContextVar",
    final: true,
  });
  define(t, {
    new: method(
      "(cls, name, /, *, default=<unrepresentable>)",
      NEW_DOC,
      (cls: PyType, name: Value, fallback: Value | undefined) => {
        if (!isStr(name)) throw typeError("context variable name must be a str");
        const v = cls.allocate() as PyContextVar;
        v.name = name;
        v.default = fallback;
        return v;
      },
    ),
    methods: {
      __repr__: method("(self, /)", "Return repr(self).", (self: PyContextVar) => {
        const preset = self.default === undefined ? "" : ` default=${repr(self.default)}`;
        return strFromUtf16(`<ContextVar name=${repr(self.name)}${preset} at ${address(self)}>`);
      }),
      __hash__: method("(self, /)", "Return hash(self).", (self: PyContextVar) => idOf(self)),
      get: method(
        "(self, default=<unrepresentable>, /)",
        "Return a value for the context variable for the current context.\n\nIf there is no value for the variable in the current context, the method will:\n * return the value of the default argument of the method, if provided; or\n * return the default value for the context variable, if it was created\n   with one; or\n * raise a LookupError.",
        getVariable,
      ),
      set: method(
        "(self, value, /)",
        "Call to set a new value for the context variable in the current context.\n\nThe required value argument is the new value for the context variable.\n\nReturns a Token object that can be used to restore the variable to its previous\nvalue via the `ContextVar.reset()` method.",
        setVariable,
      ),
      reset: method(
        "(self, token, /)",
        "Reset the context variable.\n\nThe variable is reset to the value it had before the `ContextVar.set()` that\ncreated the token was used.",
        resetVariable,
      ),
    },
    classMethods: { __class_getitem__: classGetItemMethod },
    attributes: { name: member(undefined, (self: PyContextVar) => self.name) },
  });
  return t;
}

function defineToken(): PyType {
  const t = builtinType("_contextvars.Token", PyToken, {
    module: "_contextvars",
    qualname: "Token",
    final: true,
  });
  define(t, {
    new: method("(cls, /, *args, **kwargs)", NEW_DOC, () => {
      throw runtimeError("Tokens can only be created by ContextVars");
    }),
    methods: {
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: PyToken) =>
          strFromUtf16(
            `<Token${self.used ? " used" : ""} var=${repr(self.variable)} at ${address(self)}>`,
          ),
      ),
    },
    classMethods: { __class_getitem__: classGetItemMethod },
    attributes: {
      var: getset(undefined, (self: PyToken) => self.variable),
      old_value: getset(undefined, (self: PyToken) => self.old),
    },
    values: { MISSING },
    unhashable: true,
  });
  return t;
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_contextvars", {
    doc: "Context Variables",
    types: types ??= makeTypes(),
    functions: { copy_context: method("()", "", () => currentContext().copy()) },
  });
}
