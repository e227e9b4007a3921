// `__module__` and the full name of a class.

import { isStr, strOf, utf16 } from "./str.ts";
import type { PyType } from "./type.ts";

/** `__module__` of a class in UTF-16, or `undefined` where it is no str. */
export function classModule(t: PyType): string | undefined {
  if (!t.heap) return t.module;
  const v = t.ns.get("__module__");
  return v !== undefined && isStr(v) ? utf16(strOf(v)!) : undefined;
}

/** The same as some error texts have it: classes of the program itself go without their module too. */
export function shortName(t: PyType): string {
  return classModule(t) === "__main__" ? t.qualname : fullName(t);
}

/** "module.Qual.name", without the module where it is builtins. */
export function fullName(t: PyType): string {
  const module = classModule(t);
  return module === undefined || module === "builtins" ? t.qualname : `${module}.${t.qualname}`;
}
