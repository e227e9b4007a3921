// The Python types of generators, coroutines, asynchronous generators and their awaitables.

import { builtinType, type PyType } from "../objects/type.ts";
import { getset, type GetSetDeclaration, member } from "../objects/builtin.ts";
import { define } from "../objects/define.ts";
import { classGetItem } from "../objects/class_getitem.ts";
import { address } from "../objects/identity.ts";
import { NONE, type PyObject, type Value } from "../objects/object.ts";
import { typeError } from "../objects/raise.ts";
import { runtime } from "../objects/runtime.ts";
import { type Declaration, method, type Native } from "../objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../objects/str.ts";
import { watchAwaitable } from "./abandoned.ts";
import {
  AsyncGenSend,
  AsyncGenThrow,
  AsyncGenWrapped,
  PyAsyncGenerator,
} from "./async_generators.ts";
import { hold } from "./frame.ts";
import {
  CoroutineWrapper,
  type GeneratorBase,
  PyCoroutine,
  PyGenerator,
  returnedAsException,
  type Sendable,
  thrownException,
} from "./generators.ts";

/** `generator`. */
export const GeneratorType: PyType = builtinType("generator", PyGenerator, {
  final: true,
  noNew: true,
  hasWeakref: true,
});
/** `coroutine`. */
export const CoroutineType: PyType = builtinType("coroutine", PyCoroutine, {
  final: true,
  noNew: true,
  hasWeakref: true,
});
/** `async_generator`. */
export const AsyncGeneratorType: PyType = builtinType("async_generator", PyAsyncGenerator, {
  final: true,
  noNew: true,
  hasWeakref: true,
});
const CoroutineWrapperType = builtinType("coroutine_wrapper", CoroutineWrapper, {
  final: true,
  noNew: true,
});
const AsyncGenSendType = builtinType("async_generator_asend", AsyncGenSend, {
  final: true,
  noNew: true,
});
const AsyncGenThrowType = builtinType("async_generator_athrow", AsyncGenThrow, {
  final: true,
  noNew: true,
});
builtinType("async_generator_wrapped_value", AsyncGenWrapped, { final: true, noNew: true });

function sent(self: Sendable, v: Value): Value {
  const r = self.send(v);
  if (r === undefined) throw returnedAsException();
  return r;
}

/** `send` as the loop recognises it, and `next`, which builtins.ts fills in. */
export const generatorNatives: { send: Native; next: Native | undefined } = {
  send: sent as Native,
  next: undefined,
};

function thrown(self: Sendable, type: Value, value?: Value, tb?: Value): Value {
  if (value !== undefined) {
    runtime.warn(
      "DeprecationWarning",
      "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.",
      1,
    );
  }
  const r = self.throwIn(thrownException(type, value, tb));
  if (r === undefined) throw returnedAsException();
  return r;
}

const THROW_DOC = (what: string): string =>
  `throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in ${what}, return next yielded value or raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.`;

function driving(
  doc: { send: string; throwIn: string; close: string },
): Record<string, Declaration> {
  return {
    send: method("(self, arg, /)", doc.send, sent, { noTextSignature: true }),
    throw: method("(self, type, value=None, traceback=None, /)", doc.throwIn, thrown, {
      noTextSignature: true,
    }),
    close: method("(self, /)", doc.close, (self: Sendable) => self.close(), {
      noTextSignature: true,
    }),
  };
}

/** What the collector would do; where there is nobody to raise to, an exception is only told. */
const finalizer: Record<string, Declaration> = {
  __del__: method(
    "(self, /)",
    "Called when the instance is about to be destroyed.",
    (self: GeneratorBase) => {
      try {
        if (!self.running) self.close();
      } catch (e) {
        runtime.unraisable(e, self);
      }
    },
  ),
};

const iteration: Record<string, Declaration> = {
  __iter__: method("(self, /)", "Implement iter(self).", (self: Value) => self),
  __next__: method("(self, /)", "Implement next(self).", (self: Sendable) => sent(self, NONE)),
};

function textAttribute(key: "name" | "qualname", kind: string): GetSetDeclaration {
  return getset(
    `${key === "name" ? "name" : "qualified name"} of the ${kind}`,
    (self: GeneratorBase) => self[key],
    (self: GeneratorBase, v) => {
      if (v === undefined || !isStr(v)) {
        throw typeError(`__${key}__ must be set to a string object`);
      }
      self[key] = v;
    },
  );
}

