// _codecs: the registry of codecs, and the codecs of the core as functions.
//
// A decoder returns (text, bytes used), an encoder (bytes, characters used).

import { getBuffer, SIMPLE } from "../vm/objects/buffer.ts";
import { BytesType, PyBytes } from "../vm/objects/bytes.ts";
import {
  codecArgument,
  codecRegistry,
  decodeAny,
  encodeAny,
  lookupCodec,
} from "../vm/objects/codecs.ts";
import {
  decodeErrors,
  encodeErrors,
  errorRegistry,
  lookupErrorHandler,
} from "../vm/objects/codec_errors.ts";
import { isSame, truth } from "../vm/objects/compare.ts";
import { decodeByteEscapes, encodeByteEscapes } from "../vm/objects/core/codecs/byte_escapes.ts";
import { decodeCharmap, encodeCharmap } from "../vm/objects/core/codecs/charmap.ts";
import type {
  Decoded,
  DecodeErrorHandler,
  EncodeErrorHandler,
} from "../vm/objects/core/codecs/errors.ts";
import {
  decodeRawUnicodeEscape,
  decodeUnicodeEscape,
  encodeRawUnicodeEscape,
  encodeUnicodeEscape,
} from "../vm/objects/core/codecs/escapes.ts";
import {
  decodeAscii,
  decodeLatin1,
  encodeAscii,
  encodeLatin1,
} from "../vm/objects/core/codecs/latin1.ts";
import {
  type ByteOrder,
  decodeUtf16,
  decodeUtf32,
  encodeUtf16,
  encodeUtf32,
} from "../vm/objects/core/codecs/utf16_32.ts";
import { decodeUtf7, encodeUtf7 } from "../vm/objects/core/codecs/utf7.ts";
import type { Text } from "../vm/objects/core/text.ts";
import { codePointAt } from "../vm/objects/core/text.ts";
import { lookupName } from "../vm/objects/core/unicode/names.ts";
import { decodeUtf8, encodeUtf8 } from "../vm/objects/core/utf8.ts";
import { define } from "../vm/objects/define.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { exceptionTypes, isExceptionOf } from "../vm/objects/exceptions.ts";
import { intOf } from "../vm/objects/int.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { getItem, indexOf } from "../vm/objects/operations.ts";
import { overflowError, typeError, valueError } from "../vm/objects/raise.ts";
import { runtime } from "../vm/objects/runtime.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { isExactStr, strOf, utf16 } from "../vm/objects/str.ts";
import { coreText, textStr } from "../vm/objects/str_text.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, builtinType, isInstance, type PyType, typeOf } from "../vm/objects/type.ts";

/** Gives `f` the contents of a bytes-like argument, which do not move meanwhile. */
function withBytes<T>(v: Value, f: (bytes: Uint8Array) => T): T {
  if (v instanceof PyBytes) return f(v.data);
  const view = getBuffer(v, SIMPLE);
  try {
    return f(view.contiguous().slice());
  } finally {
    view.release();
  }
}

/** The same for an argument that may also be a str, which counts as its UTF-8. */
function withBytesOrText<T>(v: Value, f: (bytes: Uint8Array) => T): T {
  const s = strOf(v);
  return s === undefined ? withBytes(v, f) : f(encodeUtf8(coreText(s)));
}

/** The str argument of an encoder. */
function textArgument(v: Value, who: string): Text {
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`${who}() argument 1 must be str, not ${argumentName(v)}`);
  }
  return coreText(s);
}

/** The `errors` argument of a codec. */
function errorsArgument(v: Value | undefined, who: string): string | undefined {
  if (v === undefined || v === NONE) return undefined;
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`${who}() argument 2 must be str or None, not ${argumentName(v)}`);
  }
  const text = utf16(s);
  if (text.includes("\0")) throw valueError("embedded null character");
  return text;
}

/** A name argument of a function that has no other. */
function nameArgument(v: Value, who: string): string {
  const s = strOf(v);
  if (s === undefined) throw typeError(`${who} must be str, not ${typeOf(v).name}`);
  const text = utf16(s);
  if (text.includes("\0")) throw valueError("embedded null character");
  return text;
}

