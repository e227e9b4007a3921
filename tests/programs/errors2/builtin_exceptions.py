# The builtin exceptions' constructors, attributes, texts and reprs.
import errno
import pickle


def attempt(label, f):
    try:
        print(label, "->", f())
    except BaseException as e:
        print(label, "!!", type(e).__name__, e)


for args in ((), ("m",), ("m", 1), (None,), ("",), (ValueError("in"),), ("a\nb",), (("t",),)):
    print(args, [(str(k(*args)), repr(k(*args))) for k in (Exception, KeyError, ValueError, StopIteration, SystemExit)])
for args in ((2, "No file"), (2, "No file", "f.txt"), (2, "No file", "a", 5, "b"), (13, "denied"), (17, "x"), (11, "x"), (104, "x"), (32, "x"), (99999, "x"), ("one",), (1, 2, 3), (), (20, "nd"), (21, "id"), (110, "t"), (4, "i"), (10, "c"), (3, "p"), (111, "r"), (103, "ab")):
    e = OSError(*args)
    print(type(e).__name__, repr(e), "|", e, "|", e.errno, e.strerror, e.filename, e.filename2, e.args)
print(FileNotFoundError("just text"), FileNotFoundError(13, "kept").__class__.__name__, IOError is OSError, EnvironmentError is OSError)
e = BlockingIOError(11, "again", 7)
print(e.characters_written, e.args, e.filename)
attempt("blocking", lambda: BlockingIOError(11, "x").characters_written)
e = UnicodeDecodeError("utf-8", b"ab\xff\xfecd", 2, 3, "bad byte")
print(e, "|", e.encoding, e.object, e.start, e.end, e.reason)
e.end = 4
print(e)
for e in (UnicodeEncodeError("ascii", "aé\u20ac\U0001f600", 1, 2, "r"), UnicodeEncodeError("ascii", "aé\u20ac", 2, 3, "r"), UnicodeEncodeError("ascii", "a\U0001f600", 1, 2, "r"), UnicodeEncodeError("ascii", "aéé", 1, 3, "r"), UnicodeTranslateError("aé", 1, 2, "r")):
    print(e, repr(e))
attempt("unicode", lambda: UnicodeDecodeError("utf-8"))
attempt("unicode2", lambda: UnicodeDecodeError("utf-8", "text", 0, 1, "r"))
for e in (SyntaxError(), SyntaxError("m"), SyntaxError("m", ("f.py", 1, 2, "text")), SyntaxError("m", ("f.py", 1, 2, "text", 1, 4)), SyntaxError("m", ("/a/b/f.py", None, None, None)), SyntaxError("m", "x")
          if False else IndentationError("i", (None, 5, 0, ""))):
    print(repr(e), "|", e, "|", e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, e.print_file_and_line)
attempt("syntax", lambda: SyntaxError("m", ("f",)))
attempt("syntax2", lambda: SyntaxError("m", 5))
e = ImportError("m", name="mod", path="/p")
print(e, repr(e), e.name, e.path, e.msg, ModuleNotFoundError("q", name="z").name)
attempt("import", lambda: ImportError("m", nope=1))
print(NameError("n", name="x").name, AttributeError("a", name="b", obj=[1]).obj, AttributeError().name)
attempt("name", lambda: NameError("n", obj=1))
attempt("value kw", lambda: ValueError(a=1))
print(StopIteration(1, 2).value, StopIteration().value, SystemExit().code, SystemExit(3).code, SystemExit(1, 2).code)
e = Exception(1, 2)
e.args = [3, 4]
print(e, repr(e), e.args, e.__dict__, e.__traceback__, e.__cause__)
attempt("args", lambda: setattr(e, "args", 5))
attempt("tb", lambda: setattr(e, "__traceback__", 5))
attempt("tb del", lambda: delattr(e, "__traceback__"))
attempt("with_traceback", lambda: e.with_traceback(5))
attempt("note", lambda: e.add_note(5))
e.extra = [1]
copy = pickle.loads(pickle.dumps(e))
print(repr(copy), copy.extra, type(copy))
for original in (OSError(2, "gone", "f"), KeyError("k"), UnicodeEncodeError("ascii", "é", 0, 1, "r"), ImportError("m", name="n"), StopIteration(5), ExceptionGroup("g", [ValueError(1)])):
    again = pickle.loads(pickle.dumps(original))
    print(repr(again), again.args == original.args, original.__reduce__()[1:])


class Custom(Exception):
    def __init__(self, a, b=2): self.a, self.b = a, b


class Shown(Custom):
    def __str__(self): return f"shown {self.a}"


print(repr(Custom(1)), str(Custom(1)), Custom(1, b=3).args, str(Shown(4)), repr(Shown(4)), Shown.__mro__[1:4])
attempt("custom", lambda: Custom())
attempt("raise", lambda: (_ for _ in ()).throw(Custom, 5))
attempt("exit", lambda: exit)


def tree(k, depth=0):
    print("  " * depth + k.__name__)
    for sub in sorted((s for s in k.__subclasses__() if s.__module__ == "builtins"), key=lambda s: s.__name__):
        tree(sub, depth + 1)


tree(BaseException)
print(errno.errorcode[2], errno.ENOENT, errno.EAGAIN == errno.EWOULDBLOCK)
