# Constructors fed with everything: numbers, strings, bytes, containers, user classes with conversion methods and subclasses as results.
from collections import OrderedDict
from decimal import Decimal
from fractions import Fraction


class Conv:
    def __int__(self): return 7
    def __index__(self): return 8
    def __float__(self): return 1.5
    def __complex__(self): return 2 + 3j
    def __str__(self): return "conv"
    def __bytes__(self): return b"conv-bytes"
    def __bool__(self): return False
    def __iter__(self): return iter([("a", 1), ("b", 2)])
    def __len__(self): return 2
    def __hash__(self): return -1
    def __trunc__(self): return 99
    def __round__(self, n=None): return f"round {n}"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"


class Keys:
    def keys(self): return ["k", "j"]
    def __getitem__(self, k): return k.upper()


class OnlyIndex:
    def __index__(self): return 3
class OnlyGet:
    def __getitem__(self, i): return [10, 20][i]
class MyInt(int): pass
class MyStr(str):
    def __len__(self): return 42
class RetInt:
    def __int__(self): return MyInt(5)
class BadInt:
    def __int__(self): return "5"
class RaisesLen:
    def __len__(self): raise ValueError("no length")
    def __iter__(self): return iter([1])


values = {"conv": Conv(), "keys": Keys(), "index": OnlyIndex(), "get": OnlyGet(), "myint": MyInt(3), "mystr": MyStr("12"), "retint": RetInt(), "badint": BadInt(), "raiseslen": RaisesLen(), "none": None, "true": True, "zero": 0, "big": 2**70, "float": 2.75, "nan": float("nan"), "inf": float("inf"), "complex": 1j,
          "text": "12", "spaces": " 3 ", "empty": "", "word": "word", "bytes": b"12", "barray": bytearray(b"7"), "view": memoryview(b"55"), "list": [1, 2], "pairs": [("x", 1), "yz"], "tuple": (3,), "set": {4}, "dict": {5: 6}, "odict": OrderedDict(a=1), "range": range(2), "decimal": Decimal("1.5"), "fraction": Fraction(7, 2), "ellipsis": ..., "type": int, "func": len}
for kind in (int, float, complex, bool, str, bytes, bytearray, list, tuple, set, frozenset, dict, Fraction, Decimal):
    print("==", kind.__name__)
    for name, value in values.items():
        if kind in (bytes, bytearray) and name == "big" or kind is str and name in ("conv", "keys", "index", "get", "retint", "badint", "raiseslen", "func", "view"):
            continue
        if name == "raiseslen" and kind in (bytes, tuple):
            continue
        try:
            result = kind(value)
            if isinstance(result, (set, frozenset)) and len(result) > 1:
                result = sorted(result, key=str)
            print(f"  {name}: {result!r} {type(result).__name__}")
        except Exception as e:
            print(f"  {name}: {type(e).__name__}: {str(e).split(' object at ')[0]}")
c = Conv()
import math
print(round(c), round(c, 2), math.floor(c), math.ceil(c), math.trunc(c), hash(c), len(c), divmod(MyInt(7), 2), type(MyInt(3) + 1).__name__, type(+MyInt(3)).__name__, len(MyStr("a")), len(str(MyStr("a"))), bool(MyStr("")))
print(hex(c), bin(c), oct(c), chr(OnlyIndex()), [1, 2, 3, 4][OnlyIndex()], "x" * OnlyIndex(), range(OnlyIndex()), list(OnlyGet()), 20 in OnlyGet(), "%d %i %x %5.1f %s %r" % (RetInt(), c, OnlyIndex(), c, c, MyInt(4)), f"{MyInt(4):03} {MyStr('a'):>3}")
print(dict(c), dict(Keys(), extra=1), {**Keys()}, [*OnlyGet()], dict(**Keys()), dict([["ab", 1], ("cd", 2)], ab=3), dict("ab" for _ in range(1)), list({1: 2}.items()), tuple("ab"), bytes(3), bytes([1, 2]), bytes(OnlyIndex()), bytes("é", "latin-1"), str(b"\xe9", "latin-1"), str(b"ab"), bool(c))
