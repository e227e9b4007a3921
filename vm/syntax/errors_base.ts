// The ground of the error pass. When the fast parser has failed, the source is read once more by a slower
// parser that works as CPython's does: it tries alternatives in CPython's order, goes back when one does not
// fit, remembers what it found where, and on its way tries the wrong forms that have a message of their own.
// Only the order of those trials decides which message a source gets, so the methods of the error pass are
// arranged by CPython's rules and have their names.
//
// Invariants:
// - a rule that fails gives null (or false) and leaves `p` where it was;
// - a rule that recognises a wrong form throws the SyntaxProblem;
// - reading a token is noted in `reached`, for many messages point at the last token read; reading the
//   tokenizer's error throws that.

import { charOffset, type ProblemType, SyntaxProblem } from "./problem.ts";
import type { ParserBase } from "./parser_base.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { ERRORTOKEN, NAME } from "./tokens.ts";

/** A piece of source that a rule recognised. */
export interface Found {
  /** What messages call it: "name", "function call", "literal" … */
  readonly what: string;
  /** Its first and last token. */
  readonly from: number;
  readonly to: number;
  /** What a target is made of: elements, the starred value, the left side of a comparison. */
  readonly parts: readonly Found[];
}

const NONE: readonly Found[] = [];

/** The rules that remember their results. */
export const RULES = 32;

export type TargetKind = "assign" | "for" | "del";

export class ErrorBase {
  readonly parser: ParserBase;
  readonly tokenizer: Tokenizer;
  readonly t: Int32Array;
  p: number;
  /** The furthest token read so far, by either pass. */
  reached: number;
  /** Whether wrong forms are looked for; not inside `expressionWithoutInvalid`. */
  invalid: boolean;
  private readonly memory: Map<number, { found: Found | null; end: number }>;

  constructor(parser: ParserBase, start: number, reached: number) {
    this.parser = parser;
    this.tokenizer = parser.tokenizer;
    this.t = parser.t;
    this.p = start;
    this.reached = reached;
    this.invalid = true;
    this.memory = new Map();
  }

  // Reading.

  /** The kind of the current token. */
  kind(): number {
    const { t, p } = this;
    if (p > this.reached) this.reached = p;
    if (t[p] === ERRORTOKEN) throw tokenizerProblem(this.parser, p);
    return t[p];
  }

  is(kind: number): boolean {
    return this.kind() === kind;
  }

  take(kind: number): boolean {
    if (this.kind() !== kind) return false;
    this.p += 8;
    return true;
  }

  /** Takes two tokens that follow each other, or none. */
  take2(first: number, second: number): boolean {
    const start = this.p;
    if (this.take(first) && this.take(second)) return true;
    this.p = start;
    return false;
  }

  takeName(): Found | null {
    if (this.kind() !== NAME) return null;
    const p = this.p;
    this.p = p + 8;
    return this.found("name", p);
  }

  /** Takes a soft keyword, a name with the given index. */
  takeSoft(name: number): boolean {
    if (this.kind() !== NAME || this.t[this.p + 7] !== name) return false;
    this.p += 8;
    return true;
  }

  /** What was recognised from the token `from` to the last one taken. */
  found(what: string, from: number, parts: readonly Found[] = NONE): Found {
    return { what, from, to: this.p - 8, parts };
  }

  /** Goes back to `start` and gives null. */
  back(start: number): null {
    this.p = start;
    return null;
  }

  /** The result of a rule at the current token, found out once. */
  memo(rule: number, body: () => Found | null): Found | null {
    const start = this.p;
    const key = (start / 8) * RULES + rule;
    const known = this.memory.get(key);
    if (known !== undefined) {
      this.p = known.end;
      return known.found;
    }
    const found = body.call(this);
    this.memory.set(key, { found, end: this.p });
    return found;
  }

  /** The number of open brackets behind the token at `p`. */
  level(p: number): number {
    const t = this.t;
    let level = 0;
    for (let k = 0; k <= p; k += 8) {
      const kind = t[k];
      if (kind === 7 || kind === 9 || kind === 25) level++;
      else if (kind === 8 || kind === 10 || kind === 26) level--;
    }
    return level;
  }

  // Complaining.

  raiseRange(from: number, to: number, msg: string): never {
    throw this.parser.problemAtTokens(msg, from, to, this.reached);
  }

  raiseAt(place: Found, msg: string): never {
    this.raiseRange(place.from, place.to, msg);
  }

  /** From a place to where the tokenizer stands. */
  raiseStartingFrom(from: number, msg: string): never {
    const { t, reached } = this;
    const start = this.parser.problemAtTokens(msg, from, from, reached);
    const endLine = t[reached + 5];
    let endCol = t[reached + 6];
    if (endCol < 0) {
      const at = t[reached + 1];
      endCol = at - (at === 0 ? 0 : this.tokenizer.source.lastIndexOf("\n", at - 1) + 1);
    }
    throw new SyntaxProblem(
      "SyntaxError",
      msg,
      "",
      start.lineno,
      start.offset,
      endLine,
      charOffset(start.text ?? "", endCol),
      start.text,
    );
  }

  /** At the last token that was read. */
  raiseLast(msg: string, type: ProblemType = "SyntaxError"): never {
    throw this.parser.problemAtLast(type, msg, this.reached);
  }

  /** At the token that comes next. */
  raiseOnNext(msg: string): never {
    this.kind();
    throw this.parser.problemAtLast("SyntaxError", msg, this.p, this.reached);
  }

  /** Complains of what in `found` cannot be a target, if anything. */
  raiseInvalidTarget(found: Found, kind: TargetKind): void {
    const target = this.invalidTarget(found, kind);
    if (target === null) return;
    this.raiseAt(target, `cannot ${kind === "del" ? "delete" : "assign to"} ${target.what}`);
  }

  private invalidTarget(found: Found, kind: TargetKind): Found | null {
    switch (found.what) {
      case "name":
      case "subscript":
      case "attribute":
        return null;
      case "list":
      case "tuple":
        for (const part of found.parts) {
          const target = this.invalidTarget(part, kind);
          if (target !== null) return target;
        }
        return null;
      case "starred":
        return kind === "del" ? found : this.invalidTarget(found.parts[0], kind);
      case "comparison":
        // The `a in b` of a `for` reads as a comparison.
        if (kind === "for") {
          return found.parts.length > 0 ? this.invalidTarget(found.parts[0], kind) : null;
        }
        return found;
    }
    return found;
  }
}

/** What to raise for the ERRORTOKEN at `p`. */
export function tokenizerProblem(parser: ParserBase, p: number): SyntaxProblem {
  const { tokenizer } = parser;
  return tokenizer.error ?? unclosedProblem(parser, p);
}

/** The complaint about the innermost bracket that is open at the end of the source. */
export function unclosedProblem(parser: ParserBase, far: number): SyntaxProblem {
  const { brackets, bracketLines, bracketCols } = parser.tokenizer;
  const last = brackets.length - 1;
  const line = bracketLines[last];
  const msg = `'${String.fromCharCode(brackets[last])}' was never closed`;
  return parser.problemAt("SyntaxError", msg, line, bracketCols[last], line, -1, far);
}
