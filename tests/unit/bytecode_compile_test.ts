import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { compileModule, type CompileOptions } from "../../vm/bytecode/compile.ts";
import { disassemble, showConstant } from "../../vm/bytecode/disassemble.ts";
import { OPS } from "../../vm/bytecode/opcodes.ts";
import { verifyCode } from "../../vm/bytecode/verify.ts";
import { CodeFlag, PyCode } from "../../vm/objects/code.ts";
import { parse } from "../../vm/syntax/parser.ts";

function compile(source: string, options: CompileOptions = {}): PyCode {
  const code = compileModule(parse(source, "<test>", "exec"), "<test>", options);
  assertEquals(verifyCode(code), []);
  return code;
}

/** The code object of the function or class of that name, however deep. */
function find(code: PyCode, name: string): PyCode {
  const inner = code.consts.filter((k): k is PyCode => k instanceof PyCode);
  for (const c of inner) if (c.name === name) return c;
  for (const c of inner) {
    const found = find(c, name);
    if (found !== undefined) return found;
  }
  return undefined as unknown as PyCode;
}

/** The listing of `def f(…)`: one instruction a line, without numbers. */
function listing(source: string): string[] {
  const text = disassemble(find(compile(source), "f"), false);
  return text.split("\n").slice(1).filter((l) => !l.startsWith("  ") || !l.includes(" to "))
    .map((l) => l.slice(12).replace(/ +/g, " "));
}

function names(source: string): string[] {
  const { code } = find(compile(source), "f");
  const out: string[] = [];
  for (let i = 0; i < code.length; i += 4) out.push(OPS[code[i]].name);
  return out;
}

function constants(source: string): string[] {
  return compile(source).consts.map(showConstant);
}

Deno.test("operands are the locals' own registers", () => {
  assertEquals(listing("def f(a, b):\n x = a + b * 2\n return x"), [
    "MUL_K t0, b, 2",
    "ADD x, a, t0",
    "RETURN_VALUE x",
  ]);
});

Deno.test("comparisons are one with their jumps", () => {
  assertEquals(
    listing("def f(n):\n if n < 2: return n\n return f(n-1) + f(n-2)"),
    [
      "JUMP_IF_NOT_LT_K n, 2, -> 2",
      "RETURN_VALUE n",
      "LOAD_GLOBAL t0, .f",
      "SUB_K t1, n, 1",
      "CALL t0, t0..t1, 1",
      "LOAD_GLOBAL t1, .f",
      "SUB_K t2, n, 2",
      "CALL t1, t1..t2, 1",
      "ADD t0, t0, t1",
      "RETURN_VALUE t0",
    ],
  );
});

Deno.test("swapping copies only what would be lost", () => {
  assertEquals(listing("def f(a, b):\n a, b = b, a\n return a"), [
    "MOVE t0, a",
    "MOVE a, b",
    "MOVE b, t0",
    "RETURN_VALUE a",
  ]);
  assertEquals(listing("def f(a, b):\n a, b = b, a + b\n return a").slice(0, 3), [
    "ADD t0, a, b",
    "MOVE a, b",
    "MOVE b, t0",
  ]);
});

Deno.test("unpacking goes to consecutive locals at once", () => {
  assertEquals(listing("def f(x):\n for i, j in x: pass").slice(0, 3), [
    "GET_ITER t0, x",
    "FOR_ITER t0, t1, -> 4",
    "UNPACK_SEQUENCE i..j, t1, 2",
  ]);
});

Deno.test("a method call makes no bound method", () => {
  assertEquals(listing("def f(o, a):\n o.m(a, 1)").slice(0, 4), [
    "LOAD_METHOD t0..t1, o, .m",
    "MOVE t2, a",
    "LOAD_CONST t3, 1",
    "CALL_METHOD t0, t0..t3, 2",
  ]);
});

Deno.test("an assignment expression does not change an operand before it", () => {
  assertEquals(listing("def f(a):\n return a + (a := 1)"), [
    "MOVE t1, a",
    "LOAD_CONST a, 1",
    "ADD t0, t1, a",
    "RETURN_VALUE t0",
  ]);
});

Deno.test("locals are checked only where they may be unset", () => {
  assert(!names("def f(a):\n x = 1\n return a + x").includes("CHECK_LOCAL"));
  assert(names("def f(a):\n if a: x = 1\n return x").includes("CHECK_LOCAL"));
  assert(!names("def f(a):\n if a: x = 1\n else: x = 2\n return x").includes("CHECK_LOCAL"));
  assert(names("def f(a):\n for x in a: pass\n return x").includes("CHECK_LOCAL"));
  assert(names("def f(a):\n del a\n return a").includes("CHECK_LOCAL"));
  assert(names("def f(a):\n try: x = a()\n except: pass\n return x").includes("CHECK_LOCAL"));
  assert(!names("def f(a):\n while a:\n  x = 1\n  a = x").includes("CHECK_LOCAL"));
  // more locals than bits in a number
  const many = Array.from({ length: 100 }, (_, i) => ` if a: x${i} = 1\n`).join("");
  assertEquals(
    names(`def f(a):\n${many} return x0, x40, x99`).filter((n) => n === "CHECK_LOCAL").length,
    3,
  );
});

