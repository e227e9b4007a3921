"""re: patterns, matches, their arguments and errors."""

import re
import _sre

p = re.compile("(?P<a>x)(y)?")
m = p.match("x")


def show(source):
    try:
        result = eval(source)
    except Exception as e:
        result = type(e).__name__ + ": " + str(e)
    print(source, "->", result)


CASES = """
p.match()
p.match(1)
p.match(b"x")
p.sub("a")
p.sub(1,"x")
p.sub("\\\\3","x")
p.sub(lambda m:1,"x")
m.group(5)
m.group("q")
m["a"]
m[2]
m.start("zz")
m.expand("\\\\1")
m.groupdict()
m.groups(0)
m.regs
m.lastindex
m.lastgroup
m.pos
m.endpos
p.groupindex
p.flags
p.groups
p.pattern
repr(p)
repr(m)
repr(re.compile("a"*300,re.I|re.M))
re.compile(b"a",re.I)
hash(p)==hash(re.compile(p.pattern))
p==re.compile(p.pattern)
re.compile("a",re.I)==re.compile("a")
_sre.compile()
_sre.compile(1,2,3,4,5,6)
_sre.compile("a",0,[1],0,{},())
_sre.unicode_iscased("a")
_sre.unicode_tolower(0x130)
p.split("axb",maxsplit=1)
p.split("axb",-1)
p.sub("-","xx",count=1)
p.subn("-","xx")
p.sub("-","xx",0,1)
re.sub("a","b","aaa",1)
m.span()
m.span(2)
m.end(2)
re.Pattern[str]
re.Match()
p.findall("x",5)
p.findall("xxx",1,2)
p.search("x",pos=1)
p.search("xx",pos=-5,endpos=100)
p.scanner("x").pattern is p
type(p.scanner("x"))
type(p.finditer("x"))
re.compile("(")
re.compile("a**")
re.compile("[z-a]")
re.compile("(?P<1>a)")
re.compile("\\\\q")
re.compile("(?<=a*)b")
re.compile("x{3,1}")
re.compile("(?i")
re.compile("a)")
re.compile("(?P<a>x)(?P<a>y)")
re.compile("\\\\1")
re.compile("*")
re.compile("(?z)")
re.compile("a(?i)b")
re.compile(1)
re.compile("a",re.L)
re.compile(b"a",re.U)
re.compile("a",re.A|re.U)
re.escape("a.b-c")
re.fullmatch("a|ab","ab")
re.split("","abc")
re.sub("","-","abc")
re.sub("x*","-","abxd")
re.findall("x*","axb")
[m.span() for m in re.finditer("|a","aa")]
re.sub(r"(a)|b",r"[\\1]","ab")
re.match("(?i)straße","STRASSE")
re.findall("(?i)[k]","kKK")
re.findall("(?i)s","sSſ")
re.search("\\\\bfoo\\\\b","a foo b").span()
p.match("x",2**70)
p.match("x",-2**70)
p.match("x","a")
bool(m)
m.string
m.re is p
re.match("a"*200,"a"*300).__repr__()
"""
import warnings

warnings.simplefilter("ignore")
for case in CASES.strip().splitlines():
    show(case)
# a pattern that is used often goes another way than one that is used once
pairs = re.compile(r"(\w+)\s*=\s*(\d+)?")
for i in range(6):
    print([m.span(2) for m in pairs.finditer("a=1 bb = cc=3")], pairs.sub(r"<\2|\1>", "k = 12"), pairs.split("x=1;y=2"))
words = re.compile(r"\b(?:(\d+)|([a-z]+))\b", re.I)
for text in ("ab 12 Cd", "é1 x", "𝒜 a", "", "12"):
    for i in range(4):
        found = [(m.lastindex, m.groups(), m.regs) for m in words.finditer(text)]
    print(repr(text), found)
print(re.findall(r"(?<=a)b|(?<!a)c(?!d)", "ab cb ac cd c"))
print(re.sub(r"(?x) (\d+)  # number", lambda m: str(int(m[1]) * 2), "1 22 x"))
print(re.match(r"(a)(?(1)b|c)", "ab"), re.match(r"(a)?(?(1)b|c)", "c"))
print(re.fullmatch(r"(?>a+)b|a*+", "aaa"), re.search(r"a++a", "aaa"))
print(re.findall(rb"\w+|\xe9", b"ab \xe9 c"), re.sub(rb"(.)", rb"\1\1", b"ab"))
print(re.split(r"(-)|(,)", "a-b,c"), re.split(r"\s*", " a b"), re.subn("", "-", "ab", count=2))
scanner = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\w+", lambda s, t: t), (r"\s+", None)])
print(scanner.scan("sum 3 x 4 !"))
