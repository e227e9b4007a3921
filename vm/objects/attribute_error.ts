// The AttributeError of a failed look-up, with the fields that "Did you mean" needs.

import type { PyObject, Value } from "./object.ts";
import { exception } from "./raise.ts";
import { strFromUtf16 } from "./str.ts";
import { PyType, typeOf } from "./type.ts";

/** What makes the message differ: modules say their name. Filled in by module.ts. */
export const attributeErrorHooks: {
  describe: (o: Value) => string | undefined;
  isAttributeError: (e: unknown) => boolean;
} = { describe: () => undefined, isAttributeError: () => false };

/** "'int' object has no attribute 'x'", or `message`; `name` and `obj` are set. */
export function attributeError(o: Value, name: string, message?: string): PyObject {
  const text = message ?? `${describe(o)} has no attribute '${name}'`;
  const e = exception("AttributeError", strFromUtf16(text)) as PyObject & {
    name: Value;
    obj: Value;
  };
  e.name = strFromUtf16(name);
  e.obj = o;
  return e;
}

function describe(o: Value): string {
  if (o instanceof PyType) return `type object '${o.name}'`;
  return attributeErrorHooks.describe(o) ?? `'${typeOf(o).name}' object`;
}

/** An AttributeError that came out of reading `o.name` and does not say so yet (`raise AttributeError` in a property) does now. */
export function attributeContext(thrown: unknown, o: Value | undefined, name: string): void {
  if (o === undefined || !attributeErrorHooks.isAttributeError(thrown)) return;
  const e = thrown as { name: Value | undefined; obj: Value | undefined };
  if (e.name !== undefined || e.obj !== undefined) return;
  e.name = strFromUtf16(name);
  e.obj = o;
}
