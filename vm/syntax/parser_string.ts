// Strings: adjacent literals are one, f-strings become JoinedStr nodes as in CPython (neighbouring constants
// are merged, empty ones dropped, `{x=}` adds its own text).

import { AstralLiteral, Constant, type expr, FormattedValue, JoinedStr } from "./ast.ts";
import { concatBytes, concatStr, plainStr, strLength, type StrValue } from "./literals.ts";
import { ParserBase } from "./parser_base.ts";
import {
  COLON,
  EQUAL,
  ERRORTOKEN,
  EXCLAMATION,
  FSTRING_START,
  NAME,
  RBRACE,
  STR_RAW,
  STR_U,
  STRING,
  YIELD,
} from "./tokens.ts";

function isStr(value: Constant["value"]): value is StrValue {
  return typeof value === "string" || value instanceof AstralLiteral;
}

export abstract class StringParser extends ParserBase {
  abstract starExpressions(): expr;
  abstract yieldExpression(): expr;

  /** One or more adjacent string literals. */
  strings(): expr {
    const { t, p: start } = this;
    if (t[start] === STRING) {
      // Most strings are alone.
      const next = t[start + 8];
      if (next !== STRING && next !== FSTRING_START) {
        this.p = start + 8;
        return this.constantAt(start);
      }
    }
    const parts: expr[] = [];
    let joined = false;
    let bytes = 0;
    for (;;) {
      const p = this.p;
      if (t[p] === STRING) {
        this.p = p + 8;
        const node = this.constantAt(p);
        if (node.value instanceof Uint8Array) bytes++;
        parts.push(node);
      } else if (t[p] === FSTRING_START) {
        joined = true;
        this.fstring(parts);
      } else break;
    }
    if (bytes > 0) {
      if (t[this.p] === ERRORTOKEN) this.fail();
      if (joined || bytes !== parts.length) {
        throw this.problemAtLast(
          "SyntaxError",
          "cannot mix bytes and nonbytes literals",
          Math.max(this.p, this.far),
        );
      }
      const last = this.p - 8;
      return new Constant(
        concatBytes(parts.map((part) => (part as Constant).value as Uint8Array)),
        (parts[0] as Constant).kind,
        t[start + 3],
        t[start + 4],
        t[last + 5],
        t[last + 6],
      );
    }
    return this.merge(parts, joined, start);
  }

  private constantAt(p: number): Constant {
    const t = this.t;
    const kind = (t[p + 7] & STR_U) !== 0 ? "u" : null;
    return new Constant(this.stringValue(p), kind, t[p + 3], t[p + 4], t[p + 5], t[p + 6]);
  }

  /** Merges neighbouring constants; `joined` says whether an f-string was among them. */
  private merge(parts: expr[], joined: boolean, start: number): expr {
    const t = this.t;
    const values: expr[] = [];
    for (let i = 0; i < parts.length; i++) {
      let part = parts[i];
      if (part instanceof Constant) {
        let end = i + 1;
        while (end < parts.length && parts[end] instanceof Constant) end++;
        if (end > i + 1) {
          const run = parts.slice(i, end) as Constant[];
          const last = run[run.length - 1];
          part = new Constant(
            concatStr(run.map((each) => each.value as StrValue)),
            part.kind,
            part.lineno,
            part.col_offset,
            last.end_lineno,
            last.end_col_offset,
          );
          i = end - 1;
        }
        const value = (part as Constant).value;
        if (joined && isStr(value) && strLength(value) === 0) continue;
      }
      values.push(part);
    }
    if (!joined) return values[0];
    const last = this.p - 8;
    return new JoinedStr(values, t[start + 3], t[start + 4], t[last + 5], t[last + 6]);
  }

