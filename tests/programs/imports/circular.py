# Modules that import each other, fail half way, replace themselves, answer __getattr__.
import importlib
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "_lib"))

import circle_a
print(circle_a.x, circle_a.get())
for name in ("broken_c", "broken_d"):
    try:
        importlib.import_module(name)
    except ImportError as e:
        print(str(e).rsplit(" ", 1)[0], e.name, name in sys.modules)
try:
    import half
except RuntimeError as e:
    print("caught", e, "half" in sys.modules)
import lazy
print(lazy.dyn_x, dir(lazy))
try:
    lazy.other
except AttributeError as e:
    print(e)
from lazy import dyn_two
print(dyn_two)
try:
    from lazy import nope
except ImportError as e:
    print(str(e).rsplit(" ", 1)[0])
import swapped
print(swapped.value, swapped.__name__)
import again
print(again.counter)
print(importlib.reload(again) is again, again.counter)
try:
    importlib.reload(5)
except TypeError as e:
    print(e)
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as e:
    print(e)
del sys.modules["again"]
import again as fresh
print(fresh is again, fresh.counter)
print(importlib.util.find_spec("circle_a").name, importlib.util.find_spec("nothing_at_all"))
try:
    importlib.util.find_spec("circle_a.sub")
except ModuleNotFoundError as e:
    print(e)
