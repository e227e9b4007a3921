// The package dbm: files that are dictionaries of bytes.

/** dbm/__init__.py */
export const INIT: string = String
  .raw`"""Files that are dictionaries: open() finds the kind of file and its module.

    import dbm
    with dbm.open(filename, "c") as db:
        db["key"] = "value"       # str is kept in UTF-8
        print(db[b"key"])         # what comes out is bytes

The flags are "r" (read only), "w" (read and write), "c" (make it if it is not
there) and "n" (always make a new one).
"""

__all__ = ["open", "whichdb", "error"]

import io
import os
import struct
import sys


class error(Exception):
    pass


# in the order in which they are tried for a new file
_names = ["dbm.sqlite3", "dbm.gnu", "dbm.ndbm", "dbm.dumb"]
_defaultmod = None
_modules = {}

error = (error, OSError)

try:
    from dbm import ndbm
except ImportError:
    ndbm = None


def _import(name):
    module = __import__(name, fromlist=["open"])
    _modules[name] = module
    return module


def open(file, flag="r", mode=0o666):
    """Open a database and return it.

    An existing file is opened by the module that its kind needs, a new one is
    made by the first module that there is. mode is for new files.
    """
    global _defaultmod
    if _defaultmod is None:
        for name in _names:
            try:
                module = _import(name)
            except ImportError:
                continue
            if not _defaultmod:
                _defaultmod = module
        if not _defaultmod:
            raise ImportError("no dbm clone found; tried %s" % _names)

    kind = whichdb(file) if "n" not in flag else None
    if kind is None:
        if "c" not in flag and "n" not in flag:
            raise error[0]("db file doesn't exist; "
                           "use 'c' or 'n' flag to create a new db")
        module = _defaultmod
    elif kind == "":
        raise error[0]("db type could not be determined")
    elif kind not in _modules:
        raise error[0]("db type is {0}, but the module is not available".format(kind))
    else:
        module = _modules[kind]
    return module.open(file, flag, mode)


def _readable(path):
    try:
        io.open(path, "rb").close()
    except OSError:
        return False
    return True


def whichdb(filename):
    """Return the name of the module for a file.

    None: there is no such file, or it cannot be read. "": its kind is unknown.
    """
    filename = os.fsencode(filename)

    if _readable(filename + b".pag") and _readable(filename + b".dir"):
        return "dbm.ndbm"
    if ndbm is not None and _readable(filename + b".db"):
        try:
            ndbm.open(filename).close()
        except OSError:
            pass
        else:
            return "dbm.ndbm"

    try:
        os.stat(filename + b".dat")
        if os.stat(filename + b".dir").st_size == 0:
            return "dbm.dumb"
        with io.open(filename + b".dir", "rb") as f:
            if f.read(1) in (b"'", b'"'):
                return "dbm.dumb"
    except OSError:
        pass

    try:
        with io.open(filename, "rb") as f:
            head = f.read(16)
    except OSError:
        return None
    if len(head) < 4:
        return ""
    if head == b"SQLite format 3\0":
        return "dbm.sqlite3"
    (magic,) = struct.unpack("=l", head[:4])
    if magic in (0x13579ace, 0x13579acd, 0x13579acf):
        return "dbm.gnu"
    return ""


if __name__ == "__main__":
    for filename in sys.argv[1:]:
        print(whichdb(filename) or "UNKNOWN", filename)
`;

/** dbm/gnu.py */
export const GNU: string = String.raw`"""Databases of the GNU library gdbm."""

from _gdbm import *
`;

/** dbm/ndbm.py */
export const NDBM: string = String.raw`"""Databases of Unix's ndbm."""

from _dbm import *
`;

