# match: literals, captures, sequences, mappings, classes, guards, or-patterns, stars.
from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


class Shape:
    __match_args__ = ("kind", "size")

    def __init__(self, kind, size):
        self.kind = kind
        self.size = size


def describe(value):
    match value:
        case None:
            return "none"
        case True | False:
            return f"bool {value}"
        case 0:
            return "zero"
        case -1 | -2:
            return "small negative"
        case 3.5:
            return "three and a half"
        case 1 + 2j:
            return "complex"
        case "hello" | "hi" as greeting:
            return f"greeting {greeting}"
        case b"raw":
            return "bytes"
        case str():
            return f"str of {len(value)}"
        case int(n) if n > 100:
            return f"big {n}"
        case int():
            return f"int {value}"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x!r}"
        case [x, y]:
            return f"two {x!r} {y!r}"
        case [first, *middle, last] if len(middle) > 2:
            return f"many {first} {middle} {last}"
        case (1, *rest):
            return f"starts with one {rest}"
        case [*_, {"end": end}]:
            return f"ends with mapping {end}"
        case {"type": "point", "x": x, "y": y, **rest}:
            return f"point mapping {x} {y} {rest}"
        case {"nested": {"list": [a, b]}}:
            return f"nested {a} {b}"
        case {}:
            return f"mapping {sorted(value)}"
        case Point(x=0, y=0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x=px):
            return f"point at {px}"
        case Shape("circle", size):
            return f"circle {size}"
        case Shape(kind=k, size=(w, h)):
            return f"{k} {w}x{h}"
        case Shape():
            return "shape"
        case _:
            return f"other {type(value).__name__}"


for v in [
    None, True, False, 0, -1, -2, -3, 3.5, 1 + 2j, "hello", "hi", "other", b"raw", 150, 42,
    [], [1], [1, 2], (1, 2), [0, 1, 2, 3, 4], (1, 2, 3), [5, 6, {"end": 9}],
    {"type": "point", "x": 1, "y": 2, "z": 3}, {"nested": {"list": [7, 8]}}, {"a": 1}, {},
    Point(0, 0), Point(2, 2), Point(3, 4), Shape("circle", 5), Shape("rect", (2, 3)),
    Shape("blob", None), {1, 2}, object, 2.5, bytearray(b"x"), range(3),
]:
    print(describe(v))

try:
    match Point(1, 2):
        case Point(1, 2, 3):
            pass
except TypeError as e:
    print(e)
try:
    match 5:
        case int(1, 2):
            pass
except TypeError as e:
    print(e)
match [1, [2, [3, 4]]]:
    case [a, [b, [c, d]]]:
        print(a, b, c, d)
match {"k": 1}:
    case {"k": v, **rest}:
        print(v, rest)
x = 10
match 5:
    case x:
        print("bound", x)
