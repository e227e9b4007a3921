// The tokenizer: strings, and the text of f-strings.

import { FStringState } from "./tokenizer_base.ts";
import { NumberTokenizer } from "./tokenizer_number.ts";
import { STR_BACKSLASH, STR_BYTES, STR_NON_ASCII, STR_RAW, STR_TRIPLE, STR_U } from "./tokens.ts";

/** In the flags of a prefix: an f-string. */
export const PREFIX_F = 256;

const MAX_FSTRING_LEVEL = 150;
const MAX_EXPRESSION_NESTING = 3;

export class StringTokenizer extends NumberTokenizer {
  /** The length and flags of a string prefix at `i` (PREFIX_F: an f-string); -1 if no quote follows. */
  protected stringPrefix(i: number): number {
    const { buf } = this;
    let flags = 0;
    for (let k = 0; k < 3; k++) {
      const c = buf[i + k];
      if (c === 34 || c === 39) return flags + k;
      const lower = c | 32;
      if (lower === 98 && (flags & (STR_BYTES | STR_U | PREFIX_F)) === 0) flags |= STR_BYTES; // b
      else if (lower === 117 && flags === 0) flags |= STR_U; // u
      else if (lower === 114 && (flags & (STR_RAW | STR_U)) === 0) flags |= STR_RAW; // r
      else if (lower === 102 && (flags & (STR_BYTES | STR_U | PREFIX_F)) === 0) flags |= PREFIX_F; // f
      else return -1;
    }
    return -1;
  }

  /** Reads a string that is not an f-string; says where it ends, or -1. */
  protected string(start: number, quoteAt: number, flags: number, startLine: number): number {
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
          flags |= STR_BACKSLASH;
          i++;
          if (buf[i] === 10) {
            this.line++;
            this.base = i + 1;
          } else if (buf[i] >= 128 || i >= length) {
            c = buf[i];
            continue;
          }
        } else if (c >= 128) {
          flags |= STR_NON_ASCII;
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
          flags |= STR_BACKSLASH;
          c = buf[++i];
          if (c === quote) escapedQuote = true;
          else if (c === 10) {
            this.line++;
            this.base = i + 1;
          } else if (c >= 128) {
            flags |= STR_NON_ASCII;
            this.base -= c < 0x800 ? 1 : c >= 0xd800 && c <= 0xdfff ? 1 : 2;
          } else if (c === 0 && i >= length) i--;
        } else if (c >= 128) {
          flags |= STR_NON_ASCII;
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

  protected unterminated(
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

  protected fstringStart(start: number, quoteAt: number, flags: number): number {
    const { buf } = this;
    const quote = buf[quoteAt];
    let size = 1;
    if (buf[quoteAt + 1] === quote && buf[quoteAt + 2] === quote) size = 3;
    if (++this.fstringLevel >= MAX_FSTRING_LEVEL) {
      return this.fail("SyntaxError", "too many nested f-strings", quoteAt + size);
    }
    const raw = (flags & STR_RAW) !== 0;
    this.push(59, start, quoteAt + size, raw ? STR_RAW : 0);
    this.fstring = new FStringState(this.fstring, quote, size, raw, start, this.line);
    return quoteAt + size;
  }

  /** Reads one piece of an f-string's text, or its end; leaves a replacement field to the ordinary rules. */
  protected fstringText(i: number): number {
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
        backslash = STR_BACKSLASH;
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
          nonAscii = STR_NON_ASCII;
          this.base -= peek < 0x800 ? 1 : peek >= 0xd800 && peek <= 0xdfff ? 1 : 2;
        } else if (peek === 0 && i >= length) i--;
      } else if (c >= 128) {
        nonAscii = STR_NON_ASCII;
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
    t[n + 7] = (f.raw ? STR_RAW : 0) | backslash | nonAscii;
    this.n = n + 8;
    return i;
  }
}
