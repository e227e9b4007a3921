// The state of the tokenizer and what all its parts need: adding tokens, and complaining. See tokenizer.ts
// for what it keeps.

import { codePoints, type ProblemType, SyntaxProblem } from "./problem.ts";
import { FSTRING_MIDDLE, names, NEWLINE, STRING } from "./tokens.ts";

// Classes of ASCII characters, by what may begin with them.
export const C_LETTER = 1;
export const C_PREFIX = 2;
export const C_DIGIT = 3;
export const CLASS: Uint8Array = new Uint8Array(128);
/** Whether an ASCII character may be in a name; those beyond are looked at when a name has any. */
export const NAME_PART: Uint8Array = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const text = String.fromCharCode(c);
  if ("bBrRuUfF".includes(text)) CLASS[c] = C_PREFIX;
  else if (text === "_" || (text >= "a" && text <= "z") || (text >= "A" && text <= "Z")) {
    CLASS[c] = C_LETTER;
  } else if (text >= "0" && text <= "9") CLASS[c] = C_DIGIT;
  if (CLASS[c] !== 0) NAME_PART[c] = 1;
}

export interface PendingWarning {
  readonly offset: number;
  readonly category: "SyntaxWarning" | "DeprecationWarning";
  readonly msg: string;
  readonly lineno: number;
  readonly end: number;
}

/** An f-string that is being read; `parent` is the one it stands in. */
export class FStringState {
  readonly parent: FStringState | null;
  readonly quote: number;
  readonly quoteSize: number;
  readonly raw: boolean;
  readonly start: number;
  readonly startLine: number;
  /** Whether the next token is text of the string rather than of an expression in it. */
  inText: boolean;
  inSpec: boolean;
  /** Brackets open inside this string. */
  depth: number;
  /** `depth` at the innermost replacement field; -1 outside of any. */
  fieldDepth: number;

  constructor(
    parent: FStringState | null,
    quote: number,
    quoteSize: number,
    raw: boolean,
    start: number,
    startLine: number,
  ) {
    this.parent = parent;
    this.quote = quote;
    this.quoteSize = quoteSize;
    this.raw = raw;
    this.start = start;
    this.startLine = startLine;
    this.inText = true;
    this.inSpec = false;
    this.depth = 0;
    this.fieldDepth = -1;
  }
}

export interface TokenizerOptions {
  /** Make TYPE_COMMENT and TYPE_IGNORE tokens. */
  typeComments: boolean;
  /** The form for the `tokenize` module: COMMENT and NL tokens, and a milder view of numbers and brackets. */
  extra: boolean;
  /** One interactive statement: what is left open at the end is closed (see `finish`). */
  single: boolean;
  /** In interactive mode, leave open blocks open at the end. */
  keepIndent: boolean;
}

/** How the tokens ended: 0 properly, 1 by the end of the source inside brackets, 2 by `error`. */
export type Ending = 0 | 1 | 2;

let spare: Int32Array = new Int32Array(1 << 16);
let spareTaken = false;

export class TokenizerBase {
  readonly source: string;
  readonly options: TokenizerOptions;
  readonly length: number;
  readonly buf: Uint16Array;
  /** The tokens. */
  t: Int32Array;
  /** Where the next token goes; after `run`, the length of the tokens. */
  n: number;
  ending: Ending;
  error: SyntaxProblem | null;
  /** Whether `error` is about what the end of the source cuts off. */
  cutOff: boolean;
  /**
   * Whether `error` is one that CPython raises only when the parser asks for the token. The others come
   * before a complaint of the parser.
   */
  deferred: boolean;
  warnings: PendingWarning[];
  typeIgnores: { lineno: number; tag: string }[];
  /** The open brackets: character, line, byte column of each. */
  readonly brackets: number[];
  readonly bracketLines: number[];
  readonly bracketCols: number[];
  protected line: number;
  protected base: number;
  protected fstring: FStringState | null;
  protected fstringLevel: number;
  protected readonly indents: number[];
  protected readonly altIndents: number[];
  protected pooled: boolean;

  constructor(source: string, options: TokenizerOptions) {
    this.source = source;
    this.options = options;
    const length = source.length;
    this.length = length;
    const buf = new Uint16Array(length + 4);
    for (let i = 0; i < length; i++) buf[i] = source.charCodeAt(i);
    this.buf = buf;
    this.pooled = !spareTaken;
    if (this.pooled) spareTaken = true;
    this.t = this.pooled ? spare : new Int32Array(1 << 12);
    this.n = 0;
    this.ending = 0;
    this.error = null;
    this.cutOff = false;
    this.deferred = true;
    this.warnings = [];
    this.typeIgnores = [];
    this.brackets = [];
    this.bracketLines = [];
    this.bracketCols = [];
    this.line = 1;
    this.base = 0;
    this.fstring = null;
    this.fstringLevel = 0;
    this.indents = [0];
    this.altIndents = [0];
    if (this.pooled) names.trim();
  }

  /** What is read begins inside blocks of these columns, with tabs of eight columns and of one. */
  beginInside(indents: readonly number[], altIndents: readonly number[]): void {
    this.indents.splice(0, this.indents.length, ...indents);
    this.altIndents.splice(0, this.altIndents.length, ...altIndents);
  }

