// `builtinModule`: makes a builtin module out of functions that are declared next to their code.

import { PyBuiltinFunction } from "./builtin.ts";
import { PyModule } from "./module.ts";
import type { Value } from "./object.ts";
import type { Declaration } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import type { PyType } from "./type.ts";

/** What a builtin module has. */
export interface ModuleContents {
  doc?: string;
  functions?: Record<string, Declaration>;
  /** Types, which stand in the module under the last part of their name. */
  types?: readonly PyType[];
  values?: Record<string, Value>;
}

/** A builtin module; `name` is also `__module__` of its functions, unless `functionsModule` says otherwise. */
export function builtinModule(
  name: string,
  contents: ModuleContents,
  functionsModule: string = name,
): PyModule {
  const { doc, functions, types, values } = contents;
  const m = doc === undefined ? new PyModule(name) : new PyModule(name, strFromUtf16(doc));
  for (const f in functions) {
    m.dict.setStr(f, new PyBuiltinFunction(functions[f], f, functionsModule));
  }
  for (const t of types ?? []) m.dict.setStr(t.name.split(".").pop()!, t);
  for (const v in values) m.dict.setStr(v, values[v]);
  return m;
}
