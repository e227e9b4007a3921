# Errors of the compiler and of names in programs made at run time, shown as the interpreter shows them, with carets; then one in this process, uncaught.
import sys
import traceback

SOURCES = {
    "unclosed": "def f(a,\n      b:\n    return a\n",
    "string": "x = 'abc\ny = 2\n",
    "triple": "x = 1\ny = '''abc\nz\n",
    "fstring": "name = 'x'\nprint(f'{name!z} and {name}')\n",
    "assign": "if x = 5:\n    pass\n",
    "call": "print(1 2)\n",
    "print": "print 'hello'\n",
    "indent": "def f():\n    x = 1\n  y = 2\n",
    "expected": "for i in range(3):\nprint(i)\n",
    "unexpected": "x = 1\n    y = 2\n",
    "tabs": "if 1:\n\tx = 1\n        y = 2\n",
    "keyword": "class = 5\n",
    "return": "x = 1\nreturn x\n",
    "yield": "class A:\n    yield 1\n",
    "nonlocal": "def f():\n    nonlocal q\n",
    "global": "def f():\n    x = 1\n    global x\n",
    "dup": "def f(a, b, a): pass\n",
    "star": "a, *b, *c = x\n",
    "await": "def f():\n    await g()\n",
    "future": "import os\nfrom __future__ import division\n",
    "unicode": "naïve = 'é' + ‘quoted’\n",
    "wide": "日本 = 1; x = 日本 日本\n",
    "escape": "x = '\\N{NOPE}'\n",
    "decorator": "@\ndef f(): pass\n",
    "else": "try:\n    pass\nx = 1\n",
    "match": "match x:\n    case {**rest, 'a': 1}: pass\n",
    "long": "value = [" + ", ".join(str(i) for i in range(60)) + " 61]\n",
    "lambda": "f = lambda x: return x\n",
    "del": "del f()\n",
    "walrus": "x = (y := 1, z = 2)\n",
    "comprehension": "[x, y for x in range(3)]\n",
    "dict": "{'a': 1, 'b'}\n",
    "bracket": "x = (1, [2, 3)\n",
    "extra": "x = (1))\n",
    "number": "x = 0123 + 1_000_\n",
    "backslash": "x = 1 + \\ 2\n",
    "ternary": "x = 1 if y\n",
    "import": "from x import (a, b\nc = 1\n",
    "except": "try:\n    pass\nexcept A, B:\n    pass\n",
    "async": "async x = 1\n",
    "type": "type X[T, T] = int\n",
    "deep": "(" * 250 + ")" * 250,
}
for name, source in SOURCES.items():
    try:
        exec(compile(source, f"<{name}>", "exec"))
        print(name, "ran")
    except SyntaxError as e:
        print("".join(traceback.format_exception_only(e)), end="")
        print("   ", name, e.args[0] == e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
    except MemoryError as e:
        print(name, type(e).__name__)
import linecache
linecache.cache["<template>"] = (0, None, ["def render(items):\n", "    for item in items:\n", "        yield item.title() + item['x']\n"], "<template>")
space = {}
exec(compile("".join(linecache.cache["<template>"][2]), "<template>", "exec"), space)
try:
    list(space["render"](["abc"]))
except TypeError:
    traceback.print_exc(file=sys.stdout)
exec(compile("def outer():\n    def inner():\n        exec('a b')\n    inner()\nouter()\n", "<generated>", "exec"))
