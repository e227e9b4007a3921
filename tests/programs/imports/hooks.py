# Finders and loaders of one's own, __import__ replaced, import of what is not a file.
import builtins
import importlib
import importlib.abc
import importlib.machinery
import sys


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        print("asked for", name, path)
        if name.startswith("virtual"):
            return importlib.machinery.ModuleSpec(name, Loader(), is_package=name == "virtual")
        return None


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(f"name = {module.__name__!r}.upper()", module.__dict__)


sys.meta_path.insert(0, Finder())
import virtual
print(virtual.name, virtual.__path__, virtual.__spec__.loader.__class__.__name__)
import virtual.inner
print(virtual.inner.name, virtual.inner.__package__)
try:
    import really_not_there
except ImportError as e:
    print(e)
sys.meta_path.pop(0)
del sys.modules["virtual.inner"], sys.modules["virtual"]
try:
    import virtual
except ImportError as e:
    print(e)

original = builtins.__import__
log = []


def spy(name, globals=None, locals=None, fromlist=(), level=0):
    log.append((name, fromlist, level))
    return original(name, globals, locals, fromlist, level)


builtins.__import__ = spy
import json.decoder
from collections import OrderedDict as OD, deque
builtins.__import__ = original
print([entry for entry in log if entry[0] in ("json.decoder", "collections")][:2])

spec = importlib.util.spec_from_loader("made", loader=None)
module = importlib.util.module_from_spec(spec)
print(module, module.__spec__)


class Broken(importlib.abc.Loader):
    def exec_module(self, module):
        raise KeyError("from the loader")


class BrokenFinder:
    @staticmethod
    def find_spec(name, path, target=None):
        if name == "broken_module":
            return importlib.util.spec_from_loader(name, Broken())


sys.meta_path.append(BrokenFinder)
try:
    import broken_module
except KeyError as e:
    print("KeyError", e, "broken_module" in sys.modules)
print(importlib.util.resolve_name(".x", "a.b"))
print([f.__name__ for f in sys.meta_path[:3]])
print(importlib.machinery.SOURCE_SUFFIXES, importlib.machinery.BYTECODE_SUFFIXES)
lazy = importlib.util.LazyLoader(importlib.util.find_spec("colorsys").loader)
lazy_spec = importlib.util.spec_from_loader("colorsys", lazy)
print(type(lazy).__name__, lazy_spec.name)
import_error = ImportError("text", name="n", path="p")
print(import_error, import_error.name, import_error.path, repr(import_error))
