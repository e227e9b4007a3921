// Character names both ways (Unicode 15.1): unicodedata.name, unicodedata.lookup and \N{…}.
//
// A name is kept as the sequence of its words' numbers, the most used words first, each number in one to
// three characters; names follow each other with a space between. A name is found by a plain search for
// its own encoding between two spaces, so nothing has to be unpacked but the list of words.

import packed from "./data/names.json" with { type: "json" };
import { encodeWord, PackedReader, readWord } from "./packed.ts";

const IDEOGRAPH_PREFIX = "CJK UNIFIED IDEOGRAPH-";
const SYLLABLE_PREFIX = "HANGUL SYLLABLE ";
const FIRST_SYLLABLE = 0xac00, SYLLABLES = 11172;
const LEADS = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
const VOWELS = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
const TAILS = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");

let words: string[] | undefined;
let wordNumbers: Map<string, number> | undefined;
/** For each name, where its encoding starts in packed.names. */
let starts: Uint32Array | undefined;
/** Runs of named code points: first code points, and the number of the name of each first one. */
const runPoints: number[] = [];
const runNames: number[] = [];

function loadRuns(): void {
  if (runPoints.length > 0) return;
  const reader = new PackedReader(packed.named);
  let cp = 0, name = 0;
  while (!reader.done) {
    cp += reader.next();
    runPoints.push(cp);
    runNames.push(name);
    const length = reader.next();
    cp += length;
    name += length;
  }
  // The end of the last run.
  runPoints.push(cp);
  runNames.push(name);
}

/** The last index whose value is not above `key`, -1 where there is none. */
function lastNotAbove(sorted: readonly number[], key: number): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (sorted[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function nameStarts(): Uint32Array {
  if (starts === undefined) {
    loadRuns();
    const text = packed.names;
    starts = new Uint32Array(runNames[runNames.length - 1]);
    for (let i = 0, at = 1; i < starts.length; i++) {
      starts[i] = at;
      at = text.indexOf(" ", at) + 1;
    }
  }
  return starts;
}

/** The words whose encoding starts at `at` in `text`. */
function decode(text: string, at: number): string {
  words ??= packed.words.split(" ");
  const reader = new PackedReader(text);
  reader.at = at;
  let name = words[readWord(reader)];
  while (text.charCodeAt(reader.at) !== 32) name += " " + words[readWord(reader)];
  return name;
}

function isIdeograph(cp: number): boolean {
  for (const [first, last] of packed.ideographs) if (cp >= first && cp <= last) return true;
  return false;
}

/** The name of a code point, undefined where it has none. */
export function nameOf(cp: number): string | undefined {
  if (cp >= FIRST_SYLLABLE && cp < FIRST_SYLLABLE + SYLLABLES) {
    const index = cp - FIRST_SYLLABLE;
    return SYLLABLE_PREFIX + LEADS[Math.floor(index / 588)] +
      VOWELS[Math.floor(index % 588 / 28)] + TAILS[index % 28];
  }
  if (isIdeograph(cp)) return IDEOGRAPH_PREFIX + cp.toString(16).toUpperCase();
  loadRuns();
  const run = lastNotAbove(runPoints, cp);
  if (run < 0 || run === runPoints.length - 1) return undefined;
  const number = runNames[run] + cp - runPoints[run];
  if (number >= runNames[run + 1]) return undefined;
  const name = decode(packed.names, nameStarts()[number]);
  return name.endsWith("*") ? name.slice(0, -1) + cp.toString(16).toUpperCase() : name;
}

/** Upper case of ASCII letters alone. */
function asciiUpper(text: string): string {
  let result = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    result += String.fromCharCode(unit >= 97 && unit <= 122 ? unit - 32 : unit);
  }
  return result;
}

/** The encoding of a name, undefined where it has a word that no name has. */
function encode(name: string): string | undefined {
  if (wordNumbers === undefined) {
    words ??= packed.words.split(" ");
    wordNumbers = new Map();
    for (let i = 0; i < words.length; i++) wordNumbers.set(words[i], i);
  }
  let result = "";
  for (const word of name.split(" ")) {
    const number = wordNumbers.get(word);
    if (number === undefined) return undefined;
    result += encodeWord(number);
  }
  return result;
}

/** The number of the name with that encoding in a stream of them, or -1. */
function findName(stream: string, encoding: string): number {
  const at = stream.indexOf(" " + encoding + " ");
  if (at < 0) return -1;
  let number = 0;
  for (let i = stream.indexOf(" "); i < at; i = stream.indexOf(" ", i + 1)) number++;
  return number;
}

function isUpperHex(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!(unit >= 48 && unit <= 57 || unit >= 65 && unit <= 70)) return false;
  }
  return true;
}

