# re: groups, look-around, flags, substitution with functions, splitting, scanners, verbose patterns, errors.
import re

m = re.match(r"(?P<user>\w+)@(?P<host>[\w.]+)(?::(\d+))?", "joe@example.com rest")
print(m, m.group(), m.group(1, "host"), m.groups(), m.groups("none"), m.groupdict(), m.span("host"), m.start(3), m.end(), m["user"], m.lastindex, m.lastgroup, m.re.pattern, m.string, m.pos, m.endpos, m.regs)
print(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1b2"), re.findall(r"x*", "axxb"), [x.span() for x in re.finditer(r"a|", "aba")])
print(re.split(r"[,;]\s*", "a, b;c,d"), re.split(r"(-)", "a-b-c"), re.split(r"x*", "axbc"), re.split(r"\s", " a b ", maxsplit=1))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world foo bar"), re.sub(r"(?P<n>\d)", r"<\g<n>\g<0>>", "1a2"), re.sub(r"\d", lambda m: str(int(m[0]) * 2), "1 2 3", count=2), re.subn("a", "b", "aaa"), re.sub("x*", "-", "abxd"), re.sub("a", r"\n\\", "a"))
print(re.search(r"(?<=\$)\d+(?!\d|%)", "a $100 $50%").group(), re.search(r"(?<!a)b", "ab bb").span(), re.match(r"(?=.*\d)(?=.*[a-z])\w{4,}$", "abc1") is not None, re.search(r"(a)?b(?(1)c|d)", "bd abc").group())
print(re.match("ABC", "abc", re.I), re.findall("^.", "a\nb", re.M), re.match(".+", "a\nb", re.S).group(), re.findall(r"(?i:a)b", "Ab aB"), re.search(r"(?x) a b # comment", "ab"), re.findall(r"\w+", "é1_ü", re.A), re.findall(r"\bfoo\b", "foo foobar foo"))
print(re.fullmatch("a|ab", "ab"), re.fullmatch("a", "ab"), re.match("(a+)+$", "a" * 20 + "b"), re.match(r"(.)(.)\2\1", "abba"), re.findall(r"(?:ab)+", "ababxab"), re.findall("a{2,3}?", "aaaaa"), re.findall("a{,2}", "aaa"), re.match("a++a", "aaa"), re.match("(?>a+)b", "aab"), re.findall("a{2}", "aaaa"), re.match("x{,}", "xxx"))
p = re.compile(r"(\d+)-(\d+)", re.I | re.M)
print(p, p.flags, p.groups, p.groupindex, p.match("12-34", 1), p.search("x12-34", 2).group(), p.fullmatch("a1-2b", 1, 4), p.findall("1-2 3-4"), p.sub("X", "1-2 3-4", 1), p == re.compile(r"(\d+)-(\d+)", re.I | re.M))
print(re.escape("a.b*c[d] e-f_g\n"), re.compile("é").match("é"), re.compile(b"\\d").findall(b"1a2"), re.NOFLAG, re.I, re.I | re.S, repr(re.compile("a" * 10, re.X)))
for pat in ("(", ")", "[", "a**", "*a", "a{2,1}", "(?P<1>a)", "(?P<a>x)(?P<a>y)", "(?P=b)", r"\1", "(?<=a+)b", "[b-a]", "(?z)", "\\", "(?P<n", "(?(2)a|b)", "a(?i)b", r"\8", "(?", "(?#", "[\\d-z]", "(?P>x)", r"\N{nope}", r"\u12", r"\x1", "x{99999999999}", "(?iL)a", "[]", "a)b", "(?:a", r"\q", r"[\q]", "(?P<é>a)", "(?-i)", "(?i-i:a)", "++", "a{1}{2}", "(?(x)a)"):
    try:
        print(pat, "fine", re.compile(pat).groups)
    except re.error as e:
        print(pat, "->", e.msg, e.pos, e.lineno, e.colno, "|", e)
    except Exception as e:
        print(pat, "->", type(e).__name__, e)
for f in (lambda: m.group(9), lambda: m.group("zz"), lambda: m["zz"], lambda: re.sub("(a)", r"\2", "a"), lambda: re.sub("a", r"\g<x>", "a"), lambda: re.sub("a", r"\q", "a"), lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match(5, "a"), lambda: re.match("a", 5), lambda: re.sub("a", 5, "a"), lambda: re.compile(p, re.I), lambda: re.sub("a", r"\g<", "a"), lambda: m.span(7), lambda: m.expand(r"\9")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(m.expand(r"\1 at \g<host>"), bool(m), re.purge(), m.__copy__() is m, re.sub("", "-", "abc"), re.sub("b*", "X", "abbc"))
scanner = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"[a-z]+", lambda s, t: t), (r"\s+", None)])
print(scanner.scan("12 ab 3 !"))
tok = re.compile(r"(?P<num>\d+(?:\.\d*)?)|(?P<op>[-+*/()])|(?P<ws>\s+)|(?P<bad>.)")
print([(x.lastgroup, x.group()) for x in tok.finditer("3.5 * (2 + x)") if x.lastgroup != "ws"])
log = "2024-01-15 ERROR [db] timeout=30\n2024-01-16 INFO [web] ok\n"
for x in re.finditer(r"^(?P<date>[\d-]+) (?P<lvl>[A-Z]+) \[(?P<mod>\w+)\] (?P<msg>.*)$", log, re.M): print(x.groupdict())
print(re.findall(r"[^\W\d_]+", "abc123_déf"), re.findall(r"[\u4e00-\u9fff]", "a中b国"), re.search("[😀-😂]", "x😁").span(), re.findall(r"\d", "١2"), re.match("ſ", "S", re.I), re.match("K", "k", re.I), re.findall(".", "a😀b"), re.findall(r"\s", "a\u00a0\u2003b\x1c"))