  /** Gives the token memory back; the tokens must not be read any more. */
  release(): void {
    if (!this.pooled) return;
    this.pooled = false;
    spareTaken = false;
    // A giant source does not keep its memory for ever.
    spare = this.t.length <= 1 << 20 ? this.t : new Int32Array(1 << 16);
    this.t = new Int32Array(0);
  }

  protected grow(room: number): void {
    const bigger = new Int32Array(Math.max(this.t.length * 2, this.n + room));
    bigger.set(this.t);
    this.t = bigger;
  }

  /** Adds a token that lies in one line, the current one. */
  protected push(kind: number, start: number, end: number, extra: number): void {
    const t = this.t;
    const n = this.n;
    t[n] = kind;
    t[n + 1] = start;
    t[n + 2] = end;
    t[n + 3] = this.line;
    t[n + 4] = start - this.base;
    t[n + 5] = this.line;
    t[n + 6] = end - this.base;
    t[n + 7] = extra;
    this.n = n + 8;
  }

  /** The problem that a warning about the source before `end` becomes. */
  problemAt(msg: string, end: number): SyntaxProblem {
    const before = this.source.slice(0, end);
    let line = 1;
    for (let i = before.indexOf("\n"); i >= 0; i = before.indexOf("\n", i + 1)) line++;
    return this.problem("SyntaxError", msg, end, line);
  }

  /** Whether the tokenizer had come to the end of the source when it had made the token at `p`. */
  reachesEnd(p: number): boolean {
    const { t } = this;
    switch (t[p]) {
      case 64: // an error
        return this.cutOff;
      case 0: // the end
        return true;
      case 3: // a string: only an empty one is told by what follows
        return t[p + 2] === this.length && t[p + 2] - t[p + 1] === (t[p + 7] & 3) + 2;
      case 4: // the end of a line
      case 59: // parts of an f-string
      case 60:
      case 61:
        return t[p + 4] < 0;
    }
    return t[p + 2] >= this.length;
  }

  protected lineStart(offset: number): number {
    return offset === 0 ? 0 : this.source.lastIndexOf("\n", offset - 1) + 1;
  }

  protected lineText(lineStart: number): string {
    const end = this.source.indexOf("\n", lineStart);
    return this.source.slice(lineStart, end < 0 ? this.length : end);
  }

  protected problem(
    type: ProblemType,
    msg: string,
    cursor: number,
    line: number = this.line,
    offset = -1,
    endOffset = -1,
  ): SyntaxProblem {
    const lineStart = this.lineStart(cursor);
    if (offset < 0) offset = codePoints(this.source, lineStart, cursor);
    if (endOffset < 0) endOffset = offset;
    const text = this.lineText(lineStart);
    return new SyntaxProblem(type, msg, "", line, offset, line, endOffset, text);
  }

  /** Ends the tokens with an error whose place is the character before `cursor`. */
  protected fail(type: ProblemType, msg: string, cursor: number, line: number = this.line): -1 {
    this.error = this.problem(type, msg, cursor, line);
    this.deferred = false;
    this.stop(cursor);
    this.t[this.n - 8 + 3] = this.t[this.n - 8 + 5] = line;
    return -1;
  }

  /** Whether the tokens end inside an f-string: then the parser's complaints come first. */
  get endsInFString(): boolean {
    return this.fstring !== null;
  }

  protected stop(cursor: number): -1 {
    if (this.n + 8 > this.t.length) this.grow(8);
    this.pushNoColumn(64, cursor, this.line);
    this.ending = 2;
    return -1;
  }

  protected warn(offset: number, end: number, msg: string, line: number): void {
    if (this.options.extra) return;
    this.warnings.push({ offset, category: "SyntaxWarning", msg, lineno: line, end });
  }

  /** A line with its end. */
  protected fullLine(lineStart: number): string {
    const end = this.source.indexOf("\n", lineStart);
    return this.source.slice(lineStart, end < 0 ? this.length : end + 1);
  }

  /** The number of the last line, as the end of the source is reported to be in. */
  protected endLine(): number {
    return this.length === 0 ? 0 : this.lastLine(this.line);
  }

  /** Adds a token that has no place of its own in the line: its columns are -1, as in CPython. */
  protected pushNoColumn(kind: number, at: number, line: number): void {
    this.push(kind, at, at, 0);
    const t = this.t;
    const n = this.n;
    t[n - 5] = line;
    t[n - 4] = -1;
    t[n - 3] = line;
    t[n - 2] = -1;
  }

  /** The line that the end of the source is in. */
  protected lastLine(line: number): number {
    return this.source.charCodeAt(this.length - 1) === 10 ? line - 1 : line;
  }
}

/**
 * The first of the lines that CPython's buffer holds when it has read the token `last` and complains of
 * `line`: strings and backslashes tie lines together.
 */
export function firstTiedLine(source: string, t: Int32Array, last: number, line: number): number {
  let first = line;
  for (let k = last; k >= 0; k -= 8) {
    if (t[k + 5] < first) {
      if (t[k] === NEWLINE || !joinedByBackslash(source, t[k + 2], t[k + 8 + 1])) break;
      first = t[k + 5];
    }
    const kind = t[k];
    if ((kind === STRING || kind === FSTRING_MIDDLE) && t[k + 3] < first) first = t[k + 3];
  }
  return first;
}

/** Whether the source between two tokens goes from line to line by backslashes only. */
function joinedByBackslash(source: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (source.charCodeAt(i) === 10 && source.charCodeAt(i - 1) !== 92) return false;
  }
  return true;
}
