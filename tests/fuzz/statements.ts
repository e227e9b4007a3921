// Makes statements and whole programs of closed chunks: every one terminates, prints what it does, and catches what its parts
// raise, but for a few that end with an error nobody catches.

import { Expressions, type Kind } from "./expressions.ts";
import { delegateChunk, flowChunk, patternChunk, sliceChunk } from "./flow.ts";
import { Random } from "./random.ts";

const ERRORS = [
  "ValueError",
  "KeyError",
  "TypeError",
  "ZeroDivisionError",
  "(TypeError, AttributeError)",
  "Exception",
];
const RAISED = [
  "ValueError",
  "KeyError",
  "TypeError",
  "Own",
  "IndexError",
  "StopIteration",
  "RuntimeError",
];
const AUGMENTED = ["+=", "-=", "*=", "//=", "%=", "|=", "&=", "^=", ">>=", "/="];

/** Functions of which the way through them is the point. */
const WAYS = [flowChunk, flowChunk, patternChunk, sliceChunk, delegateChunk];

/** Makes the chunks of one program. */
export class Statements extends Expressions {
  private inLoop = false;
  private inFunction = false;

  /** Statements under an indentation. */
  block(indent: string, depth: number, count = 1 + this.r.below(2)): string[] {
    const saved = this.names.slice();
    const lines: string[] = [];
    for (let i = 0; i < count; i++) lines.push(...this.statement(indent, depth));
    this.names = saved;
    return lines;
  }

  private loop(indent: string, depth: number): string[] {
    const before = this.inLoop;
    this.inLoop = true;
    const lines = this.block(indent, depth);
    this.inLoop = before;
    return lines;
  }

  private target(): string {
    const { r } = this;
    const name = this.fresh("v");
    this.names.push([name, "any"]);
    if (!r.once(4)) return name;
    const second = this.fresh("v");
    this.names.push([second, "any"]);
    return r.pick([`${name}, ${second}`, `${name}, *${second}`, `[${name}, (${second}, *_)]`]);
  }

  private patterns(indent: string, depth: number): string[] {
    const { r } = this;
    const body = indent + "    ";
    const deeper = body + "    ";
    const cases = [
      "case 0 | 1 | -7:",
      "case None | True:",
      "case 'abc' | '':",
      "case int(n) | float(n) if n:",
      "case [first, *rest]:",
      "case (1, x) | [x, 'a']:",
      "case {'k': k, **others}:",
      "case str() as s:",
      "case Pair(a, b=[*_]):",
      "case Pair(a=1):",
      "case {}:",
      "case Own.LIMIT:",
      "case [[_, *_], _]:",
      "case -1.5 | 2 + 3j:",
    ];
    const subject = r.once(3)
      ? `Pair(${this.of("any", 1)}, ${this.of("any", 1)})`
      : this.of("any", depth);
    const lines = [`${indent}match ${subject}:`];
    for (let i = 1 + r.below(3); i > 0; i--) {
      const c = r.pick(cases);
      lines.push(
        `${body}${c}`,
        `${deeper}print(${JSON.stringify(c.replaceAll('"', ""))})`,
        ...this.block(deeper, depth - 1, 1),
      );
    }
    lines.push(`${body}case other:`, `${deeper}print("other", show(other))`);
    return lines;
  }

  private trying(indent: string, depth: number): string[] {
    const { r } = this;
    const body = indent + "    ";
    const lines = [`${indent}try:`, ...this.block(body, depth - 1)];
    if (r.once(5) && !this.inLoop && !this.inFunction) {
      lines.push(
        `${body}raise ExceptionGroup("g", [${r.pick(RAISED)}(1), ValueError(${
          this.of("int", 1)
        })])`,
        `${indent}except* ValueError as group:`,
        `${body}print("group", show(group.exceptions))`,
        `${indent}except* Exception as rest:`,
        `${body}print("rest", show(rest))`,
      );
      return lines;
    }
    const name = r.once(2) ? " as error" : "";
    lines.push(`${indent}except ${r.pick(ERRORS)}${name}:`);
    if (name !== "") lines.push(`${body}print("caught", show(error), show(error.__context__))`);
    lines.push(...this.block(body, depth - 1, 1));
    if (r.once(4)) lines.push(`${body}raise`);
    if (r.once(4)) lines.push(`${indent}else:`, ...this.block(body, depth - 1, 1));
    if (r.once(2)) lines.push(`${indent}finally:`, ...this.block(body, depth - 1, 1));
    return lines;
  }

