// The error pass: expressions. See errors_base.ts.

import { ErrorBase, type Found } from "./errors_base.ts";
import {
  ASYNC,
  AWAIT,
  COLON,
  COLONEQUAL,
  COMMA,
  DOT,
  DOUBLESTAR,
  ELSE,
  EQUAL,
  EXCLAMATION,
  FALSE,
  FOR,
  FROM,
  FSTRING_END,
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
  RBRACE,
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
const R_STRINGS = 15;
const R_ARGUMENTS = 16;
const R_STAR_TARGET = 17;
const R_DEL_TARGET = 18;
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

/** What the arguments of a call were. */
interface Arguments extends Found {
  readonly positional: readonly Found[];
  /** Whether `**` stands among them. */
  readonly unpacking: boolean;
}

interface Clause extends Found {
  /** The last condition of a comprehension's clause, or what it goes over. */
  readonly lastItem: Found;
}

export abstract class ErrorExpressions extends ErrorBase {
  /** The parameters of a lambda. */
  abstract lambdaParameters(): boolean;

  // Sequences of expressions.

  starExpressions(): Found | null {
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

  /** A tuple without parentheses, if a comma follows `first`. */
  private rest(start: number, first: Found, next: () => Found | null): Found {
    const parts = [first];
    while (this.take(COMMA)) {
      const part = next();
      if (part === null) return this.found("tuple", start, parts);
      parts.push(part);
    }
    return parts.length === 1 ? first : this.found("tuple", start, parts);
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

  /** Elements between commas, with an optional comma at the end; null if there is none. */
  starNamedExpressions(): Found[] | null {
    const found = this.gather(() => this.starNamedExpression());
    if (found !== null) this.take(COMMA);
    return found;
  }

  /** One or more of a thing, with commas between them. */
  gather<T>(one: () => T | null): T[] | null {
    const first = one();
    if (first === null) return null;
    const all = [first];
    for (;;) {
      const before = this.p;
      if (!this.take(COMMA)) return all;
      const next = one();
      if (next === null) {
        this.p = before;
        return all;
      }
      all.push(next);
    }
  }

  starNamedExpression(): Found | null {
    return this.star() ?? this.namedExpression();
  }

  private assignmentExpression(): Found | null {
    const start = this.p;
    if (this.take2(NAME, COLONEQUAL) && this.expression() !== null) {
      return this.found("named expression", start);
    }
    return this.back(start);
  }

  namedExpression(): Found | null {
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

  expression(): Found | null {
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
        const inField = this.is(FSTRING_MIDDLE) || this.replacementField();
        if (inField) {
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

  disjunction(): Found | null {
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

  bitwiseOr(): Found | null {
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

  primary(): Found | null {
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

  private slices(): boolean {
    const start = this.p;
    if (this.slice() && !this.is(COMMA)) return true;
    this.p = start;
    const one = () => (this.slice() || this.starredExpression() !== null) ? true : null;
    if (this.gather(one) === null) return false;
    this.take(COMMA);
    return true;
  }

  private slice(): boolean {
    const start = this.p;
    this.expression();
    if (this.take(COLON)) {
      this.expression();
      const end = this.p;
      if (this.take(COLON)) this.expression();
      else this.p = end;
      return true;
    }
    this.p = start;
    return this.namedExpression() !== null;
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

  private group(): Found | null {
    const start = this.p;
    if (this.take(LPAR)) {
      const inner = this.yieldExpression() ?? this.namedExpression();
      if (inner !== null && this.take(RPAR)) return inner;
    }
    this.p = start;
    if (this.invalid) this.invalidGroup();
    return null;
  }

  private invalidGroup(): void {
    const start = this.p;
    this.take(LPAR);
    const starred = this.starredExpression();
    if (starred !== null && this.take(RPAR)) {
      this.raiseAt(starred, "cannot use starred expression here");
    }
    this.p = start + 8;
    const stars = this.p;
    if (this.take(DOUBLESTAR) && this.expression() !== null && this.take(RPAR)) {
      this.raiseRange(stars, stars, "cannot use double starred expression here");
    }
    this.p = start;
  }

  private tuple(): Found | null {
    const start = this.p;
    if (!this.take(LPAR)) return null;
    const parts: Found[] = [];
    const inside = this.p;
    const first = this.starNamedExpression();
    if (first !== null && this.take(COMMA)) {
      parts.push(first, ...(this.starNamedExpressions() ?? []));
    } else this.p = inside;
    return this.take(RPAR) ? this.found("tuple", start, parts) : this.back(start);
  }

  private list(): Found | null {
    const start = this.p;
    if (!this.take(LSQB)) return null;
    const parts = this.starNamedExpressions() ?? [];
    return this.take(RSQB) ? this.found("list", start, parts) : this.back(start);
  }

  private set(): Found | null {
    const start = this.p;
    this.take(LBRACE);
    if (this.starNamedExpressions() !== null && this.take(RBRACE)) {
      return this.found("set display", start);
    }
    return this.back(start);
  }

  private dict(): Found | null {
    const start = this.p;
    this.take(LBRACE);
    if (this.gather(() => this.doubleStarredPair() ? true : null) !== null) this.take(COMMA);
    if (this.take(RBRACE)) return this.found("dict literal", start);
    this.p = start;
    if (this.invalid) {
      this.p += 8;
      this.invalidDoubleStarredPairs();
      this.p = start;
    }
    return null;
  }

  private doubleStarredPair(): boolean {
    const start = this.p;
    if (this.take(DOUBLESTAR)) {
      if (this.bitwiseOr() !== null) return true;
      this.p = start;
    }
    return this.pair();
  }

  private pair(): boolean {
    const start = this.p;
    if (this.expression() !== null && this.take(COLON) && this.expression() !== null) return true;
    this.p = start;
    return false;
  }

  /** A dict with a wrong item behind its first, or a wrong first value; also for the first pass. */
  invalidDoubleStarredPairs(): void {
    const start = this.p;
    if (
      this.gather(() => this.doubleStarredPair() ? true : null) !== null && this.take(COMMA)
    ) this.invalidPair();
    this.p = start;
    this.invalidValue();
  }

  private invalidPair(): void {
    const start = this.p;
    const key = this.expression();
    if (key !== null && !this.is(COLON)) {
      const { t } = this;
      throw this.parser.problemAt(
        "SyntaxError",
        "':' expected after dictionary key",
        t[key.from + 3],
        t[key.to + 6] - 1,
        t[key.to + 5],
        -1,
        this.reached,
      );
    }
    this.p = start;
    this.invalidValue();
  }

  private invalidValue(): void {
    const start = this.p;
    const key = this.expression();
    if (key !== null && this.take(COLON)) {
      const colon = this.p - 8;
      const star = this.p;
      if (this.take(STAR) && this.bitwiseOr() !== null) {
        this.raiseStartingFrom(star, "cannot use a starred expression in a dictionary value");
      }
      this.p = star;
      if (this.is(RBRACE) || this.is(COMMA)) {
        this.raiseRange(
          colon,
          colon,
          "expression expected after dictionary key and ':'",
        );
      }
    }
    this.p = start;
  }

  // Comprehensions.

  generator(): Found | null {
    const start = this.p;
    if (this.take(LPAR)) {
      const inside = this.p;
      let element = this.assignmentExpression();
      if (element === null) {
        element = this.expression();
        if (element !== null && this.is(COLONEQUAL)) element = this.back(inside);
      }
      if (element !== null && this.forIfClauses() !== null && this.take(RPAR)) {
        return this.found("generator expression", start);
      }
    }
    this.p = start;
    if (this.invalid) this.invalidComprehension();
    return null;
  }

  private listComprehension(): Found | null {
    const start = this.p;
    if (
      this.take(LSQB) && this.namedExpression() !== null && this.forIfClauses() !== null &&
      this.take(RSQB)
    ) return this.found("list comprehension", start);
    this.p = start;
    if (this.invalid) this.invalidComprehension();
    return null;
  }

  private setComprehension(): Found | null {
    const start = this.p;
    if (
      this.take(LBRACE) && this.namedExpression() !== null && this.forIfClauses() !== null &&
      this.take(RBRACE)
    ) return this.found("set comprehension", start);
    this.p = start;
    if (this.invalid) this.invalidComprehension();
    return null;
  }

  private dictComprehension(): Found | null {
    const start = this.p;
    if (
      this.take(LBRACE) && this.pair() && this.forIfClauses() !== null && this.take(RBRACE)
    ) return this.found("dict comprehension", start);
    this.p = start;
    if (this.invalid && this.take(LBRACE)) {
      const stars = this.p;
      if (
        this.take(DOUBLESTAR) && this.bitwiseOr() !== null && this.forIfClauses() !== null &&
        this.take(RBRACE)
      ) this.raiseRange(stars, stars, "dict unpacking cannot be used in dict comprehension");
    }
    return this.back(start);
  }

  private invalidComprehension(): void {
    const start = this.p;
    const kind = this.kind();
    if (kind !== LSQB && kind !== LPAR && kind !== LBRACE) return;
    this.p += 8;
    const starred = this.starredExpression();
    if (starred !== null && this.forIfClauses() !== null) {
      this.raiseAt(starred, "iterable unpacking cannot be used in comprehension");
    }
    if (kind !== LPAR) {
      this.p = start + 8;
      const first = this.starNamedExpression();
      const comma = this.p;
      if (first !== null && this.take(COMMA)) {
        const msg = "did you forget parentheses around the comprehension target?";
        const more = this.starNamedExpressions();
        if (more !== null && this.forIfClauses() !== null) {
          this.raiseRange(first.from, more[more.length - 1].to, msg);
        }
        this.p = comma + 8;
        if (this.forIfClauses() !== null) this.raiseRange(first.from, comma, msg);
      }
    }
    this.p = start;
  }

  /** One or more `for … in … if …`; the last of them. */
  private forIfClauses(): Clause | null {
    let last: Clause | null = null;
    for (;;) {
      const clause = this.forIfClause();
      if (clause === null) return last;
      last = clause;
    }
  }

  private forIfClause(): Clause | null {
    const start = this.p;
    for (const isAsync of [true, false]) {
      this.p = start;
      if (isAsync && !this.take(ASYNC)) continue;
      if (!this.take(FOR) || this.starTargets() === null || !this.take(IN)) continue;
      // From here on no other reading is tried.
      const iter = this.disjunction();
      if (iter === null) return this.back(start);
      let lastItem = iter;
      for (;;) {
        const end = this.p;
        if (!this.take(IF)) break;
        const test = this.disjunction();
        if (test === null) {
          this.p = end;
          break;
        }
        lastItem = test;
      }
      return { ...this.found("comprehension", start), lastItem };
    }
    this.p = start;
    if (this.invalid) {
      this.invalidForIfClause();
      this.invalidForTarget();
    }
    return null;
  }

  /** `for x y in z` */
  private invalidForIfClause(): void {
    const start = this.p;
    this.take(ASYNC);
    if (this.take(FOR) && this.gather(() => this.bitwiseOr()) !== null) {
      this.take(COMMA);
      if (!this.is(IN)) this.raiseLast("'in' expected after for-loop variables");
    }
    this.p = start;
  }

  invalidForTarget(): void {
    const start = this.p;
    this.take(ASYNC);
    if (this.take(FOR)) {
      const target = this.starExpressions();
      if (target !== null) this.raiseInvalidTarget(target, "for");
    }
    this.p = start;
  }

  // Calls.

  callArguments(): Found | null {
    return this.memo(R_ARGUMENTS, this.callArgumentsBody);
  }

  private callArgumentsBody(): Found | null {
    const start = this.p;
    const args = this.args();
    if (args !== null) {
      this.take(COMMA);
      if (this.is(RPAR)) return args;
    }
    this.p = start;
    if (this.invalid) this.invalidArguments();
    return null;
  }

  /** A positional argument that no `=` follows. */
  private positional(): Found | null {
    const start = this.p;
    const starred = this.starredExpression();
    if (starred !== null) return starred;
    let value = this.assignmentExpression();
    if (value === null) {
      value = this.expression();
      if (value === null || this.is(COLONEQUAL)) return this.back(start);
    }
    return this.is(EQUAL) ? this.back(start) : value;
  }

  private args(): Arguments | null {
    const start = this.p;
    const positional = this.gather(() => this.positional());
    if (positional !== null) {
      const end = this.p;
      let keywords: Found[] | null = null;
      if (this.take(COMMA)) {
        keywords = this.kwargs();
        if (keywords === null) this.p = end;
      }
      const starred = (keywords ?? []).filter((each) => each.what === "starred");
      return {
        ...this.found("function call", start),
        positional: [...positional, ...starred],
        unpacking: (keywords ?? []).some((each) => each.what === "**"),
      };
    }
    const keywords = this.kwargs();
    if (keywords === null) return null;
    return {
      ...this.found("function call", start),
      positional: keywords.filter((each) => each.what === "starred"),
      unpacking: keywords.some((each) => each.what === "**"),
    };
  }

  private kwargs(): Found[] | null {
    const start = this.p;
    const first = this.gather(() => this.kwargOrStarred());
    if (first !== null) {
      const end = this.p;
      if (this.take(COMMA)) {
        const second = this.gather(() => this.kwargOrDoubleStarred());
        if (second !== null) return [...first, ...second];
      }
      this.p = end;
      return first;
    }
    this.p = start;
    return this.gather(() => this.kwargOrDoubleStarred());
  }

  private kwargOrStarred(): Found | null {
    if (this.invalid) this.invalidKwarg();
    return this.kwarg() ?? this.starredExpression();
  }

  private kwargOrDoubleStarred(): Found | null {
    if (this.invalid) this.invalidKwarg();
    const found = this.kwarg();
    if (found !== null) return found;
    const start = this.p;
    if (this.take(DOUBLESTAR) && this.expression() !== null) return this.found("**", start);
    return this.back(start);
  }

  private kwarg(): Found | null {
    const start = this.p;
    if (this.take2(NAME, EQUAL) && this.expression() !== null) return this.found("=", start);
    return this.back(start);
  }

  private invalidKwarg(): void {
    const start = this.p;
    const kind = this.kind();
    if (kind === TRUE || kind === FALSE || kind === NONE) {
      this.p += 8;
      if (this.is(EQUAL)) {
        this.raiseRange(start, this.p, `cannot assign to ${this.parser.tokenText(start)}`);
      }
      this.p = start;
    }
    if (this.take2(NAME, EQUAL)) {
      const equal = this.p - 8;
      if (this.expression() !== null && this.forIfClauses() !== null) {
        this.raiseRange(
          start,
          equal,
          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        );
      }
      this.p = start;
    } else {
      const target = this.expression();
      if (target !== null && this.is(EQUAL)) {
        this.raiseRange(
          target.from,
          this.p,
          'expression cannot contain assignment, perhaps you meant "=="?',
        );
      }
      this.p = start;
    }
    if (this.take(DOUBLESTAR) && this.expression() !== null && this.take(EQUAL)) {
      const value = this.expression();
      if (value !== null) {
        this.raiseRange(start, value.to, "cannot assign to keyword argument unpacking");
      }
    }
    this.p = start;
  }

  private invalidArguments(): void {
    const start = this.p;
    // f(**a, *b)
    let before = false;
    if (this.gather(() => this.positional()) !== null) {
      before = this.take(COMMA) && this.kwargs() !== null;
    }
    if (!before) {
      this.p = start;
      before = this.kwargs() !== null;
    }
    const comma = this.p;
    if (before && this.take(COMMA)) {
      const starred = () => {
        const at = this.p;
        const found = this.starredExpression();
        return found !== null && this.is(EQUAL) ? this.back(at) : found;
      };
      if (this.gather(starred) !== null) {
        this.raiseStartingFrom(
          comma,
          "iterable argument unpacking follows keyword argument unpacking",
        );
      }
    }
    // f(x for x in y, 1)
    this.p = start;
    const msg = "Generator expression must be parenthesized";
    const element = this.expression();
    let clause = element === null ? null : this.forIfClauses();
    if (element !== null && clause !== null && this.take(COMMA)) {
      if (this.args() === null && this.expression() !== null) this.forIfClauses();
      this.raiseRange(element.from, clause.lastItem.to, msg);
    }
    // f(a=x for x in y)
    this.p = start;
    if (this.take2(NAME, EQUAL)) {
      const equal = this.p - 8;
      if (this.expression() !== null && this.forIfClauses() !== null) {
        this.raiseRange(
          start,
          equal,
          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        );
      }
    }
    // f(a=)
    for (const withArgs of [true, false]) {
      this.p = start;
      if (withArgs && (this.args() === null || !this.take(COMMA))) continue;
      const name = this.p;
      if (this.take2(NAME, EQUAL) && (this.is(COMMA) || this.is(RPAR))) {
        this.raiseRange(name, this.p - 8, "expected argument value expression");
      }
      if (withArgs) break;
    }
    // f(a, b for b in c)
    this.p = start;
    const args = this.args();
    if (args !== null) {
      const end = this.p;
      clause = this.forIfClauses();
      const { positional } = args;
      if (clause !== null && positional.length > 1) {
        this.raiseRange(positional[positional.length - 1].from, clause.lastItem.to, msg);
      }
      this.p = end;
      if (this.take(COMMA)) {
        const afterComma = this.p;
        const value = this.expression();
        clause = value === null ? null : this.forIfClauses();
        if (value !== null && clause !== null) {
          this.raiseRange(value.from, clause.lastItem.to, msg);
        }
        this.p = afterComma;
        if (this.args() !== null) {
          this.raiseLast(
            args.unpacking
              ? "positional argument follows keyword argument unpacking"
              : "positional argument follows keyword argument",
          );
        }
      }
    }
    this.p = start;
  }

  starredExpression(): Found | null {
    const start = this.p;
    if (!this.is(STAR)) return null;
    if (this.invalid) {
      this.p += 8;
      if (this.expression() !== null && this.take(EQUAL)) {
        const value = this.expression();
        if (value !== null) {
          this.raiseRange(start, value.to, "cannot assign to iterable argument unpacking");
        }
      }
      this.p = start;
    }
    this.p += 8;
    const value = this.expression();
    if (value !== null) return this.found("starred", start, [value]);
    if (this.invalid) this.raiseLast("Invalid star expression");
    return this.back(start);
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

  yieldExpression(): Found | null {
    const start = this.p;
    if (!this.take(YIELD)) return null;
    if (this.take(FROM)) {
      if (this.expression() !== null) return this.found("yield expression", start);
      this.p = start + 8;
    }
    this.starExpressions();
    return this.found("yield expression", start);
  }

  strings(): Found | null {
    return this.memo(R_STRINGS, this.stringsBody);
  }

  private stringsBody(): Found | null {
    const start = this.p;
    let joined = false;
    for (;;) {
      if (this.take(STRING)) continue;
      if (!this.is(FSTRING_START) || !this.fstring()) break;
      joined = true;
    }
    if (this.p === start) return null;
    return this.found(joined ? "f-string expression" : "literal", start);
  }

  private fstring(): boolean {
    const start = this.p;
    this.p += 8;
    while (this.replacementField() || this.take(FSTRING_MIDDLE));
    if (this.take(FSTRING_END)) return true;
    this.p = start;
    return false;
  }

  private replacementField(): boolean {
    const start = this.p;
    if (!this.is(LBRACE)) return false;
    this.p += 8;
    if (this.fieldValue()) {
      this.take(EQUAL);
      const end = this.p;
      if (!this.take2(EXCLAMATION, NAME)) this.p = end;
      if (this.take(COLON)) this.formatSpec();
      if (this.take(RBRACE)) return true;
    }
    this.p = start;
    if (this.invalid) this.invalidReplacementField();
    return false;
  }

  private fieldValue(): boolean {
    return (this.yieldExpression() ?? this.starExpressions()) !== null;
  }

  private formatSpec(): void {
    while (this.take(FSTRING_MIDDLE) || this.replacementField());
  }

  private isOneOf(...kinds: number[]): boolean {
    return kinds.includes(this.kind());
  }

  private invalidReplacementField(): void {
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

  // Targets.

  /** Whether the piece may be assigned to (or deleted). */
  private isTarget(found: Found, del: boolean): boolean {
    switch (found.what) {
      case "name":
      case "attribute":
      case "subscript":
        return true;
      case "starred":
        return !del && this.isTarget(found.parts[0], false);
      case "tuple":
      case "list":
        return found.parts.every((part) => this.isTarget(part, del));
    }
    return false;
  }

  starTargets(): Found | null {
    const start = this.p;
    const first = this.starTarget();
    if (first === null) return null;
    return this.rest(start, first, () => this.starTarget());
  }

  starTarget(): Found | null {
    return this.memo(R_STAR_TARGET, this.starTargetBody);
  }

  private starTargetBody(): Found | null {
    const start = this.p;
    if (this.take(STAR)) {
      if (this.is(STAR)) return this.back(start);
      const value = this.starTarget();
      return value === null ? this.back(start) : this.found("starred", start, [value]);
    }
    return this.singleTargetOf(false);
  }

  delTarget(): Found | null {
    return this.memo(R_DEL_TARGET, this.delTargetBody);
  }

  private delTargetBody(): Found | null {
    return this.singleTargetOf(true);
  }

  private singleTargetOf(del: boolean): Found | null {
    const start = this.p;
    const found = this.primary();
    if (found !== null && this.isTarget(found, del)) return found;
    this.p = start;
    // A name is a target whatever stands behind it.
    return found !== null && found.what !== "name" && this.is(NAME) ? this.takeName() : null;
  }

  /** A name, attribute or subscript, perhaps in parentheses. */
  singleTarget(): Found | null {
    const start = this.p;
    const found = this.primary();
    if (found !== null) {
      const { what } = found;
      if (what === "name" || what === "attribute" || what === "subscript") return found;
    }
    this.p = start;
    return found !== null && this.is(NAME) ? this.takeName() : null;
  }

  singleSubscriptAttributeTarget(): Found | null {
    const start = this.p;
    const found = this.primary();
    if (found !== null && found.from === start) {
      if (found.what === "attribute" || found.what === "subscript") return found;
    }
    return this.back(start);
  }

  listDisplay(): Found | null {
    return this.list();
  }

  tupleDisplay(): Found | null {
    return this.tuple();
  }
}
