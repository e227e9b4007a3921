// `__format__` of the number types and of str: from Python values to the format mini-language of the core.

import {
  formatComplex,
  formatFloat,
  formatInt,
  formatPoints,
  formatString,
} from "./core/format_apply.ts";
import { C_LOCALE, type NumberLocale } from "./core/format_apply.ts";
import { type FormatSpec, parseFormatSpec } from "./core/format_spec.ts";
import type { Int, Value } from "./object.ts";
import { typeError } from "./raise.ts";
import { AstralStr, type Str, strFromUtf16, strOf } from "./str.ts";
import { argumentName } from "./type.ts";

/** What the "n" presentation uses; `_locale` sets it. */
export const numberLocale: { current: NumberLocale } = { current: C_LOCALE };

const N = 110, C = 99;

/** The argument of `__format__`; TypeError where it is no str. */
export function specOf(v: Value): Str {
  const spec = strOf(v);
  if (spec === undefined) {
    throw typeError(`__format__() argument must be str, not ${argumentName(v)}`);
  }
  return spec;
}

function specText(spec: Str): string | Uint32Array {
  return typeof spec === "string" ? spec : spec.points;
}

function localeOf(spec: FormatSpec): NumberLocale {
  return spec.type === N ? numberLocale.current : C_LOCALE;
}

/** Only the fill, `c` and a locale can bring characters that are not ASCII. */
function finish(text: string, spec: FormatSpec): Str {
  return spec.fill > 0xffff || spec.type === C ? strFromUtf16(text) : text;
}

/** `format(int, spec)`, the specification not empty. */
export function formatIntValue(value: Int, specStr: Str, typeName: string): Str {
  const spec = parseFormatSpec(specText(specStr), "int", typeName);
  return finish(formatInt(value, spec, typeName, localeOf(spec)), spec);
}

/** `format(float, spec)`, the specification not empty. */
export function formatFloatValue(value: number, specStr: Str, typeName: string): Str {
  const spec = parseFormatSpec(specText(specStr), "float", typeName);
  return finish(formatFloat(value, spec, typeName, localeOf(spec)), spec);
}

/** `format(complex, spec)`, the specification not empty. */
export function formatComplexValue(re: number, im: number, specStr: Str, typeName: string): Str {
  const spec = parseFormatSpec(specText(specStr), "complex", typeName);
  return finish(formatComplex(re, im, spec, typeName, localeOf(spec)), spec);
}

/** `format(str, spec)`, the specification not empty. */
export function formatStrValue(text: Str, specStr: Str, typeName: string): Str {
  const spec = parseFormatSpec(specText(specStr), "str", typeName);
  if (typeof text === "string") {
    if (spec.fill <= 0xffff) return formatString(text, spec, typeName);
    const points = new Uint32Array(text.length);
    for (let i = 0; i < text.length; i++) points[i] = text.charCodeAt(i);
    return textOrAstral(formatPoints(points, spec, typeName));
  }
  return textOrAstral(formatPoints(text.points, spec, typeName));
}

function textOrAstral(points: Uint32Array): Str {
  for (let i = 0; i < points.length; i++) if (points[i] > 0xffff) return new AstralStr(points);
  let text = "";
  for (let i = 0; i < points.length; i++) text += String.fromCharCode(points[i]);
  return text;
}
