// Sorting: the comparisons that CPython 3.13 makes, stability, and lists against plain arrays.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import "../../vm/objects/mod.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { PyList } from "../../vm/objects/list.ts";
import { sortList } from "../../vm/objects/list_sort.ts";
import type { Value } from "../../vm/objects/object.ts";
import { sortBy } from "../../vm/objects/powersort.ts";

function lcg(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = (state * 1103515245n + 12345n) % 2147483648n;
    return Number(state);
  };
}

// length, span of the values, comparisons that CPython made
const COUNTS = [
  [10, 3, 24],
  [10, 1000, 24],
  [10, 2147483648, 24],
  [64, 3, 270],
  [64, 1000, 301],
  [64, 2147483648, 302],
  [65, 3, 288],
  [65, 1000, 309],
  [65, 2147483648, 309],
  [500, 3, 2637],
  [500, 1000, 3835],
  [500, 2147483648, 3846],
  [3000, 3, 15618],
  [3000, 1000, 30808],
  [3000, 2147483648, 30793],
];

Deno.test("powersort makes the comparisons that CPython makes", () => {
  const next = lcg(1352233735);
  for (const [n, span, expected] of COUNTS) {
    const keys = Array.from({ length: n }, () => next() % span);
    let count = 0;
    const sort = sortBy<number>("counting", (a, b) => {
      count++;
      return a < b;
    });
    sort(keys, undefined);
    assert(keys.every((k, i) => i === 0 || keys[i - 1] <= k));
    assertEquals(count, expected, `${n} values below ${span}`);
  }
});

Deno.test("powersort is stable and moves the values along", () => {
  const next = lcg(3);
  for (const n of [0, 1, 2, 3, 33, 64, 65, 200, 2000]) {
    const keys = Array.from({ length: n }, () => next() % 20);
    const values = keys.map((_, i) => i);
    const before = keys.slice();
    sortBy<number>("stable", (a, b) => a < b)(keys, values);
    for (let i = 1; i < n; i++) {
      assert(before[values[i]] === keys[i]);
      assert(keys[i - 1] < keys[i] || keys[i - 1] === keys[i] && values[i - 1] < values[i]);
    }
  }
});

Deno.test("powersort leaves a permutation where a comparison throws", () => {
  const next = lcg(5);
  for (let stop = 1; stop < 3000; stop += 37) {
    const keys = Array.from({ length: 400 }, () => next() % 1000);
    const sorted = keys.slice().sort((a, b) => a - b);
    let left = stop;
    try {
      const sort = sortBy<number>("throwing", (a, b) => {
        if (left-- === 0) throw new Error("stop");
        return a < b;
      });
      sort(keys, undefined);
    } catch (e) {
      assert(e instanceof Error);
    }
    assertEquals(keys.slice().sort((a, b) => a - b), sorted);
  }
});

function numbers(l: PyList): number[] {
  return l.toArray().map((v) => v instanceof PyFloat ? v.v : v as number);
}

Deno.test("lists sort ints and floats, short and long, with runs and without", () => {
  const next = lcg(11);
  for (const n of [0, 1, 5, 47, 48, 49, 500, 5000]) {
    for (const make of [(v: number): Value => v, (v: number): Value => new PyFloat(v / 8)]) {
      for (const runs of [false, true]) {
        const values = Array.from({ length: n }, (_, i) => runs ? i % 1000 : next() - 2 ** 30);
        const l = new PyList(values.map(make));
        const expected = numbers(l).sort((a, b) => a - b);
        sortList(l, undefined, undefined);
        assertEquals(numbers(l), expected);
        sortList(l, undefined, true);
        assertEquals(numbers(l), expected.reverse());
      }
    }
  }
});

Deno.test("a list keeps its items whatever their representation", () => {
  const next = lcg(13);
  for (let round = 0; round < 50; round++) {
    const l = new PyList();
    let model: Value[] = [];
    const value = (): Value => {
      const k = next() % 10;
      if (k < 7) return new PyFloat(next() % 100);
      return k < 9 ? next() % 100 : "s";
    };
    for (let i = 0; i < 300; i++) {
      const n = model.length;
      const at = n === 0 ? 0 : next() % n;
      switch (next() % 9) {
        case 0:
        case 1:
        case 2: {
          const v = value();
          l.append(v);
          model.push(v);
          break;
        }
        case 3: {
          const v = value();
          l.insert(at, v);
          model.splice(at, 0, v);
          break;
        }
        case 4:
          if (n > 0) {
            l.removeAt(at);
            model.splice(at, 1);
          }
          break;
        case 5:
          if (n > 0) {
            const v = value();
            l.set(at, v);
            model[at] = v;
          }
          break;
        case 6: {
          const values = [value(), value()];
          const count = Math.min(n - at, next() % 4);
          l.splice(at, count, values);
          model.splice(at, count, ...values);
          break;
        }
        case 7:
          l.reverse();
          model.reverse();
          break;
        case 8:
          if (next() % 20 === 0) {
            l.clear();
            model = [];
          } else {
            const values = [value()];
            l.extend(values);
            model.push(...values);
          }
      }
      assertEquals(l.length, model.length);
      assert(l.floats === undefined || l.items.length === 0);
    }
    const show = (v: Value) => v instanceof PyFloat ? `${v.v}.0` : String(v);
    assertEquals(l.toArray().map(show), model.map(show));
  }
});
