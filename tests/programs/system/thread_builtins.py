# Builtins that call Python, in a thread: they give what they give elsewhere.
import threading, functools, itertools, traceback, sys, collections
lock = threading.Lock()
class It:
    def __init__(self, n): self.i = 0; self.n = n
    def __iter__(self): return self
    def __next__(self):
        with lock:
            self.i += 1
            if self.i > self.n: raise StopIteration("done")
            return self.i
def gen(n):
    for i in range(n):
        with lock: v = i * 7 % 5
        yield v
class CM:
    def __enter__(self):
        with lock: return 42
    def __exit__(self, *a):
        with lock: return bool(a[0])
class Bad:
    def __enter__(self): raise ValueError("bad enter")
    def __exit__(self, *a): print("never")
def tb(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e:
        print(type(e).__name__, e)
        for fs in traceback.extract_tb(e.__traceback__)[1:]:
            print("   ", fs.name, fs.line)
def work():
    print(list(gen(5)), tuple(gen(3)), set(gen(4)), frozenset(It(3)), sum(gen(5)), sum(It(4), 100))
    print(sorted(gen(5), key=lambda v: -v), sorted(It(4), reverse=True), min(gen(5)), max(It(3)))
    print(min(3, 1, 2, key=lambda v: (v - 2) ** 2), max("a", "bbb", "cc", key=len), max([], default=7, key=lambda v: v))
    l = [3, 1, 2]; l.sort(key=lambda v: -v); print(l)
    l.extend(gen(3)); print(l); s = {9}; s.update(It(2)); print(s)
    print("-".join(str(x) for x in gen(4)), any(x > 3 for x in gen(5)), all(x < 3 for x in gen(5)), any(It(0)), all(It(0)))
    print(functools.reduce(lambda a, b: a * 10 + b, It(4)), functools.reduce(lambda a, b: a + b, gen(3), 100))
    tb(functools.reduce, lambda a, b: a, It(0))
    tb(functools.reduce, lambda a, b: a / 0, It(3))
    m = map(lambda a, b: (a, b), gen(4), It(2)); print(next(m), next(m), next(m, "end"))
    print(list(filter(lambda v: v % 2, gen(6))), list(filter(None, gen(4))), list(zip(gen(3), It(9))), list(enumerate(It(2), 5)))
    for i, (a, b) in enumerate(zip(map(lambda v: v + 1, gen(3)), filter(lambda v: v > 1, It(9)))): print(i, a, b)
    d = collections.deque(gen(5), maxlen=3); d.extend(It(2)); print(d)
    print(list(iter(lambda: next(it), 3)) if (it := It(9)) else 0)
    with CM() as v: print(v); raise KeyError("swallowed")
    tb(lambda: Bad().__enter__())
    def wb():
        with Bad() as b: pass
    tb(wb)
    def stop(): raise StopIteration(5)
    tb(list, map(lambda v: stop(), [1, 2]))
    tb(list, (stop() for _ in range(2)))
    def fail(v):
        if v == 2: raise ValueError(v)
        return v
    tb(sorted, [1, 2, 3], key=fail)
    tb(max, gen(3), key=fail)
    tb(list, map(fail, It(3)))
    tb(next, It(0)); tb(next, It(0), None)
    tb(sum, gen(3), "x"); tb(list, 5); tb(sorted, It(2), 1); tb(sorted); tb(list, gen(1), gen(2)); tb(min, It(0)); tb(set, ([] for _ in range(1)))
    tb("".join, gen(2)); tb(list, zip(gen(2), It(3), strict=True))
    def rec(n): return max(map(rec, [n - 1])) if n else 0
    print(rec(40))
    def deep(n): return sum(deep(n + 1) for _ in range(1))
    try: deep(0)
    except RecursionError as e: print("RecursionError", e)
    g = gen(3); next(g); print(list(g), list(g))
    def selfish():
        yield 1
        yield list(me)
    me = selfish(); tb(list, me)
    print([*gen(3)], {*It(2)}, dict(zip("ab", gen(2))), [x for x in map(str, gen(2))])
    print(sorted([(1, "b"), (1, "a")], key=lambda p: p[0]))
    class L(list): pass
    print(type(L(gen(2))), L(gen(2)))
    print(sorted(L([3, 2]), key=lambda v: v))
t = threading.Thread(target=work); t.start(); t.join()
