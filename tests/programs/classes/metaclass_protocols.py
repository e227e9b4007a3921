class Meta(type):
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print("prepare", name, bases, kw); return {"injected": 1}
    def __new__(m, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")))
        return super().__new__(m, name, bases, ns)
    def __init__(c, name, bases, ns, **kw): print("init", name, kw); super().__init__(name, bases, ns)
    def __call__(c, *a, **k): print("call", a, k); return super().__call__(*a, **k)
    def __instancecheck__(c, o): return o == 5
    def __subclasscheck__(c, o): return o is int
    def __iter__(c): return iter("xyz")
    def __len__(c): return 3
    def __getattr__(c, n): return "meta:" + n
    def __repr__(c): return f"<M {c.__name__}>"
    def __add__(c, o): return f"{c!r}+{o!r}"
class A(metaclass=Meta, flag=True):
    x = 1
    def __init__(self, *a): self.a = a
    def __init_subclass__(cls, /, tag=None, **kw): print("isub", cls, tag, kw); super().__init_subclass__(**kw)
class B(A, tag="t"): pass
print(A(1, 2).a, isinstance(5, A), issubclass(int, B), list(A), len(A), A.foo, A, A + 1)
try: A().foo
except AttributeError as e: print(e)
class P1: pass
class Gen:
    def __class_getitem__(cls, k): return (cls.__name__, k)
    def __mro_entries__(self, bases): print("mro_entries", len(bases)); return (P1,)
print(Gen[int, 3])
class C(Gen()): pass
print(C.__bases__, C.__orig_bases__[0].__class__.__name__)
try:
    class D(A, type): pass
except TypeError as e: print(e)
class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass
try:
    class Z(XY, YX): pass
except TypeError as e: print(e)
try: type("T", (int, str), {})
except TypeError as e: print(e)
try: type("T", (bool,), {})
except TypeError as e: print(e)
class S:
    __slots__ = ("a", "__weakref__", "_S__p")
    def __init__(s): s.a = 1; s.__p = 2
s = S()
for stmt in ("s.b = 1", "del s.a", "s.a", "S.a.__get__(3)", "S.__slots__ = 1"):
    try: exec(stmt); print("fine", stmt)
    except Exception as e: print(type(e).__name__, e)
class Desc:
    def __get__(s, i, o): return ("get", i is None)
    def __set__(s, i, v): print("set", v)
    def __delete__(s, i): print("del")
class E: d = Desc()
e = E(); e.d = 3; del e.d; print(e.d, E.d); e.__dict__["d"] = 9; print(e.d, vars(e))
class F:
    def __getattribute__(s, n):
        if n == "z": raise AttributeError("no z")
        return object.__getattribute__(s, n)
    def __getattr__(s, n): return "fallback " + n
    def __dir__(s): return ["b", "a"]
print(F().z, F().q, dir(F()))
class G(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __repr__(s): return f"G({int(s)})"
print(G(4), G(4) + 1, type(G(1) + 1), [G(1)], f"{G(3)}", G(5).real)
a = X(); a.v = 1; a.__class__ = Y; print(type(a), a.v)
try: a.__class__ = int
except TypeError as e: print(e)
try: (1).__class__ = X
except TypeError as e: print(e)
print(X.__mro__, type.mro(XY), XY.__subclasses__(), X.__subclasses__())
class H:
    def __eq__(s, o): return True
try: hash(H())
except TypeError as e: print(e)
print(H.__hash__, callable(H), type(H)(H).__name__)
import abc
class Abs(abc.ABC):
    @abc.abstractmethod
    def m(self): ...
    @property
    @abc.abstractmethod
    def pr(self): ...
try: Abs()
except TypeError as e: print(e)
class Part(Abs):
    def m(self): return 1
try: Part()
except TypeError as e: print(e)
Abs.register(list); print(issubclass(list, Abs), isinstance([], Abs))
