# print, input, str and repr of containers: separators, ends, files, flush, recursive structures, encodings, subclass reprs.
import contextlib
import io
import sys
from collections import Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple
from types import MappingProxyType, SimpleNamespace


class Sink:
    def __init__(self): self.parts, self.flushed = [], 0
    def write(self, s): self.parts.append(s)
    def flush(self): self.flushed += 1


sink = Sink()
print(1, "two", None, 3.0, sep="|", end="<end>", file=sink, flush=True)
print(file=sink)
print("", "", sep=None, end=None, file=sink)
print(*range(3), sep="", file=sink)
print(sink.parts, sink.flushed)
print("a", "b", sep="\n", end="\n\n")
print(print("inner"))
for bad in (lambda: print(1, file=5), lambda: print(1, sep=b""), lambda: print(1, file=io.BytesIO())):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
with contextlib.redirect_stdout(io.StringIO()) as captured:
    print("captured", [1])
    sys.stdout.write("written\n")
print(repr(captured.getvalue()), print("x", file=captured))
a = [1]; a.append(a)
d = {"k": a}; d["d"] = d
t = ([],); t[0].append(t)
q = deque([1], maxlen=3); q.append(q)
n = SimpleNamespace(x=1); n.self = n
s = UserList([1]); s.append(s)
print(a, d, t, q, n, sep="\n")
dd = defaultdict(list); dd["x"] = dd
print(dd.keys(), repr(dd).count("..."), OrderedDict(a=OrderedDict(b=1)), Counter("hello"), Counter(), deque(), deque([], 2))


class L(list): pass
class S(set): pass
class F(frozenset): pass
class D(dict): pass
class T(tuple): pass
class St(str):
    def __str__(self): return "str!"
    def __repr__(self): return "repr!"
class N(int):
    def __repr__(self): return f"N<{int(self)}>"
class Fl(float): __slots__ = ()
P = namedtuple("P", "x y")


class Sub(P):
    def __repr__(self): return "sub" + super().__repr__()


print(L([1]), S([1]), F([2]), D(a=1), T((1, 2)), St("x"), [St("x")], f"{St('x')} {St('x')!r:>8} {St('x')!s}", "%s %r" % (St("a"), St("b")), N(5), [N(5)], f"{N(5)} {N(5):d}", str(N(7)), Fl(1.5), S(), F(), set(), frozenset(), ())
print(P(1, "a"), Sub(1, [2]), (1,), [()], {(): {}}, {1: {2: {3: [4]}}}, MappingProxyType({"a": 1}), UserDict(a=1), UserString("us"), SimpleNamespace(**{"not id": 1}))
print({}.keys(), {1: 2}.values(), {1: 2}.items(), range(3), range(1, 10, 2), slice(1), Ellipsis, NotImplemented, type, int, type(None), print, len, "".join, str.join)
print(b"\t\r\n\x7f'", bytearray(b"\"'"), 1e16, 1e15, 123456789012345678.0, 1e-5, 0.0001, -0.0, 1e100, float("-inf"), 5e-324, 0.1 + 0.2, 2.0**53, 1j, -1j, 1 + 0j, complex(-0.0, -0.0), complex("inf+nanj"))
print("\x1b[0m".__repr__(), "\u2028\u00ad\ufeff\U000e0001".__repr__(), "日本é".__repr__(), "\udc80".__repr__(), '"\''.__repr__(), "\\".__repr__())
try:
    print("\ud800")
except UnicodeEncodeError as e:
    print(e)
print("\ud800".encode("utf-8", "surrogatepass"), "é€".encode("ascii", "xmlcharrefreplace"), "é€".encode("latin-1", "backslashreplace"), "é€".encode("ascii", "namereplace"), "é".encode("ascii", "replace"))
deep = []
for _ in range(20):
    deep = [deep]
print(deep, str(deep).count("["))
sys.setrecursionlimit(300)
for _ in range(5000):
    deep = [deep]
try:
    repr(deep)
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])
sys.setrecursionlimit(1000)
print(input("prompt> "), repr(input()), repr(input("? ")))
for prompt in ("last: ", "none: "):
    try:
        print(repr(input(prompt)))
    except EOFError as e:
        print(type(e).__name__, e)
sys.stdin = io.StringIO("from a string\n")
print(input("s: "))
print("end", end="")
