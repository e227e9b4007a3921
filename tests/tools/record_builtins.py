"""What the builtin types have and how the builtin functions are called, as JSON on standard output.

`python3.13 tests/tools/record_builtins.py > tests/unit/data/builtins.json` records what tests/unit/builtins_list_test.ts compares
Najash with, which runs this file too.
"""

import builtins
import inspect
import json
import types


def signature(f):
    """The text of a callable's signature; None where it has none."""
    try:
        return str(inspect.signature(f))
    except (ValueError, TypeError):
        return None


def methods(cls):
    """The signatures of a class's own functions."""
    return {name: signature(getattr(cls, name)) for name, value in sorted(vars(cls).items()) if not name.startswith("__") and callable(getattr(cls, name))}


def listing():
    """All of it, as JSON."""
    classes = {}
    for module in (builtins, types):
        for name, value in sorted(vars(module).items()):
            # what the library writes in Python is the library's
            if isinstance(value, type) and (value.__module__ == "builtins" or not value.__flags__ & 1 << 9):
                classes["%s.%s" % (module.__name__, name)] = value
    for name, value in {
        "list_iterator": iter([]), "list_reverseiterator": reversed([]), "tuple_iterator": iter(()),
        "str_iterator": iter("\u20ac"), "str_ascii_iterator": iter("a"), "bytes_iterator": iter(b""),
        "bytearray_iterator": iter(bytearray()), "range_iterator": iter(range(3)), "set_iterator": iter(set()),
        "dict_keyiterator": iter({}), "dict_valueiterator": iter({}.values()), "dict_itemiterator": iter({}.items()),
        "dict_reversekeyiterator": reversed({}), "dict_keys": {}.keys(), "dict_values": {}.values(), "dict_items": {}.items(),
        "callable_iterator": iter(int, 1), "iterator": iter(type("S", (), {"__getitem__": lambda s, i: i})()),
        "longrange_iterator": iter(range(2 ** 70, 2 ** 71)), "memory_iterator": iter(memoryview(b"")),
    }.items():
        classes[name] = type(value)
    functions = {}
    for name, value in sorted(vars(builtins).items()):
        if isinstance(value, types.BuiltinFunctionType):
            functions[name] = [signature(value), value.__text_signature__ and " ".join(value.__text_signature__.split())]
    return json.dumps({
        "functions": functions,
        "classes": {
            name: {"dir": sorted(dir(cls)), "methods": methods(cls), "signature": signature(cls),
                   "bases": [b.__name__ for b in cls.__mro__]}
            for name, cls in sorted(classes.items())
        },
    }, indent=1)


if __name__ == "__main__":
    print(listing())
