# bytes, bytearray, memoryview.
b = b"hello \x00\xff world"
print(b, len(b), b[0], b[-1], b[1:5], b[::-1], list(b[:3]), bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(range(5)), bytes.fromhex("de ad BE ef"), b.hex(), b.hex(":"), b.hex("-", 4), b.hex("_", -3))
print(b.split(), b.find(b"o"), b.find(111), b.rfind(b"o"), b.count(b"l"), b.replace(b"l", b"LL"), b.upper(), b.title(), b.startswith(b"he"), b.endswith((b"x", b"ld")), b.partition(b" "), b"a,b,,c".split(b","), b" x ".strip(), b"xxhixx".strip(b"x"), b"abc".center(9, b"*"), b"-5".zfill(4), b"a\tb".expandtabs(4), b"ab" * 3, b"a" + b"b", b"b" in b"abc", 98 in b"abc", b"abc" < b"abd", b"abc" == bytearray(b"abc"))
print(b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"), b",".join([b"a", bytearray(b"b")]), b"a\nb\r\nc".splitlines(), b"abc".isalpha(), b"12".isdigit(), b"\t ".isspace(), b"Abc".istitle(), b"%d %s %r %a %05.1f %x %b" % (5, b"x", b"y", "é", 2.5, 255, b"z"))
for enc, text in [("utf-8", "é😀"), ("latin-1", "é"), ("ascii", "abc"), ("utf-16", "aé"), ("utf-16-le", "😀"), ("utf-32", "a"), ("utf-8-sig", "x")]:
    raw = text.encode(enc)
    print(enc, raw, raw.decode(enc) == text)
for data, enc, err in [(b"\xff\xfe", "utf-8", "strict"), (b"a\x80b", "utf-8", "replace"), (b"a\x80b", "utf-8", "ignore"), (b"a\x80b", "utf-8", "backslashreplace"), (b"a\x80b", "utf-8", "surrogateescape"), (b"\xe2\x82", "utf-8", "strict"), (b"\x80", "ascii", "strict"), (b"\xd8\x00", "utf-16-be", "strict"), (b"\xed\xa0\x80", "utf-8", "surrogatepass")]:
    try:
        print(repr(data.decode(enc, err)))
    except UnicodeDecodeError as e:
        print(e, e.start, e.end, e.reason, e.object)
for text, enc, err in [("é", "ascii", "strict"), ("é€", "latin-1", "replace"), ("é€", "ascii", "xmlcharrefreplace"), ("é€😀", "ascii", "backslashreplace"), ("é€", "ascii", "namereplace"), ("\ud800", "utf-8", "strict"), ("\udc80", "utf-8", "surrogateescape"), ("ab", "nope", "strict"), ("é", "ascii", "nohandler")]:
    try:
        print(text.encode(enc, err))
    except (UnicodeEncodeError, LookupError) as e:
        print(type(e).__name__, e)
ba = bytearray(b"hello")
ba[0] = 72; ba.append(33); ba.extend(b"??"); ba[1:3] = b"EEE"; del ba[-1]; ba.insert(0, 62); ba += b"end"; ba.reverse(); print(ba, ba.pop(), ba.pop(0), len(ba)); ba.remove(33); ba *= 2; print(ba); ba.clear(); print(ba)
for action in ("ba[0]", "ba.append(256)", "ba.append('x')", "bytes([256])", "bytes('x')", "bytes(-1)", "b'a' + 'b'", "b'a'[5]", "bytes.fromhex('xz')", "b'abc'.index(b'z')", "b''.join(['a'])", "bytearray().pop()", "b'%d' % 'x'", "bytes(1.5)", "b'a' in 'abc'", "b'abc'.find('a')"):
    try:
        print(eval(action))
    except Exception as e:
        print(action, type(e).__name__, e)
m = memoryview(bytearray(b"abcdefgh"))
print(m[0], m[1:4].tobytes(), m[::2].tolist(), m.nbytes, m.format, m.itemsize, m.shape, m.strides, m.readonly, len(m), m.contiguous, m == b"abcdefgh", bytes(m[::-1]))
m[0:2] = b"ZY"; c = m.cast("H"); print(c.tolist() == [int.from_bytes(m[i:i+2], "little") for i in range(0, 8, 2)], c.format, c.shape, m.hex(), m.obj[:3]); m.release()
try:
    m[0]
except ValueError as e:
    print(e)
try:
    memoryview(b"abc")[0] = 1
except TypeError as e:
    print(e)
locked = bytearray(b"xyz")
with memoryview(locked) as view:
    try:
        locked.append(1)
    except BufferError as e:
        print(e)
locked.append(1); print(locked, hash(b"abc") == hash(bytes(bytearray(b"abc"))), repr(b"it's \"q\"\\\n\x01"), int.from_bytes(b"\x01\x00", "big"), (1000).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True))
