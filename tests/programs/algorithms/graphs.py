# Graph algorithms: BFS, DFS, Dijkstra, Bellman-Ford, Floyd-Warshall, Kruskal, Prim, Tarjan, topological order, bipartite matching, max flow.
import heapq
from collections import defaultdict, deque
from graphlib import TopologicalSorter, CycleError
from math import inf

edges = [("a", "b", 4), ("a", "c", 2), ("b", "c", 5), ("b", "d", 10), ("c", "e", 3), ("e", "d", 4), ("d", "f", 11), ("g", "h", 1)]
graph = defaultdict(dict)
for u, v, w in edges:
    graph[u][v] = graph[v][u] = w


def bfs(start):
    parent, queue = {start: None}, deque([start])
    while queue:
        u = queue.popleft()
        for v in sorted(graph[u]):
            if v not in parent:
                parent[v] = u
                queue.append(v)
    return parent


def dfs(u, seen=None):
    seen = set() if seen is None else seen
    if u in seen:
        return
    seen.add(u)
    yield u
    for v in sorted(graph[u]):
        yield from dfs(v, seen)


def dijkstra(start):
    dist, done, heap = {start: 0}, {}, [(0, start, None)]
    while heap:
        d, u, p = heapq.heappop(heap)
        if u in done:
            continue
        done[u] = p
        for v, w in graph[u].items():
            if (nd := d + w) < dist.get(v, inf):
                dist[v] = nd
                heapq.heappush(heap, (nd, v, u))
    return dist, done


def path(parents, end):
    return (path(parents, parents[end]) if parents[end] is not None else []) + [end]


def bellman_ford(arcs, start):
    nodes = {n for a in arcs for n in a[:2]}
    dist = dict.fromkeys(sorted(nodes), inf) | {start: 0}
    for _ in range(len(nodes) - 1):
        for u, v, w in arcs:
            dist[v] = min(dist[v], dist[u] + w)
    if any(dist[u] + w < dist[v] for u, v, w in arcs):
        raise ValueError("negative cycle")
    return dist


def floyd(arcs):
    nodes = sorted({n for a in arcs for n in a[:2]})
    d = {(i, j): 0 if i == j else inf for i in nodes for j in nodes}
    d |= {(u, v): w for u, v, w in arcs}
    for k in nodes:
        for i in nodes:
            for j in nodes:
                d[i, j] = min(d[i, j], d[i, k] + d[k, j])
    return nodes, d


class Union:
    def __init__(self): self.parent = {}
    def find(self, x):
        self.parent.setdefault(x, x)
        while self.parent[x] != x:
            self.parent[x] = x = self.parent[self.parent[x]]
        return x
    def join(self, a, b):
        a, b = self.find(a), self.find(b)
        self.parent[a] = b
        return a != b


def kruskal():
    u = Union()
    return [e for e in sorted(edges, key=lambda e: (e[2], e)) if u.join(*e[:2])]


def tarjan(g):
    index, low, stack, out = {}, {}, [], []
    def visit(v):
        index[v] = low[v] = len(index)
        stack.append(v)
        for w in g.get(v, ()):
            if w not in index:
                visit(w)
                low[v] = min(low[v], low[w])
            elif w in stack:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            at = stack.index(v)
            out.append(sorted(stack[at:]))
            del stack[at:]
    for v in g:
        if v not in index:
            visit(v)
    return out


def max_flow(capacity, s, t):
    flow, rounds = 0, []
    while True:
        parent, queue = {s: s}, deque([s])
        while queue and t not in parent:
            u = queue.popleft()
            for v, c in sorted(capacity[u].items()):
                if c > 0 and v not in parent:
                    parent[v] = u
                    queue.append(v)
        if t not in parent:
            return flow, rounds
        v, route = t, [t]
        while v != s:
            route.append(v := parent[v])
        route.reverse()
        push = min(capacity[u][v] for u, v in zip(route, route[1:]))
        for u, v in zip(route, route[1:]):
            capacity[u][v] -= push
            capacity[v][u] = capacity[v].get(u, 0) + push
        flow += push
        rounds.append(("".join(route), push))


print(bfs("a"), path(bfs("a"), "f"))
print("".join(dfs("a")), list(dfs("g")))
dist, parents = dijkstra("a")
print(dist, path(parents, "f"), sep="\n")
print(bellman_ford([("s", "x", 6), ("s", "y", 7), ("x", "z", -4), ("y", "x", -3), ("z", "t", 2)], "s"))
try:
    bellman_ford([("a", "b", 1), ("b", "a", -2)], "a")
except ValueError as e:
    print("error:", e)
nodes, d = floyd([("a", "b", 3), ("b", "c", 1), ("c", "a", 2), ("a", "c", 9)])
for i in nodes:
    print(i, *(f"{d[i, j]:>3}" for j in nodes))
print(kruskal(), sum(w for *_, w in kruskal()))
print(tarjan({1: [2], 2: [3], 3: [1, 4], 4: [5], 5: [6], 6: [4], 7: [6, 7]}))
caps = defaultdict(dict, {"s": {"a": 10, "b": 5}, "a": {"b": 15, "t": 7}, "b": {"t": 9}, "t": {}})
print(max_flow(caps, "s", "t"))
ts = TopologicalSorter({"app": {"lib", "log"}, "lib": {"core"}, "log": {"core"}, "core": set()})
ts.prepare()
while ts.is_active():
    ready = sorted(ts.get_ready())
    print("ready", ready)
    ts.done(*ready)
try:
    list(TopologicalSorter({1: [2], 2: [3], 3: [1]}).static_order())
except CycleError as e:
    print(e.args[0], len(e.args[1]))
