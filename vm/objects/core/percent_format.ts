// The % mini-language of str and bytes: `"%-5d %(name)s" % …`. A format is parsed once into literal pieces
// and items; the values come through a PercentValues that the object layer implements, so that nothing
// here knows Python objects.
//
// A format of bytes is handled as Latin-1 text.

import { CoreError, memoryErrorOf, typeError, valueError } from "./core_error.ts";
import { formatMagnitude, hasMinus } from "./float_format.ts";
import type { Int } from "./int_core.ts";
import { toBase, toDecimal } from "./int_text.ts";
import { joinText, sliceText } from "./str_search.ts";
import { codePointAt, pointText, type Text } from "./text.ts";

/** The values that a format consumes. Each method throws the Python error itself where it has to. */
export interface PercentValues<V> {
  /** The next positional argument, or undefined where none is left. */
  next(): V | undefined;
  /** The value of a `%(key)…` item; the TypeError "format requires a mapping" is the implementer's. */
  lookup(key: Text): V;
  /** TypeError where there is no mapping; asked before a key that does not end is an error. */
  requireMapping(): void;
  /** The value of a `*`: an int, or undefined where the value is none. */
  star(value: V): Int | undefined;
  /** Conversions s, r and a (and b for bytes). */
  text(value: V, conversion: string): Text;
  /** Conversions d, i, u: a number as an int; o, x, X: an int. */
  integer(value: V, conversion: string): Int;
  /** Conversions e, f, g and their upper case. */
  real(value: V): number;
  /** Conversion c: a code point. */
  character(value: V): number;
  /** Whether a positional argument is left over, which is an error (a mapping leaves none). */
  leftOver(): boolean;
}

const FLAG_LEFT = 1, FLAG_PLUS = 2, FLAG_BLANK = 4, FLAG_ALTERNATE = 8, FLAG_ZERO = 16;
const INCOMPLETE_KEY = "incomplete format key";
const ABSENT = -1;
const STAR = -2;
const MAX_WIDTH = 9223372036854775807n;
const MAX_PRECISION = 2147483647n;
const MAX_TEXT = 536870888;

/** One `%…` of a format. */
class PercentItem {
  readonly key: Text | undefined;
  readonly flags: number;
  readonly width: number;
  readonly precision: number;
  readonly conversion: number;
  /** Where the conversion character stands. */
  readonly index: number;
  /** What is wrong with the item; thrown when formatting arrives at it. */
  readonly error: CoreError | undefined;
  constructor(
    key: Text | undefined,
    flags: number,
    width: number,
    precision: number,
    conversion: number,
    index: number,
    error: CoreError | undefined,
  ) {
    this.key = key;
    this.flags = flags;
    this.width = width;
    this.precision = precision;
    this.conversion = conversion;
    this.index = index;
    this.error = error;
  }
}

/** A parsed format: literal text and items in their order. */
export type PercentFormat = readonly (Text | PercentItem)[];

/** A format of which every item is a bare `%s`, `%r` or `%d`. There is one literal more than there are items. */
export interface BareFormat {
  readonly literals: readonly string[];
  /** The codes of the conversions. */
  readonly conversions: readonly number[];
}

/** The format in that form, or undefined where it has more to it. */
export function bareFormat(format: PercentFormat): BareFormat | undefined {
  const literals: string[] = [""], conversions: number[] = [];
  for (const part of format) {
    if (typeof part === "string") literals[literals.length - 1] += part;
    else if (!(part instanceof PercentItem)) return undefined;
    else {
      const { key, flags, width, precision, conversion, error } = part;
      const isBare = key === undefined && flags === 0 && width === ABSENT &&
        precision === ABSENT && error === undefined;
      if (!isBare || conversion !== 115 && conversion !== 114 && conversion !== 100) {
        return undefined;
      }
      conversions.push(conversion);
      literals.push("");
    }
  }
  return { literals, conversions };
}

function codeAt(text: Text, at: number): number {
  return at < text.length ? codePointAt(text, at) : -1;
}

/** Parses a format. Errors in it are kept in the items, since what stands before them comes first. */
export function parsePercentFormat(text: Text): PercentFormat {
  const parts: (Text | PercentItem)[] = [];
  let literal = 0, at = 0;
  const end = text.length;
  while (at < end) {
    if (codeAt(text, at) !== 37) {
      at++;
      continue;
    }
    if (at > literal) parts.push(sliceText(text, literal, at));
    at++;
    if (codeAt(text, at) === 37) {
      // "%%": the second percent sign starts the next literal.
      literal = at++;
      continue;
    }
    const { item, next } = parseItem(text, at);
    parts.push(item);
    if (item.error !== undefined) return parts;
    literal = at = next;
  }
  if (end > literal) parts.push(sliceText(text, literal, end));
  return parts;
}

