// Statements.

import {
  alias,
  AnnAssign,
  type arguments_,
  Assert,
  Assign,
  AsyncFor,
  AsyncFunctionDef,
  AsyncWith,
  Attribute,
  AugAssign,
  Break,
  ClassDef,
  Continue,
  Delete,
  ExceptHandler,
  Expr,
  type expr,
  expr_context,
  For,
  FunctionDef,
  Global,
  If,
  Import,
  ImportFrom,
  type keyword,
  Name,
  Nonlocal,
  operator,
  ParamSpec,
  Pass,
  Raise,
  Return,
  type stmt,
  Subscript,
  Try,
  TryStar,
  type type_param,
  TypeAlias,
  TypeVar,
  TypeVarTuple,
  While,
  With,
  withitem,
} from "./ast.ts";
import { FAIL, MAX_CHAIN } from "./parser_base.ts";
import { PatternParser } from "./parser_pattern.ts";
import {
  AS,
  ASYNC,
  AT,
  CLASS,
  COLON,
  COMMA,
  DEDENT,
  DEF,
  DOT,
  DOUBLESTAR,
  ELIF,
  ELLIPSIS_TOKEN,
  ELSE,
  ENDMARKER,
  EQUAL,
  EXCEPT,
  FINALLY,
  FROM,
  IMPORT,
  IN,
  INDENT,
  LPAR,
  LSQB,
  NAME,
  NAME_MATCH,
  NAME_TYPE,
  NEWLINE,
  RARROW,
  RPAR,
  RSQB,
  SEMI,
  STAR,
  TYPE_COMMENT,
  YIELD,
} from "./tokens.ts";

const STORE = expr_context.Store;

/** By kind of token: the operator of an augmented assignment, 0 for other tokens. */
const AUGMENTED: Uint8Array = new Uint8Array(128);
const AUGMENTING: readonly [number, operator][] = [
  [36, operator.Add],
  [37, operator.Sub],
  [38, operator.Mult],
  [39, operator.Div],
  [40, operator.Mod],
  [41, operator.BitAnd],
  [42, operator.BitOr],
  [43, operator.BitXor],
  [44, operator.LShift],
  [45, operator.RShift],
  [46, operator.Pow],
  [48, operator.FloorDiv],
  [50, operator.MatMult],
];
for (const [kind, op] of AUGMENTING) AUGMENTED[kind] = op;

export class StatementParser extends PatternParser {
  /** Statements up to a token that ends them (DEDENT or ENDMARKER). */
  statements(end: number): stmt[] {
    const t = this.t;
    const body: stmt[] = [];
    while (t[this.p] !== end) {
      this.outermost = this.p;
      this.statement(body);
    }
    return body;
  }

  /** One compound statement, or a line of simple ones. */
  statement(body: stmt[]): void {
    const compound = this.compoundStatement();
    if (compound !== null) body.push(compound);
    else this.simpleStatements(body);
  }

  compoundStatement(): stmt | null {
    const { t, p: start } = this;
    switch (t[start]) {
      case 1: // a name
        if (t[start + 7] === NAME_MATCH) return this.matchStatement();
        return null;
      case 81: // def
        return this.functionDef(start, [], false);
      case 90: // if
        return this.ifStatement();
      case 79: // class
        return this.classDef(start, []);
      case 103: // with
        return this.withStatement(start, false);
      case 87: // for
        return this.forStatement(start, false);
      case 101: // try
        return this.tryStatement();
      case 102: // while
        return this.whileStatement();
      case 49: // @
        return this.decorated();
      case 76: // async
        return this.asyncStatement();
    }
    return null;
  }

  /** Simple statements between semicolons, up to the end of the line. */
  simpleStatements(body: stmt[]): void {
    const t = this.t;
    for (;;) {
      body.push(this.simpleStatement());
      if (t[this.p] === NEWLINE) {
        this.p += 8;
        return;
      }
      this.expect(SEMI);
      if (t[this.p] === NEWLINE) {
        this.p += 8;
        return;
      }
    }
  }

  override block(): stmt[] {
    const t = this.t;
    if (t[this.p] !== NEWLINE) {
      const body: stmt[] = [];
      this.simpleStatements(body);
      return body;
    }
    this.p += 8;
    this.expect(INDENT);
    this.enter();
    const body: stmt[] = [];
    do this.statement(body); while (t[this.p] !== DEDENT && t[this.p] !== ENDMARKER);
    this.depth--;
    this.expect(DEDENT);
    return body;
  }

