# A pair of sockets as an event loop uses them: non-blocking, half closed, watched by selectors; threads that wake a loop up.
import asyncio
import errno
import selectors
import socket
import threading

a, b = socket.socketpair()
print(a.family == socket.AF_UNIX, a.type == socket.SOCK_STREAM, a.proto, a.getblocking(), a.gettimeout())
print(a.send(b"hello"), b.recv(3), b.recv(10))
a.setblocking(False)
try:
    a.recv(1)
except BlockingIOError as e:
    print(type(e).__name__, e.errno == errno.EAGAIN)
with selectors.DefaultSelector() as selector:
    selector.register(a, selectors.EVENT_READ, "a")
    selector.register(b, selectors.EVENT_READ | selectors.EVENT_WRITE, "b")
    print([(k.data, m == selectors.EVENT_WRITE) for k, m in selector.select(0)])
    b.sendall(b"x" * 1000)
    print(sorted(k.data for k, m in selector.select(0)), len(a.recv(4096)))
    selector.modify(b, selectors.EVENT_READ)
    print(selector.select(0.001))
    b.shutdown(socket.SHUT_WR)
    print([k.data for k, m in selector.select(1)], a.recv(10))
    print(a.send(b"still open"), b.recv(20))
c = b.dup()
b.close()
print(a.send(b"to the copy"), c.recv(20), b.fileno())
c.close()
try:
    a.send(b"nobody")
    print("sent")
except OSError as e:
    print(type(e).__name__)
a.close()
try:
    a.recv(1)
except OSError as e:
    print(e.errno == errno.EBADF)


async def main():
    loop = asyncio.get_running_loop()
    left, right = socket.socketpair()
    left.setblocking(False)
    right.setblocking(False)

    async def echo():
        while data := await loop.sock_recv(right, 100):
            await loop.sock_sendall(right, data.upper())
        right.close()

    task = asyncio.create_task(echo())
    for word in (b"one", b"two"):
        await loop.sock_sendall(left, word)
        print(await loop.sock_recv(left, 100))
    left.close()
    await task

    reader, writer = await asyncio.open_connection(sock=(pair := socket.socketpair())[0])
    pair[1].sendall(b"line one\nline two\n")
    print(await reader.readline(), await reader.readline())
    writer.write(b"answer")
    await writer.drain()
    print(pair[1].recv(100))
    writer.close()
    await writer.wait_closed()
    pair[1].close()

    done = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(done.set))
    thread.start()
    await done.wait()
    thread.join()
    future = asyncio.run_coroutine_threadsafe(asyncio.sleep(0, "result"), loop)
    print(await asyncio.wrap_future(future))
    print(await asyncio.to_thread(sorted, [3, 1, 2]))
    print(await asyncio.gather(*(loop.run_in_executor(None, pow, i, 2) for i in range(4))))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except TimeoutError:
        print("timed out")


asyncio.run(main())
