// The error pass: expressions. See errors_base.ts.

import type { Found } from "./errors_base.ts";
import { ErrorCalls } from "./errors_call.ts";
import {
  AWAIT,
  COLON,
  COLONEQUAL,
  DOT,
  DOUBLESTAR,
  ELSE,
  EQUAL,
  FALSE,
  FROM,
  FSTRING_MIDDLE,
  FSTRING_START,
  IF,
  IN,
  IS,
  LAMBDA,
  LBRACE,
  LPAR,
  LSQB,
  MINUS,
  NAME,
  NAME_EXEC,
  NAME_PRINT,
  NONE,
  NOT,
  NUMBER,
  PLUS,
  RPAR,
  RSQB,
  STAR,
  STRING,
  TILDE,
  TRUE,
  YIELD,
} from "./tokens.ts";

// The rules that remember.
const R_EXPRESSION = 0;
const R_STAR_EXPRESSION = 1;
const R_DISJUNCTION = 2;
const R_CONJUNCTION = 3;
const R_INVERSION = 4;
const R_INVALID_NAMED = 5;
const R_BITWISE_OR = 6; // and 7 to 11 for the stronger operators
const R_FACTOR = 12;
const R_AWAIT_PRIMARY = 13;
const R_PRIMARY = 14;
const R_LAMBDA = 19;

/** The kinds of token that are binary operators, from the weakest precedence to the strongest. */
const BINARY: readonly (readonly number[])[] = [
  [18],
  [32],
  [19],
  [33, 34],
  [14, 15],
  [16, 17, 47, 24, 49],
];
const SHIFT = 3;
const SUM = 4;
const TERM = 5;

const SOFT_KEYWORDS: readonly string[] = ["_", "case", "match", "type"];

export abstract class ErrorExpressions extends ErrorCalls {
  /** The parameters of a lambda. */
  abstract lambdaParameters(): boolean;

  // Sequences of expressions.

  override starExpressions(): Found | null {
    const start = this.p;
    const first = this.starExpression();
    if (first === null) return null;
    return this.rest(start, first, () => this.starExpression());
  }

  expressions(): Found | null {
    const start = this.p;
    const first = this.expression();
    if (first === null) return null;
    return this.rest(start, first, () => this.expression());
  }

  starExpression(): Found | null {
    return this.memo(R_STAR_EXPRESSION, this.starExpressionBody);
  }

  private starExpressionBody(): Found | null {
    return this.star() ?? this.expression();
  }

  /** `*` and a value without comparisons. */
  private star(): Found | null {
    const start = this.p;
    if (!this.take(STAR)) return null;
    const value = this.bitwiseOr();
    return value === null ? this.back(start) : this.found("starred", start, [value]);
  }

  override starNamedExpression(): Found | null {
    return this.star() ?? this.namedExpression();
  }

  override namedExpression(): Found | null {
    const assigned = this.assignmentExpression();
    if (assigned !== null) return assigned;
    if (this.invalid) this.invalidNamedExpression();
    const start = this.p;
    const found = this.expression();
    if (found !== null && this.is(COLONEQUAL)) return this.back(start);
    return found;
  }

  private invalidNamedExpression(): void {
    this.memo(R_INVALID_NAMED, this.invalidNamedExpressionBody);
  }

  private invalidNamedExpressionBody(): null {
    const start = this.p;
    const target = this.expression();
    if (target !== null && this.take(COLONEQUAL) && this.expression() !== null) {
      this.raiseAt(target, `cannot use assignment expressions with ${target.what}`);
    }
    this.p = start;
    if (this.take2(NAME, EQUAL)) {
      const value = this.bitwiseOr();
      if (value !== null && !this.is(EQUAL) && !this.is(COLONEQUAL)) {
        this.raiseRange(
          start,
          value.to,
          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        );
      }
    }
    this.p = start;
    const display = this.list() ?? this.tuple() ?? this.generator();
    this.p = start;
    const kind = this.kind();
    if (display === null && kind !== TRUE && kind !== NONE && kind !== FALSE) {
      const left = this.bitwiseOr();
      if (
        left !== null && this.take(EQUAL) && this.bitwiseOr() !== null && !this.is(EQUAL) &&
        !this.is(COLONEQUAL)
      ) {
        this.raiseAt(
          left,
          `cannot assign to ${left.what} here. Maybe you meant '==' instead of '='?`,
        );
      }
    }
    return this.back(start);
  }

