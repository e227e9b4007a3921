// The Python modules of the library that the packaged zip lacks: paths as they would be in the zip, and texts.

import { LZMA } from "./lzma.ts";

/** The texts by path. */
export const PYTHON_SOURCES: Readonly<Record<string, string>> = {
  "lzma.py": LZMA,
};
