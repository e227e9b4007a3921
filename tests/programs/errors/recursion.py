# RecursionError: caught and uncaught, repeated lines, mutual recursion, recursion through builtins, the limit.
import sys
import traceback


def forever(n):
    return forever(n + 1)


def ping(n): return pong(n + 1)
def pong(n): return ping(n + 1)


class R:
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __getattr__(self, n): return getattr(self, n + "x")
    def __len__(self): return len(self)
    def __add__(self, o): return self + o
    def __hash__(self): return hash(self)
    def __iter__(self): return iter(self)
    def __call__(self): return self()
    def __str__(self): return str(self)
    def __bool__(self): return bool(self)
    def __lt__(self, o): return sorted([self, o])
    @property
    def prop(self): return self.prop


r = R()
for f in (lambda: forever(0), lambda: ping(0), lambda: repr(r), lambda: r == R(), lambda: r.zz, lambda: len(r), lambda: r + 1, lambda: hash(r), lambda: iter(r), lambda: r(), lambda: str(r), lambda: bool(r), lambda: r < r, lambda: r.prop, lambda: {r}, lambda: f"{r}", lambda: list(map(lambda x: r(), [1]))):
    try:
        f()
        print("no error")
    except RecursionError as e:
        print(type(e).__name__, str(e)[:32])
print(sys.getrecursionlimit())


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


d = depth(0)
print(900 < d < 1000)
sys.setrecursionlimit(200)
print(depth(0) < 200)
sys.setrecursionlimit(5000)
print(4900 < depth(0) < 5000)


def count(n): return 0 if n == 0 else 1 + count(n - 1)


print(count(4000))
sys.setrecursionlimit(100000)
print(count(50000))
for bad in (0, -1, "x", 2**40, 1.5):
    try:
        sys.setrecursionlimit(bad)
    except Exception as e:
        print(bad, type(e).__name__, e)
sys.setrecursionlimit(1000)
lst = []
lst.append(lst)
dct = {"me": None}
dct["me"] = dct
tup = ([],)
tup[0].append(tup)
print(lst, dct, tup)
a, b = [], []
a.append(b); b.append(a)
try:
    print(a == b)
except RecursionError as e:
    print(str(e)[:32])
nested = None
for _ in range(100000): nested = [nested]
try:
    print(len(repr(nested)))
except RecursionError as e:
    print(str(e)[:32])
del nested
try:
    eval("(" * 300 + ")" * 300)
except (SyntaxError, RecursionError, MemoryError) as e:
    print(type(e).__name__, e)
try:
    text = traceback.format_exc(limit=3) if forever(0) else ""
except RecursionError:
    lines = traceback.format_exc().splitlines()
    print(lines[1].split(",")[1:], [l.strip().split()[0:3] for l in lines if "repeated" in l])


def gen(n):
    yield from gen(n + 1)


try:
    next(gen(0))
except RecursionError as e:
    print("generator", str(e)[:32])
print("still works", count(500))
forever(0)
