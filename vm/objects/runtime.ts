// What the object model needs of the interpreter it runs in. vm/vm.ts fills it in; while one interpreter runs Python it is
// the current one (two in one process take turns, they never run at the same time).

import { getMaxStrDigits, setMaxStrDigits } from "./core/int_text.ts";
import type { Value } from "./object.ts";

/** Services of the running interpreter. */
export interface Runtime {
  /** `importlib.import_module(name)`. */
  importModule(name: string): Value;
  /** `warnings.warn(message, category, stacklevel)`. */
  warn(category: string, message: string, stackLevel: number): void;
  /** `sys.get_int_max_str_digits()`. */
  intMaxStrDigits: number;
  /** Code objects keep lines only, no columns (`-X no_debug_ranges`). */
  readonly noColumns: boolean;
  /** A code object's file is the packaged library's. */
  isLibraryFile(filename: string): boolean;
  /** An exception that nobody can catch: `sys.unraisablehook`. */
  unraisable(e: unknown, where: Value, message?: string): void;
}

/** The current interpreter's services. */
export const runtime: Runtime = {
  importModule: (name) => {
    throw new Error(`import of ${name} before the interpreter is there`);
  },
  warn: () => {},
  noColumns: false,
  isLibraryFile: () => false,
  get intMaxStrDigits() {
    return getMaxStrDigits();
  },
  set intMaxStrDigits(limit) {
    setMaxStrDigits(limit);
  },
  unraisable: () => {},
};
