# An uncaught exception group, nested, with causes and notes, printed at top level.
def fail(n):
    if n % 2:
        raise ValueError(f"odd {n}")
    raise KeyError(n)


def collect(ns):
    errors = []
    for n in ns:
        try:
            fail(n)
        except Exception as e:
            e.add_note(f"note for {n}")
            errors.append(e)
    return errors


def inner():
    try:
        raise ExceptionGroup("inner", collect([1, 2]))
    except ExceptionGroup as g:
        return g


def with_cause():
    try:
        try:
            1 / 0
        except ZeroDivisionError as z:
            raise TypeError("typed") from z
    except TypeError as t:
        return t


def outer():
    g = ExceptionGroup("outer", [inner(), with_cause(), *collect([3]), OSError(2, "no file", "name")])
    g.add_note("on the group")
    raise g


try:
    outer()
except* OSError as e:
    print("handled", e.exceptions)
except* LookupError as e:
    print("lookup", e)
    raise RuntimeError("while handling")
