// What all parts of the parser stand on: the cursor over the tokens, failure, errors with a place in the
// source, and literals.
//
// The parser is predictive and fast, and knows no error messages: where the source is wrong it throws
// `FAIL`, after noting in `far` the furthest token that it looked at. parser.ts then lets errors.ts look
// for CPython's message.

import { type ConstantValue, type expr, expr_context } from "./ast.ts";
import {
  decodeBytes,
  decodeStr,
  escapes,
  LiteralError,
  parseNumber,
  plainStr,
} from "./literals.ts";
import type { StrValue } from "./literals.ts";
import { charOffset, codePoints, type ProblemType, SyntaxProblem } from "./problem.ts";
import {
  names,
  STR_BACKSLASH,
  STR_BYTES,
  STR_NON_ASCII,
  STR_PREFIX,
  STR_RAW,
  STR_TRIPLE,
} from "./tokens.ts";
import { firstTiedLine, type Tokenizer } from "./tokenizer.ts";

export interface ParseOptions {
  /** Keep `# type:` comments. */
  typeComments?: boolean;
  /** The minor version of the grammar to hold to. */
  featureVersion?: number;
  /** Report a source that only stops too early as an _IncompleteInputError. */
  allowIncompleteInput?: boolean;
  /** In interactive mode, do not close open blocks at the end. */
  dontImplyDedent?: boolean;
  /** As sys.get_int_max_str_digits(); 0 for no limit. */
  maxStrDigits?: number;
  /** `from __future__ import barry_as_FLUFL` is in force. */
  barryAsFlufl?: boolean;
  /** Issues a warning; true makes it a SyntaxError (because warnings are errors). It may throw. */
  warn?: (category: "SyntaxWarning" | "DeprecationWarning", msg: string, lineno: number) => boolean;
  /** The code point of a Unicode name or alias, -1 if there is none: what `\N{…}` needs. */
  unicodeName?: (name: string) => number;
}

/** Thrown where the source is not Python; see the head of this file. */
export const FAIL: unique symbol = Symbol("syntax error");

/** How deep expressions may nest; brackets alone are bound by the tokenizer. */
const MAX_DEPTH = 1500;

/** How many `elif`s, or conditional expressions in a row, CPython can read. */
export const MAX_CHAIN = 3900;

export const TOO_COMPLEX = "Parser stack overflowed - Python source too complex to parse";

export interface ParserWarning {
  readonly offset: number;
  readonly msg: string;
  readonly lineno: number;
  /** The token to point at when the warning is made an error. */
  readonly token: number;
}

export class ParserBase {
  readonly tokenizer: Tokenizer;
  readonly source: string;
  readonly t: Int32Array;
  readonly nameText: readonly string[];
  readonly options: ParseOptions;
  readonly version: number;
  /** The offset in `t` of the current token. */
  p: number;
  /** The furthest token that a failed attempt looked at. */
  far: number;
  depth: number;
  /**
   * The dict and set displays and the starred arguments that are being read, from the outermost: what CPython
   * complains of at once if it is wrong.
   */
  readonly open: number[];
  /** The statement of the module that is being read. */
  outermost: number;
  /** The first statement of the module with a `match` in it that is no match statement; -1 if none. */
  nearMatch: number;
  warnings: ParserWarning[];

  constructor(tokenizer: Tokenizer, options: ParseOptions) {
    this.tokenizer = tokenizer;
    this.source = tokenizer.source;
    this.t = tokenizer.t;
    this.nameText = names.text;
    this.options = options;
    this.version = options.featureVersion ?? 13;
    this.p = 0;
    this.far = 0;
    this.depth = 0;
    this.open = [];
    this.outermost = 0;
    this.nearMatch = -1;
    this.warnings = [];
  }

  fail(): never {
    if (this.p > this.far) this.far = this.p;
    throw FAIL;
  }

  expect(kind: number): void {
    if (this.t[this.p] !== kind) this.fail();
    this.p += 8;
  }

  accept(kind: number): boolean {
    if (this.t[this.p] !== kind) return false;
    this.p += 8;
    return true;
  }

  /** Takes a token that must be there whatever else might be tried: the complaint comes at once. */
  force(kind: number, text: string): void {
    const { t, p } = this;
    if (t[p] === kind) {
      this.p = p + 8;
      return;
    }
    if (t[p] === 64) this.fail();
    if (p > this.far) this.far = p;
    throw this.problemAtTokens(`expected '${text}'`, p, p, this.far);
  }

