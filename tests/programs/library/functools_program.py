# functools: partial, reduce, wraps, lru_cache, singledispatch, total_ordering, cmp_to_key, cached_property, partialmethod.
import functools
from functools import partial, reduce, wraps, lru_cache, cache, singledispatch, singledispatchmethod, total_ordering, cmp_to_key, partialmethod


def f(a, b, c=3, *d, **k): return a, b, c, d, k


p = partial(f, 1, c=30)
print(p(2), p(2, c=4), partial(p, 5, z=1)(), partial(p, 5).args, partial(p, x=1).keywords, partial(int, base=2)("101"), p.func is f)
p.attr = 1
print(p.__dict__, hasattr(p, "__name__"), isinstance(p, partial))
for src in ("partial()", "partial(5)", "p()", "p(1, 2, 3, a=1)", "partial(f, a=1)(2, 3)"):
    try:
        print(src, eval(src))
    except TypeError as e:
        print(src, e)
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(max, [3, 9, 2]), reduce(lambda a, b: a + b, [], "init"), reduce(lambda a, b: [a, b], "abcd"))
try:
    reduce(max, [])
except TypeError as e:
    print(e)


def deco(fn):
    @wraps(fn)
    def inner(*a):
        "inner doc"
        return fn(*a)
    return inner


@deco
def documented(x: int) -> str:
    "the doc"
    return str(x)


print(documented.__name__, documented.__doc__, documented.__annotations__, documented.__wrapped__(5), documented(6))
calls = []


@lru_cache(maxsize=2)
def slow(x, y=0):
    calls.append(x)
    return x * 2


print([slow(i) for i in (1, 2, 1, 3, 1, 2)], calls, slow.cache_info(), slow.cache_parameters())
slow.cache_clear()
print(slow.cache_info(), slow(1, y=0), slow(1), slow(1.0), slow.cache_info(), slow.__wrapped__(9))
try:
    slow([])
except TypeError as e:
    print(e)


@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(100), fib.cache_info())


@lru_cache(typed=True)
def typed(x): return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info().currsize)


class M:
    def __init__(self): self.n = 0
    @lru_cache
    def m(self, k): self.n += 1; return k + self.n
    @functools.cached_property
    def cp(self): self.n += 10; return self.n
    def pm(self, a, b): return self.n, a, b
    half = partialmethod(pm, 1)


m = M()
print(m.m(1), m.m(1), m.cp, m.cp, m.half(2), M.m.cache_info().hits)


@singledispatch
def show(x): return f"default {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
@show.register(tuple)
def _(x): return f"seq {len(x)}"
@show.register
def _(x: float | None): return f"float or None {x}"


class A: pass
class B(A): pass


show.register(A, lambda x: "an A")
print(show(1), show(True), show([1]), show((1, 2)), show(1.5), show(None), show("s"), show(B()), show.dispatch(bool).__name__, sorted(k.__name__ for k in show.registry))
try:
    show()
except TypeError as e:
    print(e)


class SD:
    @singledispatchmethod
    def go(self, x): return "base"
    @go.register
    def _(self, x: int): return "int"
    @go.register
    @classmethod
    def _(cls, x: str): return cls.__name__


print(SD().go(1.5), SD().go(1), SD().go("s"))


@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v if isinstance(o, V) else NotImplemented


print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2))
try:
    V(1) >= 5
except (TypeError, AttributeError) as e:
    print(type(e).__name__, e)
try:
    @total_ordering
    class N: pass
except ValueError as e:
    print(e)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted("bca", key=cmp_to_key(lambda a, b: (a > b) - (a < b))), cmp_to_key(lambda a, b: 0)(1) == cmp_to_key(lambda a, b: 0)(2))
k = cmp_to_key(lambda a, b: a - b)
print(k(1) < k(2), k(1).obj, max([5, 7], key=k))
print(functools.WRAPPER_ASSIGNMENTS, functools.update_wrapper(partial(f), f).__name__, repr(partial(print, 1, sep="")))
