import heapq, collections, functools, itertools, random, math, sys
class Graph(collections.UserDict):
    def __missing__(self, k): self[k] = {}; return self[k]
    def edge(self, a, b, w=1): self[a][b] = w; self[b].setdefault(a, w); return self
def dijkstra(g, s):
    d = {s: 0}; q = [(0, s)]; prev = {}
    while q:
        c, u = heapq.heappop(q)
        if c > d[u]: continue
        for v, w in g[u].items():
            if (n := c + w) < d.get(v, math.inf): d[v] = n; prev[v] = u; heapq.heappush(q, (n, v))
    return d, prev
rnd = random.Random(7); g = Graph()
for _ in range(60): g.edge(rnd.randrange(20), rnd.randrange(20), rnd.randint(1, 9))
d, p = dijkstra(g, 0); print(sorted(d.items()), len(g), isinstance(g, dict))
def bfs(g, s):
    seen = {s}; q = collections.deque([s])
    while q: yield (u := q.popleft()); q.extend(v for v in sorted(g[u]) if not (v in seen or seen.add(v)))
print(list(bfs(g, 0)))
def topo(deps):
    color = {}
    def visit(n, path=()):
        if color.get(n) == 1: raise ValueError(" -> ".join((*path, n)))
        if color.get(n) == 2: return
        color[n] = 1
        for m in deps.get(n, ()): yield from visit(m, (*path, n))
        color[n] = 2; yield n
    for n in deps: yield from visit(n)
print(list(topo({"a": "bc", "b": "d", "c": "d"})))
try: list(topo({"a": "b", "b": "c", "c": "a"}))
except ValueError as e: print(e)
@functools.cache
def lcs(a, b):
    if not a or not b: return ""
    if a[0] == b[0]: return a[0] + lcs(a[1:], b[1:])
    return max(lcs(a[1:], b), lcs(a, b[1:]), key=len)
print(lcs("ABCBDABXYZ", "BDCABAYZ"), lcs.cache_info().hits > 0)
def queens(n, row=0, cols=frozenset(), d1=frozenset(), d2=frozenset()):
    if row == n: yield (); return
    for c in range(n):
        if c in cols or row + c in d1 or row - c in d2: continue
        for rest in queens(n, row + 1, cols | {c}, d1 | {row + c}, d2 | {row - c}): yield (c, *rest)
print(sum(1 for _ in queens(6)), next(queens(8)))
class Matrix:
    def __init__(s, r): s.r = [list(x) for x in r]
    def __matmul__(s, o): return Matrix([[sum(a * b for a, b in zip(x, y)) for y in zip(*o.r)] for x in s.r])
    def __pow__(s, n): return functools.reduce(Matrix.__matmul__, itertools.repeat(s, n))
    def __eq__(s, o): return s.r == o.r
    def __repr__(s): return f"Matrix({s.r})"
    def __getitem__(s, k): i, j = k; return s.r[i][j] if not isinstance(i, slice) else [x[j] for x in s.r[i]]
m = Matrix([[1, 1], [1, 0]]); print(m ** 10, (m ** 10)[0, 1], (m ** 200)[0, 1], m[:, 1], m @ m == m ** 2)
perm = list(itertools.permutations("abc", 2)); print(perm[:3], len(perm), *map("".join, itertools.combinations("abcd", 3)))
primes = lambda n: [p for p in range(2, n) if all(p % q for q in range(2, math.isqrt(p) + 1))]; print(primes(40), math.gcd(48, 36, 60), math.lcm(4, 6), pow(3, -1, 7), sum(map(int, str(2 ** 500))))
print(m @ 3)