  /** Takes an identifier. */
  identifier(): string {
    const { t, p } = this;
    if (t[p] !== 1) this.fail();
    this.p = p + 8;
    return this.nameText[t[p + 7]];
  }

  enter(): void {
    if (++this.depth > MAX_DEPTH) throw this.tooComplex();
  }

  tooComplex(): SyntaxProblem {
    return new SyntaxProblem("MemoryError", TOO_COMPLEX, "", 0, 0, 0, 0, null);
  }

  /** The text of the token at `p`. */
  tokenText(p: number): string {
    return this.source.slice(this.t[p + 1], this.t[p + 2]);
  }

  /** Refuses what a grammar of an earlier version does not have. */
  needsVersion(minor: number, what: string, last: number = Math.max(this.p, this.far)): void {
    if (this.version < minor) {
      const msg = `${what} only supported in Python 3.${minor} and greater`;
      throw this.problemAtLast("SyntaxError", msg, last);
    }
  }

  // Places in the source.

  /** The text that a problem in line `lineno` shows when the tokens up to `far` have been read. */
  private errorText(lineno: number, far: number): string {
    const { source, t } = this;
    const lineAt = (line: number, from = 0, fromLine = 1): number => {
      let at = from;
      for (let k = fromLine; k < line; k++) {
        const next = source.indexOf("\n", at);
        if (next < 0) return source.length;
        at = next + 1;
      }
      return at;
    };
    const reached = t[far + 5];
    const start = lineAt(lineno);
    const end = source.indexOf("\n", start);
    if (reached > lineno) return source.slice(start, end < 0 ? source.length : end);
    const first = firstTiedLine(source, t, far, lineno);
    const from = first === lineno ? start : lineAt(first);
    // In search of a string's end it has read everything.
    if (t[far] === 64 && this.tokenizer.cutOff) return source.slice(from);
    return source.slice(from, end < 0 ? source.length : end + 1);
  }

  /** A problem from one place to another; columns from 0 in bytes, an end of -1 for none. */
  problemAt(
    type: ProblemType,
    msg: string,
    line: number,
    col: number,
    endLine: number,
    endCol: number,
    far: number = Math.max(this.p, this.far),
  ): SyntaxProblem {
    const text = this.errorText(line, far);
    return new SyntaxProblem(
      type,
      msg,
      "",
      line,
      col < 0 ? 0 : charOffset(text, col + 1),
      endLine,
      endCol < 0 ? 0 : charOffset(text, endCol + 1),
      text,
    );
  }

  /** A problem with the tokens from `from` to `to`. */
  problemAtTokens(msg: string, from: number, to: number, far?: number): SyntaxProblem {
    const t = this.t;
    return this.problemAt("SyntaxError", msg, t[from + 3], t[from + 4], t[to + 5], t[to + 6], far);
  }

  /** A problem at the last token that was read, which may have no place of its own in the line. */
  problemAtLast(type: ProblemType, msg: string, last: number, far: number = last): SyntaxProblem {
    const t = this.t;
    if (t[last + 4] >= 0) {
      return this.problemAt(type, msg, t[last + 3], t[last + 4], t[last + 5], t[last + 6], far);
    }
    const line = t[last + 3];
    const text = this.errorText(line, far);
    const at = t[last + 1];
    const lineStart = at === 0 ? 0 : this.source.lastIndexOf("\n", at - 1) + 1;
    // At the end of the source CPython still stands at the end of the last line.
    const from = at >= this.source.length && lineStart === at && at > 1
      ? this.source.lastIndexOf("\n", at - 2) + 1
      : at === 1
      ? 0
      : lineStart;
    const column = codePoints(this.source, from, at);
    return new SyntaxProblem(type, msg, "", line, column, line, -1, text);
  }

  // Literals.

  private literalProblem(error: unknown, token: number): SyntaxProblem {
    if (!(error instanceof LiteralError)) throw error;
    return this.problemAtTokens(error.msg, token, token, Math.max(token, this.far));
  }

  numberValue(p: number): ConstantValue {
    const { t, source } = this;
    const start = t[p + 1];
    const end = t[p + 2];
    const buf = this.tokenizer.buf;
    if (end - start <= 9) {
      // Small decimal ints need no text.
      let value = 0;
      let i = start;
      for (; i < end; i++) {
        const digit = buf[i] - 48;
        if (digit < 0 || digit > 9) break;
        value = value * 10 + digit;
      }
      if (i === end) return value;
    }
    const text = source.slice(start, end);
    if (this.version < 6 && text.includes("_")) {
      this.needsVersion(6, "Underscores in numeric literals are");
    }
    try {
      return parseNumber(text, this.options.maxStrDigits ?? 4300);
    } catch (error) {
      if (!(error instanceof LiteralError)) throw error;
      throw this.problemAt("SyntaxError", error.msg, t[p + 3], -1, t[p + 5], -1);
    }
  }

