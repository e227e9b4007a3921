// The tokens as the `_tokenize` module's TokenizerIter shows them to Python: with characters for columns, the
// text of the lines, and (`extraTokens`, which the `tokenize` module asks for) comments, line ends that end
// nothing, and a milder view of what is wrong.

import { codePoints, SyntaxProblem, utf8Length } from "./problem.ts";
import {
  COMMENT,
  DEDENT,
  ENDMARKER,
  ERRORTOKEN,
  FSTRING_END,
  FSTRING_MIDDLE,
  FSTRING_START,
  INDENT,
  KEYWORD,
  NAME,
  NEWLINE,
  NL,
  OP,
  STRING,
} from "./tokens.ts";
import { firstTiedLine, Tokenizer } from "./tokenizer.ts";

export interface TokenInfo {
  /** The number that token.py gives the kind. */
  readonly type: number;
  readonly string: string;
  startLine: number;
  readonly startCol: number;
  endLine: number;
  readonly endCol: number;
  /** The line, or all lines of a string. */
  readonly line: string;
}

/** Where a piece of a source begins: how many lines are before it, and the blocks that are open there. */
export class Place {
  lines = 0;
  indents: number[] = [0];
  altIndents: number[] = [0];

  /** Goes behind a token of the piece. */
  pass(token: TokenInfo): void {
    if (token.type === DEDENT) {
      this.indents.pop();
      this.altIndents.pop();
    } else if (token.type === INDENT) {
      let column = 0, alternative = 0;
      for (const c of token.string) {
        if (c === "\f") column = alternative = 0;
        else {
          column = c === "\t" ? (Math.floor(column / 8) + 1) * 8 : column + 1;
          alternative++;
        }
      }
      this.indents.push(column);
      this.altIndents.push(alternative);
    }
  }
}

/** Iterates over the tokens of a whole source, or of a piece of one, up to its last line end; throws a SyntaxProblem when it comes to what is wrong. */
export class TokenIterator implements IterableIterator<TokenInfo> {
  /** The source with its own line ends. */
  private readonly original: string;
  /** Where each line starts in the source with `\n` for line ends, and in the original. */
  private readonly starts: number[];
  private readonly originalStarts: number[];
  private readonly source: string;
  private readonly extraTokens: boolean;
  private readonly filename: string;
  /** Whether the last line had no end, so that its tokens for it are empty. */
  private readonly implicitNewline: boolean;
  /** A copy of the tokens, since iteration may take long and the tokenizer's memory is shared. */
  private readonly t: Int32Array;
  private readonly ending: number;
  private readonly error: SyntaxProblem | null;
  private readonly deferred: boolean;
  private p: number;
  /** Lines before the piece. */
  private readonly before: number;
  /** The piece ends inside something: more of the source is to be read. */
  readonly cutOff: boolean;
  /** How many lines the piece has. */
  readonly lineCount: number;

