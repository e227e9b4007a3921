# Descriptors, properties, __getattr__, __slots__, __set_name__, __init_subclass__, class cells.
class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name
        print("set_name", owner.__name__, name)

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__.get(self.name, self.kind())

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} wants {self.kind.__name__}, got {type(value).__name__}")
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        del obj.__dict__[self.name]


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name = name
        self.age = age

    @property
    def label(self):
        """the label"""
        return f"{self.name}({self.age})"

    @label.setter
    def label(self, text):
        self.name, rest = text.split("(")
        self.age = int(rest.rstrip(")"))

    @label.deleter
    def label(self):
        del self.name


p = Person("Ada", 36)
print(p.label, p.__dict__, Person.label.__doc__)
p.label = "Bob(5)"
print(p.name, p.age)
try:
    p.age = "old"
except TypeError as e:
    print(e)
del p.label
print(repr(p.name), vars(p))
print(Person.name is Person.__dict__["name"])


class NonData:
    def __get__(self, obj, owner):
        return "from descriptor"


class Holder:
    attr = NonData()


h = Holder()
print(h.attr)
h.attr = "own"
print(h.attr, Holder.attr)
del h.attr
print(h.attr)


class Fallback:
    def __getattr__(self, name):
        if name.startswith("dyn_"):
            return name[4:]
        raise AttributeError(f"no {name}")

    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


f = Fallback()
f.a = 1
print(f.a, f.dyn_x, getattr(f, "zzz", "default"), hasattr(f, "dyn_q"), hasattr(f, "q"))
del f.a
try:
    f.a
except AttributeError as e:
    print(e)


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x):
        self.x = x


s = Slotted(1)
print(s.x, Slotted.x, Slotted.__slots__)
for action in ("s.y", "setattr(s, 'z', 1)", "s.__dict__"):
    try:
        print(eval(action))
    except AttributeError as e:
        print(action, "->", e)


class Base:
    registry = []

    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))

    def who(self):
        return __class__.__name__, type(self).__name__


class A(Base, tag="a"):
    pass


class B(A):
    def who(self):
        return ("B",) + super().who()


print(Base.registry, B().who(), B.__mro__)
try:
    p.label2 = 1
    Person.label.fget = 1
except AttributeError as e:
    print(e)


class ReadOnly:
    @property
    def x(self):
        return 1


for action in ("ReadOnly().x", "setattr(ReadOnly(), 'x', 2)", "delattr(ReadOnly(), 'x')"):
    try:
        print(eval(action))
    except AttributeError as e:
        print(e)
