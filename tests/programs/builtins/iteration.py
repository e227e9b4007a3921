# iter, next, zip, map, filter, enumerate, range, any, all, sum: laziness, exhaustion, errors, reprs of what is left.
import operator


def attempt(label, f):
    try:
        print(label, "->", f())
    except BaseException as e:
        print(label, "!!", type(e).__name__, e)


class Counter:
    def __init__(self, limit):
        self.limit, self.calls = limit, 0

    def __call__(self):
        self.calls += 1
        return self.calls

    def __getitem__(self, i):
        print("  get", i)
        if i >= self.limit:
            raise IndexError
        return i * i


c = Counter(3)
print(list(iter(c, 5)), c.calls, list(c), 4 in c)
it = iter(c)
print(next(it), next(it), it.__length_hint__() if hasattr(it, "__length_hint__") and False else "no hint")
attempt("iter 2", lambda: iter(5, 6))
attempt("iter", lambda: iter(5))
attempt("next", lambda: next([]))
attempt("stop", lambda: next(iter([])))
attempt("default", lambda: next(iter([]), "d"))


def noisy(name, n):
    for i in range(n):
        print(f"  {name}{i}")
        yield i


print(list(zip(noisy("a", 2), noisy("b", 3))))
print(list(zip(noisy("a", 3), noisy("b", 2))))
attempt("strict", lambda: list(zip(noisy("a", 3), noisy("b", 2), strict=True)))
attempt("strict2", lambda: list(zip([1], [1, 2], strict=True)))
attempt("strict3", lambda: list(zip([1, 2], [1, 2], [1], strict=True)))
attempt("zip", lambda: (list(zip()), list(zip("ab")), zip(strict=True) and 1))
attempt("zip int", lambda: zip([1], 2))
attempt("zip kw", lambda: zip([1], bad=2))
print(list(map(pow, [2, 3, 4], [5, 2])), list(map(None.__class__, ())))
attempt("map", lambda: map(len))
attempt("map int", lambda: list(map(1, [2])))
print(list(filter(None, [0, 1, "", "a", [], [0], None])), list(filter(str.isalpha, "a1b2")))
print(list(enumerate("ab", start=-1)), list(enumerate("ab", 10**20)))
attempt("enum", lambda: enumerate("a", "b"))
attempt("enum2", lambda: enumerate())
print(any([]), all([]), any(noisy("x", 5)), all(noisy("y", 5)))
print(sum([[1], [2]], []), sum([0.1] * 10), sum([1, 2.5, 3j]), sum(range(10), start=100), sum([True, True]))
attempt("sum str", lambda: sum(["a"], ""))
attempt("sum bytes", lambda: sum([b"a"], b""))
attempt("sum mixed", lambda: sum([1, "a"]))
r = range(10, -10, -3)
print(r, len(r), r[1], r[-1], r[1:4], r[::-1], 4 in r, 5 in r, "a" in r, r.index(4), r.count(1), hash(r) == hash(range(10, -11, -3)))
print(range(0) == range(5, 1), range(0, 3, 2) == range(0, 4, 2), range(10**20)[-1], range(10)[-100:100:4])
attempt("range", lambda: range(1, 2, 0))
attempt("range f", lambda: range(1.0))
attempt("range i", lambda: range(3)[3])
attempt("range idx", lambda: range(3).index(7))
attempt("range len", lambda: len(range(10**30)))
attempt("range attr", lambda: setattr(range(3), "start", 1))
for x in (iter([1, 2, 3]), iter((1, 2)), iter("abc"), iter(range(7)), iter({1: 2}), reversed([1, 2]), iter(b"ab")):
    before = operator.length_hint(x)
    next(x)
    print(type(x).__name__, before, operator.length_hint(x), x.__reduce__()[1:] if type(x).__name__ != "dict_keyiterator" else "")
grow = [1]
for v in grow:
    if len(grow) < 6:
        grow.append(v * 2)
print(grow)
d = {1: 1}


def change():
    for k in d:
        d[k + 1] = 1


attempt("dict", change)
s = {1}


def change_set():
    for k in s:
        s.add(k + 1)


attempt("set", change_set)
first, *rest = map(str, range(4))
print(first, rest, *zip(*[(1, 2), (3, 4)]), [*iter("ab"), *{}], dict(zip("ab", iter([1, 2]))))
