import functools, types, typing, copy, pickle, sys
class Field:
    def __init__(self, typ, default=None): self.typ, self.default = typ, default
    def __set_name__(self, owner, name): self.name = name; owner.__dict__.get("_fields", []).append(name)
    def __get__(self, obj, owner=None): return self if obj is None else obj.__dict__.get(self.name, self.default)
    def __set__(self, obj, v):
        if not isinstance(v, self.typ): raise TypeError(f"{type(obj).__name__}.{self.name}: {v!r} is not {self.typ.__name__}")
        obj.__dict__[self.name] = v
class ModelMeta(type):
    registry = {}
    def __new__(m, name, bases, ns, **kw):
        ns["_fields"] = [f for b in bases for f in getattr(b, "_fields", [])]; cls = super().__new__(m, name, bases, ns); m.registry[name] = cls; cls.table = kw.get("table", name.lower()); return cls
    def __init__(c, name, bases, ns, **kw): super().__init__(name, bases, ns)
    @property
    def columns(cls): return tuple(cls._fields)
    def __contains__(cls, x): return x in cls._fields
class Model(metaclass=ModelMeta):
    def __init__(self, **kw):
        for k, v in kw.items():
            if k not in type(self): raise TypeError(f"unexpected {k}")
            setattr(self, k, v)
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{f}={getattr(self, f)!r}' for f in self._fields)})"
class User(Model, table="users"): name = Field(str); age = Field(int, 0)
class Admin(User): level = Field(int, 1)
u = Admin(name="ann", level=3); print(u, User.columns, Admin.columns, Admin.table, User.table, "age" in Admin, list(ModelMeta.registry), User.name.typ)
for bad in (lambda: User(name=5), lambda: User(foo=1), lambda: setattr(u, "age", "x"), lambda: User.columns.append(1)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
class Base:
    def __init__(self, *a, **k): print("Base", a, k)
    def hello(self): return ["Base"]
class L(Base):
    def __init__(self, x, **k): print("L"); super().__init__(**k); self.x = x
    def hello(self): return ["L"] + super().hello()
class R(Base):
    def __init__(self, y, **k): print("R"); super().__init__(**k); self.y = y
    def hello(self): return ["R"] + super().hello()
class D(L, R):
    def hello(self): return ["D"] + super().hello()
    def __class_getitem__(cls, i): return f"{cls.__name__}[{i}]"
d = D(x=1, y=2, z=3); print(d.hello(), [c.__name__ for c in D.__mro__], D[5], super(L, d).hello(), super(L, D).hello(d), d.__dict__)
class Ctr:
    n = 0
    def __new__(cls, *a): cls.n += 1; o = object.__new__(cls); o.id = cls.n; return o
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return "deep"
    def __reduce__(self): return (Ctr, (), {"x": 1})
print(Ctr().id, Ctr().id, copy.copy(Ctr()), copy.deepcopy([Ctr()]), pickle.loads(pickle.dumps(Ctr())).x)
class Sing:
    _i = None
    def __new__(cls): cls._i = cls._i or super().__new__(cls); return cls._i
print(Sing() is Sing())
class Imm:
    __slots__ = ("a", "b")
    def __init__(self, a, b): object.__setattr__(self, "a", a); object.__setattr__(self, "b", b)
    def __setattr__(self, k, v): raise AttributeError(f"immutable {k}")
    def __delattr__(self, k): raise AttributeError(f"nodel {k}")
i = Imm(1, 2)
for s in ("i.a = 3", "del i.b", "i.c", "i.__dict__", "Imm.a", "i.a"):
    try: print(s, eval(s) if "=" not in s and "del" not in s else exec(s))
    except AttributeError as e: print(s, "!", e)
class Lazy:
    def __getattr__(self, n):
        if n.startswith("_"): raise AttributeError(n)
        v = n.upper(); self.__dict__[n] = v; return v
l = Lazy(); print(l.foo, l.__dict__, hasattr(l, "_x"), getattr(l, "_y", 3))
class Prop:
    @functools.cached_property
    def c(self): print("once"); return 7
    @property
    def bad(self): return self.missing
    @classmethod
    def make(cls): return cls
    @staticmethod
    def st(*a): return a
    def meth(self): ...
p = Prop(); print(p.c, p.c, p.__dict__, Prop.make() is Prop, p.st(1), Prop.meth, p.meth.__func__ is Prop.meth, p.meth == p.meth, types.MethodType(lambda s: s, 5)(), Prop.__dict__["st"].__func__)
try: p.bad
except AttributeError as e: print(e, e.name)
try: p.meth = 1; print(p.meth); Prop.meth(5, 6)
except TypeError as e: print(e)
def dyn(self): return self.v * 2
T = type("T", (), {"v": 4, "d": dyn, "__doc__": "made", "__len__": lambda s: 9}); print(T().d(), len(T()), T.__doc__, T.__module__, T.__qualname__, T.__dict__.keys() >= {"v", "d"}); T.v = 5; t = T(); t.v = 6; print(t.d(), T.d(t)); del t.v; print(t.v); T.__name__ = "Renamed"; print(T, t.__class__.__name__)
types.new_class("N", (Base,), {}, lambda ns: ns.update(q=1)).q; print(issubclass(bool, int), isinstance(True, (str, int)), isinstance(1, int | str), type(type), type(object).__mro__, object.__subclasshook__(1), int.__subclasses__()[:1])
class W: pass
class Outer:
    class Inner:
        def who(self): return __class__.__qualname__
    def gen(self): return (x for x in [self.__class__.__name__])
print(Outer.Inner().who(), list(Outer().gen()), Outer.Inner.__qualname__, (lambda: 0).__qualname__)
class Meth:
    __call__ = lambda self, x: x + 1
    __iter__ = lambda self: iter("ab")
m = Meth(); m.__call__ = lambda x: 99; print(m(1), list(m), callable(m)); Meth.__call__ = lambda self, x: 50; print(m(1))
class Final(typing.NamedTuple):
    a: int; b: str = "x"
    def both(self): return self.a, self.b
    @property
    def c(self): return self.a + 1
n = Final(1); print(n, n.both(), n.c, n._asdict(), Final._fields, n == (1, "x"), n._replace(a=5), Final.__annotations__, hash(n) == hash((1, "x")))
try: n.a = 3
except AttributeError as e: print(e)
