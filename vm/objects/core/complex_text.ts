// repr(complex) and complex(text).

import { valueError } from "./core_error.ts";
import { formatMagnitude, hasMinus } from "./float_format.ts";
import { floatEnd, floatValue, withoutUnderscores } from "./float_text.ts";
import { foldPoints, foldString } from "./int_text.ts";
import { reprPoints, reprString } from "./str_repr.ts";

/** repr(complex): the real part is left out when it is +0.0. */
export function reprComplex(real: number, imaginary: number): string {
  const imaginaryText = formatMagnitude(imaginary, "r", 0, false, false) + "j";
  const minus = hasMinus(imaginary);
  if (Object.is(real, 0)) return minus ? "-" + imaginaryText : imaginaryText;
  const realText = (hasMinus(real) ? "-" : "") + formatMagnitude(real, "r", 0, false, false);
  return `(${realText}${minus ? "-" : "+"}${imaginaryText})`;
}

/** complex(text) for a str: [real, imaginary]. */
export function parseComplexString(text: string): [number, number] {
  return parseFolded(foldString(text), () => reprString(text));
}

/** complex(text) for a str with astral characters. */
export function parseComplexPoints(points: Uint32Array): [number, number] {
  return parseFolded(foldPoints(points), () => reprPoints(points));
}

function malformed(): never {
  throw valueError("complex() arg is a malformed string");
}

function isCSpace(unit: number): boolean {
  return unit === 32 || unit >= 9 && unit <= 13;
}

function parseFolded(folded: string, repr: () => string): [number, number] {
  const text = withoutUnderscores(folded);
  if (text === undefined) throw valueError("could not convert string to complex: " + repr());
  let at = 0;
  const skipSpace = () => {
    while (isCSpace(text.charCodeAt(at))) at++;
  };
  skipSpace();
  const bracket = text.charCodeAt(at) === 40;
  if (bracket) {
    at++;
    skipSpace();
  }
  const parts = parseParts(text, at);
  at = parts.end;
  skipSpace();
  if (bracket) {
    if (text.charCodeAt(at) !== 41) malformed();
    at++;
    skipSpace();
  }
  if (at !== text.length) malformed();
  return [parts.real, parts.imaginary];
}

function isJ(unit: number): boolean {
  return (unit | 32) === 106;
}

function isSign(unit: number): boolean {
  return unit === 43 || unit === 45;
}

/** The forms x, xj, x±yj, x±j, ±j and j, the floats as float() takes them. */
function parseParts(text: string, at: number): { real: number; imaginary: number; end: number } {
  const end = floatEnd(text, at);
  if (end === at) {
    // A bare j, perhaps signed.
    let imaginary = 1;
    if (isSign(text.charCodeAt(at))) imaginary = text.charCodeAt(at++) === 45 ? -1 : 1;
    if (!isJ(text.charCodeAt(at))) malformed();
    return { real: 0, imaginary, end: at + 1 };
  }
  const value = floatValue(text.slice(at, end));
  const next = text.charCodeAt(end);
  if (isJ(next)) return { real: 0, imaginary: value, end: end + 1 };
  if (!isSign(next)) return { real: value, imaginary: 0, end };
  let imaginaryEnd = floatEnd(text, end);
  let imaginary: number;
  if (imaginaryEnd === end) {
    imaginary = next === 45 ? -1 : 1;
    imaginaryEnd = end + 1;
  } else {
    imaginary = floatValue(text.slice(end, imaginaryEnd));
  }
  if (!isJ(text.charCodeAt(imaginaryEnd))) malformed();
  return { real: value, imaginary, end: imaginaryEnd + 1 };
}
