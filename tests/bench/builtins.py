"""The work that is done inside the builtin types and functions, item by item: what builtins.ts measures.

An item is a name, what is to be prepared, and the statement that is timed. This process is asked by lines on standard input:
the number of an item. The first time it prepares the item and finds how many turns take long enough; each time it answers with
the seconds that one turn took.
"""

import sys
import time

clock = time.thread_time if sys.argv[1:] == ["--cpu"] else time.perf_counter

LEAST = 0.02

ITEMS = [
    # a million elements
    ("sort 1e6 ints", "import random; r = random.Random(1); d = [r.randrange(10**9) for _ in range(10**6)]", "sorted(d)"),
    ("sort 1e6 floats", "import random; r = random.Random(1); d = [r.random() for _ in range(10**6)]", "sorted(d)"),
    ("sort 2e5 strings", "import random; r = random.Random(1); d = [str(r.random()) for _ in range(200000)]", "sorted(d)"),
    ("sort 2e5 by key", "import random; r = random.Random(1); d = [(r.random(), i) for i in range(200000)]", "sorted(d, key=lambda p: p[1] * 7 % 1009)"),
    ("sort 2e5 tuples", "import random; r = random.Random(1); d = [(r.randrange(1000), i) for i in range(200000)]", "sorted(d)"),
    ("sort by attrgetter", "from operator import attrgetter\nclass P:\n  def __init__(s, a): s.a = a\nd = [P(i * 7919 % 10007) for i in range(10000)]", "sorted(d, key=attrgetter('a'))"),
    ("sort by itemgetter", "from operator import itemgetter\nd = [(i * 7919 % 10007, i) for i in range(10000)]", "sorted(d, key=itemgetter(0))"),
    ("sort by str.lower", "d = ['Key%d' % (i * 7919 % 10007) for i in range(10000)]", "sorted(d, key=str.lower)"),
    ("list(range(1e6))", "", "list(range(10**6))"),
    ("sum of 1e6 ints", "d = list(range(10**6))", "sum(d)"),
    ("sum of 1e6 floats", "d = [i * 0.5 for i in range(10**6)]", "sum(d)"),
    ("min, max of 1e6 ints", "d = list(range(10**6))", "min(d); max(d)"),
    ("any, all of 1e6", "d = [0] * 10**6; e = [1] * 10**6", "any(d); all(e)"),
    ("reversed 1e6", "d = list(range(10**6))", "list(reversed(d))"),
    ("enumerate 1e6", "d = list(range(10**6))", "for i, x in enumerate(d): pass"),
    ("zip 1e6", "d = list(range(10**6))", "for x, y in zip(d, d): pass"),
    ("map 1e6", "d = list(range(10**6))", "for x in map(abs, d): pass"),
    ("filter 1e6", "d = list(range(10**6))", "for x in filter(None, d): pass"),
    ("slice 1e6", "d = list(range(10**6))", "d[1:]; d[::2]; d[::-1]"),
    ("dict of 1e5 ints", "d = list(range(10**5))", "dict.fromkeys(d)"),
    ("dict comp 1e5 ints", "", "{i: i for i in range(10**5)}"),
    ("dict of 1e5 strs", "d = ['k%d' % i for i in range(10**5)]", "e = {}\nfor k in d: e[k] = 1"),
    ("set of 1e5 ints", "d = list(range(10**5))", "set(d)"),
    ("set of 1e5 strs", "d = ['k%d' % i for i in range(10**5)]", "set(d)"),
    ("set of 1e5 floats", "d = [i * 1.25 for i in range(10**5)]", "set(d)"),
    ("set of 1e5 tuples", "d = [(i, i + 1) for i in range(10**5)]", "set(d)"),
    ("comprehension 1e6", "d = list(range(10**6))", "[x + 1 for x in d]"),
    ("join of a generator", "d = ['ab'] * 10**5", "''.join(x for x in d)"),
    # a megabyte of text
    ("str.join 1e5", "d = ['word%d' % i for i in range(10**5)]", "' '.join(d)"),
    ("str.split 1MB", "s = 'hello world ' * 80000", "s.split()"),
    ("str.split(sep) 1MB", "s = 'hello,world,' * 80000", "s.split(',')"),
    ("str.splitlines 1MB", "s = 'hello world\\n' * 80000", "s.splitlines()"),
    ("str.replace 1MB", "s = 'hello world ' * 80000", "s.replace('world', 'there')"),
    ("str in 1MB", "s = 'hello world ' * 80000", "'worldz' in s"),
    ("str.count 1MB", "s = 'hello world ' * 80000", "s.count('wor')"),
    ("str.find 1MB", "s = 'hello world ' * 80000", "s.find('wx')"),
    ("str.rfind 1MB", "s = 'hello world ' * 80000", "s.rfind('wx')"),
    ("str.translate 100KB", "s = 'hello world ' * 8000; t = str.maketrans('elo', 'xyz')", "s.translate(t)"),
    ("str.translate del", "s = 'hello world ' * 8000; t = str.maketrans('', '', 'lo')", "s.translate(t)"),
    ("str.upper 1MB", "s = 'hello world ' * 80000", "s.upper()"),
    ("str == 1MB", "s = 'hello world ' * 80000; t = ''.join(list(s))", "s == t"),
    ("str[::-1] 1MB", "s = 'hello world ' * 80000", "s[::-1]"),
    ("for c in str 1MB", "s = 'hello world ' * 80000", "for c in s: pass"),
    ("list(str) 100KB", "s = 'hello world ' * 8000", "list(s)"),
    ("str.encode ascii 1MB", "s = 'hello world ' * 80000", "s.encode()"),
    ("str.encode non-ascii", "s = 'h\\xe9llo w\\u20acrld ' * 80000", "s.encode()"),
    ("str.encode astral", "s = 'h\\U0001f600llo world ' * 8000", "s.encode()"),
    ("str.encode short", "s = 'hello'", "s.encode()"),
    ("str.encode latin-1", "s = 'h\\xe9llo world ' * 80000", "s.encode('latin-1')"),
    ("str.encode utf-16", "s = 'h\\xe9llo world ' * 80000", "s.encode('utf-16')"),
    ("bytes.decode 1MB", "s = b'hello world ' * 80000", "s.decode()"),
    ("bytes.decode non-ascii", "s = ('h\\xe9llo w\\u20acrld ' * 80000).encode()", "s.decode()"),
    ("bytes.decode short", "s = b'hello'", "s.decode()"),
    ("bytes.decode latin-1", "s = b'h\\xe9llo world ' * 80000", "s.decode('latin-1')"),
    ("bytes.replace 1MB", "s = b'hello world ' * 80000", "s.replace(b'world', b'there')"),
    ("bytes.split 1MB", "s = b'hello world ' * 80000", "s.split()"),
    ("bytes.count 1MB", "s = b'hello world ' * 80000", "s.count(b'wor')"),
    ("bytes.find 1MB", "s = b'hello world ' * 80000", "s.find(b'wx')"),
    ("bytes.join 1e5", "d = [b'word'] * 10**5", "b' '.join(d)"),
    ("bytes.hex, fromhex", "s = bytes(range(256)) * 400", "bytes.fromhex(s.hex())"),
    ("bytes(list) 1e5", "d = [i % 256 for i in range(10**5)]", "bytes(d)"),
    ("bytes.translate 1MB", "s = b'hello world ' * 80000; t = bytes(range(255, -1, -1))", "s.translate(t)"),
    ("sum of bytes 1e5", "s = bytes(10**5)", "sum(s)"),
    ("bytearray append 1e4", "", "b = bytearray()\nfor i in range(10000): b.append(i & 255)"),
    # numbers
    ("int(str) 10,000 digits", "import sys; sys.set_int_max_str_digits(0); s = '7' * 10000", "int(s)"),
    ("str(int) 10,000 digits", "import sys; sys.set_int_max_str_digits(0); n = 7 ** 11833", "str(n)"),
    ("product 10,000 digits", "a = 7 ** 11833; b = 3 ** 20959", "a * b"),
    ("quotient 10,000 digits", "a = 7 ** 23666; b = 3 ** 20959", "a // b"),
    ("pow mod 300 digits", "a = 7 ** 350; m = 10 ** 300 + 7", "pow(a, a, m)"),
    ("factorial(2000)", "import math", "math.factorial(2000)"),
    ("int(str) short", "d = [str(i * 37) for i in range(1000)]", "for x in d: int(x)"),
    ("str(int) short", "d = [i * 37 for i in range(1000)]", "for x in d: str(x)"),
    ("float(str)", "d = [str(i * 0.37) for i in range(1000)]", "for x in d: float(x)"),
    ("repr(float)", "d = [i * 0.37 for i in range(1000)]", "for x in d: repr(x)"),
    ("round(float, 2)", "d = [i * 0.37 for i in range(1000)]", "for x in d: round(x, 2)"),
    ("divmod", "d = list(range(1, 1001))", "for x in d: divmod(100000, x)"),
    ("big int + * 40 digits", "a = 10 ** 40 + 1; b = 10 ** 39 + 3", "for i in range(1000): a + b; a * b"),
    ("Decimal + *", "from decimal import Decimal; a = Decimal('1.234567'); b = Decimal('7.654321')", "for i in range(1000): a + b; a * b"),
    ("Decimal /", "from decimal import Decimal; a = Decimal('1.234567'); b = Decimal('7.654321')", "for i in range(1000): a / b"),
    ("Decimal(str), str()", "from decimal import Decimal", "for i in range(1000): str(Decimal('3.14159'))"),
    ("Fraction +", "from fractions import Fraction; a = Fraction(1, 3); b = Fraction(2, 7)", "for i in range(100): a + b"),
    # small sets
    ("frozenset |", "a = frozenset([1, 2, 3]); b = frozenset([3, 4])", "for i in range(1000): a | b"),
    ("frozenset & -", "a = frozenset([1, 2, 3]); b = frozenset([3, 4])", "for i in range(1000): a & b; a - b"),
    ("frozenset | {x}", "a = frozenset([1, 2, 3])", "for i in range(1000): a | {i}"),
    ("x in frozenset", "a = frozenset([1, 2, 3])", "for i in range(1000): i in a"),
    ("hash frozenset new", "", "for i in range(1000): hash(frozenset((i, 2, 3)))"),
    ("frozenset(tuple)", "t = (1, 2, 3)", "for i in range(1000): frozenset(t)"),
    ("set(list) small", "t = [1, 2, 3]", "for i in range(1000): set(t)"),
    ("{a, b, c}", "", "for i in range(1000): {i, 2, 3}"),
    ("{str, str}", "d = ['a', 'b', 'c']", "for i in d * 300: {i, 'x', 'y'}"),
    ("str set |", "a = {'a', 'b'}; b = {'c', 'd'}", "for i in range(1000): a | b"),
    ("str set & -", "a = {'a', 'b'}; b = {'b', 'd'}", "for i in range(1000): a & b; a - b"),
    ("for x in small set", "a = {1, 2, 3}", "for i in range(1000):\n  for x in a: pass"),
    ("for x in str set", "a = {'a', 'b', 'c'}", "for i in range(1000):\n  for x in a: pass"),
    ("set add discard", "", "s = set()\nfor i in range(1000): s.add(i); s.discard(i - 3)"),
    ("set of frozensets", "d = [frozenset((i, i + 1)) for i in range(1000)]", "set(d)"),
    ("set ==, <=", "a = {1, 2, 3}; b = {3, 2, 1}", "for i in range(1000): a == b; a <= b"),
    ("set comp small", "t = (1, 2, 3)", "for i in range(1000): {x for x in t}"),
    ("n-queens frozensets", "def q(n, r, c, d, e):\n  if r == n: return 1\n  return sum(q(n, r + 1, c | {x}, d | {x + r}, e | {x - r}) for x in range(n) if x not in c and x + r not in d and x - r not in e)\nE = frozenset()", "q(6, 0, E, E, E)"),
    # small dicts, tuples, lists
    ("dict.copy small", "d = {'a': 1, 'b': 2, 'c': 3}", "for i in range(1000): d.copy()"),
    ("dict.copy 1000 ints", "d = dict.fromkeys(range(1000))", "d.copy()"),
    ("dict.copy 1000 strs", "d = {'k%d' % i: i for i in range(1000)}", "d.copy()"),
    ("dict(d) small", "d = {'a': 1, 'b': 2, 'c': 3}", "for i in range(1000): dict(d)"),
    ("{**d, x: y}", "d = {'a': 1, 'b': 2, 'c': 3}", "for i in range(1000): {**d, 'x': i}"),
    ("d | e", "d = {'a': 1, 'b': 2}; e = {'c': 3}", "for i in range(1000): d | e"),
    ("{'a': 1, ...}", "", "for i in range(1000): {'a': i, 'b': 2, 'c': 3}"),
    ("{1: 1, ...}", "", "for i in range(1000): {1: i, 2: 2, 3: 3}"),
    ("dict(a=1, b=2)", "", "for i in range(1000): dict(a=i, b=2)"),
    ("dict str get set", "d = {'k%d' % i: i for i in range(100)}; ks = list(d)", "for k in ks: d[k] = d[k] + 1"),
    ("dict int get set", "d = {i * 7: i for i in range(1000)}; ks = list(d)", "for k in ks: d[k] = d[k] + 1"),
    ("dict tuple keys", "d = {(i, i + 1): i for i in range(1000)}", "for i in range(1000): d[i, i + 1]"),
    ("dict str tuple keys", "d = {('a', str(i)): i for i in range(100)}; ks = list(d)", "for k in ks: d[k[0], k[1]]"),
    ("set of new tuples", "", "s = set()\nfor i in range(1000): s.add((i & 15, i >> 4))"),
    ("dict subclass-str keys", "class S(str): pass\nd = {S('k%d' % i): i for i in range(100)}; ks = list(d)", "for k in ks: d[k]"),
    ("dict object keys", "class O: pass\nd = {O(): i for i in range(100)}; ks = list(d)", "for k in ks: d[k]"),
    ("dict __hash__ keys", "class O:\n  def __init__(s, v): s.v = v\n  def __hash__(s): return s.v\n  def __eq__(s, o): return s.v == o.v\nd = {O(i): i for i in range(100)}", "for i in range(100): d[O(i)]"),
    ("dict float keys", "d = {i * 0.5: i for i in range(1000)}; ks = list(d)", "for k in ks: d[k]"),
    ("for k, v in items", "d = {'k%d' % i: i for i in range(1000)}", "for k, v in d.items(): pass"),
    ("for k in int dict", "d = dict.fromkeys(range(1000))", "for k in d: pass"),
    ("for v in values", "d = {'k%d' % i: i for i in range(1000)}", "for v in d.values(): pass"),
    ("for items small", "d = {'a': 1, 'b': 2, 'c': 3}", "for i in range(1000):\n  for k, v in d.items(): pass"),
    ("list(d.items())", "d = {'k%d' % i: i for i in range(1000)}", "list(d.items())"),
    ("sum(d.values())", "d = {'k%d' % i: i for i in range(1000)}", "sum(d.values())"),
    ("dict.get missing", "d = {'a': 1}", "for i in range(1000): d.get('b', i)"),
    ("dict.setdefault", "", "d = {}\nfor i in range(1000): d.setdefault(i & 63, []).append(i)"),
    ("dict.pop", "", "d = {}\nfor i in range(1000): d[i] = i\nfor i in range(1000): d.pop(i)"),
    ("dict.update", "e = {'a': 1, 'b': 2}", "for i in range(1000): d = {}; d.update(e)"),
    ("dict(zip)", "a = ['k%d' % i for i in range(100)]; b = list(range(100))", "dict(zip(a, b))"),
    ("d.keys() & e.keys()", "d = dict.fromkeys(range(100)); e = dict.fromkeys(range(50, 150))", "d.keys() & e.keys()"),
    ("dict ==", "d = {'k%d' % i: i for i in range(100)}; e = dict(d)", "d == e"),
    ("Counter(str)", "from collections import Counter; s = 'hello world' * 100", "Counter(s)"),
    ("defaultdict(int)", "from collections import defaultdict; s = 'hello world' * 100", "d = defaultdict(int)\nfor c in s: d[c] += 1"),
    ("OrderedDict move", "from collections import OrderedDict; d = OrderedDict.fromkeys(range(100))", "for i in range(100): d.move_to_end(i)"),
    ("deque rotate", "from collections import deque; d = deque(range(100))", "for i in range(1000): d.append(d.popleft())"),
    ("heapq push pop", "from heapq import heappush, heappop", "h = []\nfor i in range(1000): heappush(h, i * 7919 % 1009)\nwhile h: heappop(h)"),
    ("bisect", "from bisect import bisect; d = list(range(1000))", "for i in range(1000): bisect(d, i)"),
    ("tuple ==", "a = (1, 2, 'x'); b = (1, 2, 'x')", "for i in range(1000): a == b"),
    ("tuple <", "a = (1, 2, 3); b = (1, 2, 4)", "for i in range(1000): a < b"),
    ("tuple +", "a = (1, 2)", "for i in range(1000): a + (i,)"),
    ("tuple(list)", "a = [1, 2, 3]", "for i in range(1000): tuple(a)"),
    ("tuple slice", "a = (1, 2, 3, 4)", "for i in range(1000): a[1:]"),
    ("hash(tuple)", "", "for i in range(1000): hash((i, 2, 3))"),
    ("x in tuple", "a = ('x', 'y', 'z')", "for i in range(1000): 'z' in a"),
    ("list ==", "a = [1, 2, 3]; b = [1, 2, 3]", "for i in range(1000): a == b"),
    ("list + list", "a = [1, 2, 3]", "for i in range(1000): a + [i]"),
    ("list copy", "a = [1, 2, 3]", "for i in range(1000): a[:]; a.copy(); list(a)"),
    ("list append pop", "", "a = []\nfor i in range(1000): a.append(i)\nfor i in range(1000): a.pop()"),
    ("list insert del", "", "a = []\nfor i in range(300): a.insert(0, i)\nfor i in range(300): del a[0]"),
    ("list index count", "a = list(range(1000))", "a.index(999); a.count(5); 999 in a"),
    ("list.sort small", "", "for i in range(300): [3, i, 2, 5, 4].sort()"),
    ("list extend", "e = [1, 2, 3]", "a = []\nfor i in range(1000): a.extend(e)"),
    ("list * n", "", "for i in range(1000): [0] * 10"),
    ("a, *b = list", "a = [1, 2, 3, 4]", "for i in range(1000): x, *y = a"),
    # driven from Python loops
    ("sorted(key=lambda)", "d = [i * 7919 % 1009 for i in range(1000)]", "sorted(d, key=lambda x: -x)"),
    ("min, max with key", "d = [i * 7919 % 1009 for i in range(1000)]", "min(d, key=lambda x: -x); max(d, key=lambda x: -x)"),
    ("min, max of two", "", "for i in range(1000): min(i, 500); max(i, 500)"),
    ("enumerate small", "d = [1, 2, 3]", "for i in range(1000):\n  for j, x in enumerate(d): pass"),
    ("zip small", "d = [1, 2, 3]", "for i in range(1000):\n  for j, x in zip(d, d): pass"),
    ("map(lambda)", "d = list(range(1000))", "list(map(lambda x: x + 1, d))"),
    ("map(str)", "d = list(range(1000))", "list(map(str, d))"),
    ("map(int)", "d = [str(i) for i in range(1000)]", "list(map(int, d))"),
    ("filter(lambda)", "d = list(range(1000))", "list(filter(lambda x: x & 1, d))"),
    ("sum(genexp)", "d = list(range(1000))", "sum(x * x for x in d)"),
    ("any(genexp)", "d = list(range(1000))", "any(x > 2000 for x in d)"),
    ("zip(*rows)", "d = [(i, i + 1, i + 2) for i in range(1000)]", "list(zip(*d))"),
    ("range in, len, index", "r = range(0, 1000, 3)", "for i in range(1000): i in r; len(r); r[5]"),
    ("isinstance", "", "for i in range(1000): isinstance(i, int); isinstance(i, (str, float))"),
    ("getattr, hasattr", "class A: x = 1\na = A()", "for i in range(1000): getattr(a, 'x'); hasattr(a, 'y')"),
    ("reduce(add)", "from functools import reduce; from operator import add; d = list(range(1000))", "reduce(add, d)"),
    ("itertools.chain", "from itertools import chain; d = [[1, 2, 3]] * 300", "list(chain.from_iterable(d))"),
    ("itertools.product", "from itertools import product", "for x in product(range(10), range(10), range(10)): pass"),
    ("permutations", "from itertools import permutations", "for x in permutations(range(6)): pass"),
    ("combinations", "from itertools import combinations", "for x in combinations(range(12), 4): pass"),
    ("groupby", "from itertools import groupby; d = sorted(i % 10 for i in range(1000))", "for k, g in groupby(d): list(g)"),
    ("accumulate", "from itertools import accumulate; d = list(range(1000))", "list(accumulate(d))"),
    ("lru_cache hit", "from functools import lru_cache\n@lru_cache\ndef f(x): return x\nf(1)", "for i in range(1000): f(1)"),
    # short text
    ("f-string", "", "for i in range(1000): f'{i}: {i + 1}'"),
    ("f-string formats", "", "for i in range(1000): f'{i:5d} {i:x} {i:>10}'"),
    ("f-string float", "d = [i * 0.37 for i in range(1000)]", "for x in d: f'{x:.2f} {x:8.3f}'"),
    ("f-string !r", "", "for i in range(1000): f'{i!r} {\"x\"!r}'"),
    ("% formatting", "", "for i in range(1000): '%d %s %5.2f' % (i, 'x', 1.5)"),
    ("% %s", "", "for i in range(1000): '%s-%s' % (i, 'x')"),
    ("str.format", "", "for i in range(1000): '{} {:>5} {n}'.format(i, 'x', n=i)"),
    ("format(int, ',')", "", "for i in range(1000): format(i * 12345, ',')"),
    ("str.split short", "s = 'a b c d'", "for i in range(1000): s.split()"),
    ("str.split(',') short", "s = 'a,b,c,d'", "for i in range(1000): s.split(',')"),
    ("str.split max", "s = 'key=value=x'", "for i in range(1000): s.split('=', 1)"),
    ("str.partition", "s = 'key=value'", "for i in range(1000): s.partition('=')"),
    ("str.join short", "d = ['a', 'b', 'c']", "for i in range(1000): ','.join(d)"),
    ("str.strip", "s = '  abc  '", "for i in range(1000): s.strip(); s.rstrip(); s.strip('a ')"),
    ("str.startswith", "s = 'hello'", "for i in range(1000): s.startswith('he'); s.endswith(('x', 'lo'))"),
    ("str.replace short", "s = 'hello world'", "for i in range(1000): s.replace('o', '0')"),
    ("str.find short", "s = 'hello world'", "for i in range(1000): s.find('w'); 'w' in s; s.index('w')"),
    ("str.lower upper", "s = 'Hello World'", "for i in range(1000): s.lower(); s.upper(); s.title()"),
    ("str.isdigit ...", "s = '12345'", "for i in range(1000): s.isdigit(); s.isalpha(); s.isspace()"),
    ("str.center ljust", "s = 'abc'", "for i in range(1000): s.center(10); s.ljust(10); s.zfill(10)"),
    ("str.count short", "s = 'hello world'", "for i in range(1000): s.count('o')"),
    ("str + str", "", "s = ''\nfor i in range(1000): s += 'x'"),
    ("str index slice", "s = 'hello world'", "for i in range(1000): s[4]; s[2:5]; s[-1]"),
    ("str * n", "", "for i in range(1000): '-' * 20"),
    ("str hash, ==", "a = 'hello'; b = 'hellp'", "for i in range(1000): a == b; a < b"),
    ("ord chr", "", "for i in range(1000): ord(chr(i))"),
    ("repr(list)", "d = list(range(100)) + ['a'] * 100", "repr(d)"),
    ("repr(dict)", "d = {'k%d' % i: i * 0.5 for i in range(100)}", "repr(d)"),
    ("str.join map str", "d = list(range(1000))", "' '.join(map(str, d))"),
    ("StringIO write", "from io import StringIO", "f = StringIO()\nfor i in range(1000): f.write('line\\n')\nf.getvalue()"),
    ("for line in StringIO", "from io import StringIO; s = 'line of text\\n' * 1000", "for line in StringIO(s): pass"),
    ("re.sub", "import re; s = 'hello world ' * 1000; p = re.compile(r'o+')", "p.sub('0', s)"),
    ("re.findall", "import re; s = 'hello world ' * 1000; p = re.compile(r'\\w+')", "p.findall(s)"),
    ("re.match short", "import re; p = re.compile(r'(\\w+)=(\\d+)')", "for i in range(1000): p.match('key=123').group(1)"),
    # between Python and bytes
    ("struct.pack", "import struct; S = struct.Struct('<iHd')", "for i in range(1000): S.pack(i, 5, 1.5)"),
    ("struct.unpack", "import struct; b = struct.pack('<iHd', 1, 2, 3.0)", "for i in range(1000): struct.unpack('<iHd', b)"),
    ("int.to_bytes", "", "for i in range(1000): int.from_bytes(i.to_bytes(4, 'big'), 'big')"),
    ("bytes index slice", "s = b'hello world'", "for i in range(1000): s[4]; s[2:5]"),
    ("bytes + ==", "a = b'hello'", "for i in range(1000): a + b'x' == b'hellox'"),
    ("memoryview slice", "m = memoryview(bytes(1000))", "for i in range(1000): m[i]; m[1:3]"),
    ("array append sum", "from array import array", "a = array('i')\nfor i in range(1000): a.append(i)\nsum(a)"),
    ("json.dumps", "import json; d = [{'id': i, 'name': 'item %d' % i, 'v': [1.5, None, True]} for i in range(100)]", "json.dumps(d)"),
    ("json.dumps indent", "import json; d = [{'id': i, 'name': 'item %d' % i, 'v': [1.5, None, True]} for i in range(100)]", "json.dumps(d, indent=2, sort_keys=True)"),
    ("json.loads", "import json; s = json.dumps([{'id': i, 'name': 'item %d' % i, 'v': [1.5, None, True]} for i in range(100)])", "json.loads(s)"),
    ("pickle", "import pickle; d = [{'id': i, 'name': 'item %d' % i, 'v': [1.5, None, True]} for i in range(100)]", "pickle.loads(pickle.dumps(d))"),
    ("copy.deepcopy", "import copy; d = [{'id': i, 'v': [1.5, None, (1, 2)]} for i in range(20)]", "copy.deepcopy(d)"),
    ("copy.copy", "import copy; d = {'a': 1}", "for i in range(100): copy.copy(d)"),
    ("namedtuple", "from collections import namedtuple; P = namedtuple('P', 'x y')", "for i in range(1000): p = P(i, 2); p.x; p.y; p[0]"),
    ("dataclass ==", "from dataclasses import dataclass\n@dataclass\nclass P:\n  x: int\n  y: int", "for i in range(1000): P(i, 2) == P(i, 3)"),
    ("datetime +", "from datetime import datetime, timedelta; d = datetime(2024, 1, 1); t = timedelta(days=1)", "for i in range(1000): d + t"),
    ("datetime strftime", "from datetime import datetime; d = datetime(2024, 1, 1)", "for i in range(100): d.strftime('%Y-%m-%d'); d.isoformat()"),
    ("random", "import random; r = random.Random(1)", "for i in range(1000): r.random(); r.randrange(100)"),
    ("shuffle 1000", "import random; r = random.Random(1); d = list(range(1000))", "r.shuffle(d)"),
    ("math", "import math", "for i in range(1000): math.sqrt(i); math.floor(i / 3); math.gcd(i, 12)"),
    ("sha256 100KB", "import hashlib; s = bytes(100000)", "hashlib.sha256(s).hexdigest()"),
    ("zlib 100KB", "import zlib; s = b'hello world ' * 8000", "zlib.decompress(zlib.compress(s))"),
    ("b64encode 100KB", "import base64; s = bytes(range(256)) * 400", "base64.b64decode(base64.b64encode(s))"),
]

prepared = {}


def prepare(number):
    """Gives a function of a number of turns, and the number that takes long enough."""
    _, setup, statement = ITEMS[number]
    body = "\n".join("    " + line for line in statement.split("\n"))
    text = "def prepare():\n  %s\n  def turns(_n):\n   for _ in range(_n):\n%s\n  return turns\n" % (
        "\n  ".join(setup.split("\n")) or "pass", body)
    names = {}
    exec(text, names)
    turns = names["prepare"]()
    count, times = 1, 0
    while True:
        start = clock()
        turns(count)
        took = clock() - start
        times = times + 1 if took >= LEAST else 0
        if times == 3 or took > 0.5:
            return turns, count
        if took < LEAST:
            count *= 2


for line in sys.stdin:
    if line == "names\n":
        print("\t".join(item[0] for item in ITEMS), flush=True)
        continue
    try:
        number = int(line)
        if number not in prepared:
            prepared.clear()
            prepared[number] = prepare(number)
        turns, count = prepared[number]
        start = clock()
        turns(count)
        print((clock() - start) / count, flush=True)
    except Exception as e:
        print("error: %s: %s" % (type(e).__name__, e), flush=True)
