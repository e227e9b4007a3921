// Case mappings of strs and the is… predicates over whole strs (Unicode 15.1).
//
// Below U+0180 the host's mappings are Python's, so text of such characters alone goes through them; the
// rest uses the tables of unicode/character_types.ts, because the host knows a later Unicode (U+019B, for
// one, got an upper case in 16.0).

import { isAsciiLong, LONG } from "./ascii.ts";
import { type Text, TextBuilder, textToPoints } from "./text.ts";
import {
  ALNUM,
  ALPHA,
  DECIMAL,
  DIGIT,
  flagsOf,
  isCased,
  isCaseIgnorable,
  LOWER,
  NUMERIC,
  PRINTABLE,
  pushFold,
  pushLower,
  pushTitle,
  pushUpper,
  SPACE,
  TITLE,
  UPPER,
} from "./unicode/character_types.ts";

const HOST_LIMIT = 0x180;
const CAPITAL_SIGMA = 0x3a3, SMALL_SIGMA = 0x3c3, FINAL_SIGMA = 0x3c2;

function isHostText(text: Text): text is string {
  if (typeof text !== "string") return false;
  if (text.length >= LONG && isAsciiLong(text)) return true;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= HOST_LIMIT) return false;
  return true;
}

/** Maps every code point of a text through one of the push functions. */
function mapped(text: Text, push: (out: number[], cp: number, at: number) => void): Text {
  const points = textToPoints(text);
  const out: number[] = [];
  for (let i = 0; i < points.length; i++) push(out, points[i], i);
  const builder = new TextBuilder(out.length);
  for (let i = 0; i < out.length; i++) builder.push(out[i]);
  return builder.toText();
}

/** A sigma is final after a cased letter and before none, case-ignorable characters aside. */
function isFinalSigma(points: Uint32Array, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && isCaseIgnorable(points[before])) before--;
  if (before < 0 || !isCased(points[before])) return false;
  let after = at + 1;
  while (after < points.length && isCaseIgnorable(points[after])) after++;
  return after === points.length || !isCased(points[after]);
}

function pushLowerAt(out: number[], points: Uint32Array, at: number): void {
  if (points[at] === CAPITAL_SIGMA) {
    out.push(isFinalSigma(points, at) ? FINAL_SIGMA : SMALL_SIGMA);
  } else {
    pushLower(out, points[at]);
  }
}

export function lower(text: Text): Text {
  if (isHostText(text)) return text.toLowerCase();
  const points = textToPoints(text);
  return mapped(text, (out, _cp, at) => pushLowerAt(out, points, at));
}

export function upper(text: Text): Text {
  if (isHostText(text)) return text.toUpperCase();
  return mapped(text, pushUpper);
}

export function casefold(text: Text): Text {
  if (isAsciiText(text)) return text.toLowerCase();
  return mapped(text, pushFold);
}

/** The first character in title case, the others in lower case. */
export function capitalize(text: Text): Text {
  if (isAsciiText(text)) return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
  const points = textToPoints(text);
  return mapped(text, (out, cp, at) => {
    if (at === 0) pushTitle(out, cp);
    else pushLowerAt(out, points, at);
  });
}

/** Words, which start at each letter that no cased letter precedes, in title case. */
export function title(text: Text): Text {
  if (isAsciiText(text)) return asciiTitle(text);
  const points = textToPoints(text);
  let afterCased = false;
  return mapped(text, (out, cp, at) => {
    if (afterCased) pushLowerAt(out, points, at);
    else pushTitle(out, cp);
    afterCased = isCased(cp);
  });
}

function asciiTitle(text: string): string {
  const small = text.toLowerCase();
  let result = "", from = 0, inWord = false;
  for (let i = 0; i < small.length; i++) {
    const unit = small.charCodeAt(i);
    const letter = unit >= 97 && unit <= 122;
    if (letter && !inWord) {
      result += small.slice(from, i) + String.fromCharCode(unit - 32);
      from = i + 1;
    }
    inWord = letter;
  }
  return result + small.slice(from);
}

function asciiSwapcase(text: string): string {
  let result = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i), lower = unit | 32;
    result += String.fromCharCode(lower >= 97 && lower <= 122 ? unit ^ 32 : unit);
  }
  return result;
}

export function swapcase(text: Text): Text {
  if (isAsciiText(text)) return asciiSwapcase(text);
  const points = textToPoints(text);
  return mapped(text, (out, cp, at) => {
    const flags = flagsOf(cp);
    if (flags & UPPER) pushLowerAt(out, points, at);
    else if (flags & LOWER) pushUpper(out, cp);
    else out.push(cp);
  });
}

function flagsAt(text: Text, at: number): number {
  return flagsOf(typeof text === "string" ? text.charCodeAt(at) : text[at]);
}

/** Whether the text is not empty and every character has one of the flags. */
function all(text: Text, flags: number): boolean {
  for (let i = 0; i < text.length; i++) if ((flagsAt(text, i) & flags) === 0) return false;
  return text.length > 0;
}

export function isAlphaText(text: Text): boolean {
  return all(text, ALPHA);
}

export function isAlnumText(text: Text): boolean {
  return all(text, ALNUM);
}

export function isDecimalText(text: Text): boolean {
  return all(text, DECIMAL);
}

export function isDigitText(text: Text): boolean {
  return all(text, DIGIT);
}

export function isNumericText(text: Text): boolean {
  return all(text, NUMERIC);
}

export function isSpaceText(text: Text): boolean {
  return all(text, SPACE);
}

/** str.isprintable: the empty text is. */
export function isPrintableText(text: Text): boolean {
  return text.length === 0 || all(text, PRINTABLE);
}

export function isAsciiText(text: Text): text is string {
  if (typeof text !== "string") return false;
  if (text.length >= LONG) return isAsciiLong(text);
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

export function isLowerText(text: Text): boolean {
  return isOneCase(text, LOWER, UPPER | TITLE);
}

export function isUpperText(text: Text): boolean {
  return isOneCase(text, UPPER, LOWER | TITLE);
}

/** At least one character of the wanted case, none of the other. */
function isOneCase(text: Text, wanted: number, other: number): boolean {
  let found = false;
  for (let i = 0; i < text.length; i++) {
    const flags = flagsAt(text, i);
    if (flags & other) return false;
    if (flags & wanted) found = true;
  }
  return found;
}

/** Upper and title case letters only at the start of words, lower case only inside, at least one word. */
export function isTitleText(text: Text): boolean {
  let found = false, inWord = false;
  for (let i = 0; i < text.length; i++) {
    const flags = flagsAt(text, i);
    if (flags & (UPPER | TITLE)) {
      if (inWord) return false;
      inWord = found = true;
    } else if (flags & LOWER) {
      if (!inWord) return false;
      found = true;
    } else {
      inWord = false;
    }
  }
  return found;
}
