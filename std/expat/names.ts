// Names and characters of XML, as regular expressions that look at one place of a text.

const START =
  ":A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff" +
  "\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd";
const REST = START + "\\-.0-9\\u00b7\\u0300-\\u036f\\u203f-\\u2040";

function sticky(source: string): RegExp {
  return new RegExp(source, "y");
}

const NAME = sticky(`[${START}][${REST}]*`);
const NMTOKEN = sticky(`[${REST}]+`);
const SPACE = sticky("[ \\t\\r\\n]+");
/** What stands between tags: everything but markup, line ends and what may not be there. */
const DATA = sticky("[^<&\\]\\r\\n\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]+");

function end(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The end of the name at an index; the index where there is none. */
export function nameEnd(text: string, at: number): number {
  return end(NAME, text, at);
}
export function nmtokenEnd(text: string, at: number): number {
  return end(NMTOKEN, text, at);
}
export function spaceEnd(text: string, at: number): number {
  return end(SPACE, text, at);
}
export function dataEnd(text: string, at: number): number {
  return end(DATA, text, at);
}

export function isSpace(c: number): boolean {
  return c === 32 || c === 10 || c === 13 || c === 9;
}

/** The first index from `from` to `to` with a character that XML has not, or -1. */
export function badCharacter(text: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c < 32 ? c !== 10 && c !== 9 && c !== 13 : c >= 0xfffe) return i;
  }
  return -1;
}

/** Whether a reference may mean this character. */
export function isCharacter(n: number): boolean {
  return n === 9 || n === 10 || n === 13 || n >= 32 && n < 0xd800 || n > 0xdfff && n < 0xfffe ||
    n > 0xffff && n <= 0x10ffff;
}

/** Line ends as a program sees them. */
export function normalizeLines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
