# Generator state: gi_frame, gi_running, gi_yieldfrom, inspect.getgeneratorstate, names, re-entry, send before start, throw forms, return values, closing twice.
import inspect, types


def g(a, b=2):
    """Doc of g."""
    x = yield a
    print("x =", x)
    try:
        y = yield b
        print("y =", y)
    except ValueError as e:
        print("caught", e)
        yield "after"
    return "result"


o = g(1)
print(o.__name__, o.__qualname__, o.gi_code is g.__code__, o.gi_running, o.gi_yieldfrom, o.gi_suspended, inspect.getgeneratorstate(o), type(o) is types.GeneratorType, inspect.isgenerator(o), inspect.isgeneratorfunction(g))
print(o.gi_frame.f_locals, o.gi_frame.f_lineno - g.__code__.co_firstlineno)
try:
    o.send("too early")
except TypeError as e:
    print(e)
print(next(o), inspect.getgeneratorlocals(o), inspect.getgeneratorstate(o), o.gi_frame.f_lineno - g.__code__.co_firstlineno)
print(o.send("X"), o.throw(ValueError("V")))
try:
    next(o)
except StopIteration as e:
    print(e.value, o.gi_frame, inspect.getgeneratorstate(o), inspect.getgeneratorlocals(o))
for _ in range(2):
    try:
        next(o)
    except StopIteration as e:
        print("again", e.value)
print(o.close(), o.close())


def selfref():
    try:
        next(me)
    except ValueError as e:
        print(e)
    yield me.gi_running
    try:
        me.close()
    except ValueError as e:
        print(e)
    yield 2


me = selfref()
print(list(me))


def sub():
    try:
        v = yield "sub"
        print("sub got", v)
    except KeyError as e:
        yield f"sub caught {e!r}"
    return "sub result"


def outer():
    r = yield from sub()
    print("outer has", r)
    r2 = yield from [10, 20]
    print(r2)
    yield from ()


o = outer()
print(next(o), o.gi_yieldfrom.__name__, o.throw(KeyError("thrown")), list(o))
o = outer()
next(o)
try:
    while True: print(o.send(None))
except StopIteration: print("stop")
o = outer(); next(o); next(o)
try:
    o.send("to list iterator")
except AttributeError as e:
    print(e)


def ignores_close():
    try:
        yield 1
    except GeneratorExit:
        yield 2


i = ignores_close()
next(i)
try:
    i.close()
except RuntimeError as e:
    print(e)


def returns_on_close():
    try:
        yield 1
    except GeneratorExit:
        return "closed value"


i = returns_on_close(); next(i); print(i.close())


def stop_inside():
    yield 1
    raise StopIteration("leak")


try:
    list(stop_inside())
except RuntimeError as e:
    print(e, repr(e.__cause__))
i = g(1)
try:
    i.throw(KeyError, "old style", None)
except KeyError as e:
    print(repr(e))
for args in ((5,), ("x",), (int,), (ValueError("a"), "b"), (ValueError, None, 5)):
    i = g(1); next(i)
    try:
        i.throw(*args)
    except Exception as e:
        print(args, type(e).__name__, e)
print(str(i).split(" at ")[0], g.__doc__, i.__name__)
i.__name__ = "renamed"; i.__qualname__ = "q.renamed"
print(str(i).split(" at ")[0])
try:
    i.__name__ = 5
except TypeError as e:
    print(e)
def deep(n):
    if n: yield from deep(n - 1)
    yield n
print(sum(deep(200)))
def lam(): return [(yield 1), (yield 2)]
i = lam(); print(next(i), i.send("a"))
try: i.send("b")
except StopIteration as e: print(e.value)
z = (yield_ for yield_ in "ab"); print(z.__name__, z.gi_code.co_name, next(z), z.gi_frame.f_locals["yield_"])
import copy
try: copy.copy(z)
except TypeError as e: print(e)
print(iter(z) is z, hasattr(z, "__next__"), hasattr(z, "send"), hash(z) == hash(z), bool(z), z == z)
try: len(z)
except TypeError as e: print(e)
