# Exception groups: except*, split, subgroup, derive, nesting, re-raising, mixing, notes, errors of construction.
import traceback


def show(e, depth=0):
    if isinstance(e, BaseExceptionGroup):
        print("  " * depth + f"{type(e).__name__} {e.message!r} {len(e.exceptions)}")
        for x in e.exceptions:
            show(x, depth + 1)
    else:
        print("  " * depth + repr(e))


eg = ExceptionGroup("top", [ValueError(1), TypeError("t"), ExceptionGroup("nested", [ValueError(2), KeyError("k")])])
print(eg, repr(eg), eg.message, eg.args)
show(eg)
m, r = eg.split(ValueError)
show(m); show(r)
print(eg.subgroup((KeyError, TypeError)), eg.subgroup(OSError), eg.subgroup(lambda e: isinstance(e, ExceptionGroup) and e.message == "nested"))
print(eg.split(ExceptionGroup)[1], eg.subgroup(ExceptionGroup) is eg)


def handle(make):
    try:
        try:
            raise make
        except* ValueError as e:
            print("values", [repr(x) for x in e.exceptions])
        except* (KeyError, LookupError) as e:
            print("lookups"); show(e)
        except* OSError:
            print("os"); raise RuntimeError("in handler")
        else:
            print("else")
        finally:
            print("finally")
    except BaseException as e:
        print("left:"); show(e)
        print("  ctx", repr(e.__context__)[:60], "cause", repr(e.__cause__))


handle(eg)
handle(ValueError("naked"))
handle(TypeError("not matched"))
handle(ExceptionGroup("os", [OSError(1, "x"), TypeError("rest")]))
handle(BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError(3)]))


def reraise():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError as e:
            raise
        except* TypeError as e:
            raise KeyError("new") from e
    except Exception as e:
        show(e)
        print([repr(x.__cause__) for x in e.exceptions])


reraise()
for src in ("ExceptionGroup('m', [])", "ExceptionGroup('m', [1])", "ExceptionGroup('m')", "ExceptionGroup(5, [ValueError()])", "ExceptionGroup('m', 5)", "ExceptionGroup('m', [KeyboardInterrupt()])", "type(BaseExceptionGroup('m', [ValueError()])).__name__", "ExceptionGroup('m', (ValueError(), ValueError()))", "eg.split(5)", "eg.subgroup('x')", "ExceptionGroup('', [ValueError])", "ExceptionGroup('m', {ValueError(): 1})"):
    try:
        print(src, eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, e)
for src in ("try:\n  raise ValueError\nexcept* ExceptionGroup: pass", "try:\n  raise ValueError\nexcept* 5: pass", "try:\n  raise ValueError\nexcept 5: pass", "try:\n  raise ValueError\nexcept (TypeError, 'x'): pass"):
    try:
        exec(src)
    except Exception as e:
        print(repr(src), type(e).__name__, e)


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        print("derive", len(excs))
        return MyGroup(self.message + "!", excs)


try:
    raise MyGroup("mine", [ValueError(1), KeyError(2)])
except* ValueError as e:
    print(type(e).__name__, e.message, e.exceptions)
except* KeyError as e:
    print(type(e).__name__, e.message)
e = ExceptionGroup("noted", [ValueError("inner")])
e.add_note("note on group")
e.exceptions[0].add_note("note on leaf")
print("".join(traceback.format_exception(e)))


def f(n):
    raise ValueError(n)


def collect():
    errs = []
    for i in range(3):
        try:
            f(i)
        except ValueError as x:
            errs.append(x)
    raise ExceptionGroup("collected", errs)


collect()
