// Normalisation forms at Unicode 15.1: unicodedata.normalize and is_normalized.
//
// The host's String.prototype.normalize does the work. It may know a later Unicode; the stability policy
// promises that it agrees on every character that 15.1 assigns, and a code point that 15.1 does not assign
// is a starter that neither decomposes nor composes. So where the text has such code points, or lone
// surrogates that UTF-16 would join, the stretches between them are normalised one by one.

import { isAssigned } from "./character_types.ts";

export type NormalForm = "NFC" | "NFD" | "NFKC" | "NFKD";

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** Whether the host may not be asked about this code point. */
function isBarrier(cp: number): boolean {
  return cp >= 0xd800 && cp <= 0xdfff || cp >= 0x370 && !isAssigned(cp);
}

/** Normalises a str without astral characters; the result is UTF-16 (it may have become astral). */
export function normalizeString(text: string, form: NormalForm): string {
  if (isAscii(text)) return text;
  let result = "", from = 0;
  for (let i = 0; i < text.length; i++) {
    if (!isBarrier(text.charCodeAt(i))) continue;
    result += text.slice(from, i).normalize(form) + text[i];
    from = i + 1;
  }
  return result + (from === 0 ? text : text.slice(from)).normalize(form);
}

function pointsToUtf16(points: Uint32Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i++) text += String.fromCodePoint(points[i]);
  return text;
}

/** Normalises a str with astral characters; the result may have none left. */
export function normalizePoints(points: Uint32Array, form: NormalForm): Uint32Array {
  const result: number[] = [];
  const flush = (start: number, end: number) => {
    const text = pointsToUtf16(points, start, end).normalize(form);
    for (let i = 0; i < text.length; i++) {
      const cp = text.codePointAt(i)!;
      if (cp > 0xffff) i++;
      result.push(cp);
    }
  };
  let from = 0;
  for (let i = 0; i < points.length; i++) {
    if (!isBarrier(points[i])) continue;
    if (i > from) flush(from, i);
    result.push(points[i]);
    from = i + 1;
  }
  if (points.length > from) flush(from, points.length);
  return Uint32Array.from(result);
}
