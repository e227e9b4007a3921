# Tracebacks of every frame kind: methods, generators, comprehensions, lambdas, decorators, classes, exec, recursion, long expressions.
import functools
import traceback


def shown(f, *a):
    try:
        f(*a)
    except BaseException as e:
        print("".join(traceback.format_exception(e)))


class Thing:
    items = [1, 2, 0]

    @property
    def ratio(self): return self.items[0] / self.items[2]

    @classmethod
    def build(cls, n): return cls().nested(n)

    @staticmethod
    def static(x): return x.missing

    def nested(self, n):
        def inner(k):
            return (lambda q: q + self.items[k])(1)
        return inner(n)

    def __getitem__(self, key): raise KeyError(key)
    def __add__(self, other): return self.items + other
    def __enter__(self): return self
    def __exit__(self, *a): raise ValueError("leaving")
    def __iter__(self):
        yield 1
        raise RuntimeError("in the generator")
    def __call__(self, *args, **kwargs): return self.static(*args, **kwargs)
    def __len__(self): return "many"


def logged(f):
    @functools.wraps(f)
    def wrapper(*a, **k):
        return f(*a, **k)
    return wrapper


@logged
@logged
def decorated(a, b=2):
    return (a
            + b
            + [c for c in range(3) if c / 0])


def countdown(n):
    if n == 0:
        raise OverflowError("bottom")
    return countdown(n - 1) + 1


def mutual_a(n): return mutual_b(n - 1)
def mutual_b(n): return mutual_a(n - 1) if n > 0 else undefined


def delegating():
    yield from Thing()


t = Thing()
shown(lambda: t.ratio)
shown(Thing.build, 7)
shown(lambda: t["a"]["b"])
shown(lambda: t + 1)
shown(lambda: t(1))
shown(lambda: len(t))
shown(lambda: [*t])
shown(lambda: list(delegating()))
shown(lambda: {k: v for k, v in t})
shown(decorated, 1)
shown(countdown, 3)
shown(countdown, 10)
shown(mutual_a, 6)


def managed():
    with t as x:
        x.items.nope


shown(managed)
shown(exec, "def f():\n    return 1 / 0\nf()")
shown(exec, "class A:\n    x = 1\n    y = x.z\n")
shown(eval, "(1,\n 2,\n 'a' + 1)")
shown(lambda: sorted([3, "a"], key=lambda v: v))
shown(lambda: max((x for x in (1, 2, None)), default=0))
shown(lambda: functools.reduce(lambda a, b: a + b, [1, "2"]))
shown(lambda: "{} {}".format(1))
shown(lambda: "%d %s" % (1,))
shown(lambda: int("12" "x"))


def long_chain():
    return (t.items
            .copy()
            .index(99))


def multi():
    value = {
        "one": 1,
        "two": t.items[
            5
        ],
        "three": 3,
    }


shown(long_chain)
shown(multi)
stack = traceback.extract_stack()
print(len(stack), stack[-1].name, stack[-1].line)
try:
    countdown(2)
except OverflowError as e:
    te = traceback.TracebackException.from_exception(e, capture_locals=True)
    print("".join(te.format()))
    for frame, line in traceback.walk_tb(e.__traceback__):
        print(frame.f_code.co_name, line, sorted(k for k in frame.f_locals if len(k) == 1))
    print("".join(traceback.format_list(traceback.extract_tb(e.__traceback__, limit=-1))))
    print("".join(traceback.format_tb(e.__traceback__.tb_next, 1)))
Thing.build(1).real.nested
