# Import machinery: errors, attributes of modules, importlib, reload, __all__, sys.modules tricks, relative imports at top level, module __getattr__.
import importlib
import importlib.util
import sys
import types

for src in ("import nope", "import nope.sub", "import os.nope", "from os import nope", "from nope import x", "from . import x", "from .x import y", "import json.decoder.x", "from json import decoder, nope", "from os.path import nope as n", "import sys.x", "importlib.import_module('.x')", "importlib.import_module('.x', 'json')", "importlib.import_module('nope.a')", "__import__('os', level=-1)", "importlib.reload(5)", "importlib.util.find_spec('nope.x')", "importlib.import_module('')"):
    try:
        exec(src)
        print(src, "fine")
    except Exception as e:
        print(src, "->", type(e).__name__, str(e).split(" (/")[0].split(" (<")[0], getattr(e, "name", None))
m = types.ModuleType("made", "its doc")
m.x = 1
sys.modules["made"] = m
import made
from made import x
print(made.x, x, made, made.__doc__, made.__name__, made.__spec__, made.__loader__, made.__package__)
try:
    from made import missing
except ImportError as e:
    print(e, e.name)
m.__getattr__ = lambda n: f"dynamic {n}"
m.__dir__ = lambda: ["b", "a"]
from made import anything
print(anything, made.other, dir(made))
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as e:
    print(e, e.name)
star = types.ModuleType("star")
star.__all__ = ["pub", "_priv"]
star.pub, star._priv, star.other = 1, 2, 3
sys.modules["star"] = star
ns = {}
exec("from star import *", ns)
print(sorted(k for k in ns if k != "__builtins__"))
star.__all__ = ["gone"]
try:
    exec("from star import *", {})
except AttributeError as e:
    print(e)
star.__all__ = [5]
try:
    exec("from star import *", {})
except TypeError as e:
    print(e)
del star.__all__
ns = {}
exec("from star import *", ns)
print(sorted(k for k in ns if k != "__builtins__"))


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("virtual"):
            print("finder asked for", name, path)
            return importlib.util.spec_from_loader(name, self, is_package=name == "virtual")
        return None

    def create_module(self, spec): return None

    def exec_module(self, module):
        module.value = module.__name__.upper()
        if module.__name__.endswith("bad"): raise RuntimeError("in module body")


sys.meta_path.insert(0, Finder())
import virtual.inner
print(virtual.value, virtual.inner.value, virtual.__path__, virtual.__package__, virtual.inner.__package__, virtual.__spec__.name)
try:
    import virtual.bad
except RuntimeError as e:
    print(e, "virtual.bad" in sys.modules)
print(importlib.reload(virtual) is virtual, importlib.import_module("virtual.inner") is virtual.inner, importlib.import_module(".inner", "virtual").value)
del sys.modules["virtual.inner"]
from virtual import inner
print(inner.value, inner is virtual.inner)
spec = importlib.util.find_spec("json.decoder")
print(spec.name, spec.parent, spec.has_location, spec.submodule_search_locations, importlib.util.find_spec("sys").origin, importlib.util.find_spec("nope"))
print(importlib.util.resolve_name(".a", "p.q"), importlib.util.resolve_name("..a", "p.q"), __name__, __spec__, __package__, __builtins__.__name__, "sys" in sys.builtin_module_names, isinstance(sys.path, list))
def lazy():
    import string as s, os.path as p
    from collections import (OrderedDict as OD, deque,)
    return s.digits, p.join("a", "b"), OD.__name__, deque.__name__
print(lazy())
import json.encoder as je, xml.dom
print(je.__name__, xml.dom.__name__, xml.__name__)
