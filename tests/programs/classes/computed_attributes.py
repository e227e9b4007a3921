from collections import namedtuple
class S:
    __slots__ = ("a", "b")
    def __init__(s): s.a = 1
class T(S):
    @property
    def a(self): return "prop"
class U(S):
    def __getattr__(s, n): return f"missing {n}"
class V(S):
    def __getattribute__(s, n): return f"all {n}"
class W(S):
    a = 5
P = namedtuple("P", "x y")
class Q(P):
    x = property(lambda s: "qx")
class R(P):
    __slots__ = ()
    def __getattr__(s, n): return n
def attempt(f):
    try: return f()
    except Exception as e: return f"{type(e).__name__}: {e}"
def look(o):
    r = []
    for _ in range(2):
        r += [attempt(lambda: o.a), attempt(lambda: o.b), attempt(lambda: o.x), attempt(lambda: o.y), attempt(lambda: o.real), attempt(lambda: o.numerator), attempt(lambda: o.start), attempt(lambda: o.args), attempt(lambda: o.__class__), attempt(lambda: o.__doc__ if not isinstance(o, P) else 0)]
    return r
for n in range(400):
    for o in (S(), T(), U(), V(), W(), P(1, 2), Q(1, 2), R(3, 4), 5, 2.5, True, slice(1, 2), range(3), ValueError(1, 2), 1j):
        r = look(o)
        if n in (0, 399): print(type(o).__name__, r)
s = S(); print(s.a); 
del S.a
print(attempt(lambda: s.a)); S.a = 7; print(s.a, T().a, attempt(lambda: W().a)); S.a = property(lambda self: 8); print(s.a)
P.x = 3; print(P(1, 2).x, Q(1, 2).x); del P.x; print(attempt(lambda: P(1, 2).x), R(1, 2).x)
class X(P): pass
p = X(1, 2); print(p.x if hasattr(p, "x") else "none", p.y); X.y = 10; print(p.y); del X.y; print(p.y)
X.__getattr__ = lambda s, n: "hook " + n; print(p.y, p.zz, p.x)
X.__getattribute__ = lambda s, n: "every " + n; print(p.y)
del X.__getattribute__; print(p.y)
e = ValueError(1); e.args = (2,); print(e.args); e.__class__ = ValueError; print(e.__class__)
u = S(); print(attempt(lambda: u.b)); u.b = 3; print(u.b); del u.b; print(attempt(lambda: u.b))