function parseItem(text: Text, at: number): { item: PercentItem; next: number } {
  let key: Text | undefined;
  let flags = 0, width = ABSENT, precision = ABSENT;
  const item = (conversion: number, error?: CoreError) => ({
    item: new PercentItem(key, flags, width, precision, conversion, at, error),
    next: at + 1,
  });
  if (codeAt(text, at) === 40) {
    const start = ++at;
    let depth = 1;
    while (depth > 0) {
      const unit = codeAt(text, at++);
      if (unit === -1) return item(0, valueError(INCOMPLETE_KEY));
      if (unit === 40) depth++;
      else if (unit === 41) depth--;
    }
    key = sliceText(text, start, at - 1);
  }
  for (;; at++) {
    const unit = codeAt(text, at);
    if (unit === 45) flags |= FLAG_LEFT;
    else if (unit === 43) flags |= FLAG_PLUS;
    else if (unit === 32) flags |= FLAG_BLANK;
    else if (unit === 35) flags |= FLAG_ALTERNATE;
    else if (unit === 48) flags |= FLAG_ZERO;
    else break;
  }
  if (codeAt(text, at) === 42) {
    width = STAR;
    at++;
  } else {
    const start = at;
    while (codeAt(text, at) >= 48 && codeAt(text, at) <= 57) at++;
    if (at > start) {
      const value = digitsBetween(text, start, at);
      if (value > MAX_WIDTH) return item(0, valueError("width too big"));
      width = Number(value);
    }
  }
  if (codeAt(text, at) === 46) {
    at++;
    if (codeAt(text, at) === 42) {
      precision = STAR;
      at++;
    } else {
      const start = at;
      while (codeAt(text, at) >= 48 && codeAt(text, at) <= 57) at++;
      const value = at > start ? digitsBetween(text, start, at) : 0n;
      if (value > MAX_PRECISION) return item(0, valueError("precision too big"));
      precision = Number(value);
    }
  }
  // One C length modifier is allowed and means nothing.
  const modifier = codeAt(text, at);
  if (modifier === 104 || modifier === 108 || modifier === 76) at++;
  const conversion = codeAt(text, at);
  if (conversion === -1) return item(0, valueError("incomplete format"));
  return item(conversion);
}

function digitsBetween(text: Text, start: number, end: number): bigint {
  let digits = "";
  for (let i = start; i < end; i++) digits += String.fromCharCode(codeAt(text, i));
  return BigInt(digits);
}

/**
 * Where an item's values come from. A keyed item has the one value that was looked up, for its star too;
 * once there was a key, the arguments have nothing more to give.
 */
class ItemValues<V> {
  readonly values: PercentValues<V>;
  keyed: boolean;
  found: V | undefined;
  constructor(values: PercentValues<V>) {
    this.values = values;
    this.keyed = false;
    this.found = undefined;
  }

  lookup(key: Text): void {
    this.found = this.values.lookup(key);
    this.keyed = true;
  }

  next(): V {
    const value = this.keyed ? this.found : this.values.next();
    this.found = undefined;
    if (value === undefined) throw typeError("not enough arguments for format string");
    return value;
  }

  star(): Int {
    const int = this.values.star(this.next());
    if (int === undefined) throw typeError("* wants int");
    return int;
  }
}

/** Applies a parsed format. `kind` tells bytes from str in error texts. */
export function applyPercentFormat<V>(
  format: PercentFormat,
  values: PercentValues<V>,
  kind: "str" | "bytes",
): Text {
  // Plain text is added up as it comes; pieces are kept apart only once one of them is astral.
  let plain = "";
  let pieces: Text[] | undefined;
  const source = new ItemValues(values);
  try {
    for (const part of format) {
      const piece = part instanceof PercentItem ? formatItem(part, source, kind) : part;
      if (pieces !== undefined) pieces.push(piece);
      else if (typeof piece === "string") plain += piece;
      else pieces = [plain, piece];
    }
  } catch (error) {
    throw memoryErrorOf(error);
  }
  if (values.leftOver()) {
    throw typeError(
      `not all arguments converted during ${kind === "str" ? "string" : "bytes"} formatting`,
    );
  }
  return pieces === undefined ? plain : joinText("", pieces);
}

