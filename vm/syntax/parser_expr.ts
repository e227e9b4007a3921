// Expressions: recursive descent with precedence climbing for the binary operators. Strings and f-strings
// are in parser_string.ts, brackets in parser_display.ts, parameters in parser_params.ts.

import { MAX_CHAIN } from "./parser_base.ts";
import {
  type arguments_,
  Attribute,
  Await,
  BinOp,
  BoolOp,
  boolop,
  Call,
  cmpop,
  Compare,
  Constant,
  ELLIPSIS,
  type expr,
  expr_context,
  GeneratorExp,
  IfExp,
  keyword,
  Lambda,
  Name,
  NamedExpr,
  operator,
  Slice,
  Starred,
  Subscript,
  UnaryOp,
  unaryop,
  Yield,
  YieldFrom,
} from "./ast.ts";
import { DisplayParser, STARTS } from "./parser_display.ts";
import {
  AS,
  ASYNC,
  AWAIT,
  COLON,
  COLONEQUAL,
  COMMA,
  DOUBLESTAR,
  ELSE,
  EQUAL,
  FOR,
  FROM,
  IF,
  IN,
  IS,
  LAMBDA,
  MINUS,
  NAME,
  NOT,
  OR,
  PLUS,
  RPAR,
  RSQB,
  STAR,
  TILDE,
} from "./tokens.ts";

const LOAD = expr_context.Load;
const STORE = expr_context.Store;

/** By kind of token: its precedence as a binary operator, 0 for none, and which operator that is. */
const PRECEDENCE: Uint8Array = new Uint8Array(128);
const OPERATOR: Uint8Array = new Uint8Array(128);
/** By kind of token: the comparison that begins with it (In for `in` and `not in`, Is for both forms). */
const COMPARISON: Uint8Array = new Uint8Array(128);
const BINARY: readonly [number, number, operator][] = [
  [18, 1, operator.BitOr],
  [32, 2, operator.BitXor],
  [19, 3, operator.BitAnd],
  [33, 4, operator.LShift],
  [34, 4, operator.RShift],
  [14, 5, operator.Add],
  [15, 5, operator.Sub],
  [16, 6, operator.Mult],
  [17, 6, operator.Div],
  [47, 6, operator.FloorDiv],
  [24, 6, operator.Mod],
  [49, 6, operator.MatMult],
];
for (const [kind, precedence, op] of BINARY) {
  PRECEDENCE[kind] = precedence;
  OPERATOR[kind] = op;
}
const COMPARING: readonly [number, cmpop][] = [
  [20, cmpop.Lt],
  [21, cmpop.Gt],
  [27, cmpop.Eq],
  [28, cmpop.NotEq],
  [29, cmpop.LtE],
  [30, cmpop.GtE],
  [IN, cmpop.In],
  [IS, cmpop.Is],
  [NOT, cmpop.NotIn],
];
for (const [kind, op] of COMPARING) COMPARISON[kind] = op;

export abstract class ExpressionParser extends DisplayParser {
  /** Parameters up to `close`. */
  abstract parameters(close: number): arguments_;

  /** Whether an expression, starred or not, may begin with the current token. */
  startsExpression(): boolean {
    return STARTS[this.t[this.p]] !== 0;
  }

  /** star_expressions: one expression, or a tuple without parentheses. */
  override starExpressions(): expr {
    const start = this.p;
    const first = this.starExpression();
    if (this.t[this.p] !== COMMA) return first;
    const elts = [first];
    const t = this.t;
    do {
      this.p += 8;
      if (STARTS[t[this.p]] === 0) break;
      elts.push(this.starExpression());
    } while (t[this.p] === COMMA);
    return this.tuple(elts, start);
  }

  /** expressions: the same without stars. */
  expressions(): expr {
    const start = this.p;
    const first = this.expression();
    if (this.t[this.p] !== COMMA) return first;
    const elts = [first];
    const t = this.t;
    do {
      this.p += 8;
      if (STARTS[t[this.p]] !== 1) break;
      elts.push(this.expression());
    } while (t[this.p] === COMMA);
    return this.tuple(elts, start);
  }

  starExpression(): expr {
    return this.t[this.p] === STAR ? this.starred() : this.expression();
  }

  override starNamedExpression(): expr {
    return this.t[this.p] === STAR ? this.starred() : this.namedExpression();
  }

