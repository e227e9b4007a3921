# Handlers, finally and with in generators, coroutines and asynchronous generators, and exceptions that go on rising: compiled.
import sys, traceback
def inner(n):
    try:
        for i in range(n):
            try:
                x = yield i
                print("got", x)
            except KeyError as e:
                print("key", e, sys.exception() is e)
                y = yield "handled"
                print("y", y, repr(sys.exception()))
    finally:
        print("fin", repr(sys.exception()))
def outer(n):
    try:
        r = yield from inner(n)
    except ValueError as e:
        print("VE", e)
        traceback.print_exc(file=sys.stdout)
        yield "after"
    else:
        print("r", r)
for k in range(5):
    g = outer(4)
    print(next(g)); print(g.send(5)); print(g.throw(KeyError("k"))); print(g.send(7))
    print(g.throw(ValueError("v%d" % k)))
    print(list(g))
    g = outer(3); next(g); g.close()
def rer(n):
    try:
        try:
            1/n
        except ZeroDivisionError:
            raise
        finally:
            print("f")
    except ArithmeticError as e:
        traceback.print_exc(file=sys.stdout)
    try:
        try:
            raise ExceptionGroup("g",[ValueError(1),KeyError(2),TypeError(3)])
        except* ValueError as e:
            print(e.exceptions)
        except* KeyError as e:
            raise
    except ExceptionGroup as e:
        traceback.print_exc(file=sys.stdout)
    try:
        raise
    except RuntimeError as e: print(e)
for i in range(4): rer(0)
class C:
    def __enter__(self): return self
    def __exit__(self,*a): print("exit", a[0]); return a[0] is KeyError
    async def __aenter__(self): return self
    async def __aexit__(self,*a): print("aexit", a[0]); return a[0] is KeyError
async def ag(n):
    try:
        for i in range(n):
            yield i
    finally:
        print("ag fin")
async def co(k):
    async with C() as c:
        async for v in ag(3):
            print(v)
            if v == 2: raise KeyError
    async with C():
        async for v in ag(3):
            pass
        else: print("else")
    try:
        async with C():
            async for v in ag(2):
                raise ValueError
    except ValueError as e:
        traceback.print_exc(file=sys.stdout)
    async for v in ag(3):
        break
import asyncio
for k in range(3): asyncio.run(co(k))
def w():
    with C():
        yield 1
        raise KeyError
    yield 2
for i in range(4): print(list(w()))
