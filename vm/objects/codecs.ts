// `str.encode` and `bytes.decode`: the codecs that the core has itself, and the registry of the others.
//
// The core's codecs are taken directly where nobody can tell; any other name goes through the registry of search
// functions, which the library's `encodings` package fills.

import { decodeAscii, decodeLatin1, encodeAscii, encodeLatin1 } from "./core/codecs/latin1.ts";
import { decodeUtf16, decodeUtf32, encodeUtf16, encodeUtf32 } from "./core/codecs/utf16_32.ts";
import type { Text } from "./core/text.ts";
import { decodeUtf8, encodeUtf8 } from "./core/utf8.ts";
import { call, getAttrOrAbsent } from "./attributes.ts";
import { PyByteArray } from "./bytearray.ts";
import { PyBytes } from "./bytes.ts";
import { truth } from "./compare.ts";
import {
  CodecErrorRegistry,
  decodeErrors,
  encodeErrors,
  errorRegistry,
  lookupErrorHandler,
} from "./codec_errors.ts";
import { addNote, asException, type PyException } from "./exceptions.ts";
import { NONE, type Value } from "./object.ts";
import { lookupError, typeError, valueError } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { type Str, strFromUtf16, strOf, utf16 } from "./str.ts";
import { coreText, textStr } from "./str_text.ts";
import { PyTuple } from "./tuple.ts";
import { argumentName, typeOf } from "./type.ts";

/** The codecs of an interpreter. */
export class CodecRegistry {
  readonly searchFunctions: Value[];
  readonly cache: Map<string, PyTuple>;
  /** The library's `encodings` has been imported. */
  loaded: boolean;
  constructor() {
    this.searchFunctions = [];
    this.cache = new Map();
    this.loaded = false;
  }
}

/** What an interpreter has of its own: codecs, error handlers, and whether it looks them up before they are needed. */
export class CodecState {
  readonly registry: CodecRegistry;
  readonly errors: CodecErrorRegistry;
  /** -X dev: unknown names are errors even where there is nothing to encode or to handle. */
  readonly checked: boolean;
  constructor(checked: boolean) {
    this.registry = new CodecRegistry();
    this.errors = new CodecErrorRegistry();
    this.checked = checked;
  }
}

let state: CodecState | undefined;

/** Makes an interpreter's codecs the current ones; gives those that were before. */
export function switchCodecs(to: CodecState | undefined): CodecState | undefined {
  const before = state;
  state = to;
  if (to !== undefined) {
    codecRegistry.current = to.registry;
    errorRegistry.current = to.errors;
  }
  return before;
}

/** Looks up names that were given, in development mode. */
function checkNames(encoding: Str | undefined, errors: Str | undefined): void {
  if (state === undefined || !state.checked || !codecRegistry.current.loaded) return;
  if (encoding !== undefined) lookupCodec(utf16(encoding));
  if (errors !== undefined) lookupErrorHandler(utf16(errors));
}

/** The current interpreter's codecs. */
export const codecRegistry: { current: CodecRegistry } = { current: new CodecRegistry() };

/** A name as search functions get it: lower case, one "_" for any run of other characters than letters, digits and ".". */
function normalized(name: string): string {
  let key = "";
  let gap = false;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    const upper = c >= 65 && c <= 90;
    if (!upper && !(c >= 97 && c <= 122) && !(c >= 48 && c <= 57) && c !== 46) {
      gap = true;
      continue;
    }
    if (gap && key !== "") key += "_";
    gap = false;
    key += String.fromCharCode(upper ? c + 32 : c);
  }
  return key;
}

/** `codecs.lookup(name)`: the codec's tuple (encoder, decoder, stream reader, stream writer). */
export function lookupCodec(name: string): PyTuple {
  const codecs = codecRegistry.current;
  if (name.includes("\0")) throw valueError("embedded null character");
  const key = normalized(name);
  const known = codecs.cache.get(key);
  if (known !== undefined) return known;
  if (!codecs.loaded) {
    codecs.loaded = true;
    try {
      runtime.importModule("encodings");
    } catch (e) {
      codecs.loaded = false;
      throw e;
    }
  }
  for (const search of codecs.searchFunctions) {
    const found = call(search, [strFromUtf16(key)]);
    if (found === NONE) continue;
    if (!(found instanceof PyTuple) || found.items.length !== 4) {
      throw typeError("codec search functions must return 4-tuples");
    }
    codecs.cache.set(key, found);
    return found;
  }
  throw lookupError(`unknown encoding: ${name}`);
}

/** Calls a codec's function; the exception says which codec it was. */
function callCodec(
  f: Value,
  what: string,
  name: string,
  v: Value,
  errors: Str | undefined,
): PyTuple {
  let r: Value;
  try {
    r = call(f, errors === undefined ? [v] : [v, errors]);
  } catch (e) {
    const exc: PyException = asException(e);
    addNote(exc, strFromUtf16(`${what} with '${name}' codec failed`));
    throw exc;
  }
  if (!(r instanceof PyTuple) || r.items.length !== 2) {
    throw typeError(
      `${what === "encoding" ? "encoder" : "decoder"} must return a tuple (object, integer)`,
    );
  }
  return r;
}

