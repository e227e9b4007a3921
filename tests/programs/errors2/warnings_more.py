# Warnings: categories, filters, stack levels, catching, turning into errors, once per place, the formatted text.
import sys
import warnings


class AppWarning(UserWarning): pass


def old(n):
    warnings.warn(f"old({n}) is deprecated", DeprecationWarning, stacklevel=2)
    return n * 2


def plain(): warnings.warn("plain")


for _ in range(3):
    plain()
    old(1)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    old(2)
    plain()
    warnings.warn(AppWarning("an instance"))
    warnings.warn("future", FutureWarning)
    warnings.warn_explicit("explicit", SyntaxWarning, "some_file.py", 42, module="mod")
    exec(compile("x = 1 is 1\ny = 'a\\d'\nassert (1, 'm')\nif 0: 5()\n", "<code>", "exec"))
for w in seen:
    print(w.category.__name__, "|", w.message, "|", w.lineno, "|", w.line, "|", w.filename.rsplit("/", 1)[-1])
print(len(seen), type(seen[0]).__name__, str(seen[0]).replace(__file__, "FILE"))
with warnings.catch_warnings():
    warnings.simplefilter("error", AppWarning)
    try:
        warnings.warn("raised", AppWarning)
    except AppWarning as e:
        print("caught", repr(e))
    warnings.filterwarnings("ignore", message="quiet.*")
    warnings.warn("quiet please")
    warnings.warn("loud please")
    warnings.filterwarnings("error", message=".*digits", category=RuntimeWarning)
    try:
        warnings.warn("has digits", RuntimeWarning)
    except RuntimeWarning as e:
        print("caught", e)
with warnings.catch_warnings(action="ignore"):
    plain()
    old(3)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("once")
    for i in range(3):
        warnings.warn("same text")
        warnings.warn("same text")
        warnings.warn(f"text {i}")
print([str(w.message) for w in seen])
with warnings.catch_warnings(record=True) as seen:
    warnings.resetwarnings()
    warnings.simplefilter("default")
    for i in range(3):
        warnings.warn("in a loop")
print(len(seen))
print(warnings.formatwarning("text", AppWarning, "file.py", 3, "   the line  "), end="")
print(warnings.formatwarning("text", AppWarning, "nofile.py", 3), end="")


def show(message, category, filename, lineno, file=None, line=None):
    print("shown:", category.__name__, message, lineno)


saved, warnings.showwarning = warnings.showwarning, show
warnings.warn("through showwarning")
warnings.showwarning = saved
for arguments in (("m", int), ("m", "UserWarning"), (5,), ("m", None), ("m", UserWarning, "x")):
    try:
        warnings.warn(*arguments)
        print("fine", arguments)
    except Exception as e:
        print(type(e).__name__, e)
try:
    warnings.filterwarnings("nope")
except Exception as e:
    print(type(e).__name__, e)
try:
    warnings.simplefilter("error", lineno=-1)
except Exception as e:
    print(type(e).__name__, e)


@warnings.deprecated("use new() instead")
def older(): return "older"


@warnings.deprecated("no more of this class", category=AppWarning)
class Old:
    def __init__(self): self.a = 1


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print(older(), Old().a, older.__deprecated__, Old.__deprecated__)
    class Sub(Old): pass
    Sub()
print([(w.category.__name__, str(w.message)) for w in seen])
print(warnings.filters[0][0], [f[2].__name__ for f in warnings.filters][-3:])
print(sys.warnoptions)
warnings.warn("at the end", ResourceWarning)
warnings.simplefilter("error")
warnings.warn("the last one", AppWarning)