/** dbm/dumb.py */
export const DUMB: string = String
  .raw`"""A database in plain files, for where there is nothing better.

The values stand one after the other in name.dat, each at a multiple of the
block size; name.dir says where, in a line for each key; name.bak is the
directory as it was before. Values are never moved, and the room of what is
deleted is not used again.
"""

import ast as _ast
import io as _io
import os as _os
import collections.abc

__all__ = ["error", "open"]

_BLOCKSIZE = 512

error = OSError


class _Database(collections.abc.MutableMapping):
    """A database; made by open()."""

    # close() runs when the interpreter ends too: what it needs is kept here
    _os = _os
    _io = _io

    def __init__(self, filebasename, mode, flag="c"):
        filebasename = self._os.fsencode(filebasename)
        self._mode = mode
        self._readonly = (flag == "r")
        self._dirfile = filebasename + b".dir"
        self._datfile = filebasename + b".dat"
        self._bakfile = filebasename + b".bak"
        # key: (position, size); None when closed
        self._index = None
        self._modified = False
        self._create(flag)
        self._update(flag)

    def _create(self, flag):
        if flag == "n":
            for path in (self._datfile, self._bakfile, self._dirfile):
                try:
                    _os.remove(path)
                except OSError:
                    pass
        try:
            _io.open(self._datfile, "r", encoding="Latin-1").close()
        except OSError:
            if flag not in ("c", "n"):
                raise
            with _io.open(self._datfile, "w", encoding="Latin-1"):
                self._chmod(self._datfile)

    def _update(self, flag):
        """Read the directory."""
        self._modified = False
        self._index = {}
        try:
            f = _io.open(self._dirfile, "r", encoding="Latin-1")
        except OSError:
            if flag not in ("c", "n"):
                raise
            with self._io.open(self._dirfile, "w", encoding="Latin-1"):
                self._chmod(self._dirfile)
        else:
            with f:
                for line in f:
                    key, place = _ast.literal_eval(line.rstrip())
                    self._index[key.encode("Latin-1")] = place

    def _commit(self):
        """Write the directory, if it has changed."""
        if self._index is None or not self._modified:
            return
        try:
            self._os.unlink(self._bakfile)
        except OSError:
            pass
        try:
            self._os.rename(self._dirfile, self._bakfile)
        except OSError:
            pass
        with self._io.open(self._dirfile, "w", encoding="Latin-1") as f:
            self._chmod(self._dirfile)
            for key, place in self._index.items():
                f.write("%r, %r\n" % (key.decode("Latin-1"), place))
        self._modified = False

    sync = _commit

    def _chmod(self, file):
        self._os.chmod(file, self._mode)

    def _verify_open(self):
        if self._index is None:
            raise error("DBM object has already been closed")

    def _verify_writable(self):
        if self._readonly:
            raise error("The database is opened for reading only")

    def __getitem__(self, key):
        if isinstance(key, str):
            key = key.encode("utf-8")
        self._verify_open()
        position, size = self._index[key]
        with _io.open(self._datfile, "rb") as f:
            f.seek(position)
            return f.read(size)

    def _addval(self, value):
        """Append a value at the next block; return its place."""
        with _io.open(self._datfile, "rb+") as f:
            f.seek(0, 2)
            end = f.tell()
            position = -(-end // _BLOCKSIZE) * _BLOCKSIZE
            f.write(b"\0" * (position - end))
            f.write(value)
        return position, len(value)

    def _setval(self, position, value):
        """Write over a value of at least as many blocks; return the place."""
        with _io.open(self._datfile, "rb+") as f:
            f.seek(position)
            f.write(value)
        return position, len(value)

    def _addkey(self, key, place):
        self._index[key] = place
        with _io.open(self._dirfile, "a", encoding="Latin-1") as f:
            self._chmod(self._dirfile)
            f.write("%r, %r\n" % (key.decode("Latin-1"), place))

    def __setitem__(self, key, value):
        self._verify_writable()
        if isinstance(key, str):
            key = key.encode("utf-8")
        elif not isinstance(key, (bytes, bytearray)):
            raise TypeError("keys must be bytes or strings")
        if isinstance(value, str):
            value = value.encode("utf-8")
        elif not isinstance(value, (bytes, bytearray)):
            raise TypeError("values must be bytes or strings")
        self._verify_open()
        self._modified = True
        if key not in self._index:
            self._addkey(key, self._addval(value))
            return
        # where the blocks of the old value are enough, they are used again
        position, size = self._index[key]
        old_blocks = -(-size // _BLOCKSIZE)
        new_blocks = -(-len(value) // _BLOCKSIZE)
        if new_blocks <= old_blocks:
            self._index[key] = self._setval(position, value)
        else:
            self._index[key] = self._addval(value)

    def __delitem__(self, key):
        self._verify_writable()
        if isinstance(key, str):
            key = key.encode("utf-8")
        self._verify_open()
        self._modified = True
        del self._index[key]
        self._commit()

    def keys(self):
        self._verify_open()
        return list(self._index)

    def items(self):
        self._verify_open()
        return [(key, self[key]) for key in self._index]

    def __contains__(self, key):
        if isinstance(key, str):
            key = key.encode("utf-8")
        self._verify_open()
        return key in self._index

    def iterkeys(self):
        self._verify_open()
        return iter(self._index)

    __iter__ = iterkeys

    def __len__(self):
        self._verify_open()
        return len(self._index)

    def close(self):
        try:
            self._commit()
        finally:
            self._index = self._datfile = self._dirfile = self._bakfile = None

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(file, flag="c", mode=0o666):
    """Open a database and return it.

    mode is for new files; the process's umask is taken off it.
    """
    umask = _os.umask(0)
    _os.umask(umask)
    if flag not in ("r", "w", "c", "n"):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    return _Database(file, mode & ~umask, flag=flag)
`;

