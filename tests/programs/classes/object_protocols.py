# __new__ and __init__, copying and pickling hooks, comparison defaults, __del__ through del, __str__ against __repr__, singletons, private names, class bodies.
import copy


class Single:
    _inst = None
    def __new__(cls, *a):
        if cls._inst is None:
            cls._inst = super().__new__(cls)
            print("created")
        return cls._inst
    def __init__(self, *a): print("init", a)


print(Single(1) is Single(2, 3))


class Other:
    def __new__(cls): return 5
    def __init__(self): print("never")


print(Other())


class Sub(Single): pass


class Args:
    def __new__(cls, a, b=2): self = object.__new__(cls); self.got = (a, b); return self


class InitOnly:
    def __init__(self, a): self.a = a


for src in ("Args(1).got", "Args(1, b=5).got", "Args()", "InitOnly(1, 2)", "object(1)", "class N: pass\nN(1)", "class R:\n  def __init__(self): return 5\nR()", "object.__new__(5)", "object.__new__(int)", "int.__new__(str)", "object.__init__(InitOnly(1), 2)", "InitOnly.__new__(InitOnly).a", "str.__new__(str, b'x', 'ascii')"):
    try:
        print(src, "=", eval(src) if "\n" not in src else exec(src))
    except Exception as e:
        print(repr(src), "->", type(e).__name__, e)


class Priv:
    __x = 1
    def __init__(self): self.__y = 2; self.__z__ = 3; self._Priv__w = 4
    def get(self): return self.__x, self.__y, self.__w, [self.__y for _ in range(1)], (lambda: self.__x)()
    def __hidden(self): return "hidden"
    class Inner:
        def f(self, o): return o.__dict__.get("_Inner__y", "other name")


p = Priv()
print(p.get(), sorted(p.__dict__), p._Priv__hidden(), Priv.Inner().f(p), [n for n in dir(Priv) if "x" in n.lower() and "ex" not in n])
try:
    p.__y
except AttributeError as e:
    print(e)


class R:
    def __repr__(self): return "R-repr"


class S(R):
    def __str__(self): return "S-str"


print(R(), S(), [S()], str(R()), f"{S()} {S()!r}", "%s %r" % (S(), S()), {"k": S()})


class Copy:
    def __init__(self): self.data = [1, [2]]
    def __copy__(self): n = Copy(); n.data = self.data; n.tag = "copied"; return n
    def __deepcopy__(self, memo): n = Copy(); n.data = copy.deepcopy(self.data, memo); n.tag = "deep"; return n


o = Copy()
print(copy.copy(o).tag, copy.copy(o).data is o.data, copy.deepcopy(o).tag, copy.deepcopy(o).data[1] is o.data[1])


class State:
    def __init__(self): self.a, self.b = 1, 2
    def __getstate__(self): return {"a": self.a}
    def __setstate__(self, s): self.__dict__.update(s, restored=True)


print(sorted(copy.copy(State()).__dict__.items()), copy.deepcopy([State()])[0].restored)
class Red:
    def __reduce__(self): return (list, ("abc",))
print(copy.copy(Red()))


class Eq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v if isinstance(o, Eq) else NotImplemented
    def __hash__(self): return hash(self.v)


print(Eq(1) == Eq(1), Eq(1) != Eq(2), Eq(1) == 1, Eq(1) in [Eq(1)], {Eq(1), Eq(1), Eq(2)}.__len__(), [Eq(1)].index(Eq(1)), Eq(1) is Eq(1))


class Body:
    print("in body", __qualname__, __module__)
    for i in range(3): exec(f"f{i} = {i}")
    if i == 2:
        def cond(self): return "cond"
    del i
    locals()["dyn"] = "d"


print(Body.f0, Body.f2, Body().cond(), Body.dyn, hasattr(Body, "i"))
print(object.__doc__.splitlines()[0], type(object()), object() == object(), hash(o) == hash(o), o.__sizeof__() > 0, o.__dir__() == list(o.__dir__()))
print(o.__eq__(5), o.__lt__(5), o.__ne__(o), object().__reduce_ex__(2)[0].__name__, o.__format__("") == str(o), o.__init_subclass__(), Copy.__subclasshook__(int))
try:
    format(o, "x")
except TypeError as e:
    print(e)
class WithDoc:
    "The doc."
    def m(self): "m doc"
print(WithDoc.__doc__, WithDoc.m.__doc__, WithDoc().__doc__, Sub.__doc__, WithDoc.__firstlineno__ if hasattr(WithDoc, "__firstlineno__") else None, WithDoc.__static_attributes__, Priv.__static_attributes__ == tuple(Priv.__static_attributes__))