  /** One statement, in some lines. */
  statement(indent: string, depth: number): string[] {
    const { r } = this;
    const body = indent + "    ";
    const show = (): string[] => [`${indent}print(show(${this.of("any", 2)}))`];
    if (depth <= 0) return show();
    switch (r.below(19)) {
      case 0:
      case 1: {
        const kind: Kind = this.kind(), value = this.of(kind, 2);
        if (r.below(3) > 0) {
          const name = this.fresh("v");
          this.names.push([name, kind]);
          return [
            `${indent}${name}${
              r.once(6) ? `: ${r.pick(["int", "'no such'", "list[str]"])}` : ""
            } = ${value}`,
          ];
        }
        return [`${indent}${this.target()} = ${this.of(r.once(2) ? "list" : "any", 2)}`];
      }
      case 2: {
        const known = this.names.filter(([n]) => /^\w+$/.test(n));
        if (known.length === 0) return show();
        const [name, kind] = r.pick(known);
        return [
          `${indent}${name} ${r.pick(AUGMENTED)} ${this.of(r.below(4) > 0 ? kind : "int", 1)}`,
        ];
      }
      case 3: {
        const lines = [`${indent}if ${this.of("any", 1)}:`, ...this.block(body, depth - 1)];
        if (r.once(2)) {
          lines.push(`${indent}elif ${this.of("any", 1)}:`, ...this.block(body, depth - 1));
        }
        return [...lines, `${indent}else:`, ...this.block(body, depth - 1)];
      }
      case 4: {
        const name = this.fresh("i");
        const source = r.pick([
          `range(${r.below(5)})`,
          this.of("list", 1),
          `enumerate(${this.of("list", 1)})`,
        ]);
        this.names.push([name, source.startsWith("range") ? "int" : "any"]);
        const head = [`${indent}for ${name} in ${source}:`, ...this.loop(body, depth - 1)];
        return r.once(2) ? head : [...head, `${indent}else:`, ...this.block(body, depth - 1, 1)];
      }
      case 5: {
        const n = this.fresh("w");
        const head = [
          `${indent}${n} = 0`,
          `${indent}while ${n} < ${r.below(4)}:`,
          `${body}${n} += 1`,
        ];
        const lines = [...head, ...this.loop(body, depth - 1)];
        return r.once(2) ? lines : [...lines, `${indent}else:`, ...this.block(body, depth - 1, 1)];
      }
      case 6:
      case 7:
        return this.trying(indent, depth);
      case 8:
        return this.patterns(indent, depth - 1);
      case 9: {
        const cause = r.once(3) ? ` from ${r.pick(["None", "ValueError(2)"])}` : "";
        return [
          `${indent}if ${this.of("any", 1)}: raise ${r.pick(RAISED)}(${this.of("any", 1)})${cause}`,
        ];
      }
      case 10: {
        const name = this.fresh("m");
        this.names.push([name, "int"]);
        const second = r.once(2) ? `, Manager(2)` : "";
        return [
          `${indent}with Manager(${r.below(3)}) as ${name}${second}:`,
          ...this.block(body, depth - 1),
        ];
      }
      case 11: {
        const known = this.names.filter(([n]) => /^v\d+$/.test(n));
        if (known.length === 0 || !r.once(3)) return show();
        return [`${indent}del ${r.pick(known)[0]}`];
      }
      case 12:
        return [`${indent}assert ${this.of("any", 1)}, ${this.of("str", 1)}`];
      case 13: {
        const list = this.of("list", 1), name = this.fresh("l");
        this.names.push([name, "list"]);
        return [
          `${indent}${name} = list(${list})`,
          `${indent}${name}[${r.pick(["0", "-1", "1:", ":2", "::2"])}] = ${this.of("list", 1)}`,
          `${indent}${
            r.pick([
              `del ${name}[0]`,
              `${name}.sort(key=repr)`,
              `${name}.reverse()`,
              `${name} += [1]`,
            ])
          }`,
        ];
      }
      case 14:
        return [
          r.pick([
            `${indent}pass`,
            `${indent}import math, os.path as path`,
            `${indent}from math import floor as down, pi`,
          ]),
        ];
      case 15:
        return this.inLoop
          ? [`${indent}if ${this.of("any", 1)}: ${r.pick(["break", "continue"])}`]
          : show();
      case 16:
        if (this.inFunction && r.once(2)) {
          return [
            `${indent}if ${this.of("any", 1)}: return${
              this.inGenerator ? "" : ` ${this.of("any", 1)}`
            }`,
          ];
        }
        if (this.inGenerator) {
          return [`${indent}${r.pick(["yield from", "yield"])} ${this.of("list", 1)}`];
        }
        return show();
      case 17:
        if (!this.inAsync) return show();
        return r.once(2)
          ? [`${indent}async for step in steps(${r.below(4)}):`, `${body}print("step", step)`]
          : [
            `${indent}async with Waiter(${r.below(3)}) as waited:`,
            ...this.block(body, depth - 1, 1),
          ];
      default:
        return show();
    }
  }

