// Names of files between Python and the host. Python's str has bytes that are not UTF-8 as lone surrogates (PEP 383);
// the host has text, or bytes where a name is not valid UTF-8.

import type { Path } from "../../vm/host/mod.ts";
import { call } from "../../vm/objects/attributes.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { decodeHandler, surrogateEscapeEncode } from "../../vm/objects/core/codecs/errors.ts";
import { decodeUtf8, encodeUtf8 } from "../../vm/objects/core/utf8.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { AstralStr, pointsOf, type Str, strFromUtf16, strOf } from "../../vm/objects/str.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { unicodeErrors } from "./text_errors.ts";

/** `os.fsdecode` for bytes. */
export function decodeName(bytes: Uint8Array): Str {
  const { text } = decodeUtf8(bytes, decodeHandler("surrogateescape"));
  return typeof text === "string" ? text : new AstralStr(text);
}

/** `os.fsencode` for str. */
export function encodeName(s: Str): Uint8Array {
  return unicodeErrors(() =>
    encodeUtf8(typeof s === "string" ? s : pointsOf(s), surrogateEscapeEncode)
  );
}

/** A name of the host as a str. */
export function fromHostPath(path: Path): Str {
  return typeof path === "string" ? strFromUtf16(path) : decodeName(path);
}

/** A name of the host as bytes. */
export function hostPathBytes(path: Path): Uint8Array {
  return typeof path === "string" ? new TextEncoder().encode(path) : path;
}

/** A str as a name for the host. */
export function toHostPath(s: Str): Path {
  if (typeof s === "string") return s.isWellFormed() ? s : encodeName(s);
  const text = String.fromCodePoint(...s.points.subarray(0, 16384));
  return s.points.length <= 16384 && text.isWellFormed() ? text : encodeName(s);
}

/** Bytes as a name for the host, which has text for what is UTF-8. */
function bytesToHostPath(bytes: Uint8Array): Path {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] > 127) return bytes;
  return new TextDecoder().decode(bytes);
}

/** `os.fspath(v)`: a str or bytes. */
export function fspath(v: Value): Value {
  if (strOf(v) !== undefined || v instanceof PyBytes) return v;
  const t = typeOf(v);
  const f = t.lookup("__fspath__");
  if (f === undefined || f === NONE) {
    throw typeError(`expected str, bytes or os.PathLike object, not ${t.name}`);
  }
  const r = call(typeof f === "object" ? f.descrGet(v, t) : f, []);
  if (strOf(r) === undefined && !(r instanceof PyBytes)) {
    throw typeError(
      `expected ${t.name}.__fspath__() to return str or bytes, not ${typeOf(r).name}`,
    );
  }
  return r;
}

/** A path as a builtin takes it: what the program gave, and what the host is told. */
export interface PathArgument {
  /** The str or bytes that error messages show; an int for a descriptor. */
  readonly shown: Value;
  readonly host: Path;
  /** Results are bytes, because the path was. */
  readonly isBytes: boolean;
}

/** A path given as str, bytes or os.PathLike. `what` begins the error's text, such as "stat: path". */
export function pathArgument(
  v: Value,
  what: string,
  allowed = "string, bytes or os.PathLike",
): PathArgument {
  let path = v;
  if (strOf(v) === undefined && !(v instanceof PyBytes)) {
    const f = typeOf(v).lookup("__fspath__");
    if (f === undefined || f === NONE) {
      throw typeError(`${what} should be ${allowed}, not ${typeOf(v).name}`);
    }
    path = fspath(v);
  }
  const text = strOf(path);
  const host = text === undefined ? bytesToHostPath((path as PyBytes).data) : toHostPath(text);
  if (typeof host === "string" ? host.includes("\0") : host.includes(0)) {
    const colon = what.indexOf(":");
    const name = colon < 0 ? "" : what.slice(0, colon) + ": ";
    const arg = what.slice(colon + 1).trim() || "path";
    throw valueError(`${name}embedded null character in ${arg}`);
  }
  return { shown: path, host, isBytes: text === undefined };
}

/** The path given to `open`, whose errors have texts of their own. */
export function pathFromOpen(v: Value): PathArgument {
  const path = fspath(v);
  const text = strOf(path);
  const host = text === undefined ? bytesToHostPath((path as PyBytes).data) : toHostPath(text);
  if (typeof host === "string" ? host.includes("\0") : host.includes(0)) {
    throw valueError("embedded null byte");
  }
  return { shown: v, host, isBytes: text === undefined };
}
