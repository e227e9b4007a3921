# Libraries of data structures and functional tools: toolz, more-itertools, sortedcontainers, pyrsistent, dateutil, arrow and others.
# packages: python3-toolz python3-more-itertools python3-sortedcontainers python3-pyrsistent python3-dateutil python3-six python3-arrow python3-pluggy python3-decorator python3-docopt python3-transitions python3-textdistance python3-unidiff python3-dominate python3-inflect python3-blinker python3-itsdangerous python3-wcwidth python3-chardet python3-idna python3-construct python3-svgwrite python3-roman python3-typing-extensions
import random
import warnings
from datetime import datetime, timedelta, timezone

warnings.simplefilter("ignore")
import toolz
from toolz import curried
import more_itertools as mit
from sortedcontainers import SortedDict, SortedKeyList, SortedList, SortedSet
from pyrsistent import PClass, PRecord, field, freeze, m, pmap, pset, pvector, s, thaw, v
from dateutil import easter, parser, relativedelta, rrule, tz
import arrow

print(toolz.pipe(range(10), curried.filter(lambda x: x % 2), curried.map(lambda x: x * x), list), toolz.groupby(len, ["a", "bb", "cc"]), toolz.frequencies("hello"))
print(toolz.compose(str, lambda x: x + 1)(1), toolz.curry(lambda a, b, c: (a, b, c))(1)(2)(3), list(toolz.partition_all(3, range(7))), toolz.merge_with(sum, {"a": 1}, {"a": 2, "b": 3}))
print(list(toolz.sliding_window(3, range(5))), toolz.get_in(["a", 0, "b"], {"a": [{"b": 5}]}), toolz.assoc_in({}, ["x", "y"], 1), list(toolz.unique([1, 2, 1, 3])), toolz.reduceby(lambda x: x % 2, lambda a, b: a + b, range(6), 0))
print(list(toolz.join(lambda p: p[0], [(1, "a"), (2, "b")], lambda q: q[1], [("x", 1), ("y", 1), ("z", 3)], left_default=None)), toolz.juxt(min, max)([3, 1, 2]), toolz.memoize(lambda x: x)(3), toolz.curry(map).__doc__ is not None)
print(list(mit.chunked(range(7), 3)), list(mit.windowed("abcd", 2)), mit.first([], "d"), list(mit.collapse([1, [2, [3, (4,)]]])), list(mit.interleave_longest([1, 2], "abc")), list(mit.split_when([1, 2, 3, 5, 6], lambda a, b: b != a + 1)))
print([list(g) for g in mit.consecutive_groups([1, 2, 5, 6, 9])], list(mit.distinct_permutations("aab"))[:4], mit.ilen(range(5)), list(mit.stagger(range(3))), mit.all_equal("aaa"), list(mit.powerset([1, 2])), list(mit.set_partitions([1, 2, 3], 2)))
p = mit.peekable("abc")
print(p.peek(), next(p), p[0], list(p), mit.seekable(range(5)), list(mit.numeric_range(1, 2, 0.25)), mit.bucket(["a1", "b1", "a2"], key=lambda x: x[0])["a"], mit.one([5]), list(mit.run_length.encode("aabb")))
rng = random.Random(5)
sl = SortedList(rng.randrange(1000) for _ in range(500))
sl._reset(8)
for _ in range(300):
    sl.add(rng.randrange(1000))
    del sl[rng.randrange(len(sl))]
sl._check()
print(len(sl), sl[:5], sl[-1], sl.bisect_left(500), list(sl.irange(100, 120)), sl.count(sl[3]), sl.index(sl[100]))
sd = SortedDict({"b": 2, "a": 1, "c": 3})
print(sd, sd.peekitem(0), list(sd.irange("b")), sd.popitem(), sd.keys()[0], SortedKeyList("hello", key=lambda c: -ord(c)), SortedSet([3, 1, 2]) & {1, 3}, SortedSet("abc")[1:])
pv = v(1, 2, 3)
print(pv.append(4), pv.set(0, 9), pv.evolver().append(5).persistent() if False else pv + [5], pmap({"a": 1}).set("b", 2) == m(a=1, b=2), s(1, 2) | {3} == pset([1, 2, 3]), freeze({"a": [1, {"b": 2}]}), thaw(pvector([pmap({"x": 1})])), m(a=m(b=1)).transform(["a", "b"], lambda x: x + 10))


class Rec(PRecord):
    x = field(type=int, mandatory=True)
    y = field(initial="d", invariant=lambda y: (len(y) < 3, "long"))


class Cls(PClass):
    n = field(type=(int, float), serializer=lambda f, n: str(n))


