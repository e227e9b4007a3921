# SyntaxErrors of many kinds: message, line, offset, end, text.
cases = [
    "x = (1, 2", "x = 1)", "x = [1, 2}", "f(a for a in b, c)", "f(**k, *a)", "f(a=1, 2)", "f(**k, 2)", "f(a=1, a=2)", "def f(a, a): pass", "def f(a=1, b): pass",
    "def f(*): pass", "def f(*, **k): pass", "def f(a, /, b, /): pass", "def f(*a, *b): pass", "def f(**k, a): pass", "lambda a, a: 0", "x = 1 +", "if x = 1: pass",
    "if x\n  pass", "while True print(1)", "for x in y\n  pass", "class A\n  pass", "def f()\n  pass", "else: pass", "try: pass", "try: pass\nx = 1",
    "try: pass\nexcept: pass\nexcept A: pass", "try: pass\nexcept* A: pass\nexcept B: pass", "try: pass\nexcept A, B: pass", "try:\n  pass\nexcept* : pass", "import a.b as c.d", "from . import *x", "from a import (b, c", "from a import b,", "import", "from x import",
    "1 = x", "f() = 1", "x + 1 = 2", "None = 1", "True += 1", "(a, b) += 1", "[a, 1] = x", "{a: 1} = x", "a if b else c = 1", "x: int: str", "(a, b): int = 1", "'a' = 1", "f'{a}' = 1", "... = 1", "lambda: 1 = 2", "(yield) = 1", "-x = 1", "a < b = 1", "a.b() += 1",
    "del f()", "del 1", "del (a, 1)", "del *a", "with f() as 1: pass", "for 1 in x: pass", "for f() in x: pass", "[x for 1 in y]", "(a := 1) = 2", "x = a := 1", "a := 1", "f(a.b := 1)", "(a[0] := 1)", "[i := 0 for i in x]", "[j for j in (k := x)]",
    "return 1", "yield 1", "await x", "break", "continue", "def f():\n  async with a: pass", "async def f():\n  yield from x", "def f():\n  nonlocal x", "nonlocal x", "def f():\n  x = 1\n  global x", "def f(x):\n  global x", "def f():\n  print(x)\n  global x",
    "'abc", "\"abc", "'''abc", "x = 'a\nb'", "f'{'", "f'{a'", "f'}'", "f'{}'", "f'{a!x}'", "f'{a!}'", "f'{a b}'", "f'{a:{b:{c}}}'", "f'{*a}'", "f'{lambda x: 1}'", "f'{a = !r:^20'", "b'é'", "'\\x1'", "'\\u12'", "'\\N{no such}'", "b'\\x1'", "f'{\n'", "u'a' b'b'",
    "0777", "1__0", "1_", "0x", "0b12", "0o8", "1.e", "1e+", "1abc", "0b", "1_.5", "$", "x = ?", "x ! y", "a <> b", "x = 5 // ;", "é€ = 1", "x = \u00a01", "\\ x", "x = 1 \\ y", "\tx\n        y",
    "  x", "if 1:\nx", "if 1:\n  x\n y", "if 1:\n    x\n  y\n", "def f():", "class A:", "for x in y:\n\nz", "with a:\n", "match x:\ncase 1: pass", "match x:\n  case a: pass\n  case b: pass", "match x:\n  case a | 1: pass", "match x:\n  case [*a, *b]: pass", "match x:\n  case {**r, 'a': 1}: pass", "match x:\n  case A(a=1, 2): pass", "match x:\n  case A(a=1, a=2): pass", "match x:\n  case {'a': 1, 'a': 2}: pass", "match x:\n  case a, a: pass", "match x:\n  case 1 + 1: pass", "match x:\n  case -a: pass",
    "print 1", "print 'a', b", "exec 'x'", "raise A, 'b'", "import a from b", "f(x for x in y, 1)", "f(1 2)", "[1 2]", "{1: 2 3: 4}", "{1: 2, 3}", "{1, 2: 3}", "{**a, b}", "{1:}", "{1: *a}", "(*a)", "*a", "x = *a", "**a", "f(True=1)", "f(1=2)", "f(a.b=1)", "f(a b)", "a b", "a if b", "a if b else", "x = if", "def 1(): pass", "class 1: pass", "def f(1): pass", "def f(a.b): pass", "def None(): pass", "def f(None): pass", "class True: pass", "x.None", "x.if", "import None", "from __future__ import nope", "x = 1\nfrom __future__ import annotations", "from __future__ import braces", "def f():\n  import a\n  from a import *", "class A:\n  return 1", "async x", "async def f(): [await x for x in y]\nawait z", "@\ndef f(): pass", "@a", "type X = ", "type 1 = 2", "def f[T, T](): pass", "def f[T: (yield)](): pass", "class A[]: pass", "def f[T=int, U](): pass", "assert", "assert (x, 'y') =", "not", "x not y", "x is not in y", "a..b", "a,,b", "(,)", "x[", "x[]", "x[1:2:3:4]", "f(,)", "f(a,,b)", "->", "def f() -> : pass", "@x = 1", "x = = 1", "x === 1", "++", "i++", "x++ + 1", "&& a", "a && b", "a || b", "!a", "if (a:\n pass", "elif x: pass", "if x:\n  pass\nelse if y:\n  pass", "switch x:\n pass", "x = {\n 'a': 1\n 'b': 2\n}", "x = [\n 1,\n 2\n", "foo(\n  a,\n  b c\n)", "def f(a:\n  pass", "with open(x) as f, open(y) as g\n  pass", "with (open(x) as f, open(y) as g:\n  pass", "__debug__ = 1", "def f(__debug__): pass", "x.__debug__ = 1", "f(__debug__=1)", "import __debug__", "del __debug__", "a\x00b",
]
import warnings
warnings.simplefilter("ignore")
for source in cases:
    try:
        compile(source, "<case>", "exec")
        print(repr(source), "fine")
    except SyntaxError as e:
        print(repr(source), "|", type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
    except Exception as e:
        print(repr(source), "|", type(e).__name__, e)
