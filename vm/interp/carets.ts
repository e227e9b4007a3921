// The lines of one traceback entry: the source of the failing expression with `~~~^^^` under it.
//
// Offsets are in UTF-16 units of a line; widths are columns of a terminal, in which wide characters count twice.

import { eastAsianWidth } from "../objects/core/unicode/database.ts";
import { type expr, type stmt, Tag } from "../syntax/ast.ts";
import { parse } from "../syntax/parser.ts";
import { Colors } from "./colors.ts";

/** Where an expression stands in its lines, by line and offset. */
interface Anchors {
  leftLine: number;
  left: number;
  rightLine: number;
  right: number;
}

/** The offset in a line of a position that counts bytes of UTF-8. */
export function charOffset(line: string, bytes: number): number {
  let n = 0;
  for (let i = 0; i < line.length; i++) {
    if (n >= bytes) return i;
    const c = line.charCodeAt(i);
    if (c < 0x80) n++;
    else if (c < 0x800) n += 2;
    else if (c >= 0xd800 && c < 0xdc00 && i + 1 < line.length) {
      n += 4;
      i++;
    } else n += 3;
  }
  return line.length;
}

/** Columns of the first `end` units of a line. */
function displayWidth(line: string, end = line.length): number {
  let width = 0;
  let ascii = true;
  for (let i = 0; i < line.length; i++) if (line.charCodeAt(i) > 127) ascii = false;
  if (ascii) return end;
  for (let i = 0; i < end; i++) {
    const cp = line.codePointAt(i)!;
    if (cp > 0xffff) i++;
    const w = eastAsianWidth(cp);
    width += w === "W" || w === "F" ? 2 : 1;
  }
  return width;
}

function isSpace(c: string): boolean {
  return c.trim() === "";
}

/** Removes the white space that all lines which are not blank begin with. */
export function dedent(lines: readonly string[]): string[] {
  let margin: string | undefined;
  for (const line of lines) {
    let i = 0;
    while (i < line.length && (line[i] === " " || line[i] === "\t")) i++;
    if (i === line.length) continue;
    const indent = line.slice(0, i);
    if (margin === undefined) margin = indent;
    else {
      let n = 0;
      while (n < margin.length && n < indent.length && margin[n] === indent[n]) n++;
      margin = margin.slice(0, n);
    }
  }
  const n = margin?.length ?? 0;
  return lines.map((l) => {
    let i = 0;
    while (i < l.length && (l[i] === " " || l[i] === "\t")) i++;
    return i === l.length ? "" : l.slice(n);
  });
}

function tryParse(source: string): stmt[] | undefined {
  try {
    return parse(source, "<traceback>", "exec").body;
  } catch {
    return undefined;
  }
}

/** Walks over the characters of lines; `undefined` past the end. */
class Walker {
  readonly lines: readonly string[];
  line: number;
  col: number;
  constructor(lines: readonly string[], line: number, col: number) {
    this.lines = lines;
    this.line = line;
    this.col = col;
  }
  /** Moves on to a character that exists. */
  settle(): boolean {
    while (this.line < this.lines.length && this.col >= this.lines[this.line].length) {
      this.col = 0;
      this.line++;
    }
    return this.line < this.lines.length;
  }
  /** Moves to the next character for which `stop` is true, over comments and line continuations. */
  until(stop: (c: string) => boolean): boolean {
    for (;;) {
      const c = this.lines[this.line][this.col];
      if (c === "\\" || c === "#") {
        this.line++;
        this.col = 0;
      } else if (stop(c)) {
        return true;
      } else {
        this.col++;
      }
      if (!this.settle()) return false;
    }
  }
}

/** What to stress in an expression: the operator, or the brackets of a call or subscript. */
function findAnchors(segment: string): Anchors | undefined {
  const body = tryParse(`(\n${segment}\n)`);
  if (body === undefined || body.length !== 1 || body[0].tag !== Tag.Expr) return undefined;
  const e = body[0].value;
  const lines = segment.split("\n");
  /** The end of a part of the expression; its lines count from 1 and there is one more in front. */
  const endOf = (x: expr): Walker | undefined => {
    const line = x.end_lineno - 2;
    if (line < 0 || line >= lines.length) return undefined;
    return new Walker(lines, line, charOffset(lines[line], x.end_col_offset));
  };
  if (e.tag === Tag.BinOp) {
    const w = endOf(e.left);
    if (w === undefined || !w.settle() || !w.until((c) => !isSpace(c) && c !== ")")) {
      return undefined;
    }
    let right = w.col + 1;
    const line = lines[w.line];
    const rightLine = e.right.lineno - 2;
    if (
      right < line.length &&
      (rightLine > w.line || right < charOffset(lines[rightLine], e.right.col_offset)) &&
      !isSpace(line[right]) && line[right] !== "\\" && line[right] !== "#"
    ) right++;
    return { leftLine: w.line, left: w.col, rightLine: w.line, right };
  }
  if (e.tag === Tag.Subscript || e.tag === Tag.Call) {
    const bracket = e.tag === Tag.Call ? "(" : "[";
    const w = endOf(e.tag === Tag.Call ? e.func : e.value);
    const end = endOf(e);
    if (w === undefined || end === undefined || !w.settle() || !w.until((c) => c === bracket)) {
      return undefined;
    }
    return { leftLine: w.line, left: w.col, rightLine: end.line, right: end.col };
  }
  return undefined;
}

