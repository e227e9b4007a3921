# sys module
import sys, os
print(sys.argv, sys.flags.optimize, sys.maxsize, sys.maxunicode, sys.byteorder, sys.platform)
print(sys.float_info.max, sys.int_info, sys.hash_info.modulus)
print(sys.getrecursionlimit(), sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.float_repr_style)
print(sys.version_info[:2], sys.version_info.releaselevel, sys.api_version)
def f(): return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name
print(f())
try: sys._getframe(100)
except ValueError as e: print(e)
try: 1/0
except ZeroDivisionError:
    t, v, tb = sys.exc_info(); print(t, v, tb.tb_lineno, sys.exception() is v)
print(sys.exc_info(), sys.exception())
for e in ("sys.setrecursionlimit(0)", "sys.setrecursionlimit('a')", "sys.intern(1)", "sys.set_int_max_str_digits(5)", "sys.setswitchinterval(0)", "sys.flags.__class__()", "sys.getsizeof()", "sys.set_coroutine_origin_tracking_depth(-1)", "sys.set_asyncgen_hooks(1)", "sys.call_tracing(1,2)", "sys.exit(1,2)", "sys._getframe(-1).f_code.co_name", "sys.getswitchinterval()", "sys.getsizeof(())", "sys.getsizeof([])", "sys.getsizeof(1)", "sys.getsizeof('abc')", "sys.getsizeof({})", "sys.is_finalizing()", "sys.get_asyncgen_hooks()", "sys.getrefcount(None) > 5", "sys.displayhook(5)", "sys.stdin.name", "sys.stdout", "sys.stderr.errors", "sys.thread_info.name", "sys.intern('x')", "sorted(sys.modules)[:1]", "type(sys.implementation).__name__", "sys.audit('x', 1)", "sys.unraisablehook(1)", "sys.version_info >= (3, 13)", "sys.version_info[:3] == sys.version_info[0:3]", "repr(sys)", "sys.__name__, sys.__doc__[:20], sys.__spec__, sys.__loader__, sys.__package__"):
    try: print(e, "->", eval(e))
    except BaseException as x: print(e, "->", type(x).__name__, x)
hooks = []
sys.addaudithook(lambda ev, args: hooks.append((ev, args)) if ev.startswith("my") else None)
sys.audit("my.event", 1, "a"); print(hooks)
sys.excepthook = lambda t, v, tb: print("hook", t.__name__, v)
sys.displayhook(None); sys.displayhook("x"); print(_)
class D:
    def __del__(self): pass
raise KeyError("end")
