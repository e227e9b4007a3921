// Makes functions whose way is the point: loops with `else` that are left in the middle, patterns and slices beside
// sequences of every length, generators that delegate. What they print says which way was taken.

import type { Random } from "./random.ts";

/** Statements that note where they are in `log`; every loop ends, because its counter does. */
class Flow {
  private serial = 0;
  private readonly r: Random;
  constructor(r: Random) {
    this.r = r;
  }

  private mark(): string {
    return `log.append(${this.serial++})`;
  }

  /** A condition that holds in some turns of the loops around. */
  private condition(counters: readonly string[]): string {
    const { r } = this;
    const c = counters.length > 0 && r.below(4) > 0 ? r.pick(counters) : "n";
    return r.pick([`${c} == ${r.below(4)}`, `(${c} + n) % 2`, `${c} > ${1 + r.below(2)}`]);
  }

  private loop(indent: string, depth: number, counters: readonly string[]): string[] {
    const { r } = this, body = indent + "    ";
    const i = `i${this.serial++}`, inner = [...counters, i], turns = 1 + r.below(4);
    const head = r.once(2) ? [`${indent}for ${i} in range(${r.pick(["n", String(turns)])}):`] : [
      `${indent}${i} = 0`,
      `${indent}while ${r.pick([`${i} < ${turns}`, `${i} < n`])}:`,
      `${body}${i} += 1`,
    ];
    const lines = [...head, ...this.block(body, depth - 1, inner, true)];
    if (r.below(3) > 0) {
      lines.push(`${body}if ${this.condition(inner)}: ${r.pick(["break", "break", "continue"])}`);
      lines.push(`${body}${this.mark()}`);
    }
    if (r.below(4) > 0) lines.push(`${indent}else:`, `${body}log.append("else")`);
    return lines;
  }

  private statement(
    indent: string,
    depth: number,
    counters: readonly string[],
    inLoop: boolean,
  ): string[] {
    const { r } = this, body = indent + "    ";
    const block = (): string[] => this.block(body, depth - 1, counters, inLoop);
    if (depth <= 0) return [`${indent}${this.mark()}`];
    switch (r.below(8)) {
      case 0:
      case 1:
      case 2:
        return this.loop(indent, depth, counters);
      case 3: {
        const leave = inLoop ? r.pick(["break", "continue", "return log"]) : "return log";
        return [`${indent}if ${this.condition(counters)}: ${leave}`];
      }
      case 4:
        return [
          `${indent}try:`,
          ...block(),
          `${body}if ${this.condition(counters)}: raise ${r.pick(["KeyError", "ValueError"])}(n)`,
          `${indent}except ${r.pick(["KeyError", "LookupError", "Exception"])}:`,
          ...block(),
          ...(r.once(2) ? [`${indent}else:`, `${body}${this.mark()}`] : []),
          ...(r.once(2) ? [`${indent}finally:`, `${body}${this.mark()}`] : []),
        ];
      case 5:
        return [`${indent}try:`, ...block(), `${indent}finally:`, ...block()];
      case 6:
        return [`${indent}with Manager(${r.below(2)}):`, ...block()];
      default:
        return [
          `${indent}if ${this.condition(counters)}:`,
          ...block(),
          `${indent}else:`,
          ...block(),
        ];
    }
  }

  private block(
    indent: string,
    depth: number,
    counters: readonly string[],
    inLoop: boolean,
  ): string[] {
    const lines = [`${indent}${this.mark()}`];
    for (let i = this.r.below(2); i >= 0; i--) {
      lines.push(...this.statement(indent, depth, counters, inLoop));
    }
    return lines;
  }

  function(name: string): string[] {
    return [
      `def ${name}(n, log):`,
      ...this.loop("    ", 3, []),
      ...this.block("    ", 2, [], false),
      "    return log",
    ];
  }
}

/** A function of nested loops, called with a few numbers of turns. */
export function flowChunk(r: Random, name: string): string[] {
  return [
    ...new Flow(r).function(name),
    "for turns in range(5):",
    "    log = []",
    `    try: print(${name}(turns, log) is log)`,
    "    except Exception as error: told(error)",
    "    print(turns, log[:40], len(log))",
  ];
}

/** A pattern; what it binds goes to `names`. */
function pattern(r: Random, depth: number, names: string[]): string {
  const capture = (): string => {
    const name = `p${names.length}`;
    names.push(name);
    return name;
  };
  if (depth <= 0 || r.once(3)) {
    return r.pick([
      capture,
      capture,
      () => "_",
      () => String(r.below(3)),
      () => "int()",
      () => "str()",
    ])();
  }
  switch (r.below(6)) {
    case 0:
      return `{"k": ${pattern(r, depth - 1, names)}, **${capture()}}`;
    case 1:
      return `(${r.below(3)} | None | ${r.below(3)}) as ${capture()}`;
    default: {
      const size = r.below(4), star = r.below(3) > 0 ? r.below(size + 1) : -1;
      const parts: string[] = [];
      for (let i = 0; i <= size; i++) {
        if (i === star) parts.push(r.once(3) ? "*_" : `*${capture()}`);
        if (i < size) parts.push(pattern(r, depth - 1, names));
      }
      return `[${parts.join(", ")}]`;
    }
  }
}

