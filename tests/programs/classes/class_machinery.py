"""What the parts of a class allow and refuse: builtin methods in the wrong class, layouts, mro(), __dict__, __get__."""
import types
import warnings


def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


class Strange(int):
    __eq__ = str.__eq__
    __add__ = str.__add__
    __len__ = str.__len__
    upper = str.upper
    __hash__ = int.__hash__


s = Strange()
attempt(lambda: s == s)
attempt(lambda: s + s)
attempt(lambda: len(s))
attempt(lambda: s.upper())
print(Strange.__eq__ is str.__eq__)


class Odd(types.ModuleType):
    __dict__ = property(lambda self: "no dict")


attempt(dir, Odd("odd"))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    type("MyClass", (), {1: 2})
    print([str(w.message) for w in seen])
attempt(type, "A\udcdcB", (), {})
attempt(type, "A", (), {"__doc__": "x\udcdcy"})


class G:
    __slots__ = ["a", "b"]


class H:
    __slots__ = ["b", "a"]


class N(G):
    __slots__ = ["__weakref__"]


class P(G):
    __slots__ = ["__dict__"]


class Q(G):
    pass


class L(H):
    __slots__ = ["e"]


class Plain:
    pass


class Derived(Plain):
    pass


def become(x, c):
    x.__class__ = c
    return type(x)


kinds = (G, H, N, P, Q, L, Plain, Derived, int)
for a in kinds:
    for b in kinds:
        if a is not b:
            attempt(become, a(), b)

base_dict = Plain.__dict__["__dict__"]


class Meta(type, Plain):
    pass


class Made(metaclass=Meta):
    pass


attempt(base_dict.__set__, Made, {})
attempt(base_dict.__get__, 1)


class Failure(Exception, Plain):
    pass


e = Failure()
base_dict.__set__(e, {"a": 1})
print(e.a)


class Ordered(type):
    def mro(cls):
        print("mro of", cls.__name__, cls.__mro__)
        return super().mro()


class Z(metaclass=Ordered):
    pass


class Y(Z):
    pass


class W(metaclass=Ordered):
    pass


def rebase(c, bases):
    c.__bases__ = bases
    return c.__mro__


attempt(rebase, Y, (W,))
for c, bases in ((Z, (Y,)), (W, (Y,)), (W, ()), (W, 1), (W, (1,)), (W, (int,)), (int, (W,)), (W, (W,))):
    attempt(rebase, c, bases)

for result in ((1,), (int,), 5):
    attempt(type("Bad", (type,), {"mro": lambda cls: result}), "x", (), {})


class Once(type):
    failing = False

    def mro(cls):
        if Once.failing:
            raise RuntimeError("no order")
        return super().mro()


class Root(metaclass=Once):
    kind = "root"


class Other(metaclass=Once):
    kind = "other"


class Leaf(Root):
    pass


class Below(Leaf):
    pass


before = Leaf.__mro__, Below.__mro__
Once.failing = True
attempt(rebase, Leaf, (Other,))
Once.failing = False
print((Leaf.__mro__, Below.__mro__) == before, Below.kind, Root.__subclasses__())
attempt(rebase, Leaf, (Other,))
print(Below.kind, Root.__subclasses__(), Other.__subclasses__())

p = property(lambda self: 1)
for d in (p, attempt, str.upper, str.__add__, classmethod(attempt)):
    attempt(d.__get__, None, None)


class Lazy:
    blech = 1

    def __getattr__(self, name):
        raise AttributeError

    @property
    def prop(self):
        raise AttributeError("custom")


for read in (lambda: Lazy().bluch, lambda: Lazy().prop, lambda: getattr(Lazy(), "x"), lambda: Lazy().y()):
    try:
        read()
    except AttributeError as e:
        print(e.name, type(e.obj).__name__, e)


class Hint:
    def __len__(self):
        raise ValueError("len")

    def __iter__(self):
        return iter([1])


for f in (tuple, list, bytes, bytearray, set, sorted, lambda x: [*x]):
    attempt(f, Hint())