/** A C int that gives a byte order by its sign. */
function byteOrderArgument(v: Value | undefined): ByteOrder {
  if (v === undefined) return 0;
  const n = indexOf(v);
  if (BigInt(n) !== BigInt.asIntN(32, BigInt(n))) {
    throw overflowError("Python int too large to convert to C int");
  }
  return Math.sign(Number(n)) as ByteOrder;
}

function isFinal(v: Value | undefined, otherwise: boolean): boolean {
  return v === undefined ? otherwise : truth(v);
}

function decoded(d: Decoded): PyTuple {
  return new PyTuple([textStr(d.text), d.consumed]);
}

function encoded(bytes: Uint8Array, text: Text): PyTuple {
  return new PyTuple([new PyBytes(bytes), text.length]);
}

/** A decoder that may leave an incomplete character at the end for later. */
function incremental(
  f: (bytes: Uint8Array, handler: DecodeErrorHandler, final: boolean) => Decoded,
  who: string,
): Declaration {
  return method(
    "(data, errors=None, final=False, /)",
    "",
    (data: Value, errors?: Value, final?: Value) =>
      withBytes(
        data,
        (bytes) =>
          decoded(f(bytes, decodeErrors(errorsArgument(errors, who)), isFinal(final, false))),
      ),
  );
}

/** A decoder of whole texts. */
function whole(
  f: (bytes: Uint8Array, handler: DecodeErrorHandler) => Decoded,
  who: string,
): Declaration {
  return method(
    "(data, errors=None, /)",
    "",
    (data: Value, errors?: Value) =>
      withBytes(data, (bytes) => decoded(f(bytes, decodeErrors(errorsArgument(errors, who))))),
  );
}

function encoder(
  f: (text: Text, handler: EncodeErrorHandler) => Uint8Array,
  who: string,
): Declaration {
  return method("(str, errors=None, /)", "", (str: Value, errors?: Value) => {
    const text = textArgument(str, who);
    return encoded(f(text, encodeErrors(errorsArgument(errors, who))), text);
  });
}

/** `utf_16_encode` and `utf_32_encode`, which take a byte order. */
function orderedEncoder(
  f: (text: Text, handler: EncodeErrorHandler, order: ByteOrder) => Uint8Array,
  who: string,
): Declaration {
  return method(
    "(str, errors=None, byteorder=0, /)",
    "",
    (str: Value, errors?: Value, byteOrder?: Value) => {
      const text = textArgument(str, who);
      const handler = encodeErrors(errorsArgument(errors, who));
      return encoded(f(text, handler, byteOrderArgument(byteOrder)), text);
    },
  );
}

/** `utf_16_ex_decode` and `utf_32_ex_decode`, which also tell the byte order that they found. */
function tellingDecoder(f: typeof decodeUtf16, who: string): Declaration {
  return method(
    "(data, errors=None, byteorder=0, final=False, /)",
    "",
    (data: Value, errors?: Value, byteOrder?: Value, final?: Value) =>
      withBytes(data, (bytes) => {
        const handler = decodeErrors(errorsArgument(errors, who));
        const d = f(bytes, handler, byteOrderArgument(byteOrder), isFinal(final, false));
        return new PyTuple([textStr(d.text), d.consumed, d.byteOrder]);
      }),
  );
}

/** The warning about an escape that means nothing. */
function warnEscape(bytes: Uint8Array, at: number): void {
  const letter = bytes[at + 1];
  const octal = letter >= 48 && letter <= 55;
  const shown = String.fromCharCode(...bytes.subarray(at + 1, at + (octal ? 4 : 2)));
  runtime.warn(
    "DeprecationWarning",
    `invalid ${octal ? "octal " : ""}escape sequence '\\${shown}'`,
    1,
  );
}

function escapeDecode(data: Value, errors?: Value): Value {
  const handling = errorsArgument(errors, "escape_decode");
  return withBytesOrText(data, (input) => {
    const { bytes, invalidEscape } = decodeByteEscapes(input, handling);
    if (invalidEscape >= 0) warnEscape(input, invalidEscape);
    return new PyTuple([new PyBytes(bytes), input.length]);
  });
}

