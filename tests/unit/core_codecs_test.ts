// Codecs: round trips, CPython's error positions and reasons, incremental decoding.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import {
  buildEncodingMap,
  decodeCharmap,
  encodeCharmap,
} from "../../vm/objects/core/codecs/charmap.ts";
import {
  CodecError,
  type Decoded,
  decodeHandler,
  encodeHandler,
} from "../../vm/objects/core/codecs/errors.ts";
import * as escapes from "../../vm/objects/core/codecs/escapes.ts";
import * as latin1 from "../../vm/objects/core/codecs/latin1.ts";
import "../../vm/objects/core/codecs/name_replace.ts";
import { decodeUtf7, encodeUtf7 } from "../../vm/objects/core/codecs/utf7.ts";
import * as units from "../../vm/objects/core/codecs/utf16_32.ts";
import { type Text, textToUtf16 } from "../../vm/objects/core/text.ts";
import { lookupName } from "../../vm/objects/core/unicode/names.ts";
import { decodeUtf8, encodeUtf8 } from "../../vm/objects/core/utf8.ts";

function errorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return error.message;
  }
  return "no error";
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

const TEXTS: Text[] = [
  "",
  "ascii",
  "caf\xe9 \u20ac",
  Uint32Array.of(0x61, 0x1f600, 0x10ffff, 0xe9),
  "long ".repeat(50),
  "l\xf6ng\u20ac ".repeat(50),
  Uint32Array.from({ length: 200 }, (_, i) => 0x1f600 + i),
];

Deno.test("what is encoded is decoded again", () => {
  const codecs: [(text: Text) => Uint8Array, (input: Uint8Array) => Decoded][] = [
    [encodeUtf8, decodeUtf8],
    [units.encodeUtf16, units.decodeUtf16],
    [units.encodeUtf32, units.decodeUtf32],
    [(text) => units.encodeUtf16(text, undefined, 1), (b) => units.decodeUtf16(b, undefined, 1)],
    [(text) => units.encodeUtf32(text, undefined, -1), (b) => units.decodeUtf32(b, undefined, -1)],
    [encodeUtf7, decodeUtf7],
    [escapes.encodeUnicodeEscape, (b) => escapes.decodeUnicodeEscape(b, lookupName)],
    [escapes.encodeRawUnicodeEscape, escapes.decodeRawUnicodeEscape],
  ];
  for (const [encode, decode] of codecs) {
    for (const text of TEXTS) {
      const encoded = encode(text);
      assertEquals(decode(encoded), { ...decode(encoded), text, consumed: encoded.length });
    }
  }
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  assertEquals(latin1.encodeLatin1(latin1.decodeLatin1(all)), all);
});

Deno.test("UTF-8 errors", () => {
  const cases: [string, string][] = [
    ["\xff", "byte 0xff in position 0: invalid start byte"],
    ["a\xc3", "byte 0xc3 in position 1: unexpected end of data"],
    ["a\xe2\x82z", "bytes in position 1-2: invalid continuation byte"],
    ["\xed\xa0\x80", "byte 0xed in position 0: invalid continuation byte"],
    ["\xf0\x9f\x98", "bytes in position 0-2: unexpected end of data"],
    ["x".repeat(100) + "\x80", "byte 0x80 in position 100: invalid start byte"],
  ];
  for (const [input, message] of cases) {
    assertEquals(errorOf(() => decodeUtf8(bytes(input))), "'utf-8' codec can't decode " + message);
  }
  assertEquals(
    errorOf(() => encodeUtf8("a\ud800")),
    "'utf-8' codec can't encode character '\\ud800' in position 1: surrogates not allowed",
  );
  // A pair of lone surrogates is not one astral character.
  assert(errorOf(() => encodeUtf8("x".repeat(50) + "\ud83d\ude00")).includes("position 50-51"));
});

Deno.test("decoding in pieces", () => {
  const encoded = encodeUtf8(Uint32Array.of(0x20ac, 0x1f600));
  assertEquals(decodeUtf8(encoded.slice(0, 5), undefined, false), { text: "\u20ac", consumed: 3 });
  assertEquals(decodeUtf7(bytes("a+AOk"), undefined, false), { text: "a", consumed: 1 });
  const wide = units.encodeUtf16(Uint32Array.of(0x1f600), undefined, -1);
  assertEquals(units.decodeUtf16(wide.slice(0, 2), undefined, -1, false).consumed, 0);
});

Deno.test("error handlers", () => {
  const decode = (errors: string, input: string) =>
    decodeUtf8(bytes(input), decodeHandler(errors)!).text;
  assertEquals(decode("replace", "a\xffb"), "a\ufffdb");
  assertEquals(decode("ignore", "a\xffb"), "ab");
  assertEquals(decode("backslashreplace", "a\xffb"), "a\\xffb");
  assertEquals(decode("surrogateescape", "a\xffb"), "a\udcffb");
  assertEquals(decode("surrogatepass", "\xed\xa0\x80"), "\ud800");
  const encode = (errors: string, text: Text) =>
    textToUtf16(latin1.decodeLatin1(latin1.encodeAscii(text, encodeHandler(errors)!)));
  assertEquals(encode("replace", "a\u20ac"), "a?");
  assertEquals(encode("xmlcharrefreplace", "a\u20ac"), "a&#8364;");
  assertEquals(encode("namereplace", "a\u20ac"), "a\\N{EURO SIGN}");
  assertEquals(encode("backslashreplace", Uint32Array.of(0x1f600)), "\\U0001f600");
  assertEquals(encode("surrogateescape", "\udcff"), "\xff");
  assertEquals(
    errorOf(() => latin1.encodeAscii("a\xe9\u20ac")),
    "'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)",
  );
});

Deno.test("escapes", () => {
  const decoded = escapes.decodeUnicodeEscape(bytes("\\x41\\u20ac\\N{BULLET}\\101\\q"), lookupName);
  assertEquals(decoded.text, "A\u20ac\u2022A\\q");
  assertEquals(decoded.invalidEscape, 24);
  assertEquals(
    errorOf(() => escapes.decodeUnicodeEscape(bytes("ab\\x4"), lookupName)),
    "'unicodeescape' codec can't decode bytes in position 2-4: truncated \\xXX escape",
  );
});

Deno.test("charmap", () => {
  const table = "ab\ufffe\u20ac";
  assertEquals(decodeCharmap(Uint8Array.of(0, 3), table).text, "a\u20ac");
  const map = buildEncodingMap(table);
  assertEquals(encodeCharmap("\u20acb", (cp) => map.get(cp)), Uint8Array.of(3, 1));
  assertEquals(
    errorOf(() => decodeCharmap(Uint8Array.of(2), table)),
    "'charmap' codec can't decode byte 0x02 in position 0: character maps to <undefined>",
  );
});