Deno.test("try costs nothing on the way through", () => {
  const ops = names("def f(a):\n try:\n  a()\n except E as e:\n  b()\n return a");
  const end = ops.indexOf("RETURN_VALUE");
  assertEquals(ops.slice(0, end + 1), ["NOP", "MOVE", "CALL", "RETURN_VALUE"]);
});

Deno.test("the exception table is sorted and names the innermost handler", () => {
  const f = find(compile("def f(a):\n try:\n  a()\n finally:\n  b()\n"), "f");
  const call = names("def f(a):\n try:\n  a()\n finally:\n  b()\n").indexOf("CALL") * 4;
  const row = f.findHandler(call);
  assert(row >= 0);
  assertEquals(OPS[f.code[f.exceptionTable[row + 2]]].name, "PUSH_EXC");
  assertEquals(f.findHandler(f.code.length), -1);
});

Deno.test("dead code leaves no instructions and no constants", () => {
  assertEquals(names("def f(a):\n return a\n a = 'dead'"), ["RETURN_VALUE"]);
  assertEquals(find(compile("def f(a):\n return a\n a = 'dead'"), "f").consts.map(showConstant), [
    "None",
  ]);
  assertEquals(names("def f():\n while True: pass").at(-1), "JUMP_BACKWARD");
});

Deno.test("constants fold as CPython folds them", () => {
  assertEquals(constants("x = 2 * 3 + 1"), ["7", "None"]);
  assertEquals(constants("x = (1, 'a', (2.5, None))"), ['(1, "a", (2.5, None))', "None"]);
  assertEquals(constants("x = 'a' * 5000"), ['"a"', "5000", "None"]);
  assertEquals(constants("x = 1 << 200"), ["1", "200", "None"]);
  assertEquals(constants("x = 2 ** 60"), ["1152921504606846976", "None"]);
  assertEquals(constants("x = 1 / 0"), ["1", "0", "None"]);
  assertEquals(constants("x = -7 // 2, -7 % 3, 7.5 // -2, ~5, not 0"), [
    "(-4, 2, -4.0, -6, True)",
    "None",
  ]);
  assertEquals(constants("x = 'abc'[-1]"), ['"c"', "None"]);
  assertEquals(constants("x = 1 + 2j"), ["(1+2j)", "None"]);
  assertEquals(constants("x = __debug__"), ["True", "None"]);
  assertEquals(constants("0.0; x = (0.0, -0.0, 0, False)"), ["(0.0, -0.0, 0, False)", "None"]);
});

Deno.test("zeros of different signs and types are different constants", () => {
  assertEquals(compile("x = [0.0, -0.0, 0, False, 1, True, 1.0]").consts.length, 2);
  assertEquals(
    find(compile("def f(a):\n a(0.0); a(-0.0); a(0); a(False); a(0.0)"), "f").consts.length,
    5,
  );
});

Deno.test("doc strings lose their margin", () => {
  const f = find(compile('def f():\n    """First\n\n        indented\n    last\n    """'), "f");
  assertEquals(f.doc, "First\n\n    indented\nlast\n");
  assertEquals(find(compile('def f():\n "doc"', { optimize: 2 }), "f").doc !== "doc", true);
});

Deno.test("asserts go with -O", () => {
  const on = find(compile("def f(a):\n assert a, 'm'"), "f");
  const off = find(compile("def f(a):\n assert a, 'm'", { optimize: 1 }), "f");
  assertEquals(off.code.length, 4);
  assert(on.code.length > 4);
});

Deno.test("fields of code objects", () => {
  const f = find(
    compile("def f(a, /, b, *c, d=1, **e):\n x = a\n return lambda: (x, b)"),
    "f",
  );
  assertEquals(f.varnames, ["a", "b", "d", "c", "e"]);
  assertEquals(f.cellvars, ["b", "x"]);
  assertEquals([f.argcount, f.posonlyargcount, f.kwonlyargcount], [2, 1, 1]);
  assertEquals(
    f.flags,
    CodeFlag.OPTIMIZED | CodeFlag.NEWLOCALS | CodeFlag.VARARGS | CodeFlag.VARKEYWORDS,
  );
  const inner = find(f, "<lambda>");
  assertEquals([inner.qualname, inner.freevars], ["f.<locals>.<lambda>", ["b", "x"]]);
  assertEquals(inner.flags & CodeFlag.NESTED, CodeFlag.NESTED);
  const kinds = compile(
    "def g(): yield\nasync def c(): pass\nasync def a(): yield",
  ).consts.filter((k): k is PyCode => k instanceof PyCode).map((k) => k.flags & 0x2a0);
  assertEquals(kinds, [CodeFlag.GENERATOR, CodeFlag.COROUTINE, CodeFlag.ASYNC_GENERATOR]);
});