function unicodeEscapeDecode(data: Value, errors?: Value, final?: Value): Value {
  const handler = decodeErrors(errorsArgument(errors, "unicode_escape_decode"));
  return withBytesOrText(data, (bytes) => {
    const d = decodeUnicodeEscape(bytes, lookupName, handler, isFinal(final, true));
    if (d.invalidEscape >= 0) warnEscape(bytes, d.invalidEscape);
    return decoded(d);
  });
}

const HOLE = 0xfffe;

/** What a Python mapping gives for an int; `undefined` where it has none. */
function mapped(mapping: Value, key: number): Value | undefined {
  if (mapping instanceof PyDict && mapping.cls.name === "dict") {
    const v = mapping.get(key);
    return v === NONE ? undefined : v;
  }
  try {
    const v = getItem(mapping, key);
    return v === NONE ? undefined : v;
  } catch (e) {
    if (isExceptionOf(e, exceptionTypes.get("LookupError")!)) return undefined;
    throw e;
  }
}

function charmapText(mapping: Value, byte: number): Text | undefined {
  const v = mapped(mapping, byte);
  if (v === undefined) return undefined;
  const n = intOf(v);
  if (n !== undefined) {
    if (n < 0 || n > 0x10ffff) throw typeError("character mapping must be in range(0x110000)");
    const cp = Number(n);
    if (cp === HOLE) return undefined;
    return cp > 0xffff ? Uint32Array.of(cp) : String.fromCharCode(cp);
  }
  const s = strOf(v);
  if (s === undefined) throw typeError("character mapping must return integer, None or str");
  return s === "\ufffe" ? undefined : coreText(s);
}

function charmapDecode(data: Value, errors?: Value, mapping?: Value): Value {
  const handling = errorsArgument(errors, "charmap_decode");
  return withBytes(data, (bytes) => {
    if (mapping === undefined || mapping === NONE) {
      return new PyTuple([decodeLatin1(bytes), bytes.length]);
    }
    const source = isExactStr(mapping)
      ? coreText(mapping)
      : (byte: number) => charmapText(mapping, byte);
    return decoded(decodeCharmap(bytes, source, decodeErrors(handling)));
  });
}

/** What `charmap_build` makes: from code points to bytes. */
class EncodingMap extends PyObject {
  /** The byte of each code point, plus one; 0 where there is none. */
  readonly bytes: Map<number, number> = new Map();
}

/** For each interpreter's module, which is the one that makes them. */
let EncodingMapType: PyType;

function makeEncodingMapType(): PyType {
  const t = builtinType("EncodingMap", EncodingMap, { final: true, noNew: true });
  define(t, {
    methods: {
      size: method(
        "(self, /)",
        "Return the size (in bytes) of this object.",
        (self: EncodingMap) => 64 + 16 * self.bytes.size,
      ),
    },
  });
  return t;
}

function charmapBuild(map: Value): Value {
  const s = strOf(map);
  if (s === undefined) {
    throw typeError(`charmap_build() argument must be str, not ${argumentName(map)}`);
  }
  const table = coreText(s);
  const length = Math.min(table.length, 256);
  let needsDict = length === 0 || codePointAt(table, 0) !== 0;
  for (let i = 1; i < length && !needsDict; i++) {
    const cp = codePointAt(table, i);
    needsDict = cp === 0 || cp > 0xffff;
  }
  if (needsDict) {
    const d = new PyDict();
    for (let i = 0; i < length; i++) d.set(codePointAt(table, i), i);
    return d;
  }
  const m = EncodingMapType.allocate() as EncodingMap;
  for (let i = 0; i < length; i++) {
    const cp = codePointAt(table, i);
    if (cp !== HOLE) m.bytes.set(cp, i);
  }
  return m;
}

function charmapBytes(mapping: Value, cp: number): number | Uint8Array | undefined {
  const v = mapped(mapping, cp);
  if (v === undefined) return undefined;
  const n = intOf(v);
  if (n !== undefined) {
    if (n < 0 || n > 255) throw typeError("character mapping must be in range(256)");
    return Number(n);
  }
  if (v instanceof PyBytes) return v.data;
  throw typeError(
    `character mapping must return integer, bytes or None, not ${typeOf(v).name}`,
  );
}

