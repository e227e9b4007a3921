// The package sqlite3 above _sqlite3.

/** sqlite3/__init__.py */
export const INIT: string = String
  .raw`"""Databases in files or in memory, with SQLite, through Python's DB-API 2.0.

    import sqlite3
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (a, b)")
    connection.execute("INSERT INTO t VALUES (?, ?)", (1, "one"))
    for row in connection.execute("SELECT * FROM t"):
        print(row)

DB-API's names are in sqlite3.dbapi2 and here alike.
"""

from sqlite3.dbapi2 import *
from sqlite3.dbapi2 import (_deprecated_names,
                            _deprecated_version_info,
                            _deprecated_version)


def __getattr__(name):
    if name in _deprecated_names:
        from warnings import warn

        warn(f"{name} is deprecated and will be removed in Python 3.14",
             DeprecationWarning, stacklevel=2)
        return globals()[f"_deprecated_{name}"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
`;

/** sqlite3/dbapi2.py */
export const DBAPI2: string = String.raw`import collections.abc
import datetime
import time

from _sqlite3 import *
from _sqlite3 import _deprecated_version

_deprecated_names = frozenset({"version", "version_info"})

apilevel = "2.0"
paramstyle = "qmark"

Date = datetime.date
Time = datetime.time
Timestamp = datetime.datetime
Binary = memoryview

sqlite_version_info = tuple(map(int, sqlite_version.split(".")))
_deprecated_version_info = tuple(map(int, _deprecated_version.split(".")))


def DateFromTicks(ticks):
    return Date(*time.localtime(ticks)[:3])


def TimeFromTicks(ticks):
    return Time(*time.localtime(ticks)[3:6])


def TimestampFromTicks(ticks):
    return Timestamp(*time.localtime(ticks)[:6])


collections.abc.Sequence.register(Row)


def register_adapters_and_converters():
    from warnings import warn

    text = ("The default {what} is deprecated as of Python 3.12; "
            "see the sqlite3 documentation for suggested replacement recipes")

    def adapt_date(value):
        warn(text.format(what="date adapter"), DeprecationWarning, stacklevel=2)
        return value.isoformat()

    def adapt_datetime(value):
        warn(text.format(what="datetime adapter"), DeprecationWarning, stacklevel=2)
        return value.isoformat(" ")

    def convert_date(value):
        warn(text.format(what="date converter"), DeprecationWarning, stacklevel=2)
        return datetime.date(*map(int, value.split(b"-")))

    def convert_timestamp(value):
        warn(text.format(what="timestamp converter"), DeprecationWarning, stacklevel=2)
        day, clock = value.split(b" ")
        year, month, date = map(int, day.split(b"-"))
        clock, *fraction = clock.split(b".")
        hours, minutes, seconds = map(int, clock.split(b":"))
        # however many digits there are, they are a fraction of a second
        micros = int(fraction[0].decode()[:6].ljust(6, "0")) if fraction else 0
        return datetime.datetime(year, month, date, hours, minutes, seconds, micros)

    register_adapter(datetime.date, adapt_date)
    register_adapter(datetime.datetime, adapt_datetime)
    register_converter("date", convert_date)
    register_converter("timestamp", convert_timestamp)


register_adapters_and_converters()
del register_adapters_and_converters


def __getattr__(name):
    if name in _deprecated_names:
        from warnings import warn

        warn(f"{name} is deprecated and will be removed in Python 3.14",
             DeprecationWarning, stacklevel=2)
        return globals()[f"_deprecated_{name}"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
`;

