import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { errorOf, failure, output } from "./interp_support.ts";

/** A text without the indentation that it has in this file. */
function text(lines: TemplateStringsArray): string {
  return lines[0].replace(/^\n/, "").replace(/^ {4}/gm, "").replace(/ *$/, "");
}

Deno.test("a traceback has carets under what failed", () => {
  assertEquals(
    failure(`
def f(a, b):
    return a + b * (a //
                    b) + [1, 2, 3][a]

f(3,
  1)
`),
    text`
    Traceback (most recent call last):
      File "<test>", line 6, in <module>
        f(3,
        ~^^^
          1)
          ^^
      File "<test>", line 4, in f
        b) + [1, 2, 3][a]
             ~~~~~~~~~^^^
    IndexError: list index out of range
    `,
  );
});

Deno.test("causes, contexts and repeated lines", () => {
  assertEquals(
    failure(`
def f(n):
    if n: f(n - 1)
    {}["a"]
try:
    f(5)
except KeyError as e:
    try:
        None.x
    except AttributeError:
        raise ValueError("v") from e
`),
    text`
    Traceback (most recent call last):
      File "<test>", line 6, in <module>
        f(5)
        ~^^^
      File "<test>", line 3, in f
        if n: f(n - 1)
              ~^^^^^^^
      File "<test>", line 3, in f
        if n: f(n - 1)
              ~^^^^^^^
      File "<test>", line 3, in f
        if n: f(n - 1)
              ~^^^^^^^
      [Previous line repeated 2 more times]
      File "<test>", line 4, in f
        {}["a"]
        ~~^^^^^
    KeyError: 'a'

    The above exception was the direct cause of the following exception:

    Traceback (most recent call last):
      File "<test>", line 11, in <module>
        raise ValueError("v") from e
    ValueError: v
    `,
  );
});

Deno.test("groups and notes", () => {
  assertEquals(
    failure(`
e = ExceptionGroup("m", [ValueError(1), ExceptionGroup("in", [KeyError("k")])])
e.add_note("a note")
raise e
`),
    text`
      + Exception Group Traceback (most recent call last):
      |   File "<test>", line 4, in <module>
      |     raise e
      | ExceptionGroup: m (2 sub-exceptions)
      | a note
      +-+---------------- 1 ----------------
        | ValueError: 1
        +---------------- 2 ----------------
        | ExceptionGroup: in (1 sub-exception)
        +-+---------------- 1 ----------------
          | KeyError: 'k'
          +------------------------------------
    `,
  );
});

Deno.test("suggestions", () => {
  const last = (source: string): string => failure(source).trimEnd().split("\n").pop()!;
  assertEquals(
    last("value = 1\nvalu"),
    "NameError: name 'valu' is not defined. Did you mean: 'value'?",
  );
  assertEquals(
    last("class A:\n  def m(self): return foo\n  foo = 1\nA().m()"),
    "NameError: name 'foo' is not defined. Did you mean: 'self.foo'?",
  );
  assertEquals(
    last("class A: color = 1\nA().colour"),
    "AttributeError: 'A' object has no attribute 'colour'. Did you mean: 'color'?",
  );
  assertEquals(
    last("[].appendd"),
    "AttributeError: 'list' object has no attribute 'appendd'. Did you mean: 'append'?",
  );
});

Deno.test("names that are not bound", () => {
  assertEquals(errorOf("x"), "NameError: name 'x' is not defined");
  assertEquals(errorOf("del x"), "NameError: name 'x' is not defined");
  assertEquals(
    errorOf("def f():\n  x\n  x = 1\nf()"),
    "UnboundLocalError: cannot access local variable 'x' where it is not associated with a value",
  );
  assertEquals(
    errorOf("def f():\n  def g(): return x\n  g()\n  x = 1\nf()"),
    "NameError: cannot access free variable 'x' where it is not associated with a value in enclosing scope",
  );
});

Deno.test("try, finally and the exception that is handled", () => {
  assertEquals(
    output(`
def f():
    for i in range(4):
        try:
            if i == 1: continue
            if i == 2: return "returned"
            out("body", i)
        finally:
            out("finally", i)
out(f())
def g():
    try:
        raise ValueError("a")
    except ValueError:
        try: raise KeyError("b")
        except KeyError as e: out(e.__context__)
        try: raise
        except ValueError as e: out(e, e.__context__)
g()
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
except* ValueError as e: out("V", e.exceptions)
except* (TypeError, KeyError) as e: out("T", e.exceptions)
`),
    [
      "body 0",
      "finally 0",
      "finally 1",
      "finally 2",
      "returned",
      "a",
      "a None",
      "V (ValueError(1),)",
      "T (TypeError(2), KeyError(3))",
    ],
  );
});

Deno.test("what cannot be raised, caught or managed", () => {
  const cases: [string, string][] = [
    ["raise 5", "TypeError: exceptions must derive from BaseException"],
    ["raise ValueError from 5", "TypeError: exception causes must derive from BaseException"],
    ["raise", "RuntimeError: No active exception to reraise"],
    [
      "try: 1/0\nexcept 5: pass",
      "TypeError: catching classes that do not inherit from BaseException is not allowed",
    ],
    [
      "with 5: pass",
      "TypeError: 'int' object does not support the context manager protocol",
    ],
    ["a, b = 1, 2, 3", "ValueError: too many values to unpack (expected 2)"],
    ["a, b = 1,", "ValueError: not enough values to unpack (expected 2, got 1)"],
    ["a, *b, c = 1,", "ValueError: not enough values to unpack (expected at least 2, got 1)"],
    ["a, b = 5", "TypeError: cannot unpack non-iterable int object"],
  ];
  for (const [source, message] of cases) assertEquals(errorOf(source), message);
});
