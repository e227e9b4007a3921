# Operator overloading: all binary, reflected and in-place operators, NotImplemented, priority of subclasses, unary, conversions.
import operator


class V:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"V({self.v})"


names = "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul".split()
for n in names:
    def fwd(self, other, n=n): return f"{self}.{n}({other})"
    def rev(self, other, n=n): return f"{self}.r{n}({other})"
    setattr(V, f"__{n}__", fwd)
    setattr(V, f"__r{n}__", rev)
a, b = V("a"), V("b")
print(a + b, a - 1, 1 - a, a * b, 2 * a, a / b, a // 1, a % b, a ** b, 2 ** a, a << 1, 1 >> a, a & b, 1 | a, a ^ b, a @ b, 1 @ a)
x = a
x += 1
print(x)


class Acc:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(("+=", o)); return self
    def __isub__(self, o): return "replaced"
    def __imul__(self, o): return NotImplemented
    def __mul__(self, o): return f"mul {o}"


acc = Acc()
acc += 1; acc += "x"
print(acc.log)
acc *= 3
print(acc)
acc = Acc(); acc -= 1
print(acc)


class Base:
    def __add__(self, o): return "Base.add"
    def __radd__(self, o): return "Base.radd"
    def __eq__(self, o): return "Base.eq"
    def __lt__(self, o): return "Base.lt"
    def __gt__(self, o): return "Base.gt"


class Sub(Base):
    def __radd__(self, o): return "Sub.radd"
    def __eq__(self, o): return "Sub.eq"
    def __gt__(self, o): return "Sub.gt"


class Sub2(Base): pass


print(Base() + Sub(), Base() + Sub2(), Base() + Base(), 1 + Base(), Base() == Sub(), Base() < Sub(), Base() < Sub2(), Sub() < Base())


class No:
    def __add__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented


for src in ("No() + No()", "No() + 1", "1 + No()", "No() == 1", "No() != No()", "No() < No()", "No() < 1", "1 > No()", "-No()", "+'s'", "~1.5", "abs('s')", "1 + 's'", "'s' + 1", "[] + ()", "None + 1", "{} * 2", "'s' * 's'", "'s' % 1", "2 ** 's'", "1 @ 2", "1 << 1.0", "1 & 1.0", "[] < {}", "1 < 's'", "None < None", "object() < object()", "divmod(1, 's')", "round('s')", "int([])", "float({})", "complex([])", "len(5)", "iter(5)", "next(5)", "hash([])", "1 in 5", "5[0]", "5()", "pow(2, 3, 's')", "pow(2.0, 3, 5)", "not_defined + 1"):
    try:
        print(src, "=", eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, e)


class Num:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __complex__(self): return 7j
    def __index__(self): return 2
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __divmod__(self, o): return ("divmod", o)
    def __rdivmod__(self, o): return ("rdivmod", o)
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __len__(self): return 3
    def __bool__(self): return False
    def __contains__(self, v): return v == 1
    def __hash__(self): return 99
    def __bytes__(self): return b"num"
    def __format__(self, s): return "fmt:" + s
    def __dir__(self): return ["z", "a"]


import math
n = Num()
print(-n, +n, ~n, abs(n), int(n), float(n), complex(n), [10, 20, 30][n], round(n), round(n, 2), math.trunc(n), math.floor(n), math.ceil(n), divmod(n, 1), divmod(1, n), pow(n, 2), pow(n, 2, 3), len(n), bool(n), 1 in n, 2 in n, hash(n), bytes(n), f"{n:x}", dir(n), hex(n), bin(n), range(n), "abc"[:n], operator.index(n), [0] * n, chr(n))
for m, r in (("__len__", -1), ("__len__", "x"), ("__bool__", 1), ("__int__", "s"), ("__float__", 1), ("__index__", 1.0), ("__hash__", "h"), ("__repr__", 1), ("__str__", b"x"), ("__format__", 1), ("__bytes__", "s"), ("__iter__", 5), ("__length_hint__", "x"), ("__complex__", 1), ("__contains__", ()), ("__dir__", 5)):
    K = type("K", (), {m: lambda self, *a, r=r: r})
    f = {"__len__": len, "__bool__": bool, "__int__": int, "__float__": float, "__index__": operator.index, "__hash__": hash, "__repr__": repr, "__str__": str, "__format__": format, "__bytes__": bytes, "__iter__": iter, "__length_hint__": operator.length_hint, "__complex__": complex, "__contains__": lambda o: 1 in o, "__dir__": dir}[m]
    try:
        print(m, f(K()))
    except Exception as e:
        print(m, type(e).__name__, e)
