// Makes Python programs from a seed: every one terminates, prints what it does, and catches what its parts raise.
//
// A program is a list of chunks. A chunk is closed (it may be left out without breaking another), which is what makes
// minimising simple: chunks and then statements are dropped as long as the difference stays.

/** A linear congruential generator, so that a seed is a program for ever. */
export class Random {
  private state: number;
  constructor(seed: number) {
    this.state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0;
  }
  next(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 4294967296;
  }
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
}

const LITERALS = [
  "0",
  "1",
  "-7",
  "3",
  "255",
  "2**31",
  "-2**53",
  "2**53 + 1",
  "10**20",
  "True",
  "False",
  "0.0",
  "-0.0",
  "1.5",
  "-2.25",
  "1e300",
  "float('inf')",
  "''",
  "'abc'",
  "'é😀x'",
  "'12'",
  "b'xyz'",
  "None",
  "()",
  "(1, 'a')",
  "[]",
  "[3, 1, 2]",
  "[1.5, 2.5]",
  "{'k': 1}",
  "{1: 'a', 2.0: 'b'}",
  "{5}",
  "frozenset()",
  "range(4)",
  "2j",
  "...",
];
const BINARY = ["+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>", "@"];
const COMPARE = ["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is not"];
const CALLS = [
  "len",
  "str",
  "repr",
  "int",
  "float",
  "bool",
  "list",
  "tuple",
  "sorted",
  "sum",
  "max",
  "min",
  "abs",
  "hash",
  "round",
  "type",
  "iter",
  "reversed",
  "enumerate",
  "any",
  "all",
  "ascii",
  "hex",
  "chr",
  "ord",
];
const METHODS = [
  "upper()",
  "split()",
  "append(1)",
  "pop()",
  "get('k')",
  "items()",
  "copy()",
  "count(1)",
  "index('a')",
  "strip()",
  "bit_length()",
  "is_integer()",
  "keys()",
  "join(['p', 'q'])",
  "replace('a', 'bb')",
  "encode()",
  "real",
  "format(1, k=2)",
];
const ERRORS = ["ValueError", "KeyError", "TypeError", "ZeroDivisionError", "Exception"];

/** Makes the source of one program. */
class Generator {
  private readonly r: Random;
  private names: string[] = [];
  private serial = 0;
  constructor(random: Random) {
    this.r = random;
  }

  private fresh(prefix: string): string {
    return `${prefix}${this.serial++}`;
  }

  expression(depth: number): string {
    const { r } = this;
    const sub = (): string => this.expression(depth - 1);
    if (depth <= 0) {
      return this.names.length > 0 && r.below(2) === 0
        ? r.pick(this.names)
        : `(${r.pick(LITERALS)})`;
    }
    switch (r.below(16)) {
      case 0:
      case 1:
      case 2: {
        const op = r.pick(BINARY);
        // what grows without bound stays out: powers, shifts and repetitions have small right operands
        const right = op === "**" || op === "<<" || op === "*" ? String(r.below(6)) : sub();
        return `(${sub()} ${op} ${right})`;
      }
      case 3:
        return `(${sub()} ${r.pick(COMPARE)} ${sub()} ${r.pick(COMPARE)} ${sub()})`;
      case 4:
        return `(${sub()} ${r.pick(["and", "or"])} ${sub()})`;
      case 5:
        return `(${r.pick(["not ", "-", "+", "~"])}${sub()})`;
      case 6:
        return `${r.pick(CALLS)}(${sub()})`;
      case 7:
        return `${sub()}.${r.pick(METHODS)}`;
      case 8:
        return `${sub()}[${sub()}]`;
      case 9:
        return `${sub()}[${r.below(4) - 2}:${r.below(2) === 0 ? "" : r.below(5)}:${
          r.pick(["", "-1", "2"])
        }]`;
      case 10:
        return `(${sub()} if ${sub()} else ${sub()})`;
      case 11:
        return `f"{${sub()}!r:>8}|{${r.pick(["1.5", "42", "'s'"])}:${
          r.pick([".2f", "x", ">5", ","])
        }}"`
          .replaceAll("\\", "");
      case 12: {
        const v = this.fresh("c");
        return `[${v} ${r.pick(["+", "*", "=="])} 1 for ${v} in ${sub()} if ${v}]`;
      }
      case 13:
        return `[*${sub()}, ${sub()}]`;
      case 14:
        return `{${sub()}: ${sub()}, **${r.pick(["{}", "{'z': 9}"])}}`;
      default:
        return `(lambda a, b=2, *c: (a, b, c))(${sub()}, *${r.pick(["[]", "(1, 2)", "'ab'"])})`;
    }
  }

