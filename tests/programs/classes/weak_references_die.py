# Weak references to what a `del` or another binding of its name has let go: they are dead at once, callbacks have run.
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.parent = None

    def __repr__(self):
        return f"Node({self.name!r})"


n = Node("a")
r = weakref.ref(n)
print(r(), r() is n)
del n
print(r())

n = Node("b")
r = weakref.ref(n, lambda ref: print("callback", ref() is None))
n = None
print("after", r())

n = Node("c")
other = n
r = weakref.ref(n)
del n
print("still held", r())
other = None
print(r())

n = Node("d")
f = weakref.finalize(n, print, "finalized", "d")
print(f.alive)
del n
print(f.alive)

cache = weakref.WeakValueDictionary()
n = cache["e"] = Node("e")
print(len(cache), cache["e"])
del n
print(len(cache), cache.get("e"))

keys = weakref.WeakKeyDictionary()
n = Node("f")
keys[n] = 1
print(len(keys))
n = Node("g")
print(len(keys))

group = weakref.WeakSet()
x, y = Node("x"), Node("y")
group.add(x)
group.add(y)
print(sorted(m.name for m in group))
del x
print(sorted(m.name for m in group))


def local():
    m = Node("local")
    ref = weakref.ref(m)
    del m
    return ref()


print(local())
p = weakref.proxy(y)
print(p.name)
del y
try:
    p.name
except ReferenceError as e:
    print(e)

for i in range(300):
    n = Node(i)
    r = weakref.ref(n)
del n
print("many")
