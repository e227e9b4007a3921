// The error pass: statements. See errors_base.ts.

import type { Found } from "./errors_base.ts";
import { ErrorPatterns } from "./errors_pattern.ts";
import {
  AS,
  ASSERT,
  ASYNC,
  AT,
  BREAK,
  CLASS,
  COLON,
  COMMA,
  CONTINUE,
  DEDENT,
  DEF,
  DEL,
  DOT,
  DOUBLESTAR,
  ELIF,
  ELLIPSIS_TOKEN,
  ELSE,
  ENDMARKER,
  EQUAL,
  EXCEPT,
  FINALLY,
  FOR,
  FROM,
  GLOBAL,
  IF,
  IMPORT,
  IN,
  INDENT,
  LPAR,
  LSQB,
  NAME,
  NAME_TYPE,
  NEWLINE,
  NONLOCAL,
  PASS,
  RAISE,
  RARROW,
  RETURN,
  RPAR,
  RSQB,
  SEMI,
  STAR,
  TRY,
  TYPE_COMMENT,
  WHILE,
  WITH,
} from "./tokens.ts";

const R_BLOCK = 22;
const R_SIMPLE_STATEMENT = 23;
const R_TYPE_PARAM = 24;

export class ErrorStatements extends ErrorPatterns {
  /** A module, as far as the wrong form in it. */
  module(): void {
    this.statements();
    this.take(ENDMARKER);
  }

  evaluation(): void {
    this.expressions();
    while (this.take(NEWLINE));
    this.take(ENDMARKER);
  }

  interactive(): void {
    if (this.compoundStatement()) {
      this.take(NEWLINE);
      return;
    }
    if (this.simpleStatements()) return;
    if (!this.take(NEWLINE)) this.take(ENDMARKER);
  }

  functionType(): void {
    if (!this.take(LPAR)) return;
    this.gather(() => this.expression());
    if (this.take(RPAR) && this.take(RARROW)) this.expression();
  }

  private statements(): boolean {
    let any = false;
    while (this.statement()) any = true;
    return any;
  }

  private statement(): boolean {
    return this.compoundStatement() || this.simpleStatements();
  }

  private compoundStatement(): boolean {
    switch (this.kind()) {
      case DEF:
        return this.functionDef();
      case IF:
        return this.ifStatement(IF);
      case CLASS:
        return this.classDef();
      case WITH:
        return this.withStatement();
      case FOR:
        return this.forStatement();
      case TRY:
        return this.tryStatement();
      case WHILE:
        return this.whileStatement();
      case AT:
        return this.functionDef() || this.classDef();
      case ASYNC:
        return this.functionDef() || this.withStatement() || this.forStatement();
    }
    return this.matchStatement();
  }

  // Simple statements.

