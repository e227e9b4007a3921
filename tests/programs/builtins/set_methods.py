# set and frozenset: algebra, methods, comparison, hashing, updates, errors; orders are made independent by sorting.
def s(x): return sorted(x, key=lambda v: (str(type(v)), str(v)))


a, b = {1, 2, 3, 4}, {3, 4, 5}
print(s(a | b), s(a & b), s(a - b), s(a ^ b), a <= b, {3} <= a, {3} < {3}, a >= {1}, a > a, a == {4, 3, 2, 1}, a != b, a.isdisjoint({9}), {1}.issubset([1, 2]), {1, 2}.issuperset((1,)))
print(s(a.union([5], (6,))), s(a.intersection([1, 9], {1})), s(a.difference([1], [2])), s(a.symmetric_difference([1, 7])), a.union() == a, a.union() is a, a.copy() == a, len(a), 3 in a, 3.0 in a, True in a, "3" in a)
c = set(a); c.add(10); c.add(10); c.discard(1); c.discard(99); c.remove(2); print(s(c)); c.update([1, 2], "ab", {5: 6}); print(s(c)); c.intersection_update([1, 2, "a", 10]); print(s(c)); c.difference_update([1]); c.symmetric_difference_update([2, 77]); print(s(c))
c |= {100}; c &= {100, 77, 10}; c -= {77}; c ^= {10, 11}; print(s(c), c.pop() in (100, 11), len(c)); c.clear(); print(c, bool(c), set(), frozenset(), {1}, frozenset({1}), {None}, {()}, {"a"}, {1.5}, {(1, 2)})
f = frozenset("abc")
print(s(f), hash(f) == hash(frozenset("cba")), f == set("abc"), {f: 1}[frozenset("bca")], type(f | {1}).__name__, type({1} | f).__name__, f.union is not None, frozenset(f) is f, f.copy() is f, {frozenset([1]), frozenset([1])} == {frozenset([1])}, frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])}, s({frozenset(), 1}))
print(s(set("hello")), s({x % 3 for x in range(10)}), s({*"ab", *[1]}), len({1, 1.0, True, 1 + 0j}), {1, True}, {True, 1}, {0, False, 0.0}, len({nan := float("nan"), nan}), len(set(range(1000)) & set(range(500, 2000))), sum(set(range(100))), max({3, 1}), sorted({5, -1, 3}), list(sorted({"b", "a"})))
print({1, 2} == frozenset([1, 2]), {1} < {1, 2} < {1, 2, 3}, {1, 2} < {2, 3}, not {1} > {2}, set([1]) | set(), {1, 2} - set(), set() <= set(), {1} == [1], {1} != 1, {} == set())
for src in ("{[]}", "{{}}", "{1, {2}}", "set(5)", "set(1, 2)", "a.remove(99)", "a.remove([])", "a.add([])", "[] in a", "{1} in a", "set().pop()", "a | [1]", "a & 5", "a - 'x'", "a ^ (1,)", "a < [1]", "a <= 5", "a.union(5)", "a.update(5)", "a[0]", "a + b", "hash(a)", "a.foo", "frozenset([1]).add(2)", "frozenset([[]])", "a.discard([])", "a.issubset(5)", "a.isdisjoint(5)", "a.add()", "a.add(1, 2)", "a.pop(1)", "a()", "-a", "a * 2", "set(x=1)", "a.copy(1)", "frozenset(1)", "a.intersection(5)", "a.symmetric_difference()", "sorted({1, None})", "max(set())", "{*5}", "a.remove()", "iter(a).foo", "a.remove({1, 99})", "a.intersection_update(1)"):
    try:
        print(src, "=", eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, e)
for src in ("a |= [1]", "a &= 5", "for x in a: a.add(x + 100)", "for x in a: a.discard(x)", "for x in list(a): a.discard(x)", "del a[0]", "a[0] = 1", "f |= {1}"):
    a = {1, 2, 3, 4}
    try:
        exec(src); print(src, "fine", s(a), s(f))
    except Exception as e:
        print(src, "->", type(e).__name__, e)


class Sub(set):
    def __repr__(self): return f"Sub({s(self)})"
    def add(self, x): super().add(x * 2)


z = Sub([1, 2]); z.add(5)
print(z, z | {9}, type(z | {9}).__name__, type(z.copy()).__name__, type(z.union([1])).__name__, z == {1, 2, 10}, isinstance(z, set), z & {1}, len(z), {1, 2, 10} == z)


class FS(frozenset):
    def __new__(cls, it, tag=None): o = super().__new__(cls, it); o.tag = tag; return o


fs = FS("ab", tag="t")
print(fs.tag, hash(fs) == hash(frozenset("ab")), {fs: 1}[frozenset("ba")], type(fs | {1}).__name__, repr(FS("a")), fs == {"a", "b"})


class H:
    def __init__(self, h, v): self.h, self.v = h, v
    def __hash__(self): return self.h
    def __eq__(self, o): return isinstance(o, H) and self.v == o.v


hs = {H(1, "a"), H(1, "b"), H(1, "a"), H(2, "a")}
print(len(hs), H(1, "a") in hs, H(3, "a") in hs, len(hs - {H(1, "b")}), len(hs | {H(9, "z")}), len(hs & {H(1, "a"), H(2, "q")}))
primes = set(range(2, 60))
for i in range(2, 8): primes -= set(range(i * i, 60, i))
print(sorted(primes), s({w.lower() for w in "A b B a".split()}), [len(x) for x in (set(), {1}, {1, 2})], bool(set()), {1, 2}.__contains__(1), {1}.__len__(), set.__doc__.splitlines()[0][:40], set([1]).__reduce__()[1])
it = iter({1}); print(it.__length_hint__(), next(it), next(it, "end"), set(map(str, [1])) == {"1"}, set(dict(a=1)) == {"a"}, set(zip([1], [2])), set.union({1}, {2}), set.intersection(*[{1, 2}, {2, 3}]), repr({"x"}), str(frozenset(["x"])), f"{ {1} }", "%s" % {2})
