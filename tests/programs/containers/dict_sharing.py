# Copies of dicts, and everything that is done to a dict, at random: what one dict is told must not show in another.
import random

rnd = random.Random(3)


class S(str):
    pass


class K:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return hash(self.v)

    def __eq__(self, other):
        return self.v == (other.v if isinstance(other, K) else other)

    def __repr__(self):
        return f"K({self.v!r})"


POOL = ["a", "b", "c", "d", S("a"), S("e"), 1, 2.0, True, None, (1, 2), K("a"), K("b"), K(1), "\U0001f600", ""]


def key():
    return rnd.choice(POOL) if rnd.random() < 0.4 else rnd.choice("abcdefgh")


def words(d):
    return {k: v for k, v in d.items() if type(k) is str}


def with_keywords(**kw):
    kw["z"] = 1
    return kw


def iterate(d, n, out):
    try:
        for i, k in enumerate(d):
            if i == 2:
                d.copy()
            if i == 3:
                d[k] = -n
            if i == 4 and rnd.random() < 0.3:
                # a plain str: for any other key CPython lays the entries out anew, and may skip some
                d[rnd.choice("abcdefgh")] = n
            out.append((k, d[k]))
    except RuntimeError as e:
        out.append(str(e))


def views(d, out):
    it = iter(d.items())
    out.append(next(it, None))
    c = d.copy()
    c["zz"] = 1
    if d:
        d[next(iter(d))] = "new"
    out.append(list(it))


def step(ds, n, out):
    d, op = rnd.choice(ds), rnd.randrange(20)
    if op == 0: ds.append(d.copy())
    elif op == 1: ds.append(dict(d))
    elif op == 2: ds.append({**d, key(): n})
    elif op == 3: ds.append(d | rnd.choice(ds))
    elif op == 4: d[key()] = n
    elif op == 5: out.append(d.pop(key(), None))
    elif op == 6: out.append(d.setdefault(key(), n))
    elif op == 7 and d: out.append(d.popitem())
    elif op == 8: out.append((d.get(key()), key() in d))
    elif op == 9: d.update(rnd.choice(ds))
    elif op == 10: out.append(list(reversed(d.items())))
    elif op == 11 and rnd.random() < 0.2: d.clear()
    elif op == 12: out.append(d == rnd.choice(ds))
    elif op == 13: iterate(d, n, out)
    elif op == 14: views(d, out)
    elif op == 15:
        k = key()
        try:
            del d[k]
        except KeyError as e:
            out.append(str(e))
    elif op == 16: d |= rnd.choice(ds)
    elif op == 17: out.append(repr(d))
    elif op == 18: ds.append(dict(**words(d)))
    elif op == 19:
        e = words(d)
        out.append((with_keywords(**e), e))
    if len(ds) > 12:
        ds.pop(rnd.randrange(len(ds)))


def digest(values):
    h = 0
    for c in "\n".join(map(repr, values)):
        h = (h * 31 + ord(c)) % 1000000007
    return h


ds = [{}]
for group in range(40):
    out = []
    for n in range(150):
        step(ds, n, out)
    print(group, len(out), digest(out), sorted(map(len, ds)))

# an empty dict wants a hash too, and once
class Counted(int):
    asked = 0

    def __hash__(self):
        Counted.asked += 1
        return int(self)


for f in (
    lambda d, k: d.setdefault(k, 1), lambda d, k: d.__setitem__(k, 1), lambda d, k: d.get(k), lambda d, k: k in d,
    lambda d, k: d.pop(k, 0), lambda d, k: {}.fromkeys([k]), lambda d, k: d.update({k: 1}), lambda d, k: {k: 1},
):
    Counted.asked = 0
    f({}, Counted(5))
    print(Counted.asked, end=" ")
print()
for bad in ([], {}, set()):
    for f in (
        lambda: {}.get(bad), lambda: bad in {}, lambda: {}.__delitem__(bad), lambda: {}.setdefault(bad), lambda: {bad: 1},
        lambda: {}.pop(bad, 3), lambda: {"a": 1}.get(bad), lambda: {"a": 1}.copy().pop(bad),
    ):
        try:
            print(f())
        except Exception as e:
            print(repr(e))
