# Data structures written by hand: linked list, heap, AVL tree, trie, LRU cache, ring buffer, matrix, interval set, bloom filter, skip of generics.
from __future__ import annotations
from collections import OrderedDict
from collections.abc import MutableSequence, MutableMapping, Iterator
from functools import total_ordering
from typing import Generic, TypeVar

X = TypeVar("X")


class Linked(MutableSequence, Generic[X]):
    class Node:
        __slots__ = "value", "next"
        def __init__(self, value, next=None): self.value, self.next = value, next

    def __init__(self, items=()):
        self.head, self.size = None, 0
        self.extend(items)

    def _at(self, i):
        if i < 0: i += self.size
        if not 0 <= i < self.size: raise IndexError(f"index {i} of {self.size}")
        node = self.head
        for _ in range(i): node = node.next
        return node

    def __len__(self): return self.size
    def __getitem__(self, i): return type(self)(list(self)[i]) if isinstance(i, slice) else self._at(i).value
    def __setitem__(self, i, v): self._at(i).value = v
    def __delitem__(self, i):
        node = self._at(i)
        if node is self.head: self.head = node.next
        else: self._at((i if i >= 0 else i + self.size) - 1).next = node.next
        self.size -= 1
    def insert(self, i, v):
        i = min(max(i + self.size if i < 0 else i, 0), self.size)
        if i == 0: self.head = self.Node(v, self.head)
        else:
            before = self._at(i - 1)
            before.next = self.Node(v, before.next)
        self.size += 1
    def __iter__(self):
        node = self.head
        while node: yield node.value; node = node.next
    def __repr__(self): return " -> ".join(map(repr, self)) or "empty"


l = Linked[int]("abc")
l.append("d"); l.insert(0, "z"); l += ["e"]; l.reverse()
print(l, len(l), l[0], l[-1], l[1:3], "z" in l, l.index("b"), l.count("c"), l.pop(), l.pop(0), l)
del l[1]
l.remove("a")
print(l, list(reversed(l)), Linked(), Linked[int], Linked.__parameters__)
for bad in (lambda: l[9], lambda: l.remove("q"), lambda: Linked().pop()):
    try: print(bad())
    except (IndexError, ValueError) as e: print(type(e).__name__, e)


class AVL(MutableMapping):
    class N:
        __slots__ = ("k", "v", "l", "r", "h")
        def __init__(self, k, v): self.k, self.v, self.l, self.r, self.h = k, v, None, None, 1

    def __init__(self, *a, **k): self.root, self.n, self.turns = None, 0, 0; self.update(*a, **k)
    @staticmethod
    def height(n): return n.h if n else 0
    def fix(self, n): n.h = 1 + max(self.height(n.l), self.height(n.r)); return n
    def right(self, n): m = n.l; n.l, m.r = m.r, n; self.fix(n); self.turns += 1; return self.fix(m)
    def left(self, n): m = n.r; n.r, m.l = m.l, n; self.fix(n); self.turns += 1; return self.fix(m)
    def balance(self, n):
        self.fix(n)
        d = self.height(n.l) - self.height(n.r)
        if d > 1:
            if self.height(n.l.l) < self.height(n.l.r): n.l = self.left(n.l)
            return self.right(n)
        if d < -1:
            if self.height(n.r.r) < self.height(n.r.l): n.r = self.right(n.r)
            return self.left(n)
        return n
    def _set(self, n, k, v):
        if n is None: self.n += 1; return self.N(k, v)
        if k == n.k: n.v = v
        elif k < n.k: n.l = self._set(n.l, k, v)
        else: n.r = self._set(n.r, k, v)
        return self.balance(n)
    def _del(self, n, k):
        if n is None: raise KeyError(k)
        if k < n.k: n.l = self._del(n.l, k)
        elif k > n.k: n.r = self._del(n.r, k)
        elif n.l is None: return n.r
        elif n.r is None: return n.l
        else:
            m = n.r
            while m.l: m = m.l
            n.k, n.v = m.k, m.v
            n.r = self._del(n.r, m.k)
        return self.balance(n)
    def __setitem__(self, k, v): self.root = self._set(self.root, k, v)
    def __delitem__(self, k): self.root = self._del(self.root, k); self.n -= 1
    def __getitem__(self, k):
        n = self.root
        while n:
            if k == n.k: return n.v
            n = n.l if k < n.k else n.r
        raise KeyError(k)
    def __len__(self): return self.n
    def __iter__(self) -> Iterator:
        def walk(n):
            if n: yield from walk(n.l); yield n.k; yield from walk(n.r)
        return walk(self.root)
    def draw(self, n=0, depth=0):
        n = self.root if depth == 0 else n
        if n: self.draw(n.r, depth + 1); print("    " * depth + f"{n.k}"); self.draw(n.l, depth + 1)


