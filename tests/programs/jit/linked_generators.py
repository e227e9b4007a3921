# Chains of generators and coroutines: what they delegate to is resumed directly, and what looks at the chain sees all of it.
import sys, traceback, asyncio, inspect
def leaf(n):
    try:
        for i in range(n):
            try:
                x = yield i
                if x == "boom": raise KeyError("boom")
                if x == "stack":
                    f = sys._getframe(); names = []
                    while f is not None: names.append((f.f_code.co_name, f.f_lineno)); f = f.f_back
                    print(names)
                if x == "locals": print(sys._getframe(1).f_locals, sys._getframe(2).f_locals.keys())
                if x == "self":
                    try: next(G)
                    except ValueError as e: print(e)
            except GeneratorExit: print("exit", i); raise
    finally: print("leaf done")
    return "leaf-result"
def mid(n, tag):
    a = tag * 2
    try:
        r = yield from leaf(n)
    except KeyError as e:
        print("mid caught", e, [f.name for f in traceback.extract_tb(e.__traceback__)], [f.lineno for f in traceback.extract_tb(e.__traceback__)])
        r = yield "recovered"
        r = yield from leaf(2)
    return r, a
def outer(n, tag):
    b = tag + 1
    r = yield from mid(n, tag)
    c = yield ("outer", r, b)
    return c
G = None
for k in range(6):
    G = g = outer(4, k)
    print(next(g))
    print(g.send("stack")); print(g.send("locals") if k > 2 else g.send(None)); print(g.send("self"))
    print(list(g))
    g = outer(3, k); next(g); print(g.send("boom"), next(g), next(g)); print(list(g))
    g = outer(3, k); next(g); next(g); g.close()
    g = outer(3, k); next(g); print(g.throw(KeyError("t"))); print(next(g), inspect.getgeneratorstate(g)); g.close()
def rec(n):
    if n == 0:
        yield 0
        yield 1
    else: yield from rec(n - 1)
for k in range(3):
    print(list(rec(90)))
sys.setrecursionlimit(300)
for k in range(3):
    try: print(list(rec(400)))
    except RecursionError as e: print(e)
class Aw:
    def __await__(self):
        r = yield "aw"
        return r
async def a0(k):
    try: r = await Aw()
    except ValueError as e: r = "caught " + str(e)
    return [k, r]
async def a1(k): return await a0(k) + [1]
async def a2(k):
    out = []
    for i in range(3): out.append(await a1(k + i))
    return out
for k in range(6):
    c = a2(k)
    print(c.send(None), c.send(5), c.throw(ValueError("x")))
    try: c.send("end")
    except StopIteration as e: print(e.value)
def shared():
    inner = leaf(5)
    def w():
        yield from inner
        return 3
    a, b = w(), w()
    print(next(a), next(b), next(inner), next(a), next(b))
    try: next(a)
    except StopIteration as e: print("stop", e.value)
    try: next(b)
    except StopIteration as e: print("stop", e.value)
for k in range(3): shared()
