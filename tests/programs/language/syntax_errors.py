# SyntaxErrors of statements: message, position and end position of each.
cases = r"""
if x
    pass
---
if x:
pass
---
  x = 1
---
if x:
    a
  b
---
if x:
	a
        b
---
for x in y
    pass
---
for 1 in y: pass
---
for f() in y: pass
---
for x y: pass
---
while : pass
---
while x = 1: pass
---
if x = 1: pass
---
if x.y = 1: pass
---
def f(: pass
---
def f(a, a): pass
---
def f(a=1, b): pass
---
def f(*): pass
---
def f(*, **k): pass
---
def f(a, /, b, /): pass
---
def f(/, a): pass
---
def f(*a, *b): pass
---
def f(**k, a): pass
---
def f(a, *, b, /): pass
---
def f(1): pass
---
def f()
    pass
---
def f():
x = 1
---
def (x): pass
---
def f(None): pass
---
class: pass
---
class C
    pass
---
class C(x for x in y): pass
---
return 1
---
yield 1
---
await x
---
break
---
continue
---
def f():
    async for x in y: pass
---
async def f():
    yield 1
    return 2
---
def f():
    nonlocal x
---
nonlocal x
---
def f(x):
    global x
---
def f():
    x = 1
    global x
---
def f():
    print(x)
    global x
---
def f():
    global x
    nonlocal x
---
def f(x):
    nonlocal x
---
try:
    pass
---
try:
    pass
x = 1
---
try:
    pass
except:
    pass
except E:
    pass
---
try: pass
except* : pass
---
try: pass
except A: pass
except* B: pass
---
try: pass
except A, B: pass
---
try: pass
except A as b.c: pass
---
try: pass
except* A: break
---
with x as 1: pass
---
with x as f(): pass
---
with: pass
---
import
---
import a.b as c.d
---
from x import
---
from x import (a, b
---
from x import a,
---
from x import a as 1
---
def f():
    from x import *
---
from __future__ import nope
---
x = 1
from __future__ import annotations
---
from __future__ import braces
---
import a from b
---
from . import *, a
---
assert
---
assert x = 1
---
assert (x, y) = 1
---
raise x from
---
raise from x
---
del
---
del *a
---
x = yield = 1
---
lambda x=1, y: 0
---
lambda x, x: 0
---
[x := 1 for x in y]
---
[y for x in (y := z)]
---
class C: [x := 1 for y in z]
---
(x.y := 1)
---
x := 1
---
(a[0] := 1)
---
f(x := 1, y=z := 2)
---
else: pass
---
elif x: pass
---
if x: pass
else x: pass
---
if x: pass
else:
y
---
@
def f(): pass
---
@x
y = 1
---
def f(a: int = 1, b: str): pass
---
type X = yield
---
def f[T: (yield)](): pass
---
class A[T, T]: pass
---
def f[](): pass
---
type X[T=int, U] = T
---
a, b += 1
---
(a, b): int = 1
---
[a]: int
---
x +
---
x = [1, 2
y = 3
---
x = (1,
     2]
---
x = {1: 2
---
s = 'abc
---
s = '''abc
---
__debug__ = 1
---
def f(__debug__): pass
---
x.__debug__ = 1
---
a if b else pass
---
a = 1 if b
---
{**a for a in b}
---
[*a for a in b]
---
(*a)
---
{a: *b}
---
{a: b, **c, d}
---
f(**a for a in b)
---
a = b c
---
f(a, b c)
---
print "hello"
---
x = 5 5
---
not x = 1
---
async x = 1
---
async with a: pass
---
match x:
    case 1
        pass
---
match x:
case 1: pass
---
class C:
    def f(self):
    pass
---
for x in range(3):
    pass
  else:
    pass
"""
for n, src in enumerate(cases.strip("\n").split("\n---\n")):
    try:
        compile(src + "\n", f"<{n}>", "exec")
        print(n, "fine", repr(src))
    except SyntaxError as e:
        print(n, repr(src), type(e).__name__, "|", e.msg, "|", e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
