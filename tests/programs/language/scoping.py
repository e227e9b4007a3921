# Scopes: global, nonlocal, closures and cells, deleted names, class scopes, exec and eval namespaces, locals().
x = "global"


def a():
    return x


def b():
    x = "local"
    def c():
        nonlocal x
        x += "+c"
        return x
    return c(), x


def d():
    global x
    x = "changed"


print(a(), b())
d()
print(a(), x)


def unbound():
    try:
        print(y)
    except UnboundLocalError as e:
        print(type(e).__name__, e)
    y = 1
    del y
    try:
        y
    except NameError as e:
        print(type(e).__name__, e)

    def inner():
        return z
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    z = 3
    print(inner())
    del z
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)


unbound()


class K:
    x = "class"
    y = x + "!"

    def m(self):
        return x

    class Inner:
        z = x
    def n(self):
        return __class__.__name__, K.y, self.Inner.z


print(K().m(), K.y, K.Inner.z, K().n())


def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    return inc, get


inc, get = counter()
inc(); inc(5)
print(get(), inc.__closure__[0].cell_contents, inc.__code__.co_freevars, counter.__code__.co_cellvars)
inc.__closure__[0].cell_contents = 100
print(get(), inc())


def loc(p, *args, k=1, **kw):
    v = p
    d = locals()
    v = "later"
    return sorted(d), d["v"], locals()["v"]


print(loc(1, 2, z=3))
ns = {"q": 1}
exec("q += 1\ndef f(): return q\nr = [q for _ in range(2)]", ns)
print(ns["f"](), ns["r"], sorted(k for k in ns if not k.startswith("__")), "__builtins__" in ns)
print(eval("a + b", {"a": 1}, {"b": 2}), eval("[v for v in w]", {"w": "ab"}), eval(" 1 +\\\n 2"))
g, l = {}, {}
exec("gg = 1\ndef h():\n    global hh\n    hh = 2\nh()", g, l)
print(sorted(set(g) - {"__builtins__"}), sorted(l))
for bad in ("nope", "len2(1)", "pritn(1)", "x.y", "K.zz", "K().m2()", "__builtin__"):
    try:
        eval(bad)
    except (NameError, AttributeError) as e:
        print(bad, type(e).__name__, e, e.name)
len = lambda o: "shadowed"
print(len([]))
del len
print(len([]))
try:
    for e in range(1): raise ValueError
except ValueError as e: pass
print("e" in globals(), vars() is globals())
def f(): 
    exec("w = 5"); return "w" in locals()
print(f())
