"""Containers and builtin functions: what they refuse, with the text of every error."""
def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r))
    except BaseException as e: print(type(e).__name__, e)
l=[3,1,2]
t(l.index,9);t(l.remove,9);t(l.pop,5);t([].pop);t(l.insert,"a",1);t(l.sort,1);t(l.sort,key=1);t([1,"a"].sort);t(l.sort,reverse="a");t(l.__getitem__,5);t(lambda:l[5]);t(lambda:l["a"]);t(lambda:l[1.0]);t(l.__setitem__,9,1);t(l.extend,1);t(lambda:l+1);t(lambda:l*"a");t(list,1);t(l.count);t(l.append);t(l.append,1,2);t(l.index,1,5);t(l.index,1,0,1)
def sl():
    a=[1,2,3]; a[::2]=[1]
t(sl)
def sl(): a=[1,2]; a[0:1]=5
t(sl)
def sl(): a=[1,2]; del a[7]
t(sl)
a=[1,2,3,4,5]; a[1:3]=[9]; print(a); a[::2]=[0,0]; print(a); del a[::2]; print(a); a[5:]=[7]; print(a); a*=3; print(a, a[::-2], a[-2:], a[:-1:2])
r=[]; r.append(r); print(r); d={}; d["d"]=d; print(d); 
t(lambda: ().__getitem__(1)); t(lambda: (1,2)[5]); t(tuple,1); t(lambda:(1,)+[1]); t((1,2).index,5); t(hash,([],)); t(hash,{}); t(lambda:{[]:1}); t(lambda:{{}}); t(set,[[]]); t(frozenset,[1,2]); t({1,2}.remove,5); t(set().pop); t({1}.__or__,[1]); t(lambda:{1}|[1]); t({1}.union,[2],(3,)); t({1}.update,1); t({1,2}.__lt__,{1,2,3}); t(lambda:{1}<[1]); t({1}.symmetric_difference,[1,2]); t({1,2,3}.issuperset,[1]); t({1}.isdisjoint,[2]); t({1}.difference_update,[1],[2]); t({1}.add,[]); t({1}.discard,5); t({1}.intersection,"a")
d={"a":1}
t(d.__getitem__,"b");t(lambda:d["b"]);t(d.pop,"b");t(d.pop,"b",3);t({}.popitem);t(d.setdefault,"c");t(d.update,1);t(d.update,[1]);t(d.update,[(1,2,3)]);t(d.update,["ab"]);t(dict,a=1);t(dict,[("x",1)],y=2);t(dict,1);t(dict,{},{});t(d.fromkeys,"ab",0);t(dict.fromkeys,1);t(lambda:d|[]);t(lambda:d|{"z":1});t(d.get);t(lambda:d.keys()&["a"]);t(lambda:d.keys()-{"a"});t(lambda:d.keys()[0]);t(lambda:d.values()==d.values());t(d.keys().isdisjoint,["q"]);print(len(d),d.keys(),d.values(),d.items());t(d.keys().mapping.__class__)
def mut():
    d={1:1}
    for k in d: d[k+1]=1
t(mut)
def mut():
    d={1:1,2:2}
    for k in d: del d[k]
t(mut)
def mut():
    s={1}
    for k in s: s.add(k+1)
t(mut)
def mut():
    d={1:1,2:2}
    for k in d: del d[k]; d[k+10]=1