/** sqlite3/dump.py */
export const DUMP: string = String
  .raw`"""Connection.iterdump(): a database as the SQL that makes it again."""


def _identifier(name):
    return '"' + name.replace('"', '""') + '"'


def _string(text):
    return "'" + text.replace("'", "''") + "'"


def _iterdump(connection, *, filter=None):
    """Yield the SQL statements that make the tables, their rows, and the rest.

    filter is a LIKE pattern for the names of the objects.
    """
    # names are taken by position and texts as str, whatever the connection does with rows
    row_factory = connection.row_factory
    connection.row_factory = None
    cursor = connection.cursor()
    cursor.row_factory = None
    condition, parameters = "", []
    if filter:
        condition, parameters = "AND name LIKE ?", [filter]
    writable = False
    try:
        foreign_keys = cursor.execute("PRAGMA foreign_keys").fetchone()[0]
        if foreign_keys:
            yield "PRAGMA foreign_keys=OFF;"
        yield "BEGIN TRANSACTION;"

        tables = cursor.execute(
            'SELECT "name", "type", "sql" FROM "sqlite_master" '
            f'WHERE "sql" NOT NULL AND "type" == \'table\' {condition} ORDER BY "name"',
            parameters).fetchall()
        sequences = []
        for name, kind, sql in tables:
            if name == "sqlite_sequence":
                sequences.append('DELETE FROM "sqlite_sequence";')
                rows = cursor.execute('SELECT * FROM "sqlite_sequence"').fetchall()
                sequences.extend(
                    f'INSERT INTO "sqlite_sequence" VALUES({_string(table)},{number});'
                    for table, number in rows)
                continue
            elif name == "sqlite_stat1":
                yield 'ANALYZE "sqlite_master";'
            elif name.startswith("sqlite_"):
                continue
            elif sql.startswith("CREATE VIRTUAL TABLE"):
                if not writable:
                    writable = True
                    yield "PRAGMA writable_schema=ON;"
                yield ("INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)"
                       f"VALUES('table',{_string(name)},{_string(name)},0,{_string(sql)});")
                continue
            else:
                yield f"{sql};"

            table = _identifier(name)
            columns = [row[1] for row in cursor.execute(f"PRAGMA table_info({table})").fetchall()]
            values = ",".join(
                "'||quote({})||'".format(_identifier(column).replace("'", "''"))
                for column in columns)
            statement = "SELECT 'INSERT INTO {} VALUES({})' FROM {};".format(
                table.replace("'", "''"), values, table)
            for row in cursor.execute(statement).fetchall():
                yield f"{row[0]};"

        others = cursor.execute(
            'SELECT "name", "type", "sql" FROM "sqlite_master" '
            f"WHERE \"sql\" NOT NULL AND \"type\" IN ('index', 'trigger', 'view') {condition}",
            parameters)
        for name, kind, sql in others.fetchall():
            yield f"{sql};"

        if writable:
            yield "PRAGMA writable_schema=OFF;"
        yield from sequences
        yield "COMMIT;"
    finally:
        connection.row_factory = row_factory
`;

/** sqlite3/__main__.py */
export const MAIN: string = String.raw`"""python -m sqlite3: a small shell for SQL."""

import sqlite3
import sys

from argparse import ArgumentParser
from code import InteractiveConsole
from textwrap import dedent


def execute(c, sql, suppress_errors=True):
    """Execute SQL on a connection or cursor and print the rows.

    An error is printed; it ends the program unless suppress_errors is true.
    """
    try:
        for row in c.execute(sql):
            print(row)
    except sqlite3.Error as e:
        kind = type(e).__name__
        if hasattr(e, "sqlite_errorname"):
            print(f"{kind} ({e.sqlite_errorname}): {e}", file=sys.stderr)
        else:
            print(f"{kind}: {e}", file=sys.stderr)
        if not suppress_errors:
            sys.exit(1)


class SqliteInteractiveConsole(InteractiveConsole):
    """A console that takes SQL, and commands that begin with a point."""

    def __init__(self, connection):
        super().__init__()
        self._con = connection
        self._cur = connection.cursor()

    def runsource(self, source, filename="<input>", symbol="single"):
        """Return whether the source is not whole yet; else carry it out."""
        match source:
            case ".version":
                print(sqlite3.sqlite_version)
            case ".help":
                print("Enter SQL code and press enter.")
            case ".quit":
                sys.exit(0)
            case _:
                if not sqlite3.complete_statement(source):
                    return True
                execute(self._cur, source)
        return False


def main(*args):
    parser = ArgumentParser(description="Python sqlite3 CLI")
    parser.add_argument(
        "filename", type=str, default=":memory:", nargs="?",
        help=("SQLite database to open (defaults to ':memory:'). "
              "A new database is created if the file does not previously exist."))
    parser.add_argument(
        "sql", type=str, nargs="?",
        help="An SQL query to execute. Any returned rows are printed to stdout.")
    parser.add_argument(
        "-v", "--version", action="version",
        version=f"SQLite version {sqlite3.sqlite_version}",
        help="Print underlying SQLite library version")
    args = parser.parse_args(*args)

    where = "a transient in-memory database" if args.filename == ":memory:" else repr(args.filename)
    end = "CTRL-Z" if sys.platform == "win32" else "CTRL-D"
    banner = dedent(f"""
        sqlite3 shell, running on SQLite version {sqlite3.sqlite_version}
        Connected to {where}

        Each command will be run using execute() on the cursor.
        Type ".help" for more information; type ".quit" or {end} to quit.
    """).strip()
    sys.ps1 = "sqlite> "
    sys.ps2 = "    ... "

    con = sqlite3.connect(args.filename, isolation_level=None)
    try:
        if args.sql:
            execute(con, args.sql, suppress_errors=False)
        else:
            try:
                import readline  # noqa: F401
            except ImportError:
                pass
            console = SqliteInteractiveConsole(con)
            console.interact(banner, exitmsg="")
    finally:
        con.close()
    sys.exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
`;
