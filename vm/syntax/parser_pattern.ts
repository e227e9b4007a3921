// The patterns of `match`, and the statement itself.

import {
  Attribute,
  BinOp,
  Constant,
  type expr,
  expr_context,
  ImaginaryLiteral,
  Match,
  match_case,
  MatchAs,
  MatchClass,
  MatchMapping,
  MatchOr,
  MatchSequence,
  MatchSingleton,
  MatchStar,
  MatchValue,
  type Name,
  operator,
  type pattern,
  type stmt,
  Tuple,
  UnaryOp,
  unaryop,
} from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { ParameterParser } from "./parser_params.ts";
import {
  AS,
  COLON,
  COMMA,
  DEDENT,
  DOT,
  DOUBLESTAR,
  EQUAL,
  IF,
  INDENT,
  LPAR,
  MINUS,
  NAME,
  NAME_CASE,
  NAME_UNDERSCORE,
  NEWLINE,
  NUMBER,
  PLUS,
  RBRACE,
  RPAR,
  RSQB,
  STAR,
  VBAR,
} from "./tokens.ts";

/** By kind of token: whether it cannot follow the soft keyword `match` in a match statement. */
const NEVER_A_SUBJECT: Uint8Array = new Uint8Array(128);
for (
  const kind of [
    NEWLINE,
    EQUAL,
    DOT,
    COMMA,
    COLON,
    RPAR,
    RSQB,
    RBRACE,
    13, // ;
    53, // :=
    90, // if
    92, // in
    93, // is
    73, // and
    97, // or
  ]
) NEVER_A_SUBJECT[kind] = 1;
for (let kind = 17; kind <= 30; kind++) if (kind !== 25) NEVER_A_SUBJECT[kind] = 1;
for (let kind = 32; kind <= 50; kind++) NEVER_A_SUBJECT[kind] = 1;

export abstract class PatternParser extends ParameterParser {
  abstract block(): stmt[];

