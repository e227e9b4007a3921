// The text of an expression, as `from __future__ import annotations` stores annotations: one line, parentheses only
// where precedence asks for them. (The `ast` module's own unparse is Python and differs in places.)

import {
  type arg,
  type arguments_,
  boolop,
  type comprehension,
  type expr,
  operator,
  Tag,
  unaryop,
} from "./ast.ts";
import { AstralLiteral, ELLIPSIS, FloatLiteral, ImaginaryLiteral } from "./ast_base.ts";
import { reprComplex } from "../objects/core/complex_text.ts";
import { reprFloat } from "../objects/core/float_text.ts";
import { reprBytes, reprPoints, reprString } from "../objects/core/str_repr.ts";

/** Levels of precedence, the loosest first. */
const TUPLE = 0;
const TEST = 1;
const OR = 2;
const AND = 3;
const NOT = 4;
const CMP = 5;
const EXPR = 6;
const BXOR = 7;
const BAND = 8;
const SHIFT = 9;
const ARITH = 10;
const TERM = 11;
const FACTOR = 12;
const POWER = 13;
const AWAIT = 14;
const ATOM = 15;

const OPERATORS: [string, number][] = [["", 0]];
OPERATORS[operator.Add] = [" + ", ARITH];
OPERATORS[operator.Sub] = [" - ", ARITH];
OPERATORS[operator.Mult] = [" * ", TERM];
OPERATORS[operator.MatMult] = [" @ ", TERM];
OPERATORS[operator.Div] = [" / ", TERM];
OPERATORS[operator.Mod] = [" % ", TERM];
OPERATORS[operator.Pow] = [" ** ", POWER];
OPERATORS[operator.LShift] = [" << ", SHIFT];
OPERATORS[operator.RShift] = [" >> ", SHIFT];
OPERATORS[operator.BitOr] = [" | ", EXPR];
OPERATORS[operator.BitXor] = [" ^ ", BXOR];
OPERATORS[operator.BitAnd] = [" & ", BAND];
OPERATORS[operator.FloorDiv] = [" // ", TERM];

const COMPARISONS = [
  "",
  " == ",
  " != ",
  " < ",
  " <= ",
  " > ",
  " >= ",
  " is ",
  " is not ",
  " in ",
  " not in ",
];