Deno.test("co_varnames has the order of first use", () => {
  assertEquals(find(compile("def f():\n x = [y for y in z]\n w = x"), "f").varnames, [
    "y",
    "x",
    "w",
  ]);
});

Deno.test("positions", () => {
  const code = compile("x = (a.\n b.\n   c(1,\n 2))");
  const at = (name: string): number[] => {
    for (let i = 0; i < code.code.length; i += 4) {
      if (OPS[code.code[i]].name === name) return [...code.positions().subarray(i, i + 4)];
    }
    return [];
  };
  assertEquals(at("LOAD_NAME"), [1, 1, 5, 6]);
  assertEquals(at("LOAD_ATTR"), [2, 2, 1, 2]);
  assertEquals(at("LOAD_METHOD"), [3, 3, 3, 4]);
  assertEquals(at("CALL_METHOD"), [3, 4, 3, 3]);
  assertEquals(at("STORE_NAME"), [1, 1, 0, 1]);
});

Deno.test("an implicit return has the line it is reached from", () => {
  const f = find(compile("def f(a):\n if a:\n  b()\n"), "f");
  const lines: number[] = [];
  for (let i = 0; i < f.code.length; i += 4) {
    if (OPS[f.code[i]].name === "RETURN_CONST") lines.push(f.lineAt(i));
  }
  assertEquals(lines, [3, 2]);
});

Deno.test("a percent format of plain fields becomes an f-string", () => {
  assert(names("def f(a, b):\n return '%s: %r' % (a, b)").includes("BUILD_STRING"));
  assert(names("def f(a, b):\n return '%d' % (a,)").includes("MOD"));
});

Deno.test("annotations under the future import are text", () => {
  const f = find(
    compile("from __future__ import annotations\ndef f(a: x + 1, *, b: 'y'=2) -> A[1, ...]: 0"),
    "f",
  );
  assertEquals(f.flags & CodeFlag.FUTURE_ANNOTATIONS, CodeFlag.FUTURE_ANNOTATIONS);
  const module = compile(
    "from __future__ import annotations\ndef f(a: x + 1, *, b: 'y'=2) -> A[1, ...]: 0",
  );
  const texts = module.consts.map(showConstant);
  assert(texts.includes('"x + 1"') && texts.includes("\"'y'\"") && texts.includes('"A[1, ...]"'));
});

/** The registers' names that an instruction of the listing shows. */
function operandsOf(code: PyCode, op: string): string[] {
  return disassemble(code, false).split("\n").filter((l) => l.slice(12).startsWith(`${op} `))
    .map((l) => l.slice(37));
}

Deno.test("a comprehension's cell beside a free variable of the same name", () => {
  const source =
    "def o():\n x = 5\n def f():\n  r = [lambda: x for x in (x, 1)]\n  return x, r\n return f";
  const f = find(compile(source), "f");
  assertEquals([f.freevars, f.cellvars], [["x"], []]);
  assertEquals(operandsOf(f, "SAVE_LOCAL"), ["t1, &x"]);
  assertEquals(operandsOf(f, "RESTORE_LOCAL"), ["&x, t1", "&x, t1"]);
});

Deno.test("a class body can have a cell and a free variable of one name", () => {
  const source =
    "class A:\n def m(self):\n  class B:\n   a = __class__\n   def g(self): return __class__";
  const b = find(compile(source), "B");
  assertEquals([b.cellvars, b.freevars], [["__class__"], ["__class__"]]);
  assertEquals(operandsOf(b, "MAKE_CELL"), ["&__class__"]);
  assertEquals(b.code[1] < b.freeBase, true);
});

Deno.test("a name that a comprehension finds elsewhere is found there", () => {
  // the first comprehension makes x a local of f, but the second one's x is the global
  assertEquals(
    names("def f():\n [x for x in [1]]\n return [x for _ in [1]]").filter((n) =>
      n === "LOAD_GLOBAL" || n === "CHECK_LOCAL"
    ),
    ["LOAD_GLOBAL"],
  );
});

Deno.test("what cannot be folded at the limits stays", () => {
  assertEquals(constants("x = (1,) * 300"), ["(1)", "300", "None"]);
  assertEquals(constants("x = 'a' * -1"), ['"a"', "-1", "None"]);
  assertEquals(constants("x = 0 << 2**53"), ["0", "None"]);
  assertEquals(constants("x = 1j ** 2"), ["(-1+0j)", "None"]);
});
