# Warnings: categories, stack levels, filters, once per place, catch_warnings, errors, formatting, syntax warnings.
import sys
import warnings


def old():
    warnings.warn("old is deprecated", DeprecationWarning, stacklevel=2)


def user(n):
    warnings.warn(f"user {n}")


for i in range(3):
    user(1)
user(2)
old()
warnings.simplefilter("always")
for i in range(2):
    user(3)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    user(4)
    old()
    warnings.warn(UserWarning("instance"))
    warnings.warn_explicit("explicit", RuntimeWarning, "file.py", 7)
    eval("1 is 1")
    exec("x = '\\d'")
    exec("assert (1, 'msg')")
    for x in w:
        print(x.category.__name__, x.message, x.lineno, x.filename.split("/")[-1])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for f in (lambda: user(5), old, lambda: eval("1 is 1"), lambda: warnings.warn("x", FutureWarning)):
        try:
            f()
        except Warning as e:
            print("raised", type(e).__name__, e)
        except SyntaxError as e:
            print("syntax", e)
with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="us.r 6")
    warnings.filterwarnings("once", category=FutureWarning)
    user(6)
    user(7)
    for _ in range(3):
        warnings.warn("future", FutureWarning)
print(warnings.formatwarning("msg", UserWarning, "f.py", 3, "the line"), end="")
for bad in (lambda: warnings.warn(5), lambda: warnings.warn("x", int), lambda: warnings.simplefilter("nope"), lambda: warnings.warn("x", category="y"), lambda: warnings.filterwarnings("ignore", category=5)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)


def showwarning(message, category, filename, lineno, file=None, line=None):
    print("custom", category.__name__, message, lineno)


warnings.showwarning = showwarning
user(8)


@warnings.deprecated("use new instead")
def decorated(): return 1


@warnings.deprecated("no class")
class Deprecated: pass


print(decorated(), type(Deprecated()).__name__, decorated.__deprecated__)
sys.stderr.write("end\n")
