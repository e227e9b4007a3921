// anext(): what `__anext__` gives, or an awaitable that turns its end into the default.

import { bindSpecial, call, callSpecial, getAttr } from "../vm/objects/attributes.ts";
import { define } from "../vm/objects/define.ts";
import { exceptionTypes, isExceptionOf, type PyException } from "../vm/objects/exceptions.ts";
import type { PyStopIteration } from "../vm/objects/exceptions_fields.ts";
import { iteratorMethods } from "../vm/objects/iteration.ts";
import { NONE, type PyObject, type Value } from "../vm/objects/object.ts";
import { stopIteration, typeError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import { awaitIterator } from "../vm/interp/generator_ops.ts";
import { returned, Sendable, sendTo } from "../vm/interp/generators.ts";

/** `anext(iterator, default)` */
class AnextAwaitable extends Sendable {
  wrapped: Value;
  fallback: Value;
  constructor(wrapped: Value = NONE, fallback: Value = NONE) {
    super();
    this.wrapped = wrapped;
    this.fallback = fallback;
  }

  /** Runs a step of the awaitable; its StopAsyncIteration becomes the end, with the default as the value. */
  private run<T>(step: (it: PyObject) => T): T {
    const it = awaitIterator(this.wrapped) as PyObject;
    try {
      return step(it);
    } catch (e) {
      if (isExceptionOf(e, exceptionTypes.get("StopAsyncIteration")!)) {
        throw stopIteration(this.fallback);
      }
      throw e;
    }
  }

  /** For `await`: the same, with the end as `undefined` and its value in `returned`. */
  private advance(step: (it: PyObject) => Value | undefined): Value | undefined {
    try {
      return this.run(step);
    } catch (e) {
      if (!isExceptionOf(e, exceptionTypes.get("StopIteration")!)) throw e;
      returned.value = (e as PyStopIteration).value;
      return undefined;
    }
  }

  override send(v: Value): Value | undefined {
    return this.advance((it) => sendTo(it, v));
  }

  override throwIn(e: PyException): Value | undefined {
    return this.advance((it) => call(getAttr(it, "throw"), [e]));
  }

  override close(): Value {
    return this.pass("close", []);
  }

  next(): Value {
    return this.run((it) => callSpecial(it, "__next__", [])!);
  }

  pass(name: string, args: Value[]): Value {
    return this.run((it) => call(getAttr(it, name), args));
  }
}

/** `anext_awaitable`. */
const AnextAwaitableType: PyType = builtinType("anext_awaitable", AnextAwaitable, {
  final: true,
  noNew: true,
});
const SEND =
  "send(arg) -> send 'arg' into the wrapped iterator,\nreturn next yielded value or raise StopIteration.";
const THROW =
  "throw(value)\nthrow(typ[,val[,tb]])\n\nraise exception in the wrapped iterator, return next yielded value\nor raise StopIteration.";
const CLOSE = "close() -> raise GeneratorExit inside generator.";
define(AnextAwaitableType, {
  methods: {
    ...iteratorMethods,
    __await__: method(
      "(self, /)",
      "Return an iterator to be used in await expression.",
      (self: AnextAwaitable) => self,
    ),
    __next__: method("(self, /)", "Implement next(self).", (self: AnextAwaitable) => self.next()),
    send: method(
      "(self, arg, /)",
      SEND,
      (self: AnextAwaitable, v: Value) => self.pass("send", [v]),
    ),
    throw: method(
      "(self, *args)",
      THROW,
      (self: AnextAwaitable, args: Value[]) => self.pass("throw", args),
    ),
    close: method("(self, /)", CLOSE, (self: AnextAwaitable) => self.close()),
  },
});

function anext(it: Value, fallback: Value | undefined): Value {
  if (bindSpecial(it, "__anext__") === undefined) {
    throw typeError(`'${typeOf(it).name}' object is not an async iterator`);
  }
  const awaitable = callSpecial(it, "__anext__", [])!;
  return fallback === undefined ? awaitable : new AnextAwaitable(awaitable, fallback);
}
/** The function, by name. */
export const asyncFunctions: Record<string, Declaration> = {
  anext: method(
    "(aiterator, default=<unrepresentable>, /)",
    "Return the next item from the async iterator.\n\nIf default is given and the async iterator is exhausted,\nit is returned instead of raising StopAsyncIteration.",
    anext,
  ),
};
