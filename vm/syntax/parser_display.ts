// What stands in brackets: groups, tuples, lists, dicts, sets, comprehensions; and the targets of `for`.

import {
  comprehension,
  Constant,
  Dict,
  DictComp,
  type ELLIPSIS,
  type expr,
  expr_context,
  GeneratorExp,
  List,
  ListComp,
  Set as SetNode,
  SetComp,
  Starred,
  Tuple,
} from "./ast.ts";
import { FAIL } from "./parser_base.ts";
import { StringParser } from "./parser_string.ts";
import {
  ASYNC,
  AWAIT,
  COLON,
  COLONEQUAL,
  COMMA,
  DOUBLESTAR,
  ERRORTOKEN,
  FOR,
  FSTRING_START,
  IF,
  IN,
  LAMBDA,
  LBRACE,
  LPAR,
  LSQB,
  MINUS,
  NAME,
  NOT,
  NUMBER,
  PLUS,
  RBRACE,
  RPAR,
  RSQB,
  STAR,
  STRING,
  TILDE,
  YIELD,
} from "./tokens.ts";

const LOAD = expr_context.Load;
const STORE = expr_context.Store;

/** By kind of token: 1 if an expression may begin with it, 2 if only a starred one. */
export const STARTS: Uint8Array = new Uint8Array(128);

for (
  const kind of [
    NAME,
    NUMBER,
    STRING,
    FSTRING_START,
    LPAR,
    LSQB,
    LBRACE,
    MINUS,
    PLUS,
    TILDE,
    NOT,
    LAMBDA,
    AWAIT,
    70, // False
    71, // None
    72, // True
    52, // ...
  ]
) STARTS[kind] = 1;
STARTS[STAR] = 2;

export abstract class DisplayParser extends StringParser {
  abstract expression(): expr;
  abstract namedExpression(): expr;
  abstract starNamedExpression(): expr;
  abstract disjunction(): expr;
  abstract primary(): expr;
  abstract binary(least: number): expr;

