# Literals: every form of number and string, implicit concatenation, escapes, their errors, names in other scripts, continuation lines.
# A long table of erroneous sources stands at the end, one message each.
import warnings
warnings.simplefilter("ignore")
print(0x_FF, 0o17, 0b1010, 1_000_000, 0, 00, 0xDEAD_BEEF, 10**25, 0xFFFFFFFFFFFFFFFFFF)
print(1., .5, 1e3, 1E-3, 1_0.0_1, 1e+5, 0e0, 1j, .5J, 1e2j, 0_0.0, 123456789012345678901234567890.0, 1e400, 5e-324)
print('a' "b" '''c''' """d
e""", r'\n', b'\x00\xff' rb'\d' B"z", u'\u00e9', '\101\x41\u0041\U00000041\N{LATIN SMALL LETTER A}', 'a\
b', '\a\b\f\v\0'.encode(), "\t'\"")
print("\d", '\8', "\777", b"\777" if False else "", len('\
'), """"quoted" """, '''it's''')
名前 = "name"; é = 1; ﬁ = 2; 𝐱 = 3
print(名前, é, fi, x, "ﬁ" in globals(), "fi" in globals())
total = 1 + \
    2 + (3 +
         4)   # comment
print(total, [1,
  2,
], {
  'a': 1,
}, ("x",), (), [], {}, {1}, ...)
print(1 if True else 2, not True, -2 ** 2, 2 ** -1, ~5, - - 1, +1, 7 // 2, -7 // 2, -7 % 3, 7 % -3, 1 << 3 | 1 & 3 ^ 5, 2 ** 3 ** 2, 1 - -1, not not 0)
print(1 .real, 1..real, 1.5.is_integer(), 1j.imag, "a".upper(), [1, 2][0], (lambda: 5)(), {"a": 1}["a"], "abc"[::-1])
bad = ["0123", "1_", "1__0", "0x", "0b2", "0o8", "0xg", "1.2.3", "1e", "1e+", "0_x1", "1a", "1_000_", "'abc", '"abc', "'''abc", "b'é'", "'\\x1'", "'\\u12'", "'\\U00110000'", "'\\N{no such}'", "b'\\x1'", "1 2", "a b", "x = ", "(1", "[1", "{1", "1)", "(1]", "1 +", "$", "?", "a!b", "€", "1if 1else 2", "0b1_", "1.e5_", "'a' b'b'", "f'a' b'b'", "\\ 1", "a = \\", "5 = x", "0777", "00001", "1jx", "0xfor x", "0b1and 2", "\x00", "'\x00'", "a\u00a0b", "“x”", "x = 1 +\n", "5 if 3", "print 5", "exec 'x'", "a++", "++a", "a = b = ", "lambda", "x ==", "not", "1 <> 2", "a; ; b", ";", "a =! b", "None = 1", "f() = 1", "True += 1", "a + 1 = 2", "(a, 1) = 2", "x: int: str", "*a", "*a = 1", "del f()", "del 1", "del (a, 1)", "a.1", "'a'.'b'", "a..b", "a,,b", "[,]", "(,)", "{,}", "{1:}", "{:1}", "{1: 2, 3}", "{1, 2: 3}", "f(a for a in b, c)", "f(a=1, 2)", "f(**k, *a)", "f(a=1, a=2)", "f(1=2)", "f(None=1)", "f(a.b=1)", "f(a b)", "f(,)"]
for src in bad:
    try:
        compile(src, "<src>", "exec")
        print("fine:", repr(src))
    except SyntaxError as e:
        print(repr(src), "->", type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
    except Exception as e:
        print(repr(src), "->", type(e).__name__, e)