/** repr() of a constant, infinities written as a number that overflows. */
export function constantRepr(v: unknown): string {
  switch (typeof v) {
    case "boolean":
      return v ? "True" : "False";
    case "number":
    case "bigint":
      return String(v);
    case "string":
      return reprString(v);
  }
  if (v === null) return "None";
  if (v === ELLIPSIS) return "...";
  if (v instanceof AstralLiteral) return reprPoints(v.points);
  if (v instanceof Uint8Array) return reprBytes(v);
  if (v instanceof FloatLiteral) return reprFloat(v.value).replace("inf", "1e309");
  if (v instanceof ImaginaryLiteral) return reprComplex(0, v.value).replaceAll("inf", "1e309");
  const o = v as { items?: unknown[]; re?: number; im?: number };
  if (o.items !== undefined) {
    const parts = o.items.map(constantRepr);
    return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(", ")})`;
  }
  return reprComplex(o.re!, o.im!).replaceAll("inf", "1e309");
}

/** The expression as text. */
export function unparse(e: expr): string {
  return text(e, TEST);
}

function paren(wanted: boolean, inner: string): string {
  return wanted ? `(${inner})` : inner;
}

function list(items: expr[], level: number): string {
  return items.map((e) => text(e, level)).join(", ");
}

function text(e: expr, level: number): string {
  switch (e.tag) {
    case Tag.BoolOp: {
      const and = e.op === boolop.And;
      const own = and ? AND : OR;
      return paren(
        level > own,
        e.values.map((v) => text(v, own + 1)).join(and ? " and " : " or "),
      );
    }
    case Tag.BinOp: {
      const [op, own] = OPERATORS[e.op];
      const right = e.op === operator.Pow ? 1 : 0;
      return paren(
        level > own,
        text(e.left, own + right) + op + text(e.right, own + 1 - right),
      );
    }
    case Tag.UnaryOp: {
      const own = e.op === unaryop.Not ? NOT : FACTOR;
      const op = e.op === unaryop.Not
        ? "not "
        : e.op === unaryop.Invert
        ? "~"
        : e.op === unaryop.UAdd
        ? "+"
        : "-";
      return paren(level > own, op + text(e.operand, own));
    }
    case Tag.Lambda: {
      const args = argumentsText(e.args);
      // so CPython does it: `lambda*a: a`
      const space = e.args.args.length > 0 || e.args.posonlyargs.length > 0 ? " " : "";
      return paren(
        level > TEST,
        `lambda${space}${args}: ${text(e.body, TEST)}`,
      );
    }
    case Tag.IfExp:
      return paren(
        level > TEST,
        `${text(e.body, TEST + 1)} if ${text(e.test, TEST + 1)} else ${text(e.orelse, TEST)}`,
      );
    case Tag.Dict:
      return `{${
        e.values.map((v, i) => {
          const key = e.keys[i];
          return key === null ? `**${text(v, EXPR)}` : `${text(key, TEST)}: ${text(v, TEST)}`;
        }).join(", ")
      }}`;
    case Tag.Set:
      return `{${list(e.elts, TEST)}}`;
    case Tag.GeneratorExp:
      return `(${text(e.elt, TEST)}${comprehensions(e.generators)})`;
    case Tag.ListComp:
      return `[${text(e.elt, TEST)}${comprehensions(e.generators)}]`;
    case Tag.SetComp:
      return `{${text(e.elt, TEST)}${comprehensions(e.generators)}}`;
    case Tag.DictComp:
      return `{${text(e.key, TEST)}: ${text(e.value, TEST)}${comprehensions(e.generators)}}`;
    case Tag.Compare: {
      let out = text(e.left, CMP + 1);
      for (let i = 0; i < e.ops.length; i++) {
        out += COMPARISONS[e.ops[i]] + text(e.comparators[i], CMP + 1);
      }
      return paren(level > CMP, out);
    }
    case Tag.Await:
      return paren(level > AWAIT, `await ${text(e.value, ATOM)}`);
    case Tag.Yield:
      return e.value === null ? "(yield)" : `(yield ${text(e.value, TEST)})`;
    case Tag.YieldFrom:
      return `(yield from ${text(e.value, TEST)})`;
    case Tag.Call: {
      const func = text(e.func, ATOM);
      if (e.args.length === 1 && e.keywords.length === 0 && e.args[0].tag === Tag.GeneratorExp) {
        return func + text(e.args[0], TEST);
      }
      const parts = e.args.map((a) => text(a, TEST));
      for (const k of e.keywords) {
        parts.push((k.arg === null ? "**" : `${k.arg}=`) + text(k.value, TEST));
      }
      return `${func}(${parts.join(", ")})`;
    }
    case Tag.Attribute: {
      const { value } = e;
      // `1.real` would be a float
      const isInt = value.tag === Tag.Constant &&
        (typeof value.value === "number" || typeof value.value === "bigint");
      return `${text(value, ATOM)}${isInt ? " ." : "."}${e.attr}`;
    }
    case Tag.Starred:
      return `*${text(e.value, EXPR)}`;
    case Tag.Name:
      return e.id;
    case Tag.Constant:
      return (e.kind ?? "") + constantRepr(e.value);
    case Tag.List:
      return `[${list(e.elts, TEST)}]`;
    case Tag.Tuple:
      if (e.elts.length === 0) return "()";
      return paren(
        level > TUPLE,
        e.elts.length === 1 ? `${text(e.elts[0], TEST)},` : list(e.elts, TEST),
      );
    case Tag.Subscript:
      return `${text(e.value, ATOM)}[${text(e.slice, TUPLE)}]`;
    case Tag.Slice:
      return (e.lower === null ? "" : text(e.lower, TEST)) + ":" +
        (e.upper === null ? "" : text(e.upper, TEST)) +
        (e.step === null ? "" : ":" + text(e.step, TEST));
    case Tag.NamedExpr:
      return paren(level > TUPLE, `${text(e.target, ATOM)} := ${text(e.value, ATOM)}`);
    case Tag.JoinedStr:
    case Tag.FormattedValue:
      return "f" + reprUtf16(pieces(e));
  }
  return "";
}

function reprUtf16(s: string): string {
  let astral = false;
  for (let i = 0; i < s.length; i++) {
    const unit = s.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) astral = true;
  }
  if (!astral) return reprString(s);
  const points: number[] = [];
  for (const ch of s) points.push(ch.codePointAt(0)!);
  return reprPoints(Uint32Array.from(points));
}

/** What stands between the quotes of an f-string. */
function pieces(e: expr): string {
  switch (e.tag) {
    case Tag.JoinedStr:
      return e.values.map(pieces).join("");
    case Tag.Constant: {
      const v = e.value;
      let s = "";
      if (typeof v === "string") s = v;
      else if (v instanceof AstralLiteral) {
        for (const p of v.points) s += String.fromCodePoint(p);
      }
      return s.replaceAll("{", "{{").replaceAll("}", "}}");
    }
    case Tag.FormattedValue: {
      const inner = text(e.value, TEST + 1);
      const conversion = e.conversion < 0 ? "" : "!" + String.fromCharCode(e.conversion);
      const spec = e.format_spec === null ? "" : ":" + pieces(e.format_spec);
      return `${inner.startsWith("{") ? "{ " : "{"}${inner}${conversion}${spec}}`;
    }
  }
  return `{${text(e, TEST + 1)}}`;
}

function comprehensions(generators: comprehension[]): string {
  let out = "";
  for (const g of generators) {
    out += `${g.is_async !== 0 ? " async for " : " for "}${text(g.target, TUPLE)} in ${
      text(g.iter, TEST + 1)
    }`;
    for (const test of g.ifs) out += ` if ${text(test, TEST + 1)}`;
  }
  return out;
}

function argText(a: arg): string {
  return a.annotation === null ? a.arg : `${a.arg}: ${text(a.annotation, TEST)}`;
}

function argumentsText(a: arguments_): string {
  const parts: string[] = [];
  const positional = a.posonlyargs.concat(a.args);
  const firstDefault = positional.length - a.defaults.length;
  for (let i = 0; i < positional.length; i++) {
    let part = argText(positional[i]);
    if (i >= firstDefault) part += "=" + text(a.defaults[i - firstDefault], TEST);
    parts.push(part);
    if (a.posonlyargs.length > 0 && i + 1 === a.posonlyargs.length) parts.push("/");
  }
  if (a.vararg !== null || a.kwonlyargs.length > 0) {
    parts.push(a.vararg === null ? "*" : "*" + argText(a.vararg));
  }
  for (let i = 0; i < a.kwonlyargs.length; i++) {
    const d = a.kw_defaults[i];
    parts.push(argText(a.kwonlyargs[i]) + (d === null ? "" : "=" + text(d, TEST)));
  }
  if (a.kwarg !== null) parts.push("**" + argText(a.kwarg));
  return parts.join(", ");
}
