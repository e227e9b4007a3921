# Subclasses of builtin classes that override a special method and reach the builtin's own through super().
import functools, weakref, operator, itertools, types
class M(map):
    def __next__(self): return super().__next__() + 1
print(list(M(int, "12")))
class Z(zip):
    def __next__(self): return zip.__next__(self) + (1,)
print(list(Z("ab", "cd")))
class C(itertools.chain):
    def __next__(self): return super().__next__()*2
print(list(C("ab", "c")))
class P(functools.partial):
    def __call__(self, *a, **k):
        print("calling", a, k)
        return super().__call__(*a, **k)
print(P(int, base=2)("101"))
class W(weakref.ref):
    def __call__(self): return "w", super().__call__()
class X: pass
x = X()
print(W(x)()[1] is x)
class S(super):
    def __getattribute__(self, n):
        if n == "zzz": return 5
        return super().__getattribute__(n)
class B:
    def f(self): return "B.f"
class D(B):
    def f(self): return S(D, self).f() + str(S(D, self).zzz)
print(D().f())
class GA(types.GenericAlias):
    def __getattribute__(self, n):
        return types.GenericAlias.__getattribute__(self, n)
    def __call__(self, *a): return types.GenericAlias.__call__(self, *a)
print(GA(list, (int,)).__origin__, GA(list, (int,))("ab"))
class SM(staticmethod):
    def __get__(self, o, t=None): return super().__get__(o, t)
    def __call__(self, *a): return super().__call__(*a)
class CM(classmethod):
    def __get__(self, o, t=None): return classmethod.__get__(self, o, t)
class K:
    @SM
    def f(x): return x
    @CM
    def g(cls, x): return cls, x
print(K.f(1), K().f(2), K.g(3), K().g(4))
class Mod(types.ModuleType):
    def __getattribute__(self, n):
        return types.ModuleType.__getattribute__(self, n)
print(Mod("x").__name__)
class Ty(type):
    def __getattribute__(self, n): return super().__getattribute__(n)
    def __call__(self, *a): return super().__call__(*a)
class TT(metaclass=Ty):
    a = 1
print(TT.a, type(TT()))
class CP(functools.cached_property):
    def __get__(self, o, t=None): return super().__get__(o, t)
class Q:
    @CP
    def z(self): return 9
print(Q().z)
class IP(property):
    def __init__(self, fget=None, fset=None, fdel=None, doc=None, classval=None):
        self.classval = classval
        property.__init__(self, fget=fget, fset=fset, fdel=fdel, doc=doc)
    def __get__(self, obj, type=None):
        if obj is None: return self.classval
        return property.__get__(self, obj, type)
    def __set__(self, o, v):
        print("set", v)
        property.__set__(self, o, v)
    def __delete__(self, o):
        print("del")
        super().__delete__(o)
class Props:
    func = IP(lambda s: 5, classval=3)
    def s(self, v): self.v = v
    x = IP(lambda s: s.v, s, lambda s: print("gone"))
print(Props.func, Props().func)
a = Props(); a.x = 3; print(a.x); del a.x
def f(a):
    for i in range(3000): a.x
f(a); print("k")
