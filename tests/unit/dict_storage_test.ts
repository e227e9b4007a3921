// Dicts against a JavaScript model that keeps insertion order, over all storages and the changes between them.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import "../../vm/objects/mod.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { DictKeyIterator } from "../../vm/objects/dict_iterators.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { PyInstance, type Value } from "../../vm/objects/object.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";

function lcg(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = (state * 1103515245n + 12345n) % 2147483648n;
    return Number(state >> 8n);
  };
}

/** A key of one of several kinds, and the name under which the model keeps it. */
function keyOf(kind: number, n: number): [Value, string] {
  switch (kind) {
    case 0:
      return [`k${n}`, `s${n}`];
    case 1:
      return [n, `n${n}`];
    case 2:
      return [new PyFloat(n), `n${n}`];
    case 3:
      return [new PyTuple([n, `x${n}`]), `t${n}`];
    case 4:
      return [strFromUtf16(`😀${n}`), `a${n}`];
    default:
      return [n * 2 ** 33, n === 0 ? "n0" : `b${n}`];
  }
}

Deno.test("dicts keep the entries that a model keeps, in order", () => {
  const next = lcg(1);
  for (const kinds of [[0], [1], [0, 1], [1, 2], [0, 3, 4], [0, 1, 2, 3, 4, 5], [1, 5]]) {
    for (const start of [() => new PyDict(), () => PyDict.forModule()]) {
      const d = start();
      // a module's dict keeps its names before its other keys
      const ordered = !("cells" in d.storage);
      const model = new Map<string, number>();
      for (let i = 0; i < 3000; i++) {
        const [key, name] = keyOf(kinds[next() % kinds.length], next() % 60);
        switch (next() % 6) {
          case 0:
          case 1:
            d.set(key, i);
            model.set(name, i);
            break;
          case 2:
            assertEquals(d.get(key), model.get(name));
            assertEquals(d.has(key), model.has(name));
            break;
          case 3:
            assertEquals(d.delete(key), model.delete(name));
            break;
          case 4:
            if (next() % 8 === 0 && model.size > 0 && ordered) {
              const last = [...model].pop()!;
              assertEquals(d.takeLast()![1], last[1]);
              model.delete(last[0]);
            } else {
              assertEquals(d.setDefault(key, i), model.get(name) ?? i);
              if (!model.has(name)) model.set(name, i);
            }
            break;
          case 5:
            if (next() % 200 === 0) {
              d.clear();
              model.clear();
            } else {
              d.take(key);
              model.delete(name);
            }
        }
        assertEquals(d.size, model.size);
      }
      if (ordered) assertEquals(d.values(), [...model.values()]);
      else assertEquals(new Set(d.values()), new Set(model.values()));
      assertEquals(d.copy().values(), d.values());
      const backwards: Value[] = [];
      for (const c = d.storage.backwards(); c.next();) backwards.push(c.value);
      assertEquals(backwards.reverse(), d.values());
    }
  }
});

Deno.test("the first of equal keys stays", () => {
  const d = new PyDict();
  d.set(1, "int");
  d.set(new PyFloat(1), "float");
  d.set(true, "bool");
  assertEquals(d.entries(), [[1, "bool"]]);
});

Deno.test("a stack of entries does not wear the table out", () => {
  const d = PyDict.from([[0, 0]]);
  for (let i = 1; i < 10000; i++) {
    d.set(i, i);
    assertEquals(d.takeLast(), [i, i]);
  }
  assertEquals(d.entries(), [[0, 0]]);
});

Deno.test("an iterator goes on where the storage changes under it", () => {
  const d = PyDict.from([["a", 1], ["b", 2], ["c", 3]]);
  const it = new DictKeyIterator(d);
  assertEquals(it.step(), "a");
  d.delete("c");
  d.set(7, 3);
  assertEquals([it.step(), it.step(), it.step()], ["b", 7, undefined]);
});

Deno.test("cells outlive the removal of their names, and links make no entries", () => {
  const d = PyDict.forModule();
  d.setStr("x", 1);
  const x = d.cell("x"), y = d.cell("y");
  assertEquals([x.v, y.v, d.size, d.has("y")], [1, undefined, 1, false]);
  d.setStr("y", 2);
  assertEquals(y.v, 2);
  d.deleteStr("x");
  assertEquals([x.v, d.keys()], [undefined, ["y"]]);
  d.setStr("x", 3);
  assertEquals([x.v, d.keys()], [3, ["y", "x"]]);
  const plain = PyDict.from([["z", 1]]);
  assertEquals(plain.cell("z").v, 1);
});

Deno.test("a dict over an object is its attributes", () => {
  const o = new PyInstance() as PyInstance & Record<string, Value>;
  const d = PyDict.forInstance(o);
  d.setStr("a", 1);
  o._b = 2;
  assertEquals(d.entries(), [["a", 1], ["b", 2]]);
  d.deleteStr("a");
  assert(!("_a" in o));
  assertEquals(d.copy().entries(), [["b", 2]]);
});
