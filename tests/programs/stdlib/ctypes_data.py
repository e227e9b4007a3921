"""C data: simple types, structs, unions, arrays, pointers, and what they keep alive."""

import _ctypes
import ctypes
import pickle
import struct
from ctypes import *


def show(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


print([n for n in sorted(dir(_ctypes)) if not n.startswith("__")])
print(sorted(n for n in dir(_ctypes.Structure) if n not in dir(object)))
print(sorted(n for n in dir(type(_ctypes.Structure)) if n not in dir(type)))
print(sorted(n for n in vars(_ctypes.CFuncPtr)))

# simple types: sizes, ranges, formats
for t in (c_bool, c_char, c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong,
          c_float, c_double, c_longdouble, c_wchar, c_char_p, c_wchar_p, c_void_p, py_object):
    print(t.__name__, t._type_, sizeof(t), alignment(t), memoryview(t()).format)
for t, v in [(c_byte, 200), (c_ubyte, -1), (c_short, 70000), (c_int, 2**31), (c_uint, -1),
             (c_long, 2**63), (c_ulong, -1), (c_long, -(2**63)), (c_float, 0.1), (c_double, 0.1),
             (c_longdouble, -2.5), (c_bool, "x"), (c_char, b"z"), (c_char, 65), (c_wchar, "\U0001f40d")]:
    print(t.__name__, repr(v), t(v), t(v).value)
show("float int", lambda: c_int(1.5))
show("str char", lambda: c_char("x"))
show("two", lambda: c_int(1, 2))
show("void", lambda: c_void_p("x"))
print(c_void_p(-1).value, c_void_p(0).value, c_char_p(None).value, bool(c_int()), bool(c_double(1)))
print(c_char_p(b"abc\0def").value, c_wchar_p("h\u00e9llo").value, py_object([1]).value)

# byte order
print(c_int.__ctype_be__(1).value, bytes(c_int.__ctype_be__(1)), bytes(c_int.__ctype_le__(1)))


class Big(BigEndianStructure):
    _fields_ = [("a", c_short), ("b", c_int), ("c", c_double), ("d", c_uint, 4), ("e", c_uint, 12)]


b = Big(1, 2, 3.0, 5, 100)
print(bytes(b).hex(), sizeof(Big), b.a, b.b, b.c, b.d, b.e)


# structs
class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]

    def norm1(self):
        return abs(self.x) + abs(self.y)


class Shape(Structure):
    _fields_ = [("name", c_char * 8), ("origin", Point), ("corners", Point * 2), ("next", c_void_p)]


s = Shape(b"box", (1, 2), (Point(3, 4), Point(5, 6)))
print(s.name, s.origin.norm1(), [(p.x, p.y) for p in s.corners], s.next, sizeof(s))
s.corners[1].x = -50
s.origin = Point(-7, 8)
print(s.corners[1].x, s.origin.norm1(), Shape.origin, Shape.name.offset, Shape.corners.size)
for args in [(1, 2, 3), ("x",), (1.0,)]:
    show(f"Point{args}", lambda: Point(*args))
show("twice", lambda: Point(1, x=2))
show("bad name", lambda: Shape(name="x"))
show("long name", lambda: Shape(name=b"123456789"))


class Point3(Point):
    _fields_ = [("z", c_int)]


p = Point3(1, 2, 3)
print((p.x, p.y, p.z), p.norm1(), sizeof(p), isinstance(p, Point))


class Packed(Structure):
    _pack_ = 1
    _fields_ = [("a", c_char), ("b", c_int), ("c", c_short)]


class Aligned(Structure):
    _align_ = 16
    _fields_ = [("a", c_int)]


print(sizeof(Packed), Packed.b, sizeof(Aligned), alignment(Aligned))


class Bits(Structure):
    _fields_ = [("a", c_int, 3), ("b", c_uint, 5), ("c", c_int, 20), ("d", c_ulong, 40), ("e", c_ubyte, 2)]


x = Bits(3, 33, -5, 2**39 + 1, 7)
print(x.a, x.b, x.c, x.d, x.e, sizeof(Bits), [getattr(Bits, n) for n in "abcde"])
x.a = 4
print(x.a, bytes(x).hex())


# unions and anonymous members
class Parts(Structure):
    _fields_ = [("low", c_ushort), ("high", c_ushort)]


class Word(Union):
    _anonymous_ = ["parts"]
    _fields_ = [("all", c_uint), ("parts", Parts), ("raw", c_ubyte * 4), ("f", c_float)]


