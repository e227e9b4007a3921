// The error pass: the parameters of functions and lambdas. See errors_base.ts.

import type { Found } from "./errors_base.ts";
import { ErrorExpressions } from "./errors_expr.ts";
import {
  COLON,
  COMMA,
  DOUBLESTAR,
  EQUAL,
  LPAR,
  NAME,
  RPAR,
  SLASH,
  STAR,
  TYPE_COMMENT,
} from "./tokens.ts";

export abstract class ErrorParameters extends ErrorExpressions {
  /** The parameters of a lambda, up to its colon. */
  override lambdaParameters(): boolean {
    return this.parameters(true);
  }

  /** The parameters of a function, up to `)`. */
  functionParameters(): boolean {
    return this.parameters(false);
  }

  private parameters(lambda: boolean): boolean {
    if (this.invalid) this.invalidParameters(lambda);
    const start = this.p;
    if (this.slashNoDefault(lambda)) {
      this.many(() => this.paramNoDefault(lambda));
      this.many(() => this.paramWithDefault(lambda));
      this.starEtc(lambda);
      return true;
    }
    if (this.slashWithDefault(lambda)) {
      this.many(() => this.paramWithDefault(lambda));
      this.starEtc(lambda);
      return true;
    }
    if (this.many(() => this.paramNoDefault(lambda)) > 0) {
      this.many(() => this.paramWithDefault(lambda));
      this.starEtc(lambda);
      return true;
    }
    if (this.many(() => this.paramWithDefault(lambda)) > 0) {
      this.starEtc(lambda);
      return true;
    }
    if (this.starEtc(lambda)) return true;
    this.p = start;
    return false;
  }

  /** How many of a thing there are. */
  private many(one: () => Found | null): number {
    let count = 0;
    while (one() !== null) count++;
    return count;
  }

  private closes(lambda: boolean): boolean {
    return this.is(lambda ? COLON : RPAR);
  }

  private slashNoDefault(lambda: boolean): boolean {
    const start = this.p;
    if (
      this.many(() => this.paramNoDefault(lambda)) > 0 && this.take(SLASH) &&
      (this.take(COMMA) || this.closes(lambda))
    ) return true;
    this.p = start;
    return false;
  }

  private slashWithDefault(lambda: boolean): boolean {
    const start = this.p;
    this.many(() => this.paramNoDefault(lambda));
    if (
      this.many(() => this.paramWithDefault(lambda)) > 0 && this.take(SLASH) &&
      (this.take(COMMA) || this.closes(lambda))
    ) return true;
    this.p = start;
    return false;
  }

  private starEtc(lambda: boolean): boolean {
    if (this.invalid) this.invalidStarEtc(lambda);
    const start = this.p;
    if (this.take(STAR)) {
      const named = this.p;
      let first = this.paramNoDefault(lambda) !== null;
      if (!first && !lambda) {
        this.p = named;
        first = this.starAnnotatedParam();
      }
      if (first) {
        this.many(() => this.paramMaybeDefault(lambda));
        this.kwds(lambda);
        return true;
      }
      this.p = named;
      if (this.take(COMMA) && this.many(() => this.paramMaybeDefault(lambda)) > 0) {
        this.kwds(lambda);
        return true;
      }
      this.p = start;
      return false;
    }
    return this.kwds(lambda);
  }

  private kwds(lambda: boolean): boolean {
    if (this.invalid) this.invalidKwds(lambda);
    const start = this.p;
    if (this.take(DOUBLESTAR) && this.paramNoDefault(lambda) !== null) return true;
    this.p = start;
    return false;
  }

  /** A comma (with a type comment behind it), or the end of the parameters. */
  private paramEnd(lambda: boolean): boolean {
    if (this.take(COMMA)) {
      if (!lambda) this.take(TYPE_COMMENT);
      return true;
    }
    if (!lambda) this.take(TYPE_COMMENT);
    return this.closes(lambda);
  }

  private param(lambda: boolean): Found | null {
    const start = this.p;
    if (!this.take(NAME)) return null;
    if (!lambda) {
      const end = this.p;
      if (!this.take(COLON) || this.expression() === null) this.p = end;
    }
    return this.found("parameter", start);
  }

  private starAnnotatedParam(): boolean {
    const start = this.p;
    if (
      this.take(NAME) && this.take(COLON) && this.starExpression() !== null && this.paramEnd(false)
    ) return true;
    this.p = start;
    return false;
  }

  private default(): boolean {
    const start = this.p;
    if (!this.take(EQUAL)) return false;
    if (this.expression() !== null) return true;
    this.p = start + 8;
    if (this.invalid && (this.is(RPAR) || this.is(COMMA))) {
      this.raiseRange(start, start, "expected default value expression");
    }
    this.p = start;
    return false;
  }

