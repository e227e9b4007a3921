// Which keys can be equal to a plain str: what dicts and sets that hold nothing but plain strs ask before they look
// for any other key.

import { PyBuiltin } from "./builtin.ts";
import type { Value } from "./object.ts";
import { StrType } from "./type.ts";

/**
 * The value, which is no plain str itself, may be equal to one: its class takes `__eq__` from str or defines it in
 * Python. All other builtin types are never equal to a str.
 */
export function mayEqualStr(v: Value): boolean {
  if (typeof v !== "object" || !v.cls.heap) return false;
  const eq = v.cls.lookup("__eq__");
  return !(eq instanceof PyBuiltin) || eq.owner === StrType;
}
