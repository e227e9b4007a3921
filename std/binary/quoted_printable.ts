// Quoted-printable, as mail has it.

import { ByteBuilder } from "../../vm/objects/core/text.ts";

const TAB = 9, NEWLINE = 10, RETURN = 13, SPACE = 32, DOT = 46, EQUALS = 61, UNDERSCORE = 95;
const LINE = 76;

function hexValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** Decodes; in a header `_` is a space. */
export function decodeQuoted(data: Uint8Array, header: boolean): Uint8Array {
  const out = new ByteBuilder(data.length);
  const n = data.length;
  for (let i = 0; i < n;) {
    const c = data[i++];
    if (c !== EQUALS) {
      out.push(header && c === UNDERSCORE ? SPACE : c);
      continue;
    }
    if (i >= n) break;
    const next = data[i];
    if (next === NEWLINE || next === RETURN) {
      // a soft line break
      while (i < n && data[i] !== NEWLINE) i++;
      if (i < n) i++;
    } else if (next === EQUALS) {
      out.push(EQUALS);
      i++;
    } else if (i + 1 < n && hexValue(next) >= 0 && hexValue(data[i + 1]) >= 0) {
      out.push(hexValue(next) << 4 | hexValue(data[i + 1]));
      i += 2;
    } else {
      out.push(EQUALS);
    }
  }
  return out.toBytes();
}

/** How text is quoted. */
export interface QuotingOptions {
  readonly tabs: boolean;
  readonly text: boolean;
  readonly header: boolean;
}

/** Encodes; lines stay within 76 characters. */
export function encodeQuoted(data: Uint8Array, options: QuotingOptions): Uint8Array {
  const n = data.length;
  const out = new ByteBuilder(n + (n >> 2));
  const firstNewline = data.indexOf(NEWLINE);
  const crlf = firstNewline > 0 && data[firstNewline - 1] === RETURN;
  const lineEnd = (): void => {
    if (crlf) out.push(RETURN);
    out.push(NEWLINE);
  };
  const hex = (c: number): void => {
    out.push("0123456789ABCDEF".charCodeAt(c >> 4));
    out.push("0123456789ABCDEF".charCodeAt(c & 15));
  };
  let column = 0;
  for (let i = 0; i < n;) {
    const c = data[i];
    if (mustQuote(data, i, column, options)) {
      if (column + 3 >= LINE) {
        out.push(EQUALS);
        lineEnd();
        column = 0;
      }
      out.push(EQUALS);
      hex(c);
      i++;
      column += 3;
    } else if (
      options.text && (c === NEWLINE || c === RETURN && i + 1 < n && data[i + 1] === NEWLINE)
    ) {
      column = 0;
      // white space at the end of a line would get lost
      const last = out.length > 0 ? out.bytes[out.length - 1] : 0;
      if (last === SPACE || last === TAB) {
        out.bytes[out.length - 1] = EQUALS;
        hex(last);
      }
      lineEnd();
      i += c === RETURN ? 2 : 1;
    } else {
      if (i + 1 !== n && data[i + 1] !== NEWLINE && column + 1 >= LINE) {
        out.push(EQUALS);
        lineEnd();
        column = 0;
      }
      column++;
      out.push(options.header && c === SPACE ? UNDERSCORE : c);
      i++;
    }
  }
  return out.toBytes();
}

function mustQuote(
  data: Uint8Array,
  i: number,
  column: number,
  { tabs, text, header }: QuotingOptions,
): boolean {
  const c = data[i];
  if (c > 126 || c === EQUALS || header && c === UNDERSCORE) return true;
  const isLast = i + 1 === data.length;
  if (c === DOT) {
    // a line with one dot ends a message
    if (column !== 0) return false;
    if (isLast) return true;
    const next = data[i + 1];
    return next === NEWLINE || next === RETURN || next === 0;
  }
  if (c === NEWLINE || c === RETURN) return !text;
  if (c === TAB || c === SPACE) return isLast || tabs;
  return c < 33;
}
