"""Waits of threads one after the other: each has its own deadline, and what can never be ready says so at once."""

import _thread
import os
import queue
import socket
import sys
import threading
import time

# a lock that is taken after waiting, then a short sleep: the sleep must not inherit the lock's missing deadline
NUMBER, ROUNDS = 6, 3


class Barrier:
    def __init__(self, n):
        self.n = n
        self.waiting = 0
        self.checkin = _thread.allocate_lock()
        self.checkout = _thread.allocate_lock()
        self.checkout.acquire()

    def enter(self):
        self.checkin.acquire()
        self.waiting += 1
        if self.waiting == self.n:
            self.waiting = self.n - 1
            self.checkout.release()
            return
        self.checkin.release()
        self.checkout.acquire()
        self.waiting -= 1
        if self.waiting == 0:
            self.checkin.release()
            return
        self.checkout.release()


barrier, left, done = Barrier(NUMBER), [], _thread.allocate_lock()
done.acquire()
mutex = _thread.allocate_lock()


def task(ident):
    for i in range(ROUNDS):
        time.sleep(0.0001 * ident)
        barrier.enter()
        with mutex:
            left.append(i)
    with mutex:
        if len(left) == NUMBER * ROUNDS:
            done.release()


for n in range(NUMBER):
    _thread.start_new_thread(task, (n,))
print(done.acquire(timeout=20), sorted(left) == sorted(list(range(ROUNDS)) * NUMBER))

# a queue with a time-out after one that had none
q, r = queue.SimpleQueue(), []


def getter():
    r.append(q.get())
    try:
        q.get(timeout=0.01)
    except queue.Empty:
        r.append("empty")
    start = time.monotonic()
    r.append(threading.Event().wait(0.02))
    r.append(time.monotonic() - start < 5)


t = threading.Thread(target=getter)
t.start()
time.sleep(0.01)
q.put("item")
t.join(20)
print(r, t.is_alive())

# closed descriptors while other threads live
stop = threading.Event()
background = threading.Thread(target=stop.wait)
background.start()
a, b = socket.socketpair()
a.close()
for f in (lambda: a.sendall(b"x"), lambda: a.recv(1), lambda: a.accept(), lambda: os.read(-1, 1), lambda: os.write(-1, b"")):
    try:
        f()
    except OSError as e:
        print(type(e).__name__, e.errno)
print(b.recv(5))
b.close()
stop.set()
background.join()


# an error that ends a bare thread is told with the function, and with no object
class Hook:
    def __init__(self):
        self.seen = threading.Event()

    def __call__(self, u):
        self.args = u.object, u.err_msg.startswith("Exception ignored in thread started by <function fails"), repr(u.exc_value)
        self.seen.set()


def fails():
    raise ValueError("failed")


sys.unraisablehook = hook = Hook()
_thread.start_new_thread(fails, ())
print(hook.seen.wait(20), hook.args)
