# The builtin exception hierarchy: constructors, attributes, str and repr of each, OSError subclasses by errno, notes, pickling by reduce.
import builtins, errno, copy


def tree(cls, depth=0):
    print("  " * depth + cls.__name__)
    for sub in sorted((c for c in cls.__subclasses__() if c.__module__ == "builtins"), key=lambda c: c.__name__):
        if cls in sub.__bases__[:1]:
            tree(sub, depth + 1)


tree(BaseException)
print(IOError is OSError, EnvironmentError is OSError, ExceptionGroup.__bases__)
for e in [Exception(), Exception("a"), Exception("a", 2), KeyError("k"), KeyError(), KeyError("a", "b"), ValueError("line\nbreak"), StopIteration(5), SystemExit(3), SystemExit(), OSError(), OSError("x"), OSError(2, "No"), OSError(2, "No", "f"), OSError(2, "No", "f", None, "g"), OSError(9999, "odd"), UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad"), UnicodeEncodeError("ascii", "é", 0, 1, "bad"), UnicodeEncodeError("ascii", "aéé", 1, 3, "bad"), UnicodeTranslateError("xé", 1, 2, "bad"), SyntaxError("m"), SyntaxError("m", ("f", 1, 2, "text")), ImportError("m", name="n", path="p"), NameError("m", name="n"), AttributeError("m", name="n", obj=5), StopAsyncIteration(1), Warning("w"), AssertionError(), ZeroDivisionError("z"), IndexError("i"), BlockingIOError(11, "again", 5)]:
    print(type(e).__name__, repr(e), "|", str(e), "|", e.args)
for name in ("ENOENT", "EACCES", "EPERM", "EEXIST", "EISDIR", "ENOTDIR", "EPIPE", "ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EINTR", "ECHILD", "ESRCH", "ETIMEDOUT", "EAGAIN", "EALREADY", "EINPROGRESS", "ESHUTDOWN", "EINVAL"):
    e = OSError(getattr(errno, name), "m")
    print(name, type(e).__name__, e.errno == getattr(errno, name))
print(type(FileNotFoundError(13, "x")).__name__, FileNotFoundError("only").errno)
u = UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad")
print(u.encoding, u.object, u.start, u.end, u.reason)
s = SyntaxError("m", ("f", 1, 2, "text", 1, 4))
print(s.msg, s.filename, s.lineno, s.offset, s.text, s.end_lineno, s.end_offset, s.print_file_and_line)
i = ImportError("m", name="n", path="p")
print(i.name, i.path, i.msg, StopIteration(7).value, StopIteration().value, SystemExit(4).code, SystemExit(1, 2).code)
n = NameError("m", name="nm"); a = AttributeError("m", name="at", obj=[1])
print(n.name, a.name, a.obj, KeyError.__base__.__name__)
for src in ("UnicodeDecodeError('x')", "UnicodeDecodeError(1, 2, 3, 4, 5)", "ImportError(x=1)", "NameError(name='a', b=1)", "Exception(a=1)", "AttributeError(1, 2, nope=3)", "SyntaxError('m', (1, 2))", "SyntaxError('m', 5)", "OSError(1, 2, 3, 4, 5, 6)", "BaseException().with_traceback(5)", "Exception().add_note(5)", "raise_it(5)", "raise_it(int)", "raise_it(None)", "KeyError(1).args.append", "StopIteration(a=1)"):
    def raise_it(x): raise x
    try:
        print(src, repr(eval(src)))
    except BaseException as e:
        print(src, "->", type(e).__name__, e)
e = ValueError("v")
e.args = ("changed", 2)
e.extra = 1
e.add_note("n1"); e.add_note("n2")
print(e, e.args, e.__dict__, e.__notes__, e.__traceback__, e.__cause__, e.__context__, e.__suppress_context__)
for attr, v in (("__cause__", 5), ("__context__", 5), ("__traceback__", 5), ("__suppress_context__", 5), ("args", 5)):
    try:
        setattr(e, attr, v)
        print(attr, "accepted", getattr(e, attr))
    except TypeError as x:
        print(attr, x)
e.__cause__ = KeyError("c")
print(e.__suppress_context__, repr(e.__cause__))
c = copy.copy(e)
print(repr(c), c.extra, c.__notes__, e.__reduce__()[:2])


class Custom(Exception):
    def __init__(self, a, b): self.a, self.b = a, b


class Custom2(ValueError, KeyError): pass


class Str(Exception):
    def __str__(self): return "from str"


print(repr(Custom(1, 2)), str(Custom(1, 2)), Custom(1, 2).args, Custom2("m"), repr(Custom2("m")), [k.__name__ for k in Custom2.__mro__], repr(Str("x")), Str("x"))
try:
    class Bad(OSError, SyntaxError): pass
except TypeError as x:
    print(x)
print(issubclass(KeyError, LookupError), issubclass(TimeoutError, OSError), issubclass(KeyboardInterrupt, Exception), issubclass(RecursionError, RuntimeError), issubclass(NotImplementedError, RuntimeError), issubclass(UnicodeError, ValueError), issubclass(ModuleNotFoundError, ImportError))
