// The engines of `re` against what CPython finds: patterns and subjects recorded by tests/tools/record_regexps.py.

import "../../vm/objects/mod.ts";
import { assert } from "npm:deno-std@1.4.0/assert/mod.js";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { type Str, strFromUtf16 } from "../../vm/objects/str.ts";
import { FULL, type Kind, MATCH, PyPattern, SEARCH } from "../../std/sre/pattern.ts";
import type { Source } from "../../std/sre/source.ts";

type Spans = number[] | null;
type Row = [subject: string, found: number[][], matched: Spans, full: Spans];
type Recorded = [
  pattern: string,
  flags: number,
  isBytes: 0 | 1,
  code: number[],
  groups: number,
  rows: Row[],
];

const recorded: Recorded[] = Deno.readTextFileSync(new URL("./data/regexps.json", import.meta.url))
  .trimEnd().split("\n")
  .map((line) => JSON.parse(line));

function latin1(text: string): PyBytes {
  return new PyBytes(Uint8Array.from(text, (c) => c.charCodeAt(0)));
}

function find(p: PyPattern, source: Source, start: number, kind: Kind, notEmptyAt: number) {
  const hit = p.run(source, start, source.length, kind, notEmptyAt);
  return hit === undefined ? null : [...p.spansOf(source, source.length, hit)];
}

function found(p: PyPattern, source: Source): string {
  const all: number[][] = [];
  let start = 0, notEmptyAt = -1;
  while (start <= source.length) {
    const spans = find(p, source, start, SEARCH, notEmptyAt);
    if (spans === null) break;
    all.push(spans);
    start = spans[1];
    notEmptyAt = spans[0] === spans[1] ? start : -1;
  }
  return JSON.stringify(all);
}

function once(p: PyPattern, source: Source, kind: Kind): string {
  return JSON.stringify(find(p, source, 0, kind, -1));
}

/** Runs everything; gives what differs. */
function differences(prepare: (p: PyPattern) => boolean): string[] {
  const wrong: string[] = [];
  for (const [pattern, flags, isBytes, code, groups, rows] of recorded) {
    const p = new PyPattern();
    const value: PyBytes | Str = isBytes ? latin1(pattern) : strFromUtf16(pattern);
    p.pattern = value;
    p.isBytes = isBytes === 1;
    p.flags = flags;
    p.code = Uint32Array.from(code);
    p.groups = groups;
    prepare(p);
    for (const [subject, all, matched, full] of rows) {
      const source = p.source(isBytes ? latin1(subject) : strFromUtf16(subject));
      const expected = [JSON.stringify(all), JSON.stringify(matched), JSON.stringify(full)];
      const got = [found(p, source), once(p, source, MATCH), once(p, source, FULL)];
      ["finditer", "match", "fullmatch"].forEach((what, i) => {
        if (got[i] === expected[i]) return;
        wrong.push(
          `${what} ${JSON.stringify(pattern)} ${flags} on ${JSON.stringify(subject)}: ` +
            `${got[i]}, expected ${expected[i]}`,
        );
      });
    }
  }
  return wrong;
}

Deno.test("the backtracking machine finds what CPython finds", () => {
  assert(recorded.reduce((n, r) => n + r[5].length, 0) >= 3000);
  const wrong = differences((p) => p.use("machine"));
  assert(wrong.length === 0, `${wrong.length} differences\n${wrong.slice(0, 20).join("\n")}`);
});

Deno.test("JavaScript's RegExp finds what CPython finds, where a pattern can be written as one", () => {
  let translated = 0;
  const wrong = differences((p) => {
    const can = p.use("regexp");
    if (can) translated++;
    return can;
  });
  assert(translated > recorded.length / 4, `${translated} of ${recorded.length}`);
  assert(wrong.length === 0, `${wrong.length} differences\n${wrong.slice(0, 20).join("\n")}`);
});
