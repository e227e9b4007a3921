# asyncio: gather, tasks, cancellation, time-outs, queues, locks, events, async generators and context managers, TaskGroup.
import asyncio
from contextlib import asynccontextmanager, AsyncExitStack


async def work(name, n, fail=False):
    for i in range(n):
        await asyncio.sleep(0)
    if fail:
        raise ValueError(name)
    return f"{name}:{n}"


async def gather_demo():
    print(await asyncio.gather(work("a", 3), work("b", 1), work("c", 2)))
    print(await asyncio.gather(work("a", 1), work("bad", 1, True), return_exceptions=True))
    try:
        await asyncio.gather(work("x", 1, True), work("y", 5))
    except ValueError as e:
        print("gather raised", e)


async def cancel_demo():
    async def forever():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            print("cancelled inside")
            raise
        finally:
            print("cleanup")
    t = asyncio.create_task(forever(), name="F")
    await asyncio.sleep(0)
    print(t.get_name(), t.done(), t.cancel("msg"))
    try:
        await t
    except asyncio.CancelledError as e:
        print("outer", e.args, t.cancelled())
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except TimeoutError as e:
        print("timeout", repr(e))
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timeout cm")
    print(await asyncio.shield(work("s", 1)))


async def queue_demo():
    q = asyncio.Queue(maxsize=2)
    log = []
    async def producer():
        for i in range(5):
            await q.put(i)
            log.append(f"put{i}")
        await q.put(None)
    async def consumer():
        while (v := await q.get()) is not None:
            log.append(f"got{v}")
            q.task_done()
    await asyncio.gather(producer(), consumer())
    print(sorted(log), q.empty(), q.qsize())


async def sync_demo():
    lock, ev, sem = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2)
    order = []
    async def worker(n):
        async with sem:
            async with lock:
                order.append(n)
                await asyncio.sleep(0)
        await ev.wait()
        order.append(f"ev{n}")
    ts = [asyncio.create_task(worker(i)) for i in range(3)]
    for _ in range(20): await asyncio.sleep(0)
    print(order, lock.locked(), ev.is_set())
    ev.set()
    done, pending = await asyncio.wait(ts)
    print(order, len(done), len(pending))


async def agen(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print("agen closed")


@asynccontextmanager
async def acm(name):
    print("enter", name)
    try:
        yield name.upper()
    finally:
        print("exit", name)


class ACM:
    async def __aenter__(self): print("aenter"); return self
    async def __aexit__(self, *exc): print("aexit", exc[0]); return True
    def __aiter__(self): self.i = 0; return self
    async def __anext__(self):
        self.i += 1
        if self.i > 2: raise StopAsyncIteration
        return self.i


async def agen_demo():
    print([x async for x in agen(4) if x % 2], {x: await work("w", x) async for x in agen(2)})
    async for x in agen(5):
        if x == 7: break
    else:
        print("else")
    g = agen(3)
    print(await anext(g), await g.asend(None))
    await g.aclose()
    print(await anext(g, "default"))
    async with acm("one") as a, ACM() as b:
        print(a, [v async for v in b])
        raise KeyError("swallowed by ACM")
    async with AsyncExitStack() as st:
        await st.enter_async_context(acm("stacked"))


async def tg_demo():
    async with asyncio.TaskGroup() as tg:
        t1 = tg.create_task(work("t1", 2))
        t2 = tg.create_task(work("t2", 1))
    print(t1.result(), t2.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("e1", 1, True))
            tg.create_task(work("e2", 2, True))
            tg.create_task(asyncio.sleep(10))
    except* ValueError as eg:
        print("group", [str(e) for e in eg.exceptions])


async def main():
    for f in (gather_demo, cancel_demo, queue_demo, sync_demo, agen_demo, tg_demo):
        print("--", f.__name__)
        await f()
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    loop.call_soon(fut.set_result, "soon")
    loop.call_later(0.02, print, "later")
    print(await fut, asyncio.current_task().get_name() != "")
    await asyncio.sleep(0.1)


    return "main result"


print(asyncio.run(main()))
for src in ("asyncio.run(5)", "asyncio.get_running_loop()", "asyncio.Queue().get_nowait()", "asyncio.run(work('z', 1, True))"):
    try:
        eval(src)
    except BaseException as e:
        print(src, type(e).__name__, e)
with asyncio.Runner() as r:
    print(r.run(work("r", 1)), r.run(work("r2", 2)))
