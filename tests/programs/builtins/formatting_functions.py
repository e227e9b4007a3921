# format, repr, ascii, bin, oct, hex, chr, ord, round, divmod, pow, abs: values and corner cases.
from decimal import Decimal
from fractions import Fraction


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


for spec in ("", "d", "5d", "<6d", "^7d", "+d", " d", "=+8d", "08d", ",d", "_d", "x", "#x", "X", "#b", "#o", "c", "e", ".2f", "%", "n", "#_x", "*^9,"):
    row = []
    for value in (0, 97, -1234567 if "c" not in spec else 8364):
        try:
            row.append(f"[{format(value, spec)}]")
        except Exception as e:
            row.append(f"{type(e).__name__}: {e}")
    print(f"{spec!r:8}", *row)
for spec in ("", "f", ".0f", ".3f", "10.2f", "e", ".3e", "g", ".3g", "#.3g", "%", ".1%", ",", "_.2f", "+.1f", "010.3f", "n", "z.0f", "<10", "E", "G", "#.0f"):
    print(f"{spec!r:8}", *(f"[{v:{spec}}]" for v in (0.0, -0.1, 1234567.891, 1e22, float("inf"), float("nan"))))
for spec in ("", "s", "10", ">10", "^10", "*<10", ".2", "10.2s", "\u20ac^9"):
    print(f"{spec!r:8}", *(f"[{v:{spec}}]" for v in ("", "abc", "\u65e5\u672c")))
for spec, value in (("d", "a"), ("s", 1), ("=10", "a"), ("+", "a"), (",s", "a"), ("d", 1.5), (".2d", 1), ("q", 1), ("q", 1.0), ("#c", 65), (",c", 65), (",x", 1),
                    ("x", []), ("10", None), ("c", -1), ("c", 0x110000), ("_,", 1), (",_", 1), ("99999999999999999999d", 1), (".", 1.0), ("=5", 1j), ("05", 1j), ("1", object), ("..", 1.0), ("zd", 1)):
    attempt(f"format({value!r}, {spec!r})", lambda: format(value, spec))
print(f"{1+2j:.2f} {1+2j:>12} {-1.5j:+g} {complex(1, -0.0)!r} {complex('nan')!r} {Decimal('1.10'):.3f} {Fraction(1, 3):.4f} {True:5} {True!s:5}| {True:d}")
print(ascii("é\u20ac\U0001f600\n'"), repr("tab\t'\"\x00\x7f\xa0\u200b\ud800"), repr(b"\x00'\"\xff\n\\"), repr('it\'s "q"'))
print(bin(10), bin(-10), oct(8), hex(255), hex(-255), hex(2**70), bin(True), bin(0))
print(chr(97), chr(0x1F600), ord("a"), ord("\u20ac"), ord(b"z"), ord(bytearray(b"q")))
attempt("chr", lambda: chr(-1))
attempt("chr2", lambda: chr(0x110000))
attempt("chr3", lambda: chr("a"))
attempt("ord", lambda: ord("ab"))
attempt("ord2", lambda: ord(5))
attempt("ord3", lambda: ord(b""))
attempt("hex", lambda: hex(1.5))
attempt("bin", lambda: bin("1"))
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, 2.675, -3.5)], [round(x, 2) for x in (2.675, 1.005, -0.001, 1e300)], round(12345, -2), round(15, -1), round(25, -1), round(-15, -1), round(5, 3), round(True), type(round(1.0)), type(round(1.0, 0)))
attempt("round inf", lambda: round(float("inf")))
attempt("round nan", lambda: round(float("nan")))
attempt("round s", lambda: round("1"))
attempt("round n", lambda: round(1.5, "a"))
attempt("round none", lambda: round(1.5, None))
print([divmod(a, b) for a, b in ((7, 3), (-7, 3), (7, -3), (-7, -3), (7.5, 2), (-7.5, 2), (True, 2), (10**20, 7))])
attempt("divmod", lambda: divmod(1, 0))
attempt("divmod f", lambda: divmod(1.0, 0))
attempt("divmod s", lambda: divmod("a", 1))
attempt("divmod c", lambda: divmod(1j, 1))
print(pow(2, 10), pow(2, -1), pow(2, 10, 1000), pow(3, -1, 7), pow(-2, 3, 5), pow(2, 0, 1), pow(0, 0), pow(2.0, 3), pow(-8, 1 / 3).imag > 1, pow(0.0, 0))
attempt("pow mod 0", lambda: pow(2, 3, 0))
attempt("pow inv", lambda: pow(2, -1, 4))
attempt("pow zero", lambda: pow(0, -1))
attempt("pow f", lambda: pow(2.0, 3, 5))
attempt("pow s", lambda: pow("a", 2))
attempt("pow s3", lambda: pow("a", 2, 3))
attempt("pow over", lambda: pow(10.0, 400))
print(abs(-5), abs(-5.5), abs(3 + 4j), abs(True), abs(-0.0), abs(Fraction(-1, 2)))
attempt("abs", lambda: abs("a"))
attempt("int", lambda: [int("0x1f", 16), int("0b11", 0), int(" 42\n"), int("1_000"), int("-7"), int(b"12"), int(3.99), int("z", 36), int("٣")])
for bad in ("", "1__0", "_1", "0x", "12a", "1.5", "0b2", "é"):
    attempt(f"int({bad!r})", lambda: int(bad, 0 if bad[:1] == "0" else 10))
for bad in ("", "1e", "nan(1)", "1_.0", "0x1p", "--1", "1 2"):
    attempt(f"float({bad!r})", lambda: float(bad))
for bad in ("", "1+", "1+2", "1 + 2j", "jj", "(1+2j", "1j2"):
    attempt(f"complex({bad!r})", lambda: complex(bad))
