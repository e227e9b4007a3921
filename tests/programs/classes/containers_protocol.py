# User-defined containers and iterators: sequence protocol by __getitem__, __missing__, __reversed__, slices, __iter__ and __contains__ fallbacks, subclasses of builtins.
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence, Set, Iterable, Sized, Hashable, Callable, Iterator, Container


class Seq:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if isinstance(i, slice): return ("slice", i.start, i.stop, i.step, i.indices(self.n))
        if i >= self.n or i < -self.n: raise IndexError(i)
        return i * i


s = Seq(4)
print(list(s), 9 in s, 5 in s, list(reversed(s)), s[1:3], s[::-1], s[:], s[-100:100:7], tuple(s), sum(s), max(s), dict(enumerate(s)), [*s], sorted(s, reverse=True))
a, *b = s
print(a, b, list(zip(s, "abc")), list(map(str, s)), isinstance(s, Iterable), isinstance(s, Sized), isinstance(s, Sequence))


class MySeq(MutableSequence):
    def __init__(self, *v): self.d = list(v)
    def __getitem__(self, i): return self.d[i]
    def __setitem__(self, i, v): self.d[i] = v
    def __delitem__(self, i): del self.d[i]
    def __len__(self): return len(self.d)
    def insert(self, i, v): self.d.insert(i, v)


m = MySeq(3, 1, 2)
m.append(5); m.extend([7, 8]); m.reverse(); m.remove(5); m += [0]; m.insert(0, "x")
print(m.d, m.pop(), m.pop(0), m.index(1), m.count(2), 7 in m, list(reversed(m)), list(m))
m.clear()
print(len(m), bool(m))


class LowerDict(MutableMapping):
    def __init__(self, *a, **k): self.d = {}; self.update(*a, **k)
    def __getitem__(self, k): return self.d[k.lower()]
    def __setitem__(self, k, v): self.d[k.lower()] = v
    def __delitem__(self, k): del self.d[k.lower()]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)


l = LowerDict({"A": 1}, B=2)
print(dict(l), l["a"], "B" in l, l.get("zz"), l.setdefault("C", 3), l.pop("a"), list(l.items()), l == {"b": 2, "c": 3}, l.keys() & {"b"}, list(l.values()), {**l}, l.popitem())
try:
    l.pop("none")
except KeyError as e:
    print(repr(e))


class Default(dict):
    def __missing__(self, k): print("missing", k); self[k] = k * 2; return self[k]


d = Default(a=1)
print(d["a"], d["zz"], d.get("q"), "q" in d, d, isinstance(d, Mapping), d | {"n": 0}, type(d | {}).__name__, type(d.copy()).__name__)


class Rev(list):
    def __iter__(self): return iter(["iter"])
    def __reversed__(self): return "rev"
    def __contains__(self, x): return x == "magic"
    def __len__(self): return 10
    def append(self, x): super().append(x * 2)


r = Rev([1, 2])
r.append(5)
print(list(r), reversed(r), "magic" in r, 1 in r, len(r), r, r[2], [*r], r + [1], type(r + [1]).__name__, r == [1, 2, 10], sorted(r), repr(r), str(r))


class IntSub(int):
    def __add__(self, o): return IntSub(int(self) + o + 100)
    def __repr__(self): return f"IntSub({int(self)})"


i = IntSub(5)
i.attr = "x"
print(i + 1, i - 1, type(i - 1).__name__, i.attr, i == 5, hash(i) == hash(5), {5: "five"}[i], [i], str(i), f"{i}", i.real, type(i.real).__name__, i * 2, 2 + i, -i, sum([i, 1]))
class StrSub(str):
    def __new__(cls, v, tag): o = super().__new__(cls, v); o.tag = tag; return o
    def upper(self): return "UP" + super().upper()
t = StrSub("abc", "tagged")
print(t, t.tag, t.upper(), type(t + "d").__name__, t == "abc", {t: 1}["abc"], t[0], len(t), "b" in t, f"{t:>5}", repr(t), t.replace("a", "z"), type(str(t)).__name__, "-".join([t, t]))
class Tup(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def first(self): return self[0]
print(Tup(1, 2, 3), Tup(1, 2).first, Tup(1) + (2,), type(Tup(1)[:]).__name__, Tup(1, 2) == (1, 2), hash(Tup(1)) == hash((1,)))
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration("done")
        return self.n
it = It()
print(list(it), list(it), next(it, "default"), 2 in It(), isinstance(it, Iterator), list(iter(iter([1, 2, 3, 0, 5]).__next__, 0)))
print(isinstance([], Hashable), isinstance((), Hashable), isinstance(len, Callable), isinstance({}.keys(), Set), isinstance("", Container))
class NoHash:
    def __eq__(self, o): return True
try:
    hash(NoHash())
except TypeError as e:
    print(e, NoHash.__hash__)