function syllable(text: string): number {
  // The longest lead, vowel and tail that fit; a lead may be empty.
  const longest = (parts: readonly string[], at: number) => {
    let found = -1;
    for (let i = 0; i < parts.length; i++) {
      if (text.startsWith(parts[i], at) && (found < 0 || parts[i].length > parts[found].length)) {
        found = i;
      }
    }
    return found;
  };
  const lead = longest(LEADS, 0);
  const vowel = longest(VOWELS, LEADS[lead].length);
  if (vowel < 0) return -1;
  const tailAt = LEADS[lead].length + VOWELS[vowel].length;
  const tail = longest(TAILS, tailAt);
  if (tailAt + TAILS[tail].length !== text.length) return -1;
  return FIRST_SYLLABLE + (lead * 21 + vowel) * 28 + tail;
}

/** Names found before: a program asks for the same few again. */
const found = new Map<string, number>();

/** The code point that a name or an alias names, in any case; -1 where there is none. */
export function lookupName(name: string): number {
  let cp = found.get(name);
  if (cp === undefined) {
    cp = search(name);
    if (cp >= 0) found.set(name, cp);
  }
  return cp;
}

function search(name: string): number {
  // Names that a rule makes are upper case only, as in CPython.
  if (name.startsWith(SYLLABLE_PREFIX)) return syllable(name.slice(SYLLABLE_PREFIX.length));
  if (name.startsWith(IDEOGRAPH_PREFIX)) {
    const digits = name.slice(IDEOGRAPH_PREFIX.length);
    if (digits.length !== 4 && digits.length !== 5 || !isUpperHex(digits)) return -1;
    const cp = parseInt(digits, 16);
    return isIdeograph(cp) ? cp : -1;
  }
  const upper = asciiUpper(name);
  if (upper.includes("*")) return -1;
  const encoding = encode(upper);
  if (encoding !== undefined) {
    const number = findName(packed.names, encoding);
    if (number >= 0) {
      loadRuns();
      const run = lastNotAbove(runNames, number);
      return runPoints[run] + number - runNames[run];
    }
    const alias = findName(packed.aliases, encoding);
    if (alias >= 0) {
      const reader = new PackedReader(packed.aliasPoints);
      for (let i = 0; i < alias; i++) reader.next();
      return reader.next();
    }
  }
  return searchSuffixed(upper);
}

/** Names that end in their own code point: kept with "*" in its place. */
function searchSuffixed(name: string): number {
  const dash = name.lastIndexOf("-");
  const digits = name.slice(dash + 1);
  if (dash < 0 || digits.length < 4 || digits.length > 6 || !isUpperHex(digits)) return -1;
  const cp = parseInt(digits, 16);
  return nameOf(cp) === name ? cp : -1;
}

/** The code points of a named sequence, undefined where the name is none. */
export function lookupSequence(name: string): readonly number[] | undefined {
  const upper = asciiUpper(name);
  const encoding = upper.includes("*") ? undefined : encode(upper);
  const number = encoding === undefined ? -1 : findName(packed.sequences, encoding);
  if (number < 0) return undefined;
  const reader = new PackedReader(packed.sequencePoints);
  let points: number[] = [];
  for (let i = 0; i <= number; i++) {
    points = Array.from({ length: reader.next() }, () => reader.next());
  }
  return points;
}
