// Codec error handlers: the built-in ones as Python functions, those that programs register, and the two as the
// callbacks that the codecs of the core take.

import {
  Bytes,
  CodecError,
  type DecodeErrorHandler,
  decodeHandler,
  type EncodeErrorHandler,
  encodeHandler,
  strictDecode,
  strictEncode,
} from "./core/codecs/errors.ts";
import "./core/codecs/name_replace.ts";
import { call } from "./attributes.ts";
import { PyBuiltinFunction } from "./builtin.ts";
import { PyBytes } from "./bytes.ts";
import { PyException } from "./exceptions.ts";
import {
  PyUnicodeDecodeError,
  type PyUnicodeEncodeError,
  PyUnicodeError,
  PyUnicodeTranslateError,
} from "./exceptions_unicode.ts";
import { intOf } from "./int.ts";
import type { Value } from "./object.ts";
import { exception, lookupError, overflowError, typeError } from "./raise.ts";
import { method } from "./signature.ts";
import { strOf, utf16 } from "./str.ts";
import { coreText, textStr } from "./str_text.ts";
import { PyTuple } from "./tuple.ts";
import { typeOf } from "./type.ts";

/** Handlers by name; the built-in ones are there from the start, a program may put others in their place. */
export class CodecErrorRegistry {
  readonly handlers: Map<string, Value>;
  constructor() {
    this.handlers = new Map();
    for (const name of BUILTIN_NAMES) this.handlers.set(name, builtinHandler(name));
  }
}

const BUILTIN_NAMES = [
  "strict",
  "ignore",
  "replace",
  "xmlcharrefreplace",
  "backslashreplace",
  "namereplace",
  "surrogatepass",
  "surrogateescape",
];

const DOCS: Record<string, string> = {
  strict: "Implements the 'strict' error handling, which raises a UnicodeError on coding errors.",
  ignore: "Implements the 'ignore' error handling, which ignores malformed data and continues.",
  replace:
    "Implements the 'replace' error handling, which replaces malformed data with a replacement marker.",
  xmlcharrefreplace:
    "Implements the 'xmlcharrefreplace' error handling, which replaces an unencodable character with the appropriate XML character reference.",
  backslashreplace:
    "Implements the 'backslashreplace' error handling, which replaces malformed data with a backslashed escape sequence.",
  namereplace:
    "Implements the 'namereplace' error handling, which replaces an unencodable character with a \\N{...} escape sequence.",
};

/** The current interpreter's handlers. */
export const errorRegistry: { current: CodecErrorRegistry } = {
  current: undefined as unknown as CodecErrorRegistry,
};

/** The functions behind the built-in handlers, shared by all interpreters. */
const functions: Map<string, PyBuiltinFunction> = new Map();

function builtinHandler(name: string): PyBuiltinFunction {
  let f = functions.get(name);
  if (f === undefined) {
    f = new PyBuiltinFunction(
      method("(exc, /)", DOCS[name] ?? "", (exc: Value) => handle(name, exc)),
      name === "surrogatepass" || name === "surrogateescape" ? name : `${name}_errors`,
      undefined,
    );
    functions.set(name, f);
  }
  return f;
}
errorRegistry.current = new CodecErrorRegistry();

/** The range that an exception names, brought into its object. */
function rangeOf(e: PyUnicodeError, length: number): [start: number, end: number] {
  let start = Number(intOf(e.start ?? 0) ?? 0), end = Number(intOf(e.end ?? 0) ?? 0);
  if (start < 0) start = 0;
  if (start >= length) start = length - 1;
  if (start < 0) start = 0;
  if (end < 1) end = 1;
  if (end > length) end = length;
  return [start, end];
}

function encodingOf(e: PyUnicodeError): string {
  const s = e.encoding === undefined ? undefined : strOf(e.encoding);
  return s === undefined ? "" : utf16(s);
}

