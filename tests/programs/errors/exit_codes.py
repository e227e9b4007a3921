# sys.exit in its forms: exceptions at exit, finally blocks and atexit functions run, output is flushed, the message goes to standard error.
import atexit
import sys


class Exit(SystemExit): pass


def attempt(*a):
    try:
        sys.exit(*a)
    except SystemExit as e:
        print(repr(e), e.code, e.args)


attempt()
attempt(None)
attempt(3)
attempt("text")
attempt((1, 2))
attempt(True)
for f in (exit, quit):
    try:
        f(4)
    except SystemExit as e:
        print("site", e.code)
print(exit, quit)
try:
    raise Exit(9)
except Exit as e:
    print(e.code, isinstance(e, Exception), isinstance(e, BaseException))
try:
    try:
        sys.exit(1)
    except Exception:
        print("not reached")
    finally:
        print("finally runs")
except SystemExit:
    print("caught")


def goodbye(name):
    print("goodbye", name)


atexit.register(goodbye, "first")
atexit.register(goodbye, name="second")


@atexit.register
def failing():
    print("failing runs")
    raise ValueError("in atexit")


atexit.register(print, "registered print", flush=True)
atexit.unregister(print)
sys.stdout.write("no newline at the end, flushed")
sys.stderr.write("to stderr\n")


class Noisy:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): print("\nexit sees", t.__name__, v)


with Noisy():
    try:
        sys.exit("final message")
    finally:
        print(" [cleanup]", end="")
