# struct, base64, binascii, hashlib, hmac, zlib checksums, uuid, secrets of fixed input, codecs.
import base64, binascii, codecs, hashlib, hmac, struct, uuid
print(struct.pack(">IhB", 1, -2, 3), struct.unpack("<Hf", b"\x01\x00\x00\x00\x80?"), struct.calcsize("iqd"), struct.calcsize("<iqd"), struct.pack("5s3p?", b"abc", b"xy", True), struct.pack("=2h", 1, 2), struct.unpack(">q", b"\xff" * 8), struct.pack("<d", 1.5).hex(), struct.pack("e", 1.0), struct.pack("c", b"x"), struct.pack("3x"), struct.pack("<Q", 2**64 - 1))
s = struct.Struct("<HB")
print(s.size, s.format, s.pack(1, 2), list(s.iter_unpack(b"\1\0\2\3\0\4")), s.unpack_from(b"xx\1\0\2", 2))
buf = bytearray(5); s.pack_into(buf, 1, 7, 8); print(buf)
for f in (lambda: struct.pack("B", 256), lambda: struct.pack("b", "a"), lambda: struct.pack("I", -1), lambda: struct.pack("z", 1), lambda: struct.unpack("I", b"a"), lambda: struct.pack("I"), lambda: struct.pack("i", 1.5), lambda: struct.pack("c", b"ab"), lambda: struct.pack("f", 1e300), lambda: s.pack_into(buf, 4, 1, 2), lambda: struct.calcsize("99"), lambda: struct.pack("s", "x"), lambda: struct.pack("h", 40000), lambda: struct.unpack_from("I", b"abc")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
data = bytes(range(20))
print(base64.b64encode(data), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xfb\xff"), base64.b32encode(b"hello"), base64.b16encode(b"hi"), base64.b85encode(b"hello"), base64.a85encode(b"hello\0\0\0\0"), base64.b32decode("NBSWY3DP"), base64.b85decode("Xk~0{Zv"), base64.encodebytes(b"x" * 60), base64.b64decode("aG Vs!bG8="), base64.b32hexencode(b"hi"))
for f in (lambda: base64.b64decode("abc"), lambda: base64.b64decode("a!b=", validate=True), lambda: base64.b16decode("0g"), lambda: base64.b32decode("1"), lambda: base64.b64encode("str"), lambda: binascii.unhexlify("abc"), lambda: binascii.unhexlify("zz"), lambda: base64.b64decode("é")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(binascii.hexlify(b"ab", "-"), binascii.crc32(b"hello"), binascii.crc_hqx(b"hello", 0), binascii.b2a_base64(b"x", newline=False), binascii.a2b_qp("a=3Db"), binascii.b2a_qp(b"a=b\xff"))
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"):
    h = hashlib.new(name, b"hello"); h.update(b" world")
    print(name, h.hexdigest()[:32], h.digest_size, h.block_size, h.name)
print(hashlib.sha256().hexdigest()[:16], hashlib.shake_128(b"x").hexdigest(8), hmac.new(b"k", b"m", "sha256").hexdigest()[:32], hmac.compare_digest("a", "a"), hashlib.md5(b"a").copy().hexdigest(), hashlib.blake2b(b"x", digest_size=8, key=b"k").hexdigest(), "sha256" in hashlib.algorithms_guaranteed)
try:
    hashlib.new("nope")
except ValueError as e:
    print(e)
try:
    hashlib.sha256("str")
except TypeError as e:
    print(e)
u = uuid.UUID("12345678123456781234567812345678")
print(u, u.hex, u.int, u.version, u.variant, uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "x"), u.bytes[:3], u.fields, u.urn, repr(u), uuid.UUID(int=5), u < uuid.UUID(int=2**127), len(str(uuid.uuid4())))
try:
    uuid.UUID("bad")
except ValueError as e:
    print(e)
print(codecs.encode("abc", "rot13"), codecs.encode(b"ab", "hex"), codecs.decode(b"6162", "hex"), codecs.lookup("utf8").name, codecs.BOM_UTF8, codecs.getincrementaldecoder("utf-8")().decode(b"\xc3"), "é".encode("utf-7"), "aé€".encode("utf-16-be"), b"\xff\xfe".decode("utf-16"), "x".encode("utf-8-sig"), "ü".encode("cp437"), "ж".encode("koi8-r"), "日".encode("unicode_escape"), b"\\u65e5".decode("unicode_escape"), "é".encode("raw_unicode_escape"))
dec = codecs.getincrementaldecoder("utf-8")("replace")
print(dec.decode(b"a\xe2\x82"), dec.decode(b"\xacb"), repr(dec.decode(b"\xe2", True)))
codecs.register_error("stars", lambda e: ("*" * (e.end - e.start), e.end)); print("aéü".encode("ascii", "stars"), b"a\xff".decode("ascii", "stars"))