  private inside<T>(what: { generator?: boolean; async?: boolean }, make: () => T): T {
    const saved = [this.inGenerator, this.inAsync, this.inFunction, this.inLoop] as const;
    [this.inGenerator, this.inAsync, this.inFunction, this.inLoop] = [
      what.generator ?? false,
      what.async ?? false,
      true,
      false,
    ];
    const result = make();
    [this.inGenerator, this.inAsync, this.inFunction, this.inLoop] = saved;
    return result;
  }

  private calls(uses: (a: string, b: string) => string): string[] {
    const lines: string[] = [];
    for (let i = 0; i < 4; i++) {
      this.names = [];
      // types that change between calls
      const kind = this.kind();
      lines.push(
        "try:",
        `    print(show(${
          uses(this.of(kind, 1), this.of(this.r.once(2) ? kind : this.kind(), 1))
        }))`,
        "except Exception as error:",
        "    told(error)",
      );
    }
    return lines;
  }

  private functionChunk(): string[] {
    const { r } = this, name = this.fresh("f");
    const decorator = r.once(3) ? [`@${r.pick(["traced", "traced_with(2)"])}`] : [];
    this.names = [["a", "any"], ["b", "any"], ["rest", "list"], ["key", "any"], ["total", "int"]];
    return [
      ...decorator,
      `def ${name}(a, b=1, /, *rest, key=None, **more)${r.once(4) ? " -> 'any'" : ""}:`,
      "    global total",
      ...this.inside({}, () => this.block("    ", 3, 2 + r.below(3))),
      "    total += 1",
      `    return ${this.of("any", 2)}`,
      ...this.calls((a, b) =>
        r.pick([`${name}(${a}, ${b})`, `${name}(${a}, *[${b}], key=${b})`, `${name}(a=${a})`])
      ),
    ];
  }

  private generatorChunk(): string[] {
    const { r } = this, name = this.fresh("g");
    this.names = [["a", "any"], ["b", "any"]];
    return [
      `def ${name}(a, b=1):`,
      ...this.inside({ generator: true }, () => this.block("    ", 3, 2 + r.below(3))),
      `    sent = yield ${this.of("any", 2)}`,
      "    print('sent', show(sent))",
      "    yield from (1, 2)",
      `    return ${this.of("any", 1)}`,
      ...this.calls((a, b) =>
        r.pick([`drive(${name}(${a}, ${b}))`, `list(${name}(${a}, ${b}))`, `poke(${name}(${a}))`])
      ),
    ];
  }

  private classChunk(): string[] {
    const { r } = this, name = this.fresh("C");
    const base = r.pick([
      "",
      "(Base)",
      "(list)",
      "(Base, metaclass=Meta)",
      "(dict)",
      "(Exception)",
    ]);
    const lines = [`class ${name}${base}:`, "    kinds = 0"];
    if (r.once(4) && !/list|dict|Exc/.test(base)) {
      lines.push("    __slots__ = ('a', 'b', '__dict__')");
    }
    this.names = [["self.a", "any"], ["self.b", "any"], ["other", "any"]];
    lines.push(
      "    def __init__(self, a, b=1):",
      "        super().__init__()",
      "        self.a = a",
      "        self.b = b",
      `    def ${
        r.pick(["__add__", "__eq__", "__getitem__", "__contains__", "__call__", "__lt__"])
      }(self, other):`,
      // an iteration by __getitem__ and a search that never ends would be no program
      "        if isinstance(other, int) and other > 4: raise IndexError(other)",
      `        return ${this.of("any", 2)}`,
      "    @property",
      "    def value(self):",
    );
    this.names = [["self.a", "any"], ["self.b", "any"]];
    lines.push(
      ...this.inside({}, () => this.block("        ", 2, 1)),
      `        return ${this.of("any", 1)}`,
      "    @classmethod",
      "    def made(cls, *args):",
      "        cls.kinds += 1",
      "        return cls(*args)",
    );
    if (r.once(3)) {
      lines.push(
        "    def __getattr__(self, name):",
        "        if name == 'lost': return 7",
        "        raise AttributeError(name)",
      );
    }
    lines.push(
      ...this.calls((a, b) => {
        const o = `${name}.made(${a}, ${b})`;
        return r.pick([
          `${o}.value`,
          `${o} + 1`,
          `${o} == ${o}`,
          `${o}[0]`,
          `1 in ${o}`,
          `${o}()`,
          `${o} < 3`,
          `${o}.lost`,
          `(${o}.__dict__, ${name}.kinds)`,
          `sorted([${o}, ${o}])`,
          `poke_attributes(${o})`,
        ]);
      }),
    );
    return lines;
  }

