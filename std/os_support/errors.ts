// What a failure of the host becomes in Python: an OSError of the class that its errno asks for. A refusal by Deno's
// permissions is a PermissionError that names the flag.
//
// The object layer calls `hostException` for whatever leaves a builtin as an error of the host; a module that knows the
// very path object which the program gave uses `raiseFor`, so that `e.filename` is that object.

import { ERRNO, HostError, PermissionRefused, strerror } from "../../vm/host/mod.ts";
import { conversionHooks, type PyException } from "../../vm/objects/exceptions.ts";
import { osError } from "../../vm/objects/exceptions_os.ts";
import type { Value } from "../../vm/objects/object.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { fromHostPath } from "./paths.ts";

/** The exception for an error of the host; `undefined` for anything else. */
export function hostException(
  e: unknown,
  filename?: Value,
  filename2?: Value,
): PyException | undefined {
  if (e instanceof HostError) {
    if (filename === undefined && e.path !== undefined) filename = fromHostPath(e.path);
    if (filename2 === undefined && e.path2 !== undefined) filename2 = fromHostPath(e.path2);
    return osError(e.errno, strFromUtf16(e.message) as string, filename, filename2);
  }
  if (e instanceof PermissionRefused) {
    if (filename === undefined && e.what.length > 0) filename = fromHostPath(e.what);
    return osError(ERRNO.EPERM, e.message, filename, filename2);
  }
  return undefined;
}

/** Throws again what was thrown; an error of the host as the OSError with these file names. */
export function raiseFor(e: unknown, filename?: Value, filename2?: Value): never {
  throw hostException(e, filename, filename2) ?? e;
}

/** The OSError of an error number, with the system's text. */
export function errnoError(errno: number, filename?: Value, filename2?: Value): PyException {
  return osError(errno, strerror(errno), filename, filename2);
}

conversionHooks.host = (e) => hostException(e);
