import functools, contextlib, inspect
def deco(a, *, b=2):
    def w(f):
        @functools.wraps(f)
        def inner(*args, **kw):
            r = f(*args, **kw)
            print(f"{f.__name__}{args}{kw} -> {r!r} {a=} {b=}")
            return r
        return inner
    return w
@deco(1)
@deco(2, b=3)
def f(x, /, y, *z, k=1, **kw):
    "doc"
    return x, y, z, k, kw
f(1, 2, 3, k=4, q=5)
print(f.__wrapped__.__wrapped__.__name__, f.__doc__, inspect.signature(f))
class Cached:
    def __init__(self, f): self.f, self.cache = f, {}
    def __set_name__(self, o, n): self.n = n; print("set_name", o.__name__, n)
    def __get__(self, i, o=None):
        if i is None: return self
        return i.__dict__.setdefault(self.n, self.f(i))
class A:
    @Cached
    def v(self): print("computing"); return 42
    @property
    def p(self): return self._p
    @p.setter
    def p(self, x): self._p = x * 2
    @p.deleter
    def p(self): del self._p
    @staticmethod
    def s(): return "s"
    @classmethod
    def c(cls): return cls.__name__
a = A(); print(a.v, a.v, A.v.__class__.__name__); a.p = 4; print(a.p); del a.p
try: a.p
except AttributeError as e: print(e, e.name, e.obj is a)
print(A.s(), a.c(), A.__dict__['s'], A.__dict__['p'].fset)
try: A.p.fget.nope
except AttributeError as e: print(e)
@functools.lru_cache(maxsize=2)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(20), fib.cache_info()); fib.cache_clear(); print(fib.cache_info())
@functools.singledispatch
def show(x): return "obj"
@show.register
def _(x: int): return "int"
@show.register(list)
def _(x): return "list"
print(show(1), show([]), show("a"), show(True), show.registry.keys() >= {int, list})
@functools.total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) <= V(2), V(3) >= V(4), V(1) > V(0))
p = functools.partial(f, 1, k=9); print(p); p(5)
pm = functools.partialmethod
class B:
    def m(self, a, b): return a, b
    n = pm(m, 7)
print(B().n(8), functools.reduce(lambda a, b: a*b, range(1, 6)), functools.cmp_to_key(lambda a,b: b-a)(3) < functools.cmp_to_key(lambda a,b:b-a)(2))
