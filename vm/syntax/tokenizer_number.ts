// The tokenizer: numbers, with the complaints about them.

import { codePoints } from "./problem.ts";
import { NAME_PART, TokenizerBase } from "./tokenizer_base.ts";

export class NumberTokenizer extends TokenizerBase {
  // Numbers.

  protected number(start: number): number {
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
  protected digits(i: number): number {
    const { buf } = this;
    for (;;) {
      let c = buf[i];
      while (c >= 48 && c <= 57) c = buf[++i];
      if (c !== 95) return i;
      c = buf[++i];
      if (c < 48 || c > 57) return this.fail("SyntaxError", "invalid decimal literal", i);
    }
  }

  protected radix(start: number, i: number, base: number, kind: string): number {
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

  protected fraction(start: number, i: number): number {
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

  protected exponent(start: number, i: number): number {
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

  protected imaginary(start: number, i: number): number {
    return this.numberEnd(start, i + 1, "imaginary");
  }

  /** Adds the number; what follows it directly must not be part of a name, but for some keywords. */
  protected numberEnd(start: number, i: number, kind: string): number {
    const c = this.buf[i];
    if (c < 128 && NAME_PART[c] !== 0 && !this.options.extra) {
      if (this.keywordFollows(i)) this.warn(start, i, `invalid ${kind} literal`, this.line);
      else return this.fail("SyntaxError", `invalid ${kind} literal`, i);
    }
    this.push(2, start, i, 0);
    return i;
  }

  protected keywordFollows(i: number): boolean {
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

function isDigit(c: number, base: number): boolean {
  if (base === 16) return (c >= 48 && c <= 57) || ((c | 32) >= 97 && (c | 32) <= 102);
  return c >= 48 && c < 48 + base;
}
