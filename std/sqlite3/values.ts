// Values between Python and SQLite: parameters of statements, columns of rows, arguments and results of functions.

import { sqlite as host } from "../../vm/host/mod.ts";
import { bytesLikeOf, hasBuffer } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { encodeStr } from "../../vm/objects/codecs.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { intOf } from "../../vm/objects/int.ts";
import { type Int, NONE, type Value } from "../../vm/objects/object.ts";
import { overflowError } from "../../vm/objects/raise.ts";
import { isStr, strFromUtf16, strOf } from "../../vm/objects/str.ts";
import { lib } from "./errors.ts";

export const INTEGER = 1, FLOAT = 2, TEXT = 3, BLOB = 4, NULL = 5;
/** SQLite copies what it is given. */
const TRANSIENT = -1n;
const NOTHING = new Uint8Array(1);

/** An int that SQLite can hold. */
export function int64(n: Int): bigint {
  const v = BigInt(n);
  if (BigInt.asIntN(64, v) !== v) {
    throw overflowError("Python int too large to convert to SQLite INTEGER");
  }
  return v;
}

/** An int of SQLite's. */
export function pythonInt(v: bigint | number): Int {
  const n = Number(v);
  return Number.isSafeInteger(n) ? n : BigInt(v);
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 as a str, or `undefined` where it is none. */
export function decodeUtf8(bytes: Uint8Array): Value | undefined {
  try {
    return strFromUtf16(strict.decode(bytes));
  } catch {
    return undefined;
  }
}

/** A str in UTF-8. */
export function utf8(v: Value): Uint8Array<ArrayBuffer> {
  return encodeStr(strOf(v)!, undefined, undefined).data as Uint8Array<ArrayBuffer>;
}

/** C takes no empty buffer for a pointer to nothing. */
export function buffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return (bytes.length === 0 ? NOTHING : bytes) as Uint8Array<ArrayBuffer>;
}

/** Binds a value; the result code, or `undefined` where the type cannot be bound. */
export function bindValue(stmt: host.Pointer, index: number, v: Value): number | undefined {
  if (v === NONE) return lib().bind_null(stmt, index);
  if (typeof v === "number" && (v | 0) === v) return lib().bind_int64(stmt, index, v);
  const n = intOf(v);
  if (n !== undefined) return lib().bind_int64(stmt, index, int64(n));
  if (v instanceof PyFloat) return lib().bind_double(stmt, index, v.v);
  if (isStr(v)) {
    const bytes = utf8(v);
    return lib().bind_text(stmt, index, buffer(bytes), bytes.length, TRANSIENT);
  }
  if (!hasBuffer(v)) return undefined;
  const bytes = bytesLikeOf(v)!;
  return lib().bind_blob(stmt, index, buffer(bytes), bytes.length, TRANSIENT);
}

/** An argument of a function. */
export function argumentValue(p: host.Pointer): Value {
  const sq = lib();
  switch (sq.value_type(p)) {
    case INTEGER:
      return pythonInt(sq.value_int64(p));
    case FLOAT:
      return new PyFloat(sq.value_double(p));
    case TEXT: {
      const text = sq.value_text(p);
      const bytes = host.memory(text, sq.value_bytes(p));
      return decodeUtf8(bytes) ?? strFromUtf16(new TextDecoder().decode(bytes));
    }
    case BLOB: {
      const blob = sq.value_blob(p);
      return new PyBytes(host.memory(blob, sq.value_bytes(p)));
    }
    default:
      return NONE;
  }
}

/** Gives the result of a function; false where its type cannot be one. */
export function giveResult(context: host.Pointer, v: Value): boolean {
  const sq = lib();
  if (v === NONE) sq.result_null(context);
  else if (intOf(v) !== undefined) sq.result_int64(context, int64(intOf(v)!));
  else if (v instanceof PyFloat) sq.result_double(context, v.v);
  else if (isStr(v)) {
    const bytes = utf8(v);
    sq.result_text(context, buffer(bytes), bytes.length, TRANSIENT);
  } else if (hasBuffer(v)) {
    const bytes = bytesLikeOf(v)!;
    sq.result_blob(context, buffer(bytes), bytes.length, TRANSIENT);
  } else return false;
  return true;
}
