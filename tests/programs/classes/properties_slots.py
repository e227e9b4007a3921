# Properties, cached_property, __slots__, __getattr__ family, __dict__ views, class and instance attributes, deletion.
from functools import cached_property


class Temp:
    def __init__(self, c): self._c = c

    @property
    def f(self):
        "Fahrenheit."
        return self._c * 9 / 5 + 32

    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9

    @f.deleter
    def f(self): print("deleting"); self._c = None

    @property
    def ro(self): return "ro"

    @cached_property
    def heavy(self): print("computing"); return self._c * 2


t = Temp(100)
print(t.f, Temp.f.__doc__, t.ro)
t.f = 32
print(t._c, t.heavy, t.heavy, sorted(t.__dict__))
del t.heavy
t.__dict__["f"] = "hidden by the property"
print(t.f, t.heavy)
del t.f
for src in ("t.ro = 1", "del t.ro", "t.nope", "del t.nope", "Temp.f.fget(5)", "t.f", "Temp.nope", "del Temp.nope", "t.__class__.x", "t.rO", "t._d"):
    try:
        exec(src)
    except Exception as e:
        print(src, "->", type(e).__name__, e)
wo = type("WO", (), {"x": property(None, lambda s, v: print("set", v))})()
wo.x = 3
try:
    wo.x
except AttributeError as e:
    print(e)


class Slotted:
    __slots__ = ("a", "b", "__weakref__")
    def __init__(self): self.a = 1


class SubSlotted(Slotted):
    __slots__ = ["c"]


class WithDict(Slotted): pass


s = Slotted()
for src in ("s.b", "s.z = 1", "s.__dict__", "del s.b", "s.a = 5", "del s.a", "s.a", "SubSlotted().d = 1", "WithDict().d = 1", "Slotted.a.__get__(5)", "class X:\n  __slots__ = ('a',)\n  a = 1", "class X:\n  __slots__ = ('1a',)", "class X(int):\n  __slots__ = ('a',)", "class X(Slotted, Temp): __slots__ = ()", "class X:\n  __slots__ = ('__dict__', '__dict__')", "class X:\n  __slots__ = 5"):
    try:
        exec(src)
        print(src, "fine")
    except Exception as e:
        print(src, "->", type(e).__name__, e)
print(Slotted.__slots__, Slotted.a, hasattr(WithDict(), "__dict__"), hasattr(s, "__dict__"))


class Dyn:
    cls_attr = [1]
    def __getattr__(self, n):
        if n.startswith("dyn_"): return n[4:]
        raise AttributeError(f"no {n}")
    def __setattr__(self, n, v):
        print("setattr", n); super().__setattr__(n, v)
    def __delattr__(self, n):
        print("delattr", n); super().__delattr__(n)


d = Dyn()
d.x = 1
print(d.x, d.dyn_abc, getattr(d, "zzz", "default"), hasattr(d, "q"), hasattr(d, "dyn_"))
del d.x
try:
    d.x
except AttributeError as e:
    print(e)
try:
    del d.x
except AttributeError as e:
    print(e)


class All:
    def __getattribute__(self, n):
        if n == "secret": raise AttributeError("hidden")
        return ("all", n) if n == "any" else object.__getattribute__(self, n)
    def __getattr__(self, n): return "fallback " + n


a = All()
print(a.any, a.secret, a.__class__.__name__, a.unknown)
d2 = Temp(1)
d2.__dict__ = {"_c": 50, "extra": 1}
print(d2._c, d2.extra, vars(d2))
vars(d2)["injected"] = 2
print(d2.injected, list(d2.__dict__))
del d2.__dict__["extra"]
print(hasattr(d2, "extra"), d2.__dict__ is d2.__dict__)
try:
    d2.__dict__ = 5
except TypeError as e:
    print(e)
setattr(d2, "with space", 1)
print(getattr(d2, "with space"), d2.__dict__)
for bad in ("setattr(d2, 5, 1)", "getattr(d2, None)", "hasattr(d2, 1)", "delattr(d2, 'q')", "getattr(d2)", "vars(5)", "vars(1, 2)"):
    try:
        eval(bad)
    except Exception as e:
        print(bad, type(e).__name__, e)
