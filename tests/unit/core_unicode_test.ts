// Unicode 15.1: the tables at chosen code points, and their consistency over all of them.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import * as types from "../../vm/objects/core/unicode/character_types.ts";
import * as database from "../../vm/objects/core/unicode/database.ts";
import * as identifiers from "../../vm/objects/core/unicode/identifiers.ts";
import { lookupName, lookupSequence, nameOf } from "../../vm/objects/core/unicode/names.ts";
import { normalizePoints, normalizeString } from "../../vm/objects/core/unicode/normalize.ts";
import packed from "../../vm/objects/core/unicode/data/types.json" with { type: "json" };
import { CodePointTrie, PackedReader } from "../../vm/objects/core/unicode/packed.ts";

Deno.test("the flags of Latin-1 are those of the table", () => {
  const trie = new CodePointTrie(packed);
  const reader = new PackedReader(packed.records);
  const flags: number[] = [];
  for (let i = 0; i < packed.recordCount; i++) {
    flags.push(reader.nextSigned());
    for (let field = 0; field < 5; field++) reader.nextSigned();
  }
  for (let cp = 0; cp < 256; cp++) assertEquals(types.flagsOf(cp), flags[trie.at(cp)]);
});

Deno.test("identifiers", () => {
  for (const cp of [95, 97, 0xe9, 0x3b1, 0x4e00, 0x2118, 0x10400, 0x2ebf0]) {
    assert(identifiers.isXidStart(cp) && identifiers.isXidContinue(cp), cp.toString(16));
  }
  for (const cp of [48, 0x300, 0xb7, 0x1d7ce]) {
    assert(!identifiers.isXidStart(cp) && identifiers.isXidContinue(cp), cp.toString(16));
  }
  for (const cp of [32, 0x20ac, 0x1f600, 0xd800, 0x10ffff]) {
    assert(!identifiers.isXidContinue(cp), cp.toString(16));
  }
});

Deno.test("predicates agree with categories", () => {
  for (let cp = 0; cp < 0x110000; cp++) {
    const category = database.category(cp);
    assertEquals(types.isAlpha(cp), /^L/.test(category));
    assertEquals(types.isAssigned(cp), category !== "Cn");
    assertEquals(types.isDecimal(cp), category === "Nd");
    assertEquals(types.isPrintable(cp), cp === 32 || !/^[CZ]/.test(category));
    assertEquals(types.isNumeric(cp), database.numericValue(cp) !== undefined);
  }
});

Deno.test("the database", () => {
  assertEquals(database.category(0x41), "Lu");
  assertEquals(database.bidirectional(0x5d0), "R");
  assertEquals(database.combining(0x301), 230);
  assert(database.mirrored(0x28));
  assertEquals(database.eastAsianWidth(0x4e00), "W");
  assertEquals(database.numericValue(0xbd), 0.5);
  assertEquals(database.numericValue(0x4e07), 10000);
  assertEquals(database.decompositionText(0xfb01), "<compat> 0066 0069");
  assertEquals(types.decimalValue(0x663), 3);
  assertEquals(types.digitValue(0xb2), 2);
});

Deno.test("case mappings", () => {
  const through = (push: (out: number[], cp: number) => void, cp: number) => {
    const out: number[] = [];
    push(out, cp);
    return String.fromCodePoint(...out);
  };
  assertEquals(through(types.pushUpper, 0xdf), "SS");
  assertEquals(through(types.pushTitle, 0x1c4), "\u01c5");
  assertEquals(through(types.pushLower, 0x130), "i\u0307");
  assertEquals(through(types.pushFold, 0xdf), "ss");
  assertEquals(types.simpleLower(0x10400), 0x10428);
});

Deno.test("every name is found again", () => {
  let names = 0;
  for (let cp = 0; cp < 0x110000; cp++) {
    const name = nameOf(cp);
    if (name === undefined) continue;
    names++;
    // A search takes some microseconds: a part of them will do.
    if (cp % 97 === 0) assertEquals(lookupName(name), cp, name);
  }
  assertEquals(names, 143668);
  assertEquals(nameOf(0x20ac), "EURO SIGN");
  assertEquals(nameOf(0xac01), "HANGUL SYLLABLE GAG");
  assertEquals(nameOf(0), undefined);
  assertEquals(lookupName("bullet"), 0x2022);
  assertEquals(lookupName("LF"), 10);
  assertEquals(lookupName("CJK UNIFIED IDEOGRAPH-4E00"), 0x4e00);
  assertEquals(lookupName("NO SUCH NAME"), -1);
  assertEquals(lookupName(""), -1);
  assertEquals(lookupSequence("KEYCAP NUMBER SIGN"), [0x23, 0xfe0f, 0x20e3]);
});

Deno.test("normalisation at 15.1", () => {
  assertEquals(normalizeString("e\u0301", "NFC"), "\xe9");
  assertEquals(normalizeString("\ufb01", "NFKC"), "fi");
  // U+105C9 came with Unicode 16 and decomposes there.
  assertEquals(normalizePoints(Uint32Array.of(0x105c9), "NFD"), Uint32Array.of(0x105c9));
  // Two lone surrogates are not the character that UTF-16 would make of them.
  assertEquals(normalizeString("\ud834\udd5e", "NFD"), "\ud834\udd5e");
});
