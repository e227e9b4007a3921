# Dataclasses: fields, defaults, ordering, frozen, slots, inheritance, post-init, replace, asdict, match args, kw_only, errors.
from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass, InitVar, KW_ONLY, make_dataclass, FrozenInstanceError
from typing import ClassVar


@dataclass(order=True)
class Item:
    name: str
    price: float = 0.0
    tags: list = field(default_factory=list, compare=False)
    count: ClassVar[int] = 0
    _secret: str = field(default="s", repr=False, init=False)

    def total(self, n=2): return self.price * n


a, b = Item("a", 2.5), Item("b", tags=["x"])
print(a, b, a < b, a == Item("a", 2.5, ["different"]), max(a, b), sorted([b, a]), a.total(), Item.__match_args__)
print([(f.name, f.type, f.default if f.default.__class__.__name__ != "_MISSING_TYPE" else "-", f.init, f.repr) for f in fields(Item)])
print(asdict(b), astuple(a), is_dataclass(Item), is_dataclass(a), is_dataclass(5))
a.tags.append(1)
print(Item("z").tags, replace(a, name="new"), a.__eq__(5), Item.__hash__)


@dataclass(frozen=True, slots=True)
class P:
    x: int
    y: int = 5

    def __add__(self, o): return P(self.x + o.x, self.y + o.y)


p = P(1)
print(p, hash(p) == hash(P(1, 5)), {p: 1}[P(1)], p + p, P.__slots__)
for src in ("p.x = 2", "del p.x", "p.z = 1", "P()", "P(1, 2, 3)", "P(1, z=2)", "a < 5", "p < p", "replace(p, q=1)", "fields(5)", "asdict(5)", "replace(a, _secret='x')"):
    try:
        exec(src)
    except Exception as e:
        print(src, "->", type(e).__name__, e)


@dataclass
class Base:
    a: int
    b: int = 2

    def __post_init__(self): print("post", self.a)


@dataclass
class Derived(Base):
    c: InitVar[int] = 3
    d: int = field(init=False)
    _: KW_ONLY
    e: int
    f: int = 9

    def __post_init__(self, c):
        super().__post_init__()
        self.d = c * 10


print(Derived(1, e=5), Derived(1, 2, 4, e=0, f=1))
for src in ("@dataclass\nclass X:\n  a: int = 1\n  b: int", "@dataclass\nclass X:\n  a: list = []", "@dataclass(order=True, eq=False)\nclass X: pass", "@dataclass\nclass X(P):\n  z: int = 0", "@dataclass(order=True)\nclass X:\n  def __lt__(self, o): pass", "Derived(1)", "make_dataclass('X', ['1a'])", "make_dataclass('X', ['a', 'a'])", "@dataclass(frozen=True)\nclass X:\n  def __setattr__(self, n, v): pass", "@dataclass\nclass X:\n  a: int = field(default=1, default_factory=int)"):
    try:
        exec(src)
        print("fine", src)
    except Exception as e:
        print(repr(src), "->", type(e).__name__, e)
M = make_dataclass("M", ["x", ("y", int), ("z", int, field(default=7))], namespace={"s": lambda self: self.x + self.z})
print(M(1, 2), M(1, 2).s(), M.__annotations__)


@dataclass
class Tree:
    v: int
    kids: list["Tree"] = field(default_factory=list)


t = Tree(1, [Tree(2), Tree(3, [Tree(4)])])
print(t, asdict(t), astuple(t))
t.kids.append(t)
print(t)
@dataclass(repr=False, eq=False, unsafe_hash=False)
class Plain: x: int = 0
print(Plain() == Plain(), repr(Plain()).startswith("<__main__.Plain object at"))
@dataclass(kw_only=True)
class KO: a: int; b: int = 1
print(KO(a=1), Item.__doc__, Base.__doc__)
try: KO(1)
except TypeError as e: print(e)
