import { assertEquals, assertThrows } from "npm:deno-std@1.4.0/assert/mod.js";
import { parse } from "../../vm/syntax/parser.ts";
import { SyntaxProblem } from "../../vm/syntax/problem.ts";
import { type Block, BlockKind, buildScopes, mangle, Scope } from "../../vm/syntax/scopes.ts";

const LETTERS = ["-", "L", "G", "g", "F", "C"];

/** "name:scope" of each symbol: Local, explicit Global, implicit g, Free, Cell. */
function symbols(b: Block): string {
  return [...b.symbols.keys()].map((n) => `${n}:${LETTERS[b.scopeOf(n)]}`).sort().join(" ");
}

function table(source: string): Block {
  return buildScopes(parse(source, "<test>", "exec"), "<test>", false).top;
}

/** The block at a path of names. */
function block(source: string, ...path: string[]): Block {
  let b = table(source);
  for (const name of path) b = b.children.find((c) => c.name === name)!;
  return b;
}

function fault(source: string): string {
  const e = (() => {
    try {
      table(source);
    } catch (e) {
      return e;
    }
  })();
  if (!(e instanceof SyntaxProblem)) throw new Error(`no SyntaxProblem for ${source}`);
  return `${e.msg} (${e.lineno}:${e.offset})`;
}

Deno.test("names of functions are local, global, cells and free", () => {
  const source = `
def f(a, *b, c=1, **d):
    x = a
    def g():
        return x + y
    return g
`;
  assertEquals(symbols(block(source, "f")), "a:L b:L c:L d:L g:L x:C");
  assertEquals(symbols(block(source, "f", "g")), "x:F y:g");
  assertEquals(block(source, "f").varnames, ["a", "c", "b", "d"]);
  assertEquals(symbols(table(source)), "f:L");
});

Deno.test("free names pass through blocks in between", () => {
  const source = `
def f(x):
    def g():
        def h():
            return x
`;
  assertEquals(symbols(block(source, "f", "g")), "h:L x:F");
  assertEquals(block(source, "f", "g", "h").scopeOf("x"), Scope.FREE);
});

Deno.test("a class body does not lend its names to methods", () => {
  const source = `
def f():
    x = 1
    class A:
        x = 2
        def m(self):
            return x, __class__
`;
  const a = block(source, "f", "A");
  assertEquals(symbols(a), "m:L x:L");
  assertEquals(a.needsClassClosure, true);
  assertEquals(symbols(block(source, "f", "A", "m")), "__class__:F self:L x:F");
  assertEquals(block(source, "f").scopeOf("x"), Scope.CELL);
});

Deno.test("super without arguments needs the class cell", () => {
  const source = "class A:\n def m(self): return super().m()";
  assertEquals(block(source, "A").needsClassClosure, true);
});

Deno.test("comprehensions merge into the block around them", () => {
  const source = "def f(y):\n return [x + y for x in y]";
  const f = block(source, "f");
  assertEquals(symbols(f), "x:L y:L");
  assertEquals(f.children, []);
  assertEquals(f.hasInlined, true);
  const lambda = block("def f(y):\n return [lambda: x for x in y]", "f");
  assertEquals(symbols(lambda), "x:C y:L");
  assertEquals(lambda.children.map((c) => c.name), ["lambda"]);
});

Deno.test("a generator expression is a block of its own", () => {
  const f = block("def f(y):\n return (x for x in y)", "f");
  assertEquals(f.children.map((c) => [c.name, c.generator]), [["genexpr", true]]);
});

Deno.test("an assignment expression binds outside of its comprehension", () => {
  const f = block("def f(y):\n [(z := x) for x in y]\n return z", "f");
  assertEquals(symbols(f), "x:L y:L z:L");
  assertEquals(f.hasNamedExpr, true);
  assertEquals(table("[(z := x) for x in y]").scopeOf("z"), Scope.GLOBAL_EXPLICIT);
});

Deno.test("type parameters live in a hidden block", () => {
  const top = table("class A[T](B[T]):\n def f[U](self, a: T) -> U: pass");
  const hidden = top.children[0];
  assertEquals([hidden.kind, hidden.name], [BlockKind.TypeParameters, "A"]);
  assertEquals(hidden.scopeOf("T"), Scope.CELL);
  const inner = hidden.children[0].children[0];
  assertEquals([inner.kind, inner.canSeeClassScope], [BlockKind.TypeParameters, true]);
});

Deno.test("private names", () => {
  assertEquals(mangle("_C", "__x"), "_C__x");
  assertEquals(mangle("C", "__x__"), "__x__");
  assertEquals(mangle("___", "__x"), "__x");
  assertEquals(mangle(null, "__x"), "__x");
  assertEquals(symbols(block("class C:\n def f(self): __y = 1", "C", "f")), "_C__y:L self:L");
});

Deno.test("what is wrong with scopes is reported where CPython reports it", () => {
  const cases: [string, string][] = [
    ["def f(a, a): pass", "duplicate argument 'a' in function definition (1:10)"],
    ["def f(x):\n global x", "name 'x' is parameter and global (2:2)"],
    ["def f():\n x = 1\n global x", "name 'x' is assigned to before global declaration (3:2)"],
    ["def f():\n x\n nonlocal x", "name 'x' is used prior to nonlocal declaration (3:2)"],
    ["nonlocal x", "nonlocal declaration not allowed at module level (1:1)"],
    ["def f():\n nonlocal x", "no binding for nonlocal 'x' found (2:2)"],
    ["def f():\n global x\n nonlocal x", "name 'x' is nonlocal and global (2:2)"],
    ["def f():\n global x\n x: int", "annotated name 'x' can't be global (3:2)"],
    ["def f():\n from m import *", "import * only allowed at module level (2:16)"],
    ["def f[T, T](): pass", "duplicate type parameter 'T' (1:10)"],
    [
      "[x := 1 for x in y]",
      "assignment expression cannot rebind comprehension iteration variable 'x' (1:2)",
    ],
    [
      "[1 for x in (y := z)]",
      "assignment expression cannot be used in a comprehension iterable expression (1:14)",
    ],
    [
      "class A:\n [(x := 1) for y in z]",
      "assignment expression within a comprehension cannot be used in a class body (2:4)",
    ],
    ["def f(): [(yield x) for x in y]", "'yield' inside list comprehension (1:12)"],
    ["type X = (yield)", "yield expression cannot be used within a type alias (1:11)"],
  ];
  for (const [source, wanted] of cases) assertEquals(fault(source), wanted, source);
});

Deno.test("a tree that is too deep is an error of Python", () => {
  const problem = assertThrows(() => table(Array(20000).fill("a").join("+"))) as SyntaxProblem;
  assertEquals(problem.type, "RecursionError");
  // long chains need no stack
  table(Array(9000).fill("a").join("+"));
  table("if a: b\n" + "elif a: b\n".repeat(2000));
});
