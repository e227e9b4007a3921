// `repr()` and `ascii()` of strs.

import { characterEscape } from "./core/codecs/errors.ts";
import { isAsciiText } from "./core/str_case.ts";
import { reprPoints, reprString } from "./core/str_repr.ts";
import { codePointAt, type Text } from "./core/text.ts";
import type { Value } from "./object.ts";
import { reprStr, reprValue } from "./operations.ts";
import { type Str, strFromUtf16, strOf } from "./str.ts";
import { coreText } from "./str_text.ts";

/** `repr(s)` */
export function reprOfStr(s: Str): Str {
  return typeof s === "string" ? reprString(s) : strFromUtf16(reprPoints(s.points));
}

/** `ascii(v)`: the repr with everything escaped that is not ASCII; the repr itself where there is nothing to escape. */
export function asciiValue(v: Value): Value {
  const r = reprValue(v);
  const text = coreText(strOf(r)!);
  return isAsciiText(text) ? r : escaped(text);
}

/** `ascii(v)` as text. */
export function asciiOf(v: Value): string {
  const text = coreText(reprStr(v));
  return isAsciiText(text) ? text : escaped(text);
}

function escaped(text: Text): string {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const cp = codePointAt(text, i);
    out += cp < 128 ? String.fromCharCode(cp) : characterEscape(cp);
  }
  return out;
}
