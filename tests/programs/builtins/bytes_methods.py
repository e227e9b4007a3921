# bytes and bytearray: methods, mutation, hex, decoding, formatting, memoryview, errors.
b = b"Hello, World\x00\xff"
print(b, repr(b'a"\'b'), len(b), b[0], b[-1], b[1:4], b[::-2], list(b[:3]), b.hex(), b.hex("-", 2), b"abc".hex(":"), bytes.fromhex("00 ff1A"), bytes(3), bytes([1, 2]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)), bytes(), bytes(bytearray(b"q")), bytes(memoryview(b"m")))
print(b.upper(), b.lower(), b.title(), b.swapcase(), b.capitalize(), b.find(b"o"), b.rfind(b"o"), b.find(111), b.count(b"l"), b.index(b"W"), b.startswith(b"He"), b.endswith((b"x", b"\xff")), b.split(b","), b"a b  c".split(), b"a\nb\r\nc".splitlines(), b"abc".partition(b"b"), b"  x ".strip(), b"xxaxx".strip(b"x"), b"abc".replace(b"b", b"--"), b"-".join([b"a", bytearray(b"b")]), b"abc".center(7, b"*"), b"5".zfill(3), b"a\tb".expandtabs(4), b"abc".translate(bytes.maketrans(b"ab", b"xy"), b"c"), b"abc".removeprefix(b"a"), b"ab" * 2, b"a" + bytearray(b"b"), b"b" in b"abc", 98 in b"abc")
print(b"abc".isalpha(), b"12".isdigit(), b"a1".isalnum(), b" \n".isspace(), b"AB".isupper(), b"ab".islower(), b"Ab".istitle(), b"ab\x80".isascii(), b"a" < b"b", b"a" == bytearray(b"a"), b"a" == "a", hash(b"a") == hash(b"a"), {b"k": 1}[b"k"], b"%s %d %x %r %a %c %5.1f" % (b"s", 5, 255, "r", "é", 65, 1.5), b"%b" % b"x", b"%(k)s" % {b"k": b"v"})
print(b"\xc3\xa9".decode(), b"\xff".decode("latin-1"), b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"), b"a\xffb".decode("ascii", "backslashreplace"), ascii(b"\xff".decode("utf-8", "surrogateescape")), b"\xff\xfea\x00".decode("utf-16"), b"\x80".decode("cp1252"), str(b"x", "ascii"))
a = bytearray(b"hello")
a[0] = 72; a.append(33); a.extend(b"ab"); a.extend([99]); a.insert(0, 62); a += b"!"; a[1:3] = b"XYZ"; del a[-1]; print(a, a.pop(), a.pop(0), a)
a.reverse(); a.remove(33); a *= 2; print(a, len(a), a.copy() == a, a[::-1], bytearray(3), bytearray(b"x") + b"y", a.index(b"Z"), a.find(b"zz"), type(a[1:2]).__name__, a.upper(), a.split(b"l"))
a[::2] = b"0" * len(a[::2]); print(a); del a[1::2]; print(a); a.clear(); print(a, bool(a))
m = memoryview(bytearray(b"abcdef"))
print(m[0], m[1:3].tobytes(), m.tolist(), len(m), m.nbytes, m.format, m.itemsize, m.shape, m.strides, m.ndim, m.readonly, m[::-1].tobytes(), m == b"abcdef", m.hex(), bytes(m[::2]), memoryview(b"x").readonly, m.c_contiguous)
m[0] = 65; m[1:3] = b"XY"; print(m.obj, m.cast("H").tolist(), m.cast("B", (2, 3)).tolist(), memoryview(b"\x01\x00\x00\x00").cast("i")[0])
try:
    m.obj.append(1)
except BufferError as e:
    print(e)
m.release()
try:
    m[0]
except ValueError as e:
    print(e)
with memoryview(b"ctx") as mv: print(mv[1], hash(mv) == hash(b"ctx"))
for src in ("bytes('a')", "bytes(-1)", "bytes([256])", "bytes([-1])", "bytes(['a'])", "bytes(1.5)", "bytes('a', 'nope')", "bytes(5, 'utf-8')", "b'a'[5]", "b'a'['x']", "b'a' + 'a'", "'a' + b'a'", "b'a' * 'x'", "b'a' < 'a'", "b'abc'.index(b'z')", "b'a'.find('a')", "b''.join(['a'])", "b''.join([1])", "b'a'.split('x')", "b'a'.split(b'')", "b'a'.replace('a', b'')", "bytes.fromhex('zz')", "bytes.fromhex('abc')", "b'\\xff'.decode()", "b'\\xe2\\x82'.decode()", "b'\\x80'.decode('ascii')", "b'a'.decode('nope')", "b'a'.decode('utf-8', 'nope')", "b'\\xff'.decode('utf-16')", "b'%d' % 'a'", "b'%s' % 'a'", "b'%s' % 5", "b'%z' % 1", "bytearray(b'a').remove(5)", "bytearray().pop()", "bytearray(b'a')[0:1] + 5", "hash(bytearray())", "bytearray(b'a').append(256)", "bytearray(b'a').append('x')", "bytearray(b'a').insert(0, -1)", "256 in b'a'", "'a' in b'a'", "b'a'.center(5, b'ab')", "b'a'.translate(b'x')", "bytes.maketrans(b'a', b'bc')", "memoryview('a')", "memoryview(b'a')[1]", "memoryview(b'ab').cast('H', [2])", "memoryview(b'a').cast('zz')", "memoryview(bytearray(b'a')).__setitem__(0, 256)", "memoryview(b'a').__setitem__(0, 1)", "b'a'.startswith('a')", "b'a'.foo", "b'a'.zfill('x')", "b'a'.hex(5)", "b'a'.hex('ab')", "b'a'.fromhex(5)", "ord(b'ab')", "int(b'x')", "b'\\xed\\xa0\\x80'.decode()", "b'\\xf5\\x80'.decode()", "b'a\\xc0\\x80'.decode()"):
    try:
        print(src, "=", eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, e)
class B(bytes):
    def __new__(cls, v): return super().__new__(cls, v + b"!")
print(B(b"x"), type(B(b"x")[:1]).__name__, B(b"x") == b"x!", bytes(B(b"q")), isinstance(B(b""), bytes))
class HasBytes:
    def __bytes__(self): return b"from __bytes__"
class Idx:
    def __index__(self): return 3
print(bytes(HasBytes()), bytes(Idx()), bytearray(Idx()), bytes([Idx()]), b"abcdef"[Idx()])
for i, x in enumerate(b"ab"): print(i, x, end=" ")
print(*b"xyz", sep=",", end="\n")
print(b"""multi
line""", rb"\x", b"a" b"b", b"\
x", sorted(b"cab"), max(b"abc"), list(reversed(b"abc")), list(zip(b"ab", "cd")), bytes(map(ord, "hey")), b"abc"[1:2] == b"b", set(b"aab") == {97, 98}, any(b"\x00"), sum(b"\x01\x02"))
print(int.from_bytes(b"\x12\x34", "big"), (4660).to_bytes(2, "big"), b"a".ljust(3, b".") + b"a".rjust(3), b"aXbX".rsplit(b"X", 1), b"abab".rpartition(b"b"), b"a,b".split(sep=b",", maxsplit=0), b"x".__contains__(120), b"ab".__iter__().__next__())
