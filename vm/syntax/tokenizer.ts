// Source text -> tokens, all at once, into one Int32Array (tokens.ts has its layout).
//
// Invariants:
// - Columns are in UTF-8 bytes without any look back: `base` is the offset of the line's start less the
//   bytes that the line's characters so far take beyond one a unit, so that `offset - base` is the column.
// - The first error ends the tokens with an ERRORTOKEN; `error` says what to raise when a parser gets there.
//   A tokenizer never throws, for the parser may have a better complaint about an earlier token.
// - `buf` ends in zeros, so that looking ahead needs no bounds tests; a NUL in the source is refused before.

import { codePoints, type ProblemType, SyntaxProblem } from "./problem.ts";
import { invalidIdentifierUnit, isPrintable } from "./unicode.ts";
import {
  FSTRING_MIDDLE,
  KEYWORD,
  KEYWORD_COUNT,
  names,
  NEWLINE,
  STR_TRIPLE,
  STRING,
  TYPE_COMMENT,
  TYPE_IGNORE,
} from "./tokens.ts";

const MAX_LEVEL = 200;
const MAX_INDENT = 100;
const MAX_FSTRING_LEVEL = 150;
const MAX_EXPRESSION_NESTING = 3;
const TAB_SIZE = 8;

// Classes of ASCII characters, by what may begin with them.
const C_LETTER = 1;
const C_PREFIX = 2;
const C_DIGIT = 3;
const CLASS: Uint8Array = new Uint8Array(128);
/** Whether a character may be in a name: 1 for those, 2 for 0x80 (all that is not ASCII is looked at later). */
const NAME_PART: Uint8Array = new Uint8Array(129);
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
class FStringState {
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

export class Tokenizer {
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
  private line: number;
  private base: number;
  private fstring: FStringState | null;
  private fstringLevel: number;
  private readonly indents: number[];
  private readonly altIndents: number[];
  private pooled: boolean;

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

  /** Gives the token memory back; the tokens must not be read any more. */
  release(): void {
    if (!this.pooled) return;
    this.pooled = false;
    spareTaken = false;
    // A giant source does not keep its memory for ever.
    spare = this.t.length <= 1 << 23 ? this.t : new Int32Array(1 << 16);
    this.t = new Int32Array(0);
  }

