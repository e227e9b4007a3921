"""Runs one of CPython's test files and prints a JSON line for each test.

It runs on Najash. Arguments: the module's name (test.test_x), how many tests to pass over (what a process before this
one has done), then patterns of ids of tests to leave out.
"""

import fnmatch
import json
import os
import platform
import sys
import time
import traceback
import types
import unittest

# tests that are marked as CPython's own are skipped by test.support
platform.python_implementation = lambda: "Najash"



class Internal(types.ModuleType):
    """CPython's test module about its own internals, which a few files import at their top."""

    def get_config(self):
        return {"code_debug_ranges": 1}

    def get_immortalize_deferred(self):
        return False

    def __getattr__(self, name):
        def skip(*args, **kwargs):
            raise unittest.SkipTest("about CPython's internals")

        return skip


# files that cannot be loaded without one of those modules, though only a few of their tests need it
STAND_INS = {
    "test.test_bytes": ["_testlimitedcapi"],
    "test.test_class": ["_testinternalcapi"],
    "test.test_code": ["_testinternalcapi"],
    "test.test_compile": ["_testinternalcapi"],
    "test.test_import": ["_testsinglephase", "_testmultiphase", "_testinternalcapi"],
    "test.test_importlib": ["_testsinglephase", "_testmultiphase"],
    "test.test_marshal": ["_testinternalcapi"],
    "test.test_pkgutil": ["_testsinglephase"],
    "test.test_traceback": ["_testinternalcapi"],
    "test.test_unittest": ["_testsinglephase", "_testmultiphase"],
    "test.test_types": ["_testsinglephase", "_testmultiphase"],
    "test.test_unittest": ["_testsinglephase", "_testmultiphase"],
}



def ctypes_library():
    """Stands in for _ctypes_test, which is a C library too: its path counts.

    The library refers to four functions of CPython that the tests never call; a library that has
    them is made where there is a compiler.
    """
    import glob
    import shutil
    import subprocess
    import tempfile
    import test

    folder = os.path.join(os.path.dirname(os.path.realpath(test.__file__)), "..", "lib-dynload")
    found = glob.glob(os.path.join(folder, "_ctypes_test.*.so"))
    compiler = shutil.which("cc")
    if not found or compiler is None:
        return
    from ctypes import CDLL, RTLD_GLOBAL

    names = ["PyArg_ParseTuple", "PyList_Append", "PyModuleDef_Init", "Py_GetConstantBorrowed"]
    base = os.path.join(tempfile.mkdtemp(), "absent")
    with open(base + ".c", "w") as f:
        f.writelines(f"void {n}(void) {{}}\n" for n in names)
    subprocess.run([compiler, "-w", "-shared", "-fPIC", "-o", base + ".so", base + ".c"], check=True)
    CDLL(base + ".so", RTLD_GLOBAL)
    module = types.ModuleType("_ctypes_test")
    module.__file__ = os.path.realpath(found[0])
    sys.modules["_ctypes_test"] = module


MARK = "\x1e"
out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="backslashreplace")


def emit(**fields):
    out.write(MARK + json.dumps(fields) + "\n")
    out.flush()


class Result(unittest.TestResult):
    def __init__(self, excluded):
        super().__init__()
        self.excluded = excluded
        self.started = 0.0
        self.serial = {}
        self.current = ""

    def startTest(self, test):
        super().startTest(test)
        self.started = time.perf_counter()
        self.current = self.numbered(test)
        emit(start=self.current, position=getattr(test, "position", 0))

    def numbered(self, test):
        """The test's id; where load_tests made several with one id, their number too."""
        name = test.id()
        self.serial[name] = n = self.serial.get(name, 0) + 1
        return name if n == 1 else f"{name}#{n}"

    def record(self, test, status, text=""):
        # what fails outside a test (setUpClass, setUpModule) has an id of its own
        name = self.current if self.current.partition("#")[0] == test.id() else test.id()
        emit(test=name, status=status, text=text, seconds=round(time.perf_counter() - self.started, 3))

    def addSuccess(self, test):
        self.record(test, "passed")

    def addFailure(self, test, err):
        self.record(test, "failed", describe(err))

    def addError(self, test, err):
        self.record(test, "error", describe(err))

    def addSkip(self, test, reason):
        self.record(test, "skipped", reason)

    def addExpectedFailure(self, test, err):
        self.record(test, "passed")

    def addUnexpectedSuccess(self, test):
        self.record(test, "failed", "unexpected success")

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.record(test, "failed", describe(err))


def describe(err):
    kind, value, tb = err
    try:
        message = str(value)
    except Exception:
        message = "?"
    last = traceback.extract_tb(tb)[-1:] or [None]
    where = f"{os.path.basename(last[0].filename)}:{last[0].lineno}" if last[0] else ""
    return f"{kind.__name__}: {message[:400]} [{where}]"


def flatten(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from flatten(item)
        else:
            yield item


def main():
    name, first, excluded = sys.argv[1], int(sys.argv[2]), set(sys.argv[3:])
    sys.argv[1:] = []
    for module in STAND_INS.get(name, ()):
        sys.modules[module] = Internal(module)
    if name == "test.test_ctypes":
        ctypes_library()
    try:
        suite = unittest.defaultTestLoader.loadTestsFromName(name)
    except BaseException as e:
        emit(fatal=f"{type(e).__name__}: {e}")
        return
    kept = unittest.TestSuite()
    result = Result(excluded)
    position = 0
    # fixtures of modules and classes need the suites as the loader made them
    def keep(s, into):
        nonlocal position
        for item in s:
            if isinstance(item, unittest.TestSuite):
                sub = type(item)()
                keep(item, sub)
                into.addTest(sub)
            elif not any(fnmatch.fnmatchcase(item.id(), pattern) for pattern in excluded):
                position += 1
                if position > first:
                    item.position = position
                    into.addTest(item)
                else:
                    result.numbered(item)
    keep(suite, kept)
    kept.run(result)
    emit(done=result.testsRun)


main()
