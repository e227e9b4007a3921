# The traceback module: format_exc, extract_tb, walk_tb, format_list, TracebackException, limits, chains, print_exc to files, stack extraction.
import io, sys, traceback


def a(n):
    return b(n - 1) if n else 1 / 0


def b(n):
    x = [a(i) for i in range(n, n + 1)]
    return x


def strip(text): return text.replace(__file__, "FILE")


try:
    a(3)
except ZeroDivisionError as e:
    print(strip(traceback.format_exc()))
    print(strip(traceback.format_exc(limit=2)))
    print(strip(traceback.format_exc(limit=-1)))
    tb = e.__traceback__
    for f in traceback.extract_tb(tb):
        print(f.name, f.lineno, f.line, f.colno, f.end_colno, f.end_lineno)
    print([(fr.f_code.co_name, ln) for fr, ln in traceback.walk_tb(tb)])
    print(strip("".join(traceback.format_list(traceback.extract_tb(tb, limit=1)))))
    te = traceback.TracebackException(type(e), e, tb.tb_next, capture_locals=True)
    print(te.exc_type_str, str(te), len(te.stack), strip("".join(te.format())))
    buf = io.StringIO()
    traceback.print_exception(e, file=buf, limit=1)
    print(strip(buf.getvalue()))
    saved = e


def stack():
    return [(f.name, f.line) for f in traceback.extract_stack()]


print(stack())
s = traceback.extract_stack(limit=1)
print(s[0].name, s[0].line, strip(repr(s[0])))
print(traceback.format_exception_only(ValueError("x\ny")), traceback.format_exception_only(KeyError("k")))
print(strip("".join(traceback.format_exception_only(SyntaxError("bad", ("FILE", 1, 5, "abc def\n", 1, 8))))))
try:
    compile("x = (1,\n  2]", "src", "exec")
except SyntaxError:
    print(traceback.format_exc(limit=0))
try:
    try:
        {}["k"]
    except KeyError as k:
        raise ValueError("v") from k
except ValueError as e:
    print(strip("".join(traceback.format_exception(e))))
    print(strip("".join(traceback.format_exception(e, chain=False))))
try:
    try:
        [].pop()
    finally:
        undefined
except NameError:
    traceback.print_exc(file=sys.stdout) if False else print(strip(traceback.format_exc()))


def rec(n):
    if n == 0: raise RuntimeError("deep")
    rec(n - 1)


try:
    rec(10)
except RuntimeError:
    print(strip(traceback.format_exc()))
try:
    raise saved
except ZeroDivisionError as e:
    print(len(traceback.extract_tb(e.__traceback__)), e is saved)
    t = e.with_traceback(None)
    print(t.__traceback__)
print(traceback.format_exception(None), traceback.format_exc())
tb = saved.__traceback__
try:
    raise saved.with_traceback(tb)
except ZeroDivisionError as e:
    print(e.__traceback__.tb_lineno > 0, e.__traceback__.tb_frame is sys._getframe(), type(e.__traceback__).__name__)
from types import TracebackType
try:
    TracebackType(None, 5, 0, 0)
except TypeError as e:
    print(e)
multi = """
def f(x):
    return (x
            + 1
            + {}["a"]
            + 2)
f(
  1
)
"""
try:
    exec(compile(multi, "<multi>", "exec"))
except KeyError:
    print(strip(traceback.format_exc()))
