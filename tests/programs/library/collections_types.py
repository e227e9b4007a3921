# collections: Counter, defaultdict, OrderedDict, deque, namedtuple, ChainMap, UserList and UserString.
from collections import Counter, defaultdict, OrderedDict, deque, namedtuple, ChainMap, UserList, UserString, UserDict

c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], sum(c.values()), c.total(), sorted(c.elements())[:4])
c.update("aaa"); c.subtract("bb")
print(c, +c, -c, c + Counter(a=1), c - Counter(a=3, d=5), c & Counter(a=2, x=1), c | Counter(x=9), Counter(a=1) <= Counter(a=2, b=1), Counter(a=0) == Counter())
del c["q"]
print(Counter({"x": 2}), Counter(a=1, b=-1), repr(Counter()), Counter([1, 1.0, True]), c.copy() == c)
d = defaultdict(list)
d["a"].append(1); d["b"]
print(d, d.default_factory, d.get("zz"), "zz" in d, defaultdict(int, x=1) | {"y": 2}, repr(defaultdict(None)))
try:
    defaultdict(None)["k"]
except KeyError as e:
    print(repr(e))
try:
    defaultdict(5)
except TypeError as e:
    print(e)
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end("a"); od.move_to_end("c", last=False)
print(od, od.popitem(), od.popitem(last=False), od, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), list(reversed(OrderedDict(x=1, y=2))))
try:
    od.move_to_end("zzz")
except KeyError as e:
    print(repr(e))
q = deque([1, 2, 3], maxlen=3)
q.append(4); q.appendleft(0)
print(q, q.maxlen, q[1], q.count(2), q.index(2)); q.rotate(-1); print(q, list(reversed(q)))
q2 = deque("abc"); q2.extend("de"); q2.extendleft("xy"); q2.insert(2, "!"); q2.remove("b"); del q2[0]; q2[0] = "Z"; print(q2, q2.pop(), q2.popleft(), q2 + deque([1]), q2 * 2, q2.copy() == q2, deque([1, 2]) < deque([1, 3]))
for src in ("deque().pop()", "deque([1])[5]", "deque([1]).remove(2)", "deque([1]).index(3)", "deque(maxlen=-1)", "deque([1, 2], 2).insert(0, 5)", "deque(5)", "deque([1])[0:1]"):
    try:
        print(src, eval(src))
    except Exception as e:
        print(src, type(e).__name__, e)
try:
    for x in q2: q2.append(x)
except RuntimeError as e:
    print(e)
P = namedtuple("P", "x y z", defaults=[3])
p = P(1, 2)
print(p, p.x, p[1], p._asdict(), p._replace(x=9), P._fields, P._field_defaults, P._make("abc"), p == (1, 2, 3), [*p], P.__doc__, hash(p) == hash((1, 2, 3)), p + (4,), P.x.__doc__)
for src in ("P()", "P(1, 2, 3, 4)", "P(1, q=2)", "p.x = 5", "p.q", "p._replace(q=1)", "namedtuple('T', 'a a')", "namedtuple('T', 'class')", "namedtuple('T', '_a')", "namedtuple('1T', 'a')", "P._make([1])", "namedtuple('T', 'a b', defaults=[1, 2, 3])"):
    try:
        exec(src)
    except Exception as e:
        print(src, type(e).__name__, e)
print(namedtuple("R", "a class a _x", rename=True)._fields)
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
cm["c"] = 4
print(cm, cm["a"], dict(cm), cm.parents, cm.new_child({"a": 0})["a"], len(cm), sorted(cm), cm.maps[0])
try:
    del cm["b"]
except KeyError as e:
    print(e)
ul = UserList([3, 1]); ul.append(2); ul.sort(); print(ul, ul + [5], ul[1:], type(ul[1:]).__name__)
print(UserString("abc").upper() + "d", UserDict(a=1), UserString("x") * 2)
words = defaultdict(lambda: defaultdict(int))
for w in "the cat the dog a cat".split(): words[w[0]][w] += 1
print({k: dict(v) for k, v in words.items()})
