// The error pass: simple statements, and type parameters. See errors_base.ts.

import type { Found } from "./errors_base.ts";
import { ErrorPatterns } from "./errors_pattern.ts";
import {
  AS,
  ASSERT,
  BREAK,
  COLON,
  COMMA,
  CONTINUE,
  DEL,
  DOT,
  DOUBLESTAR,
  ELLIPSIS_TOKEN,
  EQUAL,
  FROM,
  GLOBAL,
  IMPORT,
  LPAR,
  LSQB,
  NAME,
  NAME_TYPE,
  NEWLINE,
  NONLOCAL,
  PASS,
  RAISE,
  RETURN,
  RPAR,
  RSQB,
  SEMI,
  STAR,
  TYPE_COMMENT,
} from "./tokens.ts";

const R_SIMPLE_STATEMENT = 23;
const R_TYPE_PARAM = 24;

export abstract class ErrorSimpleStatements extends ErrorPatterns {
  // Simple statements.

  protected simpleStatements(): boolean {
    const start = this.p;
    if (!this.simpleStatement()) return false;
    if (!this.is(SEMI) && this.take(NEWLINE)) return true;
    this.p = start;
    if (this.gatherSemicolons()) {
      this.take(SEMI);
      if (this.take(NEWLINE)) return true;
    }
    this.p = start;
    return false;
  }

  protected gatherSemicolons(): boolean {
    if (!this.simpleStatement()) return false;
    for (;;) {
      const end = this.p;
      if (!this.take(SEMI) || !this.simpleStatement()) {
        this.p = end;
        return true;
      }
    }
  }

  protected simpleStatement(): boolean {
    return this.memo(R_SIMPLE_STATEMENT, this.simpleStatementBody) !== null;
  }

  protected simpleStatementBody(): Found | null {
    const start = this.p;
    return this.simpleStatementForm() ? this.found("statement", start) : this.back(start);
  }

  protected simpleStatementForm(): boolean {
    const start = this.p;
    if (this.assignment()) return true;
    this.p = start;
    if (this.is(NAME) && this.t[start + 7] === NAME_TYPE && this.typeAlias()) return true;
    this.p = start;
    if (this.starExpressions() !== null) return true;
    switch (this.kind()) {
      case RETURN:
        this.p += 8;
        this.starExpressions();
        return true;
      case IMPORT:
      case FROM:
        return this.importStatement();
      case RAISE: {
        this.p += 8;
        if (this.expression() !== null) {
          const end = this.p;
          if (!this.take(FROM) || this.expression() === null) this.p = end;
        }
        return true;
      }
      case PASS:
      case BREAK:
      case CONTINUE:
        this.p += 8;
        return true;
      case DEL:
        return this.delStatement();
      case 104: // yield
        return this.yieldExpression() !== null;
      case ASSERT: {
        this.p += 8;
        if (this.expression() === null) return false;
        const end = this.p;
        if (!this.take(COMMA) || this.expression() === null) this.p = end;
        return true;
      }
      case GLOBAL:
      case NONLOCAL:
        this.p += 8;
        return this.gather(() => this.takeName()) !== null;
    }
    return false;
  }

  protected annotatedRhs(): boolean {
    return (this.yieldExpression() ?? this.starExpressions()) !== null;
  }

  protected takeAugmented(): boolean {
    const kind = this.kind();
    if (kind < 36 || kind > 50 || kind === 47 || kind === 49) return false;
    this.p += 8;
    return true;
  }

  protected assignment(): boolean {
    const start = this.p;
    if (this.take2(NAME, COLON) && this.expression() !== null) {
      const end = this.p;
      if (!this.take(EQUAL) || !this.annotatedRhs()) this.p = end;
      return true;
    }
    this.p = start;
    let target = false;
    if (this.take(LPAR)) target = this.singleTarget() !== null && this.take(RPAR);
    if (!target) {
      this.p = start;
      target = this.singleSubscriptAttributeTarget() !== null;
    }
    if (target && this.take(COLON) && this.expression() !== null) {
      const end = this.p;
      if (!this.take(EQUAL) || !this.annotatedRhs()) this.p = end;
      return true;
    }
    this.p = start;
    if (this.targetsAndEqual() > 0 && this.annotatedRhs() && !this.is(EQUAL)) {
      this.take(TYPE_COMMENT);
      return true;
    }
    this.p = start;
    if (this.singleTarget() !== null && this.takeAugmented()) {
      // From here on no other reading is tried.
      if (this.annotatedRhs()) return true;
      this.p = start;
      return false;
    }
    this.p = start;
    if (this.invalid) this.invalidAssignment();
    return false;
  }

  /** Takes `a = b = …` up to the last `=` and counts them. */
  protected targetsAndEqual(): number {
    let count = 0;
    for (;;) {
      const start = this.p;
      if (this.starTargets() === null || !this.take(EQUAL)) {
        this.p = start;
        return count;
      }
      count++;
    }
  }

  protected invalidAssignment(): void {
    const start = this.p;
    const target = this.invalidAnnotatedTarget();
    if (target !== null && this.take(COLON) && this.expression() !== null) {
      this.raiseAt(target, `only single target (not ${target.what}) can be annotated`);
    }
    this.p = start;
    const first = this.starNamedExpression();
    if (first !== null && this.take(COMMA)) {
      while (this.starNamedExpressions() !== null);
      if (this.take(COLON) && this.expression() !== null) {
        this.raiseAt(first, "only single target (not tuple) can be annotated");
      }
    }
    this.p = start;
    const annotated = this.expression();
    if (annotated !== null && this.take(COLON) && this.expression() !== null) {
      this.raiseAt(annotated, "illegal target for annotation");
    }
    this.p = start;
    this.targetsAndEqual();
    const values = this.p;
    const value = this.starExpressions();
    if (value !== null && this.is(EQUAL)) {
      this.p += 8;
      this.raiseInvalidTarget(value, "assign");
    }
    this.p = values;
    const yielded = this.yieldExpression();
    if (yielded !== null && this.take(EQUAL)) {
      this.raiseAt(yielded, "assignment to yield expression not possible");
    }
    this.p = start;
    const augmented = this.starExpressions();
    if (augmented !== null && this.takeAugmented() && this.annotatedRhs()) {
      this.raiseAt(
        augmented,
        `'${augmented.what}' is an illegal expression for augmented assignment`,
      );
    }
    this.p = start;
  }

