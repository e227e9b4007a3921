// The character sets of the multibyte codecs: from codes to characters and back.
//
// The characters come from the host's TextDecoder, corrected by what differences.ts knows. A set is made when a codec first
// needs it; making one decodes some 24,000 codes and takes about 10 ms.

import { DIFFERENCES, type Differences } from "./differences.ts";

/** A set: a code is the number that its bytes make (0x8ea1, 0x8fa2b7). */
export interface CharacterSet {
  /** The characters of a code: one code point, in big5hkscs also two. */
  readonly decode: ReadonlyMap<number, string>;
  readonly encode: ReadonlyMap<string, number>;
  /** The bytes that begin a longer code. */
  readonly leads: ReadonlySet<number>;
}

/** The codes of a set of the standard, one to three bytes, in order. */
function standardCodes(label: string): Map<number, string> {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  const codes = new Map<number, string>();
  const single = new Uint8Array(1);
  for (let b = 0; b < 256; b++) {
    single[0] = b;
    const text = decoder.decode(single);
    if (!text.includes("\ufffd")) codes.set(b, text);
  }
  const trails: number[] = [];
  for (let b = 0x30; b < 0x100; b++) trails.push(b);
  const row = (prefix: readonly number[]): void => {
    const size = prefix.length + 2;
    const bytes = new Uint8Array(trails.length * size);
    trails.forEach((t, i) => bytes.set([...prefix, t, 0x0a], i * size));
    const texts = decoder.decode(bytes).split("\n");
    let code = 0;
    for (const b of prefix) code = code << 8 | b;
    trails.forEach((t, i) => {
      const text = texts[i];
      if (!text.includes("\ufffd")) codes.set(code << 8 | t, text);
    });
  };
  for (let lead = 0x80; lead < 0x100; lead++) if (!codes.has(lead)) row([lead]);
  if (label === "euc-jp") { for (let second = 0xa1; second < 0xff; second++) row([0x8f, second]); }
  return codes;
}

/** Whether a code is in one of the runs. */
function runTest(runs: string): (code: number) => boolean {
  const bounds = runs.split(" ").map((r) => {
    const [from, to] = r.split("-").map((c) => parseInt(c, 16));
    return [from, to ?? from];
  });
  return (code) => bounds.some(([from, to]) => code >= from && code <= to);
}

/** The code behind another one in a set of two bytes. */
function nextCode(code: number): number {
  switch (code & 0xff) {
    case 0x7e:
      return code + 0x23;
    case 0xfe:
      return (code & 0xff00) + 0x140;
    default:
      return code + 1;
  }
}

function correct(codes: Map<number, string>, d: Differences): void {
  const counts = d.only !== undefined
    ? runTest(d.only)
    : d.without !== undefined
    ? ((test) => (code: number) => !test(code))(runTest(d.without))
    : undefined;
  for (const code of [...codes.keys()]) {
    // a byte that stands for itself beyond ASCII is no part of Python's sets, but for half-width kana
    const keeps = code < 0x80 || code > 0xff && counts?.(code) !== false ||
      code > 0xa0 && code < 0x100;
    if (!keeps) codes.delete(code);
  }
  for (const [first, text] of d.characters ?? []) {
    let code = parseInt(first, 16);
    for (const c of text) {
      codes.set(code, c);
      code = nextCode(code);
    }
  }
}

function makeSet(name: string): CharacterSet {
  const d = DIFFERENCES[name];
  const codes = standardCodes(d.label);
  correct(codes, d);
  const isLead = d.leads === undefined ? () => true : runTest(d.leads);
  const leads = new Set<number>();
  for (let b = 0x80; b < 0x100; b++) if (!codes.has(b) && isLead(b)) leads.add(b);
  const encode = new Map<string, number>();
  for (const code of [...codes.keys()].sort((a, b) => a - b)) {
    const text = codes.get(code)!;
    if (!encode.has(text)) encode.set(text, code);
  }
  for (const c of d.preferred?.split(" ") ?? []) {
    const code = parseInt(c, 16);
    encode.set(codes.get(code)!, code);
  }
  for (const [text, code] of d.encoded ?? []) encode.set(text, parseInt(code, 16));
  return { decode: codes, encode, leads };
}

// what never changes may be shared by all interpreters
const made: Map<string, CharacterSet> = new Map();

/** The set of a codec. */
export function characterSet(name: string): CharacterSet {
  let set = made.get(name);
  if (set === undefined) made.set(name, set = makeSet(name));
  return set;
}
