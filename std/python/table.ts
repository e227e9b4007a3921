// The Python modules of the library that the packaged zip lacks: paths as they would be in the zip, and texts.

import { DUMB, GNU, INIT as DBM, NDBM, SQLITE as DBM_SQLITE } from "./dbm.ts";
import { LZMA } from "./lzma.ts";
import { DBAPI2, DUMP, INIT as SQLITE3, MAIN as SQLITE3_MAIN } from "./sqlite3.ts";
import { VENV, VENV_MAIN } from "./venv.ts";
import { WEBBROWSER } from "./webbrowser.ts";

/** The texts by path. */
export const PYTHON_SOURCES: Readonly<Record<string, string>> = {
  "dbm/__init__.py": DBM,
  "dbm/dumb.py": DUMB,
  "dbm/gnu.py": GNU,
  "dbm/ndbm.py": NDBM,
  "dbm/sqlite3.py": DBM_SQLITE,
  "lzma.py": LZMA,
  "sqlite3/__init__.py": SQLITE3,
  "sqlite3/__main__.py": SQLITE3_MAIN,
  "sqlite3/dbapi2.py": DBAPI2,
  "sqlite3/dump.py": DUMP,
  "venv/__init__.py": VENV,
  "venv/__main__.py": VENV_MAIN,
  "webbrowser.py": WEBBROWSER,
};
