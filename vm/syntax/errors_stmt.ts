// The error pass: modules and compound statements. See errors_base.ts.

import type { Found } from "./errors_base.ts";
import { ErrorSimpleStatements } from "./errors_simple.ts";
import {
  AS,
  ASYNC,
  AT,
  CLASS,
  COLON,
  COMMA,
  DEDENT,
  DEF,
  ELIF,
  ELSE,
  ENDMARKER,
  EXCEPT,
  FINALLY,
  FOR,
  IF,
  IN,
  INDENT,
  LPAR,
  NAME,
  NEWLINE,
  RARROW,
  RPAR,
  STAR,
  TRY,
  TYPE_COMMENT,
  WHILE,
  WITH,
} from "./tokens.ts";

const R_BLOCK = 22;

export class ErrorStatements extends ErrorSimpleStatements {
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
