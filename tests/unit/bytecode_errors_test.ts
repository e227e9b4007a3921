import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { CompileFlag, compileModule, type CompileOptions } from "../../vm/bytecode/compile.ts";
import { parse } from "../../vm/syntax/parser.ts";
import { SyntaxProblem } from "../../vm/syntax/problem.ts";

function fault(source: string, options: CompileOptions = {}): string {
  try {
    compileModule(parse(source, "<test>", "exec"), "<test>", options);
  } catch (e) {
    if (e instanceof SyntaxProblem) {
      return `${e.msg} ${e.lineno}:${e.offset}-${e.end_lineno}:${e.end_offset}`;
    }
    throw e;
  }
  return "";
}

function warnings(source: string): string[] {
  const seen: string[] = [];
  compileModule(parse(source, "<test>", "exec"), "<test>", {
    warn: (message, _file, line) => seen.push(`${line}: ${message}`),
  });
  return seen;
}

Deno.test("statements in the wrong place", () => {
  const cases: [string, string][] = [
    ["return 1", "'return' outside function 1:1-1:9"],
    ["class A:\n return", "'return' outside function 2:2-2:8"],
    ["break", "'break' outside loop 1:1-1:6"],
    ["for x in y:\n def f(): continue", "'continue' not properly in loop 2:11-2:19"],
    ["yield 1", "'yield' outside function 1:1-1:8"],
    ["class A: x = yield from y", "'yield from' outside function 1:14-1:26"],
    ["await x", "'await' outside function 1:1-1:8"],
    ["def f(): await x", "'await' outside async function 1:10-1:17"],
    ["async def f(): yield from x", "'yield from' inside async function 1:16-1:28"],
    [
      "async def f():\n yield\n return 1",
      "'return' with value in async generator 3:2-3:10",
    ],
    [
      "def f(): [x async for x in y]",
      "asynchronous comprehension outside of an asynchronous function 1:10-1:30",
    ],
    ["async with a: pass", "'async with' outside async function 1:1-1:19"],
    [
      "x = 1\nfrom __future__ import annotations",
      "from __future__ imports must occur at the beginning of the file 2:1-2:35",
    ],
    [
      "try: pass\nexcept* E:\n  for x in y: pass\n  return",
      "'return' outside function 4:3-4:9",
    ],
    ["try: pass\nexcept: pass\nexcept E: pass", "default 'except:' must be last 2:1-2:13"],
  ];
  for (const [source, wanted] of cases) assertEquals(fault(source), wanted, source);
});

Deno.test("targets and names", () => {
  const cases: [string, string][] = [
    ["__debug__ = 1", "cannot assign to __debug__ 1:1-1:10"],
    ["def f(__debug__): 0", "cannot assign to __debug__ 1:7-1:16"],
    ["f(a=1, a=2)", "keyword argument repeated: a 1:8-1:11"],
    ["a, *b, *c = d", "multiple starred expressions in assignment 1:1-1:10"],
    ["*a = b", "starred assignment target must be in a list or tuple 1:1-1:3"],
    ["x = *a", "can't use starred expression here 1:5-1:7"],
  ];
  for (const [source, wanted] of cases) assertEquals(fault(source), wanted, source);
});

Deno.test("patterns", () => {
  const head = "match x:\n case ";
  const cases: [string, string][] = [
    ["a: 0\n case b: 0", "name capture 'a' makes remaining patterns unreachable 2:7-2:8"],
    ["_: 0\n case 1: 0", "wildcard makes remaining patterns unreachable 2:7-2:8"],
    ["[a, a]: 0", "multiple assignments to name 'a' in pattern 2:11-2:12"],
    ["(1 as a) | 2: 0", "alternative patterns bind different names 2:7-2:19"],
    ["{1: a, 1: b}: 0", "mapping pattern checks duplicate key (1) 2:7-2:19"],
    ["{1: a, 1.0: b}: 0", "mapping pattern checks duplicate key (1.0) 2:7-2:21"],
    ["A(x=1, x=2): 0", "attribute name repeated in class pattern: x 2:16-2:17"],
  ];
  for (const [source, wanted] of cases) assertEquals(fault(head + source), wanted, source);
});

Deno.test("21 nested blocks are too many", () => {
  const nest = (n: number): string => {
    let s = "";
    for (let i = 0; i < n; i++) s += " ".repeat(i) + "while 1:\n";
    return s + " ".repeat(n) + "pass";
  };
  assertEquals(fault(nest(21)), "");
  assertEquals(fault(nest(22)).startsWith("too many statically nested blocks 22:22"), true);
});

Deno.test("top-level await where it is allowed", () => {
  const flags = CompileFlag.ALLOW_TOP_LEVEL_AWAIT;
  assertEquals(fault("await x\nasync for a in b: 0\n[c async for c in d]", { flags }), "");
});

Deno.test("warnings", () => {
  assertEquals(warnings("x is 1"), [`1: "is" with 'int' literal. Did you mean "=="?`]);
  assertEquals(warnings("'a' is not x"), [`1: "is not" with 'str' literal. Did you mean "!="?`]);
  assertEquals(warnings("x is None is ..."), []);
  assertEquals(warnings("\nassert (x, 'm')"), [
    "2: assertion is always true, perhaps remove parentheses?",
  ]);
  assertEquals(warnings("[1](2)"), [
    "1: 'list' object is not callable; perhaps you missed a comma?",
  ]);
  assertEquals(warnings("[1]['a']"), [
    "1: list indices must be integers or slices, not str; perhaps you missed a comma?",
  ]);
  assertEquals(warnings("1[0]"), [
    "1: 'int' object is not subscriptable; perhaps you missed a comma?",
  ]);
});
