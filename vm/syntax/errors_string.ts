// The error pass: strings, f-strings and what is in their braces. See errors_base.ts.

import { ErrorBase, type Found } from "./errors_base.ts";
import {
  COLON,
  EQUAL,
  EXCLAMATION,
  FSTRING_END,
  FSTRING_MIDDLE,
  FSTRING_START,
  LBRACE,
  NAME,
  RBRACE,
  STR_RAW,
  STRING,
} from "./tokens.ts";

const R_STRINGS = 15;

export abstract class ErrorStrings extends ErrorBase {
  abstract starExpressions(): Found | null;
  abstract yieldExpression(): Found | null;

  strings(): Found | null {
    return this.memo(R_STRINGS, this.stringsBody);
  }

  protected stringsBody(): Found | null {
    const start = this.p;
    let joined = false;
    let bytes = 0;
    let others = 0;
    for (;;) {
      if (this.is(STRING)) {
        // This pass may come to strings that the first has not seen.
        if (this.parser.stringValue(this.p) instanceof Uint8Array) bytes++;
        else others++;
        this.p += 8;
        continue;
      }
      if (!this.is(FSTRING_START) || !this.fstring()) break;
      joined = true;
    }
    if (this.p === start) return null;
    if (bytes > 0 && (joined || others > 0)) {
      this.raiseLast("cannot mix bytes and nonbytes literals");
    }
    return this.found(joined ? "f-string expression" : "literal", start);
  }

  protected fstring(): boolean {
    const { t, p: start } = this;
    const raw = (t[start + 7] & STR_RAW) !== 0;
    const texts: number[] = [];
    this.p += 8;
    for (;;) {
      const text = this.p;
      if (this.replacementField()) continue;
      if (!this.take(FSTRING_MIDDLE)) break;
      texts.push(text);
    }
    const end = this.p;
    if (this.take(FSTRING_END)) {
      for (const text of texts) this.parser.middleValue(text, raw, end);
      return true;
    }
    this.p = start;
    return false;
  }

  protected replacementField(): boolean {
    const start = this.p;
    if (!this.is(LBRACE)) return false;
    this.p += 8;
    if (this.fieldValue()) {
      this.take(EQUAL);
      const end = this.p;
      const converted = this.take2(EXCLAMATION, NAME);
      if (converted) this.parser.checkConversionPlace(end);
      else this.p = end;
      if (this.take(COLON)) this.formatSpec();
      if (this.take(RBRACE)) {
        if (converted) this.parser.conversionCharacter(end + 8);
        return true;
      }
    }
    this.p = start;
    if (this.invalid) this.invalidReplacementField();
    return false;
  }

  protected fieldValue(): boolean {
    return (this.yieldExpression() ?? this.starExpressions()) !== null;
  }

  protected formatSpec(): void {
    while (this.take(FSTRING_MIDDLE) || this.replacementField());
  }

  protected isOneOf(...kinds: number[]): boolean {
    return kinds.includes(this.kind());
  }

  protected invalidReplacementField(): void {
    const start = this.p;
    this.p += 8;
    const first = this.p;
    if (this.isOneOf(EQUAL, EXCLAMATION, COLON, RBRACE)) {
      const text = this.parser.tokenText(first);
      this.raiseRange(first, first, `f-string: valid expression required before '${text}'`);
    }
    if (!this.fieldValue()) {
      this.p = first;
      this.raiseOnNext("f-string: expecting a valid expression after '{'");
    }
    if (!this.isOneOf(EQUAL, EXCLAMATION, COLON, RBRACE)) {
      this.raiseOnNext("f-string: expecting '=', or '!', or ':', or '}'");
    }
    if (this.take(EQUAL) && !this.isOneOf(EXCLAMATION, COLON, RBRACE)) {
      this.raiseOnNext("f-string: expecting '!', or ':', or '}'");
    }
    if (this.take(EXCLAMATION)) {
      if (this.isOneOf(COLON, RBRACE)) {
        this.raiseOnNext("f-string: missing conversion character");
      }
      if (!this.take(NAME)) this.raiseOnNext("f-string: invalid conversion character");
    }
    if (!this.isOneOf(COLON, RBRACE)) this.raiseOnNext("f-string: expecting ':' or '}'");
    if (this.take(COLON)) {
      this.formatSpec();
      if (!this.is(RBRACE)) this.raiseOnNext("f-string: expecting '}', or format specs");
    } else if (!this.is(RBRACE)) this.raiseOnNext("f-string: expecting '}'");
    this.p = start;
  }
}
