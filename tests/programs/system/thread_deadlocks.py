# Threads that wait under builtins for one another: what ends on CPython ends.
import _thread
import functools
import queue
import threading
import time
from itertools import tee


def under_next():
    start, finish = threading.Event(), threading.Event()

    class Waits:
        def __iter__(self):
            return self

        def __next__(self):
            start.set()
            finish.wait()
            return "went on"

    a, b = tee(Waits())
    got = []
    t = threading.Thread(target=lambda: got.append(next(a)))
    t.start()
    start.wait()
    finish.set()
    t.join()
    print("next", got)


def under_sorted():
    q, out = queue.Queue(), []
    t = threading.Thread(target=lambda: out.append(sorted([3, 1, 2], key=lambda x: (q.get(), x))))
    t.start()
    for v in [5, 4, 6]:
        time.sleep(0.002)
        q.put(v)
    t.join()
    print("sorted", out)


def actors(consume):
    inbox = [queue.Queue() for _ in range(3)]
    outbox = [queue.Queue() for _ in range(3)]

    def ask(i, j):
        outbox[i].put((i, j))
        return inbox[i].get()

    results = [None] * 3

    def work(i):
        results[i] = consume(functools.partial(ask, i))

    ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
    for t in ts:
        t.start()
    for j in range(3):
        print([r.get() for r in outbox], end=" ")
        for i, q in enumerate(inbox):
            q.put(i + j)
    for t in ts:
        t.join()
    print(results)


def by_locks():
    # each worker waits in a builtin for what the other one, which started before it, releases
    locks = [threading.Semaphore(0) for _ in range(2)]
    log, sums = [], []

    def step(me, j):
        locks[me].acquire()
        log.append((me, j))
        locks[1 - me].release()
        return j

    def work(me):
        sums.append(sum(step(me, j) for j in range(4)))

    ts = [threading.Thread(target=work, args=(i,)) for i in range(2)]
    for t in ts:
        t.start()
    locks[1].release()
    for t in ts:
        t.join()
    print(log, sums)


def compiled_main():
    q, r = queue.Queue(), queue.Queue()

    def adder():
        while (x := list(q.get() for _ in range(2)))[0] is not None:
            r.put(sum(x))

    t = threading.Thread(target=adder)
    t.start()

    def ask(i):
        q.put(i)
        q.put(i + 1)
        return r.get()

    total = 0
    for i in range(400):
        total += ask(i)
    q.put(None)
    q.put(None)
    t.join()
    print("main in a hot loop", total)


def interrupted():
    try:
        _thread.interrupt_main()
    except KeyboardInterrupt:
        print("at once")
    t = threading.Thread(target=_thread.interrupt_main)
    try:
        t.start()
        while True:
            time.sleep(0.001)
    except KeyboardInterrupt:
        print("from a thread")
    t.join()


def in_with():
    inner = threading.Condition()

    class Manager:
        def __enter__(self):
            with inner:
                inner.wait()
            return "entered"

        def __exit__(self, *args):
            with inner:
                return True

    ready = []

    def work(i):
        ready.append(i)
        with Manager() as m:
            ready.append(m)
            raise ValueError

    ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
    for t in ts:
        t.start()
    while any(t.is_alive() for t in ts):
        with inner:
            inner.notify(1)
        time.sleep(0.001)
    print(ready[:3], ready[3:])


under_next()
under_sorted()
actors(lambda ask: list(map(ask, range(3))))
actors(lambda ask: max(range(3), key=ask))
actors(lambda ask: functools.reduce(lambda a, b: a + ask(b), range(3), 0))
actors(lambda ask: [v for v in filter(ask, range(3))])
actors(lambda ask: "-".join(str(ask(j)) for j in range(3)))
actors(lambda ask: list(zip(range(3), (ask(j) for j in range(3)))))
by_locks()
compiled_main()
interrupted()
in_with()

forever = queue.Queue()
for waits in (lambda: list(iter(forever.get, None)), lambda: sorted("ab", key=lambda c: forever.get())):
    threading.Thread(target=waits, daemon=True).start()
time.sleep(0.01)
print("the end")
