# Format specifications for every type, f-strings, errors.
ints = [0, 1, -1, 42, -255, 10**6, 2**70, -(2**70), True]
specs = ["", "d", "5d", "<8", ">8", "^8", "=+8", "+", " ", "-", "08", "x", "X", "#x", "#o", "#b", "b", "o", ",", "_", "#_x", "e", ".2f", "g", "%", "n", "*^+12,d", "010,"]
for spec in specs:
    print(spec.ljust(8), [format(i, spec) for i in ints])
floats = [0.0, -0.0, 1.0, -1.5, 3.14159, 1e10, 1e16, 1e-5, 123456789.123, 1e300, float("inf"), float("nan"), 0.1, 2.675, 1/3]
for spec in ["", "f", ".0f", ".3f", "e", ".2e", "E", "g", ".3g", "G", "%", ".1%", ",", ",.2f", "+.1f", " .1f", "010.2f", "<10", ">10.3", "^12.4f", "#.0f", "z.1f", "_.3f", ".10", "n"]:
    print(spec.ljust(8), [format(f, spec) for f in floats])
for c in (1+2j, -0.5j, complex("nan+infj")):
    print([format(c, s) for s in ("", ".2f", "g", "e", ">20", "+")])
for s in ("", ".2", "5", "<5", ">5", "^5", "-<6", ".1s", "10.3s"):
    print(repr(format("héllo", s)))
for value, spec in [(5, "s"), (5.0, "d"), ("x", "d"), ("x", "+"), (5, ".2d"), (1j, "010"), ("x", "="), (5, "z"), ("a", ","), (5, ",s"), (5, "llx"), ([], "5"), (None, "x"), (5, "1000000000000000000000"), (3, "c"), (-1, "c"), (1.5, "#x"), (1, ",x"), ("a", "_"), (1, "_,")]:
    try:
        print(repr(format(value, spec)))
    except Exception as e:
        print(value, spec, type(e).__name__, e)
class F:
    def __format__(self, spec):
        return f"<{spec}>"
    def __str__(self):
        return "F-str"
    def __repr__(self):
        return "F-repr"
x, y = 3, "text"
print(f"{F()}{F():abc}{F()!r}{F()!s:>8}{x:{x}}{y!r:^{x*4}}{x=}{y = }{x + 1 = !r}{F()=}{F()=!s}{F():{'n' + 'est'}}")
print(f"{x:>{x}}|{y:.{x}}|{{literal}}|{x!r}|{'quote' + "s"}|{f'{f"{x}"}'}|{x if x else 'no'}|{[1, 2][0]}|{ {'a': 1}['a'] }|{(lambda v: v * 2)(x)}")
print(f'''multi
{x
 + 1}
line''', f"\x41{x}\n\t|", rf"\n{x}\d", f"{x:\x3e5}", f"{'\n'}", f"{x:,}")
print("{} {}".format(1, 2), "{1} {0}".format(1, 2), "{a} {b}".format(a=1, b=2), "{0[1]} {0[k]}".format({"k": "v", 1: "one"}), "{0.real} {0.imag}".format(1j), "{:{w}.{p}f}".format(3.14159, w=8, p=2), "{!r} {!s} {!a}".format("é", "é", "é"), "{{}}".format())
for fmt, args in [("{}", ()), ("{0} {}", (1, 2)), ("{a}", ()), ("{", ()), ("}", ()), ("{0!z}", (1,)), ("{0.x}", (1,)), ("{0[x]}", ([],)), ("{:d}", ("s",)), ("{0", (1,)), ("{0!}", (1,)), ("{!r:}", ("x",)), ("{[}", ([],))]:
    try:
        print(repr(fmt.format(*args)))
    except Exception as e:
        print(repr(fmt), type(e).__name__, e)
for fmt, arg in [("%d", 3.7), ("%i", True), ("%5.1f", 2), ("%x", 255), ("%#o", 8), ("%e", 12345.678), ("%g", 1e-10), ("%s", (1,)), ("%s %s", ("a", "b")), ("%%", ()), ("%+d % d %05d %-5d|", (1, 2, 3, 4)), ("%*d", (5, 42)), ("%.*f", (2, 3.14159)), ("%c", "z"), ("%s", None), ("%r", "q"), ("%d", "x"), ("%d %d", (1,)), ("%d", (1, 2)), ("%z", 1), ("%(a)d", {"a": 5}), ("%(a)d", {}), ("%(a)s", 1), ("%", 1), ("%x", 1.5), ("%c", 70000), ("%c", "ab")]:
    try:
        print(repr(fmt % arg))
    except Exception as e:
        print(repr(fmt), arg, type(e).__name__, e)
