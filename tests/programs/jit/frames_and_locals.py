"""What looks at frames sees compiled functions as any other: callers, lines, variables, also out of hot loops."""

import sys
import traceback
import warnings


def caller_line():
    return sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno


def chain(n):
    names = []
    f = sys._getframe()
    while f is not None and len(names) < n:
        names.append((f.f_code.co_name, f.f_lineno - f.f_code.co_firstlineno))
        f = f.f_back
    return names


def peek():
    return dict(sys._getframe(1).f_locals)


def level(n):
    here = n * 2
    if n == 0:
        return chain(4)
    return level(n - 1)


def hot(count):
    total = 0
    lines = set()
    for i in range(count):
        total += i
        lines.add(caller_line())
        if i == count - 1:
            seen = peek()
    return total, lines, {k: v for k, v in seen.items() if k in ("i", "total", "count")}


def own(count):
    for i in range(count):
        last = locals()
    return sorted(last), last["i"]


def evaluates(count):
    x = 0
    for i in range(count):
        x = eval("x + i")
    exec("y = x * 2")
    return x, "y" in locals()


def writes(count):
    f = sys._getframe()
    value = 0
    for i in range(count):
        value += 1
        if i == count - 1:
            f.f_locals["value"] = 1000
    return value


def keyed(items):
    return sorted(items, key=lambda x: (chain(2)[1][0] == "keyed", -x))


def fails(n):
    local = "at %d" % n
    if n == 0:
        raise ValueError(local)
    fails(n - 1)


def tracebacks(count):
    for _ in range(count):
        try:
            fails(3)
        except ValueError as e:
            tb = e.__traceback__
            found = []
            while tb is not None:
                found.append((tb.tb_frame.f_code.co_name, tb.tb_frame.f_locals.get("local")))
                tb = tb.tb_next
    return found


def warned(count):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always")
        for i in range(count):
            warnings.warn("one", stacklevel=1)
            if i == count - 1:
                warnings.warn("two", stacklevel=2)
    first = warned.__code__.co_firstlineno
    return {w.lineno - first for w in log if str(w.message) == "one"}, len(log)


def stack(count):
    for _ in range(count):
        names = [s.name for s in traceback.extract_stack()]
    return names[-1]


def traced(count):
    """A trace function that is set in the middle of a hot loop."""
    calls = []

    def tracer(frame, event, arg):
        if frame.f_code.co_name == "small":
            calls.append(event)
        return tracer

    for i in range(count):
        if i == count - 3:
            sys.settrace(tracer)
        small(i)
        if i == count - 2:
            sys.settrace(None)
    return calls


def small(x):
    y = x + 1
    return y


for repeat in range(3):
    print(level(5), hot(600))
    print(own(300), evaluates(300), writes(600))
    print(keyed(list(range(5))))
    print(tracebacks(300))
    print(warned(300), stack(100))
    print(traced(600))
    for _ in range(200):
        level(6)
