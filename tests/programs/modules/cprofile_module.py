# cProfile and _lsprof: what is counted, with a clock of our own.
import cProfile, pstats, io, _lsprof
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
def main():
    for i in range(3): fib(5)
    sorted([3,1,2], key=lambda x: -x)
    [].append(1)
    len("abc")
pr=cProfile.Profile()
pr.runcall(main)
for e in sorted(pr.getstats(), key=lambda e: str(e.code) if isinstance(e.code,str) else e.code.co_name):
    n=lambda c: c if isinstance(c,str) else c.co_name
    print(n(e.code), e.callcount, e.reccallcount, e.totaltime>=0, e.inlinetime>=0, sorted((n(s.code),s.callcount,s.reccallcount) for s in e.calls) if e.calls else e.calls)
s=io.StringIO()
pstats.Stats(pr,stream=s).sort_stats('ncalls','name').print_stats()
print([l.split()[0] + ' ' + l.split()[-1].rpartition('/')[2] for l in s.getvalue().splitlines() if len(l.split())==6 and l.split()[0][0].isdigit()])
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__,e)
p=_lsprof.Profiler(); p.enable(); q=_lsprof.Profiler(); t(lambda: q.enable()); p.disable(); q.enable(); q.disable()
t(lambda: _lsprof.Profiler('x','y'))
print(sorted(n for n in dir(_lsprof) if n[:2]!='__'), sorted(n for n in dir(_lsprof.Profiler) if n[:2]!='__'))
clock=iter(range(1000))
p=_lsprof.Profiler(lambda: next(clock), 0.5); p.enable()
def a(): b(); b()
def b(): pass
a()
p.disable()
for e in p.getstats():
    if not isinstance(e.code,str): print(e.code.co_name, e.callcount, e.totaltime, e.inlinetime)
p.clear(); print(p.getstats())
with cProfile.Profile() as pr: fib(3)
print(len(pr.getstats())>0)
def gen():
    yield 1
    yield 2
def raiser(): raise KeyError
def use():
    list(gen())
    try: raiser()
    except KeyError: pass
    try: int('x')
    except ValueError: pass
    {}.get(1); "a".join(["b"]); isinstance(1,int)
pr=cProfile.Profile(); pr.runcall(use)
for e in sorted(pr.getstats(), key=lambda e: str(e.code) if isinstance(e.code,str) else e.code.co_name):
    print(e.code if isinstance(e.code,str) else e.code.co_name, e.callcount)
