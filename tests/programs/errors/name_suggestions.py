# Uncaught NameErrors and AttributeErrors as the traceback module shows them: suggestions of every kind.
import traceback


class Box:
    def __init__(self):
        self.width = 1
        self._height = 2
        self.depth_of_field = 3

    def compute(self):
        wdith = 5
        return self.widht

    def use_self(self):
        return width

    def private(self):
        return self.height


def misspelt():
    counter = 0
    return countr + 1


def builtin_misspelt():
    return lenn([1])


def in_module():
    import math
    return math.sqr(2)


def import_forgotten():
    return collections.OrderedDict()


def attr_of_builtin():
    return [].apend(1)


def attr_of_str():
    return "x".uppper()


def far_away():
    return Box().zzzzzz


def kwarg():
    def f(colour=1, shape=2): pass
    f(color=3)


def kwarg_far():
    def f(a=1): pass
    f(zzzzzz=3)


def from_import():
    from collections import OrderDict


def from_import_none():
    from collections import qqqqqqq


def module_missing():
    import collectionz


def submodule_missing():
    import os.nope


def none_attr():
    return None.strip()


def type_attr():
    return int.bit_lenght


def global_misspelt():
    return Bxo()


def unbound():
    print(later)
    later = 1


def free():
    def inner(): return fre_var
    free_var = 1
    return inner()


def self_call():
    return Box().comptue()


class Slots:
    __slots__ = ("alpha", "beta")


def slots_attr():
    return Slots().alhpa


def slot_unset():
    return Slots().alpha


def set_attr():
    Slots().gamma = 1


def enum_attr():
    import enum
    class C(enum.Enum): RED = 1
    return C.REED


for f in (misspelt, Box().compute, Box().use_self, Box().private, builtin_misspelt, in_module, import_forgotten, attr_of_builtin, attr_of_str, far_away, kwarg, kwarg_far, from_import, from_import_none, module_missing, submodule_missing, none_attr, type_attr, global_misspelt, unbound, free, self_call, slots_attr, slot_unset, set_attr, enum_attr):
    try:
        f()
    except Exception as e:
        print(traceback.format_exc(limit=-1).replace(__file__, "FILE"))
misspelt()
