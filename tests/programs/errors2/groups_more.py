# Exception groups: except*, split, subgroup, derive, nesting, notes, printing, what is raised again.
import traceback


class Tagged(ExceptionGroup):
    def __new__(cls, message, errors, tag): self = super().__new__(cls, message, errors); self.tag = tag; return self
    def __init__(self, message, errors, tag): pass
    def derive(self, errors): return Tagged(self.message, errors, self.tag)


def make():
    errors = []
    for f in (lambda: 1 / 0, lambda: [][1], lambda: {}["k"], lambda: int("x"), lambda: None.a):
        try:
            f()
        except Exception as e:
            errors.append(e)
    errors[0].add_note("a note\nof two lines")
    return ExceptionGroup("outer", [errors[0], ExceptionGroup("inner", errors[1:3]), errors[3], Tagged("tagged", [errors[4], OSError(2, "gone", "file")], "T")])


def shape(e, depth=0):
    print("  " * depth + f"{type(e).__name__}({e})" if not isinstance(e, BaseExceptionGroup) else "  " * depth + f"{type(e).__name__} {e.message!r} {getattr(e, 'tag', '')}")
    for inner in getattr(e, "exceptions", ()):
        shape(inner, depth + 1)


g = make()
shape(g)
print(repr(g)[:60], str(g), g.args[0], type(g.exceptions))
for kind in (LookupError, (ValueError, OSError), ArithmeticError, ExceptionGroup, TypeError, lambda e: "k" in str(e), lambda e: isinstance(e, Tagged)):
    match, rest = g.split(kind)
    print("split", getattr(kind, "__name__", kind))
    shape(match) if match else print(match)
    shape(rest) if rest else print(rest)
    print("subgroup", g.subgroup(kind) == match or (match is None) == (g.subgroup(kind) is None))
print("".join(traceback.format_exception(g)))
try:
    try:
        raise g
    except* LookupError as e:
        print("lookup", [type(x).__name__ for x in e.exceptions])
        raise RuntimeError("while handling") from e
    except* (ValueError, ZeroDivisionError) as e:
        print("value", e.exceptions)
    except* OSError as e:
        print("os", e.exceptions)
        raise
    else:
        print("never")
    finally:
        print("finally")
except BaseException as e:
    shape(e)
    print("cause", repr(e.exceptions[0].__cause__)[:40])
for plain in (ValueError("naked"), KeyError("other")):
    try:
        try:
            raise plain
        except* ValueError as e:
            print("wrapped", repr(e), e.exceptions[0] is plain)
    except KeyError as e:
        print("through", repr(e), e is plain)


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


def bad():
    try:
        raise ValueError
    except* ExceptionGroup:
        pass


attempt(bad)
attempt(lambda: ExceptionGroup("a", []))
attempt(lambda: ExceptionGroup("a", [5]))
attempt(lambda: ExceptionGroup("a", 5))
attempt(lambda: ExceptionGroup(5, [ValueError()]))
attempt(lambda: ExceptionGroup("a", [KeyboardInterrupt()]))
attempt(lambda: BaseExceptionGroup("a", [KeyboardInterrupt(), ValueError()]))
attempt(lambda: BaseExceptionGroup("a", [ValueError()]))
attempt(lambda: ExceptionGroup("a"))
attempt(lambda: ExceptionGroup("a", (ValueError(1), TypeError("t"))))
attempt(lambda: g.split(5))
attempt(lambda: setattr(g, "message", "x"))
deep = ValueError("bottom")
for i in range(13):
    deep = ExceptionGroup(f"level {i}", [deep])
print("".join(traceback.format_exception(deep)))
print("".join(traceback.format_exception(ExceptionGroup("many", [ValueError(i) for i in range(20)]))))
raise ExceptionGroup("last", [make(), ValueError("x")]) from KeyError("cause")
