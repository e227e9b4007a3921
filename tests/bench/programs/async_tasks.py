"""asyncio: tasks that hand items through queues, gather results, wait on events and locks, and give way."""

import asyncio


async def producer(queue, n):
    for i in range(n):
        await queue.put(i)
        if i % 7 == 0:
            await asyncio.sleep(0)
    await queue.put(None)


async def worker(queue, out):
    total = 0
    while True:
        item = await queue.get()
        if item is None:
            await out.put(total)
            return total
        total += item


async def tree(depth):
    if depth == 0:
        await asyncio.sleep(0)
        return 1
    a, b = await asyncio.gather(tree(depth - 1), tree(depth - 1))
    return a + b


async def deep(n):
    return 0 if n == 0 else 1 + await deep(n - 1)


async def locked(lock, counter, n):
    for _ in range(n):
        async with lock:
            counter[0] += 1
            await asyncio.sleep(0)


async def main():
    out = asyncio.Queue()
    queues = [asyncio.Queue(5) for _ in range(12)]
    tasks = [asyncio.ensure_future(producer(q, 400)) for q in queues]
    tasks += [asyncio.ensure_future(worker(q, out)) for q in queues]
    await asyncio.gather(*tasks)
    totals = [await out.get() for _ in queues]
    lock, counter = asyncio.Lock(), [0]
    await asyncio.gather(*(locked(lock, counter, 60) for _ in range(10)))
    leaves = await tree(10)
    depth = sum([await deep(60) for _ in range(200)])
    return sum(totals), counter[0], leaves, depth


def run():
    return asyncio.run(main())


CHECKSUM = (957600, 600, 1024, 12000)
