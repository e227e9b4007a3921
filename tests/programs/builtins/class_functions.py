# isinstance, issubclass, type, super, getattr and friends, callable, vars, dir, repr, hash, id: with every kind of argument.
import abc


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


class Base:
    kind = "base"
    __slots__ = ("x", "__dict__")

    def hello(self):
        return f"hello from {type(self).__name__}"


class Child(Base):
    "A child."
    def __init__(self): self.x, self.y = 1, 2
    def __getattr__(self, name):
        if name.startswith("auto_"):
            return name[5:]
        raise AttributeError(f"no {name} here", name=name, obj=self)
    def __dir__(self): return ["zeta", "alpha"]


class Even(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return True if hasattr(other, "even") else NotImplemented


class Meta(type):
    def __instancecheck__(cls, obj): print("  check", cls.__name__, type(obj).__name__); return "yes"
    def __subclasscheck__(cls, sub): print("  subcheck", cls.__name__, sub); return 0


class Odd(metaclass=Meta): pass


c = Child()
print(isinstance(c, Base), isinstance(c, (int, (str, (Child,)))), isinstance(1, int | str), isinstance(True, int), isinstance(None, type(None) | int))
print(isinstance(3, Odd), isinstance(Odd(), Odd), issubclass(int, Odd), issubclass(Odd, object))
Even.register(int)
print(issubclass(int, Even), isinstance(4, Even), issubclass(str, Even), issubclass(type("E", (), {"even": 1}), Even))
attempt("isinstance", lambda: isinstance(1, 2))
attempt("isinstance list", lambda: isinstance(1, [int]))
attempt("isinstance gen", lambda: isinstance([], list[int]))
attempt("issubclass", lambda: issubclass(1, int))
attempt("issubclass2", lambda: issubclass(int, 1))
attempt("issubclass3", lambda: issubclass(int, (str, 5)))
print(getattr(c, "auto_foo"), getattr(c, "nope", "default"), hasattr(c, "nope"), hasattr(c, "y"))
attempt("getattr", lambda: c.nope)
attempt("getattr int", lambda: getattr(c, 5))
attempt("setattr int", lambda: setattr(c, 5, 1))
attempt("setattr obj", lambda: setattr(object(), "a", 1))
attempt("setattr type", lambda: setattr(int, "a", 1))
attempt("delattr", lambda: delattr(c, "zz"))
attempt("delattr y", lambda: (delattr(c, "y"), vars(c)))
attempt("vars", lambda: vars(5))
attempt("vars type", lambda: sorted(k for k in vars(Child) if not k.startswith("__")))
print(dir(c), dir(Child)[-3:], vars(c), Child.__doc__, Child.__mro__, Base.__subclasses__())
attempt("type", lambda: type("T", (Base,), {"a": 1})().hello())
attempt("type 2", lambda: type("T", (Base,)))
attempt("type bad", lambda: type(5, (), {}))
attempt("type bases", lambda: type("T", [Base], {}))
attempt("type dict", lambda: type("T", (), []))
attempt("bool base", lambda: type("T", (bool,), {}))
attempt("mro", lambda: type("T", (object, Base), {}))
attempt("twice", lambda: type("T", (Base, Base), {}))
attempt("layout", lambda: type("T", (int, dict), {}))
attempt("null", lambda: type("a\0b", (), {}))
attempt("super", lambda: super(Child, 5))
attempt("super2", lambda: super())
attempt("super3", lambda: super(Child, c).hello())
attempt("super4", lambda: (super(Child, c).__thisclass__, super(Child, c).__self_class__, super(Child).__self__))
attempt("super attr", lambda: super(Child, c).zip)
print(callable(c), callable(Child), callable(len), callable(lambda: 0), callable(type("C", (), {"__call__": None})()))


class BadRepr:
    def __repr__(self): return 5
    def __str__(self): return b"x"
    def __hash__(self): return "x"
    def __bool__(self): return 2
    def __len__(self): return -1
    def __index__(self): return 1.5
    def __format__(self, s): return 3
    def __bytes__(self): return "s"
    def __complex__(self): return 1
    def __float__(self): return 1
    def __iter__(self): return 5
    def __contains__(self, x): return []
    def __dir__(self): return 5
    def __round__(self, n=None): return ("rounded", n)


b = BadRepr()
for f in (repr, str, hash, bool, len, hex, format, bytes, complex, float, iter, list, dir, round, abs, int, reversed, ascii, divmod.__call__.__class__):
    attempt(f.__name__, lambda: f(b))
attempt("in", lambda: 1 in b)
attempt("index", lambda: [1, 2][b])
attempt("round 2", lambda: round(b, 2))