/** dbm/sqlite3.py */
export const SQLITE: string = String.raw`"""A database in one table of SQLite."""

import os
import sqlite3
from collections.abc import MutableMapping
from contextlib import closing, suppress
from pathlib import Path

BUILD_TABLE = """
  CREATE TABLE IF NOT EXISTS Dict (
    key BLOB UNIQUE NOT NULL,
    value BLOB NOT NULL
  )
"""
GET_SIZE = "SELECT COUNT (key) FROM Dict"
LOOKUP_KEY = "SELECT value FROM Dict WHERE key = CAST(? AS BLOB)"
STORE_KV = "REPLACE INTO Dict (key, value) VALUES (CAST(? AS BLOB), CAST(? AS BLOB))"
DELETE_KEY = "DELETE FROM Dict WHERE key = CAST(? AS BLOB)"
ITER_KEYS = "SELECT key FROM Dict"


class error(OSError):
    pass


_ERR_CLOSED = "DBM object has already been closed"
_ERR_REINIT = "DBM object does not support reinitialization"


def _normalize_uri(path):
    uri = Path(path).absolute().as_uri()
    while "//" in uri:
        uri = uri.replace("//", "/")
    return uri


class _Database(MutableMapping):

    def __init__(self, path, /, *, flag, mode):
        if hasattr(self, "_cx"):
            raise error(_ERR_REINIT)

        path = os.fsdecode(path)
        match flag:
            case "r":
                access = "ro"
            case "w":
                access = "rw"
            case "c":
                access = "rwc"
                Path(path).touch(mode=mode, exist_ok=True)
            case "n":
                access = "rwc"
                Path(path).unlink(missing_ok=True)
                Path(path).touch(mode=mode)
            case _:
                raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n', "
                                 f"not {flag!r}")

        uri = f"{_normalize_uri(path)}?mode={access}"
        if flag == "r":
            # nobody else writes either
            uri += "&immutable=1"
        try:
            self._cx = sqlite3.connect(uri, autocommit=True, uri=True)
        except sqlite3.Error as exc:
            raise error(str(exc))

        if access != "ro":
            # losing the last changes in a crash of the system is accepted
            self._cx.execute("PRAGMA journal_mode = wal")
            if access == "rwc":
                self._execute(BUILD_TABLE)

    def _execute(self, *args, **kwargs):
        if not self._cx:
            raise error(_ERR_CLOSED)
        try:
            return closing(self._cx.execute(*args, **kwargs))
        except sqlite3.Error as exc:
            raise error(str(exc))

    def __len__(self):
        with self._execute(GET_SIZE) as cu:
            row = cu.fetchone()
        return row[0]

    def __getitem__(self, key):
        with self._execute(LOOKUP_KEY, (key,)) as cu:
            row = cu.fetchone()
        if not row:
            raise KeyError(key)
        return row[0]

    def __setitem__(self, key, value):
        self._execute(STORE_KV, (key, value))

    def __delitem__(self, key):
        with self._execute(DELETE_KEY, (key,)) as cu:
            if not cu.rowcount:
                raise KeyError(key)

    def __iter__(self):
        try:
            with self._execute(ITER_KEYS) as cu:
                for row in cu:
                    yield row[0]
        except sqlite3.Error as exc:
            raise error(str(exc))

    def close(self):
        if self._cx:
            self._cx.close()
            self._cx = None

    def keys(self):
        return list(super().keys())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(filename, /, flag="r", mode=0o666):
    """Open a database and return it; flag is "r", "w", "c" or "n"."""
    return _Database(filename, flag=flag, mode=mode)
`;