  override expression(): Found | null {
    return this.memo(R_EXPRESSION, this.expressionBody);
  }

  private expressionBody(): Found | null {
    if (this.invalid) {
      this.invalidExpression();
      this.invalidLegacyExpression();
    }
    return this.plainExpression();
  }

  private plainExpression(): Found | null {
    const start = this.p;
    const body = this.disjunction();
    if (body !== null) {
      const end = this.p;
      if (
        this.take(IF) && this.disjunction() !== null && this.take(ELSE) &&
        this.expression() !== null
      ) return this.found("conditional expression", start);
      this.p = end;
      return body;
    }
    return this.lambda();
  }

  /** An expression in which no wrong forms are looked for. */
  private expressionWithoutInvalid(): Found | null {
    const before = this.invalid;
    this.invalid = false;
    try {
      return this.plainExpression();
    } finally {
      this.invalid = before;
    }
  }

  private isLegacy(found: Found): boolean {
    if (found.what !== "name") return false;
    const name = this.t[found.from + 7];
    return name === NAME_PRINT || name === NAME_EXEC;
  }

  private invalidExpression(): void {
    const start = this.p;
    if (!this.nameBeforeString() && !this.softKeyword()) {
      const first = this.disjunction();
      if (first !== null) {
        const second = this.expressionWithoutInvalid();
        if (second !== null && !this.isLegacy(first) && this.level(this.p - 8) !== 0) {
          this.raiseRange(
            first.from,
            second.to,
            "invalid syntax. Perhaps you forgot a comma?",
          );
        }
      }
      this.p = start;
    }
    const body = this.disjunction();
    if (body !== null && this.take(IF)) {
      const test = this.disjunction();
      if (test !== null && !this.is(ELSE) && !this.is(COLON)) {
        this.raiseRange(body.from, test.to, "expected 'else' after 'if' expression");
      }
    }
    this.p = start;
    if (this.take(LAMBDA)) {
      this.lambdaParameters();
      const colon = this.p;
      if (this.take(COLON)) {
        if (this.is(FSTRING_MIDDLE)) {
          this.raiseRange(
            start,
            colon,
            "f-string: lambda expressions are not allowed without parentheses",
          );
        }
      }
    }
    this.p = start;
  }

  private nameBeforeString(): boolean {
    const start = this.p;
    const found = this.take2(NAME, STRING);
    this.p = start;
    return found;
  }

  private softKeyword(): boolean {
    if (!this.is(NAME)) return false;
    // CPython compares as many characters as the name has: `m` and `ca` count as well.
    const text = this.parser.tokenText(this.p);
    return SOFT_KEYWORDS.some((keyword) => keyword.startsWith(text));
  }

  private invalidLegacyExpression(): void {
    const start = this.p;
    const name = this.takeName();
    if (name !== null && !this.is(LPAR)) {
      const value = this.starExpressions();
      if (value !== null && this.isLegacy(name)) {
        const text = this.parser.tokenText(name.from);
        this.raiseRange(
          name.from,
          value.to,
          `Missing parentheses in call to '${text}'. Did you mean ${text}(...)?`,
        );
      }
    }
    this.p = start;
  }

  // Operators.

  override disjunction(): Found | null {
    return this.memo(R_DISJUNCTION, this.disjunctionBody);
  }

  private disjunctionBody(): Found | null {
    return this.logical(97, () => this.conjunction()); // or
  }

