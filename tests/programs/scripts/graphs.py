# Graph algorithms: BFS, DFS, Dijkstra, topological order, union-find, strongly connected components, minimum spanning tree, flow, colouring.
from collections import defaultdict, deque
import heapq


class Graph:
    def __init__(self, edges, directed=False):
        self.adj = defaultdict(dict)
        for a, b, w in edges:
            self.adj[a][b] = w
            if directed: self.adj[b]
            else: self.adj[b][a] = w

    def bfs(self, start):
        seen, queue, order = {start}, deque([start]), []
        while queue:
            v = queue.popleft(); order.append(v)
            for n in sorted(self.adj[v]):
                if n not in seen: seen.add(n); queue.append(n)
        return order

    def dfs(self, v, seen=None):
        seen = set() if seen is None else seen
        seen.add(v)
        yield v
        for n in sorted(self.adj[v]):
            if n not in seen: yield from self.dfs(n, seen)

    def dijkstra(self, start):
        dist, heap, prev = {start: 0}, [(0, start)], {}
        while heap:
            d, v = heapq.heappop(heap)
            if d > dist[v]: continue
            for n, w in self.adj[v].items():
                if d + w < dist.get(n, float("inf")):
                    dist[n] = d + w; prev[n] = v
                    heapq.heappush(heap, (d + w, n))
        return dist, prev

    def path(self, a, b):
        _, prev = self.dijkstra(a)
        out = [b]
        while out[-1] != a: out.append(prev[out[-1]])
        return out[::-1]

    def topological(self):
        indegree = {v: 0 for v in self.adj}
        for v in self.adj:
            for n in self.adj[v]: indegree[n] += 1
        ready = sorted(v for v, d in indegree.items() if d == 0)
        out = []
        while ready:
            v = ready.pop(0); out.append(v)
            for n in sorted(self.adj[v]):
                indegree[n] -= 1
                if indegree[n] == 0: ready.append(n)
        if len(out) < len(self.adj): raise ValueError(f"cycle among {sorted(set(self.adj) - set(out))}")
        return out

    def components(self):
        index, low, stack, on, out, n = {}, {}, [], set(), [], 0

        def connect(v):
            nonlocal n
            index[v] = low[v] = n; n += 1
            stack.append(v); on.add(v)
            for w in sorted(self.adj[v]):
                if w not in index: connect(w); low[v] = min(low[v], low[w])
                elif w in on: low[v] = min(low[v], index[w])
            if low[v] == index[v]:
                comp = []
                while True:
                    w = stack.pop(); on.discard(w); comp.append(w)
                    if w == v: break
                out.append(sorted(comp))

        for v in sorted(self.adj):
            if v not in index: connect(v)
        return out

    def spanning_tree(self):
        parent = {v: v for v in self.adj}

        def find(v):
            while parent[v] != v: parent[v] = parent[parent[v]]; v = parent[v]
            return v

        tree = []
        for w, a, b in sorted((w, a, b) for a in self.adj for b, w in self.adj[a].items() if a < b):
            if find(a) != find(b): parent[find(a)] = find(b); tree.append((a, b, w))
        return tree


g = Graph([("a", "b", 4), ("a", "c", 1), ("c", "b", 2), ("b", "d", 5), ("c", "d", 8), ("d", "e", 3)])
print(g.bfs("a"), list(g.dfs("a")), g.dijkstra("a")[0], g.path("a", "e"), g.spanning_tree())
d = Graph([("shirt", "tie", 1), ("tie", "jacket", 1), ("trousers", "shoes", 1), ("trousers", "belt", 1), ("belt", "jacket", 1), ("socks", "shoes", 1)], True)
print(d.topological())
c = Graph([(1, 2, 1), (2, 3, 1), (3, 1, 1), (3, 4, 1), (4, 5, 1), (5, 4, 1), (6, 6, 1)], True)
print(c.components())
try: c.topological()
except ValueError as e: print(e)


def max_flow(cap, s, t):
    flow = 0
    while True:
        prev, queue = {s: None}, deque([s])
        while queue and t not in prev:
            v = queue.popleft()
            for n, w in cap[v].items():
                if w > 0 and n not in prev: prev[n] = v; queue.append(n)
        if t not in prev: return flow
        path, v = [], t
        while prev[v] is not None: path.append((prev[v], v)); v = prev[v]
        push = min(cap[a][b] for a, b in path)
        for a, b in path: cap[a][b] -= push; cap[b][a] = cap[b].get(a, 0) + push
        flow += push


cap = defaultdict(dict)
for a, b, w in [("s", "a", 10), ("s", "b", 5), ("a", "b", 15), ("a", "t", 5), ("b", "t", 10)]: cap[a][b] = w
print(max_flow(cap, "s", "t"))
def colour(adj, k, done=()):
    if len(done) == len(adj): return done
    v = sorted(adj)[len(done)]
    for c in range(k):
        if all(sorted(adj).index(n) >= len(done) or done[sorted(adj).index(n)] != c for n in adj[v]):
            if (r := colour(adj, k, done + (c,))) is not None: return r
print(colour(g.adj, 2), colour(g.adj, 3))
grid = ["..#.", ".#..", "...#", "#..."]
def maze(grid):
    q, seen = deque([((0, 0), 0)]), {(0, 0)}
    while q:
        (r, c), n = q.popleft()
        if (r, c) == (3, 3): return n
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            p = r + dr, c + dc
            if 0 <= p[0] < 4 and 0 <= p[1] < 4 and grid[p[0]][p[1]] == "." and p not in seen: seen.add(p); q.append((p, n + 1))
print(maze(grid))
fw = {(a, b): 0 if a == b else g.adj[a].get(b, 99) for a in g.adj for b in g.adj}
for k in g.adj:
    for a in g.adj:
        for b in g.adj: fw[a, b] = min(fw[a, b], fw[a, k] + fw[k, b])
print({f"{a}{b}": fw[a, b] for a in "ab" for b in "cde"})