  /** Reads one f-string and adds its pieces. */
  private fstring(parts: expr[]): void {
    const { t, p: start } = this;
    const raw = (t[start + 7] & STR_RAW) !== 0;
    this.p = start + 8;
    const middles: number[] = [];
    const slots: number[] = [];
    for (;;) {
      const p = this.p;
      const kind = t[p];
      if (kind === 60) { // text
        middles.push(p);
        slots.push(parts.length);
        this.p = p + 8;
        // The value comes when the end is known, for warnings are about that token.
        parts.push(new Constant("", null, t[p + 3], t[p + 4], t[p + 5], t[p + 6]));
      } else if (kind === 25) this.replacementField(parts);
      else if (kind === 61) break; // the end
      else this.fail();
    }
    const end = this.p;
    this.p = end + 8;
    for (let i = 0; i < middles.length; i++) {
      (parts[slots[i]] as Constant).value = this.middleValue(middles[i], raw, end);
    }
  }

  /** `{expression=!r:spec}` */
  private replacementField(parts: expr[]): void {
    const { t, p: open } = this;
    this.enter();
    this.p = open + 8;
    const value = t[this.p] === YIELD ? this.yieldExpression() : this.starExpressions();
    const debug = t[this.p] === EQUAL;
    if (debug) this.p += 8;
    let conversion = -1;
    let conversionAt = -1;
    let debugEnd = -1;
    let endLine = 0;
    let endCol = 0;
    if (t[this.p] === EXCLAMATION) {
      const mark = this.p;
      debugEnd = t[mark + 1];
      const name = mark + 8;
      if (t[name] !== NAME) {
        this.p = name;
        this.fail();
      }
      this.checkConversionPlace(mark);
      conversionAt = name;
      endLine = t[name + 3];
      endCol = t[name + 4];
      this.p = name + 8;
    }
    let spec: expr | null = null;
    if (t[this.p] === COLON) {
      const colon = this.p;
      if (debugEnd < 0) {
        debugEnd = t[colon + 1];
        endLine = t[colon + 3];
        endCol = t[colon + 4] + 1;
      }
      spec = this.formatSpec();
    }
    if (t[this.p] !== RBRACE) this.fail();
    const close = this.p;
    this.p = close + 8;
    this.depth--;
    if (conversionAt >= 0) conversion = this.conversionCharacter(conversionAt);
    if (debug) {
      if (conversion < 0 && spec === null) conversion = 114; // r
      if (debugEnd < 0) {
        debugEnd = t[close + 1];
        endLine = t[close + 5];
        endCol = t[close + 6];
      }
      const text = plainStr(withoutComments(this.source.slice(t[open + 2], debugEnd)), true);
      parts.push(
        new Constant(
          text,
          null,
          t[open + 3],
          t[open + 4] + 1,
          endLine,
          endCol - 1,
        ),
      );
    }
    parts.push(
      new FormattedValue(
        value,
        conversion,
        spec,
        t[open + 3],
        t[open + 4],
        t[close + 5],
        t[close + 6],
      ),
    );
  }

  private formatSpec(): expr {
    const { t, p: colon } = this;
    this.p = colon + 8;
    const parts: expr[] = [];
    let joined = false;
    for (;;) {
      const p = this.p;
      if (t[p] === 60) {
        this.p = p + 8;
        const value = this.middleValue(p, false, p);
        if (strLength(value) > 0) {
          parts.push(new Constant(value, null, t[p + 3], t[p + 4], t[p + 5], t[p + 6]));
        }
      } else if (t[p] === 25) {
        joined = true;
        this.replacementField(parts);
      } else break;
    }
    const last = this.p - 8;
    if (parts.length === 0 || (parts.length === 1 && !joined)) {
      return new JoinedStr(parts, t[colon + 3], t[colon + 4], t[last + 5], t[last + 6]);
    }
    return this.merge(parts, joined, colon);
  }
}

/** The text of a `{x=}` field, without the comments in it. */
function withoutComments(text: string): string {
  if (!text.includes("#")) return text;
  let out = "";
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== "#") {
      out += text[i];
      continue;
    }
    while (i < text.length && text[i] !== "\n") i++;
    if (i < text.length) out += "\n";
  }
  return out;
}
