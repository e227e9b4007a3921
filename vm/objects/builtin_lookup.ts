// Builtin functions that `__reduce__` of iterators names: as the module builtins has them now.

import { getAttr } from "./attributes.ts";
import type { Value } from "./object.ts";
import { runtime } from "./runtime.ts";

/** `builtins.name` */
export function builtinFunction(name: string): Value {
  return getAttr(runtime.importModule("builtins"), name);
}
