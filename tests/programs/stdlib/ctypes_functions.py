"""Foreign functions: signatures, conversions, callbacks, errno."""

import ctypes
import ctypes.util
import errno
import os
import sys
from ctypes import *

libc = CDLL(None)
libm = CDLL(ctypes.util.find_library("m"))


def show(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


# without a signature
print(libc.abs(-5), libc.toupper(97), libc.strlen(b"hello"), libc["abs"](-7), libc.abs(2**32 + 3))
for v in (1.5, [], 2**70, {}):
    show(f"abs({v!r})", lambda: libc.abs(v))
show("no such", lambda: hasattr(libc, "no_such_function"))
show("library", lambda: CDLL("libnosuch-9.so"))

# with one
pow_ = libm.pow
pow_.argtypes = [c_double, c_double]
pow_.restype = c_double
print(pow_(2, 10), pow_(2.0, 0.5), pow_(c_double(3), 2))
for args in ((1,), ("a", 2), (1, None), (1, b"x")):
    show(f"pow{args}", lambda: pow_(*args))
strchr = libc.strchr
strchr.restype = c_char_p
strchr.argtypes = [c_char_p, c_char]
print(strchr(b"hello", b"l"), strchr(b"hello", b"z"))
show("strchr", lambda: strchr(b"hello", b"ll"))
labs = libc.labs
labs.argtypes, labs.restype = [c_long], c_long
print(labs(-(2**62)), labs(-(2**40)), labs(True))

# hot: the same results from the stub of a warm function
print([f(-i) for f in (labs, libc.abs) for i in range(60)].count(59), sum(pow_(i, 2) for i in range(100)))
for v in ("x", 2.5, None, 2**80):
    show(f"warm labs({v!r})", lambda: labs(v))
total = 0
for i in range(200):
    total += libc.strlen(b"x" * (i % 7)) + labs(-i)
print(total)

# results: types, callables, errcheck
libc.getpid.restype = lambda n: n == os.getpid()
print(libc.getpid())
libc.getenv.restype = c_char_p
os.environ["CTYPES_TEST"] = "value"
print(libc.getenv(b"CTYPES_TEST"), libc.getenv(b"CTYPES_NONE"))
libc.abs.errcheck = lambda result, func, args: (result, func.__name__ if hasattr(func, "__name__") else "?", args)
print(libc.abs(-3))
del libc.abs.errcheck
print(libc.abs(-3))
for name, v in (("argtypes", 5), ("argtypes", [5]), ("restype", 5), ("errcheck", 5)):
    show(name, lambda: setattr(libc.abs, name, v))

# variable arguments
out = create_string_buffer(64)
n = libc.snprintf(out, c_size_t(64), b"%d %s %.2f %c %ld", 42, b"text", c_double(2.5), ord("!"), c_long(2**40))
print(n, out.value)
wide = create_unicode_buffer(8)
libc.wcscpy(wide, "w\u00efde")
print(wide.value, libc.wcslen("four"))

# structs by value and by reference


class Div(Structure):
    _fields_ = [("quot", c_int), ("rem", c_int)]


class LDiv(Structure):
    _fields_ = [("quot", c_long), ("rem", c_long)]


libc.div.restype, libc.ldiv.restype = Div, LDiv
libc.ldiv.argtypes = [c_long, c_long]
d, ld = libc.div(17, 5), libc.ldiv(-(2**40), 7)
print(d.quot, d.rem, ld.quot, ld.rem)
frexp = libm.frexp
frexp.restype, frexp.argtypes = c_double, [c_double, POINTER(c_int)]
e = c_int()
print(frexp(48.0, byref(e)), e.value, frexp(0.1, pointer(e)), e)
show("frexp", lambda: frexp(1.0, 5))
show("frexp", lambda: frexp(1.0, byref(c_long())))

# prototypes
proto = CFUNCTYPE(c_double, c_double, POINTER(c_int))
f = proto(("frexp", libm), ((1, "x"), (2, "exp")))
print(f(48.0), f(x=0.5))
g = CFUNCTYPE(c_int, c_int)(("abs", libc), ((1, "n", -9),))
print(g(), g(-2), g(n=-3))
show("paramflags", lambda: CFUNCTYPE(c_int, c_int)(("abs", libc), 5))
show("paramflags", lambda: CFUNCTYPE(c_int, c_int)(("abs", libc), ((2, "n"),)))
show("missing", lambda: CFUNCTYPE(c_int, c_int)(("abs", libc), ((1, "n"),))())


class Wrapper:
    def __init__(self, n):
        self._as_parameter_ = n


class Checked(c_int):
    @classmethod
    def from_param(cls, v):
        if v > 100:
            raise ValueError(f"too big: {v}")
        return c_int(v)

    def _check_retval_(self):
        return "checked"


print(libc.abs(Wrapper(-12)))
h = CFUNCTYPE(Checked, Checked)(("abs", libc))
show("from_param", lambda: h(101))
show("from_param", lambda: h(-100))

# callbacks
CMP = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
calls = 0


def compare(a, b):
    global calls
    calls += 1
    return a[0] - b[0]


values = (c_int * 8)(5, 3, 9, 1, 7, 2, 8, 0)
libc.qsort(values, len(values), sizeof(c_int), CMP(compare))
print(list(values), calls > 7)


class Item(Structure):
    _fields_ = [("key", c_char * 4), ("weight", c_double)]


items = (Item * 3)((b"b", 2.5), (b"c", 0.5), (b"a", 1.5))
libc.qsort(items, 3, sizeof(Item), CFUNCTYPE(c_int, POINTER(Item), POINTER(Item))(
    lambda a, b: (a.contents.weight > b.contents.weight) - (a.contents.weight < b.contents.weight)))
print([i.key for i in items])
add = CFUNCTYPE(c_double, c_int, c_double, c_char_p, c_bool)(lambda i, d, s, b: i + d + len(s) + b)
print(add(1, 2.5, b"abc", True), type(add).__name__, bool(add))
fact = CFUNCTYPE(c_long, c_long)(lambda n: n * fact(n - 1) if n > 1 else 1)
print(fact(12))
seen = []
sys.unraisablehook = lambda u: seen.append((u.exc_type.__name__, str(u.exc_value), u.err_msg.split(" <")[0]))
bad = CFUNCTYPE(c_int, c_int)(lambda n: 1 // n)
_ = bad(0), CFUNCTYPE(c_int)(lambda: "x")()
print(bad(1), seen)
show("result", lambda: CFUNCTYPE(POINTER(c_int))(lambda: None))


class Table(Structure):
    _fields_ = [("apply", CFUNCTYPE(c_int, c_int)), ("user", c_int)]


t = Table(CFUNCTYPE(c_int, c_int)(lambda n: n * 3), 5)
print(t.apply(t.user), libc.abs(-1), labs(-2))

# errno
elibc = CDLL(None, use_errno=True)
print(set_errno(0), elibc.open(b"/no/such/file", 0), get_errno() == errno.ENOENT, set_errno(5) == errno.ENOENT, get_errno())

# addresses and names
address = cast(libc.abs, c_void_p).value
print(CFUNCTYPE(c_int, c_int)(address)(-8), c_int.in_dll(libc, "optind").value)
show("in_dll", lambda: c_int.in_dll(5, "x"))
show("cast", lambda: cast(5, c_int))
print(repr(c_int.from_param(5)), repr(c_double.from_param(2)), repr(c_char.from_param(b"'")), ctypes.util.find_library("nosuchlib"))
