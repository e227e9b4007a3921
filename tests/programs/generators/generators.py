# Generators: send, throw, close, return values, yield from, expressions, pipelines.
def countdown(n):
    while n > 0:
        got = yield n
        if got is not None:
            n = got
        else:
            n -= 1
    return "done"


g = countdown(3)
print(next(g), g.send(10), next(g), next(g))
g2 = countdown(1)
next(g2)
try:
    next(g2)
except StopIteration as e:
    print("value", e.value)
try:
    next(g2)
except StopIteration as e:
    print("again", e.value)


def delegate():
    r = yield from countdown(2)
    print("delegated", r)
    r = yield from [10, 20]
    print("list gave", r)
    return "outer"


def collect(gen):
    out = []
    while True:
        try:
            out.append(next(gen))
        except StopIteration as e:
            return out, e.value


print(collect(delegate()))


def catcher():
    while True:
        try:
            x = yield "ready"
            print("got", x)
        except ValueError as e:
            print("caught", e)
            yield "recovered"
        finally:
            print("cleanup")


c = catcher()
print(next(c))
print(c.throw(ValueError("bad")))
print(next(c))
c.close()
try:
    next(c)
except StopIteration:
    print("closed")


def passthrough(inner):
    try:
        yield from inner
    except KeyError as e:
        print("outer caught", e)
        yield "after"


def inner():
    try:
        yield 1
    except TypeError:
        print("inner caught TypeError")
        yield 2


p = passthrough(inner())
print(next(p), p.throw(TypeError), p.throw(KeyError("k")))

evens = (x for x in range(20) if x % 2 == 0)
squares = (x * x for x in evens)
print(list(squares)[:5], sum(x for x in range(101)))
print(list(zip("abc", (i for i in range(10)))), dict((k, v) for v, k in enumerate("xyz")))
print([(x, y) for x in range(3) for y in range(x)], {x: x ** 2 for x in range(4)}, {c for c in "hello"} == set("helo"))


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


from itertools import islice, takewhile

print(list(islice(primes(), 10)), list(takewhile(lambda p: p < 30, primes())))


def bad():
    yield 1
    raise StopIteration("inside")


b = bad()
next(b)
try:
    next(b)
except RuntimeError as e:
    print(e, repr(e.__cause__))

g = countdown(2)
try:
    g.send(5)
except TypeError as e:
    print(e)


def reentrant():
    yield next(me)


me = reentrant()
try:
    next(me)
except ValueError as e:
    print(e)
print(g.gi_running, g.gi_frame is not None, g.gi_code.co_name, g.__name__, g.__qualname__)


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)), sum(1 for _ in tree(10)))
