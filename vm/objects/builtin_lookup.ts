// Builtin functions that `__reduce__` of iterators names: as the code that runs has them.

import type { Value } from "./object.ts";
import { exception } from "./raise.ts";

/** Filled in by the interpreter: the builtin that the running frame sees under a name. */
export const builtinLookupHooks: { find: (name: string) => Value | undefined } = {
  find: () => undefined,
};

/** `builtins.name` */
export function builtinFunction(name: string): Value {
  const v = builtinLookupHooks.find(name);
  if (v === undefined) throw exception("AttributeError", name);
  return v;
}
