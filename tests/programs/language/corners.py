"""Generators, scopes, patterns, with, and the errors of a hundred broken sources."""
def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r))
    except BaseException as e: print(type(e).__name__, e)
def g():
    x=yield 1
    print("got",x)
    try: y=yield 2
    except ValueError as e: print("caught",e); yield 99
    return "ret"
it=g();t(next,it);t(it.send,"a");t(it.throw,ValueError("v"));t(next,it);t(next,it)
it=g();t(it.send,1);t(it.close);t(next,it);t(it.throw,ValueError);t(it.throw,1);t(it.throw,ValueError,"x");t(it.throw,ValueError,ValueError("y"));
it=g();next(it);t(it.throw,KeyError("k"));t(next,it);print(it.gi_frame,it.gi_running,it.gi_code.co_name,it.gi_yieldfrom,it.gi_suspended)
def d():
    r=yield from g()
    print("r",r)
    r=yield from [1,2]
    print(r)
it=d();print([next(it),it.send(5),next(it)]);t(list,it)
def s():
    raise StopIteration(3)
    yield
t(next,s());
def r():
    yield from s()
t(next,r())
def rec():
    yield next(me)
me=rec();t(next,me)
t(lambda:[x for x in 1]);t(lambda:(x for x in 1));t(lambda:next(iter(())));t(lambda:list(zip(*[iter([1,2,3,4])]*2)))
def cl():
    fs=[lambda:i for i in range(3)]
    return [f() for f in fs]
t(cl)
def nl():
    x=1
    def a():
        nonlocal x; x+=1; return x
    return a(),a(),x
t(nl)
def ub(): 
    print(q); q=1
t(ub)
def ub2():
    def inner(): return z
    inner(); z=1
t(ub2)
def dl():
    x=1; del x; return x
t(dl)
t(lambda:undefined_name); t(lambda: prin(1)); t(eval,"lenn([])"); 
class A:
    attribute=1
    def method(self): return self.atribute
t(A().method); t(lambda:A().attribut); t(lambda: A.metod); import math; t(lambda:math.sqr(2)); t(lambda: [].apend); t(lambda:"".joim); 
def m(x):
    match x:
        case 0|1: return "01"
        case int(n) if n>100: return f"big {n}"
        case [a,b,*rest]: return ("seq",a,b,rest)
        case {"k":v,**rest}: return ("map",v,rest)
        case str() as s: return ("str",s)
        case A(attribute=z): return ("A",z)
        case (1.5|2.5): return "fl"
        case None: return "none"
        case _: return "def"
for x in (0,101,50,[1,2,3],(1,2),{"k":1,"z":2},"s",A(),2.5,None,b"x",range(3),{1},iter([])): t(m,x)
class P:
    __match_args__=("x","y")
    def __init__(s,x,y): s.x=x;s.y=y
def m2(p):
    match p:
        case P(1,y): return y
        case P(x,y=2): return x
        case P(): return "P"
for p in (P(1,5),P(3,2),P(3,3)): t(m2,p)
def m3(p):
    match p:
        case P(1,2,3): return 1
t(m3,P(1,2))
def m4(p):
    match p:
        case int(x,y): return 1
t(m4,1)
def wth():
    class C:
        def __init__(s,n): s.n=n
        def __enter__(s): print("en",s.n); return s
        def __exit__(s,*a): print("ex",s.n,a[0]); return s.n==2
    with C(1) as a, C(2) as b: raise ValueError
    print("after")
    with (C(3) as a, C(4) as b): pass
    for i in range(2):
        with C(i): 
            if i: break
            continue
t(wth)
print((lambda *a,**k:(a,k))(1,*[2],x=3,**{"y":4}))
x=10
class Sc:
    x=20
    y=[x for _ in range(2)]
    z=[i*x for i in range(2)] if 1 else 0
    def f(self): return x
print(Sc.y,Sc.z,Sc().f())
if (n:=5)>3: print(n)
print([y:=1,y**2],[last:=i for i in range(3)],last)
print(f"{x=} {x!r:>5} {x:{'>'}{5}} {'a' 'b'} {{}} {x+1=:.2f} {'nested '+f'{x}'}")
print(*[1,2],sep="-",end="!\n"); print(1,2,sep=None,end=None)
a=b=[1]; a+=[2]; print(b); a=(1,[2]); 
try: a[1]+=[3]
except TypeError as e: print(e,a)
print(1 if [] else 2, [] or "d", 0 and 1, not 0, 1<2<3, 1<3<2, 1==1.0==True, [1,2]<[1,3], "a"<"b", (1,)<(1,2))
def dec(n):
    def w(f): print("dec",n); return f
    return w
@dec(1)
@dec(2)
def deco(): pass
i=0
while True:
    i+=1
    if i==3: continue
    if i>5: break
else: print("no")
for q in []: pass
else: print("else")
def defaults(a,b=[]): b.append(a); return b
print(defaults(1),defaults(2)); print(defaults.__defaults__,defaults.__kwdefaults__,defaults.__code__.co_varnames,defaults.__name__,defaults.__qualname__)
def ann(a:int,b:"str"=1,*c:list,d:dict=2,**e:None)->float: pass
print(ann.__annotations__); import inspect; print(inspect.signature(ann))
print(type(lambda:0).__name__, (lambda:0).__name__, type(ann).__call__(lambda:7))
global_var=1
def gl():
    global global_var,new_g
    global_var=2; new_g=3
gl(); print(global_var,new_g)
for src in ("x=","for","def f(:","1+","(","[1,2","'abc","f'{'","x==1=2","if x\n pass","else:","return 1","yield 1","await x","break","class","lambda:","a b","1a","0777","0b2","0xg","'\\x1'","\"\\N{foo}\"","del f()","f()=1","*a","a,*b,*c=1","print 1","exec 'a'","import","from x import","def f(a,a): pass","def f(a=1,b): pass","f(a=1,2)","f(**a,*b)","f(a=1,a=2)","nonlocal x","global x\nx","try: pass","with x","async x","x:int:=1","(x:=1)=2","match x:\n case a|b: pass","  x=1","if 1:\nx","if 1:\n\tx\n        y","é=1;ü","$","?","x!","a?b","{1:2,3}","{**a,1}","{1,2:3}","None=1","True=1","__debug__=1","f(None=1)","def None(): pass","a.None","from __future__ import x","x = yield = 1","[x for x in]","(x for x in y","@","@1+\nx","'a'\"b","b'é'","u'x'b'y'","raise from x","assert","assert x,","while","try:\n pass\nexcept:\n pass\nexcept E: pass","1 if 2","not","a not b","a is is b","x..y","...","1..real","1.real","1__0","1_","0_7","1e","1e+","0x","0b","0o8","\\","x\\y","#","'''abc"):
    try: compile(src,"<s>","exec"); print("ok",repr(src))
    except SyntaxError as e: print(repr(src),type(e).__name__,e.msg,e.lineno,e.offset,e.end_lineno,e.end_offset,e.text)
