// Which frozen modules are seen. CPython's tests can switch off those that Python could also find on the path.

import { FROZEN, type Frozen } from "./frozen.ts";

/** Without these there is no import system; they stay frozen whatever is asked for. */
const ESSENTIAL: ReadonlySet<string> = new Set([
  "_frozen_importlib",
  "_frozen_importlib_external",
  "zipimport",
]);

/** The frozen module of this name, where it is seen; `override` is -1 to hide what can be hidden. */
export function currentFrozen(name: string, override: number): Frozen | undefined {
  if (override < 0 && !ESSENTIAL.has(name)) return undefined;
  return FROZEN.get(name);
}

/** The names of all frozen modules. */
export function frozenNames(): string[] {
  return [...FROZEN.keys()];
}
