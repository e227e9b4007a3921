"""When objects go: weak references, finalizers and __del__ act where the last name of an object goes."""
import gc
import weakref


class C:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"C({self.n})"


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  del", self.name)


print("references")
o = C(1)
r = weakref.ref(o, lambda ref: print("  callback", ref() is None))
print(r(), r() is o)
del o
print(r())
o = C(2)
r = weakref.ref(o)
o = None
print(r())
o = C(3)
r = weakref.ref(o)
o = C(4)
print(r(), o)


def local():
    x = C(5)
    return weakref.ref(x)


print(local()())

print("weak containers")
d = weakref.WeakValueDictionary()
x = C(6)
d["k"] = x
print(len(d), dict(d))
del x
print(len(d), dict(d))
k = C(7)
wk = weakref.WeakKeyDictionary({k: 1})
s = weakref.WeakSet([k])
print(len(wk), len(s))
del k
print(len(wk), len(s))

print("finalize")
b = C(10)
f = weakref.finalize(b, print, "  finalized")
print(f.alive)
del b
print(f.alive)


def finalizing():
    y = C(12)
    weakref.finalize(y, print, "  finalized in the function's end")
    print("  in the function")


finalizing()
print("after the function")

print("trees")


class Node:
    def __init__(self):
        self.children = []
        self.parent = None

    def add(self, child):
        self.children.append(child)
        child.parent = weakref.ref(self)


root, child = Node(), Node()
root.add(child)
print(child.parent() is root)
del root
print(child.parent())

print("__del__")
x = D("rebound")
x = 1
print("rebound")


def h():
    z = D("local")
    print("  in h")


h()
print("after h")
x = [D("in a list")]
x = None
print("list gone")
x = {"a": D("in a dict")}
del x["a"]
print("item deleted")
owner = Node()
owner.thing = D("attribute")
del owner
print("owner gone")


def gives():
    return D("returned")


kept = gives()
print("kept", kept.name)
del kept
print("gone")

print("cycles wait for the collector")
a, b = Node(), Node()
a.other, b.other = b, a
r = weakref.ref(a)
a.d = D("in a cycle")
del a, b
gc.collect()
print(r())

print("counts")
o = C(20)
r1 = weakref.ref(o)
r2 = weakref.ref(o)
r3 = weakref.ref(o, print)
p = weakref.proxy(o)
print(r1 is r2, weakref.getweakrefcount(o), p.n)
del r3, p
gc.collect()
print(weakref.getweakrefcount(o), weakref.getweakrefs(o) == [r1])
del o
print(r1())


class Weakly:
    def __iter__(self):
        return weakref.proxy(it)


it = iter(x for x in [1, 2])
print(list(Weakly()))
last = D("at the end")
