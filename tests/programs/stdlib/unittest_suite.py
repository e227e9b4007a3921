# A test suite in one program: fixtures, subtests, skips, expected failures, mocks; run with a result of our own.
import io
import unittest
from unittest import mock

LOG = []


def setUpModule():
    LOG.append("module up")


class Stack:
    def __init__(self):
        self.items = []

    def push(self, x):
        self.items.append(x)

    def pop(self):
        if not self.items:
            raise IndexError("empty stack")
        return self.items.pop()


class StackTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        LOG.append("class up")
        cls.addClassCleanup(LOG.append, "class cleanup")

    def setUp(self):
        self.s = Stack()
        self.addCleanup(LOG.append, f"cleanup {self._testMethodName}")

    def test_push(self):
        """Pushing keeps order."""
        for i in range(3):
            self.s.push(i)
        self.assertEqual(self.s.items, [0, 1, 2])
        self.assertListEqual(self.s.items, [0, 1, 2])

    def test_pop_empty(self):
        with self.assertRaisesRegex(IndexError, "^empty") as cm:
            self.s.pop()
        self.assertEqual(cm.exception.args, ("empty stack",))

    def test_sub(self):
        for n in range(4):
            with self.subTest("even", n=n):
                self.assertEqual(n % 2, 0)

    @unittest.skip("not now")
    def test_skipped(self):
        self.fail()

    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(False)

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_error(self):
        raise KeyError("lost")


class Recorder(unittest.TestResult):
    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        print("  sub", subtest.id(), "FAIL" if err else "ok")


suite = unittest.defaultTestLoader.loadTestsFromTestCase(StackTest)
print(suite.countTestCases(), [t.id() for t in suite])
result = Recorder()
suite.run(result)
print(result)
for kind in ("errors", "failures"):
    for test, text in getattr(result, kind):
        print(kind, test, "|", text.strip().splitlines()[-1])
print([(str(t), why) for t, why in result.skipped], result.expectedFailures[0][0], result.unexpectedSuccesses)
print(result.wasSuccessful(), LOG)

case = unittest.TestCase()
case.maxDiff = None
for check in (
    lambda: case.assertEqual("one\ntwo\n", "one\n2\n"),
    lambda: case.assertEqual({"a": 1, "b": [1, 2]}, {"a": 1, "b": [1, 3]}),
    lambda: case.assertEqual([1, 2, 3], [1, 5], "extra"),
    lambda: case.assertEqual({1, 2}, {2, 3}),
    lambda: case.assertAlmostEqual(1.0, 1.1, places=3),
    lambda: case.assertIn(4, (1, 2)),
    lambda: case.assertIsInstance(1, str),
    lambda: case.assertCountEqual("aab", "abb"),
    lambda: case.assertGreater(1, 2),
    lambda: case.assertIsNone(0),
    lambda: case.assertRegex("abc", r"\d"),
    lambda: case.assertRaises(ValueError, int, "3"),
):
    try:
        check()
    except AssertionError as e:
        print("--", e)

m = mock.Mock(return_value=3, **{"sub.side_effect": [1, ValueError("x")]})
print(m(1, k=2), m.sub(), m.call_args, m.mock_calls)
try:
    m.assert_called_once_with(1)
except AssertionError as e:
    print(e)
with mock.patch.object(Stack, "pop", autospec=True, return_value="patched") as p:
    print(Stack().pop(), p.call_count)
with mock.patch.dict(Stack.__annotations__, {"X": "1"}, clear=True), mock.patch("builtins.len", lambda x: -7):
    print(len([]))
print(mock.call(1, a=2) == mock.call(1, a=2), len(mock.MagicMock()), hasattr(mock.Mock(spec=[]), "x"))
out = io.StringIO()
unittest.TextTestRunner(stream=out, verbosity=2).run(unittest.TestSuite([StackTest("test_push"), StackTest("test_skipped")]))
print("\n".join(line for line in out.getvalue().splitlines() if not line.startswith("Ran")))
