// The error pass: `match` and its patterns. See errors_base.ts.

import type { Found } from "./errors_base.ts";
import { ErrorParameters } from "./errors_params.ts";
import {
  AS,
  COLON,
  COMMA,
  DEDENT,
  DOT,
  DOUBLESTAR,
  EQUAL,
  FALSE,
  IF,
  INDENT,
  LBRACE,
  LPAR,
  LSQB,
  MINUS,
  NAME,
  NAME_CASE,
  NAME_MATCH,
  NAME_UNDERSCORE,
  NEWLINE,
  NONE,
  NUMBER,
  PLUS,
  RBRACE,
  RPAR,
  RSQB,
  STAR,
  TRUE,
  VBAR,
} from "./tokens.ts";

const R_CLOSED_PATTERN = 20;
const R_STAR_PATTERN = 21;

export abstract class ErrorPatterns extends ErrorParameters {
  abstract block(): boolean;
  abstract expectIndent(from: number, what: string): void;

  matchStatement(): boolean {
    const start = this.p;
    if (!this.is(NAME) || this.t[start + 7] !== NAME_MATCH) return false;
    this.p += 8;
    if (
      this.subject() && this.take(COLON) && this.take(NEWLINE) && this.take(INDENT) &&
      this.caseBlock()
    ) {
      while (this.caseBlock());
      if (this.take(DEDENT)) return true;
    }
    this.p = start + 8;
    if (this.invalid && this.subject()) {
      if (this.take(NEWLINE)) this.raiseLast("expected ':'");
      if (this.take(COLON)) this.expectIndent(start, "'match' statement");
    }
    this.p = start;
    return false;
  }

  private subject(): boolean {
    const start = this.p;
    if (this.starNamedExpression() !== null && this.take(COMMA)) {
      this.starNamedExpressions();
      return true;
    }
    this.p = start;
    return this.namedExpression() !== null;
  }

  private caseBlock(): boolean {
    const start = this.p;
    if (!this.is(NAME) || this.t[start + 7] !== NAME_CASE) return false;
    for (const wrong of [true, false]) {
      if (wrong && !this.invalid) continue;
      this.p = start + 8;
      if (!this.patterns()) break;
      const end = this.p;
      if (!this.take(IF) || this.namedExpression() === null) this.p = end;
      if (wrong) {
        if (this.take(NEWLINE)) this.raiseLast("expected ':'");
        if (this.take(COLON)) this.expectIndent(start, "'case' statement");
      } else if (this.take(COLON) && this.block()) return true;
    }
    this.p = start;
    return false;
  }

  private patterns(): boolean {
    return this.openSequence() || this.pattern() !== null;
  }

  private openSequence(): boolean {
    const start = this.p;
    if (this.maybeStarPattern() !== null && this.take(COMMA)) {
      this.maybeSequence();
      return true;
    }
    this.p = start;
    return false;
  }

  private maybeSequence(): void {
    if (this.gather(() => this.maybeStarPattern()) !== null) this.take(COMMA);
  }

  private maybeStarPattern(): Found | null {
    return this.memo(R_STAR_PATTERN, this.starPattern) ?? this.pattern();
  }

  private starPattern(): Found | null {
    const start = this.p;
    if (this.take(STAR) && (this.captureTarget() || this.takeSoft(NAME_UNDERSCORE))) {
      return this.found("pattern", start);
    }
    return this.back(start);
  }

  /** A name that binds: not `_`, and no `.`, `(` or `=` behind it. */
  private captureTarget(): boolean {
    const start = this.p;
    if (this.is(NAME) && this.t[start + 7] !== NAME_UNDERSCORE) {
      this.p += 8;
      if (!this.is(DOT) && !this.is(LPAR) && !this.is(EQUAL)) return true;
    }
    this.p = start;
    return false;
  }

  private pattern(): Found | null {
    const start = this.p;
    if (this.orPattern() !== null && this.take(AS) && this.captureTarget()) {
      return this.found("pattern", start);
    }
    this.p = start;
    if (this.invalid) this.invalidAsPattern();
    return this.orPattern();
  }

  private invalidAsPattern(): void {
    const start = this.p;
    if (this.orPattern() !== null && this.take(AS)) {
      const target = this.p;
      if (this.takeSoft(NAME_UNDERSCORE)) {
        this.raiseRange(target, target, "cannot use '_' as a target");
      }
      if (!this.is(NAME)) {
        const found = this.expression();
        if (found !== null) this.raiseAt(found, "invalid pattern target");
      }
    }
    this.p = start;
  }

