# match: class patterns, __match_args__, mapping and sequence patterns over many kinds, guards, captures that stay, errors.
from dataclasses import dataclass
from collections import OrderedDict, deque, namedtuple, UserDict
from enum import Enum


@dataclass
class Point:
    x: int
    y: int = 0


class Color(Enum):
    RED = 1
    BLUE = 2


class Node:
    __match_args__ = ("left", "right")
    def __init__(self, left, right): self.left, self.right = left, right


NT = namedtuple("NT", "a b")


def classify(v):
    match v:
        case None: return "none"
        case True | False: return f"bool {v}"
        case 0 | 1: return "small"
        case int(n) if n < 0: return f"negative {n}"
        case int() | float(): return "number"
        case "": return "empty string"
        case str(s) if len(s) > 5: return f"long {s!r}"
        case "a" "b": return "ab"
        case str(): return "str"
        case bytes(b): return f"bytes {len(b)}"
        case Color.RED: return "red"
        case Color(): return "other colour"
        case Point(0, 0): return "origin"
        case Point(x=0, y=yy): return f"y axis {yy}"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case Point(): return "point"
        case Node(Node(a, b), r): return f"nested {a} {b} {r}"
        case Node(left=l): return f"node {l}"
        case NT(a, b=bb): return f"named {a} {bb}"
        case []: return "empty seq"
        case [one]: return f"one {one}"
        case [1, *rest, 9]: return f"1..9 {rest}"
        case (str() as s, *_): return f"starts with str {s}"
        case [[x, y], *more]: return f"pair first {x} {y} {more}"
        case [_, _, *_]: return "two or more"
        case {"type": "circle", "r": r}: return f"circle {r}"
        case {"type": str(t), **others}: return f"typed {t} {others}"
        case {}: return f"mapping {len(v)}"
        case set() | frozenset(): return "set"
        case type(): return "a type"
        case _: return "other"


values = [None, True, 0, 1, 1.0, -5, 7, 2.5, "", "ab", "longer text", "xyz", b"abc", Color.RED, Color.BLUE, Point(0), Point(0, 5), Point(3, 3), Point(1, 2), Node(Node(1, 2), 3), Node(1, 2), NT(1, 2), [], (), [5], (5,), [1, 9], [1, 2, 3, 9], ["s", 1], [[1, 2], 3], [3, 4], deque([1, 2]), range(3), bytearray(b"xy"), {"type": "circle", "r": 2}, {"type": "sq", "w": 1}, {"type": 5}, {}, OrderedDict(a=1), UserDict(type="u", z=1), {1}, frozenset(), int, object, iter([]), 3j, ..., "a"]
for v in values:
    print(type(v).__name__, classify(v))
match (1, [2, 3]):
    case (a, [b, 4]): print("no")
    case (a, [b, c]): print(a, b, c)
match {"k": [1, {"deep": (5, 6)}]}:
    case {"k": [_, {"deep": (p, q)}]}: print(p, q)


class Bad: __match_args__ = "xy"
class Bad2: __match_args__ = (1,)


for src in ("case Bad(1): pass", "case Bad2(1): pass", "case Point(1, 2, 3): pass", "case int(1, 2): pass", "case Point(1, x=2): pass", "case v.x(): pass", "case object(1): pass"):
    for subject in (Bad(), Bad2(), Point(1, 2), 5, object()):
        ns = {"v": subject, **globals()}
        ns["v"] = subject
        try:
            exec("match v:\n    " + src, ns)
        except Exception as e:
            print(src, type(subject).__name__, type(e).__name__, e)
for src in ("case a: pass\n    case b: pass", "case a | b: pass", "case {**r, 'a': 1}: pass", "case [*a, *b]: pass", "case a, a: pass", "case {'k': 1, 'k': 2}: pass", "case P(x=1, x=2): pass", "case 1 + 1: pass", "case f'x': pass", "case x.y as z.w: pass", "case _ as _: pass"):
    try:
        compile("match v:\n    " + src, "<s>", "exec")
        print("fine", src)
    except SyntaxError as e:
        print(src.split("\n")[0], "->", e.msg, e.lineno, e.offset)
match = {"match": 1}
case = match["match"]
print(match, case); type = "soft"; _ = 3; print(type, _)
