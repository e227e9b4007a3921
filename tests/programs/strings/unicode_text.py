# Unicode: normalisation, categories, names, case folding, grapheme-ish handling, encodings round trip, surrogates, identifiers, widths.
import sys
import unicodedata as ud

samples = ["é", "e\u0301", "ﬁ", "Å", "한글", "ｶﾞ", "Ⅷ", "²", "ß", "İ", "ı", "Σίσυφος", "😀👍🏽", "👨‍👩‍👧", "\u202eabc", "א", "ا", "नमस्ते", "ไทย", "\u00ad", "ǆ", "ŉ", "𝔘𝔫𝔦", "\ufeff", "K"]
for s in samples:
    print(ascii(s), len(s), ascii(s.upper()), ascii(s.lower()), ascii(s.title()), ascii(s.casefold()), ascii(s.swapcase()), ascii(s.capitalize()))
    print("  ", [ascii(ud.normalize(f, s)) for f in ("NFC", "NFD", "NFKC", "NFKD")], [ud.is_normalized(f, s) for f in ("NFC", "NFKD")])
    print("  ", [(ud.category(c), ud.bidirectional(c), ud.combining(c), ud.east_asian_width(c), ud.mirrored(c), ud.name(c, "none")) for c in s[:3]])
    print("  ", s.isalpha(), s.isnumeric(), s.isdecimal(), s.isidentifier(), s.isprintable(), s.encode("utf-8"), s.encode("utf-16-be").hex(), s.encode("ascii", "xmlcharrefreplace"))
print(ud.lookup("SNOWMAN"), ud.lookup("LATIN SMALL LETTER E WITH ACUTE"), ud.decimal("٣"), ud.digit("²"), ud.numeric("½"), ud.numeric("五"), ascii(ud.decomposition("é")), ud.unidata_version, ud.name("\uac00"), ud.name("\u4e00"))
for src in ("ud.name('\\x00')", "ud.lookup('NO SUCH')", "ud.decimal('a')", "ud.digit('½')", "ud.numeric('a')", "ud.category('ab')", "ud.normalize('X', 'a')", "ud.name(5)", "'\\ud800'.encode()", "'\\udc80'.encode('utf-8', 'surrogateescape')", "'\\ud800'.encode('utf-8', 'surrogatepass')", "b'\\xed\\xa0\\x80'.decode('utf-8', 'surrogatepass')", "b'\\x80abc'.decode('utf-8', 'surrogateescape')", "'é'.encode('ascii')", "'aé€b'.encode('latin-1')", "b'\\xc3('.decode()", "b'\\xf0\\x9f\\x98'.decode()", "b'ab\\xff\\xfe'.decode('ascii')", "'\\U0001f600'.encode('cp1252')", "b'a\\x00b'.decode('utf-16')", "b'\\x00\\xd8'.decode('utf-16-le')", "'é' < 'z' < 'ｚ'", "'Straße'.casefold() == 'STRASSE'.casefold()", "'\\U0001f600' > '\\uffff'", "sorted(['\\U0001f600', '\\uffff', 'z'])", "max('a\\U0001f600b')", "'a\\U0001f600b'.index('b')", "'\\U0001f600' in 'x\\U0001f600'", "'x\\U0001f600y'[1:2]", "len('\\U0001f600' * 3)", "'\\U0001f600'.center(5, '\\U0001f601')", "'\\U0001f600'.isidentifier()", "'a\\U0001f600'.translate({0x1f600: 'b'})", "'\\U0001f600ab'.partition('a')", "'{:\\U0001f601^5}'.format('x')", "'%5s|' % '\\U0001f600'", "'\\U0001f600'.zfill(3)", "'ab\\U0001f600'.rjust(5)", "'\\U0001f600\\U0001f601'[::-1]", "'\\U0001f600a'.title()", "list('\\ud83d\\ude00')", "'\\ud83d\\ude00'.encode('utf-16-le', 'surrogatepass').decode('utf-16-le')", "chr(0xd800).isalpha()", "ord('\\ud800')", "'\\u2028'.splitlines()", "'a\\x85b\\x1dc'.splitlines()", "'\\u3000x\\u3000'.strip()", "'١٢٣'.isdigit(), int('١٢٣')", "'𝟏𝟐'.isdecimal(), int('𝟏𝟐')"):
    try:
        print(src, "=", ascii(eval(src)))
    except Exception as e:
        print(src, "->", type(e).__name__, ascii(str(e)))


def width(s): return sum(2 if ud.east_asian_width(c) in "WF" else 0 if ud.combining(c) else 1 for c in s)


def clean(s): return "".join(c for c in ud.normalize("NFD", s) if not ud.combining(c))


for s in ("日本", "abc", "e\u0301", "Ünïcödé", "Ｆｕｌｌ"):
    print(width(s), ascii(clean(s)), ascii(s.ljust(8, "·")))
text = "naïve café — “quotes” … Ω≈ç√∫ 日本語 😀"
for enc in ("utf-8", "utf-16", "utf-32", "utf-8-sig", "utf-7", "unicode_escape", "raw_unicode_escape", "utf-16-be", "utf-32-le"):
    data = text.encode(enc)
    print(enc, len(data), data.decode(enc) == text, data[:12])
for enc in ("latin-1", "cp1252", "ascii", "iso8859-15", "cp437", "koi8-r", "mac-roman"):
    print(enc, text.encode(enc, "replace")[:40], "é".encode(enc, "backslashreplace"))
变量 = 1; ñ = 2; µ = 3
print(变量, ñ, μ, "μ" in globals(), "µ" in globals(), sys.maxunicode, sys.getdefaultencoding())
counts = {}
for c in text: counts[ud.category(c)] = counts.get(ud.category(c), 0) + 1
print(counts, "".join(sorted(set(text.lower()) - set("abc")))[:10].encode())
