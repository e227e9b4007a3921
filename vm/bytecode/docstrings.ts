// Doc strings: which statement is one, and its text without the common indentation (as 3.13 stores it).

import { type Constant, type stmt, Tag } from "../syntax/ast.ts";
import { AstralLiteral } from "../syntax/ast_base.ts";

/** The constant that is the body's doc string, or null. */
export function docString(body: stmt[]): Constant | null {
  if (body.length === 0) return null;
  const s = body[0];
  if (s.tag !== Tag.Expr || s.value.tag !== Tag.Constant) return null;
  const v = s.value.value;
  return typeof v === "string" || v instanceof AstralLiteral ? s.value : null;
}

const NEWLINE = 10;
const SPACE = 32;
const TAB = 9;

/** The text, tabs expanded, first line's leading blanks and the others' common margin removed. */
function clean(points: ArrayLike<number>): number[] | null {
  let hasTab = false;
  let hasIndent = false;
  const n = points.length;
  for (let i = 0; i < n; i++) {
    const p = points[i];
    if (p === TAB) hasTab = true;
    if ((p === SPACE || p === TAB) && (i === 0 || points[i - 1] === NEWLINE)) hasIndent = true;
  }
  if (!hasTab && !hasIndent) return null;
  const text: number[] = [];
  let column = 0;
  for (let i = 0; i < n; i++) {
    const p = points[i];
    if (p === TAB) {
      do {
        text.push(SPACE);
        column++;
      } while (column % 8 !== 0);
      continue;
    }
    text.push(p);
    column = p === NEWLINE || p === 13 ? 0 : column + 1;
  }
  // the margin: the least indentation of a line after the first that is not blank
  let margin = Infinity;
  let i = 0;
  while (i < text.length && text[i] !== NEWLINE) i++;
  while (i < text.length) {
    i++;
    const start = i;
    while (i < text.length && text[i] === SPACE) i++;
    if (i < text.length && text[i] !== NEWLINE) margin = Math.min(margin, i - start);
    while (i < text.length && text[i] !== NEWLINE) i++;
  }
  if (margin === Infinity) margin = 0;
  const out: number[] = [];
  i = 0;
  while (i < text.length && text[i] === SPACE) i++;
  while (i < text.length && text[i] !== NEWLINE) out.push(text[i++]);
  while (i < text.length) {
    out.push(text[i++]);
    for (let k = 0; k < margin && i < text.length && text[i] === SPACE; k++) i++;
    while (i < text.length && text[i] !== NEWLINE) out.push(text[i++]);
  }
  return out;
}

/** What is stored of a doc string. */
export function cleanDoc(doc: Constant): string | AstralLiteral {
  const v = doc.value as string | AstralLiteral;
  if (typeof v === "string") {
    // most are one line without blanks in front
    if (!v.includes("\n") && !v.includes("\t") && v.charCodeAt(0) !== SPACE) return v;
    const points = new Uint16Array(v.length);
    for (let i = 0; i < v.length; i++) points[i] = v.charCodeAt(i);
    const cleaned = clean(points);
    if (cleaned === null) return v;
    let text = "";
    for (let i = 0; i < cleaned.length; i += 4096) {
      text += String.fromCharCode.apply(null, cleaned.slice(i, i + 4096));
    }
    return text;
  }
  const cleaned = clean(v.points);
  return cleaned === null ? v : new AstralLiteral(Uint32Array.from(cleaned));
}
