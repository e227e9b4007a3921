# assert in all its forms, and a small test framework with its report, as projects without one write it.
import difflib
import functools
import io
import sys
import traceback
import unittest


def show(f):
    try:
        f()
    except AssertionError as e:
        tb = traceback.extract_tb(e.__traceback__)[-1]
        print(repr(e), e.args, "|", tb.line, "|", tb.name)


def a1(): assert 1 == 2
def a2(): assert 1 == 2, "with text"
def a3(): assert [], ("a", "tuple")
def a4(): assert (x := 0) or x, f"x is {x}"
def a5(): assert not True, ValueError("an exception")
def a6(): assert all(i < 3 for i in range(5)), None
def a7(): raise AssertionError
def a8(): assert 0, 1 / 1
for f in (a1, a2, a3, a4, a5, a6, a7, a8):
    show(f)


class Suite:
    def __init__(self): self.tests, self.out = [], []
    def test(self, *cases, raises=None):
        def register(f):
            for case in cases or [()]:
                self.tests.append((f"{f.__name__}{case or ''}", functools.partial(f, *case), raises))
            return f
        return register
    def run(self):
        results = {"ok": 0, "failed": 0, "error": 0}
        for name, f, raises in self.tests:
            try:
                f()
                outcome, text = ("failed", f"did not raise {raises.__name__}") if raises else ("ok", "")
            except AssertionError as e:
                outcome, text = "failed", str(e) or traceback.extract_tb(e.__traceback__)[-1].line
            except Exception as e:
                if raises and isinstance(e, raises):
                    outcome, text = "ok", f"({e})"
                else:
                    outcome, text = "error", "".join(traceback.format_exception_only(e)).strip()
            results[outcome] += 1
            print(f"{outcome.upper():<7}{name:<24}{text}")
        return results


suite = Suite()


@suite.test((1, 2, 3), (2, 2, 5), (0, 0, 0))
def add(a, b, c): assert a + b == c, f"{a} + {b} is {a + b}, not {c}"
@suite.test(raises=ZeroDivisionError)
def divides(): 1 / 0
@suite.test(raises=KeyError)
def nothing(): {}.get("a")
@suite.test()
def broken(): undefined
@suite.test(("a",), ("",))
def truthy(s): assert s
print(suite.run())


class Mine(unittest.TestCase):
    def setUp(self): self.data = [1, 2, 3]
    def test_equal(self): self.assertEqual(self.data, [1, 2, 4])
    def test_dict(self): self.assertDictEqual({"a": 1, "b": 2}, {"a": 1, "b": 3})
    def test_text(self): self.assertMultiLineEqual("one\ntwo\n", "one\n2\n", "texts differ")
    def test_in(self): self.assertIn(5, self.data)
    def test_raises(self):
        with self.assertRaisesRegex(ValueError, r"invalid .*'x'") as cm:
            int("x")
        self.assertIsInstance(cm.exception, ValueError)
    def test_no_raise(self):
        with self.assertRaises(KeyError): pass
    def test_almost(self): self.assertAlmostEqual(1.0, 1.1, places=3)
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
    @unittest.skip("not now")
    def test_skipped(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail("known")
    def test_error(self): self.data.nope
    def test_count(self): self.assertCountEqual([1, 2, 2], [2, 1, 3])
    def test_set(self): self.assertSetEqual({1, 2}, {2, 3})
    def test_warns(self):
        with self.assertLogs("app", "INFO") as cm:
            __import__("logging").getLogger("app").warning("careful %d", 5)
        self.assertEqual(cm.output, ["WARNING:app:careful 5"])


stream = io.StringIO()
result = unittest.TextTestRunner(stream, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(Mine))
print(__import__("re").sub(r"in \d+\.\d+s", "in TIME", stream.getvalue()))
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), result.wasSuccessful())
print("\n".join(difflib.unified_diff("a b c d".split(), "a c d e".split(), "old", "new", lineterm="")))
assert result.wasSuccessful(), f"{len(result.failures)} failures"