  private simpleStatements(): boolean {
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

  private gatherSemicolons(): boolean {
    if (!this.simpleStatement()) return false;
    for (;;) {
      const end = this.p;
      if (!this.take(SEMI) || !this.simpleStatement()) {
        this.p = end;
        return true;
      }
    }
  }

  private simpleStatement(): boolean {
    return this.memo(R_SIMPLE_STATEMENT, this.simpleStatementBody) !== null;
  }

  private simpleStatementBody(): Found | null {
    const start = this.p;
    return this.simpleStatementForm() ? this.found("statement", start) : this.back(start);
  }

  private simpleStatementForm(): boolean {
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

  private annotatedRhs(): boolean {
    return (this.yieldExpression() ?? this.starExpressions()) !== null;
  }

  private takeAugmented(): boolean {
    const kind = this.kind();
    if (kind < 36 || kind > 50 || kind === 47 || kind === 49) return false;
    this.p += 8;
    return true;
  }

  private assignment(): boolean {
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
  private targetsAndEqual(): number {
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

  private invalidAssignment(): void {
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

  private invalidAnnotatedTarget(): Found | null {
    const found = this.listDisplay() ?? this.tupleDisplay();
    if (found !== null) return found;
    const start = this.p;
    if (this.take(LPAR)) {
      const inner = this.invalidAnnotatedTarget();
      if (inner !== null && this.take(RPAR)) return inner;
    }
    return this.back(start);
  }

  private delStatement(): boolean {
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

  private importStatement(): boolean {
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

  private dottedName(): boolean {
    if (!this.take(NAME)) return false;
    while (this.take2(DOT, NAME));
    return true;
  }

  private asName(): void {
    const end = this.p;
    if (!this.take(AS) || !this.take(NAME)) this.p = end;
  }

  private importTargets(): boolean {
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

  private importAsNames(): boolean {
    const one = () => {
      if (!this.take(NAME)) return null;
      this.asName();
      return true;
    };
    return this.gather(one) !== null;
  }

  private typeAlias(): boolean {
    this.p += 8;
    if (!this.take(NAME)) return false;
    this.typeParams();
    return this.take(EQUAL) && this.expression() !== null;
  }

  private typeParams(): void {
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

  private typeParam(): Found | null {
    return this.memo(R_TYPE_PARAM, this.typeParamBody);
  }

  private typeParamBody(): Found | null {
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

  private typeParamDefault(star: boolean): void {
    const end = this.p;
    if (this.take(EQUAL) && (star ? this.starExpression() : this.expression()) !== null) return;
    this.p = end;
  }

  // Blocks.

  override block(): boolean {
    return this.memo(R_BLOCK, this.blockBody) !== null;
  }

  private blockBody(): Found | null {
    const start = this.p;
    if (this.take2(NEWLINE, INDENT) && this.statements() && this.take(DEDENT)) {
      return this.found("block", start);
    }
    this.p = start;
    if (this.simpleStatements()) return this.found("block", start);
    if (this.invalid && this.take(NEWLINE) && !this.is(INDENT)) {
      this.raiseLast("expected an indented block", "IndentationError");
    }
    return this.back(start);
  }

  /** Complains if the line ends behind a colon and no block follows; `from` is the statement's keyword. */
  override expectIndent(from: number, what: string): void {
    const start = this.p;
    if (this.take(NEWLINE) && !this.is(INDENT)) {
      const line = this.t[from + 3];
      this.raiseLast(
        `expected an indented block after ${what} on line ${line}`,
        "IndentationError",
      );
    }
    this.p = start;
  }

  /** Takes a token that must be there, whatever else might be tried. */
  private force(kind: number, text: string): void {
    if (this.kind() !== kind) this.raiseRange(this.p, this.p, `expected '${text}'`);
    this.p += 8;
  }

  // Definitions.

  private decorators(): boolean {
    let any = false;
    for (;;) {
      const start = this.p;
      if (!this.take(AT) || this.namedExpression() === null || !this.take(NEWLINE)) {
        this.p = start;
        return any;
      }
      any = true;
    }
  }

  private classDef(): boolean {
    const start = this.p;
    if (this.decorators() && this.classDefRaw()) return true;
    this.p = start;
    return this.classDefRaw();
  }

  private classHead(): boolean {
    if (!this.take(CLASS) || !this.take(NAME)) return false;
    this.typeParams();
    const end = this.p;
    if (this.take(LPAR)) {
      this.callArguments();
      if (!this.take(RPAR)) this.p = end;
    }
    return true;
  }

  private classDefRaw(): boolean {
    const start = this.p;
    if (this.invalid && this.classHead()) {
      if (this.take(NEWLINE)) this.raiseLast("expected ':'");
      if (this.take(COLON)) this.expectIndent(start, "class definition");
    }
    this.p = start;
    if (this.classHead() && this.take(COLON) && this.block()) return true;
    this.p = start;
    return false;
  }

  private functionDef(): boolean {
    const start = this.p;
    if (this.decorators() && this.functionDefRaw()) return true;
    this.p = start;
    return this.functionDefRaw();
  }

  private functionDefRaw(): boolean {
    const start = this.p;
    if (this.invalid) {
      this.take(ASYNC);
      const def = this.p;
      if (this.take(DEF) && this.take(NAME)) {
        this.typeParams();
        if (this.take(LPAR)) {
          this.functionParameters();
          if (this.take(RPAR)) {
            this.returns();
            if (this.take(COLON)) this.expectIndent(def, "function definition");
          }
        }
      }
      this.p = start;
    }
    this.take(ASYNC);
    if (this.take(DEF) && this.take(NAME)) {
      this.typeParams();
      this.force(LPAR, "(");
      this.functionParameters();
      if (this.take(RPAR)) {
        this.returns();
        this.force(COLON, ":");
        this.functionTypeComment();
        if (this.block()) return true;
      }
    }
    this.p = start;
    return false;
  }

  private returns(): void {
    const end = this.p;
    if (!this.take(RARROW) || this.expression() === null) this.p = end;
  }

  private functionTypeComment(): void {
    const start = this.p;
    if (this.take(NEWLINE) && this.take(TYPE_COMMENT)) {
      const end = this.p;
      if (this.take(NEWLINE) && this.is(INDENT)) {
        this.p = end;
        return;
      }
    }
    this.p = start;
    if (
      this.invalid && this.take(TYPE_COMMENT) && this.take(NEWLINE) && this.take(TYPE_COMMENT) &&
      this.take(NEWLINE) && this.take(INDENT)
    ) this.raiseLast("Cannot have two type comments on def");
    this.p = start;
    this.take(TYPE_COMMENT);
  }

  // Compound statements.

  /** `if` or `elif`, with what follows. */
  private ifStatement(keyword: number): boolean {
    const start = this.p;
    if (!this.take(keyword)) return false;
    const test = this.namedExpression();
    if (test !== null) {
      if (this.invalid) {
        const end = this.p;
        if (this.take(NEWLINE)) this.raiseLast("expected ':'");
        if (this.take(COLON)) {
          this.expectIndent(start, keyword === IF ? "'if' statement" : "'elif' statement");
        }
        this.p = end;
      }
      if (this.take(COLON) && this.block()) {
        if (!this.ifStatement(ELIF)) this.elseBlock();
        return true;
      }
    }
    this.p = start;
    return false;
  }

  private elseBlock(): boolean {
    const start = this.p;
    if (!this.take(ELSE)) return false;
    if (this.invalid && this.take(COLON)) {
      this.expectIndent(start, "'else' statement");
      this.p = start + 8;
    }
    this.force(COLON, ":");
    if (this.block()) return true;
    this.p = start;
    return false;
  }

  private whileStatement(): boolean {
    const start = this.p;
    this.take(WHILE);
    if (this.namedExpression() !== null) {
      if (this.invalid) {
        const end = this.p;
        if (this.take(NEWLINE)) this.raiseLast("expected ':'");
        if (this.take(COLON)) this.expectIndent(start, "'while' statement");
        this.p = end;
      }
      if (this.take(COLON) && this.block()) {
        this.elseBlock();
        return true;
      }
    }
    this.p = start;
    return false;
  }

  private forStatement(): boolean {
    const start = this.p;
    this.take(ASYNC);
    const keyword = this.p;
    if (this.take(FOR) && this.starTargets() !== null && this.take(IN)) {
      const iter = this.starExpressions();
      if (iter !== null) {
        if (this.invalid) {
          const end = this.p;
          if (this.take(NEWLINE)) this.raiseLast("expected ':'");
          if (this.take(COLON)) this.expectIndent(keyword, "'for' statement");
          this.p = end;
        }
        if (this.take(COLON)) {
          this.take(TYPE_COMMENT);
          if (this.block()) {
            this.elseBlock();
            return true;
          }
        }
      }
      // Behind `in` no other reading is tried.
      this.p = start;
      return false;
    }
    this.p = start;
    if (this.invalid) this.invalidForTarget();
    return false;
  }

  private withStatement(): boolean {
    const start = this.p;
    if (this.invalid) this.invalidWith(true);
    for (const parenthesized of [true, false]) {
      this.p = start;
      this.take(ASYNC);
      if (!this.take(WITH)) break;
      if (parenthesized && !this.take(LPAR)) continue;
      if (this.gather(() => this.withItem() ? true : null) === null) continue;
      if (parenthesized) {
        this.take(COMMA);
        if (!this.take(RPAR)) continue;
      }
      if (!this.take(COLON)) continue;
      this.take(TYPE_COMMENT);
      if (this.block()) return true;
    }
    this.p = start;
    if (this.invalid) this.invalidWith(false);
    return false;
  }

  /** A `with` whose colon, or (`indent`) whose block, is not there. */
  private invalidWith(indent: boolean): void {
    const start = this.p;
    for (const parenthesized of [false, true]) {
      this.p = start;
      this.take(ASYNC);
      const keyword = this.p;
      if (!this.take(WITH)) break;
      if (parenthesized && !this.take(LPAR)) continue;
      const item = () => {
        const found = parenthesized ? this.expressions() : this.expression();
        if (found === null) return null;
        const end = this.p;
        if (!this.take(AS) || this.starTarget() === null) this.p = end;
        return true;
      };
      if (this.gather(item) === null) continue;
      if (parenthesized) {
        this.take(COMMA);
        if (!this.take(RPAR)) continue;
      }
      if (!indent) {
        if (this.take(NEWLINE)) this.raiseLast("expected ':'");
      } else if (this.take(COLON)) this.expectIndent(keyword, "'with' statement");
    }
    this.p = start;
  }

  private withItem(): boolean {
    const start = this.p;
    if (this.expression() !== null && this.take(AS) && this.starTarget() !== null) {
      if (this.is(COMMA) || this.is(RPAR) || this.is(COLON)) return true;
    }
    this.p = start;
    if (this.invalid && this.expression() !== null && this.take(AS)) {
      const target = this.expression();
      if (target !== null && (this.is(COMMA) || this.is(RPAR) || this.is(COLON))) {
        this.raiseInvalidTarget(target, "assign");
      }
    }
    this.p = start;
    return this.expression() !== null;
  }

  private tryStatement(): boolean {
    const start = this.p;
    if (this.invalid) this.invalidTry();
    this.take(TRY);
    this.force(COLON, ":");
    if (this.block()) {
      if (this.finallyBlock()) return true;
      const end = this.p;
      for (const star of [false, true]) {
        this.p = end;
        let any = false;
        while (star ? this.exceptStarBlock() : this.exceptBlock()) any = true;
        if (!any) continue;
        this.elseBlock();
        this.finallyBlock();
        return true;
      }
    }
    this.p = start;
    return false;
  }

  private exceptName(): void {
    const end = this.p;
    if (!this.take(AS) || !this.take(NAME)) this.p = end;
  }

  private invalidTry(): void {
    const start = this.p;
    this.take(TRY);
    if (this.take(COLON)) {
      this.expectIndent(start, "'try' statement");
      const body = this.p;
      if (this.block() && !this.is(EXCEPT) && !this.is(FINALLY)) {
        this.raiseLast("expected 'except' or 'finally' block");
      }
      const msg = "cannot have both 'except' and 'except*' on the same 'try'";
      for (const star of [false, true]) {
        this.p = body;
        while (this.block());
        let any = false;
        while (star ? this.exceptStarBlock() : this.exceptBlock()) any = true;
        const except = this.p;
        if (!any || !this.take(EXCEPT)) continue;
        if (!star) {
          if (!this.take(STAR) || this.expression() === null) continue;
          this.exceptName();
          if (this.is(COLON)) this.raiseRange(except, except + 8, msg);
        } else {
          if (this.expression() !== null) this.exceptName();
          if (this.is(COLON)) this.raiseRange(except, except, msg);
        }
      }
    }
    this.p = start;
  }

  private exceptBlock(): boolean {
    const start = this.p;
    if (!this.is(EXCEPT)) return false;
    if (this.invalid) {
      this.p += 8;
      if (this.expression() !== null) this.exceptName();
      if (this.take(COLON)) this.expectIndent(start, "'except' statement");
      this.p = start;
    }
    this.p += 8;
    if (this.expression() !== null) {
      this.exceptName();
      if (this.take(COLON) && this.block()) return true;
    }
    this.p = start + 8;
    if (this.take(COLON) && this.block()) return true;
    this.p = start;
    if (this.invalid) this.invalidExcept();
    return false;
  }

  private exceptStarBlock(): boolean {
    const start = this.p;
    if (!this.is(EXCEPT)) return false;
    this.p += 8;
    if (this.take(STAR) && this.expression() !== null) {
      this.exceptName();
      if (this.take(COLON)) {
        if (this.invalid) this.expectIndent(start, "'except*' statement");
        if (this.block()) return true;
      }
    }
    this.p = start;
    if (this.invalid) this.invalidExcept();
    return false;
  }

  private invalidExcept(): void {
    const start = this.p;
    this.take(EXCEPT);
    const star = this.take(STAR);
    const inside = this.p;
    const type = this.expression();
    if (type !== null) {
      const end = this.p;
      if (this.take(COMMA) && this.expressions() !== null) {
        this.exceptName();
        if (this.take(COLON)) {
          this.raiseStartingFrom(
            type.from,
            "multiple exception types must be parenthesized",
          );
        }
      }
      this.p = end;
      this.exceptName();
      if (this.take(NEWLINE)) this.raiseLast("expected ':'");
    }
    this.p = inside;
    if (!star && this.take(NEWLINE)) this.raiseLast("expected ':'");
    if (star && (this.take(NEWLINE) || this.take(COLON))) {
      this.raiseLast("expected one or more exception types");
    }
    this.p = start;
  }

  private finallyBlock(): boolean {
    const start = this.p;
    if (!this.take(FINALLY)) return false;
    if (this.invalid && this.take(COLON)) {
      this.expectIndent(start, "'finally' statement");
      this.p = start + 8;
    }
    this.force(COLON, ":");
    if (this.block()) return true;
    this.p = start;
    return false;
  }
}
