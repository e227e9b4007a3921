# Every way to pass arguments, and the errors of the wrong ones.
def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return (a, b, c, args, d, e, kw)


print(f(1, d=4))
print(f(1, 9, 8, 7, 6, d=4, e=0, z=1, y=2))
print(f(*[1, 2], **{"d": 3, "c": 4}))
print(f(*range(5), d="x", **{"k": 1}, **{"m": 2}))


def call(fn, *args, **kwargs):
    try:
        print(fn(*args, **kwargs))
    except TypeError as e:
        print("TypeError:", e)


call(f)
call(f, 1)
call(f, 1, a=2, d=3)
call(f, 1, d=3, b=4)


def g(a, b, c=0):
    return a, b, c


call(g)
call(g, 1)
call(g, 1, 2, 3, 4)
call(g, 1, 2, d=3)
call(g, 1, 2, a=3)
call(g, *[1, 2], **{"c": 5})


def h(*, key, other=1):
    return key, other


call(h)
call(h, 1)
call(h, key=1)
call(h, key=1, othr=2)


def none():
    return "none"


call(none, 1)
call(none, x=1)


def pos(a, b, /):
    return a, b


call(pos, 1, b=2)
call(pos, a=1, b=2)


class C:
    def method(self, x):
        return x

    @classmethod
    def cm(cls, x):
        return cls.__name__, x

    @staticmethod
    def sm(x):
        return x


c = C()
call(c.method)
call(c.method, 1, 2)
call(C.method, 1)
call(c.cm, 5)
call(C.sm)
call(C, 1)
call(len)
call(len, 1, 2)
call(int, "x", 10, 3)
call(sorted, [3, 1, 2], reverse=True, key=lambda v: -v)
call("abc".replace, "a")
call([].append)
call(print, 1, 2, sep="-", end="!\n")
call(print, 1, foo=2)
call(dict, a=1, b=2)
try:
    f(**{"d": 1, 2: 3})
except TypeError as e:
    print(e)
try:
    g(1, 2, **[1])
except TypeError as e:
    print(e)
try:
    g(1, *5)
except TypeError as e:
    print(e)
try:
    g(1, **{"b": 1}, **{"b": 2})
except TypeError as e:
    print(e)
print((lambda *a, **k: (a, k))(1, *"ab", x=1, **{"y": 2}))
