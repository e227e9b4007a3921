# sys.settrace: where the end of an iterator is an exception event.
import sys
ev=[]
def tr(f,e,a):
    if e=="exception": ev.append((e,f.f_code.co_name,repr(a[1])))
    return tr
def g0(): yield 1
def g3():
    yield 1
    return 3
def a():
    for x in g0(): pass
def b():
    for x in g3(): pass
def c(): [x for x in g0()]
def d(): [x for x in g3()]
def e(): [x for x in (y for y in [1])]
def f():
    for x in (y for y in [1]): pass
def g(): yield from g0()
def h(): list(g())
async def n(): pass
async def n3(): return 3
def i():
    async def w(): await n(); await n3()
    try: w().send(None)
    except StopIteration: pass
def j(): {x:1 for x in g3()}, set(x for x in g3())
for fn in (a,b,c,d,e,f,h,i,j):
    ev.clear(); sys.settrace(tr); fn(); sys.settrace(None)
    print(fn.__name__,ev)