  /** Makes all tokens. */
  run(): void {
    const { buf, length, options } = this;
    let i = 0;
    let atLineStart = true;
    let blankLine = false;
    let level = 0;
    for (;;) {
      // Room for whatever one turn pushes (dedents: see `indentation`).
      if (this.n + 64 > this.t.length) this.grow(64);
      if (this.fstring !== null && this.fstring.inText) {
        i = this.fstringText(i);
        if (i < 0) return;
        if (this.fstring !== null && this.fstring.inText) continue;
        // At a brace, or behind the string: what follows is ordinary.
      }
      if (atLineStart) {
        atLineStart = false;
        blankLine = false;
        let column = 0;
        let alternative = 0;
        let continued = 0;
        let c = buf[i];
        for (;; c = buf[++i]) {
          if (c === 32) {
            column++;
            alternative++;
          } else if (c === 9) {
            column = (Math.floor(column / TAB_SIZE) + 1) * TAB_SIZE;
            alternative++;
          } else if (c === 12) {
            column = alternative = 0;
          } else if (c === 92) {
            // A backslash: the first column met in front of one decides.
            continued = continued !== 0 ? continued : column;
            if (!this.continuation(i)) return;
            i++;
          } else break;
        }
        if (c === 35 || c === 10) blankLine = true;
        else if (level === 0) {
          if (continued !== 0) column = alternative = continued;
          if (!this.indentation(column, alternative, i)) return;
        }
      }

      let c = buf[i];
      while (c === 32 || c === 9 || c === 12) c = buf[++i];
      let start = i;

      let column = start - this.base;
      if (c === 35) {
        do {
          if (c >= 128) this.base -= c < 0x800 ? 1 : c >= 0xd800 && c <= 0xdfff ? 1 : 2;
          c = buf[++i];
        } while (c !== 10 && (c !== 0 || i < length));
        if (options.typeComments) {
          const what = this.typeComment(start, i);
          if (what !== 0) {
            start = i;
            column = i - this.base;
            if (what === TYPE_COMMENT) blankLine = false;
            else if (blankLine && c === 10) {
              // An ignore comment alone on its line takes the line's end with it, into its tag too.
              const ignore = this.typeIgnores[this.typeIgnores.length - 1];
              ignore.tag += "\n";
              i++;
              this.line++;
              this.base = i;
              atLineStart = true;
              continue;
            }
          }
        } else if (options.extra) {
          this.push(62, start, i, 0);
          this.t[this.n - 8 + 4] = column;
          start = i;
          column = i - this.base;
        }
      }

      const kind = c < 128 ? CLASS[c] : C_LETTER;
      if (kind === C_LETTER || kind === C_PREFIX) {
        // A name, the most frequent token, or a string with a prefix.
        let hash = 0;
        if (kind === C_PREFIX) {
          const flags = this.stringPrefix(i);
          if (flags >= 0) {
            const quote = i + (flags & 3);
            const startLine = this.line;
            const end = (flags & 256) !== 0
              ? this.fstringStart(i, quote, flags)
              : this.string(i, quote, flags, startLine);
            if (end < 0) return;
            i = end;
            continue;
          }
        }
        let nonAscii = false;
        do {
          if (c >= 128) {
            nonAscii = true;
            break;
          }
          hash = (Math.imul(hash, 31) + c) | 0;
          c = buf[++i];
        } while (c >= 128 || NAME_PART[c] !== 0);
        if (nonAscii) {
          const end = this.nonAsciiName(start);
          if (end < 0) return;
          for (; i < end; i++) {
            c = buf[i];
            hash = (Math.imul(hash, 31) + c) | 0;
            if (c >= 128) this.base -= c < 0x800 ? 1 : c >= 0xd800 && c <= 0xdfff ? 1 : 2;
          }
        }
        const name = names.intern(buf, start, i, hash, nonAscii);
        const t = this.t;
        const n = this.n;
        t[n] = name < KEYWORD_COUNT ? KEYWORD + name : 1;
        t[n + 1] = start;
        t[n + 2] = i;
        t[n + 3] = this.line;
        t[n + 4] = column;
        t[n + 5] = this.line;
        t[n + 6] = i - this.base;
        t[n + 7] = name;
        this.n = n + 8;
        continue;
      }
      if (kind === C_DIGIT) {
        i = this.number(i);
        if (i < 0) return;
        continue;
      }

      let type = 0;
      let end = i + 1;
      const next = buf[end];
      switch (c) {
        case 10: // the end of a line
          if (!blankLine && level === 0) {
            // A comment belongs to the NEWLINE token, as in CPython.
            this.push(4, start, options.extra ? i + 1 : i, 0);
            this.t[this.n - 8 + 4] = column;
            this.t[this.n - 8 + 6] = i + 1 - this.base;
          } else if (options.extra) this.push(63, start, i + 1, 0);
          i++;
          this.line++;
          this.base = i;
          atLineStart = true;
          continue;
        case 34: // "
        case 39: // '
          i = this.string(i, i, 0, this.line);
          if (i < 0) return;
          continue;
        case 40: // (
        case 91: // [
        case 123: // {
          if (level >= MAX_LEVEL) {
            this.fail("SyntaxError", "too many nested parentheses", end);
            return;
          }
          this.brackets.push(c);
          this.bracketLines.push(this.line);
          this.bracketCols.push(i - this.base);
          level++;
          if (this.fstring !== null) this.fstring.depth++;
          type = c === 40 ? 7 : c === 91 ? 9 : 25;
          break;
        case 41: // )
        case 93: // ]
        case 125: // }
          if (!this.closing(c, end)) return;
          level = this.brackets.length;
          type = c === 41 ? 8 : c === 93 ? 10 : 26;
          break;
        case 44: // ,
          type = 12;
          break;
        case 46: // .
          if (next >= 48 && next <= 57) {
            i = this.number(i);
            if (i < 0) return;
            continue;
          }
          if (next === 46 && buf[i + 2] === 46) {
            end = i + 3;
            type = 52;
          } else type = 23;
          break;
        case 58: { // :
          const f = this.fstring;
          if (f !== null && f.fieldDepth >= 0 && f.depth - 1 === f.fieldDepth) {
            f.inText = true;
            f.inSpec = true;
            type = 11;
          } else if (next === 61) {
            end++;
            type = 53;
          } else type = 11;
          break;
        }
        case 61: // =
          if (next === 61) {
            end++;
            type = 27;
          } else type = 22;
          break;
        case 59: // ;
          type = 13;
          break;
        case 43: // +
          if (next === 61) {
            end++;
            type = 36;
          } else type = 14;
          break;
        case 45: // -
          if (next === 61) {
            end++;
            type = 37;
          } else if (next === 62) {
            end++;
            type = 51;
          } else type = 15;
          break;
        case 42: // *
          if (next === 42) {
            end++;
            if (buf[end] === 61) {
              end++;
              type = 46;
            } else type = 35;
          } else if (next === 61) {
            end++;
            type = 38;
          } else type = 16;
          break;
        case 47: // /
          if (next === 47) {
            end++;
            if (buf[end] === 61) {
              end++;
              type = 48;
            } else type = 47;
          } else if (next === 61) {
            end++;
            type = 39;
          } else type = 17;
          break;
        case 37: // %
          if (next === 61) {
            end++;
            type = 40;
          } else type = 24;
          break;
        case 38: // &
          if (next === 61) {
            end++;
            type = 41;
          } else type = 19;
          break;
        case 124: // |
          if (next === 61) {
            end++;
            type = 42;
          } else type = 18;
          break;
        case 94: // ^
          if (next === 61) {
            end++;
            type = 43;
          } else type = 32;
          break;
        case 60: // <
          if (next === 60) {
            end++;
            if (buf[end] === 61) {
              end++;
              type = 44;
            } else type = 33;
          } else if (next === 61) {
            end++;
            type = 29;
          } else if (next === 62) {
            end++;
            type = 28;
          } else type = 20;
          break;
        case 62: // >
          if (next === 62) {
            end++;
            if (buf[end] === 61) {
              end++;
              type = 45;
            } else type = 34;
          } else if (next === 61) {
            end++;
            type = 30;
          } else type = 21;
          break;
        case 33: // !
          if (next === 61) {
            end++;
            type = 28;
          } else type = 54;
          break;
        case 126: // ~
          type = 31;
          break;
        case 64: // @
          if (next === 61) {
            end++;
            type = 50;
          } else type = 49;
          break;
        case 92: // a backslash
          if (!this.continuation(i)) return;
          i += 2;
          continue;
        case 0:
          if (i >= length) {
            this.finish(i, level);
            return;
          }
          this.fail("SyntaxError", "source code cannot contain null bytes", end);
          return;
        default:
          if (c === 36 || c === 63 || c === 96) {
            // $ ? ` mean nothing; the parser says so.
            type = 55;
            break;
          }
          this.fail(
            "SyntaxError",
            `invalid non-printable character U+${c.toString(16).toUpperCase().padStart(4, "0")}`,
            end,
          );
          return;
      }
      const t = this.t;
      const n = this.n;
      t[n] = type;
      t[n + 1] = start;
      t[n + 2] = end;
      t[n + 3] = this.line;
      t[n + 4] = start - this.base;
      t[n + 5] = this.line;
      t[n + 6] = end - this.base;
      this.n = n + 8;
      i = end;
    }
  }

