"""The multibyte codecs of East Asia: whole sets by digest, errors, handlers, incremental coders and streams."""
import codecs
import hashlib
import io

NAMES = "gb2312 gbk gb18030 hz big5 cp950 big5hkscs euc_jp shift_jis cp932 euc_kr cp949 iso2022_jp iso2022_kr".split()


def digest(enc):
    h, n, back = hashlib.sha1(), 0, 0
    for cp in range(0x3000, 0xA000):
        if cp == 0x3164:  # EUC-KR spells syllables with it
            continue
        try:
            e = chr(cp).encode(enc)
        except UnicodeEncodeError:
            continue
        n += 1
        h.update(b"%x:%s;" % (cp, e))
        back += e.decode(enc) == chr(cp)
    return n, back, h.hexdigest()[:12]


for enc in NAMES:
    print(enc, *digest(enc))

samples = {"gb2312": "简体中文~", "gb18030": "简体𠀀é\u1e3f", "hz": "ab~中文~cd", "big5": "繁體中文", "big5hkscs": "Ê̄繁",
           "euc_jp": "日本語ｶﾅ", "shift_jis": "日本語ｶﾅ", "iso2022_jp": "ABC日本語\nDEF", "euc_kr": "한국어 똠", "iso2022_kr": "한국어 abc"}
for enc, text in samples.items():
    data = text.encode(enc)
    print(enc, data, data.decode(enc) == text, codecs.lookup(enc).name)


def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except UnicodeError as e:
        print(type(e).__name__, e, e.start, e.end)
    except Exception as e:
        print(type(e).__name__, e)


for enc in ("gbk", "shift_jis", "euc_jp", "big5", "euc_kr"):
    for data in (b"\x81\xff\x41", b"\x81", b"a\xa1", b"\xff", b"\x8f\xa1", b"ok\x80"):
        attempt(data.decode, enc)
        attempt(data.decode, enc, "replace")
    attempt("\u20ac\U0001f600x".encode, enc)
    attempt("a\U0001f600b".encode, enc, "replace")
    attempt("a\U0001f600b".encode, enc, "xmlcharrefreplace")
    attempt("a\U0001f600b".encode, enc, "backslashreplace")
    attempt(b"\x81\xffa".decode, enc, "surrogateescape")
attempt(b"\x1b$B\x21".decode, "iso2022_jp")
attempt(b"\x1b(X".decode, "iso2022_jp")
attempt(b"~x".decode, "hz")

decoder = codecs.getincrementaldecoder("shift_jis")()
data = "日本語".encode("shift_jis")
print([decoder.decode(data[i:i + 1]) for i in range(len(data))])
print(decoder.decode(data[:1]), decoder.getstate()[0])
decoder.reset()
print(decoder.decode(b"", True))
decoder.decode(data[:1])
attempt(decoder.decode, b"", True)

encoder = codecs.getincrementalencoder("iso2022_jp")()
print(encoder.encode("日"), encoder.encode("本"), encoder.encode("a"), encoder.encode("語", True))

raw = io.BytesIO("一行目\n二行目\n".encode("euc_jp"))
reader = codecs.getreader("euc_jp")(raw)
print(reader.readline(), reader.read(2), reader.readlines())
raw = io.BytesIO()
writer = codecs.getwriter("iso2022_jp")(raw)
writer.write("日本")
writer.writelines(["語", "x"])
writer.reset()
print(raw.getvalue())
with io.TextIOWrapper(io.BytesIO("漢字\nかな".encode("big5")), encoding="big5") as f:
    print(f.read().split("\n"))
