# sys.monitoring: what tools are told of calls, lines, exceptions and generators, and how they stop it.
import sys
m=sys.monitoring; E=m.events; T=2
m.use_tool_id(T,"t")
log=[]
def reg(mask, skip=()):
    for n in dir(E):
        if n.startswith("_") or n=="NO_EVENTS" or n in ("INSTRUCTION",): continue
        def cb(code,*a,n=n):
            if n in("LINE",): a=(a[0]-code.co_firstlineno,)
            elif n in ("JUMP","BRANCH"): a=("fwd" if a[1]>a[0] else "back",)
            elif n in ("PY_START","PY_RESUME"): a=()
            else: a=tuple(("MISSING" if x is m.MISSING else x.__name__ if callable(x) else repr(x).split(' at 0x')[0]) for x in a[1:])
            log.append((n,code.co_name)+a)
        m.register_callback(T,getattr(E,n),cb)
    m.set_events(T,mask)
def show(f,mask):
    log.clear(); reg(mask)
    try: f()
    except Exception as e: pass
    m.set_events(T,0)
    print(f.__name__)
    for l in log: print("  ",*l)
def simple():
    x=1
    if x: y=2
    return x+y
def loop():
    for i in range(2):
        if i==1:
            continue
        print
    while i<3:
        i+=1
def exc():
    try:
        raise ValueError(1)
    except ValueError as e:
        pass
    try:
        int("x")
    except ValueError: len([])
    finally:
        z=1
def gen():
    a=yield 1
    yield a
    return 5
def usegen():
    for v in gen(): pass
    g=gen(); next(g)
    try: g.throw(KeyError("k"))
    except KeyError: pass
def calls():
    class A:
        def __init__(s): pass
        def m(s,x): return x
    A().m(3); len("abc"); "a".upper(); sorted([2,1],key=lambda x:x); dict(a=1); list(*[[1]])
    f=A().m; f(2)
def unwind():
    def inner(): 1/0
    try: inner()
    finally: q=1
class It:
    def __init__(s): s.n=0
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n>1: raise StopIteration
        return s.n
def iters():
    for x in It(): pass
import asyncio
def coro():
    async def a(): return 1
    async def b(): return await a()
    c=b()
    try: c.send(None)
    except StopIteration: pass
base=E.PY_START|E.PY_RETURN|E.PY_YIELD|E.PY_RESUME|E.PY_THROW|E.PY_UNWIND
for f in (simple,loop,exc,usegen,calls,unwind,iters,coro):
    show(f, E.LINE|base)
    show(f, E.CALL|base)
    show(f, E.RAISE|E.EXCEPTION_HANDLED|E.RERAISE|E.STOP_ITERATION|E.PY_UNWIND|E.PY_THROW)
show(simple,E.BRANCH|E.JUMP)
# DISABLE
n=0
def d(code,line):
    global n; n+=1; return m.DISABLE
m.register_callback(T,E.LINE,d)
m.set_local_events(T,loop.__code__,E.LINE)
loop(); a=n; loop(); print(a > 4, a==n); m.restart_events(); loop(); print(n==2*a)
m.set_local_events(T,loop.__code__,0)
m.register_callback(T,E.RAISE,lambda *a: m.DISABLE)
m.set_events(T,E.RAISE)
try:
    try: 1/0
    except ZeroDivisionError as e: print("zde")
except ValueError as e: print(e)
m.set_events(T,0)
def bad(*a): raise RuntimeError("cb")
m.register_callback(T,E.PY_START,bad); m.set_events(T,E.PY_START)
try: simple()
except RuntimeError as e: print(e)
m.set_events(T,0); m.free_tool_id(T)
