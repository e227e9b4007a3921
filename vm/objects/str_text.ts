// Between a str and the form in which the cores take text: the same string, or the code points of an AstralStr.

import type { Text } from "./core/text.ts";
import type { Value } from "./object.ts";
import { typeError } from "./raise.ts";
import { AstralStr, type Str, strOf } from "./str.ts";
import { typeOf } from "./type.ts";

/** A str's text as the cores take it. */
export function coreText(s: Str): Text {
  return typeof s === "string" ? s : s.points;
}

/** The str of a core's (canonical) text. */
export function textStr(t: Text): Str {
  return typeof t === "string" ? t : new AstralStr(t);
}

/** The text of a str argument; TypeError with `message(type name)` for anything else. */
export function strArgument(v: Value, message: (typeName: string) => string): Text {
  const s = strOf(v);
  if (s === undefined) throw typeError(message(typeOf(v).name));
  return coreText(s);
}
