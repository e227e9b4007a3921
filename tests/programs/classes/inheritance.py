# Inheritance: MRO, super in every form, cooperative calls, mixins, C3 errors, __init_subclass__, __set_name__, __class__ assignment.
class A:
    def __init__(self, *a, **k):
        print("A.__init__", a, k)

    def who(self): return ["A"]

    @classmethod
    def make(cls): return cls.__name__

    @staticmethod
    def stat(): return "stat"


class B(A):
    def __init__(self, *a, b=None, **k):
        print("B.__init__", b)
        super().__init__(*a, **k)

    def who(self): return ["B"] + super().who()


class C(A):
    def __init__(self, *a, c=None, **k):
        print("C.__init__", c)
        super(C, self).__init__(*a, **k)

    def who(self): return ["C"] + super().who()


class D(B, C):
    def who(self): return ["D"] + super().who()

    @classmethod
    def make(cls): return "D:" + super().make()

    @property
    def prop(self): return super().stat()


d = D(1, b=2, c=3, z=4)
print(d.who(), D.make(), d.prop, [k.__name__ for k in D.__mro__], D.__bases__, D.__base__)
print(isinstance(d, A), issubclass(D, (int, C)), isinstance(D, type), issubclass(A, D), A.__subclasses__())
for src in ("class X(A, B): pass", "class X(int, str): pass", "class X(bool): pass", "class X(A, A): pass", "class X(type(None)): pass", "class X(5): pass", "class X(object, A): pass", "class X(B, C, A): pass", "class X(len.__class__): pass", "class X(type, int): pass"):
    try:
        exec(src)
        print(src, "fine")
    except TypeError as e:
        print(src, "->", e)


class Plugin:
    registry = {}

    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.registry[name or cls.__name__] = cls
        print("subclass", cls.__name__, name)


class P1(Plugin): pass
class P2(P1, name="second"): pass


print(sorted(Plugin.registry))
try:
    class P3(Plugin, nope=1): pass
except TypeError as e:
    print(e)


class Named:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, obj, owner=None):
        return self if obj is None else f"<{self.name} of {type(obj).__name__}>"


class Uses:
    x = Named()
    y = Named()


print(Uses().x, Uses().y, Uses.x.name)
o = B(b=0)
o.__class__ = C
print(type(o).__name__, o.who())
for v in (5, int, "s", None):
    try:
        o.__class__ = v
    except TypeError as e:
        print(e)
C.__bases__ = (B,)
print([k.__name__ for k in C.__mro__], o.who())
try:
    super().x
except RuntimeError as e:
    print(e)
try:
    super(int, "s").upper()
except TypeError as e:
    print(e)
print(super(D, d).who(), super(B, d).who(), repr(super(D, d)).split(" object")[0], super(B, D).make())
def patched(self): return ["patched"]
A.who = patched
print(d.who(), o.who())
del B.who
print(d.who())
try:
    del B.who
except AttributeError as e:
    print(e)
print(D.__name__, D.__qualname__, D.__module__, D.__dict__.keys() >= {"who", "make", "prop"}, type(D.__dict__).__name__)
