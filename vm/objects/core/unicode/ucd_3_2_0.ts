// unicodedata.ucd_3_2_0: the database as it was in Unicode 3.2.0, which stringprep (and so IDNA) is defined
// on. It is kept as its differences from 15.1: what was not assigned yet, and what has changed since.

import { decimalValue } from "./character_types.ts";
import packed from "./data/ucd_3_2_0.json" with { type: "json" };
import * as current from "./database.ts";
import { type NormalForm, normalizePoints } from "./normalize.ts";
import tables from "./data/database.json" with { type: "json" };
import { PackedReader } from "./packed.ts";

const CATEGORY = 0, BIDIRECTIONAL = 1, MIRRORED = 2, WIDTH = 3, DECIMAL = 4;
const FIELDS = 5;

/** Sorted starts and ends of ranges, in turn. */
function readRanges(text: string): number[] {
  const reader = new PackedReader(text);
  const bounds: number[] = [];
  for (let at = 0; !reader.done;) {
    at += reader.next();
    bounds.push(at);
    at += reader.next();
    bounds.push(at);
  }
  return bounds;
}

function inRanges(bounds: readonly number[], cp: number): boolean {
  let low = 0, high = bounds.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (bounds[middle] <= cp) low = middle + 1;
    else high = middle;
  }
  return (low & 1) === 1;
}

class Differences {
  readonly unassigned: number[];
  readonly wide: number[];
  /** Changed values by code point and field. */
  readonly changes: Map<number, number>;
  readonly normalization: Map<number, number>;
  constructor() {
    this.unassigned = readRanges(packed.unassigned);
    this.wide = readRanges(packed.wideUnassigned);
    this.changes = new Map();
    const reader = new PackedReader(packed.changes);
    for (let cp = 0; !reader.done;) {
      cp += reader.next();
      const field = reader.next();
      this.changes.set(cp * FIELDS + field, reader.nextSigned());
    }
    this.normalization = new Map(packed.normalization as [number, number][]);
  }
}

let loaded: Differences | undefined;

function differences(): Differences {
  return loaded ??= new Differences();
}

function changed(cp: number, field: number): number | undefined {
  return differences().changes.get(cp * FIELDS + field);
}

/** Whether 3.2.0 assigned a character to the code point. */
export function isAssigned(cp: number): boolean {
  return !inRanges(differences().unassigned, cp);
}

export function category(cp: number): string {
  if (!isAssigned(cp)) return "Cn";
  const value = changed(cp, CATEGORY);
  return value === undefined ? current.category(cp) : tables.categories[value];
}

export function bidirectional(cp: number): string {
  if (!isAssigned(cp)) return "";
  const value = changed(cp, BIDIRECTIONAL);
  return value === undefined ? current.bidirectional(cp) : tables.bidirectional[value];
}

export function combining(cp: number): number {
  return isAssigned(cp) ? current.combining(cp) : 0;
}

export function mirrored(cp: number): boolean {
  if (!isAssigned(cp)) return false;
  const value = changed(cp, MIRRORED);
  return value === undefined ? current.mirrored(cp) : value !== 0;
}

export function eastAsianWidth(cp: number): string {
  if (!isAssigned(cp)) return inRanges(differences().wide, cp) ? "W" : "N";
  const value = changed(cp, WIDTH);
  return value === undefined ? current.eastAsianWidth(cp) : tables.widths[value];
}

/** The value of a decimal digit, or -1. */
export function decimal(cp: number): number {
  if (!isAssigned(cp)) return -1;
  return changed(cp, DECIMAL) ?? decimalValue(cp);
}

export function numericValue(cp: number): number | undefined {
  return isAssigned(cp) ? current.numericValue(cp) : undefined;
}

export function decompositionText(cp: number): string {
  return isAssigned(cp) ? current.decompositionText(cp) : "";
}

/** Normalises as 3.2.0 did: later characters stay as they are, later corrections are undone. */
export function normalize(points: Uint32Array, form: NormalForm): Uint32Array {
  const { normalization } = differences();
  const result: number[] = [];
  let stretch: number[] = [];
  const flush = () => {
    for (const cp of normalizePoints(Uint32Array.from(stretch), form)) result.push(cp);
    stretch = [];
  };
  for (let i = 0; i < points.length; i++) {
    if (isAssigned(points[i])) {
      stretch.push(normalization.get(points[i]) ?? points[i]);
    } else {
      flush();
      result.push(points[i]);
    }
  }
  flush();
  return Uint32Array.from(result);
}
