# textwrap, pprint, reprlib, string.Template, difflib, shlex, fnmatch.
import textwrap, pprint, reprlib, string, difflib, shlex, fnmatch

text = """The quick brown fox jumps over the lazy dog.  A very-long-hyphenated-word and
averyveryverylongwordthatdoesnotfitanywhere at   all."""
print(textwrap.fill(text, 30))
print(textwrap.wrap(text, 20, break_long_words=False), textwrap.wrap("", 5), textwrap.wrap(text, 25, initial_indent="* ", subsequent_indent="  ", max_lines=3, placeholder=" [...]"))
print(textwrap.shorten(text, 40), textwrap.dedent("""
    one
      two
    three
"""), textwrap.indent("a\n\nb", "> "), textwrap.indent("a\n\nb", "> ", lambda l: True))
try:
    textwrap.wrap("abc", 0)
except ValueError as e:
    print(e)
data = {"name": "x" * 30, "list": list(range(30)), "nested": {"k" + str(i): [i] * i for i in range(6)}, "tuple": (1,), "set": {3, 1, 2}, "empty": [], "str": "word " * 30}
pprint.pprint(data)
pprint.pprint(data, width=40, compact=True, depth=2, indent=2)
pprint.pprint([{"b": 1, "a": 2}], sort_dicts=False)
print(pprint.pformat([[[[1]]]], depth=2), pprint.isreadable(data), pprint.saferepr({"b": 1, "a": [2]}))
rec = [1]
rec.append(rec)
print(pprint.pformat(rec).startswith("[1, <Recursion on list with id="), pprint.isrecursive(rec))
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(10)}), reprlib.repr([[[[[[[1]]]]]]]), reprlib.repr(10**60))


class R:
    @reprlib.recursive_repr("<...>")
    def __repr__(self): return f"R({self.x!r})"


r = R(); r.x = [r]
print(r)
t = string.Template("Hi $name, ${n}th $$5 $missing")
print(t.safe_substitute(name="A", n=5), t.get_identifiers(), t.is_valid())
for f in (lambda: t.substitute(name="A"), lambda: string.Template("$ x").substitute(), lambda: string.Template("a\n${").substitute()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(string.capwords("hello  big world"), string.ascii_letters, string.punctuation, string.hexdigits, repr(string.whitespace), string.Formatter().format("{0} {x:>5} {y[0]}", 1, x=2, y=[3]), list(string.Formatter().parse("a{b!r:c}d{{")))
a, b = "one\ntwo\nthree\nfour\n".splitlines(True), "one\n2\nthree\nfive\nfour\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "a", "b", n=1)), "".join(difflib.ndiff(a, b)), "".join(difflib.context_diff(a, b, "a", "b")))
s = difflib.SequenceMatcher(None, "abcd", "bcde")
print(round(s.ratio(), 3), s.get_opcodes(), s.get_matching_blocks(), difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g # h", comments=True), shlex.quote("it's"), shlex.join(["a b", "c"]), list(shlex.shlex("x = 'a b' + 3", posix=True)))
try:
    shlex.split("a 'b")
except ValueError as e:
    print(e)
print(fnmatch.filter(["a.py", "b.txt", "c.PY", ".d.py"], "*.py"), fnmatch.fnmatchcase("abc", "a[!x]?"), fnmatch.translate("a*[b-d]?.txt"))
class Big:
    def __repr__(self): return "Big(\n)"
pprint.pprint([Big(), {"x": Big()}])
from dataclasses import dataclass
from collections import OrderedDict, Counter, defaultdict, deque
@dataclass
class DC:
    alpha: int; beta: list
pprint.pprint(DC(1, ["long" * 10, "text" * 10])); pprint.pprint([OrderedDict(a=1), Counter("aab"), defaultdict(int, z=1), deque([1, 2])], width=30)
pprint.pprint(b"bytes" * 20); pprint.pp({"z": 1, "a": 2}); print(pprint.pformat({1: "a", "x": 2, None: 3}), pprint.pformat(1234567, underscore_numbers=True))
