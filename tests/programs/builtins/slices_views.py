# slice, memoryview, bytearray through views, slice assignment in every shape, and index protocols.
def attempt(label, f):
    try:
        print(label, "->", f())
    except Exception as e:
        print(label, "!!", type(e).__name__, e)


class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n


s = slice(1, None, I(2))
print(slice(3), slice(1, 2), repr(slice("a", [], None)), slice(1, 5).indices(3), slice(None, None, -1).indices(5), slice(-100, 100, 3).indices(7), s.indices(6))
print(slice(1, 2) == slice(1, 2), slice(1) < slice(2), hash(slice(1, 2)) == hash(slice(1, 2)), slice(1, 2).__reduce__())
attempt("indices", lambda: slice(1).indices(-1))
attempt("step 0", lambda: [1, 2][::0])
attempt("bad", lambda: [1, 2]["a":])
attempt("float", lambda: [1, 2][1.0])
attempt("tuple", lambda: [1, 2][1, 2])
attempt("huge", lambda: [1, 2][10**30])
attempt("huge slice", lambda: [1, 2, 3][-10**30:10**30])
attempt("str", lambda: "abc"["a"])
attempt("range", lambda: range(5)["a"])
attempt("bytes", lambda: (b"abc"[I(1)], b"abc"[I(0):I(2)], "abc"[I(-1)], (1, 2, 3)[I(1)]))
for label, statement in (("mid", "x[1:3] = 'abcd'"), ("empty", "x[2:2] = [9, 9]"), ("clear", "x[:] = []"), ("self", "x[1:2] = x"), ("ext", "x[::2] = 'abc'"), ("ext bad", "x[::2] = 'ab'"), ("ext rev", "x[::-1] = range(5)"),
                         ("del", "del x[1:4]"), ("del ext", "del x[::2]"), ("del rev", "del x[::-2]"), ("beyond", "x[10:20] = [7]"), ("cross", "x[4:1] = [7]"), ("int", "x[1:2] = 5"), ("one", "x[I(-1)] = 0"), ("out", "x[9] = 0"), ("del out", "del x[9]"),
                         ("gen", "x[1:1] = (c for c in 'xy')"), ("imul", "x[:2] *= 2"), ("iadd", "x[1:2] += [8]"), ("swap", "x[0], x[-1] = x[-1], x[0]"), ("str idx", "x['a'] = 1"), ("neg", "x[-3:-1] = []")):
    x = [0, 1, 2, 3, 4]
    try:
        exec(statement)
        print(f"{label:8} {statement:28} {x}")
    except Exception as e:
        print(f"{label:8} {statement:28} {type(e).__name__}: {e} {x}")
for statement in ("b[1:3] = b'xyz'", "b[::2] = b'123'", "b[::2] = b'12'", "b[0] = 300", "b[0] = 'a'", "b[1:2] = 'a'", "b[1:2] = [1, 2]", "b[1:2] = 3", "del b[::2]", "b += b'q'", "b *= 2", "b[:] = b", "b[2:2] = range(3)", "b += 'a'", "b.append(256)", "b.insert(0, 65)", "b.extend([1, 'a'])", "b.pop(10)", "b.remove(9)"):
    b = bytearray(b"hello")
    try:
        exec(statement)
        print(f"{statement:22} {b}")
    except Exception as e:
        print(f"{statement:22} {type(e).__name__}: {e} {b}")
data = bytearray(range(12))
m = memoryview(data)
print(len(m), m.format, m.itemsize, m.nbytes, m.shape, m.strides, m.ndim, m.readonly, m.contiguous, m[3], m[-1], m[2:5].tolist(), m[::-3].tolist(), bytes(m[::4]))
m[0], m[1:3] = 255, b"\xaa\xbb"
print(data[:4].hex(), m.hex(" ", 4), 255 in m, m == data, m[:2] == b"\xff\xaa", m.tobytes() == bytes(data))
w = m.cast("H")
print(w.tolist(), w.shape, w.itemsize, m.cast("B", (3, 4)).tolist(), m.cast("B", [3, 4])[1, 2], m.cast("I")[1], m.cast("b")[0])
for label, f in (("size", lambda: m.__setitem__(slice(0, 2), b"abc")), ("value", lambda: m.__setitem__(0, 256)), ("type", lambda: m.__setitem__(0, "a")), ("index", lambda: m[50]), ("del", lambda: m.__delitem__(0)), ("resize", lambda: data.append(1)), ("cast", lambda: m[:3].cast("H")), ("cast2", lambda: m.cast("z")), ("ro", lambda: memoryview(b"ab").__setitem__(0, 1)), ("hash", lambda: hash(m)), ("hash ro", lambda: hash(memoryview(b"ab")) == hash(b"ab")), ("step", lambda: m[::2].cast("b")), ("sub", lambda: m.cast("B", (3, 4))[1]), ("key", lambda: m["a"]), ("ord", lambda: m < m), ("ro2", lambda: m.toreadonly().__setitem__(0, 1))):
    attempt(label, f)
with memoryview(b"context") as v:
    print(v[0], bytes(v[:3]), v.obj, repr(v)[:10])
attempt("released", lambda: v[0])
print(repr(v)[:20])
m.release(); w.release()
attempt("still", lambda: data.append(1))
