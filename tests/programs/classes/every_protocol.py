import sys, operator
class Num:
    log = []
    def __init__(s, v): s.v = v
for n in "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod".split():
    def f(s, o, n=n): return NotImplemented if isinstance(o, str) else f"{n}({s.v},{getattr(o, 'v', o)})"
    def r(s, o, n=n): return f"r{n}({s.v},{o})"
    setattr(Num, f"__{n}__", f); setattr(Num, f"__r{n}__", r)
class Sub(Num):
    def __radd__(s, o): return "sub radd"
    def __iadd__(s, o): s.v += o; return s
    def __neg__(s): return "neg"
    def __index__(s): return s.v
    def __bool__(s): return s.v > 0
    def __len__(s): return s.v
    def __getitem__(s, k): return k
    def __call__(s, *a, **k): return a, k
    def __contains__(s, x): return x == 1
    def __format__(s, spec): return f"<{spec}>"
    def __hash__(s): return 5
    def __eq__(s, o): return isinstance(o, Sub) and s.v == o.v
    def __lt__(s, o): return s.v < o.v
    def __reversed__(s): return iter([3, 2])
    def __round__(s, n=None): return ("round", n)
    def __float__(s): return 2.5
    def __complex__(s): return 1j
    def __bytes__(s): return b"B"
    def __sizeof__(s): return 99
    def __enter__(s): return "in"
    def __exit__(s, *a): return True
    def __missing__(s, k): return k
    def __set_name__(s, o, n): print("set", o.__name__, n)
a, b = Num(1), Sub(2)
print(a + b, b + a, a + 1, 1 + a, 1 + b, a @ b, 2 ** a, a ** 2, divmod(a, 3), divmod(3, a), a << 1, 1 | a, a // b)
for op in ("a + 's'", "'s' + a", "a < b", "-a", "a['x']", "a()", "len(a)", "hash(a) and 1", "a in a", "iter(a)", "[1][a]", "int(a)", "float(a)", "round(a)", "abs(a)", "f'{a:x}'", "bool(a)", "a += 's'", "~a", "with_(a)", "a.b", "await_(a)", "{**a}", "[*a]", "f(*a)", "pow(a, 2, 3)"):
    try: print(op, "->", eval(op) if "=" not in op else exec(op))
    except Exception as e: print(op, "!", type(e).__name__, e)
b += 5; print(b.v, -b, [0] * 3 + [*range(10)][b:], b[1:2, ..., None], b[b], b(1, x=2), 1 in b, f"{b:abc}", hash(b), {b: 1}[Sub(7)], b == Sub(7), b != Sub(7), max(b, Sub(9)).v, list(reversed(b)), round(b), round(b, 3), float(b), complex(b), bytes(b), sys.getsizeof(b) >= 99, "x" * Sub(3), hex(b), operator.index(b), range(b)[2], b > Sub(3), sorted([Sub(3), Sub(1)])[0].v, not b, bool(Sub(0)))
with b as x: print(x); raise ValueError
class Q: attr = Sub(1)
class It:
    def __getitem__(s, i):
        if i > 2: raise IndexError
        return i * 10
print(list(It()), 20 in It(), [*zip(It(), "abc")], dict(enumerate(It())), sum(It()), max(It()), tuple(reversed("ab")), list(iter(lambda c=[3, 2, 1, 0]: c.pop(0), 0)))
class Cmp:
    def __eq__(s, o): return NotImplemented
    def __lt__(s, o): return NotImplemented
print(Cmp() == Cmp(), Cmp() != 1)
try: Cmp() < Cmp()
except TypeError as e: print(e)
class Bad:
    def __bool__(s): return 5
    def __len__(s): return -1
    def __hash__(s): return "x"
    def __repr__(s): return 5
    def __str__(s): return None
    def __index__(s): return 1.5
    def __iter__(s): return 5
    def __int__(s): return "i"
    def __float__(s): return 1
    def __format__(s, x): return 5
    def __bytes__(s): return "b"
    def __contains__(s, x): return "truthy"
    def __complex__(s): return 1
    def __dir__(s): return 5
    def __next__(s): return 1
for e in ("bool(q)", "len(q)", "hash(q)", "repr(q)", "str(q)", "[1][q]", "iter(q)", "int(q)", "float(q)", "format(q)", "bytes(q)", "1 in q", "complex(q)", "dir(q)", "f'{q}'", "print(q)", "'%d' % q", "range(q)", "[*q]", "'%s' % q", "if_(q)", "not q", "q and 1", "isinstance(1, q)", "q.x", "sorted(q)", "sum(q)", "' '.join(q)", "open(q)", "chr(q)"):
    try: print(e, "->", eval(e, {"q": Bad()}))
    except Exception as x: print(e, "!", type(x).__name__, x)
