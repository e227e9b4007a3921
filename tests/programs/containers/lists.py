# Lists: methods, slices, sorting, comparison, mutation while iterating, recursion in repr.
l = [5, 3, 8, 1]
l.append(9); l.insert(0, 7); l.insert(-1, 6); l.insert(100, 0); l.extend("ab"); print(l, l.pop(), l.pop(0), l.pop(-2), l)
l.remove(3); print(l, l.index(8), l.count(1), len(l), 8 in l, "b" in l, l.copy() is l, l + [1], l * 2, l == l.copy())
for bad in ("l.remove(99)", "l.index(99)", "[].pop()", "l[100]", "l[100] = 1", "del l[100]", "l['x']", "l + (1,)", "l.pop(50)", "l[1.5]", "[1, 'a'].sort()", "l * 1.5", "[] < 1", "[1] < ['a']", "l.sort(5)", "l.insert('x', 1)", "l.append()", "l.append(1, 2)", "list(5)", "l[::0]", "l.extend(5)", "[1,2,3].index(1, 1)", "l.foo()", "sorted(5)", "hash([])"):
    try:
        print(bad, eval(bad) if "=" not in bad and "del" not in bad else exec(bad))
    except Exception as e:
        print(bad, "->", type(e).__name__, e)
s = list(range(10))
print(s[2:5], s[:3], s[7:], s[-3:], s[::2], s[::-1], s[8:2:-2], s[100:], s[-100:3], s[5:2], s[None:None:None], s[slice(1, 8, 3)])
s[2:4] = ["x", "y", "z"]; print(s); s[::2] = [0] * len(s[::2]); print(s); del s[1:3]; print(s); del s[::3]; print(s); s[1:1] = [7, 7]; print(s); s[:] = []; print(s)
try:
    s = [1, 2, 3, 4]; s[::2] = [1]
except ValueError as e:
    print(e)
s = [3, 1, 2]; s += (4,); s *= 2; print(s); t = s; t.clear(); print(s, t is s)
words = ["banana", "Apple", "cherry", "apple", "Banana", "fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
words.sort(reverse=True); print(words); words.reverse(); print(words)
class K:
    def __init__(self, v, tag): self.v, self.tag = v, tag
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f"{self.v}{self.tag}"
ks = [K(v, t) for v, t in [(2, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e")]]
print(sorted(ks), sorted(ks, reverse=True), min(ks), max(ks, key=lambda k: k.v))
mixed = [1, 2.5, True, 0, -1, 1.0, 10**20, float("-inf")]
print(sorted(mixed), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted("hello"), sorted({3: 1, 1: 2}), sorted([[2, 1], [1, 5], [1]]), sorted([b"b", b"a"]))
class Bad:
    def __lt__(self, o): raise RuntimeError("no compare")
try:
    sorted([Bad(), Bad()])
except RuntimeError as e:
    print(e)
lst = [3, 2, 1]
try:
    lst.sort(key=lambda x: lst.append(x) or x)
except ValueError as e:
    print(e, lst)
print([1, 2] < [1, 3], [1] < [1, 2], [2] > [1, 9], [1, 2] == [1, 2], [] < [0], [[1]] == [[1]], [1, 2] != [1.0, 2.0], [1, [2, [3]]] <= [1, [2, [4]]])
r = [1, 2]; r.append(r); print(r, r == r, str(r)); r2 = [[]] * 3; r2[0].append(1); print(r2)
it = iter(lst := [1, 2, 3])
for x in it:
    if x == 2: lst.append(4)
    print(x, end=" ")
print(list(it), list(reversed([1, 2, 3])), it.__length_hint__())
nums = list(range(10))
for n in nums:
    if n % 2 == 0: nums.remove(n)
print(nums)
print([x for x in range(20) if x % 3 == 0 if x % 2], [[i * j for j in range(3)] for i in range(3)], [y for x in "ab" for y in x * 2], [*range(3), *[4, 5]], list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a", [], None])), list(zip([1, 2, 3], "ab")), list(enumerate("ab", 5)))
print(any([0, "", 3]), all([1, "a", []]), sum([1.5, 2]), sum([[1], [2]], []), max([3, 1], default=0), min([], default="none"), max("a", "b", key=ord), list(range(5))[1:-1], [0] * 5, [None] * 2, list((1, 2)), list({1: 2}), list("abc"))
a, (b, *c), d = 1, [2, 3, 4], 5; print(a, b, c, d); [x, y] = "hi"; print(x, y); first, *_, last = range(6); print(first, last)
for stmt in ("a, b = 1", "a, b = [1]", "a, b = 1, 2, 3", "a, *b, c = [1]", "*a, = 5", "[a, b] = 'abc'"):
    try:
        exec(stmt)
    except Exception as e:
        print(stmt, "->", type(e).__name__, e)
class MyList(list):
    def __getitem__(self, i): return ("got", super().__getitem__(i))
    def __len__(self): return 99
m = MyList([1, 2, 3]); print(m[0], len(m), list(m), m, m[1:], bool(MyList()), sorted(m), m.__class__.__name__, m == [1, 2, 3], isinstance(m, list))
big = [i * 7919 % 1009 for i in range(1000)]
big.sort(); print(big[:5], big[-5:], sum(big), big == sorted(big), sorted(big, key=lambda v: -v)[:3], sorted(big, key=lambda v: v % 10)[:8])
fl = [x / 7 for x in range(50, 0, -1)]; fl.sort(); print(fl[0], fl[-1], fl.index(1.0), sorted(fl + [float("inf"), 0]) [:3])
