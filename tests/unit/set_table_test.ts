// Sets against CPython 3.13: the order in which items come out after many additions, removals and pops, and hashes.

import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import "../../vm/objects/mod.ts";
import { hashOf } from "../../vm/objects/compare.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { PyFrozenSet, PySet } from "../../vm/objects/set.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";

/** The generator that the recording used. */
function lcg(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = (state * 1103515245n + 12345n) % 2147483648n;
    return Number(state >> 4n);
  };
}

/** A number for a sequence of ints. */
function digest(values: readonly Value[]): number {
  let h = 0n;
  for (const v of values) {
    h = (h * 31n + BigInt(v as number)) % 1000000007n;
    if (h < 0n) h += 1000000007n;
  }
  return Number(h);
}

// span of the values, size at the end, digest of the order at the end, digest of what pop gave
const WALKS = [
  [10, 4, 1889, 519909887],
  [100, 42, 876199686, 994888236],
  [5000, 1251, 792013526, 122993992],
  [134217728, 1748, 700333431, 492541228],
];

Deno.test("sets of ints iterate in CPython's order after any history", () => {
  const next = lcg(7);
  for (const [span, size, order, popped] of WALKS) {
    const s = new PySet();
    const out: Value[] = [];
    for (let i = 0; i < 4000; i++) {
      const k = (next() >> 8) % 16;
      const v = (next() % span) - Math.floor(span / 3);
      if (k < 9) s.add(v);
      else if (k < 14) s.delete(v);
      else if (s.size > 0) out.push(s.takeAny()!);
    }
    assertEquals([s.size, digest(s.items()), digest(out)], [size, order, popped]);
  }
});

const t = (...items: Value[]) => new PyTuple(items);
const f = (v: number) => new PyFloat(v);

Deno.test("hashes of tuples and frozensets are CPython's", () => {
  const tuples = [t(), t(1), t(-1), t(2 ** 40, 0), t(t(1, 2), t(3)), t(f(0.5), f(1e300)), t(true)];
  assertEquals(tuples.map((v) => BigInt(hashOf(v))), [
    5740354900026072187n,
    -6644214454873602895n,
    8078679518589016365n,
    255165208308881543n,
    -8303551883679707139n,
    -5378822334763993945n,
    -6644214454873602895n,
  ]);
  const sets = [[], [1], [1, 2, 3], [-1, 2 ** 40], [f(0.5)]];
  assertEquals(sets.map((v) => BigInt(hashOf(new PyFrozenSet(v)))), [
    133146708735736n,
    -558064481276695278n,
    -272375401224217160n,
    7094953512933204024n,
    4013554465098402430n,
  ]);
});

Deno.test("a set of strs behaves as any set when other items come", () => {
  const s = new PySet(["a", "b"]);
  assertEquals([s.has("a"), s.has(1), s.has(NONE), s.add("a"), s.size], [
    true,
    false,
    false,
    false,
    2,
  ]);
  s.add(1);
  s.add(f(1));
  s.add(true);
  assertEquals([s.size, s.has(f(1)), s.has("b"), s.delete("b"), s.has("b"), s.size], [
    3,
    true,
    true,
    true,
    false,
    2,
  ]);
});
