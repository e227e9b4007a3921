// Names of hosts and services: getaddrinfo and what is older than it.

import { type resolver, resolver as system } from "../../vm/host/mod.ts";
import { newException } from "../../vm/objects/exceptions.ts";
import { OSErrorType } from "../../vm/objects/exceptions_os.ts";
import { NONE } from "../../vm/objects/object.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { linkBases, PyType } from "../../vm/objects/type.ts";
import { raiseFor } from "../os_support/errors.ts";

const SOCK_STREAM = 1;

let gaiType: PyType | undefined;
let herrorType: PyType | undefined;

function errorType(name: string): PyType {
  const t = new PyType();
  t.name = t.qualname = name;
  t.heap = t.hasDict = t.hasWeakref = true;
  t.ns.set("__module__", "socket");
  t.ns.set("__doc__", NONE);
  linkBases(t, [OSErrorType], OSErrorType);
  return t;
}

/** `socket.gaierror` */
export function gaierror(): PyType {
  return gaiType ??= errorType("gaierror");
}

/** `socket.herror` */
export function herror(): PyType {
  return herrorType ??= errorType("herror");
}

/** Calls the resolver; its errors become gaierror's. */
export function resolving<T>(f: () => T): T {
  try {
    return f();
  } catch (e) {
    if (e instanceof system.ResolverError) {
      throw newException(gaierror(), [e.code, strFromUtf16(e.message)]);
    }
    raiseFor(e);
  }
}

/** The first address of a host in a family. */
export function resolve(name: Uint8Array, family: number): resolver.AddressInfo {
  const found = resolving(() => system.addressInfo(name, null, family, SOCK_STREAM, 0, 0));
  if (found.length === 0) {
    throw newException(gaierror(), [-2, "Name or service not known"]);
  }
  return found[0];
}
