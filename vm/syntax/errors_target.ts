// The error pass: the targets of assignments, `for` and `del`. See errors_base.ts.

import type { Found } from "./errors_base.ts";
import { ErrorStrings } from "./errors_string.ts";
import { COMMA, NAME, STAR } from "./tokens.ts";

const R_STAR_TARGET = 17;
const R_DEL_TARGET = 18;

export abstract class ErrorTargets extends ErrorStrings {
  abstract primary(): Found | null;

  /** A tuple without parentheses, if a comma follows `first`. */
  protected rest(start: number, first: Found, next: () => Found | null): Found {
    const parts = [first];
    while (this.take(COMMA)) {
      const part = next();
      if (part === null) return this.found("tuple", start, parts);
      parts.push(part);
    }
    return parts.length === 1 ? first : this.found("tuple", start, parts);
  }

  // Targets.

  /** Whether the piece may be assigned to (or deleted). */
  protected isTarget(found: Found, del: boolean): boolean {
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

  protected starTargetBody(): Found | null {
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

  protected delTargetBody(): Found | null {
    return this.singleTargetOf(true);
  }

  protected singleTargetOf(del: boolean): Found | null {
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
}