t = AVL((i, i * i) for i in (5, 2, 8, 1, 9, 3, 7, 6, 4, 0))
t.draw()
print(list(t), t[7], t.get(50), 3 in t, t.turns, t.root.h, dict(t) == {i: i * i for i in range(10)})
del t[5], t[0]
print(list(t.items())[:3], t.pop(9), t.setdefault(100, "x"), len(t), t.popitem(), t == dict(t))
for i in range(200): t[i * 37 % 211] = i
print(len(t), t.root.h, list(t)[:5])
try: del t[-5]
except KeyError as e: print("KeyError", e)


class LRU(OrderedDict):
    def __init__(self, size): super().__init__(); self.size, self.log = size, []
    def __getitem__(self, k): self.move_to_end(k); return super().__getitem__(k)
    def __setitem__(self, k, v):
        super().__setitem__(k, v)
        self.move_to_end(k)
        if len(self) > self.size: self.log.append(self.popitem(last=False))


c = LRU(3)
for k in "abcadaeb": c[k] = c[k] + 1 if k in c else 1
print(list(c.items()), c.log, c)


class Trie:
    def __init__(self, *words):
        self.root = {}
        for w in words:
            node = self.root
            for ch in w: node = node.setdefault(ch, {})
            node["$"] = w
    def starting(self, prefix):
        node = self.root
        for ch in prefix:
            if (node := node.get(ch)) is None: return
        stack = [node]
        while stack:
            n = stack.pop()
            if "$" in n: yield n["$"]
            stack += [n[k] for k in sorted(n, reverse=True) if k != "$"]


print(list(Trie("tea", "ten", "to", "in", "inn", "team").starting("te")), list(Trie("a").starting("b")))


@total_ordering
class Job:
    def __init__(self, p, name): self.p, self.name = p, name
    def __lt__(self, o): return self.p < o.p if isinstance(o, Job) else NotImplemented
    def __eq__(self, o): return isinstance(o, Job) and self.p == o.p
    def __repr__(self): return f"{self.name}({self.p})"


class Heap:
    def __init__(self): self.a = []
    def push(self, x):
        self.a.append(x)
        i = len(self.a) - 1
        while i and self.a[i] < self.a[(i - 1) // 2]:
            self.a[i], self.a[(i - 1) // 2] = self.a[(i - 1) // 2], self.a[i]
            i = (i - 1) // 2
    def pop(self):
        top, last = self.a[0], self.a.pop()
        if self.a:
            self.a[0], i = last, 0
            while (kid := min((k for k in (2 * i + 1, 2 * i + 2) if k < len(self.a)), key=self.a.__getitem__, default=None)) is not None and self.a[kid] < self.a[i]:
                self.a[i], self.a[kid] = self.a[kid], self.a[i]
                i = kid
        return top


h = Heap()
for p, n in ((5, "e"), (1, "a"), (3, "c"), (2, "b"), (4, "d")): h.push(Job(p, n))
print(h.a, [h.pop() for _ in range(5)], Job(1, "x") >= Job(1, "y"), Job(1, "x") != Job(2, "x"))
try: Job(1, "x") < 5
except TypeError as e: print(e)