  /** A statement under `indent`, which never loops for long. */
  statement(indent: string, depth: number): string[] {
    const { r } = this;
    const deeper = indent + "    ";
    const block = (): string[] => {
      const saved = this.names.slice();
      const lines = this.statement(deeper, depth - 1);
      this.names = saved;
      return lines;
    };
    const show = (): string[] => [`${indent}print(show(${this.expression(2)}))`];
    if (depth <= 0) return show();
    switch (r.below(9)) {
      case 0: {
        const name = this.fresh("v");
        const line = `${indent}${name} = ${this.expression(2)}`;
        this.names.push(name);
        return [line];
      }
      case 1:
        return [`${indent}if ${this.expression(1)}:`, ...block(), `${indent}else:`, ...block()];
      case 2: {
        const name = this.fresh("i");
        return [
          `${indent}for ${name} in range(${r.below(4)}):`,
          ...block(),
          `${deeper}if ${name} > 1: break`,
        ];
      }
      case 3:
        return [
          `${indent}try:`,
          ...block(),
          `${indent}except ${r.pick(ERRORS)} as error:`,
          `${deeper}print("caught", show(error))`,
          `${indent}finally:`,
          ...block(),
        ];
      case 4:
        return [
          `${indent}match ${this.expression(1)}:`,
          `${deeper}case int() | float() as n if n: print("number", show(n))`,
          `${deeper}case [first, *rest]: print("sequence", show(first), len(rest))`,
          `${deeper}case {"k": k}: print("mapping", show(k))`,
          `${deeper}case other: print("other", show(other))`,
        ];
      case 5: {
        const n = this.fresh("w");
        return [
          `${indent}${n} = 0`,
          `${indent}while ${n} < ${r.below(4)}:`,
          `${deeper}${n} += 1`,
          ...block(),
        ];
      }
      case 6:
        return [`${indent}raise ${r.pick(ERRORS)}(${this.expression(1)})`];
      default:
        return show();
    }
  }

  /** A function, a generator or a class, and uses of it with types that change. */
  chunk(): string {
    const { r } = this;
    this.names = [];
    const name = this.fresh("f");
    const lines: string[] = [];
    const kind = r.below(3);
    if (kind < 2) {
      lines.push(`def ${name}(a, b=1, *rest, key=None):`, "    global total");
      this.names = ["a", "b", "rest", "key", "total"];
      for (let i = r.below(4) + 1; i > 0; i--) lines.push(...this.statement("    ", 2));
      lines.push("    total += 1");
      lines.push(`    ${kind === 0 ? "return" : "yield"} ${this.expression(2)}`);
    } else {
      lines.push(`class ${name}:`, "    def __init__(self, a, b=1, *rest, key=None):");
      lines.push("        self.a = a", "        self.b = b", `    def __add__(self, other):`);
      this.names = ["self.a", "self.b", "other"];
      lines.push(`        return ${this.expression(2)}`, "    @property", "    def value(self):");
      this.names = ["self.a", "self.b"];
      lines.push(...this.statement("        ", 1), `        return ${this.expression(1)}`);
    }
    const use = kind === 0
      ? "result"
      : kind === 1
      ? "list(result)"
      : "(result.value, result + 1, result.a)";
    for (let i = 0; i < 4; i++) {
      this.names = [];
      lines.push(
        "try:",
        `    result = ${name}(${this.expression(1)}, ${this.expression(1)})`,
        `    print(show(${use}))`,
        "except Exception as error:",
        `    print(type(error).__name__, error, error.__traceback__.tb_next is None)`,
      );
    }
    return lines.join("\n");
  }
}

const PROLOGUE = `import warnings
warnings.simplefilter("ignore")
total = 0
def show(v):
    text = repr(v)
    return text[:200] if " at 0x" not in text else type(v).__name__`;

/** The chunks of the program of a seed; PROLOGUE is the first. */
export function generate(seed: number): string[] {
  const random = new Random(seed);
  const generator = new Generator(random);
  const chunks = [PROLOGUE];
  for (let i = 0; i < 8; i++) chunks.push(generator.chunk());
  chunks.push("print(total)");
  return chunks;
}
