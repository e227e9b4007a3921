// What builtin types have, and how builtin functions are called, as CPython 3.13 tells: recorded by
// tests/tools/record_builtins.py, which Najash runs here.

import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { Python } from "../../mod.ts";

interface Listed {
  readonly dir: string[];
  readonly methods: Record<string, string | null>;
  readonly signature: string | null;
  readonly bases: string[];
}
interface Recorded {
  readonly functions: Record<string, [string | null, string | null]>;
  readonly classes: Record<string, Listed>;
}

const recorded: Recorded = JSON.parse(
  Deno.readTextFileSync(new URL("./data/builtins.json", import.meta.url)),
);
const py = Python.create();
py.globals.set(
  "source",
  Deno.readTextFileSync(new URL("../tools/record_builtins.py", import.meta.url)),
);
py.runPython("names = {'__name__': 'record_builtins'}\nexec(source, names)");
const own: Recorded = JSON.parse(py.runPython("names['listing']()") as string);

Deno.test("builtin functions have CPython's signatures", () => {
  assertEquals(own.functions, recorded.functions);
});

Deno.test("dir() of every builtin type is CPython's", () => {
  assertEquals(Object.keys(own.classes), Object.keys(recorded.classes));
  for (const name in recorded.classes) {
    assertEquals(own.classes[name].dir, recorded.classes[name].dir, name);
    assertEquals(own.classes[name].bases, recorded.classes[name].bases, name);
  }
});

Deno.test("builtin types and their methods have CPython's signatures", () => {
  for (const name in recorded.classes) {
    assertEquals(own.classes[name].signature, recorded.classes[name].signature, name);
    assertEquals(own.classes[name].methods, recorded.classes[name].methods, name);
  }
});
