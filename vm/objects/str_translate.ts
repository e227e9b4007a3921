// str.translate and str.maketrans.

import { translate, translatePieces } from "./core/str_layout.ts";
import { codePointAt, type Text } from "./core/text.ts";
import { DictType, PyDict } from "./dict.ts";
import { exceptionTypes, isExceptionOf } from "./exceptions.ts";
import { intOf } from "./int.ts";
import { NONE, type Value } from "./object.ts";
import { getItem } from "./operations.ts";
import { typeError, valueError } from "./raise.ts";
import { strOf } from "./str.ts";
import { coreText, strArgument as argument, textStr } from "./str_text.ts";
import { argumentName } from "./type.ts";

/** What a table has for a character: a code point, a text, null for "delete", `undefined` for "as it is". */
type Mapped = number | Text | null | undefined;

function mapped(v: Value | undefined): Mapped {
  if (v === undefined) return undefined;
  if (v === NONE) return null;
  const n = intOf(v);
  if (n !== undefined) {
    if (n < 0 || n > 0x10ffff) {
      throw valueError("character mapping must be in range(0x110000)");
    }
    return n as number;
  }
  return argument(v, () => "character mapping must return integer, None or str");
}

/** `t.translate(table)` */
export function translateText(t: Text, table: Value): Value {
  if (table instanceof PyDict && table.cls === DictType) {
    // nothing can happen between two look-ups: each character is looked up once
    const known: Map<number, Mapped> = new Map();
    return textStr(translate(t, (cp) => {
      if (known.has(cp)) return known.get(cp);
      const m = mapped(table.get(cp));
      known.set(cp, m);
      return m;
    }));
  }
  return textStr(translatePieces(t, (cp) => {
    try {
      return mapped(getItem(table, cp));
    } catch (e) {
      if (isExceptionOf(e, exceptionTypes.get("LookupError")!)) return undefined;
      throw e;
    }
  }));
}

/** `str.maketrans` */
export function maketrans(x: Value, y: Value | undefined, z: Value | undefined): Value {
  const table = new PyDict();
  if (y === undefined) {
    if (!(x instanceof PyDict) || x.cls !== DictType) {
      throw typeError("if you give only one argument to maketrans it must be a dict");
    }
    x.forEach((k, v) => {
      const s = strOf(k);
      if (s !== undefined) {
        const t = coreText(s);
        if (t.length !== 1) {
          throw valueError("string keys in translate table must be of length 1");
        }
        table.set(codePointAt(t, 0), v);
      } else if (intOf(k) !== undefined) {
        table.set(k, v);
      } else {
        throw typeError("keys in translate table must be strings or integers");
      }
    });
    return table;
  }
  const to = argument(y, () => `maketrans() argument 2 must be str, not ${argumentName(y)}`);
  const deleted = z === undefined
    ? ""
    : argument(z, () => `maketrans() argument 3 must be str, not ${argumentName(z)}`);
  const from = argument(
    x,
    () => "first maketrans argument must be a string if there is a second argument",
  );
  if (from.length !== to.length) {
    throw valueError("the first two maketrans arguments must have equal length");
  }
  for (let i = 0; i < from.length; i++) table.set(codePointAt(from, i), codePointAt(to, i));
  for (let i = 0; i < deleted.length; i++) table.set(codePointAt(deleted, i), NONE);
  return table;
}