  private orPattern(): Found | null {
    const start = this.p;
    if (this.closedPattern() === null) return null;
    for (;;) {
      const end = this.p;
      if (!this.take(VBAR) || this.closedPattern() === null) {
        this.p = end;
        return this.found("pattern", start);
      }
    }
  }

  private closedPattern(): Found | null {
    return this.memo(R_CLOSED_PATTERN, this.closedPatternBody);
  }

  private closedPatternBody(): Found | null {
    const start = this.p;
    if (this.literalPattern()) return this.found("pattern", start);
    switch (this.kind()) {
      case NAME:
        if (this.captureTarget() || this.takeSoftAlone()) return this.found("pattern", start);
        if (this.dotted() > 1 && !this.is(DOT) && !this.is(LPAR) && !this.is(EQUAL)) {
          return this.found("pattern", start);
        }
        this.p = start;
        return this.classPattern();
      case LPAR:
        this.p += 8;
        if (this.pattern() !== null && this.take(RPAR)) {
          return this.found("pattern", start);
        }
        this.p = start + 8;
        this.openSequence();
        if (this.take(RPAR)) return this.found("pattern", start);
        break;
      case LSQB:
        this.p += 8;
        this.maybeSequence();
        if (this.take(RSQB)) return this.found("pattern", start);
        break;
      case LBRACE:
        if (this.mapping()) return this.found("pattern", start);
        break;
    }
    return this.back(start);
  }

  private takeSoftAlone(): boolean {
    return this.takeSoft(NAME_UNDERSCORE);
  }

  /** How many names a dotted name has. */
  private dotted(): number {
    if (!this.take(NAME)) return 0;
    let count = 1;
    while (this.take2(DOT, NAME)) count++;
    return count;
  }

  private literalPattern(): boolean {
    const kind = this.kind();
    if (kind === NONE || kind === TRUE || kind === FALSE) {
      this.p += 8;
      return true;
    }
    if (this.numberPattern()) return true;
    return this.strings() !== null;
  }

  private numberPattern(): boolean {
    const start = this.p;
    this.take(MINUS);
    if (this.take(NUMBER)) {
      const end = this.p;
      if (!this.take(PLUS) && !this.take(MINUS)) return true;
      if (this.take(NUMBER)) return true;
      this.p = end;
    }
    this.p = start;
    return false;
  }

  private mapping(): boolean {
    const start = this.p;
    this.take(LBRACE);
    const pair = () => this.keyValuePair() ? true : null;
    if (this.gather(pair) !== null) {
      const end = this.p;
      if (!this.take(COMMA) || !this.doubleStarPattern()) this.p = end;
    } else this.doubleStarPattern();
    this.take(COMMA);
    if (this.take(RBRACE)) return true;
    this.p = start;
    return false;
  }

  private doubleStarPattern(): boolean {
    const start = this.p;
    if (this.take(DOUBLESTAR) && this.captureTarget()) return true;
    this.p = start;
    return false;
  }

  private keyValuePair(): boolean {
    const start = this.p;
    if (
      (this.literalPattern() || this.dotted() > 1) && this.take(COLON) && this.pattern() !== null
    ) return true;
    this.p = start;
    return false;
  }

  private keywordPattern(): boolean {
    const start = this.p;
    if (this.take2(NAME, EQUAL) && this.pattern() !== null) return true;
    this.p = start;
    return false;
  }

  private positionalPatterns(): Found[] | null {
    return this.gather(() => this.pattern());
  }

  private keywordPatterns(): boolean {
    return this.gather(() => this.keywordPattern() ? true : null) !== null;
  }

  private classPattern(): Found | null {
    const start = this.p;
    if (this.dotted() === 0 || !this.take(LPAR)) return this.back(start);
    const inside = this.p;
    if (this.take(RPAR)) return this.found("pattern", start);
    if (this.positionalPatterns() !== null) {
      const end = this.p;
      this.take(COMMA);
      if (this.take(RPAR)) return this.found("pattern", start);
      this.p = end;
      if (this.take(COMMA) && this.keywordPatterns()) {
        this.take(COMMA);
        if (this.take(RPAR)) return this.found("pattern", start);
      }
    }
    this.p = inside;
    if (this.keywordPatterns()) {
      this.take(COMMA);
      if (this.take(RPAR)) return this.found("pattern", start);
    }
    this.p = inside;
    if (this.invalid) {
      if (this.positionalPatterns() === null || !this.take(COMMA)) this.p = inside;
      if (this.keywordPatterns() && this.take(COMMA)) {
        const late = this.positionalPatterns();
        if (late !== null) {
          this.raiseRange(
            late[0].from,
            late[late.length - 1].to,
            "positional patterns follow keyword patterns",
          );
        }
      }
    }
    return this.back(start);
  }
}
