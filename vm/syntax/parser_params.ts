// The parameters of functions and lambdas.

import { arg, arguments_, type expr } from "./ast.ts";
import { ExpressionParser } from "./parser_expr.ts";
import {
  COLON,
  COMMA,
  DOUBLESTAR,
  EQUAL,
  NAME,
  RPAR,
  SLASH,
  STAR,
  TYPE_COMMENT,
} from "./tokens.ts";

export abstract class ParameterParser extends ExpressionParser {
  /** Parameters up to `close`: `)` in a def, with annotations and type comments, `:` in a lambda. */
  override parameters(close: number): arguments_ {
    const t = this.t;
    const annotated = close === RPAR;
    let posonlyargs: arg[] = [];
    let args: arg[] = [];
    let vararg: arg | null = null;
    const kwonlyargs: arg[] = [];
    const kw_defaults: (expr | null)[] = [];
    let kwarg: arg | null = null;
    const defaults: expr[] = [];
    let starred = false;
    while (t[this.p] !== close) {
      const kind = t[this.p];
      if (kwarg !== null) this.fail();
      if (kind === SLASH) {
        if (starred || posonlyargs.length > 0 || args.length === 0) this.fail();
        this.p += 8;
        this.needsVersion(8, "Positional-only parameters are");
        posonlyargs = args;
        args = [];
      } else if (kind === STAR) {
        if (starred) this.fail();
        starred = true;
        this.p += 8;
        if (t[this.p] === NAME) vararg = this.parameter(annotated, true);
        else if (t[this.p] !== COMMA || t[this.p + 8] !== NAME) {
          if (t[this.p] === COMMA) this.p += 8;
          this.fail();
        }
        // A default may not follow; the comma or the end must.
        if (t[this.p] === EQUAL) this.fail();
      } else if (kind === DOUBLESTAR) {
        this.p += 8;
        kwarg = this.parameter(annotated, false);
        if (t[this.p] === EQUAL) this.fail();
      } else {
        const parameter = this.parameter(annotated, false);
        if (t[this.p] === EQUAL) {
          this.p += 8;
          const value = this.expression();
          if (starred) kw_defaults.push(value);
          else defaults.push(value);
        } else if (starred) kw_defaults.push(null);
        else if (defaults.length > 0) this.fail();
        if (starred) kwonlyargs.push(parameter);
        else args.push(parameter);
      }
      const more = t[this.p] === COMMA;
      if (more) this.p += 8;
      if (annotated && t[this.p] === TYPE_COMMENT) {
        const previous = kwarg ?? (starred ? kwonlyargs.at(-1) ?? vararg : args.at(-1) ?? null);
        this.argTypeComment(previous);
      }
      if (!more) break;
    }
    if (t[this.p] !== close) this.fail();
    return new arguments_(posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults);
  }

  private argTypeComment(parameter: arg | null): void {
    if (parameter === null) this.fail();
    parameter.type_comment = this.tokenText(this.p);
    this.p += 8;
  }

  private parameter(annotated: boolean, starAnnotation: boolean): arg {
    const { t, p: start } = this;
    const name = this.identifier();
    let annotation: expr | null = null;
    if (annotated && t[this.p] === COLON) {
      this.p += 8;
      annotation = starAnnotation ? this.starExpression() : this.expression();
    }
    const last = this.p - 8;
    return new arg(name, annotation, null, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }
}
