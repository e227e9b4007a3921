import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { errorOf, output } from "./interp_support.ts";

Deno.test("arguments are bound by position, by name, to defaults, *args and **kwargs", () => {
  assertEquals(
    output(`
def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    out(a, b, c, args, d, e, kw)
f(1, d=4)
f(1, 9, 8, 7, 6, d=4, z=0)
f(*(1, 2), **{"c": 0, "d": 1})
def g(a, b): out(a, b)
g(b=1, a=2)
g(*[1], **{"b": 2})
`),
    [
      "1 2 3 () 4 5 {}",
      "1 9 8 (7, 6) 4 5 {'z': 0}",
      "1 2 0 () 1 5 {}",
      "2 1",
      "1 2",
    ],
  );
});

Deno.test("wrong arguments", () => {
  const f = "def f(a, b): pass\n";
  const g = "def g(a, /, b=1, *, key, k2=0): pass\n";
  const cases: [string, string][] = [
    [f + "f()", "f() missing 2 required positional arguments: 'a' and 'b'"],
    [f + "f(1)", "f() missing 1 required positional argument: 'b'"],
    [f + "f(1, 2, 3)", "f() takes 2 positional arguments but 3 were given"],
    [f + "f(1, a=2)", "f() got multiple values for argument 'a'"],
    [f + "f(1, bb=2)", "f() got an unexpected keyword argument 'bb'. Did you mean 'b'?"],
    [f + "f(1, quite=2)", "f() got an unexpected keyword argument 'quite'"],
    [g + "g(1)", "g() missing 1 required keyword-only argument: 'key'"],
    [
      g + "g(a=1, key=2)",
      "g() got some positional-only arguments passed as keyword arguments: 'a'",
    ],
    [g + "g(1, 2, 3)", "g() takes from 1 to 2 positional arguments but 3 were given"],
    [
      g + "g(1, 2, 3, key=1)",
      "g() takes from 1 to 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given",
    ],
    ["def h(a, b, c): pass\nh()", "h() missing 3 required positional arguments: 'a', 'b', and 'c'"],
    [f + "f(*5)", "__main__.f() argument after * must be an iterable, not int"],
    [f + "f(**5)", "__main__.f() argument after ** must be a mapping, not int"],
    [f + "f(**{1: 2})", "keywords must be strings"],
    [f + "f(**{'a': 1}, a=2)", "__main__.f() got multiple values for keyword argument 'a'"],
    ["x = 5\nx()", "'int' object is not callable"],
    [
      "class C:\n  def __init__(self): return 5\nC()",
      "__init__() should return None, not 'int'",
    ],
  ];
  for (const [source, message] of cases) assertEquals(errorOf(source), `TypeError: ${message}`);
});

Deno.test("recursion is bounded by the limit alone", () => {
  const source = `
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError as e:
        out(e)
        raise
def count(n): return 0 if n == 0 else 1 + count(n - 1)
`;
  assertEquals(output(source + "out(count(990))"), ["990"]);
  assertEquals(errorOf(source + "count(1000)"), "RecursionError: maximum recursion depth exceeded");
  assertEquals(
    output(source + "setrecursionlimit(10**6)\nout(count(200000))\nsetrecursionlimit(1000)"),
    ["200000"],
  );
});

Deno.test("recursion through builtins ends in RecursionError too", () => {
  const source = `
class C:
    def __add__(self, n):
        return self + n
setrecursionlimit(10**6)
try:
    C() + 1
except RecursionError as e:
    out(e)
setrecursionlimit(1000)
`;
  assertEquals(output(source), ["maximum recursion depth exceeded"]);
});

Deno.test("methods, constructors, properties and callable instances", () => {
  assertEquals(
    output(`
class A:
    def __init__(self, x): self.x = x
    def get(self): return self.x
    @property
    def twice(self): return 2 * self.x
    @classmethod
    def make(cls, v): return cls(v)
    @staticmethod
    def plain(v): return v
    def __call__(self, v): return self.x + v
class B(A):
    def get(self): return super().get() + 100
b = B.make(5)
bound = b.get
out(b.get(), bound(), b.twice, b(1), b.plain(7), A.get(b))
b.get = lambda: "own"
out(b.get())
`),
    ["105 105 10 6 7 5", "own"],
  );
});
