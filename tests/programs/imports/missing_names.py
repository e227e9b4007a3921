"""`from module import name` where the name is missing, made by a hook, a submodule, or raises."""
import collections.abc
import os
import sys
import types
from collections import abc
from os import path, sep

print(path is os.path, sep, abc is collections.abc)


def attempt(source, **names):
    try:
        exec(source, names)
    except Exception as e:
        text = str(e).replace(os.__file__, "os.py")
        print(f"{source!r}: {type(e).__name__}: {text}")
    else:
        print(f"{source!r}:", {k: v for k, v in names.items() if k not in ("__builtins__", "__name__")})


attempt("from os import nothing")
attempt("import os.nothing")

hooked = types.ModuleType("hooked")


def hook(name):
    if name == "answer":
        return 42
    if name == "broken":
        raise ValueError("the hook is broken")
    if name == "__path__":
        raise AttributeError("no package")
    raise AttributeError(f"hooked has no {name}")


hooked.__getattr__ = hook
sys.modules["hooked"] = hooked
attempt("from hooked import answer")
attempt("from hooked import broken")
attempt("from hooked import absent")
attempt("from hooked import *")
hooked.__all__ = ["answer"]
attempt("from hooked import *")
hooked.__all__ = ["absent"]
attempt("from hooked import *")


class Special(types.ModuleType):
    @property
    def computed(self):
        return self.__name__.upper()

    @property
    def failing(self):
        raise AttributeError("failing is not there")


special = Special("special")
special.computed_not = 1
special.__dict__["computed"] = "hidden by the property"
sys.modules["special"] = special
attempt("from special import computed")
attempt("from special import failing")
plain = types.ModuleType("plain")
plain.__dict__["__class__"] = "not the class"
sys.modules["plain"] = plain
attempt("from plain import __class__ as c")
print(getattr(os, "zork", 1), hasattr(os, "__path__"), hasattr(collections, "__path__"))
sys.modules["blocked"] = None
attempt("import blocked")
attempt("from blocked import x")
sys.modules["number"] = 5
attempt("from number import real")
attempt("from number import unreal")