function state(
  kind: string,
  prefix: string,
  delegate: string,
): Record<string, GetSetDeclaration> {
  return {
    __name__: textAttribute("name", kind),
    __qualname__: textAttribute("qualname", kind),
    [`${prefix}_frame`]: getset(
      undefined,
      (self: GeneratorBase) => {
        if (!self.running) self.spill();
        return self.frame === undefined ? NONE : hold(self.frame);
      },
    ),
    [`${prefix}_running`]: getset(
      undefined,
      (self: GeneratorBase) =>
        self instanceof PyAsyncGenerator ? self.busy || self.running : self.running,
    ),
    [`${prefix}_suspended`]: getset(
      undefined,
      (self: GeneratorBase) => self.frame !== undefined && !self.running && !self.isNew,
    ),
    [`${prefix}_code`]: member(undefined, (self: GeneratorBase) => self.code),
    [delegate]: getset(undefined, (self: GeneratorBase) => {
      if (!self.running) self.spill();
      return self.delegate ?? NONE;
    }),
  };
}

function named(kind: string): Declaration {
  return method(
    "(self, /)",
    "Return repr(self).",
    (self: GeneratorBase) =>
      strFromUtf16(`<${kind} object ${utf16(strOf(self.qualname)!)} at ${address(self)}>`),
  );
}

const getItemOfClass = method(
  "(object, item, /)",
  "See PEP 585",
  (cls: PyObject, item: Value) => classGetItem(cls, item),
  { noTextSignature: true },
);

define(GeneratorType, {
  methods: {
    __repr__: named("generator"),
    ...finalizer,
    ...iteration,
    ...driving({
      send:
        "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.",
      throwIn: THROW_DOC("generator"),
      close: "close() -> raise GeneratorExit inside generator.",
    }),
  },
  classMethods: { __class_getitem__: getItemOfClass },
  attributes: state("generator", "gi", "gi_yieldfrom"),
});

define(CoroutineType, {
  methods: {
    __repr__: named("coroutine"),
    ...finalizer,
    __await__: method(
      "(self, /)",
      "Return an iterator to be used in await expression.",
      (self: PyCoroutine) => new CoroutineWrapper(self),
    ),
    ...driving({
      send:
        "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.",
      throwIn: THROW_DOC("coroutine"),
      close: "close() -> raise GeneratorExit inside coroutine.",
    }),
  },
  classMethods: { __class_getitem__: getItemOfClass },
  attributes: {
    ...state("coroutine", "cr", "cr_await"),
    cr_origin: member(undefined, (self: PyCoroutine) => self.origin),
  },
});

define(CoroutineWrapperType, {
  doc: "A wrapper object implementing __await__ for coroutines.",
  methods: {
    ...iteration,
    ...driving({
      send:
        "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.",
      throwIn: THROW_DOC("coroutine"),
      close: "close() -> raise GeneratorExit inside coroutine.",
    }),
  },
});

define(AsyncGeneratorType, {
  methods: {
    __repr__: named("async_generator"),
    ...finalizer,
    __aiter__: method(
      "(self, /)",
      "Return an awaitable, that resolves in asynchronous iterator.",
      (self: Value) => self,
    ),
    __anext__: method(
      "(self, /)",
      "Return a value or raise StopAsyncIteration.",
      (self: PyAsyncGenerator) => watchAwaitable(self.anext()),
    ),
    asend: method(
      "(self, v, /)",
      "asend(v) -> send 'v' in generator.",
      (self: PyAsyncGenerator, v: Value) => watchAwaitable(self.asend(v)),
      { noTextSignature: true },
    ),
    athrow: method(
      "(self, type, value=None, traceback=None, /)",
      "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.",
      (self: PyAsyncGenerator, type: Value, value?: Value, tb?: Value) => {
        if (value !== undefined) {
          runtime.warn(
            "DeprecationWarning",
            "the (type, exc, tb) signature of athrow() is deprecated, use the single-arg signature instead.",
            1,
          );
        }
        return watchAwaitable(self.athrow(type, value, tb));
      },
      { noTextSignature: true },
    ),
    aclose: method(
      "(self, /)",
      "aclose() -> raise GeneratorExit inside generator.",
      (self: PyAsyncGenerator) => watchAwaitable(self.aclose()),
      { noTextSignature: true },
    ),
  },
  classMethods: { __class_getitem__: getItemOfClass },
  attributes: state("async generator", "ag", "ag_await"),
});

for (const t of [AsyncGenSendType, AsyncGenThrowType]) {
  define(t, {
    methods: {
      __await__: method(
        "(self, /)",
        "Return an iterator to be used in await expression.",
        (self: Value) => self,
      ),
      ...iteration,
      ...driving({
        send:
          "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.",
        throwIn: THROW_DOC("generator"),
        close: "close() -> raise GeneratorExit inside generator.",
      }),
    },
  });
}
