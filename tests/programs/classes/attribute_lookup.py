# Attribute look-up order: data descriptors, instance dictionaries, non-data descriptors, class changes seen by instances, methods stored on instances, bound method identity.
class Data:
    def __init__(self, log): self.log = log
    def __get__(self, o, t): return ("data get", o is not None, t.__name__)
    def __set__(self, o, v): self.log.append(("set", v))
    def __delete__(self, o): self.log.append("delete")


class NonData:
    def __get__(self, o, t): return ("nondata", o is not None)


class SetOnly:
    def __set__(self, o, v): o.__dict__["so"] = v * 2


log = []


class C:
    d = Data(log)
    n = NonData()
    so = SetOnly()
    plain = "class"

    def method(self): return "method"

    @classmethod
    def cm(cls): return cls

    @staticmethod
    def sm(x=1): return x


c = C()
print(c.d, c.n, c.plain, C.d, C.n)
c.d = 5
c.n = "instance wins"
c.so = 4
del c.d
c.__dict__["d"] = "ignored"
print(c.d, c.n, c.so, log, sorted(c.__dict__))
c.plain = "instance"
C.plain = "changed"
print(c.plain, C().plain)
del c.plain
print(c.plain)
C.late = lambda self: "late"
print(c.late(), C.late(1))
c.method = lambda: "own"
print(c.method(), C().method(), C.method(c))
del c.method
print(c.method(), c.method == c.method, c.method is c.method, c.method.__self__ is c, c.method.__func__ is C.method, c.method.__name__)
m = c.method
C.method = lambda self: "replaced"
print(m(), c.method(), c.cm() is C, C.cm() is C, c.sm(), c.sm(2))
C.n2 = property(lambda self: "prop now")
c2 = C()
c2.__dict__["n2"] = "hidden"
print(c2.n2)
del C.n2
print(c2.n2)


class Base:
    x = 1
    def f(self): return "Base.f"


class Derived(Base): pass


d = Derived()
print(d.x, d.f())
Base.x = 2
Base.f = lambda self: "new f"
print(d.x, d.f())
Derived.x = 3
print(d.x, Base().x)
del Derived.x
print(d.x)
Base.__getattr__ = lambda self, n: "ga " + n
print(d.anything)
del Base.__getattr__
try:
    d.anything
except AttributeError as e:
    print(e)


class Callable1:
    def __call__(self, *a, **k): return ("called", a, k)


obj = Callable1()
print(obj(1, k=2), callable(obj), callable(5))
obj.__call__ = lambda: "instance call is ignored"
print(obj())
obj.__len__ = lambda: 5
try:
    len(obj)
except TypeError as e:
    print(e)
Callable1.__len__ = lambda self: 3
print(len(obj))
Derived.attr = c.method
print(d.attr())
Base.fn = len
try:
    print(d.fn([1, 2]))
except TypeError as e:
    print(e)
print(type.__getattribute__(C, "sm")(7), object.__getattribute__(c, "so"), C.__dict__["sm"].__func__(8), C.__dict__["cm"].__get__(None, int)().__name__)
for name in ("__class__", "__dict__", "__doc__", "__module__", "__weakref__"):
    print(name, name in C.__dict__, hasattr(c, name))
print([n for n in dir(c) if not n.startswith("_")])
many = [type(f"K{i}", (Base,), {"v": i, "f": lambda self, i=i: i})() for i in range(20)]
print(sum(o.v for o in many), [o.f() for o in many], sum(getattr(o, "v") for o in many * 3))
for o in many[::3]: o.f = lambda: -1
print([o.f() for o in many])
