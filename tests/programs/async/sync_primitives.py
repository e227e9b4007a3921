# asyncio's Lock, Event, Condition, Semaphore, Barrier, Future: order of waking, errors.
import asyncio


async def locks():
    lock, order = asyncio.Lock(), []

    async def enter(n):
        async with lock:
            order.append(f"in{n}")
            await asyncio.sleep(0)
            order.append(f"out{n}")
    await asyncio.gather(*(enter(i) for i in range(4)))
    print(order, lock.locked())
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    try:
        with lock:
            pass
    except TypeError as e:
        print(e)


async def events():
    event, seen = asyncio.Event(), []

    async def wait(n):
        seen.append((n, await event.wait()))
    tasks = [asyncio.create_task(wait(i)) for i in range(3)]
    await asyncio.sleep(0)
    print(seen, event.is_set())
    event.set()
    await asyncio.gather(*tasks)
    print(seen, event.is_set(), event.clear(), event.is_set())


async def conditions():
    cond, stock, log = asyncio.Condition(), [], []

    async def take(n):
        async with cond:
            await cond.wait_for(lambda: stock)
            log.append((n, stock.pop()))
    tasks = [asyncio.create_task(take(i)) for i in range(3)]
    await asyncio.sleep(0)
    for item in "xyz":
        async with cond:
            stock.append(item)
            cond.notify()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    print(log, stock)
    try:
        cond.notify()
    except RuntimeError as e:
        print(e)


async def semaphores():
    sem, running, most = asyncio.Semaphore(2), 0, 0

    async def work(i):
        nonlocal running, most
        async with sem:
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1
            return i
    print(await asyncio.gather(*(work(i) for i in range(6))), most, sem.locked())
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)


async def barriers():
    barrier, log = asyncio.Barrier(3), []

    async def meet(n):
        log.append(f"arrive {n}")
        async with barrier as position:
            log.append(f"go {n} {position}")
    await asyncio.gather(*(meet(i) for i in range(3)))
    print(log, barrier.parties, barrier.n_waiting, barrier.broken)
    t = asyncio.create_task(barrier.wait())
    await asyncio.sleep(0)
    await barrier.abort()
    try:
        await t
    except asyncio.BrokenBarrierError as e:
        print(repr(e), barrier.broken)


async def futures():
    loop = asyncio.get_running_loop()
    f, log = loop.create_future(), []
    f.add_done_callback(lambda f: log.append(("first", f.result())))
    f.add_done_callback(lambda f: log.append(("second", f.done())))
    try:
        f.result()
    except asyncio.InvalidStateError as e:
        print(type(e).__name__)
    loop.call_soon(f.set_result, 42)
    loop.call_soon(log.append, "soon")
    loop.call_later(0.2, log.append, "later")
    print(await f, log)
    await asyncio.sleep(0.4)
    print(log, f.done(), f.cancelled(), f.exception(), f.cancel())
    try:
        f.set_result(1)
    except asyncio.InvalidStateError as e:
        print(type(e).__name__)
    g = loop.create_future()
    g.set_exception(ValueError("from the future"))
    try:
        await g
    except ValueError as e:
        print(repr(e), repr(g.exception()))
    s = loop.create_future()
    s.set_exception(StopIteration)
    print(repr(s.exception()))
    h = loop.create_future()
    h.cancel("msg")
    try:
        await h
    except asyncio.CancelledError as e:
        print(repr(e), h.cancelled())
    handle = loop.call_soon(log.append, "cancelled")
    handle.cancel()
    await asyncio.sleep(0)
    print("cancelled" in log, handle.cancelled(), loop.is_running())


for main in (locks, events, conditions, semaphores, barriers, futures):
    print("==", main.__name__)
    asyncio.run(main())
