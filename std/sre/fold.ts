// Upper and lower case as regular expressions compare by: one character for one.

import { lower as lowerText, upper } from "../../vm/objects/core/str_case.ts";
import { pointText } from "../../vm/objects/core/text.ts";
import { lowerUnicode, simpleLower } from "./charsets.ts";

const NONE: readonly number[] = [];

/** Lower-case characters by what all of their upper case is; made when a pattern first needs it. */
let others: Map<number, readonly number[]> | undefined;

/** Lower-case characters that share their upper case: `s` and `ſ`, `µ` and `μ` … */
function makeOthers(): Map<number, readonly number[]> {
  const byUpper: Map<string, number[]> = new Map();
  for (let c = 97; c < 0x10000; c++) {
    const text = String.fromCharCode(c);
    const up = text.toUpperCase();
    // most characters have no case
    if (up === text || simpleLower(c) !== c || lowerText(text) !== text) continue;
    const same = byUpper.get(up);
    if (same === undefined) byUpper.set(up, [c]);
    else same.push(c);
  }
  const result: Map<number, readonly number[]> = new Map();
  for (const same of byUpper.values()) {
    if (same.length > 1) { for (const c of same) result.set(c, same.filter((d) => d !== c)); }
  }
  return result;
}

export const CaseFolding = {
  /** The character has another case. */
  isCased(c: number): boolean {
    if (c < 128) return c >= 97 && c <= 122 || c >= 65 && c <= 90;
    if (lowerUnicode(c) !== c) return true;
    const up = upper(pointText(c));
    return typeof up === "string" ? up.length !== 1 || up.charCodeAt(0) !== c : up[0] !== c;
  },
  lower: lowerUnicode,
  /** Other lower-case characters with the upper case of this one. */
  others(c: number): readonly number[] {
    if (c < 128) {
      // the only two of ASCII, without a table
      return c === 105 ? DOTLESS_I : c === 115 ? LONG_S : NONE;
    }
    others ??= makeOthers();
    return others.get(c) ?? NONE;
  },
};

const DOTLESS_I: readonly number[] = [0x131];
const LONG_S: readonly number[] = [0x17f];
