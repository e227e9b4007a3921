import math
from math import sqrt, floor
class A: pass
class B(A): pass
class L(list):
    def __len__(self): return 7
class W:
    @property
    def __class__(self): return A
class M(type):
    def __instancecheck__(cls, o): return True
class X(metaclass=M): pass
class T0:
    def __len__(self): return 0
class T1:
    def __bool__(self): return False
class T2:
    def __bool__(self): return 1
class G:
    def __getitem__(self, i): return i * 2
class C:
    def __contains__(self, x): return x == 3
def lens(n):
    r = 0
    vs = ["abc", [1, 2], (1,), {1: 2}, {1, 2}, range(5), b"xy", L(), "\U0001F600x", [1.5], {}, frozenset([1]), bytearray(3), T0()]
    for i in range(n):
        r += len(vs[i % len(vs)])
    return r
print(lens(500))
def isin(n):
    r = 0
    vs = [A(), B(), W(), 1, True, "x", X(), None, 1.5]
    for i in range(n):
        v = vs[i % 9]
        r = (r * 3 + isinstance(v, A) + 2 * isinstance(v, (int, str)) + isinstance(v, X) + isinstance(v, (B, X)) + isinstance(v, int | float)) % 1000007
    return r
print(isin(500))
def err(n):
    out = []
    for i in range(n):
        try:
            if i % 3 == 0: len(i)
            elif i % 3 == 1: isinstance(i, 5)
            else: abs("x")
        except TypeError as e:
            if i > n - 4: out.append(str(e))
    return out
print(err(300))
def nums(n):
    s = 0.0; k = 0; b = 0
    for i in range(n):
        x = i * 0.5 - 20
        s += abs(x) + min(x, 3.5) + max(x, -2.0) + sqrt(abs(x)) + math.sin(x) + math.exp(-abs(x)) + math.hypot(x, 2.0) + math.atan2(x, 1)
        k += min(i, 50) + max(3, i) + abs(-i) + abs(i - 100) + min(i, 2.5, 7)
        b += ord(chr(i % 200)) + floor(x) + int(x)
    return round(s, 6), k, b
print(nums(500))
print(min(1, 1.0), max(1, 1.0), min(float('nan'), 1.0), max(True, 1), min("b", "a"))
def dom(n):
    out = []
    for i in range(n):
        try:
            y = math.sqrt(100.0 - i)
        except ValueError as e:
            out.append(str(e)); break
        try:
            y = math.exp(i * 10.0)
        except OverflowError as e:
            if not out: out.append(str(e))
    return out, i, y
print(dom(500))
def truths(n):
    vs = [[], [0], (), (1,), {}, {1: 1}, set(), {1}, "", "a", 0, 1, 0.0, 1.5, None, T0(), T1(), A(), b"", b"x", range(0), range(3), 10**30, L(), 0j, 1j]
    r = 0
    for i in range(n):
        v = vs[i % len(vs)]
        if v: r += i
        if not v: r ^= i
        r += 1 if v else 2
    return r
print(truths(600))
def tb(n):
    for i in range(n):
        try:
            if T2(): pass
        except TypeError as e:
            m = str(e)
    return m
print(tb(300))
def cont(n):
    r = 0
    vs = [[1, 2, 3], (3, 4), {3: 1}, {3}, range(9), C(), "3", [1.5, 3.0], frozenset([3]), {3: 1}.keys(), {1: 3}.values()]
    for i in range(n):
        v = vs[i % len(vs)]
        try:
            r = r * 2 % 10007 + (3 in v) + (4 not in v)
        except TypeError as e:
            r += len(str(e))
    return r
print(cont(600))
def items(n):
    g = G(); t = (1, 2, 3); s = "hello"; d = {1: "a"}; r = range(10); b = b"abc"
    o = []
    for i in range(n):
        o.append((g[i], t[-1], s[i % 5], d[1], r[3], b[1], t[0:2], s[1:3]))
    return o[-1]
print(items(300))
class Sub(list):
    pass
def sub(n):
    l = Sub([1, 2]); l.append(5)
    L2 = list
    r = 0
    for i in range(n):
        if l: r += len(l) + l[i % 3] + (5 in l)
        l[i % 3] = i % 7
    Sub.__len__ = lambda self: 0
    Sub.__contains__ = lambda self, x: 1
    Sub.__getitem__ = lambda self, i: "g"
    Sub.__setitem__ = lambda self, i, v: print("set", i, v)
    l[0] = 1
    return r, bool(l), len(l), 99 in l, l[0]
print(sub(300))
len_ = len
def shadow(n):
    r = 0
    for i in range(n):
        r += len("abc")
        if i == n - 5:
            globals()['len'] = lambda x: 100
    return r
print(shadow(400)); del len
print(shadow.__name__, len("x"))
def mathshadow(n):
    r = 0
    for i in range(n):
        r += math.sqrt(4.0)
        if i == n - 5: math.sqrt = lambda x: 1000
    return r
s = math.sqrt
print(mathshadow(400)); math.sqrt = s