  constructor(
    original: string,
    extraTokens: boolean,
    filename = "<string>",
    place?: Place,
    isLast = true,
  ) {
    this.original = original;
    let source = original.includes("\r\n") ? original.replaceAll("\r\n", "\n") : original;
    this.implicitNewline = source !== "" && !source.endsWith("\n");
    if (this.implicitNewline) source += "\n";
    this.source = source;
    this.extraTokens = extraTokens;
    this.filename = filename;
    this.starts = lineStarts(source);
    this.originalStarts = source.length === original.length ? this.starts : lineStarts(original);
    const tokenizer = new Tokenizer(source, {
      typeComments: false,
      extra: extraTokens,
      single: false,
      keepIndent: false,
    });
    if (place !== undefined) tokenizer.beginInside(place.indents, place.altIndents);
    this.before = place?.lines ?? 0;
    this.lineCount = this.starts.length - 1;
    tokenizer.run();
    this.cutOff = tokenizer.error !== null || tokenizer.ending !== 0 ? tokenizer.cutOff : false;
    let { n } = tokenizer;
    if (!isLast) {
      // the blocks may go on, and a token that is cut off may too
      const { t } = tokenizer;
      while (
        n > 0 && (t[n - 8] === ERRORTOKEN && this.cutOff ||
          t[n - 7] >= source.length && (t[n - 8] === ENDMARKER || t[n - 8] === DEDENT))
      ) n -= 8;
    }
    this.t = tokenizer.t.slice(0, n);
    this.ending = tokenizer.ending;
    this.error = tokenizer.error;
    this.deferred = tokenizer.deferred;
    tokenizer.release();
    this.p = 0;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<TokenInfo, undefined> {
    const { t, p } = this;
    if (p >= t.length) return { done: true, value: undefined };
    if (t[p] === ERRORTOKEN) {
      this.p = t.length;
      throw this.problem(p);
    }
    this.p = p + 8;
    const token = this.info(p);
    if (this.before > 0) {
      token.startLine += this.before;
      token.endLine += this.before;
    }
    return { done: false, value: token };
  }

  /** Goes behind the first tokens. */
  skip(count: number): void {
    this.p = count * 8;
  }

  private lineStart(line: number): number {
    return line - 1 < this.starts.length ? this.starts[line - 1] : this.source.length;
  }

  /** The original text from one offset to another; the lines of the offsets are known. */
  private text(from: number, fromLine: number, to: number, toLine: number): string {
    if (this.starts === this.originalStarts) return this.original.slice(from, to);
    const delta = (line: number) =>
      (this.originalStarts[line - 1] ?? this.original.length) - this.lineStart(line);
    return this.original.slice(from + delta(fromLine), to + delta(toLine));
  }

  private lines(first: number, last: number): string {
    const from = this.lineStart(first);
    const to = this.lineStart(last + 1);
    return this.text(from, first, to, last + 1);
  }

  private info(p: number): TokenInfo {
    const { t, source, extraTokens } = this;
    const kind = t[p];
    const start = t[p + 1];
    const end = t[p + 2];
    const trailing = start >= source.length && (kind === ENDMARKER || kind === DEDENT);
    if (trailing) {
      const count = this.starts.length;
      if (extraTokens) {
        // Behind the last line.
        return make(kind, "", count, 0, count, 0, "");
      }
      const line = Math.max(count - 1, 1);
      return make(kind, "", line, -1, line, -1, this.lines(line, line));
    }
    const startLine = Math.max(t[p + 3], 1);
    const endLine = this.lineOf(end, startLine);
    if (!extraTokens && (kind === INDENT || kind === DEDENT)) {
      return make(kind, "", startLine, -1, startLine, -1, this.lines(startLine, startLine));
    }
    const startCol = codePoints(source, this.lineStart(startLine), start);
    let endCol = codePoints(source, this.lineStart(endLine), end);
    const isString = kind === STRING || kind === FSTRING_START || kind === FSTRING_MIDDLE ||
      kind === FSTRING_END;
    const line = this.lines(isString ? startLine : endLine, endLine);
    let string = this.text(start, startLine, end, endLine);
    let type = kind >= KEYWORD ? NAME : kind;
    if (!extraTokens) return make(type, string, startLine, startCol, endLine, endCol, line);
    if (kind === NEWLINE || kind === NL) {
      // The end of a line: a line of its own begins only behind it.
      const own = this.lines(startLine, startLine);
      string = own.endsWith("\r\n") ? "\r\n" : own.endsWith("\n") ? "\n" : "";
      endCol = startCol + Math.max(string.length, 1);
      return make(kind, string, startLine, startCol, startLine, endCol, own);
    }
    if (kind > DEDENT && kind < OP) type = OP;
    else if (kind === COMMENT) {
      return make(kind, string, startLine, startCol, endLine, endCol, line);
    }
    return make(type, string, startLine, startCol, endLine, endCol, line);
  }

  /** The line that an offset is in, from a line before it on. */
  private lineOf(offset: number, from: number): number {
    let line = from;
    while (line < this.starts.length && this.starts[line] <= offset) line++;
    return line;
  }

  /**
   * How much CPython's buffer holds at the end of the source, which it gives as the offset of the error: all
   * lines of an f-string or of a line that goes on, nothing inside plain brackets.
   */
  private heldBytes(lastLine: number): number {
    const { t, source } = this;
    const open: number[] = [];
    for (let p = 0; p < t.length; p += 8) {
      if (t[p] === FSTRING_START) open.push(t[p + 3]);
      else if (t[p] === FSTRING_END) open.pop();
    }
    if (open.length > 0) return utf8Length(source.slice(this.lineStart(open[0])));
    if (!source.endsWith("\\\n")) return 0;
    const last = t.length - 8;
    const first = firstTiedLine(source, t, last, lastLine);
    return utf8Length(source.slice(this.lineStart(first)));
  }

  private problem(p: number): SyntaxProblem {
    const { error, t, filename } = this;
    if (this.ending === 1 || error === null || error.msg === "unexpected EOF while parsing") {
      const msg = "unexpected EOF in multi-line statement";
      const line = Math.max(this.starts.length - 1, 1);
      const offset = this.heldBytes(line);
      return new SyntaxProblem("SyntaxError", msg, filename, line, offset, line, 0, null);
    }
    if (!this.deferred) {
      error.filename = filename;
      return error;
    }
    const line = Math.max(t[p + 3], 1);
    const text = this.lines(line, line).replace(/\r?\n$/, "");
    const offset = codePoints(text, 0, text.length) + 1;
    return new SyntaxProblem(error.type, error.msg, filename, line, offset, line, -1, text);
  }
}

function make(
  type: number,
  string: string,
  startLine: number,
  startCol: number,
  endLine: number,
  endCol: number,
  line: string,
): TokenInfo {
  return { type, string, startLine, startCol, endLine, endCol, line };
}

/** Where the lines of a text start; behind a last line end a further one starts. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return starts;
}