  private conjunction(): Found | null {
    return this.memo(R_CONJUNCTION, this.conjunctionBody);
  }

  private conjunctionBody(): Found | null {
    return this.logical(73, () => this.inversion()); // and
  }

  private logical(operator: number, operand: () => Found | null): Found | null {
    const start = this.p;
    const first = operand();
    if (first === null) return null;
    let several = false;
    for (;;) {
      const end = this.p;
      if (!this.take(operator) || operand() === null) {
        this.p = end;
        return several ? this.found("expression", start) : first;
      }
      several = true;
    }
  }

  private inversion(): Found | null {
    return this.memo(R_INVERSION, this.inversionBody);
  }

  private inversionBody(): Found | null {
    const start = this.p;
    if (this.take(NOT)) {
      if (this.inversion() !== null) return this.found("expression", start);
      this.p = start;
    }
    return this.comparison();
  }

  private comparison(): Found | null {
    const start = this.p;
    const left = this.bitwiseOr();
    if (left === null) return null;
    let firstIsIn = false;
    let several = false;
    for (;;) {
      const end = this.p;
      const operator = this.comparisonOperator();
      if (operator === null || this.bitwiseOr() === null) {
        this.p = end;
        if (!several) return left;
        return this.found("comparison", start, firstIsIn ? [left] : []);
      }
      if (!several) firstIsIn = operator === "in";
      several = true;
    }
  }

  private comparisonOperator(): string | null {
    const kind = this.kind();
    const start = this.p;
    if ((kind >= 27 && kind <= 30) || kind === 20 || kind === 21) {
      const old = kind === 28 && this.tokenizer.buf[this.t[start + 1]] === 60;
      if (kind === 28 && old !== (this.parser.options.barryAsFlufl === true)) return null;
      this.p += 8;
      return "op";
    }
    if (kind === NOT) {
      this.p += 8;
      if (this.take(IN)) return "not in";
      this.p = start;
      return null;
    }
    if (this.take(IN)) return "in";
    if (this.take(IS)) {
      // `is not x` is tried before `is (not x)`, which is no comparison.
      this.take(NOT);
      return "is";
    }
    return null;
  }

  override bitwiseOr(): Found | null {
    return this.binary(0);
  }

  /** The binary operators of one level of BINARY and above. */
  private binary(level: number): Found | null {
    if (level > TERM) return this.factor();
    return this.memo(
      R_BITWISE_OR + level,
      level === 0
        ? this.binary0
        : level === 1
        ? this.binary1
        : level === 2
        ? this.binary2
        : level === SHIFT
        ? this.binary3
        : level === SUM
        ? this.binary4
        : this.binary5,
    );
  }

  private binary0(): Found | null {
    return this.binaryBody(0);
  }

  private binary1(): Found | null {
    return this.binaryBody(1);
  }

  private binary2(): Found | null {
    return this.binaryBody(2);
  }

  private binary3(): Found | null {
    if (this.invalid) this.invalidArithmetic();
    return this.binaryBody(SHIFT);
  }

  private binary4(): Found | null {
    return this.binaryBody(SUM);
  }

  private binary5(): Found | null {
    if (this.invalid) this.invalidFactor();
    return this.binaryBody(TERM);
  }

  private binaryBody(level: number): Found | null {
    const start = this.p;
    let left = this.binary(level + 1);
    if (left === null) return null;
    for (;;) {
      const end = this.p;
      if (!BINARY[level].includes(this.kind())) return left;
      this.p += 8;
      if (this.binary(level + 1) === null) {
        this.p = end;
        return left;
      }
      left = this.found("expression", start);
    }
  }

  /** `a + not b` */
  private invalidArithmetic(): void {
    const start = this.p;
    if (this.binary(SUM) !== null) {
      const kind = this.kind();
      if (BINARY[SUM].includes(kind) || BINARY[TERM].includes(kind)) {
        this.p += 8;
        this.afterOperator(() => this.inversion());
      }
    }
    this.p = start;
  }

