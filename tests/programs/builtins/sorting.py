# sorted, list.sort, min, max, reversed: stability, keys, mixed types, errors and what a failed sort leaves.
from functools import cmp_to_key
from operator import itemgetter, attrgetter, methodcaller


class Version:
    def __init__(self, text):
        self.text = text
        self.parts = tuple(int(p) if p.isdigit() else p for p in text.split("."))

    def __lt__(self, other):
        print(f"  {self.text} < {other.text}")
        return self.parts < other.parts

    def __repr__(self):
        return f"Version({self.text!r})"


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


people = [("ann", 31, 1.65), ("bob", 25, 1.80), ("cid", 31, 1.71), ("dan", 25, 1.75), ("eve", 40, 1.60)]
print(sorted(people, key=itemgetter(1)))
print(sorted(people, key=itemgetter(1), reverse=True))
print(sorted(people, key=itemgetter(1, 2)))
print(sorted(people, key=lambda p: (-p[1], p[0])))
print(sorted("The Quick brown Fox".split(), key=str.lower))
print(sorted(["b", "B", "a", "A"], key=methodcaller("swapcase")))
print(sorted([3 + 0j, 1j, 2], key=attrgetter("imag")))
print([Version("1.10"), Version("1.2")] and sorted([Version("1.10"), Version("1.2"), Version("1.9")]))
print(min([Version("3.1"), Version("2.0"), Version("2.5")]))
print(sorted({"z": 1, "y": 2, "x": 0}), sorted({"z": 1, "y": 2, "x": 0}.items(), key=lambda kv: kv[1]))
print(sorted([True, 0, 2, False, 1.5, -1]))
print(sorted([[2, 1], [1, 5], [1], []]), sorted([(1, "b"), (1, "a")]))
print(sorted([b"b", b"a", bytearray(b"ab")]))
print(sorted(range(10), key=lambda n: (n % 3, -n)))


def compare(a, b):
    return (len(a) > len(b)) - (len(a) < len(b)) or (a > b) - (a < b)


print(sorted("pear fig apple kiwi plum banana".split(), key=cmp_to_key(compare)))
K = cmp_to_key(compare)
print(K("a") < K("bb"), K("a") == K("a"), K("aa") >= K("b"))
attempt("cmp", lambda: K("a") < 1)
attempt("mixed", lambda: sorted([1, "a"]))
attempt("mixed2", lambda: sorted(["a", 1, None]))
attempt("none", lambda: sorted([None, None]))
attempt("dicts", lambda: sorted([{}, {}]))
attempt("complex", lambda: min(1j, 2))
attempt("min none", lambda: min([]))
attempt("max none", lambda: max())
attempt("max int", lambda: max(3))
attempt("default", lambda: (min([], default="d"), max((), default=None, key=len)))
attempt("default2", lambda: min(1, 2, default=3))
attempt("key", lambda: min("bb", "a", "cc", key=len))
attempt("max key", lambda: max("bb", "a", "cc", key=len))
attempt("positional", lambda: sorted([1], len))
attempt("not iterable", lambda: sorted(5))
attempt("key bad", lambda: sorted([1], key=5))
attempt("reversed set", lambda: reversed({1}))
attempt("reversed", lambda: [list(reversed(x)) for x in ("abc", [1, 2], (3, 4), range(4), {"k": 1, "j": 2})])

data = [3, 1, 2]


def naughty(x):
    data.append(x)
    return x


attempt("mutated", lambda: data.sort(key=naughty))
print(data)
partial = [5, 4, "x", 1]
attempt("partial", lambda: partial.sort())
print(len(partial), set(map(str, partial)) == {"5", "4", "x", "1"})


def seen_empty(x):
    print("  during the sort:", during)
    return x


during = [2, 1]
during.sort(key=seen_empty)
print(during)
big = [(i * 7919) % 1009 for i in range(2000)]
pairs = sorted(enumerate(big), key=lambda p: p[1])
print(all(a[1] < b[1] or (a[1] == b[1] and a[0] < b[0]) for a, b in zip(pairs, pairs[1:])))
down = sorted(enumerate(big), key=lambda p: p[1], reverse=True)
print(all(a[1] > b[1] or (a[1] == b[1] and a[0] < b[0]) for a, b in zip(down, down[1:])), down[:3])
print(sorted([float("inf"), -0.0, 0.0, -1e300, 10**400, -(10**400)]) == [-(10**400), -1e300, -0.0, 0.0, 10**400, float("inf")])