  private grow(room: number): void {
    const bigger = new Int32Array(Math.max(this.t.length * 2, this.n + room));
    bigger.set(this.t);
    this.t = bigger;
  }

  /** Adds a token that lies in one line, the current one. */
  private push(kind: number, start: number, end: number, extra: number): void {
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

  private lineStart(offset: number): number {
    return offset === 0 ? 0 : this.source.lastIndexOf("\n", offset - 1) + 1;
  }

  private lineText(lineStart: number): string {
    const end = this.source.indexOf("\n", lineStart);
    return this.source.slice(lineStart, end < 0 ? this.length : end);
  }

  private problem(
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
  private fail(type: ProblemType, msg: string, cursor: number, line: number = this.line): -1 {
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

  private stop(cursor: number): -1 {
    if (this.n + 8 > this.t.length) this.grow(8);
    this.pushNoColumn(64, cursor, this.line);
    this.ending = 2;
    return -1;
  }

  private warn(offset: number, end: number, msg: string, line: number): void {
    if (this.options.extra) return;
    this.warnings.push({ offset, category: "SyntaxWarning", msg, lineno: line, end });
  }

  /** Takes the backslash at `i` and the line end behind it. */
  private continuation(i: number): boolean {
    const { source, line } = this;
    let lineStart = this.lineStart(i);
    if (this.buf[i + 1] !== 10) {
      this.stop(i);
      // The place counts from the first of the lines that are tied to this one.
      for (let k = line - firstTiedLine(source, this.t, this.n - 8, line); k > 0; k--) {
        lineStart = this.lineStart(lineStart - 1);
      }
      const msg = "unexpected character after line continuation character";
      const offset = codePoints(source, lineStart, Math.min(i + 2, this.length));
      const end = source.indexOf("\n", i);
      const text = source.slice(lineStart, end < 0 ? this.length : end + 1);
      this.error = new SyntaxProblem("SyntaxError", msg, "", line, offset, line, 0, text);
      return false;
    }
    if (i + 2 >= this.length) {
      // The source ends here.
      this.stop(i + 2);
      this.cutOff = true;
      if (this.brackets.length > 0) this.ending = 1;
      else {
        const offset = codePoints(this.source, lineStart, i + 2);
        const msg = "unexpected EOF while parsing";
        let from = lineStart;
        for (let k = line - firstTiedLine(source, this.t, this.n - 16, line); k > 0; k--) {
          from = this.lineStart(from - 1);
        }
        this.error = new SyntaxProblem(
          "SyntaxError",
          msg,
          "",
          this.line,
          offset,
          this.line,
          -1,
          source.slice(from),
        );
      }
      return false;
    }
    this.line++;
    this.base = i + 2;
    return true;
  }

  /** A line with its end. */
  private fullLine(lineStart: number): string {
    const end = this.source.indexOf("\n", lineStart);
    return this.source.slice(lineStart, end < 0 ? this.length : end + 1);
  }

  /** Makes the INDENT or DEDENT tokens for a line that begins at this column. */
  private indentation(column: number, alternative: number, i: number): boolean {
    const { indents, altIndents } = this;
    let top = indents.length - 1;
    if (column === indents[top]) {
      if (alternative !== altIndents[top]) return this.tabError(i);
      return true;
    }
    if (column > indents[top]) {
      if (top + 1 >= MAX_INDENT) {
        const msg = "too many levels of indentation";
        const text = this.fullLine(this.lineStart(i));
        this.error = new SyntaxProblem(
          "IndentationError",
          msg,
          "",
          this.line,
          1,
          this.line,
          0,
          text,
        );
        this.stop(i);
        return false;
      }
      if (alternative <= altIndents[top]) return this.tabError(i);
      indents.push(column);
      altIndents.push(alternative);
      if (this.options.extra) this.push(5, this.lineStart(i), i, 0);
      else this.pushNoColumn(5, i, this.line);
      return true;
    }
    let pending = 0;
    while (top > 0 && column < indents[top]) {
      pending++;
      top--;
    }
    indents.length = altIndents.length = top + 1;
    if (column !== indents[top]) {
      const text = this.fullLine(this.lineStart(i));
      this.error = new SyntaxProblem(
        "IndentationError",
        "unindent does not match any outer indentation level",
        "",
        this.line,
        codePoints(text, 0, text.length),
        this.line,
        -1,
        text,
      );
      this.stop(i);
      return false;
    }
    if (alternative !== altIndents[top]) return this.tabError(i);
    if (this.n + pending * 8 + 64 > this.t.length) this.grow(pending * 8 + 64);
    // At the end of the source CPython's counter stays at the last line.
    const line = i >= this.length ? this.endLine() : this.line;
    for (; pending > 0; pending--) {
      if (this.options.extra) this.push(6, i, i, 0);
      else this.pushNoColumn(6, i, line);
    }
    return true;
  }

  private tabError(i: number): boolean {
    this.error = new SyntaxProblem(
      "TabError",
      "inconsistent use of tabs and spaces in indentation",
      "",
      this.line,
      1,
      this.line,
      0,
      this.fullLine(this.lineStart(i)),
    );
    this.stop(i);
    return false;
  }

  /** The tokens at the end of the source. */
  private finish(i: number, level: number): void {
    if (level > 0) {
      this.stop(i);
      const end = this.n - 8;
      this.t[end + 3] = this.t[end + 5] = this.endLine();
      this.cutOff = true;
      this.ending = 1;
      return;
    }
    const { single, keepIndent, extra } = this.options;
    const line = this.endLine();
    if (single && this.n > 0) {
      // An interactive statement needs no line end of its own, and what is open is closed.
      this.pushNoColumn(4, i, line);
      const open = this.indents.length - 1;
      if (!keepIndent && open > 0) {
        if (this.n + open * 8 + 64 > this.t.length) this.grow(open * 8 + 64);
        for (let k = 0; k < open; k++) this.pushNoColumn(6, i, line);
        this.pushNoColumn(4, i, line);
      }
    }
    if (extra) this.push(0, i, i, 0);
    else this.pushNoColumn(0, i, line);
  }

  /** The number of the last line, as the end of the source is reported to be in. */
  private endLine(): number {
    return this.length === 0 ? 0 : this.lastLine(this.line);
  }

  /** Adds a token that has no place of its own in the line: its columns are -1, as in CPython. */
  private pushNoColumn(kind: number, at: number, line: number): void {
    this.push(kind, at, at, 0);
    const t = this.t;
    const n = this.n;
    t[n - 5] = line;
    t[n - 4] = -1;
    t[n - 3] = line;
    t[n - 2] = -1;
  }

  /** The length and flags of a string prefix at `i` (256: an f-string); -1 if no quote follows. */
  private stringPrefix(i: number): number {
    const { buf } = this;
    let flags = 0;
    for (let k = 0; k < 3; k++) {
      const c = buf[i + k];
      if (c === 34 || c === 39) return flags + k;
      const lower = c | 32;
      if (lower === 98 && (flags & (16 | 32 | 256)) === 0) flags |= 16; // b
      else if (lower === 117 && flags === 0) flags |= 32; // u
      else if (lower === 114 && (flags & (8 | 32)) === 0) flags |= 8; // r
      else if (lower === 102 && (flags & (16 | 32 | 256)) === 0) flags |= 256; // f
      else return -1;
    }
    return -1;
  }

  /** Reads a string that is not an f-string; says where it ends, or -1. */
  private string(start: number, quoteAt: number, flags: number, startLine: number): number {
    const { buf, length } = this;
    const quote = buf[quoteAt];
    const column = start - this.base;
    let i = quoteAt + 1;
    let c = buf[i];
    if (c === quote && buf[i + 1] === quote) {
      flags |= STR_TRIPLE;
      i += 2;
      c = buf[i];
      for (;;) {
        if (c === quote) {
          if (buf[i + 1] === quote && buf[i + 2] === quote) {
            i += 3;
            break;
          }
        } else if (c === 10) {
          this.line++;
          this.base = i + 1;
        } else if (c === 92) {
          flags |= 64;
          i++;
          if (buf[i] === 10) {
            this.line++;
            this.base = i + 1;
          } else if (buf[i] >= 128 || i >= length) {
            c = buf[i];
            continue;
          }
        } else if (c >= 128) {
          flags |= 128;
          this.base -= c < 0x800 ? 1 : c >= 0xd800 && c <= 0xdfff ? 1 : 2;
        } else if (c === 0 && i >= length) {
          return this.unterminated(start, startLine, quote, 3, false, true);
        }
        c = buf[++i];
      }
    } else if (c === quote) {
      i++;
    } else {
      let escapedQuote = false;
      for (;; c = buf[++i]) {
        if (c === quote) break;
        if (c === 92) {
          flags |= 64;
          c = buf[++i];
          if (c === quote) escapedQuote = true;
          else if (c === 10) {
            this.line++;
            this.base = i + 1;
          } else if (c >= 128) {
            flags |= 128;
            this.base -= c < 0x800 ? 1 : c >= 0xd800 && c <= 0xdfff ? 1 : 2;
          } else if (c === 0 && i >= length) i--;
        } else if (c >= 128) {
          flags |= 128;
          this.base -= c < 0x800 ? 1 : c >= 0xd800 && c <= 0xdfff ? 1 : 2;
        } else if (c === 10 || (c === 0 && i >= length)) {
          return this.unterminated(start, startLine, quote, 1, escapedQuote, c === 0);
        }
      }
      i++;
    }
    const t = this.t;
    const n = this.n;
    t[n] = 3;
    t[n + 1] = start;
    t[n + 2] = i;
    t[n + 3] = startLine;
    t[n + 4] = column;
    t[n + 5] = this.line;
    t[n + 6] = i - this.base;
    t[n + 7] = flags;
    this.n = n + 8;
    return i;
  }

  private unterminated(
    start: number,
    startLine: number,
    quote: number,
    size: number,
    escapedQuote: boolean,
    atEnd: boolean,
  ): -1 {
    const detected = this.line;
    const f = this.fstring;
    let msg: string;
    this.cutOff = atEnd;
    if (f !== null && f.quote === quote && f.quoteSize === size) msg = "f-string: expecting '}'";
    else if (size === 3) {
      // CPython counts the line end that it adds to the source.
      msg = `unterminated triple-quoted string literal (detected at line ${
        this.lastLine(detected)
      })`;
    } else {
      const line = atEnd ? this.lastLine(detected) : detected;
      msg = `unterminated string literal (detected at line ${line})`;
      if (escapedQuote) msg += "; perhaps you escaped the end quote?";
    }
    return this.fail("SyntaxError", msg, start + 1, startLine);
  }

  /** The line that the end of the source is in. */
  private lastLine(line: number): number {
    return this.source.charCodeAt(this.length - 1) === 10 ? line - 1 : line;
  }

  private fstringStart(start: number, quoteAt: number, flags: number): number {
    const { buf } = this;
    const quote = buf[quoteAt];
    let size = 1;
    if (buf[quoteAt + 1] === quote && buf[quoteAt + 2] === quote) size = 3;
    if (++this.fstringLevel >= MAX_FSTRING_LEVEL) {
      return this.fail("SyntaxError", "too many nested f-strings", quoteAt + size);
    }
    const raw = (flags & 8) !== 0;
    this.push(59, start, quoteAt + size, raw ? 8 : 0);
    this.fstring = new FStringState(this.fstring, quote, size, raw, start, this.line);
    return quoteAt + size;
  }

  /** Reads one piece of an f-string's text, or its end; leaves a replacement field to the ordinary rules. */
  private fstringText(i: number): number {
    const { buf, length } = this;
    const f = this.fstring as FStringState;
    const { quote, quoteSize } = f;
    const start = i;
    if (buf[i] === 123 && buf[i + 1] !== 123) {
      f.fieldDepth++;
      if (f.fieldDepth >= MAX_EXPRESSION_NESTING) {
        return this.fail("SyntaxError", "f-string: expressions nested too deeply", i);
      }
      f.inText = false;
      return i;
    }
    if (buf[i] === quote && (quoteSize === 1 || (buf[i + 1] === quote && buf[i + 2] === quote))) {
      this.push(61, i, i + quoteSize, 0);
      this.fstring = f.parent;
      this.fstringLevel--;
      return i + quoteSize;
    }
    const startLine = this.line;
    const column = i - this.base;
    let backslash = 0;
    let nonAscii = 0;
    let namedEscape = false;
    let quotes = 0;
    let end = -1;
    for (;; i++) {
      const c = buf[i];
      const inSpec = f.inSpec && f.fieldDepth >= 0;
      if (c === quote) {
        if (++quotes === quoteSize) {
          end = i + 1 - quoteSize;
          i = end;
          break;
        }
        continue;
      }
      quotes = 0;
      if (c === 10 || (c === 0 && i >= length)) {
        if (quoteSize === 1 || c !== 10) {
          if (inSpec && c === 10) {
            f.inText = false;
            f.inSpec = false;
            end = i;
            break;
          }
          const detected = c === 0 ? this.lastLine(this.line) : this.line;
          this.cutOff = quoteSize === 3;
          const msg = quoteSize === 3
            ? `unterminated triple-quoted f-string literal (detected at line ${detected})`
            : `unterminated f-string literal (detected at line ${detected})`;
          return this.fail("SyntaxError", msg, f.start + 1, f.startLine);
        }
        this.line++;
        this.base = i + 1;
      } else if (c === 123) {
        if (buf[i + 1] !== 123 || inSpec) {
          f.fieldDepth++;
          if (f.fieldDepth >= MAX_EXPRESSION_NESTING) {
            return this.fail("SyntaxError", "f-string: expressions nested too deeply", i);
          }
          f.inText = false;
          f.inSpec = false;
          end = i;
        } else {
          end = i + 1;
          i += 2;
        }
        break;
      } else if (c === 125) {
        if (namedEscape) {
          end = ++i;
          break;
        }
        if (buf[i + 1] === 125 && !inSpec && f.depth === 0) {
          end = i + 1;
          i += 2;
        } else {
          f.inText = false;
          f.inSpec = false;
          end = i;
        }
        break;
      } else if (c === 92) {
        backslash = 64;
        const peek = buf[i + 1];
        if (peek === 123 || peek === 125) {
          if (!f.raw) {
            const what = String.fromCharCode(peek);
            this.warn(i, i + 2, `invalid escape sequence '\\${what}'`, this.line);
          }
          continue;
        }
        i++;
        if (!f.raw && peek === 78) {
          if (buf[i + 1] === 123) {
            namedEscape = true;
            i++;
          }
        } else if (peek === 10) {
          this.line++;
          this.base = i + 1;
        } else if (peek >= 128) {
          nonAscii = 128;
          this.base -= peek < 0x800 ? 1 : peek >= 0xd800 && peek <= 0xdfff ? 1 : 2;
        } else if (peek === 0 && i >= length) i--;
      } else if (c >= 128) {
        nonAscii = 128;
        this.base -= c < 0x800 ? 1 : c >= 0xd800 && c <= 0xdfff ? 1 : 2;
      }
    }
    const t = this.t;
    const n = this.n;
    t[n] = 60;
    t[n + 1] = start;
    t[n + 2] = end;
    t[n + 3] = startLine;
    t[n + 4] = column;
    t[n + 5] = this.line;
    // CPython's column is where it has read to: behind both braces of a pair.
    t[n + 6] = i - this.base;
    t[n + 7] = (f.raw ? 8 : 0) | backslash | nonAscii;
    this.n = n + 8;
    return i;
  }

  /** Checks a closing bracket against the open ones. */
  private closing(c: number, end: number): boolean {
    const { brackets, options } = this;
    const f = this.fstring;
    const text = String.fromCharCode(c);
    if (f !== null && f.depth === 0 && c === 125) {
      this.fail("SyntaxError", "f-string: single '}' is not allowed", end);
      return false;
    }
    if (brackets.length === 0) {
      if (!options.extra) {
        this.fail("SyntaxError", `unmatched '${text}'`, end);
        return false;
      }
    } else {
      const opening = brackets.pop() as number;
      const line = this.bracketLines.pop() as number;
      this.bracketCols.pop();
      // ( is 40 and ) is 41; [ and ], { and } are two apart.
      const matches = opening === 40 ? c === 41 : c === opening + 2;
      if (!matches && !options.extra) {
        if (f !== null && opening === 123 && f.depth - 1 === f.fieldDepth) {
          this.fail("SyntaxError", `f-string: unmatched '${text}'`, end);
          return false;
        }
        let msg = `closing parenthesis '${text}' does not match opening parenthesis '${
          String.fromCharCode(opening)
        }'`;
        if (line !== this.line) msg += ` on line ${line}`;
        this.fail("SyntaxError", msg, end);
        return false;
      }
    }
    if (f !== null) {
      f.depth--;
      if (f.depth < 0) {
        this.fail("SyntaxError", `f-string: unmatched '${text}'`, end);
        return false;
      }
      if (c === 125 && f.depth === f.fieldDepth) {
        f.fieldDepth--;
        f.inText = true;
        f.inSpec = false;
      }
    }
    return true;
  }

  /** The end of the name at `start`, which has characters beyond ASCII; -1 if some may not be in a name. */
  private nonAsciiName(start: number): number {
    const { buf } = this;
    let end = start;
    while (buf[end] >= 128 || NAME_PART[buf[end]] !== 0) end++;
    if (this.options.extra) return end;
    const text = this.source.slice(start, end);
    const bad = invalidIdentifierUnit(text);
    if (bad < 0) return end;
    const point = text.codePointAt(bad) as number;
    const hex = point.toString(16).toUpperCase().padStart(4, "0");
    const shown = String.fromCodePoint(point);
    const msg = isPrintable(point)
      ? `invalid character '${shown}' (U+${hex})`
      : `invalid non-printable character U+${hex}`;
    return this.fail("SyntaxError", msg, start + bad + shown.length);
  }

  /** Adds a TYPE_COMMENT token, or notes a TYPE_IGNORE, for the comment; says which, 0 for neither. */
  private typeComment(start: number, end: number): number {
    const { buf } = this;
    let i = start + 1;
    while (buf[i] === 32 || buf[i] === 9) i++;
    if (!this.source.startsWith("type:", i)) return 0;
    i += 5;
    while (buf[i] === 32 || buf[i] === 9) i++;
    if (this.source.startsWith("ignore", i)) {
      const after = buf[i + 6];
      const alphanumeric = after >= 128 || (after < 128 && NAME_PART[after] !== 0 && after !== 95);
      if (i + 6 >= end || !alphanumeric) {
        this.typeIgnores.push({ lineno: this.line, tag: this.source.slice(i + 6, end) });
        return TYPE_IGNORE;
      }
    }
    // `base` already counts what is not ASCII in the comment; its start lies before that.
    const text = this.source.slice(i, end);
    let beyond = 0;
    for (let k = 0; k < text.length; k++) {
      const c = text.charCodeAt(k);
      if (c >= 128) beyond += c < 0x800 ? 1 : c >= 0xd800 && c <= 0xdfff ? 1 : 2;
    }
    this.push(57, i, end, 0);
    this.t[this.n - 8 + 4] -= beyond;
    return TYPE_COMMENT;
  }

  // Numbers.

  private number(start: number): number {
    const { buf } = this;
    let i = start;
    let c = buf[i];
    if (c === 48) {
      c = buf[++i];
      const lower = c | 32;
      if (lower === 120) return this.radix(start, i + 1, 16, "hexadecimal");
      if (lower === 111) return this.radix(start, i + 1, 8, "octal");
      if (lower === 98) return this.radix(start, i + 1, 2, "binary");
      let nonzero = false;
      for (;;) {
        if (c === 95) {
          c = buf[++i];
          if (c < 48 || c > 57) return this.fail("SyntaxError", "invalid decimal literal", i);
        }
        if (c !== 48) break;
        c = buf[++i];
      }
      const zerosEnd = i;
      if (c >= 48 && c <= 57) {
        nonzero = true;
        i = this.digits(i);
        if (i < 0) return -1;
        c = buf[i];
      }
      if (c === 46) return this.fraction(start, i + 1);
      if ((c | 32) === 101) return this.exponent(start, i);
      if ((c | 32) === 106) return this.imaginary(start, i);
      if (nonzero && !this.options.extra) {
        const lineStart = this.lineStart(start);
        this.error = this.problem(
          "SyntaxError",
          "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
          i,
          this.line,
          codePoints(this.source, lineStart, start) + 1,
          codePoints(this.source, lineStart, zerosEnd) + 1,
        );
        this.deferred = false;
        return this.stop(i);
      }
      return this.numberEnd(start, i, "decimal");
    }
    if (c === 46) return this.fraction(start, i + 1);
    // Most numbers are a few digits.
    do c = buf[++i]; while (c >= 48 && c <= 57);
    if (c === 95) {
      i = this.digits(i);
      if (i < 0) return -1;
      c = buf[i];
    }
    if (c === 46) return this.fraction(start, i + 1);
    if ((c | 32) === 101) return this.exponent(start, i);
    if ((c | 32) === 106) return this.imaginary(start, i);
    return this.numberEnd(start, i, "decimal");
  }

  /** Reads digits, with single underscores between them. */
  private digits(i: number): number {
    const { buf } = this;
    for (;;) {
      let c = buf[i];
      while (c >= 48 && c <= 57) c = buf[++i];
      if (c !== 95) return i;
      c = buf[++i];
      if (c < 48 || c > 57) return this.fail("SyntaxError", "invalid decimal literal", i);
    }
  }

  private radix(start: number, i: number, base: number, kind: string): number {
    const { buf } = this;
    let c = buf[i];
    for (;;) {
      if (c === 95) c = buf[++i];
      if (!isDigit(c, base)) {
        if (c >= 48 && c <= 57) {
          const digit = String.fromCharCode(c);
          return this.fail("SyntaxError", `invalid digit '${digit}' in ${kind} literal`, i + 1);
        }
        return this.fail("SyntaxError", `invalid ${kind} literal`, i);
      }
      do c = buf[++i]; while (isDigit(c, base));
      if (c !== 95) break;
    }
    if (c >= 48 && c <= 57) {
      const digit = String.fromCharCode(c);
      return this.fail("SyntaxError", `invalid digit '${digit}' in ${kind} literal`, i + 1);
    }
    return this.numberEnd(start, i, kind);
  }

  private fraction(start: number, i: number): number {
    const c = this.buf[i];
    if (c >= 48 && c <= 57) {
      i = this.digits(i);
      if (i < 0) return -1;
    }
    const next = this.buf[i] | 32;
    if (next === 101) return this.exponent(start, i);
    if (next === 106) return this.imaginary(start, i);
    return this.numberEnd(start, i, "decimal");
  }

  private exponent(start: number, i: number): number {
    const { buf } = this;
    let k = i + 1;
    let c = buf[k];
    if (c === 43 || c === 45) {
      c = buf[++k];
      if (c < 48 || c > 57) return this.fail("SyntaxError", "invalid decimal literal", k);
    } else if (c < 48 || c > 57) {
      // Not an exponent: `1else` is a number and a keyword.
      return this.numberEnd(start, i, "decimal");
    }
    k = this.digits(k);
    if (k < 0) return -1;
    if ((buf[k] | 32) === 106) return this.imaginary(start, k);
    return this.numberEnd(start, k, "decimal");
  }

  private imaginary(start: number, i: number): number {
    return this.numberEnd(start, i + 1, "imaginary");
  }

  /** Adds the number; what follows it directly must not be part of a name, but for some keywords. */
  private numberEnd(start: number, i: number, kind: string): number {
    const c = this.buf[i];
    if (c < 128 && NAME_PART[c] !== 0 && !this.options.extra) {
      if (this.keywordFollows(i)) this.warn(start, i, `invalid ${kind} literal`, this.line);
      else return this.fail("SyntaxError", `invalid ${kind} literal`, i);
    }
    this.push(2, start, i, 0);
    return i;
  }

  private keywordFollows(i: number): boolean {
    const { buf, source } = this;
    let word = "";
    switch (buf[i]) {
      case 97:
        word = "and";
        break;
      case 101:
        word = "else";
        break;
      case 102:
        word = "for";
        break;
      case 105: {
        const c = buf[i + 1];
        return c === 102 || c === 110 || c === 115;
      }
      case 110:
        word = "not";
        break;
      case 111:
        word = "or";
        break;
      default:
        return false;
    }
    if (!source.startsWith(word, i)) return false;
    const after = buf[i + word.length];
    return after < 128 && NAME_PART[after] === 0;
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

function isDigit(c: number, base: number): boolean {
  if (base === 16) return (c >= 48 && c <= 57) || ((c | 32) >= 97 && (c | 32) <= 102);
  return c >= 48 && c < 48 + base;
}
