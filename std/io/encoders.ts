// What encodes the output of a text stream: native code for the encodings of nearly every file, any Python object with an
// incremental encoder's methods for the others.

import { callMethod } from "../../vm/objects/attributes.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { type EncodeErrorHandler, encodeHandler } from "../../vm/objects/core/codecs/errors.ts";
import { encodeAscii, encodeLatin1 } from "../../vm/objects/core/codecs/latin1.ts";
import { encodeUtf8 } from "../../vm/objects/core/utf8.ts";
import type { Value } from "../../vm/objects/object.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { pointsOf, type Str } from "../../vm/objects/str.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { unicodeErrors } from "../os_support/text_errors.ts";
import { normalEncoding } from "./decoders.ts";

/** An incremental encoder. */
export interface Encoder {
  /** UTF-8: well-formed text may be collected and encoded later, which cannot fail. */
  readonly defers: boolean;
  encode(text: Str): Uint8Array;
  /** Back to the start of a stream, where a mark of the byte order may be due. */
  reset(): void;
  /** As in the middle of a stream. */
  resume(): void;
}

class NativeEncoder implements Encoder {
  readonly defers: boolean;
  private readonly convert: (
    text: string | Uint32Array,
    handler: EncodeErrorHandler,
  ) => Uint8Array;
  private readonly handler: EncodeErrorHandler;
  constructor(
    defers: boolean,
    convert: (text: string | Uint32Array, handler: EncodeErrorHandler) => Uint8Array,
    handler: EncodeErrorHandler,
  ) {
    this.defers = defers;
    this.convert = convert;
    this.handler = handler;
  }

  encode(text: Str): Uint8Array {
    return unicodeErrors(() =>
      this.convert(typeof text === "string" ? text : pointsOf(text), this.handler)
    );
  }

  reset(): void {}
  resume(): void {}
}

/** An incremental encoder that is a Python object. */
class PythonEncoder implements Encoder {
  readonly defers: boolean;
  private readonly object: Value;
  constructor(object: Value) {
    this.defers = false;
    this.object = object;
  }

  encode(text: Str): Uint8Array {
    const r = callMethod(this.object, "encode", text);
    if (!(r instanceof PyBytes)) {
      throw typeError(`encoder should return a bytes object, not '${typeOf(r).name}'`);
    }
    return r.data;
  }

  reset(): void {
    callMethod(this.object, "reset");
  }

  resume(): void {
    callMethod(this.object, "setstate", 0);
  }
}

/** The native encoder of an encoding; `undefined` where there is none. */
export function nativeEncoder(encoding: string, errors: string): Encoder | undefined {
  const handler = encodeHandler(errors);
  if (handler === undefined) return undefined;
  switch (normalEncoding(encoding)) {
    case "utf-8":
    case "utf8":
      return new NativeEncoder(true, encodeUtf8, handler);
    case "ascii":
    case "us-ascii":
      return new NativeEncoder(false, encodeAscii, handler);
    case "latin-1":
    case "latin1":
    case "iso-8859-1":
    case "iso8859-1":
      return new NativeEncoder(false, encodeLatin1, handler);
  }
  return undefined;
}

/** The encoder that a Python object is. */
export function pythonEncoder(object: Value): Encoder {
  return new PythonEncoder(object);
}
