# sys.settrace: calls, lines, returns and exceptions of functions, iterators, generators and coroutines.
import sys
ev=[]
def tr(f,e,a):
    ev.append((e,f.f_lineno-f.f_code.co_firstlineno,f.f_code.co_name, a if e!="exception" else (a[0].__name__,repr(a[1]),a[2] is None))); return tr
def gen():
    yield 1
    return 3
def a():
    for x in gen():
        pass
    return 1
class It:
    def __init__(s): s.n=0
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n>1: raise StopIteration
        return s.n
def b():
    for x in It(): pass
    for x in [1]: pass
def c():
    r = yield from gen()
    yield from [1,2]
def d(): list(c())
def e():
    async def q(): return 1
    async def w(): return await q()
    c=w()
    try: c.send(None)
    except StopIteration: pass
class AI:
    def __aiter__(s): s.n=0; return s
    async def __anext__(s):
        s.n+=1
        if s.n>1: raise StopAsyncIteration
        return s.n
async def ag():
    yield 1
def f():
    async def m():
        async for x in AI(): pass
    c=m()
    try: c.send(None)
    except StopIteration: pass
def g():
    class C:
        x=1
    return [y for y in (z for z in range(2))]
def h():
    it=iter(gen()); next(it)
    try:
        next(it)
    except StopIteration as e:
        e=None
    try:
        return 1
    finally:
        x=2
def i():
    x = 5 if len([1]) else 6; y = [
      1,
      2]
    if x: pass
    else: y=1
    return lambda: 1
for fn in (a,b,d,e,f,g,h,i):
    ev.clear(); sys.settrace(tr); fn(); sys.settrace(None)
    print(fn.__name__)
    for x in ev:
        print("  ",str(x).split(" at 0x")[0])
