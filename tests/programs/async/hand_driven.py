# Coroutines driven by hand: a small scheduler of our own, awaitables, types.coroutine, send, throw, close, contextvars.
import contextvars
import types
from collections import deque

request = contextvars.ContextVar("request", default="none")


@types.coroutine
def switch(what="tick"):
    return (yield what)


class Event:
    def __init__(self): self.waiting, self.value = [], None
    def __await__(self):
        if self.value is None:
            yield ("wait", self)
        return self.value
    def set(self, value, loop):
        self.value = value
        loop.ready.extend((t, None) for t in self.waiting)
        self.waiting.clear()


class Task:
    ids = 0

    def __init__(self, coro):
        Task.ids += 1
        self.id, self.coro, self.context, self.done, self.result, self.error, self.joiners = Task.ids, coro, contextvars.copy_context(), False, None, None, []

    def __await__(self):
        if not self.done:
            yield ("join", self)
        if self.error:
            raise self.error
        return self.result

    def __repr__(self): return f"<Task {self.id} {self.coro.__name__} {'done' if self.done else 'live'}>"


class Loop:
    def __init__(self): self.ready, self.trace, self.clock, self.sleeping = deque(), [], 0, []

    def spawn(self, coro):
        t = Task(coro)
        self.ready.append((t, None))
        return t

    def step(self, task, value):
        try:
            got = task.context.run(task.coro.send, value)
        except StopIteration as e:
            task.done, task.result = True, e.value
        except Exception as e:
            task.done, task.error = True, e
        else:
            self.trace.append((task.id, got[0] if isinstance(got, tuple) else got))
            match got:
                case ("wait", event): event.waiting.append(task)
                case ("join", other): other.joiners.append(task)
                case ("sleep", n): self.sleeping.append((self.clock + n, task.id, task))
                case ("spawn", coro): self.ready.append((task, self.spawn(coro)))
                case _: self.ready.append((task, f"answer to {got}"))
            return
        self.ready.extend((j, None) for j in task.joiners)

    def run(self, coro):
        main = self.spawn(coro)
        while self.ready or self.sleeping:
            if not self.ready:
                self.sleeping.sort(key=lambda s: s[:2])
                self.clock, _, task = self.sleeping.pop(0)
                self.ready.append((task, None))
            self.step(*self.ready.popleft())
        if main.error:
            raise main.error
        return main.result


async def worker(name, n, event=None):
    request.set(f"request of {name}")
    for i in range(n):
        print(f"  {name} {i}:", await switch(f"{name}{i}"), "|", request.get())
    if event:
        print(f"  {name} waits:", await event)
    await switch(("sleep", n))
    if n == 3:
        raise ValueError(f"{name} failed")
    return name * n


async def main(loop):
    event = Event()
    tasks = [await switch(("spawn", worker(n, i, event if i % 2 else None))) for i, n in enumerate(("ann", "bob", "cid", "dan"))]
    await switch(("sleep", 1))
    event.set("signal", loop)
    for t in tasks:
        try:
            print(t, "gave", await t)
        except ValueError as e:
            print(t, "raised", e, [n.name for n in __import__("traceback").extract_tb(e.__traceback__)][-2:])
    return request.get(), loop.clock


loop = Loop()
print(loop.run(main(loop)))
print(loop.trace)


async def chain(n): return await (chain(n - 1) if n else switch("deep")) + (1 if n else 0)


c = chain(5)
print(c.send(None), c.cr_await.cr_code.co_name, c.cr_frame.f_lineno > 0)
try:
    c.send(100)
except StopIteration as e:
    print("value", e.value)
for act in (lambda c: c.send(1), lambda c: (c.send(None), c.throw(KeyError("k"))), lambda c: (c.send(None), c.close(), c.send(None)), lambda c: (c.close(), c.send(None)), lambda c: iter(c), lambda c: next(c), lambda c: c.__await__().__next__(), lambda c: c.throw(ValueError("early"))):
    c = chain(2)
    try:
        print(act(c))
    except BaseException as e:
        print(type(e).__name__, e)
    c.close()
