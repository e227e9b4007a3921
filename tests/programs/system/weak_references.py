# weak references
import gc, weakref
class A: pass
a = A(); r = weakref.ref(a, lambda ref: print("gone", ref() is None)); b = weakref.ref(a)
print(r() is a)
del a
gc.collect()
print(r(), b())
a = A(); a.me = a; r = weakref.ref(a); keep = [a]; del a; gc.collect(); print(r() is keep[0]); keep.clear(); gc.collect(); print(r())
d = weakref.WeakValueDictionary(); x = A(); d["x"] = x; print(len(d)); del x; gc.collect(); print(len(d))
s = weakref.WeakSet(); y = A(); s.add(y); print(len(s)); del y; gc.collect(); print(len(s))
def f():
    z = A(); return weakref.ref(z)
q = f(); gc.collect(); print(q())
f2 = weakref.finalize(keep2 := A(), print, "finalized"); del keep2; gc.collect()
print(gc.isenabled(), gc.get_threshold(), gc.is_tracked(1), gc.is_tracked([]), gc.get_debug())
print(gc.get_referents([1, 2]), [] in gc.get_referrers([]))
p = weakref.proxy(k := A()); k.v = 3; print(p.v); del k; gc.collect()
try: p.v
except ReferenceError as e: print(e)
