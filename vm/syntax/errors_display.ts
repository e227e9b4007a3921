// The error pass: what stands in brackets, and comprehensions. See errors_base.ts.

import type { Found } from "./errors_base.ts";
import { ErrorTargets } from "./errors_target.ts";
import {
  ASYNC,
  COLON,
  COLONEQUAL,
  COMMA,
  DOUBLESTAR,
  FOR,
  IF,
  IN,
  LBRACE,
  LPAR,
  LSQB,
  NAME,
  RBRACE,
  RPAR,
  RSQB,
  STAR,
} from "./tokens.ts";

export interface Clause extends Found {
  /** The last condition of a comprehension's clause, or what it goes over. */
  readonly lastItem: Found;
}

export abstract class ErrorDisplays extends ErrorTargets {
  abstract expression(): Found | null;
  abstract namedExpression(): Found | null;
  abstract starNamedExpression(): Found | null;
  abstract starredExpression(): Found | null;
  abstract bitwiseOr(): Found | null;
  abstract disjunction(): Found | null;

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

  protected assignmentExpression(): Found | null {
    const start = this.p;
    if (this.take2(NAME, COLONEQUAL) && this.expression() !== null) {
      return this.found("named expression", start);
    }
    return this.back(start);
  }

  protected group(): Found | null {
    const start = this.p;
    if (this.take(LPAR)) {
      const inner = this.yieldExpression() ?? this.namedExpression();
      if (inner !== null && this.take(RPAR)) return inner;
    }
    this.p = start;
    if (this.invalid) this.invalidGroup();
    return null;
  }

  protected invalidGroup(): void {
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

  protected tuple(): Found | null {
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

  protected list(): Found | null {
    const start = this.p;
    if (!this.take(LSQB)) return null;
    const parts = this.starNamedExpressions() ?? [];
    return this.take(RSQB) ? this.found("list", start, parts) : this.back(start);
  }

  protected set(): Found | null {
    const start = this.p;
    this.take(LBRACE);
    if (this.starNamedExpressions() !== null && this.take(RBRACE)) {
      return this.found("set display", start);
    }
    return this.back(start);
  }

  protected dict(): Found | null {
    const start = this.p;
    this.take(LBRACE);
    if (this.gather(() => this.doubleStarredPair() ? true : null) !== null) this.take(COMMA);
    if (this.take(RBRACE)) return this.found("dict literal", start);
    // CPython looks for these in its first pass, too.
    this.p = start + 8;
    this.invalidDoubleStarredPairs();
    return this.back(start);
  }

  protected doubleStarredPair(): boolean {
    const start = this.p;
    if (this.take(DOUBLESTAR)) {
      if (this.bitwiseOr() !== null) return true;
      this.p = start;
    }
    return this.pair();
  }

  protected pair(): boolean {
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

  protected invalidPair(): void {
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

  protected invalidValue(): void {
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

  protected listComprehension(): Found | null {
    const start = this.p;
    if (
      this.take(LSQB) && this.namedExpression() !== null && this.forIfClauses() !== null &&
      this.take(RSQB)
    ) return this.found("list comprehension", start);
    this.p = start;
    if (this.invalid) this.invalidComprehension();
    return null;
  }

  protected setComprehension(): Found | null {
    const start = this.p;
    if (
      this.take(LBRACE) && this.namedExpression() !== null && this.forIfClauses() !== null &&
      this.take(RBRACE)
    ) return this.found("set comprehension", start);
    this.p = start;
    if (this.invalid) this.invalidComprehension();
    return null;
  }

  protected dictComprehension(): Found | null {
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

  protected invalidComprehension(): void {
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
  protected forIfClauses(): Clause | null {
    let last: Clause | null = null;
    for (;;) {
      const clause = this.forIfClause();
      if (clause === null) return last;
      last = clause;
    }
  }

  protected forIfClause(): Clause | null {
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
    this.invalidForIfClause();
    if (this.invalid) this.invalidForTarget();
    return null;
  }

  /** `for x y in z`: one of the few wrong forms that CPython looks for in its first pass, too. */
  protected invalidForIfClause(): void {
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

  listDisplay(): Found | null {
    return this.list();
  }

  tupleDisplay(): Found | null {
    return this.tuple();
  }
}
