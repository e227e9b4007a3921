# asyncio.TaskGroup, timeouts, cancellation, shield, uncancel: who is cancelled when, and with which exceptions.
import asyncio


async def job(name, steps, log, fail=None):
    try:
        for i in range(steps):
            await asyncio.sleep(0)
        if fail:
            raise fail
        log.append(f"{name} finished")
        return name.upper()
    except asyncio.CancelledError as e:
        log.append(f"{name} cancelled {e.args}")
        raise
    finally:
        log.append(f"{name} out")


async def good(log):
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(job(n, i, log)) for i, n in enumerate("abc", 1)]
        log.append("body over")
    log.append([t.result() for t in tasks])


async def failing(log):
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(job("slow", 10, log))
            tg.create_task(job("bad", 1, log, ValueError("v")))
            tg.create_task(job("worse", 1, log, KeyError("k")))
            await asyncio.sleep(1)
            log.append("never")
    except* ValueError as g:
        log.append(repr(g))
    except* KeyError as g:
        log.append(repr(g.exceptions))


async def nested(log):
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(job("o", 20, log))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(job("i", 1, log, OSError("disk")))
                inner.create_task(job("j", 20, log))
    except ExceptionGroup as g:
        log.append(repr(g))


async def late(log):
    async with asyncio.TaskGroup() as tg:
        pass
    c = job("x", 1, log)
    try:
        tg.create_task(c)
    except RuntimeError as e:
        log.append(str(e).split(" ")[-3:])
    c.close()


async def timeouts(log):
    try:
        async with asyncio.timeout(0.01) as t:
            await asyncio.sleep(10)
    except TimeoutError as e:
        log.append((type(e).__name__, str(e), t.expired(), type(e.__cause__).__name__))
    async with asyncio.timeout(None) as t:
        log.append(t.when())
    try:
        await asyncio.wait_for(job("w", 10**6, log), 0.01)
    except asyncio.TimeoutError as e:
        log.append(repr(e))
    log.append(await asyncio.wait_for(job("quick", 1, log), 5))
    try:
        await asyncio.wait_for(job("zero", 1, log), 0)
    except TimeoutError:
        log.append("zero")


async def cancelling(log):
    t = asyncio.create_task(job("t", 100, log))
    await asyncio.sleep(0)
    log.append((t.cancel("because"), t.cancelling(), t.cancelled(), t.done()))
    try:
        await t
    except asyncio.CancelledError as e:
        log.append((e.args, t.cancelled(), t.cancel()))

    async def stubborn():
        for i in range(3):
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                log.append(f"refused {i}")
        return "stubborn"
    t = asyncio.create_task(stubborn())
    for _ in range(3):
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        t.cancel()
    log.append((await t, t.cancelling(), t.uncancel(), t.cancelled()))
    inner = asyncio.create_task(job("shielded", 3, log))
    outer = asyncio.ensure_future(asyncio.shield(inner))
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        log.append((inner.done(), await inner))


async def gathering(log):
    g = asyncio.gather(job("g1", 5, log), job("g2", 5, log))
    await asyncio.sleep(0)
    g.cancel()
    try:
        await g
    except asyncio.CancelledError:
        log.append("gather cancelled")
    log.append(await asyncio.gather(job("h", 1, log, ValueError(1)), asyncio.sleep(0, "slept"), return_exceptions=True))
    log.append(await asyncio.gather())


for main in (good, failing, nested, late, timeouts, cancelling, gathering):
    log = []
    asyncio.run(main(log))
    print(main.__name__, *log, sep="\n  ")
