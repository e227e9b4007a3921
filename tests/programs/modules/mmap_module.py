# mmap: memory and files, and what is refused.
import mmap
import os
import tempfile

print(sorted(n for n in dir(mmap) if not n.startswith('__')))
print(sorted(n for n in dir(mmap.mmap) if not n.startswith('__')))
def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
m = mmap.mmap(-1, 10)
for f in (lambda: mmap.mmap(-1, 0), lambda: mmap.mmap(-1, -1), lambda: mmap.mmap(-1, 5, access=9), lambda: mmap.mmap(-1, 5, offset=-1),
          lambda: m[20], lambda: m.write(b'x' * 11), lambda: m.seek(11), lambda: m.seek(-1), lambda: m.seek(0, 7), lambda: m.move(5, 0, 9),
          lambda: m['a'], lambda: m.__setitem__(0, 300), lambda: m.__setitem__(slice(0, 2), b'abc'), lambda: m.__setitem__(0, b'a'),
          lambda: m.write_byte(300), lambda: m.write_byte('a'), lambda: m.find(3), lambda: m.flush(1, 2), lambda: m.flush(0, 100),
          lambda: m.resize(4096), lambda: m.size(), lambda: repr(m), lambda: m.madvise(99), lambda: m.madvise(4, -1),
          lambda: mmap.mmap(-1, 5, access=1, prot=1), lambda: m.__delitem__(0), lambda: m.read('x'), lambda: mmap.mmap(99, 5),
          lambda: (m.seek(0, 2), m.read_byte()), lambda: m.closed, lambda: (m.close(), m[0]), lambda: repr(m), lambda: mmap.mmap('a', 3),
          lambda: mmap.mmap(-1, 'a')):
    t(f)
r = mmap.mmap(-1, 10, access=mmap.ACCESS_READ)
t(lambda: r.write(b'a'))
t(lambda: r.__setitem__(0, 1))
t(lambda: r.resize(1))
t(lambda: r.seek(3, 0))
print(repr(r))
v = memoryview(r)
t(lambda: r.close())
print(v.readonly, v.format)
v.release()
r.close()

fd, path = tempfile.mkstemp()
os.write(fd, b"first line\nsecond line\nthird\n" + b"." * 5000)
with mmap.mmap(fd, 0) as m:
    print(len(m), m.size(), m.readline(), m.tell(), m.read(6), m[0:5], m[-1], m[20:0:-3])
    print(m.find(b"line"), m.find(b"line", 0), m.rfind(b"line"), m.find(b"nope"), m.rfind(b"i", 0, 20), m.find(b""))
    m[0:5] = b"FIRST"
    m[10] = ord("!")
    m.seek(0)
    print(m.write(b"1"), m.tell())
    m.write_byte(50)
    m.move(100, 0, 10)
    m.flush()
    with open(path, "rb") as f:
        print(f.read(30))
    os.pwrite(fd, b"other", 40)
    print(m[38:47], b"line" in m[:], bytes(m[100:110]))
    m.resize(6000)
    print(len(m), os.fstat(fd).st_size, m[5998:])
    view = memoryview(m)
    view[0:3] = b"xyz"
    t(lambda: m.resize(10))
    view.release()
    print(m[:5], list(m[:3]), bytearray(m)[:3])
with mmap.mmap(fd, 100, access=mmap.ACCESS_COPY) as m:
    m[0:3] = b"new"
    print(m[:5], os.pread(fd, 5, 0))
with mmap.mmap(fd, 100, offset=mmap.ALLOCATIONGRANULARITY, access=mmap.ACCESS_READ) as m:
    print(m[:5])
t(lambda: mmap.mmap(fd, 100000))
t(lambda: mmap.mmap(fd, 0, offset=8192))
os.truncate(path, 0)
t(lambda: mmap.mmap(fd, 0))
os.close(fd)
os.unlink(path)
