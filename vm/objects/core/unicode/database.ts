// What the module unicodedata asks of a code point beyond str's own methods (Unicode 15.1): category,
// bidirectional class, combining class, mirroring, East Asian width, numeric value and decomposition. The
// tables are decoded at the first question.

import packed from "./data/database.json" with { type: "json" };
import { CodePointTrie, PackedReader } from "./packed.ts";

const FIELDS = 5;
const CATEGORY = 0, BIDIRECTIONAL = 1, COMBINING = 2, MIRRORED = 3, WIDTH = 4;

/** A decomposition mapping; `tag` is "" for a canonical one. */
export interface Decomposition {
  readonly tag: string;
  readonly points: readonly number[];
}

class Database {
  readonly trie: CodePointTrie;
  readonly records: Uint8Array;
  constructor() {
    this.trie = new CodePointTrie(packed);
    this.records = new Uint8Array(packed.recordCount * FIELDS);
    const reader = new PackedReader(packed.records);
    for (let i = 0; i < this.records.length; i++) this.records[i] = reader.nextSigned();
  }

  field(cp: number, field: number): number {
    return this.records[this.trie.at(cp) * FIELDS + field];
  }
}

let database: Database | undefined;
let numerics: Map<number, number> | undefined;
let decompositions: Map<number, Decomposition> | undefined;

function field(cp: number, index: number): number {
  return (database ??= new Database()).field(cp, index);
}

/** The general category, "Cn" where nothing is assigned. */
export function category(cp: number): string {
  return packed.categories[field(cp, CATEGORY)];
}

/** The bidirectional class, "" where nothing is assigned. */
export function bidirectional(cp: number): string {
  return packed.bidirectional[field(cp, BIDIRECTIONAL)];
}

/** The canonical combining class. */
export function combining(cp: number): number {
  return field(cp, COMBINING);
}

export function mirrored(cp: number): boolean {
  return field(cp, MIRRORED) !== 0;
}

export function eastAsianWidth(cp: number): string {
  return packed.widths[field(cp, WIDTH)];
}

/** The numeric value of a code point, undefined where it has none. */
export function numericValue(cp: number): number | undefined {
  if (numerics === undefined) {
    numerics = new Map();
    const reader = new PackedReader(packed.numerics);
    for (let at = 0; !reader.done;) {
      at += reader.next();
      const numerator = reader.nextSigned();
      numerics.set(at, numerator / reader.next());
    }
  }
  return numerics.get(cp);
}

/** The decomposition mapping of a code point (Hangul syllables have none here). */
export function decompositionOf(cp: number): Decomposition | undefined {
  if (decompositions === undefined) {
    decompositions = new Map();
    const reader = new PackedReader(packed.decompositions);
    for (let at = 0; !reader.done;) {
      at += reader.next();
      const base = at, tag = packed.tags[reader.next()];
      const points = Array.from({ length: reader.next() }, () => base + reader.nextSigned());
      decompositions.set(at, { tag, points });
    }
  }
  return decompositions.get(cp);
}

/** unicodedata.decomposition: "<compat> 0020 0308", "" where there is none. */
export function decompositionText(cp: number): string {
  const found = decompositionOf(cp);
  if (found === undefined) return "";
  const points = found.points.map((point) => point.toString(16).toUpperCase().padStart(4, "0"));
  return (found.tag === "" ? "" : found.tag + " ") + points.join(" ");
}
