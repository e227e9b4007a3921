# Linters and source tools: pyflakes, pycodestyle, mccabe, isort.
# packages: python3-pyflakes python3-pycodestyle python3-mccabe python3-isort python3-toml
import ast
import io
import sys
import warnings

warnings.simplefilter("ignore")
import isort
import mccabe
import pycodestyle
from pyflakes import api, reporter

SOURCE = '''import os, sys
import re as regex
from collections import *
from typing import List, TYPE_CHECKING
x = undefined_name
def f(a, a_unused = 1, *args):
  """Doc."""
  unused = 3
  try:
    return [i for i in range( 10 ) if i is 3]
  except:
    pass
  "%s %d" % (1,)
  "{} {1}".format(1, 2)
  f"no placeholders"
  assert (x, "always true")
  global never
class A :
    def m(self): return self.y
    def m(self):
        for i in range(3):
            while True:
                if i and x or not self:
                    break
                elif i == None:
                    continue
        return lambda: os
if x == True: print( "a" ) ; y = 1
def g():
    print(z); z = 1
    raise NotImplemented
    return d["a"], {"a": 1, "a": 2}
__all__ = ["missing", "f"]
long = "LONG"
'''.replace("LONG", "x" * 90)
out, err = io.StringIO(), io.StringIO()
print(api.check(SOURCE, "m.py", reporter.Reporter(out, err)))
print(out.getvalue(), err.getvalue())
for bad in ["def f(:\n", "x = '\n", "  x\ny", "if x:\npass\n", "print 1\n"]:
    out, err = io.StringIO(), io.StringIO()
    api.check(bad, "bad.py", reporter.Reporter(out, err))
    print(out.getvalue(), err.getvalue())
style = pycodestyle.StyleGuide(quiet=0, select="E,W", max_line_length=79)
checker = pycodestyle.Checker("m.py", lines=SOURCE.splitlines(True), options=style.options)
style.options.report.start()
print(checker.check_all())
print(sorted(style.options.report.counters.items()))
visitor = mccabe.PathGraphingAstVisitor()
visitor.preorder(ast.parse(SOURCE), visitor)
print(sorted((g.entity, g.complexity()) for g in visitor.graphs.values()))
messy = """import sys, os
from b import z, a as q
import b
# comment on c
from . import local
from __future__ import annotations
import numpy as np
from typing import (List,
    Dict)
x = 1
"""
print(isort.code(messy))
print(isort.code(messy, profile="black", force_single_line=True), isort.check_code("import a\nimport b\n"))
