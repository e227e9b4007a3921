# asyncio: producers and consumers over queues of every kind, sentinels, join, shutdown, priorities.
import asyncio


async def producer(name, queue, items):
    for item in items:
        await queue.put((name, item))
        print(f"{name} put {item} (size {queue.qsize()})")
    print(f"{name} done")


async def consumer(name, queue, out):
    while True:
        source, item = await queue.get()
        print(f"  {name} got {item} from {source}")
        await asyncio.sleep(0)
        out.append(item * 10)
        queue.task_done()


async def pipeline():
    queue, out = asyncio.Queue(maxsize=2), []
    workers = [asyncio.create_task(consumer(f"w{i}", queue, out), name=f"worker-{i}") for i in range(2)]
    await asyncio.gather(producer("p1", queue, [1, 2, 3]), producer("p2", queue, [7, 8]))
    await queue.join()
    for w in workers:
        w.cancel()
    results = await asyncio.gather(*workers, return_exceptions=True)
    print([type(r).__name__ for r in results], sorted(out), [w.get_name() for w in workers], [w.cancelled() for w in workers])


async def kinds():
    for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        q = kind()
        for item in (5, 1, 4, 2):
            q.put_nowait(item)
        print(kind.__name__, [await q.get() for _ in range(4)], q.empty())
    q = asyncio.Queue(1)
    q.put_nowait("only")
    try:
        q.put_nowait("more")
    except asyncio.QueueFull as e:
        print("full", repr(e), q.full())
    q.get_nowait()
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print("empty", repr(e))
    try:
        q.task_done()
        q.task_done()
    except ValueError as e:
        print(e)
    try:
        async with asyncio.timeout(0.01):
            await q.get()
    except TimeoutError:
        print("timed out", q.qsize())


async def shutting():
    q = asyncio.Queue()
    for i in range(3):
        q.put_nowait(i)
    q.shutdown()
    got = []
    try:
        while True:
            got.append(await q.get())
            q.task_done()
    except asyncio.QueueShutDown:
        print("shut down after", got)
    try:
        await q.put(1)
    except asyncio.QueueShutDown:
        print("no put")
    await q.join()


async def fan_out():
    async def square(n):
        for _ in range(5 - n):
            await asyncio.sleep(0)
        if n == 3:
            raise ValueError(f"no {n}")
        return n * n
    tasks = [asyncio.create_task(square(n)) for n in range(5)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending), sorted(t.result() for t in done if not t.exception()), [repr(t.exception()) for t in done if t.exception()])
    await asyncio.wait(pending) if pending else None
    for n in range(3):
        print(await tasks[n], end=" ")
    print()
    order = []
    for f in asyncio.as_completed([square(n) for n in (0, 4, 2)]):
        order.append(await f)
    print(order)
    done, pending = await asyncio.wait([asyncio.create_task(square(1)), asyncio.create_task(asyncio.sleep(50))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for p in pending:
        p.cancel()


for main in (pipeline, kinds, shutting, fan_out):
    print("==", main.__name__)
    asyncio.run(main())
