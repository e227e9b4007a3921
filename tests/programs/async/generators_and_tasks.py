import asyncio, contextlib, sys
def g():
    try:
        x = yield 1
        print("got", x)
        try: yield 2
        except ValueError as e: print("caught", e); yield "v"
        return "ret"
    finally: print("fin")
it = g(); print(next(it), it.send("hi"), it.throw(ValueError("boo")))
try: next(it)
except StopIteration as e: print("stop", e.value)
def outer():
    r = yield from g(); print("r", r); yield from [10, 20]
o = outer(); print([next(o), o.send(None), next(o), next(o)]); o.close()
def bad(): raise StopIteration(3); yield
try: list(bad())
except RuntimeError as e: print(e, repr(e.__cause__))
def ign():
    try: yield 1
    except GeneratorExit: yield 2
i = ign(); next(i)
try: i.close()
except RuntimeError as e: print(e)
gg = (x for x in range(3)); print(gg.gi_running, gg.gi_frame is not None, gg.__name__, type(gg)); list(gg); print(gg.gi_frame)
def rec():
    try: next(me)
    except ValueError as e: print(e)
    yield
me = rec(); next(me)
async def agen(n):
    try:
        for i in range(n):
            await asyncio.sleep(0); yield i
    finally: print("agen fin")
class AC:
    async def __aenter__(self): print("enter"); return self
    async def __aexit__(self, *a): print("exit", a[0]); return a[0] is KeyError
    def __aiter__(self): self.i = 0; return self
    async def __anext__(self):
        self.i += 1
        if self.i > 3: raise StopAsyncIteration
        return self.i
async def work(n, t):
    await asyncio.sleep(t); print("work", n); return n * n
async def main():
    async for x in agen(3): print("ag", x)
    print([x async for x in AC() if x != 2], {x: y async for x in AC() for y in [x*x]}, sum([await work(i, 0) for i in (1, 2)]))
    async with AC() as a, AC(): print("in", a.__class__.__name__); raise KeyError(1)
    print(await asyncio.gather(work(1, .5), work(2, 0), return_exceptions=True))
    async def fail(): await asyncio.sleep(0); raise OSError("x")
    print(await asyncio.gather(fail(), work(5, 0), return_exceptions=True))
    try:
        async with asyncio.TaskGroup() as tg:
            t1 = tg.create_task(work(7, 10)); tg.create_task(fail())
    except* OSError as eg: print("eg", eg.exceptions, t1.cancelled())
    try: await asyncio.wait_for(work(9, 5), .01)
    except TimeoutError as e: print("timeout", repr(e))
    try:
        async with asyncio.timeout(.01): await asyncio.sleep(5)
    except TimeoutError: print("timeout2")
    q = asyncio.Queue(2)
    async def prod():
        for i in range(4): await q.put(i)
        await q.put(None)
    async def cons():
        while (v := await q.get()) is not None: print("q", v)
    await asyncio.gather(prod(), cons())
    ev = asyncio.Event(); lock = asyncio.Lock(); sem = asyncio.Semaphore(1)
    async def waiter(n):
        await ev.wait()
        async with lock, sem: print("w", n)
    ts = [asyncio.create_task(waiter(i), name=f"T{i}") for i in range(2)]
    await asyncio.sleep(0); ev.set(); await asyncio.wait(ts); print(ts[0].get_name(), ts[0].done())
    t = asyncio.create_task(asyncio.sleep(9)); await asyncio.sleep(0); t.cancel("why")
    try: await t
    except asyncio.CancelledError as e: print("cancelled", e.args)
    fut = asyncio.get_running_loop().create_future(); asyncio.get_running_loop().call_later(.01, fut.set_result, 8); print(await fut)
    ag = agen(5); print(await anext(ag), await ag.asend(None)); await ag.aclose(); print(await anext(ag, "dflt"))
    for c in asyncio.as_completed([work(3, .5), work(4, 0)]): print("ac", await c)
    async with contextlib.AsyncExitStack() as st:
        st.push_async_callback(asyncio.sleep, 0); await st.enter_async_context(AC())
    @contextlib.asynccontextmanager
    async def cm(): print("a"); yield 5; print("b")
    async with cm() as v: print(v)
asyncio.run(main())
async def nope(): pass
c = nope()
try: c.send(1)
except TypeError as e: print(e)
c.close()
try: asyncio.run(5)
except ValueError as e: print(e)
async def z(): return [i for i in range(3)]
try: z().send(None)
except StopIteration as e: print(e.value)
