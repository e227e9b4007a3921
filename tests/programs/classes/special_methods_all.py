"""Every special method, well and badly behaved; subclasses of the builtin types; metaclasses and descriptors."""
def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r))
    except BaseException as e: print(type(e).__name__, e)
class V:
    def __init__(s,x): s.x=x
    def __add__(s,o): return ("add",s.x,o)
    def __radd__(s,o): return ("radd",o,s.x)
    def __iadd__(s,o): s.x+=o; return s
    def __getitem__(s,i): return i
    def __index__(s): return s.x
    def __len__(s): return s.x
    def __bool__(s): raise ValueError("b")
    def __contains__(s,i): return "yes"
    def __call__(s,*a,**k): return a,k
    def __format__(s,spec): return "F"+spec
    def __hash__(s): return 5
    def __eq__(s,o): return NotImplemented
    def __lt__(s,o): return "lt"
    def __neg__(s): return "neg"
    def __matmul__(s,o): return "mat"
    def __rpow__(s,o): return "rpow"
    def __divmod__(s,o): return "dm"
    def __round__(s,n=None): return ("round",n)
    def __trunc__(s): return 7
    def __floor__(s): return "fl"
    def __reversed__(s): return "rev"
    def __missing__(s,k): return k
    def __enter__(s): return 1
    def __exit__(s,*a): return False
    def __dir__(s): return ["b","a"]
    def __sizeof__(s): return 3
    def __complex__(s): return 1j
    def __float__(s): return 2.5
    def __bytes__(s): return b"by"
    def __str__(s): return "S"
    def __repr__(s): return "R"
v=V(3)
t(lambda:v+1);t(lambda:1+v);t(lambda:v[1:2,...]);t(lambda:[1,2,3,4][v]);t(len,v);t(bool,v);t(lambda:1 in v);t(v,1,a=2);t(format,v,"x");t(lambda:f"{v!r:>5}|{v!s}|{v:abc}");t(lambda:v<1);t(lambda:v>1);t(lambda:v==v);t(lambda:v!=1);t(lambda:-v);t(lambda:v@1);t(lambda:2**v);t(divmod,v,1);t(round,v);t(round,v,2);t(int,v);t(reversed,v);t(dir,v);t(complex,v);t(float,v);t(bytes,v);t(str,v);t(hex,v);t(range,v);t(lambda:"a"*v);t(lambda:not v);t(lambda:v and 1)
import math; t(math.floor,v);t(math.ceil,v);t(math.trunc,v)
v+=5;print(v.x)
class Bad:
    def __len__(s): return -1
    def __bool__(s): return 2
    def __index__(s): return "a"
    def __hash__(s): return "h"
    def __repr__(s): return 1
    def __str__(s): return 2
    def __iter__(s): return 1
    def __contains__(s,x): raise KeyError(x)
    def __format__(s,f): return 3
    def __int__(s): return 1.5
    def __float__(s): return 1
    def __complex__(s): return 1
    def __bytes__(s): return "s"
    def __dir__(s): return 1
    def __length_hint__(s): return "x"
    def __next__(s): return 1
    def __sizeof__(s): return -1
    def __fspath__(s): return 1
    def __instancecheck__(s,x): return []
    def __reduce_ex__(s,p): return 1
    def __enter__(s): pass
b=Bad()
import os,sys,copy,operator
for f in (len,bool,hex,hash,repr,str,iter,lambda x:1 in x,lambda x:format(x),int,float,complex,bytes,dir,list,lambda x:operator.length_hint(x),sys.getsizeof,os.fspath,lambda x:isinstance(1,x),copy.copy,lambda x:[1][x],lambda x:range(x),open,next): t(f,b)
def w():
    with b: pass
t(w)
def w():
    with 1: pass
t(w)
class I(int):
    def __add__(s,o): return "I+"
    def __radd__(s,o): return "I r+"
    def __repr__(s): return "I"
t(lambda:1+I(2));t(lambda:I(1)+2);t(lambda:I(1)*2);t(lambda:[I(1)]);t(lambda:f"{I(5)} {I(5)!r} {I(5):03d}");t(lambda:"%d %s"%(I(3),I(3)));t(lambda:sum([I(1)]));t(lambda:I(3)==3);t(lambda:{3:1}[I(3)]);t(lambda:I("7")-0);t(lambda:type(I(3)+1));t(lambda:type(-I(3)));t(lambda:int(I(3)));t(lambda:type(I(3).real))
class S(str):
    def upper(s): return "UP"
    def __getitem__(s,i): return "gi"
    def __len__(s): return 99