w = Word(0x12345678)
w.high = 0xABCD
print(hex(w.low), hex(w.all), list(w.raw), Word.high)
w.f = 1.0
print(hex(w.all), sizeof(Word))

# wrong definitions
for ns in ({"_fields_": 5}, {"_fields_": [("a", 5)]}, {"_fields_": [("a", c_int, 40)]},
           {"_fields_": [("a", c_float, 4)]}, {"_fields_": [("a", c_int)], "_pack_": -1},
           {"_fields_": [("a", c_int)], "_anonymous_": ["b"]}, {"_fields_": [("a", c_int)], "_anonymous_": ["a"]}):
    show(ns, lambda: type(Structure)("S", (Structure,), ns))


class Node(Structure):
    pass


Node._fields_ = [("value", c_int), ("next", POINTER(Node))]
nodes = [Node(i) for i in range(4)]
for a, c in zip(nodes, nodes[1:]):
    a.next = pointer(c)
n, seen = nodes[0], []
while True:
    seen.append(n.value)
    if not n.next:
        break
    n = n.next.contents
print(seen)
nodes[2].value = 99
print(nodes[0].next.contents.next[0].value)
show("again", lambda: setattr(Node, "_fields_", []))

# arrays
a = (c_int * 5)(5, 4, 3)
print(list(a), a[-1], a[1:4], a[::-2], len(a), type(a).__name__, (c_int * 5) is type(a))
a[3:5] = [7, 8]
print(sorted(a), sum(a), 3 in a)
for f in (lambda: a[5], lambda: a["x"], lambda: (c_int * 2)(1, 2, 3), lambda: c_int * -1, lambda: c_int * "a"):
    show("array", f)
grid = ((c_short * 3) * 2)((1, 2, 3), (4, 5, 6))
m = memoryview(grid)
print(m.shape, m.strides, m.format, [list(r) for r in grid], bytes(grid)[:4])
buf = create_string_buffer(b"hello", 10)
print(buf.value, buf.raw, len(buf), buf[1], buf[1:3])
buf.value = b"hi"
print(buf.raw)
u = create_unicode_buffer("na\u00efve")
print(u.value, len(u), u[:])
show("too long", lambda: setattr(buf, "value", b"x" * 11))

# pointers
i = c_int(42)
q = pointer(i)
print(q.contents, q[0], type(q).__name__, q._objects, bool(q), bool(POINTER(c_int)()))
q[0] = 43
print(i, q.contents.value, q.contents is q.contents)
q.contents = c_int(44)
print(i.value, q[0])
arr = (c_int * 4)(10, 20, 30, 40)
r = cast(arr, POINTER(c_int))
r[1] = 21
print(r[0:4], arr[:], r[3:0:-1])
for f in (lambda: POINTER(c_int)()[0], lambda: q["x"], lambda: q[:], lambda: POINTER(c_int)(5), lambda: pointer(5)):
    show("pointer", f)
cp = cast(b"some text", POINTER(c_char))
print(cp[0], cp[0:4], cast(cp, c_char_p).value, string_at(cp, 6), string_at(cp))

# memory that others lend
data = bytearray(struct.pack("<ii", 5, 6))
pt = Point.from_buffer(data)
pt.x = 77
print(struct.unpack("<ii", data), Point.from_buffer_copy(data).x)
for f in (lambda: c_int.from_buffer(b"1234"), lambda: c_int.from_buffer(bytearray(3)),
          lambda: c_int.from_buffer(bytearray(8), -1), lambda: c_int.from_buffer_copy(b"123")):
    show("buffer", f)
at = c_int.from_address(addressof(i))
at.value = -1
print(i, at._b_needsfree_, i._b_needsfree_)
big = (c_ubyte * 4)(1, 2, 3, 4)
resize(big, 8)
print(sizeof(big), list(big), sizeof(type(big)))
dst = create_string_buffer(8)
memmove(dst, b"abcdef", 4)
memset(byref(dst, 4), ord("z"), 2)
print(dst.raw)

# copies and pickles
print(pickle.loads(pickle.dumps(Point(8, 9))).norm1(), bytes(pickle.loads(pickle.dumps(a))) == bytes(a))
show("pickle", lambda: pickle.dumps(q))
show("hash", lambda: hash(i))
print(c_int(5) == c_int(5), ctypes.ArgumentError.__mro__[1])
