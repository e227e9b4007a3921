# Context managers: order, suppression, exceptions in enter and exit, multiple items, ExitStack, contextmanager, errors of the protocol.
from contextlib import contextmanager, ExitStack, suppress, closing, nullcontext, redirect_stdout
import io


class CM:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise RuntimeError("enter " + self.name)
        return self.name.upper()

    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        if self.fail == "exit":
            raise RuntimeError("exit " + self.name)
        return self.swallow


with CM("a") as a, CM("b") as b:
    print(a, b)
with (CM("p") as p, CM("q", True)):
    print(p)
    raise ValueError("swallowed")
for fail in ("enter", "exit"):
    try:
        with CM("outer"), CM("inner", fail=fail):
            print("body")
            raise KeyError("k")
    except Exception as e:
        print("caught", repr(e), repr(e.__context__))


def leave(how):
    for i in range(2):
        with CM(f"loop{i}"):
            if how == "return":
                return i
            if how == "break":
                break
            if how == "continue":
                continue
    return "end"


for how in ("return", "break", "continue", "none"):
    print(how, leave(how))
for bad in ("with 5: pass", "with object() as o: pass", "with CM: pass"):
    try:
        exec(bad)
    except Exception as e:
        print(bad, type(e).__name__, e)


class Half:
    def __enter__(self): return self


try:
    with Half(): pass
except TypeError as e:
    print(e)


@contextmanager
def managed(n):
    print("setup", n)
    try:
        yield n * 2
    except ValueError as e:
        print("handled", e)
    finally:
        print("teardown", n)


with managed(4) as v:
    print(v)
    raise ValueError("inside")
try:
    with managed(1):
        raise KeyError("through")
except KeyError as e:
    print("got", e)


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def never():
    return
    yield


for cm in (twice, never):
    try:
        with cm(): print("in")
    except RuntimeError as e:
        print(e)
with ExitStack() as st:
    print([st.enter_context(CM(str(i))) for i in range(2)])
    st.callback(print, "callback", 1)
    st.push(lambda *exc: print("pushed", exc[0]) or True)
    raise LookupError
with suppress(KeyError, IndexError):
    [][1]
buf = io.StringIO()
with redirect_stdout(buf):
    print("hidden")
print(repr(buf.getvalue()))
with nullcontext(7) as seven, closing(io.StringIO("x")) as s:
    print(seven, s.read())
print(s.closed)


@managed("deco")
def decorated(): print("decorated body"); return "result"


print(decorated())