  private closureChunk(): string[] {
    const name = this.fresh("k");
    this.names = [["count", "int"], ["start", "any"]];
    return [
      `def ${name}(start):`,
      "    count = 0",
      "    def step(by=1):",
      "        nonlocal count, start",
      "        count += 1",
      ...this.inside({}, () => this.block("        ", 2, 1)),
      `        start = ${this.of("any", 1)}`,
      "        return count, start",
      "    return step, lambda: (count, start)",
      ...this.calls((a) => `use_pair(${name}(${a}))`),
    ];
  }

  /** A loop that runs often enough to be compiled, whose types change on the way. */
  private kernelChunk(): string[] {
    const { r } = this, name = this.fresh("hot");
    const kind: Kind = r.pick(["int", "float", "str", "list", "int", "float"]);
    this.names = [["x", kind], ["y", kind], ["i", "int"]];
    const first = this.of(kind, 2);
    const other: Kind = this.kind();
    this.names = [["y", other], ["i", "int"]];
    const late = this.of(other, 2);
    this.names = [["x", kind], ["y", kind], ["i", "int"], ["box.value", kind]];
    return [
      `def ${name}(x, y, box, n):`,
      "    out = []",
      "    for i in range(n):",
      "        try:",
      `            x = ${first}`,
      `            x = calm(x)`,
      `            box.value = calm(${this.of(kind, 2)})`,
      `            if i == ${10 + r.below(60)}: y = ${late}`,
      `            if i % 9 == ${r.below(9)}: out.append(show(${this.of("any", 1)}))`,
      "        except Exception as error:",
      "            out.append(type(error).__name__)",
      "            x = y",
      "    return out[-12:], show(x)",
      ...this.calls((a, b) => `${name}(${a}, ${b}, Box(${a}), ${40 + r.below(100)})`),
    ];
  }

  private asyncChunk(): string[] {
    const { r } = this, name = this.fresh("co");
    this.names = [["a", "any"], ["b", "any"]];
    return [
      `async def ${name}(a, b=1):`,
      ...this.inside({ async: true }, () => this.block("    ", 3, 2 + r.below(2))),
      "    found = [x async for x in steps(3) if x]",
      `    return await give(${this.of("any", 2)}), found`,
      ...this.calls((a, b) => `finish(${name}(${a}, ${b}))`),
    ];
  }

  private typesChunk(): string[] {
    const { r } = this, name = this.fresh("T");
    return [
      `def ${name}_f[T: int, *Ts, **P](x: T, *args: *Ts) -> T:`,
      "    return x",
      `class ${name}[T${r.once(2) ? " = int" : ""}]:`,
      "    item: T",
      `    def get(self, default: T | None = None) -> list[T]: return [default]`,
      `type ${name}_A[K] = dict[K, ${name}[K]]`,
      ...this.calls((a) =>
        r.pick([
          `${name}_f(${a})`,
          `${name}().get(${a})`,
          `${name}_A.__type_params__`,
          `${name}[int].__args__`,
          `${name}_f.__type_params__`,
        ])
      ),
    ];
  }

  /** A function, a class or the like, and uses of it with types that change. */
  chunk(): string {
    const { r } = this;
    const make = r.pick([
      this.functionChunk,
      this.functionChunk,
      this.generatorChunk,
      this.classChunk,
      this.closureChunk,
      this.kernelChunk,
      this.kernelChunk,
      this.asyncChunk,
      this.typesChunk,
      () => r.pick(WAYS)(r, this.fresh("way")),
      () => r.pick(WAYS)(r, this.fresh("way")),
    ]);
    return make.call(this).join("\n");
  }

