# Packages: relative imports, stars, submodules as attributes, namespace packages.
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "_lib"))

import pkg
print(pkg.__doc__, pkg.second_value, pkg.first.name)
print(sorted(n for n in vars(pkg) if not n.startswith("__")))
import pkg.sub.leaf as leaf
print(leaf.up() is pkg.first, leaf.me is pkg.sub, pkg.sub.leaf is leaf)
namespace = {}
exec("from pkg import *", namespace)
print(sorted(k for k in namespace if k != "__builtins__"))
try:
    exec("from pkg import missing")
except ImportError as e:
    print(type(e).__name__, e.name, e.name_from, os.path.basename(e.path))
try:
    import pkg.nothing
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    import pkg.first.deeper
except ModuleNotFoundError as e:
    print(e)
sys.path[1:1] = [os.path.join(here, "_lib", "ns1"), os.path.join(here, "_lib", "ns2")]
import space.one, space.two
print(space.one.where, space.two.where, space.__file__ if hasattr(space, "__file__") else "no file")
print(len(list(space.__path__)), space.__spec__.origin, space.__spec__.loader is not None)
print(type(space.__path__).__name__, repr(space).startswith("<module 'space' (namespace)"))
from pkg.sub import leaf as other
print(other is leaf, leaf.__spec__.has_location, os.path.basename(leaf.__file__))
for name, package in ((".first", "pkg"), ("..first", "pkg.sub"), ("....x", "pkg")):
    import importlib
    try:
        print(importlib.import_module(name, package).__name__)
    except ImportError as e:
        print(type(e).__name__, e)
try:
    exec("from . import x", {"__name__": "__main__"})
except ImportError as e:
    print(e)
try:
    exec("from .. import x", {"__name__": "a.b", "__package__": "a"})
except ImportError as e:
    print(type(e).__name__, e)
try:
    __import__("x", level=-1)
except ValueError as e:
    print(e)
try:
    __import__("")
except ValueError as e:
    print(e)
