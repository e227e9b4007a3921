import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { compileModule } from "../../vm/bytecode/compile.ts";
import { liveRegisters } from "../../vm/bytecode/liveness.ts";
import { Op, OPS } from "../../vm/bytecode/opcodes.ts";
import { FLAGS, OpFlag, rangeOf, Role, ROLES } from "../../vm/bytecode/roles.ts";
import { visitRegisters } from "../../vm/bytecode/registers.ts";
import { verifyCode } from "../../vm/bytecode/verify.ts";
import { PyCode } from "../../vm/objects/code.ts";
import { parse } from "../../vm/syntax/parser.ts";
import { unparse } from "../../vm/syntax/unparse.ts";
import { Tag } from "../../vm/syntax/ast.ts";

Deno.test("the opcode table", () => {
  const names = new Set<string>();
  OPS.forEach((info, i) => {
    assertEquals(info.op, i);
    assertEquals(Op[info.name], i);
    assert(!names.has(info.name), info.name);
    names.add(info.name);
    for (const role of [info.a, info.b, info.c]) {
      assert(/^(|i|k|n|j|d\??|rw|w|[rw](2|3|C|X|C\+1|C\+2|2C)|r\??)$/.test(role), info.name);
    }
    assert(/^(|k|r)$/.test(info.extra), info.name);
    assertEquals(info.jumps, info.c === "j", info.name);
    assert(info.doc.length > 0);
  });
});

Deno.test("families of opcodes have the same order", () => {
  const operators = ["ADD", "SUB", "MUL", "TRUE_DIV", "FLOOR_DIV", "MOD", "POW", "LSHIFT"] as const;
  operators.forEach((n, i) => {
    assertEquals(Op[n], Op.ADD + i);
    assertEquals(Op[`INPLACE_${n}`], Op.INPLACE_ADD + i);
    assertEquals(Op[`${n}_K`], Op.ADD_K + i);
    assertEquals(Op[`INPLACE_${n}_K`], Op.INPLACE_ADD_K + i);
  });
  const comparisons = ["LT", "LE", "EQ", "NE", "GT", "GE"] as const;
  comparisons.forEach((n, i) => {
    assertEquals(Op[n], Op.LT + i);
    assertEquals(Op[`JUMP_IF_NOT_${n}_K`], Op.JUMP_IF_NOT_LT_K + i);
  });
});

Deno.test("roles as numbers", () => {
  assertEquals(ROLES[Op.LOAD_CONST * 3 + 1], Role.Const);
  assertEquals(ROLES[Op.LOAD_ATTR * 3 + 2], Role.Name);
  assertEquals(FLAGS[Op.RETURN_VALUE] & OpFlag.ENDS, OpFlag.ENDS);
  assertEquals(
    [rangeOf("rC+2", 3), rangeOf("wX", 1 | 2 << 8), rangeOf("r2C", 4), rangeOf("r", 9)],
    [
      5,
      4,
      8,
      1,
    ],
  );
});

Deno.test("registers of an instruction", () => {
  const seen: string[] = [];
  const visitor = {
    read: (r: number) => seen.push(`r${r}`),
    written: (r: number) => seen.push(`w${r}`),
  };
  visitRegisters(Int32Array.of(Op.CALL, 4, 5, 2), 0, visitor);
  assertEquals(seen.splice(0), ["r5", "r6", "r7", "w4"]);
  visitRegisters(Int32Array.of(Op.RAISE, 3, -1, 0), 0, visitor);
  assertEquals(seen.splice(0), ["r3"]);
  visitRegisters(Int32Array.of(Op.MAKE_FUNCTION, 1, 0, 5, Op.EXTRA, 7, 0, 0), 0, visitor);
  assertEquals(seen.splice(0), ["r7", "r8", "w1"]);
});

function functionOf(source: string): PyCode {
  const code = compileModule(parse(source, "<test>", "exec"), "<test>");
  return code.consts.find((k): k is PyCode => k instanceof PyCode)!;
}

function pcOf(code: PyCode, op: number, nth = 0): number {
  for (let pc = 0; pc < code.code.length; pc += 4) {
    if (code.code[pc] === op && nth-- === 0) return pc;
  }
  return -1;
}

Deno.test("liveness of temporaries", () => {
  const f = functionOf("def f(a):\n for x in a():\n  b(x)\n c()");
  const temps = (pc: number) => liveRegisters(f, pc).filter((r) => r >= f.tempBase).length;
  // while b(x) runs, the loop's iterator counts and nothing else; behind the loop nothing does
  assertEquals(temps(pcOf(f, Op.CALL, 1)), 1);
  assertEquals(temps(pcOf(f, Op.CALL, 2)), 0);
  const g = functionOf("def f(a):\n with a() as x:\n  b(x)");
  const call = pcOf(g, Op.CALL, 1);
  // the exit function
  assertEquals(liveRegisters(g, call).filter((r) => r >= g.tempBase).length, 1);
});

Deno.test("the verifier finds what is wrong", () => {
  const fresh = () => functionOf("def f(a, b):\n while a: b = a.x(b)\n return b");
  assertEquals(verifyCode(fresh()), []);
  const damage = (change: (c: PyCode) => void, wanted: RegExp) => {
    const c = fresh();
    change(c);
    assert(verifyCode(c).some((s) => wanted.test(s)), `${wanted}: ${verifyCode(c)}`);
  };
  damage((c) => c.code[pcOf(c, Op.RETURN_VALUE) + 1] = 99, /register 99/);
  damage((c) => c.code[pcOf(c, Op.LOAD_METHOD) + 3] = 7, /name 7/);
  damage((c) => c.code[pcOf(c, Op.JUMP_BACKWARD) + 3] = 2, /target 2/);
  damage((c) => c.code[c.code.length - 4] = Op.NOP, /runs off the end/);
  damage((c) => c.code[pcOf(c, Op.LOAD_METHOD)] = Op.NOP, /read before it is written/);
  damage((c) => c.exceptionTable = Int32Array.of(8, 4, 0, 0, -1), /exception table/);
});

Deno.test("the text of annotations", () => {
  const same = [
    "a + b * c",
    "(a + b) * c",
    "a ** (-b)",
    "(-a) ** b",
    "not a or b and c",
    "lambda x, /, y=1, *z, w, **k: (x, y)",
    "a if b else c",
    "[x for x in y if x async for z in w]",
    "{1: 2, **a}",
    "f(*a, b=1, **c)",
    "f(x for x in y)",
    "a[1:2, ::3]",
    "1 .real",
    "(x := 1)",
    "a < b <= c is not d not in e",
    "(yield)",
    "('a',)",
    "{'a', \"it's\"}",
    "f'{a!r:>{b}} {{}}'",
    "1e309",
    "*a, b",
  ];
  for (const text of same) {
    const tree = parse(`x[${text}]`, "<test>", "eval");
    if (tree.tag !== Tag.Expression || tree.body.tag !== Tag.Subscript) throw new Error(text);
    const out = unparse(tree.body);
    const wanted = text === "(x := 1)" ? "x[x := 1]" : text === "('a',)" ? "x['a',]" : `x[${text}]`;
    assertEquals(out.replace("[(x := 1)]", "[x := 1]"), wanted);
  }
});
