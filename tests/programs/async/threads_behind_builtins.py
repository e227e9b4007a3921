# Threads that wait in functions which a builtin calls: iter(f, end), functools.partial, generators; the main thread goes on.
import functools
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def consume(q, out):
    for item in iter(q.get, None):
        out.append(item)
    out.append("end")


for kind in (queue.Queue, queue.SimpleQueue, queue.LifoQueue):
    q, out = kind(), []
    t = threading.Thread(target=consume, args=(q, out))
    t.start()
    for i in range(3):
        q.put(i)
        time.sleep(0.003)
        while q.qsize():
            time.sleep(0.001)
    q.put(None)
    t.join()
    print(kind.__name__, out)

# the end of iter(f, end): a value that is equal, StopIteration, an error
count = iter(range(10))


def following():
    return next(count)


print([x for x in iter(following, 4)], [x * 2 for x in iter(following, "never")], list(iter(following, 1)))


def failing():
    raise ValueError("inside")


try:
    for x in iter(failing, None):
        pass
except ValueError as e:
    tb = e.__traceback__
    names = []
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print(e, names)


class Equal:
    def __eq__(self, other):
        return other == 3


numbers = iter(range(100))
it = iter(lambda: next(numbers), Equal())
for x in it:
    print(x, end=" ")
print(list(it), next(numbers))
inner = iter(lambda: next(inner, "x"), 5)
try:
    next(inner)
except RecursionError:
    print("recursion")


def counted(n):
    def f():
        yield n
    return f


for g in iter(counted(3), None):
    print(list(g))
    break

# partial: as a target, nested, with keywords, failing
gate, order = threading.Event(), []


def wait_at(gate, name, *, suffix="!", **more):
    gate.wait()
    order.append(name + suffix + str(sorted(more.items())))
    return name


threads = [threading.Thread(target=functools.partial(wait_at, gate, "a")), threading.Thread(target=functools.partial(functools.partial(wait_at, gate), "b", suffix="?"), kwargs={"z": 1})]
for t in threads:
    t.start()
order.append("main")
gate.set()
for t in threads:
    t.join()
print(order[0], sorted(order[1:]))
with ThreadPoolExecutor(2) as pool:
    gate = threading.Event()
    futures = [pool.submit(functools.partial(wait_at, gate, suffix="."), n) for n in ("x", "y", "z")]
    time.sleep(0.005)
    gate.set()
    print([f.result() for f in futures])
for bad in (functools.partial(wait_at), functools.partial(wait_at, 1, 2, 3), functools.partial(int, base=2)):
    try:
        print(bad("101"))
    except TypeError as e:
        print(e)


class Sub(functools.partial):
    def __call__(self, *args):
        return "sub", super().__call__(*args)


print(Sub(max, 1)(2))


class Method:
    go = functools.partialmethod(lambda self, a, b: (a, b), 1)


print(Method().go(2))
lock, done = threading.Lock(), []


def guarded(n):
    with lock:
        time.sleep(0.001)
        done.append(n)
        yield n


def worker(n):
    for x in guarded(n):
        done.append(next(iter(guarded_items(x))))


def guarded_items(x):
    time.sleep(0.001)
    yield -x


threads = [threading.Thread(target=worker, args=(n,)) for n in range(1, 4)]
for t in threads:
    t.start()
for t in threads:
    t.join(5)
print(sorted(done))


class Odd:
    def __iter__(self):
        return self

    def __next__(self):
        yield 1


for g in Odd():
    print(list(g))
    break


# a wait for a lock, then a sleep, then a wait with a time-out
lock, log = threading.Lock(), []


def polite(n):
    for turn in range(2):
        with lock:
            time.sleep(0.002)
            log.append((n, turn))
    got = never.acquire(timeout=0.01)
    log.append((n, got))


never = threading.Lock()
never.acquire()
threads = [threading.Thread(target=polite, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(log), lock.locked())
