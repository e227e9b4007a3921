# Async generators, comprehensions, iterators, context managers and their protocols, without and with an event loop.
import asyncio
import contextlib
import inspect


async def count(n, log=None):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            got = yield i
            if got is not None and log is not None:
                log.append(got)
    finally:
        if log is not None:
            log.append("closed")


class Lines:
    def __init__(self, text): self.lines = iter(text.splitlines())
    def __aiter__(self): return self
    async def __anext__(self):
        try:
            return next(self.lines)
        except StopIteration:
            raise StopAsyncIteration


class Resource:
    def __init__(self, name, log, swallow=False): self.name, self.log, self.swallow = name, log, swallow
    async def __aenter__(self): await asyncio.sleep(0); self.log.append(f"open {self.name}"); return self
    async def __aexit__(self, kind, e, tb): self.log.append(f"close {self.name} {kind and kind.__name__}"); return self.swallow


@contextlib.asynccontextmanager
async def managed(log):
    log.append("setup")
    try:
        yield "value"
    except ZeroDivisionError as e:
        log.append(f"handled {e}")
    finally:
        log.append("teardown")


async def main():
    print([x async for x in count(4)], {x async for x in count(3)}, {x: y async for x in count(2) async for y in count(3)}, [x async for x in count(6) if x % 2])
    print([await asyncio.sleep(0, i) for i in range(3)], [line.upper() async for line in Lines("a\nb")])
    gen = (x * 2 async for x in count(3))
    print(type(gen).__name__, [x async for x in gen])
    log = []
    g = count(5, log)
    print(await anext(g), await g.asend("hi"), await g.asend(None), log)
    await g.aclose()
    print(log, await anext(g, "default"))
    try:
        await anext(g)
    except StopAsyncIteration as e:
        print(repr(e))
    g = count(3)
    await anext(g)
    try:
        await g.athrow(ValueError("thrown"))
    except ValueError as e:
        print(e)
    async for i in count(5):
        if i == 1:
            continue
        if i == 3:
            break
    else:
        print("never")
    print("i", i)
    log = []
    async with Resource("a", log) as a, Resource("b", log, True):
        raise KeyError
    async with managed(log) as v:
        log.append(v)
        1 / 0
    async with contextlib.AsyncExitStack() as stack:
        for n in "xyz":
            await stack.enter_async_context(Resource(n, log))
        stack.callback(log.append, "callback")
        stack.push_async_callback(asyncio.sleep, 0)
    async with contextlib.aclosing(count(3, log)) as c:
        async for x in c:
            break
    print(*log, sep="\n  ")
    for label, f in (("for", for_bad), ("with", with_bad), ("await", await_bad), ("anext", anext_bad), ("stop", stop_bad), ("twice", twice), ("running", running)):
        try:
            print(label, await f())
        except Exception as e:
            print(label, type(e).__name__, e)


async def for_bad():
    async for x in [1]: pass


async def with_bad():
    async with open: pass


async def await_bad(): await 5
async def anext_bad():
    class A:
        def __aiter__(self): return 5
    async for x in A(): pass


async def stop_bad():
    async def g():
        yield 1
        raise StopAsyncIteration("x")
    return [x async for x in g()]


async def twice():
    c = asyncio.sleep(0)
    await c
    await c


async def running():
    g = count(3)
    first = g.asend(None)
    first.send(None)
    try:
        await g.asend(None)
    finally:
        first.close()

asyncio.run(main())
c = count(1)
print(inspect.isasyncgen(c), inspect.isasyncgenfunction(count), inspect.iscoroutinefunction(main), c.ag_running, c.ag_frame is not None, c.__name__)
co = for_bad()
print(inspect.iscoroutine(co), co.cr_running, inspect.getcoroutinestate(co), co.close(), inspect.getcoroutinestate(co))
with asyncio.Runner() as runner:
    print(runner.run(asyncio.sleep(0, "runner")), runner.run(anext(count(1))) if False else "")
for bad in (lambda: asyncio.run(5), lambda: asyncio.get_running_loop(), lambda: runner.run(asyncio.sleep(0)) if False else asyncio.run(main)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, str(e).replace(hex(id(main)), "ID"))