  /** `- not b` */
  private invalidFactor(): void {
    const start = this.p;
    if (this.takeSign()) this.afterOperator(() => this.factor());
    this.p = start;
  }

  private afterOperator(operand: () => Found | null): void {
    const not = this.p;
    if (!this.take(NOT)) return;
    const value = operand();
    if (value !== null) {
      this.raiseRange(not, value.to, "'not' after an operator must be parenthesized");
    }
  }

  private takeSign(): boolean {
    return this.take(PLUS) || this.take(MINUS) || this.take(TILDE);
  }

  private factor(): Found | null {
    return this.memo(R_FACTOR, this.factorBody);
  }

  private factorBody(): Found | null {
    const start = this.p;
    if (this.takeSign()) {
      if (this.factor() !== null) return this.found("expression", start);
      this.p = start;
    }
    const base = this.awaitPrimary();
    if (base === null) return null;
    const end = this.p;
    if (this.take(DOUBLESTAR) && this.factor() !== null) return this.found("expression", start);
    this.p = end;
    return base;
  }

  private awaitPrimary(): Found | null {
    return this.memo(R_AWAIT_PRIMARY, this.awaitPrimaryBody);
  }

  private awaitPrimaryBody(): Found | null {
    const start = this.p;
    if (this.take(AWAIT)) {
      if (this.primary() !== null) return this.found("await expression", start);
      this.p = start;
    }
    return this.primary();
  }

  // Primaries.

  override primary(): Found | null {
    return this.memo(R_PRIMARY, this.primaryBody);
  }

  private primaryBody(): Found | null {
    const start = this.p;
    let node = this.atom();
    if (node === null) return null;
    for (;;) {
      const end = this.p;
      if (this.take2(DOT, NAME)) node = this.found("attribute", start);
      else if (this.generator() !== null) node = this.found("function call", start);
      else if (this.take(LPAR)) {
        this.callArguments();
        if (!this.take(RPAR)) {
          this.p = end;
          return node;
        }
        node = this.found("function call", start);
      } else if (this.take(LSQB)) {
        if (!this.slices() || !this.take(RSQB)) {
          this.p = end;
          return node;
        }
        node = this.found("subscript", start);
      } else return node;
    }
  }

  atom(): Found | null {
    const start = this.p;
    switch (this.kind()) {
      case NAME:
        return this.takeName();
      case TRUE:
        this.p += 8;
        return this.found("True", start);
      case FALSE:
        this.p += 8;
        return this.found("False", start);
      case NONE:
        this.p += 8;
        return this.found("None", start);
      case STRING:
      case FSTRING_START:
        return this.strings();
      case NUMBER:
        this.parser.numberValue(start);
        this.p += 8;
        return this.found("literal", start);
      case LPAR:
        return this.tuple() ?? this.group() ?? this.generator();
      case LSQB:
        return this.list() ?? this.listComprehension();
      case LBRACE:
        return this.dict() ?? this.set() ?? this.dictComprehension() ?? this.setComprehension();
      case 52: // ...
        this.p += 8;
        return this.found("ellipsis", start);
    }
    return null;
  }

  // Lambda, yield, strings.

  lambda(): Found | null {
    return this.memo(R_LAMBDA, this.lambdaBody);
  }

  private lambdaBody(): Found | null {
    const start = this.p;
    if (!this.take(LAMBDA)) return null;
    this.lambdaParameters();
    if (this.take(COLON) && this.expression() !== null) return this.found("lambda", start);
    return this.back(start);
  }

  override yieldExpression(): Found | null {
    const start = this.p;
    if (!this.take(YIELD)) return null;
    if (this.take(FROM)) {
      if (this.expression() !== null) return this.found("yield expression", start);
      this.p = start + 8;
    }
    this.starExpressions();
    return this.found("yield expression", start);
  }
}