  private paramNoDefault(lambda: boolean): Found | null {
    const start = this.p;
    const found = this.param(lambda);
    return found !== null && this.paramEnd(lambda) ? found : this.back(start);
  }

  private paramWithDefault(lambda: boolean): Found | null {
    const start = this.p;
    const found = this.param(lambda);
    return found !== null && this.default() && this.paramEnd(lambda) ? found : this.back(start);
  }

  private paramMaybeDefault(lambda: boolean): Found | null {
    const start = this.p;
    const found = this.param(lambda);
    if (found === null) return null;
    this.default();
    return this.paramEnd(lambda) ? found : this.back(start);
  }

  // Wrong forms.

  private invalidParameters(lambda: boolean): void {
    const start = this.p;
    if (this.take(SLASH) && this.is(COMMA)) {
      this.raiseRange(start, start, "at least one argument must precede /");
    }
    this.p = start;
    if (this.slashNoDefault(lambda) || this.slashWithDefault(lambda)) {
      this.many(() => this.paramMaybeDefault(lambda));
      if (this.is(SLASH)) this.raiseRange(this.p, this.p, "/ may appear only once");
    }
    this.p = start;
    this.slashNoDefault(lambda);
    this.many(() => this.paramNoDefault(lambda));
    if (
      this.slashWithDefault(lambda) || this.many(() => this.paramWithDefault(lambda)) > 0
    ) {
      const found = this.paramNoDefault(lambda);
      if (found !== null) {
        this.raiseAt(found, "parameter without a default follows parameter with a default");
      }
    }
    this.p = start;
    this.many(() => this.paramNoDefault(lambda));
    const open = this.p;
    if (this.take(LPAR)) {
      const inside = lambda
        ? this.gather(() => this.param(true)) !== null
        : this.many(() => this.paramNoDefault(false)) > 0;
      if (inside) {
        this.take(COMMA);
        if (this.is(RPAR)) {
          const what = lambda ? "Lambda expression" : "Function";
          this.raiseRange(open, this.p, `${what} parameters cannot be parenthesized`);
        }
      }
    }
    this.p = start;
    if (!this.slashNoDefault(lambda)) this.slashWithDefault(lambda);
    this.many(() => this.paramMaybeDefault(lambda));
    if (this.take(STAR) && (this.take(COMMA) || this.paramNoDefault(lambda) !== null)) {
      this.many(() => this.paramMaybeDefault(lambda));
      if (this.is(SLASH)) this.raiseRange(this.p, this.p, "/ must be ahead of *");
    }
    this.p = start;
    if (this.many(() => this.paramMaybeDefault(lambda)) > 0 && this.take(SLASH) && this.is(STAR)) {
      this.raiseRange(this.p, this.p, "expected comma between / and *");
    }
    this.p = start;
  }

  private invalidStarEtc(lambda: boolean): void {
    const start = this.p;
    if (!this.take(STAR)) return;
    const inside = this.p;
    let bare = this.closes(lambda);
    if (!bare && this.take(COMMA)) bare = this.closes(lambda) || this.is(DOUBLESTAR);
    if (bare) {
      const msg = "named arguments must follow bare *";
      if (lambda) this.raiseLast(msg);
      this.raiseRange(start, start, msg);
    }
    this.p = inside;
    if (!lambda && this.take(COMMA) && this.is(TYPE_COMMENT)) {
      this.raiseLast("bare * has associated type comment");
    }
    this.p = inside;
    if (this.param(lambda) !== null && this.is(EQUAL)) {
      this.raiseRange(
        this.p,
        this.p,
        "var-positional argument cannot have default value",
      );
    }
    this.p = inside;
    if (this.paramNoDefault(lambda) !== null || this.take(COMMA)) {
      this.many(() => this.paramMaybeDefault(lambda));
      const second = this.p;
      if (this.take(STAR) && (this.paramNoDefault(lambda) !== null || this.is(COMMA))) {
        this.raiseRange(second, second, "* argument may appear only once");
      }
    }
    this.p = start;
  }

  private invalidKwds(lambda: boolean): void {
    const start = this.p;
    if (!this.take(DOUBLESTAR)) return;
    if (this.param(lambda) !== null) {
      if (this.is(EQUAL)) {
        this.raiseRange(this.p, this.p, "var-keyword argument cannot have default value");
      }
      if (this.take(COMMA)) {
        const msg = "arguments cannot follow var-keyword argument";
        const next = this.p;
        const more = this.param(lambda);
        if (more !== null) this.raiseAt(more, msg);
        const kind = this.kind();
        if (kind === STAR || kind === DOUBLESTAR || kind === SLASH) {
          this.raiseRange(next, next, msg);
        }
      }
    }
    this.p = start;
  }
}