function charmapEncode(str: Value, errors?: Value, mapping?: Value): Value {
  const text = textArgument(str, "charmap_encode");
  const handler = encodeErrors(errorsArgument(errors, "charmap_encode"));
  if (mapping === undefined || mapping === NONE) return encoded(encodeLatin1(text, handler), text);
  const lookup = mapping instanceof EncodingMap
    ? (cp: number) => mapping.bytes.get(cp)
    : (cp: number) => charmapBytes(mapping, cp);
  return encoded(encodeCharmap(text, lookup, handler), text);
}

function isCallable(v: Value): boolean {
  return typeOf(v).lookup("__call__") !== undefined;
}

function register(search: Value): void {
  if (!isCallable(search)) throw typeError("argument must be callable");
  codecRegistry.current.searchFunctions.push(search);
}

function unregister(search: Value): void {
  const { searchFunctions, cache } = codecRegistry.current;
  const at = searchFunctions.findIndex((f) => isSame(f, search));
  if (at < 0) return;
  cache.clear();
  searchFunctions.splice(at, 1);
}

function registerError(errors: Value, handler: Value): void {
  const name = nameArgument(errors, "register_error() argument 1");
  if (!isCallable(handler)) throw typeError("handler must be callable");
  errorRegistry.current.handlers.set(name, handler);
}

const CODEC_DOC = (verb: string, noun: string) =>
  `${verb} obj using the codec registered for encoding.\n\nDefault encoding is 'utf-8'.  errors may be given to set a\ndifferent error handling scheme.  Default is 'strict' meaning that ${noun}\nerrors raise a ValueError.  Other possible values are 'ignore', 'replace'\nand 'backslashreplace' as well as any other name registered with\ncodecs.register_error that can handle ValueErrors.`;

function anyCodec(
  who: string,
  f: typeof encodeAny,
): (obj: Value, encoding?: Value, errors?: Value) => Value {
  return (obj, encoding, errors) => {
    const name = codecArgument(encoding, who, "encoding");
    return f(
      obj,
      name === undefined ? "utf-8" : utf16(name),
      codecArgument(errors, who, "errors"),
    );
  };
}

function registryFunctions(): Record<string, Declaration> {
  return {
    register: method(
      "(search_function, /)",
      "Register a codec search function.\n\nSearch functions are expected to take one argument, the encoding name in\nall lower case letters, and either return None, or a tuple of functions\n(encoder, decoder, stream_reader, stream_writer) (or a CodecInfo object).",
      register,
    ),
    unregister: method(
      "(search_function, /)",
      "Unregister a codec search function and clear the registry's cache.\n\nIf the search function is not registered, do nothing.",
      unregister,
    ),
    lookup: method(
      "(encoding, /)",
      "Looks up a codec tuple in the Python codec registry and returns a CodecInfo object.",
      (encoding: Value) => lookupCodec(nameArgument(encoding, "lookup() argument")),
    ),
    // CPython says "encoding" of both.
    encode: method(
      "(obj, encoding='utf-8', errors='strict')",
      CODEC_DOC("Encodes", "encoding"),
      anyCodec("encode", encodeAny),
    ),
    decode: method(
      "(obj, encoding='utf-8', errors='strict')",
      CODEC_DOC("Decodes", "encoding"),
      anyCodec("decode", decodeAny),
    ),
    register_error: method(
      "(errors, handler, /)",
      "Register the specified error handler under the name errors.\n\nhandler must be a callable object, that will be called with an exception\ninstance containing information about the location of the encoding/decoding\nerror and must return a (replacement, new position) tuple.",
      registerError,
    ),
    lookup_error: method(
      "(name, /)",
      "lookup_error(errors) -> handler\n\nReturn the error handler for the specified error handling name or raise a\nLookupError, if no handler exists under this name.",
      (name: Value) => lookupErrorHandler(nameArgument(name, "lookup_error() argument")),
    ),
  };
}

