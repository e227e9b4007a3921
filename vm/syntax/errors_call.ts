// The error pass: the arguments of calls, and subscripts. See errors_base.ts.

import type { Found } from "./errors_base.ts";
import { ErrorDisplays } from "./errors_display.ts";
import {
  COLON,
  COLONEQUAL,
  COMMA,
  DOUBLESTAR,
  EQUAL,
  FALSE,
  NAME,
  NONE,
  RPAR,
  STAR,
  TRUE,
} from "./tokens.ts";

const R_ARGUMENTS = 16;

/** What the arguments of a call were. */
interface Arguments extends Found {
  readonly positional: readonly Found[];
  /** Whether `**` stands among them. */
  readonly unpacking: boolean;
}

export abstract class ErrorCalls extends ErrorDisplays {
  protected slices(): boolean {
    const start = this.p;
    if (this.slice() && !this.is(COMMA)) return true;
    this.p = start;
    const one = () => (this.slice() || this.starredExpression() !== null) ? true : null;
    if (this.gather(one) === null) return false;
    this.take(COMMA);
    return true;
  }

  protected slice(): boolean {
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

  // Calls.

  callArguments(): Found | null {
    return this.memo(R_ARGUMENTS, this.callArgumentsBody);
  }

  protected callArgumentsBody(): Found | null {
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
  protected positional(): Found | null {
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

  protected args(): Arguments | null {
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

  protected kwargs(): Found[] | null {
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

  protected kwargOrStarred(): Found | null {
    if (this.invalid) this.invalidKwarg();
    return this.kwarg() ?? this.starredExpression();
  }

  protected kwargOrDoubleStarred(): Found | null {
    if (this.invalid) this.invalidKwarg();
    const found = this.kwarg();
    if (found !== null) return found;
    const start = this.p;
    if (this.take(DOUBLESTAR) && this.expression() !== null) return this.found("**", start);
    return this.back(start);
  }

  protected kwarg(): Found | null {
    const start = this.p;
    if (this.take2(NAME, EQUAL) && this.expression() !== null) return this.found("=", start);
    return this.back(start);
  }

  protected invalidKwarg(): void {
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

  protected invalidArguments(): void {
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

  override starredExpression(): Found | null {
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
    // CPython complains of this in its first pass already.
    this.raiseLast("Invalid star expression");
  }
}
