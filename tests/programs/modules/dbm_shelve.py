# dbm and shelve: every module that there is, the kinds of files, and what is refused.
import dbm
import dbm.dumb
import dbm.sqlite3
import os
import shelve
import tempfile

folder = tempfile.mkdtemp()
os.chdir(folder)
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(dbm.__all__, dbm.dumb.__all__, dbm.error)
for module in (dbm.dumb, dbm.sqlite3):
    print(module.__name__)
    name = "db_" + module.__name__.rpartition(".")[2]
    with module.open(name, "n") as db:
        db["key"] = "value"
        db[b"bytes"] = b"\0\xff"
        db["long"] = b"x" * 2000
        db["key"] = "other"
        print(sorted(db.keys()), db["key"], db[b"bytes"], len(db), b"key" in db, db.get("nope", 7))
        del db["long"]
        print(sorted(db.items()), sorted(db))
        t(lambda: db["missing"])
        t(lambda: db.setdefault("new", b"set"))
        print(db.pop("new"), db.get("new"))
    print(dbm.whichdb(name))
    t(lambda: db["key"])
    t(lambda: len(db))
    with dbm.open(name) as db:
        print(db[b"key"], type(db).__name__)
        t(lambda: db.__setitem__("a", "b"))
    with dbm.open(name, "w") as db:
        db["again"] = "1"
        db.update({"two": "2"})
        print(sorted(db.keys()))
        db.clear()
        print(list(db.keys()))
    t(lambda: module.open(name, "bogus"))
    t(lambda: module.open(name + "_missing", "w"))
with dbm.dumb.open("types", "c") as db:
    t(lambda: db.__setitem__(3, "x"))
    t(lambda: db.__setitem__("x", 3))
    db["é"] = "ü"
    db.sync()
    print(open("types.dir", encoding="latin-1").read(), open("types.dat", "rb").read())
t(lambda: dbm.open("not there"))
with open("junk", "w") as f:
    f.write("this is no database")
print(dbm.whichdb("junk"), dbm.whichdb("not there"))
t(lambda: dbm.open("junk"))
with shelve.open("shelf") as s:
    s["list"] = [1, 2, {"three": 3}]
    s["obj"] = ValueError("kept")
    print(sorted(s), s["list"])
with shelve.open("shelf", writeback=True) as s:
    s["list"].append("more")
with shelve.open("shelf", "r") as s:
    print(s["list"], repr(s["obj"]), "nope" in s)
