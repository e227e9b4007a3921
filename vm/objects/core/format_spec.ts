// The format mini-language, [[fill]align][sign][z][#][0][width][grouping][.precision][type]: parsed once
// into a FormatSpec, which the functions of format_apply.ts apply to ints, floats, complex numbers and
// strs. What a spec says that its type does not allow is an error where it is applied, as in CPython.

import { type CoreError, valueError } from "./core_error.ts";
import { decimalValue } from "./unicode/character_types.ts";

export const ALIGN_LEFT = 60; // <
export const ALIGN_RIGHT = 62; // >
export const ALIGN_CENTER = 94; // ^
/** Padding goes between the sign and the digits. */
export const ALIGN_NUMBER = 61; // =

/** How digits are grouped. */
export const GROUP_NONE = 0;
export const GROUP_COMMA = 1;
export const GROUP_UNDERSCORE = 2;
/** Underscores between every four digits: the "_" of b, o, x and X. */
export const GROUP_UNDERSCORE_FOUR = 3;

const PLUS = 43, MINUS = 45, SPACE = 32, COMMA = 44, DOT = 46, UNDERSCORE = 95;
const MAX_SIZE = 9223372036854775807n;

/** A parsed format specification. Code points stand for characters; -1 says "not given". */
export class FormatSpec {
  fill: number;
  /** One of the ALIGN_ constants. */
  align: number;
  alternate: boolean;
  noNegativeZero: boolean;
  /** "+", "-" or " " as a code, 0 where absent. */
  sign: number;
  width: number;
  grouping: number;
  precision: number;
  /** The presentation type; the default of the kind of value where absent, which is 0 for floats. */
  type: number;
  constructor(type: number, align: number) {
    this.fill = SPACE;
    this.align = align;
    this.alternate = false;
    this.noNegativeZero = false;
    this.sign = 0;
    this.width = -1;
    this.grouping = GROUP_NONE;
    this.precision = -1;
    this.type = type;
  }
}

/** What kind of value a specification is for: it decides the default type and alignment. */
export type FormatKind = "int" | "float" | "complex" | "str";

function isAlign(cp: number): boolean {
  return cp === ALIGN_LEFT || cp === ALIGN_RIGHT || cp === ALIGN_CENTER || cp === ALIGN_NUMBER;
}

const CACHE_LIMIT = 256;
const caches: Record<FormatKind, Map<string, FormatSpec>> = {
  int: new Map(),
  float: new Map(),
  complex: new Map(),
  str: new Map(),
};

/**
 * Parses a specification. `typeName` is the Python type's name for error texts. Parsed specifications are
 * shared: they are not to be changed.
 */
export function parseFormatSpec(
  text: string | Uint32Array,
  kind: FormatKind,
  typeName: string,
): FormatSpec {
  if (typeof text !== "string") return parse(text, kind, typeName);
  const cache = caches[kind];
  let spec = cache.get(text);
  if (spec === undefined) {
    const points = new Uint32Array(text.length);
    for (let i = 0; i < text.length; i++) points[i] = text.charCodeAt(i);
    spec = parse(points, kind, typeName);
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, spec);
  }
  return spec;
}

function parse(text: Uint32Array, kind: FormatKind, typeName: string): FormatSpec {
  const end = text.length;
  const spec = new FormatSpec(
    kind === "int" ? 100 : kind === "str" ? 115 : 0,
    kind === "str" ? ALIGN_LEFT : ALIGN_RIGHT,
  );
  let at = 0, fillGiven = false, alignGiven = false;
  if (end >= 2 && isAlign(text[1])) {
    spec.fill = text[0];
    spec.align = text[1];
    fillGiven = alignGiven = true;
    at = 2;
  } else if (end >= 1 && isAlign(text[0])) {
    spec.align = text[0];
    alignGiven = true;
    at = 1;
  }
  if (text[at] === PLUS || text[at] === MINUS || text[at] === SPACE) spec.sign = text[at++];
  if (text[at] === 122) {
    spec.noNegativeZero = true;
    at++;
  }
  if (text[at] === 35) {
    spec.alternate = true;
    at++;
  }
  if (!fillGiven && text[at] === 48) {
    spec.fill = 48;
    if (!alignGiven && kind !== "str") spec.align = ALIGN_NUMBER;
    at++;
  }
  const widthStart = at;
  while (at < end && decimalValue(text[at]) >= 0) at++;
  if (at > widthStart) spec.width = size(text, widthStart, at);
  if (text[at] === COMMA) {
    spec.grouping = GROUP_COMMA;
    at++;
  }
  if (text[at] === UNDERSCORE) {
    if (spec.grouping !== GROUP_NONE) throw bothGroupings();
    spec.grouping = GROUP_UNDERSCORE;
    at++;
  }
  if (text[at] === COMMA && spec.grouping === GROUP_UNDERSCORE) throw bothGroupings();
  if (text[at] === DOT) {
    const start = ++at;
    while (at < end && decimalValue(text[at]) >= 0) at++;
    if (at === start) throw valueError("Format specifier missing precision");
    spec.precision = size(text, start, at);
  }
  if (end - at > 1) {
    throw valueError(
      `Invalid format specifier '${pointsToText(text)}' for object of type '${typeName}'`,
    );
  }
  if (end > at) spec.type = text[at];
  if (spec.grouping !== GROUP_NONE) checkGrouping(spec);
  return spec;
}

/** UTF-16 of code points, for messages. */
function pointsToText(points: Uint32Array): string {
  let text = "";
  for (let i = 0; i < points.length; i++) text += String.fromCodePoint(points[i]);
  return text;
}

function bothGroupings(): CoreError {
  return valueError("Cannot specify both ',' and '_'.");
}

function size(text: Uint32Array, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + decimalValue(text[i]);
  if (value > Number.MAX_SAFE_INTEGER) {
    let exact = 0n;
    for (let i = start; i < end; i++) exact = exact * 10n + BigInt(decimalValue(text[i]));
    if (exact > MAX_SIZE) throw valueError("Too many decimal digits in format string");
  }
  return value;
}

/** Grouping goes with decimal presentations, and "_" with those of powers of two as well. */
function checkGrouping(spec: FormatSpec): void {
  switch (spec.type) {
    case 0:
    case 100: // d
    case 101: // e
    case 102: // f
    case 103: // g
    case 69: // E
    case 71: // G
    case 70: // F
    case 37: // %
      return;
    case 98: // b
    case 111: // o
    case 120: // x
    case 88: // X
      if (spec.grouping === GROUP_UNDERSCORE) {
        spec.grouping = GROUP_UNDERSCORE_FOUR;
        return;
      }
  }
  const separator = spec.grouping === GROUP_COMMA ? "," : "_";
  throw valueError(`Cannot specify '${separator}' with '${codeText(spec.type)}'.`);
}

/** A presentation type as messages show it. */
export function codeText(type: number): string {
  return type > 32 && type < 128 ? String.fromCharCode(type) : "\\x" + type.toString(16);
}

/** "Unknown format code 'x' for object of type 'float'". */
export function unknownCode(type: number, typeName: string): CoreError {
  return valueError(`Unknown format code '${codeText(type)}' for object of type '${typeName}'`);
}
