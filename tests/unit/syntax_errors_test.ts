// The problems that wrong sources have: type, message and place, recorded from CPython 3.13.

import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { parse, SyntaxProblem } from "../../vm/syntax/parser.ts";
import type { Mode, ParseOptions } from "../../vm/syntax/parser.ts";

type Place = readonly [string, string, number, number, number, number, string | null];

function problemOf(source: string, mode: Mode = "exec", options: ParseOptions = {}): Place | null {
  try {
    parse(source, "<string>", mode, options);
    return null;
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    const { type, msg, lineno, offset, end_lineno, end_offset, text } = problem;
    return [type, msg, lineno, offset, end_lineno, end_offset, text];
  }
}

// deno-fmt-ignore
const PROBLEMS: readonly (readonly [string, Place])[] = [
  ["a b", ["SyntaxError", "invalid syntax", 1, 3, 1, 4, "a b\n"]],
  ["f(a b)", ["SyntaxError", "invalid syntax. Perhaps you forgot a comma?", 1, 3, 1, 6, "f(a b)\n"]],
  ["x = = 1", ["SyntaxError", "invalid syntax", 1, 5, 1, 6, "x = = 1\n"]],
  ["if a\n  b", ["SyntaxError", "expected ':'", 1, 5, 1, 6, "if a\n"]],
  ["if a:\nb", ["IndentationError", "expected an indented block after 'if' statement on line 1", 2, 1, 2, 2, "b\n"]],
  ["  a", ["IndentationError", "unexpected indent", 1, 2, 1, -1, "  a\n"]],
  ["if a:\n    b\n  c", ["IndentationError", "unindent does not match any outer indentation level", 3, 4, 3, -1, "  c\n"]],
  ["if a:\n\tb\n        c", ["TabError", "inconsistent use of tabs and spaces in indentation", 3, 1, 3, 0, "        c\n"]],
  ["(a, b", ["SyntaxError", "'(' was never closed", 1, 1, 1, 0, "(a, b\n"]],
  ["a)", ["SyntaxError", "unmatched ')'", 1, 2, 1, 2, "a)"]],
  ["(a]", ["SyntaxError", "closing parenthesis ']' does not match opening parenthesis '('", 1, 3, 1, 3, "(a]"]],
  ["f(\n a]", ["SyntaxError", "closing parenthesis ']' does not match opening parenthesis '(' on line 1", 2, 3, 2, 3, " a]"]],
  ["'abc", ["SyntaxError", "unterminated string literal (detected at line 1)", 1, 1, 1, 1, "'abc"]],
  ["'''abc\n", ["SyntaxError", "unterminated triple-quoted string literal (detected at line 1)", 1, 1, 1, 1, "'''abc"]],
  ["f'{a'", ["SyntaxError", "f-string: expecting '}'", 1, 5, 1, 5, "f'{a'"]],
  ["f'{a b}'", ["SyntaxError", "invalid syntax. Perhaps you forgot a comma?", 1, 4, 1, 7, "f'{a b}'\n"]],
  ["f'{}'", ["SyntaxError", "f-string: valid expression required before '}'", 1, 4, 1, 5, "f'{}'\n"]],
  ["f'{a!x}'", ["SyntaxError", "f-string: invalid conversion character 'x': expected 's', 'r', or 'a'", 1, 6, 1, 7, "f'{a!x}'\n"]],
  ["f'{a!}'", ["SyntaxError", "f-string: missing conversion character", 1, 6, 1, 7, "f'{a!}'\n"]],
  ["f'{a:{b}'", ["SyntaxError", "f-string: expecting '}', or format specs", 1, 9, 1, 10, "f'{a:{b}'\n"]],
  ["f'}'", ["SyntaxError", "f-string: single '}' is not allowed", 1, 3, 1, 3, "f'}'"]],
  ["1abc", ["SyntaxError", "invalid decimal literal", 1, 1, 1, 1, "1abc"]],
  ["0x", ["SyntaxError", "invalid hexadecimal literal", 1, 2, 1, 2, "0x"]],
  ["0b2", ["SyntaxError", "invalid digit '2' in binary literal", 1, 3, 1, 3, "0b2"]],
  ["0777", ["SyntaxError", "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", 1, 1, 1, 2, "0777"]],
  ["1__0", ["SyntaxError", "invalid decimal literal", 1, 2, 1, 2, "1__0"]],
  ["1e+", ["SyntaxError", "invalid decimal literal", 1, 3, 1, 3, "1e+"]],
  ["a = 1 +", ["SyntaxError", "invalid syntax", 1, 8, 1, 9, "a = 1 +\n"]],
  ["None = 1", ["SyntaxError", "cannot assign to None", 1, 1, 1, 5, "None = 1\n"]],
  ["f() = 1", ["SyntaxError", "cannot assign to function call here. Maybe you meant '==' instead of '='?", 1, 1, 1, 4, "f() = 1\n"]],
  ["a + 1 = 2", ["SyntaxError", "cannot assign to expression here. Maybe you meant '==' instead of '='?", 1, 1, 1, 6, "a + 1 = 2\n"]],
  ["(a, 1) = 2", ["SyntaxError", "cannot assign to literal", 1, 5, 1, 6, "(a, 1) = 2\n"]],
  ["a = yield = 1", ["SyntaxError", "assignment to yield expression not possible", 1, 5, 1, 10, "a = yield = 1\n"]],
  ["x, y += 1", ["SyntaxError", "'tuple' is an illegal expression for augmented assignment", 1, 1, 1, 5, "x, y += 1\n"]],
  ["f(a=1, b)", ["SyntaxError", "positional argument follows keyword argument", 1, 9, 1, 10, "f(a=1, b)\n"]],
  ["f(**a, *b)", ["SyntaxError", "iterable argument unpacking follows keyword argument unpacking", 1, 6, 1, 10, "f(**a, *b)\n"]],
  ["f(**a, b)", ["SyntaxError", "positional argument follows keyword argument unpacking", 1, 9, 1, 10, "f(**a, b)\n"]],
  ["f(a for a in b, c)", ["SyntaxError", "Generator expression must be parenthesized", 1, 3, 1, 15, "f(a for a in b, c)\n"]],
  ["f(a=)", ["SyntaxError", "expected argument value expression", 1, 3, 1, 5, "f(a=)\n"]],
  ["f(True=1)", ["SyntaxError", "cannot assign to True", 1, 3, 1, 8, "f(True=1)\n"]],
  ["f(a.b=1)", ["SyntaxError", "expression cannot contain assignment, perhaps you meant \"==\"?", 1, 3, 1, 7, "f(a.b=1)\n"]],
  ["f(*)", ["SyntaxError", "Invalid star expression", 1, 4, 1, 5, "f(*)\n"]],
  ["del f()", ["SyntaxError", "cannot delete function call", 1, 5, 1, 8, "del f()\n"]],
  ["del *a", ["SyntaxError", "cannot delete starred", 1, 5, 1, 7, "del *a\n"]],
  ["for 1 in a: pass", ["SyntaxError", "cannot assign to literal", 1, 5, 1, 6, "for 1 in a: pass\n"]],
  ["for a b in c: pass", ["SyntaxError", "invalid syntax", 1, 7, 1, 8, "for a b in c: pass\n"]],
  ["[a for b c in d]", ["SyntaxError", "'in' expected after for-loop variables", 1, 10, 1, 11, "[a for b c in d]\n"]],
  ["[a, b for a in c]", ["SyntaxError", "did you forget parentheses around the comprehension target?", 1, 2, 1, 6, "[a, b for a in c]\n"]],
  ["[*a for a in b]", ["SyntaxError", "iterable unpacking cannot be used in comprehension", 1, 2, 1, 4, "[*a for a in b]\n"]],
  ["{**a for a in b}", ["SyntaxError", "dict unpacking cannot be used in dict comprehension", 1, 2, 1, 4, "{**a for a in b}\n"]],
  ["{a: b, c}", ["SyntaxError", "':' expected after dictionary key", 1, 8, 1, 0, "{a: b, c}\n"]],
  ["{a: *b}", ["SyntaxError", "cannot use a starred expression in a dictionary value", 1, 5, 1, 7, "{a: *b}\n"]],
  ["{a:}", ["SyntaxError", "expression expected after dictionary key and ':'", 1, 3, 1, 4, "{a:}\n"]],
  ["(*a)", ["SyntaxError", "cannot use starred expression here", 1, 2, 1, 4, "(*a)\n"]],
  ["(**a)", ["SyntaxError", "cannot use double starred expression here", 1, 2, 1, 4, "(**a)\n"]],
  ["with a as 1: pass", ["SyntaxError", "cannot assign to literal", 1, 11, 1, 12, "with a as 1: pass\n"]],
  ["import a from b", ["SyntaxError", "Did you mean to use 'from ... import ...' instead?", 1, 1, 1, 16, "import a from b\n"]],
  ["import", ["SyntaxError", "Expected one or more names after 'import'", 1, 7, 1, 7, "import\n"]],
  ["from a import b,", ["SyntaxError", "trailing comma not allowed without surrounding parentheses", 1, 17, 1, 18, "from a import b,\n"]],
  ["from a import", ["SyntaxError", "Expected one or more names after 'import'", 1, 14, 1, 14, "from a import\n"]],
  ["def f(a=1, b): pass", ["SyntaxError", "parameter without a default follows parameter with a default", 1, 12, 1, 13, "def f(a=1, b): pass\n"]],
  ["def f(*): pass", ["SyntaxError", "named arguments must follow bare *", 1, 7, 1, 8, "def f(*): pass\n"]],
  ["def f(**a, b): pass", ["SyntaxError", "arguments cannot follow var-keyword argument", 1, 12, 1, 13, "def f(**a, b): pass\n"]],
  ["def f(a, /, b, /): pass", ["SyntaxError", "/ may appear only once", 1, 16, 1, 17, "def f(a, /, b, /): pass\n"]],
  ["def f((a)): pass", ["SyntaxError", "Function parameters cannot be parenthesized", 1, 7, 1, 10, "def f((a)): pass\n"]],
  ["def f(a=): pass", ["SyntaxError", "expected default value expression", 1, 8, 1, 9, "def f(a=): pass\n"]],
  ["def f:\n  pass", ["SyntaxError", "expected '('", 1, 6, 1, 7, "def f:\n"]],
  ["def f()\n  pass", ["SyntaxError", "expected ':'", 1, 8, 1, 9, "def f()\n"]],
  ["class A\n  pass", ["SyntaxError", "expected ':'", 1, 8, 1, 9, "class A\n"]],
  ["class A[]: pass", ["SyntaxError", "Type parameter list cannot be empty", 1, 9, 1, 9, "class A[]: pass\n"]],
  ["def f[*T: int](): pass", ["SyntaxError", "cannot use bound with TypeVarTuple", 1, 9, 1, 14, "def f[*T: int](): pass\n"]],
  ["lambda *: 1", ["SyntaxError", "named arguments must follow bare *", 1, 9, 1, 10, "lambda *: 1\n"]],
  ["lambda a=1, b: 1", ["SyntaxError", "parameter without a default follows parameter with a default", 1, 13, 1, 14, "lambda a=1, b: 1\n"]],
  ["print a", ["SyntaxError", "Missing parentheses in call to 'print'. Did you mean print(...)?", 1, 1, 1, 8, "print a\n"]],
  ["exec 'a'", ["SyntaxError", "Missing parentheses in call to 'exec'. Did you mean exec(...)?", 1, 1, 1, 9, "exec 'a'\n"]],
  ["a if b", ["SyntaxError", "expected 'else' after 'if' expression", 1, 1, 1, 7, "a if b\n"]],
  ["a := 1", ["SyntaxError", "invalid syntax", 1, 3, 1, 5, "a := 1\n"]],
  ["(a.b := 1)", ["SyntaxError", "cannot use assignment expressions with attribute", 1, 2, 1, 5, "(a.b := 1)\n"]],
  ["if a = 1: pass", ["SyntaxError", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", 1, 4, 1, 9, "if a = 1: pass\n"]],
  ["if a.b = 1: pass", ["SyntaxError", "cannot assign to attribute here. Maybe you meant '==' instead of '='?", 1, 4, 1, 7, "if a.b = 1: pass\n"]],
  ["try:\n  a\nb", ["SyntaxError", "expected 'except' or 'finally' block", 3, 1, 3, 2, "b\n"]],
  ["try\n  a", ["SyntaxError", "expected ':'", 1, 4, 1, 5, "try\n"]],
  ["try: a\nexcept A, B: c", ["SyntaxError", "multiple exception types must be parenthesized", 2, 8, 2, 12, "except A, B: c\n"]],
  ["try: a\nexcept* A: b\nexcept C: d", ["SyntaxError", "cannot have both 'except' and 'except*' on the same 'try'", 3, 1, 3, 7, "except C: d\n"]],
  ["try: a\nexcept*: b", ["SyntaxError", "expected one or more exception types", 2, 8, 2, 9, "except*: b\n"]],
  ["try: a\nexcept A\n  b", ["SyntaxError", "expected ':'", 2, 9, 2, 10, "except A\n"]],
  ["while a\n  b", ["SyntaxError", "expected ':'", 1, 8, 1, 9, "while a\n"]],
  ["for a in b\n  c", ["SyntaxError", "expected ':'", 1, 11, 1, 12, "for a in b\n"]],
  ["else: a", ["SyntaxError", "invalid syntax", 1, 1, 1, 5, "else: a\n"]],
  ["match a:\n  case b as _: pass", ["SyntaxError", "cannot use '_' as a target", 2, 13, 2, 14, "  case b as _: pass\n"]],
  ["match a:\n  case b as c.d: pass", ["SyntaxError", "invalid syntax", 2, 14, 2, 15, "  case b as c.d: pass\n"]],
  ["match a:\n  case B(c=1, d): pass", ["SyntaxError", "positional patterns follow keyword patterns", 2, 15, 2, 16, "  case B(c=1, d): pass\n"]],
  ["match a\n  case b: pass", ["SyntaxError", "expected ':'", 1, 8, 1, 9, "match a\n"]],
  ["b'é'", ["SyntaxError", "bytes can only contain ASCII literal characters", 1, 1, 1, 5, "b'é'\n"]],
  ["'\\x4'", ["SyntaxError", "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape", 1, 1, 1, 6, "'\\x4'\n"]],
  ["'\\N{no such name}'", ["SyntaxError", "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-15: unknown Unicode character name", 1, 1, 1, 19, "'\\N{no such name}'\n"]],
  ["'a' b'c'", ["SyntaxError", "cannot mix bytes and nonbytes literals", 1, 9, 1, 10, "'a' b'c'\n"]],
  ["a $ b", ["SyntaxError", "invalid syntax", 1, 3, 1, 4, "a $ b\n"]],
  ["a ? b", ["SyntaxError", "invalid syntax", 1, 3, 1, 4, "a ? b\n"]],
  ["é€ = 1", ["SyntaxError", "invalid character '€' (U+20AC)", 1, 2, 1, 2, "é€ = 1"]],
  ["a b", ["SyntaxError", "invalid non-printable character U+00A0", 1, 2, 1, 2, "a b"]],
  ["\\ a", ["SyntaxError", "unexpected character after line continuation character", 1, 2, 1, 0, "\\ a\n"]],
  ["a \\", ["SyntaxError", "unexpected EOF while parsing", 1, 4, 1, -1, "a \\\n"]],
  ["raise a from", ["SyntaxError", "invalid syntax", 1, 13, 1, 14, "raise a from\n"]],
  ["return = 1", ["SyntaxError", "invalid syntax", 1, 8, 1, 9, "return = 1\n"]],
  ["a.1", ["SyntaxError", "invalid syntax", 1, 2, 1, 4, "a.1\n"]],
  ["a..b", ["SyntaxError", "invalid syntax", 1, 3, 1, 4, "a..b\n"]],
  ["1 + not 2", ["SyntaxError", "'not' after an operator must be parenthesized", 1, 5, 1, 10, "1 + not 2\n"]],
  ["- not 1", ["SyntaxError", "'not' after an operator must be parenthesized", 1, 3, 1, 8, "- not 1\n"]],
  ["x: int: str", ["SyntaxError", "invalid syntax", 1, 7, 1, 8, "x: int: str\n"]],
  ["(a, b): int", ["SyntaxError", "only single target (not tuple) can be annotated", 1, 1, 1, 7, "(a, b): int\n"]],
  ["[a]: int", ["SyntaxError", "only single target (not list) can be annotated", 1, 1, 1, 4, "[a]: int\n"]],
  ["a, b: int", ["SyntaxError", "only single target (not tuple) can be annotated", 1, 1, 1, 2, "a, b: int\n"]],
  ["f(): int = 1", ["SyntaxError", "illegal target for annotation", 1, 1, 1, 4, "f(): int = 1\n"]],
  ["f'{lambda x: 1}'", ["SyntaxError", "f-string: lambda expressions are not allowed without parentheses", 1, 4, 1, 13, "f'{lambda x: 1}'\n"]],
  ["async x", ["SyntaxError", "invalid syntax", 1, 7, 1, 8, "async x\n"]],
  ["await", ["SyntaxError", "invalid syntax", 1, 6, 1, 7, "await\n"]],
  ["@a\nb", ["SyntaxError", "invalid syntax", 2, 1, 2, 2, "b\n"]],
  ["not", ["SyntaxError", "invalid syntax", 1, 4, 1, 5, "not\n"]],
  ["a <> b", ["SyntaxError", "invalid syntax", 1, 3, 1, 5, "a <> b\n"]],
  ["'a\\\n", ["SyntaxError", "unterminated string literal (detected at line 1)", 1, 1, 1, 1, "'a\\"]],
  ["def f(a, a=): pass", ["SyntaxError", "expected default value expression", 1, 11, 1, 12, "def f(a, a=): pass\n"]],
  ["9".repeat(4301), ["SyntaxError", "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.", 1, 0, 1, 0, "9".repeat(4301) + "\n"]],
];

for (const [source, place] of PROBLEMS) {
  Deno.test(`problem of ${JSON.stringify(source.slice(0, 60))}`, () => {
    assertEquals(problemOf(source), place);
  });
}

Deno.test("nesting ends in a problem, never in a JavaScript error", () => {
  const sources = [
    "(".repeat(201),
    "-".repeat(100_000) + "1",
    "not ".repeat(100_000) + "1",
    "lambda: ".repeat(100_000) + "1",
    "1**".repeat(100_000) + "1",
    "x if y else ".repeat(100_000) + "1",
    "if a: pass\n" + "elif b: pass\n".repeat(100_000),
    "(".repeat(190) + "1 2" + ")".repeat(190),
    "[".repeat(190) + "1 2" + "]".repeat(190),
    "f'{".repeat(160) + "1",
  ];
  for (const source of sources) {
    const place = problemOf(source);
    if (place === null) throw new Error(`parsed: ${source.slice(0, 20)}`);
  }
});

Deno.test("what is long but not deep is no problem", () => {
  const sources = [
    "1+".repeat(50_000) + "1",
    "a" + ".b".repeat(50_000),
    "a" + "()".repeat(50_000),
    "a=".repeat(50_000) + "1",
    "a;".repeat(50_000),
    "(".repeat(199) + ")".repeat(199),
  ];
  for (const source of sources) assertEquals(problemOf(source), null);
});

Deno.test("incomplete input", () => {
  const options = { allowIncompleteInput: true, dontImplyDedent: true };
  for (const source of ["if a:", "(1,", '"""x', "def f():\n", "x = \\\n", "@a\n"]) {
    assertEquals(problemOf(source, "single", options)?.[0], "_IncompleteInputError", source);
  }
  for (const source of ["a b", "'x", ")", "if a b:"]) {
    assertEquals(problemOf(source + "\n", "single", options)?.[0], "SyntaxError", source);
  }
  assertEquals(
    problemOf("a\nb", "single")?.[1],
    "multiple statements found while compiling a single statement",
  );
});

Deno.test("an earlier grammar refuses what came later", () => {
  assertEquals(
    problemOf("match x:\n  case 1: pass\n", "exec", { featureVersion: 9 })?.[1],
    "Pattern matching is only supported in Python 3.10 and greater",
  );
});

Deno.test("null bytes have no place", () => {
  assertEquals(
    problemOf("a\0"),
    ["SyntaxError", "source code string cannot contain null bytes", 0, 0, 0, 0, null],
  );
});
