"""A generator that is let go in the middle runs its cleanup at once; a coroutine that nobody awaits is reported."""
import gc
import sys
import warnings


class Numbers:
    def __init__(self, name):
        self.name = name

    def __iter__(self):
        try:
            for i in range(5):
                yield i
        finally:
            print("  closed", self.name)


def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print("  closed", name)


print("break")
for x in numbers("a"):
    break
print("after break")
for x in Numbers("b"):
    if x == 2:
        break
else:
    print("not reached")
print("after the second break")

print("return out of two loops")


def pair():
    for x in Numbers("outer"):
        for y in Numbers("inner"):
            if y == x + 1:
                return x, y


print(pair())

print("an exception")
try:
    for x in numbers("c"):
        raise ValueError(x)
except ValueError as e:
    print("caught", e)


def fails():
    for x in Numbers("d"):
        1 / 0


try:
    fails()
except ZeroDivisionError as e:
    print("caught", e)

print("a handler inside the loop keeps it going")
for x in numbers("e"):
    try:
        raise KeyError(x)
    except KeyError as k:
        print("  handled", k)

print("del and rebinding")
g = numbers("f")
next(g)
del g
print("after del")
g = numbers("g")
next(g)
g = None
print("after rebinding")


def local():
    h = numbers("h")
    next(h)
    print("  in the function")


local()
print("after the function")

print("through others")


def wrapping():
    for x in numbers("i"):
        yield x


def delegating():
    yield from numbers("j")


for x in wrapping():
    break
for x in delegating():
    break
for i, x in enumerate(numbers("k")):
    break
for x in (n * 2 for n in numbers("l")):
    break
print("after the others")


def handed_on(items):
    for x in items:
        return x


def returned():
    g = numbers("m")
    next(g)
    return g


kept = returned()
print("still alive:", next(kept))
kept.close()

print("errors while closing")
sys.unraisablehook = lambda u: print("  unraisable:", u.exc_type.__name__, u.exc_value)


def bad():
    try:
        yield
    finally:
        raise RuntimeError("in finally")


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            yield 2
            return


for g in (bad(), stubborn()):
    next(g)
g = None
gc.collect()
for x in bad():
    break
print("after the errors")


async def work():
    return 1


class Api:
    async def send(self):
        return work()


def make():
    return work()


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    work()
    Api().send()
    make()
    c = work()
    c.close()
    c = work()
    try:
        c.send(None)
    except StopIteration as e:
        print("awaited", e.value)
    c = work()
    del c

    async def agen():
        yield 1

    agen().asend(None)
    agen().aclose()
    agen().athrow(ValueError)
    for w in seen:
        print(w.category.__name__, w.message, w.lineno)

with warnings.catch_warnings():
    warnings.simplefilter("error")
    work()
sys.unraisablehook = sys.__unraisablehook__
print("end")
last = numbers("at the end")
next(last)