t(lambda:S("abc").upper());t(lambda:S("abc")[0]);t(len,S("a"));t(lambda:S("a")+"b");t(lambda:"".join([S("x")]));t(lambda:type("".join([S("x")])));t(lambda:type(S("a").strip()));t(lambda:{S("a"):1}["a"]);t(lambda:S("a") in "abc");t(lambda:type(str(S("a"))));t(lambda:"%s"%S("q"));t(lambda:S(b"ab","ascii"))
class L(list):
    def __getitem__(s,i): return "L%r"%(i,)
    def append(s,x): super().append(x*2)
    def __iter__(s): return iter("iter")
l=L([1,2]);l.append(4);t(lambda:l);t(lambda:l[0]);t(lambda:list(l));t(lambda:[*l]);t(lambda:l+[1]);t(lambda:type(l+[1]));t(lambda:type(l[:]));t(lambda:l.copy());t(lambda:sorted(L([3,1])));t(lambda:L([1])==[1]);t(lambda:tuple(l));t(lambda:len(l));t(lambda:type(l*2))
class D(dict):
    def __missing__(s,k): return "m"+str(k)
    def __getitem__(s,k): return "g"
    def __setitem__(s,k,v): super().__setitem__(k,v*2)
d=D(a=1);d["b"]=2;t(lambda:d);t(lambda:d["zz"]);t(lambda:d.get("zz"));t(lambda:dict(d));t(lambda:{**d});t(lambda:d|{"c":1});t(lambda:type(d|{}));t(lambda:"%(q)s"%d);t(lambda:"{q}".format_map(d));t(lambda:"{q}".format(**d));d.update(z=3);t(lambda:d);t(lambda:d.copy());t(lambda:type(d.copy()));t(lambda:D.fromkeys("ab",1))
class T(tuple):
    def __new__(c,*a): return super().__new__(c,a)
t(lambda:T(1,2));t(lambda:T(1)+(2,));t(lambda:hash(T(1,2))==hash((1,2)));t(lambda:T(1,2)==(1,2));t(lambda:type(T(1)[:]))
class F(float):
    def __str__(s): return "Fs"
t(lambda:F(1.5));t(lambda:print(F(1.5)));t(lambda:f"{F(1.5)}");t(lambda:F(2)*2);t(lambda:F.fromhex("0x1p1"));t(lambda:type(F.fromhex("0x1p1")))
class Meta(type):
    def __call__(c,*a): return ("made",c.__name__,a)
    def __getattr__(c,n): return "meta "+n
    def __iter__(c): return iter([1,2])
    def __len__(c): return 7
    def __contains__(c,x): return True
    def __getitem__(c,i): return i
    def __add__(c,o): return "added"
    def __repr__(c): return "<M>"
    def __instancecheck__(c,x): return x==3
    def __subclasscheck__(c,x): return True
    @property
    def prop(c): return "p"
    def __bool__(c): return False
class C(metaclass=Meta): pass
t(C,1);t(lambda:C.foo);t(list,C);t(len,C);t(lambda:5 in C);t(lambda:C[1]);t(lambda:C+1);t(repr,C);t(isinstance,3,C);t(issubclass,int,C);t(lambda:C.prop);t(bool,C);t(lambda:C.__name__)
class Desc:
    def __set_name__(s,o,n): print("set_name",o.__name__,n)
    def __get__(s,i,o): return ("get",i is None,o.__name__)
    def __set__(s,i,v): print("set",v)
    def __delete__(s,i): print("del")
class X: 
    d=Desc()
    def __getattr__(s,n): return "ga "+n
    def __init_subclass__(c,/,k=None,**kw): print("init_sub",c.__name__,k,kw)
    def __class_getitem__(c,i): return ("cgi",i)
x=X();t(lambda:x.d);t(lambda:X.d);x.d=5;del x.d;t(lambda:x.q);x.__dict__["d"]=1;t(lambda:x.d)
class Y(X,k=3): pass
t(lambda:Y[int,str]);t(type,"Z",(X,),{},k=4);t(lambda:type("Z2",(X,),{},zz=4))
class O:
    __slots__=("a","__dict__")
o=O();o.a=1;o.b=2;t(lambda:(o.a,o.__dict__));t(lambda:O.a)
class Cmp:
    def __eq__(s,o): return True
t(hash,Cmp());t(lambda:Cmp() in [1]);t(lambda:[1,2].index(Cmp()));t(lambda:[1,2].count(Cmp()));t(lambda:Cmp()!=1)
