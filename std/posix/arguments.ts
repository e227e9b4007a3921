// Arguments of the functions of `posix`: paths, descriptors, directories that paths start from, ids.

import { callMethod, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { BoolType, typeOf } from "../../vm/objects/type.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import type { Path } from "../../vm/host/mod.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks } from "../../vm/objects/operations.ts";
import { overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { strOf } from "../../vm/objects/str.ts";
import { raiseFor } from "../os_support/errors.ts";
import {
  fromHostPath,
  hostPathBytes,
  type PathArgument,
  pathArgument,
} from "../os_support/paths.ts";

const INT_MAX = 0x7fffffff;

/** A C int. */
export function intArgument(v: Value): number {
  const n = indexOf(v);
  if (n > INT_MAX) throw overflowError("signed integer is greater than maximum");
  if (n < -INT_MAX - 1) throw overflowError("signed integer is less than minimum");
  return Number(n);
}

/** A C long or an offset of a file. */
export function longArgument(v: Value): number {
  const n = indexOf(v);
  if (typeof n === "bigint" && BigInt.asIntN(64, n) !== n) {
    throw overflowError("Python int too large to convert to C long");
  }
  return Number(n);
}

/** A descriptor, or an object with `fileno()`. */
export function filenoArgument(v: Value): number {
  let n = operationHooks.intOf(v);
  if (n === undefined) {
    if (getAttrOrAbsent(v, "fileno") === undefined) {
      throw typeError("argument must be an int, or have a fileno() method.");
    }
    const r = callMethod(v, "fileno");
    n = operationHooks.intOf(r);
    if (n === undefined) throw typeError("fileno() returned a non-integer");
  } else if (typeOf(v) === BoolType) {
    runtime.warn("RuntimeWarning", "bool is used as a file descriptor", 1);
  }
  if (n < 0) throw valueError(`file descriptor cannot be a negative integer (${n})`);
  if (n > INT_MAX) throw overflowError("Python int too large to convert to C int");
  return Number(n);
}

/** `dir_fd`: the descriptor of a directory, `undefined` for None. */
export function dirFdArgument(v: Value | undefined): number | undefined {
  if (v === undefined || v === NONE) return undefined;
  if (operationHooks.intOf(v) === undefined && typeOf(v).lookup("__index__") === undefined) {
    throw typeError(`argument should be integer or None, not ${typeOf(v).name}`);
  }
  if (typeOf(v) === BoolType) {
    runtime.warn("RuntimeWarning", "bool is used as a file descriptor", 1);
  }
  return intArgument(v);
}

/** A user's or a group's id; -1 is "leave it". */
export function idArgument(v: Value, what: "uid" | "gid"): number {
  if (operationHooks.intOf(v) === undefined && typeOf(v).lookup("__index__") === undefined) {
    throw typeError(`${what} should be integer, not ${typeOf(v).name}`);
  }
  const n = indexOf(v);
  if (n < -1) throw overflowError(`${what} is less than minimum`);
  if (n > 0xffffffff) throw overflowError(`${what} is greater than maximum`);
  return Number(n);
}

/** A path or a descriptor. */
export function pathOrFd(
  v: Value,
  name: string,
  allowed = "string, bytes, os.PathLike or integer",
): PathArgument | number {
  const n = operationHooks.intOf(v) ??
    (strOf(v) === undefined && typeOf(v).lookup("__fspath__") === undefined &&
        typeOf(v).lookup("__index__") !== undefined
      ? indexOf(v)
      : undefined);
  if (n === undefined) return pathArgument(v, `${name}: path`, allowed);
  if (typeOf(v) === BoolType) {
    runtime.warn("RuntimeWarning", "bool is used as a file descriptor", 1);
  }
  if (n > INT_MAX) throw overflowError("fd is greater than maximum");
  if (n < -INT_MAX - 1) throw overflowError("fd is less than minimum");
  return Number(n);
}

/** Calls the host with a path; errors show the path as it was given. */
export function onPath<T>(v: Value, name: string, f: (path: Path) => T): T {
  const p = pathArgument(v, `${name}: path`);
  try {
    return f(p.host);
  } catch (e) {
    raiseFor(e, p.shown);
  }
}

/** Calls the host with a path or a descriptor. */
export function onTarget<T>(v: Value, name: string, f: (target: Path | number) => T): T {
  const p = pathOrFd(v, name);
  try {
    return f(typeof p === "number" ? p : p.host);
  } catch (e) {
    raiseFor(e, typeof p === "number" ? p : p.shown);
  }
}

/** Calls the host with two paths. */
export function onTwoPaths<T>(
  src: Value,
  dst: Value,
  name: string,
  f: (src: Path, dst: Path) => T,
): T {
  const a = pathArgument(src, `${name}: src`);
  const b = pathArgument(dst, `${name}: dst`);
  try {
    return f(a.host, b.host);
  } catch (e) {
    raiseFor(e, a.shown, b.shown);
  }
}

/** Calls the host without a path; what it throws has no file name. */
export function onSystem<T>(f: () => T): T {
  try {
    return f();
  } catch (e) {
    raiseFor(e);
  }
}

/** A name of the host as the caller wants it. */
export function nameValue(path: Path, asBytes: boolean): Value {
  return asBytes ? new PyBytes(hostPathBytes(path)) : fromHostPath(path);
}

/** A device number, 64 bits without sign; -1 is "no device". */
export function deviceArgument(v: Value): bigint {
  const n = BigInt(indexOf(v));
  if (n < -1n) throw overflowError("can't convert negative int to unsigned");
  if (n >= 1n << 64n) throw overflowError("int too big to convert");
  return n;
}

/** A part of a device number, 32 bits without sign; -1 is "no device". */
export function devicePartArgument(v: Value): number {
  const n = BigInt(indexOf(v));
  if (n < -1n) throw overflowError("can't convert negative int to unsigned");
  if (n >= 1n << 32n) throw overflowError("Python int too large to convert to C unsigned int");
  return Number(n);
}