function formatItem<V>(item: PercentItem, source: ItemValues<V>, kind: "str" | "bytes"): Text {
  if (item.key !== undefined) source.lookup(item.key);
  else if (item.error?.message === INCOMPLETE_KEY) source.values.requireMapping();
  let { flags, width, precision } = item;
  if (width === STAR) {
    const given = source.star();
    if (given > MAX_WIDTH || given < -MAX_WIDTH - 1n) {
      throw new CoreError("OverflowError", "Python int too large to convert to C ssize_t");
    }
    width = Number(given);
    if (width < 0) {
      flags |= FLAG_LEFT;
      width = -width;
    }
  }
  if (precision === STAR) {
    const given = source.star();
    if (given > MAX_PRECISION || given < -MAX_PRECISION - 1n) {
      throw new CoreError("OverflowError", "Python int too large to convert to C int");
    }
    precision = Math.max(0, Number(given));
  }
  if (item.error !== undefined) throw item.error;
  const value = source.next();
  const values = source.values;
  const conversion = item.conversion;
  switch (conversion) {
    case 115: // s
    case 114: // r
    case 97: // a
      return padText(
        values.text(value, String.fromCharCode(conversion)),
        flags,
        width,
        precision,
      );
    case 98: // b
      if (kind === "str") break;
      return padText(values.text(value, "b"), flags, width, precision);
    case 99: // c
      return padText(pointText(values.character(value)), flags, width, ABSENT);
    case 100: // d
    case 105: // i
    case 117: // u
      return formatInteger(item, value, values, 10, "", flags, width, precision);
    case 111: // o
      return formatInteger(item, value, values, 8, "0o", flags, width, precision);
    case 120: // x
      return formatInteger(item, value, values, 16, "0x", flags, width, precision);
    case 88: // X
      return formatInteger(item, value, values, 16, "0X", flags, width, precision);
    case 101: // e
    case 69:
    case 102: // f
    case 70:
    case 103: // g
    case 71:
      return padNumber(
        realDigits(values.real(value), conversion, flags, precision),
        "",
        flags,
        width,
      );
  }
  const shown = conversion > 31 && conversion < 127 ? String.fromCharCode(conversion) : "?";
  throw valueError(
    `unsupported format character '${shown}' (0x${conversion.toString(16)}) at index ${item.index}`,
  );
}

function formatInteger<V>(
  item: PercentItem,
  value: V,
  values: PercentValues<V>,
  base: number,
  prefix: string,
  flags: number,
  width: number,
  precision: number,
): string {
  const int = values.integer(value, String.fromCharCode(item.conversion));
  const digits = integerDigits(int, base, precision);
  return padNumber(prefix === "0X" ? digits.toUpperCase() : digits, prefix, flags, width);
}

function spaces(count: number): string {
  if (count > MAX_TEXT) throw new CoreError("MemoryError", "");
  return " ".repeat(count);
}

function padText(text: Text, flags: number, width: number, precision: number): Text {
  if (precision >= 0 && precision < text.length) text = sliceText(text, 0, precision);
  const missing = width - text.length;
  if (missing <= 0) return text;
  if (typeof text === "string") {
    return flags & FLAG_LEFT ? text + spaces(missing) : spaces(missing) + text;
  }
  if (missing > MAX_TEXT) throw new CoreError("MemoryError", "");
  const points = new Uint32Array(width).fill(32);
  points.set(text, flags & FLAG_LEFT ? 0 : missing);
  return points;
}

/** The digits with a leading "-" where negative, filled with zeros up to the precision. */
function integerDigits(value: Int, base: number, precision: number): string {
  const text = base === 10 ? toDecimal(value) : toBase(value, base);
  const negative = value < 0;
  const digits = negative ? text.slice(1) : text;
  if (precision > MAX_TEXT) throw new CoreError("MemoryError", "");
  return (negative ? "-" : "") +
    (precision > digits.length ? digits.padStart(precision, "0") : digits);
}

function realDigits(value: number, conversion: number, flags: number, precision: number): string {
  const lower = conversion | 32;
  const code = lower === 101 ? "e" : lower === 102 ? "f" : "g";
  if (precision > MAX_TEXT) throw new CoreError("MemoryError", "");
  const digits = precision < 0 ? 6 : precision;
  const text = formatMagnitude(value, code, digits, (flags & FLAG_ALTERNATE) !== 0, false);
  return (hasMinus(value) ? "-" : "") + (conversion === lower ? text : text.toUpperCase());
}

/** Sign, prefix, zeros or spaces, digits. */
function padNumber(text: string, prefix: string, flags: number, width: number): string {
  let sign = "";
  if (text.charCodeAt(0) === 45) {
    sign = "-";
    text = text.slice(1);
  } else if (flags & FLAG_PLUS) sign = "+";
  else if (flags & FLAG_BLANK) sign = " ";
  if (flags & FLAG_ALTERNATE) sign += prefix;
  const missing = width - sign.length - text.length;
  if (missing <= 0) return sign + text;
  if (missing > MAX_TEXT) throw new CoreError("MemoryError", "");
  if (flags & FLAG_LEFT) return sign + text + spaces(missing);
  if (flags & FLAG_ZERO) return sign + text.padStart(text.length + missing, "0");
  return spaces(missing) + sign + text;
}
