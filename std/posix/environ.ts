// Environment variables: `posix.environ`, putenv, unsetenv.

import { environment } from "../../vm/host/mod.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import type { Value } from "../../vm/objects/object.ts";
import { valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { hostPathBytes, pathArgument } from "../os_support/paths.ts";
import { onSystem } from "./arguments.ts";

/** The environment as a dict of bytes. */
export function environ(): PyDict {
  const d = new PyDict();
  for (const [name, value] of environment.environ()) {
    d.set(new PyBytes(hostPathBytes(name)), new PyBytes(hostPathBytes(value)));
  }
  return d;
}

function checkName(name: string | Uint8Array): void {
  const equals = typeof name === "string" ? name.indexOf("=") : name.indexOf(61);
  if (name.length === 0 || equals >= 0) {
    throw valueError("illegal environment variable name");
  }
}

export const ENVIRONMENT_FUNCTIONS: Record<string, Declaration> = {
  putenv: method(
    "(name, value, /)",
    "Change or add an environment variable.",
    (name: Value, value: Value) => {
      const n = pathArgument(name, "putenv: name").host;
      const v = pathArgument(value, "putenv: value").host;
      const equals = typeof n === "string" ? n.indexOf("=") : n.indexOf(61);
      if (equals >= 0) throw valueError("illegal environment variable name");
      currentInterpreter().audit("os.putenv", name, value);
      onSystem(() => environment.setVariable(n, v));
    },
  ),
  unsetenv: method("(name, /)", "Delete an environment variable.", (name: Value) => {
    const n = pathArgument(name, "unsetenv: name").host;
    checkName(n);
    currentInterpreter().audit("os.unsetenv", name);
    onSystem(() => environment.deleteVariable(n));
  }),
};