  protected invalidAnnotatedTarget(): Found | null {
    const found = this.listDisplay() ?? this.tupleDisplay();
    if (found !== null) return found;
    const start = this.p;
    if (this.take(LPAR)) {
      const inner = this.invalidAnnotatedTarget();
      if (inner !== null && this.take(RPAR)) return inner;
    }
    return this.back(start);
  }

  protected delStatement(): boolean {
    const start = this.p;
    this.take(DEL);
    if (this.gather(() => this.delTarget()) !== null) {
      this.take(COMMA);
      if (this.is(SEMI) || this.is(NEWLINE)) return true;
    }
    this.p = start + 8;
    if (this.invalid) {
      const targets = this.starExpressions();
      if (targets !== null) this.raiseInvalidTarget(targets, "del");
    }
    this.p = start;
    return false;
  }

  protected importStatement(): boolean {
    const start = this.p;
    if (this.invalid && this.take(IMPORT)) {
      if (this.is(NEWLINE)) {
        this.p += 8;
        this.raiseStartingFrom(this.p - 8, "Expected one or more names after 'import'");
      }
      if (
        this.gather(() => this.dottedName() ? true : null) !== null && this.take(FROM) &&
        this.dottedName()
      ) {
        this.raiseStartingFrom(
          start,
          "Did you mean to use 'from ... import ...' instead?",
        );
      }
    }
    this.p = start;
    if (this.take(IMPORT)) {
      const alias = () => {
        if (!this.dottedName()) return null;
        this.asName();
        return true;
      };
      if (this.gather(alias) !== null) return true;
      this.p = start;
      return false;
    }
    this.take(FROM);
    let dots = false;
    while (this.take(DOT) || this.take(ELLIPSIS_TOKEN)) dots = true;
    const named = this.dottedName();
    if ((named || dots) && this.take(IMPORT) && this.importTargets()) return true;
    this.p = start;
    return false;
  }

  protected dottedName(): boolean {
    if (!this.take(NAME)) return false;
    while (this.take2(DOT, NAME));
    return true;
  }

  protected asName(): void {
    const end = this.p;
    if (!this.take(AS) || !this.take(NAME)) this.p = end;
  }

  protected importTargets(): boolean {
    const start = this.p;
    if (this.take(LPAR)) {
      if (this.importAsNames()) {
        this.take(COMMA);
        if (this.take(RPAR)) return true;
      }
      this.p = start;
    }
    if (this.importAsNames() && !this.is(COMMA)) return true;
    this.p = start;
    if (this.take(STAR)) return true;
    if (this.invalid) {
      if (this.importAsNames() && this.take(COMMA) && this.take(NEWLINE)) {
        this.raiseLast("trailing comma not allowed without surrounding parentheses");
      }
      this.p = start;
      if (this.take(NEWLINE)) {
        this.raiseStartingFrom(start, "Expected one or more names after 'import'");
      }
    }
    this.p = start;
    return false;
  }

  protected importAsNames(): boolean {
    const one = () => {
      if (!this.take(NAME)) return null;
      this.asName();
      return true;
    };
    return this.gather(one) !== null;
  }

  protected typeAlias(): boolean {
    this.p += 8;
    if (!this.take(NAME)) return false;
    this.typeParams();
    return this.take(EQUAL) && this.expression() !== null;
  }

  protected typeParams(): void {
    const start = this.p;
    if (!this.take(LSQB)) return;
    if (this.invalid && this.is(RSQB)) {
      this.p += 8;
      this.raiseStartingFrom(this.p - 8, "Type parameter list cannot be empty");
    }
    if (this.gather(() => this.typeParam()) !== null) {
      this.take(COMMA);
      if (this.take(RSQB)) return;
    }
    this.p = start;
  }

  protected typeParam(): Found | null {
    return this.memo(R_TYPE_PARAM, this.typeParamBody);
  }

  protected typeParamBody(): Found | null {
    const start = this.p;
    if (this.take(NAME)) {
      const end = this.p;
      if (!this.take(COLON) || this.expression() === null) this.p = end;
      this.typeParamDefault(false);
      return this.found("type parameter", start);
    }
    const star = this.kind() === STAR;
    if (!star && this.kind() !== DOUBLESTAR) return null;
    this.p += 8;
    if (!this.take(NAME)) return this.back(start);
    const end = this.p;
    if (this.invalid && this.take(COLON)) {
      const bound = this.expression();
      if (bound !== null) {
        const what = bound.what === "tuple" ? "constraints" : "bound";
        this.raiseStartingFrom(
          end,
          `cannot use ${what} with ${star ? "TypeVarTuple" : "ParamSpec"}`,
        );
      }
    }
    this.p = end;
    this.typeParamDefault(star);
    return this.found("type parameter", start);
  }

  protected typeParamDefault(star: boolean): void {
    const end = this.p;
    if (this.take(EQUAL) && (star ? this.starExpression() : this.expression()) !== null) return;
    this.p = end;
  }
}
