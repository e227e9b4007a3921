// Everything that the compiler makes of Python is compiled: what the JIT refuses of the packaged library and of the test programs
// is in the table of reasons in vm/jit/README.md.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import "../../vm/objects/mod.ts";
import { compileModule } from "../../vm/bytecode/compile.ts";
import { Op } from "../../vm/bytecode/opcodes.ts";
import { standardLibrary } from "../../vm/host/mod.ts";
import { prepareCode } from "../../vm/interp/frame.ts";
import { CodeFlag, PyCode } from "../../vm/objects/code.ts";
import { SyntaxProblem } from "../../vm/syntax/problem.ts";
import { parse } from "../../vm/syntax/parser.ts";
import { emitUnit } from "../../vm/jit/emit.ts";
import { FastPaths, MAX_TEXT } from "../../vm/jit/lean.ts";
import { scriptOf } from "../../vm/jit/source.ts";
import { Refusal, type UnitKind } from "../../vm/jit/writer.ts";
import { findPrograms } from "../programs.ts";

const SUSPENDS = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;

/** What became of the units of some code. */
class Census {
  units = 0;
  /** Units by the reason that they were refused for. */
  readonly refused = new Map<string, string[]>();
  /** Units that do not have all fast paths. */
  readonly lean: string[] = [];
  /** Every so many units the text is given to V8 as well. */
  private readonly sample: number;

  constructor(sample: number) {
    this.sample = sample;
  }

  private unit(code: PyCode, entry: number, kind: UnitKind): void {
    const where = `${code.filename}:${code.firstlineno} ${code.qualname} (${kind} at ${entry})`;
    this.units++;
    try {
      const inModule = (code.flags & CodeFlag.OPTIMIZED) === 0;
      const unit = emitUnit(code, entry, kind, 0, `u${this.units}`, inModule, {
        misses: new Map(),
        isGeneral: false,
        entry: () => undefined,
      });
      if (unit.fastPaths !== FastPaths.Everywhere) this.lean.push(where);
      if (this.units % this.sample === 0) {
        const script = scriptOf(unit.text, ["R", "globals", "poll"], "", code.filename, 1);
        assertEquals(typeof (0, eval)(script), "function", where);
      }
    } catch (e) {
      if (!(e instanceof Refusal)) throw new Error(`${where}: ${e}`);
      const list = this.refused.get(e.reason);
      if (list === undefined) this.refused.set(e.reason, [where]);
      else list.push(where);
    }
  }

  /** Every unit that can be made of the code and what is in it: functions, generators, loops. */
  visit(code: PyCode): void {
    prepareCode(code);
    for (const k of code.consts) if (k instanceof PyCode) this.visit(k);
    const ints = code.code;
    const suspends = (code.flags & SUSPENDS) !== 0;
    if (suspends) {
      let begin = 4;
      while (ints[begin - 4] !== Op.RETURN_GENERATOR) begin += 4;
      this.unit(code, begin, "body");
    } else if ((code.flags & CodeFlag.NEWLOCALS) !== 0) this.unit(code, 0, "function");
    const heads = new Set<number>();
    for (let pc = 0; pc < ints.length; pc += 4) {
      if (ints[pc] === Op.JUMP_BACKWARD) heads.add(ints[pc + 3]);
    }
    for (const head of heads) this.unit(code, head, suspends ? "body" : "loop");
  }

  source(text: string, filename: string): void {
    let code: PyCode;
    try {
      code = compileModule(parse(text, filename, "exec"), filename);
    } catch (e) {
      // some test programs are not to be compiled
      if (e instanceof SyntaxProblem) return;
      throw e;
    }
    this.visit(code);
  }
}

/** The reasons of the README's table. */
function tableOfReasons(): string[] {
  const readme = Deno.readTextFileSync(new URL("../../vm/jit/README.md", import.meta.url));
  const table = readme.slice(readme.indexOf("## What is refused"));
  return [...table.matchAll(/^\| ([^|]*[^| ]) +\|/gm)].map((m) => m[1])
    .filter((reason) => reason !== "reason" && !reason.startsWith("---"));
}

function check(census: Census): void {
  const reasons = tableOfReasons();
  assert(reasons.length >= 2, "no table");
  for (const [reason, where] of census.refused) {
    assert(reasons.includes(reason), `${reason} is not in the table: ${where.slice(0, 5)}`);
  }
}

Deno.test("jit: every function and every loop of the library is compiled", () => {
  const census = new Census(25);
  const library = standardLibrary();
  for (const name of library.names()) {
    if (name.endsWith(".py")) {
      census.source(new TextDecoder().decode(library.read(name)), name);
    }
  }
  check(census);
  assert(census.units > 15_000, `${census.units} units`);
  // nothing of it is refused at all, and next to nothing is too large for all fast paths
  assertEquals([...census.refused], []);
  assert(census.lean.length < census.units / 200, census.lean.join("\n"));
});

Deno.test("jit: so is that of the test programs", () => {
  const census = new Census(5);
  for (const p of findPrograms([])) {
    if (p.file.endsWith(".py")) census.source(Deno.readTextFileSync(p.file), p.file);
  }
  check(census);
  assert(census.units > 4_000, `${census.units} units`);
  for (const where of census.refused.values()) assert(where.length < 5, where.join("\n"));
});

Deno.test("jit: what is too large for V8 gets fewer fast paths, and then is left to its loops", () => {
  const compile = (source: string): Census => {
    const census = new Census(1);
    census.source(source, "large.py");
    return census;
  };
  const body = (n: number): string =>
    Array.from({ length: n }, (_, i) => `    a = a.b + c[a] * ${i}\n`).join("");
  assertEquals(compile(`def f(a, c):\n${body(20)}`).lean, []);
  const large = compile(
    `def f(a, c):\n${body(200)}    for x in c:\n        a = a + x\n    return a\n`,
  );
  assertEquals(large.lean.map((w) => w.slice(0, 11)), ["large.py:1 "]);
  const huge = compile(
    `def f(a, c):\n${body(900)}    for x in c:\n        a = a + x\n    return a\n`,
  );
  assertEquals([...huge.refused.keys()], ["too large"]);
  // the loop was not
  assertEquals(huge.refused.get("too large")!.length, 1);
  assertEquals(huge.units, 2);
  assert(MAX_TEXT < 60 * 1024);
});
