// `defineModule`: how a module of std/ declares its functions and values.

import { PyBuiltinFunction } from "./builtin.ts";
import { PyModule } from "./module.ts";
import { NONE, type Value } from "./object.ts";
import type { Declaration } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import type { PyType } from "./type.ts";

/** What a builtin module has. */
export interface ModuleDefinition {
  name: string;
  doc?: string;
  functions?: Record<string, Declaration>;
  /** Types, under their `__name__`. */
  types?: readonly PyType[];
  values?: Record<string, Value>;
}

/** Makes a builtin module. The functions' `__module__` is the module's name. */
export function defineModule(d: ModuleDefinition): PyModule {
  const m = new PyModule(d.name, d.doc === undefined ? NONE : strFromUtf16(d.doc));
  for (const name in d.functions) {
    m.dict.setStr(name, new PyBuiltinFunction(d.functions[name], name, d.name));
  }
  for (const t of d.types ?? []) m.dict.setStr(t.name.split(".").pop()!, t);
  for (const name in d.values) m.dict.setStr(name, d.values[name]);
  return m;
}
