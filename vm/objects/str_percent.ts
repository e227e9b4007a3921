// `%` of str.

import {
  applyPercentFormat,
  parsePercentFormat,
  type PercentFormat,
} from "./core/percent_format.ts";
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

/** Formats that were used before: programs use few, many times. */
const cache: Map<string, PercentFormat> = new Map();
const CACHE_LIMIT = 512;

/** `format % values` */
export function strPercent(format: Str, values: Value): Str {
  let parsed: PercentFormat | undefined;
  if (typeof format === "string") {
    parsed = cache.get(format);
    if (parsed === undefined) {
      parsed = parsePercentFormat(format);
      if (cache.size >= CACHE_LIMIT) cache.clear();
      cache.set(format, parsed);
    }
  } else {
    parsed = parsePercentFormat(format.points);
  }
  return textStr(applyPercentFormat(parsed, new StrValues(values), "str"));
}
