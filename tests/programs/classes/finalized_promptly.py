# What has a finalizer ends where the last reference to it goes, in the order of reference counts; cycles wait for gc.
import weakref, gc, sys, contextlib
log=[]
class R:
    def __init__(s,n,*kids): s.n=n; s.kids=kids; print("+",n)
    def __enter__(s): print("enter",s.n); return s
    def __exit__(s,*a): print("exit",s.n)
    def __del__(s): print("-",s.n)
    def __repr__(s): return f"R({s.n})"
def scope():
    a=R("a"); b=R("b")
    print("in scope")
scope()
print("after scope")
with R("ctx") as r: print("body")
r=None
print("r gone")
l=[R("l1"),R("l2"),R("l3")]
del l
print("list gone")
d={"x":R("dx"),"y":R("dy")}
del d["x"]; print("x gone"); d.clear(); print("cleared")
p=R("parent",R("kid1"),R("kid2")); p=None; print("tree gone")
x=[R(f"c{i}") for i in range(2)]; x[0]=None; print("replaced"); x.pop(); print("popped")
def gen():
    r=R("ingen")
    try: yield 1; yield 2
    finally: print("gen finally")
g=gen(); next(g); del g; print("gen gone")
for v in gen(): break
print("for broke")
def ret(): r=R("ret"); return r
ret(); print("dropped")
k=ret(); k2=k; del k; print("still"); del k2; print("now")
try:
    t=R("t"); raise ValueError("v")
except ValueError as e: t=None; print("handled")
class Node: pass
n=Node(); n.me=n; n.r=R("cyc"); del n; print("cycle pending"); gc.collect(); print("cycle done")
w=weakref.ref(o:=R("weak"), lambda r: print("cb", r() is None)); print(w() is o); del o; print(w())
f=weakref.finalize(q:=Node(), print, "finalized", 1); print(f.alive); del q; print(f.alive)
wd=weakref.WeakValueDictionary(); v=R("wv"); wd["k"]=v; print(len(wd)); v=None; print(len(wd))
ws=weakref.WeakSet(); v=Node(); ws.add(v); print(len(ws)); del v; print(len(ws))
def func(arg): print("func",arg)
func(R("arg")); print("arg gone")
print(repr(R("printed"))); print("end print")
s={R("s1")}; s.pop(); print("s pop"); s.clear(); print("s clear")
class H:
    def __init__(self): self.r=R("held")
    def drop(self): self.r=None; print("dropped attr")
lam=(lambda r=R("default"): r); del lam; print("lam gone")
def outer():
    c=R("closure")
    def inner(): return c
    return inner
i=outer(); print(i()); del i; print("closure gone")
z=R("z1"); z=R("z2"); print("rebinding"); a,b=R("ta"),R("tb"); a,b=b,a; del a; print("swap"); del b
import functools
pf=functools.partial(R,"pf"); pf(); print("partial")
m=map(R,["m1","m2"]); next(m); print("map1"); list(m); print("mapdone")
print("END")

print("generators")
import sys
def g(n):
    try:
        yield 1
        yield 2
    finally:
        print("closed", n)
print("a"); next(g("next")); print("b")
l=[g("list")]; next(l[0]); l.clear(); print("c")
x=g("local"); next(x); x=None; print("d")
def f():
    z=g("del"); next(z); del z; print("f"); w=g("ret"); next(w); return 1
f(); print("g")
d={1:g("dict")}; next(d[1]); d.clear(); print("h")
d={1:g("dictdel")}; next(d[1]); del d[1]; print("i")
d={1:g("dictset")}; next(d[1]); d[1]=2; print("j")
l=[g("pop")]; next(l[0]); l.pop(); print("k")
class A: pass
a=A(); a.g=g("attr"); next(a.g); a.g=None; print("l")
a=A(); a.g=g("attrdel"); next(a.g); del a.g; print("m")
a=A(); a.g=g("obj"); next(a.g); a=None; print("n")
l=[g("lset")]; next(l[0]); l[0]=0; print("o")
l=[g("ldel")]; next(l[0]); del l[:]; print("p")
s={g("set")}; [next(q) for q in s]; print("p0"); 
s.clear(); print("q")
def h():
    for v in g("forbreak"):
        break
    print("r")
    it=iter(g("it")); next(it); it=iter([]); print("s")
h()
t=(g("tuple"),); next(t[0]); t=None; print("t")
print(next(g("arg"))); print("u")
print(sum(x for x,_ in zip(g("zip"),[1]))); print("v")
a,*b=g("unpack"),; next(a); a=1; print("w")
list(zip([1],g("zip2"))); print("x")
next(x for x in g("genexp")); print("y")
any(x for x in g("any")); print("z")
1 in g("in"); print("A")
m=map(lambda x:x, g("map")); next(m); m=None; print("B")
def k(gen): next(gen)
k(g("param")); print("C")
k(gen=g("kw")); print("D")
class D:
    def __init__(s,n): s.n=n
    def __del__(s): print("del",s.n)
D("tmp"); print("E"); D("tmp2").n; print("F"); [D("inlist")]; print("G"); x=D("x"); x=D("y"); print("H"); l=[D("l")]; l.clear(); print("I"); del x; print("J")
def q():
    o=D("o"); p=[D("p")]; o=1; print("K"); p.pop(); print("L"); r=D("r"); return
q(); print("M")
d={'a':D("da")}; d.pop('a'); print("N"); d['a']=D('db'); d['a']=1; print("O"); d.update(a=D("dc")); d.clear(); print("P")
try:
    zz=D("exc"); raise ValueError
except ValueError: pass
del zz; print("Q")
def thrower():
    loc=D("loc"); raise ValueError
try: thrower()
except ValueError as e: print("R0")
print("R")
