import sys
class Err(Exception):
    pass
def a(n):
    if n == 0:
        return {}["missing"] + [1, 2,
            3][n]
    return a(
        n - 1
    )
def b():
    try:
        a(3)
    except KeyError as e:
        raise Err("wrapped", 1) from e
def c():
    try: b()
    except Err:
        x = undefined_name_here . attr
def d():
    try: c()
    finally:
        [y for y in (1/z for z in (1, 0))]
e = None
try: d()
except Exception as ex:
    e = ex
    ex.add_note("note one\nline two")
import traceback
print("".join(traceback.format_exception(e)).replace(__file__, "F"))
class Foo:
    def method(self): return self.methd()
    blech = 1
try: Foo().method()
except AttributeError as ex: print("".join(traceback.format_exception(ex)).replace(__file__, "F"))
def long():
    value = some_function_name_that_is_long(1)(2)(3) if True else 0
try: long()
except NameError as ex: print("".join(traceback.format_exception(ex)).replace(__file__, "F"))
lst = [1,2,3]
def multi():
    return (lst[0]
        + lst[1]
        + lst["two"]
        + 4)
try: multi()
except TypeError as ex: print("".join(traceback.format_exception(ex)).replace(__file__, "F"))
def rec(n): return rec(n + 1)
try: rec(0)
except RecursionError as ex: print(ex, len(traceback.extract_tb(ex.__traceback__)) > 900)
try:
    raise ExceptionGroup("eg", [ValueError(1), ExceptionGroup("in", [TypeError("t"), KeyError("k")]), OSError(2, "no", "f")])
except* (TypeError, KeyError) as g:
    print(repr(g), g.exceptions)
except* OSError as g: print(g.exceptions[0].filename)
except* ValueError as g: 
    print("".join(traceback.format_exception(g)).replace(__file__, "F"))
print(traceback.format_exc().strip())
s = traceback.StackSummary.extract(traceback.walk_stack(sys._getframe())); print(len(s), s[0].name, s[0].line)
try: exec("def q(:\n pass")
except SyntaxError as ex: print("".join(traceback.format_exception_only(ex)))
try: exec("x = (1,\n 2")
except SyntaxError as ex: traceback.print_exc(limit=0, file=sys.stdout)
tb = None
try: 1/0
except ZeroDivisionError as ex: tb = ex.__traceback__; print(tb.tb_lineno, tb.tb_lasti > 0, tb.tb_frame.f_code.co_name, tb.tb_next)
print(ZeroDivisionError("x").with_traceback(tb).__traceback__ is tb)
raise Err("final") from ValueError("cause")
