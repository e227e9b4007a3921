# Tracebacks through coroutines, async generators, comprehensions and awaits, without an event loop; closed coroutines; then an uncaught one.
import traceback


class Step:
    def __init__(self, value): self.value = value
    def __await__(self):
        if self.value is None:
            raise LookupError("nothing to wait for")
        yield self.value
        return self.value * 2


async def leaf(v):
    return await Step(v)


async def branch(*values):
    return [await leaf(v) for v in values]


async def tree():
    async with Manager("m") as m:
        async for x in m:
            if x == 2:
                await branch(1, None)


class Manager:
    def __init__(self, name): self.name = name
    async def __aenter__(self): await Step(0); return self
    async def __aexit__(self, kind, e, tb):
        print("exit", kind.__name__ if kind else None)
        if self.name == "bad":
            raise RuntimeError("exit failed")
    async def __aiter__(self):
        for i in range(4):
            yield i
            await Step(i)


def drive(coro):
    seen = []
    try:
        while True:
            seen.append(coro.send(None))
    except StopIteration as e:
        return seen, e.value


def shown(coro):
    try:
        print(drive(coro))
    except Exception as e:
        print("".join(traceback.format_exception(e)))


async def bad_exit():
    async with Manager("bad"):
        await leaf(None)


async def comprehension(): return {k: await leaf(k) async for k in Manager("c") if k < 2}
async def generator():
    return [x async for x in (y / (y - 1) async for y in Manager("g"))]
async def thrown():
    try:
        await Step(1)
    except KeyError as e:
        raise ValueError("translated") from e
    finally:
        await Step(3)


shown(branch(1, 2))
shown(branch(1, None))
shown(tree())
shown(bad_exit())
shown(comprehension())
shown(generator())
c = thrown()
print(c.send(None), c.throw(KeyError("k")))
shown(c)
shown(c)
c = tree()
print(c.send(None))
c.close()
shown(c)
for unstarted in (branch(1), leaf(2)):
    print(unstarted.close(), unstarted.cr_frame)
    shown(unstarted)


async def main():
    try:
        await branch(None)
    except LookupError as e:
        e.add_note("noted in main")
        raise ExceptionGroup("async", [e, ValueError("other")]) from None


drive(main())
