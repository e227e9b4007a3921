# str methods: case, search, split, strip, justify, translate, predicates.
samples = ["", "hello", "Hello World", "  padded\t\n", "ÄÖÜß straße", "ǅ titlecase", "123", "x1_y", "\u0130stanbul", "ﬁnal ς Σ", "tab\tsep\tval", "a\u0301 combining"]
for s in samples:
    print(repr(s), repr(s.upper()), repr(s.lower()), repr(s.title()), repr(s.capitalize()), repr(s.swapcase()), repr(s.casefold()))
    print("  ", s.isalpha(), s.isalnum(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())
    print("  ", repr(s.strip()), repr(s.lstrip("hH ")), repr(s.rstrip("do\n")), s.split(), s.rsplit(None, 1), s.partition(" "), s.rpartition("l"))
text = "one,two,,three,"
print(text.split(","), text.split(",", 2), text.rsplit(",", 2), ",".join(text.split(",")))
print("a\nb\r\nc\rd\x0be\x0cf\x1cg\u2028h".splitlines(), "a\nb\n".splitlines(True))
print("abcabc".find("c"), "abcabc".rfind("c"), "abcabc".find("z"), "abcabc".find("c", 3), "abcabc".find("c", -3, -1), "abcabc".count("bc"), "aaaa".count("aa"), "abc".count(""))
for args in (("b",), ("z",), ("a", 1)):
    try:
        print("abc".index(*args))
    except ValueError as e:
        print("ValueError", e)
print("hello".replace("l", "L"), "hello".replace("l", "L", 1), "hello".replace("", "-"), "aaa".replace("aa", "b"))
print("x".center(7, "*"), "x".ljust(4, ".") + "|", "x".rjust(4) + "|", "-42".zfill(6), "+7".zfill(4), "abc".zfill(2))
print("a\tbc\tdef".expandtabs(), "a\tbc\tdef".expandtabs(4), repr("\t".expandtabs(0)))
print("abc".startswith("ab"), "abc".startswith(("x", "a")), "abc".endswith("bc", 1), "abc".startswith("b", 1), "abc".endswith(()))
table = str.maketrans("abc", "xyz", "d")
print("abcd".translate(table), "abc".translate({97: None, 98: "BB", 99: 100}), str.maketrans({"a": 1, 98: "q"}))
print("prefix-body".removeprefix("prefix-"), "body.txt".removesuffix(".txt"), "abc".removeprefix("z"))
print("abc" < "abd", "Z" < "a", "" < "a", "abc" == "abc", "a" * 3, 3 * "ab", "a" * -1, "b" in "abc", "" in "abc")
print("abcdef"[2], "abcdef"[-1], "abcdef"[1:4], "abcdef"[::-1], "abcdef"[::2], "abcdef"[4:1:-1], "abcdef"[10:])
print(ord("é"), chr(233), chr(0x1F600), len("😀a"), "😀a"[0], "😀a"[1], ascii("é😀"), "😀".encode(), repr("\x00\x7f\xa0\u200b\ud800"))
for bad in ("'abc'[5]", "'a' + 1", "'a' * 'b'", "'abc'['x']", "ord('ab')", "chr(-1)", "'%d' % 'x'", "'a'.join([1])", "'a'.foo", "'abc'[0] = 'x'", "int('a')", "'a' < 1", "' '.split('')"):
    try:
        exec(bad)
    except Exception as e:
        print(bad, "->", type(e).__name__, e)
print("{0} {1} {0}".format("a", "b"), "{:>8.3}|{:<6}|{:^6}|{:*^9}".format("abcdef", "l", "c", "mid"), "{x!r:>5}".format(x="q"), "{:{}}".format("w", 5))
print("%s %r %a %c %c" % ("é", "é", "é", "x", 65), "%-10s|%5s|%.2s" % ("left", "r", "truncate"), "%(k)s-%(k)r" % {"k": "v"})
print("".join(sorted("hello")), list("abc"), tuple("ab"), set("a"), max("hello"), min("hello"), "-".join("abc"), sum(map(ord, "abc")))
print("a,b;c".replace(";", ",").split(","), " ".join(w.capitalize() for w in "the quick brown fox".split()))
print(str(b"bytes", "ascii"), str(5), str(None), str(["a", 1]), repr('it\'s "quoted"'), repr("it's"), repr("\\n\n"))