  /** Statements at module level. */
  moduleChunk(): string {
    this.names = [["total", "int"]];
    return ["try:", ...this.block("    ", 3, 3), "except Exception as error:", "    told(error)"]
      .join("\n");
  }

  /** A program's end, which may be an error. */
  ending(): string {
    this.names = [];
    const { r } = this;
    const name = this.fresh("last");
    return r.once(3)
      ? `def ${name}(v):\n    return ${this.of("any", 1)} + v\nprint(total)\n${name}(${
        this.of("any", 1)
      })`
      : "print(total)";
  }
}

/** What all programs begin with. */
export const PROLOGUE = `import warnings
warnings.simplefilter("ignore")
total = 0
def show(v):
    # the order of a set of objects that hash by their place is nobody's business
    text = repr(sorted(map(repr, v))) if isinstance(v, (set, frozenset)) else repr(v)
    return text[:200] if " at 0x" not in text else type(v).__name__
def told(error):
    lines, tb = [], error.__traceback__
    while tb is not None:
        lines.append(tb.tb_lineno)
        tb = tb.tb_next
    print(type(error).__name__, show(error.args), lines, show(error.__cause__), error.__suppress_context__)
def calm(v):
    """What would grow from turn to turn, cut down."""
    if isinstance(v, int): return v % 1000003
    if isinstance(v, (str, list, tuple, bytes, bytearray)): return v[:20]
    return dict(list(v.items())[:9]) if isinstance(v, dict) else v
class Own(Exception):
    LIMIT = 12
class Meta(type):
    def __call__(cls, *args):
        return super().__call__(*args)
class Base:
    def __init__(self): self.base = True
    def __init_subclass__(cls, **kw): print("subclass", cls.__name__, kw)
class Box:
    def __init__(self, value): self.value = value
class Count:
    """An iterator that says at its end what it has been sent."""
    def __init__(self, n): self.left, self.got = n, []
    def __iter__(self): return self
    def __next__(self): return self.send(None)
    def send(self, value):
        self.got.append(value)
        if self.left <= 0: raise StopIteration(self.got)
        self.left -= 1
        return self.left
class Pair:
    __match_args__ = ("a", "b")
    def __init__(self, a, b): self.a, self.b = a, b
class Manager:
    def __init__(self, mode): self.mode = mode
    def __enter__(self): return self.mode
    def __exit__(self, kind, value, tb):
        print("exit", kind and kind.__name__, show(value))
        return self.mode == 1
class Waiter(Manager):
    async def __aenter__(self): return await give(self.mode)
    async def __aexit__(self, *args): return self.__exit__(*args)
class Give:
    def __init__(self, value): self.value = value
    def __await__(self):
        got = yield self.value
        return got
def give(value): return Give(value)
async def steps(n):
    for i in range(n): yield await give(i)
def finish(co):
    turns, value = 0, None
    try:
        while turns < 50:
            turns += 1
            value = co.send(value)
    except StopIteration as stop:
        return stop.value, turns
def drive(gen):
    got = []
    try:
        while len(got) < 20: got.append(gen.send(len(got) or None))
    except StopIteration as stop:
        got.append(("stop", stop.value))
    return got
def poke(gen):
    got = [next(gen)]
    try: got.append(gen.throw(ValueError("poked")))
    except StopIteration as stop: got.append(stop.value)
    gen.close()
    return got, gen.gi_frame is None
def poke_attributes(o):
    o.extra = 1
    del o.a
    return hasattr(o, "a"), o.extra, getattr(o, "b", None)
def use_pair(pair): return pair[0](), pair[0](2), pair[1]()
def traced(f):
    def wrapper(*args, **kw):
        print("call", len(args), sorted(kw))
        return f(*args, **kw)
    return wrapper
def traced_with(n): return lambda f: traced(f)`;

/** The chunks of the program of a seed; the first is what all have in common. */
export function generate(seed: number): string[] {
  const statements = new Statements(new Random(seed));
  const chunks = [PROLOGUE];
  for (let i = 0; i < 6; i++) chunks.push(statements.chunk());
  chunks.push(statements.moduleChunk());
  chunks.push(statements.ending());
  return chunks;
}
