// mod.ts: values across the border, errors, streams, two interpreters side by side.

import { assertEquals, assertThrows } from "npm:deno-std@1.4.0/assert/mod.js";
import { Python, PythonError, type PythonObject } from "../../mod.ts";

Deno.test("values go both ways", () => {
  const py = Python.create();
  assertEquals(py.runPython("x = 1"), null);
  assertEquals(py.runPython("x + 1"), 2);
  assertEquals(py.runPython("2 ** 70"), 1180591620717411303424n);
  assertEquals(py.runPython("[1.5, 'é', None, True, b'ab', (1, 2)]"), [
    1.5,
    "é",
    null,
    true,
    new Uint8Array([97, 98]),
    [1, 2],
  ]);
  assertEquals(py.runPython("{'a': {1, 2}}"), new Map([["a", new Set([1, 2])]]));
  py.globals.set("given", { n: 3, list: [1, 2.5, "s"], nothing: null });
  assertEquals(py.runPython("repr(given)"), "{'n': 3, 'list': [1, 2.5, 's'], 'nothing': None}");
  assertEquals(py.globals.has("given"), true);
  assertEquals(py.globals.delete("given"), true);
  assertEquals(py.globals.get("given"), undefined);
});

Deno.test("functions and objects", () => {
  const py = Python.create();
  py.runPython(
    "class P:\n  def __init__(self, x): self.x = x\n  def twice(self, by=2): return self.x * by",
  );
  const p = (py.globals.get("P") as PythonObject).call(21) as PythonObject;
  assertEquals(p.callMethod("twice"), 42);
  p.set("x", 5);
  assertEquals(p.get("x"), 5);
  assertEquals((p.get("twice") as PythonObject).callWith([], { by: 3 }), 15);
  py.globals.set("add", (a, b) => Number(a) + Number(b));
  assertEquals(py.runPython("add(2, 3)"), 5);
  assertEquals(py.importModule("json").callMethod("dumps", [1, { a: null }]), '[1, {"a": null}]');
});

Deno.test("exceptions are PythonErrors with Python's traceback", () => {
  const py = Python.create();
  const e = assertThrows(() => py.runPython("def f():\n  return 1 / 0\nf()"), PythonError);
  assertEquals(e.type, "ZeroDivisionError");
  assertEquals(e.message, "ZeroDivisionError: division by zero");
  assertEquals(e.traceback.split("\n").slice(0, 3), [
    "Traceback (most recent call last):",
    '  File "<exec>", line 3, in <module>',
    "    f()",
  ]);
  assertEquals(assertThrows(() => py.runPython("x ="), PythonError).type, "SyntaxError");
  py.globals.set("fail", () => {
    throw new Error("from JavaScript");
  });
  assertEquals(
    py.runPython("try:\n  fail()\nexcept RuntimeError as e:\n  text = str(e)\ntext"),
    "Error: from JavaScript",
  );
});

Deno.test("two interpreters see nothing of each other, and their streams are the embedder's", () => {
  const decoder = new TextDecoder();
  const made = ["one", "two"].map((name) => {
    const lines: string[] = [];
    const py = Python.create({
      args: [name],
      stdout: { write: (bytes) => void lines.push(decoder.decode(bytes)) },
    });
    py.runPython(`import sys, collections\nsys.own = ${JSON.stringify(name)}\nx = ${name.length}`);
    return { py, lines };
  });
  for (const { py } of made) py.runPython("print(sys.argv, sys.own, x, flush=True)");
  assertEquals(made[0].lines.join(""), "['one'] one 3\n");
  assertEquals(made[1].lines.join(""), "['two'] two 3\n");
  made[0].py.runPython("collections.mark = 1");
  assertEquals(made[1].py.runPython("import collections; hasattr(collections, 'mark')"), false);
  for (const { py } of made) py.close();
});
