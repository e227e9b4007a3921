# dict: insertion order through deletes, key equality across number types, views as sets, merging, iteration changes, comprehension, fromkeys, nested defaults.
d = {1: "int", "1": "str", (1,): "tuple", None: "none", 1.5: "float", frozenset([1]): "fs", b"1": "bytes"}
print(d, len(d), d[1.0], d[True], 1.0 in d, d.get(False), d.get((1,)))
d[True] = "bool keeps the int key"; d[1.0] = "again"
print(list(d.items())[0], {1: "a", True: "b", 1.0: "c"}, {0: "z", False: "f", 0.0: "g", -0.0: "h"}, {2**53: 1, float(2**53): 2}, {10**20: 1}[1e20], {1: 2, 1 + 0j: 3})
e = {}
for i in range(8): e[i] = i * i
for i in (2, 5, 0): del e[i]
e[2] = "back"; e[100] = 1; e[1] = "changed"
print(e, list(e), list(reversed(e)), e.popitem(), e.pop(3), e.pop(3, "gone"), list(e.values()))
k, v, i = e.keys(), e.values(), e.items()
e["new"] = 1
print(k, v, i, len(k), "new" in k, 1 in v, ("new", 1) in i, ("new", 2) in i, len(k & {1, "new", 99}), len(k | {99}), len(k - {1}), k ^ {1, 99} == (set(k) ^ {1, 99}), k == set(e), i == set(e.items()), k.isdisjoint([5000]), sorted(map(str, k)), k.mapping["new"], {1: 2}.items() <= {1: 2, 3: 4}.items(), {"a": 1}.keys() < {"a": 1, "b": 2}.keys(), list(reversed(i))[0])
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} == {"a": 1.0}, {} == [], {"a": 1} != {"a": 2}, {**{"a": 1, "b": 2}, "a": 3}, {"a": 1} | {"b": 2} | {"a": 9}, dict(a=1, **{"b": 2}), dict([("x", 1)], y=2), dict({"a": 1}, a=2), dict(zip("ab", "cd")), dict(), dict.fromkeys("aba"), dict.fromkeys([1, 2], []), {c: ord(c) for c in "ab"}, {x: y for x, y in [(1, 2), (1, 3)]})
shared = dict.fromkeys("ab", [])
shared["a"].append(1)
print(shared)
e.clear(); print(e, bool(e), k, len(i))
m = {"x": 1}
m.update(y=2); m.update({"x": 5}); m.update([("z", 3)]); m.update(); m |= [("w", 4)]; m |= {"v": 0}
print(m, m.setdefault("x", 100), m.setdefault("q"), m.setdefault("r", []).append(1), m, m.copy() is m, sorted(m, key=lambda q: str(m[q])), max(m, key=lambda q: isinstance(m[q], int) and m[q]))
for change in ("m['new'] = 1", "del m['x']", "m.clear()", "m.update(zz=1)", "m['x'] = 2", "m.pop('y')"):
    m = {"x": 1, "y": 2, "z": 3}
    try:
        seen = []
        for q in m:
            seen.append(q)
            if q == "x": exec(change)
        print(change, "fine", seen)
    except (RuntimeError, KeyError) as err:
        print(change, "->", type(err).__name__, err, seen)
m = {i: i for i in range(5)}
it = iter(m.items())
next(it); m[5] = 5
try:
    next(it)
except RuntimeError as err:
    print(err)
try:
    next(it)
except RuntimeError as err:
    print(err)
print(it.__length_hint__() if hasattr(it, "__length_hint__") else "")


class Key:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o):
        if isinstance(o, Key): return self.v == o.v
        return NotImplemented
    def __repr__(self): return f"K{self.v}"


class Collide(Key):
    log = []
    def __hash__(self): return 7
    def __eq__(self, o): Collide.log.append((self.v, o.v)); return self.v == o.v


kd = {Key(1): "one", Key(2): "two"}
print(kd[Key(1)], Key(3) in kd, kd, 1 in kd, list(kd).index(Key(2)), {Key(1), Key(1)})
cd = {Collide(i): i for i in range(4)}
Collide.log.clear()
print(cd[Collide(3)], Collide.log, len(cd), cd.pop(Collide(1)), cd)
nested = {"a": {"b": {"c": [1, {"d": 2}]}}}
nested["a"]["b"]["c"][1]["d"] += 40
nested["self"] = nested
print(nested["a"], nested, nested["self"]["self"]["a"] is nested["a"])
big = {i: str(i) for i in range(1000)}
for i in range(0, 1000, 3): del big[i]
big.update((i, "again") for i in range(0, 1000, 300))
print(len(big), list(big)[:5], list(big)[-5:], sum(big), list(big.items())[-1], 999 in big, 998 in big)
strs = {f"k{i}": i for i in range(100)}
strs[5] = "mixed"; strs[("t",)] = "more"; del strs["k50"]; strs["k50"] = "end"
print(len(strs), list(strs)[-3:], strs["k99"], strs[5.0], "k100" in strs)
