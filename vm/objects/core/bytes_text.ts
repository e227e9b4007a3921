// What bytes share with ASCII text: case, the is… predicates, justification, tabs, and hexadecimal digits.
// A byte above 127 is no letter, no digit and no space.

import { valueError } from "./core_error.ts";
import { type Bytes, isSpaceByte, joinBytes, repeatBytes, sliceBytes } from "./bytes_search.ts";
import { codePointAt, type Text, unitsToString } from "./text.ts";

export function isUpperByte(byte: number): boolean {
  return byte >= 65 && byte <= 90;
}

export function isLowerByte(byte: number): boolean {
  return byte >= 97 && byte <= 122;
}

export function isAlphaByte(byte: number): boolean {
  return isUpperByte(byte) || isLowerByte(byte);
}

export function isDigitByte(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

function all(bytes: Uint8Array, test: (byte: number) => boolean): boolean {
  for (let i = 0; i < bytes.length; i++) if (!test(bytes[i])) return false;
  return bytes.length > 0;
}

export function isAlpha(bytes: Uint8Array): boolean {
  return all(bytes, isAlphaByte);
}

export function isDigit(bytes: Uint8Array): boolean {
  return all(bytes, isDigitByte);
}

export function isAlnum(bytes: Uint8Array): boolean {
  return all(bytes, (byte) => isAlphaByte(byte) || isDigitByte(byte));
}

export function isSpace(bytes: Uint8Array): boolean {
  return all(bytes, isSpaceByte);
}

/** bytes.isascii: empty bytes are. */
export function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] > 127) return false;
  return true;
}

export function isLower(bytes: Uint8Array): boolean {
  return isOneCase(bytes, isLowerByte, isUpperByte);
}

export function isUpper(bytes: Uint8Array): boolean {
  return isOneCase(bytes, isUpperByte, isLowerByte);
}

function isOneCase(
  bytes: Uint8Array,
  wanted: (byte: number) => boolean,
  other: (byte: number) => boolean,
): boolean {
  let found = false;
  for (let i = 0; i < bytes.length; i++) {
    if (other(bytes[i])) return false;
    if (wanted(bytes[i])) found = true;
  }
  return found;
}

export function isTitle(bytes: Uint8Array): boolean {
  let found = false, inWord = false;
  for (let i = 0; i < bytes.length; i++) {
    if (isUpperByte(bytes[i])) {
      if (inWord) return false;
      inWord = found = true;
    } else if (isLowerByte(bytes[i])) {
      if (!inWord) return false;
      found = true;
    } else {
      inWord = false;
    }
  }
  return found;
}

function lowerByte(byte: number): number {
  return isUpperByte(byte) ? byte + 32 : byte;
}

function upperByte(byte: number): number {
  return isLowerByte(byte) ? byte - 32 : byte;
}

export function lower(bytes: Uint8Array): Bytes {
  const result = new Uint8Array(bytes);
  for (let i = 0; i < result.length; i++) result[i] = lowerByte(result[i]);
  return result;
}

export function upper(bytes: Uint8Array): Bytes {
  const result = new Uint8Array(bytes);
  for (let i = 0; i < result.length; i++) result[i] = upperByte(result[i]);
  return result;
}

export function swapcase(bytes: Uint8Array): Bytes {
  const result = new Uint8Array(bytes);
  for (let i = 0; i < result.length; i++) if (isAlphaByte(result[i])) result[i] ^= 32;
  return result;
}

export function capitalize(bytes: Uint8Array): Bytes {
  const result = lower(bytes);
  if (result.length > 0) result[0] = upperByte(result[0]);
  return result;
}

export function title(bytes: Uint8Array): Bytes {
  const result = new Uint8Array(bytes);
  let inWord = false;
  for (let i = 0; i < result.length; i++) {
    result[i] = inWord ? lowerByte(result[i]) : upperByte(result[i]);
    inWord = isAlphaByte(result[i]);
  }
  return result;
}

function pad(bytes: Uint8Array, left: number, right: number, fill: number): Bytes {
  if (left <= 0 && right <= 0) return new Uint8Array(bytes);
  const result = new Uint8Array(Math.max(left, 0) + bytes.length + Math.max(right, 0)).fill(fill);
  result.set(bytes, Math.max(left, 0));
  return result;
}

export function leftJustify(bytes: Uint8Array, width: number, fill: number): Bytes {
  return pad(bytes, 0, width - bytes.length, fill);
}

