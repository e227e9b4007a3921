# replace, count, translate, strip, join and the codecs over texts of every kind and length, the short and the long ways.
import random

rnd = random.Random(1)
ALPHABETS = ["ab", "abc ", "a\xe9", "a\u20ac", "ab\U0001f600", "\x80\x9f\xff", "0123456789abcdefABCDEF"]
LENGTHS = [0, 1, 5, 20, 70, 300, 900]
CODECS = ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "ascii"]
HANDLERS = ["strict", "replace", "ignore", "backslashreplace", "surrogateescape", "xmlcharrefreplace"]


def text(alphabet, n):
    return "".join(rnd.choice(alphabet) for _ in range(n))


def digest(values):
    h = 0
    for v in values:
        h = (h * 31 + hash_of(v)) % 1000000007
    return h


def hash_of(v):
    h = len(v)
    for c in v if isinstance(v, bytes) else map(ord, v):
        h = (h * 33 + c) & 0xFFFFFFF
    return h


def attempt(f, *args):
    try:
        return f(*args)
    except (UnicodeError, ValueError) as e:
        return str(e)


def transforms(alphabet, out):
    s = text(alphabet, rnd.choice(LENGTHS))
    old, by = text(alphabet, rnd.choice([0, 1, 1, 2, 3])), text(alphabet + "$&x", rnd.choice([0, 1, 2, 5]))
    out += [s.replace(old, by), s.replace(old, by, 3), str(s.count(old)), by.join([s[:5], old, by]), "".join([s, old])]
    out += [by.join(s[:9]), s.strip(old), s.lstrip(old), s.rstrip(by), str(list(s[:200])), s[::-1], s[::3]]
    table = {ord(c): rnd.choice([None, "x", "yy", 65, 0x20AC, ""]) for c in alphabet[:6]}
    out += [s.translate(table), s.translate({ord(c): None for c in old}), s.translate(str.maketrans("ab", "ba"))]


def codecs(alphabet, out):
    s = text(alphabet, rnd.choice(LENGTHS)) + rnd.choice(["", "", "", "\ud800", "\ud83d\ude00", "\udc80"])
    for codec in CODECS:
        handler = rnd.choice(HANDLERS)
        b = attempt(s.encode, codec, handler)
        out.append(b)
        if isinstance(b, bytes) and handler != "xmlcharrefreplace":
            out.append(attempt(b.decode, codec, handler))


def octets(k, out):
    b = bytes(rnd.randrange(k) for _ in range(rnd.choice(LENGTHS)))
    o = bytes(rnd.randrange(k) for _ in range(rnd.choice([0, 1, 2, 3, 20])))
    y = bytes(rnd.randrange(k) for _ in range(rnd.choice([0, 1, 2, 5])))
    out += [b.replace(o, y), b.replace(o, y, 2), b.replace(o, y, 0), b.hex(), bytes.fromhex(b.hex()), bytes(bytearray(b).replace(o, y))]
    out.append(attempt(bytes.fromhex, b.hex() + rnd.choice(["", " ", "g", "1", "\u20ac", " ff"])))
    for codec in ("utf-8", "latin-1", "ascii", "utf-16", "utf-16-be"):
        out.append(attempt(str, rnd.choice([b, memoryview(b)[1:], bytearray(b)]), codec, rnd.choice(HANDLERS[:5])))


for alphabet in ALPHABETS:
    for f in (transforms, codecs):
        out = []
        for _ in range(60):
            f(alphabet, out)
        print(ascii(alphabet), f.__name__, len(out), digest(out))
for k in (2, 3, 128, 256):
    out = []
    for _ in range(100):
        octets(k, out)
    print(k, "octets", len(out), digest(out))
