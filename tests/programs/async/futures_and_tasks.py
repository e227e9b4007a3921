"""Futures and tasks as programs see them: texts, reprs, tracebacks, cancellation, what is told at the end."""

import asyncio
import contextvars
import gc
import re
import traceback


def tidy(v):
    return re.sub(r"0x[0-9a-f]+", "ADDR", re.sub(r'File ".*?([^/"]+)"', r'File "\1"', str(v)))


def show(label, f, *args):
    try:
        print(label, "->", tidy(repr(f(*args))))
    except BaseException as e:
        print(label, "!!", type(e).__name__, tidy(e))


print(asyncio.Future, asyncio.Task, asyncio.Task.__mro__[1].__name__, asyncio.Future.__module__)
print(sorted(n for n in vars(asyncio.Future)))
print(sorted(set(vars(asyncio.Task)) - set(vars(asyncio.Future))))
show("no loop", asyncio.get_running_loop)
show("not init", asyncio.Future.__new__(asyncio.Future).set_result, 1)


# what nobody asked for
told = []
loop = asyncio.new_event_loop()
loop.set_exception_handler(lambda loop, context: told.append((context["message"], repr(context["exception"]))))
f = loop.create_future()
f.set_exception(OSError("lost"))
del f
gc.collect()
print(told)
loop.close()


async def futures():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f, f.done(), f.cancelled(), f.get_loop() is loop, asyncio.isfuture(f))
    show("result", f.result)
    show("exception", f.exception)
    seen = []
    f.add_done_callback(seen.append)
    f.add_done_callback(print)
    print(f.remove_done_callback(print), len(f._callbacks), f._state)
    f.set_result([1, 2])
    print(f, f.result(), f.exception(), seen)
    await asyncio.sleep(0)
    print(seen == [f], await f, f.cancel())
    show("again", f.set_result, 1)
    show("again", f.set_exception, ValueError)
    g = loop.create_future()
    show("bad", g.set_exception, 5)
    g.set_exception(StopIteration(3))
    print(repr(g.exception()), repr(g.exception().__cause__))
    h = loop.create_future()
    h.set_exception(KeyError)
    show("raised", h.result)
    c = loop.create_future()
    print(c.cancel("why"), c, c.cancelled())
    show("cancelled", c.result)
    try:
        await c
    except asyncio.CancelledError as e:
        print("await", repr(e))
    x = loop.create_future()
    x.note = "attributes"
    it = iter(x)
    print(next(it) is x, x._asyncio_future_blocking, x.note)
    show("twice", next, it)
    show("flag", setattr, x, "_log_traceback", True)
    x.set_result(9)
    try:
        next(iter(x))
    except StopIteration as e:
        print("stop", e.value)
    print(asyncio.Future[int])


asyncio.run(futures())

var = contextvars.ContextVar("var", default="none")


async def child(n):
    var.set(n)
    await asyncio.sleep(0)
    if n < 0:
        raise ValueError(f"negative: {n}")
    return n * 2, var.get(), asyncio.current_task().get_name()


async def tasks():
    t = asyncio.create_task(child(4), name="first")
    print(tidy(repr(t)).replace(str(child.__code__.co_firstlineno), "LINE"), t.get_name(), t.get_coro().__name__)
    print(await t, t.done(), var.get())
    show("set", t.set_result, 1)
    show("set", t.set_exception, 1)
    show("coro", asyncio.Task, 5)
    bad = asyncio.create_task(child(-1), name="bad")
    try:
        await bad
    except ValueError as e:
        print([f.name for f in traceback.extract_tb(e.__traceback__)], len(bad.get_stack()))
    print(await asyncio.gather(child(1), child(-2), child(3), return_exceptions=True))

    async def stubborn():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            print("refused", e.args, asyncio.current_task().cancelling(), asyncio.current_task().uncancel())
        return "done"

    s = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    print(s.cancel("please"), s.cancelling(), tidy(s).split()[1])
    print(await s, s.cancelled())
    n = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    n.cancel()
    show("cancelled", lambda: asyncio.get_running_loop() and None)
    try:
        await n
    except asyncio.CancelledError as e:
        print("n", n.cancelled(), repr(e), n.done())
    early = asyncio.create_task(child(1))
    early.cancel("early")
    try:
        await early
    except asyncio.CancelledError as e:
        print("early", repr(e))

    async def itself():
        await task

    task = asyncio.create_task(itself(), name="self")
    try:
        await task
    except RuntimeError as e:
        print(re.sub(r"coro=<.*?>", "CORO", tidy(e))[:60])

    class Odd:
        def __await__(self):
            yield 5

    async def odd():
        await Odd()

    try:
        await asyncio.create_task(odd())
    except RuntimeError as e:
        print(e)
    done, pending = await asyncio.wait([asyncio.create_task(child(i)) for i in range(3)])
    print(sorted(d.result()[0] for d in done), pending, len(asyncio.all_tasks()))
    async with asyncio.timeout(5):
        async with asyncio.TaskGroup() as group:
            made = [group.create_task(child(i)) for i in range(3)]
    print([m.result()[0] for m in made])
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child(-5))
            group.create_task(asyncio.sleep(10))
    except* ValueError as g:
        print(g.exceptions)
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def at_once():
        return asyncio.current_task().get_name()

    e = asyncio.create_task(at_once(), name="eager")
    print(e.done(), e.result(), asyncio.current_task().get_name())


asyncio.run(tasks(), debug=False)


async def inner():
    await asyncio.sleep(0)
    raise LookupError("from inside")


async def outer():
    await asyncio.create_task(inner())


try:
    asyncio.run(outer())
except LookupError as e:
    print([f.name for f in traceback.extract_tb(e.__traceback__)])
