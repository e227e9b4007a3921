// Strs and bytes: searching, splitting, case, repr. Astral text goes through the same cases, lifted.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import * as bytesSearch from "../../vm/objects/core/bytes_search.ts";
import * as bytesText from "../../vm/objects/core/bytes_text.ts";
import { CoreError } from "../../vm/objects/core/core_error.ts";
import { findPoints, rfindPoints } from "../../vm/objects/core/point_search.ts";
import * as strCase from "../../vm/objects/core/str_case.ts";
import { asciiPoints, reprBytes, reprPoints, reprString } from "../../vm/objects/core/str_repr.ts";
import * as layout from "../../vm/objects/core/str_layout.ts";
import * as str from "../../vm/objects/core/str_search.ts";
import { type Text, utf16ToText } from "../../vm/objects/core/text.ts";

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

Deno.test("find, count and replace with empty needles", () => {
  assertEquals(str.find("abc", "", 3, 3), 3);
  assertEquals(str.rfind("abc", "", 0, 2), 2);
  assertEquals(str.count("abc", "", 0, 3), 4);
  assertEquals(str.replace("abc", "", "-", -1), "-a-b-c-");
  assertEquals(str.replace("abc", "", "-", 2), "-a-bc");
  assertEquals(str.replace("a.a", ".", "$&", -1), "a$&a");
  assertEquals(bytesSearch.replace(bytes("abc"), bytes(""), bytes("-"), 2), bytes("-a-bc"));
});

Deno.test("text leaves the astral form with its last astral character", () => {
  const text = utf16ToText("a\u{1f600}b\u{1f601}");
  assertEquals(str.sliceText(text, 2, 3), "b");
  assertEquals(str.split(text, utf16ToText("\u{1f600}"), -1), ["a", Uint32Array.of(98, 0x1f601)]);
  const none = str.replace(
    str.replace(text, utf16ToText("\u{1f600}"), "", -1),
    utf16ToText("\u{1f601}"),
    "",
    -1,
  );
  assertEquals(str.joinText("", [none]), none);
});

Deno.test("splitting", () => {
  assertEquals(str.splitWhitespace("  a  b\u2003c ", -1), ["a", "b", "c"]);
  assertEquals(str.splitWhitespace("  a  b c ", 1), ["a", "b c "]);
  assertEquals(str.rsplitWhitespace("  a  b c ", 1), ["  a  b", "c"]);
  assertEquals(str.split("a,b,c", ",", 1), ["a", "b,c"]);
  assertEquals(str.rsplit("a,b,c", ",", 1), ["a,b", "c"]);
  assertEquals(str.splitLines("a\r\nb\x1cc\u2028", true), ["a\r\n", "b\x1c", "c\u2028"]);
  assertEquals(bytesSearch.splitLines(bytes("a\r\nb\x1cc"), false), [bytes("a"), bytes("b\x1cc")]);
  assertEquals(str.partition("a=b=c", "="), ["a", "=", "b=c"]);
  assertEquals(str.rpartition("a", "="), ["", "", "a"]);
});

Deno.test("layout", () => {
  assertEquals(layout.center("ab", 5, "*"), "**ab*");
  assertEquals(layout.center("abc", 6, "*"), "*abc**");
  assertEquals(layout.zeroFill("-5", 4), "-005");
  assertEquals(layout.expandTabs("a\tb\n\tc", 4), "a   b\n    c");
  assertEquals(layout.stripChars("xxabxx", "x", layout.STRIP_BOTH), "ab");
  assertEquals(layout.stridedSlice("abcdef", 5, -2, 3), "fdb");
  assertEquals(
    layout.translate("abc", (cp) => cp === 97 ? "XY" : cp === 98 ? null : undefined),
    "XYc",
  );
  assertEquals(bytesText.center(bytes("ab"), 5, 42), bytes("**ab*"));
  assertEquals(bytesText.zeroFill(bytes("+1"), 4), bytes("+001"));
});

Deno.test("case", () => {
  const cases: [(text: Text) => Text, string, string][] = [
    [strCase.upper, "stra\xdfe \ufb01", "STRASSE FI"],
    [strCase.lower, "\u039f\u03a3 \u03a3\u039f", "\u03bf\u03c2 \u03c3\u03bf"],
    [strCase.title, "it's \u01c6", "It'S \u01c5"],
    [strCase.capitalize, "\xdfA", "Ssa"],
    [strCase.swapcase, "aB\xdf", "AbSS"],
    [strCase.casefold, "Stra\xdfe", "strasse"],
  ];
  for (const [map, from, to] of cases) {
    assertEquals(map(from), to);
    // An astral character beside it changes the form of the text, not what becomes of the rest.
    const lifted = map(utf16ToText(from + " \u{1f600}"));
    assertEquals(lifted, utf16ToText(to + " \u{1f600}"));
  }
  assert(strCase.isTitleText("Ab Cd") && !strCase.isTitleText("AB"));
  assert(strCase.isUpperText("A1") && !strCase.isUpperText("1"));
  assert(strCase.isPrintableText("") && !strCase.isPrintableText("\n"));
});

Deno.test("repr", () => {
  assertEquals(reprString("it's"), '"it\'s"');
  assertEquals(reprString("'\"\\\n\x00\xa0\u0378\ud800"), "'\\'\"\\\\\\n\\x00\\xa0\\u0378\\ud800'");
  assertEquals(reprPoints(Uint32Array.of(0x1f600, 0xe0001)), "'\u{1f600}\\U000e0001'");
  assertEquals(asciiPoints(Uint32Array.of(0x1f600)), "'\\U0001f600'");
  assertEquals(reprBytes(Uint8Array.of(39, 0, 255)), 'b"\'\\x00\\xff"');
});

Deno.test("searches are linear", () => {
  const hay = new Uint8Array(200_000).fill(97);
  const needle = new Uint8Array(4001).fill(97);
  needle[2000] = 98;
  const started = performance.now();
  assertEquals(findPoints(hay, needle, 0, hay.length), -1);
  assertEquals(rfindPoints(hay, needle, 0, hay.length), -1);
  hay[150_000] = 98;
  assertEquals(findPoints(hay, needle, 0, hay.length), 148_000);
  assertEquals(rfindPoints(hay, needle, 0, hay.length), 148_000);
  const text = "a".repeat(400_000), part = "a".repeat(2000) + "b" + "a".repeat(2000);
  assertEquals(str.find(text, part, 0, text.length), -1);
  assertEquals(str.rfind(text, part, 0, text.length), -1);
  assert(performance.now() - started < 500);
});

Deno.test("hexadecimals of bytes", () => {
  assertEquals(bytesText.toHex(bytes("abcde"), ":", 2), "61:6263:6465");
  assertEquals(bytesText.toHex(bytes("abcde"), ":", -2), "6162:6364:65");
  assertEquals(bytesText.fromHex(" 61 6263\n"), bytes("abc"));
  try {
    bytesText.fromHex("6 1");
    assert(false);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    assertEquals(error.message, "non-hexadecimal number found in fromhex() arg at position 1");
  }
});