/** A built-in handler on an exception object. */
function handle(name: string, exc: Value): Value {
  if (name === "strict") {
    if (exc instanceof PyException) throw exc;
    throw typeError("codec must pass exception instance");
  }
  if (!(exc instanceof PyUnicodeError)) throw wrongException(exc);
  const { object } = exc;
  if (object === undefined) throw typeError("object attribute not set");
  try {
    if (exc instanceof PyUnicodeDecodeError) {
      const native = decodeHandler(name);
      if (native === undefined) throw wrongException(exc);
      if (!(object instanceof PyBytes)) throw typeError("object attribute must be bytes");
      const [start, end] = rangeOf(exc, object.data.length);
      const r = native(encodingOf(exc), object.data, start, end, "");
      return new PyTuple([textStr(r.replacement), r.position]);
    }
    const text = strOf(object);
    if (text === undefined) throw typeError("object attribute must be unicode");
    const [start, end] = rangeOf(exc, coreText(text).length);
    if (exc instanceof PyUnicodeTranslateError) {
      if (name === "replace") return new PyTuple(["\ufffd".repeat(Math.max(0, end - start)), end]);
      if (name !== "ignore" && name !== "backslashreplace") throw wrongException(exc);
    }
    const native = encodeHandler(name);
    if (native === undefined) throw wrongException(exc);
    const r = native(encodingOf(exc), coreText(text), start, Math.max(start, end), "");
    const { replacement } = r;
    return new PyTuple([
      replacement instanceof Bytes ? new PyBytes(replacement.bytes.slice()) : textStr(replacement),
      r.position,
    ]);
  } catch (e) {
    // what the handler cannot help with is the error that it was given
    if (e instanceof CodecError) throw exc;
    throw e;
  }
}

function wrongException(exc: Value): Value {
  return typeError(`don't know how to handle ${typeOf(exc).name} in error callback`);
}

/** `codecs.lookup_error(name)`. */
export function lookupErrorHandler(name: string): Value {
  const f = errorRegistry.current.handlers.get(name);
  if (f === undefined) throw lookupError(`unknown error handler name '${name}'`);
  return f;
}

/** What a registered handler returns, checked: a replacement and a position. */
function checkResult(r: Value, text: string, kinds: (v: Value) => boolean): [Value, number] {
  if (!(r instanceof PyTuple) || r.items.length !== 2 || !kinds(r.items[0])) throw typeError(text);
  const position = intOf(r.items[1]);
  if (position === undefined) throw typeError(text);
  if (typeof position === "bigint") {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  return [r.items[0], position];
}

/** The text of a decoding handler's result. */
function pythonDecode(f: Value): DecodeErrorHandler {
  let exc: PyUnicodeDecodeError | undefined;
  return (encoding, input, start, end, reason) => {
    if (exc === undefined) {
      exc = exception(
        "UnicodeDecodeError",
        encoding,
        new PyBytes(input),
        start,
        end,
        reason,
      ) as PyUnicodeDecodeError;
    } else {
      exc.start = start;
      exc.end = end;
      exc.reason = reason;
    }
    const [replacement, position] = checkResult(
      call(f, [exc]),
      "decoding error handler must return (str, int) tuple",
      (v) => strOf(v) !== undefined,
    );
    const { object } = exc;
    if (!(object instanceof PyBytes)) throw typeError("object attribute must be bytes");
    return { replacement: coreText(strOf(replacement)!), position, input: object.data };
  };
}

function pythonEncode(f: Value): EncodeErrorHandler {
  return (encoding, input, start, end, reason) => {
    const exc = exception("UnicodeEncodeError", encoding, textStr(input), start, end, reason);
    const [replacement, position] = checkResult(
      call(f, [exc as PyUnicodeEncodeError]),
      "encoding error handler must return (str/bytes, int) tuple",
      (v) => v instanceof PyBytes || strOf(v) !== undefined,
    );
    return {
      replacement: replacement instanceof PyBytes
        ? new Bytes(replacement.data)
        : coreText(strOf(replacement)!),
      position,
    };
  };
}

/** The decode handler of a name. An unknown name is an error only where there is something to handle. */
export function decodeErrors(errors: string | undefined): DecodeErrorHandler {
  if (errors === undefined) return strictDecode;
  const registered = errorRegistry.current.handlers.get(errors);
  const native = decodeHandler(errors);
  if (native !== undefined && registered === functions.get(errors)) return native;
  let handler: DecodeErrorHandler | undefined;
  return (encoding, input, start, end, reason) => {
    handler ??= pythonDecode(lookupErrorHandler(errors));
    return handler(encoding, input, start, end, reason);
  };
}

/** The encode handler of a name. */
export function encodeErrors(errors: string | undefined): EncodeErrorHandler {
  if (errors === undefined) return strictEncode;
  const registered = errorRegistry.current.handlers.get(errors);
  const native = encodeHandler(errors);
  if (native !== undefined && registered === functions.get(errors)) return native;
  let handler: EncodeErrorHandler | undefined;
  return (encoding, input, start, end, reason) => {
    handler ??= pythonEncode(lookupErrorHandler(errors));
    return handler(encoding, input, start, end, reason);
  };
}
