# Files that are written and never closed: what reads or asks for them afterwards sees what was written.
import importlib
import os
import sys
import tempfile


def abandon(path, text):
    f = open(path, "w")
    f.write(text)


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "x.txt")
    open(path, "w").write("hello")
    print(os.path.getsize(path), os.stat(path).st_size)

    f = open(path, "w")
    f.write("abc")
    print("held and not flushed", os.path.getsize(path))
    f.flush()
    print("flushed", os.path.getsize(path))
    f.close()

    abandon(path, "in a function")
    print(os.path.getsize(path))
    abandon(path, "again")
    print(open(path).read())

    sys.path.insert(0, folder)
    open(os.path.join(folder, "written_module.py"), "w").write("VALUE = 'imported'\n")
    import written_module

    print(written_module.VALUE)
    os.mkdir(os.path.join(folder, "package"))
    open(os.path.join(folder, "package", "__init__.py"), "w").write("from .inner import V\n")
    open(os.path.join(folder, "package", "inner.py"), "w").write("V = [1, 2]\n")
    importlib.invalidate_caches()
    import package

    print(package.V)

    for i in range(3):
        open(os.path.join(folder, f"part{i}"), "wb").write(bytes(i))
    print([os.path.getsize(os.path.join(folder, f"part{i}")) for i in range(3)])

    a = open(path, "w")
    a.write("1234")
    b = a
    del a
    print("another name", os.path.getsize(path))
    del b
    print("no name", os.path.getsize(path))
