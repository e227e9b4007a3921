import threading, sys, time
class A:
    def __enter__(self): print("e"); return self
    def __exit__(self, t, v, tb): print("x", t and t.__name__, v); return t is ZeroDivisionError
with A() as a: 1/0
try:
    with A(), A(): raise KeyError("k")
except KeyError as e: print(repr(e))
def f():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return "r"
        finally: print("f", i)
print(f())
def g():
    try: return 1
    finally: return 2
print(g())
def h():
    while True:
        try: break
        finally: print("brk")
    else: print("no")
    return [*(i for i in range(2)), *{5}, *"ab"], {**{1: 2}, 3: 4}
print(h())
try:
    try: raise ValueError(1)
    except ValueError as e: raise TypeError(2)
except TypeError as e: print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try: raise ValueError(1)
    except ValueError: raise KeyError from None
except KeyError as e: print(e.__suppress_context__, e.__context__)
def nested():
    x = 1
    def i1():
        nonlocal x; x += 1
        def i2(): nonlocal x; x *= 5; return x
        return i2()
    return i1(), x
print(nested(), (lambda *a, k=2, **kw: (a, k, kw))(1, 2, z=3))
x = 5
class Sc:
    x = 6; y = [x for _ in range(2)]; z = (lambda: x)()
    def m(self): return __class__.__name__, x
print(Sc.y, Sc.z, Sc().m())
def kw(a, b=1, *c, d, e=5, **f): return a, b, c, d, e, f
print(kw(1, d=2), kw(*[1, 2, 3], **{"d": 4, "g": 5}), kw.__defaults__, kw.__kwdefaults__, kw.__code__.co_varnames)
a = b = [1]; a += [2]; print(b, a is b); t = ([],)
try: t[0] += [1]
except TypeError as e: print(e, t)
i = 0; l = [0, 0]; i, l[i] = 1, 9; print(l); print(1 < 2 < 3 > 2 != 5, not 1 == 2, 1 if 0 else 2, [] or {} or "z", 3 and 4)
print(f"{x!r:>4}|{x:{x}}|{'a' + 'b'}|{x=}|{{}}|{3.14159:.2f}|{1000000:,}|{255:#x}|{-5:+d}|{'é':^5}|{x:05}|{1e10:g}|{True:d}|{'%'}", "%-5s|%05.1f|%x|%r|%%" % ("a", 2.25, 255, "q"), "{:>{w}} {0}".format if 0 else "{0:>{w}} {1[a]} {2.real}".format(1, {"a": 2}, 3, w=4))
print(0.1 + 0.2, 1e16, 1e-5, float("inf"), -0.0, 2**100, 7 // -2, 7 % -2, -7 // 2, divmod(-7, 2), round(2.5), round(-3.5), round(1234.5678, -2), int("ff", 16), int(" 1_0 "), hex(-255), bin(5), 1_000, 0b11, 5j * 2, abs(-3 + 4j), (1).bit_length(), (10).to_bytes(2, "big"), float.hex(1.5), 3 .__add__(4), True + True, 10 ** -2, 0 ** 0, 1 << 70, -1 >> 3, ~5, 6 & 3 | 8 ^ 1)
print("aXbX".split("X"), "a b".partition(" "), "abc"[::-1], "abc"[-2:], "é".encode(), "abc".translate({97: "z", 98: None}), "ab".zfill(5), "Hello".swapcase(), "a\tb".expandtabs(4), "x".center(5, "*"), "aaa".replace("a", "b", 2), "a,b".rsplit(",", 1), "ß".upper(), "ǆ".title(), "abc".find("z"), "1²".isdigit(), "a-b".isidentifier(), "%s" % (1,), ascii("é"), repr("a'b\n\x00\u200b"), "\N{BULLET}", b"a\xff", bytes(3), bytearray(b"ab"), b"ab".hex("-"), "a".casefold(), "abc".removeprefix("a"), str(b"x", "ascii"))
del x
try: x
except NameError as e: print(e)
for k in range(3): pass
else: print("else", k)
global_list = []
def gen_closure(): return [lambda: i for i in range(3)], [lambda i=i: i for i in range(3)]
p, q = gen_closure(); print([f() for f in p], [f() for f in q])
print(*sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]), sep="; ", end="!\n"); print(sorted("bca", reverse=True), list(map(int, "12")), list(filter(None, [0, 1])), list(zip("ab", [1, 2], strict=True)), any([]), all([]), list(enumerate("a", 1)), max("abc", key=ord), list(reversed([1, 2])), sum([[1], [2]], []))
try: list(zip("a", "bc", strict=True))
except ValueError as e: print(e)
s = {1, 2, 3}; print(s & {2, 9}, s | {4}, s - {1}, s ^ {3, 7}, s >= {1}, frozenset(s), {*()}); d = {"a": 1}; d |= {"b": 2}; print(d, d | {"c": 3}, list(d), d.setdefault("z", []), d.pop("a"), {v: k for k, v in d.items() if k != "z"})
l = [3, 1, 2]; l.sort(key=lambda v: -v); l[1:2] = [7, 8]; del l[::2]; l.insert(1, "i"); print(l, l * 2, [1, 2] < [1, 3], [[0] * 2 for _ in range(2)], l.index("i"), [*range(10)][2:8:3])
assert (n := 10) > 5; print(n, (lambda: (yield))().__class__.__name__, __name__, type(...).__name__, NotImplemented)
exec("print(1); y = 2"); print(eval("y + 1"), eval("a", {"a": 7}), locals() is globals(), sorted(vars().keys())[:2])