  override namedExpression(): expr {
    const { t, p: start } = this;
    if (t[start] !== NAME || t[start + 8] !== COLONEQUAL) return this.expression();
    this.p = start + 16;
    const target = this.nameAt(start, STORE);
    const value = this.expression();
    this.needsVersion(8, "Assignment expressions are");
    const last = this.p - 8;
    return new NamedExpr(target, value, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  nameAt(p: number, ctx: expr_context): Name {
    const t = this.t;
    return new Name(this.nameText[t[p + 7]], ctx, t[p + 3], t[p + 4], t[p + 5], t[p + 6]);
  }

  override expression(): expr {
    const { t, p: start } = this;
    if (t[start] === LAMBDA) return this.lambda();
    const body = this.disjunction();
    return t[this.p] === IF ? this.conditional(body, start) : body;
  }

  /** The rest of `body if test else orelse`; a chain of them takes no stack. */
  private conditional(body: expr, start: number): expr {
    const t = this.t;
    const starts = [start];
    const parts = [body];
    for (;;) {
      if (starts.length > MAX_CHAIN) throw this.tooComplex();
      this.p += 8;
      parts.push(this.disjunction());
      this.expect(ELSE);
      starts.push(this.p);
      if (t[this.p] === LAMBDA) {
        parts.push(this.lambda());
        break;
      }
      parts.push(this.disjunction());
      if (t[this.p] !== IF) break;
    }
    const last = this.p - 8;
    let result = parts.pop() as expr;
    for (let i = starts.length - 2; i >= 0; i--) {
      const test = parts.pop() as expr;
      const from = starts[i];
      result = new IfExp(
        test,
        parts.pop() as expr,
        result,
        t[from + 3],
        t[from + 4],
        t[last + 5],
        t[last + 6],
      );
    }
    return result;
  }

  override disjunction(): expr {
    const { t, p: start } = this;
    const first = this.conjunction();
    if (t[this.p] !== OR) return first;
    const values = [first];
    do {
      this.p += 8;
      values.push(this.conjunction());
    } while (t[this.p] === OR);
    const last = this.p - 8;
    return new BoolOp(boolop.Or, values, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private conjunction(): expr {
    const { t, p: start } = this;
    const first = t[start] === NOT ? this.inversion() : this.comparison();
    if (t[this.p] !== 73) return first; // and
    const values = [first];
    do {
      this.p += 8;
      values.push(t[this.p] === NOT ? this.inversion() : this.comparison());
    } while (t[this.p] === 73);
    const last = this.p - 8;
    return new BoolOp(boolop.And, values, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private inversion(): expr {
    const { t, p: start } = this;
    this.enter();
    this.p = start + 8;
    const operand = t[this.p] === NOT ? this.inversion() : this.comparison();
    this.depth--;
    const last = this.p - 8;
    return new UnaryOp(unaryop.Not, operand, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private comparison(): expr {
    const { t, p: start } = this;
    const left = this.binary(1);
    if (COMPARISON[t[this.p]] === 0) return left;
    const ops: cmpop[] = [];
    const comparators: expr[] = [];
    do {
      let op = COMPARISON[t[this.p]] as cmpop;
      if (op === cmpop.NotIn) {
        if (t[this.p + 8] !== IN) {
          this.far = Math.max(this.far, this.p + 8);
          if (ops.length === 0) return left;
          break;
        }
        this.p += 8;
      } else if (op === cmpop.Is && t[this.p + 8] === NOT) {
        op = cmpop.IsNot;
        this.p += 8;
      } else if (op === cmpop.NotEq) this.checkNotEqual();
      this.p += 8;
      ops.push(op);
      comparators.push(this.binary(1));
    } while (COMPARISON[t[this.p]] !== 0);
    const last = this.p - 8;
    return new Compare(
      left,
      ops,
      comparators,
      t[start + 3],
      t[start + 4],
      t[last + 5],
      t[last + 6],
    );
  }

  /** `<>` and `!=` are one token; which one is right depends on Barry. */
  private checkNotEqual(): void {
    const old = this.tokenizer.buf[this.t[this.p + 1]] === 60;
    if (this.options.barryAsFlufl === true) {
      if (!old) {
        throw this.problemAtLast(
          "SyntaxError",
          "with Barry as BDFL, use '<>' instead of '!='",
          this.p,
        );
      }
    } else if (old) this.fail();
  }

  /** Binary operators of the given precedence and above, from `|` (1) to `*` (6). */
  override binary(least: number): expr {
    const { t, p: start } = this;
    let left = this.unary();
    for (;;) {
      const kind = t[this.p];
      const precedence = PRECEDENCE[kind];
      if (precedence < least || precedence === 0) return left;
      this.p += 8;
      const right = precedence === 6 ? this.unary() : this.binary(precedence + 1);
      if (kind === 49) this.needsVersion(5, "The '@' operator is");
      const last = this.p - 8;
      left = new BinOp(
        left,
        OPERATOR[kind] as operator,
        right,
        t[start + 3],
        t[start + 4],
        t[last + 5],
        t[last + 6],
      );
    }
  }

  private unary(): expr {
    const { t, p: start } = this;
    const kind = t[start];
    if (kind !== MINUS && kind !== PLUS && kind !== TILDE) return this.power();
    this.enter();
    this.p = start + 8;
    const operand = this.unary();
    this.depth--;
    const op = kind === MINUS ? unaryop.USub : kind === PLUS ? unaryop.UAdd : unaryop.Invert;
    const last = this.p - 8;
    return new UnaryOp(op, operand, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private power(): expr {
    const { t, p: start } = this;
    const left = t[start] === AWAIT ? this.awaited() : this.primary();
    if (t[this.p] !== DOUBLESTAR) return left;
    this.enter();
    this.p += 8;
    const right = this.unary();
    this.depth--;
    const last = this.p - 8;
    return new BinOp(
      left,
      operator.Pow,
      right,
      t[start + 3],
      t[start + 4],
      t[last + 5],
      t[last + 6],
    );
  }

  private awaited(): expr {
    const { t, p: start } = this;
    this.p = start + 8;
    const value = this.primary();
    this.needsVersion(5, "Await expressions are");
    const last = this.p - 8;
    return new Await(value, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  /** An atom with attributes, calls and subscripts behind it. */
  override primary(): expr {
    const { t, p: start } = this;
    let node = this.atom();
    for (;;) {
      const p = this.p;
      switch (t[p]) {
        case 23: { // .
          if (t[p + 8] !== NAME) {
            this.p = p + 8;
            this.fail();
          }
          this.p = p + 16;
          node = new Attribute(
            node,
            this.nameText[t[p + 15]],
            LOAD,
            t[start + 3],
            t[start + 4],
            t[p + 13],
            t[p + 14],
          );
          break;
        }
        case 7: // (
          node = this.call(node, start);
          break;
        case 9: { // [
          this.enter();
          this.p = p + 8;
          const slice = this.slices();
          this.expect(RSQB);
          this.depth--;
          const last = this.p - 8;
          node = new Subscript(
            node,
            slice,
            LOAD,
            t[start + 3],
            t[start + 4],
            t[last + 5],
            t[last + 6],
          );
          break;
        }
        default:
          return node;
      }
    }
  }

  private call(func: expr, start: number): Call {
    const t = this.t;
    const args: expr[] = [];
    const keywords: keyword[] = [];
    this.enter();
    this.callArguments(args, keywords, true);
    this.depth--;
    const last = this.p - 8;
    return new Call(func, args, keywords, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  /** Reads `(…)` of a call or (without a bare generator) a class statement into `args` and `keywords`. */
  callArguments(args: expr[], keywords: keyword[], generator: boolean): void {
    const { t, p: open } = this;
    let unpacked = false;
    this.p = open + 8;
    while (t[this.p] !== RPAR) {
      const start = this.p;
      const kind = t[start];
      if (kind === NAME && t[start + 8] === EQUAL) {
        this.p = start + 16;
        const value = this.expression();
        const last = this.p - 8;
        keywords.push(
          new keyword(
            this.nameText[t[start + 7]],
            value,
            t[start + 3],
            t[start + 4],
            t[last + 5],
            t[last + 6],
          ),
        );
      } else if (kind === STAR) {
        if (unpacked) this.fail();
        args.push(this.starredArgument());
      } else if (kind === DOUBLESTAR) {
        unpacked = true;
        this.p = start + 8;
        const value = this.expression();
        const last = this.p - 8;
        keywords.push(
          new keyword(null, value, t[start + 3], t[start + 4], t[last + 5], t[last + 6]),
        );
      } else {
        if (keywords.length > 0) {
          // Only a keyword or an unpacking may follow one.
          if (kind === NAME) this.p = start + 8;
          this.fail();
        }
        const value = this.namedExpression();
        const next = t[this.p];
        if (next === FOR || next === ASYNC) {
          if (!generator || args.length > 0) this.fail();
          const generators = this.comprehensions();
          if (t[this.p] !== RPAR) this.fail();
          // The generator's place includes the parentheses of the call.
          const close = this.p;
          this.p = close + 8;
          args.push(
            new GeneratorExp(
              value,
              generators,
              t[open + 3],
              t[open + 4],
              t[close + 5],
              t[close + 6],
            ),
          );
          return;
        }
        args.push(value);
      }
      if (t[this.p] !== COMMA) break;
      this.p += 8;
    }
    this.expect(RPAR);
  }

  private slices(): expr {
    const { t, p: start } = this;
    const first = t[start] === STAR ? this.starredArgument() : this.slice();
    if (t[this.p] !== COMMA && t[start] !== STAR) return first;
    const elts = [first];
    while (t[this.p] === COMMA) {
      this.p += 8;
      const kind = t[this.p];
      if (kind === STAR) elts.push(this.starredArgument());
      else if (STARTS[kind] !== 0 || kind === COLON) elts.push(this.slice());
      else break;
    }
    return this.tuple(elts, start);
  }

  /** `*` and a whole expression, as calls and subscripts have it. */
  private starredArgument(): Starred {
    const { t, p: start } = this;
    this.p = start + 8;
    this.open.push(start);
    const value = this.expression();
    this.open.pop();
    const last = this.p - 8;
    return new Starred(value, LOAD, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private slice(): expr {
    const { t, p: start } = this;
    let lower: expr | null = null;
    if (t[start] !== COLON) {
      lower = this.namedExpression();
      if (t[this.p] !== COLON) return lower;
      if (t[start] === NAME && t[start + 8] === COLONEQUAL) this.fail();
    }
    this.p += 8;
    let upper: expr | null = null;
    let step: expr | null = null;
    if (STARTS[t[this.p]] === 1) upper = this.expression();
    if (t[this.p] === COLON) {
      this.p += 8;
      if (STARTS[t[this.p]] === 1) step = this.expression();
    }
    const last = this.p - 8;
    return new Slice(lower, upper, step, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private atom(): expr {
    const { t, p } = this;
    switch (t[p]) {
      case 1: // a name
        this.p = p + 8;
        return new Name(this.nameText[t[p + 7]], LOAD, t[p + 3], t[p + 4], t[p + 5], t[p + 6]);
      case 2: { // a number
        const value = this.numberValue(p);
        this.p = p + 8;
        return new Constant(value, null, t[p + 3], t[p + 4], t[p + 5], t[p + 6]);
      }
      case 3: // a string
      case 59: // the start of an f-string
        return this.strings();
      case 7: // (
        return this.parenthesized();
      case 9: // [
        return this.listDisplay();
      case 25: // {
        return this.bracesDisplay();
      case 52: // ...
        return this.constant(ELLIPSIS);
      case 70:
        return this.constant(false);
      case 71:
        return this.constant(null);
      case 72:
        return this.constant(true);
    }
    return this.fail();
  }

  override yieldExpression(): expr {
    const { t, p: start } = this;
    this.p = start + 8;
    if (t[this.p] === FROM) {
      this.p += 8;
      const value = this.expression();
      const last = this.p - 8;
      return new YieldFrom(value, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
    }
    const value = STARTS[t[this.p]] !== 0 ? this.starExpressions() : null;
    const last = this.p - 8;
    return new Yield(value, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private lambda(): Lambda {
    const { t, p: start } = this;
    this.enter();
    this.p = start + 8;
    const args = this.parameters(COLON);
    this.expect(COLON);
    const body = this.expression();
    this.depth--;
    const last = this.p - 8;
    return new Lambda(args, body, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  /** `as` and a target, if they follow. */
  asTarget(): expr | null {
    if (this.t[this.p] !== AS) return null;
    this.p += 8;
    return this.starTarget();
  }
}
