// The Python modules of the library that the packaged zip lacks: paths as they would be in the zip, and texts.

import { LZMA } from "./lzma.ts";
import { DBAPI2, DUMP, INIT as SQLITE3, MAIN as SQLITE3_MAIN } from "./sqlite3.ts";

/** The texts by path. */
export const PYTHON_SOURCES: Readonly<Record<string, string>> = {
  "lzma.py": LZMA,
  "sqlite3/__init__.py": SQLITE3,
  "sqlite3/__main__.py": SQLITE3_MAIN,
  "sqlite3/dbapi2.py": DBAPI2,
  "sqlite3/dump.py": DUMP,
};
