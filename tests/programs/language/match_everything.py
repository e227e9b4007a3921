from dataclasses import dataclass
from enum import Enum, auto
@dataclass
class Pt: x: int; y: int = 0
class Color(Enum): RED = auto(); BLUE = auto()
class K:
    __match_args__ = ("a", "b")
    def __init__(s, a, b): s.a, s.b = a, b
def m(v):
    match v:
        case 0 | 1: return "small"
        case -5 | 1.5 | 2+3j: return "num"
        case "a" "b": return "ab"
        case b"x": return "bytes"
        case None | True: return "singleton"
        case Color.RED: return "red"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest, 9]: return f"1..9 {rest}"
        case (Pt(x=0) as p, Pt(0, y)): return f"pts {p} {y}"
        case [int() | str() as a, [b, *_]]: return f"nest {a} {b}"
        case {"k": 1, **rest}: return f"k1 {rest}"
        case {"k": {"z": [_, q]}}: return f"deep {q}"
        case {}: return "map"
        case Pt(x, y) if x == y: return f"diag {x}"
        case Pt(x=px, y=0): return f"axis {px}"
        case Pt(): return "pt"
        case K(1, b=bb) | K(bb, 2): return f"K {bb}"
        case str(s) if len(s) > 3: return f"long {s}"
        case str() | bytes(): return "text"
        case set() | frozenset(): return "set"
        case float(f): return f"float {f}"
        case [_, _, *_] as seq: return f"seq {len(seq)}"
        case _: return "other"
for v in (0, 1, True, False, -5, 1.5, 2+3j, "ab", b"x", None, Color.RED, Color.BLUE, [], (), [7], [1, 2, 3, 9], [1, 9], (Pt(0), Pt(0, 4)), ["s", "bc"], [3, [4, 5]], {"k": 1, "j": 2}, {"k": {"z": (1, 2)}}, {"q": 1}, {}, Pt(3, 3), Pt(3), Pt(1, 2), K(1, 5), K(6, 2), K(7, 7), "long text", "abc", b"q", {1}, 2.5, [5, 6, 7], range(3), object):
    print(repr(v) if v is not object else "obj", "->", m(v) if not isinstance(v, K) else m(v))
class BadArgs: __match_args__ = 5
for src in ("match BadArgs():\n case BadArgs(1): pass", "match Pt(1):\n case Pt(1,2,3): pass", "match 3:\n case int(1,2): pass", "match 3:\n case m(): pass", "match Pt(1):\n case Pt(1, x=2): pass",
            "match 1:\n case x: pass\n case y: pass", "match 1:\n case [a, a]: pass", "match 1:\n case x | 1: pass", "match 1:\n case {**r, 'a': 1}: pass", "match 1:\n case [*a, *b]: pass", "match 1:\n case a.b(c=1, c=2): pass", "match 1:\n case {'a': 1, 'a': 2}: pass", "match 1:\n case 1 + 2: pass", "match 1:\n case f'x': pass", "match 1:\n case _ as _: pass", "match 1:\n case (a as b) as b: pass"):
    try: exec(src); print("fine")
    except Exception as e: print(type(e).__name__, e)
match = 3; case = 4; match[0] if 0 else print(match, case)
