import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { errorOf, output } from "./interp_support.ts";

Deno.test("send, throw, close, and what a generator returns", () => {
  assertEquals(
    output(`
def g():
    try:
        got = yield 1
        out("got", got)
        yield 2
    except ValueError as e:
        out("caught", e)
        yield 3
    finally:
        out("closing")
    return "end"
a = g()
out(next(a), a.send("x"))
out(a.throw(ValueError("v")))
try: next(a)
except StopIteration as e: out(e.value)
b = g(); next(b); b.close()
b.close()
out(next(b, "finished"))
`),
    ["got x", "1 2", "caught v", "3", "closing", "end", "closing", "finished"],
  );
});

Deno.test("yield from delegates values, exceptions and the result", () => {
  assertEquals(
    output(`
def inner():
    try:
        x = yield 1
        out("inner", x)
        yield 2
    except KeyError:
        yield "key"
    return "result"
def outer():
    r = yield from inner()
    out("r", r)
    yield from [7, 8]
g = outer()
out(next(g), g.send("s"), next(g), list(g))
g = outer(); next(g)
out(g.throw(KeyError))
`),
    ["inner s", "r result", "1 2 7 [8]", "key"],
  );
});

Deno.test("misuse of generators", () => {
  const g = "def g():\n  yield 1\n";
  assertEquals(
    errorOf(g + "g().send(1)"),
    "TypeError: can't send non-None value to a just-started generator",
  );
  assertEquals(
    errorOf("def f():\n  yield next(me)\nme = f()\nnext(me)"),
    "ValueError: generator already executing",
  );
  assertEquals(
    errorOf("def f():\n  yield 1\n  raise StopIteration\nlist(f())"),
    "RuntimeError: generator raised StopIteration",
  );
  assertEquals(
    errorOf(
      "def f():\n  while True:\n    try: yield\n    except GeneratorExit: pass\nx = f()\nnext(x)\nx.close()",
    ),
    "RuntimeError: generator ignored GeneratorExit",
  );
});

Deno.test("the exception that a generator handles is its own", () => {
  assertEquals(
    output(`
def g():
    try: raise ValueError("in g")
    except ValueError:
        yield 1
        try: raise KeyError
        except KeyError as e: yield str(e.__context__)
def user():
    try: raise OSError("outer")
    except OSError:
        a = g(); next(a)
        try: raise TypeError
        except TypeError as e: out(e.__context__)
        out(next(a))
user()
`),
    ["outer", "in g"],
  );
});

Deno.test("coroutines, async for and async with", () => {
  assertEquals(
    output(`
class Wait:
    def __await__(self):
        got = yield "waiting"
        return got
async def value():
    return await Wait()
async def numbers():
    yield 1
    yield await value()
class CM:
    async def __aenter__(self): return "entered"
    async def __aexit__(self, *a):
        out("exit", a[0])
        return True
async def main():
    async with CM() as c:
        out(c)
        async for n in numbers(): out("n", n)
        raise ValueError
    return [x async for x in numbers()]
m = main()
out(m.send(None))
out(m.send(5))
try: m.send(6)
except StopIteration as e: out(e.value)
try: m.send(None)
except RuntimeError as e: out(e)
`),
    [
      "entered",
      "n 1",
      "waiting",
      "n 5",
      "exit <class 'ValueError'>",
      "waiting",
      "[1, 6]",
      "cannot reuse already awaited coroutine",
    ],
  );
});

Deno.test("asynchronous generators: asend, athrow, aclose", () => {
  assertEquals(
    output(`
async def g():
    try:
        x = yield 1
        out("x", x)
        yield 2
    except ValueError:
        yield 3
    finally:
        out("closed")
def run(awaitable):
    try: awaitable.send(None)
    except StopIteration as e: return e.value
    except StopAsyncIteration: return "end"
a = g()
out(run(a.asend(None)), run(a.asend("s")), run(a.athrow(ValueError)), run(a.__anext__()))
b = g()
run(b.__anext__())
out(run(b.aclose()))
`),
    ["x s", "closed", "1 2 3 end", "closed", "None"],
  );
});
