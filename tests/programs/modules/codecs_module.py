"""_codecs: the functions of all codecs, error handlers, the registry."""

import _codecs
import codecs
import warnings

warnings.simplefilter("ignore")


def show(source):
    try:
        result = eval(source)
    except Exception as e:
        result = type(e).__name__ + ": " + str(e)
    print(ascii(source), "->", ascii(result))


CASES = r"""
_codecs.utf_8_decode()
_codecs.utf_8_decode(1)
_codecs.utf_8_decode("a")
_codecs.utf_8_encode(1)
_codecs.utf_8_encode("a",1)
_codecs.utf_8_encode("a","b\0")
_codecs.escape_decode("a\\x4")
_codecs.escape_decode(b"a\\x4zz","ignore")
_codecs.escape_decode(b"a\\x4zz","replace")
_codecs.escape_decode(b"a\\x4zz","foo")
_codecs.escape_decode(b"a\\")
_codecs.escape_encode("a")
_codecs.escape_encode(b"a\n\x00'\\")
_codecs.escape_encode(bytearray(b"a"))
_codecs.readbuffer_encode("aé")
_codecs.readbuffer_encode(1)
_codecs.unicode_escape_decode("aé\\n")
_codecs.unicode_escape_decode("\ud800")
_codecs.charmap_decode(b"ab",None,{97:None})
_codecs.charmap_decode(b"ab",None,{97:"xx",98:0x110000})
_codecs.charmap_decode(b"ab",None,{97:"xx",98:1.0})
_codecs.charmap_decode(b"ab","replace",{97:"xx"})
_codecs.charmap_decode(b"ab","replace",[1,2])
_codecs.charmap_decode(b"ab","replace",None)
_codecs.charmap_encode("abé\u1234","ignore",None)
_codecs.charmap_encode("ab","ignore",{97:256})
_codecs.charmap_encode("ab","ignore",{97:-1})
_codecs.charmap_encode("ab","strict",{97:"x"})
_codecs.charmap_encode("ab","strict",{97:b"xyz",98:None})
_codecs.charmap_encode("ab","strict",{97:b"xyz",98:1.5})
_codecs.charmap_encode("ab","xmlcharrefreplace",{i:i for i in range(40,60)})
_codecs.charmap_build(1)
_codecs.charmap_build("abc")
type(_codecs.charmap_build("".join(map(chr,range(255)))+"\ufffe"))
_codecs.lookup(1)
_codecs.lookup("a\0")
_codecs.lookup("xx")
_codecs.lookup_error(1)
_codecs.lookup_error("zz")
_codecs.register(1)
_codecs.register_error(1,2)
_codecs.register_error("zz",2)
_codecs.unregister(1)
_codecs.utf_16_ex_decode(b"\xff\xfea\0")
_codecs.utf_16_ex_decode(b"a\0",None,1)
_codecs.utf_16_ex_decode(b"a",None,0)
_codecs.utf_16_encode("a",None,5)
_codecs.utf_16_encode("a",None,"x")
_codecs.utf_16_encode("a",None,2**40)
_codecs.utf_7_decode(b"a+")
_codecs.utf_7_encode("a+")
_codecs.encode("a",1)
_codecs.encode()
_codecs.encode("a","xx")
_codecs.decode(b"a",errors=1)
_codecs.escape_decode(b"\\z\\400")
_codecs.unicode_escape_decode(b"\\z\\400")
_codecs.lookup("latin 1").name
_codecs.utf_8_decode(memoryview(b"abc")[::2])
_codecs.raw_unicode_escape_decode("é\\u1234\\u12")
_codecs.unicode_escape_decode(b"ab\\",None,False)
_codecs.unicode_escape_decode(b"ab\\",None,True)
_codecs.charmap_decode(b"ab",None,"a\ufffe")
_codecs.charmap_encode("a",None,1)
_codecs.latin_1_decode("a")
_codecs.utf_8_decode(bytearray(b"\xff"))
"""
for case in CASES.strip().splitlines():
    show(case)
names = []
codecs.register(lambda name: names.append(name))
for name in ("Foo Bar", "a--b  c", "foo.\xe9-x", "NONE@1", "_x_", " x "):
    try:
        codecs.lookup(name)
    except LookupError as e:
        print(ascii(str(e)), names[-1])


def mine(e):
    return ("<%s>" % e.object[e.start:e.end].hex() if isinstance(e, UnicodeDecodeError) else "?", e.end)


codecs.register_error("mine", mine)
print(b"a\xffb".decode("utf-8", "mine"), "a\u1234b".encode("ascii", "mine"), b"\x81".decode("cp1252", "mine"))
for encoding in ("utf-8", "utf-16", "utf-32", "utf-7", "latin-1", "cp1252", "koi8-r", "idna", "punycode"):
    for errors in ("strict", "replace", "ignore", "backslashreplace", "namereplace", "xmlcharrefreplace"):
        try:
            print(encoding, errors, "h\xe9\u20ac\U0001f600".encode(encoding, errors))
        except Exception as e:
            print(encoding, errors, type(e).__name__, ascii(str(e)))
print(codecs.encode(b"abc", "hex"), codecs.decode("nop", "rot13"), codecs.encode(b"a" * 5, "base64"))
decoder = codecs.getincrementaldecoder("utf-8")("replace")
print([decoder.decode(bytes([b])) for b in "\u20ac".encode()], decoder.getstate())