t(mut)
t(range,1,2,0);t(range,1.5);t(range);t(range,1,2,3,4);r=range(0,100,7);t(r.index,8);t(r.index,14);t(r.__getitem__,100);t(lambda:r[2:5]);t(lambda:r[::-1]);t(r.count,7);t(len,range(10**30));t(range(10**30).__len__);t(lambda:range(10**30)[10**29]);t(hash,range(0));print(r==range(0,99,7),range(0)==range(2,1),10**20 in range(10**21),5.0 in range(10),"a" in range(3));t(lambda:range(3)[5]);t(lambda:range(3)["a"])
t(slice);t(slice,1,2,3);t(slice(1,10,2).indices,5);t(slice(None).indices,-1);t(slice("a").indices,5);t(hash,slice(1,2));print(slice(1,2)==slice(1,2,None),slice(1)<slice(2))
t(zip,[1],2);t(lambda:list(zip([1],[1,2],strict=True)));t(lambda:list(zip([1,2],[1],strict=True)));t(lambda:list(zip([1,2],[1,2],[1],strict=True)));t(enumerate,1);t(lambda:list(enumerate("ab",5)));t(enumerate);t(map);t(map,1);t(lambda:list(map(1,[1])));t(lambda:list(map(lambda x,y:x+y,[1,2],[3])));t(filter,None);t(lambda:list(filter(None,[0,1,"",2])));t(iter,1);t(iter,1,2);t(lambda:list(iter([1,2,3].pop,1)));t(next,1);t(next,iter([]));t(next,iter([]),5);t(reversed,1);t(reversed,{1});t(sorted,1);t(sorted,[3,1],key=str,reverse=True);t(any,1);t(all,[1,0]);t(len,1);t(len,iter([]));t(sorted,["b",1]);t(isinstance,1,1);t(isinstance,1,(int,"a"));t(isinstance,1,int|str);t(issubclass,1,int);t(issubclass,int,1);t(isinstance,1,list[int]);t(isinstance,[],(str,(list,)));t(callable,1);t(getattr,1,"x");t(getattr,1,"x",2);t(getattr,1,1);t(setattr,1,"x",1);t(delattr,1,"x");t(hasattr,1,1);t(vars,1);t(dir,1,2);t(eval,"1+");t(eval,1);t(exec,1);t(compile,"1","f","bad");t(__import__,"nope_mod");t(__import__,"");t(open,"/nonexistent");t(open,1.5);t(print,1,sep=1);t(print,1,foo=1);t(input,1,2);t(type,1,2);t(type,"A",(),{}.keys());t(type,"A",(1,),{});t(type,"A",(int,str),{});t(type,1,(),{});t(object,1);t(super);t(property,1,2,3,4,5);t(classmethod);t(staticmethod,1);t(id);t(hash);t(repr);t(ascii,"é");t(format,1,2);t(format,[],"x");t(round,"x");t(pow,1);t(divmod,1);t(sum,1);t(sum,[1],"a");t(chr);t(globals,1);t(memoryview,1);t(bool,1,2);t(float,1,2);t(complex,1,2,3)
a,*b=[1,2,3]; print(a,b)
def un(n):
    a,b=n
for n in ([1],[1,2,3],1,"abc",iter([1])): t(un,n)
def un2(n):
    a,*b,c=n
for n in ([1],1): t(un2,n)
print([*range(3),*"ab"],{**{"a":1},"a":2},{*[1],2},(*[1],))
t(lambda:[*1]);t(lambda:{**1});t(lambda:f(**1));t(lambda:print(*1));t(lambda:print(**{1:2}));t(lambda:print(**{"a":1}));t(lambda:dict(a=1,**{"a":2}))
def f(a,b=2,/,c=3,*,d,e=5,**k): return a,b,c,d,e,k
t(f);t(f,1);t(f,1,d=4);t(f,1,2,3,4,d=1);t(f,a=1,d=2);t(f,1,d=1,x=5);t(f,1,2,c=1,d=1,b=3);t(f,1,2,3,c=1,d=1)
def g(a,b,c): pass
t(g);t(g,1);t(g,1,2);t(g,1,2,3,4);t(g,1,2,3,a=1);t(g,1,2,q=1);t(g,x=1)
def h(aa,*,kw=1): pass
t(h,1,kv=2);t(h,1,2,kw=3);t(h,1,2,3);t(h,1,AA=2)
class C: 
    def m(self,a): pass
    def n(): pass
t(C().m);t(C().m,1,2);t(C().n);t(C.m);t(C,1);t(lambda:C.q);t(lambda:C().m.q);t(lambda:setattr(C().m,"x",1))