  protected tuple(elts: expr[], start: number): Tuple {
    const t = this.t;
    const last = this.p - 8;
    return new Tuple(elts, LOAD, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  /** `*` and what may follow it in a display. */
  protected starred(): Starred {
    const { t, p: start } = this;
    this.p = start + 8;
    const value = this.binary(1);
    const last = this.p - 8;
    return new Starred(value, LOAD, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  protected constant(value: null | boolean | typeof ELLIPSIS): Constant {
    const { t, p } = this;
    this.p = p + 8;
    return new Constant(value, null, t[p + 3], t[p + 4], t[p + 5], t[p + 6]);
  }

  /** `(`: a group, a tuple or a generator expression. */
  protected parenthesized(): expr {
    const { t, p: start } = this;
    this.p = start + 8;
    const kind = t[this.p];
    if (kind === RPAR) {
      this.p += 8;
      return this.tuple([], start);
    }
    this.enter();
    let first: expr;
    if (kind === YIELD) {
      first = this.yieldExpression();
      this.expect(RPAR);
      this.depth--;
      return first;
    }
    first = this.starNamedExpression();
    switch (t[this.p]) {
      case 8: // )
        if (kind === STAR) this.fail();
        this.p += 8;
        this.depth--;
        return first;
      case 12: { // ,
        const elts = [first];
        this.elements(elts, RPAR);
        this.depth--;
        return this.tuple(elts, start);
      }
      case 87: // for
      case 76: { // async
        if (kind === STAR) this.fail();
        const generators = this.comprehensions();
        this.expect(RPAR);
        this.depth--;
        const last = this.p - 8;
        return new GeneratorExp(
          first,
          generators,
          t[start + 3],
          t[start + 4],
          t[last + 5],
          t[last + 6],
        );
      }
    }
    return this.fail();
  }

  /** The elements of a display from the comma behind the first, up to its end. */
  protected elements(elts: expr[], close: number): void {
    const t = this.t;
    while (t[this.p] === COMMA) {
      this.p += 8;
      if (t[this.p] === close) break;
      elts.push(this.starNamedExpression());
    }
    this.expect(close);
  }

  protected listDisplay(): expr {
    const { t, p: start } = this;
    this.p = start + 8;
    const elts: expr[] = [];
    this.enter();
    const kind = t[this.p];
    if (kind === RSQB) this.p += 8;
    else {
      const first = this.starNamedExpression();
      const next = t[this.p];
      if (next === FOR || next === ASYNC) {
        if (kind === STAR) this.fail();
        const generators = this.comprehensions();
        this.expect(RSQB);
        this.depth--;
        const last = this.p - 8;
        return new ListComp(
          first,
          generators,
          t[start + 3],
          t[start + 4],
          t[last + 5],
          t[last + 6],
        );
      }
      elts.push(first);
      this.elements(elts, RSQB);
    }
    this.depth--;
    const last = this.p - 8;
    return new List(elts, LOAD, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  /** `{`: a dict or a set, or a comprehension of either. */
  protected bracesDisplay(): expr {
    this.open.push(this.p);
    const node = this.dictOrSet();
    this.open.pop();
    return node;
  }

  protected dictOrSet(): expr {
    const { t, p: start } = this;
    this.p = start + 8;
    const kind = t[this.p];
    if (kind === RBRACE || kind === DOUBLESTAR) return this.dict(start, null);
    this.enter();
    const firstAt = this.p;
    const first = this.starNamedExpression();
    const next = t[this.p];
    if (next === COLON) {
      if (kind === STAR || (t[firstAt] === NAME && t[firstAt + 8] === COLONEQUAL)) this.fail();
      const node = this.dict(start, first);
      this.depth--;
      return node;
    }
    if (next === FOR || next === ASYNC) {
      if (kind === STAR) this.fail();
      const generators = this.comprehensions();
      this.expect(RBRACE);
      this.depth--;
      const last = this.p - 8;
      return new SetComp(first, generators, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
    }
    const elts = [first];
    this.elements(elts, RBRACE);
    this.depth--;
    const last = this.p - 8;
    return new SetNode(elts, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  /** A dict from its first colon (with the key before it) or from its first item. */
  protected dict(start: number, firstKey: expr | null): expr {
    const t = this.t;
    const keys: (expr | null)[] = [];
    const values: expr[] = [];
    let key = firstKey;
    this.enter();
    while (key !== null || t[this.p] !== RBRACE) {
      if (key === null && t[this.p] === DOUBLESTAR) {
        this.p += 8;
        keys.push(null);
        values.push(this.binary(1));
      } else {
        if (key === null) key = this.expression();
        this.expect(COLON);
        const value = this.expression();
        const next = t[this.p];
        if (next === FOR || next === ASYNC) {
          if (keys.length > 0) this.fail();
          const generators = this.comprehensions();
          this.expect(RBRACE);
          this.depth--;
          const last = this.p - 8;
          return new DictComp(
            key,
            value,
            generators,
            t[start + 3],
            t[start + 4],
            t[last + 5],
            t[last + 6],
          );
        }
        keys.push(key);
        values.push(value);
        key = null;
      }
      if (t[this.p] !== COMMA) break;
      this.p += 8;
    }
    this.expect(RBRACE);
    this.depth--;
    const last = this.p - 8;
    return new Dict(keys, values, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  /** The `for … in … if …` clauses of a comprehension. */
  protected comprehensions(): comprehension[] {
    const t = this.t;
    const clauses: comprehension[] = [];
    for (;;) {
      let isAsync = 0;
      if (t[this.p] === ASYNC) {
        isAsync = 1;
        this.p += 8;
      } else if (t[this.p] !== FOR) return clauses;
      const clause = this.p;
      this.expect(FOR);
      const target = this.comprehensionTarget(clause);
      const iter = this.disjunction();
      const ifs: expr[] = [];
      while (t[this.p] === IF) {
        this.p += 8;
        ifs.push(this.disjunction());
      }
      if (isAsync === 1) this.needsVersion(6, "Async comprehensions are");
      clauses.push(new comprehension(target, iter, ifs, isAsync));
    }
  }

  /** The targets of a comprehension's `for`, up to behind `in`. */
  private comprehensionTarget(clause: number): expr {
    const open = this.open.length;
    const { depth } = this;
    try {
      const target = this.starTargets();
      this.expect(IN);
      return target;
    } catch (error) {
      if (error !== FAIL) throw error;
    }
    // `for x y in z` has a complaint that comes at once.
    this.p = clause + 8;
    this.depth = depth;
    this.open.length = open;
    do {
      this.binary(1);
    } while (this.accept(COMMA) && this.startsOperand());
    if (this.t[this.p] !== IN) {
      if (this.t[this.p] === ERRORTOKEN) this.fail();
      this.far = Math.max(this.far, this.p);
      const msg = "'in' expected after for-loop variables";
      throw this.problemAtLast("SyntaxError", msg, this.far);
    }
    return this.fail();
  }

  /** Whether an operand of `|` and stronger operators may begin here. */
  private startsOperand(): boolean {
    const kind = this.t[this.p];
    return STARTS[kind] === 1 && kind !== NOT && kind !== LAMBDA;
  }

  /** The targets of a `for`. */
  starTargets(): expr {
    const { t, p: start } = this;
    const first = this.starTarget();
    if (t[this.p] !== COMMA) return first;
    const elts = [first];
    do {
      this.p += 8;
      if (STARTS[t[this.p]] === 0) break;
      elts.push(this.starTarget());
    } while (t[this.p] === COMMA);
    const node = this.tuple(elts, start);
    node.ctx = STORE;
    return node;
  }

  starTarget(): expr {
    const { t, p: start } = this;
    if (t[start] !== STAR) {
      const node = this.primary();
      this.setContext(node, STORE);
      return node;
    }
    this.p = start + 8;
    if (t[this.p] === STAR) this.fail();
    const value = this.starTarget();
    const last = this.p - 8;
    return new Starred(value, STORE, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }
}
