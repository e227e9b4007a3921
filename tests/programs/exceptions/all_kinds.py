"""Exceptions: fields, messages, groups, notes, chaining, contexts and warnings."""
import sys, traceback
def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r))
    except BaseException as e: print(type(e).__name__, repr(e), str(e), e.args)
for c in (OSError,):
    for a in ((),(1,),(2,"x"),(2,"x","f"),(13,"p","a",None,"b"),(99999,"q"),("a","b"),(17,"e","f"),(110,"t"),(11,"w")): 
        e=c(*a); print(type(e).__name__, repr(e), e, e.errno, e.strerror, e.filename, e.filename2)
e=StopIteration(5); print(e.value, repr(e)); print(StopIteration().value)
for a in ((),(1,),(1,2),("x",)): e=SystemExit(*a); print(e.code, repr(e))
for x in (KeyError("a"), KeyError(), KeyError(1,2), IndexError("x"), ImportError("m",name="n",path="p"), UnicodeDecodeError("utf-8",b"\xff",0,1,"r"), UnicodeEncodeError("ascii","é",0,1,"r"), SyntaxError("m"), SyntaxError("m",("f",1,2,"text",3,4)), NameError("x",name="n"), AttributeError("x",name="n",obj=1)): print(repr(x), str(x), x.args)
t(UnicodeDecodeError,1); t(UnicodeDecodeError,"a","b",1,2,"x"); t(ImportError,"a",foo=1); t(OSError,1,2,foo=3); t(SyntaxError,"m",(1,)); t(BaseException.__new__,int); t(ExceptionGroup,"a",[]); t(ExceptionGroup,"a",[1]); t(ExceptionGroup,1,[ValueError()]); t(ExceptionGroup,"a",[KeyboardInterrupt()]); t(BaseExceptionGroup,"a",[KeyboardInterrupt()])
eg=ExceptionGroup("top",[ValueError(1),ExceptionGroup("in",[TypeError(2),KeyError(3)])])
print(eg, repr(eg), eg.exceptions, eg.message); print(eg.subgroup(TypeError), eg.split(ValueError)); print(eg.subgroup(lambda e: isinstance(e,KeyError))); t(eg.subgroup,1); t(eg.derive,[ValueError()])
try:
    try: raise eg
    except* TypeError as g: print("T",g, g.exceptions); raise ValueError("new")
    except* KeyError as g: print("K",g)
except ExceptionGroup as e: 
    traceback.print_exception(e, file=sys.stdout)
def f():
    try: 1/0
    except ZeroDivisionError as e: raise KeyError("k") from e
try: f()
except KeyError as e: traceback.print_exc(file=sys.stdout); print(e.__cause__, e.__context__, e.__suppress_context__)
e=ValueError("x"); e.add_note("note1"); e.add_note("n2"); t(e.add_note,1); print(e.__notes__)
try: raise e
except ValueError: traceback.print_exc(file=sys.stdout)
e2=e.with_traceback(None); print(e2 is e, e.__traceback__); t(setattr,e,"__traceback__",1); t(setattr,e,"__cause__",1); t(setattr,e,"args",1); e.args=(1,2); print(e, repr(e))
def g(): raise
t(g)
def h(): raise 1
t(h)
def h(): raise ValueError from 1
t(h)
def h(): raise ValueError from None
t(h)
def h(): assert 0, "msg"
t(h)
def h(): assert (1,2)==(1,3)
t(h)
class E(Exception):
    def __init__(self,a,b): self.a=a
    def __str__(self): return "E:"+str(self.a)
t(E,1); x=E(1,2); print(repr(x), str(x), x.args)
import pickle, copy
y=pickle.loads(pickle.dumps(ValueError("a",1))); print(repr(y)); y=copy.copy(OSError(2,"a","f")); print(repr(y), y.filename)
class NoInit(Exception): pass
print(repr(NoInit(1)), NoInit.__mro__)
def deep(n): 
    if n: return deep(n-1)
    raise ValueError("deep")
try: deep(10)
except ValueError: print(traceback.format_exc())
def rec(): rec()
try: rec()
except RecursionError as e: print(e); print(len(traceback.format_exc().splitlines())); print("\n".join(traceback.format_exc().splitlines()[-6:]))
try:
    try: raise ValueError("a")
    finally: raise TypeError("b")
except TypeError as e: print(repr(e.__context__))
def fin():
    for i in range(3):
        try: return i
        finally: 
            if i<1: continue
    return "end"
print(fin())
print(sys.exc_info())
try: raise ValueError
except ValueError: print(sys.exc_info()[0], sys.exception())
try: exec("a = = 1")
except SyntaxError as e: print(e, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, e.filename, e.msg)
class Ctx:
    def __enter__(self): return self
    def __exit__(self,t,v,tb): print("exit",t,v); return True
with Ctx(): raise ValueError("sup")
print(issubclass(ExceptionGroup,Exception), issubclass(BaseExceptionGroup,Exception))
t(int.foo if hasattr(int,'foo') else lambda: int.foo)
class W(Warning): pass
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("hello"); warnings.warn("w2",W); warnings.warn(W("x")); t(warnings.warn,1,2)
    print([(x.category.__name__,str(x.message),x.lineno) for x in w])