  private simpleStatement(): stmt {
    const { t, p: start } = this;
    switch (t[start]) {
      case 1: // a name
        if (t[start + 7] === NAME_TYPE && t[start + 8] === NAME) return this.typeAlias();
        break;
      case 100: { // return
        this.p = start + 8;
        const value = this.startsExpression() ? this.starExpressions() : null;
        const last = this.p - 8;
        return new Return(value, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
      }
      case 91: // import
        return this.importName();
      case 88: // from
        return this.importFrom();
      case 99: { // raise
        this.p = start + 8;
        let exc: expr | null = null;
        let cause: expr | null = null;
        if (this.startsExpression()) {
          exc = this.expression();
          if (t[this.p] === FROM) {
            this.p += 8;
            cause = this.expression();
          }
        }
        const last = this.p - 8;
        return new Raise(exc, cause, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
      }
      case 98: // pass
        this.p = start + 8;
        return new Pass(t[start + 3], t[start + 4], t[start + 5], t[start + 6]);
      case 82: // del
        return this.deleteStatement();
      case 104: { // yield
        const value = this.yieldExpression();
        if (t[this.p] === EQUAL || AUGMENTED[t[this.p]] !== 0) this.fail();
        const last = this.p - 8;
        return new Expr(value, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
      }
      case 75: { // assert
        this.p = start + 8;
        const test = this.expression();
        const msg = this.accept(COMMA) ? this.expression() : null;
        const last = this.p - 8;
        return new Assert(test, msg, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
      }
      case 78: // break
        this.p = start + 8;
        return new Break(t[start + 3], t[start + 4], t[start + 5], t[start + 6]);
      case 80: // continue
        this.p = start + 8;
        return new Continue(t[start + 3], t[start + 4], t[start + 5], t[start + 6]);
      case 89: // global
      case 95: { // nonlocal
        this.p = start + 8;
        const names = [this.identifier()];
        while (this.accept(COMMA)) names.push(this.identifier());
        const last = this.p - 8;
        return t[start] === 89
          ? new Global(names, t[start + 3], t[start + 4], t[last + 5], t[last + 6])
          : new Nonlocal(names, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
      }
    }
    return this.expressionStatement();
  }

  /** An expression, or an assignment of any kind. */
  private expressionStatement(): stmt {
    const { t, p: start } = this;
    const first = this.starExpressions();
    const next = t[this.p];
    if (next === EQUAL) return this.assignment(first, start);
    if (next === COLON) return this.annotatedAssignment(first, start);
    const op = AUGMENTED[next];
    if (op !== 0) {
      if (!(first instanceof Name || first instanceof Attribute || first instanceof Subscript)) {
        this.fail();
      }
      first.ctx = STORE;
      if (next === 50) this.needsVersion(5, "The '@' operator is");
      this.p += 8;
      const value = this.assigned();
      const last = this.p - 8;
      return new AugAssign(
        first,
        op as operator,
        value,
        t[start + 3],
        t[start + 4],
        t[last + 5],
        t[last + 6],
      );
    }
    const last = this.p - 8;
    return new Expr(first, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private assigned(): expr {
    return this.t[this.p] === YIELD ? this.yieldExpression() : this.starExpressions();
  }

  private assignment(first: expr, start: number): stmt {
    const t = this.t;
    this.setContext(first, STORE);
    const targets = [first];
    let value: expr;
    for (;;) {
      this.p += 8;
      value = this.assigned();
      if (t[this.p] !== EQUAL) break;
      this.setContext(value, STORE);
      targets.push(value);
    }
    const last = this.p - 8;
    const comment = this.typeComment();
    const end = comment === null ? last : this.p - 8;
    return new Assign(
      targets,
      value,
      comment,
      t[start + 3],
      t[start + 4],
      t[end + 5],
      t[end + 6],
    );
  }

  private typeComment(): string | null {
    if (this.t[this.p] !== TYPE_COMMENT) return null;
    const text = this.tokenText(this.p);
    this.p += 8;
    return text;
  }

  private annotatedAssignment(target: expr, start: number): stmt {
    const t = this.t;
    if (
      !(target instanceof Name || target instanceof Attribute || target instanceof Subscript)
    ) this.fail();
    target.ctx = STORE;
    const simple = target instanceof Name && t[start] !== LPAR ? 1 : 0;
    this.p += 8;
    const annotation = this.expression();
    const value = this.accept(EQUAL) ? this.assigned() : null;
    this.needsVersion(
      6,
      simple === 1 ? "Variable annotation syntax is" : "Variable annotations syntax is",
    );
    const last = this.p - 8;
    return new AnnAssign(
      target,
      annotation,
      value,
      simple,
      t[start + 3],
      t[start + 4],
      t[last + 5],
      t[last + 6],
    );
  }

  private deleteStatement(): stmt {
    const { t, p: start } = this;
    this.p = start + 8;
    const targets: expr[] = [];
    do {
      const target = this.primary();
      this.setContext(target, expr_context.Del);
      targets.push(target);
    } while (this.accept(COMMA) && this.startsExpression());
    if (t[this.p] !== SEMI && t[this.p] !== NEWLINE) this.fail();
    const last = this.p - 8;
    return new Delete(targets, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  // Imports.

  private importName(): stmt {
    const { t, p: start } = this;
    const names: alias[] = [];
    do {
      this.p += 8;
      const at = this.p;
      const name = this.dotted();
      names.push(this.aliasOf(name, at));
    } while (t[this.p] === COMMA);
    const last = this.p - 8;
    return new Import(names, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private dotted(): string {
    const t = this.t;
    let name = this.identifier();
    while (t[this.p] === DOT) {
      this.p += 8;
      name += "." + this.identifier();
    }
    return name;
  }

  private aliasOf(name: string, start: number): alias {
    const t = this.t;
    const asname = this.accept(AS) ? this.identifier() : null;
    const last = this.p - 8;
    return new alias(name, asname, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private importFrom(): stmt {
    const { t, p: start } = this;
    let level = 0;
    this.p = start + 8;
    for (;; this.p += 8) {
      if (t[this.p] === DOT) level++;
      else if (t[this.p] === ELLIPSIS_TOKEN) level += 3;
      else break;
    }
    const module = t[this.p] === NAME || level === 0 ? this.dotted() : null;
    this.expect(IMPORT);
    const names: alias[] = [];
    const at = this.p;
    if (t[at] === STAR) {
      this.p = at + 8;
      names.push(new alias("*", null, t[at + 3], t[at + 4], t[at + 5], t[at + 6]));
    } else if (t[at] === LPAR) {
      do {
        this.p += 8;
        if (t[this.p] === RPAR && names.length > 0) break;
        const from = this.p;
        names.push(this.aliasOf(this.identifier(), from));
      } while (t[this.p] === COMMA);
      this.expect(RPAR);
    } else {
      for (;;) {
        const from = this.p;
        names.push(this.aliasOf(this.identifier(), from));
        if (t[this.p] !== COMMA) break;
        this.p += 8;
      }
    }
    const last = this.p - 8;
    return new ImportFrom(
      module,
      names,
      level,
      t[start + 3],
      t[start + 4],
      t[last + 5],
      t[last + 6],
    );
  }

  // Type aliases and type parameters.

  private typeAlias(): stmt {
    const { t, p: start } = this;
    const name = this.nameAt(start + 8, STORE);
    this.p = start + 16;
    const params = this.typeParams();
    this.expect(EQUAL);
    const value = this.expression();
    this.needsVersion(12, "Type statement is");
    const last = this.p - 8;
    return new TypeAlias(name, params, value, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private typeParams(): type_param[] {
    const t = this.t;
    const params: type_param[] = [];
    if (t[this.p] !== LSQB) return params;
    do {
      this.p += 8;
      if (t[this.p] === RSQB && params.length > 0) break;
      params.push(this.typeParam());
    } while (t[this.p] === COMMA);
    this.expect(RSQB);
    this.needsVersion(12, "Type parameter lists are", this.p - 8);
    return params;
  }

  private typeParam(): type_param {
    const { t, p: start } = this;
    const kind = t[start];
    if (kind === STAR || kind === DOUBLESTAR) this.p = start + 8;
    const name = this.identifier();
    let bound: expr | null = null;
    if (kind !== NAME && this.accept(COLON)) {
      // Wrong, but read on for the complaint.
      this.expression();
      this.fail();
    }
    if (this.accept(COLON)) bound = this.expression();
    let fallback: expr | null = null;
    if (this.accept(EQUAL)) {
      fallback = kind === STAR ? this.starExpression() : this.expression();
      this.needsVersion(13, "Type parameter defaults are");
    }
    const last = this.p - 8;
    const [line, col, endLine, endCol] = [t[start + 3], t[start + 4], t[last + 5], t[last + 6]];
    if (kind === STAR) return new TypeVarTuple(name, fallback, line, col, endLine, endCol);
    if (kind === DOUBLESTAR) return new ParamSpec(name, fallback, line, col, endLine, endCol);
    return new TypeVar(name, bound, fallback, line, col, endLine, endCol);
  }

  // Definitions.

  private decorated(): stmt {
    const t = this.t;
    const decorators: expr[] = [];
    while (t[this.p] === AT) {
      this.p += 8;
      decorators.push(this.namedExpression());
      this.expect(NEWLINE);
    }
    const start = this.p;
    if (t[start] === CLASS) return this.classDef(start, decorators);
    if (t[start] === ASYNC) {
      this.p = start + 8;
      if (t[this.p] === DEF) return this.functionDef(start, decorators, true);
    } else if (t[start] === DEF) return this.functionDef(start, decorators, false);
    return this.fail();
  }

  private asyncStatement(): stmt {
    const { t, p: start } = this;
    this.p = start + 8;
    switch (t[this.p]) {
      case 81: // def
        return this.functionDef(start, [], true);
      case 103: // with
        return this.withStatement(start, true);
      case 87: // for
        return this.forStatement(start, true);
    }
    return this.fail();
  }

  /** A function; the current token is `def`, `start` may be an `async` before it. */
  private functionDef(start: number, decorators: expr[], isAsync: boolean): stmt {
    const t = this.t;
    this.p += 8;
    const name = this.identifier();
    const params = this.typeParams();
    this.force(LPAR, "(");
    const args: arguments_ = this.parameters(RPAR);
    this.expect(RPAR);
    const returns = this.accept(RARROW) ? this.expression() : null;
    this.force(COLON, ":");
    let comment = this.typeComment();
    if (comment === null && t[this.p] === NEWLINE && t[this.p + 8] === TYPE_COMMENT) {
      // On a line of its own, before the block.
      if (t[this.p + 16] !== NEWLINE || t[this.p + 24] !== INDENT) this.fail();
      comment = this.tokenText(this.p + 8);
      this.p += 16;
    }
    const body = this.block();
    const last = this.lastToken();
    if (isAsync) {
      this.needsVersion(5, "Async functions are", this.p - 8);
      return new AsyncFunctionDef(
        name,
        args,
        body,
        decorators,
        returns,
        comment,
        params,
        t[start + 3],
        t[start + 4],
        t[last + 5],
        t[last + 6],
      );
    }
    return new FunctionDef(
      name,
      args,
      body,
      decorators,
      returns,
      comment,
      params,
      t[start + 3],
      t[start + 4],
      t[last + 5],
      t[last + 6],
    );
  }

  private classDef(start: number, decorators: expr[]): stmt {
    const t = this.t;
    this.p = start + 8;
    const name = this.identifier();
    const params = this.typeParams();
    const bases: expr[] = [];
    const keywords: keyword[] = [];
    if (t[this.p] === LPAR) this.callArguments(bases, keywords, false);
    this.expect(COLON);
    const body = this.block();
    const last = this.lastToken();
    return new ClassDef(
      name,
      bases,
      keywords,
      body,
      decorators,
      params,
      t[start + 3],
      t[start + 4],
      t[last + 5],
      t[last + 6],
    );
  }

  // Compound statements.

  /** An `if` with its `elif`s, however many: they nest in the tree, not on the stack. */
  private ifStatement(): stmt {
    const { t } = this;
    const starts: number[] = [];
    const tests: expr[] = [];
    const bodies: stmt[][] = [];
    do {
      if (starts.length > MAX_CHAIN) throw this.tooComplex();
      starts.push(this.p);
      this.p += 8;
      tests.push(this.namedExpression());
      this.expect(COLON);
      bodies.push(this.block());
    } while (t[this.p] === ELIF);
    let orelse = this.elseBlock();
    const last = this.lastToken();
    let node: stmt;
    let i = starts.length - 1;
    for (;;) {
      const start = starts[i];
      node = new If(
        tests[i],
        bodies[i],
        orelse,
        t[start + 3],
        t[start + 4],
        t[last + 5],
        t[last + 6],
      );
      if (i === 0) return node;
      i--;
      orelse = [node];
    }
  }

  private elseBlock(): stmt[] {
    if (this.t[this.p] !== ELSE) return [];
    this.p += 8;
    this.force(COLON, ":");
    return this.block();
  }

  private whileStatement(): stmt {
    const { t, p: start } = this;
    this.p = start + 8;
    const test = this.namedExpression();
    this.expect(COLON);
    const body = this.block();
    const orelse = this.elseBlock();
    const last = this.lastToken();
    return new While(test, body, orelse, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private forStatement(start: number, isAsync: boolean): stmt {
    const t = this.t;
    this.p += 8;
    const target = this.starTargets();
    this.expect(IN);
    const iter = this.starExpressions();
    this.expect(COLON);
    const comment = this.typeComment();
    const body = this.block();
    const orelse = this.elseBlock();
    const last = this.lastToken();
    const [line, col, endLine, endCol] = [t[start + 3], t[start + 4], t[last + 5], t[last + 6]];
    if (!isAsync) {
      return new For(target, iter, body, orelse, comment, line, col, endLine, endCol);
    }
    this.needsVersion(5, "Async for loops are");
    return new AsyncFor(target, iter, body, orelse, comment, line, col, endLine, endCol);
  }

  private withStatement(start: number, isAsync: boolean): stmt {
    const t = this.t;
    this.p += 8;
    let items = t[this.p] === LPAR ? this.parenthesizedItems() : null;
    if (items === null) {
      items = [this.withItem()];
      while (this.accept(COMMA)) items.push(this.withItem());
    }
    this.expect(COLON);
    const comment = this.typeComment();
    const body = this.block();
    const last = this.lastToken();
    const [line, col, endLine, endCol] = [t[start + 3], t[start + 4], t[last + 5], t[last + 6]];
    if (!isAsync) return new With(items, body, comment, line, col, endLine, endCol);
    this.needsVersion(5, "Async with statements are", this.p - 8);
    return new AsyncWith(items, body, comment, line, col, endLine, endCol);
  }

  private withItem(): withitem {
    return new withitem(this.expression(), this.asTarget());
  }

  /** The items of `with (a, b as c):`; null where the parentheses belong to an expression. */
  private parenthesizedItems(): withitem[] | null {
    const { t, p: start, depth } = this;
    const open = this.open.length;
    const items: withitem[] = [];
    try {
      do {
        this.p += 8;
        if (t[this.p] === RPAR && items.length > 0) break;
        items.push(this.withItem());
      } while (t[this.p] === COMMA);
      this.expect(RPAR);
      if (t[this.p] !== COLON) this.fail();
      return items;
    } catch (error) {
      if (error !== FAIL) throw error;
      this.p = start;
      this.depth = depth;
      this.open.length = open;
      return null;
    }
  }

  private tryStatement(): stmt {
    const { t, p: start } = this;
    this.p = start + 8;
    this.force(COLON, ":");
    const body = this.block();
    const handlers: ExceptHandler[] = [];
    let star = false;
    while (t[this.p] === EXCEPT) {
      const at = this.p;
      this.p = at + 8;
      if (t[this.p] === STAR) {
        if (handlers.length > 0 && !star) this.fail();
        star = true;
        this.p += 8;
      } else if (star) this.fail();
      let type: expr | null = null;
      let name: string | null = null;
      if (star || t[this.p] !== COLON) {
        type = this.expression();
        if (this.accept(AS)) name = this.identifier();
      }
      this.expect(COLON);
      const handled = this.block();
      const last = this.lastToken();
      handlers.push(
        new ExceptHandler(
          type,
          name,
          handled,
          t[at + 3],
          t[at + 4],
          t[last + 5],
          t[last + 6],
        ),
      );
    }
    const orelse = handlers.length > 0 ? this.elseBlock() : [];
    let finalbody: stmt[] = [];
    if (t[this.p] === FINALLY) {
      this.p += 8;
      this.force(COLON, ":");
      finalbody = this.block();
    } else if (handlers.length === 0) this.fail();
    const last = this.lastToken();
    const [line, col, endLine, endCol] = [t[start + 3], t[start + 4], t[last + 5], t[last + 6]];
    if (!star) return new Try(body, handlers, orelse, finalbody, line, col, endLine, endCol);
    this.needsVersion(11, "Exception groups are");
    return new TryStar(body, handlers, orelse, finalbody, line, col, endLine, endCol);
  }
}
