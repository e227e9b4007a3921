# Where the carets of a traceback stand: binary operators, calls, subscripts, attributes, multi-line expressions, wide characters, tabs.
import traceback


def show(f):
    try:
        f()
    except Exception:
        print(traceback.format_exc(limit=-1).replace(__file__, "FILE"))


class T:
    def __getattr__(self, n): raise AttributeError(n)


a, b, s, d, n, t = 1, 0, "x", {}, None, T()


def f1(): return a / b
def f2(): return (a + 1) * (a / b) + 3
def f3(): return s + 1
def f4(): return d["k"]["j"]
def f5(): return d.get("k")["j"]
def f6(): return n.foo.bar
def f7(): return t.x(1, 2)
def f8(): return len(5)
def f9(): return [1, 2][5]
def f10(): return -s
def f11(): return not_there
def f12(): return a[0]
def f13(): return a()
def f14(): return max([], key=lambda x: x)
def f15(): x, y = 1, 2, 3
def f16(): del d["k"]
def f17(): d[[]] = 1
def f18(): a.x = 1
def f19(): raise ValueError("plain")
def f20(): assert a == b, "message"
def f21(): return [x / 0 for x in [1]]
def f22(): return (lambda q: q / 0)(1)
def f23(): return s.join([1])
def f24(): return "é日本" + 1 + "x"
def f25(): return   a   /   b   # spaces


def f26():
    return (a +
            1) / (
        b * 2
    )


def f27():
    return max(
        1,
        "s",
    )


def f28():
	return 1 +	None


def f29():
    for x in 5: pass


def f30():
    with 5: pass


def f31():
    import nope.nope


def f32():
    from this_one import nope


def f33(): return f"{a / b} and {s}"
def f34(): return {**5}
def f35(): return print(*5)
def f36(): return d["a"] if a < s else 0
def f37(): a1 = b1 = c1 = d["zz"]
def f38(): return [1, 2, 3][a:s]
def f39(): return a < s
def f40(): return a in b
def f41(): return (yield_ := a / b)
def f42(): return int("abc", base=10)
def f43(): global a2; a2 += 1
def f44(): a.real += 1
def f45(): s[0] += "x"
def f46(): return a @ b, a ** s
def f47():
    return ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" + a)
def f48(): return d \
    ["key"]
def f49(): return t.method(
    1,
    2).other
def f50(): class_ = type("X", (int, str), {})
def f51():
    @a
    def g(): pass
def f52():
    class Z(5): pass
def f53():
    match 1:
        case T(1): pass
def f54():
    return """multi
line""" + 1


for i in range(1, 55):
    show(globals()[f"f{i}"])
f2()