/** A `match` beside sequences of every length. */
export function patternChunk(r: Random, name: string): string[] {
  const lines = [`def ${name}(v):`, "    match v:"];
  for (let i = 1 + r.below(3); i > 0; i--) {
    const names: string[] = [];
    const text = pattern(r, 2, names);
    // what matches everything can only be the last
    if (/^(\w+|_)$/.test(text) && !/^\d/.test(text)) continue;
    const guard = names.length > 0 && r.once(4) ? ` if ${names[0]}` : "";
    lines.push(`        case ${text}${guard}: return ${i}, ${names.join(", ") || "()"}`);
  }
  lines.push("        case _: return 'none'");
  const item = (): string =>
    r.pick(["0", "1", "2", "'s'", "None", "[1]", "[]", "{'k': 1}", "(1, 2)"]);
  const several = (n: number): string => Array.from({ length: n }, item).join(", ");
  const subjects = [0, 1, 2, 3, 4].map((n) => `[${several(n)}]`);
  subjects.push(`(${item()}, ${item()})`, `{'k': ${item()}, 'm': 2}`, item(), "range(3)", "'ab'");
  return [...lines, `for subject in (${subjects.join(", ")}):`, `    print(${name}(subject))`];
}

/** Slices with every step of sequences of some lengths, read, replaced and deleted. */
export function sliceChunk(r: Random, name: string): string[] {
  const bound = (): string => r.once(3) ? "" : String(r.below(13) - 6);
  const step = (): string => String(r.pick([-3, -2, -2, -1, 1, 2, 3]));
  const lines = [`def ${name}(v):`, "    out = []"];
  for (let i = 0; i < 4; i++) lines.push(`    out.append(v[${bound()}:${bound()}:${step()}])`);
  lines.push("    return out");
  for (let i = 0; i < 3; i++) {
    const n = r.below(8);
    const made = r.pick([
      `list(range(${n}))`,
      `tuple(range(${n}))`,
      `"abcdefgh"[:${n}]`,
      `bytes(range(${n}))`,
      `range(${n})`,
      `bytearray(range(${n}))`,
      `[1.5] * ${n}`,
    ]);
    lines.push(`print(${name}(${made}))`);
  }
  lines.push(
    "try:",
    `    target = list(range(${3 + r.below(6)}))`,
    `    target[${bound()}:${bound()}:${step()}] = ${
      r.pick(["'xy'", "[]", "(7, 8, 9)", "target"])
    }`,
    "    print(target)",
    `    del target[${bound()}:${bound()}:${step()}]`,
    "    print(target)",
    "except Exception as error:",
    "    told(error)",
  );
  return lines;
}

/** Generators that delegate: values in both directions, exceptions thrown in, what the inner one returns. */
export function delegateChunk(r: Random, name: string): string[] {
  const leave = r.pick([
    `if turn == ${r.below(3)}: return 'early', got`,
    `if turn == ${r.below(3)}: raise KeyError(turn)`,
    "pass",
  ]);
  const caught = r.pick(["yield 'caught'", "return 'left'", "raise", "pass"]);
  const inner = [
    `def ${name}_inner(n):`,
    "    got = []",
    "    try:",
    "        for turn in range(n):",
    `            ${leave}`,
    "            got.append((yield turn))",
    "    except ValueError:",
    `        ${caught}`,
    `    ${r.pick(["finally", "else"])}:`,
    "        got.append('end')",
    "    return got",
  ];
  const source = (): string =>
    r.pick([
      `${name}_inner(n)`,
      `${name}_inner(n)`,
      "Count(n)",
      "Count(2)",
      "[8, 9]",
      "iter('ab')",
    ]);
  const outer = [
    `def ${name}(n):`,
    `    first = yield from ${source()}`,
    "    print('first', first)",
    ...(r.once(2) ? ["    try:", `        second = yield from ${source()}`] : [
      "    try:",
      `        second = (yield from ${source()}), (yield 'between')`,
    ]),
    // a generator that yields while it is closed is an error that shows when it is collected
    ...r.pick([
      ["    except GeneratorExit:", "        print('closed')", "        raise"],
      ["    except ValueError as error:", "        second = yield repr(error)"],
      ["    except (KeyError, ValueError) as error:", "        second = repr(error)"],
    ]),
    "    return first, second",
  ];
  const uses = [
    "drive(G)",
    "list(G)",
    "poke(G)",
    "(next(G), G.send('sent'), G.close())",
    "[next(G), G.throw(ValueError('in'))]",
    "dict(enumerate(G))",
    "[*G, G.gi_frame, G.gi_yieldfrom]",
  ];
  const lines = [...inner, ...outer];
  for (let i = 0; i < 4; i++) {
    lines.push(
      "try:",
      `    G = ${name}(${r.below(4)})`,
      `    print(${r.pick(uses)})`,
      "except Exception as error:",
      "    told(error)",
      "except BaseException as error:",
      "    print(type(error).__name__)",
      // what is left to the collector would be closed at another time by each engine
      "finally:",
      "    G.close()",
    );
  }
  return lines;
}
