from collections import OrderedDict
def attempt(f):
    try: return f()
    except Exception as e: return f"{type(e).__name__}: {e}"
for mk in (lambda i: i, lambda i: 'k%d' % i, lambda i: (i, 'x'), lambda i: i * 0.5):
    d = OrderedDict((mk(i), i) for i in range(6))
    d.move_to_end(mk(2)); print(list(d)); d.move_to_end(mk(5), last=False); print(list(d.items()))
    def mutate(what):
        e = OrderedDict((mk(i), i) for i in range(4)); it = iter(e); out = []
        out.append(next(it)); what(e)
        for k in it: out.append(k)
        return out
    print(attempt(lambda: mutate(lambda e: e.move_to_end(mk(0)))))
    print(attempt(lambda: mutate(lambda e: e.__setitem__(mk(1), 9))))
    print(attempt(lambda: mutate(lambda e: e.pop(mk(3)))))
    print(attempt(lambda: mutate(lambda e: e.__setitem__(mk(9), 9))))
    print(attempt(lambda: mutate(lambda e: e.clear())))
    e = OrderedDict([(mk(1), 1)]); it = iter(e); e.move_to_end(mk(1)); print(attempt(lambda: list(it)))
    print(attempt(lambda: d.move_to_end(mk(77))))
    while len(d) > 2: print(d.popitem(last=False), next(iter(d)), next(reversed(d)))
    for i in range(20, 60):
        d[mk(i)] = i
        if i % 3: d.popitem(last=False)
        if i % 4 == 0 and mk(i - 1) in d: d.move_to_end(mk(i - 1))
        if i % 5 == 0: d.popitem()
    print(list(d), list(reversed(d)), d == OrderedDict(d), list(d.values())[:3], it.__reduce__()[1])
    p = {mk(i): i for i in range(30)}
    for i in range(25): del p[next(iter(p))]
    p[mk(1)] = 5; print(p, p.popitem(), list(p), list(reversed(p)))
    q = p.copy(); q[mk(3)] = 1; del q[next(iter(q))]; print(q, p)
k1 = 1.0
d = OrderedDict([(k1, 'a'), (2, 'b')]); d.move_to_end(1); print(d, type(list(d)[1]))
