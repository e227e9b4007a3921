// The tokens that the `tokenize` module sees, recorded from CPython 3.13.

import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { TokenIterator } from "../../vm/syntax/tokenize_iter.ts";
import { SyntaxProblem } from "../../vm/syntax/parser.ts";

type Row = readonly [number, string, number, number, number, number, string];

/** Sources, their tokens, and the message of the problem at the end. */
// deno-fmt-ignore
const TOKENS: readonly (readonly [string, readonly Row[], string | null])[] = [
  ["x = 1  # c\n", [
    [1, "x", 1, 0, 1, 1, "x = 1  # c\n"],
    [55, "=", 1, 2, 1, 3, "x = 1  # c\n"],
    [2, "1", 1, 4, 1, 5, "x = 1  # c\n"],
    [62, "# c", 1, 7, 1, 10, "x = 1  # c\n"],
    [4, "\n", 1, 10, 1, 11, "x = 1  # c\n"],
    [0, "", 2, 0, 2, 0, ""],
  ], null],
  ["if a:\n  b\n\n  # c\nd", [
    [1, "if", 1, 0, 1, 2, "if a:\n"],
    [1, "a", 1, 3, 1, 4, "if a:\n"],
    [55, ":", 1, 4, 1, 5, "if a:\n"],
    [4, "\n", 1, 5, 1, 6, "if a:\n"],
    [5, "  ", 2, 0, 2, 2, "  b\n"],
    [1, "b", 2, 2, 2, 3, "  b\n"],
    [4, "\n", 2, 3, 2, 4, "  b\n"],
    [63, "\n", 3, 0, 3, 1, "\n"],
    [62, "# c", 4, 2, 4, 5, "  # c\n"],
    [63, "\n", 4, 5, 4, 6, "  # c\n"],
    [6, "", 5, 0, 5, 0, "d"],
    [1, "d", 5, 0, 5, 1, "d"],
    [4, "", 5, 1, 5, 2, "d"],
    [0, "", 6, 0, 6, 0, ""],
  ], null],
  ["f'a{b!r:>{w}}{{c'\n'x'", [
    [59, "f'", 1, 0, 1, 2, "f'a{b!r:>{w}}{{c'\n"],
    [60, "a", 1, 2, 1, 3, "f'a{b!r:>{w}}{{c'\n"],
    [55, "{", 1, 3, 1, 4, "f'a{b!r:>{w}}{{c'\n"],
    [1, "b", 1, 4, 1, 5, "f'a{b!r:>{w}}{{c'\n"],
    [55, "!", 1, 5, 1, 6, "f'a{b!r:>{w}}{{c'\n"],
    [1, "r", 1, 6, 1, 7, "f'a{b!r:>{w}}{{c'\n"],
    [55, ":", 1, 7, 1, 8, "f'a{b!r:>{w}}{{c'\n"],
    [60, ">", 1, 8, 1, 9, "f'a{b!r:>{w}}{{c'\n"],
    [55, "{", 1, 9, 1, 10, "f'a{b!r:>{w}}{{c'\n"],
    [1, "w", 1, 10, 1, 11, "f'a{b!r:>{w}}{{c'\n"],
    [55, "}", 1, 11, 1, 12, "f'a{b!r:>{w}}{{c'\n"],
    [60, "", 1, 12, 1, 12, "f'a{b!r:>{w}}{{c'\n"],
    [55, "}", 1, 12, 1, 13, "f'a{b!r:>{w}}{{c'\n"],
    [60, "{", 1, 13, 1, 14, "f'a{b!r:>{w}}{{c'\n"],
    [60, "c", 1, 15, 1, 16, "f'a{b!r:>{w}}{{c'\n"],
    [61, "'", 1, 16, 1, 17, "f'a{b!r:>{w}}{{c'\n"],
    [4, "\n", 1, 17, 1, 18, "f'a{b!r:>{w}}{{c'\n"],
    [3, "'x'", 2, 0, 2, 3, "'x'"],
    [4, "", 2, 3, 2, 4, "'x'"],
    [0, "", 3, 0, 3, 0, ""],
  ], null],
  ["'''a\nb''' é\n", [
    [3, "'''a\nb'''", 1, 0, 2, 4, "'''a\nb''' é\n"],
    [1, "é", 2, 5, 2, 6, "b''' é\n"],
    [4, "\n", 2, 6, 2, 7, "b''' é\n"],
    [0, "", 3, 0, 3, 0, ""],
  ], null],
  ["a \\\n  + b\r\n", [
    [1, "a", 1, 0, 1, 1, "a \\\n"],
    [55, "+", 2, 2, 2, 3, "  + b\r\n"],
    [1, "b", 2, 4, 2, 5, "  + b\r\n"],
    [4, "\r\n", 2, 5, 2, 7, "  + b\r\n"],
    [0, "", 3, 0, 3, 0, ""],
  ], null],
  ["(1,\n 2)\n", [
    [55, "(", 1, 0, 1, 1, "(1,\n"],
    [2, "1", 1, 1, 1, 2, "(1,\n"],
    [55, ",", 1, 2, 1, 3, "(1,\n"],
    [63, "\n", 1, 3, 1, 4, "(1,\n"],
    [2, "2", 2, 1, 2, 2, " 2)\n"],
    [55, ")", 2, 2, 2, 3, " 2)\n"],
    [4, "\n", 2, 3, 2, 4, " 2)\n"],
    [0, "", 3, 0, 3, 0, ""],
  ], null],
  ["0777 1abc $\n", [
    [2, "0777", 1, 0, 1, 4, "0777 1abc $\n"],
    [2, "1", 1, 5, 1, 6, "0777 1abc $\n"],
    [1, "abc", 1, 6, 1, 9, "0777 1abc $\n"],
    [55, "$", 1, 10, 1, 11, "0777 1abc $\n"],
    [4, "\n", 1, 11, 1, 12, "0777 1abc $\n"],
    [0, "", 2, 0, 2, 0, ""],
  ], null],
  ["", [
    [0, "", 1, 0, 1, 0, ""],
  ], null],
  ["#c", [
    [62, "#c", 1, 0, 1, 2, "#c"],
    [63, "", 1, 2, 1, 3, "#c"],
    [0, "", 2, 0, 2, 0, ""],
  ], null],
  ["if a:\n  b\n c\n", [
    [1, "if", 1, 0, 1, 2, "if a:\n"],
    [1, "a", 1, 3, 1, 4, "if a:\n"],
    [55, ":", 1, 4, 1, 5, "if a:\n"],
    [4, "\n", 1, 5, 1, 6, "if a:\n"],
    [5, "  ", 2, 0, 2, 2, "  b\n"],
    [1, "b", 2, 2, 2, 3, "  b\n"],
    [4, "\n", 2, 3, 2, 4, "  b\n"],
  ], "unindent does not match any outer indentation level"],
  ["(a", [
    [55, "(", 1, 0, 1, 1, "(a"],
    [1, "a", 1, 1, 1, 2, "(a"],
    [63, "", 1, 2, 1, 3, "(a"],
  ], "unexpected EOF in multi-line statement"],
  ["'abc", [
  ], "unterminated string literal (detected at line 1)"],
  ["𝐱 = '𝐱' ; y\n", [
    [1, "𝐱", 1, 0, 1, 1, "𝐱 = '𝐱' ; y\n"],
    [55, "=", 1, 2, 1, 3, "𝐱 = '𝐱' ; y\n"],
    [3, "'𝐱'", 1, 4, 1, 7, "𝐱 = '𝐱' ; y\n"],
    [55, ";", 1, 8, 1, 9, "𝐱 = '𝐱' ; y\n"],
    [1, "y", 1, 10, 1, 11, "𝐱 = '𝐱' ; y\n"],
    [4, "\n", 1, 11, 1, 12, "𝐱 = '𝐱' ; y\n"],
    [0, "", 2, 0, 2, 0, ""],
  ], null],
];

for (const [source, rows, msg] of TOKENS) {
  Deno.test(`tokens of ${JSON.stringify(source)}`, () => {
    const found: Row[] = [];
    let problem: string | null = null;
    try {
      for (const t of new TokenIterator(source, true)) {
        found.push([t.type, t.string, t.startLine, t.startCol, t.endLine, t.endCol, t.line]);
      }
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      problem = error.msg;
    }
    assertEquals(found, rows);
    assertEquals(problem, msg);
  });
}

Deno.test("two iterators do not disturb each other", () => {
  const a = new TokenIterator("a b c\n", true);
  const b = new TokenIterator("x y z\n", true);
  const names: string[] = [];
  for (let i = 0; i < 3; i++) {
    names.push(a.next().value?.string ?? "", b.next().value?.string ?? "");
  }
  assertEquals(names, ["a", "x", "b", "y", "c", "z"]);
});
