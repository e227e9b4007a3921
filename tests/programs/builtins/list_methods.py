# list: slices of every kind, in-place operations, aliasing, sorting stability and keys, comparison, nested, strategies that change.
l = list(range(10))
print(l[2:5], l[:-3], l[::3], l[::-1], l[8:2:-2], l[100:], l[-100:2], l[5:5], l[:], l[-1], l[slice(1, 3)])
l[2:4] = "ab"; print(l); l[1:1] = [99, 98]; print(l); l[::4] = [0, 0, 0]; print(l); l[5:] = []; print(l); l[:0] = (7, 8); print(l); l[-1:] = range(3); print(l); l[::-1] = list(l); print(l)
del l[0], l[-1], l[1:3]; print(l); del l[::2]; print(l); l[:] = []; print(l)
l = [3, 1, 2]
l.append([4]); l.extend("xy"); l.insert(0, "first"); l.insert(-1, "pen"); l.insert(100, "last"); l.insert(-100, "zero"); l += (5,); l *= 2
print(l, l.count(3), l.index(2), l.index("x", 3), l.pop(), l.pop(0), l.pop(-2), len(l)); l.remove("x"); l.reverse(); print(l, [4] in l, l.copy() == l)
a = b = [1]; a += [2]; print(b); a = a + [3]; print(b, a)
m = [[0] * 2] * 2; m[0][0] = 1; print(m); m = [[0] * 2 for _ in range(2)]; m[0][0] = 1; print(m)
x = [1]; x.append(x); print(x, x[1] is x, x == x); x = [1, 2]; x[1:1] = x; print(x); x.extend(x); print(x); x[::2] = x[1::2]; print(x)
words = "the Quick brown Fox jumps over the lazy Dog".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (-len(w), w)), sorted(words, key=len, reverse=True))
recs = [("b", 2), ("a", 2), ("c", 1), ("d", 2)]; recs.sort(key=lambda r: r[1]); print(recs); recs.sort(key=lambda r: r[1], reverse=True); print(recs); recs.sort(); print(recs)
class Cnt:
    n = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o): Cnt.n += 1; return self.v < o.v
    def __repr__(self): return f"c{self.v}"
c = [Cnt(i) for i in (3, 1, 2)]; c.sort(); print(c, Cnt.n); Cnt.n = 0; print(sorted([Cnt(i) for i in range(10)])[0], Cnt.n)
print([1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1, "a"] == [1, "a"], [1] == (1,), [[1, 2], [3]] < [[1, 2], [4]], [1, 2.0] == [1.0, 2], [nan := float("nan")] == [nan], [] != [], [1, 2] >= [1, 2])
f = [1.5, 2.5]; f.append(3); print(f, f[2], type(f[2]).__name__); f[0] = "s"; print(f); f = [1, 2]; f.append(2.5); f.append(None); print(f, sum(f[:3])); f = [0.0, -0.0, 1e300 * 10, -1.5]; print(f, sorted(f), f.index(-0.0), f.count(0), 0 in f); f[1] += 1; print(f)
big = [i * i % 101 for i in range(200)]; big.sort(); print(big[:10], big[-3:], big.index(100) if 100 in big else "", big == sorted(big, reverse=True)[::-1], sorted([2**60, 1, -2**60, 2.5, True]), sorted(["b", "a", "é", "Z", "😀", "\uffff"]))
print([1, 2, 3] * 0, [[]] * 3, [None] * 2 + [1], list("ab"), list((1, 2)), list({1: 2}), list(), [*"ab", *range(2)], [i for i in [1, 2, 3] if i != 2], list(map(list, zip(*[[1, 2], [3, 4]]))), [y for x in [[1], [2, 3]] for y in x], max([[1, 2], [1, 3]]), sum([[1], [2]], []))
n = [5, 3, 1]
it = iter(n); print(next(it), it.__length_hint__()); n.append(7); print(list(it), list(it)); n.append(9); print(list(it))
it = iter(n); next(it); n.clear(); print(list(it)); r = reversed([1, 2, 3]); print(next(r), list(r))
for src in ("l[100]", "l[-100]", "l['a']", "l[1.0]", "l[None]", "[][0]", "l[1:2:0]", "[].pop()", "[1].pop(5)", "[1].pop('a')", "[].remove(1)", "[].index(1)", "[1, 2].index(1, 1)", "[1] + (2,)", "[1] + 1", "[1] * [1]", "[1] * 1.5", "[1] < 1", "[1] < ['a']", "[1, 'a'].sort()", "[1].sort(5)", "[1].sort(key=5)", "[1].sort(reverse='x')", "[1].sort(nope=1)", "[1].append()", "[1].extend(5)", "[1].extend()", "[1].insert(1)", "[1].insert('a', 1)", "[1].count()", "[1].foo", "[1]()", "hash([])", "list(1)", "list(1, 2)", "[1].__setitem__(5, 1)", "[1].__delitem__(5)", "-[1]", "[1] - [1]", "[].copy(1)", "[1].clear(1)", "[1].reverse(1)", "int([1])", "'a' + [1]", "[1] @ [2]", "[*5]", "[1].sort(key=lambda x: 1/0)", "list(x=1)", "[1, 2, 3].index(4)", "[[1], [2]].index([3])", "[1].__getitem__('x')", "[].__init__(5)"):
    try:
        print(src, "=", eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, e)
for src in ("l[0:2:2] = [1, 2, 3]", "l[1:2] = 5", "l[5] = 1", "l['a'] = 1", "del l[50]", "l[::2] = [1]", "l += 5", "l[::0] = []", "a, b, c = l[:2]", "l.x = 1", "for i in l: l[i]['q']", "s = [3, 1]; s.sort(key=lambda v: s.append(v) or v)"):
    l = [1, 2, 3, 4, 5]
    try:
        exec(src); print(src, "fine", l)
    except Exception as e:
        print(src, "->", type(e).__name__, e)
class L(list):
    def __getitem__(self, i): return ("got", i)
    def __len__(self): return 99
z = L([1, 2]); print(z[0], z[1:2], len(z), list(z), z, z == [1, 2], [*z], z + [3], bool(L()), L([3, 1]).__class__.__name__, sorted(L([2, 1])), z.copy().__class__.__name__, isinstance(z, list), L(range(2)).pop())
