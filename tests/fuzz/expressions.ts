// Makes expressions: well-typed more often than not where a kind is asked for, anything at all where not.

import type { Random } from "./random.ts";

/** What an expression should be. */
export type Kind = "int" | "float" | "str" | "list" | "dict" | "any";

const LITERALS: Readonly<Record<Kind, readonly string[]>> = {
  int: [
    "0",
    "1",
    "-7",
    "3",
    "255",
    "2**31",
    "-2**31",
    "2**53",
    "-2**53 - 1",
    "10**20",
    "True",
    "12",
    "1000003",
  ],
  float: [
    "0.0",
    "-0.0",
    "1.5",
    "-2.25",
    "1e300",
    "float('inf')",
    "3.0",
    "0.1",
    "1e-5",
  ],
  str: ["''", "'abc'", "'é😀x'", "'12'", "' pad '", "'a,b,c'", "'AbC'", "'x' * 5"],
  list: [
    "[]",
    "[3, 1, 2]",
    "[1.5, 2.5]",
    "['a', 'bb']",
    "[1, 'x', None]",
    "list(range(5))",
    "[[1], [2, 3]]",
  ],
  dict: ["{}", "{'k': 1}", "{1: 'a', 2.0: 'b'}", "dict(a=1, b=2)", "{i: i * i for i in range(4)}"],
  any: [
    "None",
    "()",
    "(1, 'a')",
    "{5}",
    "{1, 2, 3}",
    "frozenset()",
    "range(4)",
    "2j",
    "...",
    "b'xyz'",
    "bytearray(b'q')",
  ],
};
const KINDS: readonly Kind[] = ["int", "float", "str", "list", "dict", "any"];
const ARITHMETIC = ["+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>", "@"];
const COMPARE = ["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not"];
const CALLS: Readonly<Record<Kind, readonly string[]>> = {
  int: [
    "abs({int})",
    "len({list})",
    "int({float})",
    "hash({int})",
    "max({int}, {int})",
    "sum({list})",
    "ord('q')",
    "round({float})",
    "{int}.bit_length()",
    "divmod({int}, {int})[1]",
    "pow({int}, 3, 1009)",
    "{list}.count({int})",
    "{str}.find('b')",
    "min({list}, default={int})",
    "int({str})",
    "{str}.__len__()",
    "bool({any})",
  ],
  float: [
    "float({int})",
    "abs({float})",
    "round({float}, 2)",
    "sum({list}, 0.5)",
    "max({float}, {int})",
    "{float}.real",
    "float.fromhex('0x1.8p3')",
    "divmod({float}, {int})[0]",
  ],
  str: [
    "str({any})",
    "repr({any})",
    "{str}.upper()",
    "{str}.strip()",
    "{str}.replace('a', 'zz')",
    "'-'.join({list})",
    "{str}.center(9, '*')",
    "chr(97 + {int} % 26)",
    "ascii({str})",
    "hex({int})",
    "format({int}, 'x')",
    "{str}.title()",
    "'%s|%5d' % ({any}, {int})",
    "'{{}}:{{!r:>6}}'.format({any}, {str})",
    "{str}.encode().decode()",
    "type({any}).__name__",
  ],
  list: [
    "sorted({list})",
    "list({any})",
    "{list} + {list}",
    "{str}.split()",
    "{str}.split(',')",
    "list(zip({list}, {list}))",
    "list(map(str, {list}))",
    "list(enumerate({list}, {int}))",
    "list(reversed({list}))",
    "{list} * 2",
    "list({dict}.items())",
    "[*{list}, {any}]",
    "list(filter(None, {list}))",
    "sorted({list}, key=repr, reverse=True)",
    "list({dict})",
  ],
  dict: [
    "dict({dict})",
    "{dict} | {dict}",
    "dict(zip({list}, {list}))",
    "{{**{dict}, {any}: {any}}}",
    "{dict}.copy()",
    "dict.fromkeys({list}, {any})",
  ],
  any: [
    "tuple({list})",
    "set({list})",
    "{dict}.get('k')",
    "{dict}.pop('k', {any})",
    "any({list})",
    "all({list})",
    "iter({list})",
    "type({any})",
    "isinstance({any}, (int, str))",
    "next(iter({list}))",
    "{list}.pop()",
    "getattr({any}, 'real', {any})",
    "{list}.append({any})",
    "{list}.index({int})",
    "{dict}['k']",
    "{any}.missing",
    "callable({any})",
    "complex({int}, 1)",
    "slice({int}, None)",
    "{str}.nothing()",
    "max({list})",
    "frozenset({list}) & set({list})",
    "{dict}.setdefault('n', {any})",
  ],
};

/** Makes expressions of what is in scope. */
export class Expressions {
  /** Names that are in scope, with what they are thought to be. */
  names: [string, Kind][] = [];
  /** Where `await`, `yield` may stand. */
  inAsync = false;
  inGenerator = false;
  /** Where neither `yield` nor `:=` may stand. */
  private inComprehension = false;
  private serial = 0;
  readonly r: Random;
  constructor(random: Random) {
    this.r = random;
  }

  /** A name that is new in the program. */
  fresh(prefix: string): string {
    return `${prefix}${this.serial++}`;
  }

  /** A kind. */
  kind(): Kind {
    return this.r.pick(KINDS);
  }

