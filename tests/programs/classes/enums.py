# Enums: members, aliases, auto, Flag arithmetic, IntEnum, StrEnum, methods, iteration, look-ups, errors, functional form.
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique, member, nonmember, EnumMeta, FlagBoundary, verify, CONTINUOUS, UNIQUE


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def pretty(self): return self.name.title()

    @classmethod
    def default(cls): return cls.GREEN

    @property
    def double(self): return self.value * 2


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON, Color.CRIMSON is Color.RED)
print(list(Color), len(Color), Color.__members__, Color.RED in Color, 1 in Color, 9 in Color, Color.BLUE.pretty(), Color.default(), Color.RED.double)
print(Color.RED == 1, Color.RED == Color.RED, Color.RED != Color.BLUE, hash(Color.RED) == hash("RED"), isinstance(Color.RED, Color), type(Color.RED), f"{Color.RED} {Color.RED!r:>20} {Color.RED:>12}", bool(Color.RED), {Color.RED: "r"}, [c.name for c in reversed(Color)])
for src in ("Color(9)", "Color['NOPE']", "Color.NOPE", "Color.RED = 5", "del Color.RED", "Color.RED.value = 5", "Color.RED < Color.BLUE", "class More(Color): X = 1", "Color()", "Color.RED.RED", "Color('RED')", "Color.RED + 1", "class D(Enum):\n  A = 1\n  A = 2", "@unique\nclass D(Enum):\n  A = 1\n  B = 1", "@verify(CONTINUOUS)\nclass D(Enum):\n  A = 1\n  B = 4", "IntEnum('N', 'a b')(7)", "class D(Enum):\n  mro = 1"):
    try:
        print(src, "fine", exec(src))
    except Exception as e:
        print(repr(src), "->", type(e).__name__, e)


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, Perm.RW, ~Perm.R, Perm.R & Perm.W, Perm.RW ^ Perm.W, list(Perm.RW), Perm.R in Perm.RW, bool(Perm(0)), Perm(0), Perm(7), repr(Perm(5)), Perm.RW.value, len(Perm.RW), list(Perm), Perm.R.name, (Perm.R | Perm.X).name)
try:
    Perm(8)
except ValueError as e:
    print(e)
class IF(IntFlag):
    A = 1
    B = 2
print(IF.A | 4, IF(9), IF.A + 1, IF.A | IF.B, ~IF.A, IF.A == 1, repr(IF.A | 8), f"{IF.A}", str(IF.B), IF(0))


class Num(IntEnum):
    ONE = 1
    TWO = auto()
    TEN = 10


print(Num.ONE + 1, Num.TWO < Num.TEN, sorted([Num.TEN, Num.ONE]), [10, 20, 30][Num.ONE], repr(Num.TWO), str(Num.TWO), f"{Num.TEN:03d}", Num(10), Num.ONE == 1, max(Num), int(Num.TEN), range(Num.TWO), Num.TEN.bit_length(), "%d %s" % (Num.ONE, Num.ONE), isinstance(Num.ONE, int))


class S(StrEnum):
    HELLO = auto()
    Other = "custom"


print(S.HELLO, repr(S.HELLO), S.HELLO == "hello", S.HELLO.upper(), S("custom"), "x".join(S), f"{S.Other:>8}", {"hello": 1}[S.HELLO], len(S.HELLO))


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    @property
    def g(self): return round(self.mass / self.radius ** 2, 3)


print(Planet.EARTH.g, Planet.MARS.value, Planet((0.64, 3.39)), Planet.EARTH.mass)
class Missing(Enum):
    A = "a"
    @classmethod
    def _missing_(cls, v): return cls.A if isinstance(v, str) and v.lower() == "a" else None
    def _generate_next_value_(name, start, count, last): return name
print(Missing("A"))
class Auto(Enum):
    def _generate_next_value_(name, start, count, last): return f"{name}-{start}-{count}-{last}"
    A = auto(); B = auto()
    @nonmember
    class Inner: pass
    @member
    def func(): return 1
print(list(Auto), Auto.Inner, Auto.func)
F = Enum("F", "X Y Z"); G = Enum("G", {"P": "p", "Q": "q"}); H = IntEnum("H", ["M", "N"], start=5)
print(list(F), list(G), list(H), F.X.__class__, F.__name__)
import pickle, copy
print(copy.deepcopy(Color.RED) is Color.RED, Color.RED.__reduce_ex__(2)[0] is getattr or Color.RED.__reduce_ex__(2)[1])
match Color(2):
    case Color.RED: print("r")
    case Color.GREEN: print("g")
