# Exceptions through layers of an application: causes, contexts, notes, suppressed contexts, custom exceptions, re-raising, and the traceback at the end.
import sys
import traceback


class AppError(Exception):
    """Everything this application raises."""
    code = 1

    def __init__(self, message, *, detail=None):
        super().__init__(message)
        self.detail = detail

    def __str__(self):
        return f"[{self.code}] {super().__str__()}" + (f" ({self.detail})" if self.detail else "")


class StorageError(AppError):
    code = 20


class NotFound(StorageError, KeyError):
    code = 24


class Store:
    def __init__(self): self.rows = {"a": "1", "b": "two", "c": None}

    def get(self, key):
        try:
            return self.rows[key]
        except KeyError as e:
            raise NotFound("no such row", detail=key) from e

    def number(self, key):
        value = self.get(key)
        try:
            return int(value)
        except (TypeError, ValueError):
            raise StorageError("not a number", detail=repr(value))


class Service:
    def __init__(self, store): self.store, self.log = store, []

    def total(self, *keys):
        result = 0
        for key in keys:
            try:
                result += self.store.number(key)
            except NotFound:
                self.log.append(f"missing {key}")
            except StorageError as e:
                e.add_note(f"while adding {key!r}")
                e.add_note(f"after {len(self.log)} missing\nof {len(keys)}")
                raise
            finally:
                self.log.append(key)
        return result


def walk(e):
    while e is not None:
        print("  ", type(e).__name__, "|", e, "|", e.args, "|", getattr(e, "__notes__", None), "|", e.__suppress_context__)
        e = e.__cause__ or (None if e.__suppress_context__ else e.__context__)


service = Service(Store())
print(service.total("a", "z", "a"), service.log)
for keys in (("b",), ("a", "q", "c")):
    try:
        service.total(*keys)
    except AppError as e:
        walk(e)
        print(*traceback.format_exception(e), sep="")
        print(traceback.format_exception_only(e))
try:
    try:
        Store().get("nope")
    except NotFound as e:
        raise RuntimeError("hidden") from None
except RuntimeError as e:
    walk(e)
    print(repr(e.__context__), repr(e.__context__.__cause__), e.__context__.__cause__ is e.__context__.__context__)
try:
    raise NotFound
except TypeError as e:
    print(e)
e1, e2 = ValueError("one"), ValueError("two")
e1.__cause__, e2.__cause__ = e2, e1
print("".join(traceback.format_exception(e1)))
try:
    try:
        1 / 0
    finally:
        [].pop()
except IndexError as e:
    walk(e)
try:
    e1.__cause__ = 5
except TypeError as e:
    print(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e, repr(e.__context__))
try:
    raise 5
except TypeError as e:
    print(e)
print(sys.exc_info(), sys.exception())


def handler(kind, value, tb):
    print("hook:", kind.__name__, value, [f.name for f in traceback.extract_tb(tb)], file=sys.stderr)
    sys.__excepthook__(kind, value, tb)


sys.excepthook = handler
service.total("a", "b")
