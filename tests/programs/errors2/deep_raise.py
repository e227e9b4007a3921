# Where exceptions come out: with, try/finally with returns, generators closed, del, callbacks, sort keys, properties, __del__, unraisable ones.
import sys
import gc


def unraisable(info):
    print("unraisable:", type(info.exc_value).__name__, info.exc_value, info.err_msg, getattr(info.object, "__qualname__", type(info.object).__name__))


sys.unraisablehook = unraisable


def swallow():
    for i in range(3):
        try:
            raise ValueError(i)
        finally:
            if i < 2:
                continue
            return f"swallowed {i}"


def nested():
    order = []
    try:
        try:
            order.append(1)
            raise KeyError("a")
        except KeyError as e:
            order.append(2)
            raise TypeError("b") from e
        finally:
            order.append(3)
    except TypeError as e:
        order.append(type(e.__cause__).__name__)
    else:
        order.append("else")
    finally:
        order.append(4)
    return order


print(swallow(), nested())


class Suppress:
    def __init__(self, *kinds, log): self.kinds, self.log = kinds, log
    def __enter__(self): self.log.append("enter"); return self
    def __exit__(self, kind, value, tb):
        self.log.append((kind and kind.__name__, str(value), tb and tb.tb_lineno > 0))
        return kind is not None and issubclass(kind, self.kinds)


log = []
with Suppress(ValueError, log=log), Suppress(KeyError, log=log):
    raise ValueError("v")
try:
    with Suppress(KeyError, log=log):
        with Suppress(ValueError, log=log):
            raise ValueError("first")
        raise IndexError("second")
except IndexError as e:
    log.append(repr(e.__context__))
print(*log, sep="\n")


def gen(log):
    try:
        while True:
            try:
                got = yield len(log)
                log.append(got)
            except ValueError as e:
                log.append(f"caught {e}")
    except GeneratorExit:
        log.append("closing")
        raise
    finally:
        log.append("done")


log = []
g = gen(log)
print(next(g), g.send("a"), g.throw(ValueError("thrown")), g.send("b"))
g.close()
print(log, g.gi_frame)
for bad in (lambda: g.throw(KeyError("late")), lambda: g.send(1), lambda: gen([]).send(1), lambda: next(gen([])).x, lambda: gen([]).throw(5), lambda: gen([]).throw(ValueError, "v")):
    try:
        print(bad())
    except BaseException as e:
        print(type(e).__name__, e)


def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


i = ignores()
next(i)
try:
    i.close()
except RuntimeError as e:
    print(e)


def stops():
    yield 1
    raise StopIteration("inside")


try:
    list(stops())
except RuntimeError as e:
    print(e, repr(e.__cause__))
try:
    next(x for x in [1] if next(iter([])))
except RuntimeError as e:
    print(e)


class Guard:
    @property
    def p(self): raise AttributeError("inside p")
    def __getattr__(self, name): return f"fallback {name}"
    def __eq__(self, other): raise ArithmeticError("eq")
    __hash__ = None


print(Guard().p, Guard() in [], [1] == [1])
for f in (lambda: Guard() == 1, lambda: Guard() in [1], lambda: [Guard()].index(2), lambda: [1, 2].remove(Guard()), lambda: {Guard()}, lambda: {}.get(Guard()), lambda: (Guard(),) == (1,), lambda: Guard() != 1):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
e = "outer"
try:
    raise OSError("x")
except OSError as e:
    kept = e
try:
    e
except NameError as n:
    print(n)
print(repr(kept))


def bare():
    try:
        {}[1]
    except KeyError:
        try:
            raise
        except LookupError as e2:
            return repr(e2), sys.exception() is e2
    return None


print(bare(), sys.exception())
try:
    raise
except RuntimeError as e:
    print(e)
x = [1, 2, 3]
try:
    x[0], x[10], x[1] = "abc"
except IndexError as err:
    print(x, err)
try:
    a, b = (print("evaluated"), 1 / 0)
except ZeroDivisionError:
    print("unbound", "a" in globals())
