import traceback, sys
def show(src):
    try: exec(compile(src, "<s>", "exec"), {})
    except BaseException as e: print(type(e).__name__, "|", e, "|", getattr(e, "name", None) if not isinstance(e, SyntaxError) else (e.lineno, e.offset, e.end_offset))
for s in """undefined_x
import nosuchmod
[].apend(1)
(1).foo
None.x
print.y
"a".uper()
int("x")
int("1"*5000)
float("z")
"a"+1
1+"a"
[]+()
{}["k"]
[1][5]
(1,)[3]
"a"[9]
{}[[]]
{[]}
1/0
1%0
1.0//0
2**-1**0.5+[]
divmod(1,0)
len(5)
iter(5)
next(5)
for x in 5: pass
a,b=1
a,b=1,2,3
a,b=[1]
a,*b,c=[1]
(lambda: 0)(1)
(lambda a: 0)()
(lambda a,b: 0)(c=1)
(lambda *,k: 0)()
(lambda a: 0)(1,a=2)
f=lambda a,/: 0; f(a=1)
print(1, foo=2)
len()
len(1,2)
open("/nonexistent")
open("/")
raise ValueError
raise 5
raise ValueError from 5
assert 0, "msg"
assert []
del zz
class A(1): pass
class A: x: int = undefinedname
x: undefined_ann
with 5: pass
with open: pass
"%d" % "a"
"%s %s" % 1
"%(a)s" % {}
"{} {}".format(1)
"{a}".format()
"{:d}".format("a")
f"{1:zz}"
chr(-1)
ord("ab")
bytes([300])
bytes("a")
b"\\xff".decode()
[1,2].index(3)
[].pop()
{}.popitem()
set().pop()
[3,"a"].sort()
max([])
max(1)
min("a",1)
sum(["a"])
abs("a")
round("a")
pow(2,-1,4)
range(1,2,0)
slice(1)[0]
hash([])
isinstance(1,5)
issubclass(1,int)
super().x
getattr(1,2)
setattr(1,"a",2)
object().x=1
type("A",(),{},1,2)
int.__add__(1)
int.__add__("a",1)
str.upper(5)
list.append()
"a".join([1])
"a".split("")
"a".replace(1,2)
eval("1+")
eval("x=1")
compile("a","b","c")
exec(5)
__import__("")
import sys; sys.setrecursionlimit(5)
import json; json.loads("{")
import re; re.compile("(")
import datetime; datetime.date(2024,2,30)
import struct; struct.pack("b",300)
import enum; enum.Enum("A","a b")(5)
memoryview(5)
complex("a")
(1).__bad__()
1 .real()
lambda x: yield
nonlocal x
return 1
yield 1
await x
break
continue
def f(a,a): pass
def f(a=1,b): pass
def f(*): pass
f(a=1, a=2)
f(**a, *b)
f(a for a in b, c)
x = 1 = 2
1 = x
f() = 1
x + 1 = 2
(a, 1) = 3
del f()
for 1 in x: pass
with a as 1: pass
import a.b as c.d
from . import *
from a import (b, c
if x = 1: pass
if x: pass else: pass
while True print(1)
print 1
exec "a"
x = [1, 2
x = (1, 2]
x = "abc
x = \"\"\"abc
x = 0777
x = 1_
x = 0x
x = 1a
x = $
x = a?b
x = 'a' b
class A: return 1
def f(): x = 1; global x
def f(): nonlocal q
async def f(): yield from x
def f(): await x
lambda: (yield)
[x := 1 for x in y]
[(x := 1) for y in (x := 2)]
(x := 1) = 2
f"{a b}"
f"{}"
f"{a!x}"
f"{a"
f"}"
try: pass
try: pass\nexcept: pass\nexcept A: pass
try: pass\nexcept A: pass\nexcept* B: pass
else: pass
 x = 1
if 1:\nx
if 1:\n  x\n y
\tx = 1
@
@x
def
class
import
from x
from x import
a b
a.b c
True = 1
None += 1
__debug__ = 1
x = yield = 1
*a
*a = 1
print(*)
a = *b
{**a for a in b}
[*a for a in b]
{1:2, 3}
{1, 2:3}
{**a, b}
a if b
a if b else
not
a not b
a is is b
1 <> 2
a ! b
a && b
a++ 
--
x: int: str
def f() -> : pass
def f(x:): pass
type X
type X = 
type X[T = 1
class A[T, T]: pass
def f[T: (yield)](): pass""".split("\n"): show(s.encode().decode("unicode_escape") if "\\" in s else s)
