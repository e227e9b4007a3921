"""_tokenize and _symtable: what the tokenizer and the symbol tables show."""

import _tokenize,_symtable
print([n for n in dir(_symtable) if n[0]!='_'])
def show(t,ind=0):
    print(' ' * ind, t.id > 0,{k:getattr(t,k) for k in ['name','type','lineno','nested','symbols','varnames']})
    for c in t.children: show(c,ind+2)
for s in ["def f(x):\n  global y\n  class C: z=1\n  return [i for i in x]\n","def f[T:int=3](x:T):\n  return 1\nclass A[*Ts,**P]: pass\ntype X[T]=int\n","x:int","from __future__ import annotations\nx:int\ndef f(a:b)->c:\n def g(z:q): nonlocal a","class A:\n x=1\n def f(self): super().f(); return __class__\n y=[x for z in q]\n lambda:(yield)", "def f():\n def g():\n  return [a for a in b if (c:=a)]\n b=1\n return (x for x in y)"]:
    show(_symtable.symtable(s,"f","exec"))
def t(*a):
    try: r=_symtable.symtable(*a); r=type(r).__name__
    except BaseException as e: r=type(e).__name__+': '+str(e)
    print(a,r)
t("x",1,"exec"); t("x","f","foo"); t("x","f",1); t(1,"f","exec"); t("x +","f","exec"); t(b"x","f","exec"); t("x","f","eval"); t("x=1","f","eval");t("x","f","single"); t("x","f"); t("x",b"f","exec");t("return","f","exec");t("x\0","f","exec"); t("def f():\n x=1\n global x","f","exec")
import io
def t(*a,**k):
    try: r=list(_tokenize.TokenizerIter(*a,**k))
    except BaseException as e: r=type(e).__name__+': '+str(e)
    k.pop('x',0)
    print(k,r)
t(io.StringIO("x = 1\n").readline,extra_tokens=True); t(io.StringIO("x = 1").readline,extra_tokens=False);t(io.BytesIO(b"x = 1").readline,extra_tokens=False);t(io.BytesIO(b"x = 1").readline,extra_tokens=False,encoding="utf-8")
t(1,extra_tokens=True); t(lambda:1,extra_tokens=True); t(lambda:1/0,extra_tokens=True);t(lambda:1);t(io.BytesIO(b"x = \xff").readline,extra_tokens=False,encoding="utf-8");t(io.BytesIO(b"x = \xff").readline,extra_tokens=False,encoding="foo");t(io.StringIO("x = '").readline,extra_tokens=True);t(io.StringIO("").readline,extra_tokens=True);t(lambda:"",extra_tokens=True,encoding=1); t(io.StringIO("x = \U0001d4d0 'é' f'{x}'").readline,extra_tokens=True)
t(io.StringIO("").readline,extra_tokens=False)
it=_tokenize.TokenizerIter(io.StringIO("(\n").readline,extra_tokens=True)
try:
    while 1: print(next(it))
except BaseException as e: print(repr(e), e.args, e.lineno, e.offset, e.filename, e.text)
it=_tokenize.TokenizerIter(iter(["x=1\n", "y\n", "z"]).__next__,extra_tokens=True)
print(list(it), iter(it) is it, type(it))
def g():
    yield "x=1\n"
    yield "y=2\n"
    1/0
it=_tokenize.TokenizerIter(g().__next__,extra_tokens=True)
try:
    while 1: print(next(it))
except BaseException as e: print(repr(e))
import symtable, tokenize
print(symtable.symtable("def f(): pass","?","exec").get_children())
