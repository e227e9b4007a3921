# itertools, functools, operator, heapq and bisect as pipelines use them.
import bisect
import functools
import heapq
import itertools as it
import operator as op

print(list(it.accumulate([3, 1, 4, 1, 5], max)), list(it.accumulate("abc", initial=">")), list(it.accumulate([1, 2, 3], op.mul)))
print(list(it.batched("abcdefg", 3)), list(it.pairwise("abcd")), list(it.islice(it.count(10, 2.5), 1, 8, 3)))
print(["".join(p) for p in it.permutations("abc", 2)], ["".join(c) for c in it.combinations("abcd", 3)])
print(list(it.combinations_with_replacement("ab", 3)), list(it.product("ab", repeat=2)), list(it.product([1, 2], "x", [True])))
print([(k, list(g)) for k, g in it.groupby("aaabbca")], [(k, len(list(g))) for k, g in it.groupby(range(10), lambda x: x // 4)])
print(list(it.chain.from_iterable([[1], (2, 3), "x"])), list(it.compress("abcdef", [1, 0, 1, 0, 1])), list(it.zip_longest("ab", "xyz", fillvalue="-")))
print(list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.filterfalse(None, [0, 1, "", 2])))
print(list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.islice(it.cycle([1, 2, 3]), 7)), list(it.repeat("x", 3)), it.repeat(5, 2), it.count(3), it.count(1, 2))
a, b, c = it.tee(iter(range(5)), 3)
print(next(a), next(a), list(b), next(a), list(c), list(a))
g = it.groupby([1, 1, 2, 2, 3])
k1, g1 = next(g)
k2, g2 = next(g)
print(k1, list(g1), k2, next(g2), next(g)[0], list(g2))

events = [(5, "e"), (1, "a"), (3, "c"), (1, "b")]
heap = list(events)
heapq.heapify(heap)
print([heapq.heappop(heap) for _ in range(len(heap))])
print(heapq.nlargest(2, events, key=op.itemgetter(1)), heapq.nsmallest(3, [5, 1, 4, 2]), list(heapq.merge([1, 4, 7], [2, 5], [3, 9, 10])))
print(list(heapq.merge(["dog", "horse"], ["cat", "fish", "kangaroo"], key=len)), list(heapq.merge([9, 3], [8, 1], reverse=True)))
h = [1, 3, 5]
print(heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), h)


def dijkstra(graph, start):
    dist, prev, queue = {start: 0}, {}, [(0, start)]
    while queue:
        d, node = heapq.heappop(queue)
        if d > dist[node]:
            continue
        for nxt, w in graph.get(node, {}).items():
            if (nd := d + w) < dist.get(nxt, float("inf")):
                dist[nxt], prev[nxt] = nd, node
                heapq.heappush(queue, (nd, nxt))
    return dist, prev


print(dijkstra({"a": {"b": 7, "c": 3}, "c": {"b": 1, "d": 8}, "b": {"d": 2}, "d": {"a": 1}}, "a"))
grades = [60, 70, 80, 90]
print([("FDCBA"[bisect.bisect(grades, s)], s) for s in (33, 99, 77, 70, 89, 90, 100)], bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect_right([1, 2, 2, 3], 2))
words = ["fig", "apple", "kiwi"]
names = sorted(words, key=len)
bisect.insort(names, "pea", key=len)
print(names, bisect.bisect_left(names, 4, key=len))


@functools.lru_cache(maxsize=3)
def slow(n, *, k=1):
    return n * k


for n in (1, 2, 1, 3, 4, 1, 2):
    slow(n)
print(slow.cache_info(), slow.cache_parameters(), slow(1, k=2), slow.__wrapped__(5))


@functools.singledispatch
def describe(x):
    return f"object {x!r}"


@describe.register
def _(x: int | bool):
    return f"int {x}"


@describe.register(list)
def _(x):
    return "[" + ", ".join(map(describe, x)) + "]"


print(describe([1, "a", [True, None]]), describe.dispatch(bool) is describe.dispatch(int), sorted(t.__name__ for t in describe.registry))
double = functools.partial(op.mul, 2)
print(double(21), double, functools.reduce(op.add, [[1], [2, 3]], []), functools.partial(print, "x", sep="-").keywords)
cmp = functools.cmp_to_key(lambda a, b: (a > b) - (a < b) if len(a) == len(b) else len(a) - len(b))
print(sorted(["bb", "a", "aa", "ccc", "b"], key=cmp), cmp("a") < cmp("bb"))


@functools.total_ordering
class V:
    def __init__(self, *p):
        self.p = p

    def __eq__(self, o):
        return self.p == o.p

    def __lt__(self, o):
        return self.p < o.p


print(V(1, 2) <= V(1, 2), V(2) > V(1, 9), V(1) >= V(2), op.attrgetter("p", "__class__.__name__")(V(3)), op.methodcaller("upper")("x"), op.itemgetter(1, -1)("abc"))
for bad in (lambda: list(it.batched("ab", 0)), lambda: it.islice([1], -1), lambda: functools.reduce(op.add, []), lambda: heapq.heappop([]),
            lambda: bisect.insort([1], "a"), lambda: list(it.batched("abc", 2, strict=True)), lambda: list(it.permutations("ab", -1)), lambda: it.combinations("a", "b"),
            lambda: list(zip([1], [], strict=True)), lambda: next(it.chain()), lambda: it.tee([], -1), lambda: it.count("a")):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, "|", e)
