// Which of an object's properties are slots of its class and therefore not in its `__dict__`.

import { PySlot } from "./builtin.ts";
import type { PyType } from "./type.ts";

/** Names of attributes that are slots of the object's class and therefore not in its `__dict__`. */
const slotKeys: WeakMap<PyType, { version: number; keys: ReadonlySet<string> }> = new WeakMap();

/** The keys (`_x`) of slots of the class, which share the storage but are not part of `__dict__`. */
export function slotKeysOf(t: PyType): ReadonlySet<string> {
  const known = slotKeys.get(t);
  if (known !== undefined && known.version === t.version) return known.keys;
  const keys = new Set<string>();
  for (const c of t.mro) {
    if (c.slotNames === undefined) continue;
    for (const v of c.ns.values()) if (v instanceof PySlot) keys.add(v.key);
  }
  slotKeys.set(t, { version: t.version, keys });
  return keys;
}