/** `codecs.encode(v, name, errors)`: any codec, any result. */
export function encodeAny(v: Value, name: string, errors: Str | undefined): Value {
  return callCodec(lookupCodec(name).items[0], "encoding", name, v, errors).items[0];
}

/** `codecs.decode(v, name, errors)`. */
export function decodeAny(v: Value, name: string, errors: Str | undefined): Value {
  return callCodec(lookupCodec(name).items[1], "decoding", name, v, errors).items[0];
}

/** A codec between str and bytes; LookupError for one that is not (`hex`, `rot13`). */
function lookupTextCodec(name: string, instead: string): PyTuple {
  const codec = lookupCodec(name);
  if (codec.cls.name !== "tuple") {
    const isText = getAttrOrAbsent(codec, "_is_text_encoding");
    if (isText !== undefined && !truth(isText)) {
      throw lookupError(
        `'${name}' is not a text encoding; use ${instead} to handle arbitrary codecs`,
      );
    }
  }
  return codec;
}

/** Codecs of the core that `str.encode` and `bytes.decode` know by these names. */
type Shortcut = "utf-8" | "latin-1" | "ascii" | "utf-16" | "utf-32";

const SHORTCUTS: Map<string, Shortcut> = new Map([
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["latin-1", "latin-1"],
  ["latin1", "latin-1"],
  ["iso-8859-1", "latin-1"],
  ["iso8859-1", "latin-1"],
  ["8859", "latin-1"],
  ["ascii", "ascii"],
  ["us-ascii", "ascii"],
  ["utf-16", "utf-16"],
  ["utf16", "utf-16"],
  ["utf-32", "utf-32"],
  ["utf32", "utf-32"],
]);

function shortcut(name: string): Shortcut | undefined {
  return SHORTCUTS.get(name) ?? SHORTCUTS.get(name.toLowerCase().replaceAll("_", "-"));
}

/** `s.encode(encoding, errors)`. */
export function encodeStr(s: Str, encoding: Str | undefined, errors: Str | undefined): PyBytes {
  if (state?.checked) checkNames(encoding, errors);
  const name = encoding === undefined ? "utf-8" : utf16(encoding);
  const handler = errors === undefined ? undefined : utf16(errors);
  const text: Text = coreText(s);
  switch (shortcut(name)) {
    case "utf-8":
      return new PyBytes(encodeUtf8(text, encodeErrors(handler)));
    case "latin-1":
      return new PyBytes(encodeLatin1(text, encodeErrors(handler)));
    case "ascii":
      return new PyBytes(encodeAscii(text, encodeErrors(handler)));
    case "utf-16":
      return new PyBytes(encodeUtf16(text, encodeErrors(handler), 0));
    case "utf-32":
      return new PyBytes(encodeUtf32(text, encodeErrors(handler), 0));
  }
  const codec = lookupTextCodec(name, "codecs.encode()");
  const r = callCodec(codec.items[0], "encoding", name, s, errors).items[0];
  if (r instanceof PyBytes) return r;
  if (r instanceof PyByteArray) {
    runtime.warn(
      "RuntimeWarning",
      `encoder ${name} returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types`,
      1,
    );
    return new PyBytes(r.view().slice());
  }
  throw typeError(
    `'${name}' encoder returned '${
      typeOf(r).name
    }' instead of 'bytes'; use codecs.encode() to encode to arbitrary types`,
  );
}

/** `v.decode(encoding, errors)`, where `bytes` are the contents of the bytes-like object `v`. */
export function decodeBytes(
  v: Value,
  bytes: Uint8Array,
  encoding: Str | undefined,
  errors: Str | undefined,
): Value {
  if (state?.checked) checkNames(encoding, errors);
  const name = encoding === undefined ? "utf-8" : utf16(encoding);
  const handler = errors === undefined ? undefined : utf16(errors);
  switch (shortcut(name)) {
    case "utf-8":
      return textStr(decodeUtf8(bytes, decodeErrors(handler)).text);
    case "latin-1":
      return decodeLatin1(bytes);
    case "ascii":
      return textStr(decodeAscii(bytes, decodeErrors(handler)).text);
    case "utf-16":
      return textStr(decodeUtf16(bytes, decodeErrors(handler), 0).text);
    case "utf-32":
      return textStr(decodeUtf32(bytes, decodeErrors(handler), 0).text);
  }
  const codec = lookupTextCodec(name, "codecs.decode()");
  const r = callCodec(codec.items[1], "decoding", name, v, errors).items[0];
  if (strOf(r) === undefined) {
    throw typeError(
      `'${name}' decoder returned '${
        typeOf(r).name
      }' instead of 'str'; use codecs.decode() to decode to arbitrary types`,
    );
  }
  return r;
}

/** An optional str argument of `encode` and `decode`. */
export function codecArgument(v: Value | undefined, who: string, name: string): Str | undefined {
  if (v === undefined) return undefined;
  const s = strOf(v);
  if (s === undefined) {
    // (str has a parser of its own)
    const got = who === "str" ? typeOf(v).name : argumentName(v);
    throw typeError(`${who}() argument '${name}' must be str, not ${got}`);
  }
  if (utf16(s).includes("\0")) throw valueError("embedded null character");
  return s;
}