function utfFunctions(): Record<string, Declaration> {
  return {
    utf_8_encode: encoder(encodeUtf8, "utf_8_encode"),
    utf_8_decode: incremental(decodeUtf8, "utf_8_decode"),
    utf_7_encode: encoder(encodeUtf7, "utf_7_encode"),
    utf_7_decode: incremental(decodeUtf7, "utf_7_decode"),
    utf_16_encode: orderedEncoder(encodeUtf16, "utf_16_encode"),
    utf_16_le_encode: encoder((t, h) => encodeUtf16(t, h, -1), "utf_16_le_encode"),
    utf_16_be_encode: encoder((t, h) => encodeUtf16(t, h, 1), "utf_16_be_encode"),
    utf_16_decode: incremental((b, h, f) => decodeUtf16(b, h, 0, f), "utf_16_decode"),
    utf_16_le_decode: incremental((b, h, f) => decodeUtf16(b, h, -1, f), "utf_16_le_decode"),
    utf_16_be_decode: incremental((b, h, f) => decodeUtf16(b, h, 1, f), "utf_16_be_decode"),
    utf_16_ex_decode: tellingDecoder(decodeUtf16, "utf_16_ex_decode"),
    utf_32_encode: orderedEncoder(encodeUtf32, "utf_32_encode"),
    utf_32_le_encode: encoder((t, h) => encodeUtf32(t, h, -1), "utf_32_le_encode"),
    utf_32_be_encode: encoder((t, h) => encodeUtf32(t, h, 1), "utf_32_be_encode"),
    utf_32_decode: incremental((b, h, f) => decodeUtf32(b, h, 0, f), "utf_32_decode"),
    utf_32_le_decode: incremental((b, h, f) => decodeUtf32(b, h, -1, f), "utf_32_le_decode"),
    utf_32_be_decode: incremental((b, h, f) => decodeUtf32(b, h, 1, f), "utf_32_be_decode"),
    utf_32_ex_decode: tellingDecoder(decodeUtf32, "utf_32_ex_decode"),
  };
}

function otherCodecs(): Record<string, Declaration> {
  return {
    latin_1_encode: encoder(encodeLatin1, "latin_1_encode"),
    latin_1_decode: whole(
      (bytes) => ({ text: decodeLatin1(bytes), consumed: bytes.length }),
      "latin_1_decode",
    ),
    ascii_encode: encoder(encodeAscii, "ascii_encode"),
    ascii_decode: whole(decodeAscii, "ascii_decode"),
    charmap_build: method("(map, /)", "", charmapBuild),
    charmap_encode: method("(str, errors=None, mapping=None, /)", "", charmapEncode),
    charmap_decode: method("(data, errors=None, mapping=None, /)", "", charmapDecode),
    escape_encode: method("(data, errors=None, /)", "", (data: Value, errors?: Value) => {
      if (!isInstance(data, BytesType)) {
        throw typeError(`escape_encode() argument 1 must be bytes, not ${argumentName(data)}`);
      }
      errorsArgument(errors, "escape_encode");
      const bytes = (data as PyBytes).data;
      return new PyTuple([new PyBytes(encodeByteEscapes(bytes)), bytes.length]);
    }),
    escape_decode: method("(data, errors=None, /)", "", escapeDecode),
    unicode_escape_encode: encoder(encodeUnicodeEscape, "unicode_escape_encode"),
    unicode_escape_decode: method(
      "(data, errors=None, final=True, /)",
      "",
      unicodeEscapeDecode,
    ),
    raw_unicode_escape_encode: encoder(encodeRawUnicodeEscape, "raw_unicode_escape_encode"),
    raw_unicode_escape_decode: method(
      "(data, errors=None, final=True, /)",
      "",
      (data: Value, errors?: Value, final?: Value) => {
        const handler = decodeErrors(errorsArgument(errors, "raw_unicode_escape_decode"));
        return withBytesOrText(
          data,
          (bytes) => decoded(decodeRawUnicodeEscape(bytes, handler, isFinal(final, true))),
        );
      },
    ),
    readbuffer_encode: method("(data, errors=None, /)", "", (data: Value, errors?: Value) => {
      errorsArgument(errors, "readbuffer_encode");
      return withBytesOrText(data, (b) => new PyTuple([new PyBytes(b.slice()), b.length]));
    }),
  };
}

/** Makes the module. */
export function create(): PyModule {
  EncodingMapType ??= makeEncodingMapType();
  return builtinModule("_codecs", {
    functions: { ...registryFunctions(), ...utfFunctions(), ...otherCodecs() },
  });
}
