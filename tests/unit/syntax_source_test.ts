// Source bytes, their encodings, and the literals in them.

import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { parseNumber } from "../../vm/syntax/literals.ts";
import { FloatLiteral, ImaginaryLiteral } from "../../vm/syntax/ast.ts";
import { decodeSource } from "../../vm/syntax/source.ts";
import { SyntaxProblem } from "../../vm/syntax/parser.ts";

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function problemOf(source: Uint8Array, file = false): string | null {
  try {
    decodeSource(source, { filename: "f.py", file });
    return null;
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    return problem.msg;
  }
}

Deno.test("encodings", () => {
  const text = (source: string) => decodeSource(bytes(source)).text;
  assertEquals(text("x = '\xc3\xa9'"), "x = 'é'");
  assertEquals(text("\xef\xbb\xbfx"), "x");
  assertEquals(text("# coding: latin-1\n'\xe9'"), "# coding: latin-1\n'é'");
  assertEquals(text("\n# vim: set fileencoding=iso-8859-1 :\n'\xe9'").at(-2), "é");
  assertEquals(text("x # coding: latin-1\n"), "x # coding: latin-1\n");
  assertEquals(text("# \xff\nx"), "# \ufffd\nx");
  const hook = { decode: (name: string) => name === "rot13" ? "decoded" : null };
  assertEquals(decodeSource(bytes("# coding: rot13\n"), hook).text, "decoded");
});

Deno.test("bytes that are no text", () => {
  assertEquals(
    problemOf(bytes("x = '\xff'")),
    "(unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
  );
  assertEquals(
    problemOf(bytes("a\nb = '\xff'"), true),
    "Non-UTF-8 code starting with '\\xff' in file f.py on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details",
  );
  assertEquals(problemOf(bytes("# coding: no-such\n")), "unknown encoding: no-such");
  assertEquals(problemOf(bytes("# coding: no-such\n"), true), "encoding problem: no-such");
  assertEquals(
    problemOf(bytes("\xef\xbb\xbf# coding: latin-1\n")),
    "encoding problem: iso-8859-1 with BOM",
  );
  assertEquals(
    problemOf(bytes("# coding: ascii\n\xe9")),
    "'ascii' codec can't decode byte 0xe9 in position 16: ordinal not in range(128)",
  );
});

Deno.test("numbers", () => {
  assertEquals(parseNumber("9007199254740991", 4300), 9007199254740991);
  assertEquals(parseNumber("9007199254740992", 4300), 9007199254740992n);
  assertEquals(parseNumber("0x1f_ff", 4300), 0x1fff);
  assertEquals(parseNumber("0xffffffffffffffffffff", 4300), 0xffffffffffffffffffffn);
  assertEquals(parseNumber("00_0", 4300), 0);
  assertEquals(parseNumber("1_0.5e1_0", 4300), new FloatLiteral(10.5e10));
  assertEquals(parseNumber("1e400", 4300), new FloatLiteral(Infinity));
  assertEquals(parseNumber("3.j", 4300), new ImaginaryLiteral(3));
  assertEquals(typeof parseNumber("9".repeat(5000), 0), "bigint");
});
