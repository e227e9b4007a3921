# property, classmethod, staticmethod, super and object's methods as builtins: their attributes, misuse, subclasses, docs.
import copy


def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


class Temperature:
    def __init__(self, c): self._c = c
    @property
    def celsius(self):
        "Degrees Celsius."
        return self._c
    @celsius.setter
    def celsius(self, v):
        if v < -273.15: raise ValueError("below absolute zero")
        self._c = v
    @celsius.deleter
    def celsius(self): del self._c
    fahrenheit = property(lambda self: self._c * 9 / 5 + 32, doc="Degrees Fahrenheit.")
    kelvin = property()
    @classmethod
    def freezing(cls): return cls(0)
    @staticmethod
    def parse(s): return Temperature(float(s.rstrip("C")))
    def __repr__(self): return f"{type(self).__name__}({self._c})"


class Body(Temperature):
    @Temperature.celsius.getter
    def celsius(self): return round(self._c, 1)
    @property
    def fahrenheit(self): return f"{super().fahrenheit:.1f}F"
    @classmethod
    def freezing(cls): b = super().freezing(); b._c += 30; return b


t, b = Temperature(21.5), Body(36.66)
print(t.celsius, t.fahrenheit, b.celsius, b.fahrenheit, Temperature.freezing(), Body.freezing(), Body.parse("5C"))
t.celsius = 30; b.celsius = 40
print(t, b, Temperature.celsius.__doc__, Body.celsius.__doc__, Temperature.fahrenheit.__doc__, Body.fahrenheit.__doc__, Temperature.celsius.__name__)
attempt("set", lambda: setattr(t, "celsius", -300))
attempt("readonly", lambda: setattr(t, "fahrenheit", 1))
attempt("del ro", lambda: delattr(t, "fahrenheit"))
attempt("empty", lambda: t.kelvin)
attempt("empty set", lambda: setattr(t, "kelvin", 5))
attempt("del", lambda: delattr(t, "celsius"))
attempt("gone", lambda: t.celsius)
attempt("fget", lambda: Temperature.celsius.fget(Body(5)))
attempt("fget set", lambda: setattr(Temperature.celsius, "fget", len))
attempt("doc set", lambda: setattr(Temperature.celsius, "__doc__", "new") or Temperature.celsius.__doc__)
attempt("class doc", lambda: (Temperature.__dict__["freezing"].__func__.__name__, Temperature.__dict__["parse"].__wrapped__.__qualname__, Temperature.freezing.__self__.__name__))
attempt("static call", lambda: Temperature.__dict__["parse"]("9C"))
attempt("class call", lambda: Temperature.__dict__["freezing"]())
attempt("isabstract", lambda: Temperature.celsius.__isabstractmethod__)
attempt("get", lambda: Temperature.celsius.__get__(None, Temperature) is Temperature.__dict__["celsius"])
attempt("set obj", lambda: Temperature.celsius.__set__(b, 1) or b)


class Doc(property):
    "A kind of property."
    def __set_name__(self, owner, name): print("named", owner.__name__, name); self.label = name


class Uses:
    @Doc
    def thing(self): "The thing."; return 5
    other = Doc(lambda self: 6)


print(Uses().thing, Uses().other, Uses.thing.label, Uses.thing.__doc__, Uses.other.__doc__)


class Loud:
    def __get__(self, obj, owner): return ("get", obj is not None, owner.__name__)
    def __set__(self, obj, v): raise AttributeError(f"no {v}")
    def __set_name__(self, owner, name): self.name = name


class Holder:
    x = Loud()
    class_ = classmethod(lambda cls: cls.__name__)
    bound = len.__call__
    stat = staticmethod(len)
    partial = print


print(Holder.x, Holder().x, Holder().class_(), Holder().stat("abc"), Holder.bound("ab"), Holder().partial is print)
h = Holder(); h.__dict__["x"] = "shadow"
print(h.x, h.__dict__)
attempt("loud", lambda: setattr(h, "x", 5))
attempt("loud del", lambda: delattr(h, "x"))
attempt("set name", lambda: type("Bad", (), {"y": type("D", (), {"__set_name__": lambda s, o, n: 1 / 0})()}))
m, n = b.__repr__, b.__repr__
print(m == n, m is n, hash(m) == hash(n), m.__self__ is b, m.__func__ is Temperature.__repr__, m(), m.__name__, m.__qualname__)
attempt("method attr", lambda: setattr(m, "x", 1))
attempt("method new", lambda: type(m)(5, 5))
attempt("method new2", lambda: type(m)(len, "abc")())
attempt("method none", lambda: type(m)(len, None))
o = object()
print([a for a in dir(o) if a not in dir(type)], o.__sizeof__() > 0, o.__reduce_ex__(2)[1:], o == o, o != object(), object.__init_subclass__(), object.__subclasshook__(int), o.__format__("") == str(o), object.__hash__(5) != 0)
for f in ("__lt__", "__eq__", "__ne__"): print(f, getattr(o, f)(1), getattr(5, f)(5), getattr(5, f)("a"))
attempt("format", lambda: o.__format__("x"))
attempt("object new", lambda: object.__new__(int))
attempt("int new", lambda: int.__new__(str, 5))
attempt("int new2", lambda: int.__new__(5))
attempt("object arg", lambda: Holder(5))
attempt("cls set", lambda: setattr(o, "__class__", Holder))
attempt("cls set2", lambda: setattr(h, "__class__", Uses) or h.thing)
attempt("cls set3", lambda: setattr(h, "__class__", 5))
attempt("cls set4", lambda: setattr(h, "__class__", int))
attempt("dict set", lambda: setattr(h, "__dict__", {"q": 1}) or h.q)
attempt("dict set2", lambda: setattr(h, "__dict__", 5))
print(copy.copy(b), copy.deepcopy([b, b])[0], copy.replace(__import__("types").SimpleNamespace(a=1), a=2))
