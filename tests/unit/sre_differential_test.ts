// The engines of `re` against what CPython finds: patterns and subjects recorded by tests/tools/record_regexps.py.

import "../../vm/objects/mod.ts";
import { assert } from "npm:deno-std@1.4.0/assert/mod.js";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { coreText } from "../../vm/objects/str_text.ts";
import { FULL, type Kind, MATCH, PyPattern, SEARCH } from "../../std/sre/pattern.ts";
import { parse } from "../../std/sre/parse.ts";
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

/** A pattern as the library's compiler made it. */
function fromCode([pattern, flags, isBytes, code, groups]: Recorded): PyPattern {
  const p = new PyPattern();
  p.pattern = isBytes ? latin1(pattern) : strFromUtf16(pattern);
  p.isBytes = isBytes === 1;
  p.flags = flags;
  p.code = Uint32Array.from(code);
  p.groups = groups;
  return p;
}

/** A pattern as our own parser understands it. */
function fromText([pattern, flags, isBytes]: Recorded): PyPattern | undefined {
  const value = isBytes ? latin1(pattern) : strFromUtf16(pattern);
  const text = value instanceof PyBytes ? value.data : coreText(value);
  const parsed = parse(text, flags);
  return parsed === undefined ? undefined : PyPattern.parsed(value, parsed);
}

/** Runs everything; gives what differs, and how many patterns were run. */
function differences(make: (r: Recorded) => PyPattern | undefined): [string[], number] {
  const wrong: string[] = [];
  let done = 0;
  for (const r of recorded) {
    const [pattern, flags, isBytes, , , rows] = r;
    const p = make(r);
    if (p === undefined) continue;
    done++;
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
  return [wrong, done];
}

function check([wrong, done]: [string[], number], least: number): void {
  assert(done > least, `${done} of ${recorded.length}`);
  assert(wrong.length === 0, `${wrong.length} differences\n${wrong.slice(0, 20).join("\n")}`);
}

function asRegExp(p: PyPattern | undefined): PyPattern | undefined {
  return p !== undefined && p.use("regexp") ? p : undefined;
}

function onMachine(p: PyPattern | undefined): PyPattern | undefined {
  p?.use("machine");
  return p;
}

Deno.test("the backtracking machine finds what CPython finds", () => {
  assert(recorded.reduce((n, r) => n + r[5].length, 0) >= 3000);
  check(differences((r) => onMachine(fromCode(r))), recorded.length - 1);
});

Deno.test("JavaScript's RegExp finds what CPython finds, where a pattern can be written as one", () => {
  check(differences((r) => asRegExp(fromCode(r))), recorded.length / 4);
});

Deno.test("our own parser understands patterns as the library's does", () => {
  check(differences((r) => onMachine(fromText(r))), recorded.length / 2);
  check(differences((r) => asRegExp(fromText(r))), recorded.length / 4);
});
