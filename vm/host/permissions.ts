// What Deno lets this process do, asked without ever prompting: the state is queried first, and
// whatever is not granted is refused with the name of the flag that would grant it.
//
// Invariant: no permission is looked at while this module is imported, and a full grant is asked for
// once (a query costs about 1 µs once warm, the first one 0.3 ms).

import { type Path, PermissionRefused } from "./errno.ts";

/** The kinds of permission that Deno knows and this layer uses. */
export type Capability = "read" | "write" | "env" | "run" | "ffi" | "sys" | "net";

/** The capabilities that are granted without restriction, as far as they have been asked for. */
const granted = new Set<Capability>();

function query(capability: Capability, what: string): boolean {
  const descriptor: Record<string, string> = { name: capability };
  if (what !== "") {
    switch (capability) {
      case "read":
      case "write":
      case "ffi":
        descriptor.path = what;
        break;
      case "env":
        descriptor.variable = what;
        break;
      case "run":
        descriptor.command = what;
        break;
      case "sys":
        descriptor.kind = what;
        break;
      case "net":
        descriptor.host = what;
    }
  }
  try {
    const status = Deno.permissions.querySync(descriptor as unknown as Deno.PermissionDescriptor);
    // "partial" is a grant with exceptions (--deny-…): then each thing is asked about by itself.
    return status.state === "granted" && !status.partial;
  } catch {
    return false; // a path with a NUL in it, a host that does not parse, a kind this Deno lacks
  }
}

/** Whether a capability is granted, for everything or for `what`. */
export function allowed(capability: Capability, what: Path = ""): boolean {
  if (granted.has(capability)) return true;
  if (query(capability, "")) {
    granted.add(capability);
    return true;
  }
  if (what.length === 0) return false;
  return query(capability, typeof what === "string" ? what : new TextDecoder().decode(what));
}

/** Throws PermissionRefused unless the capability is granted. */
export function demand(capability: Capability, what: Path): void {
  if (!granted.has(capability) && !allowed(capability, what)) {
    throw new PermissionRefused(`--allow-${capability}`, what);
  }
}
