// Frozen modules: those that Python needs before it can read a file, as CPython has them. Their code comes from the
// packaged library, under the names that tracebacks know (`<frozen importlib._bootstrap>`).

import type { PyCode } from "../objects/code.ts";
import type { Interpreter } from "../vm.ts";
import { libraryCode } from "./library_code.ts";

/** A frozen module. */
export interface Frozen {
  /** Its file in the library. */
  readonly path: string;
  readonly filename: string;
  readonly isPackage: boolean;
  /** The name it has in the library, where that differs. */
  readonly origin: string;
}

function frozen(path: string, origin: string, isPackage = false): Frozen {
  return { path, filename: `<frozen ${origin}>`, isPackage, origin };
}

/** The frozen modules, by name. */
export const FROZEN: ReadonlyMap<string, Frozen> = new Map([
  ["_frozen_importlib", frozen("importlib/_bootstrap.py", "importlib._bootstrap")],
  [
    "_frozen_importlib_external",
    frozen("importlib/_bootstrap_external.py", "importlib._bootstrap_external"),
  ],
  ["zipimport", frozen("zipimport.py", "zipimport")],
  ["__hello__", frozen("__hello__.py", "__hello__")],
  ["__phello__", frozen("__phello__/__init__.py", "__phello__", true)],
  ["__phello__.spam", frozen("__phello__/spam.py", "__phello__.spam")],
]);

/** The code of a frozen module. */
export function frozenCode(vm: Interpreter, name: string): PyCode {
  const f = FROZEN.get(name)!;
  return libraryCode(vm, f.path, f.filename);
}