  private leaf(kind: Kind): string {
    const { r } = this;
    // once in a while something else than what was asked for
    const fitting = this.names.filter(([, k]) => k === kind || kind === "any" || r.once(12));
    if (fitting.length > 0 && r.below(3) > 0) return r.pick(fitting)[0];
    return `(${r.pick(LITERALS[kind === "any" ? this.kind() : kind])})`;
  }

  private call(kind: Kind, depth: number): string {
    const text = this.r.pick(CALLS[kind]).replace(
      /\{\{|\}\}|\{(\w+)\}/g,
      (m, k) => m === "{{" ? "{" : m === "}}" ? "}" : this.of(k as Kind, depth - 1),
    );
    return `(${text})`;
  }

  private binary(kind: Kind, depth: number): string {
    const { r } = this;
    const op = r.pick(kind === "float" ? ARITHMETIC.slice(0, 7) : ARITHMETIC);
    // what grows without bound stays out: powers, shifts and repetitions have small right operands
    const small = op === "**" || op === "<<" || op === ">>";
    const right = small || op === "*" && kind !== "float" && r.below(2) === 0
      ? String(r.below(6))
      : this.of(op === "*" ? "float" : kind, depth - 1);
    return `(${this.of(kind, depth - 1)} ${op} ${right})`;
  }

  private comprehension(kind: Kind, depth: number): string {
    const { r } = this;
    const v = this.fresh("c"), saved = this.names.slice(), before = this.inComprehension;
    this.inComprehension = true;
    const source = r.once(2) ? this.of("list", depth - 1) : `range(${r.below(6)})`;
    this.names.push([v, source.startsWith("range") ? "int" : "any"]);
    const condition = r.once(2) ? ` if ${this.of("any", depth - 2)}` : "";
    const inner = r.once(4) ? ` for ${v}_ in (${v}, 1)` : "";
    const element = this.of(kind === "list" ? "any" : kind, depth - 2);
    const key = r.once(2) ? v : this.of("any", depth - 2);
    this.names = saved;
    this.inComprehension = before;
    const clauses = `for ${v} in ${source}${inner}${condition}`;
    if (kind === "dict") return `{${key}: ${element} ${clauses}}`;
    if (kind === "list") return `[${element} ${clauses}]`;
    return r.once(2) ? `{${element} ${clauses}}` : `list(${element} ${clauses})`;
  }

  private fstring(depth: number): string {
    const { r } = this;
    const part = (): string => {
      const e = this.of("any", depth - 2);
      const spec = r.pick(["", "!r", "!s", "!a", ":>8", "!r:>{4 + 3}", "=", ":"]);
      return `{${e.startsWith("{") ? ` ${e} ` : e}${spec}}`;
    };
    const e = this.of(r.once(2) ? "int" : "float", depth - 2);
    const number = `{${e}:${r.pick([".2f", "x", ">5", ",", "+d", "e", "%"])}}`;
    return `f"${r.pick(["", "a{{b}}", "é"])}${part()}|${r.once(2) ? number : part()}"`;
  }

  /** An expression of a kind. */
  of(kind: Kind, depth: number): string {
    const { r } = this;
    if (depth <= 0) return this.leaf(kind);
    const sub = (k: Kind = kind): string => this.of(k, depth - 1);
    switch (r.below(14)) {
      case 0:
        return this.leaf(kind);
      case 1:
      case 2:
      case 3:
        return this.binary(kind === "dict" ? "any" : kind, depth);
      case 4:
        return `(${sub()} if ${sub("any")} else ${sub()})`;
      case 5:
        return `(${sub()} ${r.pick(["and", "or"])} ${sub()})`;
      case 6:
      case 7:
      case 8:
        return this.call(kind, depth);
      case 9:
        if (kind === "int") return `(${r.pick(["-", "+", "~", "not "])}${sub()})`;
        if (kind === "str") return this.fstring(depth);
        return this.comprehension(kind, depth);
      case 10: {
        if (kind !== "any") return this.call(kind, depth);
        const third = r.once(2) ? ` ${r.pick(COMPARE)} ${sub("int")}` : "";
        return `(${sub("int")} ${r.pick(COMPARE)} ${sub(r.once(2) ? "list" : "int")}${third})`;
      }
      case 11: {
        const index = r.below(3) > 0
          ? `${r.below(5) - 2}`
          : `${r.pick(["", "1", "-3"])}:${r.pick(["", "4", "-1"])}:${r.pick(["", "-1", "2"])}`;
        return `${sub(r.once(2) ? "list" : "str")}[${index}]`;
      }
      case 12: {
        if (this.inComprehension) return this.leaf(kind);
        const name = this.fresh("n");
        return `(${name} := ${sub()})`;
      }
      default:
        if (r.once(3) && this.inAsync) return `(await give(${sub()}))`;
        if (r.once(3) && this.inGenerator && !this.inComprehension) return `(yield ${sub()})`;
        if (r.once(2)) {
          return `(lambda a, b=${sub()}, *c, d=3, **e: ${
            r.pick(["(a, b, c, d, e)", "a", "b"])
          })(${sub()}, *${r.pick(["[]", "(1, 2)", "'ab'"])}, **${
            r.pick(["{}", "{'d': 4}", "{'z': 5}"])
          })`;
        }
        return r.pick([
          `(${sub()}, *${sub("list")})`,
          `{${sub("any")}, ${sub("int")}}`,
          `[${sub()}, ${sub()}]`,
          `{'k': ${sub()}}`,
        ]);
    }
  }
}
