# Metaclasses: creation order, __prepare__, __call__, conflicts, type() with three arguments, instance checks, abstract classes.
from abc import ABC, ABCMeta, abstractmethod
from collections import OrderedDict


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return OrderedDict(injected=1)

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, [k for k in ns if not k.startswith("__")], kw)
        return super().__new__(mcs, name, bases, dict(ns))

    def __init__(cls, name, bases, ns, **kw):
        print("init", name)
        super().__init__(name, bases, ns)

    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)

    def __getattr__(cls, n): return f"meta {n}"
    def __len__(cls): return 42
    def __iter__(cls): return iter("xyz")
    def __contains__(cls, v): return v == 1
    def __getitem__(cls, k): return ("item", k)
    def __repr__(cls): return f"<meta {cls.__name__}>"
    def __add__(cls, o): return "added"
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, o): return o is int
    @property
    def prop(cls): return "metaprop"


class X(metaclass=Meta, flag=True):
    z = 1
    def __init__(self, v=0): self.v = v


class Y(X): w = 2


print(X.injected, X.foo, len(X), list(X), 1 in X, X["k"], X, X + 1, isinstance(5, X), isinstance(X(), Y), issubclass(int, Y), X.prop, type(Y))
y = Y(v=9)
print(y.v, type(y))
try:
    y.foo
except AttributeError as e:
    print(e)
class M2(type): pass
for src in ("class Z(X, metaclass=M2): pass", "class Z(metaclass=5): pass", "type('Z', (int,), {}, k=1)", "type('Z')", "type('Z', int, {})", "type(5, (), {})", "type('Z', (), 5)", "type()", "type(1, 2)", "class Z(metaclass=lambda n, b, d: (n, b, sorted(d))): q = 1\nprint(Z)", "class Z(metaclass=print): pass\nprint(Z)", "type('a\\0b', (), {})", "type.__new__(int, 'Z', (), {})", "type.__call__()"):
    try:
        exec(src)
        print(src, "fine")
    except Exception as e:
        print(src, "->", type(e).__name__, e)
T = type("T", (dict,), {"m": lambda self: len(self), "__doc__": "made"})
print(T(a=1).m(), T.__name__, T.__doc__, T.__module__, T({1: 2}))
T.__name__ = "Renamed"; T.__qualname__ = "Q.R"
print(T, T.__name__)


class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    @classmethod
    @abstractmethod
    def make(cls): ...
    def describe(self): return f"{self.name}: {self.area()}"


class Half(Shape):
    def area(self): return 1


class Full(Half):
    name = "full"
    @classmethod
    def make(cls): return cls()


for cls in (Shape, Half, Full):
    try:
        print(cls().describe())
    except TypeError as e:
        print(e)
print(sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__), Full.make().describe())


class Duck(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, c): return hasattr(c, "quack") or NotImplemented


class Mallard: quack = 1
class Robot: pass


Duck.register(Robot)
print(issubclass(Mallard, Duck), isinstance(Robot(), Duck), issubclass(int, Duck), isinstance(Mallard(), Duck))
class Ent:
    def __mro_entries__(self, bases): print("entries", bases); return (int,)
class E(Ent()): pass
print(E.__mro__, E.__orig_bases__[0].__class__.__name__, E(5) + 1)
class CG:
    def __class_getitem__(cls, k): return f"{cls.__name__}[{k}]"
print(CG[int], CG["a", 1])
