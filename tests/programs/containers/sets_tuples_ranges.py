# Sets, frozensets, tuples, ranges, slices.
s = {3, 1, 2}; s.add(5); s.add(1); s.discard(99); s.remove(2); s.update([7, 8], (9,)); print(s, len(s), 3 in s, 99 in s, sorted(s), s.copy() == s)
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a < b, a <= a, a > {1}, a >= b, a == {4, 3, 2, 1}, a != b, a.union(b, [9]), a.intersection(b, [3]), a.difference([1]), a.symmetric_difference([1, 9]), a.isdisjoint([7]), a.issubset(range(10)), a.issuperset([1, 2]))
a |= {10}; a &= {1, 2, 10}; a -= {1}; a ^= {2, 3}; print(a); a.intersection_update([3, 10]); a.difference_update([3]); a.symmetric_difference_update([1]); print(sorted(a)); x = a.pop(); a.clear(); print(a, set(), {*()}, type(x).__name__)
f = frozenset([1, 2]); print(f, f | {3}, {3} | f, f & {1}, hash(f) == hash(frozenset([2, 1])), f == {1, 2}, {f: 1}[frozenset([2, 1])], frozenset(f) is f, type(f - {1}).__name__, frozenset(), {frozenset([1]), frozenset([1])}, {1} < f)
for bad in ("s.remove(99)", "set().pop()", "{[]}", "{1} + {2}", "{1} | [2]", "f.add(1)", "set(5)", "{1} < [1]", "{{1}}", "hash({1})", "s.update(5)", "{1}.union(5)", "{1}[0]", "(1, 2)[5]", "(1,) + [2]", "(1, 2)[0] = 5", "del (1, 2)[0]", "(1, 2) < 5", "hash(([],))", "tuple(5)", "(1).__len__()", "(1, 2).index(9)", "range(1.5)", "range(1, 2, 0)", "range()", "range(5)[9]", "range(3) + range(2)", "slice()", "range(3)[0] = 1", "range(2, 5).index(9)", "{1, 2}.issubset(3)"):
    try:
        exec("print(%r, %s)" % (bad, bad) if "= " not in bad and "del" not in bad else bad)
    except Exception as e:
        print(bad, "->", type(e).__name__, e)
print({10, 3, 7, 1, 100, 55, 64, 33, -1, 0}, {i * 8 for i in range(12)}, set(range(20, 0, -3)), {True, 1, 1.0, 0, False}, {2.5, 2, 3.5}, {(1, 2), (0, 1)} == {(0, 1), (1, 2)}, set("a"), {None}, {i for i in range(1000) if i % 250 == 0})
st = set(range(5))
try:
    for i in st: st.add(i + 100)
except RuntimeError as e: print(e)
class H:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): return self.v == o.v
hs = {H(1), H(2), H(1)}; print(len(hs), H(2) in hs, H(3) in hs)
t = (1, "two", 3.0, [4]); print(t, t[1], t[-1], t[1:3], t + (5,), t * 2, len(t), t.count(1), t.index("two"), "two" in t, (), (1,), tuple("ab"), t == (1, "two", 3.0, [4]), (1, 2) < (1, 3), (1,) < (1, 0), (2,) > (1, 9), hash((1, 2)) == hash((1, 2)), hash(()), hash((1,)), hash((1, 2, 3)), hash((0, -1)), hash((1.5, 2)), t[::-1])
t[3].append(5); print(t, (1, 2) is not (1, 2.0), tuple([1, 2]), (lambda *a: a)(1, 2), 1 in (1, 2), max((1, 5), (1, 3)), sorted([(2, "b"), (1, "z"), (2, "a")]), tuple(x for x in range(3)), ((1, 2), (3,)), (1,) * 3, *(4, 5))
r = range(2, 20, 3); print(r, list(r), len(r), r[2], r[-1], r[1:3], r[::-1], 8 in r, 9 in r, r.index(8), r.count(8), r.start, r.stop, r.step, list(reversed(r)), range(0) == range(5, 5), range(0, 10, 3) == range(0, 12, 3), hash(range(3)) == hash(range(0, 3, 1)), range(5, 0, -2), list(range(5, 0, -2)), range(10)[2:-2:2], bool(range(0)), range(True), range(2**65, 2**65 + 3)[1], len(range(-5, 5)), 2**65 in range(2**66), min(range(3)), sum(range(101)), "a" in range(3), 1.0 in range(3), repr(range(1, 2)))
sl = slice(1, 10, 2); print(sl, sl.start, sl.stop, sl.step, sl.indices(5), slice(None, None, -1).indices(4), slice(5), slice(-3, None).indices(10), slice(1, 2) == slice(1, 2), slice(1, 2) < slice(1, 3), hash(slice(1, 2)) == hash(slice(1, 2)), "abcdefghijk"[sl])
for bad in ("slice('a').indices(3)", "slice(1, 2, 0).indices(5)", "slice(0).indices(-1)", "[1][slice('a')]"):
    try: print(eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
class Idx:
    def __index__(self): return 2
print([10, 20, 30][Idx()], "abc"[Idx()], range(9)[Idx():], (1, 2, 3)[:Idx()], list(range(Idx())), bytes(Idx()), hex(Idx()), "a" * Idx(), [0] * Idx(), round(3.14159, Idx()), slice(Idx()).indices(10), int(Idx()), float(Idx()), complex(Idx()))
class MyTuple(tuple):
    def __add__(self, o): return MyTuple(tuple(self) + tuple(o))
m = MyTuple([1, 2]); print(m, m + (3,), type(m + (3,)).__name__, type(m[:1]).__name__, m == (1, 2), isinstance(m, tuple), len(m), {m: 1}[(1, 2)])
class MySet(set): pass
ms = MySet([1]); print(ms, ms | {2}, type(ms | {2}).__name__, type(ms.copy()).__name__, MySet([1]) == {1}, repr(MySet()), frozenset(ms))
