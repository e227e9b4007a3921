// Source text -> tokens, all at once, into one Int32Array (tokens.ts has its layout).
//
// Invariants:
// - Columns are in UTF-8 bytes without any look back: `base` is the offset of the line's start less the
//   bytes that the line's characters so far take beyond one a unit, so that `offset - base` is the column.
// - The first error ends the tokens with an ERRORTOKEN; `error` says what to raise when a parser gets there.
//   A tokenizer never throws, for the parser may have a better complaint about an earlier token.
// - `buf` ends in zeros, so that looking ahead needs no bounds tests; a NUL in the source is refused before.

import { codePoints, SyntaxProblem } from "./problem.ts";
import { C_DIGIT, C_LETTER, C_PREFIX, CLASS, firstTiedLine, NAME_PART } from "./tokenizer_base.ts";
import { PREFIX_F, StringTokenizer } from "./tokenizer_string.ts";
import { KEYWORD, KEYWORD_COUNT, names, STR_PREFIX, TYPE_COMMENT, TYPE_IGNORE } from "./tokens.ts";
import { invalidIdentifierUnit, isPrintable } from "./unicode.ts";

export { firstTiedLine } from "./tokenizer_base.ts";
export type { Ending, PendingWarning, TokenizerOptions } from "./tokenizer_base.ts";

const MAX_LEVEL = 200;
const MAX_INDENT = 100;
const TAB_SIZE = 8;

export class Tokenizer extends StringTokenizer {
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
            const quote = i + (flags & STR_PREFIX);
            const startLine = this.line;
            const end = (flags & PREFIX_F) !== 0
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

  /** Takes the backslash at `i` and the line end behind it. */
  protected continuation(i: number): boolean {
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

  /** Makes the INDENT or DEDENT tokens for a line that begins at this column. */
  protected indentation(column: number, alternative: number, i: number): boolean {
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

  protected tabError(i: number): boolean {
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
  protected finish(i: number, level: number): void {
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

  /** Checks a closing bracket against the open ones. */
  protected closing(c: number, end: number): boolean {
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
  protected nonAsciiName(start: number): number {
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
  protected typeComment(start: number, end: number): number {
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
}
