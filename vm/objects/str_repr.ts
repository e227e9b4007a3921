// `repr()` and `ascii()` of strs.

import { asciiPoints, asciiString, reprPoints, reprString } from "./core/str_repr.ts";
import type { Value } from "./object.ts";
import { reprStr } from "./operations.ts";
import { type Str, strFromUtf16 } from "./str.ts";

/** `repr(s)` */
export function reprOfStr(s: Str): Str {
  return typeof s === "string" ? reprString(s) : strFromUtf16(reprPoints(s.points));
}

/** `ascii(s)` of a str's own text: quotes and escapes. */
export function asciiOfStr(s: Str): string {
  return typeof s === "string" ? asciiString(s) : asciiPoints(s.points);
}

/** `ascii(v)`: the repr with everything escaped that is not ASCII. */
export function asciiOf(v: Value): string {
  const s = reprStr(v);
  if (typeof s === "string") {
    let plain = true;
    for (let i = 0; i < s.length; i++) {
      if (s.charCodeAt(i) > 127) {
        plain = false;
        break;
      }
    }
    if (plain) return s;
  }
  let out = "";
  const n = typeof s === "string" ? s.length : s.points.length;
  for (let i = 0; i < n; i++) {
    const cp = typeof s === "string" ? s.charCodeAt(i) : s.points[i];
    if (cp < 128) out += String.fromCharCode(cp);
    else if (cp < 0x100) out += "\\x" + cp.toString(16);
    else if (cp < 0x10000) out += "\\u" + cp.toString(16).padStart(4, "0");
    else out += "\\U" + cp.toString(16).padStart(8, "0");
  }
  return out;
}