print(Rec(x=1), Rec(x=1).set(y="zz"), Cls(n=2).serialize(), Cls(n=2) == Cls(n=2))
for bad in (lambda: Rec(), lambda: Rec(x="s"), lambda: Rec(x=1, y="long"), lambda: Cls(n="x"), lambda: Rec(x=1, q=2)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
base = datetime(2024, 1, 31, 10, 30)
for text in ["2024-02-29T12:34:56.789Z", "Feb 3rd 2001 4:05pm", "10/11/12", "Thu Sep 25 10:36:28 2003", "20030925T104941-0300", "1 week", "3pm"]:
    try:
        print(parser.parse(text, default=base), parser.parse("12.11.10", dayfirst=True))
    except parser.ParserError as e:
        print(type(e).__name__, e)
print(base + relativedelta.relativedelta(months=1, weekday=relativedelta.FR(-1)), relativedelta.relativedelta(datetime(2024, 3, 1), datetime(2020, 2, 29)), easter.easter(2025))
print([d.strftime("%a %F") for d in rrule.rrule(rrule.MONTHLY, count=4, byweekday=rrule.FR(2), dtstart=base)], list(rrule.rrulestr("DTSTART:20240101T090000\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3;BYDAY=MO,WE")), tz.tzoffset("X", 3600).utcoffset(base))
a = arrow.get("2024-05-11T21:23:58.970460+07:00")
print(a, a.to("utc"), a.shift(months=-1, weeks=2).format("YYYY-MM-DD dddd Do"), a.floor("week"), a.humanize(arrow.get("2024-05-10T00:00:00+00:00")), [r.format("MM-DD") for r in arrow.Arrow.range("day", datetime(2024, 2, 27), datetime(2024, 3, 1))], arrow.get("5 May, 2023", "D MMMM, YYYY").isoformat())

import decorator, docopt, pluggy, textdistance, unidiff
from transitions import Machine, MachineError

print(docopt.docopt("""Naval.

Usage:
  naval ship new <name>...
  naval ship <name> move <x> <y> [--speed=<kn>]
  naval (-h | --help)

Options:
  -h --help     Show.
  --speed=<kn>  Speed [default: 10].
""", ["ship", "Titanic", "move", "1", "2", "--speed=15"]))
hook, impl = pluggy.HookspecMarker("t"), pluggy.HookimplMarker("t")


class Spec:
    @hook
    def calc(self, x):
        pass

    @hook(firstresult=True)
    def first(self, x):
        pass


class P1:
    @impl
    def calc(self, x):
        return x + 1

    @impl(tryfirst=True)
    def first(self, x):
        return None


class P2:
    @impl(hookwrapper=True)
    def calc(self, x):
        outcome = yield
        outcome.force_result([r * 10 for r in outcome.get_result()])

    @impl
    def calc2(self):
        pass

    @impl
    def first(self, x):
        return "P2"


pm = pluggy.PluginManager("t")
pm.add_hookspecs(Spec)
pm.register(P1()), pm.register(P2())
print(pm.hook.calc(x=1), pm.hook.first(x=1), [type(q).__name__ for q in pm.get_plugins()] and len(pm.get_plugins()))


@decorator.decorator
def trace(f, *args, **kw):
    print("call", f.__name__, args, kw)
    return f(*args, **kw)


@trace
def add(x, y=2, *rest, z=3):
    return x + y + z


import inspect

print(add(1), inspect.signature(add), add.__wrapped__(1))
machine = Machine(states=["solid", "liquid", "gas"], initial="solid", transitions=[["melt", "solid", "liquid"], {"trigger": "boil", "source": "liquid", "dest": "gas", "conditions": [lambda: True]}])
machine.melt()
print(machine.state, machine.is_liquid(), machine.boil(), machine.state)
try:
    machine.melt()
except MachineError as e:
    print(e)
print(textdistance.levenshtein("kitten", "sitting"), round(textdistance.jaro_winkler("martha", "marhta"), 6), textdistance.lcsseq("abcdef", "acf"), round(textdistance.cosine("abc", "abd"), 6))
patch = unidiff.PatchSet("--- a/f.txt\n+++ b/f.txt\n@@ -1,3 +1,4 @@\n one\n-two\n+2\n+2.5\n three\n")
print(patch[0].path, patch.added, patch.removed, [(l.line_type, l.value) for h in patch[0] for l in h], str(patch))
import dominate, inflect, itsdangerous, chardet, idna, construct, svgwrite, roman, wcwidth
from blinker import signal
from dominate import tags

doc = dominate.document(title="T")
with doc:
    with tags.div(id="x", cls="c"):
        tags.p("a < b", tags.b("bold"))
        tags.ul(tags.li(str(i)) for i in range(2))
print(doc)
e = inflect.engine()
print(e.plural("child"), e.a("hour"), e.number_to_words(1234567), e.ordinal(23), e.join(["a", "b", "c"]), e.present_participle("run"))
sig = signal("done")
sig.connect(lambda sender, **kw: print("got", sender, kw), weak=False)
print(sig.send("me", x=1)[0][1])
signer = itsdangerous.Signer("secret", salt="s")
print(signer.sign("v"), signer.unsign(signer.sign("v")), itsdangerous.URLSafeSerializer("k").loads(itsdangerous.URLSafeSerializer("k").dumps({"a": [1, 2]})))
print(chardet.detect("Привет, мир, как дела сегодня".encode("cp1251"))["encoding"], chardet.detect("日本語のテキストです。これは".encode("shift_jis"))["encoding"], chardet.detect(b"plain"), idna.encode("bücher.example"), idna.decode("xn--bcher-kva"), wcwidth.wcswidth("コンニチハ"))
fmt = construct.Struct("magic" / construct.Const(b"MZ"), "n" / construct.Int16ub, "items" / construct.Array(construct.this.n, construct.Struct("a" / construct.VarInt, "s" / construct.CString("utf8"))), "bits" / construct.BitStruct("x" / construct.BitsInteger(3), "y" / construct.Flag, construct.Padding(4)))
data = fmt.build({"n": 2, "items": [{"a": 300, "s": "é"}, {"a": 1, "s": ""}], "bits": {"x": 5, "y": True}})
print(data, fmt.parse(data))
d = svgwrite.Drawing(size=("10cm", "5cm"), profile="tiny")
d.add(d.line((0, 0), (10, 0), stroke=svgwrite.rgb(10, 10, 16, "%")))
d.add(d.text("T & x", insert=(0, 0.2), fill="red"))
print(d.tostring(), roman.toRoman(1994), roman.fromRoman("MCMXCIV"))