  /** The value of the STRING token at `p`. */
  stringValue(p: number): StrValue | Uint8Array {
    const { t, source } = this;
    const flags = t[p + 7];
    const quotes = (flags & STR_TRIPLE) !== 0 ? 3 : 1;
    const body = t[p + 1] + (flags & STR_PREFIX) + quotes;
    const end = t[p + 2] - quotes;
    const escaped = (flags & (STR_BACKSLASH | STR_RAW)) === STR_BACKSLASH;
    if ((flags & STR_BYTES) !== 0) {
      if ((flags & STR_NON_ASCII) !== 0) {
        throw this.problemAtTokens("bytes can only contain ASCII literal characters", p, p);
      }
      const text = source.slice(body, end);
      try {
        const value = decodeBytes(text, !escaped);
        if (escaped) this.noteEscape(p, body);
        return value;
      } catch (error) {
        throw this.literalProblem(error, p);
      }
    }
    if (!escaped) return plainStr(source.slice(body, end), (flags & STR_NON_ASCII) !== 0);
    try {
      const value = decodeStr(source.slice(body, end), this.options.unicodeName);
      if (escapes.bad !== null) this.noteEscape(p, body);
      return value;
    } catch (error) {
      throw this.literalProblem(error, p);
    }
  }

  /** The value of a piece of an f-string; `p` is its FSTRING_MIDDLE token, `owner` the token to blame. */
  middleValue(p: number, raw: boolean, owner: number): StrValue {
    const { t, source } = this;
    const text = source.slice(t[p + 1], t[p + 2]);
    const flags = t[p + 7];
    if (raw || (flags & STR_BACKSLASH) === 0) return plainStr(text, (flags & STR_NON_ASCII) !== 0);
    try {
      const value = decodeStr(text, this.options.unicodeName);
      if (escapes.bad !== null && escapes.bad !== "{" && escapes.bad !== "}") {
        this.noteEscape(owner, t[p + 1]);
      }
      return value;
    } catch (error) {
      throw this.literalProblem(error, owner);
    }
  }

  private noteEscape(token: number, body: number): void {
    const bad = escapes.bad;
    if (bad === null) return;
    const octal = bad.charCodeAt(0) >= 48 && bad.charCodeAt(0) <= 55;
    this.warnings.push({
      offset: body + escapes.badAt,
      msg: `invalid ${octal ? "octal " : ""}escape sequence '\\${bad}'`,
      lineno: this.t[token + 3],
      token,
    });
  }

  /** Complains if the conversion's name does not stand right behind its `!`, the token `mark`. */
  checkConversionPlace(mark: number): void {
    const { t } = this;
    if (t[mark + 9] === t[mark + 2]) return;
    // The message is CPython's, with its spelling.
    const msg = "f-string: conversion type must come right after the exclamanation mark";
    throw this.problemAtTokens(msg, mark, mark + 8, Math.max(mark + 8, this.far));
  }

  /** The conversion that the name `name` stands for. */
  conversionCharacter(name: number): number {
    const text = this.nameText[this.t[name + 7]];
    if (text === "s" || text === "r" || text === "a") return text.charCodeAt(0);
    const msg = `f-string: invalid conversion character '${text}': expected 's', 'r', or 'a'`;
    throw this.problemAtTokens(msg, name, name, Math.max(this.p - 8, this.far));
  }

  // Targets.

  /**
   * Makes an expression the target of an assignment (`ctx` Store) or of `del` (Del); fails if it is none.
   */
  setContext(node: expr, ctx: expr_context): void {
    switch (node.tag) {
      case 55: // Name
      case 52: // Attribute
      case 53: // Subscript
        node.ctx = ctx;
        return;
      case 54: // Starred
        if (ctx === expr_context.Del) break;
        node.ctx = ctx;
        this.setContext(node.value, ctx);
        return;
      case 56: // List
      case 57: { // Tuple
        node.ctx = ctx;
        const elts = node.elts;
        for (let i = 0; i < elts.length; i++) this.setContext(elts[i], ctx);
        return;
      }
    }
    this.fail();
  }
}
