# Text beyond ASCII: categories, case, normal forms, width, codecs, identifiers, sorting, formatting, slicing.
import string
import unicodedata as ud
from collections import Counter

SAMPLES = ["straße", "ΑΣ ΣΑΣ", "ﬁancé", "İstanbul", "ǆ", "e\u0301", "ŉ", "Å\u212b", "𝔘𝔫𝔦", "नमस्ते", "한글", "🏳️‍🌈", "\u2028x", "٣٤", "Ⅷ", "½"]
for s in SAMPLES:
    print(ascii(s), len(s), ascii(s.upper()), ascii(s.lower()), ascii(s.title()), ascii(s.casefold()), ascii(s.swapcase()), ascii(s.capitalize()))
    print("   ", s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isidentifier(), s.isprintable(), s.islower(), s.isupper(), s.istitle())
    print("   ", [ascii(ud.normalize(f, s)) for f in ("NFC", "NFD", "NFKC", "NFKD")], [ud.category(c) for c in s])
for c in "aß½Ⅷ٣\u0301☃한🏳 \u200d":
    print(ascii(c), ud.name(c, "?"), ud.category(c), ud.bidirectional(c), ud.combining(c), ud.east_asian_width(c), ud.mirrored(c), ud.decomposition(c), ud.numeric(c, None), ud.digit(c, None))
print(ud.lookup("SNOWMAN"), "\N{GREEK SMALL LETTER ALPHA}", ud.lookup("latin small letter e with acute"), ud.is_normalized("NFC", "e\u0301"))
for bad in (lambda: ud.lookup("NO SUCH"), lambda: ud.name("\n"), lambda: ud.normalize("NFX", "a"), lambda: ud.numeric("a"), lambda: ud.category("ab")):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, "|", e)

text = "naïve café 🐍 日本 \ud800"
for codec in ("utf-8", "utf-16", "utf-16-be", "utf-32-le", "latin-1", "ascii", "cp1252", "utf-7"):
    for errors in ("strict", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "ignore", "surrogatepass"):
        try:
            data = text.encode(codec, errors)
            print(codec, errors, data.hex() if len(data) > 40 and data[1] in (0, 0xFE, 0x6E) else data)
        except UnicodeEncodeError as e:
            print(codec, errors, e.reason, e.start, e.end, ascii(e.object[e.start : e.end]))
for data in (b"caf\xc3\xa9", b"caf\xe9", b"\xff\xfea\x00", b"\xf0\x9f\x90", b"\xed\xa0\x80", b"\xc0\x80", b"a\x80\x80b"):
    for errors in ("strict", "replace", "ignore", "surrogateescape", "backslashreplace"):
        try:
            print(data, errors, ascii(data.decode("utf-8", errors)))
        except UnicodeDecodeError as e:
            print(data, errors, str(e))
print("café".encode("utf-8-sig"), b"\xef\xbb\xbfx".decode("utf-8-sig"), "\udcff".encode(errors="surrogateescape"))

words = ["zebra", "Äpfel", "apfel", "Zoo", "éclair", "eclair", "ß", "ss"]


def fold(s):
    return "".join(c for c in ud.normalize("NFD", s.casefold()) if not ud.combining(c))


print(sorted(words), sorted(words, key=str.casefold), sorted(words, key=lambda w: (fold(w), w)))
print(Counter(ud.category(c)[0] for c in "".join(SAMPLES)).most_common())


def width(s):
    return sum(0 if ud.combining(c) else 2 if ud.east_asian_width(c) in "WF" else 1 for c in s)


for row in (["名前", "x"], ["café", "12"], ["e\u0301t", "3"], ["한글 a", ""]):
    print("|" + "|".join(c + "." * (8 - width(c)) for c in row) + "|", f"|{row[0]:_^8}|{row[0]!a:>16}|")
ñandú, ª = 3, 4
print(ñandú, globals()["ñandú"], "ª" in globals(), "a" in globals(), 𝔘 if (𝔘 := 9) else 0, "U" in globals())
print("🐍x🐍"[::-1], "🐍x".find("x"), "a🐍b".split("🐍"), "🐍" * 2 < "\uffff", ord("🐍"), chr(0x1F40D) == "🐍", "x🐍".partition("🐍"), "🐍".center(5, "é"))
print("ǅ".islower(), "ǅ".istitle(), "ß".upper().lower(), "ς".upper(), "\xa0".isspace(), "\u3000x\u3000".strip(), "a\x1cb\x85c\u2029d".splitlines(), "a\x1cb\u2003c".split())
print(int("٣٤"), float("１.５"), "x".translate({120: "é🐍", 121: None}), "ÀB".translate(str.maketrans("À", "a", "B")), string.Template("$ñ ${é}").safe_substitute({"é": 1}))
