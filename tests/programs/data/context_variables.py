# contextvars.
import contextvars
from contextvars import *
import re
v=ContextVar('a');w=ContextVar('b',default=3)
def t(s):
    try: r=repr(eval(s))
    except BaseException as e: r=type(e).__name__+' '+str(e)
    print(s,'->',re.sub('0x[0-9a-f]+','0x',r))
t0=v.set(1); c=copy_context(); c2=Context()
for s in [
    'ContextVar(1)',
    'v',
    'w',
    't0',
    'v.reset(t0)',
    't0',
    'v.reset(t0)',
    'v.reset(1)',
    'w.reset(t0)',
    'c2.run(v.reset,v.set(2))',
    'Token()',
    'Token.MISSING',
    'type(Token.MISSING)',
    'c.run()',
    'c.run(c.run,int)',
    'c[1]',
    'c[w]',
    'c.get(1)',
    '1 in c',
    'c==c2',
    'c<c2',
    'hash(c)',
    'c==1',
    'v.get(1,2)',
    'list(c)',
    'list(c.keys())',
    'list(c.items())',
    'len(c)',
    'w.get()',
    "ContextVar('q').get()",
    'Context(1)',
    'ContextVar[int]',
    't0.var',
    't0.old_value',
    'hash(v)==hash(v)',
    'c.run(1)',
    'contextvars.copy_context.__doc__',
]: t(s)
def f(x): v.set(x); return copy_context()
c3=c.run(f,9); t("c[v],c3[v],v.get()")
