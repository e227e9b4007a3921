# Generators as pipelines: itertools, lazy files, send-driven coroutines, delegation, trees, infinite streams, grouping.
import itertools as it
from collections import deque


def count_calls(f):
    def w(*a):
        w.n += 1
        return f(*a)
    w.n = 0
    return w


@count_calls
def expensive(x): return x * x


def primes():
    found = {}
    n = 2
    while True:
        p = found.pop(n, None)
        if p is None:
            yield n
            found[n * n] = n
        else:
            m = n + p
            while m in found: m += p
            found[m] = p
        n += 1


print(list(it.islice(primes(), 15)), next(it.dropwhile(lambda p: p < 100, primes())))
lazy = (expensive(x) for x in it.count())
print(next(lazy), next(lazy), expensive.n, list(it.takewhile(lambda v: v < 50, lazy)), expensive.n)


def averager():
    total = n = 0
    avg = None
    while True:
        v = yield avg
        if v is None: return total, n
        total += v; n += 1
        avg = total / n


def report(out):
    while True:
        result = yield from averager()
        out.append(result)
        if result[1] == 0: return "finished"


out = []
r = report(out)
next(r)
print(r.send(10), r.send(20), r.send(None), r.send(5), r.send(None), out)
try:
    r.send(None)
except StopIteration as e:
    print(e.value)


def walk(tree):
    if isinstance(tree, list):
        for t in tree: yield from walk(t)
    else:
        got = yield tree
        if got: print("got", got)


w = walk([1, [2, [3, [4]], 5]])
print(next(w), w.send("msg"), list(w))


def chunks(src, n):
    src = iter(src)
    while c := list(it.islice(src, n)): yield c


def window(src, n):
    d = deque(maxlen=n)
    for x in src:
        d.append(x)
        if len(d) == n: yield tuple(d)


def lines(text):
    for n, l in enumerate(text.splitlines(), 1):
        yield n, l


def grep(pat, src):
    return ((n, l) for n, l in src if pat in l)


print(list(chunks(range(7), 3)), list(window("abcde", 3)), list(grep("b", lines("abc\nxyz\ncab"))))
print(list(it.chain.from_iterable(chunks("abcdef", 4))), [(k, list(g)) for k, g in it.groupby("aabbbca")], list(it.pairwise([1, 2, 3])), list(it.batched("abcdefg", 3)))
a, b = it.tee((expensive(x) for x in range(3)))
print(list(zip(a, b)), list(it.zip_longest("ab", [1], fillvalue="-")), list(it.accumulate([1, 2, 3, 4], lambda x, y: x * y, initial=1)))
print(list(it.product("ab", range(2))), list(it.permutations([1, 2, 3], 2)), list(it.combinations("abcd", 2)), list(it.combinations_with_replacement("ab", 2)))
print(list(it.compress("abcd", [1, 0, 1, 0])), list(it.filterfalse(str.isupper, "aBcD")), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.repeat("x", 2)), list(it.islice(it.cycle("ab"), 5)), list(it.islice("abcdefgh", 1, 7, 2)))


def perm(items):
    if len(items) <= 1:
        yield items
        return
    for i, x in enumerate(items):
        for rest in perm(items[:i] + items[i + 1:]): yield [x] + rest


print(["".join(p) for p in perm(list("abc"))], sum(1 for _ in perm([1, 2, 3, 4, 5])))


def fib(a=0, b=1):
    while True:
        yield a
        a, b = b, a + b


print([*it.islice(fib(), 10)], next(f for f in fib() if f > 10**30), sum(it.takewhile(lambda x: x < 4_000_000, (f for f in fib() if f % 2 == 0))))


def scheduler(tasks):
    q = deque(tasks)
    while q:
        name, t = q.popleft()
        try:
            print(name, next(t), end="; ")
            q.append((name, t))
        except StopIteration as s:
            print(name, "done", s.value, end="; ")
    print()


def task(n):
    for i in range(n): yield i
    return n * 10


scheduler([("a", task(2)), ("b", task(0)), ("c", task(3))])
def hanoi(n, a, b, c):
    if n: yield from hanoi(n - 1, a, c, b); yield a + b; yield from hanoi(n - 1, c, b, a)
print(" ".join(hanoi(3, "A", "C", "B")), sum(1 for _ in hanoi(10, "A", "C", "B")))
for bad in ("it.islice([1], -1)", "it.islice([1], 'x')", "it.product(5)", "it.combinations('ab', -1)", "it.batched('a', 0)", "it.repeat()", "it.count('x')", "next(it.accumulate([1, 'a']))", "list(it.accumulate([1, 'a']))", "it.chain(5).__next__()", "it.groupby()", "it.permutations('ab', 'x')", "list(it.starmap(pow, [5]))", "it.cycle(5)"):
    try: print(bad, eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
