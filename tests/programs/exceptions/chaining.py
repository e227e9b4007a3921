# Exceptions: chaining, finally, else, notes, custom classes, re-raise, context of nested handlers.
import sys
import traceback


class AppError(Exception):
    def __init__(self, code, message="oops"):
        super().__init__(code, message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[1]}"


def risky(n):
    if n == 0:
        raise AppError(7)
    if n == 1:
        raise ValueError("one") from KeyError("cause")
    if n == 2:
        try:
            1 / 0
        except ZeroDivisionError:
            raise LookupError("during handling")
    if n == 3:
        try:
            {}["missing"]
        except KeyError:
            raise RuntimeError("hidden") from None
    return n


for n in range(5):
    try:
        r = risky(n)
    except (AppError, ValueError) as e:
        print(n, type(e).__name__, e, e.args, repr(e.__cause__), repr(e.__context__))
    except Exception as e:
        print(n, repr(e), repr(e.__context__), e.__suppress_context__)
    else:
        print(n, "else", r)
    finally:
        print(n, "finally")


def order():
    log = []
    for i in range(3):
        try:
            log.append(f"try{i}")
            if i == 0:
                continue
            if i == 2:
                break
            log.append(f"body{i}")
        finally:
            log.append(f"fin{i}")
    return log


print(order())


def overrides():
    try:
        return "try"
    finally:
        return "finally"


def nested():
    try:
        try:
            raise KeyError("inner")
        finally:
            print("cleanup")
    except KeyError as e:
        e.add_note("a note")
        e.add_note("another")
        print(e.__notes__)
        try:
            raise
        except KeyError as again:
            return again is e


print(overrides(), nested())
try:
    raise AppError(3)
except AppError:
    print(sys.exc_info()[0].__name__, sys.exception().code)
print(sys.exc_info(), sys.exception())

try:
    try:
        raise TypeError("first")
    except TypeError as e:
        saved = e
        raise ValueError("second") from e
except ValueError as e:
    print(e.__cause__ is saved, e.__context__ is saved)
    print("".join(traceback.format_exception_only(e)), end="")
try:
    saved
    e
except NameError as err:
    print(err)

try:
    raise "not an exception"
except TypeError as e:
    print(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
try:
    try:
        raise OSError(2, "No such file", "name.txt")
    except FileNotFoundError as e:
        print(e, e.errno, e.strerror, e.filename, type(e).__mro__[1].__name__)
        raise
except OSError as e:
    print("again", e.args)


def gen():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closing")
        raise
    finally:
        print("gen finally")


g = gen()
next(g)
g.close()
raise AppError(99, "the end") from ValueError("root")
