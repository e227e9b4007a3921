# unittest: assertions, failures and their texts, skips, subtests, fixtures, expected failures, mocks, doctest.
import io, unittest, doctest
from unittest import mock


class Math(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print("setUpClass")
    @classmethod
    def tearDownClass(cls): print("tearDownClass")
    def setUp(self): self.v = 5; self.addCleanup(print, "cleanup", self._testMethodName)
    def tearDown(self): print("tearDown")
    def test_ok(self): self.assertEqual(self.v, 5)
    def test_fail(self): self.assertEqual([1, 2, 3], [1, 2, 4])
    def test_dict(self): self.assertDictEqual({"a": 1}, {"a": 2}, "extra message")
    def test_str(self): self.assertMultiLineEqual("a\nb\n", "a\nc\n")
    def test_error(self): raise KeyError("oops")
    @unittest.skip("not now")
    def test_skip(self): pass
    @unittest.skipIf(1 > 0, "conditional")
    def test_skip_if(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail("expected")
    @unittest.expectedFailure
    def test_unexpected(self): pass
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
    def test_raises(self):
        with self.assertRaises(ValueError) as cm: int("x")
        self.assertIn("invalid literal", str(cm.exception))
        self.assertRaisesRegex(TypeError, "unsupported", lambda: 1 + "a")
        with self.assertRaises(KeyError): pass
    def test_misc(self):
        self.assertTrue(1); self.assertIsNone(None); self.assertAlmostEqual(0.1 + 0.2, 0.3); self.assertCountEqual([1, 2], [2, 1]); self.assertIsInstance(1, int); self.assertGreater(2, 1); self.assertRegex("abc", "b")
        with self.assertWarns(UserWarning): __import__("warnings").warn("w")
        with self.assertLogs("x", "INFO") as lg: __import__("logging").getLogger("x").info("hi")
        self.assertEqual(lg.output, ["INFO:x:hi"])


out = io.StringIO()
result = unittest.TextTestRunner(stream=out, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(Math))
text = out.getvalue().replace(__file__, "FILE")
print("\n".join(l for l in text.splitlines() if not l.startswith("Ran ")))
print(result, result.testsRun, len(result.failures), len(result.errors), len(result.skipped), result.wasSuccessful())
for f in (lambda t: t.assertIn(1, [2]), lambda t: t.assertLess(2, 1), lambda t: t.assertIs(1, "1"), lambda t: t.assertAlmostEqual(1, 1.1), lambda t: t.assertTrue([]), lambda t: t.assertSetEqual({1}, {2}), lambda t: t.assertTupleEqual((1,), (1, 2)), lambda t: t.assertRegex("a", "b"), lambda t: t.assertIsNone(0), lambda t: t.assertListEqual([1], [1, 2, 3]), lambda t: t.assertCountEqual("aab", "abb"), lambda t: t.assertRaises(ValueError, int, "5"), lambda t: t.assertEqual("x" * 100, "x" * 99 + "y"), lambda t: t.assertIsInstance(1, str), lambda t: t.assertNotIn(1, [1])):
    try:
        f(Math())
    except AssertionError as e:
        print(e)
m = mock.Mock(return_value=3, name="m")
print(m(1, k=2), m.called, m.call_args, m.call_count, m.attr.deep(5) is m.attr.deep.return_value, m.mock_calls, m.attr.deep.called)
m.side_effect = [1, ValueError("se")]
print(m())
try:
    m()
except ValueError as e:
    print(e)
try:
    m.assert_called_once_with(1)
except AssertionError as e:
    print(e)
with mock.patch("io.StringIO", mock.MagicMock()) as p: io.StringIO("x").__enter__(); print(p.call_args)
class Real:
    def go(self, a): return a
with mock.patch.object(Real, "go", autospec=True, return_value="patched") as g: print(Real().go(1), g.call_count)
mm = mock.MagicMock(); mm.__len__.return_value = 4; mm["k"] = 1; print(len(mm), mm.__setitem__.call_args, mock.call(1, a=2) == mock.call(1, a=2), mock.sentinel.x, mock.ANY == 5)
def doc():
    """
    >>> 1 + 1
    2
    >>> 1 / 0
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    >>> print("a")
    b
    """
print([(t.name, len(t.examples)) for t in doctest.DocTestFinder().find(doc, "doc")])