/** Whether carets would tell more than the line itself does. */
function showCarets(
  start: number,
  end: number,
  lines: readonly string[],
  anchors: Anchors | undefined,
): boolean {
  const body = tryParse(lines.join("\n"));
  if (body !== undefined) {
    if (body.length === 0) return false;
    const s = body[0];
    let value: expr | undefined;
    if (s.tag === Tag.Return && s.value !== null && s.value.tag === Tag.Call) {
      if (s.value.func.tag === Tag.Name) value = s.value;
    } else if (s.tag === Tag.Assign && s.value.tag === Tag.Call) {
      if (s.targets.length === 1 && s.targets[0].tag === Tag.Name) value = s.value;
    }
    if (
      value !== undefined && value.lineno === 1 && value.end_lineno === lines.length &&
      value.col_offset === start && value.end_col_offset === end
    ) return false;
  }
  if (anchors !== undefined) return true;
  return lines[0].slice(0, start).trimStart() !== "" ||
    lines[lines.length - 1].slice(end).trimEnd() !== "";
}

/** Where the failing instruction's source is: lines from 1, columns in bytes from 0. */
export interface Position {
  line: number;
  endLine: number;
  col: number;
  endCol: number;
}

/**
 * The source lines of an entry, with carets where they help: text whose lines are indented by four, or "" where the source is
 * not there. `source` gives the line of a number without its end, "" where there is none.
 */
export function sourceLines(
  p: Position,
  source: (line: number) => string,
  colorize: boolean,
): string {
  if (p.line <= 0) return "";
  if (p.endLine < p.line) return "";
  const original: string[] = [];
  for (let n = p.line; n <= p.endLine; n++) original.push(source(n).trimEnd());
  const dedented = dedent(original);
  if (dedented.every((l) => l.trim() === "")) return "";
  if (p.col < 0 || p.endCol < 0) return `    ${original[0].trim()}\n`;
  const lines = dedented;
  const last = lines.length - 1;
  let start = charOffset(original[0], p.col);
  let end = charOffset(original[last], p.endCol);
  const removed = original[0].length - lines[0].length;
  start = Math.max(0, start - removed);
  end = Math.max(0, end - removed);
  const startColumn = displayWidth(lines[0], Math.min(start, lines[0].length));
  const endColumn = displayWidth(lines[last], Math.min(end, lines[last].length));
  const all = lines.join("\n");
  const segment = all.slice(start, all.length - (lines[last].length - end));
  const anchors = findAnchors(segment);
  const carets = showCarets(start, end, lines, anchors);
  const significant = new Set([0, last]);
  let left = 0, right = 0;
  if (anchors !== undefined) {
    left = anchors.left + (anchors.leftLine === 0 ? start : 0);
    right = anchors.right + (anchors.rightLine === 0 ? start : 0);
    left = displayWidth(lines[anchors.leftLine], left);
    right = displayWidth(lines[anchors.rightLine], right);
    for (let d = -1; d <= 1; d++) {
      significant.add(anchors.leftLine + d);
      significant.add(anchors.rightLine + d);
    }
  }
  const out: string[] = [];
  const emit = (n: number): void => {
    const line = lines[n];
    if (!carets) {
      out.push(line);
      return;
    }
    const spaces = line.length - line.trimStart().length;
    const count = n === last ? endColumn : displayWidth(line);
    let marks = "";
    for (let col = 0; col < count; col++) {
      if (col < spaces || n === 0 && col < startColumn) marks += " ";
      else if (
        anchors !== undefined &&
        (n > anchors.leftLine || n === anchors.leftLine && col >= left) &&
        (n < anchors.rightLine || n === anchors.rightLine && col < right)
      ) marks += "^";
      else marks += anchors === undefined ? "^" : "~";
    }
    if (colorize) colored(line, marks, out);
    else out.push(line, marks);
  };
  const order = [...significant].filter((n) => n >= 0 && n <= last).sort((a, b) => a - b);
  for (let i = 0; i < order.length; i++) {
    const n = order[i];
    if (i > 0) {
      const gap = n - order[i - 1];
      if (gap === 2) emit(n - 1);
      else if (gap > 2) out.push(`...<${gap - 1} lines>...`);
    }
    emit(n);
  }
  return dedent(out).map((l) => `    ${l}\n`).join("");
}

/** The line and its carets in colours: red under `~`, bold red under `^`. */
function colored(line: string, marks: string, out: string[]): void {
  let text = "", under = "";
  const n = Math.max(line.length, marks.length);
  for (let i = 0; i < n;) {
    const mark = marks[i] ?? "";
    let j = i;
    while (j < n && (marks[j] ?? "") === mark) j++;
    const color = mark === "^" ? Colors.boldRed : mark === "~" ? Colors.red : "";
    const reset = color === "" ? "" : Colors.reset;
    text += color + line.slice(i, j) + reset;
    under += color + marks.slice(i, j) + reset;
    i = j;
  }
  out.push(text, under);
}
