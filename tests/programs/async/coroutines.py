# Coroutines driven by hand: send, throw, close, __await__, awaiting wrong things, async iteration protocol errors, state, names.
import inspect, types


class Wait:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return f"got {got}"


async def simple(x):
    a = await Wait(x)
    b = await Wait(x + 1)
    return a, b


c = simple(1)
print(c.__name__, c.__qualname__, inspect.iscoroutine(c), inspect.iscoroutinefunction(simple), inspect.getcoroutinestate(c), c.cr_running, c.cr_await)
print(c.send(None), inspect.getcoroutinestate(c), type(c.cr_await).__name__, c.send("A"))
try:
    c.send("B")
except StopIteration as e:
    print(e.value, inspect.getcoroutinestate(c))
try:
    c.send(None)
except RuntimeError as e:
    print(e)


def run(coro):
    v = None
    while True:
        try:
            v = coro.send(v)
        except StopIteration as e:
            return e.value


async def nested(n):
    return 1 + await nested(n - 1) if n else await Wait("deep")


async def nest_num(n):
    return 1 + await nest_num(n - 1) if n else 0


print(run(nest_num(50)), run(simple(5)))


async def catch():
    try:
        await Wait(1)
    except ValueError as e:
        return f"caught {e}"
    finally:
        print("finally")


c = catch(); c.send(None)
try:
    c.throw(ValueError("v"))
except StopIteration as e:
    print(e.value)
c = catch(); c.send(None); print(c.close())
c = catch(); c.close()


async def bad(what):
    return await what


class BadAwait:
    def __await__(self): return 5


for v in (5, None, [1], BadAwait(), (x for x in "a"), "s"):
    try:
        run(bad(v))
    except TypeError as e:
        print(e)

class BadIter:
    def __aiter__(self): return 5


class BadNext:
    def __aiter__(self): return self
    def __anext__(self): return 5


async def loop(o):
    async for x in o: pass


async def use(o):
    async with o: pass


class HalfCM:
    async def __aenter__(self): pass


for f, v in ((loop, 5), (loop, BadIter()), (loop, BadNext()), (loop, [1]), (use, 5), (use, HalfCM()), (use, open)):
    try:
        run(f(v))
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
never = simple(1)
try:
    for x in never: pass
except TypeError as e:
    print(e)
never.close()


@types.coroutine
def old(v):
    r = yield v
    return ("old", r)


async def use_old(): return await old("y")


c = use_old()
print(c.send(None))
try:
    c.send("z")
except StopIteration as e:
    print(e.value)


async def ag():
    x = yield 1
    print("x", x)
    try:
        yield 2
    except KeyError as e:
        yield f"caught {e}"


a = ag()
print(inspect.isasyncgen(a), inspect.isasyncgenfunction(ag), a.__name__, a.ag_running)
async def drive():
    print(await a.__anext__(), await a.asend("S"), await a.athrow(KeyError("k")))
    try: await a.__anext__()
    except StopAsyncIteration as e: print("stop", e.args)
    print(await anext(a, "dflt"))
    return [i async for i in ag()]
print(run(drive()))
async def comp():
    return [await Wait(i) for i in range(2)], [x + y async for x in ag() for y in (10, 20) if await nest_num(x)]
async def errs():
    async def g():
        yield 1
        raise StopAsyncIteration("x")
    try: [i async for i in g()]
    except RuntimeError as e: print(e)
    try:
        async def h(): raise StopIteration("y")
        await h()
    except RuntimeError as e: print(e)
run(errs()); print(run(comp()))
print([n for n in dir(simple(1)) if n.startswith("cr_")], [n for n in dir(ag()) if n.startswith("ag_")]) if False else None
l = lambda: (yield)
print(inspect.isgeneratorfunction(l), simple.__code__.co_flags & 0x80, ag.__code__.co_flags & 0x200)
