# Graph algorithms with networkx.
# packages: python3-networkx
import io
import random
import networkx as nx

g = nx.Graph()
g.add_weighted_edges_from([("a", "b", 4), ("a", "c", 2), ("b", "c", 1), ("b", "d", 5), ("c", "d", 8), ("c", "e", 10), ("d", "e", 2), ("d", "f", 6), ("e", "f", 3)])
g.add_node("z", colour="red")
print(g, list(g.nodes(data=True)), list(g.edges(data="weight")))
print(nx.dijkstra_path(g, "a", "f"), nx.dijkstra_path_length(g, "a", "f"), nx.shortest_path(g, "a", "f"), dict(nx.all_pairs_shortest_path_length(nx.path_graph(4))))
print(sorted(nx.minimum_spanning_edges(g, data=False)), nx.is_connected(g), [sorted(c) for c in nx.connected_components(g)])
print(dict(g.degree()), nx.density(g), nx.average_clustering(g), nx.triangles(g), nx.diameter(g.subgraph("abcdef")))
print({k: round(v, 6) for k, v in nx.pagerank(nx.DiGraph([(1, 2), (2, 3), (3, 1), (3, 2), (4, 1)]), tol=1e-10).items()} if False else "")
print({k: round(v, 6) for k, v in nx.betweenness_centrality(g).items()}, {k: round(v, 6) for k, v in nx.closeness_centrality(g).items()})
d = nx.DiGraph([(1, 2), (1, 3), (2, 4), (3, 4), (4, 5)])
print(list(nx.topological_sort(d)), nx.is_directed_acyclic_graph(d), nx.ancestors(d, 4), nx.descendants(d, 1), list(nx.transitive_closure(d).edges()), nx.dag_longest_path(d))
d.add_edge(5, 2)
print(list(nx.simple_cycles(d)), [sorted(c) for c in nx.strongly_connected_components(d)], nx.find_cycle(d))
f = nx.DiGraph()
for u, v, c in [("s", "a", 10), ("s", "b", 5), ("a", "b", 15), ("a", "t", 10), ("b", "t", 10)]:
    f.add_edge(u, v, capacity=c)
print(nx.maximum_flow(f, "s", "t"), nx.minimum_cut(f, "s", "t")[0])
b = nx.complete_bipartite_graph(3, 4)
print(nx.is_bipartite(b), sorted(nx.bipartite.maximum_matching(b, top_nodes=range(3)).items()), nx.max_weight_matching(nx.cycle_graph(6)) is not None)
print(sorted(map(sorted, nx.find_cliques(nx.Graph([(1, 2), (2, 3), (1, 3), (3, 4)])))), nx.greedy_color(nx.petersen_graph()), nx.is_planar(nx.complete_graph(5)))
r = nx.gnp_random_graph(30, 0.15, seed=42)
print(r.number_of_edges(), sorted(len(c) for c in nx.connected_components(r)), nx.transitivity(r), sorted(dict(r.degree()).values()))
w = nx.watts_strogatz_graph(20, 4, 0.3, seed=7)
print(sorted(w.edges())[:12], nx.average_shortest_path_length(w), nx.barabasi_albert_graph(15, 2, seed=3).size())
print(list(nx.bfs_edges(g, "a")), list(nx.dfs_preorder_nodes(g, "a")), list(nx.edge_bfs(d, 1)), nx.has_path(g, "a", "z"))
try:
    nx.shortest_path(g, "a", "z")
except nx.NetworkXNoPath as e:
    print(type(e).__name__, e)
try:
    nx.dijkstra_path(g, "a", "q")
except nx.NetworkXNoPath as e:
    print(type(e).__name__, e)
print("\n".join(nx.generate_gml(nx.path_graph(3))), list(nx.generate_adjlist(g)), nx.node_link_data(nx.path_graph(3)))
buffer = io.BytesIO()
nx.write_graphml(g, buffer)
print(buffer.getvalue().decode())
print(sorted(nx.read_graphml(io.BytesIO(buffer.getvalue())).edges(data=True)))
t = nx.balanced_tree(2, 3)
print(nx.is_tree(t), nx.to_prufer_sequence(t), nx.forest_str(nx.bfs_tree(t, 0)), nx.center(t), nx.tree_all_pairs_lowest_common_ancestor is not None)
m = nx.MultiDiGraph()
m.add_edge(1, 2, key="x", w=1)
m.add_edge(1, 2, key="y", w=2)
print(m[1][2], list(m.edges(keys=True)), m.reverse().edges, nx.to_dict_of_dicts(nx.path_graph(3)), nx.compose(nx.path_graph(2), nx.cycle_graph(3)).edges)
print(nx.astar_path(nx.grid_2d_graph(4, 4), (0, 0), (3, 3), heuristic=lambda a, b: abs(a[0] - b[0]) + abs(a[1] - b[1])), list(nx.k_core(nx.karate_club_graph(), 4)))
print([sorted(c) for c in nx.community.greedy_modularity_communities(nx.karate_club_graph())], nx.core_number(nx.path_graph(3)), nx.eccentricity(nx.path_graph(4)))
print(nx.tutte_polynomial(nx.cycle_graph(3)) if False else nx.wiener_index(nx.path_graph(5)), nx.algorithms.isomorphism.is_isomorphic(nx.cycle_graph(4), nx.grid_2d_graph(2, 2)), nx.eulerian_circuit is not None, list(nx.eulerian_circuit(nx.complete_graph(3))))
print(nx.floyd_warshall(g)["a"], nx.bellman_ford_path(g, "a", "f"), nx.johnson(g)["a"]["f"], nx.rich_club_coefficient(r, normalized=False))