  /** The match statement that begins here, or null: `match` may also be a name. */
  matchStatement(): stmt | null {
    const { t, p: start } = this;
    if (NEVER_A_SUBJECT[t[start + 8]] !== 0) return null;
    const { depth } = this;
    const open = this.open.length;
    this.p = start + 8;
    let subject: expr;
    try {
      subject = this.subject();
      if (t[this.p] !== COLON) this.fail();
      if (t[this.p + 8] !== NEWLINE) {
        this.p += 8;
        this.fail();
      }
      if (t[this.p + 16] !== INDENT) {
        this.p += 16;
        this.fail();
      }
      this.p += 24;
      if (t[this.p] !== NAME || t[this.p + 7] !== NAME_CASE) this.fail();
    } catch (error) {
      if (error !== FAIL) throw error;
      this.p = start;
      this.depth = depth;
      this.open.length = open;
      if (this.nearMatch < 0) this.nearMatch = this.outermost;
      return null;
    }
    const cases: match_case[] = [];
    do cases.push(this.caseBlock()); while (t[this.p] === NAME && t[this.p + 7] === NAME_CASE);
    this.expect(DEDENT);
    this.needsVersion(10, "Pattern matching is", this.p - 8);
    const last = this.lastToken();
    return new Match(subject, cases, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  /** The last token before the current one that is more than the layout of lines. */
  lastToken(): number {
    const t = this.t;
    let p = this.p - 8;
    while (t[p] >= NEWLINE && t[p] <= DEDENT) p -= 8;
    return p;
  }

  private subject(): expr {
    const { t, p: start } = this;
    const first = this.starNamedExpression();
    if (t[this.p] !== COMMA) {
      if (t[start] === STAR) this.fail();
      return first;
    }
    const elts = [first];
    while (t[this.p] === COMMA) {
      this.p += 8;
      if (!this.startsExpression()) break;
      elts.push(this.starNamedExpression());
    }
    const last = this.p - 8;
    return new Tuple(
      elts,
      expr_context.Load,
      t[start + 3],
      t[start + 4],
      t[last + 5],
      t[last + 6],
    );
  }

  private caseBlock(): match_case {
    const { t } = this;
    this.p += 8;
    const pattern = this.patterns();
    let guard: expr | null = null;
    if (t[this.p] === IF) {
      this.p += 8;
      guard = this.namedExpression();
    }
    this.expect(COLON);
    return new match_case(pattern, guard, this.block());
  }

  /** What stands behind `case`: a pattern, or a sequence without brackets. */
  private patterns(): pattern {
    const { t, p: start } = this;
    const first = this.maybeStarPattern();
    if (t[this.p] !== COMMA) {
      if (first instanceof MatchStar) this.fail();
      return first;
    }
    const patterns = [first];
    while (t[this.p] === COMMA) {
      this.p += 8;
      const kind = t[this.p];
      if (kind === COLON || kind === IF) break;
      patterns.push(this.maybeStarPattern());
    }
    const last = this.p - 8;
    return new MatchSequence(patterns, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private maybeStarPattern(): pattern {
    const { t, p: start } = this;
    if (t[start] !== STAR) return this.pattern();
    this.p = start + 8;
    const name = this.p;
    if (t[name] !== NAME) this.fail();
    const captured = t[name + 7] === NAME_UNDERSCORE ? null : this.captureTarget();
    this.p = name + 8;
    return new MatchStar(captured, t[start + 3], t[start + 4], t[name + 5], t[name + 6]);
  }

  /** A name that a pattern binds; it is not the start of a dotted name, a call or a keyword. */
  private captureTarget(): string {
    const { t, p } = this;
    if (t[p] !== NAME || t[p + 7] === NAME_UNDERSCORE) this.fail();
    this.p = p + 8;
    const next = t[this.p];
    if (next === DOT || next === LPAR || next === EQUAL) this.fail();
    return this.nameText[t[p + 7]];
  }

  private pattern(): pattern {
    const { t, p: start } = this;
    this.enter();
    const inner = this.orPattern();
    this.depth--;
    if (t[this.p] !== AS) return inner;
    this.p += 8;
    const name = this.captureTarget();
    const last = this.p - 8;
    return new MatchAs(inner, name, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private orPattern(): pattern {
    const { t, p: start } = this;
    const first = this.closedPattern();
    if (t[this.p] !== VBAR) return first;
    const patterns = [first];
    while (t[this.p] === VBAR) {
      this.p += 8;
      patterns.push(this.closedPattern());
    }
    const last = this.p - 8;
    return new MatchOr(patterns, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  private closedPattern(): pattern {
    const { t, p: start } = this;
    switch (t[start]) {
      case 1: { // a name
        const next = t[start + 8];
        if (next === DOT || next === LPAR) return this.valueOrClass();
        if (t[start + 7] === NAME_UNDERSCORE) {
          this.p = start + 8;
          return new MatchAs(
            null,
            null,
            t[start + 3],
            t[start + 4],
            t[start + 5],
            t[start + 6],
          );
        }
        const name = this.captureTarget();
        return new MatchAs(null, name, t[start + 3], t[start + 4], t[start + 5], t[start + 6]);
      }
      case 2: // a number
      case 15: // -
      case 3: // a string
      case 59: { // an f-string
        const value = this.literal();
        const last = this.p - 8;
        return new MatchValue(value, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
      }
      case 70: // False
      case 71: // None
      case 72: { // True
        this.p = start + 8;
        const value = t[start] === 71 ? null : t[start] === 72;
        return new MatchSingleton(
          value,
          t[start + 3],
          t[start + 4],
          t[start + 5],
          t[start + 6],
        );
      }
      case 7: // (
        return this.groupOrSequence();
      case 9: { // [
        this.p = start + 8;
        const patterns = this.sequenceElements(RSQB);
        const last = this.p - 8;
        return new MatchSequence(
          patterns,
          t[start + 3],
          t[start + 4],
          t[last + 5],
          t[last + 6],
        );
      }
      case 25: // {
        return this.mapping();
    }
    return this.fail();
  }

  private sequenceElements(close: number): pattern[] {
    const t = this.t;
    const patterns: pattern[] = [];
    while (t[this.p] !== close) {
      patterns.push(this.maybeStarPattern());
      if (t[this.p] !== COMMA) break;
      this.p += 8;
    }
    this.expect(close);
    return patterns;
  }

  private groupOrSequence(): pattern {
    const { t, p: start } = this;
    this.p = start + 8;
    let patterns: pattern[] = [];
    if (t[this.p] === RPAR) this.p += 8;
    else {
      const first = this.maybeStarPattern();
      if (t[this.p] === RPAR) {
        if (first instanceof MatchStar) this.fail();
        this.p += 8;
        return first;
      }
      this.expect(COMMA);
      patterns = [first, ...this.sequenceElements(RPAR)];
    }
    const last = this.p - 8;
    return new MatchSequence(patterns, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  /** A number (perhaps with a sign, perhaps complex) or a string. */
  private literal(): expr {
    const { t, p: start } = this;
    if (t[start] === 3 || t[start] === 59) return this.strings();
    const left = this.signedNumber();
    const sign = t[this.p];
    if (sign !== PLUS && sign !== MINUS) return left;
    if (this.isImaginary(left)) {
      throw this.problemHere("real number required in complex literal", start);
    }
    this.p += 8;
    if (t[this.p] !== NUMBER) this.fail();
    const right = this.signedNumber();
    if (!this.isImaginary(right)) {
      throw this.problemHere("imaginary number required in complex literal", this.p - 8);
    }
    const last = this.p - 8;
    return new BinOp(
      left,
      sign === PLUS ? operator.Add : operator.Sub,
      right,
      t[start + 3],
      t[start + 4],
      t[last + 5],
      t[last + 6],
    );
  }

  private problemHere(msg: string, from: number) {
    return this.problemAtTokens(msg, from, this.t[from] === MINUS ? from + 8 : from);
  }

  private isImaginary(node: expr): boolean {
    const number = node instanceof UnaryOp ? node.operand : node;
    return number instanceof Constant && number.value instanceof ImaginaryLiteral;
  }

  private signedNumber(): expr {
    const { t, p: start } = this;
    const sign = t[start];
    if (sign === MINUS) this.p = start + 8;
    const at = this.p;
    if (t[at] !== NUMBER) this.fail();
    const number = new Constant(
      this.numberValue(at),
      null,
      t[at + 3],
      t[at + 4],
      t[at + 5],
      t[at + 6],
    );
    this.p = at + 8;
    if (sign !== MINUS) return number;
    return new UnaryOp(
      unaryop.USub,
      number,
      t[start + 3],
      t[start + 4],
      t[at + 5],
      t[at + 6],
    );
  }

  private dottedName(): Name | Attribute {
    const { t, p: start } = this;
    let node: Name | Attribute = this.nameAt(start, expr_context.Load);
    this.p = start + 8;
    while (t[this.p] === DOT) {
      const at = this.p + 8;
      this.p = at;
      const attr = this.identifier();
      node = new Attribute(
        node,
        attr,
        expr_context.Load,
        t[start + 3],
        t[start + 4],
        t[at + 5],
        t[at + 6],
      );
    }
    return node;
  }

  private valueOrClass(): pattern {
    const { t, p: start } = this;
    const name = this.dottedName();
    if (t[this.p] !== LPAR) {
      if (t[this.p] === EQUAL) this.fail();
      const last = this.p - 8;
      return new MatchValue(name, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
    }
    this.p += 8;
    const patterns: pattern[] = [];
    const kwd_attrs: string[] = [];
    const kwd_patterns: pattern[] = [];
    while (t[this.p] !== RPAR) {
      if (t[this.p] === NAME && t[this.p + 8] === EQUAL) {
        kwd_attrs.push(this.identifier());
        this.p += 8;
        kwd_patterns.push(this.pattern());
      } else {
        if (kwd_attrs.length > 0) this.fail();
        patterns.push(this.pattern());
      }
      if (t[this.p] !== COMMA) break;
      this.p += 8;
    }
    this.expect(RPAR);
    const last = this.p - 8;
    return new MatchClass(
      name,
      patterns,
      kwd_attrs,
      kwd_patterns,
      t[start + 3],
      t[start + 4],
      t[last + 5],
      t[last + 6],
    );
  }

  private mapping(): pattern {
    const { t, p: start } = this;
    this.p = start + 8;
    const keys: expr[] = [];
    const patterns: pattern[] = [];
    let rest: string | null = null;
    while (t[this.p] !== RBRACE) {
      if (rest !== null) this.fail();
      if (t[this.p] === DOUBLESTAR) {
        this.p += 8;
        rest = this.captureTarget();
      } else {
        keys.push(this.mappingKey());
        this.expect(COLON);
        patterns.push(this.pattern());
      }
      if (t[this.p] !== COMMA) break;
      this.p += 8;
    }
    this.expect(RBRACE);
    const last = this.p - 8;
    return new MatchMapping(
      keys,
      patterns,
      rest,
      t[start + 3],
      t[start + 4],
      t[last + 5],
      t[last + 6],
    );
  }

  private mappingKey(): expr {
    const { t, p } = this;
    const kind = t[p];
    if (kind >= 70 && kind <= 72) {
      this.p = p + 8;
      const value = kind === 71 ? null : kind === 72;
      return new Constant(value, null, t[p + 3], t[p + 4], t[p + 5], t[p + 6]);
    }
    if (kind === NAME) {
      if (t[p + 8] !== DOT) {
        this.p = p + 8;
        this.fail();
      }
      return this.dottedName();
    }
    if (kind !== NUMBER && kind !== MINUS && kind !== 3 && kind !== 59) this.fail();
    return this.literal();
  }
}
