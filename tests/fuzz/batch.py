"""Runs programs one after the other in this process, each in a namespace of its own: `batch.py FILE…`.

Before each a line with a mark and its number is printed, and the traceback of an error that nobody catches, without the
frames of this file.
"""

import sys
import traceback
import warnings

MARK = "\x1e"


def main():
    # what the compiler warns of would name this file; a program may change the filters
    warnings.showwarning = lambda *args, **kw: None
    for i, path in enumerate(sys.argv[1:]):
        print(MARK, i, flush=True)
        with open(path, encoding="utf-8") as f:
            source = f.read()
        try:
            code = compile(source, path, "exec")
            exec(code, {"__name__": "__main__", "__builtins__": __builtins__})
        except BaseException as error:
            tb = error.__traceback__.tb_next
            traceback.print_exception(type(error), error, tb, file=sys.stdout)
        sys.stdout.flush()
    print(MARK, "end", flush=True)


main()
