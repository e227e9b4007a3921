# re in the ways programs use it: scanners, substitution functions, named groups, lookaround, flags, errors.
import re

LOG = """\
2024-01-05 10:00:01,250 INFO  [main] start pid=42 user="ann b"
2024-01-05 10:00:02,001 ERROR [w-1] failed: code=0x1F path=/a/b.txt
   at line 3
2024-01-06 00:00:00,000 WARN  [] slow=1.5e3ms
garbage
"""
LINE = re.compile(r"^(?P<day>\d{4}-\d\d-\d\d) (?P<time>[\d:]+),(?P<ms>\d{3}) (?P<level>[A-Z]+)\s+\[(?P<thread>[^]]*)\] (?P<text>.*(?:\n\s+.*)*)", re.M)
PAIR = re.compile(r'(\w+)=("(?:[^"\\]|\\.)*"|\S+)')
for m in LINE.finditer(LOG):
    print(m.groupdict(), PAIR.findall(m["text"]), m.span(), m.span("level"), m.start("thread"), m.lastgroup, m.lastindex)
print(LINE.groups, LINE.groupindex, LINE.flags, LINE.pattern[:20], re.compile("a", re.I | re.S))

print(re.sub(r"(?<!\d)(\d+)(?=\s*EUR)", lambda m: f"{int(m[1]) * 2}", "10 EUR, 7EUR, 5 USD"), re.sub(r"(a)(b)?", r"[\1|\2|\g<0>]", "abaac"), re.subn("x*", "-", "abxd"), re.sub("(?P<q>['\"])(.*?)(?P=q)", r"<\g<2>>", "'a' \"b'c\""))
print(re.split(r"[,;]\s*", "a, b;c;;d"), re.split(r"(\W)", "x+y=z"), re.split("x*", "axbc"), re.split(r"\s+", " a b ", maxsplit=1), re.findall(r"(\w)(\d)?", "a1b"), re.findall(r"\b\w", "the quick fox"))
print(re.fullmatch(r"(?:(\d+)|(\w+))+", "12ab3").groups(), re.match(r"(a|ab)(c|bcd)(d*)", "abcd").groups(), re.search(r"(?i:a)B", "xAB")[0], re.match(r"(?x) a  b # c\n", "ab").end(), re.match(r"(.)(.)\2\1", "abba")[0])
print(re.findall(r"(?s).+", "a\nb"), re.findall(r".+", "a\nb"), re.findall(r"(?m)^\w+$", "ab\ncd ef\ngh"), re.findall(r"\Aab|ef\Z", "abxef"), re.findall(r"a{2,3}?", "aaaaa"), re.findall(r"a++b|a*+", "aaab aa"), re.findall(r"(?>a+)b", "aab"))
print(re.findall(r"(?=(\w{3}))", "abcde"), re.findall(r"(?<=\$)\d+", "$5 6 $77"), re.findall(r"\w+(?!\d|\w)", "a1 b"), re.match(r"(<)?(\w+)(?(1)>|$)", "<ab>").groups(), re.match(r"(<)?(\w+)(?(1)>|$)", "<ab"), re.findall(r"[^\W\d_]+", "añb_c1"), re.findall(r"(?a)\w+", "añb"))
print(re.findall("[a-c\\]^-]+", "ab]^-d"), re.findall(r"[\w.-]+@[\w.]+", "x.y-z@a.b, q@r"), re.findall(rb"\d+", b"a1b22"), re.escape("a.b*c-d é#"), re.findall("ß|ſ", "SS ſ", re.I), re.findall("[k]", "K\u212a", re.I), re.findall(r"\N{DIGIT ONE}|\u0041|\x42|\101", "1AB"))
m = re.match(r"(?P<a>x)|(?P<b>y)", "y")
print(m.groups(), m.groups("?"), m.groupdict(0), m.expand(r"\g<b>!"), m.regs, m.re.pattern, m.string, m.pos, m.endpos, repr(m), m[0, ] if False else m.group("a", "b"), bool(m))
pat = re.compile("o.")
print(pat.search("foo bor", 2), pat.findall("foo bor", 2, 6), pat.match("xo1", 1), pat.fullmatch("oo"), list(pat.finditer("oxoy"))[1].start(), pat == re.compile("o."), pat.sub("", "foo bor", count=1))

SCAN = re.Scanner([(r"\d+\.\d*", lambda s, t: ("float", float(t))), (r"\d+", lambda s, t: ("int", int(t))), (r"[a-z]\w*", lambda s, t: ("id", t)), (r"[-+*/=]", lambda s, t: t), (r"\s+", None)])
print(SCAN.scan("x = 3*y2 + 4.5 ?rest"))

for bad in (r"(", r")", r"a**", r"[a", r"(?P<1>a)", r"(?P<a>x)(?P<a>y)", r"\1", r"(?P=x)", r"(?<=a+)b", r"*a", r"a{3,2}", r"[z-a]", r"\q", "(?z)", r"a(?i)", r"(?(2)a)", r"\N{NOPE}", "x{99999999999999999999}", "(?P<a", "\\", r"(?P>x)", r"(?<x)", r"[\d-z]", r"(?-i)", r"(?ii-i:a)", r"\x1"):
    try:
        print(bad, re.compile(bad))
    except (re.PatternError, OverflowError) as e:
        print(repr(bad), "|", e, "|", getattr(e, "pos", None), getattr(e, "lineno", None))
for bad in (lambda: re.sub("(a)", r"\2", "a"), lambda: re.sub("a", r"\g<x>", "a"), lambda: re.sub("a", r"\q", "a"), lambda: m.group(3), lambda: m["zz"], lambda: re.match(b"a", "a"), lambda: re.match("a", b"a"), lambda: re.compile(5), lambda: re.sub("a", 1, "a"), lambda: re.compile(pat, re.I), lambda: re.sub("a", b"b", "a"), lambda: re.compile("a", "x")):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, "|", e)
print(re.compile(r"(?:a|b)*c[^x-z]{2,}?$", re.X).flags, re.RegexFlag(10), re.I | 2, repr(re.A | re.M), re.NOFLAG)


def camel(s):
    return re.sub(r"_+([a-z])", lambda m: m[1].upper(), s)


def snake(s):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", s).lower()


for w in ("getHTTPResponseCode", "simple", "XMLParser2Go", "a__b_c"):
    print(w, snake(w), camel(snake(w)), re.sub(r"(?<=\d)(?=(?:\d{3})+\b)", ",", "1234567"), re.sub(r"\B", ".", w))
