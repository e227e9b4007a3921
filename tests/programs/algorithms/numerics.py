# Number algorithms: primes, gcd, modular arithmetic, RSA, matrices with fractions, polynomials, pi's digits, statistics, conversions, random numbers of our own.
from fractions import Fraction
from functools import reduce
from itertools import count, islice, takewhile
from math import comb, factorial, gcd, isqrt, lcm, prod
import statistics


def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[:2] = b"\0\0"
    for i in range(2, isqrt(n) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, f in enumerate(flags) if f]


def primes():
    found = {}
    for n in count(2):
        if n not in found:
            yield n
            found[n * n] = [n]
        else:
            for p in found.pop(n):
                found.setdefault(n + p, []).append(p)


print(sieve(60), len(sieve(20000)), list(islice(primes(), 12)), list(takewhile(lambda p: p < 100, primes())) == sieve(100))


def is_prime(n):
    if n < 2: return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0: return n == p
    d, r = n - 1, 0
    while d % 2 == 0: d, r = d // 2, r + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1): continue
        for _ in range(r - 1):
            x = x * x % n
            if x == n - 1: break
        else: return False
    return True


print([n for n in (2**31 - 1, 2**61 - 1, 2**67 - 1, 561, 10**18 + 9, 2**127 - 1) if is_prime(n)])


def factor(n):
    out, p = {}, 2
    while p * p <= n:
        while n % p == 0: out[p], n = out.get(p, 0) + 1, n // p
        p += 1 + (p > 2)
    return out | ({n: 1} if n > 1 else {})


for n in (360, 97, 1001, 2**20 * 3**5, 999999000001):
    f = factor(n)
    print(n, " * ".join(f"{p}^{e}" if e > 1 else str(p) for p, e in f.items()), prod(e + 1 for e in f.values()), reduce(lambda t, p: t // p * (p - 1), f, n))


def egcd(a, b): return (a, 1, 0) if b == 0 else (lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b))
def crt(pairs):
    total = prod(m for _, m in pairs)
    return sum(r * (total // m) * pow(total // m, -1, m) for r, m in pairs) % total


print(egcd(240, 46), crt([(2, 3), (3, 5), (2, 7)]), gcd(12, 18, 27), lcm(4, 6, 10), gcd(), lcm(), gcd(0, -5))
p, q, e = 2**89 - 1, 2**107 - 1, 65537
n, d = p * q, pow(e, -1, (p - 1) * (q - 1))
m = int.from_bytes(b"attack at dawn", "big")
c = pow(m, e, n)
print(hex(c), pow(c, d, n).to_bytes(14, "big"), (p * q).bit_length())


class Matrix(tuple):
    def __new__(cls, rows): return super().__new__(cls, (tuple(map(Fraction, r)) for r in rows))
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o)] for r in self])
    def __pow__(self, n): return self.one(len(self)) if n == 0 else (half := self ** (n // 2)) @ half @ (self if n % 2 else self.one(len(self)))
    @classmethod
    def one(cls, n): return cls([[i == j for j in range(n)] for i in range(n)])
    def reduce(self):
        a, det = [list(r) + list(i) for r, i in zip(self, self.one(len(self)))], Fraction(1)
        for i in range(len(a)):
            pivot = next((r for r in range(i, len(a)) if a[r][i]), None)
            if pivot is None: raise ZeroDivisionError("singular")
            if pivot != i: a[i], a[pivot], det = a[pivot], a[i], -det
            det *= a[i][i]
            a[i] = [x / a[i][i] for x in a[i]]
            for r in range(len(a)):
                if r != i: a[r] = [x - a[r][i] * y for x, y in zip(a[r], a[i])]
        return det, Matrix(r[len(self):] for r in a)
    def __str__(self): return "[" + "; ".join(" ".join(map(str, r)) for r in self) + "]"


A = Matrix([[2, 1, -1], [-3, -1, 2], [-2, 1, 2]])
det, inverse = A.reduce()
print(A, det, inverse, A @ inverse, A @ inverse == Matrix.one(3), Matrix([[1, 1], [1, 0]]) ** 100)
try: Matrix([[1, 2], [2, 4]]).reduce()
except ZeroDivisionError as e: print(e)


class Poly:
    def __init__(self, *c):
        while c and not c[-1]: c = c[:-1]
        self.c = c
    def __add__(self, o): return Poly(*(a + b for a, b in zip(self.c + (0,) * len(o.c), o.c + (0,) * len(self.c))))
    def __mul__(self, o):
        if not isinstance(o, Poly): return Poly(*(a * o for a in self.c))
        out = [0] * (len(self.c) + len(o.c))
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c): out[i + j] += a * b
        return Poly(*out)
    __rmul__ = __mul__
    def __call__(self, x): return reduce(lambda acc, a: acc * x + a, reversed(self.c), 0)
    def __divmod__(self, o):
        q, r = [Fraction(0)] * max(len(self.c) - len(o.c) + 1, 0), list(map(Fraction, self.c))
        for i in reversed(range(len(q))):
            q[i] = r[i + len(o.c) - 1] / o.c[-1]
            for j, b in enumerate(o.c): r[i + j] -= q[i] * b
        return Poly(*q), Poly(*r)
    def __repr__(self): return " + ".join(f"{a}" + (f"x^{i}" if i > 1 else "x" * i) for i, a in reversed(list(enumerate(self.c))) if a) or "0"


P, Q = Poly(-1, 0, 0, 1), Poly(-1, 1)
print(P, "|", Q * Q, "|", divmod(P, Q), "|", divmod(P, Poly(1, 2)), "|", P(2), P(Fraction(1, 2)), "|", 3 * P + Q, Poly(0))


def pi_digits():
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = q * 10, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2


print("".join(map(str, islice(pi_digits(), 200))))
print(factorial(60), comb(100, 50), isqrt(2 * 10**80), sum(map(int, str(2**2000))), str(3**1000)[:20], len(str(7**5000)))
def base(n, b): return (base(n // b, b) if n >= b else "") + "0123456789abcdefghijklmnopqrstuvwxyz"[n % b]
print([base(255, b) for b in range(2, 37, 5)], all(int(base(n, b), b) == n for b in range(2, 37) for n in (0, 1, 35, 36, 12345678901234567890)))
def lcg(seed):
    while True: yield (seed := (seed * 6364136223846793005 + 1442695040888963407) % 2**64) >> 33
rnd = lcg(42)
sample = [next(rnd) % 100 for _ in range(50)]
print(sample[:12], statistics.median(sample), statistics.mode([1, 2, 2, 3]), statistics.mean([Fraction(1, 2), Fraction(1, 3)]), statistics.quantiles(range(1, 12), n=4), statistics.multimode("aabbc"), statistics.pvariance([1, 2, 3, 4]))
def collatz(n): return [n] if n == 1 else [n] + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
print(max(((len(collatz(n)), n) for n in range(1, 300))), collatz(11), sum(Fraction(1, k) for k in range(1, 21)), Fraction(3.14159).limit_denominator(1000))
