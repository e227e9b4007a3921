// `%` of str.

import { toDecimal } from "./core/int_text.ts";
import {
  applyPercentFormat,
  type BareFormat,
  bareFormat,
  parsePercentFormat,
  type PercentFormat,
} from "./core/percent_format.ts";
import { joinText } from "./core/str_search.ts";
import type { Text } from "./core/text.ts";
import { asciiOf } from "./str_repr.ts";
import { intOf } from "./int.ts";
import { FormatValues } from "./percent_values.ts";
import type { Value } from "./object.ts";
import { indexOf, reprStr, str } from "./operations.ts";
import { overflowError, typeError } from "./raise.ts";
import { type Str, strOf } from "./str.ts";
import { coreText, textStr } from "./str_text.ts";
import { type PyType, typeOf } from "./type.ts";

/** Values of a str format. */
class StrValues extends FormatValues {
  protected override isText(_t: PyType): boolean {
    return false;
  }
  protected override key(text: Text): Value {
    return textStr(text);
  }
  override text(v: Value, conversion: string): Text {
    if (conversion === "s") return coreText(strOf(str(v))!);
    if (conversion === "r") return coreText(reprStr(v));
    return asciiOf(v);
  }
  override character(v: Value): number {
    const s = strOf(v);
    if (s !== undefined) {
      const text = coreText(s);
      if (text.length !== 1) {
        throw typeError("%c requires int or char");
      }
      return typeof text === "string" ? text.charCodeAt(0) : text[0];
    }
    if (intOf(v) === undefined && typeOf(v).lookup("__index__") === undefined) {
      throw typeError("%c requires int or char");
    }
    const n = indexOf(v);
    if (n < 0 || n > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
    return n as number;
  }
  protected override notReal(v: Value): Value {
    return typeError(`must be real number, not ${typeOf(v).name}`);
  }
}

/** A format that was used before, taken apart. */
interface Known {
  readonly parsed: PercentFormat;
  readonly bare: BareFormat | undefined;
}

/** Formats that were used before: programs use few, many times. */
const cache: Map<string, Known> = new Map();
const CACHE_LIMIT = 512;

function knownFormat(format: string): Known {
  let known = cache.get(format);
  if (known === undefined) {
    const parsed = parsePercentFormat(format);
    known = { parsed, bare: bareFormat(parsed) };
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(format, known);
  }
  return known;
}

/** What a bare item makes of a value. */
function bareText(v: Value, conversion: number, values: StrValues): Str {
  if (conversion === 100) {
    return typeof v === "number" ? String(v) : toDecimal(values.integer(v, "d"));
  }
  if (conversion === 114) return reprStr(v);
  return typeof v === "string" ? v : typeof v === "number" ? String(v) : strOf(str(v))!;
}

/** A format of bare items with as many values as items. */
function formatBare(format: BareFormat, values: StrValues): Str {
  const { literals, conversions } = format;
  const { items } = values;
  let text = literals[0];
  for (let i = 0; i < conversions.length; i++) {
    const shown = bareText(items[i], conversions[i], values);
    if (typeof shown !== "string") return finishBare(format, values, text, shown, i);
    text += shown + literals[i + 1];
  }
  return text;
}

/** The rest of it from the first text on that has astral characters. */
function finishBare(
  format: BareFormat,
  values: StrValues,
  text: string,
  shown: Str,
  at: number,
): Str {
  const { literals, conversions } = format;
  const pieces: Text[] = [text, coreText(shown), literals[at + 1]];
  for (let i = at + 1; i < conversions.length; i++) {
    pieces.push(coreText(bareText(values.items[i], conversions[i], values)), literals[i + 1]);
  }
  return textStr(joinText("", pieces));
}

/** `format % values` */
export function strPercent(format: Str, args: Value): Str {
  const values = new StrValues(args);
  if (typeof format !== "string") {
    return textStr(applyPercentFormat(parsePercentFormat(format.points), values, "str"));
  }
  const { parsed, bare } = knownFormat(format);
  if (bare !== undefined && bare.conversions.length === values.items.length) {
    return formatBare(bare, values);
  }
  return textStr(applyPercentFormat(parsed, values, "str"));
}