export function rightJustify(bytes: Uint8Array, width: number, fill: number): Bytes {
  return pad(bytes, width - bytes.length, 0, fill);
}

/** bytes.center, with the odd byte where str.center has it. */
export function center(bytes: Uint8Array, width: number, fill: number): Bytes {
  const missing = width - bytes.length;
  if (missing <= 0) return new Uint8Array(bytes);
  const left = (missing >> 1) + (missing & width & 1);
  return pad(bytes, left, missing - left, fill);
}

/** bytes.zfill: zeros go behind a sign. */
export function zeroFill(bytes: Uint8Array, width: number): Bytes {
  const missing = width - bytes.length;
  if (missing <= 0) return new Uint8Array(bytes);
  const result = rightJustify(bytes, width, 48);
  if (bytes[0] === 43 || bytes[0] === 45) {
    result[0] = bytes[0];
    result[missing] = 48;
  }
  return result;
}

/** bytes.expandtabs. */
export function expandTabs(bytes: Uint8Array, tabSize: number): Bytes {
  const pieces: Uint8Array[] = [];
  let from = 0, column = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 9) {
      pieces.push(sliceBytes(bytes, from, i));
      from = i + 1;
      if (tabSize > 0) {
        const width = tabSize - column % tabSize;
        pieces.push(repeatBytes(Uint8Array.of(32), width));
        column += width;
      }
    } else {
      column = bytes[i] === 10 || bytes[i] === 13 ? 0 : column + 1;
    }
  }
  pieces.push(sliceBytes(bytes, from, bytes.length));
  return joinBytes(new Uint8Array(0), pieces);
}

const HEX: string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

const LONG_HEX = 64;

/** The digits written as bytes, and decoded at once. Newer hosts have it themselves. */
function longHex(bytes: Uint8Array): string {
  const host = bytes as Uint8Array & { toHex?: () => string };
  if (host.toHex !== undefined) return host.toHex();
  const out = new Uint8Array(bytes.length * 2);
  for (let i = 0, to = 0; i < bytes.length; i++) {
    const high = bytes[i] >> 4, low = bytes[i] & 15;
    out[to++] = high < 10 ? 48 + high : 87 + high;
    out[to++] = low < 10 ? 48 + low : 87 + low;
  }
  return unitsToString(out);
}

/**
 * bytes.hex. `separator` is "" or one ASCII character, put between groups of `perGroup` bytes counted from
 * the right, or from the left where `perGroup` is negative.
 */
export function toHex(bytes: Uint8Array, separator = "", perGroup = 1): string {
  let text = "";
  if (separator === "" || perGroup === 0) {
    if (bytes.length >= LONG_HEX) return longHex(bytes);
    for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i]];
    return text;
  }
  const size = Math.abs(perGroup);
  // Bytes in the first group: what is left over when groups are counted from the right.
  let untilBreak = perGroup > 0 ? bytes.length % size || size : size;
  for (let i = 0; i < bytes.length; i++) {
    if (untilBreak === 0) {
      text += separator;
      untilBreak = size;
    }
    text += HEX[bytes[i]];
    untilBreak--;
  }
  return text;
}

function hexValue(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const lower = unit | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function notHex(position: number): never {
  throw valueError(`non-hexadecimal number found in fromhex() arg at position ${position}`);
}

const host = Uint8Array as unknown as { readonly fromHex?: (text: string) => Bytes };

/** Digits alone, by the host; undefined where there is something else or the host cannot. */
function hostFromHex(text: string): Bytes | undefined {
  try {
    return host.fromHex?.(text);
  } catch {
    return undefined;
  }
}

/** bytes.fromhex: pairs of digits, with ASCII white space between pairs. */
export function fromHex(text: Text): Bytes {
  if (typeof text === "string" && text.length >= LONG_HEX && (text.length & 1) === 0) {
    const digits = hostFromHex(text);
    if (digits !== undefined) return digits;
  }
  for (let i = 0; i < text.length; i++) if (codePointAt(text, i) > 127) notHex(i);
  const bytes = new Uint8Array(text.length >> 1);
  let length = 0;
  for (let at = 0; at < text.length;) {
    if (isSpaceByte(codePointAt(text, at))) {
      at++;
      continue;
    }
    const high = hexValue(codePointAt(text, at));
    if (high < 0) notHex(at);
    const low = at + 1 < text.length ? hexValue(codePointAt(text, at + 1)) : -1;
    if (low < 0) notHex(at + 1);
    bytes[length++] = high << 4 | low;
    at += 2;
  }
  return bytes.slice(0, length);
}
