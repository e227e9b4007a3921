# Dicts: order, views, set operations, merging, key equality, errors while iterating, subclasses.
d = {"b": 1, "a": 2, "c": 3}
d["d"] = 4; d["a"] = 20; del d["b"]; d["b"] = 5
print(d, list(d), len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, "z" not in d, d.pop("c"), d.pop("zz", None), d.setdefault("e", []), d.setdefault("a", 9), d)
print(list(d.keys()), list(d.values()), list(d.items()), list(reversed(d)), d.popitem(), d | {"x": 1, "a": 0}, {"x": 1} | d, d.copy() == d, d is d.copy())
d |= {"new": 1}; d.update(z=26, y=25); d.update([("k", "v"), ["p", "q"]]); d.update({"m": "n"}, a=1); print(d)
for bad in ("d['nope']", "d[[]]", "{[]: 1}", "d.pop('nope')", "{}.popitem()", "dict(5)", "dict([1])", "dict([(1, 2, 3)])", "dict.fromkeys(5)", "d + {}", "d < {}", "{} | []", "d.update(5)", "dict(**{1: 2})", "{**5}", "{1: 2}['1']", "hash({})", "d.foo", "{}[1, 2]", "dict('ab')"):
    try:
        print(bad, eval(bad))
    except Exception as e:
        print(bad, "->", type(e).__name__, e)
k = {1: "int", 1.0: "float", True: "bool", "1": "str", (1, 2): "tuple", None: "none", 2**70: "big", frozenset([1]): "fs", b"x": "bytes", 1j: "complex", 0.5: "half"}
print(k, k[1], k[True], k[1.0], k[1+0j], k[(1, 2)], k[2.0**70], len(k), k[frozenset([1])])
nan = float("nan"); n = {nan: 1}; print(n[nan], nan in n)
class Key:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v) % 3
    def __eq__(self, o): return isinstance(o, Key) and self.v == o.v
    def __repr__(self): return f"K{self.v}"
ks = {Key(i): i for i in range(10)}
print(ks[Key(7)], Key(11) in ks, len(ks), [ks.pop(Key(i)) for i in (3, 5)], list(ks), ks.get(Key(3)))
v = {"a": 1, "b": 2}; keys, vals, items = v.keys(), v.values(), v.items()
v["c"] = 3
print(keys, vals, items, keys & {"a", "z"}, sorted(keys | {"z"}), sorted(keys - {"a"}), sorted(keys ^ {"a", "q"}), items & {("a", 1)}, keys == {"a", "b", "c"}, keys > {"a"}, keys.isdisjoint({"x"}), ("a", 1) in items, 2 in vals, len(keys), {"a"} - keys, sorted(keys | [5] if False else keys))
print(type(keys).__name__, type(iter(keys)).__name__, list(reversed(items)), keys.mapping, {1: 2}.keys() == {1: 3}.keys(), {1: 2}.items() == {1: 2}.items(), {1: 2}.values() == {1: 2}.values())
for mutate in ("v['new'] = 1", "del v['a']"):
    v = {"a": 1, "b": 2, "c": 3}
    try:
        for key in v:
            exec(mutate)
    except RuntimeError as e:
        print(mutate, e)
v = {"a": 1, "b": 2}
for key in v: v[key] *= 10
print(v, {k: v for v, k in enumerate("abc")}, {i: {j: i * j for j in range(2)} for i in range(2)}, dict(zip("ab", [1, 2])), dict(a=1, **{"b": 2}), dict([("x", 1)], y=2), dict.fromkeys("ab", 0), dict.fromkeys([1, 2]), {**v, "a": 0, **{"c": 1}})
r = {}; r["self"] = r; print(r, {1: [r]}, repr(r) == str(r)); print({"a": {"b": {"c": 1}}} == {"a": {"b": {"c": 1.0}}}, {1: 2} != {1: 3}, {} == [], {"a": 1, "b": 2} == {"b": 2, "a": 1})
class Default(dict):
    def __missing__(self, key):
        self[key] = value = f"made-{key}"
        return value
dd = Default(x=1); print(dd["x"], dd["y"], dd, dd.get("z"), "z" in dd, type(dd.copy()).__name__, type(dd | {}).__name__)
class Order(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
o = Order(a=1); o["b"] = 2; o.update(c=3); o.setdefault("d", 4); print(o)
big = {}
for i in range(2000): big[i * 37 % 1009] = i
for i in range(0, 1009, 3): del big[i]
big.update((str(i), i) for i in range(50)); print(len(big), list(big)[:5], list(big)[-3:], sum(v for v in big.values()), big.get(1), big.get("49"))
while len(big) > 700: big.popitem()
print(len(big), next(iter(big)), next(reversed(big)), list(big.items())[-1])
from collections import OrderedDict, defaultdict, Counter, ChainMap, namedtuple, deque
od = OrderedDict(a=1, b=2, c=3); od.move_to_end("a"); od.move_to_end("c", last=False); print(od, od.popitem(last=False), list(reversed(od)), od == {"b": 2, "a": 1}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
df = defaultdict(list); df["a"].append(1); df["b"]; print(df, df.get("zz"), defaultdict(int, {"x": 1})["y"], df.default_factory)
c = Counter("abracadabra"); c.update("aaa"); c.subtract("b"); print(c, c.most_common(2), c["zz"], c + Counter(a=1), c - Counter(a=5), c & Counter(a=2, b=9), c | Counter(z=1), sorted(c.elements())[:4], c.total(), +Counter(a=-1, b=1))
cm = ChainMap({"a": 1}, {"a": 2, "b": 3}); cm["c"] = 4; print(cm["a"], cm["b"], cm, list(cm), cm.parents, cm.new_child({"a": 0})["a"])
P = namedtuple("P", "x y z", defaults=[0]); p = P(1, 2); print(p, p.x, p[1], p._replace(z=5), p._asdict(), P._fields, P._make([7, 8, 9]), p == (1, 2, 0), *p, P.__doc__, p._field_defaults)
q = deque([1, 2, 3], maxlen=4); q.append(4); q.append(5); q.appendleft(0); q.rotate(1); print(q, q.pop(), q.popleft(), q[0], list(q), q.count(2), len(q), 2 in q, deque("abc") + deque("d"), deque([1]) * 3, q == deque(q))
