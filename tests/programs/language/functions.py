# Functions as objects: defaults evaluated once, attributes, annotations, decorators, partial application, recursion, docs, signature errors.
def f(a, b=[], *args, c, d=4, **kw):
    """Doc."""
    b.append(a)
    return a, list(b), args, c, d, kw


print(f(1, c=2), f(3, c=4), f(5, [], 6, 7, c=8, z=9))
print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__module__)
print(f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.co_flags & 12, f.__code__.co_name)
f.attr = 1
print(f.__dict__, f.attr, hasattr(f, "nope"))
f.__defaults__ = (None,)
try:
    f(1, c=1)
except AttributeError as e:
    print(e)


def g(a, b, /, c, *, d): return a, b, c, d


calls = ["g()", "g(1)", "g(1, 2)", "g(1, 2, 3)", "g(1, 2, 3, 4)", "g(1, 2, 3, d=4, e=5)", "g(1, b=2, c=3, d=4)", "g(1, 2, 3, c=3, d=4)", "g(1, 2, c=3, d=4)", "g(*[1, 2], **{'c': 3, 'd': 4})", "g(*5)", "g(**5)", "g(**{1: 2})", "g(1, 2, 3, d=4, **{'d': 5})", "g(1, 2, 3, dd=4)", "(lambda: 0)(1)", "(lambda x, y=1: 0)(1, 2, 3)", "(lambda *, k: 0)()", "(lambda *, k, j: 0)()", "(lambda x, y, z: 0)()", "(lambda **k: k)(a=1, **{'b': 2})", "(lambda *a: a)(*'ab', *range(2))", "f.nope()", "g(1, 2, 3, 4, d=5)", "len()", "len(1, 2)", "len(obj=1)", "5()", "None()", "'a'()", "print(nope=1)", "sorted([], 1)", "int(1, 2, 3)", "isinstance(1)", "[].append()", "[].append(1, 2)", "{}.get()", "'a'.join()", "''.split(maxsplit='x')"]
for c in calls:
    try:
        print(c, "->", eval(c))
    except Exception as e:
        print(c, "->", type(e).__name__, e)


def deco(label):
    print("make", label)
    def wrap(fn):
        print("wrap", label, fn.__name__)
        def inner(*a, **k):
            print("call", label)
            return fn(*a, **k)
        return inner
    return wrap


@deco("one")
@deco("two")
def target(x):
    return x * 2


print(target(4), target.__name__, target.__qualname__)


def ann(a: int, b: "str" = "x", *c: float, d: list[int] = None, **e: dict) -> bool: ...


print(ann.__annotations__, ann(0))


def fact(n): return 1 if n < 2 else n * fact(n - 1)


print(fact(30), (lambda n: n and n + (lambda m: m * 2)(n))(4))
import types, inspect, functools
h = types.FunctionType(g.__code__, {"x": 1}, "renamed", (10, 20), None)
print(h.__name__, h.__defaults__, h(1, d=2), inspect.signature(g), inspect.signature(f), inspect.signature(ann))
p = functools.partial(f, 1, c=5)
print(p.func is f, p.args, p.keywords, repr(p).startswith("functools.partial(<function f at"))
print([fn.__name__ for fn in (len, str.upper, [].append, fact, lambda: 0, dict.fromkeys)])
print([fn.__qualname__ for fn in (len, str.upper, [].append, fact, lambda: 0, dict.fromkeys, deco("q"))])
print(type(fact).__name__, type(len).__name__, type([].append).__name__, type(str.upper).__name__, type(dict.fromkeys).__name__, type(object().__init__).__name__, type(int.__add__).__name__)
