# heapq, bisect, random with fixed seeds, statistics, operator, copy.
import bisect, copy, heapq, operator, random, statistics
h = []
for v in (5, 1, 8, 3, 9, 2): heapq.heappush(h, v)
print(h, heapq.heappop(h), heapq.heappushpop(h, 0), heapq.heapreplace(h, 7), h, heapq.nlargest(3, h), heapq.nsmallest(2, h, key=lambda x: -x))
l = [9, 4, 7, 1]; heapq.heapify(l)
print(l, [heapq.heappop(l) for _ in range(4)], list(heapq.merge([1, 4], [2, 3], [0])), list(heapq.merge("ac", "bd", reverse=False)), list(heapq.merge([3, 1], [4, 2], reverse=True)))
for f in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush(5, 1), lambda: heapq.heapify([1, "a"])):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
a = [1, 2, 2, 5]
print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 9), bisect.bisect_left(a, 2, lo=2), bisect.bisect(a, 5, key=lambda x: x * 2))
bisect.insort(a, 3); bisect.insort_left(a, 2); print(a)
try:
    bisect.bisect([1], "a")
except TypeError as e:
    print(e)
try:
    bisect.bisect([1], 1, lo=-1)
except ValueError as e:
    print(e)
r = random.Random(42)
print(r.random(), r.randint(1, 100), r.choice("abc"), r.sample(range(100), 5), r.uniform(1, 2), r.gauss(0, 1), r.getrandbits(70), r.choices([1, 2, 3], weights=[1, 1, 8], k=5), r.randrange(0, 100, 7), r.betavariate(1, 2), r.expovariate(1.5), r.triangular(), r.normalvariate(), r.randbytes(4))
x = list(range(10)); r.shuffle(x); print(x)
st = r.getstate(); v = r.random(); r.setstate(st); print(v == r.random(), random.Random("seed").random(), random.Random(1.5).random(), random.Random(b"b").randint(0, 9), random.Random(-5).random(), random.Random(10**30).random())
random.seed(7); print(random.random(), random.randint(1, 6), random.sample([1, 2, 3], counts=[2, 1, 1], k=3), random.binomialvariate(10, 0.3))
for f in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.randrange(0), lambda: random.choices([1], [0]), lambda: random.sample({1}, 1), lambda: random.seed([]), lambda: random.randrange(1.5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
d = [2.5, 3.5, 1, 4, 4]
print(statistics.mean(d), statistics.median(d), statistics.mode(d), statistics.stdev(d), statistics.pvariance(d), statistics.quantiles(d), statistics.fmean(d), statistics.harmonic_mean([1, 2]), statistics.geometric_mean([1, 8]), statistics.multimode("aabb"), statistics.median_low([1, 2]), statistics.correlation([1, 2, 3], [1, 2, 4]), statistics.linear_regression([1, 2], [2, 4]), statistics.NormalDist(0, 1).cdf(1))
try:
    statistics.mean([])
except statistics.StatisticsError as e:
    print(e)
print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("real", "imag")(3), operator.methodcaller("split", ",")("a,b"), operator.add(1, 2), operator.contains([1], 1), operator.countOf("aab", "a"), operator.indexOf([3, 4], 4), operator.itemgetter(slice(1, 3))("abcd"), operator.concat("a", "b"), operator.not_(1), operator.truth([]), operator.iadd([1], [2]), operator.attrgetter("__class__.__name__")(5), repr(operator.itemgetter(1)), repr(operator.methodcaller("f", 1, k=2)))


class N:
    def __init__(self, v, nxt=None): self.v, self.nxt = v, nxt


n = N(1); n.nxt = N(2, n)
c = copy.deepcopy(n)
print(c.v, c.nxt.v, c.nxt.nxt is c, c is not n, copy.copy([1, [2]]), copy.deepcopy({"a": (1, [2])}), copy.copy(n).nxt is n.nxt, copy.replace is not None)
sh = [[1]]; dd = copy.deepcopy([sh, sh]); print(dd[0] is dd[1], dd[0] is sh)
