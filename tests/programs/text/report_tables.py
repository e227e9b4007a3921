# A report in columns: format specs, alignment, wrapping, Template, a custom Formatter, diffs, pretty printing.
import difflib
import io
import pprint
import string
import textwrap
from datetime import date, timedelta
from decimal import Decimal

ROWS = [
    ("widget", 12, Decimal("3.50"), 0.1234, date(2024, 2, 29), "A thing that people use every day and never think about."),
    ("gadget é", -7, Decimal("1234567.899"), 1.0, date(1999, 12, 31), ""),
    ("日本", 10**6, Decimal("-0.005"), 0, date(1, 1, 1), "short"),
    (None, 0, Decimal("NaN"), float("inf"), date.max, "trailing   spaces   inside\ttabs"),
]
HEAD = ("name", "count", "price", "share", "since", "note")
SPECS = ("<10", ">10,d", ">14,.2f", ">8.1%", "%d.%m.%y", "")
print("|".join(f"{h:^{w}}" for h, w in zip(HEAD, (10, 10, 14, 8, 8, 24))))
print("+".join("-" * w for w in (10, 10, 14, 8, 8, 24)))
for row in ROWS:
    cells = [format(v if v is not None else "(none)", s) for v, s in zip(row, SPECS)]
    notes = textwrap.wrap(cells.pop(), 24) or [""]
    print("|".join(cells) + "|" + notes[0])
    for more in notes[1:]:
        print("|".join(" " * len(c) for c in cells) + "|" + more)

for n in (0, 1, -1, 255, 123456789, -(2**70)):
    print(f"{n:d} {n:+d} {n: d} {n:08d} {n:#x} {n:#b} {n:o} {n:_x} {n:,} {n:e} {n:g} {n:*^+14,} {n:=+12}")
for x in (0.0, -0.0, 1.5, 1e16, 1e-5, 123456.789, 2 / 3, 1e300 * 10, float("-inf"), float("nan"), 0.5, 2.5, 1e22):
    print(f"{x} {x:.3f} {x:e} {x:g} {x:G} {x:.0f} {x:#.0f} {x:+.2e} {x:010.2f} {x:,.1f} {x:%} {x:z.0f} {x!r:>8} {x:.3}")
for z in (1 + 2j, -0j, 1e20 - 1j):
    print(f"{z} {z:.2f} {z:+g} {z:>20} {z:,.1f}")
for s in ("abc", "", "é🐍"):
    print(f"[{s:5}][{s:>5}][{s:^5}][{s:.2}][{s:*<6.1}][{s!r:^8}][{s!a}]")
for v, spec in ((1, "s"), ("a", "d"), (1.5, "x"), ("a", "=5"), ("a", ","), (1, ".2"), (1, "c"), (1.5, ",_"), (True, "5"), (None, "5"), (1, "q"), ([], "<5"), (3, ",x"), (2**31, "c")):
    try:
        print(f"{v!r} {spec!r} -> {format(v, spec)!r}")
    except Exception as e:
        print(f"{v!r} {spec!r} {type(e).__name__}: {e}")
print("{0[1]} {0[-1]} {a.real} {b[k]} {{}} {} {}".format([1, 2], 3, a=5, b={"k": "v", "-1": 0}) if False else "{0[1]} {a.real} {b[k]} {{}} {c!r:>{w}}".format([1, 2], a=5, b={"k": "v"}, c="q", w=6))
for fmt, args in (("{} {0}", (1,)), ("{", ()), ("}", ()), ("{a}", ()), ("{0}", ()), ("{0.x}", (1,)), ("{!z}", (1,)), ("{:{}}", (1,)), ("{0[a}", ([],)), ("%d", ("a",)), ("%s %s", (1,)), ("%q", (1,)), ("%(a)s", (1,)), ("%c", (1.5,))):
    try:
        print(fmt % args if "%" in fmt else fmt.format(*args))
    except Exception as e:
        print(f"{fmt!r}: {type(e).__name__}: {e}")
print("%5d|%-5d|%05d|%+d|%x|%#o|%e|%.3g|%s|%r|%c|%%|%5.1f|%*d" % (42, 42, 42, 42, 255, 8, 12345.678, 0.00001234, "s", "r", "c", 3.14159, 6, 7))


class Shout(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else super().get_value(key, args, kwargs)

    def convert_field(self, value, conversion):
        return str(value).upper() if conversion == "u" else super().convert_field(value, conversion)


print(Shout().format("{0!u} {name} {x:>5} {1:{w}.2f}", "loud", 2.5, x=3, w=7), list(string.Formatter().parse("a{b!r:c}d{{}}")))
t = string.Template("$who owes $$${amount} to ${whom}$")
print(t.safe_substitute(who="Ann", amount=3), t.is_valid(), t.get_identifiers())
for call in (lambda: t.substitute(who=1), lambda: string.Template("$a").substitute({}), lambda: string.Template("$a ${b}").substitute({"a": 1}, b=2)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, "|", e)

a = "one\ntwo\nthree\nfour\nfive\n".splitlines(True)
b = "one\n2\nthree\nfour!\nfive\nsix\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "old", "new", "t1", "t2", n=1)), "".join(difflib.ndiff(a, b)), "".join(difflib.context_diff(a, b, n=0)), sep="---\n")
sm = difflib.SequenceMatcher(None, "qabxcd", "abycdf")
print(sm.ratio(), sm.get_opcodes(), sm.get_matching_blocks(), difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))
data = {"numbers": list(range(30)), "nested": {"deep": {"deeper": ["x" * 30, "y" * 30, ("z",)]}}, "set": {3, 1, 2}, "text": "word " * 30, 1: None, "b": b"x" * 70}
pprint.pprint({str(k): v for k, v in data.items()}, width=60)
pprint.pp(data, depth=2, compact=True, sort_dicts=False, underscore_numbers=True)
loop = [1]
loop.append(loop)
print(pprint.pformat(loop).split("id=")[0], pprint.isreadable(loop), pprint.saferepr({"b": 1, "a": 2}))
print(textwrap.fill("The quick-brown fox, " * 4, 30, initial_indent="* ", subsequent_indent="  "), textwrap.shorten("a long sentence here", 12, placeholder="…"), textwrap.indent("a\n\nb", "> "), repr(textwrap.dedent("  a\n    b\n\n  c")), sep="\n")
print([str(date(2024, 1, 31) + timedelta(days=d)) for d in (0, 1, 29, 366)], f"{date(2024, 3, 5):%A %d %B %Y week %V day %j}")
