// The codec cores report what they cannot convert as a CodecError; here it becomes UnicodeEncodeError or
// UnicodeDecodeError with its fields.

import { PyBytes } from "../../vm/objects/bytes.ts";
import { CodecError } from "../../vm/objects/core/codecs/errors.ts";
import { exceptionTypes, newException, type PyException } from "../../vm/objects/exceptions.ts";
import { AstralStr, strFromUtf16 } from "../../vm/objects/str.ts";

/** The Python exception for a CodecError. */
export function unicodeException(e: CodecError): PyException {
  const object = e.kind === "UnicodeDecodeError"
    ? new PyBytes((e.input as Uint8Array).slice())
    : typeof e.input === "string"
    ? e.input
    : new AstralStr(e.input as Uint32Array);
  return newException(exceptionTypes.get(e.kind)!, [
    strFromUtf16(e.encoding),
    object,
    e.start,
    e.end,
    strFromUtf16(e.reason),
  ]);
}

/** Runs a conversion; what a codec core reports becomes the Python exception. */
export function unicodeErrors<T>(convert: () => T): T {
  try {
    return convert();
  } catch (e) {
    throw e instanceof CodecError ? unicodeException(e) : e;
  }
}
